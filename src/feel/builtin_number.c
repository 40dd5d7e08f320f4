// feel/builtin_number.c - builtins of single numbers: rounding, absolute value, roots, logarithms
#include "feel/builtin.h"

// Scales of decimal128 (clause 10.3.4.5): beyond them no number differs.
enum { SCALE_LEAST = -6111, SCALE_MOST = 6176 };

static FeelValue round_by(FeelMachine *m, const FeelValue *args, size_t count, DecRounding mode) {
    int64_t scale = 0;
    FeelValue fault;
    Dec d = DEC_ZERO;
    if (count > 1 && !builtin_whole(m, args[1], &scale, &fault)) return fault;
    if (scale < SCALE_LEAST || scale > SCALE_MOST)
        return feel_fault(
            m, FEEL_WRONG_VALUE,
            MSG("the scale {1} is outside -6111 to 6176", builtin_integer_text(m, scale)));
    bool ok = dec_round(args[0].number, (int)scale, mode, &d);
    return builtin_number(m, ok, d);
}

static FeelValue run_decimal(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_HALF_EVEN);
}

static FeelValue run_floor(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_FLOOR);
}

static FeelValue run_ceiling(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_CEILING);
}

static FeelValue run_round_up(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_UP);
}

static FeelValue run_round_down(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_DOWN);
}

static FeelValue run_round_half_up(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_HALF_UP);
}

static FeelValue run_round_half_down(FeelMachine *m, const FeelValue *args, size_t count) {
    return round_by(m, args, count, DEC_HALF_DOWN);
}

static FeelValue run_abs(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelValue v = args[0];
    if (v.kind == FEEL_NUMBER) return feel_number(dec_abs(v.number));
    bool negative =
        v.kind == FEEL_YEARS_DURATION ? v.months < 0 : v.span.seconds < 0 || v.span.nanoseconds < 0;
    if (negative) feel_temporal_negate(m, v, &v);
    return v;
}

static FeelValue run_modulo(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Dec rest = DEC_ZERO;
    if (dec_is_zero(args[1].number))
        return feel_fault(m, FEEL_DIVISION_BY_ZERO, MSG("the divisor of modulo is 0"));
    bool ok = dec_modulo(args[0].number, args[1].number, &rest);
    return builtin_number(m, ok, rest);
}

static FeelValue run_sqrt(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Dec root = DEC_ZERO;
    if (dec_is_negative(args[0].number))
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("{1} is negative and has no square root", builtin_text(m, args[0])));
    bool ok = dec_sqrt(args[0].number, &root);
    return builtin_number(m, ok, root);
}

static FeelValue run_log(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Dec log = DEC_ZERO;
    if (dec_is_negative(args[0].number) || dec_is_zero(args[0].number))
        return feel_fault(
            m, FEEL_WRONG_VALUE,
            MSG("{1} has no logarithm; it must be above 0", builtin_text(m, args[0])));
    bool ok = dec_log(args[0].number, &log);
    return builtin_number(m, ok, log);
}

static FeelValue run_exp(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Dec power = DEC_ZERO;
    bool ok = dec_exp(args[0].number, &power);
    return builtin_number(m, ok, power);
}

static FeelValue parity(FeelMachine *m, FeelValue v, bool odd) {
    Dec rest;
    bool ok = dec_modulo(v.number, dec_from_int(2), &rest);
    bool is_even = ok && dec_is_zero(rest), is_odd = ok && dec_compare(rest, dec_from_int(1)) == 0;
    if (!is_even && !is_odd)
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("{1} is not a whole number", builtin_text(m, v)));
    return feel_boolean(odd ? is_odd : is_even);
}

static FeelValue run_odd(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return parity(m, args[0], true);
}

static FeelValue run_even(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return parity(m, args[0], false);
}

#define ROUNDING_SIGNATURE SIGNATURES(SIGNATURE(PARAM("n", K_NUMBER), PARAM("scale", K_NUMBER)))
#define WHOLE_SIGNATURE SIGNATURES(SIGNATURE(PARAM("n", K_NUMBER), OPTIONAL("scale", K_NUMBER)))
#define NUMBER_SIGNATURE SIGNATURES(SIGNATURE(PARAM("number", K_NUMBER)))

static const Builtin rows[] = {
    {DOC("decimal", "decimal(n, scale)",
         "n rounded to `scale` digits after the point; a tie goes to the even digit.",
         "将 n 四舍六入五成双到小数点后 scale 位。", "decimal(2.345, 2)", "2.34"),
     ROUNDING_SIGNATURE, .run = run_decimal, .result = FEEL_NUMBER},
    {DOC("floor", "floor(n, scale?)",
         "The greatest number with `scale` digits after the point (0 if left out) that is not "
         "above "
         "n.",
         "不大于 n 的最大数，保留小数点后 scale 位（省略为 0）。", "floor(-1.56, 1)", "-1.6"),
     WHOLE_SIGNATURE, .run = run_floor, .result = FEEL_NUMBER},
    {DOC("ceiling", "ceiling(n, scale?)",
         "The least number with `scale` digits after the point (0 if left out) that is not below "
         "n.",
         "不小于 n 的最小数，保留小数点后 scale 位（省略为 0）。", "ceiling(1.5)", "2"),
     WHOLE_SIGNATURE, .run = run_ceiling, .result = FEEL_NUMBER},
    {DOC("round up", "round up(n, scale)", "n rounded away from zero.", "远离零的方向舍入。",
         "round up(1.121, 2)", "1.13"),
     ROUNDING_SIGNATURE, .run = run_round_up, .result = FEEL_NUMBER},
    {DOC("round down", "round down(n, scale)", "n rounded toward zero: digits are cut off.",
         "向零舍入，即直接截去多余位数。", "round down(-5.5, 0)", "-5"),
     ROUNDING_SIGNATURE, .run = run_round_down, .result = FEEL_NUMBER},
    {DOC("round half up", "round half up(n, scale)",
         "n rounded to the nearest; a tie goes away from zero.", "四舍五入（五入远离零）。",
         "round half up(-5.5, 0)", "-6"),
     ROUNDING_SIGNATURE, .run = run_round_half_up, .result = FEEL_NUMBER},
    {DOC("round half down", "round half down(n, scale)",
         "n rounded to the nearest; a tie goes toward zero.", "五舍六入（恰为一半时向零舍去）。",
         "round half down(5.5, 0)", "5"),
     ROUNDING_SIGNATURE, .run = run_round_half_down, .result = FEEL_NUMBER},
    {DOC("abs", "abs(n)", "The number or duration without its sign.", "数或时长的绝对值。",
         "abs(-10)", "10"),
     SIGNATURES(SIGNATURE(PARAM("n", K_NUMBER | KINDS_DURATION))), .run = run_abs,
     .result_type = builtin_type_first},
    {DOC("modulo", "modulo(dividend, divisor)",
         "What remains of a division; it has the sign of the divisor.",
         "除法的余数，符号与除数相同。", "modulo(-12, 5)", "3"),
     SIGNATURES(SIGNATURE(PARAM("dividend", K_NUMBER), PARAM("divisor", K_NUMBER))),
     .run = run_modulo, .result = FEEL_NUMBER},
    {DOC("sqrt", "sqrt(number)", "The square root.", "平方根。", "sqrt(16)", "4"), NUMBER_SIGNATURE,
     .run = run_sqrt, .result = FEEL_NUMBER},
    {DOC("log", "log(number)", "The natural logarithm.", "自然对数。", "decimal(log(10), 8)",
         "2.30258509"),
     NUMBER_SIGNATURE, .run = run_log, .result = FEEL_NUMBER},
    {DOC("exp", "exp(number)", "e to the power of the number.", "e 的该数次幂。",
         "decimal(exp(5), 9)", "148.413159103"),
     NUMBER_SIGNATURE, .run = run_exp, .result = FEEL_NUMBER},
    {DOC("odd", "odd(number)", "Is the whole number odd?", "该整数是否为奇数。", "odd(5)", "true"),
     NUMBER_SIGNATURE, .run = run_odd, .result = FEEL_BOOLEAN},
    {DOC("even", "even(number)", "Is the whole number even?", "该整数是否为偶数。", "even(5)",
         "false"),
     NUMBER_SIGNATURE, .run = run_even, .result = FEEL_BOOLEAN},
};

const BuiltinFamily builtin_numbers = FAMILY(rows);
