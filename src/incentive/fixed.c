// incentive/fixed.c - payments that depend on nothing uncertain, evaluated once
//
// An agreement often pays more than what a scenario moves: interest on amounts that are not
// overdue, yearly contributions. Such payments may do whatever the evaluator can; they are added to
// what goes through the tape.
#include "incentive/plays_int.h"

// Do they, or what they read, look at the calendar?
static bool looks_at_dates(const PlayBook *book, uint32_t item, bool *is_seen) {
    const Rule *rule = &book->rules->rules[item];
    if (is_seen[item]) return false;
    is_seen[item] = true;
    if (rule->is_dated) return true;
    for (size_t k = 0; k < rule->slot_count; k++) {
        const Read *read = &book->rules->reads[rule->slots[k]];
        bool is_date = read->kind == READ_PERIOD_START || read->kind == READ_PERIOD_END;
        if (is_date || (read->kind <= READ_EARLIER && looks_at_dates(book, read->item, is_seen)))
            return true;
    }
    return false;
}

bool plays_look_at_dates(const Plays *p, size_t first_payment) {
    Arena *a = arena_new();
    bool is = false;
    for (size_t b = 0; b < p->book_count && !is; b++) {
        bool *is_seen = ARENA_ARRAY(a, bool, p->item_count);
        for (size_t i = first_payment; i < p->payment_count && !is; i++)
            is = looks_at_dates(&p->books[b], p->payments[i], is_seen);
        for (uint32_t i = 0; i < plays_money(p) && first_payment == 0 && !is; i++)
            is = looks_at_dates(&p->books[b], p->earns + i, is_seen);
    }
    arena_free(a);
    return is;
}

void plays_fix(Arena *a, Plays *p) {
    size_t width = p->book_count * p->parties;
    bool comes_to_something = false;
    if (p->tape_payment_count == p->payment_count) return;
    Arena *scratch = arena_new();
    Exact *e = exact_new(scratch, p, NULL);
    p->fixed_periods = plays_look_at_dates(p, p->tape_payment_count) ? p->scenario->periods : 1;
    double *fixed = ARENA_ARRAY(a, double, p->fixed_periods *width);
    for (size_t t = 0; t < p->fixed_periods; t++) exact_run_fixed(e, t, fixed + t * width);
    for (size_t i = 0; i < p->fixed_periods * width; i++)
        comes_to_something = comes_to_something || fixed[i] != 0;
    p->fixed = comes_to_something ? fixed : NULL;
    arena_free(scratch);
}
