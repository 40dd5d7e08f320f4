// feel/builtin_calendar.c - softlaw's builtins of working days
#include "feel/builtin.h"
#include "feel/temporal.h"

#include <ctype.h>
#include <stdlib.h>

typedef struct Calendar {
    bool weekend[8]; // by ISO weekday 1..7
    int64_t *holidays, *workdays;
    size_t holiday_count, workday_count;
} Calendar;

static bool is_same_word(Str a, const char *b) {
    if (a.size != strlen(b)) return false;
    for (size_t i = 0; i < a.size; i++)
        if (tolower((unsigned char)a.at[i]) != b[i]) return false;
    return true;
}

// ISO number of a weekday, from 1 to 7 or its English name; 0 if it is none.
static int weekday_of(FeelValue v) {
    static const char *const names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                        "friday", "saturday", "sunday"};
    int64_t number = 0;
    if (v.kind == FEEL_NUMBER && dec_to_int(v.number, &number) && number >= 1 && number <= 7)
        return (int)number;
    for (int i = 0; v.kind == FEEL_STRING && i < 7; i++)
        if (is_same_word(v.string, names[i])) return i + 1;
    return 0;
}

static bool read_weekend(FeelMachine *m, FeelValue days, Calendar *c, FeelValue *ret_fault) {
    int off = 0;
    if (days.kind == FEEL_NULL) c->weekend[6] = c->weekend[7] = true;
    for (size_t i = 0; days.kind == FEEL_LIST && i < days.list->count; i++) {
        int weekday = weekday_of(days.list->items[i]);
        if (weekday == 0) {
            *ret_fault = feel_fault(m, FEEL_WRONG_VALUE,
                                    MSG("{1} is no weekday; write \"saturday\" or 6",
                                        builtin_text(m, days.list->items[i])));
            return false;
        }
        c->weekend[weekday] = true;
    }
    for (int i = 1; i <= 7; i++) off += c->weekend[i];
    if (off < 7) return true;
    *ret_fault = feel_fault(m, FEEL_WRONG_VALUE, MSG("no day of the week is a working day"));
    return false;
}

static int order_days(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

// The dates of a list as sorted days.
static bool read_days(FeelMachine *m, FeelValue dates, int64_t **ret, size_t *ret_count,
                      FeelValue *ret_fault) {
    *ret_count = 0;
    if (dates.kind == FEEL_NULL) return true;
    FeelList list = *dates.list;
    if (!feel_steps(m, list.count) || !feel_room(m, list.count * sizeof **ret)) {
        *ret_fault = feel_stopped(m);
        return false;
    }
    if (!builtin_check_items(m, list, FEEL_DATE, ret_fault)) return false;
    int64_t *days = ARENA_ARRAY(feel_machine_arena(m), int64_t, list.count);
    for (size_t i = 0; i < list.count; i++) days[i] = list.items[i].moment.days;
    qsort(days, list.count, sizeof *days, order_days);
    *ret = days;
    *ret_count = list.count;
    return true;
}

static bool has_day(const int64_t *days, size_t count, int64_t day) {
    return count && bsearch(&day, days, count, sizeof *days, order_days);
}

static bool is_working_day(const Calendar *c, int64_t day) {
    if (has_day(c->workdays, c->workday_count, day)) return true;
    return !c->weekend[civil_weekday(day)] && !has_day(c->holidays, c->holiday_count, day);
}

static bool read_calendar(FeelMachine *m, const FeelValue *args, size_t count, Calendar *c,
                          FeelValue *ret_fault) {
    *c = (Calendar){0};
    FeelValue none = feel_null();
    return read_weekend(m, count > 2 ? args[2] : none, c, ret_fault) &&
           read_days(m, count > 3 ? args[3] : none, &c->holidays, &c->holiday_count, ret_fault) &&
           read_days(m, count > 4 ? args[4] : none, &c->workdays, &c->workday_count, ret_fault);
}

// Walk day by day until `n` working days are behind; with 0 stay, or go on to the next one.
static FeelValue walk(FeelMachine *m, const Calendar *c, int64_t day, int64_t n) {
    int step = n < 0 ? -1 : 1;
    int64_t left = n < 0 ? -n : n;
    FeelValue date;
    while (left > 0 || (left == 0 && !is_working_day(c, day))) {
        if (!feel_steps(m, 1)) return feel_stopped(m);
        day += step;
        if (left > 0 && is_working_day(c, day)) left--;
    }
    if (temporal_date(day, &date)) return date;
    return feel_fault(m, FEEL_OUT_OF_RANGE, MSG("the date is beyond the calendar"));
}

static FeelValue run_working_days_after(FeelMachine *m, const FeelValue *args, size_t count) {
    Calendar calendar;
    FeelValue fault;
    int64_t n;
    if (!builtin_whole(m, args[1], &n, &fault) || !read_calendar(m, args, count, &calendar, &fault))
        return fault;
    if (n > 1000000000 || n < -1000000000)
        return feel_fault(m, FEEL_OUT_OF_RANGE, MSG("that is too many days"));
    return walk(m, &calendar, args[0].moment.days, n);
}

static const Builtin rows[] = {
    {DOMAIN_DOC(
         "working days after", "working days after(date, n, weekend days?, holidays?, workdays?)",
         "The n-th working day after the date (before it, if n is negative); with n = 0 the "
         "date itself or the next working day. The weekend is Saturday and Sunday if left "
         "out; workdays are days that are worked although they fall on a weekend.",
         "日期之后第 n 个工作日（n 为负则为之前）；n 为 0 时取当日或其后首个工作日。周末默认为"
         "周六、周日；workdays 为调休上班日。",
         "working days after(date(\"2024-09-30\"), 1, null, "
         "[date(\"2024-10-01\"), date(\"2024-10-02\")])",
         "date(\"2024-10-03\")"),
     SIGNATURES(SIGNATURE(
         PARAM("date", K_DATE), PARAM("n", K_NUMBER), OPTIONAL("weekend days", K_LIST | K_NULL),
         OPTIONAL("holidays", K_LIST | K_NULL), OPTIONAL("workdays", K_LIST | K_NULL))),
     .run = run_working_days_after, .result = FEEL_DATE},
};

const BuiltinFamily builtin_calendars = FAMILY(rows);
