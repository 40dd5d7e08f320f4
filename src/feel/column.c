// feel/column.c - columns of values: their forms, and from one to another
#include "feel/column.h"

#include <assert.h>

// ---- one value ----------------------------------------------------------------------------------

static bool small_from(FeelValue v, FeelKind kind, int64_t *ret, int *ret_exponent) {
    *ret_exponent = 0;
    if ((FeelKind)v.kind != kind) return false;
    if (kind == FEEL_BOOLEAN) {
        *ret = v.boolean;
    } else if (kind == FEEL_DATE) {
        *ret = v.moment.days;
    } else if (kind == FEEL_NUMBER && dec_is_small(v.number)) {
        *ret = dec_small_coefficient(v.number);
        *ret_exponent = (int)dec_exponent_bits(v.number) - DEC_BIAS;
    } else {
        return false;
    }
    return true;
}

static FeelValue value_from(const FeelColumn *c, int64_t number) {
    if (c->kind == FEEL_BOOLEAN) return feel_boolean(number != 0);
    if (c->kind == FEEL_DATE) return (FeelValue){.kind = FEEL_DATE, .moment = {number, 0}};
    return feel_number(dec_from_small(number, (uint64_t)(c->exponent + DEC_BIAS)));
}

static FeelValue list_from(const FeelColumn *c, size_t row, Arena *a) {
    FeelValue *items = ARENA_ARRAY(a, FeelValue, c->item_count);
    for (size_t i = 0; i < c->item_count; i++) items[i] = feel_column_get(&c->items[i], row, a);
    return feel_list(items, c->item_count, a);
}

FeelValue feel_column_get(const FeelColumn *c, size_t row, Arena *a) {
    switch (c->form) {
    case FEEL_FORM_SMALL: return value_from(c, c->numbers[row]);
    case FEEL_FORM_WIDE: return feel_number(c->decs[row]);
    case FEEL_FORM_VALUES: return c->values[row];
    case FEEL_FORM_CHOSEN: return c->values[c->numbers[row]];
    case FEEL_FORM_LISTS: return list_from(c, row, a);
    case FEEL_FORM_SAME: break;
    }
    return c->same;
}

// ---- small --------------------------------------------------------------------------------------

bool column_scale(const int64_t *numbers, int by, ColumnRows rows, int64_t *out) {
    enum { DIGITS_MAX = 18 };
    int64_t factor = 1;
    uint64_t faults = 0;
    if (by > DIGITS_MAX) return false;
    for (int i = 0; i < by; i++) factor *= 10;
    for (size_t i = 0; i < rows.count; i++) {
        int64_t product;
        uint64_t is_over = __builtin_mul_overflow(numbers[i], factor, &product);
        faults |= (is_over | column_is_beyond(product)) & rows.on[i];
        out[i] = product;
    }
    return faults == 0;
}

static bool same_small(const FeelColumn *c, size_t count, ColumnSpace *space, FeelColumn *ret) {
    int64_t number;
    int exponent;
    FeelKind kind = (FeelKind)c->same.kind;
    if (!small_from(c->same, kind, &number, &exponent)) return false;
    for (size_t i = 0; i < count; i++) space->numbers[i] = number;
    *ret = (FeelColumn){
        .form = FEEL_FORM_SMALL, .kind = kind, .exponent = exponent, .numbers = space->numbers};
    return true;
}

// The value in a row, where it lies or in `spare`.
static inline const FeelValue *value_at(const FeelColumn *c, size_t row, FeelValue *spare) {
    if (c->form == FEEL_FORM_VALUES) return &c->values[row];
    if (c->form == FEEL_FORM_CHOSEN) return &c->values[c->numbers[row]];
    *spare = feel_column_get(c, row, NULL);
    return spare;
}

static inline bool is_on(const uint8_t *on, size_t row) {
    return !on || on[row];
}

// The kind of all values and the least exponent of numbers that are not zero.
static bool survey(const FeelColumn *c, const uint8_t *on, size_t count, FeelKind *ret_kind,
                   int *ret_exponent) {
    enum { FAR = DEC_BIAS * 2 };
    int least = FAR, exponent;
    FeelKind kind = FEEL_NULL;
    for (size_t i = 0; i < count; i++) {
        FeelValue spare;
        int64_t number;
        if (!is_on(on, i)) continue;
        const FeelValue *v = value_at(c, i, &spare);
        if (kind == FEEL_NULL) kind = (FeelKind)v->kind;
        if (!small_from(*v, kind, &number, &exponent)) return false;
        if (exponent < least && number) least = exponent;
    }
    *ret_kind = kind;
    *ret_exponent = least == FAR ? 0 : least;
    return kind != FEEL_NULL;
}

bool feel_column_small(const FeelColumn *c, const uint8_t *on, size_t count, int64_t *numbers,
                       FeelColumn *ret) {
    static const uint8_t one_on = 1;
    FeelKind kind;
    int least, exponent;
    if (c->form == FEEL_FORM_LISTS || !survey(c, on, count, &kind, &least)) return false;
    for (size_t i = 0; i < count; i++) {
        FeelValue spare;
        if (!is_on(on, i)) continue;
        small_from(*value_at(c, i, &spare), kind, &numbers[i], &exponent);
        if (exponent == least || !numbers[i]) continue;
        if (!column_scale(&numbers[i], exponent - least, (ColumnRows){1, &one_on}, &numbers[i]))
            return false;
    }
    *ret =
        (FeelColumn){.form = FEEL_FORM_SMALL, .kind = kind, .exponent = least, .numbers = numbers};
    return true;
}

bool column_small(const FeelColumn *c, ColumnRows rows, ColumnSpace *space, FeelColumn *ret) {
    switch (c->form) {
    case FEEL_FORM_SMALL: *ret = *c; return true;
    case FEEL_FORM_SAME: return same_small(c, rows.count, space, ret);
    case FEEL_FORM_WIDE:
    case FEEL_FORM_VALUES:
    case FEEL_FORM_CHOSEN: return feel_column_small(c, rows.on, rows.count, space->numbers, ret);
    case FEEL_FORM_LISTS: break;
    }
    return false;
}

// ---- wide ---------------------------------------------------------------------------------------

bool column_wide(const FeelColumn *c, ColumnRows rows, ColumnSpace *space, FeelColumn *ret) {
    *ret = *c;
    if (c->form == FEEL_FORM_WIDE) return true;
    if (c->form == FEEL_FORM_LISTS) return false;
    for (size_t i = 0; i < rows.count; i++) {
        if (!rows.on[i]) continue;
        FeelValue v = feel_column_get(c, i, NULL);
        if (v.kind != FEEL_NUMBER) return false;
        space->decs[i] = v.number;
    }
    *ret = (FeelColumn){.form = FEEL_FORM_WIDE, .kind = FEEL_NUMBER, .decs = space->decs};
    return true;
}

// ---- copying and merging ------------------------------------------------------------------------

void column_copy(const FeelColumn *c, size_t count, ColumnSpace *space, FeelColumn *ret) {
    *ret = *c;
    if ((c->form == FEEL_FORM_SMALL || c->form == FEEL_FORM_CHOSEN) &&
        c->numbers != space->numbers) {
        memcpy(space->numbers, c->numbers, count * sizeof *c->numbers);
        ret->numbers = space->numbers;
    }
    if (c->form == FEEL_FORM_WIDE && c->decs != space->decs) {
        memcpy(space->decs, c->decs, count * sizeof *c->decs);
        ret->decs = space->decs;
    }
}

static void choose(int64_t *into, const int64_t *from, ColumnRows rows) {
    for (size_t i = 0; i < rows.count; i++) into[i] = rows.on[i] ? from[i] : into[i];
}

static bool merge_small(FeelColumn *into, ColumnSpace *space, const FeelColumn *from,
                        ColumnMerge m) {
    FeelColumn kept, added;
    if (!column_small(into, m.kept, &m.spaces[0], &kept) ||
        !column_small(from, m.added, &m.spaces[1], &added) || kept.kind != added.kind)
        return false;
    int exponent = kept.exponent < added.exponent ? kept.exponent : added.exponent;
    if (kept.exponent > exponent) {
        if (!column_scale(kept.numbers, kept.exponent - exponent, m.kept, m.spaces[0].numbers))
            return false;
        kept.numbers = m.spaces[0].numbers;
    }
    if (added.exponent > exponent) {
        if (!column_scale(added.numbers, added.exponent - exponent, m.added, m.spaces[1].numbers))
            return false;
        added.numbers = m.spaces[1].numbers;
    }
    kept.exponent = exponent;
    column_copy(&kept, m.added.count, space, into);
    choose(space->numbers, added.numbers, m.added);
    return true;
}

static bool merge_wide(FeelColumn *into, ColumnSpace *space, const FeelColumn *from,
                       ColumnMerge m) {
    FeelColumn kept, added;
    if (!column_wide(into, m.kept, &m.spaces[0], &kept) ||
        !column_wide(from, m.added, &m.spaces[1], &added))
        return false;
    column_copy(&kept, m.added.count, space, into);
    for (size_t i = 0; i < m.added.count; i++)
        if (m.added.on[i]) space->decs[i] = added.decs[i];
    return true;
}

bool column_merge(FeelColumn *into, ColumnSpace *space, const FeelColumn *from, ColumnMerge m) {
    if (into->form == FEEL_FORM_CHOSEN && from->form == FEEL_FORM_CHOSEN &&
        into->values == from->values) {
        column_copy(into, m.added.count, space, into);
        choose(space->numbers, from->numbers, m.added);
        return true;
    }
    return merge_small(into, space, from, m) || merge_wide(into, space, from, m);
}
