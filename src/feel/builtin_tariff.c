// feel/builtin_tariff.c - softlaw's builtins of grades, tiers, corridors, steps and indexation
#include "feel/builtin.h"

#define NOT_ASCENDING "limits-not-ordered"

static FeelValue lengths_differ(FeelMachine *m, size_t a, size_t b) {
    return feel_fault(m, FEEL_WRONG_VALUE,
                      MSG("there must be {1} values, but there are {2}",
                          builtin_integer_text(m, (int64_t)a),
                          builtin_integer_text(m, (int64_t)b)));
}

// ---- grades -------------------------------------------------------------------------------------

// 1 where the limits ascend (or are all equal), -1 where they descend, 0 where they do neither.
static int direction_of(FeelList limits) {
    int direction = 0;
    for (size_t i = 1; i < limits.count; i++) {
        int order = dec_compare(limits.items[i].number, limits.items[i - 1].number);
        if (order * direction < 0) return 0;
        if (order) direction = order;
    }
    return direction ? direction : 1;
}

static FeelValue grade(FeelMachine *m, FeelValue value, FeelList limits) {
    FeelValue fault;
    if (!feel_steps(m, limits.count)) return feel_stopped(m);
    if (!builtin_check_items(m, limits, FEEL_NUMBER, &fault)) return fault;
    int direction = direction_of(limits);
    if (direction == 0)
        return feel_fault(m, NOT_ASCENDING, MSG("the limits neither ascend nor descend"));
    size_t exceeded = 0;
    while (exceeded < limits.count &&
           dec_compare(value.number, limits.items[exceeded].number) * direction > 0)
        exceeded++;
    return feel_integer((int64_t)exceeded + 1);
}

static FeelValue run_grade(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return grade(m, args[0], *args[1].list);
}

static FeelValue run_worst_grade(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList values = *args[0].list, limits = *args[1].list;
    FeelValue worst = feel_integer(0), fault;
    if (values.count != limits.count) return lengths_differ(m, limits.count, values.count);
    if (!builtin_check_items(m, values, FEEL_NUMBER, &fault) ||
        !builtin_check_items(m, limits, FEEL_LIST, &fault))
        return fault;
    for (size_t i = 0; i < values.count; i++) {
        FeelValue g = grade(m, values.items[i], *limits.items[i].list);
        if (g.kind != FEEL_NUMBER) return g;
        if (dec_compare(g.number, worst.number) > 0) worst = g;
    }
    if (values.count) return worst;
    return feel_fault(m, "empty-list", MSG("there are no values to grade"));
}

// ---- bounds on one number -----------------------------------------------------------------------

static FeelValue clamp(FeelMachine *m, FeelValue x, FeelValue low, FeelValue high) {
    int order;
    bool has_low = low.kind != FEEL_NULL, has_high = high.kind != FEEL_NULL;
    if (builtin_is_faulty(low) || builtin_is_faulty(high))
        return feel_fault_from(m, builtin_is_faulty(low) ? low : high, FEEL_NULL_OPERAND,
                               MSG("a bound is null"));
    if ((has_low && !feel_compare(x, low, &order)) || (has_high && !feel_compare(x, high, &order)))
        return feel_fault(m, FEEL_WRONG_TYPE,
                          MSG("{1} does not compare with its bounds", builtin_text(m, x)));
    if (has_low && has_high && feel_compare(low, high, &order) && order > 0)
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("the lower bound {1} is above the upper bound {2}",
                              builtin_text(m, low), builtin_text(m, high)));
    if (has_low && feel_compare(x, low, &order) && order < 0) return low;
    return has_high && feel_compare(x, high, &order) && order > 0 ? high : x;
}

static FeelValue run_clamp(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    return clamp(m, args[0], args[1], args[2]);
}

// last * ratio; null where there is no ratio.
static FeelValue bound_of(FeelMachine *m, FeelValue last, FeelValue ratio) {
    Dec bound = DEC_ZERO;
    if (ratio.kind == FEEL_NULL) return ratio;
    bool ok = dec_mul(last.number, ratio.number, &bound);
    return builtin_number(m, ok, bound);
}

static FeelValue run_corridor(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    if (dec_is_zero(args[1].number)) return args[0];
    FeelValue low = bound_of(m, args[1], args[2]), high = bound_of(m, args[1], args[3]);
    bool is_negative = dec_is_negative(args[1].number);
    return is_negative ? clamp(m, args[0], high, low) : clamp(m, args[0], low, high);
}

static bool mode_of(FeelValue v, DecRounding *ret) {
    static const struct {
        Str name;
        DecRounding mode;
    } modes[] = {
        {{"half even", 9}, DEC_HALF_EVEN}, {{"half up", 7}, DEC_HALF_UP},
        {{"half down", 9}, DEC_HALF_DOWN}, {{"up", 2}, DEC_UP},
        {{"down", 4}, DEC_DOWN},           {{"floor", 5}, DEC_FLOOR},
        {{"ceiling", 7}, DEC_CEILING},
    };
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!str_is(v.string, modes[i].name)) continue;
        *ret = modes[i].mode;
        return true;
    }
    return false;
}

static FeelValue run_round_to(FeelMachine *m, const FeelValue *args, size_t count) {
    DecRounding mode = DEC_HALF_EVEN;
    Dec rounded = DEC_ZERO;
    if (count > 2 && !mode_of(args[2], &mode))
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("{1} is no way of rounding; there are half even, half up, half down, "
                              "up, down, floor and ceiling",
                              builtin_text(m, args[2])));
    if (dec_compare(args[1].number, DEC_ZERO) <= 0)
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("the step must be above 0"));
    bool ok = dec_round_to(args[0].number, args[1].number, mode, &rounded);
    return builtin_number(m, ok, rounded);
}

// ---- tiers --------------------------------------------------------------------------------------

// Bounds that rise strictly, all numbers.
static bool check_rising(FeelMachine *m, FeelList bounds, FeelValue *ret_fault) {
    if (!feel_steps(m, bounds.count)) {
        *ret_fault = feel_stopped(m);
        return false;
    }
    if (!builtin_check_items(m, bounds, FEEL_NUMBER, ret_fault)) return false;
    for (size_t i = 1; i < bounds.count; i++) {
        if (dec_compare(bounds.items[i - 1].number, bounds.items[i].number) < 0) continue;
        *ret_fault = feel_fault(m, NOT_ASCENDING,
                                MSG("bound {1} is not above the one before it",
                                    builtin_integer_text(m, (int64_t)i + 1)));
        return false;
    }
    return true;
}

// How many bounds x is above; a bound itself belongs to the tier below it.
static size_t tier_of(Dec x, FeelList bounds) {
    size_t tier = 0;
    while (tier < bounds.count && dec_compare(x, bounds.items[tier].number) > 0) tier++;
    return tier;
}

static FeelValue run_tier(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList bounds = *args[1].list, values = *args[2].list;
    FeelValue fault;
    if (!check_rising(m, bounds, &fault)) return fault;
    if (values.count != bounds.count + 1) return lengths_differ(m, bounds.count + 1, values.count);
    return values.items[tier_of(args[0].number, bounds)];
}

// Add the part of x between two bounds, at its rate.
static bool add_slice(Dec *sum, Dec from, Dec to, Dec rate) {
    Dec slice;
    return dec_sub(to, from, &slice) && dec_mul(slice, rate, &slice) && dec_add(*sum, slice, sum);
}

static FeelValue marginal_sum(FeelMachine *m, Dec x, FeelList bounds, FeelList rates) {
    Dec sum = DEC_ZERO, from = DEC_ZERO;
    bool ok = true;
    size_t last = tier_of(x, bounds);
    for (size_t i = 0; ok && i <= last; i++) {
        Dec to = i < last ? bounds.items[i].number : x;
        ok = add_slice(&sum, from, to, rates.items[i].number);
        from = to;
    }
    return builtin_number(m, ok, sum);
}

static FeelValue run_marginal_tiers(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList bounds = *args[1].list, rates = *args[2].list;
    FeelValue fault;
    if (!check_rising(m, bounds, &fault) || !builtin_check_items(m, rates, FEEL_NUMBER, &fault))
        return fault;
    if (rates.count != bounds.count + 1) return lengths_differ(m, bounds.count + 1, rates.count);
    if (bounds.count && dec_is_negative(bounds.items[0].number))
        return feel_fault(m, FEEL_WRONG_VALUE, MSG("the first bound is negative"));
    if (dec_is_negative(args[0].number))
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("{1} is negative, and tiers begin at 0", builtin_text(m, args[0])));
    return marginal_sum(m, args[0].number, bounds, rates);
}

// ---- between points -----------------------------------------------------------------------------

// y0 + (y1 - y0) * (x - x0) / (x1 - x0)
static bool line_at(Dec x, Dec x0, Dec x1, Dec y0, Dec y1, Dec *ret) {
    Dec run, width, rise;
    return dec_sub(x, x0, &run) && dec_sub(x1, x0, &width) && dec_sub(y1, y0, &rise) &&
           dec_mul(rise, run, &rise) && dec_div(rise, width, &rise) && dec_add(y0, rise, ret);
}

static FeelValue run_interpolate(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    FeelList xs = *args[1].list, ys = *args[2].list;
    FeelValue fault;
    Dec x = args[0].number, y = DEC_ZERO;
    if (!check_rising(m, xs, &fault) || !builtin_check_items(m, ys, FEEL_NUMBER, &fault))
        return fault;
    if (xs.count != ys.count) return lengths_differ(m, xs.count, ys.count);
    size_t above = tier_of(x, xs);
    if (above < xs.count && dec_compare(x, xs.items[above].number) == 0) return ys.items[above];
    if (above == 0 || above == xs.count)
        return feel_fault(m, FEEL_WRONG_VALUE,
                          MSG("{1} is outside the points; clamp it first if the ends shall hold "
                              "beyond",
                              builtin_text(m, args[0])));
    bool ok = line_at(x, xs.items[above - 1].number, xs.items[above].number,
                      ys.items[above - 1].number, ys.items[above].number, &y);
    return builtin_number(m, ok, y);
}

static FeelValue run_indexation(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Dec product, indexed = DEC_ZERO;
    if (dec_is_zero(args[2].number))
        return feel_fault(m, FEEL_DIVISION_BY_ZERO, MSG("the base index is 0"));
    bool ok = dec_mul(args[0].number, args[1].number, &product) &&
              dec_div(product, args[2].number, &indexed);
    return builtin_number(m, ok, indexed);
}

// ---- rows ---------------------------------------------------------------------------------------

enum { K_BOUND = K_ORDERED | K_NULL };
#define NUMBER(name_) PARAM(name_, K_NUMBER)
#define NUMBERS(name_) LIST_PARAM(name_, FEEL_NUMBER)

static const Builtin rows[] = {
    {DOMAIN_DOC("grade", "grade(value, limits)",
                "1 plus the number of limits that the value exceeds. Where the limits descend (as "
                "for dissolved oxygen), it exceeds those that it is below. A limit belongs to the "
                "better grade, and so do equal limits.",
                "1 加上数值超过的限值个数；限值递减（如溶解氧）时，低于限值即为超过。"
                "恰等于限值者归较好一级，相邻限值相等时亦取较好一级。",
                "grade(0.15, [0.02, 0.1, 0.2, 0.3, 0.4])", "3"),
     SIGNATURES(SIGNATURE(NUMBER("value"), NUMBERS("limits"))), .run = run_grade,
     .result = FEEL_NUMBER},
    {DOMAIN_DOC("worst grade", "worst grade(values, limits)",
                "The highest of the grades of several values, each by its own list of limits: the "
                "worst indicator decides.",
                "多项数值按各自限值列表定级后的最高级：最差指标决定类别。",
                "worst grade([0.15, 7], [[0.02, 0.1, 0.2], [7.5, 6, 5]])", "3"),
     SIGNATURES(SIGNATURE(NUMBERS("values"), LIST_PARAM("limits", FEEL_LIST))),
     .run = run_worst_grade, .result = FEEL_NUMBER},
    {DOMAIN_DOC("clamp", "clamp(x, low, high)",
                "x, or the bound that it passes; a bound of null does not bind.",
                "将 x 限制在下限与上限之间；空值表示不设限。", "clamp(12, 0, 10)", "10"),
     SIGNATURES(SIGNATURE(PARAM("x", K_ORDERED), PARAM("low", K_BOUND), PARAM("high", K_BOUND))),
     .run = run_clamp, .result_type = builtin_type_first},
    {DOMAIN_DOC(
         "round to", "round to(x, step, mode?)",
         "x rounded to a multiple of the step. Modes: \"half even\" (if left out), \"half "
         "up\", \"half down\", \"up\", \"down\", \"floor\", \"ceiling\".",
         "将 x 舍入为 step 的整数倍。方式：\"half even\"（默认）、\"half up\"、\"half down\"、"
         "\"up\"、\"down\"、\"floor\"、\"ceiling\"。",
         "round to(12350, 100, \"half up\")", "12400"),
     SIGNATURES(SIGNATURE(NUMBER("x"), NUMBER("step"), OPTIONAL("mode", K_STRING))),
     .run = run_round_to, .result = FEEL_NUMBER},
    {DOMAIN_DOC("tier", "tier(x, bounds, values)",
                "The value of the tier that x is in. There is one value more than bounds, which "
                "rise; a bound belongs to the tier below it.",
                "x 所在档次的值；值比界限多一个，界限递增，恰等于界限者归下一档。",
                "tier(300, [100, 500], [\"low\", \"middle\", \"high\"])", "\"middle\""),
     SIGNATURES(SIGNATURE(NUMBER("x"), NUMBERS("bounds"), PARAM("values", K_LIST))),
     .run = run_tier, .result = FEEL_ANY},
    {DOMAIN_DOC("marginal tiers", "marginal tiers(x, bounds, rates)",
                "Each slice of x at its own rate: up to the first bound at the first rate, from "
                "there to the second at the second, and so on.",
                "分段累进：x 的每一段按该段费率计算后相加。",
                "marginal tiers(300, [100, 200], [1, 2, 3])", "600"),
     SIGNATURES(SIGNATURE(NUMBER("x"), NUMBERS("bounds"), NUMBERS("rates"))),
     .run = run_marginal_tiers, .result = FEEL_NUMBER},
    {DOMAIN_DOC("interpolate", "interpolate(x, xs, ys)",
                "The height at x of the straight lines through the points; outside them there is "
                "none.",
                "在各点连成的折线上取 x 处的值；超出范围则无值。",
                "interpolate(15, [10, 20], [100, 200])", "150"),
     SIGNATURES(SIGNATURE(NUMBER("x"), NUMBERS("xs"), NUMBERS("ys"))), .run = run_interpolate,
     .result = FEEL_NUMBER},
    {DOMAIN_DOC("corridor", "corridor(x, last, low ratio, high ratio)",
                "x kept between two multiples of last time's value; free where that was 0. A ratio "
                "of null does not bind.",
                "将 x 限制在上期值的两个倍数之间；上期为 0 时不限，比率为空值时该侧不限。",
                "corridor(1000, 600, 0.9, 1.2)", "720"),
     SIGNATURES(SIGNATURE(NUMBER("x"), NUMBER("last"), PARAM("low ratio", K_NUMBER | K_NULL),
                          PARAM("high ratio", K_NUMBER | K_NULL))),
     .run = run_corridor, .result = FEEL_NUMBER},
    {DOMAIN_DOC("indexation", "indexation(amount, index, base index)",
                "The amount moved as the index has moved since its base.",
                "按指数相对基期的变动调整金额。", "indexation(1000, 105, 100)", "1050"),
     SIGNATURES(SIGNATURE(NUMBER("amount"), NUMBER("index"), NUMBER("base index"))),
     .run = run_indexation, .result = FEEL_NUMBER},
};

const BuiltinFamily builtin_tariffs = FAMILY(rows);
