// eval/explain.c - one value explained: evaluated anew for the members concerned, step by step
//
// Only what the value depends on is computed, and only for its own member of the largest set,
// unless something reads across that set. Everything is kept, so the steps are then read off.
#include "eval/eval_int.h"

#include <assert.h>

enum { STEPS_MAX = 400, ELEMENTS_MAX = 24 };

// ---- what is needed -----------------------------------------------------------------------------

static bool reads_item(const Read *r) {
    return r->kind == READ_ITEM || r->kind == READ_PREVIOUS || r->kind == READ_EARLIER;
}

static bool *needed_by(Arena *a, const Rulebook *r, uint32_t item) {
    bool *needed = ARENA_ARRAY(a, bool, r->rule_count);
    uint32_t *todo = ARENA_ARRAY(a, uint32_t, r->rule_count);
    size_t count = 0;
    needed[item] = true;
    todo[count++] = item;
    while (count > 0) {
        const Rule *rule = &r->rules[todo[--count]];
        for (size_t i = 0; i < rule->slot_count; i++) {
            const Read *read = &r->reads[rule->slots[i]];
            if (!reads_item(read) || needed[read->item]) continue;
            needed[read->item] = true;
            todo[count++] = read->item;
        }
    }
    return needed;
}

static int dimension_of(const Item *item, uint32_t set) {
    for (size_t i = 0; i < item->set_count; i++)
        if (item->sets[i] == set) return (int)i;
    return -1;
}

static bool reads_across(const Rulebook *r, const Rule *rule, uint32_t set) {
    for (size_t i = 0; i < rule->slot_count; i++) {
        const Read *read = &r->reads[rule->slots[i]];
        if (read->kind == READ_POSITION || read->kind == READ_ALL_IDS) {
            if (read->set == set) return true;
            continue;
        }
        if (!reads_item(read)) continue;
        int at = dimension_of(&r->terms->items[read->item], set);
        if (at >= 0 && (read->sets[at].from != MEMBER_OF_READER || read->sets[at].map)) return true;
    }
    const Item *item = rule->item;
    bool takes_whole_set = item->is_spread || item->rounding.is_largest_remainder;
    return takes_whole_set && item->set_count > 0 && item->sets[item->set_count - 1] == set;
}

// ---- facts of one member ------------------------------------------------------------------------

typedef struct OneMember {
    Facts facts;
    const Terms *terms;
    uint32_t set, member;
} OneMember;

static size_t one_count(void *self, uint32_t set) {
    const OneMember *o = self;
    return set == o->set ? 1 : o->facts.member_count(o->facts.self, set);
}

static Str one_id(void *self, uint32_t set, uint32_t member) {
    const OneMember *o = self;
    return o->facts.member_id(o->facts.self, set, set == o->set ? o->member : member);
}

static void real_members(const OneMember *o, uint32_t item, const uint32_t *members,
                         uint32_t *ret) {
    const Item *i = &o->terms->items[item];
    for (size_t k = 0; k < i->set_count; k++)
        ret[k] = i->sets[k] == o->set ? o->member : members[k];
}

static size_t one_fill(void *self, uint32_t item, size_t along, const uint32_t *members,
                       uint32_t first, size_t count, Period period, FeelValue *ret) {
    const OneMember *o = self;
    uint32_t real[LIMIT_SET_DIMENSIONS] = {0};
    const Item *i = &o->terms->items[item];
    real_members(o, item, members, real);
    if (i->set_count > 0 && i->sets[along] == o->set) first = o->member;
    return o->facts.fill(o->facts.self, item, along, real, first, count, period, ret);
}

static bool one_source(void *self, uint32_t item, const uint32_t *members, Period period,
                       FactSource *ret) {
    const OneMember *o = self;
    uint32_t real[LIMIT_SET_DIMENSIONS] = {0};
    real_members(o, item, members, real);
    return o->facts.source(o->facts.self, item, real, period, ret);
}

static bool one_span(void *self, int64_t *ret_first_day, int64_t *ret_last_day) {
    const OneMember *o = self;
    return o->facts.span(o->facts.self, ret_first_day, ret_last_day);
}

static Facts facts_of_one(OneMember *o) {
    return (Facts){o, one_count, one_id, one_fill, NULL, one_source, one_span};
}

static uint32_t largest_set(const Terms *t, Facts facts) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < t->set_count; i++)
        if (facts.member_count(facts.self, i) > facts.member_count(facts.self, best)) best = i;
    return best;
}

// ---- steps --------------------------------------------------------------------------------------

typedef struct Explainer {
    Arena *arena; // of the trace
    Engine *engine;
    Facts facts; // of all members
    bool is_one; // the engine knows one member of the largest set only …
    uint32_t set, member;
    struct {
        TraceStep *items;
        size_t count, capacity;
    } steps;
} Explainer;

// Between the members of the engine and those of the facts.
static void to_engine(const Explainer *x, const Item *item, const uint32_t *members,
                      uint32_t *ret) {
    for (size_t k = 0; k < item->set_count; k++)
        ret[k] = x->is_one && item->sets[k] == x->set ? 0 : members[k];
}

static void from_engine(const Explainer *x, const Item *item, const uint32_t *members,
                        uint32_t *ret) {
    for (size_t k = 0; k < item->set_count; k++)
        ret[k] = x->is_one && item->sets[k] == x->set ? x->member : members[k];
}

static bool find_step(const Explainer *x, const TraceStep *step, size_t *ret) {
    for (size_t i = 0; i < x->steps.count; i++) {
        const TraceStep *s = &x->steps.items[i];
        bool is_same = s->item == step->item && s->period.index == step->period.index &&
                       memcmp(s->members, step->members, sizeof s->members) == 0;
        if (is_same) {
            *ret = i;
            return true;
        }
    }
    return false;
}

static bool ask_step(Explainer *x, const ItemState *s, size_t cell, int64_t period, size_t *ret) {
    TraceStep step = {.item = s->index, .period = item_period(s, period)};
    uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
    bool is_derived = s->item->kind != ITEM_QUANTITY && s->item->kind != ITEM_PARAMETER;
    if (is_derived && (period < s->first || period > s->last)) return false;
    layout_members(&s->layout, cell, members);
    from_engine(x, s->item, members, step.members);
    if (find_step(x, &step, ret)) return true;
    if (x->steps.count >= STEPS_MAX) return false;
    *ret = x->steps.count;
    *VEC_ADD(x->arena, &x->steps) = step;
    return true;
}

static void ask_elements(Explainer *x, const Feed *feed, FeedCells cells) {
    size_t unused, count = feed->each_count * cells.period_count;
    for (size_t i = 0; i < count && count <= ELEMENTS_MAX; i++)
        ask_step(x, feed->source, cells.base + feed->each[i / cells.period_count],
                 cells.first_period + (int64_t)(i % cells.period_count), &unused);
}

static TraceRead read_of(Explainer *x, const Frame *f, const NameUse *use, Period period,
                         size_t cell) {
    TraceRead r = {.offset = use->offset, .size = use->size, .slot = use->slot};
    r.value = feel_value_copy(x->arena, x->engine->slots[use->slot]);
    const Feed *feed = frame_feed(f, use->slot);
    if (!feed || !feed->source) return r;
    FeedCells cells = feed_cells(x->engine, f, feed, period, cell);
    if (feed->read->is_list)
        ask_elements(x, feed, cells);
    else
        r.has_step = ask_step(x, feed->source, cells.base, cells.first_period, &r.step);
    return r;
}

static void add_reads(Explainer *x, TraceStep *step, const Frame *f, const NameUses *uses,
                      size_t cell) {
    TraceRead *reads = ARENA_ARRAY(x->arena, TraceRead, step->read_count + uses->count);
    if (step->read_count > 0) memcpy(reads, step->reads, step->read_count * sizeof *reads);
    for (size_t i = 0; i < uses->count; i++)
        reads[step->read_count + i] = read_of(x, f, &uses->items[i], step->period, cell);
    step->reads = reads;
    step->read_count += uses->count;
}

// ---- formulas and payments ----------------------------------------------------------------------

static void explain_null(Explainer *x, TraceStep *step, FeelValue v) {
    const FeelMachine *m = x->engine->machine;
    step->fault = "missing-fact";
    step->why = MSG("it depends on a value that is not known");
    if (v.reason == 0 || v.reason > feel_machine_reason_count(m)) return;
    const FeelReason *r = feel_machine_reason(m, v.reason - 1);
    step->fault = r->code;
    step->why = r->message;
    for (size_t i = 0; i < 4; i++)
        if (step->why.args[i].at) step->why.args[i] = str_copy(x->arena, step->why.args[i]);
}

static void fill_slots(Explainer *x, Frame *f, Period period, size_t cell) {
    frame_fill(x->engine, f, period, cell, 1);
    frame_begin(x->engine, f);
    frame_set(x->engine, f, 0);
}

// Of a spread formula: the element of the last set's member.
static FeelValue element_of(const ItemState *s, FeelValue v, const uint32_t *members) {
    if (!s->item->is_spread || v.kind != FEEL_LIST) return v;
    uint32_t at = members[s->layout.set_count - 1];
    return at < v.list->count ? v.list->items[at] : feel_null();
}

static FeelValue in_declared_unit(const ItemState *s, FeelValue v) {
    if (v.kind == FEEL_NUMBER && !unit_convert(s->rule->factor, v.number, &v.number))
        return feel_null();
    return v;
}

static void explain_formula(Explainer *x, TraceStep *step, ItemState *s, const uint32_t *members) {
    Engine *e = x->engine;
    Frame *f = s->value_frame;
    NameUses uses = {0};
    Buf numbers = {.arena = x->arena};
    size_t cell = layout_cell(&f->layout, members);
    fill_slots(x, f, step->period, cell);
    numbers_collect(e->arena, s->rule->is, &uses);
    step->formula = feel_code_text(s->rule->is);
    numbers_add(&numbers, step->formula, &uses, e->slots);
    step->with_numbers = buf_str(&numbers);
    FeelValue v = feel_run(e->machine, s->rule->is, e->slots);
    if (v.kind == FEEL_NULL) explain_null(x, step, v);
    v = in_declared_unit(s, element_of(s, v, members));
    step->value = feel_value_copy(x->arena, v);
    add_reads(x, step, f, &uses, cell);
}

static void explain_condition(Explainer *x, TraceStep *step, ItemState *s,
                              const uint32_t *members) {
    Engine *e = x->engine;
    if (!s->when_frame) return;
    NameUses uses = {0};
    size_t cell = layout_cell(&s->layout, members);
    fill_slots(x, s->when_frame, step->period, cell);
    FeelValue v = feel_run(e->machine, s->rule->when, e->slots);
    if (v.kind == FEEL_BOOLEAN && !v.boolean) {
        step->why = MSG("nothing is due: the condition \"{1}\" is not met",
                        str_copy(x->arena, feel_code_text(s->rule->when)));
        step->value = feel_integer(0);
    }
    numbers_collect(e->arena, s->rule->when, &uses);
    add_reads(x, step, s->when_frame, &uses, cell);
}

static void explain_actor(Explainer *x, TraceStep *step, ItemState *s, const uint32_t *members) {
    Frame *f = s->actor_frame;
    size_t cell = layout_cell(&s->layout, members);
    if (!f || f->feed_count == 0) return;
    fill_slots(x, f, step->period, cell);
    for (size_t i = 0; i < f->feed_count; i++) {
        NameUse use = {.slot = f->feeds[i].slot};
        add_reads(x, step, f, &(NameUses){&use, 1, 1}, cell);
    }
}

// ---- tables -------------------------------------------------------------------------------------

static void add_part(Explainer *x, TraceStep *step, const Frame *f, const FeelCode *code,
                     const char *joint, Buf *formula, Buf *numbers, size_t cell) {
    NameUses uses = {0};
    if (!code) return; // an empty cell
    buf_add_c(formula, joint);
    buf_add_c(numbers, joint);
    numbers_collect(x->engine->arena, code, &uses);
    buf_add(formula, feel_code_text(code));
    numbers_add(numbers, feel_code_text(code), &uses, x->engine->slots);
    add_reads(x, step, f, &uses, cell);
}

static void explain_table(Explainer *x, TraceStep *step, ItemState *s, const uint32_t *members) {
    Engine *e = x->engine;
    Frame *f = s->value_frame;
    const DmnTable *t = s->rule->table;
    size_t cell = layout_cell(&s->layout, members);
    Buf formula = {.arena = x->arena}, numbers = {.arena = x->arena};
    fill_slots(x, f, step->period, cell);
    DmnResult r = dmn_table_run(x->arena, e->machine, t, e->slots);
    step->value = in_declared_unit(s, feel_value_copy(x->arena, r.value));
    step->fired = r.fired;
    step->fired_count = r.fired_count;
    for (size_t i = 0; i < dmn_table_input_count(t); i++)
        add_part(x, step, f, dmn_table_input(t, i), i > 0 ? ", " : "", &formula, &numbers, cell);
    for (size_t i = 0; i < r.fired_count; i++)
        for (size_t k = 0; k < dmn_table_output_count(t); k++)
            add_part(x, step, f, dmn_table_output(t, r.fired[i], k), i + k > 0 ? ", " : " → ",
                     &formula, &numbers, cell);
    step->formula = buf_str(&formula);
    step->with_numbers = buf_str(&numbers);
    if (step->value.kind != FEEL_NULL) return;
    explain_null(x, step, r.value);
    if (r.fault) step->fault = r.fault;
}

// ---- all kinds ----------------------------------------------------------------------------------

static void explain_given(Explainer *x, TraceStep *step, ItemState *s, const uint32_t *members) {
    Engine *e = x->engine;
    FeelValue v =
        source_get(e, s, source_of(e, s, step->period.index), layout_cell(&s->layout, members));
    step->value = feel_value_copy(x->arena, v);
    step->formula = step->with_numbers = STR("");
    if (s->item->kind == ITEM_PARAMETER) return;
    step->has_source =
        x->facts.source(x->facts.self, s->index, step->members, step->period, &step->source);
    if (v.kind != FEEL_NULL || s->rule->has_missing) return;
    step->fault = "missing-fact";
    step->why = MSG("no fact is given");
}

static void explain_derived(Explainer *x, TraceStep *step, ItemState *s, const uint32_t *members) {
    if (s->rule->table)
        explain_table(x, step, s, members);
    else if (s->rule->is)
        explain_formula(x, step, s, members);
    explain_condition(x, step, s, members);
    explain_actor(x, step, s, members);
}

static void explain_step(Explainer *x, size_t index) {
    TraceStep step = x->steps.items[index];
    ItemState *s = &x->engine->items[step.item];
    uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
    to_engine(x, s->item, step.members, members);
    bool is_given = s->item->kind == ITEM_QUANTITY || s->item->kind == ITEM_PARAMETER;
    if (is_given)
        explain_given(x, &step, s, members);
    else
        explain_derived(x, &step, s, members);
    Source source = source_of(x->engine, s, step.period.index);
    FeelValue rounded = source_get(x->engine, s, source, layout_cell(&s->layout, members));
    step.rounded = feel_value_copy(x->arena, rounded);
    if (rounded.kind == FEEL_NULL && step.value.kind != FEEL_NULL && !step.fault) {
        step.fault = "missing-fact";
        step.why = MSG("it depends on a value that is not known");
        step.value = feel_null();
    }
    x->steps.items[index] = step;
}

static bool is_computed(Arena *a, const Engine *e, const ItemState *s, Period period,
                        const uint32_t *members, Err *err) {
    bool is_there = period.grain == s->item->grain;
    for (size_t k = 0; k < s->layout.set_count; k++)
        is_there = is_there && members[k] < s->layout.sizes[k];
    bool is_derived = s->item->kind != ITEM_QUANTITY && s->item->kind != ITEM_PARAMETER;
    if (is_derived && (period.index < s->first || period.index > s->last)) is_there = false;
    if (is_there) return true;
    return err_set(
        err, ERR_NOT_FOUND, MSG("\"{1}\" has no value there", s->item->id),
        MSG("the settled time ends on {1}", civil_text(a, civil_from_days(e->last_day))));
}

static Trace *steps_from(Explainer *x, uint32_t item, const uint32_t *members, Period period) {
    TraceStep first = {.item = item, .period = period};
    memcpy(first.members, members, x->engine->terms->items[item].set_count * sizeof *members);
    *VEC_ADD(x->arena, &x->steps) = first;
    for (size_t i = 0; i < x->steps.count; i++) explain_step(x, i);
    Trace *t = ARENA_NEW(x->arena, Trace);
    *t = (Trace){x->steps.items, x->steps.count};
    return t;
}

static const Trace *explain_in(Arena *scratch, Explainer *x, const Rulebook *r, uint32_t item,
                               const uint32_t *members, Period period, Err *err) {
    const Item *target = &r->terms->items[item];
    bool *needed = needed_by(scratch, r, item);
    bool is_across = false;
    x->set = largest_set(r->terms, x->facts);
    int at = dimension_of(target, x->set);
    for (size_t i = 0; i < r->rule_count; i++)
        if (needed[i] && reads_across(r, &r->rules[i], x->set)) is_across = true;
    OneMember one = {x->facts, r->terms, x->set, at >= 0 ? members[at] : 0};
    x->is_one = at >= 0 && !is_across;
    x->member = one.member;
    Findings unwanted = {.arena = scratch};
    EngineUse use = {.needed = needed, .keeps_everything = true};
    if (at >= 0 && members[at] >= x->facts.member_count(x->facts.self, x->set))
        return err_set(err, ERR_NOT_FOUND, MSG("\"{1}\" has no value there", target->id), NO_MSG),
               NULL;
    if (!engine_make(scratch, r, x->is_one ? facts_of_one(&one) : x->facts, use, &unwanted,
                     &x->engine, err))
        return NULL;
    uint32_t own[LIMIT_SET_DIMENSIONS] = {0};
    to_engine(x, target, members, own);
    if (!is_computed(x->arena, x->engine, &x->engine->items[item], period, own, err)) return NULL;
    engine_run(x->engine);
    return steps_from(x, item, members, period);
}

const Trace *eval_explain(Arena *a, const Rulebook *r, Facts facts, uint32_t item,
                          const uint32_t *members, Period period, Err *err) {
    Arena *scratch = arena_new();
    Explainer x = {.arena = a, .facts = facts};
    const Trace *t = explain_in(scratch, &x, r, item, members, period, err);
    arena_free(scratch);
    return t;
}
