// lint/form.c - numbers without unit, days without year, working days without calendar, references
// to articles that are not there
#include "lint/lint_int.h"

// Does a comparing word end right before the number? Numbers come in order, so `*next` only moves
// on.
static bool is_compared(const ClauseText *c, const NumberSeen *n, size_t *next) {
    bool is_compared = false;
    for (; *next < c->hit_count && c->hits[*next].end <= n->start; ++*next) {
        const Hit *h = &c->hits[*next];
        is_compared = h->mark == MARK_COMPARES && n->start - h->end <= 1;
    }
    return is_compared;
}

static int numeral_value(Str text, size_t at) {
    static const char *const NUMERALS[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (int i = 0; i < 9; i++)
        if (str_starts_with(str_part(text, at, text.size), str_from(NUMERALS[i]))) return i + 1;
    return 0;
}

// 十二, 二十, 一百零三: the number of an article.
static int chinese_value(Str text) {
    int all = 0, digit = 0;
    for (size_t at = 0; at < text.size; at += 3) {
        Str here = str_part(text, at, 3);
        if (str_is(here, STR("十")))
            all += (digit ? digit : 1) * 10, digit = 0;
        else if (str_is(here, STR("百")))
            all += (digit ? digit : 1) * 100, digit = 0;
        else
            digit = numeral_value(text, at);
    }
    return all + digit;
}

static int figure_value(Str figure) {
    int value = 0;
    if ((unsigned char)figure.at[0] >= 0x80) return figure.size <= 15 ? chinese_value(figure) : 0;
    for (size_t i = 0; i < figure.size && value < 100000; i++) {
        if (figure.at[i] < '0' || figure.at[i] > '9') return 0;
        value = value * 10 + figure.at[i] - '0';
    }
    return value;
}

// 第九条, Article 9; not 《…》第九条, Article 9 of the Law.
static bool is_own_article(const ClauseText *c, const NumberSeen *n) {
    Str before = str_part(c->text, 0, n->start);
    Str behind = str_part(c->text, n->end, 24);
    if (str_ends_with(before, STR("第")) && str_starts_with(behind, STR("条"))) {
        before.size -= STR("第").size;
        return !str_ends_with(before, STR("》")) && !str_ends_with(before, STR("法")) &&
               !str_ends_with(before, STR("条例")) && !str_ends_with(before, STR("办法"));
    }
    bool is_named = str_ends_with(str_trim(before), STR("Article"));
    return is_named && !str_starts_with(behind, STR(" of ")) && str_find(behind, STR("("), 0) != 0;
}

static void judge_reference(Judge *j, const ClauseText *c, const NumberSeen *n) {
    if (!is_own_article(c, n)) return;
    int value = figure_value(str_part(c->text, n->start, n->end - n->start));
    uint32_t index;
    if (!value || !j->articles.count) return;
    Str id = str_fmt(j->scratch, "art_%d", value);
    if (!map_get(&j->articles, id, &index)) judge_add(j, RULE_REFERENCE, c, n->start, n->end);
}

// ---- days of two kinds --------------------------------------------------------------------------

enum { DAYS_OF_WORK = 1, DAYS_ALL = 2, DAYS_MIXED = 4 };

// 10 days, 10日内; not 3月31日, 31 March.
static bool counts_days(const ClauseText *c, const NumberSeen *n) {
    static const char *const DAYS[] = {" days", " calendar days", "日内", "天内",
                                       "日前",  "日后",           "天"};
    Str before = str_part(c->text, 0, n->start), behind = str_part(c->text, n->end, 16);
    if (n->kind != NUMBER_TIME || str_ends_with(before, STR("月"))) return false;
    for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0]; i++)
        if (str_starts_with(behind, str_from(DAYS[i]))) return true;
    return false;
}

static void judge_days(Judge *j, const ClauseText *c, const NumberSeen *n) {
    if (counts_days(c, n)) j->days |= DAYS_ALL;
    if (j->days != (DAYS_OF_WORK | DAYS_ALL)) return;
    j->days |= DAYS_MIXED;
    judge_add(j, RULE_MIXED_DAYS, c, n->start, n->end);
}

// ---- thresholds ---------------------------------------------------------------------------------

enum { UNIT_BYTES = 6, FAR_BYTES = 24 };

static bool is_bound(Mark mark) {
    return mark >= MARK_OVER && mark <= MARK_AT_MOST;
}

// What stands beside a number: MARK_OVER … MARK_AT_MOST, or MARK_COUNT. Numbers come in order.
static Mark bound_beside(const ClauseText *c, const NumberSeen *n, size_t *next) {
    Mark before = MARK_COUNT;
    for (; *next < c->hit_count && c->hits[*next].end <= n->start; ++*next) {
        const Hit *h = &c->hits[*next];
        if (is_bound(h->mark) && n->start - h->end <= 1) before = h->mark;
    }
    if (before != MARK_COUNT) return before;
    for (size_t i = *next; i < c->hit_count && c->hits[i].start <= n->end + FAR_BYTES; i++)
        if (c->hits[i].start >= n->end && is_bound(c->hits[i].mark)) return c->hits[i].mark;
    return MARK_COUNT;
}

// The same figure and unit on the other side, and included there too, or excluded there too.
static void judge_threshold(Judge *j, const ClauseText *c, const NumberSeen *n, size_t *next) {
    static const Mark OTHER[] = {MARK_UNDER, MARK_OVER, MARK_AT_MOST, MARK_AT_LEAST};
    Mark side = bound_beside(c, n, next);
    if (side == MARK_COUNT) return;
    Str figure = str_trim(str_part(c->text, n->start, n->end - n->start + UNIT_BYTES));
    uint32_t ignored;
    map_add(&j->bounds, str_fmt(j->scratch, "%d %.*s", (int)side, STR_ARG(figure)), 0);
    Str other = str_fmt(j->scratch, "%d %.*s", (int)OTHER[side - MARK_OVER], STR_ARG(figure));
    if (map_get(&j->bounds, other, &ignored)) judge_add(j, RULE_THRESHOLD, c, n->start, n->end);
}

static void judge_numbers(Judge *j, const ClauseText *c) {
    size_t next = 0, next_bound = 0;
    for (size_t i = 0; i < c->number_count; i++) {
        const NumberSeen *n = &c->numbers[i];
        bool is_bound = is_compared(c, n, &next);
        if (n->kind == NUMBER_REFERENCE) judge_reference(j, c, n);
        judge_days(j, c, n);
        judge_threshold(j, c, n, &next_bound);
        if (n->kind == NUMBER_DAY && !(c->seen & SEEN_EACH_YEAR))
            judge_add(j, RULE_DAY_YEAR, c, n->start, n->end);
        if (n->kind == NUMBER_QUANTITY && !n->has_unit && is_bound)
            judge_add(j, RULE_NUMBER_UNIT, c, n->start, n->end);
    }
}

void judge_forms(Judge *j, const ClauseText *c) {
    const Hit *days = clause_find(c, MARK_WORKING_DAY, 0);
    if (days) j->days |= DAYS_OF_WORK;
    judge_numbers(j, c);
    if (!days || j->terms->calendar.is_given || j->has_asked_days) return;
    j->has_asked_days = true;
    judge_add(j, RULE_WORKING_DAY, c, days->start, days->end);
}
