// base/dec_test.c - known answers and laws of exact decimals
//
// Known answers: the rounding table of java.math.RoundingMode, the examples of the General Decimal
// Arithmetic specification (Cowlishaw), powers and roots computed with 60 digits by Python's
// decimal module. Laws run on seeded random operands.
#include "base/dec_int.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { ROUNDS = 20000 };

static const char *shown(Dec d) {
    static char text[4][DEC_TEXT_BYTES];
    static int next;
    char *out = text[next++ % 4];
    dec_to_text(d, out);
    return out;
}

static Dec dec(const char *text) {
    Dec d = DEC_ZERO;
    if (!dec_from_text(str_from(text), &d, NULL)) fail_msg("not a number: %s", text);
    return d;
}

static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static bool same_bits(Dec a, Dec b) {
    return a.low == b.low && a.high == b.high;
}

static void reads_and_prints_canonically(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.000", "0"},
        {"0e999999999999999999999", "0"},
        {"+1", "1"},
        {"-1", "-1"},
        {"007", "7"},
        {"2.50", "2.5"},
        {"1200", "1200"},
        {"12e2", "1200"},
        {"12E+2", "1200"},
        {"12e-2", "0.12"},
        {"0.10", "0.1"},
        {"63400000", "63400000"},
        {"-0.000001", "-0.000001"},
        {"1234567890123456789012345678901234", "1234567890123456789012345678901234"},
        {"12345678901234567890.12345678901234", "12345678901234567890.12345678901234"},
        {"9999999999999999999999999999999999", "9999999999999999999999999999999999"},
        {"1e33", "1000000000000000000000000000000000"},
        {"1e34", "1E+34"},
        {"-1.5e34", "-1.5E+34"},
        {"1e-27", "0.000000000000000000000000001"},
        {"1e-28", "1E-28"},
        {"1.25e-30", "1.25E-30"},
        {"9.999999999999999999999999999999999e6144", "9.999999999999999999999999999999999E+6144"},
        {"1e6144", "1E+6144"},
        {"1e-6176", "1E-6176"},
        {"18446744073709551615", "18446744073709551615"},
        {"18446744073709551616", "18446744073709551616"},
        {"10000000000000000000", "10000000000000000000"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(shown(dec(rows[i][0])), rows[i][1]);
}

static void refuses_what_is_not_a_number(void **state) {
    (void)state;
    static const char *const rows[] = {"",        "-",
                                       "+",       ".",
                                       ".5",      "5.",
                                       "1e",      "1e+",
                                       "e5",      "1.e5",
                                       "1 ",      " 1",
                                       "1,000",   "0x10",
                                       "1_0",     "NaN",
                                       "inf",     "--1",
                                       "1-",      "1.2.3",
                                       "1e5.5",   "1e--5",
                                       "１",      "1e6145",
                                       "-1e6145", "1e99999999999999999999"};
    Dec d;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (dec_from_text(str_from(rows[i]), &d, NULL)) fail_msg("accepted: %s", rows[i]);
    assert_false(dec_from_text((Str){NULL, 0}, &d, NULL));
}

static void rounds_what_34_digits_cannot_hold(void **state) {
    (void)state;
    static const struct {
        const char *text, *value;
        bool inexact;
    } rows[] = {
        {"12345678901234567890123456789012345", "1.234567890123456789012345678901234E+34", true},
        {"12345678901234567890123456789012355", "1.234567890123456789012345678901236E+34", true},
        {"123456789012345678901234567890123450000000001", "1.234567890123456789012345678901235E+44",
         true},
        {"123456789012345678901234567890123449999999999", "1.234567890123456789012345678901234E+44",
         true},
        {"99999999999999999999999999999999995", "1E+35", true},
        {"10000000000000000000000000000000000000000000000", "1E+46", false},
        {"0.00000000000000000000000000000000000000000000000001", "1E-50", false},
        {"1234567890123456789012345678901234.0000000", "1234567890123456789012345678901234", false},
        {"1e-6177", "0", true},
        {"6e-6177", "1E-6176", true},
        {"5e-6177", "0", true},
        {"15e-6177", "2E-6176", true},
        {"1e-999999999999999999999", "0", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Dec d;
        bool inexact;
        assert_true(dec_from_text(str_from(rows[i].text), &d, &inexact));
        assert_string_equal(shown(d), rows[i].value);
        assert_int_equal(inexact, rows[i].inexact);
    }
}

static void keeps_the_limits_of_integers(void **state) {
    (void)state;
    static const int64_t rows[] = {0, 1, -1, 42, INT64_MAX, INT64_MIN, INT64_MIN + 1, 1000000};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t back;
        assert_true(dec_to_int(dec_from_int(rows[i]), &back));
        assert_true(back == rows[i]);
    }
    int64_t value;
    assert_true(dec_to_int(dec("12.00"), &value) && value == 12);
    assert_true(dec_to_int(dec("-9.2e3"), &value) && value == -9200);
    assert_false(dec_to_int(dec("12.5"), &value));
    assert_false(dec_to_int(dec("9223372036854775808"), &value));
    assert_false(dec_to_int(dec("-9223372036854775809"), &value));
    assert_false(dec_to_int(dec("1e6000"), &value));
}

typedef bool (*Binary)(Dec, Dec, Dec *);

static bool add(Dec a, Dec b, Dec *ret) {
    return dec_add(a, b, ret);
}
static bool sub(Dec a, Dec b, Dec *ret) {
    return dec_sub(a, b, ret);
}
static bool mul(Dec a, Dec b, Dec *ret) {
    return dec_mul(a, b, ret);
}

typedef struct BinaryRow {
    Binary operation;
    const char *a, *b, *result; // NULL: refused
} BinaryRow;

static void check_binary(const BinaryRow *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Dec d = DEC_ZERO;
        bool done = rows[i].operation(dec(rows[i].a), dec(rows[i].b), &d);
        if (done != (rows[i].result != NULL))
            fail_msg("row %zu: %s %s gave %s", i, rows[i].a, rows[i].b, done ? shown(d) : "no");
        if (done) assert_string_equal(shown(d), rows[i].result);
        if (done && dec_is_zero(d)) assert_false(d.high & DEC_SIGN);
    }
}
#define CHECK_BINARY(rows) check_binary(rows, sizeof(rows) / sizeof(rows)[0])

static void adds_multiplies_and_divides(void **state) {
    (void)state;
    static const BinaryRow rows[] = {
        {add, "12", "7.00", "19"},
        {add, "1e2", "1e4", "10100"},
        {add, "0.1", "0.2", "0.3"},
        {add, "1", "-1", "0"},
        {add, "-0.5", "0.50", "0"},
        {add, "9999999999999999999999999999999999", "1", "1E+34"},
        {add, "9.999999999999999999999999999999999e6144", "1e6144", NULL},
        {add, "1e34", "1", "1E+34"},
        {sub, "1.3", "1.07", "0.23"},
        {sub, "1.3", "2.07", "-0.77"},
        {sub, "0", "0", "0"},
        {mul, "1.20", "3", "3.6"},
        {mul, "0.9", "0.8", "0.72"},
        {mul, "-7", "0", "0"},
        {mul, "654321", "654321", "428135971041"},
        {mul, "4294967296", "4294967296", "18446744073709551616"},
        {mul, "1e4000", "1e4000", NULL},
        {mul, "1e-4000", "1e-4000", "0"},
        {dec_div, "1", "3", "0.3333333333333333333333333333333333"},
        {dec_div, "2", "3", "0.6666666666666666666666666666666667"},
        {dec_div, "5", "2", "2.5"},
        {dec_div, "12", "12", "1"},
        {dec_div, "8.00", "2", "4"},
        {dec_div, "2400", "2.0", "1200"},
        {dec_div, "0", "-5", "0"},
        {dec_div, "1", "0", NULL},
        {dec_div, "0", "0", NULL},
    };
    CHECK_BINARY(rows);
}

static void modulo_follows_the_divisor(void **state) {
    (void)state;
    static const BinaryRow rows[] = {
        {dec_modulo, "10", "4", "2"},         {dec_modulo, "10", "-4", "-2"},
        {dec_modulo, "-10", "4", "2"},        {dec_modulo, "-10", "-4", "-2"},
        {dec_modulo, "10.1", "4.5", "1.1"},   {dec_modulo, "-10.1", "4.5", "3.4"},
        {dec_modulo, "10.1", "-4.5", "-3.4"}, {dec_modulo, "-10.1", "-4.5", "-1.1"},
        {dec_modulo, "12", "4", "0"},         {dec_modulo, "-12", "4", "0"},
        {dec_modulo, "1", "0", NULL},         {dec_modulo, "1e40", "7", "4"},
        {dec_modulo, "1e6000", "3", "1"},     {dec_modulo, "0.3", "0.1", "0"},
    };
    CHECK_BINARY(rows);
}

static void powers_are_right_to_the_last_digit(void **state) {
    (void)state;
    static const BinaryRow rows[] = {
        {dec_pow, "2", "10", "1024"},
        {dec_pow, "0", "0", "1"},
        {dec_pow, "7", "0", "1"},
        {dec_pow, "0", "5", "0"},
        {dec_pow, "0", "-1", NULL},
        {dec_pow, "-2", "3", "-8"},
        {dec_pow, "-2", "0.5", NULL},
        {dec_pow, "2", "-2", "0.25"},
        {dec_pow, "10", "33", "1000000000000000000000000000000000"},
        {dec_pow, "10", "-6000", "1E-6000"},
        {dec_pow, "10", "7000", NULL},
        {dec_pow, "1.05", "7", "1.40710042265625"},
        {dec_pow, "1.05", "100", "131.5012578463034550255975320937167"},
        {dec_pow, "1.0001", "100000", "22015.45604855219864570145658165872"},
        {dec_pow, "0.97", "-30", "2.493721628481410300642937155072368"},
        {dec_pow, "3", "-1", "0.3333333333333333333333333333333333"},
        {dec_pow, "4", "0.5", "2"},
        {dec_pow, "2", "0.5", "1.414213562373095048801688724209698"},
    };
    CHECK_BINARY(rows);
}

static void roots_and_logarithms(void **state) {
    (void)state;
    static const struct {
        bool (*operation)(Dec, Dec *);
        const char *of, *result;
    } rows[] = {
        {dec_sqrt, "16", "4"},
        {dec_sqrt, "0", "0"},
        {dec_sqrt, "2", "1.414213562373095048801688724209698"},
        {dec_sqrt, "0.01", "0.1"},
        {dec_sqrt, "-1", NULL},
        {dec_exp, "0", "1"},
        {dec_exp, "1", "2.718281828459045235360287471352662"},
        {dec_exp, "100000", NULL},
        {dec_log, "1", "0"},
        {dec_log, "10", "2.302585092994045684017991454684364"},
        {dec_log, "0", NULL},
        {dec_log, "-1", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Dec d = DEC_ZERO;
        assert_int_equal(rows[i].operation(dec(rows[i].of), &d), rows[i].result != NULL);
        if (rows[i].result) assert_string_equal(shown(d), rows[i].result);
    }
}

static void compares_by_value(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        int order;
    } rows[] = {
        {"1", "2", -1},     {"2", "1", 1},
        {"1.0", "1", 0},    {"-1", "1", -1},
        {"0", "-0.00", 0},  {"1e3", "1000", 0},
        {"-1", "-2", 1},    {"1e-6000", "0", 1},
        {"1e6000", "2", 1}, {"0.1", "0.10000000000000000000000000000001", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(dec_compare(dec(rows[i].a), dec(rows[i].b)), rows[i].order);
        assert_int_equal(dec_compare(dec(rows[i].b), dec(rows[i].a)), -rows[i].order);
        if (rows[i].order == 0) assert_true(dec_hash(dec(rows[i].a)) == dec_hash(dec(rows[i].b)));
    }
}

// The table of java.math.RoundingMode, and the same at other places.
static void rounds_in_every_mode(void **state) {
    (void)state;
    static const DecRounding modes[] = {DEC_UP,      DEC_DOWN,      DEC_CEILING,  DEC_FLOOR,
                                        DEC_HALF_UP, DEC_HALF_DOWN, DEC_HALF_EVEN};
    static const struct {
        const char *value, *rounded[7];
    } rows[] = {
        {"5.5", {"6", "5", "6", "5", "6", "5", "6"}},
        {"2.5", {"3", "2", "3", "2", "3", "2", "2"}},
        {"1.6", {"2", "1", "2", "1", "2", "2", "2"}},
        {"1.1", {"2", "1", "2", "1", "1", "1", "1"}},
        {"1.0", {"1", "1", "1", "1", "1", "1", "1"}},
        {"-1.0", {"-1", "-1", "-1", "-1", "-1", "-1", "-1"}},
        {"-1.1", {"-2", "-1", "-1", "-2", "-1", "-1", "-1"}},
        {"-1.6", {"-2", "-1", "-1", "-2", "-2", "-2", "-2"}},
        {"-2.5", {"-3", "-2", "-2", "-3", "-3", "-2", "-2"}},
        {"-5.5", {"-6", "-5", "-5", "-6", "-6", "-5", "-6"}},
        {"-0.4", {"-1", "0", "0", "-1", "0", "0", "0"}},
        {"0.5000000000000000000000000000000001", {"1", "0", "1", "0", "1", "1", "1"}},
    };
    static const struct {
        const char *scale, *step;
        int places;
    } units[] = {{"1", "1", 0},          {"0.01", "0.01", 2}, {"100", "100", -2},
                 {"1e-20", "1e-20", 20}, {"7", "7", INT_MAX}, {"0.25", "0.25", INT_MAX}};
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++)
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            for (size_t m = 0; m < 7; m++) {
                Dec value, expected, rounded;
                assert_true(dec_mul(dec(rows[i].value), dec(units[u].scale), &value));
                assert_true(dec_mul(dec(rows[i].rounded[m]), dec(units[u].scale), &expected));
                if (units[u].places == INT_MAX && i == 11) continue; // 36 digits
                assert_true(dec_round_to(value, dec(units[u].step), modes[m], &rounded));
                if (dec_compare(rounded, expected))
                    fail_msg("%s to %s, mode %d: %s", shown(value), units[u].step, (int)modes[m],
                             shown(rounded));
                if (units[u].places == INT_MAX) continue;
                assert_true(dec_round(value, units[u].places, modes[m], &rounded));
                if (dec_compare(rounded, expected))
                    fail_msg("%s to %d places, mode %d: %s", shown(value), units[u].places,
                             (int)modes[m], shown(rounded));
            }
}

static void rounds_at_the_edges(void **state) {
    (void)state;
    Dec d;
    assert_true(dec_round(dec("9.995"), 2, DEC_HALF_UP, &d));
    assert_string_equal(shown(d), "10");
    assert_true(dec_round(dec("3"), 2, DEC_HALF_UP, &d));
    assert_true(same_bits(d, dec("3.00")));
    assert_true(dec_round(dec("1250"), -2, DEC_HALF_EVEN, &d));
    assert_true(same_bits(d, dec("1200")));
    assert_true(dec_round(dec("1e6000"), 5, DEC_HALF_UP, &d));
    assert_string_equal(shown(d), "1E+6000");
    assert_true(dec_round(dec("7"), INT_MAX, DEC_UP, &d));
    assert_string_equal(shown(d), "7");
    assert_true(dec_round(dec("7"), INT_MIN, DEC_DOWN, &d));
    assert_string_equal(shown(d), "0");
    assert_false(dec_round(dec("7"), INT_MIN, DEC_UP, &d));
    assert_true(dec_round(dec("9999999999999999999999999999999999"), -34, DEC_HALF_UP, &d));
    assert_string_equal(shown(d), "1E+34");
    assert_true(dec_round(dec("4e33"), -34, DEC_HALF_UP, &d));
    assert_string_equal(shown(d), "0");
    assert_false(dec_round_to(dec("7"), dec("0"), DEC_UP, &d));
    assert_false(dec_round_to(dec("7"), dec("-1"), DEC_UP, &d));
    assert_false(dec_round_to(dec("1e40"), dec("0.3"), DEC_UP, &d));
    assert_true(dec_round_to(dec("1e40"), dec("0.5"), DEC_UP, &d));
    assert_true(dec_round_to(dec("67.4"), dec("0.05"), DEC_HALF_UP, &d));
    assert_string_equal(shown(d), "67.4");
}

static void prints_a_fixed_number_of_places(void **state) {
    (void)state;
    static const struct {
        const char *value;
        int places;
        const char *text;
    } rows[] = {
        {"1.5", 2, "1.50"},
        {"0", 2, "0.00"},
        {"0", 0, "0"},
        {"-1.005", 2, "-1.00"},
        {"-0.004", 2, "0.00"},
        {"1.015", 2, "1.02"},
        {"1200", 0, "1200"},
        {"0.05", 2, "0.05"},
        {"0.5", 0, "0"},
        {"1.5", 0, "2"},
        {"12e3", 1, "12000.0"},
        {"0.001", 3, "0.001"},
        {"99.995", 2, "100.00"},
        {"1e36", 2, "1000000000000000000000000000000000000.00"},
        {"0.0001", 6, "0.000100"},
        {"-5", 3, "-5.000"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str text = dec_text_fixed(a, dec(rows[i].value), rows[i].places);
        assert_string_equal(str_c(a, text), rows[i].text);
    }
    assert_int_equal(dec_text_fixed(a, dec("1e6144"), 34).size, 6145 + 1 + 34);
    arena_free(a);
}

static void reads_doubles_as_people_wrote_them(void **state) {
    (void)state;
    static const struct {
        double value;
        const char *text;
    } rows[] = {{0.1, "0.1"},
                {-2.5, "-2.5"},
                {0, "0"},
                {-0.0, "0"},
                {1e22, "10000000000000000000000"},
                {1.0 / 3, "0.3333333333333333"},
                {5e-324, "4.94065645841247E-324"},
                {1e300, "1E+300"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_string_equal(shown(dec_from_double(rows[i].value)), rows[i].text);
        assert_true(dec_to_double(dec_from_double(rows[i].value)) == rows[i].value);
    }
}

static void counts_the_digits_behind_the_point(void **state) {
    (void)state;
    assert_int_equal(dec_scale(dec("1.500")), 1);
    assert_int_equal(dec_scale(dec("1500")), 0);
    assert_int_equal(dec_scale(dec("0.000")), 0);
    assert_int_equal(dec_scale(dec("1e-9")), 9);
}

static void counts_the_digits_of_every_length(void **state) {
    (void)state;
    for (int n = 1; n <= DEC_POWER_MOST; n++) {
        assert_int_equal(dec_digit_count(dec_power_of_ten(n)), n + 1);
        assert_int_equal(dec_digit_count(dec_power_of_ten(n) - 1), n);
    }
    for (int bit = 0; bit < 126; bit++) {
        int count = dec_digit_count((U128)1 << bit);
        assert_true((U128)1 << bit < dec_power_of_ten(count));
        assert_true((U128)1 << bit >= dec_power_of_ten(count - 1));
    }
    assert_int_equal(dec_digit_count(0), 1);
}

// Operands of the size that agreements have, with the exponents they have.
static Dec small_operand(uint64_t *seed) {
    uint64_t r = next_random(seed);
    int64_t coefficient = (int64_t)(r >> (2 + r % 60)) * (r & 1 ? 1 : -1);
    return dec_from_small(coefficient, (uint64_t)(DEC_BIAS - (int)(next_random(seed) % 8)));
}

static void short_cuts_give_the_bits_of_the_library(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        Dec a = small_operand(&seed), b = small_operand(&seed), quick = DEC_ZERO, slow = DEC_ZERO;
        if (i % 2) b = dec_from_small(dec_small_coefficient(b), dec_exponent_bits(a));
        assert_true(dec_add(a, b, &quick) && dec_add_slow(a, b, &slow));
        assert_true(same_bits(quick, slow));
        assert_true(dec_mul(a, b, &quick) && dec_mul_slow(a, b, &slow));
        assert_true(same_bits(quick, slow));
        assert_int_equal(dec_compare(a, b), dec_compare_slow(a, b));
    }
}

// Divisors by which quotients end: products of 2 and 5, and others.
static void quotients_have_the_bits_of_the_library(void **state) {
    (void)state;
    static const int64_t divisors[] = {1, 2, 4, 5, 8, 10, 16, 25, 40, 125, 1000, 3, 7, 12, 365};
    uint64_t seed = 4;
    for (int i = 0; i < ROUNDS; i++) {
        Dec a = small_operand(&seed), b = small_operand(&seed), quick = DEC_ZERO, slow = DEC_ZERO;
        size_t which = next_random(&seed) % (sizeof divisors / sizeof *divisors);
        if (i % 4) b = dec_from_small(divisors[which] * (i % 8 < 4 ? -1 : 1), dec_exponent_bits(b));
        bool divides = dec_div_slow(a, b, &slow);
        assert_int_equal(dec_div(a, b, &quick), divides);
        assert_true(!divides || same_bits(quick, slow));
    }
}

// Any finite number: up to 34 digits, any exponent.
static Dec any_operand(uint64_t *seed) {
    char text[80];
    int size = snprintf(text, sizeof text, "%s", next_random(seed) & 1 ? "-" : "");
    for (int digits = 1 + (int)(next_random(seed) % 34); digits > 0; digits--)
        text[size++] = (char)('0' + next_random(seed) % 10);
    snprintf(text + size, sizeof text - (size_t)size, "e%d",
             (int)(next_random(seed) % 12000) - 6000);
    return dec(text);
}

static void what_is_printed_reads_back_the_same(void **state) {
    (void)state;
    uint64_t seed = 2;
    for (int i = 0; i < ROUNDS; i++) {
        Dec d = any_operand(&seed), reduced = dec_reduce(d), back;
        char text[DEC_TEXT_BYTES];
        size_t size = dec_to_text(d, text);
        bool inexact;
        assert_true(dec_from_text((Str){text, size}, &back, &inexact));
        assert_false(inexact);
        assert_int_equal(dec_compare(d, back), 0);
        assert_true(same_bits(dec_reduce(back), reduced));
        assert_int_equal(dec_compare(d, reduced), 0);
        assert_true(dec_hash(d) == dec_hash(back));
    }
}

static void modulo_and_rounding_agree_with_integers(void **state) {
    (void)state;
    uint64_t seed = 3;
    for (int i = 0; i < ROUNDS; i++) {
        int64_t x = (int64_t)(next_random(&seed) >> (4 + next_random(&seed) % 58));
        int64_t y = 1 + (int64_t)(next_random(&seed) >> (24 + next_random(&seed) % 38));
        if (next_random(&seed) & 1) x = -x;
        int64_t expected = (x % y + y) % y, got = 0;
        Dec d;
        assert_true(dec_modulo(dec_from_int(x), dec_from_int(y), &d) && dec_to_int(d, &got));
        assert_true(got == expected);
        assert_true(dec_round_to(dec_from_int(x), dec_from_int(y), DEC_FLOOR, &d));
        assert_true(dec_to_int(d, &got) && got == x - expected);
        assert_true(dec_round_to(dec_from_int(x), dec_from_int(y), DEC_HALF_UP, &d));
        assert_true(dec_to_int(d, &got));
        int64_t nearest = x < 0 ? -((-x + y / 2) / y * y) : (x + y / 2) / y * y;
        assert_true(got == nearest);
    }
}

static void order_is_total(void **state) {
    (void)state;
    uint64_t seed = 4;
    for (int i = 0; i < ROUNDS; i++) {
        Dec a = any_operand(&seed), b = any_operand(&seed), difference;
        int order = dec_compare(a, b);
        assert_int_equal(order, -dec_compare(b, a));
        if (!dec_sub(a, b, &difference)) continue;
        int sign = dec_is_zero(difference) ? 0 : dec_is_negative(difference) ? -1 : 1;
        assert_int_equal(order, sign);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_prints_canonically),
        cmocka_unit_test(refuses_what_is_not_a_number),
        cmocka_unit_test(rounds_what_34_digits_cannot_hold),
        cmocka_unit_test(keeps_the_limits_of_integers),
        cmocka_unit_test(adds_multiplies_and_divides),
        cmocka_unit_test(modulo_follows_the_divisor),
        cmocka_unit_test(powers_are_right_to_the_last_digit),
        cmocka_unit_test(roots_and_logarithms),
        cmocka_unit_test(compares_by_value),
        cmocka_unit_test(rounds_in_every_mode),
        cmocka_unit_test(rounds_at_the_edges),
        cmocka_unit_test(prints_a_fixed_number_of_places),
        cmocka_unit_test(reads_doubles_as_people_wrote_them),
        cmocka_unit_test(counts_the_digits_behind_the_point),
        cmocka_unit_test(counts_the_digits_of_every_length),
        cmocka_unit_test(short_cuts_give_the_bits_of_the_library),
        cmocka_unit_test(quotients_have_the_bits_of_the_library),
        cmocka_unit_test(what_is_printed_reads_back_the_same),
        cmocka_unit_test(modulo_and_rounding_agree_with_integers),
        cmocka_unit_test(order_is_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
