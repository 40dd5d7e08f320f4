// eval/held.c - columns of values: kept by period in a ring, loaded, computed or constant
#include "eval/eval_int.h"

#include <assert.h>

// Nulls in a column of numbers: patterns that no finite decimal has.
#define DEC_NULL_HIGH ((uint64_t)0x7C << 56)

static Dec dec_of_null(FeelValue v) {
    return (Dec){(uint64_t)mark_of(v), DEC_NULL_HIGH};
}

static FeelValue value_of_dec(Dec d) {
    return d.high == DEC_NULL_HIGH ? marked_null((Mark)d.low) : feel_number(d);
}

Period item_period(const ItemState *s, int64_t index) {
    return (Period){s->item->grain, index};
}

size_t state_first(const Engine *e, const ItemState *s) {
    return s->is_whole ? 0 : e->batch_first * s->layout.inner;
}

size_t state_count(const Engine *e, const ItemState *s) {
    return s->is_whole ? s->layout.cells : e->batch_count * s->layout.inner;
}

static uint64_t serial_of(const Engine *e, const ItemState *s) {
    return s->is_whole ? 1 : e->serial;
}

static Held *slot_of(const ItemState *s, int64_t period) {
    assert(s->held_count > 0);
    int64_t at = (period - s->first) % (int64_t)s->held_count;
    return &s->held[at < 0 ? at + (int64_t)s->held_count : at];
}

Held *held_find(const Engine *e, const ItemState *s, int64_t period) {
    Held *h = slot_of(s, period);
    return h->serial == serial_of(e, s) && h->period == period ? h : NULL;
}

void held_reserve(Engine *e, ItemState *s, Held *h) {
    size_t count = state_count(e, s);
    if (h->capacity >= count && h->numbers) return;
    size_t room = s->is_whole ? count : e->batch_members * s->layout.inner;
    h->capacity = room > count ? room : count;
    h->numbers = ARENA_ARRAY(e->arena, int64_t, h->capacity);
    h->values = NULL;
    h->decs = NULL;
}

Held *held_make(Engine *e, ItemState *s, int64_t period) {
    Held *h = held_find(e, s, period);
    if (h) return h;
    h = slot_of(s, period);
    held_reserve(e, s, h);
    h->period = period;
    h->serial = serial_of(e, s);
    h->is_small = true;
    h->stored = 0;
    return h;
}

static size_t offset_in(const Engine *e, const ItemState *s, size_t first, size_t count) {
    size_t start = state_first(e, s);
    assert(first >= start && first + count <= start + state_count(e, s));
    return first - start;
}

static FeelColumn small_column(const Held *h, size_t at) {
    return (FeelColumn){.form = FEEL_FORM_SMALL,
                        .kind = h->kind,
                        .exponent = h->exponent,
                        .numbers = h->numbers + at};
}

void held_load(const Engine *e, const ItemState *s, const Held *h, size_t first, size_t count,
               FeelValue *ret) {
    size_t at = offset_in(e, s, first, count);
    if (h->is_small) {
        FeelColumn c = small_column(h, at);
        for (size_t i = 0; i < count; i++) ret[i] = feel_column_get(&c, i, NULL);
        return;
    }
    if (!h->decs) {
        memcpy(ret, h->values + at, count * sizeof *ret);
        return;
    }
    for (size_t i = 0; i < count; i++) ret[i] = value_of_dec(h->decs[at + i]);
}

// What was stored small becomes values or decimals.
static void widen(Engine *e, const ItemState *s, Held *h) {
    FeelColumn c = small_column(h, 0);
    if (s->is_dec && !h->decs) h->decs = ARENA_ARRAY(e->arena, Dec, h->capacity);
    if (!s->is_dec && !h->values) h->values = ARENA_ARRAY(e->arena, FeelValue, h->capacity);
    for (size_t i = 0; i < h->stored && h->is_small; i++) {
        FeelValue v = feel_column_get(&c, i, NULL);
        if (s->is_dec)
            h->decs[i] = v.number;
        else
            h->values[i] = v;
    }
    h->is_small = false;
}

static void store_wide(Engine *e, const ItemState *s, Held *h, size_t at, size_t count,
                       const FeelValue *values) {
    widen(e, s, h);
    if (!s->is_dec) {
        memcpy(h->values + at, values, count * sizeof *values);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_number = values[i].kind == FEEL_NUMBER;
        assert(is_number || values[i].kind == FEEL_NULL);
        h->decs[at + i] = is_number ? values[i].number : dec_of_null(values[i]);
    }
}

// Bring numbers to a lower exponent; false, and nothing done, if one gets too large.
static bool lower(int64_t *numbers, size_t count, int by) {
    enum { DIGITS_MAX = 18, BITS_MAX = 62 };
    int64_t factor = 1, product, bound = (int64_t)1 << BITS_MAX;
    if (by > DIGITS_MAX) return false;
    for (int i = 0; i < by; i++) factor *= 10;
    for (size_t i = 0; i < count && by > 0; i++)
        if (__builtin_mul_overflow(numbers[i], factor, &product) || product >= bound ||
            product <= -bound)
            return false;
    for (size_t i = 0; i < count && by > 0; i++) numbers[i] *= factor;
    return true;
}

static bool store_small(Held *h, size_t at, size_t count, const FeelColumn *c) {
    bool is_first = h->stored == 0;
    if (!h->is_small || c->form != FEEL_FORM_SMALL || at != h->stored) return false;
    if (!is_first && c->kind != h->kind) return false;
    int exponent = is_first || c->exponent < h->exponent ? c->exponent : h->exponent;
    memcpy(h->numbers + at, c->numbers, count * sizeof *c->numbers);
    if (!lower(h->numbers + at, count, c->exponent - exponent)) return false;
    if (!is_first && !lower(h->numbers, at, h->exponent - exponent)) return false;
    h->kind = c->kind;
    h->exponent = exponent;
    h->stored += count;
    return true;
}

void held_store_column(Engine *e, ItemState *s, Held *h, size_t first, size_t count,
                       const FeelColumn *c) {
    FeelValue values[CHUNK_CELLS];
    size_t at = offset_in(e, s, first, count);
    assert(count <= CHUNK_CELLS);
    if (store_small(h, at, count, c)) return;
    for (size_t i = 0; i < count; i++) values[i] = feel_column_get(c, i, NULL);
    store_wide(e, s, h, at, count, values);
}

void held_store(Engine *e, const ItemState *s, Held *h, size_t first, size_t count,
                const FeelValue *values) {
    int64_t numbers[CHUNK_CELLS];
    for (size_t done = 0; done < count; done += CHUNK_CELLS) {
        size_t at = offset_in(e, s, first, count) + done;
        size_t piece = count - done < CHUNK_CELLS ? count - done : CHUNK_CELLS;
        FeelColumn c = {.form = FEEL_FORM_VALUES, .values = values + done};
        bool is_small = h->is_small && at == h->stored &&
                        feel_column_small(&c, NULL, piece, numbers, &c) &&
                        store_small(h, at, piece, &c);
        if (!is_small) store_wide(e, s, h, at, piece, values + done);
    }
}

FeelValue held_get(const Engine *e, const ItemState *s, const Held *h, size_t cell) {
    size_t at = offset_in(e, s, cell, 1);
    FeelColumn c = small_column(h, at);
    return h->is_small ? feel_column_get(&c, 0, NULL)
           : h->decs   ? value_of_dec(h->decs[at])
                       : h->values[at];
}

const FeelValue *held_at(const Engine *e, const ItemState *s, const Held *h, size_t first) {
    return h->decs || h->is_small ? NULL : h->values + offset_in(e, s, first, 0);
}

bool held_column(const Engine *e, const ItemState *s, const Held *h, size_t first, size_t count,
                 FeelColumn *ret) {
    size_t at = offset_in(e, s, first, count);
    *ret = small_column(h, at);
    if (h->is_small || h->decs) return h->is_small;
    *ret = (FeelColumn){.form = FEEL_FORM_VALUES, .values = h->values + at};
    for (size_t i = 0; i < count; i++)
        if (ret->values[i].kind == FEEL_NULL) return false;
    return true;
}

FeelValue *engine_buffer(Engine *e, int which, size_t count) {
    if (count > e->buffer_sizes[which]) {
        e->buffers[which] = ARENA_ARRAY(e->arena, FeelValue, count);
        e->buffer_sizes[which] = count;
    }
    return e->buffers[which];
}

// ---- facts --------------------------------------------------------------------------------------

static FeelValue value_of_missing(const ItemState *s) {
    return s->rule->has_missing ? s->rule->missing : marked_null(MARK_MISSING);
}

static void replace_missing(const ItemState *s, FeelValue *values, size_t count) {
    FeelValue missing = value_of_missing(s);
    for (size_t i = 0; i < count; i++)
        if (values[i].kind == FEEL_NULL) values[i] = missing;
}

enum { ROW_PIECE = 4096 };

// Members along a set, the others fixed, into the column.
static void load_row(Engine *e, ItemState *s, Held *h, size_t along, uint32_t *at, size_t count) {
    const Layout *l = &s->layout;
    FeelValue *row = engine_buffer(e, 2, count);
    Period p = item_period(s, h->period);
    uint32_t first = l->set_count > 0 ? at[along] : 0;
    size_t found = e->facts.fill(e->facts.self, s->index, along, at, first, count, p, row);
    if (found < count) replace_missing(s, row, count);
    size_t cell = layout_cell(l, at), step = l->set_count > 0 ? l->strides[along] : 1;
    if (step == 1) {
        held_store(e, s, h, cell, count, row);
        return;
    }
    for (size_t i = 0; i < count; i++) held_store(e, s, h, cell + i * step, 1, &row[i]);
}

// Go to the next members of the sets other than `along`; false behind the last.
static bool next_row(const Layout *l, size_t along, uint32_t *at) {
    for (size_t k = l->set_count; k-- > 0;) {
        if (k == along) continue;
        if (++at[k] < l->sizes[k]) return true;
        at[k] = 0;
    }
    return false;
}

// A row of small numbers into the column, all of which then has the lower exponent.
static bool put_row(Held *h, size_t cells, size_t cell, size_t step, int64_t *row, size_t count,
                    FeelKind kind, int exponent) {
    bool is_first = h->stored == 0;
    int least = is_first || exponent < h->exponent ? exponent : h->exponent;
    if (!is_first && kind != h->kind) return false;
    if (!lower(row, count, exponent - least)) return false;
    if (!is_first && !lower(h->numbers, cells, h->exponent - least)) return false;
    for (size_t i = 0; i < count; i++) h->numbers[cell + i * step] = row[i];
    h->kind = kind;
    h->exponent = least;
    h->stored += count;
    return true;
}

typedef struct RowWalk {
    size_t along, first, count; // members along a set
    uint32_t at[LIMIT_SET_DIMENSIONS];
} RowWalk;

static RowWalk walk_of(const Engine *e, const ItemState *s) {
    const Layout *l = &s->layout;
    size_t along = l->large >= 0 ? (size_t)l->large : l->set_count > 0 ? l->set_count - 1 : 0;
    return (RowWalk){.along = along,
                     .first = s->is_whole ? 0 : e->batch_first,
                     .count = !s->is_whole       ? e->batch_count
                              : l->set_count > 0 ? l->sizes[along]
                                                 : 1};
}

// Nearly always all facts are there and small. False if not: the column is then undefined.
static bool load_small(Engine *e, ItemState *s, Held *h, RowWalk w) {
    const Layout *l = &s->layout;
    int64_t row[CHUNK_CELLS];
    size_t cells = state_count(e, s), start = state_first(e, s);
    Period p = item_period(s, h->period);
    if (!e->facts.fill_small) return false;
    memset(h->numbers, 0, cells * sizeof *h->numbers);
    do {
        for (size_t done = 0; done < w.count; done += CHUNK_CELLS) {
            size_t count = w.count - done < CHUNK_CELLS ? w.count - done : CHUNK_CELLS;
            FeelKind kind;
            int exponent;
            w.at[w.along] = (uint32_t)(w.first + done);
            uint32_t first = l->set_count > 0 ? w.at[w.along] : 0;
            if (!e->facts.fill_small(e->facts.self, s->index, w.along, w.at, first, count, p, row,
                                     &kind, &exponent) ||
                !put_row(h, cells, layout_cell(l, w.at) - start,
                         l->set_count > 0 ? l->strides[w.along] : 1, row, count, kind, exponent))
                return false;
        }
    } while (next_row(l, w.along, w.at));
    return true;
}

static const Held *load_facts(Engine *e, ItemState *s, int64_t period) {
    Held *h = held_find(e, s, period);
    if (h) return h;
    h = held_make(e, s, period);
    RowWalk w = walk_of(e, s);
    if (state_count(e, s) == 0 || load_small(e, s, h, w)) return h;
    h->stored = 0;
    widen(e, s, h);
    do {
        for (size_t done = 0; done < w.count; done += ROW_PIECE) {
            w.at[w.along] = (uint32_t)(w.first + done);
            load_row(e, s, h, w.along, w.at,
                     w.count - done < ROW_PIECE ? w.count - done : ROW_PIECE);
        }
    } while (next_row(&s->layout, w.along, w.at));
    return h;
}

// ---- parameters ---------------------------------------------------------------------------------

int64_t parameter_epoch(const ItemState *s, int64_t day) {
    size_t at = s->epoch_count;
    while (at > 0 && s->epochs[at - 1] > day) at--;
    return (int64_t)at;
}

static bool holds_in_epoch(const ItemState *s, const ParameterValue *v, int64_t epoch) {
    return !v->has_from || parameter_epoch(s, v->from_day) <= epoch;
}

// Later values of a member stand over earlier ones.
static const Held *load_parameter(Engine *e, ItemState *s, int64_t epoch) {
    Held *h = held_find(e, s, epoch);
    if (h) return h;
    h = held_make(e, s, epoch);
    widen(e, s, h);
    int64_t *since = ARENA_ARRAY(e->batch, int64_t, s->layout.cells);
    for (size_t i = 0; i < s->layout.cells; i++) {
        h->values[i] = marked_null(MARK_MISSING);
        since[i] = INT64_MIN;
    }
    for (size_t i = 0; i < s->item->value_count; i++) {
        const ParameterValue *v = &s->item->values[i];
        size_t cell = layout_cell(&s->layout, v->members);
        int64_t from = v->has_from ? v->from_day : INT64_MIN;
        if (!holds_in_epoch(s, v, epoch) || from < since[cell]) continue;
        since[cell] = from;
        h->values[cell] = s->rule->values[i];
    }
    return h;
}

// ---- sources ------------------------------------------------------------------------------------

Source source_of(Engine *e, ItemState *s, int64_t period) {
    if (s->item->kind == ITEM_QUANTITY) return (Source){.held = load_facts(e, s, period)};
    if (s->item->kind == ITEM_PARAMETER) return (Source){.held = load_parameter(e, s, period)};
    if (period < s->first)
        return (Source){.constant = s->constant_initial, .is_initial = s->initial_frame != NULL};
    if (period > s->last) return (Source){.constant = marked_null(MARK_AFTER)};
    const Held *h = held_find(e, s, period);
    assert(h);
    return (Source){.held = h};
}

FeelValue source_get(Engine *e, ItemState *s, Source source, size_t cell) {
    if (source.held) return held_get(e, s, source.held, cell);
    if (!source.is_initial) return source.constant;
    FeelValue v;
    run_cells(e, s, s->initial_frame, s->rule->initial, item_period(s, s->first), NULL, cell, 1,
              &v);
    return v;
}
