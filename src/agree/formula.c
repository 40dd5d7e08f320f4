// agree/formula.c - the literals of a formula in FEEL: numbers, dates, lengths of time
//
// The formula is read as tokens only: a number is one wherever an operand may stand, so a number
// right behind a word is part of a name ("tariff until 2019"). What belongs to computing and not to
// the agreement is soft: 0 and 1, how far `previous` looks back, and what units and percentages are
// converted by, where something is multiplied or divided by it.
#include "agree/span.h"
#include "agree/step.h"

enum { NESTING_MAX = 64 };

typedef enum Before { BEFORE_OPERATOR, BEFORE_FACTOR, BEFORE_NAME } Before;

typedef enum Call { CALL_OTHER, CALL_ROUNDS, CALL_EARLIER } Call;

typedef struct Reader {
    Str text;
    FigureList *out;
    Before before;
    Str word; // directly before, or nothing
    size_t depth;
    Call calls[NESTING_MAX];    // of the brackets that are open
    size_t commas[NESTING_MAX]; // so far within them
} Reader;

static const char *const OPERATORS[] = {"and",     "or",     "then",      "else", "if", "in",
                                        "between", "return", "satisfies", "not",  NULL};
static const char *const ROUNDINGS[] = {"decimal", "floor", "ceiling", "up", "down", "even", NULL};

static bool is_any(Str word, const char *const *words) {
    for (; *words; words++)
        if (str_is(word, str_from(*words))) return true;
    return false;
}

static Figure *add(Reader *r, FigureKind kind, Dec value, size_t start, size_t end) {
    Figure *f = VEC_ADD(r->out->arena, r->out);
    *f = (Figure){.kind = kind,
                  .value = value,
                  .written = value,
                  .over = dec_from_int(1),
                  .scale = 1,
                  .start = (uint32_t)start,
                  .end = (uint32_t)end};
    return f;
}

// Days in a week, months in a year, per cent …
static bool converts(Dec d) {
    static const int64_t FACTORS[] = {0,   1,   7,   10,  12,   24,    52,     60,
                                      100, 360, 365, 366, 1000, 10000, 100000, 1000000};
    int64_t value;
    if (!dec_to_int(d, &value)) return false;
    for (size_t i = 0; i < sizeof FACTORS / sizeof *FACTORS; i++)
        if (value == FACTORS[i]) return true;
    return false;
}

// Is something multiplied right behind `at`?
static bool factor_follows(Str text, size_t at) {
    at = skip_blanks(text, at);
    return at < text.size && text.at[at] == '*';
}

static bool is_of_computing(const Reader *r, const Numeral *n) {
    int64_t value;
    if (dec_to_int(n->value, &value) && (value == 0 || value == 1)) return true;
    bool is_factor = r->before == BEFORE_FACTOR || factor_follows(r->text, n->end);
    return is_factor && converts(n->value);
}

// Is this the second argument of such a call, as in round half up(x, 2) and previous(x, 2)?
static bool is_second_of(const Reader *r, Call call) {
    return r->depth && r->depth < NESTING_MAX && r->calls[r->depth] == call &&
           r->commas[r->depth] == 1;
}

static size_t take_number(Reader *r, size_t at) {
    Numeral n;
    size_t end = at;
    while (end < r->text.size && is_digit(r->text.at[end])) end++;
    bool has_point =
        end + 1 < r->text.size && r->text.at[end] == '.' && is_digit(r->text.at[end + 1]);
    if (has_point)
        for (end++; end < r->text.size && is_digit(r->text.at[end]);) end++;
    n.end = end;
    bool is_number = dec_from_text(str_part(r->text, at, end - at), &n.value, NULL);
    bool is_name = r->before == BEFORE_NAME ||
                   (end < r->text.size &&
                    ((unsigned char)r->text.at[end] >= 0x80 || is_letter(r->text.at[end])));
    if (is_number && !is_name) {
        Figure *f = add(r, FIGURE_NUMBER, n.value, at, end);
        f->is_soft = is_of_computing(r, &n) || is_second_of(r, CALL_EARLIER);
        if (is_second_of(r, CALL_ROUNDS)) {
            f->is_soft = !step_of_places(n.value, &f->value);
            f->kind = FIGURE_STEP;
        }
    }
    r->before = BEFORE_NAME;
    return end;
}

static size_t take_name(Reader *r, size_t at) {
    size_t end = at;
    for (; end < r->text.size; end++) {
        char c = r->text.at[end];
        if (!is_letter(c) && !is_digit(c) && c != '_' && (unsigned char)c < 0x80) break;
    }
    r->word = str_part(r->text, at, end - at);
    r->before = is_any(r->word, OPERATORS) ? BEFORE_OPERATOR : BEFORE_NAME;
    return end;
}

static size_t take_string(Reader *r, size_t at) {
    size_t end = at + 1;
    while (end < r->text.size && r->text.at[end] != '"') end += r->text.at[end] == '\\' ? 2 : 1;
    if (end > r->text.size) end = r->text.size;
    figures_in_iso(str_part(r->text, at + 1, end - at - 1), at + 1, r->out);
    r->before = BEFORE_NAME;
    return end < r->text.size ? end + 1 : end;
}

static Call call_of(Str word) {
    if (is_any(word, ROUNDINGS)) return CALL_ROUNDS;
    return str_is(word, STR("previous")) ? CALL_EARLIER : CALL_OTHER;
}

static void open(Reader *r) {
    r->depth++;
    if (r->depth >= NESTING_MAX) return;
    r->calls[r->depth] = call_of(r->word);
    r->commas[r->depth] = 0;
}

static size_t take_sign(Reader *r, size_t at) {
    char c = r->text.at[at];
    bool is_end = c == ')' || c == ']';
    if (is_blank(c)) return at + 1;
    if (c == '(' || c == '[') open(r);
    if (is_end && r->depth) r->depth--;
    if (c == ',' && r->depth && r->depth < NESTING_MAX) r->commas[r->depth]++;
    bool is_factor = c == '/' || c == '*';
    r->before = is_factor ? BEFORE_FACTOR : is_end ? BEFORE_NAME : BEFORE_OPERATOR;
    r->word = STR("");
    return at + 1;
}

// ≤, ≥, − as tables have them.
static bool is_operator_sign(Str text, size_t at) {
    return at + 3 <= text.size && text.at[at] == '\xE2' &&
           (text.at[at + 1] == '\x88' || text.at[at + 1] == '\x89');
}

static size_t take_operator(Reader *r, size_t at) {
    r->before = BEFORE_OPERATOR;
    return at + 3;
}

void figures_in_formula(Str text, FigureList *ret) {
    Reader r = {.text = text, .out = ret};
    for (size_t at = 0; at < text.size;) {
        unsigned char c = (unsigned char)text.at[at];
        if (is_digit((char)c))
            at = take_number(&r, at);
        else if (is_operator_sign(text, at))
            at = take_operator(&r, at);
        else if (is_letter((char)c) || c == '_' || c >= 0x80)
            at = take_name(&r, at);
        else if (c == '"')
            at = take_string(&r, at);
        else
            at = take_sign(&r, at);
    }
}
