// terms/due.c - "P30D after 公布", "10 working days after period end", "period end"
//
// due    = [ amount ("after" | "before") ] anchor
// amount = ISO 8601 duration | NUMBER ("day" | "week" | "month" | "year" | "working day") ["s"]
// anchor = "period start" | "period end" | a quantity or formula of type date
#include "terms/terms_int.h"

enum { AMOUNT_MAX = 100000 };

#define DUE_HINT                                                                                   \
    MSG("write for example \"P30D after period end\", \"10 working days after period end\" or "    \
        "\"P1M before\" and a word of type date")

// "10 working days".
static bool parse_counted(Str text, Due *due) {
    static const struct {
        const char *name;
        int months, days;
        bool is_working;
    } units[] = {{"day", 0, 1, false},
                 {"week", 0, 7, false},
                 {"month", 1, 0, false},
                 {"year", 12, 0, false},
                 {"working day", 0, 1, true}};
    int64_t number = 0;
    size_t at = 0;
    for (; at < text.size && text.at[at] >= '0' && text.at[at] <= '9'; at++)
        if ((number = number * 10 + (text.at[at] - '0')) > AMOUNT_MAX) return false;
    if (at == 0 || at == text.size || text.at[at] != ' ') return false;
    Str word = str_trim(str_part(text, at, text.size));
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        Str name = str_from(units[i].name);
        bool is_plural = word.size == name.size + 1 && word.at[name.size] == 's';
        if (!str_starts_with(word, name) || (word.size != name.size && !is_plural)) continue;
        due->months = number * units[i].months;
        due->days = number * units[i].days;
        due->is_working_days = units[i].is_working;
        return true;
    }
    return false;
}

static bool parse_amount(Str text, bool is_before, Due *due) {
    if (!duration_parse(text, &due->months, &due->days) && !parse_counted(text, due)) return false;
    if (is_before) due->months = -due->months, due->days = -due->days;
    return true;
}

// Find " after " or " before "; false if neither stands there.
static bool find_side(Str text, size_t *ret_at, size_t *ret_size, bool *ret_is_before) {
    int64_t after = str_find(text, STR(" after "), 0), before = str_find(text, STR(" before "), 0);
    if (after < 0 && before < 0) return false;
    *ret_is_before = after < 0 || (before >= 0 && before < after);
    *ret_at = (size_t)(*ret_is_before ? before : after);
    *ret_size = *ret_is_before ? 8 : 7;
    return true;
}

static bool is_date_item(const Item *item) {
    if (item->type.text.size) return str_is(item->type.text, STR("date"));
    return item->kind == ITEM_FORMULA || item->kind == ITEM_TABLE;
}

static bool read_anchor(TermsReader *r, const YamlNode *n, size_t at, Due *due) {
    const Terms *t = r->terms;
    Str rest = str_part(n->text, at, n->text.size), word = str_trim(rest);
    Place place = terms_part_place(n, at + (size_t)(word.at - rest.at), word.size);
    if (str_is(word, STR("period start")) || str_is(word, STR("period end"))) {
        due->anchor = str_is(word, STR("period end")) ? DUE_PERIOD_END : DUE_PERIOD_START;
        return true;
    }
    if (!map_get(&t->item_index, word, &due->item)) {
        Known known = {.arena = r->arena};
        known_add(&known, STR("period start"));
        known_add(&known, STR("period end"));
        for (size_t i = 0; i < t->item_count; i++)
            if (is_date_item(&t->items[i])) known_add(&known, t->items[i].id);
        return terms_fault(r, "unknown-name", place,
                           MSG("\"{1}\" is no date that this agreement knows", word),
                           known_hint(&known, word));
    }
    if (!is_date_item(&t->items[due->item]))
        return terms_fault(r, "wrong-type", place, MSG("\"{1}\" is no date", word),
                           MSG("give it \"type: date\", or name another word"));
    due->anchor = DUE_ITEM;
    return true;
}

bool terms_is_due(const TermsReader *r, Str text) {
    size_t at, size;
    bool is_before;
    return find_side(text, &at, &size, &is_before) || str_is(text, STR("period start")) ||
           str_is(text, STR("period end")) || map_get(&r->terms->item_index, text, NULL);
}

bool terms_read_due(TermsReader *r, const YamlNode *n, Due *ret) {
    Due due = {.text = n->text, .place = n->place};
    size_t at, size;
    bool is_before;
    if (!find_side(n->text, &at, &size, &is_before)) {
        int64_t months, days;
        bool is_amount = duration_parse(n->text, &months, &days) || parse_counted(n->text, &due);
        if (is_amount)
            return terms_fault(r, "bad-due", n->place,
                               MSG("\"{1}\" does not say after which day", n->text), DUE_HINT);
        at = size = 0;
    } else if (!parse_amount(str_trim(str_part(n->text, 0, at)), is_before, &due)) {
        return terms_fault(r, "bad-due", terms_part_place(n, 0, at),
                           MSG("\"{1}\" is no length of time", str_part(n->text, 0, at)), DUE_HINT);
    }
    if (!read_anchor(r, n, at + size, &due)) return false;
    *ret = due;
    return true;
}

// ---- days ---------------------------------------------------------------------------------------

int64_t due_shift(const WorkCalendar *c, const Due *due, int64_t day) {
    if (due->months != 0) day = civil_to_days(civil_add_months(civil_from_days(day), due->months));
    if (due->is_working_days) return work_calendar_add(c, day, due->days);
    return day + due->days;
}

bool due_in_period(const Terms *t, const Due *due, Period p, int64_t *ret) {
    bool is_once = p.grain == GRAIN_ONCE;
    int64_t day;
    if (due->anchor == DUE_PERIOD_START)
        day = is_once ? t->from_day : period_first_day(t->period_rule, p);
    else if (due->anchor == DUE_PERIOD_END)
        day = is_once ? t->to_day : period_last_day(t->period_rule, p);
    else
        return false;
    *ret = due_shift(&t->calendar, due, day);
    return true;
}
