// facts/value.c - values in 8 bytes
//
// A number is a coefficient of 56 bits and a power of ten of 8 bits; a boolean and a date are
// numbers too; texts and all that does not fit are indexes, marked by a power that no number has.
#include "facts/facts_int.h"

#include <assert.h>

enum { MARK = -128, COEFFICIENT_BITS = 56, DIGITS_MAX = 16 };

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

bool value_pack_number(Str text, uint64_t *ret) {
    size_t at = text.size > 0 && text.at[0] == '-' ? 1 : 0, digits = 0, places = 0;
    bool is_negative = at > 0, has_point = false;
    int64_t coefficient = 0;
    for (; at < text.size; at++) {
        unsigned digit = (unsigned)(text.at[at] - '0');
        if (digit > 9) {
            if (text.at[at] != '.' || has_point || digits == 0) return false;
            has_point = true;
            continue;
        }
        coefficient = coefficient * 10 + digit;
        places += has_point;
        if (++digits > DIGITS_MAX) return false;
    }
    if (digits == 0 || (has_point && places == 0)) return false;
    *ret = packed_from(is_negative ? -coefficient : coefficient, -(int)places);
    return true;
}
