// eval/payment.c - who pays how much to whom, and when
#include "eval/eval_int.h"

#include <assert.h>

// ---- due ----------------------------------------------------------------------------------------

int32_t due_day(Engine *e, ItemState *s, Period period, size_t cell) {
    const Due *due = &s->item->due;
    int64_t day = 0;
    if (due->anchor == DUE_NONE) return NO_DUE;
    if (due->anchor == DUE_ITEM) {
        FeelValue v = e->slots[s->rule->due_slot];
        if (v.kind != FEEL_DATE) {
            report_at(e, s, REPORT_DUE, cell, period, NULL);
            return NO_DUE;
        }
        day = due_shift(&e->terms->calendar, due, v.moment.days);
    } else if (!due_in_period(e->terms, due, period, &day)) {
        return NO_DUE;
    }
    return day > NO_DUE && day <= INT32_MAX ? (int32_t)day : NO_DUE;
}

// ---- actors -------------------------------------------------------------------------------------

// The party that an item names; false if it names none, which is reported.
static bool actor_party(Engine *e, ItemState *s, Actor actor, uint32_t slot, size_t cell,
                        Period period, uint32_t *ret) {
    if (actor.kind != ACTOR_ITEM) return true;
    FeelValue v = e->slots[slot];
    if (v.kind == FEEL_STRING && map_get(&e->terms->party_index, v.string, ret)) return true;
    const Feed *feed = frame_feed(s->actor_frame, slot);
    FeedCells cells = feed_cells(e, s->actor_frame, feed, period, cell);
    report_mark(e, feed->source, v.kind == FEEL_NULL ? mark_of(v) : MARK_FAULT, cells.base,
                cells.first_period);
    return false;
}

// ---- amounts ------------------------------------------------------------------------------------

// What cannot be paid has no value; what is not due is zero.
static void round_amounts(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                          const FeelValue *when, FeelValue *values) {
    if (s->item->rounding.is_largest_remainder) {
        remainder_round(e, s, period, first, count, values);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (values[i].kind != FEEL_NUMBER || (when && !is_true(when[i]))) continue;
        if (!round_value(e, s, period, first + i, values[i].number, &values[i].number))
            values[i] = marked_null(MARK_FAULT);
    }
}

static void pay_cell(Engine *e, ItemState *s, Period period, size_t cell, Dec exact,
                     FeelValue *rounded, PayRun *run) {
    PaidCell paid = {.cell = (uint32_t)cell, .amount = rounded->number, .exact = exact};
    const Item *item = s->item;
    if (!actor_party(e, s, item->from, s->rule->from_slot, cell, period, &paid.from_party) ||
        !actor_party(e, s, item->to, s->rule->to_slot, cell, period, &paid.to_party)) {
        report_at(e, s, REPORT_UNPAID, cell, period, NULL);
        *rounded = marked_null(MARK_FAULT);
        return;
    }
    paid.due_day = due_day(e, s, period, cell);
    book_add(e, run, paid);
}

static void pay_cells(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                      const FeelValue *when, const FeelValue *exact, FeelValue *rounded) {
    Frame *f = s->actor_frame;
    PayRun *run = book_run(e, s, period);
    for (size_t at = 0; at < count; at += CHUNK_CELLS) {
        size_t chunk = count - at < CHUNK_CELLS ? count - at : CHUNK_CELLS;
        if (f->feed_count > 0) frame_fill(e, f, period, first + at, chunk);
        frame_begin(e, f);
        for (size_t i = at; i < at + chunk; i++) {
            if (when && !is_true(when[i]) && when[i].kind != FEEL_NULL) continue;
            if (rounded[i].kind != FEEL_NUMBER) {
                report_at(e, s, REPORT_UNPAID, first + i, period, NULL);
                continue;
            }
            frame_set(e, f, i - at);
            pay_cell(e, s, period, first + i, exact[i].number, &rounded[i], run);
        }
    }
}

// An amount without a number is a fault, also where the formula means null.
static void only_amounts(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                         FeelValue *values) {
    for (size_t i = 0; i < count; i++) {
        if (values[i].kind == FEEL_NUMBER || mark_of(values[i]) != MARK_NONE) continue;
        report_at(e, s, REPORT_NULL, first + i, period, NULL);
        values[i] = marked_null(MARK_FAULT);
    }
}

// Where the condition is false nothing is due, whatever a spread formula gave.
static void mask_spread(const FeelValue *when, size_t count, FeelValue *values) {
    for (size_t i = 0; when && i < count; i++)
        if (!is_true(when[i]))
            values[i] = when[i].kind == FEEL_NULL ? marked_null(MARK_FAULT) : feel_integer(0);
}

static void pay_one_by_one(Engine *e, ItemState *s, Held *h, Period period, size_t first,
                           size_t count) {
    FeelValue *exact = engine_buffer(e, 0, count), *rounded = engine_buffer(e, 1, count);
    FeelValue *when = NULL;
    if (s->rule->when) {
        when = engine_buffer(e, 3, count);
        run_cells(e, s, s->when_frame, s->rule->when, period, NULL, first, count, when);
    }
    value_cells(e, s, period, when, first, count, exact);
    if (s->item->is_spread) mask_spread(when, count, exact);
    only_amounts(e, s, period, first, count, exact);
    memcpy(rounded, exact, count * sizeof *exact);
    round_amounts(e, s, period, first, count, when, rounded);
    pay_cells(e, s, period, first, count, when, exact, rounded);
    held_store(e, s, h, first, count, rounded);
}

void payment_evaluate(Engine *e, ItemState *s, Period period) {
    Held *h = held_make(e, s, period.index);
    size_t first = s->is_batched ? e->batch_first * s->layout.inner : 0;
    size_t count = s->is_batched ? e->batch_count * s->layout.inner : s->layout.cells;
    if (s->item->is_spread || s->item->rounding.is_largest_remainder) {
        pay_one_by_one(e, s, h, period, first, count);
        return;
    }
    for (size_t at = 0; at < count; at += CHUNK_CELLS) {
        size_t chunk = count - at < CHUNK_CELLS ? count - at : CHUNK_CELLS;
        if (!column_pay(e, s, period, first + at, chunk))
            pay_one_by_one(e, s, h, period, first + at, chunk);
    }
}
