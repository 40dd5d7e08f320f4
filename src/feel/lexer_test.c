// feel/lexer_test.c - tests of feel/lexer.c: what a text is cut into, given the names in scope
#include "feel/feel_test.h"
#include "feel/syntax.h"

static const char *const DECLARED[] = {
    "a",    "a-b", "b",        "water class", "water class 2", "x in y",
    "if a", "in",  "水质类别", "total**2",    "2021 base",     "profit/loss"};

static FeelScope *scope_new(Arena *a) {
    FeelScope *s = feel_scope_new(a);
    for (uint32_t i = 0; i < sizeof DECLARED / sizeof *DECLARED; i++)
        assert_true(feel_scope_add(s, str_from(DECLARED[i]), feel_type(FEEL_NUMBER), i));
    return s;
}

// The tokens as they stand in the text, parted by |.
static Str tokens(Arena *a, const char *text) {
    Names names = {.scope = scope_new(a)};
    Buf b = {.arena = a};
    Str whole = str_from(text);
    for (size_t at = 0;;) {
        Token t = lexer_next(a, &names, whole, at);
        if (t.kind == TOKEN_END) return b.size ? buf_str(&b) : STR("");
        if (b.size) buf_add_byte(&b, '|');
        buf_add(&b, str_part(whole, t.offset, t.end - t.offset));
        if (t.kind == TOKEN_FAULT) return buf_add_c(&b, "!"), buf_str(&b);
        at = t.end;
    }
}

typedef struct Row {
    const char *text, *tokens;
} Row;

static void are_cut(Arena *a, const Row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        Str got = tokens(a, rows[i].text);
        if (!str_is(got, str_from(rows[i].tokens)))
            fail_msg("%s is cut into %.*s, not %s", rows[i].text, STR_ARG(got), rows[i].tokens);
    }
}

// Clause 10.3.1, "Ambiguity".
static void the_longest_name_in_scope_wins(void **state) {
    static const Row rows[] = {
        {"a-b", "a-b"},
        {"a - b", "a - b"},
        {"a  -\n b", "a  -\n b"},
        {"(a)-(b)", "(|a|)|-|(|b|)"},
        {"a-c", "a|-|c"},
        {"water class*2", "water class|*|2"},
        {"water class 2", "water class 2"},
        {"water  class\t2", "water  class\t2"},
        {"waterclass", "waterclass"},
        {"water classes", "water|classes"},
        {"total**2", "total**2"},
        {"total **2 ** 2", "total **2|**|2"},
        {"profit/loss/a", "profit/loss|/|a"},
        {"水质类别*2", "水质类别|*|2"},
        {"2021 base + 2021", "2021 base|+|2021"},
        {"date and time(a)", "date and time|(|a|)"},
        {"years and months duration", "years and months duration"},
        {"string length", "string length"},
    };
    are_cut(*state, rows, sizeof rows / sizeof *rows);
}

static void keywords_yield_to_longer_names_only(void **state) {
    static const Row rows[] = {
        {"x in y", "x in y"},
        {"b in y", "b|in|y"},
        {"if a then b", "if a|then|b"},
        {"if b then a", "if|b|then|a"},
        {"instance of", "instance of"},
        {"instance  of", "instance  of"},
        {"note", "note"},
        {"nullify", "nullify"},
        {"a and b or b", "a|and|b|or|b"},
    };
    are_cut(*state, rows, sizeof rows / sizeof *rows);
}

static void numbers_and_marks(void **state) {
    static const Row rows[] = {
        {"1..5", "1|..|5"},
        {"1.5..2", "1.5|..|2"},
        {".5", ".5"},
        {"1.", "1|."},
        {"1e3", "1e3"},
        {"1e", "1|e"},
        {"1E+3-2", "1E+3|-|2"},
        {"a<=b", "a|<=|b"},
        {"a<-b", "a|<|-|b"},
        {"b**-b", "b|**|-|b"},
        {"b!=b", "b|!=|b"},
        {"@\"x\"", "@|\"x\""},
        {"1e999999999", "1e999999999!"},
    };
    are_cut(*state, rows, sizeof rows / sizeof *rows);
}

static void comments_and_blanks_part_tokens(void **state) {
    static const Row rows[] = {
        {"1 // one\n+ 2", "1|+|2"},
        {"1 /* one */ + 2", "1|+|2"},
        {"/* open", "/*!"},
        {"　1\u00a0+\u20032", "1|+|2"},
        {"// all", ""},
    };
    are_cut(*state, rows, sizeof rows / sizeof *rows);
}

static void strings_keep_their_text(void **state) {
    static const ValueRow rows[] = {
        {"\"a\\\"b\"", "\"a\\\"b\""},
        {"\"\\u6C34\\U01F600\"", "\"水😀\""},
        {"\"\\uD83D\\uDE00\"", "\"😀\""},
        {"\"\\s\"", "\"\\\\s\""}, // an unknown escape is kept, for patterns
        {"\"\\n\"", "\"\\n\""},
        {"string length(\"\\\\\")", "1"},
    };
    ALL_GIVE(*state, rows);
    assert_int_equal(tokens(*state, "\"open").at[1], '!');
    assert_int_equal(tokens(*state, "\"\\uD83D\"").size > 0, 1);
}

static void slips_are_told_with_what_to_write(void **state) {
    static const struct {
        const char *text, *hint;
    } rows[] = {
        {"1 ≥ 2", "write >="}, {"1 ＋ 2", "write +"}, {"1 && 2", "write and"}, {"2^3", "write **"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial t = trial(*state, rows[i].text, (TrialOptions){.slots = NULL});
        assert_true(str_is(t.hint, str_from(rows[i].hint)));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FEEL_TEST(the_longest_name_in_scope_wins),
        FEEL_TEST(keywords_yield_to_longer_names_only),
        FEEL_TEST(numbers_and_marks),
        FEEL_TEST(comments_and_blanks_part_tokens),
        FEEL_TEST(strings_keep_their_text),
        FEEL_TEST(slips_are_told_with_what_to_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
