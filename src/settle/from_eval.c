// settle/from_eval.c - where the river enters: an Outcome becomes the statement of one period
//
// The payments of the period are its lines. What rounding left over is stated as evaluation found
// it; what pools kept is counted here from the lines themselves, so that the books clear exactly.
#include "settle/settle_int.h"

#include "base/civil.h"

#include <assert.h>

typedef struct Lines {
    StatementLine *items;
    size_t count, capacity;
} Lines;

static bool is_in(Period a, Period b) {
    return a.grain == b.grain && a.index == b.index;
}

static Side side_from(const Terms *t, PayActor actor) {
    switch (actor.kind) {
    case ACTOR_POOL: return (Side){SIDE_POOL, STR(""), actor.id};
    case ACTOR_MEMBER: return (Side){SIDE_MEMBER, t->sets[actor.set].id, actor.id};
    case ACTOR_PARTY:
    case ACTOR_ITEM: break;
    }
    return (Side){SIDE_PARTY, STR(""), actor.id};
}

// "九里/CODMn": the members that the payment varies over.
static Str member_text(Arena *a, const Outcome *o, const Item *item, const Payment *p) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < item->set_count; i++) {
        if (i) buf_add_byte(&b, '/');
        buf_add(&b, outcome_member_id(o, item->sets[i], p->members[i]));
    }
    return buf_str(&b);
}

static Str currency_of(const Terms *t, const Item *item) {
    return item->currency.size ? item->currency : t->currency;
}

static StatementLine payment_line(Arena *a, const Terms *t, const Outcome *o, const Payment *p) {
    const Item *item = &t->items[p->item];
    return (StatementLine){
        .kind = LINE_PAYMENT,
        .item = item->id,
        .member = member_text(a, o, item, p),
        .from = side_from(t, p->from),
        .to = side_from(t, p->to),
        .amount = p->amount,
        .currency = currency_of(t, item),
        .due = p->has_due ? civil_text(a, civil_from_days(p->due_day)) : STR(""),
        .exact = dec_text(a, p->exact),
    };
}

static StatementLine rounding_line(const Terms *t, const Residue *r) {
    const Item *item = &t->items[r->item];
    Side residue = {SIDE_RESIDUE, STR(""), item->id}, rounding = {SIDE_ROUNDING, STR(""), item->id};
    bool is_lacking = dec_is_negative(r->amount);
    return (StatementLine){
        .kind = LINE_ROUNDING,
        .item = item->id,
        .from = is_lacking ? residue : rounding,
        .to = is_lacking ? rounding : residue,
        .amount = dec_abs(r->amount),
        .currency = currency_of(t, item),
    };
}

static void add_payments(Arena *a, const Terms *t, const Outcome *o, Period period, Lines *lines) {
    PaymentCursor cursor = {0, 0};
    for (Payment p = {0}; outcome_next(o, &cursor, &p);)
        if (is_in(p.period, period)) *VEC_ADD(a, lines) = payment_line(a, t, o, &p);
}

// A rest like that of 1/3 is stated with as many decimals as an amount may have.
static void add_roundings(Arena *a, const Terms *t, const Outcome *o, Period period, Lines *lines) {
    for (size_t i = 0; i < outcome_residue_count(o); i++) {
        Residue r = outcome_residue(o, i);
        bool is_rounding = r.item != UINT32_MAX && is_in(r.period, period);
        if (is_rounding && dec_round(r.amount, AMOUNT_DECIMALS, DEC_HALF_EVEN, &r.amount) &&
            !dec_is_zero(r.amount))
            *VEC_ADD(a, lines) = rounding_line(t, &r);
    }
}

const Statement *settle_from_eval(Arena *a, const Rulebook *r, const Outcome *o, Period period,
                                  const Str *fact_hashes, size_t fact_count) {
    const Terms *t = r->terms;
    Lines lines = {0};
    add_payments(a, t, o, period, &lines);
    add_roundings(a, t, o, period, &lines);
    Statement *s = ARENA_NEW(a, Statement);
    *s = (Statement){
        .agreement = t->id,
        .version = t->document->hash,
        .period = period_text(a, t->period_rule, period),
        .facts = arena_copy(a, fact_hashes, fact_count * sizeof *fact_hashes),
        .fact_count = fact_count,
        .lines = lines.items,
        .line_count = lines.count,
    };
    // Where even that overflows, posting refuses the statement and says so.
    settle_clear_pools(a, s, NULL);
    return s;
}
