// app/calendar_test.c - what falls due, when, and how calendars are told
#include "app/duty_int.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#define FRONT(term)                                                                                \
    "---\nsoftlaw: 1\nid: water\ntitle: {en: Water, zh: 水协议}\nlanguage: en\nkind: "          \
    "x\nparties:\n"                                                                                \
    "  up: {name: Upper, label: {zh: 上游}, role: upstream}\n"                                   \
    "  low: {name: Lower, label: {zh: 下游}, role: downstream}\ncurrency: CNY\nterm: {" term       \
    "}\n---\n\n# Article 1\n\nText.\n\n```terms\n"
#define QUARTERS "from: 2027-01-01, to: 2027-12-31, period: quarter"

typedef struct World {
    Arena *arena;
    App *app;
} World;

static World world_in(Lang lang) {
    World w = {.arena = arena_new()};
    AppOptions options = {.sys = sys_fixed(w.arena, 1800000000000000, 7), .lang = lang};
    w.app = app_new(w.arena, options); // 2027-01-15
    return w;
}

static const Agreement *agreement(World *w, const char *front, const char *block) {
    Str text = str_fmt(w->arena, "%s%s\n```\n", front, block);
    const Agreement *g = load_agreement_text(w->app, STR("water.md"), text);
    assert_int_equal(app_findings(w->app)->error_count, 0);
    return g;
}

static CalendarWindow window(const char *from, const char *through) {
    CivilDate a, b;
    assert_true(civil_parse(str_from(from), &a));
    assert_true(civil_parse(str_from(through), &b));
    return (CalendarWindow){civil_to_days(a), civil_to_days(b)};
}

static Str lines(World *w, const Calendar *c) {
    Buf b = {.arena = w->arena};
    for (size_t i = 0; i < c->count; i++) {
        const Deadline *d = &c->items[i];
        buf_add_fmt(&b, "%.*s %.*s: %.*s (%.*s)\n", STR_ARG(d->date), STR_ARG(d->who),
                    STR_ARG(d->duty.what), STR_ARG(d->period));
    }
    return b.size ? buf_str(&b) : STR("");
}

static Calendar *calendar(World *w, const Agreement *g, CalendarWindow in) {
    Calendar *c = ARENA_NEW(w->arena, Calendar);
    app_calendar(w->app, g, STR("2026-05-01T08:00:00Z"), in, c);
    calendar_sort(c);
    return c;
}

#define FEE "payments:\n  fee: {from: low, to: up, amount: 5, rounding: none, due: "

static void days_follow_from_the_terms(void **state) {
    (void)state;
    static const struct {
        const char *front, *block, *from, *through, *want;
    } ROWS[] = {
        {FRONT(QUARTERS), FEE "P30D after period end}", "2027-01-01", "2027-12-31",
         "2027-04-30 Lower: pay \"fee\" to Upper (2027-Q1)\n"
         "2027-07-30 Lower: pay \"fee\" to Upper (2027-Q2)\n"
         "2027-10-30 Lower: pay \"fee\" to Upper (2027-Q3)\n"},
        // The last falls due after the term.
        {FRONT(QUARTERS), FEE "P30D after period end}", "2028-01-01", "2029-12-31",
         "2028-01-30 Lower: pay \"fee\" to Upper (2027-Q4)\n"},
        {FRONT(QUARTERS), FEE "P1M before period start, per: quarter}", "2026-01-01", "2027-03-31",
         "2026-12-01 Lower: pay \"fee\" to Upper (2027-Q1)\n"
         "2027-03-01 Lower: pay \"fee\" to Upper (2027-Q2)\n"},
        {FRONT(QUARTERS), FEE "period end, per: once}", "2027-01-01", "2028-12-31",
         "2027-12-31 Lower: pay \"fee\" to Upper ()\n"},
        // 31 March 2027 is a Wednesday.
        {FRONT(QUARTERS), FEE "2 working days after period end}", "2027-04-01", "2027-04-30",
         "2027-04-02 Lower: pay \"fee\" to Upper (2027-Q1)\n"},
        {FRONT("from: 2027-01-01, period: year"), FEE "P1M after period end}", "2050-01-01",
         "2051-12-31",
         "2050-01-31 Lower: pay \"fee\" to Upper (2049)\n"
         "2051-01-31 Lower: pay \"fee\" to Upper (2050)\n"},
        {FRONT(QUARTERS),
         "obligations:\n  report: {bearer: party, action: report, due: 2027-06-01}", "2027-01-01",
         "2027-12-31", "2027-06-01 each party: report ()\n"},
        {FRONT(QUARTERS),
         "obligations:\n  report: {bearer: up, action: report, due: P15D after period end}",
         "2027-04-01", "2027-06-30", "2027-04-15 Upper: report (2027-Q1)\n"},
        {FRONT(QUARTERS), "obligations:\n  bond: {bearer: up, action: deposit, limit: P30D}",
         "2027-01-01", "2027-12-31", ""},
        {FRONT(QUARTERS), FEE "period end}", "2027-12-31", "2027-01-01", ""},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        World w = world_in(LANG_EN);
        const Agreement *g = agreement(&w, ROWS[i].front, ROWS[i].block);
        Str got = lines(&w, calendar(&w, g, window(ROWS[i].from, ROWS[i].through)));
        if (!str_is(got, str_from(ROWS[i].want))) print_message("%zu: %.*s\n", i, STR_ARG(got));
        assert_true(str_is(got, str_from(ROWS[i].want)));
        arena_free(w.arena);
    }
}

// By when, in both languages.
static void times_are_told_in_words(void **state) {
    (void)state;
    static const struct {
        const char *block, *want[2];
    } ROWS[] = {
        {FEE "P30D after period end}",
         {"within 30 days after the end of each quarter", "每季度结束后30日内"}},
        {FEE "P1M before period start}",
         {"at least one month before the start of each quarter", "至迟每季度开始前1个月"}},
        {FEE "period end, per: once}", {"by the end of the term", "协议期满前"}},
        {FEE "1 working day after period end}",
         {"within one working day after the end of each quarter", "每季度结束后1个工作日内"}},
        {FEE "P1M2D after period end}",
         {"within one month and 2 days after the end of each quarter", "每季度结束后1个月和2日内"}},
        {"payments:\n  fee: {from: low, to: up, amount: 5, rounding: none}",
         {"for each quarter; no day is stated", "每季度；未载明日期"}},
        {"obligations:\n  x: {bearer: up, action: x, limit: P2M}", {"within 2 months", "2个月内"}},
        {"obligations:\n  x: {bearer: up, action: x, due: 2027-06-01}",
         {"by 2027-06-01", "2027-06-01前"}},
        {"obligations:\n  x: {bearer: up, action: x}", {"no day is stated", "未载明日期"}},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
            World w = world_in(lang);
            const DutyList *l = app_duties(w.app, agreement(&w, FRONT(QUARTERS), ROWS[i].block));
            assert_int_equal(l->count, 1);
            if (!str_is(l->items[0].when, str_from(ROWS[i].want[lang])))
                print_message("%zu: %.*s\n", i, STR_ARG(l->items[0].when));
            assert_true(str_is(l->items[0].when, str_from(ROWS[i].want[lang])));
            arena_free(w.arena);
        }
}

static void what_has_a_day_comes_first_and_a_set_stands_for_its_parties(void **state) {
    (void)state;
    World w = world_in(LANG_EN);
    const DutyList *l = app_duties(
        w.app, agreement(&w, FRONT(QUARTERS),
                         "obligations:\n  late: {bearer: up, action: x, due: 2027-09-01}\n"
                         "  never: {bearer: up, action: x}\n"
                         "  soon: {bearer: party, action: x, due: 2027-02-01}"));
    assert_int_equal(l->count, 3);
    assert_true(str_is(l->items[0].name.id, STR("soon")));
    assert_true(str_is(l->items[1].name.id, STR("late")));
    assert_true(str_is(l->items[2].name.id, STR("never")));
    assert_int_equal(l->items[0].side_count, 3);
    assert_true(str_is(l->items[0].sides[1], STR("up")));
    assert_true(str_is(l->items[0].sides[2], STR("low")));
    arena_free(w.arena);
}

// ---- the window ---------------------------------------------------------------------------------

static void a_window_begins_today_unless_it_is_said(void **state) {
    (void)state;
    static const struct {
        const char *from, *through;
        bool is_feed;
        const char *want[2]; // NULL: refused
    } ROWS[] = {
        {NULL, NULL, false, {"2027-01-15", "2028-01-15"}},
        {NULL, NULL, true, {"2026-01-15", "2030-01-14"}},
        {"2020-02-29", NULL, false, {"2020-02-29", "2021-02-28"}},
        {"2020-02-29", "2020-03-01", true, {"2020-02-29", "2020-03-01"}},
        {"2020-02-30", NULL, false, {NULL, NULL}},
        {"today", NULL, false, {NULL, NULL}},
        {"99999-01-01", NULL, false, {NULL, NULL}},
        {NULL, "-5", false, {NULL, NULL}},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        World w = world_in(LANG_EN);
        CalendarWindow got;
        bool is_read = calendar_window(w.app, str_from(ROWS[i].from), str_from(ROWS[i].through),
                                       ROWS[i].is_feed, &got, NULL);
        assert_int_equal(is_read, ROWS[i].want[0] != NULL);
        if (is_read) {
            CalendarWindow want = window(ROWS[i].want[0], ROWS[i].want[1]);
            assert_int_equal(got.first_day, want.first_day);
            assert_int_equal(got.last_day, want.last_day);
        }
        arena_free(w.arena);
    }
}

// ---- iCalendar ----------------------------------------------------------------------------------

static bool collect(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

static Str ics(World *w, const Calendar *c) {
    Err err = {.code = ERR_NONE};
    Buf body = {.arena = w->arena};
    Out out = {.buf = {.arena = w->arena}, .write = collect, .self = &body, .err = &err};
    assert_true(calendar_ics(w->app, c, STR("Water"), STR("https://office.example"), &out));
    return buf_str(&body);
}

static bool has(Str text, const char *part) {
    return str_find(text, str_from(part), 0) >= 0;
}

static size_t count_of(Str text, const char *part) {
    size_t count = 0;
    for (int64_t at = 0; (at = str_find(text, str_from(part), (size_t)at)) >= 0; at++) count++;
    return count;
}

// RFC 5545: 3.6.1 (UID and DTSTAMP are required), 3.3.4 (DATE), 3.8.6.3 (TRIGGER before the start).
static void an_event_has_a_day_a_stable_id_and_three_alarms(void **state) {
    (void)state;
    World w = world_in(LANG_EN);
    const Agreement *g = agreement(&w, FRONT(QUARTERS), FEE "P30D after period end}");
    Str one = ics(&w, calendar(&w, g, window("2027-04-01", "2027-05-01")));
    assert_true(str_starts_with(one, STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")));
    assert_true(str_ends_with(one, STR("END:VEVENT\r\nEND:VCALENDAR\r\n")));
    assert_true(has(one, "DTSTAMP:20260501T080000Z\r\n"));
    assert_true(has(one, "DTSTART;VALUE=DATE:20270430\r\n"));
    assert_true(has(one, "SUMMARY:Lower: fee\r\n"));
    assert_true(has(one, "URL:https://office.example/agreements/water#article-1\r\n") ||
                has(one, "URL:https://office.example/agreements/water#art_1\r\n"));
    assert_int_equal(count_of(one, "BEGIN:VALARM"), 3);
    assert_true(has(one, "TRIGGER:-P30D\r\n") && has(one, "TRIGGER:-P7D\r\n") &&
                has(one, "TRIGGER:-P1D\r\n"));
    assert_int_equal(count_of(one, "\n"), count_of(one, "\r\n"));
    int64_t at = str_find(one, STR("UID:"), 0);
    Str uid = str_part(one, (size_t)at, 44);
    Str all = ics(&w, calendar(&w, g, window("2027-01-01", "2028-12-31")));
    assert_int_equal(count_of(all, "BEGIN:VEVENT"), 4);
    assert_int_equal(count_of(all, str_c(w.arena, uid)), 1);
    arena_free(w.arena);
}

// Section 3.6: at least one component.
static void a_calendar_without_deadlines_is_still_one(void **state) {
    (void)state;
    World w = world_in(LANG_ZH);
    const Agreement *g = agreement(&w, FRONT(QUARTERS), FEE "period end}");
    Str none = ics(&w, calendar(&w, g, window("1999-01-01", "1999-12-31")));
    assert_true(has(none, "BEGIN:VTIMEZONE\r\n") && !has(none, "VEVENT"));
    arena_free(w.arena);
}

// A name with line ends and a forged event in it stays one line.
static void names_cannot_break_out_of_their_line(void **state) {
    (void)state;
    World w = world_in(LANG_EN);
    const Agreement *g = agreement(&w, FRONT(QUARTERS),
                                   "obligations:\n  x: {bearer: up, action: \"a\\r\\nEND:VEVENT\", "
                                   "due: 2027-06-01}");
    Str text = ics(&w, calendar(&w, g, window("2027-01-01", "2027-12-31")));
    assert_int_equal(count_of(text, "\nEND:VEVENT"), 1);
    arena_free(w.arena);
}

static void a_calendar_is_cut_where_it_grows_too_long(void **state) {
    (void)state;
    World w = world_in(LANG_EN);
    const Agreement *g = agreement(&w, FRONT("from: 2027-01-01, period: day"), FEE "period end}");
    Calendar *c = calendar(&w, g, window("2027-01-01", "2077-12-31"));
    assert_int_equal(c->count, CALENDAR_MAX);
    assert_true(c->is_cut);
    arena_free(w.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_follow_from_the_terms),
        cmocka_unit_test(times_are_told_in_words),
        cmocka_unit_test(what_has_a_day_comes_first_and_a_set_stands_for_its_parties),
        cmocka_unit_test(a_window_begins_today_unless_it_is_said),
        cmocka_unit_test(an_event_has_a_day_a_stable_id_and_three_alarms),
        cmocka_unit_test(a_calendar_without_deadlines_is_still_one),
        cmocka_unit_test(names_cannot_break_out_of_their_line),
        cmocka_unit_test(a_calendar_is_cut_where_it_grows_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
