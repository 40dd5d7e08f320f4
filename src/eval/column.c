// eval/column.c - a chunk of cells at once: formulas, rounding and payments on columns
//
// The same values as cell by cell (formula.c, payment.c), several times faster where all of a chunk
// are there and small. What is missing, null or large sends the chunk the other way, which tells
// the reasons.
#include "eval/eval_int.h"

#include <assert.h>

// ---- rounding -----------------------------------------------------------------------------------

static inline int64_t rounded(uint64_t whole, uint64_t rest, uint64_t unit, bool is_negative,
                              DecRounding mode) {
    uint64_t other = unit - rest;
    bool goes_up = false;
    switch (mode) {
    case DEC_HALF_EVEN: goes_up = rest > other || (rest == other && whole % 2 == 1); break;
    case DEC_HALF_UP: goes_up = rest >= other; break;
    case DEC_HALF_DOWN: goes_up = rest > other; break;
    case DEC_UP: goes_up = rest > 0; break;
    case DEC_DOWN: break;
    case DEC_FLOOR: goes_up = rest > 0 && is_negative; break;
    case DEC_CEILING: goes_up = rest > 0 && !is_negative; break;
    }
    int64_t magnitude = (int64_t)(whole + goes_up);
    return is_negative ? -magnitude : magnitude;
}

static inline __attribute__((always_inline)) void
round_numbers(const int64_t *numbers, size_t count, uint64_t unit, DecRounding mode, int64_t *ret) {
    for (size_t i = 0; i < count; i++) {
        bool is_negative = numbers[i] < 0;
        uint64_t n = is_negative ? 0 - (uint64_t)numbers[i] : (uint64_t)numbers[i];
        ret[i] = rounded(n / unit, n % unit, unit, is_negative, mode);
    }
}

// Divisions by a constant are several times faster.
static void cut_digits(const int64_t *numbers, size_t count, int drop, DecRounding mode,
                       int64_t *ret) {
    uint64_t unit = 1;
    for (int i = 0; i < drop; i++) unit *= 10;
    switch (drop) {
    case 1: round_numbers(numbers, count, 10, mode, ret); break;
    case 2: round_numbers(numbers, count, 100, mode, ret); break;
    case 3: round_numbers(numbers, count, 1000, mode, ret); break;
    default: round_numbers(numbers, count, unit, mode, ret); break;
    }
}

// The power of ten that the step is; false if it is none.
static bool step_power(FeelValue step, int *ret) {
    if (step.kind != FEEL_NUMBER) return false;
    Dec d = dec_reduce(step.number);
    *ret = (int)dec_exponent_bits(d) - DEC_BIAS;
    return dec_is_small(d) && dec_small_coefficient(d) == 1;
}

bool column_round(const ItemState *s, const FeelColumn *c, size_t count, CellSpace *space,
                  FeelColumn *ret) {
    enum { DROP_MAX = 18 };
    const Rounding *r = &s->item->rounding;
    int power;
    *ret = *c;
    if (!r->is_given || r->is_none) return true;
    if (c->form != FEEL_FORM_SMALL || c->kind != FEEL_NUMBER ||
        !step_power(s->constant_step, &power))
        return false;
    int drop = power - c->exponent;
    if (drop <= 0) return true;
    if (drop > DROP_MAX) return false;
    cut_digits(c->numbers, count, drop, r->mode, space->numbers);
    ret->numbers = space->numbers;
    ret->exponent = power;
    return true;
}

// ---- values -------------------------------------------------------------------------------------

static bool is_column_rule(const ItemState *s) {
    const Rule *r = s->rule;
    return r->is && !r->is_party && r->factor.is_one && !s->item->is_spread &&
           !(s->item->rounding.is_given && s->item->rounding.is_largest_remainder);
}

static FeelColumn zeros_where_off(const FeelColumn *c, const uint8_t *on, size_t count,
                                  CellSpace *space) {
    FeelColumn ret = *c;
    for (size_t i = 0; i < count; i++) space->numbers[i] = on[i] ? c->numbers[i] : 0;
    ret.numbers = space->numbers;
    return ret;
}

// One number for all rows becomes a column of it; a text stays as it is.
static void spread_same(FeelColumn *c, size_t count, CellSpace *space) {
    if (c->form == FEEL_FORM_SAME) feel_column_small(c, NULL, count, space->numbers, c);
}

static bool has_values(const FeelColumn *c, size_t count) {
    if (c->form == FEEL_FORM_SAME) return c->same.kind != FEEL_NULL && c->same.kind != FEEL_LIST;
    if (c->form == FEEL_FORM_LISTS) return false;
    for (size_t i = 0; i < count && c->form == FEEL_FORM_VALUES; i++)
        if (c->values[i].kind >= FEEL_LIST) return false;
    return true;
}

static bool run_column(Engine *e, Frame *f, const FeelCode *code, Period period, const uint8_t *on,
                       size_t first, size_t count, FeelColumn *ret) {
    return frame_fill_columns(e, f, period, first, count) &&
           feel_run_columns(e->machine, code, e->columns, on, count, ret) && has_values(ret, count);
}

bool column_values(Engine *e, ItemState *s, Period period, const uint8_t *on, size_t first,
                   size_t count, CellSpace *space, FeelColumn *ret) {
    FeelColumn c;
    if (!is_column_rule(s) ||
        !run_column(e, s->value_frame, s->rule->is, period, on, first, count, &c))
        return false;
    spread_same(&c, count, space);
    if (s->item->kind != ITEM_FORMULA || !s->item->rounding.is_given) {
        *ret = c;
        return true;
    }
    return column_round(s, &c, count, space, ret);
}

// ---- payments -----------------------------------------------------------------------------------

// Ids of parties are few and lie where they were read.
static bool party_of(Engine *e, FeelValue v, uint32_t *ret) {
    if (v.kind != FEEL_STRING) return false;
    struct PartyMemo *memo = &e->party_memos[(uintptr_t)v.string.at / 8 % PARTY_MEMOS];
    if (memo->id != v.string.at) {
        if (!map_get(&e->terms->party_index, v.string, &memo->party)) return false;
        memo->id = v.string.at;
    }
    *ret = memo->party;
    return true;
}

static bool fill_party(Engine *e, Actor actor, uint32_t slot, size_t count, size_t side,
                       uint16_t (*ret)[2]) {
    if (actor.kind != ACTOR_ITEM) return true;
    const FeelColumn *c = &e->columns[slot];
    for (size_t i = 0; i < count; i++) {
        uint32_t party;
        if (!party_of(e, feel_column_get(c, i, NULL), &party) || party > UINT16_MAX) return false;
        ret[i][side] = (uint16_t)party;
    }
    return true;
}

static bool fill_parties(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                         uint16_t (*ret)[2]) {
    const Item *item = s->item;
    memset(ret, 0, count * sizeof *ret);
    return frame_fill_columns(e, s->actor_frame, period, first, count) &&
           fill_party(e, item->from, s->rule->from_slot, count, 0, ret) &&
           fill_party(e, item->to, s->rule->to_slot, count, 1, ret);
}

// Which cells are due; NULL = all. False if some condition has no answer.
static bool find_due(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                     uint8_t *on, const uint8_t **ret) {
    CellSpace space;
    FeelColumn when;
    *ret = NULL;
    if (!s->rule->when) return true;
    if (!run_column(e, s->when_frame, s->rule->when, period, NULL, first, count, &when) ||
        !feel_column_small(&when, NULL, count, space.numbers, &when) || when.kind != FEEL_BOOLEAN)
        return false;
    for (size_t i = 0; i < count; i++) on[i] = when.numbers[i] != 0;
    *ret = on;
    return true;
}

// Only the cells that are due.
static void pack(PaidColumn *p, const uint8_t *on, uint32_t *cells, int64_t *amounts,
                 int64_t *exacts, uint16_t (*parties)[2]) {
    size_t kept = 0;
    for (size_t i = 0; i < p->count; i++) {
        if (!on[i]) continue;
        cells[kept] = p->first_cell + (uint32_t)i;
        amounts[kept] = p->amounts.numbers[i];
        exacts[kept] = p->exacts.numbers[i];
        memmove(parties[kept], parties[i], sizeof *parties);
        kept++;
    }
    p->count = kept;
    p->cells = cells;
    p->amounts.numbers = amounts;
    p->exacts.numbers = exacts;
}

bool column_pay(Engine *e, ItemState *s, Period period, size_t first, size_t count) {
    CellSpace space, rounding, masked, packed[2];
    FeelColumn exact, amount;
    uint8_t is_due[CHUNK_CELLS];
    uint32_t cells[CHUNK_CELLS];
    uint16_t parties[CHUNK_CELLS][2];
    const uint8_t *on;
    assert(count <= CHUNK_CELLS);
    if (s->item->due.anchor == DUE_ITEM || !find_due(e, s, period, first, count, is_due, &on) ||
        (on && !memchr(on, 1, count)) ||
        !column_values(e, s, period, on, first, count, &space, &exact) ||
        exact.form != FEEL_FORM_SMALL || exact.kind != FEEL_NUMBER ||
        !column_round(s, &exact, count, &rounding, &amount) ||
        !fill_parties(e, s, period, first, count, parties))
        return false;
    if (on) amount = zeros_where_off(&amount, on, count, &masked);
    held_store_column(e, s, held_find(e, s, period.index), first, count, &amount);
    bool has_parties = s->item->from.kind == ACTOR_ITEM || s->item->to.kind == ACTOR_ITEM;
    PaidColumn paid = {.count = count,
                       .first_cell = (uint32_t)first,
                       .due_day = due_day(e, s, period, first),
                       .amounts = amount,
                       .exacts = exact,
                       .parties = has_parties ? (const uint16_t(*)[2])parties : NULL};
    if (on) pack(&paid, on, cells, packed[0].numbers, packed[1].numbers, parties);
    book_add_column(e, book_run(e, s, period), &paid);
    return true;
}
