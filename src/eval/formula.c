// eval/formula.c - codes are run for cells, values converted, rounded and kept
#include "eval/eval_int.h"

#include <assert.h>

// ---- running ------------------------------------------------------------------------------------

static Str text_for_good(Engine *e, Str text) {
    uint32_t index;
    if (map_get(&e->texts, text, &index)) return e->texts.keys[index];
    Str copy = str_copy(e->arena, text);
    map_add(&e->texts, copy, (uint32_t)e->texts.count);
    return copy;
}

FeelValue keep_value(Engine *e, const ItemState *s, FeelValue v) {
    if (v.kind == FEEL_STRING) return feel_string(text_for_good(e, v.string));
    bool is_plain = v.kind < FEEL_LIST || v.kind > FEEL_FUNCTION;
    return is_plain ? v : feel_value_copy(s->is_whole ? e->arena : e->batch, v);
}

static const FeelReason *root_reason(const FeelMachine *m, FeelValue v) {
    const FeelReason *r = NULL;
    for (uint32_t at = v.reason; at > 0 && at <= feel_machine_reason_count(m);) {
        r = feel_machine_reason(m, at - 1);
        if (r->cause >= at) break;
        at = r->cause;
    }
    return r;
}

// A null with a reason is a fault; one without is a value.
static FeelValue settle_null(Engine *e, ItemState *s, size_t cell, Period period, FeelValue v) {
    if (mark_of(v) != MARK_NONE) return marked_null(MARK_FAULT);
    if (v.reason == 0) return feel_null();
    report_at(e, s, REPORT_NULL, cell, period, root_reason(e->machine, v));
    return marked_null(MARK_FAULT);
}

static FeelValue run_table(Engine *e, ItemState *s, const Frame *f, size_t cell, Period period) {
    DmnResult r = dmn_table_run(f->lists, e->machine, s->rule->table, e->slots);
    if (r.value.kind != FEEL_NULL || !r.fault)
        return r.value.kind == FEEL_NULL ? settle_null(e, s, cell, period, r.value)
                                         : keep_value(e, s, r.value);
    Str name = s->item->id;
    FeelReason why = {r.fault, MSG("no rule of the table \"{1}\" matches", name), s->item->place,
                      0};
    if (strcmp(r.fault, "several-rules") == 0)
        why.message = MSG("several rules of the table \"{1}\" match", name);
    if (strcmp(r.fault, "rules-differ") == 0)
        why.message = MSG("rules of the table \"{1}\" match and differ", name);
    report_at(e, s, REPORT_NULL, cell, period, &why);
    return marked_null(MARK_FAULT);
}

static FeelValue run_code(Engine *e, ItemState *s, const FeelCode *code, size_t cell,
                          Period period) {
    FeelValue v = feel_run(e->machine, code, e->slots);
    if (v.kind == FEEL_NUMBER) return v;
    return v.kind == FEEL_NULL ? settle_null(e, s, cell, period, v) : keep_value(e, s, v);
}

static bool is_consulted(Engine *e, ItemState *s, const Frame *f, const FeelCode *code,
                         Period period, size_t cell) {
    if (!frame_is_marked(e, f)) return false;
    return code ? consult_code(e, s, f, code, period, cell) : consult_table(e, s, f, period, cell);
}

static void run_chunk(Engine *e, ItemState *s, Frame *f, const FeelCode *code, Period period,
                      const FeelValue *when, size_t first, size_t count, FeelValue *ret) {
    frame_fill(e, f, period, first, count);
    frame_begin(e, f);
    for (size_t i = 0; i < count; i++) {
        if (when && !is_true(when[i])) {
            ret[i] = when[i].kind == FEEL_NULL ? marked_null(MARK_FAULT) : feel_integer(0);
            continue;
        }
        frame_set(e, f, i);
        if (f->has_marks && is_consulted(e, s, f, code, period, first + i))
            ret[i] = marked_null(MARK_FAULT);
        else
            ret[i] = code ? run_code(e, s, code, first + i, period)
                          : run_table(e, s, f, first + i, period);
    }
}

void run_cells(Engine *e, ItemState *s, Frame *f, const FeelCode *code, Period period,
               const FeelValue *when, size_t first, size_t count, FeelValue *ret) {
    size_t chunk = count > 0 ? frame_chunk(e, f, period) : 1;
    for (size_t at = 0; at < count; at += chunk)
        run_chunk(e, s, f, code, period, when ? when + at : NULL, first + at,
                  count - at < chunk ? count - at : chunk, ret + at);
}

// ---- finishing ----------------------------------------------------------------------------------

static FeelValue step_of(Engine *e, ItemState *s, Period period, size_t cell, Dec value) {
    Frame *f = s->step_frame;
    frame_fill(e, f, period, cell, 1);
    frame_begin(e, f);
    frame_set(e, f, 0);
    for (size_t i = 0; i < f->feed_count; i++)
        if (f->feeds[i].kind == FEED_VALUE) e->slots[f->feeds[i].slot] = feel_number(value);
    if (f->has_marks && frame_is_marked(e, f) && consult_code(e, s, f, s->rule->step, period, cell))
        return marked_null(MARK_FAULT);
    return feel_run(e->machine, s->rule->step, e->slots);
}

bool rounding_step(Engine *e, ItemState *s, Period period, size_t cell, Dec value, Dec *ret) {
    FeelValue step = s->constant_step;
    if (step.kind != FEEL_NUMBER) step = step_of(e, s, period, cell, value);
    *ret = step.number;
    if (step.kind == FEEL_NUMBER && !dec_is_zero(step.number) && !dec_is_negative(step.number))
        return true;
    FeelReason why = {"wrong-value", MSG("the rounding step is not a number above zero"),
                      s->item->rounding.place, 0};
    report_at(e, s, REPORT_NULL, cell, period, &why);
    return false;
}

bool round_value(Engine *e, ItemState *s, Period period, size_t cell, Dec value, Dec *ret) {
    const Rounding *r = &s->item->rounding;
    Dec step;
    *ret = value;
    if (!r->is_given || r->is_none) return true;
    if (!rounding_step(e, s, period, cell, value, &step)) return false;
    if (dec_round_to(value, step, r->mode, ret)) return true;
    report_at(e, s, REPORT_RANGE, cell, period, NULL);
    return false;
}

static bool is_party_id(const Engine *e, FeelValue v) {
    uint32_t party;
    return v.kind == FEEL_STRING && map_get(&e->terms->party_index, v.string, &party);
}

static FeelValue finished(Engine *e, ItemState *s, Period period, size_t cell, FeelValue v) {
    const Rule *r = s->rule;
    if (v.kind == FEEL_NULL) return v;
    if (v.kind != FEEL_NUMBER) {
        if (!r->is_party || is_party_id(e, v)) return v;
        FeelReason why = {"unknown-party", MSG("the value is no party"), r->item->is.place, 0};
        report_at(e, s, REPORT_PARTY, cell, period, &why);
        return marked_null(MARK_FAULT);
    }
    if (!r->factor.is_one && !unit_convert(r->factor, v.number, &v.number)) {
        report_at(e, s, REPORT_RANGE, cell, period, NULL);
        return marked_null(MARK_FAULT);
    }
    bool rounds = r->item->kind == ITEM_FORMULA && r->item->rounding.is_given &&
                  !r->item->rounding.is_largest_remainder;
    if (rounds && !round_value(e, s, period, cell, v.number, &v.number))
        return marked_null(MARK_FAULT);
    return v;
}

void finish_values(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                   FeelValue *values) {
    bool is_done = s->rule->factor.is_one && !s->rule->is_party && !s->item->rounding.is_given;
    for (size_t i = 0; i < count && !is_done; i++)
        values[i] = finished(e, s, period, first + i, values[i]);
}

// ---- spreading ----------------------------------------------------------------------------------

static void spread_list(Engine *e, ItemState *s, Period period, size_t cell, FeelValue list,
                        FeelValue *ret) {
    size_t last = s->layout.set_count - 1, step = s->layout.strides[last];
    size_t wanted = s->layout.sizes[last], first = state_first(e, s);
    bool fits = list.kind == FEEL_LIST && list.list->count == wanted;
    if (!fits && mark_of(list) == MARK_NONE) report_at(e, s, REPORT_SPREAD, cell, period, NULL);
    for (size_t i = 0; i < wanted; i++) {
        FeelValue v = fits ? list.list->items[i] : marked_null(MARK_FAULT);
        size_t at = cell + i * step;
        if (mark_of(v) == MARK_NONE && v.kind == FEEL_NULL)
            report_at(e, s, REPORT_NULL, at, period, NULL);
        ret[at - first] = v.kind == FEEL_NULL ? marked_null(MARK_FAULT) : v;
    }
}

// The formula gives the whole last set at once: it is run for cells without that set.
static void run_spread(Engine *e, ItemState *s, Period period, FeelValue *ret) {
    Frame *f = s->value_frame;
    size_t inner = s->is_batched ? f->layout.inner : f->layout.cells;
    size_t first = s->is_batched ? e->batch_first * inner : 0;
    size_t count = s->is_batched ? e->batch_count * inner : inner;
    if (s->layout.cells == 0) return;
    for (size_t i = 0; i < count; i++) {
        FeelValue list;
        uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
        layout_members(&f->layout, first + i, members);
        run_cells(e, s, f, s->rule->is, period, NULL, first + i, 1, &list);
        spread_list(e, s, period, layout_cell(&s->layout, members), list, ret);
    }
}

void value_cells(Engine *e, ItemState *s, Period period, const FeelValue *when, size_t first,
                 size_t count, FeelValue *ret) {
    if (s->item->is_spread)
        run_spread(e, s, period, ret);
    else
        run_cells(e, s, s->value_frame, s->rule->is, period, when, first, count, ret);
    finish_values(e, s, period, first, count, ret);
}

// ---- items --------------------------------------------------------------------------------------

static void only_numbers(ItemState *s, FeelValue *values, size_t count) {
    for (size_t i = 0; i < count && s->is_dec; i++)
        if (values[i].kind != FEEL_NUMBER && values[i].kind != FEEL_NULL)
            values[i] = marked_null(MARK_FAULT);
}

// What takes the whole last set at once.
static bool is_taken_whole(const ItemState *s) {
    return s->item->is_spread ||
           (s->item->rounding.is_given && s->item->rounding.is_largest_remainder);
}

static void evaluate_whole(Engine *e, ItemState *s, Held *h, Period period, size_t first,
                           size_t count) {
    FeelValue *values = engine_buffer(e, 0, count);
    value_cells(e, s, period, NULL, first, count, values);
    if (s->item->rounding.is_given && s->item->rounding.is_largest_remainder)
        remainder_round(e, s, period, first, count, values);
    only_numbers(s, values, count);
    held_store(e, s, h, first, count, values);
}

static void evaluate_chunk(Engine *e, ItemState *s, Held *h, Period period, size_t first,
                           size_t count) {
    CellSpace space;
    FeelColumn c;
    if (column_values(e, s, period, NULL, first, count, &space, &c)) {
        held_store_column(e, s, h, first, count, &c);
        return;
    }
    FeelValue values[CHUNK_CELLS];
    value_cells(e, s, period, NULL, first, count, values);
    only_numbers(s, values, count);
    held_store(e, s, h, first, count, values);
}

void item_evaluate(Engine *e, ItemState *s, Period period) {
    if (s->item->kind == ITEM_PAYMENT) {
        payment_evaluate(e, s, period);
        return;
    }
    Held *h = held_make(e, s, period.index);
    size_t first = s->is_batched ? e->batch_first * s->layout.inner : 0;
    size_t count = s->is_batched ? e->batch_count * s->layout.inner : s->layout.cells;
    if (is_taken_whole(s)) {
        evaluate_whole(e, s, h, period, first, count);
        return;
    }
    for (size_t at = 0; at < count; at += CHUNK_CELLS)
        evaluate_chunk(e, s, h, period, first + at,
                       count - at < CHUNK_CELLS ? count - at : CHUNK_CELLS);
}
