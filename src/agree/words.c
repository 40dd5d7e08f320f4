// agree/words.c - the figures of people's words: numbers with what stands before and behind them
//
// One pass; every number is read once and looked at with what is within a few words of it. Numbers
// without a unit take that of the number they are listed with: 3至5年, 25 and 30 per cent.
#include "agree/context.h"
#include "agree/date.h"
#include "agree/step.h"
#include "agree/unit.h"

typedef struct Scan {
    Str text, raw; // masked; as written
    FigureList *out;
    size_t dropped_end; // of the last number that is a reference
    size_t line_start;
} Scan;

static Figure *add(Scan *s, Figure f) {
    if (f.end <= f.start) f.end = f.start + 1;
    Figure *to = VEC_ADD(s->out->arena, s->out);
    *to = f;
    return to;
}

// Inline, so that the size of a word written here is known to the compiler.
static inline bool ends_with(const Scan *s, size_t end, const char *word) {
    size_t size = strlen(word);
    return size <= end && !memcmp(s->text.at + end - size, word, size);
}

static inline bool is_here(const Scan *s, size_t at, const char *word) {
    size_t size = strlen(word);
    return at + size <= s->text.size && !memcmp(s->text.at + at, word, size);
}

// ---- what is no figure --------------------------------------------------------------------------

// Only what joins numbers stands between the reference before and this number.
static bool goes_on_reference(const Scan *s, size_t start) {
    static const char *const JOINS[] = {"-",   "–",  "—",  ",", "、", "和", "至",
                                        "and", "to", "or", "(", ")",  "."};
    if (!s->dropped_end || start - s->dropped_end > 8) return false;
    Str between = str_trim(str_part(s->text, s->dropped_end, start - s->dropped_end));
    for (size_t i = 0; i < sizeof JOINS / sizeof *JOINS; i++)
        if (str_is(between, str_from(JOINS[i]))) return true;
    return false;
}

// 第三条; not 第三年.
static bool is_numbered_part(Scan *s, const Numeral *n) {
    static const char *const PARTS[] = {"条", "款", "项", "章", "节", "编",
                                        "号", "段", "页", "批", "届", NULL};
    if (!ends_with(s, n->start, "第")) return false;
    for (size_t i = 0; PARTS[i]; i++)
        if (is_here(s, n->end, PARTS[i])) return true;
    return false;
}

// (3) anywhere, but not the figure that repeats a number in words: ninety (90) days.
static bool is_bracketed(Scan *s, const Numeral *n) {
    bool opens = ends_with(s, n->start, "(") || ends_with(s, n->start, "（");
    bool closes = is_here(s, n->end, ")") || is_here(s, n->end, "）");
    bool repeats = s->out->count && n->start - s->out->items[s->out->count - 1].end <= 4;
    return opens && closes && !repeats;
}

// "1." or "2)" or "3、" at the beginning of a line.
static bool is_list_mark(Scan *s, const Numeral *n) {
    enum { INDENT_MAX = 16 };
    if (!n->digits || n->digits > 2) return false;
    if (is_bracketed(s, n)) return true;
    if (n->start - s->line_start > INDENT_MAX) return false;
    Str before = str_trim(str_part(s->raw, s->line_start, n->start - s->line_start));
    bool marks = is_here(s, n->end, ")") || is_here(s, n->end, "）") || is_here(s, n->end, ". ") ||
                 is_here(s, n->end, "、");
    return !before.size && marks;
}

// 四舍五入
static bool is_manner_of_rounding(Scan *s, const Numeral *n) {
    return n->form == NUMERAL_CHINESE && (is_here(s, n->end, "舍") || ends_with(s, n->start, "舍"));
}

// 12:30, 8时30分: a time of the day.
static bool is_clock(Scan *s, const Numeral *n) {
    Str t = s->text;
    bool has_minutes = n->end + 2 < t.size && t.at[n->end] == ':' && is_digit(t.at[n->end + 1]) &&
                       is_digit(t.at[n->end + 2]);
    bool is_minutes = n->start >= 2 && t.at[n->start - 1] == ':' && is_digit(t.at[n->start - 2]);
    bool is_hour = is_here(s, n->end, "时") && !ends_with(s, n->start, "超");
    return has_minutes || (is_minutes && n->digits == 2) || is_hour;
}

// 3.1.2
static size_t dotted_end(Str text, size_t end) {
    while (end + 1 < text.size && text.at[end] == '.' && is_digit(text.at[end + 1]))
        for (end++; end < text.size && is_digit(text.at[end]);) end++;
    return end;
}

static size_t drop(Scan *s, size_t end) {
    s->dropped_end = end;
    return end;
}

// ---- numbers with their units -------------------------------------------------------------------

static Dec scaled(Dec d, const char *factor) {
    Dec by, product;
    if (!factor || !dec_from_text(str_from(factor), &by, NULL) || !dec_mul(d, by, &product))
        return d;
    return product;
}

static void take_unit(Figure *f, const Unit *u) {
    f->unit = u;
    f->kind = u->kind;
    f->currency = u->currency;
    if (u->kind == FIGURE_STEP)
        f->unit = step_of_places(f->written, &f->value) ? u : NULL;
    else
        f->value = scaled(f->value, u->factor);
    if (!f->unit) f->kind = FIGURE_NUMBER;
}

static void take_share(Figure *f, const Numeral *n) {
    static const int64_t PARTS[] = {100, 1000, 10000};
    f->over = n->over;
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        if (dec_compare(n->over, dec_from_int(PARTS[i])) != 0) continue;
        f->kind = FIGURE_PERCENT;
        if (!dec_mul(n->value, n->over, &f->written)) f->written = n->value;
    }
}

static bool is_small(Dec d) {
    return dec_compare(d, dec_from_int(1)) == 0 || dec_is_zero(d);
}

// Written out, or one: "three parties", 两省, "for each 1 tonne" need no term.
static bool is_soft(const Figure *f, const Numeral *n) {
    bool has_unit = f->kind != FIGURE_NUMBER && f->kind != FIGURE_STEP;
    if (n->form == NUMERAL_ORDINAL || n->form == NUMERAL_ROMAN) return true;
    if (is_small(f->written)) return f->kind != FIGURE_YEAR;
    return n->form != NUMERAL_DIGITS && !has_unit;
}

// "the 15th day", 每月15日: a day counted within its month.
static bool is_day_of_month(Scan *s, const Figure *f, const Numeral *n) {
    return f->kind == FIGURE_DAYS && (n->form == NUMERAL_ORDINAL || ends_with(s, n->start, "月") ||
                                      ends_with(s, n->start, "第"));
}

// ninety (90) days, 九十（90）日: the unit stands behind the bracket.
static size_t behind_bracket(const Scan *s, const Numeral *n) {
    static const Str CLOSED = {"）", 3};
    if (n->end < s->text.size && s->text.at[n->end] == ')') return n->end + 1;
    bool is_closed = str_starts_with(str_part(s->text, n->end, CLOSED.size), CLOSED);
    return is_closed ? n->end + CLOSED.size : n->end;
}

// 一年半: half of the unit more.
static void take_half(const Scan *s, Figure *f) {
    static const Str HALF = {"半", 3};
    Dec one = dec_from_int(1), more;
    bool is_year = f->unit && !strcmp(f->unit->word, "年");
    if (!is_year || !is_here(s, f->end, HALF.at) || is_here(s, f->end, "半年")) return;
    if (!dec_div(scaled(one, f->unit->factor), dec_from_int(2), &more)) return;
    if (dec_add(f->value, more, &f->value)) f->end += (uint32_t)HALF.size;
}

// half a year: the unit stands behind "a".
static size_t behind_article(const Scan *s, const Numeral *n, size_t at) {
    size_t word = skip_blanks(s->text, at), size;
    if (dec_compare(n->over, dec_from_int(2)) != 0 || n->form != NUMERAL_ENGLISH) return at;
    size = word_at(s->text, word, "a");
    if (!size) size = word_at(s->text, word, "an");
    return size ? word + size : at;
}

static Figure figure_of(Scan *s, const Numeral *n) {
    Figure f = {.kind = FIGURE_NUMBER,
                .value = n->value,
                .written = n->value,
                .over = n->over,
                .scale = n->scale,
                .start = (uint32_t)n->start,
                .end = (uint32_t)n->end};
    size_t end;
    if (dec_compare(n->over, dec_from_int(1)) != 0) take_share(&f, n);
    const Unit *u = f.kind == FIGURE_NUMBER
                        ? unit_behind(s->text, behind_article(s, n, behind_bracket(s, n)), &end)
                        : NULL;
    if (n->form == NUMERAL_ORDINAL && u && u->kind != FIGURE_DAYS) u = NULL;
    if (u) {
        take_unit(&f, u);
        f.end = (uint32_t)end;
        take_half(s, &f);
    }
    if (!u && ends_with(s, n->start, "小数点后") && step_of_places(f.written, &f.value))
        f.kind = FIGURE_STEP;
    const char *currency = currency_before(s->text, n->start);
    if (currency && (!u || u->kind == FIGURE_MONEY)) {
        f.kind = FIGURE_MONEY;
        f.currency = currency;
    }
    if (n->digits == 4 && !u && !currency && n->form == NUMERAL_DIGITS &&
        (s->text.at[n->start] == '1' || s->text.at[n->start] == '2') &&
        (s->text.at[n->start + 1] == '9' || s->text.at[n->start + 1] == '0'))
        f.kind = FIGURE_YEAR;
    f.is_end = f.kind == FIGURE_YEAR && ends_there(s->text, f.start, f.end);
    f.is_change = f.kind == FIGURE_PERCENT && change_near(s->text, f.start, f.end);
    f.is_soft = is_soft(&f, n) || is_day_of_month(s, &f, n);
    return f;
}

static bool is_strong(const Figure *f) {
    return f->kind == FIGURE_MONEY || f->kind == FIGURE_PERCENT || figure_is_span(f->kind);
}

// The figure that the numeral is, if it is one; where to read on.
static size_t take(Scan *s, Numeral n) {
    Figure f;
    size_t dots = dotted_end(s->text, n.end);
    if (dots > n.end) return drop(s, dots);
    if (is_list_mark(s, &n) || is_manner_of_rounding(s, &n)) return n.end;
    if (is_numbered_part(s, &n) || is_clock(s, &n)) return drop(s, n.end);
    f = figure_of(s, &n);
    if (date_of(s->text, &n, &f)) {
        f.unit = NULL;
        f.is_soft = false;
        f.is_end = ends_there(s->text, f.start, f.end);
        return add(s, f)->end;
    }
    if (rounding_idiom_at(s->text, f.end)) return drop(s, f.end);
    bool is_part = reference_at(s->text, n.start, n.end) || goes_on_reference(s, n.start);
    if (is_part && !is_strong(&f)) return drop(s, n.end);
    if (ends_with(s, n.start, "第") && f.kind != FIGURE_DAYS) {
        f.kind = FIGURE_NUMBER;
        f.value = f.written;
        f.is_soft = true;
    }
    return add(s, f)->end;
}

// ---- the pass -----------------------------------------------------------------------------------

// Part of a name: PM2.5, NH3-N, COVID-19.
static bool is_glued(Str text, size_t at) {
    if (!at) return false;
    char before = text.at[at - 1];
    if (is_letter(before) || is_digit(before) || before == '_') return true;
    return (before == '-' || before == '.' || before == '/') && at >= 2 &&
           is_letter(text.at[at - 2]);
}

static size_t take_digits(Scan *s, size_t at) {
    Numeral n;
    size_t end = at;
    bool is_currency = at && currency_before(s->text, at);
    if ((is_glued(s->text, at) && !is_currency) || !numeral_digits(s->text, at, &n)) {
        while (end < s->text.size && (is_digit(s->text.at[end]) || is_letter(s->text.at[end])))
            end++;
        return drop(s, dotted_end(s->text, end));
    }
    static const char *const ORDINALS[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++) {
        size_t size = word_at(s->text, n.end, ORDINALS[i]);
        if (!size) continue;
        n.end += size;
        n.form = NUMERAL_ORDINAL;
    }
    return take(s, n);
}

static size_t take_word(Scan *s, size_t at) {
    Numeral n;
    Figure step;
    size_t end = at;
    if (numeral_english(s->text, at, &n)) return take(s, n);
    if (step_at(s->text, at, &step)) return add(s, step)->end;
    for (; end < s->text.size; end++) {
        char c = s->text.at[end];
        if (is_digit(c) && currency_before(s->text, end)) return end; // RMB60,000
        if (!is_letter(c) && !is_digit(c) && c != '_') break;
    }
    return is_digit(s->text.at[end - 1]) ? dotted_end(s->text, end) : end; // PM2.5
}

static size_t take_wide(Scan *s, size_t at) {
    Numeral n;
    Figure step;
    unsigned char c = (unsigned char)s->text.at[at];
    if (c == 0xEF && numeral_digits(s->text, at, &n)) return take(s, n);
    if (c == 0xE2 && numeral_roman(s->text, at, &n)) return take(s, n);
    if (c < 0xE3) return at + 1;
    if (numeral_chinese(s->text, at, &n)) return take(s, n);
    if (step_at(s->text, at, &step)) return add(s, step)->end;
    return at + (at + 3 <= s->text.size ? 3 : 1);
}

// Where the numbers of a list have one unit, behind the last.
static bool is_joined(Str text, const Figure *f, const Figure *next) {
    static const char *const JOINS[] = {"-",   "–",  "—",  "~",  "～", "至", "到",  "to",
                                        "and", "or", "、", "和", "或", "－", "或者"};
    if (next->start < f->end || next->start - f->end > 8) return false;
    Str between = str_trim(str_part(text, f->end, next->start - f->end));
    for (size_t i = 0; i < sizeof JOINS / sizeof *JOINS; i++)
        if (str_is(between, str_from(JOINS[i]))) return true;
    return false;
}

// From 2024 to 2027: the years between are said too.
static void join_years(Str text, FigureList *list, size_t from) {
    enum { YEARS_MAX = 50 };
    int64_t first, last;
    for (size_t i = from; i + 1 < list->count; i++) {
        Figure *f = &list->items[i];
        const Figure *next = f + 1;
        bool are_years = f->kind == FIGURE_YEAR && next->kind == FIGURE_YEAR;
        if (!are_years || !is_joined(text, f, next)) continue;
        if (!dec_to_int(f->value, &first) || !dec_to_int(next->value, &last)) continue;
        if (last > first && last - first <= YEARS_MAX) f->years_behind = (uint8_t)(last - first);
    }
}

static void share_units(Str text, FigureList *list, size_t from) {
    for (size_t i = list->count; i > from + 1; i--) {
        Figure *f = &list->items[i - 2];
        const Figure *next = &list->items[i - 1];
        bool is_bare = f->kind == FIGURE_NUMBER && !f->unit && f->scale == 1;
        if (!is_bare || !next->unit || !is_strong(next) || !is_joined(text, f, next)) continue;
        if (!dec_mul(f->value, dec_from_int(next->scale), &f->value)) continue;
        take_unit(f, next->unit);
    }
}

void figures_in_words(Str text, Str masked, FigureList *ret) {
    Scan s = {.text = masked, .raw = text, .out = ret};
    size_t from = ret->count;
    for (size_t at = 0; at < masked.size;) {
        unsigned char c = (unsigned char)masked.at[at];
        if (is_digit((char)c))
            at = take_digits(&s, at);
        else if (is_letter((char)c))
            at = take_word(&s, at);
        else if (c >= 0xE2)
            at = take_wide(&s, at);
        else
            at++;
        if (at <= text.size && at && text.at[at - 1] == '\n') s.line_start = at;
    }
    share_units(masked, ret, from);
    join_years(masked, ret, from);
}
