// agree/judge_test.c - words beside terms: what differs, what one side lacks, what is excused
#include "agree/agree.h"
#include "base/findings_test.h"
#include "base/lang.h"

static const char HEAD[] =
    "---\nsoftlaw: 1\nid: x\ntitle: X\nlanguage: en\nparties: {aton: {name: Aton, label: {zh: "
    "甲市}}, belo: {name: Belo, label: {zh: 乙市}}, cedo: {name: Cedo, label: {zh: 丙市}}}\n"
    "currency: EUR\nterm: {from: 2024-01-01, to: 2026-12-31, period: year}\n---\n";

static Findings judge_text(Arena *a, Str source) {
    Findings form = {.arena = a}, found = {.arena = a};
    const Document *d = text_parse(a, STR("f"), source, &form);
    const Terms *t = terms_from_text(a, d, &form);
    agree_judge(a, t, &found);
    agree_languages(t, &found);
    return found;
}

// "words | terms", the terms in one line.
static Str article(Arena *a, int number, const char *text) {
    Str all = str_from(text);
    int64_t bar = -1;
    for (int64_t at = 0; (at = str_find(all, STR(" | "), (size_t)at)) >= 0; at++) bar = at;
    Str words = bar < 0 ? all : str_part(all, 0, (size_t)bar);
    Str terms = bar < 0 ? STR("") : str_part(all, (size_t)bar + 3, all.size);
    if (!terms.size) return str_fmt(a, "# Article %d\n\n%.*s\n\n", number, STR_ARG(words));
    return str_fmt(a, "# Article %d\n\n%.*s\n\n```terms\n%.*s\n```\n\n", number, STR_ARG(words),
                   STR_ARG(terms));
}

static const char *rules_found(Arena *a, const Findings *f) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < f->count; i++) buf_add_fmt(&b, "%s%s", i ? " " : "", f->items[i].rule);
    return str_c(a, buf_str(&b));
}

typedef struct Row {
    const char *first, *second; // articles; the second may be NULL
    const char *rules;
} Row;

static void check(const Row *rows, size_t count) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        Buf text = {.arena = a};
        buf_add_c(&text, HEAD);
        buf_add(&text, article(a, 1, rows[i].first));
        if (rows[i].second) buf_add(&text, article(a, 2, rows[i].second));
        Findings f = judge_text(a, buf_str(&text));
        const char *found = rules_found(a, &f);
        if (strcmp(found, rows[i].rules) != 0) {
            print_error("\"%s\" / \"%s\": \"%s\" is not \"%s\"\n", rows[i].first,
                        rows[i].second ? rows[i].second : "", found, rows[i].rules);
            wrong++;
        }
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
}

#define CHECK(rows) check(rows, sizeof rows / sizeof *rows)

static void the_same_said_in_two_ways_agrees(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The fee is 42 euros. | parameters: {fee: 42}", NULL, ""},
        {"补偿6000万欧元。 | parameters: {amount: 60000000}", NULL, ""},
        {"补偿6000万欧元。 | parameters: {amount: {value: 6000, unit: 万元}}", NULL, ""},
        {"It bears 50 per cent. | formulas: {part: cost * 0.5}", NULL, ""},
        {"It bears 50 per cent. | parameters: {part: 50}", NULL, ""},
        {"The price rises by 5 per cent. | formulas: {price: old * 1.05}", NULL, ""},
        {"The price falls by 5 per cent. | formulas: {price: old * 0.95}", NULL, ""},
        {"It bears two thirds. | formulas: {part: cost * 2 / 3}", NULL, ""},
        {"承担百分之四十。 | formulas: {part: cost * 0.4}", NULL, ""},
        {"every 12th part | formulas: {part: cost / 12}", NULL, ""},
        {"Notice is given three years ahead. | exit: {notice: P3Y}", NULL, ""},
        {"Notice is given three years ahead. | exit: {notice: P36M}", NULL, ""},
        {"Within two weeks it reports. | obligations: {r: {action: report, limit: P14D}}", NULL,
         ""},
        {"Within 10 working days. | obligations: {r: {action: x, limit: 10 working days after "
         "period end}}",
         NULL, ""},
        {"From 2026 it is 5. | parameters: {x: {value: {since 2024-01-01: 3, since 2026-01-01: "
         "5}}} "
         "\n# was three: 3",
         NULL, "term-without-words"},
        {"Until the end of 2025 it is 3, then 5. | parameters: {x: {value: {since 2024-01-01: 3, "
         "since 2026-01-01: 5}}}",
         NULL, ""},
        {"By 31 January of the next year. | obligations: {r: {action: x, due: P1M after period "
         "end}}",
         NULL, ""},
        {"Amounts are rounded to the cent. | formulas: {x: {is: y, rounding: {to: 0.01, mode: half "
         "up}}}",
         NULL, ""},
        {"金额算到分。 | formulas: {x: {is: y, rounding: {to: 0.01, mode: half up}}}", NULL, ""},
        {"金额保留两位小数。 | formulas: {x: \"round half up(y, 2)\"}", NULL, ""},
        {"Three pollutants. | sets: {p: [COD, TP, TN]}", NULL, ""},
        {"For three years, from 2024 to 2026. | parameters: {x: 1}", NULL, ""},
        {"The class is 1 to 6. | quantities: {c: {within: \"[1..6]\"}}", NULL, ""},
        {"- 5 euros\n- 6 euros | parameters: {x: 5, y: 6}", NULL, ""},
    };
    CHECK(rows);
}

static void what_differs_is_an_error(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The fee is 42 euros. | parameters: {fee: 45}", NULL, "words-differ"},
        {"补偿5000万欧元。 | parameters: {amount: 60000000}", NULL, "words-differ"},
        {"It bears 50 per cent. | formulas: {part: cost * 0.6}", NULL, "words-differ"},
        {"Within 60 days. | obligations: {r: {action: report, limit: P30D}}", NULL, "words-differ"},
        {"Within 2 hours. | obligations: {r: {action: report, limit: P1D}}", NULL, "words-differ"},
        {"Within 10 working days. | obligations: {r: {action: report, limit: P10D}}", NULL,
         "words-differ"},
        {"金额算到元。 | formulas: {x: {is: y, rounding: {to: 0.01, mode: half up}}}", NULL,
         "words-differ"},
        {"From 1 May 2025 it is 5. | parameters: {x: {value: {since 2024-01-01: 0, since "
         "2025-06-01: 5}}}",
         NULL, "words-differ"},
        {"The first 5 tonnes and the next 20. | formulas: {x: 6 * a + 20 * b}", NULL,
         "words-differ"},
        {"The fee is 42 dollars. | parameters: {fee: 42}", NULL, "currency-differs"},
        {"The fee is 42 dollars. | parameters: {fee: {value: 42, unit: USD/t}}", NULL, ""},
    };
    CHECK(rows);
}

static void what_one_side_lacks_is_a_warning(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Within 30 days. | obligations: {r: {action: report}}", NULL, "words-without-term"},
        {"They share the tax. | formulas: {part: tax * 0.4}", NULL, "term-without-words"},
        {"Only words: 30 days.", "More. | parameters: {x: 1}", "words-without-term"},
        {"They share 40 and 60 tonnes. | parameters: {x: 1}", NULL,
         "words-without-term words-without-term"},
        // said once for each value
        {"They share. | formulas: {a: b * 0.4, c: d * 0.4}", NULL, "term-without-words"},
    };
    CHECK(rows);
}

static void obligations_bind_whom_the_words_name(void **state) {
    (void)state;
    static const Row rows[] = {
        {"Aton reports. | obligations: {r: {bearer: belo, action: report}}", NULL,
         "bearer-differs"},
        {"Aton reports. | obligations: {r: {bearer: [aton, cedo], action: report}}", NULL, ""},
        {"Aton and Belo report. | obligations: {r: {bearer: party, action: report}}", NULL,
         "bearer-differs"},
        {"Aton, Belo and Cedo report. | obligations: {r: {bearer: party, action: report}}", NULL,
         ""},
        {"Each party reports. | obligations: {r: {bearer: belo, action: report}}", NULL, ""},
        {"The two sides report to Aton. | obligations: {r: {bearer: party, action: report}}", NULL,
         ""},
        {"Reports go to Aton. | obligations: {r: {bearer: belo, counterparty: aton, action: r}}",
         NULL, ""},
        {"Reports are sent. | obligations: {r: {bearer: belo, action: report}}", NULL, ""},
        {"甲市报送。 | obligations: {r: {bearer: belo, action: 报送}}", NULL, "bearer-differs"},
        {"各方向甲市报送。 | obligations: {r: {bearer: belo, action: 报送}}", NULL, ""},
        {"<!-- allow bearer-differs: Belo joins later -->\nAton reports. | obligations: {r: "
         "{bearer: "
         "belo, action: report}}",
         NULL, ""},
        {"Aton reports. | sets: {city: {members: parties, of: [belo]}}\nobligations: {r: {bearer: "
         "city, action: report}}",
         NULL, ""},
    };
    CHECK(rows);
}

static void what_belongs_to_computing_needs_no_words(void **state) {
    (void)state;
    static const Row rows[] = {
        {"It is shared. | formulas: {x: max(0, y / 100) + 1}", NULL, ""},
        {"It is shared. | formulas: {x: y * 12 / 365}", NULL, ""},
        {"It is shared. | formulas: {x: \"y * (z, 3)\"}", NULL, "term-without-words"},
        {"The mean of two years. | formulas: {x: \"previous(y, 1) + previous(y, 2)\"}", NULL, ""},
        {"It is shared. | formulas: {x: 100 - y}", NULL, "term-without-words"},
        {"It is shared. | formulas: {x: z * (100 - y) / 100}", NULL, ""},
        {"It is shared. | formulas: {x: tariff until 2019}", NULL, ""},
        {"It is shared. | formulas: {x: 'if y = \"1\" then 0 else 1'}", NULL, ""},
        {"It is shared. | quantities: {y: {within: \"[0..31]\"}}", NULL, ""},
        {"It is adjusted once a year. | plan: {adjustable: P1Y}", NULL, ""},
        {" | parameters: {x: 5}", NULL, ""},
    };
    CHECK(rows);
}

static void words_may_speak_of_amounts_of_other_articles_and_terms_not(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The base is 700 euros. | parameters: {base: 700}", "Above 700 euros nothing is paid.",
         ""},
        {"The base is 700 euros. | parameters: {base: 700}",
         "Nothing is paid. | formulas: {x: if y > 700 then 0 else 1}", "term-without-words"},
        // a time limit is each article's own
        {"Within 30 days. | obligations: {r: {action: report, limit: P30D}}",
         "Payment follows. | payments: {p: {from: aton, to: belo, amount: 1, rounding: none, due: "
         "P30D after period end}}",
         "term-without-words"},
    };
    CHECK(rows);
}

static void a_table_is_words_and_terms(void **state) {
    (void)state;
    static const Row rows[] = {
        {"The rate is:\n\n| x | rate |\n|---|---|\n| < 5 | 3 |\n| >= 5 | 7 | | tables: {r: {hit: "
         "U, "
         "inputs: [x], outputs: [rate]}}",
         NULL, ""},
        {"Above 5 tonnes it is 8:\n\n| x | rate |\n|---|---|\n| < 5 | 3 |\n| >= 5 | 7 | | tables: "
         "{r: {hit: U, inputs: [x], outputs: [rate]}}",
         NULL, "words-without-term"},
        {"The rate is:\n\n| x | rate |\n|---|---|\n| a | 3 |\n\nEnd. | parameters: {r: 3}", NULL,
         ""},
    };
    CHECK(rows);
}

static void a_remark_silences_with_its_reason(void **state) {
    (void)state;
    static const Row rows[] = {
        {"<!-- allow words-without-term: the bank sets it -->\nWithin 30 days. | parameters: {x: "
         "0}",
         NULL, ""},
        {"<!-- allow words-without-term -->\nWithin 30 days. | parameters: {x: 0}", NULL,
         "words-without-term"},
        {"<!-- allow words-without-term: the bank sets it -->\nWithin 30 days.\n\nWithin 20 days. "
         "| "
         "parameters: {x: 0}",
         NULL, "words-without-term"},
        {"Shared.\n\n<!-- allow term-without-words: a constant of nature --> | formulas: {x: y * "
         "9.81}",
         NULL, ""},
        {"Shared.\n\n<!-- allow term-without-words: 9.81 is the force of weight --> | formulas: "
         "{x: "
         "y * 9.81}",
         NULL, ""},
        {"Shared.\n\n<!-- allow term-without-words: 9.81 is the force of weight --> | formulas: "
         "{x: "
         "y * 9.82}",
         NULL, "term-without-words"},
    };
    CHECK(rows);
}

static void notes_and_preambles_bind_nobody(void **state) {
    (void)state;
    static const char TEXT[] =
        "# Preamble\n\nIn 1999 they met 12 times.\n\n# Article 1\n\nx\n\n"
        "```terms\nparameters: {x: 1}\n```\n\n# Sources\n\nReport 55 of 1999, "
        "page 300.\n";
    Arena *a = arena_new();
    Findings f = judge_text(a, str_fmt(a, "%s%s", HEAD, TEXT));
    assert_int_equal(f.count, 0);
    arena_free(a);
}

static void paragraphs_belong_to_their_article(void **state) {
    (void)state;
    static const char TEXT[] = "# Article 1\n\nx\n\n## Limits\n\nWithin 30 days.\n\n## Terms\n\n"
                               "```terms\nobligations: {r: {action: report, limit: P30D}}\n```\n";
    Arena *a = arena_new();
    Findings f = judge_text(a, str_fmt(a, "%s%s", HEAD, TEXT));
    assert_int_equal(f.count, 0);
    arena_free(a);
}

static void a_finding_names_both_sides_and_stands_at_the_words(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = judge_text(
        a, str_fmt(a,
                   "%s# 第一条\n\n每类补偿5000万欧元。\n\n```terms\nparameters: {amount: "
                   "60000000}\n```\n",
                   HEAD));
    assert_int_equal(f.count, 1);
    assert_int_equal(f.items[0].severity, SEVERITY_ERROR);
    assert_int_equal(f.items[0].place.line, 12);
    assert_int_equal(f.items[0].place.column, 5);
    assert_str(lang_render(a, LANG_EN, f.items[0].message),
               "the words say \"5000万欧元\", the terms \"60000000\" (line 15)");
    assert_str(lang_render(a, LANG_ZH, f.items[0].message),
               "文字写“5000万欧元”，条款块写“60000000”（第15行）");
    arena_free(a);
}

static bool has(const Findings *f, const char *rule) {
    for (size_t i = 0; i < f->count; i++)
        if (!strcmp(f->items[i].rule, rule)) return true;
    return false;
}

static void check_example(const LintRule *r, const char *text, bool is_bad) {
    Arena *a = arena_new();
    Findings f = judge_text(a, str_fmt(a, "%s%s", HEAD, str_c(a, article(a, 1, text))));
    if (is_bad ? !has(&f, r->id) : f.count > 0) {
        print_error("%s: %s: %s\n", r->id, text, rules_found(a, &f));
        fail();
    }
    arena_free(a);
}

static void every_rule_finds_its_bad_example_and_not_its_good_one(void **state) {
    (void)state;
    for (size_t i = 0; i < agree_rule_count(); i++) {
        const LintRule *r = agree_rule(i);
        check_example(r, r->english.bad, true);
        check_example(r, r->english.good, false);
        check_example(r, r->chinese.bad, true);
        check_example(r, r->chinese.good, false);
    }
}

// A remark that names a rule of this room is none of unknown name to the lint.
static void the_lint_knows_the_rules_of_this_room(void **state) {
    (void)state;
    for (size_t i = 0; i < agree_rule_count(); i++) {
        Arena *a = arena_new();
        Findings form = {.arena = a}, found = {.arena = a};
        Str text = str_fmt(a, "# Article 1\n\n<!-- allow %s: because -->\nThe fee is 5.\n",
                           agree_rule(i)->id);
        const Document *d = text_parse(a, STR("f"), text, &form);
        lint_judge(a, lint_words_new(a), terms_from_text(a, d, &form), SEVERITY_NOTE, &found);
        assert_false(has(&found, "allow-reason"));
        assert_false(has(&found, "allow-unused"));
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_said_in_two_ways_agrees),
        cmocka_unit_test(what_differs_is_an_error),
        cmocka_unit_test(what_one_side_lacks_is_a_warning),
        cmocka_unit_test(obligations_bind_whom_the_words_name),
        cmocka_unit_test(what_belongs_to_computing_needs_no_words),
        cmocka_unit_test(words_may_speak_of_amounts_of_other_articles_and_terms_not),
        cmocka_unit_test(a_table_is_words_and_terms),
        cmocka_unit_test(a_remark_silences_with_its_reason),
        cmocka_unit_test(notes_and_preambles_bind_nobody),
        cmocka_unit_test(paragraphs_belong_to_their_article),
        cmocka_unit_test(a_finding_names_both_sides_and_stands_at_the_words),
        cmocka_unit_test(every_rule_finds_its_bad_example_and_not_its_good_one),
        cmocka_unit_test(the_lint_knows_the_rules_of_this_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
