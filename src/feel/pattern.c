// feel/pattern.c - from the patterns of XPath to those of PCRE2, one pass over the text
#include "feel/pattern.h"

enum { GROUPS_MAX = 200, CLASS_DEPTH_MAX = 16, REPEAT_MAX = 10000 };

typedef struct Translator {
    Str pattern;
    size_t at;
    Buf out;
    bool after_atom;                       // a quantifier may follow
    uint32_t open[GROUPS_MAX], open_count; // numbers of the groups around `at`; 0 = not counted
    bool closed[GROUPS_MAX + 1];
    uint32_t groups;
    Message fault;
} Translator;

bool pattern_flags_parse(Str flags, PatternFlags *ret) {
    *ret = (PatternFlags){0};
    for (size_t i = 0; i < flags.size; i++) {
        char c = flags.at[i];
        if (c == 's')
            ret->dot_all = true;
        else if (c == 'm')
            ret->multi_line = true;
        else if (c == 'i')
            ret->ignore_case = true;
        else if (c == 'x')
            ret->ignore_blanks = true;
        else
            return false;
    }
    return true;
}

// ---- reading ------------------------------------------------------------------------------------

static bool fail(Translator *t, Message fault) {
    t->fault = fault;
    return false;
}

static bool at_end(const Translator *t) {
    return t->at >= t->pattern.size;
}

// The byte `ahead` of the place, 0 beyond the end.
static char peek(const Translator *t, size_t ahead) {
    return t->at + ahead < t->pattern.size ? t->pattern.at[t->at + ahead] : 0;
}

static bool take(Translator *t, char c) {
    if (at_end(t) || peek(t, 0) != c) return false;
    t->at++;
    return true;
}

static uint32_t take_point(Translator *t) {
    uint32_t point = 0;
    t->at += utf8_get(t->pattern, t->at, &point);
    return point;
}

static void add_point(Buf *b, uint32_t point) {
    buf_add_fmt(b, "\\x{%x}", point);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// ---- escapes ------------------------------------------------------------------------------------

// After the backslash: a single character. False if it is no such escape; nothing is taken then.
static bool take_single_escape(Translator *t, uint32_t *ret) {
    char c = peek(t, 0);
    if (c == 0) return false;
    if (c == 'n' || c == 'r' || c == 't') {
        *ret = c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
    } else {
        if (!strchr("\\|.-^?*+{}()[]$", c)) return false;
        *ret = (unsigned char)c;
    }
    t->at++;
    return true;
}

// After the backslash: a class, written as the inside of one.
static bool take_class_escape(Translator *t, Buf *b) {
    char c = peek(t, 0);
    if (c != 'p' && c != 'P') {
        if (!pattern_add_class(b, c)) return fail(t, MSG("the pattern has an unknown escape"));
        t->at++;
        return true;
    }
    int64_t end = str_find(t->pattern, STR("}"), t->at);
    if (peek(t, 1) != '{' || end < 0) return fail(t, MSG("the pattern has an incomplete \\p{…}"));
    Str name = str_part(t->pattern, t->at + 2, (size_t)end - t->at - 2);
    t->at = (size_t)end + 1;
    return pattern_add_property(b, name, c == 'P') ||
           fail(t, MSG("the pattern names a category or block that does not exist"));
}

// As many digits as there are groups closed so far.
static bool back_reference(Translator *t) {
    uint32_t number = (uint32_t)(t->pattern.at[t->at++] - '0');
    while (is_digit(peek(t, 0)) && number * 10 + (uint32_t)(peek(t, 0) - '0') <= t->groups)
        number = number * 10 + (uint32_t)(t->pattern.at[t->at++] - '0');
    if (number > t->groups || !t->closed[number])
        return fail(t, MSG("the pattern refers back to a group that is not closed before"));
    buf_add_fmt(&t->out, "\\g{%u}", number);
    return true;
}

static bool escape(Translator *t) {
    uint32_t point;
    t->after_atom = true;
    if (is_digit(peek(t, 0)) && peek(t, 0) != '0') return back_reference(t);
    if (take_single_escape(t, &point)) {
        add_point(&t->out, point);
        return true;
    }
    buf_add_byte(&t->out, '[');
    if (!take_class_escape(t, &t->out)) return false;
    buf_add_byte(&t->out, ']');
    return true;
}

// ---- classes ------------------------------------------------------------------------------------

static bool class_expression(Translator *t, Buf *out, int depth);

// One character of a class, plain or escaped.
static bool take_class_point(Translator *t, uint32_t *ret) {
    if (take(t, '\\'))
        return take_single_escape(t, ret) || fail(t, MSG("the pattern has a range without end"));
    if (peek(t, 0) == '[') return fail(t, MSG("the pattern has [ inside a class; write \\["));
    *ret = take_point(t);
    return true;
}

static bool is_range_ahead(const Translator *t) {
    return peek(t, 0) == '-' && peek(t, 1) != ']' && peek(t, 1) != '[' && peek(t, 1) != 0;
}

static bool class_item(Translator *t, Buf *b, bool is_first) {
    uint32_t first, last;
    size_t start = t->at;
    if (peek(t, 0) == '\\' && !strchr("\\|.-^?*+{}()[]$nrt", peek(t, 1))) {
        t->at++;
        return take_class_escape(t, b);
    }
    if (!take_class_point(t, &first)) return false;
    bool is_bare_hyphen = t->pattern.at[start] == '-';
    if (is_bare_hyphen && !is_first && peek(t, 0) != ']' && peek(t, 0) != '-')
        return fail(t, MSG("the pattern has - in the middle of a class; write \\-"));
    last = first;
    if (is_range_ahead(t)) {
        t->at++;
        if (!take_class_point(t, &last)) return false;
    }
    if (last < first) return fail(t, MSG("the pattern has a range that runs backward"));
    buf_add_fmt(b, "\\x{%x}-\\x{%x}", first, last);
    return true;
}

// After the [ and ^: items up to the ] or the - that subtracts a class.
static bool class_items(Translator *t, Buf *b) {
    bool is_first = true;
    while (peek(t, 0) != ']' && !(peek(t, 0) == '-' && peek(t, 1) == '[')) {
        if (at_end(t)) return fail(t, MSG("the pattern has a class without its ]"));
        if (!class_item(t, b, is_first)) return false;
        is_first = false;
    }
    return !is_first || fail(t, MSG("the pattern has an empty class"));
}

// After the [. A subtraction becomes "not the one, and then the other".
static bool class_expression(Translator *t, Buf *out, int depth) {
    Buf items = {.arena = out->arena}, minus = {.arena = out->arena};
    if (depth > CLASS_DEPTH_MAX) return fail(t, MSG("the pattern nests classes too deep"));
    bool negated = take(t, '^');
    if (!class_items(t, &items)) return false;
    bool subtracts = take(t, '-');
    if (subtracts && (!take(t, '[') || !class_expression(t, &minus, depth + 1))) return false;
    if (!take(t, ']')) return fail(t, MSG("the pattern has a class without its ]"));
    if (subtracts) buf_add_fmt(out, "(?:(?!%.*s)", STR_ARG(buf_str(&minus)));
    buf_add_fmt(out, "[%s%.*s]", negated ? "^" : "", STR_ARG(buf_str(&items)));
    if (subtracts) buf_add_byte(out, ')');
    return true;
}

// ---- groups and quantifiers ---------------------------------------------------------------------

static bool group_open(Translator *t) {
    if (t->open_count == GROUPS_MAX || t->groups == GROUPS_MAX)
        return fail(t, MSG("the pattern has too many groups"));
    bool counted = peek(t, 0) != '?';
    if (!counted && peek(t, 1) != ':')
        return fail(t, MSG("the pattern has (? which is not of XPath"));
    t->at += counted ? 0 : 2;
    t->open[t->open_count++] = counted ? ++t->groups : 0;
    buf_add_c(&t->out, counted ? "(" : "(?:");
    t->after_atom = false;
    return true;
}

static bool group_close(Translator *t) {
    if (t->open_count == 0) return fail(t, MSG("the pattern has ) without its ("));
    t->closed[t->open[--t->open_count]] = true;
    buf_add_byte(&t->out, ')');
    t->after_atom = true;
    return true;
}

static bool take_count(Translator *t, uint32_t *ret) {
    size_t start = t->at;
    *ret = 0;
    while (is_digit(peek(t, 0)) && *ret <= REPEAT_MAX)
        *ret = *ret * 10 + (uint32_t)(t->pattern.at[t->at++] - '0');
    return t->at > start && *ret <= REPEAT_MAX;
}

// After the {: "n}", "n,}" or "n,m}".
static bool counted_quantifier(Translator *t) {
    uint32_t least, most;
    if (!take_count(t, &least)) return fail(t, MSG("the pattern has a {…} that counts nothing"));
    buf_add_fmt(&t->out, "{%u", least);
    if (take(t, ',')) {
        buf_add_byte(&t->out, ',');
        most = least;
        if (is_digit(peek(t, 0)) && (!take_count(t, &most) || most < least))
            return fail(t, MSG("the pattern has a {…} whose numbers run backward"));
        if (t->pattern.at[t->at - 1] != ',') buf_add_fmt(&t->out, "%u", most);
    }
    buf_add_byte(&t->out, '}');
    return take(t, '}') || fail(t, MSG("the pattern has { without its }"));
}

static bool quantifier(Translator *t, char c) {
    if (!t->after_atom) return fail(t, MSG("the pattern repeats nothing"));
    if (c == '{') {
        if (!counted_quantifier(t)) return false;
    } else {
        buf_add_byte(&t->out, c);
    }
    if (take(t, '?')) buf_add_byte(&t->out, '?');
    t->after_atom = false;
    return true;
}

// ---- the whole ----------------------------------------------------------------------------------

static bool plain_piece(Translator *t, char c) {
    t->at++;
    t->after_atom = c == '.';
    buf_add_byte(&t->out, c);
    return true;
}

static bool piece(Translator *t) {
    char c = peek(t, 0);
    if (strchr(".|^$", c) && c) return plain_piece(t, c);
    if (take(t, '(')) return group_open(t);
    if (take(t, ')')) return group_close(t);
    if (take(t, '\\')) return escape(t);
    if (take(t, '*') || take(t, '+') || take(t, '?') || take(t, '{')) return quantifier(t, c);
    t->after_atom = true;
    if (take(t, '[')) return class_expression(t, &t->out, 0);
    if (c == ']' || c == '}') return fail(t, MSG("the pattern has ] or } without its beginning"));
    add_point(&t->out, take_point(t));
    return true;
}

// Blanks outside classes are taken out before anything else is read, so that "\\ s" is "\\s".
static Str without_blanks(Arena *a, Str pattern) {
    Buf b = {.arena = a};
    int depth = 0;
    for (size_t i = 0; i < pattern.size; i++) {
        char c = pattern.at[i];
        bool escapes = c == '\\' && i + 1 < pattern.size && !is_blank(pattern.at[i + 1]);
        if (depth == 0 && is_blank(c)) continue;
        buf_add_byte(&b, c);
        if (escapes) buf_add_byte(&b, pattern.at[++i]);
        depth += c == '[';
        depth -= c == ']' && depth > 0;
    }
    return buf_str(&b);
}

bool pattern_translate(Arena *a, Str pattern, PatternFlags flags, Str *ret, uint32_t *ret_groups,
                       Message *ret_fault) {
    Translator t = {.pattern = flags.ignore_blanks ? without_blanks(a, pattern) : pattern,
                    .out = {.arena = a}};
    while (!at_end(&t)) {
        if (piece(&t)) continue;
        *ret_fault = t.fault;
        return false;
    }
    if (t.open_count) {
        *ret_fault = MSG("the pattern has ( without its )");
        return false;
    }
    *ret = buf_str(&t.out);
    *ret_groups = t.groups;
    return true;
}
