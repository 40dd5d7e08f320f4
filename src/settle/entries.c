// settle/entries.c - a statement checked, its pools cleared, its lines made into entries
//
// Each entry takes from one account and gives to another, so it sums to zero by its making. What
// can be out of balance is a pool: money that came in and did not go out. It must be named as a
// residue, however small; a published settlement whose sides differ by two cents is posted so.
#include "settle/settle_int.h"

#include "base/civil.h"

#include <assert.h>

// ---- exact sums
// -----------------------------------------------------------------------------------

static bool is_below_power(Dec amount, int exponent) {
    Dec ten = dec_from_int(10), power = dec_from_int(1);
    for (int i = 0; i < exponent; i++) {
        bool done = dec_mul(power, ten, &power);
        assert(done);
    }
    return dec_compare(dec_abs(amount), power) < 0;
}

bool amount_add(Dec a, Dec b, Dec *ret) {
    int scale = dec_scale(a) > dec_scale(b) ? dec_scale(a) : dec_scale(b);
    Dec sum;
    if (scale >= DEC_DIGITS || !dec_add(a, b, &sum)) return false;
    if (!is_below_power(sum, DEC_DIGITS - scale)) return false;
    *ret = sum;
    return true;
}

// ---- pools
// ----------------------------------------------------------------------------------------

typedef struct PoolSum {
    Str pool, currency;
    Dec kept; // came in less went out
} PoolSum;

typedef struct PoolSums {
    Arena *arena;
    Map index;
    PoolSum *items;
    size_t count, capacity;
} PoolSums;

static PoolSum *pool_sum(PoolSums *p, Str pool, Str currency) {
    Str key = str_fmt(p->arena, "%.*s\n%.*s", STR_ARG(currency), STR_ARG(pool));
    uint32_t found;
    if (map_get(&p->index, key, &found)) return &p->items[found];
    map_add(&p->index, key, (uint32_t)p->count);
    PoolSum *sum = VEC_ADD(p->arena, p);
    *sum = (PoolSum){pool, currency, DEC_ZERO};
    return sum;
}

static bool add_to_pool(PoolSums *p, Side side, Str currency, Dec amount) {
    if (side.kind != SIDE_POOL) return true;
    PoolSum *sum = pool_sum(p, side.id, currency);
    return amount_add(sum->kept, amount, &sum->kept);
}

static bool sum_pools(const Statement *s, PoolSums *p) {
    for (size_t i = 0; i < s->line_count; i++) {
        const StatementLine *l = &s->lines[i];
        if (!add_to_pool(p, l->from, l->currency, dec_negate(l->amount)) ||
            !add_to_pool(p, l->to, l->currency, l->amount))
            return false;
    }
    return true;
}

static StatementLine clearing_line(const PoolSum *sum) {
    Side pool = {SIDE_POOL, STR(""), sum->pool}, residue = {SIDE_RESIDUE, STR(""), sum->pool};
    bool is_lacking = dec_is_negative(sum->kept);
    return (StatementLine){
        .kind = LINE_RESIDUE,
        .item = sum->pool,
        .from = is_lacking ? residue : pool,
        .to = is_lacking ? pool : residue,
        .amount = dec_abs(sum->kept),
        .currency = sum->currency,
    };
}

bool settle_clear_pools(Arena *a, Statement *s, Err *err) {
    PoolSums sums = {.arena = a, .index = {.arena = a}};
    if (!sum_pools(s, &sums))
        return err_set(err, ERR_LIMIT, MSG("a pool's sum needs more than 34 digits"), NO_MSG);
    StatementLine *lines = ARENA_ARRAY(a, StatementLine, s->line_count + sums.count);
    if (s->line_count) memcpy(lines, s->lines, s->line_count * sizeof *lines);
    s->lines = lines;
    for (size_t i = 0; i < sums.count; i++)
        if (!dec_is_zero(sums.items[i].kept))
            lines[s->line_count++] = clearing_line(&sums.items[i]);
    return true;
}

// ---- checks
// ---------------------------------------------------------------------------------------

static bool is_plain(Str text) {
    return utf8_find_fault(text) < 0 && (!text.size || !memchr(text.at, 0, text.size));
}

static bool is_currency(Str currency) {
    for (size_t i = 0; i < currency.size; i++)
        if ((unsigned char)currency.at[i] <= ' ' || strchr("\";\x7f", currency.at[i])) return false;
    return currency.size > 0 && currency.size <= 32;
}

static bool is_side(Side side) {
    return side.id.size > 0 && is_plain(side.id) && is_plain(side.set) &&
           (side.kind == SIDE_MEMBER) == (side.set.size > 0);
}

static bool is_date(Str due) {
    CivilDate date;
    return due.size == 0 || civil_parse(due, &date);
}

static const char *line_fault(const StatementLine *l) {
    if (!is_plain(l->item) || !is_plain(l->member) || !is_plain(l->exact))
        return N_("payment {1}: a name is not plain UTF-8 text");
    if (!is_plain(l->currency) || !is_currency(l->currency))
        return N_("payment {1} has no currency");
    if (dec_is_negative(l->amount)) return N_("payment {1} has a negative amount");
    if (dec_scale(l->amount) > AMOUNT_DECIMALS) return N_("payment {1} has more than 12 decimals");
    if (!is_below_power(l->amount, AMOUNT_DIGITS)) return N_("payment {1} has more than 18 digits");
    if (!is_side(l->from) || !is_side(l->to)) return N_("payment {1} does not say who pays whom");
    return is_date(l->due) ? NULL : N_("payment {1} falls due on no day of the calendar");
}

static PostOutcome check_pools(Arena *a, const Statement *s, Message *ret_why) {
    PoolSums sums = {.arena = a, .index = {.arena = a}};
    if (!sum_pools(s, &sums)) {
        *ret_why = MSG("a pool's sum needs more than 34 digits");
        return POST_BAD_LINE;
    }
    for (size_t i = 0; i < sums.count; i++) {
        const PoolSum *sum = &sums.items[i];
        if (dec_is_zero(sum->kept)) continue;
        *ret_why = MSG("the pool {1} is left with {2} {3}, which no residue line takes", sum->pool,
                       dec_text(a, sum->kept), sum->currency);
        return POST_UNBALANCED;
    }
    return POST_DONE;
}

PostOutcome statement_check(Arena *a, const Statement *s, Message *ret_why) {
    for (size_t i = 0; i < s->line_count; i++) {
        const char *fault = line_fault(&s->lines[i]);
        if (!fault) continue;
        *ret_why = (Message){fault, {s->lines[i].item}};
        return POST_BAD_LINE;
    }
    return check_pools(a, s, ret_why);
}

// ---- entries
// --------------------------------------------------------------------------------------

Entry entry_from_line(Arena *a, const Statement *s, const StatementLine *l) {
    Str amount = dec_text(a, l->amount), negated = dec_text(a, dec_negate(l->amount));
    return (Entry){
        .agreement = s->agreement,
        .period = s->period,
        .kind = l->kind,
        .item = l->item,
        .member = l->member,
        .from = l->from,
        .to = l->to,
        .amount = amount,
        .currency = l->currency,
        .due = l->due,
        .exact = l->exact,
        .postings = {{settle_account(a, s->agreement, l->from, true), l->currency, negated},
                     {settle_account(a, s->agreement, l->to, false), l->currency, amount}},
    };
}

static Str negated_text(Arena *a, Str amount) {
    Dec d;
    bool is_number = dec_from_text(amount, &d, NULL);
    assert(is_number);
    return dec_text(a, dec_negate(d));
}

Entry entry_reversing(Arena *a, const Entry *e) {
    Entry reversal = *e;
    reversal.reverses = e->number;
    reversal.amount = negated_text(a, e->amount);
    for (size_t i = 0; i < 2; i++)
        reversal.postings[i].amount = negated_text(a, e->postings[i].amount);
    return reversal;
}

// Folded line by line, so that a million lines need no more memory than one.
Str statement_content(Arena *a, const Statement *s) {
    Sha256Hasher *hasher = sha256_new(a);
    Buf head = {.arena = a};
    body_add(&head, "statement", (Str[]){s->agreement, s->version, s->period}, 3);
    for (size_t i = 0; i < s->fact_count; i++) body_add_1(&head, "facts", s->facts[i]);
    Str text = buf_str(&head);
    Sha256 content = sha256_run(hasher, &text, 1);
    Arena *line = arena_new();
    for (size_t i = 0; i < s->line_count; i++) {
        Entry e = entry_from_line(line, s, &s->lines[i]);
        Str parts[] = {{(const char *)content.bytes, SHA256_BYTES}, entry_to_body(line, &e)};
        content = sha256_run(hasher, parts, 2);
        arena_reset(line);
    }
    arena_free(line);
    return sha256_hex(a, content);
}
