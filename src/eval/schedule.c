// eval/schedule.c - the plan becomes work: what goes batch by batch, what must be kept and how long
//
// Steps of a plan that vary over the largest set and read each other only for the same member form
// runs. A run goes through the set batch by batch; everything else waits for whole columns. Runs
// are numbered along the dependencies: a step belongs to the first run in which all that it reads
// is there.
#include "eval/eval_int.h"

#include <assert.h>

enum { VALUES_MAX = 1 << 27, KEPT_VALUES_MAX = 1 << 22, COMPACT_CELLS_MIN = 4096 };

// ---- reads --------------------------------------------------------------------------------------

// Does the read take the reader's own member of the largest set, in the same period?
static bool is_own_member(const Engine *e, const ItemState *reader, const Read *r) {
    const ItemState *s = &e->items[r->item];
    if (s->layout.large < 0) return true;
    const ReadSet *set = &r->sets[s->layout.large];
    return set->from == MEMBER_OF_READER && !set->map &&
           reader->layout.sets[set->member] == e->large;
}

static bool reads_item(const Read *r) {
    return r->kind == READ_ITEM || r->kind == READ_PREVIOUS || r->kind == READ_EARLIER;
}

typedef void ReadVisit(Engine *e, ItemState *reader, const Read *r);

static void visit_reads(Engine *e, ItemState *reader, ReadVisit *visit) {
    for (size_t i = 0; i < reader->rule->slot_count; i++) {
        const Read *r = &e->book->reads[reader->rule->slots[i]];
        if (reads_item(r)) visit(e, reader, r);
    }
}

static bool is_derived(const ItemState *s) {
    return s->item->kind != ITEM_PARAMETER && s->item->kind != ITEM_QUANTITY;
}

// ---- work ---------------------------------------------------------------------------------------

static bool may_be_batched(const Engine *e, const ItemState *s) {
    const Item *item = s->item;
    bool takes_whole_set =
        item->is_spread || (item->rounding.is_given && item->rounding.is_largest_remainder);
    return s->layout.large >= 0 &&
           !(takes_whole_set && item->sets[item->set_count - 1] == e->large);
}

typedef void StepVisit(Engine *e, ItemState *s, void *self);

static void visit_step(Engine *e, const PlanStep *step, StepVisit *visit, void *self) {
    if (!step->inner) {
        if (e->items[step->item].is_needed) visit(e, &e->items[step->item], self);
        return;
    }
    for (size_t i = 0; i < step->inner->step_count; i++)
        visit_step(e, &step->inner->steps[i], visit, self);
}

// What is known of a step while its plan is cut into runs.
typedef struct StepInfo {
    bool is_batched, is_empty;
    size_t run;
} StepInfo;

typedef struct Cutting {
    const Plan *plan;
    StepInfo *steps;
    size_t *step_of; // item -> step of this plan plus one
    size_t current;
} Cutting;

static void number_item(Engine *e, ItemState *s, void *self) {
    Cutting *c = self;
    (void)e;
    c->step_of[s->index] = c->current + 1;
    c->steps[c->current].is_empty = false;
}

static void check_batched(Engine *e, ItemState *s, void *self) {
    Cutting *c = self;
    StepInfo *info = &c->steps[c->current];
    if (!may_be_batched(e, s)) info->is_batched = false;
    for (size_t i = 0; i < s->rule->slot_count; i++) {
        const Read *r = &e->book->reads[s->rule->slots[i]];
        bool is_inside = reads_item(r) && c->step_of[r->item] == c->current + 1;
        if (is_inside && !is_own_member(e, s, r)) info->is_batched = false;
    }
}

static void find_run(Engine *e, ItemState *s, void *self) {
    Cutting *c = self;
    StepInfo *info = &c->steps[c->current];
    for (size_t i = 0; i < s->rule->slot_count; i++) {
        const Read *r = &e->book->reads[s->rule->slots[i]];
        if (!reads_item(r) || c->step_of[r->item] == 0) continue;
        size_t step = c->step_of[r->item] - 1;
        if (step >= c->current) continue;
        const StepInfo *read = &c->steps[step];
        bool waits = read->is_batched && !(info->is_batched && is_own_member(e, s, r));
        size_t least = read->run + waits;
        if (least > info->run) info->run = least;
    }
}

static void set_run(Engine *e, ItemState *s, void *self) {
    const bool *takes_term = self;
    s->run = e->run_count;
    s->is_batched = true;
    s->is_term_batched = *takes_term;
}

static void add_part(Engine *e, Work *into, Work part) {
    if (into->count == into->capacity)
        into->parts = vec_grow(e->arena, into->parts, &into->capacity, sizeof *into->parts);
    into->parts[into->count++] = part;
}

static void add_steps(Engine *e, const Plan *p, Work *into, bool is_batched);

static void add_step(Engine *e, const PlanStep *step, Work *into, bool is_batched) {
    if (!step->inner) {
        add_part(e, into, (Work){.kind = WORK_ITEM, .item = step->item});
        return;
    }
    Work loop = {.kind = WORK_LOOP, .grain = step->inner->grain};
    add_steps(e, step->inner, &loop, is_batched);
    add_part(e, into, loop);
}

// Within a batch everything is done in the order of the plan.
static void add_batched(Engine *e, const Plan *p, Work *into) {
    for (size_t i = 0; i < p->step_count; i++) {
        bool is_needed = p->steps[i].inner || e->items[p->steps[i].item].is_needed;
        if (is_needed) add_step(e, &p->steps[i], into, true);
    }
}

static void add_run(Engine *e, Cutting *c, size_t run, Work *into) {
    Work batches = {.kind = WORK_BATCHES};
    e->run_count++;
    for (size_t i = 0; i < c->plan->step_count; i++) {
        const StepInfo *info = &c->steps[i];
        bool takes_term = c->plan == e->book->plan && c->plan->steps[i].inner;
        if (info->is_empty || info->run != run || !info->is_batched) continue;
        visit_step(e, &c->plan->steps[i], set_run, &takes_term);
        add_step(e, &c->plan->steps[i], &batches, true);
    }
    if (batches.count > 0) add_part(e, into, batches);
}

static size_t cut(Engine *e, Cutting *c) {
    size_t last = 0;
    for (size_t i = 0; i < c->plan->step_count; i++) {
        c->current = i;
        c->steps[i] = (StepInfo){.is_batched = true, .is_empty = true};
        visit_step(e, &c->plan->steps[i], number_item, c);
        visit_step(e, &c->plan->steps[i], check_batched, c);
    }
    for (size_t i = 0; i < c->plan->step_count; i++) {
        c->current = i;
        visit_step(e, &c->plan->steps[i], find_run, c);
        if (c->steps[i].run > last) last = c->steps[i].run;
    }
    return last;
}

static void add_steps(Engine *e, const Plan *p, Work *into, bool is_batched) {
    if (is_batched) {
        add_batched(e, p, into);
        return;
    }
    Cutting c = {.plan = p};
    c.steps = ARENA_ARRAY(e->arena, StepInfo, p->step_count);
    c.step_of = ARENA_ARRAY(e->arena, size_t, e->terms->item_count);
    size_t last = cut(e, &c);
    for (size_t run = 0; run <= last; run++) {
        for (size_t i = 0; i < p->step_count; i++) {
            const StepInfo *info = &c.steps[i];
            if (!info->is_empty && !info->is_batched && info->run == run)
                add_step(e, &p->steps[i], into, false);
        }
        add_run(e, &c, run, into);
    }
}

static void set_stage(Engine *e, ItemState *s, void *self) {
    (void)self;
    s->stage = e->stage_count;
}

// The rounds over the term are the inner plans of the outermost one.
static void add_stages(Engine *e) {
    const Plan *p = e->book->plan;
    for (size_t i = 0; i < p->step_count; i++) {
        if (!p->steps[i].inner) continue;
        e->stage_count++;
        visit_step(e, &p->steps[i], set_stage, NULL);
    }
    e->work = (Work){.kind = WORK_LOOP, .grain = GRAIN_ONCE};
    add_steps(e, p, &e->work, false);
    for (size_t i = 0; i < e->work.count; i++)
        e->work.parts[i].is_stage = e->work.parts[i].kind == WORK_LOOP;
}

// ---- columns ------------------------------------------------------------------------------------

static void need_whole(Engine *e, ItemState *reader, const Read *r) {
    ItemState *s = &e->items[r->item];
    bool is_here = reader->run != 0 && (!is_derived(s) || s->run == reader->run);
    bool is_same_loop = s->is_term_batched && reader->is_term_batched && s->stage == reader->stage;
    bool is_now = r->kind == READ_ITEM || !is_derived(s) || is_same_loop;
    if (!is_here || !is_now || !is_own_member(e, reader, r)) s->is_whole = true;
    if (is_derived(s) && s->stage != reader->stage) s->keeps_all = true;
}

// The most periods of grain `g` in one of grain `in`.
static int64_t most_within(Grain g, Grain in) {
    static const int64_t longest[] = {0, 366, 184, 92, 31, 1},
                         shortest[] = {0, 365, 181, 90, 28, 1};
    if (g <= in) return 1;
    return (longest[in] + shortest[g] - 1) / shortest[g];
}

static void need_earlier(Engine *e, ItemState *reader, const Read *r) {
    ItemState *s = &e->items[r->item];
    if (r->kind == READ_EARLIER || reader->item->grain == GRAIN_ONCE) s->keeps_all = true;
    if (r->kind != READ_PREVIOUS || s->item->kind == ITEM_PARAMETER) return;
    int64_t lag = r->back * most_within(s->item->grain, reader->item->grain);
    if (lag > s->lag) s->lag = lag;
    if (!is_derived(s) || !s->rule->initial) return;
    size_t count;
    const uint32_t *slots = feel_code_slots(s->rule->initial, &count);
    for (size_t i = 0; i < count; i++) {
        const Read *initial = &e->book->reads[slots[i]];
        if (!reads_item(initial)) continue;
        e->items[initial->item].is_whole = true;
        e->items[initial->item].keeps_all = true;
    }
}

static int64_t period_count(const ItemState *s) {
    return s->last >= s->first ? s->last - s->first + 1 : 0;
}

static Grain stage_grain(const Engine *e, uint32_t stage) {
    uint32_t at = 0;
    for (size_t i = 0; i < e->book->plan->step_count; i++)
        if (e->book->plan->steps[i].inner && ++at == stage)
            return e->book->plan->steps[i].inner->grain;
    return GRAIN_ONCE;
}

// The coarsest round in which an item is read or computed: what one round needs at once.
static int64_t periods_in_round(const Engine *e, const ItemState *s) {
    int64_t most = 1;
    for (uint32_t stage = 0; stage <= e->stage_count; stage++) {
        Grain g = stage == 0 ? GRAIN_ONCE : stage_grain(e, stage);
        if (stage == 0 || (is_derived(s) && s->stage != stage)) continue;
        if (most_within(s->item->grain, g) > most) most = most_within(s->item->grain, g);
    }
    return most;
}

static void size_ring(const Engine *e, ItemState *s) {
    if (s->item->kind == ITEM_PARAMETER) {
        s->held_count = s->epoch_count + 1;
        return;
    }
    int64_t all = period_count(s) + s->lag + 1;
    int64_t window = s->keeps_all ? all : periods_in_round(e, s) + s->lag + 1;
    s->held_count = (size_t)(window < all ? window : all);
}

// Small columns are kept for those who ask for values later.
static void keep_small(Engine *e) {
    size_t kept = 0;
    for (size_t i = 0; i < e->terms->item_count; i++) {
        ItemState *s = &e->items[i];
        size_t values = s->layout.cells * (size_t)period_count(s);
        if (!s->is_needed || (!is_derived(s) && !e->keeps_everything)) continue;
        if (e->options.payments_only && s->is_batched) continue;
        if (kept + values > KEPT_VALUES_MAX && !e->keeps_everything) continue;
        kept += values;
        s->is_whole = s->keeps_all = true;
    }
}

static bool has_room(const Engine *e, Err *err) {
    size_t values = 0;
    for (size_t i = 0; i < e->terms->item_count; i++) {
        const ItemState *s = &e->items[i];
        size_t cells = s->is_whole ? s->layout.cells : e->batch_members * s->layout.inner;
        if (!s->is_needed || s->held_count == 0) continue;
        if (cells > VALUES_MAX / s->held_count || (values += cells * s->held_count) > VALUES_MAX)
            return err_set(
                err, ERR_LIMIT,
                MSG("\"{1}\" and what stands before it have too many values to keep", s->item->id),
                MSG("read fewer earlier periods, or let it vary over fewer sets"));
    }
    return true;
}

bool schedule_make(Engine *e, Err *err) {
    add_stages(e);
    for (size_t i = 0; i < e->terms->item_count; i++) {
        ItemState *s = &e->items[i];
        s->is_whole = s->layout.large < 0 || (is_derived(s) && !s->is_batched) ||
                      s->item->kind == ITEM_PARAMETER;
    }
    for (size_t i = 0; i < e->terms->item_count; i++) {
        if (!e->items[i].is_needed) continue;
        visit_reads(e, &e->items[i], need_whole);
        visit_reads(e, &e->items[i], need_earlier);
    }
    keep_small(e);
    for (size_t i = 0; i < e->terms->item_count; i++) {
        ItemState *s = &e->items[i];
        size_ring(e, s);
        s->is_dec = s->is_whole && s->rule->type->kind == FEEL_NUMBER &&
                    s->item->kind != ITEM_PARAMETER && s->layout.cells >= COMPACT_CELLS_MIN;
        s->held = ARENA_ARRAY(e->arena, Held, s->is_needed ? s->held_count : 0);
    }
    e->flushes_by_stage = e->stage_count == 1;
    return has_room(e, err);
}
