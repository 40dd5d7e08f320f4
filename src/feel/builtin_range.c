// feel/builtin_range.c - builtins that relate points and ranges: before, meets, during …; range()
//
// A point is the range from itself to itself. Each end is a value and a side: the low end of (1..5]
// stands just above 1, the high end of [1..5) just below 5. All relations are then comparisons of
// ends. A missing end is infinite.
#include "feel/builtin.h"
#include "feel/temporal.h"

typedef struct End {
    FeelValue value;
    int side;     // -1 just below the value, 0 at it, 1 just above it
    int infinity; // -1, 0, 1
} End;

typedef struct Interval {
    End low, high;
} Interval;

// Two intervals under comparison; `failed` once two ends did not compare.
typedef struct Pair {
    Interval a, b;
    bool failed;
} Pair;

static Interval interval_of(FeelValue v) {
    if (v.kind != FEEL_RANGE) return (Interval){{v, 0, 0}, {v, 0, 0}};
    const FeelRange *r = v.range;
    return (Interval){{r->low, r->low_included ? 0 : 1, r->low.kind == FEEL_NULL ? -1 : 0},
                      {r->high, r->high_included ? 0 : -1, r->high.kind == FEEL_NULL ? 1 : 0}};
}

static int compare_values(Pair *p, const End *x, const End *y) {
    int order = 0;
    if (x->infinity || y->infinity) return x->infinity - y->infinity;
    if (!feel_compare(x->value, y->value, &order)) p->failed = true;
    return order;
}

static int compare_ends(Pair *p, const End *x, const End *y) {
    int order = compare_values(p, x, y);
    return order ? order : x->side - y->side;
}

static bool is_before(Pair *p, const Interval *a, const Interval *b) {
    int order = compare_values(p, &a->high, &b->low);
    return order < 0 || (order == 0 && (a->high.side != 0 || b->low.side != 0));
}

static bool meets(Pair *p, const Interval *a, const Interval *b) {
    return compare_values(p, &a->high, &b->low) == 0 && a->high.side == 0 && b->low.side == 0;
}

static bool overlaps(Pair *p, const Interval *a, const Interval *b) {
    return !is_before(p, a, b) && !is_before(p, b, a);
}

static bool overlaps_before(Pair *p, const Interval *a, const Interval *b) {
    return compare_ends(p, &a->low, &b->low) < 0 && !is_before(p, a, b) &&
           compare_ends(p, &a->high, &b->high) <= 0;
}

static bool finishes(Pair *p, const Interval *a, const Interval *b) {
    return compare_ends(p, &a->high, &b->high) == 0 && compare_ends(p, &a->low, &b->low) >= 0;
}

static bool starts(Pair *p, const Interval *a, const Interval *b) {
    return compare_ends(p, &a->low, &b->low) == 0 && compare_ends(p, &a->high, &b->high) <= 0;
}

static bool includes(Pair *p, const Interval *a, const Interval *b) {
    return compare_ends(p, &a->low, &b->low) <= 0 && compare_ends(p, &a->high, &b->high) >= 0;
}

static bool coincides(Pair *p, const Interval *a, const Interval *b) {
    return compare_ends(p, &a->low, &b->low) == 0 && compare_ends(p, &a->high, &b->high) == 0;
}

typedef bool Relation(Pair *p, const Interval *a, const Interval *b);

static FeelValue relate(FeelMachine *m, FeelValue a, FeelValue b, Relation *relation) {
    Pair p = {interval_of(a), interval_of(b), false};
    bool holds = relation(&p, &p.a, &p.b);
    if (!p.failed) return feel_boolean(holds);
    return feel_fault(m, FEEL_WRONG_TYPE,
                      MSG("{1} does not compare with {2}", builtin_text(m, a), builtin_text(m, b)));
}

#define RELATION(name_, first_, second_, relation_)                                                \
    static FeelValue name_(FeelMachine *m, const FeelValue *args, size_t count) {                  \
        (void)count;                                                                               \
        return relate(m, args[first_], args[second_], relation_);                                  \
    }
RELATION(run_before, 0, 1, is_before)
RELATION(run_after, 1, 0, is_before)
RELATION(run_meets, 0, 1, meets)
RELATION(run_met_by, 1, 0, meets)
RELATION(run_overlaps, 0, 1, overlaps)
RELATION(run_overlaps_before, 0, 1, overlaps_before)
RELATION(run_overlaps_after, 1, 0, overlaps_before)
RELATION(run_finishes, 0, 1, finishes)
RELATION(run_finished_by, 1, 0, finishes)
RELATION(run_includes, 0, 1, includes)
RELATION(run_during, 1, 0, includes)
RELATION(run_starts, 0, 1, starts)
RELATION(run_started_by, 1, 0, starts)
RELATION(run_coincides, 0, 1, coincides)

// ---- range("[1..3]") ----------------------------------------------------------------------------

typedef struct Reader {
    FeelMachine *machine;
    Str text;
    size_t at;
} Reader;

static void skip_blanks(Reader *r) {
    while (r->at < r->text.size && strchr(" \t\r\n", r->text.at[r->at])) r->at++;
}

static bool take(Reader *r, Str token) {
    skip_blanks(r);
    if (!str_starts_with(str_part(r->text, r->at, token.size), token)) return false;
    r->at += token.size;
    return true;
}

// The character that an escape stands for; 0 if it is not one of the simple ones.
static char unescaped(char c) {
    static const char marks[] = "\"\\nrt", plain[] = "\"\\\n\r\t";
    const char *at = c ? strchr(marks, c) : NULL;
    return at ? plain[at - marks] : 0;
}

static bool take_string(Reader *r, Str *ret) {
    if (!take(r, STR("\""))) return false;
    char *out = feel_bytes(r->machine, r->text.size);
    size_t size = 0;
    while (out && r->at < r->text.size && r->text.at[r->at] != '"') {
        char c = r->text.at[r->at++];
        if (c == '\\' && r->at < r->text.size) c = unescaped(r->text.at[r->at++]);
        if (c == 0) return false;
        out[size++] = c;
    }
    *ret = (Str){out, size};
    return out && r->at++ < r->text.size;
}

static bool take_number(Reader *r, FeelValue *ret) {
    size_t start = r->at;
    Dec d;
    while (r->at < r->text.size && strchr("+-.0123456789eE", r->text.at[r->at]) &&
           !str_starts_with(str_part(r->text, r->at, 2), STR("..")))
        r->at++;
    if (!dec_from_text(str_part(r->text, start, r->at - start), &d, NULL)) return false;
    *ret = feel_number(d);
    return true;
}

static bool is_kind(FeelValue v, uint16_t kinds) {
    return (KIND_BIT(v.kind) & kinds) != 0;
}

// name("text") for the constructors of dates, times and durations.
static bool take_constructor(Reader *r, FeelValue *ret) {
    static const struct {
        Str name;
        uint16_t kinds;
    } constructors[] = {
        {{"date and time", 13}, KIND_BIT(FEEL_DATE_TIME)},
        {{"date", 4}, KIND_BIT(FEEL_DATE)},
        {{"time", 4}, KIND_BIT(FEEL_TIME)},
        {{"duration", 8}, KINDS_DURATION},
    };
    Str text;
    for (size_t i = 0; i < sizeof constructors / sizeof *constructors; i++) {
        if (!take(r, constructors[i].name)) continue;
        if (!take(r, STR("(")) || !take_string(r, &text) || !take(r, STR(")"))) return false;
        *ret = feel_temporal_literal(text);
        return is_kind(*ret, constructors[i].kinds);
    }
    return false;
}

static bool take_end(Reader *r, FeelValue *ret) {
    Str text;
    skip_blanks(r);
    if (take(r, STR("@"))) {
        if (!take_string(r, &text)) return false;
        *ret = feel_temporal_literal(text);
        return ret->kind != FEEL_NULL;
    }
    if (r->at < r->text.size && r->text.at[r->at] == '"') {
        if (!take_string(r, &text)) return false;
        *ret = feel_string(text);
        return true;
    }
    return take_constructor(r, ret) || take_number(r, ret);
}

static bool take_range(Reader *r, FeelRange *range) {
    int order;
    range->low_included = take(r, STR("["));
    if (!range->low_included && !take(r, STR("(")) && !take(r, STR("]"))) return false;
    if (!take_end(r, &range->low) || !take(r, STR("..")) || !take_end(r, &range->high))
        return false;
    range->high_included = take(r, STR("]"));
    if (!range->high_included && !take(r, STR(")")) && !take(r, STR("["))) return false;
    skip_blanks(r);
    return r->at == r->text.size && feel_compare(range->low, range->high, &order) && order <= 0;
}

static FeelValue run_range(FeelMachine *m, const FeelValue *args, size_t count) {
    (void)count;
    Reader r = {m, args[0].string, 0};
    FeelRange range;
    if (!feel_steps(m, r.text.size / 16 + 1) || !feel_room(m, sizeof range)) return feel_stopped(m);
    if (take_range(&r, &range)) return feel_range(range, feel_machine_arena(m));
    return feel_fault(m, FEEL_WRONG_VALUE,
                      MSG("{1} is not a range of two literals in order, such as [1..3]",
                          builtin_text(m, args[0])));
}

#define POINT(name_) PARAM(name_, K_ORDERED)
#define RANGE(name_) PARAM(name_, K_RANGE)
#define OF_TWO_RANGES SIGNATURE(RANGE("range1"), RANGE("range2"))
#define OF_POINT_RANGE SIGNATURE(POINT("point"), RANGE("range"))
#define OF_RANGE_POINT SIGNATURE(RANGE("range"), POINT("point"))
#define OF_POINTS SIGNATURE(POINT("point1"), POINT("point2"))

static const Builtin rows[] = {
    {DOC("before", "before(point or range, point or range)",
         "Does the first end before the second begins?", "前者是否在后者开始之前结束。",
         "before([1..10), [10..20])", "true"),
     SIGNATURES(OF_POINTS, OF_POINT_RANGE, OF_RANGE_POINT, OF_TWO_RANGES), .run = run_before,
     .result = FEEL_BOOLEAN},
    {DOC("after", "after(point or range, point or range)",
         "Does the first begin after the second ends?", "前者是否在后者结束之后开始。",
         "after(12, [1..10])", "true"),
     SIGNATURES(OF_POINTS, OF_POINT_RANGE, OF_RANGE_POINT, OF_TWO_RANGES), .run = run_after,
     .result = FEEL_BOOLEAN},
    {DOC("meets", "meets(range1, range2)",
         "Is the end of the first the beginning of the second, in both?",
         "前者的终点是否恰为后者的起点（两端均含）。", "meets([1..5], [5..10])", "true"),
     SIGNATURES(OF_TWO_RANGES), .run = run_meets, .result = FEEL_BOOLEAN},
    {DOC("met by", "met by(range1, range2)",
         "Is the beginning of the first the end of the second, in both?",
         "前者的起点是否恰为后者的终点（两端均含）。", "met by([5..10], [1..5])", "true"),
     SIGNATURES(OF_TWO_RANGES), .run = run_met_by, .result = FEEL_BOOLEAN},
    {DOC("overlaps", "overlaps(range1, range2)", "Do the ranges have something in common?",
         "两区间是否有公共部分。", "overlaps([1..5], [3..8])", "true"),
     SIGNATURES(OF_TWO_RANGES), .run = run_overlaps, .result = FEEL_BOOLEAN},
    {DOC("overlaps before", "overlaps before(range1, range2)",
         "Does the first begin before the second and end within it?",
         "前者是否先于后者开始并在其中结束。", "overlaps before([1..5], [3..8])", "true"),
     SIGNATURES(OF_TWO_RANGES), .run = run_overlaps_before, .result = FEEL_BOOLEAN},
    {DOC("overlaps after", "overlaps after(range1, range2)",
         "Does the first begin within the second and end after it?",
         "前者是否在后者之中开始并晚于其结束。", "overlaps after([3..8], [1..5])", "true"),
     SIGNATURES(OF_TWO_RANGES), .run = run_overlaps_after, .result = FEEL_BOOLEAN},
    {DOC("finishes", "finishes(point or range, range)", "Do both end together?",
         "两者是否同时结束。", "finishes([5..10], [1..10])", "true"),
     SIGNATURES(OF_POINT_RANGE, OF_TWO_RANGES), .run = run_finishes, .result = FEEL_BOOLEAN},
    {DOC("finished by", "finished by(range, point or range)",
         "Does the second end together with the first?", "后者是否与前者同时结束。",
         "finished by([1..10], 10)", "true"),
     SIGNATURES(OF_RANGE_POINT, OF_TWO_RANGES), .run = run_finished_by, .result = FEEL_BOOLEAN},
    {DOC("includes", "includes(range, point or range)", "Does the range hold all of the second?",
         "区间是否包含后者。", "includes([1..10], [4..6])", "true"),
     SIGNATURES(OF_RANGE_POINT, OF_TWO_RANGES), .run = run_includes, .result = FEEL_BOOLEAN},
    {DOC("during", "during(point or range, range)", "Is all of the first within the range?",
         "前者是否完全在区间之内。", "during(5, [1..10])", "true"),
     SIGNATURES(OF_POINT_RANGE, OF_TWO_RANGES), .run = run_during, .result = FEEL_BOOLEAN},
    {DOC("starts", "starts(point or range, range)", "Do both begin together?", "两者是否同时开始。",
         "starts(1, [1..10])", "true"),
     SIGNATURES(OF_POINT_RANGE, OF_TWO_RANGES), .run = run_starts, .result = FEEL_BOOLEAN},
    {DOC("started by", "started by(range, point or range)",
         "Does the second begin together with the first?", "后者是否与前者同时开始。",
         "started by([1..10], [1..5])", "true"),
     SIGNATURES(OF_RANGE_POINT, OF_TWO_RANGES), .run = run_started_by, .result = FEEL_BOOLEAN},
    {DOC("coincides", "coincides(point1, point2) or coincides(range1, range2)",
         "Are both the same point, or the same range?", "两点或两区间是否相同。",
         "coincides([1..5], (1..5])", "false"),
     SIGNATURES(OF_POINTS, OF_TWO_RANGES), .run = run_coincides, .result = FEEL_BOOLEAN},
    {DOC("range", "range(from)", "The range that a text writes, with literals as its ends.",
         "由文本得到区间，两端须为字面量。", "range(\"[18..21)\")", "[18..21)"),
     SIGNATURES(SIGNATURE(PARAM("from", K_STRING))), .run = run_range, .result = FEEL_RANGE},
};

const BuiltinFamily builtin_ranges = FAMILY(rows);
