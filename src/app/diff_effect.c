// app/diff_effect.c - what a revision does to the payments: both versions settled on the same facts
//
// A payment is known by its id, a side by its id and currency. What a side gains or loses is what
// the new version brings it less what the old one did. Losers are set against gainers in order of
// size, which tells the shift in the fewest words and gives "moves 12.4 million from A to B" where
// there are two.
#include "app/app_int.h"

#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

typedef struct Shifts {
    Arena *arena;
    Map index; // "currency/id"
    ShiftView *items;
    size_t count, capacity;
    bool is_out_of_range;
} Shifts;

static void add(Shifts *s, NameView name, Str currency, bool is_after, Dec amount) {
    Str key = str_fmt(s->arena, "%.*s/%.*s", STR_ARG(currency), STR_ARG(name.id));
    uint32_t at = (uint32_t)s->count;
    if (map_add(&s->index, key, at))
        *VEC_ADD(s->arena, s) =
            (ShiftView){.name = name, .currency = currency, .before = DEC_ZERO, .after = DEC_ZERO};
    else
        map_get(&s->index, key, &at);
    ShiftView *shift = &s->items[at];
    Dec *sum = is_after ? &shift->after : &shift->before;
    *(is_after ? &shift->has_after : &shift->has_before) = true;
    if (!dec_add(*sum, amount, sum)) s->is_out_of_range = true;
}

static Dec gain_of(const ShiftView *s) {
    Dec gain = DEC_ZERO;
    dec_add(s->after, dec_negate(s->before), &gain);
    return gain;
}

// ---- adding up ----------------------------------------------------------------------------------

static void add_lines(App *app, const Settlement *s, bool is_after, Shifts *payments,
                      Shifts *sides) {
    PaymentCursor cursor = {0, 0};
    Payment p;
    for (size_t i = 0; outcome_next(s->outcome, &cursor, &p); i++) {
        LineView line = settlement_line(app->arena, s, i);
        Dec given = p.is_reversed ? dec_negate(line.amount) : line.amount;
        add(payments, line.payment, line.currency, is_after, given);
        add(sides, line.from, line.currency, is_after, dec_negate(line.amount));
        add(sides, line.to, line.currency, is_after, line.amount);
    }
}

// ---- who loses to whom --------------------------------------------------------------------------

typedef struct Mover {
    NameView name;
    Dec rest; // still to be told, never negative
} Mover;
typedef struct Movers {
    Mover *losers, *gainers;
    size_t loser_count, gainer_count;
} Movers;

static int by_rest(const void *a, const void *b) {
    const Mover *x = a, *y = b;
    int order = dec_compare(y->rest, x->rest);
    return order ? order : str_compare(x->name.id, y->name.id);
}

static Movers balance_of(Arena *a, const Shifts *sides, Str currency) {
    Movers b = {.losers = ARENA_ARRAY(a, Mover, sides->count + 1),
                .gainers = ARENA_ARRAY(a, Mover, sides->count + 1)};
    for (size_t i = 0; i < sides->count; i++) {
        if (!str_is(sides->items[i].currency, currency)) continue;
        Dec gain = gain_of(&sides->items[i]);
        int sign = dec_compare(gain, DEC_ZERO);
        NameView name = sides->items[i].name;
        if (sign < 0) b.losers[b.loser_count++] = (Mover){name, dec_negate(gain)};
        if (sign > 0) b.gainers[b.gainer_count++] = (Mover){name, gain};
    }
    qsort(b.losers, b.loser_count, sizeof *b.losers, by_rest);
    qsort(b.gainers, b.gainer_count, sizeof *b.gainers, by_rest);
    return b;
}

static void add_transfers(App *app, const Shifts *sides, Str currency, DiffView *v) {
    Movers b = balance_of(app->arena, sides, currency);
    for (size_t i = 0, k = 0; i < b.loser_count && k < b.gainer_count;) {
        Mover *from = &b.losers[i], *to = &b.gainers[k];
        bool is_last_of_from = dec_compare(from->rest, to->rest) <= 0;
        Dec amount = is_last_of_from ? from->rest : to->rest;
        v->transfers[v->transfer_count++] = (TransferView){from->name, to->name, currency, amount};
        dec_add(from->rest, dec_negate(amount), &from->rest);
        dec_add(to->rest, dec_negate(amount), &to->rest);
        if (!dec_compare(from->rest, DEC_ZERO)) i++;
        if (!dec_compare(to->rest, DEC_ZERO)) k++;
    }
}

static void add_all_transfers(App *app, const Shifts *sides, DiffView *v) {
    v->transfers = ARENA_ARRAY(app->arena, TransferView, 2 * sides->count + 1);
    Map currencies = {.arena = app->arena};
    for (size_t i = 0; i < sides->count; i++)
        if (map_add(&currencies, sides->items[i].currency, 0))
            add_transfers(app, sides, sides->items[i].currency, v);
}

// ---- findings -----------------------------------------------------------------------------------

static bool is_same(const Finding *a, const Finding *b) {
    return !strcmp(a->rule, b->rule) && str_is(a->place.file, b->place.file) &&
           a->place.offset == b->place.offset && a->place.line == b->place.line;
}

static bool stands_among(const Finding *items, size_t count, const Finding *f) {
    for (size_t i = 0; i < count; i++)
        if (is_same(&items[i], f)) return true;
    return false;
}

// What may well be unknown to one version where the other one knows it.
static bool is_of_one_version(const Finding *f) {
    return !strcmp(f->rule, "unknown-quantity") || !strcmp(f->rule, "unknown-member");
}

// The same facts were read twice. A fault that both readings have is told once; a quantity or
// member that only one version knows is none.
static void tell_once(Findings *f, size_t start, size_t middle) {
    size_t kept = start;
    f->error_count = 0;
    Finding *all = arena_copy(f->arena, f->items, f->count * sizeof *f->items);
    for (size_t i = start; i < f->count; i++) {
        bool is_first = i < middle;
        bool is_in_both = is_first ? stands_among(&all[middle], f->count - middle, &all[i])
                                   : stands_among(&all[start], middle - start, &all[i]);
        bool is_told = is_first || !is_in_both;
        if (is_told && (is_in_both || !is_of_one_version(&all[i]))) f->items[kept++] = all[i];
    }
    f->count = kept;
    for (size_t i = 0; i < kept; i++) f->error_count += f->items[i].severity == SEVERITY_ERROR;
}

// ---- the whole ----------------------------------------------------------------------------------

bool diff_settlements(App *app, const Settlement *const pair[2], DiffView *v, Err *err) {
    Shifts payments = {.arena = app->arena, .index = {.arena = app->arena}}, sides = payments;
    for (size_t i = 0; i < 2; i++) add_lines(app, pair[i], i == 1, &payments, &sides);
    if (payments.is_out_of_range || sides.is_out_of_range)
        return err_set(err, ERR_LIMIT, MSG("the sum is out of range"), NO_MSG);
    v->has_effect = true;
    v->payments = payments.items;
    v->payment_count = payments.count;
    v->sides = sides.items;
    v->side_count = sides.count;
    add_all_transfers(app, &sides, v);
    return true;
}

bool diff_effect(App *app, const DiffPair *pair, DiffView *v, Err *err) {
    const Settlement *settled[2];
    size_t starts[2];
    for (size_t i = 0; i < 2; i++) {
        starts[i] = app->findings.count;
        settled[i] = settle_agreement(app, pair->agreements[i], pair->inputs, err);
        if (!settled[i]) return false;
    }
    if (!diff_settlements(app, settled, v, err)) return false;
    tell_once(&app->findings, starts[0], starts[1]);
    return true;
}
