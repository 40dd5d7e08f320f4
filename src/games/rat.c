// games/rat.c - exact rationals of any size, in an arena
#include "games/rat.h"

#include <stdlib.h>

typedef struct Owned {
    void *at;
    size_t count;
} Owned;

static void clear_rats(void *owned) {
    Owned *o = owned;
    for (size_t i = 0; i < o->count; i++) mpq_clear((Rat *)o->at + i);
}

static void clear_bigs(void *owned) {
    Owned *o = owned;
    for (size_t i = 0; i < o->count; i++) mpz_clear((Big *)o->at + i);
}

static void own(Arena *a, void *at, size_t count, void (*clear)(void *)) {
    Owned *o = ARENA_NEW(a, Owned);
    *o = (Owned){at, count};
    arena_defer(a, clear, o);
}

Rat *rats_new(Arena *a, size_t count) {
    Rat *r = ARENA_ARRAY(a, Rat, count);
    for (size_t i = 0; i < count; i++) mpq_init(&r[i]);
    own(a, r, count, clear_rats);
    return r;
}

Big *bigs_new(Arena *a, size_t count) {
    Big *b = ARENA_ARRAY(a, Big, count);
    for (size_t i = 0; i < count; i++) mpz_init(&b[i]);
    own(a, b, count, clear_bigs);
    return b;
}

void rat_from_int(Rat *r, int64_t numerator, int64_t denominator) {
    mpz_set_si(mpq_numref(r), numerator);
    mpz_set_si(mpq_denref(r), denominator);
    mpq_canonicalize(r);
}

// ---- reading ------------------------------------------------------------------------------------

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Digits with at most one point, written to `out` without it; how many stood behind the point.
static bool take_digits(Str *rest, char *out, long *ret_places) {
    size_t count = 0;
    long places = -1;
    for (; rest->size; *rest = str_part(*rest, 1, rest->size)) {
        char c = *rest->at;
        if (c == '.' && places < 0) {
            places = 0;
            continue;
        }
        if (!is_digit(c)) break;
        if (count == RAT_DIGITS_MAX) return false;
        out[count++] = c;
        places += places >= 0;
    }
    out[count] = '\0';
    *ret_places = places < 0 ? 0 : places;
    return count > 0;
}

static bool take_sign(Str *rest) {
    bool is_negative = rest->size && *rest->at == '-';
    if (rest->size && (*rest->at == '-' || *rest->at == '+'))
        *rest = str_part(*rest, 1, rest->size);
    return is_negative;
}

static bool take_exponent(Str *rest, long *ret) {
    char digits[RAT_DIGITS_MAX + 1];
    long places;
    if (!rest->size || (*rest->at != 'e' && *rest->at != 'E')) return true;
    *rest = str_part(*rest, 1, rest->size);
    bool is_negative = take_sign(rest);
    if (!take_digits(rest, digits, &places) || places || strlen(digits) > 3) return false;
    *ret = strtol(digits, NULL, 10) * (is_negative ? -1 : 1);
    return labs(*ret) <= RAT_EXPONENT_MAX;
}

static void shift(Rat *r, long exponent) {
    Big *side = exponent < 0 ? mpq_denref(r) : mpq_numref(r);
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)labs(exponent));
    mpz_mul(side, side, power);
    mpz_clear(power);
}

static bool take_denominator(Str *rest, Rat *r) {
    char digits[RAT_DIGITS_MAX + 1];
    long places;
    if (!rest->size || *rest->at != '/') return true;
    *rest = str_part(*rest, 1, rest->size);
    if (!take_digits(rest, digits, &places) || places) return false;
    mpz_t divisor;
    mpz_init_set_str(divisor, digits, 10);
    bool is_fine = mpz_sgn(divisor) != 0;
    if (is_fine) mpz_mul(mpq_denref(r), mpq_denref(r), divisor);
    mpz_clear(divisor);
    return is_fine;
}

bool rat_from_text(Str text, Rat *ret) {
    char digits[RAT_DIGITS_MAX + 1];
    long places = 0, exponent = 0;
    bool is_negative = take_sign(&text), is_fine = false;
    if (!take_digits(&text, digits, &places) || !take_exponent(&text, &exponent)) return false;
    mpq_t r;
    mpq_init(r);
    mpz_set_str(mpq_numref(r), digits, 10);
    shift(r, exponent - places);
    is_fine = take_denominator(&text, r) && !text.size;
    mpq_canonicalize(r);
    if (is_negative) mpq_neg(r, r);
    if (is_fine) mpq_set(ret, r);
    mpq_clear(r);
    return is_fine;
}

// ---- writing ------------------------------------------------------------------------------------

Str rat_text(Arena *a, const Rat *r) {
    size_t size = mpz_sizeinbase(mpq_numref(r), 10) + mpz_sizeinbase(mpq_denref(r), 10) + 3;
    return str_from(mpq_get_str(arena_get(a, size), 10, r));
}

// ---- computing ----------------------------------------------------------------------------------

void rats_to_integers(const Rat *from, size_t count, Big *to, Big *ret_scale) {
    mpz_t factor;
    mpz_init(factor);
    mpz_set_ui(ret_scale, 1);
    for (size_t i = 0; i < count; i++) mpz_lcm(ret_scale, ret_scale, mpq_denref(&from[i]));
    for (size_t i = 0; i < count; i++) {
        mpz_divexact(factor, ret_scale, mpq_denref(&from[i]));
        mpz_mul(&to[i], mpq_numref(&from[i]), factor);
    }
    mpz_clear(factor);
}

static bool bring_pivot(Rat *m, size_t rows, size_t width, size_t at) {
    size_t found = at;
    while (found < rows && mpq_sgn(&m[found * width + at]) == 0) found++;
    if (found == rows) return false;
    for (size_t j = 0; j < width && found != at; j++)
        mpq_swap(&m[found * width + j], &m[at * width + j]);
    return true;
}

static void eliminate(Rat *m, size_t rows, size_t width, size_t at) {
    mpq_t factor, product;
    mpq_inits(factor, product, NULL);
    for (size_t i = 0; i < rows; i++) {
        if (i == at || mpq_sgn(&m[i * width + at]) == 0) continue;
        mpq_div(factor, &m[i * width + at], &m[at * width + at]);
        for (size_t j = at; j < width; j++) {
            mpq_mul(product, factor, &m[at * width + j]);
            mpq_sub(&m[i * width + j], &m[i * width + j], product);
        }
    }
    mpq_clears(factor, product, NULL);
}

bool rats_solve(Rat *m, size_t rows, size_t columns, Rat *ret) {
    size_t width = columns + 1;
    for (size_t c = 0; c < columns; c++) {
        if (!bring_pivot(m, rows, width, c)) return false;
        eliminate(m, rows, width, c);
    }
    for (size_t i = columns; i < rows; i++)
        if (mpq_sgn(&m[i * width + columns]) != 0) return false;
    for (size_t c = 0; c < columns; c++)
        mpq_div(&ret[c], &m[c * width + columns], &m[c * width + c]);
    return true;
}
