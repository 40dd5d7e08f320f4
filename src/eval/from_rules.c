// eval/from_rules.c - things start here: a Rulebook and Facts become an Outcome
#include "eval/eval_int.h"

#include <assert.h>
#include <stdlib.h>

enum { BATCH_MEMBERS = 256, PROGRESS_STEPS = 64 };

// ---- what is settled ----------------------------------------------------------------------------

static int64_t settlement_start(const Engine *e, int64_t day) {
    Period p = period_of_day(e->terms->period_rule, e->terms->period, day);
    return period_first_day(e->terms->period_rule, p);
}

static int64_t settlement_end(const Engine *e, int64_t day) {
    Period p = period_of_day(e->terms->period_rule, e->terms->period, day);
    return period_last_day(e->terms->period_rule, p);
}

static Place place_of_document(const Engine *e) {
    return (Place){.file = e->terms->document ? e->terms->document->file : (Str){NULL, 0}};
}

static void note_skipped(Engine *e, Message message) {
    finding_add(e->findings, SEVERITY_NOTE, "periods-skipped", place_of_document(e), message,
                NO_MSG);
}

static Str day_text(const Engine *e, int64_t day) {
    return civil_text(e->arena, civil_from_days(day));
}

// From the first settlement period that a fact speaks of to the last, within the term.
static void find_span(Engine *e) {
    const Terms *t = e->terms;
    int64_t first, last;
    e->first_day = t->from_day;
    e->last_day = t->to_day;
    bool has_facts = e->facts.span(e->facts.self, &first, &last) && t->period != GRAIN_ONCE &&
                     last >= t->from_day && first <= t->to_day;
    if (has_facts && settlement_start(e, first) > t->from_day)
        e->first_day = settlement_start(e, first);
    if (e->options.is_through_given) {
        if (e->options.through_day < e->last_day) e->last_day = e->options.through_day;
    } else if (has_facts && settlement_end(e, last) < t->to_day) {
        e->last_day = settlement_end(e, last);
    }
    if (e->first_day > t->from_day)
        note_skipped(e, MSG("no fact is from before {1}: earlier periods are not settled",
                            day_text(e, e->first_day)));
    if (e->last_day < t->to_day && !e->options.is_through_given)
        note_skipped(e, MSG("no fact is from after {1}: later periods are not settled",
                            day_text(e, e->last_day)));
}

// The last period of a grain that has ended, or that the term cuts off.
static int64_t last_settled(const Engine *e, Grain g) {
    PeriodRule rule = e->terms->period_rule;
    Period last = period_of_day(rule, g, e->last_day);
    bool is_over = period_last_day(rule, last) <= e->last_day || e->last_day >= e->terms->to_day;
    return is_over ? last.index : last.index - 1;
}

static void find_periods(const Engine *e, ItemState *s) {
    Grain g = s->item->grain;
    PeriodRule rule = e->terms->period_rule;
    if (g == GRAIN_ONCE || s->item->kind == ITEM_PARAMETER) return;
    s->first = period_of_day(rule, g, e->first_day).index;
    Period last = period_of_day(rule, g, e->last_day);
    s->last = s->item->kind == ITEM_QUANTITY ? last.index : last_settled(e, g);
}

// ---- items --------------------------------------------------------------------------------------

static void find_epochs(Engine *e, ItemState *s) {
    s->epochs = ARENA_ARRAY(e->arena, int64_t, s->item->value_count);
    for (size_t i = 0; i < s->item->value_count; i++) {
        const ParameterValue *v = &s->item->values[i];
        size_t at = 0;
        if (!v->has_from) continue;
        while (at < s->epoch_count && s->epochs[at] < v->from_day) at++;
        if (at < s->epoch_count && s->epochs[at] == v->from_day) continue;
        for (size_t k = s->epoch_count++; k > at; k--) s->epochs[k] = s->epochs[k - 1];
        s->epochs[at] = v->from_day;
    }
}

static bool make_item(Engine *e, uint32_t index, bool is_needed, Err *err) {
    ItemState *s = &e->items[index];
    const Item *item = &e->terms->items[index];
    *s = (ItemState){.index = index, .item = item, .rule = &e->book->rules[index]};
    s->is_needed = is_needed;
    find_periods(e, s);
    if (item->kind == ITEM_PARAMETER) find_epochs(e, s);
    if (!layout_make(e, item->sets, item->set_count, &s->layout))
        return err_set(err, ERR_LIMIT,
                       MSG("\"{1}\" has more than 1,073,741,824 combinations of members", item->id),
                       NO_MSG);
    if (s->last - s->first >= LIMIT_PERIODS)
        return err_set(err, ERR_LIMIT, MSG("\"{1}\" has more than 100,000 periods", item->id),
                       MSG("settle a shorter time, or use longer periods"));
    return true;
}

static FeelValue constant_of(Engine *e, const FeelCode *code) {
    size_t count = 0;
    if (!code) return feel_null();
    feel_code_slots(code, &count);
    return count > 0 ? feel_null()
                     : feel_value_copy(e->arena, feel_run(e->machine, code, e->slots));
}

static Frame *frame_of_code(Engine *e, ItemState *s, const FeelCode *code, bool is_reduced) {
    size_t count = 0;
    if (!code) return NULL;
    const uint32_t *slots = feel_code_slots(code, &count);
    return frame_make(e, s, is_reduced, slots, count);
}

static Frame *frame_of_table(Engine *e, ItemState *s) {
    size_t count = 0;
    const uint32_t *slots = dmn_table_slots(s->rule->table, &count);
    return frame_make(e, s, false, slots, count);
}

static Frame *frame_of_actors(Engine *e, ItemState *s) {
    const uint32_t wanted[] = {s->rule->from_slot, s->rule->to_slot, s->rule->due_slot};
    uint32_t slots[3];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        bool is_there = wanted[i] == NO_SLOT;
        for (size_t k = 0; k < count; k++) is_there = is_there || slots[k] == wanted[i];
        if (!is_there) slots[count++] = wanted[i];
    }
    return frame_make(e, s, false, slots, count);
}

// Payments made before the first period are none.
static void find_initial(Engine *e, ItemState *s) {
    const FeelCode *code = s->rule->initial;
    size_t count = 0;
    s->constant_initial = marked_null(MARK_BEFORE);
    if (s->item->kind == ITEM_PAYMENT) s->constant_initial = feel_integer(0);
    if (!code) return;
    feel_code_slots(code, &count);
    if (count > 0)
        s->initial_frame = frame_of_code(e, s, code, false);
    else
        s->constant_initial = constant_of(e, code);
}

void engine_make_frames(Engine *e, ItemState *s) {
    const Rule *r = s->rule;
    if (!s->is_needed || s->item->kind == ITEM_PARAMETER || s->item->kind == ITEM_QUANTITY) return;
    s->value_frame =
        r->table ? frame_of_table(e, s) : frame_of_code(e, s, r->is, s->item->is_spread);
    s->when_frame = frame_of_code(e, s, r->when, false);
    s->step_frame = frame_of_code(e, s, r->step, false);
    s->constant_step = constant_of(e, r->step);
    find_initial(e, s);
    if (s->item->kind != ITEM_PAYMENT) return;
    s->actor_frame = frame_of_actors(e, s);
    size_t periods = s->last >= s->first ? (size_t)(s->last - s->first) + 1 : 0;
    s->runs = ARENA_ARRAY(e->arena, PayRun *, periods);
}

static uint32_t largest_set(const Engine *e) {
    uint32_t best = 0;
    size_t most = 0;
    for (uint32_t i = 0; i < e->terms->set_count; i++) {
        size_t count = e->facts.member_count(e->facts.self, i);
        if (count > most) {
            best = i;
            most = count;
        }
    }
    return best;
}

static void free_machine(void *machine) {
    feel_machine_free(machine);
}

static void free_arena(void *arena) {
    arena_free(arena);
}

static Arena *inner_arena(Arena *a) {
    Arena *inner = arena_new();
    arena_defer(a, free_arena, inner);
    return inner;
}

bool engine_make(Arena *a, const Rulebook *r, Facts facts, EngineUse use, Findings *f, Engine **ret,
                 Err *err) {
    Engine *e = *ret = ARENA_NEW(a, Engine);
    *e = (Engine){.arena = a, .book = r, .terms = r->terms, .facts = facts, .findings = f};
    e->options = use.options;
    e->keeps_everything = use.keeps_everything;
    e->batch = inner_arena(a);
    e->paid = inner_arena(a);
    e->texts = (Map){.arena = a};
    e->machine = feel_machine_new((FeelLimits){0});
    arena_defer(a, free_machine, e->machine);
    e->slots = ARENA_ARRAY(a, FeelValue, r->slot_count + 1);
    e->columns = ARENA_ARRAY(a, FeelColumn, r->slot_count + 1);
    e->large = largest_set(e);
    e->large_count = r->terms->set_count > 0 ? facts.member_count(facts.self, e->large) : 0;
    e->end_member = e->large_count;
    e->batch_members = use.options.batch_members ? use.options.batch_members : BATCH_MEMBERS;
    if (e->batch_members > e->large_count)
        e->batch_members = e->large_count > 0 ? e->large_count : 1;
    e->outcome = ARENA_NEW(a, Outcome);
    *e->outcome = (Outcome){.book = r, .facts = facts, .engine = e};
    find_span(e);
    e->items = ARENA_ARRAY(a, ItemState, r->rule_count);
    for (uint32_t i = 0; i < r->rule_count; i++)
        if (!make_item(e, i, !use.needed || use.needed[i], err)) return false;
    if (!schedule_make(e, err)) return false;
    for (size_t i = 0; i < r->rule_count; i++) engine_make_frames(e, &e->items[i]);
    return true;
}

// ---- running ------------------------------------------------------------------------------------

// Periods of a grain within a block, as far as they are settled.
static void periods_within(const Engine *e, Grain g, Period block, int64_t *ret_first,
                           int64_t *ret_last) {
    PeriodRule rule = e->terms->period_rule;
    int64_t first = e->first_day, last = e->last_day;
    if (block.grain != GRAIN_ONCE) {
        int64_t start = period_first_day(rule, block), end = period_last_day(rule, block);
        if (start > first) first = start;
        if (end < last) last = end;
    }
    *ret_first = period_of_day(rule, g, first).index;
    *ret_last = last >= first ? period_of_day(rule, g, last).index : *ret_first - 1;
}

// Of parts that run at once the first tells for all.
static void report_progress(Engine *e) {
    e->done += e->pace;
    if (++e->told % PROGRESS_STEPS || !e->options.progress) return;
    e->options.progress(e->options.progress_self, e->done < e->all ? e->done : e->all, e->all);
}

static void run_item(Engine *e, ItemState *s, Period block) {
    int64_t first = 0, last = 0;
    if (s->item->grain != GRAIN_ONCE) {
        periods_within(e, s->item->grain, block, &first, &last);
        if (first < s->first) first = s->first;
        if (last > s->last) last = s->last;
    }
    for (int64_t i = first; i <= last; i++) item_evaluate(e, s, item_period(s, i));
    report_progress(e);
}

static void run_work(Engine *e, const Work *w, Period block);

static void run_parts(Engine *e, const Work *w, Period block) {
    for (size_t i = 0; i < w->count; i++) run_work(e, &w->parts[i], block);
}

void engine_run_batches(Engine *e, const Work *w, Period block) {
    size_t first = e->first_member;
    do {
        size_t left = e->end_member - first;
        e->batch_first = first;
        e->batch_count = left < e->batch_members ? left : e->batch_members;
        e->serial++;
        arena_reset(e->batch);
        run_parts(e, w, block);
        first += e->batch_members;
    } while (first < e->end_member);
}

static void run_loop(Engine *e, const Work *w, Period block) {
    int64_t first, last;
    periods_within(e, w->grain, block, &first, &last);
    for (int64_t i = first; i <= last; i++) {
        if (w->is_stage) arena_reset(e->batch);
        run_parts(e, w, (Period){w->grain, i});
        if (w->is_stage) book_flush(e);
    }
}

static void run_work(Engine *e, const Work *w, Period block) {
    switch (w->kind) {
    case WORK_ITEM: run_item(e, &e->items[w->item], block); break;
    case WORK_LOOP: run_loop(e, w, block); break;
    case WORK_BATCHES:
        if (!parts_run(e, w, block)) engine_run_batches(e, w, block);
        break;
    }
}

// ---- how much there is to do --------------------------------------------------------------------

static bool has_loop(const Work *w) {
    for (size_t i = 0; i < w->count; i++)
        if (w->parts[i].kind == WORK_LOOP || has_loop(&w->parts[i])) return true;
    return false;
}

static size_t steps_of_loop(const Engine *e, const Work *w, Period block) {
    int64_t first, last;
    size_t steps = 0;
    periods_within(e, w->grain, block, &first, &last);
    if (first > last) return 0;
    if (!has_loop(w))
        return (size_t)(last - first + 1) * engine_steps(e, w, (Period){w->grain, first});
    for (int64_t i = first; i <= last; i++) steps += engine_steps(e, w, (Period){w->grain, i});
    return steps;
}

static size_t steps_of(const Engine *e, const Work *w, Period block) {
    size_t members = e->end_member > e->first_member ? e->end_member - e->first_member : 1;
    switch (w->kind) {
    case WORK_LOOP: return steps_of_loop(e, w, block);
    case WORK_BATCHES:
        return (members + e->batch_members - 1) / e->batch_members * engine_steps(e, w, block);
    case WORK_ITEM: break;
    }
    return 1;
}

size_t engine_steps(const Engine *e, const Work *w, Period block) {
    size_t steps = 0;
    for (size_t i = 0; i < w->count; i++) steps += steps_of(e, &w->parts[i], block);
    return steps;
}

void engine_run(Engine *e) {
    e->pace = 1;
    if (e->options.progress) e->all = engine_steps(e, &e->work, (Period){GRAIN_ONCE, 0});
    run_parts(e, &e->work, (Period){GRAIN_ONCE, 0});
    book_finish(e);
    reports_flush(e);
    if (e->options.progress) e->options.progress(e->options.progress_self, e->all, e->all);
}

// ---- settled periods ----------------------------------------------------------------------------

static bool is_settled(const Engine *e, Grain g) {
    if (g == e->terms->period) return true;
    for (size_t i = 0; i < e->terms->item_count; i++) {
        const Item *item = &e->terms->items[i];
        bool is_derived = item->kind != ITEM_PARAMETER && item->kind != ITEM_QUANTITY;
        if (item->grain == g && (item->kind == ITEM_PAYMENT || (g == GRAIN_ONCE && is_derived)))
            return true;
    }
    return false;
}

static int by_period(const void *a, const void *b, void *rule) {
    return period_order(*(const PeriodRule *)rule, *(const Period *)a, *(const Period *)b);
}

static void list_periods(Engine *e) {
    Outcome *o = e->outcome;
    PeriodRule rule = e->terms->period_rule;
    for (Grain g = GRAIN_ONCE; g <= GRAIN_DAY; g++) {
        if (!is_settled(e, g)) continue;
        int64_t first = 0, last = 0;
        if (g != GRAIN_ONCE) first = period_of_day(rule, g, e->first_day).index;
        if (g != GRAIN_ONCE) last = last_settled(e, g);
        for (int64_t i = first; i <= last; i++) *VEC_ADD(e->arena, &o->periods) = (Period){g, i};
    }
    if (o->periods.count > 0)
        qsort_r(o->periods.items, o->periods.count, sizeof(Period), by_period, &rule);
}

const Outcome *eval_run(Arena *a, const Rulebook *r, Facts facts, EvalOptions options, Findings *f,
                        Err *err) {
    Engine *e;
    if (!engine_make(a, r, facts, (EngineUse){.options = options}, f, &e, err)) return NULL;
    engine_run(e);
    list_periods(e);
    return e->outcome;
}
