// agree/date.c - dates, months, days of the year and years, in both languages and in ISO 8601
#include "agree/date.h"

#include "agree/unit.h"

enum { YEAR_LEAST = 1900, YEAR_MOST = 2199 };

static bool is_year(const Numeral *n, int64_t *ret) {
    return n->digits == 4 && dec_to_int(n->value, ret) && *ret >= YEAR_LEAST && *ret <= YEAR_MOST;
}

static bool set(Figure *f, FigureKind kind, int64_t value, size_t end) {
    f->kind = kind;
    f->value = dec_from_int(value);
    f->end = (uint32_t)end;
    return true;
}

static bool set_date(Figure *f, int64_t year, int64_t month, int64_t day, size_t end) {
    CivilDate d = {year, (int)month, (int)day};
    return civil_is_valid(d) && set(f, FIGURE_DATE, civil_to_days(d), end);
}

static bool number_at(Str text, size_t at, Numeral *ret) {
    if (at >= text.size) return false;
    return is_digit(text.at[at]) ? numeral_digits(text, at, ret) : numeral_chinese(text, at, ret);
}

static bool is_here(Str text, size_t at, const char *word) {
    return str_starts_with(str_part(text, at, strlen(word)), str_from(word));
}

// ---- Chinese ------------------------------------------------------------------------------------

// A number from 1 to `most` with `word` behind it; the end behind the word, or 0.
static size_t counted_at(Str text, size_t at, const char *word, int64_t most, int64_t *ret) {
    Numeral n;
    if (!number_at(text, at, &n) || !is_here(text, n.end, word)) return 0;
    if (!dec_to_int(n.value, ret) || *ret < 1 || *ret > most) return 0;
    return n.end + strlen(word);
}

// 5月1日 at `at`; `day` is 0 where the month stands alone.
static bool month_and_day(Str text, size_t at, int64_t *month, int64_t *day, size_t *ret_end) {
    size_t behind = counted_at(text, at, "月", 12, month);
    if (!behind) return false;
    size_t end = counted_at(text, behind, "日", 31, day);
    if (!end) *day = 0;
    *ret_end = end ? end : behind;
    return true;
}

static bool chinese_date(Str text, const Numeral *n, Figure *ret) {
    int64_t year, month, day;
    size_t end;
    if (is_year(n, &year) && is_here(text, n->end, "年")) {
        size_t behind = n->end + sizeof "年" - 1;
        if (!month_and_day(text, behind, &month, &day, &end))
            return set(ret, FIGURE_YEAR, year, behind);
        if (!day) return set(ret, FIGURE_MONTH, year * 12 + month, end);
        return set_date(ret, year, month, day, end) || set(ret, FIGURE_YEAR, year, behind);
    }
    return is_here(text, n->end, "月") && month_and_day(text, n->start, &month, &day, &end) &&
           day && set(ret, FIGURE_DAY_OF_YEAR, month * 100 + day, end);
}

// ---- ISO 8601 -----------------------------------------------------------------------------------

static bool iso_date(Str text, const Numeral *n, Figure *ret) {
    CivilDate d;
    int64_t year;
    if (!is_year(n, &year) || !civil_parse(str_part(text, n->start, 10), &d)) return false;
    size_t end = n->start + 10;
    bool goes_on = end < text.size && is_digit(text.at[end]);
    return !goes_on && set(ret, FIGURE_DATE, civil_to_days(d), end);
}

// ---- English ------------------------------------------------------------------------------------

// A year behind, after a comma or "of".
static bool year_behind(Str text, size_t at, int64_t *ret, size_t *ret_end) {
    Numeral n;
    size_t from = skip_blanks(text, at);
    if (from < text.size && text.at[from] == ',') from = skip_blanks(text, from + 1);
    if (from >= text.size || !is_digit(text.at[from]) || !numeral_digits(text, from, &n))
        return false;
    *ret_end = n.end;
    return is_year(&n, ret);
}

static bool day_of(Str text, int month, int64_t day, size_t end, Figure *ret) {
    int64_t year;
    size_t year_end;
    if (year_behind(text, end, &year, &year_end)) return set_date(ret, year, month, day, year_end);
    return set(ret, FIGURE_DAY_OF_YEAR, month * 100 + day, end);
}

static bool english_date(Str text, const Numeral *n, Figure *ret) {
    int64_t number;
    size_t end = skip_blanks(text, n->end);
    size_t of = word_at(text, end, "of");
    if (of) end = skip_blanks(text, end + of);
    bool is_day = dec_to_int(n->value, &number) && number >= 1 && number <= 31;
    int month = is_day && end > n->end ? month_at(text, end, &end) : 0;
    if (month) return day_of(text, month, number, end, ret);
    month = month_before(text, n->start);
    if (month && is_year(n, &number)) return set(ret, FIGURE_MONTH, number * 12 + month, n->end);
    return month && is_day && day_of(text, month, number, n->end, ret);
}

bool date_of(Str text, const Numeral *n, Figure *ret) {
    if (n->form == NUMERAL_CHINESE) return chinese_date(text, n, ret);
    if (n->form != NUMERAL_DIGITS && n->form != NUMERAL_ORDINAL) return false;
    return chinese_date(text, n, ret) || iso_date(text, n, ret) || english_date(text, n, ret);
}
