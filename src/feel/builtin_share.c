// feel/builtin_share.c - softlaw's builtins that share a pool: allocate, common amount, largest
// remainder
//
// allocate gives each claim its weight times a common amount, kept between its floor and its cap;
// the common amount is the one that makes the shares sum to the pool. The sum grows with the common
// amount in straight pieces, which break where a claim leaves its floor or reaches its cap. So the
// breaks are sorted, the piece that holds the pool is found, and the rest of the pool is shared
// within it: no search by trial, no tolerance.
#include "feel/builtin.h"

#define NO_WEIGHTS "no-weights"

typedef enum ClaimState { AT_FLOOR, BETWEEN, AT_CAP } ClaimState;

typedef struct Claim {
    Dec weight, floor, cap;
    bool has_floor, has_cap;
    ClaimState state;
} Claim;

// What is shared: `fixed` by the claims at their floor or cap, the rest by `weight` of the others.
typedef struct Pool {
    FeelMachine *machine;
    Dec amount, fixed, weight;
    Claim *claims;
    size_t count;
    FeelValue *breaks; // numbers in order of `common amount`; `reason` is 2 * claim + is cap
    FeelValue *scratch;
    size_t break_count;
    size_t active; // claims between floor and cap, whose weights sum to `weight`
    Dec common;
    bool has_common;
    bool ok; // no overflow so far
    FeelValue fault;
} Pool;

static bool fail(Pool *p, const char *code, Message why) {
    p->fault = feel_fault(p->machine, code, why);
    return false;
}

static bool stop(Pool *p) {
    p->fault = feel_stopped(p->machine);
    return false;
}

static void add(Pool *p, Dec *sum, Dec more) {
    if (!dec_add(*sum, more, sum)) p->ok = false;
}

static Dec multiply(Pool *p, Dec a, Dec b) {
    Dec product = DEC_ZERO;
    if (!dec_mul(a, b, &product)) p->ok = false;
    return product;
}

static Dec divide(Pool *p, Dec a, Dec b) {
    Dec quotient = DEC_ZERO;
    if (!dec_div(a, b, &quotient)) p->ok = false;
    return quotient;
}

// ---- reading the claims -------------------------------------------------------------------------

// A limit for claim `i`: none, one number for all, or a list with one for each (null = none).
static bool limit_of(Pool *p, FeelValue limits, size_t i, Dec *ret, bool *ret_has) {
    FeelValue v = limits;
    if (limits.kind == FEEL_LIST) {
        if (limits.list->count != p->count)
            return fail(p, FEEL_WRONG_VALUE,
                        MSG("there are {1} weights but {2} limits",
                            builtin_integer_text(p->machine, (int64_t)p->count),
                            builtin_integer_text(p->machine, (int64_t)limits.list->count)));
        v = limits.list->items[i];
    }
    if (builtin_is_faulty(v)) {
        p->fault = feel_fault_from(p->machine, v, FEEL_NULL_OPERAND, MSG("a limit is null"));
        return false;
    }
    *ret_has = v.kind == FEEL_NUMBER;
    if (*ret_has) *ret = v.number;
    return *ret_has || v.kind == FEEL_NULL ||
           fail(p, FEEL_WRONG_TYPE,
                MSG("a limit is {1}, not a number", builtin_text(p->machine, v)));
}

static bool claim_open(Pool *p, size_t i, FeelValue weight, FeelValue floors, FeelValue caps) {
    Claim *c = &p->claims[i];
    Str position = builtin_integer_text(p->machine, (int64_t)i + 1);
    c->weight = weight.number;
    if (dec_is_negative(c->weight))
        return fail(p, FEEL_WRONG_VALUE, MSG("weight {1} is negative", position));
    if (!limit_of(p, floors, i, &c->floor, &c->has_floor) ||
        !limit_of(p, caps, i, &c->cap, &c->has_cap))
        return false;
    if (c->has_floor && c->has_cap && dec_compare(c->floor, c->cap) > 0)
        return fail(p, FEEL_WRONG_VALUE, MSG("floor {1} is above its cap", position));
    return true;
}

static bool pool_open(Pool *p, FeelMachine *m, const FeelValue *args, size_t count) {
    enum { STEPS_PER_CLAIM = 16 };
    FeelList weights = *args[1].list;
    FeelValue floors = count > 2 ? args[2] : feel_null(), caps = count > 3 ? args[3] : feel_null();
    *p = (Pool){.machine = m,
                .amount = args[0].number,
                .fixed = DEC_ZERO,
                .weight = DEC_ZERO,
                .count = weights.count,
                .ok = true};
    if (!builtin_check_items(m, weights, FEEL_NUMBER, &p->fault)) return false;
    if (!feel_steps(m, weights.count * STEPS_PER_CLAIM) ||
        !feel_room(m, weights.count * sizeof(Claim)))
        return stop(p);
    p->claims = ARENA_ARRAY(feel_machine_arena(m), Claim, weights.count);
    p->breaks = feel_items(m, 2 * weights.count);
    p->scratch = feel_items(m, 2 * weights.count);
    if (!p->breaks || !p->scratch) return stop(p);
    for (size_t i = 0; i < weights.count; i++)
        if (!claim_open(p, i, weights.items[i], floors, caps)) return false;
    return true;
}

// ---- the pieces ---------------------------------------------------------------------------------

static void add_break(Pool *p, size_t claim, bool is_cap) {
    const Claim *c = &p->claims[claim];
    FeelValue at = feel_number(divide(p, is_cap ? c->cap : c->floor, c->weight));
    at.reason = (uint32_t)(2 * claim + is_cap);
    p->breaks[p->break_count++] = at;
}

// A claim of no weight gets what is nearest to nothing.
static Dec share_of_nothing(const Claim *c) {
    if (c->has_floor && dec_compare(c->floor, DEC_ZERO) > 0) return c->floor;
    if (c->has_cap && dec_compare(c->cap, DEC_ZERO) < 0) return c->cap;
    return DEC_ZERO;
}

static void add_active(Pool *p, const Claim *c) {
    add(p, &p->weight, c->weight);
    p->active++;
}

// With none left the weight is exactly zero, whatever was rounded on the way.
static void remove_active(Pool *p, const Claim *c) {
    add(p, &p->weight, dec_negate(c->weight));
    if (--p->active == 0) p->weight = DEC_ZERO;
}

// The piece before the first break: all floors, and the weights of those that have none.
static void first_piece(Pool *p) {
    for (size_t i = 0; i < p->count; i++) {
        Claim *c = &p->claims[i];
        bool has_weight = !dec_is_zero(c->weight);
        c->state = has_weight && !c->has_floor ? BETWEEN : AT_FLOOR;
        if (!has_weight) c->floor = share_of_nothing(c), c->has_cap = false;
        if (c->state == BETWEEN)
            add_active(p, c);
        else
            add(p, &p->fixed, c->floor);
        if (has_weight && c->has_floor) add_break(p, i, false);
        if (has_weight && c->has_cap) add_break(p, i, true);
    }
}

static bool breaks_in_order(void *context, const FeelValue *a, const FeelValue *b,
                            bool *ret_in_order) {
    (void)context;
    *ret_in_order = dec_compare(a->number, b->number) <= 0;
    return true;
}

// Does the pool lie at or below what the piece gives at its end?
static bool is_within_piece(Pool *p, FeelValue end) {
    const Claim *c = &p->claims[end.reason / 2];
    Dec rest = p->amount;
    add(p, &rest, dec_negate(p->fixed));
    Dec reached = multiply(p, p->weight, end.reason % 2 ? c->cap : c->floor);
    return dec_compare(reached, multiply(p, rest, c->weight)) >= 0;
}

static void pass_break(Pool *p, FeelValue at) {
    Claim *c = &p->claims[at.reason / 2];
    bool is_cap = at.reason % 2;
    c->state = is_cap ? AT_CAP : BETWEEN;
    add(p, &p->fixed, is_cap ? c->cap : dec_negate(c->floor));
    if (is_cap)
        remove_active(p, c);
    else
        add_active(p, c);
}

static bool flat_piece(Pool *p, size_t next_break) {
    int order = dec_compare(p->fixed, p->amount);
    p->has_common = order == 0 && p->break_count > 0;
    if (p->has_common) p->common = p->breaks[next_break < p->break_count ? next_break : 0].number;
    if (order == 0) return true;
    Str pool = builtin_text(p->machine, feel_number(p->amount));
    Str total = builtin_text(p->machine, feel_number(p->fixed));
    if (p->break_count == 0)
        return fail(p, NO_WEIGHTS, MSG("no weight is above 0, so {1} cannot be shared", pool));
    if (order > 0)
        return fail(p, "floors-exceed-pool",
                    MSG("the floors sum to {1}, more than the pool of {2}", total, pool));
    return fail(p, "caps-below-pool",
                MSG("the caps sum to {1}, less than the pool of {2}", total, pool));
}

// Find the piece that holds the pool, and the common amount in it.
static bool pool_solve(Pool *p) {
    size_t next = 0;
    first_piece(p);
    builtin_sort(p->breaks, p->scratch, p->break_count, breaks_in_order, NULL);
    while (next < p->break_count && !is_within_piece(p, p->breaks[next]))
        pass_break(p, p->breaks[next++]);
    if (p->active == 0) return flat_piece(p, next) && p->ok;
    Dec rest = p->amount;
    add(p, &rest, dec_negate(p->fixed));
    p->common = divide(p, rest, p->weight);
    p->has_common = true;
    p->fixed = rest; // from here on the numerator of each share
    return p->ok;
}

static FeelValue pool_fault(Pool *p) {
    if (p->ok) return p->fault;
    return feel_fault(p->machine, FEEL_OUT_OF_RANGE, MSG("the amounts are too large to be shared"));
}

static Dec share_of(Pool *p, const Claim *c) {
    if (c->state == AT_FLOOR) return c->floor;
    if (c->state == AT_CAP) return c->cap;
    Dec share = divide(p, multiply(p, c->weight, p->fixed), p->weight);
    if (c->has_floor && dec_compare(share, c->floor) < 0) return c->floor;
    return c->has_cap && dec_compare(share, c->cap) > 0 ? c->cap : share;
}

static FeelValue run_allocate(FeelMachine *m, const FeelValue *args, size_t count) {
    Pool p;
    if (!pool_open(&p, m, args, count) || !pool_solve(&p)) return pool_fault(&p);
    FeelValue *shares = feel_items(m, p.count);
    if (!shares) return feel_stopped(m);
    for (size_t i = 0; i < p.count; i++) shares[i] = feel_number(share_of(&p, &p.claims[i]));
    return p.ok ? feel_list_of(m, shares, p.count) : pool_fault(&p);
}

static FeelValue run_common_amount(FeelMachine *m, const FeelValue *args, size_t count) {
    Pool p;
    if (!pool_open(&p, m, args, count) || !pool_solve(&p)) return pool_fault(&p);
    if (p.has_common) return feel_number(p.common);
    return feel_fault(m, NO_WEIGHTS, MSG("no weight is above 0, so there is no common amount"));
}

// ---- rows ---------------------------------------------------------------------------------------

enum { K_LIMITS = K_NUMBER | K_LIST | K_NULL };

#define POOL_SIGNATURE                                                                             \
    SIGNATURES(SIGNATURE(PARAM("pool", K_NUMBER), LIST_PARAM("weights", FEEL_NUMBER),              \
                         OPTIONAL("floors", K_LIMITS), OPTIONAL("caps", K_LIMITS)))

static const Builtin rows[] = {
    {DOMAIN_DOC(
         "allocate", "allocate(pool, weights, floors?, caps?)",
         "The pool shared by weight, each share kept between its floor and its cap: the "
         "shares sum to the pool. Floors and caps are one number for all, or a list with a "
         "number or null for each.",
         "按权重分配资金池，每份不低于下限、不高于上限，各份之和等于资金池。上下限可为单个数，"
         "或逐项给出数或空值的列表。",
         "allocate(100, [1, 1, 2], [30, null, null], 45)", "[30, 25, 45]"),
     POOL_SIGNATURE, .run = run_allocate, .result_type = builtin_type_numbers},
    {DOMAIN_DOC("common amount", "common amount(pool, weights, floors?, caps?)",
                "The amount per unit of weight with which allocate makes the shares sum to the "
                "pool.",
                "使 allocate 各份之和等于资金池的每单位权重金额。", "common amount(100, [3, 7])",
                "10"),
     POOL_SIGNATURE, .run = run_common_amount, .result = FEEL_NUMBER},
};

const BuiltinFamily builtin_shares = FAMILY(rows);
