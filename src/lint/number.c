// lint/number.c - the numbers of a clause, and whether each counts things, measures time or names
// an article
//
// Figures, Chinese numerals and English number words. What stands before (Article, 第) and behind
// (days, 年, %) decides. A Chinese numeral alone is often part of a word (一方, 统一), so it counts
// only before a unit.
#include "lint/lint_int.h"

enum { NUMERAL_BYTES = 3 };

static const char *const MONTHS[] = {"january",  "february", "march",  "april",     "may",
                                     "june",     "july",     "august", "september", "october",
                                     "november", "december", NULL};
static const char *const TIME_UNITS[] = {
    "day",     "days",  "calendar days", "working day", "working days", "business days",
    "hour",    "hours", "week",          "weeks",       "month",        "months",
    "year",    "years", "minute",        "minutes",     "quarters",     "beijing time",
    "seconds", "a.m.",  "p.m.",          NULL};
static const char *const REFERENCES[] = {
    "article",   "articles", "annex", "annexes", "appendix", "section", "sections", "schedule",
    "paragraph", "list",     "no.",   "drawing", "chapter",  "figure",  "table",    "and article",
    "hj",        "gb",       "gb/t",  "iso",     "version",  NULL};
static const char *const NUMBER_WORDS[] = {
    "one",    "two",     "three",  "four",    "five",   "six",    "seven", "eight", "nine",
    "ten",    "eleven",  "twelve", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty",
    "ninety", "hundred", "half",   "third",   "tenth",  "twice",  NULL};
static const char *const TIME_UNITS_ZH[] = {
    "年",       "个月",   "月", "日",   "天",       "小时",   "时",     "分钟", "周",
    "个工作日", "工作日", "秒", "季度", "个自然日", "自然日", "个季度", NULL};
static const char *const UNITS_ZH[] = {
    "元",   "万元", "亿元", "吨", "公斤", "千克", "克", "毫克", "米",   "公里", "千米", "立方米",
    "平方", "亩",   "公顷", "个", "次",   "人",   "家", "项",   "种",   "份",   "级",   "类",
    "座",   "辆",   "列",   "艘", "台",   "套",   "点", "倍",   "成",   "度",   "兆",   "千瓦",
    "千卡", "特别", "笔",   "组", "半",   "名",   "位", "条",   "等三", "处",   "所",   NULL};
static const char *const NO_UNITS[] = {"of", "or", "and", "in", "。", "，", "；", "）", "的", NULL};
static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static size_t skip_blanks(Str text, size_t at) {
    while (at < text.size && is_blank(text.at[at])) at++;
    return at;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

// Bytes of `word` at `at`, letters in either case and as a whole word; 0 if it is not there.
static size_t word_at(Str text, size_t at, const char *word) {
    size_t size = 0;
    for (; word[size]; size++)
        if (at + size >= text.size || lower(text.at[at + size]) != word[size]) return 0;
    size_t end = at + size;
    bool goes_on = is_letter(word[size - 1]) && end < text.size && is_letter(text.at[end]);
    return goes_on ? 0 : size;
}

static size_t any_at(Str text, size_t at, const char *const *words) {
    size_t longest = 0;
    if (at >= text.size) return 0;
    for (char first = lower(text.at[at]); *words; words++) {
        size_t size = **words == first ? word_at(text, at, *words) : 0;
        if (size > longest) longest = size;
    }
    return longest;
}

// The same for the word that ends at `end`.
static size_t any_before(Str text, size_t end, const char *const *words) {
    size_t longest = 0;
    for (; *words; words++) {
        size_t size = strlen(*words);
        if (size > end || lower(text.at[end - 1]) != (*words)[size - 1] ||
            !word_at(text, end - size, *words))
            continue;
        bool is_part =
            size < end && is_letter(text.at[end - size]) && is_letter(text.at[end - size - 1]);
        if (!is_part && size > longest) longest = size;
    }
    return longest;
}

// The same of words of the Latin alphabet, which end with a letter or a point.
static size_t latin_before(Str text, size_t end, const char *const *words) {
    bool may_be = end && (is_letter(text.at[end - 1]) || text.at[end - 1] == '.');
    return may_be ? any_before(text, end, words) : 0;
}

static size_t back_over_blanks(Str text, size_t end) {
    while (end && is_blank(text.at[end - 1])) end--;
    return end;
}

// 〇零一二三四五六七八九十百千万亿两半, each of three bytes.
static bool is_numeral_at(Str text, size_t at) {
    if (at + NUMERAL_BYTES > text.size) return false;
    const unsigned char *c = (const unsigned char *)text.at + at;
    if (c[0] < 0xE3 || c[0] > 0xE9) return false;
    switch ((c[0] & 0xF) << 12 | (c[1] & 0x3F) << 6 | (c[2] & 0x3F)) {
    case 0x3007:
    case 0x96F6:
    case 0x4E00:
    case 0x4E8C:
    case 0x4E09:
    case 0x56DB:
    case 0x4E94:
    case 0x516D:
    case 0x4E03:
    case 0x516B:
    case 0x4E5D:
    case 0x5341:
    case 0x767E:
    case 0x5343:
    case 0x4E07:
    case 0x4EBF:
    case 0x4E24:
    case 0x534A: return true;
    default: return false;
    }
}

static size_t numerals_at(Str text, size_t at) {
    size_t end = at;
    while (is_numeral_at(text, end)) end += NUMERAL_BYTES;
    return end - at;
}

static size_t figure_at(Str text, size_t at) {
    size_t end = at;
    while (end < text.size &&
           (is_digit(text.at[end]) || ((text.at[end] == ',' || text.at[end] == '.') &&
                                       end + 1 < text.size && is_digit(text.at[end + 1]))))
        end++;
    return end - at;
}

static bool is_in_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

static bool starts_here(Str text, size_t at) {
    return !at || !is_in_word(text.at[at - 1]);
}

// "the two services" names them; "the two weeks" measures.
static bool is_definite(Str text, size_t at, size_t behind) {
    size_t end = back_over_blanks(text, at);
    return end >= 3 && word_at(text, end - 3, "the") && starts_here(text, end - 3) &&
           !any_at(text, behind, TIME_UNITS);
}

// Not "the two provinces", which names them.
static size_t word_number_at(Str text, size_t at) {
    static const char *const SIDES[] = {"sides",          "parties",     "provinces", "cities",
                                        "regions",        "states",      "bureaus",   "counties",
                                        "municipalities", "governments", "banks",     "ends",
                                        "of the",         "another",     NULL};
    if (!is_letter(text.at[at]) || !starts_here(text, at)) return 0;
    size_t size = any_at(text, at, NUMBER_WORDS);
    size_t behind = skip_blanks(text, at + size);
    return size && (any_at(text, behind, SIDES) || is_definite(text, at, behind)) ? 0 : size;
}

static bool is_year(Str figure) {
    return figure.size == 4 && (figure.at[0] == '1' || figure.at[0] == '2') &&
           (figure.at[1] == '9' || figure.at[1] == '0');
}

static bool is_reference(Str text, size_t start) {
    size_t end = back_over_blanks(text, start);
    return latin_before(text, end, REFERENCES) ||
           str_ends_with(str_part(text, 0, end), STR("第")) ||
           str_ends_with(str_part(text, 0, end), STR("附件")) ||
           str_ends_with(str_part(text, 0, end), STR("附表"));
}

static bool has_year_behind(Str text, size_t at) {
    size_t from = skip_blanks(text, at);
    if (from < text.size && text.at[from] == ',') from = skip_blanks(text, from + 1);
    return is_year(str_part(text, from, figure_at(text, from)));
}

// 31 March [2025], March 31 [, 2025], 3月31日 [after 2025年]; 0 if it is no day.
static bool is_day_of_month(Str text, size_t start, size_t end, NumberKind *ret) {
    size_t behind = skip_blanks(text, end);
    size_t month = any_at(text, behind, MONTHS);
    if (month) {
        *ret = has_year_behind(text, behind + month) ? NUMBER_TIME : NUMBER_DAY;
        return true;
    }
    if (!latin_before(text, back_over_blanks(text, start), MONTHS)) return false;
    *ret = is_year(str_part(text, start, end - start)) || has_year_behind(text, end) ? NUMBER_TIME
                                                                                     : NUMBER_DAY;
    return true;
}

static bool is_month_and_day_zh(Str text, size_t start, size_t end, NumberKind *ret) {
    if (!word_at(text, end, "月")) return false;
    size_t day = end + sizeof "月" - 1;
    size_t size = figure_at(text, day) + numerals_at(text, day);
    if (!size || !word_at(text, day + size, "日")) return false;
    Str before = str_part(text, 0, start);
    *ret = str_ends_with(before, STR("年")) ? NUMBER_TIME : NUMBER_DAY;
    return true;
}

static NumberKind kind_of(Str text, size_t start, size_t end, bool *ret_has_unit) {
    NumberKind kind;
    size_t behind = skip_blanks(text, end);
    *ret_has_unit = true;
    if (is_reference(text, start)) return NUMBER_REFERENCE;
    if (is_day_of_month(text, start, end, &kind)) return kind;
    if (is_month_and_day_zh(text, start, end, &kind)) return kind;
    if (any_at(text, behind, TIME_UNITS) || any_at(text, behind, TIME_UNITS_ZH)) return NUMBER_TIME;
    if (end < text.size && text.at[end] == ':') return NUMBER_TIME;
    if (is_year(str_part(text, start, end - start))) return NUMBER_TIME;
    bool ends = behind >= text.size || strchr(".,;:)", text.at[behind]);
    *ret_has_unit = !ends && !any_at(text, behind, NO_UNITS);
    return NUMBER_QUANTITY;
}

// A Chinese numeral that stands before a unit or behind 百分之, 第.
static bool counts_zh(Str text, size_t start, size_t end) {
    Str before = str_part(text, 0, start);
    bool is_manner = word_at(text, end, "次性"); // 一次性: at once
    return (!is_manner && any_at(text, end, UNITS_ZH)) || any_at(text, end, TIME_UNITS_ZH) ||
           str_ends_with(before, STR("分之")) || str_ends_with(before, STR("第")) ||
           str_ends_with(before, STR("附件")) || word_at(text, end, "分之");
}

// Bytes of the number that may begin at `at`, 0 if none does; *ret_next is where the next may.
static size_t size_at(Str text, size_t at, size_t *ret_next) {
    unsigned char c = (unsigned char)text.at[at];
    size_t size = 0;
    *ret_next = at + 1;
    if (c >= 0xE3) {
        size = numerals_at(text, at);
    } else if (is_in_word((char)c)) {
        size = is_digit((char)c) ? figure_at(text, at) : word_number_at(text, at);
        while (!size && *ret_next < text.size && is_in_word(text.at[*ret_next])) ++*ret_next;
    }
    if (size) *ret_next = at + size;
    return size;
}

bool number_next(Str text, size_t from, NumberSeen *ret) {
    size_t at = from, next;
    while (at && at < text.size && is_in_word(text.at[at - 1]) && is_in_word(text.at[at])) at++;
    for (; at < text.size; at = next) {
        size_t size = size_at(text, at, &next);
        bool counts = size && ((unsigned char)text.at[at] < 0x80 || counts_zh(text, at, next));
        if (!counts) continue;
        *ret = (NumberSeen){.start = at, .end = next};
        ret->kind = kind_of(text, at, next, &ret->has_unit);
        return true;
    }
    return false;
}

bool number_is_at(Str text, size_t at) {
    at = skip_blanks(text, at);
    if (at >= text.size) return false;
    if (is_digit(text.at[at]) || word_number_at(text, at) || numerals_at(text, at)) return true;
    // List A, Article III
    bool is_capital = text.at[at] >= 'A' && text.at[at] <= 'Z';
    while (is_capital && at + 1 < text.size && strchr("IVX", text.at[at + 1])) at++;
    return is_capital && (at + 1 == text.size || !is_letter(text.at[at + 1]));
}

bool number_ends_at(Str text, size_t at) {
    size_t end = back_over_blanks(text, at);
    size_t unit = any_before(text, end, UNITS_ZH);
    size_t time = any_before(text, end, TIME_UNITS_ZH);
    end -= unit > time ? unit : time;
    if (!end) return false;
    return is_digit(text.at[end - 1]) || text.at[end - 1] == '%' ||
           (end >= NUMERAL_BYTES && is_numeral_at(text, end - NUMERAL_BYTES));
}
