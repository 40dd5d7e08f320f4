// base/dec_text.c - decimals to text and back
//
// The library's own texts ("+268E-2") are not what people read, and its reader keeps no account of
// lost digits; both directions are written here on the integer coefficient.
#include "base/dec_int.h"

#include <assert.h>

// 37 digits decide the rounding to 34 if the last one also tells whether anything followed.
enum { KEPT_DIGITS = 37, EXPONENT_CLAMP = 1000000 };

static bool is_digit(Str s, size_t at) {
    return at < s.size && s.at[at] >= '0' && s.at[at] <= '9';
}

static size_t skip_digits(Str s, size_t at) {
    while (is_digit(s, at)) at++;
    return at;
}

// "e" sign digits, up to the end of the text. Saturates: such numbers are out of range anyway.
static bool read_exponent(Str s, size_t at, int64_t *ret) {
    *ret = 0;
    if (at == s.size) return true;
    if (s.at[at] != 'e' && s.at[at] != 'E') return false;
    at++;
    bool negative = at < s.size && s.at[at] == '-';
    if (at < s.size && (s.at[at] == '-' || s.at[at] == '+')) at++;
    if (!is_digit(s, at) || skip_digits(s, at) != s.size) return false;
    int64_t value = 0;
    for (; at < s.size; at++)
        if (value < INT64_MAX / 100) value = value * 10 + (s.at[at] - '0');
    *ret = negative ? -value : value;
    return true;
}

typedef struct Digits {
    U128 coefficient;
    int kept;
    int64_t dropped; // whole digits beyond the kept ones
    bool lost;       // one of them was not zero
} Digits;

static void add_digits(Digits *d, Str s, size_t from, size_t to) {
    for (size_t i = from; i < to; i++) {
        unsigned digit = (unsigned)(s.at[i] - '0');
        if (d->kept == KEPT_DIGITS) {
            d->dropped++;
            d->lost |= digit != 0;
            continue;
        }
        d->coefficient = d->coefficient * 10 + digit;
        if (d->coefficient) d->kept++;
    }
}

static int clamp(int64_t exponent) {
    return (int)(exponent > EXPONENT_CLAMP    ? EXPONENT_CLAMP
                 : exponent < -EXPONENT_CLAMP ? -EXPONENT_CLAMP
                                              : exponent);
}

bool dec_from_text(Str text, Dec *ret, bool *ret_inexact) {
    bool negative = text.size && text.at[0] == '-';
    size_t whole = text.size && (text.at[0] == '-' || text.at[0] == '+') ? 1 : 0;
    size_t whole_end = skip_digits(text, whole), end = whole_end, fraction = whole_end;
    if (whole_end == whole) return false;
    if (end < text.size && text.at[end] == '.') {
        fraction = end + 1;
        end = skip_digits(text, fraction);
        if (end == fraction) return false;
    }
    int64_t exponent;
    if (!read_exponent(text, end, &exponent)) return false;
    Digits d = {0, 0, 0, false};
    add_digits(&d, text, whole, whole_end);
    add_digits(&d, text, fraction, end);
    if (d.lost && d.coefficient % 5 == 0) d.coefficient++;
    exponent += d.dropped - (int64_t)(end - fraction);
    DecParts p = {negative, d.coefficient, clamp(exponent)};
    bool inexact;
    if (!dec_from_parts(p, DEC_HALF_EVEN, ret, &inexact)) return false;
    if (ret_inexact) *ret_inexact = inexact || d.lost;
    return true;
}

// Decimal digits of `coefficient` into `out`, which holds 40; returns how many.
static int write_digits(U128 coefficient, char *out) {
    int count = dec_digit_count(coefficient);
    for (int i = count; i > 0;) {
        uint64_t piece = (uint64_t)(coefficient % 10000000000000000000u);
        coefficient /= 10000000000000000000u;
        for (int k = 0; k < 19 && i > 0; k++, piece /= 10) out[--i] = (char)('0' + piece % 10);
    }
    return count;
}

// The digits of a number without zeros at the end; one digit for zero.
typedef struct Shown {
    char digits[40];
    int count, exponent;
    int whole; // digits before the point, less than 1 where zeros follow it
} Shown;

static Shown to_shown(DecParts p) {
    Shown s = {.exponent = p.coefficient ? p.exponent : 0};
    s.count = write_digits(p.coefficient, s.digits);
    while (s.count > 1 && s.digits[s.count - 1] == '0') s.count--, s.exponent++;
    s.whole = s.count + s.exponent;
    return s;
}

// A small fixed text under construction; sized by the caller so that it never overflows.
typedef struct Line {
    char *at;
    size_t size;
} Line;

static void add(Line *line, const char *from, int count) {
    for (int i = 0; i < count; i++) line->at[line->size++] = from[i];
}

static void add_zeros(Line *line, int count) {
    for (int i = 0; i < count; i++) line->at[line->size++] = '0';
}

// d.ddddE±n
static void add_scientific(Line *line, const Shown *s) {
    char text[40];
    int exponent = s->whole - 1;
    add(line, s->digits, 1);
    if (s->count > 1) add(line, ".", 1), add(line, s->digits + 1, s->count - 1);
    add(line, exponent < 0 ? "E-" : "E+", 2);
    int size = write_digits((unsigned)(exponent < 0 ? -exponent : exponent), text);
    add(line, text, size);
}

static void add_plain(Line *line, const Shown *s) {
    if (s->exponent >= 0) {
        add(line, s->digits, s->count), add_zeros(line, s->exponent);
    } else if (s->whole > 0) {
        add(line, s->digits, s->whole), add(line, ".", 1);
        add(line, s->digits + s->whole, s->count - s->whole);
    } else {
        add(line, "0.", 2), add_zeros(line, -s->whole), add(line, s->digits, s->count);
    }
}

// Amounts are nearly all like this: a coefficient in one word, a few places after the point.
static size_t small_to_text(uint64_t coefficient, int places, bool is_negative, char *out) {
    enum { DIGITS_MOST = 40 };
    char digits[DIGITS_MOST];
    char *end = digits + DIGITS_MOST, *at = end;
    for (; places > 0 && coefficient % 10 == 0; places--) coefficient /= 10;
    for (int left = places; left > 0; left--, coefficient /= 10)
        *--at = (char)('0' + coefficient % 10);
    if (places > 0) *--at = '.';
    do *--at = (char)('0' + coefficient % 10);
    while (coefficient /= 10);
    if (is_negative) *--at = '-';
    size_t size = (size_t)(end - at);
    memcpy(out, at, size);
    out[size] = '\0';
    return size;
}

size_t dec_to_text(Dec d, char out[DEC_TEXT_BYTES]) {
    enum { ZEROS_MOST = 26, PLACES_MOST = 15 };
    int places = DEC_BIAS - (int)dec_exponent_bits(d);
    if (dec_is_small(d) && places >= 0 && places <= PLACES_MOST)
        return small_to_text(d.low, d.low ? places : 0, dec_is_negative(d), out);
    Shown s = to_shown(dec_to_parts(d));
    Line line = {out, 0};
    if (dec_is_negative(d)) add(&line, "-", 1);
    if (s.whole > DEC_DIGITS || s.whole < -ZEROS_MOST)
        add_scientific(&line, &s);
    else
        add_plain(&line, &s);
    assert(line.size < DEC_TEXT_BYTES);
    out[line.size] = '\0';
    return line.size;
}

Str dec_text(Arena *a, Dec d) {
    char text[DEC_TEXT_BYTES];
    size_t size = dec_to_text(d, text);
    return str_copy(a, (Str){text, size});
}

static int least(int a, int b) {
    return a < b ? a : b;
}

Str dec_text_fixed(Arena *a, Dec d, int places) {
    assert(places >= 0 && places <= DEC_DIGITS);
    bool is_rounded = dec_round(d, places, DEC_HALF_EVEN, &d);
    assert(is_rounded);
    Shown s = to_shown(dec_to_parts(d));
    bool is_zero = dec_is_zero(d);
    int whole = s.whole < 1 || is_zero ? 0 : s.whole, shown = least(whole, s.count);
    int leading = is_zero ? places : s.whole < 0 ? -s.whole : 0;
    int rest = is_zero ? 0 : s.count - shown;
    size_t size = (size_t)((whole ? whole : 1) + 2 + places);
    Line line = {arena_get(a, size), 0};
    if (dec_is_negative(d)) add(&line, "-", 1);
    if (!whole) add(&line, "0", 1);
    add(&line, s.digits, shown), add_zeros(&line, whole - shown);
    if (places) add(&line, ".", 1);
    add_zeros(&line, leading), add(&line, s.digits + shown, rest);
    add_zeros(&line, places - leading - rest);
    assert(line.size <= size);
    return (Str){line.at, line.size};
}
