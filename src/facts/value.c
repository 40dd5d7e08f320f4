// facts/value.c - values in 8 bytes
//
// A number is a coefficient of 56 bits and a power of ten of 8 bits; a boolean and a date are
// numbers too; texts and all that does not fit are indexes, marked by a power that no number has.
#include "facts/digits.h"
#include "facts/facts_int.h"
#include "facts/stretch.h"

#include <assert.h>

enum { MARK = -128, COEFFICIENT_BITS = 56 };

static uint64_t packed_from(int64_t coefficient, int power) {
    return (uint64_t)coefficient << 8 | (uint8_t)power;
}

static int64_t coefficient_of(uint64_t packed) {
    return (int64_t)packed >> 8;
}

static int power_of(uint64_t packed) {
    return (int8_t)(packed & 0xFF);
}

static uint64_t add_other(Values *v, FeelValue value) {
    *VEC_ADD(v->arena, &v->others) = value;
    return packed_from((int64_t)v->others.count - 1, MARK);
}

static uint64_t pack_text(Values *v, Str text) {
    uint32_t index;
    if (!map_get(&v->texts, text, &index)) {
        Str copy = str_copy(v->arena, text);
        index = (uint32_t)v->others.count;
        map_add(&v->texts, copy, index);
        add_other(v, feel_string(copy));
    }
    return packed_from(index, MARK);
}

static uint64_t pack_number(Values *v, FeelValue value) {
    int64_t power = (int64_t)dec_exponent_bits(value.number) - DEC_BIAS;
    bool fits = dec_is_small(value.number) && value.number.low >> (COEFFICIENT_BITS - 1) == 0;
    if (!fits || power <= MARK || power > 127) return add_other(v, value);
    return packed_from(dec_small_coefficient(value.number), (int)power);
}

uint64_t value_pack(Values *v, FeelValue value) {
    if (value.kind == FEEL_NUMBER) return pack_number(v, value);
    if (value.kind == FEEL_BOOLEAN) return packed_from(value.boolean, 0);
    if (value.kind == FEEL_STRING) return pack_text(v, value.string);
    if (value.kind == FEEL_DATE && value.moment.days >> 40 == (value.moment.days < 0 ? -1 : 0))
        return packed_from(value.moment.days, 0);
    return add_other(v, feel_value_copy(v->arena, value));
}

FeelValue value_unpack(const Values *v, uint64_t packed, FeelKind kind) {
    int64_t coefficient = coefficient_of(packed);
    int power = power_of(packed);
    if (power == MARK) return v->others.items[coefficient];
    if (kind == FEEL_BOOLEAN) return feel_boolean(coefficient != 0);
    if (kind == FEEL_DATE) return (FeelValue){.kind = FEEL_DATE, .moment = {coefficient, 0}};
    return feel_number(dec_from_small(coefficient, (uint64_t)(power + DEC_BIAS)));
}

bool value_is_number(uint64_t packed) {
    return power_of(packed) != MARK;
}

static int sign_of(int64_t a) {
    return a < 0 ? -1 : a > 0;
}

static bool scale(int64_t *coefficient, int power) {
    enum { POWER_MAX = 18 };
    int64_t scaled = *coefficient;
    if (power > POWER_MAX) return false;
    for (; power > 0; power--)
        if (__builtin_mul_overflow(scaled, 10, &scaled)) return false;
    *coefficient = scaled;
    return true;
}

int value_compare_numbers(uint64_t a, uint64_t b) {
    int64_t x = coefficient_of(a), y = coefficient_of(b);
    int more = power_of(a) - power_of(b);
    if (x == 0 || y == 0 || sign_of(x) != sign_of(y)) return sign_of(sign_of(x) - sign_of(y));
    bool is_scaled = more >= 0 ? scale(&x, more) : scale(&y, -more);
    if (is_scaled) return x < y ? -1 : x > y;
    return dec_compare(dec_from_small(x, (uint64_t)(power_of(a) + DEC_BIAS)),
                       dec_from_small(y, (uint64_t)(power_of(b) + DEC_BIAS)));
}

// ---- from text ----------------------------------------------------------------------------------

static bool is_mark(char c) {
    return c == ',' || c == '\n' || c == '\r' || c == '"';
}

static_assert(VALUE_TEXT_MAX >= 2 + DIGITS_MAX + DIGITS_BYTES, "sign, digits, point, digits");

size_t value_read_number(const char *text, bool is_integer, uint64_t *ret) {
    static const uint64_t tens[] = {1,
                                    10,
                                    100,
                                    1000,
                                    10000,
                                    100000,
                                    1000000,
                                    10000000,
                                    100000000,
                                    1000000000,
                                    10000000000,
                                    100000000000,
                                    1000000000000,
                                    10000000000000,
                                    100000000000000,
                                    1000000000000000};
    const char *at = text + (text[0] == '-');
    uint64_t whole, fraction = 0;
    size_t digits = digits_read(at, &whole), places = 0;
    if (digits == 0 || digits > DIGITS_MAX) return 0;
    at += digits;
    if (*at == '.') {
        places = digits_read(at + 1, &fraction);
        if (places == 0 || digits + places > DIGITS_MAX || is_integer) return 0;
        at += 1 + places;
    }
    if (!is_mark(*at)) return 0;
    int64_t coefficient = (int64_t)(whole * tens[places] + fraction);
    *ret = packed_from(text[0] == '-' ? -coefficient : coefficient, -(int)places);
    return (size_t)(at - text);
}

uint64_t value_renumbered(uint64_t packed, const uint64_t *others) {
    return power_of(packed) == MARK ? others[coefficient_of(packed)] : packed;
}

bool value_unpack_small(const uint64_t *packed, size_t count, int64_t *ret, int *ret_power) {
    enum { DROP_MAX = 18, BITS_MAX = 62 };
    const int64_t bound = (int64_t)1 << BITS_MAX;
    int least = MARK, most = MARK;
    for (size_t i = 0; i < count; i++) {
        int power = power_of(packed[i]);
        if (power == MARK) return false;
        if (i == 0 || power < least) least = power;
        if (i == 0 || power > most) most = power;
    }
    if (most - least > DROP_MAX) return false;
    for (size_t i = 0; i < count; i++) {
        int64_t number = coefficient_of(packed[i]);
        for (int by = power_of(packed[i]) - least; by > 0; by--)
            if (__builtin_mul_overflow(number, 10, &number) || number >= bound || number <= -bound)
                return false;
        ret[i] = number;
    }
    *ret_power = least;
    return true;
}

bool value_pack_number(Str text, uint64_t *ret) {
    char line[VALUE_TEXT_MAX] = {0};
    if (text.size == 0 || text.size > 2 + DIGITS_MAX) return false;
    memcpy(line, text.at, text.size);
    line[text.size] = '\n';
    return value_read_number(line, false, ret) == text.size;
}

// ---- texts seen before --------------------------------------------------------------------------

void value_remember(ValueMemos *m, Arena *a, Str text, uint64_t packed) {
    if (text.size > VALUE_MEMO_BYTES) return;
    for (size_t i = 0; i < text.size; i++)
        if (is_mark(text.at[i])) return;
    if (!m->items) m->items = arena_get(a, VALUE_MEMOS * sizeof m->items[0]);
    for (size_t i = 0; i < VALUE_MEMOS; i++)
        if (m->items[i].size == text.size && memcmp(m->items[i].text, text.at, text.size) == 0)
            return;
    struct ValueMemo *memo = &m->items[m->next++ % VALUE_MEMOS];
    memo->size = (uint32_t)text.size;
    memcpy(memo->text, text.at, text.size);
    memo->packed = packed;
}

size_t value_recall(const ValueMemos *m, const char *at, uint64_t *ret) {
    if (!m->items) return 0;
    for (size_t i = 0; i < VALUE_MEMOS; i++) {
        const struct ValueMemo *memo = &m->items[i];
        if (memo->size == 0 || !is_mark(at[memo->size]) || !stretch_is(memo->text, at, memo->size))
            continue;
        *ret = memo->packed;
        return memo->size;
    }
    return 0;
}
