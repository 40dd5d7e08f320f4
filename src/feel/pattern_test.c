// feel/pattern_test.c - patterns of XPath: what they match, and what is refused
//
// Rows marked F&O are examples of XPath and XQuery Functions and Operators 3.1, section 5.6.
#include "feel/feel_test.h"
#include "feel/pattern.h"

static void patterns_match_as_in_xpath(void **state) {
    static const ValueRow rows[] = {
        {"matches(\"abracadabra\", \"bra\")", "true"},                            // F&O
        {"matches(\"abracadabra\", \"^a.*a$\")", "true"},                         // F&O
        {"matches(\"abracadabra\", \"^bra\")", "false"},                          // F&O
        {"matches(\"helloworld\", \"hello world\", \"x\")", "true"},              // F&O
        {"matches(\"helloworld\", \"hello[ ]world\", \"x\")", "false"},           // F&O
        {"matches(\"hello world\", \"hello\\\\ sworld\", \"x\")", "true"},        // F&O
        {"replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\""},              // F&O
        {"replace(\"abracadabra\", \"a.*a\", \"*\")", "\"*\""},                   // F&O
        {"replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\""},             // F&O
        {"replace(\"abracadabra\", \"a\", \"\")", "\"brcdbr\""},                  // F&O
        {"replace(\"abracadabra\", \"a(.)\", \"a$1$1\")", "\"abbraccaddabbra\""}, // F&O
        {"replace(\"AAAA\", \"A+\", \"b\")", "\"b\""},                            // F&O
        {"replace(\"AAAA\", \"A+?\", \"b\")", "\"bbbb\""},                        // F&O
        {"replace(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\""},       // F&O
        {"split(\"The cat sat\", \"\\s+\")", "[\"The\", \"cat\", \"sat\"]"},
        {"matches(\"P\", \"[A-Z-[OI]]\")", "true"},
        {"matches(\"O\", \"[A-Z-[OI]]\")", "false"},
        {"matches(\"α\", \"\\p{IsGreek}\")", "true"},
        {"matches(\"a\", \"\\p{IsGreek}\")", "false"},
        {"matches(\"水质\", \"^[一-龥]+$\")", "true"},
        {"matches(\"a\nb\", \"a.b\")", "false"},
        {"matches(\"a\nb\", \"a.b\", \"s\")", "true"},
        {"matches(\"a\nb\", \"^b$\", \"m\")", "true"},
        {"matches(\"_a:b\", \"^\\i\\c*$\")", "true"},
        {"matches(\"\", \"\")", "true"},
    };
    ALL_GIVE(*state, rows);
}

static void what_xpath_does_not_have_is_refused(void **state) {
    static const char *const patterns[] = {
        "(?=a)", "(?!a)", "(?<a>b)",  "(?i)a", "\\b",     "a++",       "\\Aa",   "[[:alpha:]]",
        "\\p{L", "\\p{}", "\\p{Foo}", "[z-a]", "[]",      "[a-z-b]",   "a{3,2}", "(a",
        "a)",    "*a",    "\\1(a)",   "\\k",   "\\x{41}", "[a-z&&b]]", "a{,2}",  "\\",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        Str translated;
        uint32_t groups;
        Message fault = NO_MSG;
        PatternFlags none = {.dot_all = false};
        if (pattern_translate(*state, str_from(patterns[i]), none, &translated, &groups, &fault))
            fail_msg("%s becomes %.*s", patterns[i], STR_ARG(translated));
        assert_non_null(fault.text);
    }
}

// Found by fuzzing: a category whose name is a NUL.
static void a_category_is_a_word(void **state) {
    Buf b = {.arena = *state};
    assert_false(pattern_add_property(&b, (Str){"\0", 1}, false));
    assert_false(pattern_add_property(&b, (Str){"IsGreek\0", 8}, false));
    assert_true(pattern_add_property(&b, STR("Lu"), false));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(patterns_match_as_in_xpath),
        FEEL_TEST(what_xpath_does_not_have_is_refused),
        FEEL_TEST(a_category_is_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
