// app/html_test.c - escaping by default, both languages, charts, amounts, matching figures
#include "app/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void values_are_escaped(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    HTML(&b, "<td class=\"{}\">{}</td>", STR("\" onclick='x'"), STR("<script>&</script>"));
    assert_string_equal(str_c(a, buf_str(&b)), "<td class=\"&quot; onclick=&#39;x&#39;\">"
                                               "&lt;script&gt;&amp;&lt;/script&gt;</td>");
    arena_free(a);
}

static void a_template_without_holes_is_copied(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    HTML(&b, "<br>");
    assert_string_equal(str_c(a, buf_str(&b)), "<br>");
    arena_free(a);
}

static void a_name_alike_in_both_languages_stands_once(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    html_add_names(&b, STR("COD"), STR("COD"));
    html_add_names(&b, STR("Henan"), STR("河南省"));
    assert_string_equal(str_c(a, buf_str(&b)), "COD<span class=en lang=en>Henan</span>"
                                               "<span class=zh lang=zh>河南省</span>");
    arena_free(a);
}

static size_t count_of(Str text, Str needle) {
    size_t count = 0;
    for (int64_t at = 0; (at = str_find(text, needle, (size_t)at)) >= 0; at++) count++;
    return count;
}

static Str chart_text(Arena *a, const Dec *up, const Dec *down, size_t periods) {
    Buf b = {.arena = a};
    ChartLabel *names = ARENA_ARRAY(a, ChartLabel, periods);
    ChartSeries series;
    for (size_t i = 0; i < periods; i++)
        names[i].texts[0] = names[i].texts[1] = str_fmt(a, "20%02zu", i);
    chart_series_init(a, &series, up, down, periods);
    Chart c = {.periods = names,
               .period_count = periods,
               .series = &series,
               .series_count = 1,
               .id = "x",
               .title = STR("a < b"),
               .description = STR("text")};
    chart_add(&b, &c);
    return buf_str(&b);
}

static void a_chart_says_in_words_what_it_shows(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str svg = chart_text(a, (Dec[]){dec_from_int(5)}, (Dec[]){DEC_ZERO}, 1);
    assert_true(str_find(svg, STR("role=\"img\""), 0) >= 0);
    assert_true(str_find(svg, STR("aria-labelledby=\"x-title x-text\""), 0) >= 0);
    assert_true(str_find(svg, STR("<title id=\"x-title\">a &lt; b</title>"), 0) >= 0);
    assert_true(str_find(svg, STR("<desc id=\"x-text\">text</desc>"), 0) >= 0);
    arena_free(a);
}

static void a_chart_draws_a_bar_for_each_amount_that_is_not_zero(void **state) {
    (void)state;
    Arena *a = arena_new();
    Dec up[] = {dec_from_int(60000000), DEC_ZERO, dec_from_int(3)};
    Dec down[] = {DEC_ZERO, dec_from_int(40000000), dec_from_int(2)};
    Str svg = chart_text(a, up, down, 3);
    assert_int_equal(count_of(svg, STR("<rect ")), 4);
    assert_int_equal(count_of(svg, STR("class=\"zero\"")), 1);
    assert_true(str_find(svg, STR(">60,000,000<"), 0) >= 0);
    arena_free(a);
}

static void a_line_goes_through_every_value(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    ChartLabel labels[5] = {{{STR("0"), STR("0")}},
                            {{STR("1"), STR("1")}},
                            {{STR("2"), STR("2")}},
                            {{STR("3"), STR("3")}},
                            {{STR("4"), STR("4")}}};
    Dec values[5], none[5];
    ChartSeries series;
    for (int i = 0; i < 5; i++) {
        values[i] = dec_from_int(i == 2 ? 100 : 10 * i);
        none[i] = DEC_ZERO;
    }
    chart_series_init(a, &series, values, none, 5);
    chart_add_lines(&b, &(Chart){.periods = labels,
                                 .period_count = 5,
                                 .series = &series,
                                 .series_count = 1,
                                 .id = "x",
                                 .label_every = 2});
    int64_t at = str_find(buf_str(&b), STR("<polyline"), 0);
    assert_true(at >= 0);
    Str line = str_part(buf_str(&b), (size_t)at, b.size), points;
    assert_true(str_next(&line, '>', &points));
    assert_int_equal(count_of(points, STR(",")), 5);
    assert_int_equal(count_of(points, STR(",16.0")), 1); // the top, at 100
    assert_int_equal(count_of(buf_str(&b), STR("class=\"period\"")), 3);
    arena_free(a);
}

static void a_chart_of_many_periods_labels_only_some(void **state) {
    (void)state;
    Arena *a = arena_new();
    Dec amounts[60];
    for (size_t i = 0; i < 60; i++) amounts[i] = dec_from_int((int64_t)i);
    Str svg = chart_text(a, amounts, amounts, 60);
    assert_in_range(count_of(svg, STR("class=\"period\"")), 6, 12);
    arena_free(a);
}

static void small_amounts_have_ticks_with_decimals(void **state) {
    (void)state;
    Arena *a = arena_new();
    Dec tenth;
    assert_true(dec_from_text(STR("0.3"), &tenth, NULL));
    Str svg = chart_text(a, &tenth, (Dec[]){DEC_ZERO}, 1);
    assert_true(str_find(svg, STR(">0.1<"), 0) >= 0 || str_find(svg, STR(">0.10<"), 0) >= 0);
    arena_free(a);
}

static void a_bar_goes_left_of_zero_when_paid_and_right_when_received(void **state) {
    (void)state;
    static const struct {
        int amount, largest;
        const char *rect; // "" for no bar
    } rows[] = {{-50, 100, "x=\"50.0\" y=\"1\" width=\"50.0\""},
                {100, 100, "x=\"100.0\" y=\"1\" width=\"100.0\""},
                {0, 100, ""},
                {0, 0, ""}};
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Buf b = {.arena = a};
        chart_add_bar(&b, dec_from_int(rows[i].amount), dec_from_int(rows[i].largest));
        assert_int_equal(count_of(buf_str(&b), STR("<rect ")), *rows[i].rect != 0);
        assert_true(str_find(buf_str(&b), str_from(rows[i].rect), 0) >= 0);
    }
    arena_free(a);
}

static void a_label_that_differs_by_language_stands_in_both(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    ChartSeries series;
    ChartLabel labels[2] = {{{STR("2020"), STR("2020")}}, {{STR("Whole term"), STR("整个期限")}}};
    chart_series_init(a, &series, (Dec[]){dec_from_int(1), dec_from_int(2)},
                      (Dec[]){DEC_ZERO, DEC_ZERO}, 2);
    chart_add(
        &b,
        &(Chart){
            .periods = labels, .period_count = 2, .series = &series, .series_count = 1, .id = "x"});
    assert_int_equal(count_of(buf_str(&b), STR("class=\"period\"")), 1);
    assert_true(str_find(buf_str(&b), STR("class=\"period en\">Whole term<"), 0) >= 0);
    assert_true(str_find(buf_str(&b), STR("class=\"period zh\">整个期限<"), 0) >= 0);
    arena_free(a);
}

static void digits_stand_in_threes(void **state) {
    (void)state;
    static const struct {
        const char *number;
        int places;
        const char *expected;
    } rows[] = {{"0", 0, "0"},
                {"999", 0, "999"},
                {"1000", 0, "1,000"},
                {"-63400000", 0, "-63,400,000"},
                {"1234567.5", 0, "1,234,567.5"},
                {"1234567.5", 2, "1,234,567.50"},
                {"0.001", 0, "0.001"},
                {"-5", 2, "-5.00"}};
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Dec d;
        assert_true(dec_from_text(str_from(rows[i].number), &d, NULL));
        assert_string_equal(str_c(a, amount_text(a, d, rows[i].places)), rows[i].expected);
    }
    arena_free(a);
}

// The two Colorado cells are the slips in the published table of the Upper Colorado Compact.
static void a_figure_matches_within_half_a_unit_of_its_last_decimal(void **state) {
    (void)state;
    static const struct {
        const char *exact, *published;
        int decimals;
        bool is_match;
    } rows[] = {{"2.691", "2.691", 3, true},         {"3.46725", "3.468", 3, false},
                {"3.46725", "3.467", 3, true},       {"1.8924975", "1.893", 3, false},
                {"1.8924975", "1.892", 3, true},     {"0.125", "0.12", 2, true},
                {"0.125", "0.13", 2, true},          {"0.125", "0.14", 2, false},
                {"-0.125", "-0.13", 2, true},        {"126000000", "126000000", 0, true},
                {"62070000.4", "62070000", 0, true}, {"62070000.6", "62070000", 0, false},
                {"1234567", "1230000", -4, true},    {"1235000", "1230000", -4, false},
                {"1235000", "1240000", -4, true}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Dec exact, published;
        assert_true(dec_from_text(str_from(rows[i].exact), &exact, NULL));
        assert_true(dec_from_text(str_from(rows[i].published), &published, NULL));
        assert_int_equal(amount_is_match(exact, published, rows[i].decimals), rows[i].is_match);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_escaped),
        cmocka_unit_test(a_template_without_holes_is_copied),
        cmocka_unit_test(a_name_alike_in_both_languages_stands_once),
        cmocka_unit_test(a_chart_says_in_words_what_it_shows),
        cmocka_unit_test(a_chart_draws_a_bar_for_each_amount_that_is_not_zero),
        cmocka_unit_test(a_line_goes_through_every_value),
        cmocka_unit_test(a_chart_of_many_periods_labels_only_some),
        cmocka_unit_test(small_amounts_have_ticks_with_decimals),
        cmocka_unit_test(a_bar_goes_left_of_zero_when_paid_and_right_when_received),
        cmocka_unit_test(a_label_that_differs_by_language_stands_in_both),
        cmocka_unit_test(digits_stand_in_threes),
        cmocka_unit_test(a_figure_matches_within_half_a_unit_of_its_last_decimal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
