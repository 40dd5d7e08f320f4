// review/cut.c - a text into clauses: sentences, their parts between semicolons, leads of lists
//
// Marks are looked for in the masked text, so that a sentence is not cut within its quotes; line
// ends only the source still has. A clause that runs on for too long is cut, since the reader of
// clauses looks at each of its words more than once.
#include "review/review_int.h"

enum { CLAUSE_BYTES_MAX = 4000, TOKEN_BYTES = 8 };

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t skip_blanks(Str s, size_t at) {
    while (at < s.size && is_blank(s.at[at])) at++;
    return at;
}

static bool starts(Str s, size_t at, const char *word) {
    return str_starts_with(str_part(s, at, strlen(word)), str_from(word));
}

// ---- items of lists -----------------------------------------------------------------------------

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Figures, a Roman number, or one letter.
static size_t token_end(Str s, size_t at) {
    size_t end = at;
    while (end < s.size && end - at < TOKEN_BYTES && is_digit(s.at[end])) end++;
    if (end > at) return end;
    while (end < s.size && end - at < TOKEN_BYTES && s.at[end] && strchr("ivx", s.at[end])) end++;
    if (end == at && end < s.size && s.at[end] >= 'a' && s.at[end] <= 'z') end++;
    return end;
}

static size_t chinese_number_end(Str s, size_t at) {
    static const char *const DIGITS[] = {"一", "二", "三", "四", "五",
                                         "六", "七", "八", "九", "十"};
    bool is_chinese = at < s.size && (unsigned char)s.at[at] >= 0xE0;
    for (size_t i = 0; is_chinese && i < sizeof DIGITS / sizeof DIGITS[0]; i++)
        if (starts(s, at, DIGITS[i])) return chinese_number_end(s, at + strlen(DIGITS[i]));
    return at;
}

static size_t number_end(Str s, size_t at) {
    size_t end = token_end(s, at);
    return end > at ? end : chinese_number_end(s, at);
}

// "- ", "1. ", "(a)", "（一）", "一、"
static bool is_item(Str s, size_t at) {
    static const char *const CLOSING[] = {". ", ") ", ")", "）", "、"};
    if (starts(s, at, "- ") || starts(s, at, "* ") || starts(s, at, "+ ")) return true;
    bool is_open = starts(s, at, "(") || starts(s, at, "（");
    size_t from = at + (starts(s, at, "(") ? 1 : starts(s, at, "（") ? strlen("（") : 0);
    size_t end = number_end(s, from);
    for (size_t i = is_open ? 2 : 0; end > from && i < sizeof CLOSING / sizeof CLOSING[0]; i++)
        if (starts(s, end, CLOSING[i])) return true;
    return end > from && (starts(s, end, ". ") || starts(s, end, ") "));
}

// ---- ends ---------------------------------------------------------------------------------------

// Does a paragraph end with the line end at `at`?
static bool ends_paragraph(Str source, size_t at) {
    size_t next = at + 1;
    while (next < source.size &&
           (source.at[next] == ' ' || source.at[next] == '\t' || source.at[next] == '\r'))
        next++;
    return next >= source.size || source.at[next] == '\n' || is_item(source, next);
}

static bool is_abbreviation(Str text, size_t dot) {
    static const char *const SHORT[] = {"No",  "Nos", "Art", "Co",     "Ltd",  "Inc", "Corp", "St",
                                        "e.g", "i.e", "cf",  "approx", "para", "Dr",  "Mr",   "vs"};
    size_t start = dot;
    while (start && !is_blank(text.at[start - 1]) && text.at[start - 1] != '(') start--;
    Str token = str_part(text, start, dot - start);
    bool is_letter = token.size == 1;
    for (size_t i = 0; i < sizeof SHORT / sizeof SHORT[0]; i++)
        is_letter |= str_is(token, str_from(SHORT[i]));
    return is_letter || number_end(token, 0) == token.size;
}

// A full stop before a blank and something that can begin a sentence.
static bool ends_english(Str text, size_t dot) {
    size_t next = skip_blanks(text, dot + 1);
    if (next == dot + 1 && next < text.size) return false;
    if (next < text.size && text.at[next] >= 'a' && text.at[next] <= 'z') return false;
    return text.at[dot] != '.' || !is_abbreviation(text, dot);
}

// The bytes of the mark that ends a clause at `at`; 0 if none does.
static size_t mark_at(Str text, size_t at, UnitEnd *ret) {
    static const struct {
        const char *mark;
        UnitEnd ends;
    } wide[] = {{"。", UNIT_SENTENCE},
                {"！", UNIT_SENTENCE},
                {"？", UNIT_SENTENCE},
                {"；", UNIT_PART},
                {"：", UNIT_LEAD}};
    char c = text.at[at];
    *ret = c == ';' ? UNIT_PART : c == ':' ? UNIT_LEAD : UNIT_SENTENCE;
    if (c == ';') return 1;
    if (c == ':') return at + 1 == text.size || is_blank(text.at[at + 1]);
    if (c == '.' || c == '!' || c == '?') return ends_english(text, at);
    if ((unsigned char)c != 0xE3 && (unsigned char)c != 0xEF) return 0;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (starts(text, at, wide[i].mark)) return *ret = wide[i].ends, strlen(wide[i].mark);
    return 0;
}

static size_t character_start(Str text, size_t at) {
    while (at < text.size && ((unsigned char)text.at[at] & 0xC0) == 0x80) at++;
    return at;
}

static bool begins_paragraph(Str source, size_t from, size_t to) {
    for (size_t at = from; at < to; at++)
        if (source.at[at] == '\n' && ends_paragraph(source, at)) return true;
    return from == 0;
}

bool unit_next(Str masked, Str source, size_t from, Unit *ret) {
    size_t at = skip_blanks(masked, from);
    if (at >= masked.size) return false;
    *ret = (Unit){.start = at, .begins = begins_paragraph(source, from, at)};
    ret->is_item = is_item(source, at);
    for (; at < masked.size; at++) {
        if (at > ret->start && source.at[at] == '\n' && ends_paragraph(source, at)) break;
        size_t size = mark_at(masked, at, &ret->ends);
        bool is_long = at - ret->start >= CLAUSE_BYTES_MAX;
        if (!size && !is_long) continue;
        at = size ? at + size : character_start(masked, at + 1);
        break;
    }
    ret->end = at;
    return true;
}
