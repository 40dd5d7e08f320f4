// eval/book.c - payments are booked by item and period, handed over in order, their rests counted
#include "eval/eval_int.h"

#include <assert.h>
#include <stdlib.h>

enum { PAY_CHUNK_FIRST = 4, PAY_CHUNK_MAX = 4096 };

// What holds once waits for the end.
static Arena *arena_of(Engine *e, Period p) {
    return p.grain == GRAIN_ONCE ? e->arena : e->paid;
}

PayRun *book_run(Engine *e, ItemState *s, Period period) {
    size_t at = (size_t)(period.index - s->first);
    if (s->runs[at]) return s->runs[at];
    PayRun *run = ARENA_NEW(arena_of(e, period), PayRun);
    *run = (PayRun){.item = s->index, .period = period, .has_sums = true};
    run->exact_sum = run->rounded_sum = DEC_ZERO;
    s->runs[at] = run;
    *VEC_ADD(e->arena, &e->open_runs) = run;
    return run;
}

static PayChunk *chunk_new(Engine *e, PayRun *run, uint32_t capacity) {
    PayChunk *c = ARENA_NEW(arena_of(e, run->period), PayChunk);
    c->capacity = capacity;
    if (run->last)
        run->last->next = c;
    else
        run->first = c;
    run->last = c;
    return c;
}

static void add_up(PayRun *run, Dec exact, Dec amount) {
    run->has_sums = run->has_sums && dec_add(run->exact_sum, exact, &run->exact_sum) &&
                    dec_add(run->rounded_sum, amount, &run->rounded_sum);
}

void book_add(Engine *e, PayRun *run, PaidCell paid) {
    PayChunk *last = run->last;
    if (!last || last->count == last->capacity) {
        uint32_t grown = last && last->cells ? last->capacity * 2 : PAY_CHUNK_FIRST;
        last = chunk_new(e, run, grown < PAY_CHUNK_MAX ? grown : PAY_CHUNK_MAX);
        last->cells = ARENA_ARRAY(arena_of(e, run->period), PaidCell, last->capacity);
    }
    last->cells[last->count++] = paid;
    run->count++;
    add_up(run, paid.exact, paid.amount);
}

// ---- columns ------------------------------------------------------------------------------------

static Dec column_number(const FeelColumn *c, int64_t number) {
    return dec_from_small(number, (uint64_t)(c->exponent + DEC_BIAS));
}

static bool column_sum(const FeelColumn *c, size_t count, Dec *ret) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        if (__builtin_add_overflow(sum, c->numbers[i], &sum) || sum == INT64_MIN) return false;
    *ret = column_number(c, sum);
    return true;
}

static void add_up_column(PayRun *run, const PaidColumn *p) {
    Dec exact, amount;
    if (column_sum(&p->exacts, p->count, &exact) && column_sum(&p->amounts, p->count, &amount)) {
        add_up(run, exact, amount);
        return;
    }
    for (size_t i = 0; i < p->count; i++)
        add_up(run, column_number(&p->exacts, p->exacts.numbers[i]),
               column_number(&p->amounts, p->amounts.numbers[i]));
}

void book_add_column(Engine *e, PayRun *run, const PaidColumn *paid) {
    Arena *a = arena_of(e, run->period);
    PayChunk *chunk = chunk_new(e, run, (uint32_t)paid->count);
    PaidColumn *p = &chunk->column;
    size_t bytes = paid->count * sizeof(int64_t);
    bool is_exact = paid->exacts.exponent == paid->amounts.exponent &&
                    memcmp(paid->exacts.numbers, paid->amounts.numbers, bytes) == 0;
    *p = *paid;
    p->amounts.numbers = arena_copy(a, paid->amounts.numbers, bytes);
    p->exacts.numbers = is_exact ? p->amounts.numbers : arena_copy(a, paid->exacts.numbers, bytes);
    if (p->cells) p->cells = arena_copy(a, p->cells, paid->count * sizeof *p->cells);
    if (p->parties) p->parties = arena_copy(a, p->parties, paid->count * sizeof *p->parties);
    chunk->count = (uint32_t)paid->count;
    run->count += paid->count;
    add_up_column(run, p);
}

void book_add_run(Engine *e, const PayRun *other) {
    PayRun *run = book_run(e, &e->items[other->item], other->period);
    if (run->last)
        run->last->next = other->first;
    else
        run->first = other->first;
    run->last = other->last;
    run->count += other->count;
    run->has_sums = run->has_sums && other->has_sums;
    add_up(run, other->exact_sum, other->rounded_sum);
}

PaidCell book_cell(const PayChunk *c, size_t index) {
    if (c->cells) return c->cells[index];
    const PaidColumn *p = &c->column;
    return (PaidCell){.cell = p->cells ? p->cells[index] : p->first_cell + (uint32_t)index,
                      .due_day = p->due_day,
                      .amount = column_number(&p->amounts, p->amounts.numbers[index]),
                      .exact = column_number(&p->exacts, p->exacts.numbers[index]),
                      .from_party = p->parties ? p->parties[index][0] : 0,
                      .to_party = p->parties ? p->parties[index][1] : 0};
}

// ---- payments as others see them ----------------------------------------------------------------

static void party_actor(const Engine *e, uint32_t party, PayActor *ret) {
    *ret = (PayActor){ACTOR_PARTY, 0, party, e->terms->parties[party].id};
}

static void member_actor(const Engine *e, const ItemState *s, uint32_t set, const uint32_t *members,
                         PayActor *ret) {
    size_t k = 0;
    while (k < s->layout.set_count && s->layout.sets[k] != set) k++;
    assert(k < s->layout.set_count);
    Str id = e->facts.member_id(e->facts.self, set, members[k]);
    uint32_t party;
    bool is_party = set == 0 || e->terms->sets[set].kind == MEMBERS_PARTIES;
    if (is_party && map_get(&e->terms->party_index, id, &party))
        party_actor(e, party, ret);
    else
        *ret = (PayActor){ACTOR_MEMBER, set, members[k], id};
}

static void fill_actor(const Engine *e, const ItemState *s, Actor actor, uint32_t party,
                       const uint32_t *members, PayActor *ret) {
    switch (actor.kind) {
    case ACTOR_PARTY: party_actor(e, actor.index, ret); break;
    case ACTOR_ITEM: party_actor(e, party, ret); break;
    case ACTOR_MEMBER: member_actor(e, s, actor.index, members, ret); break;
    case ACTOR_POOL:
        *ret = (PayActor){ACTOR_POOL, 0, actor.index, e->terms->pools[actor.index].id};
        break;
    }
}

void book_payment(const Engine *e, const PayRun *run, const PaidCell *paid, Payment *ret) {
    const ItemState *s = &e->items[run->item];
    bool is_reversed = dec_is_negative(paid->amount);
    ret->item = run->item;
    ret->period = run->period;
    ret->amount = dec_abs(paid->amount);
    ret->exact = paid->exact;
    ret->is_reversed = is_reversed;
    ret->has_due = paid->due_day != NO_DUE;
    ret->due_day = paid->due_day;
    layout_members(&s->layout, paid->cell, ret->members);
    fill_actor(e, s, s->item->from, paid->from_party, ret->members,
               is_reversed ? &ret->to : &ret->from);
    fill_actor(e, s, s->item->to, paid->to_party, ret->members,
               is_reversed ? &ret->from : &ret->to);
}

// ---- rests --------------------------------------------------------------------------------------

static Str currency_of(const Engine *e, const Item *item) {
    return item->currency.size > 0 ? item->currency : e->terms->currency;
}

static void add_residue(Engine *e, Residue r) {
    if (!dec_is_zero(r.amount)) *VEC_ADD(e->arena, &e->outcome->residues) = r;
}

static void note_rounding(Engine *e, const PayRun *run) {
    Residue r = {.item = run->item, .pool = UINT32_MAX, .period = run->period};
    r.currency = currency_of(e, e->items[run->item].item);
    if (run->has_sums && dec_sub(run->exact_sum, run->rounded_sum, &r.amount)) add_residue(e, r);
}

static PoolSum *pool_sum(Engine *e, uint32_t pool, Str currency, Period period) {
    for (size_t i = e->pool_sums.count; i-- > 0;) {
        PoolSum *s = &e->pool_sums.items[i];
        bool is_same = s->pool == pool && s->period.grain == period.grain &&
                       s->period.index == period.index && str_is(s->currency, currency);
        if (is_same) return s;
    }
    PoolSum *s = VEC_ADD(e->arena, &e->pool_sums);
    *s = (PoolSum){pool, currency, period, DEC_ZERO};
    return s;
}

// What goes into a pool and out of it, by settlement period.
static void note_pool(Engine *e, const PayRun *run, Actor actor, bool is_payer) {
    if (actor.kind != ACTOR_POOL || !run->has_sums) return;
    Period p = run->period;
    if (p.grain > e->terms->period && e->terms->period != GRAIN_ONCE)
        p = period_to_grain(e->terms->period_rule, p, e->terms->period);
    PoolSum *s = pool_sum(e, actor.index, currency_of(e, e->items[run->item].item), p);
    Dec amount = is_payer ? dec_negate(run->rounded_sum) : run->rounded_sum;
    if (!dec_add(s->amount, amount, &s->amount)) s->amount = DEC_ZERO;
}

static void note_rests(Engine *e, const PayRun *run) {
    const Item *item = e->items[run->item].item;
    note_rounding(e, run);
    note_pool(e, run, item->from, true);
    note_pool(e, run, item->to, false);
}

// ---- handing over -------------------------------------------------------------------------------

// By last day, finer periods first; what holds once comes last.
int period_order(PeriodRule rule, Period a, Period b) {
    if (a.grain == GRAIN_ONCE || b.grain == GRAIN_ONCE)
        return (a.grain == GRAIN_ONCE) - (b.grain == GRAIN_ONCE);
    int64_t x = period_last_day(rule, a), y = period_last_day(rule, b);
    if (x != y) return x < y ? -1 : 1;
    return (int)b.grain - (int)a.grain;
}

typedef struct RunKey {
    PayRun *run;
    int64_t last_day;
} RunKey;

static int run_order(const void *x, const void *y) {
    const RunKey *a = x, *b = y;
    if (a->last_day != b->last_day) return a->last_day < b->last_day ? -1 : 1;
    if (a->run->period.grain != b->run->period.grain)
        return (int)b->run->period.grain - (int)a->run->period.grain;
    return a->run->item < b->run->item ? -1 : a->run->item > b->run->item;
}

static void hand_over(Engine *e, const PayRun *run) {
    note_rests(e, run);
    if (!e->options.payment) {
        *VEC_ADD(e->arena, &e->outcome->runs) = run;
        return;
    }
    for (const PayChunk *c = run->first; c; c = c->next)
        for (uint32_t i = 0; i < c->count; i++) {
            PaidCell cell = book_cell(c, i);
            Payment p = {0};
            book_payment(e, run, &cell, &p);
            e->options.payment(e->options.payment_self, &p);
        }
}

// Hand over the runs that are complete; those that hold once wait for the end.
static void flush(Engine *e, bool is_end) {
    RunKey *keys = ARENA_ARRAY(e->batch, RunKey, e->open_runs.count);
    size_t count = 0, waiting = 0;
    for (size_t i = 0; i < e->open_runs.count; i++) {
        PayRun *run = e->open_runs.items[i];
        bool is_once = run->period.grain == GRAIN_ONCE;
        if (is_once && !is_end)
            e->open_runs.items[waiting++] = run;
        else
            keys[count++] = (RunKey){
                run, is_once ? INT64_MAX : period_last_day(e->terms->period_rule, run->period)};
    }
    e->open_runs.count = waiting;
    qsort(keys, count, sizeof *keys, run_order);
    for (size_t i = 0; i < count; i++) hand_over(e, keys[i].run);
    if (e->options.payment) arena_reset(e->paid);
}

void book_flush(Engine *e) {
    if (e->flushes_by_stage) flush(e, false);
}

static void index_payments(Arena *a, Outcome *o) {
    for (size_t i = 0; i < o->runs.count; i++)
        for (const PayChunk *c = o->runs.items[i]->first; c; c = c->next) {
            *VEC_ADD(a, &o->chunks) = (struct PaidChunk){o->runs.items[i], c, o->payment_count};
            o->payment_count += c->count;
        }
}

void book_finish(Engine *e) {
    flush(e, true);
    for (size_t i = 0; i < e->pool_sums.count; i++) {
        const PoolSum *s = &e->pool_sums.items[i];
        add_residue(e, (Residue){UINT32_MAX, s->pool, s->period, s->amount, s->currency});
    }
    index_payments(e->arena, e->outcome);
}
