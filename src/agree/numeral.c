// agree/numeral.c - numbers in digits and in Chinese numerals, exactly
//
// Whole parts are held in 64 bits; what would not fit is no number anybody agrees on, and is not
// read as one.
#include "agree/numeral.h"

#include <stdio.h>

enum { DIGITS_MAX = 34, MYRIAD = 10000, NUMERALS_MAX = 40 };
static const int64_t VALUE_MAX = 1000000000000000000;

size_t word_at_whole(Str text, size_t at, const char *word) {
    size_t size = 0;
    for (; word[size]; size++)
        if (at + size >= text.size || lower(text.at[at + size]) != word[size]) return 0;
    bool goes_on =
        is_letter(word[size - 1]) && at + size < text.size && is_letter(text.at[at + size]);
    return goes_on ? 0 : size;
}

// ---- digits -------------------------------------------------------------------------------------

// The digit at `at`, plain or full-width: its size in bytes, or 0.
static size_t digit_at(Str text, size_t at, char *ret) {
    if (at < text.size && is_digit(text.at[at])) {
        *ret = text.at[at];
        return 1;
    }
    if (at + 3 > text.size || memcmp(text.at + at, "\xEF\xBC", 2) != 0) return 0;
    unsigned char last = (unsigned char)text.at[at + 2];
    if (last < 0x90 || last > 0x99) return 0;
    *ret = (char)('0' + (last - 0x90));
    return 3;
}

typedef struct Digits {
    char text[DIGITS_MAX + 2];
    size_t size, count;
    bool has_point, has_groups;
} Digits;

static void digits_add(Digits *d, char c) {
    if (d->size < sizeof d->text) d->text[d->size] = c;
    d->size++;
    d->count += c != '.';
}

static size_t digits_run(Digits *d, Str text, size_t at) {
    char c;
    for (size_t size; (size = digit_at(text, at, &c)); at += size) digits_add(d, c);
    return at;
}

// A group of three digits behind a comma or a narrow blank: where it ends, or `at`.
static size_t group_at(Str text, size_t at) {
    static const char *const MARKS[] = {",", "\xC2\xA0", "\xE2\x80\xAF", "，"};
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        size_t size = strlen(MARKS[i]), digits = at + size;
        if (!str_starts_with(str_part(text, at, size), str_from(MARKS[i]))) continue;
        for (size_t k = 0; k < 3; k++, digits++)
            if (digits >= text.size || !is_digit(text.at[digits])) return at;
        bool goes_on = digits < text.size && is_digit(text.at[digits]);
        return goes_on ? at : digits;
    }
    return at;
}

static size_t point_at(Str text, size_t at) {
    char c;
    size_t size = at < text.size && text.at[at] == '.' ? 1 : 0;
    if (str_starts_with(str_part(text, at, 3), STR("．"))) size = 3;
    return size && digit_at(text, at + size, &c) ? size : 0;
}

static size_t digits_read(Digits *d, Str text, size_t at) {
    size_t end = digits_run(d, text, at);
    if (d->count <= 3)
        for (size_t next; (next = group_at(text, end)) != end; end = next) {
            for (size_t i = next - 3; i < next; i++) digits_add(d, text.at[i]);
            d->has_groups = true;
        }
    size_t point = point_at(text, end);
    if (!point) return end;
    d->has_point = true;
    digits_add(d, '.');
    return digits_run(d, text, end + point);
}

// ---- what multiplies ----------------------------------------------------------------------------

typedef struct Scale {
    const char *word;
    int64_t factor;
} Scale;

static const Scale SCALES_ZH[] = {{"万", MYRIAD}, {"亿", (int64_t)MYRIAD *MYRIAD},
                                  {"萬", MYRIAD}, {"億", (int64_t)MYRIAD *MYRIAD},
                                  {"千", 1000},   {"百", 100}};
static const Scale SCALES_EN[] = {
    {"million", 1000000},        {"billion", 1000000000}, {"thousand", 1000}, {"hundred", 100},
    {"trillion", 1000000000000}, {"millions", 1000000},   {"bn", 1000000000}};

// 千克, 百分点: the unit has the word.
static bool is_of_unit(Str text, size_t behind) {
    if (str_starts_with(str_part(text, behind, 6), STR("分之"))) return false;
    static const char *const UNITS[] = {"克", "瓦", "米", "卡", "焦", "赫", "帕",
                                        "伏", "安", "分", "字", "伏", NULL};
    for (size_t i = 0; UNITS[i]; i++)
        if (str_starts_with(str_part(text, behind, 3), str_from(UNITS[i]))) return true;
    return false;
}

static size_t one_scale_at(Str text, size_t at, int64_t *ret) {
    for (size_t i = 0; i < sizeof SCALES_ZH / sizeof *SCALES_ZH; i++) {
        const Scale *s = &SCALES_ZH[i];
        if (!str_starts_with(str_part(text, at, 3), str_from(s->word))) continue;
        if (s->factor < MYRIAD && is_of_unit(text, at + 3)) return 0;
        *ret = s->factor;
        return 3;
    }
    return 0;
}

static size_t english_scale_at(Str text, size_t at, int64_t *ret) {
    size_t word = skip_blanks(text, at);
    for (size_t i = 0; i < sizeof SCALES_EN / sizeof *SCALES_EN; i++) {
        size_t size = word_at(text, word, SCALES_EN[i].word);
        if (!size) continue;
        *ret = SCALES_EN[i].factor;
        return word + size - at;
    }
    return 0;
}

size_t scale_at(Str text, size_t at, int64_t *ret_factor) {
    int64_t factor = 1, next;
    size_t end = at, size;
    while (factor <= VALUE_MAX / MYRIAD / MYRIAD && (size = one_scale_at(text, end, &next))) {
        factor *= next;
        end += size;
    }
    if (end == at && (size = english_scale_at(text, at, &next))) {
        factor = next;
        end += size;
    }
    *ret_factor = factor;
    return end - at;
}

static bool times(Dec *d, int64_t factor) {
    return dec_mul(*d, dec_from_int(factor), d);
}

// One run of digits with what multiplies it.
static bool read_part(Str text, size_t at, Numeral *n) {
    Digits d = {.size = 0};
    size_t end = digits_read(&d, text, at);
    if (!d.count || d.count > DIGITS_MAX) return false;
    if (!dec_from_text((Str){d.text, d.size}, &n->value, NULL)) return false;
    n->digits = d.has_point || d.has_groups ? 0 : d.count;
    n->is_separated = d.has_point || d.has_groups;
    n->end = end + scale_at(text, end, &n->scale);
    return times(&n->value, n->scale);
}

// 1亿2000万: what follows a scale without anything between belongs to the number.
static void read_rest(Str text, Numeral *n) {
    Numeral part;
    for (int64_t scale = n->scale; scale >= MYRIAD && n->end < text.size; scale = part.scale) {
        if (!is_digit(text.at[n->end]) || !read_part(text, n->end, &part)) return;
        if (part.scale >= scale || !dec_add(n->value, part.value, &n->value)) return;
        n->end = part.end;
        n->scale = 1;
    }
}

bool numeral_digits(Str text, size_t at, Numeral *ret) {
    Numeral n = {.start = at, .form = NUMERAL_DIGITS, .over = dec_from_int(1)};
    if (!read_part(text, at, &n)) return false;
    if (n.scale > 1) n.digits = 0;
    if (n.scale > 1 && (unsigned char)text.at[n.end - 1] >= 0x80) read_rest(text, &n);
    *ret = n;
    return true;
}

// ---- Chinese numerals ---------------------------------------------------------------------------

typedef enum SignKind { SIGN_DIGIT, SIGN_TENS, SIGN_MYRIADS, SIGN_HALF } SignKind;
typedef struct Sign {
    uint32_t code_point;
    SignKind kind;
    int64_t value;
} Sign;

// Where a code point stands is its rest by the least number that leaves each another one; the
// compiler complains of two at one place.
enum { SIGN_SLOTS = 151 };
#define SIGN(code_point, kind, value) [(code_point) % SIGN_SLOTS] = {code_point, kind, value}
static const Sign SIGNS[SIGN_SLOTS] = {
    SIGN(0x3007, SIGN_DIGIT, 0),        SIGN(0x4E00, SIGN_DIGIT, 1),
    SIGN(0x4E03, SIGN_DIGIT, 7),        SIGN(0x4E07, SIGN_MYRIADS, MYRIAD),
    SIGN(0x4E09, SIGN_DIGIT, 3),        SIGN(0x4E24, SIGN_DIGIT, 2),
    SIGN(0x4E5D, SIGN_DIGIT, 9),        SIGN(0x4E8C, SIGN_DIGIT, 2),
    SIGN(0x4E94, SIGN_DIGIT, 5),        SIGN(0x4EBF, SIGN_MYRIADS, 100000000),
    SIGN(0x4EDF, SIGN_TENS, 1000),      SIGN(0x4F0D, SIGN_DIGIT, 5),
    SIGN(0x4F70, SIGN_TENS, 100),       SIGN(0x5104, SIGN_MYRIADS, 100000000),
    SIGN(0x516B, SIGN_DIGIT, 8),        SIGN(0x516D, SIGN_DIGIT, 6),
    SIGN(0x5341, SIGN_TENS, 10),        SIGN(0x5343, SIGN_TENS, 1000),
    SIGN(0x534A, SIGN_HALF, 0),         SIGN(0x53C1, SIGN_DIGIT, 3),
    SIGN(0x56DB, SIGN_DIGIT, 4),        SIGN(0x58F9, SIGN_DIGIT, 1),
    SIGN(0x62FE, SIGN_TENS, 10),        SIGN(0x634C, SIGN_DIGIT, 8),
    SIGN(0x67D2, SIGN_DIGIT, 7),        SIGN(0x7396, SIGN_DIGIT, 9),
    SIGN(0x767E, SIGN_TENS, 100),       SIGN(0x8086, SIGN_DIGIT, 4),
    SIGN(0x842C, SIGN_MYRIADS, MYRIAD), SIGN(0x8CB3, SIGN_DIGIT, 2),
    SIGN(0x8D30, SIGN_DIGIT, 2),        SIGN(0x9646, SIGN_DIGIT, 6),
    SIGN(0x96F6, SIGN_DIGIT, 0),
};

static const Sign *sign_at(Str text, size_t at) {
    if (at + 3 > text.size) return NULL;
    const unsigned char *c = (const unsigned char *)text.at + at;
    if (c[0] < 0xE3 || c[0] > 0xE9) return NULL;
    uint32_t code_point =
        (uint32_t)(c[0] & 0x0F) << 12 | (uint32_t)(c[1] & 0x3F) << 6 | (c[2] & 0x3F);
    const Sign *sign = &SIGNS[code_point % SIGN_SLOTS];
    return sign->code_point == code_point ? sign : NULL;
}

typedef struct Reading {
    int64_t total, section, digit; // finished myriads, the myriad at hand, the digit at hand
    bool has_digit, has_units, has_half;
} Reading;

static void read_digit(Reading *r, int64_t digit) {
    bool is_positional = r->has_digit && !r->has_units;
    r->digit = is_positional ? r->digit * 10 + digit : digit;
    r->has_digit = true;
}

static void read_tens(Reading *r, int64_t value) {
    r->section += (r->has_digit && r->digit ? r->digit : 1) * value;
    r->digit = 0;
    r->has_digit = false;
    r->has_units = true;
}

static void read_myriads(Reading *r, int64_t value) {
    int64_t section = r->section + r->digit;
    r->total = value > MYRIAD ? (r->total + section) * value : r->total + section * value;
    r->section = r->digit = 0;
    r->has_digit = false;
    r->has_units = true;
}

static bool is_too_much(const Reading *r) {
    return r->total > VALUE_MAX / MYRIAD / MYRIAD || r->section > VALUE_MAX / MYRIAD / MYRIAD ||
           r->digit > VALUE_MAX / MYRIAD / MYRIAD;
}

static bool read_sign(Reading *r, const Sign *s) {
    bool is_first = !r->has_digit && !r->has_units;
    // 万一, 亿万: what multiplies needs something to multiply.
    if (s->kind == SIGN_MYRIADS && is_first) return false;
    if (s->kind == SIGN_DIGIT) read_digit(r, s->value);
    if (s->kind == SIGN_TENS) read_tens(r, s->value);
    if (s->kind == SIGN_MYRIADS) read_myriads(r, s->value);
    r->has_half = is_first && s->kind == SIGN_HALF;
    return s->kind != SIGN_HALF || is_first;
}

// 三点五: the digits behind the point, added as hundredths …; the end, or `at`.
static size_t read_fraction(Str text, size_t at, Dec *value) {
    if (!str_starts_with(str_part(text, at, 3), STR("点"))) return at;
    size_t end = at + 3;
    int places = 0;
    for (const Sign *s; (s = sign_at(text, end)) && s->kind == SIGN_DIGIT && places < 12;
         end += 3) {
        char step[DEC_TEXT_BYTES];
        Dec part;
        int size = snprintf(step, sizeof step, "%dE-%d", (int)s->value, ++places);
        if (!dec_from_text((Str){step, (size_t)size}, &part, NULL) || !dec_add(*value, part, value))
            return at;
    }
    return places ? end : at;
}

// 半 alone is one of two.
static void set_value(Numeral *n, const Reading *r, size_t count) {
    bool is_half = r->has_half && count == 1;
    n->value =
        is_half ? dec_from_small(5, DEC_BIAS - 1) : dec_from_int(r->total + r->section + r->digit);
    if (is_half) n->over = dec_from_int(2);
    if (!r->has_units && !r->has_half) n->digits = count;
}

static bool read_numerals(Str text, size_t at, Numeral *ret) {
    Reading r = {.total = 0};
    Numeral n = {.start = at, .form = NUMERAL_CHINESE, .over = dec_from_int(1), .scale = 1};
    size_t end = at, count = 0;
    for (const Sign *s; (s = sign_at(text, end)); end += 3, count++) {
        if (count == NUMERALS_MAX || is_too_much(&r)) return false;
        if (!read_sign(&r, s)) break;
    }
    bool is_unit = count == 1 && r.has_units && is_of_unit(text, end); // 千瓦, 百分点
    if (end == at || is_unit) return false;
    set_value(&n, &r, count);
    size_t point = read_fraction(text, end, &n.value);
    int64_t factor = 1;
    n.end = point > end ? point + scale_at(text, point, &factor) : end;
    if (point > end) n.digits = 0;
    *ret = n;
    return times(&ret->value, factor);
}

// 百分之五十, 三分之二: what stands below comes first.
static bool read_share(Str text, Numeral *n) {
    static const Str OF = {"分之", 6};
    if (!str_starts_with(str_part(text, n->end, OF.size), OF)) return true;
    Numeral top;
    size_t at = skip_blanks(text, n->end + OF.size);
    if (!read_numerals(text, at, &top) && !numeral_digits(text, at, &top)) return true;
    if (dec_is_zero(n->value)) return false;
    n->over = n->value;
    n->end = top.end;
    n->digits = 0;
    return dec_div(top.value, n->over, &n->value);
}

bool numeral_chinese(Str text, size_t at, Numeral *ret) {
    Numeral n;
    static const Str OF = {"分之", 6};
    const Sign *first = sign_at(text, at);
    // 万分之五 begins with what elsewhere only multiplies.
    if (first && first->kind == SIGN_MYRIADS &&
        str_starts_with(str_part(text, at + 3, OF.size), OF))
        n = (Numeral){.start = at,
                      .end = at + 3,
                      .form = NUMERAL_CHINESE,
                      .scale = 1,
                      .over = dec_from_int(1),
                      .value = dec_from_int(first->value)};
    else if (!first || !read_numerals(text, at, &n))
        return false;
    if (!read_share(text, &n)) return false;
    *ret = n;
    return true;
}

bool numeral_roman(Str text, size_t at, Numeral *ret) {
    if (at + 3 > text.size || memcmp(text.at + at, "\xE2\x85", 2) != 0) return false;
    unsigned char last = (unsigned char)text.at[at + 2];
    if (last < 0xA0 || last > 0xAB) return false;
    *ret = (Numeral){.start = at,
                     .end = at + 3,
                     .form = NUMERAL_ROMAN,
                     .scale = 1,
                     .value = dec_from_int(last - 0xA0 + 1),
                     .over = dec_from_int(1)};
    return true;
}
