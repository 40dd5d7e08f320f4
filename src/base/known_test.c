// base/known_test.c - the nearest known name, and what is hinted
#include "base/findings_test.h"
#include "base/known.h"

static Known known_of(Arena *a, const char *names) {
    Known k = {.arena = a};
    Str rest = str_from(names);
    for (Str name; str_next(&rest, '|', &name);) known_add(&k, name);
    return k;
}

static void the_nearest_name_is_within_a_few_edits(void **state) {
    (void)state;
    static const struct {
        const char *names, *word, *nearest;
    } rows[] = {
        {"rounding|amount|between", "roundng", "rounding"},
        {"rounding|amount|between", "amuont", "amount"},
        {"rounding|amount|between", "Amount", "amount"},
        {"rounding|amount|between", "x", ""},
        {"rounding|amount|between", "price", ""},
        {"henan|hebei", "hena", "henan"},
        {"水质类别|水量", "水质类型", "水质类别"},
        {"水质类别|水量", "水价", "水量"},
        {"水质类别|水量", "电价", ""},
        {"is|initial", "si", "is"},
        {"a|b", "c", ""},
        {"per|unit", "", ""},
        {"", "per", ""},
        {"half up|half down|half even", "half evn", "half even"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Known k = known_of(a, rows[i].names);
        Str nearest = known_nearest(&k, str_from(rows[i].word));
        if (!str_is(nearest, str_from(rows[i].nearest))) print_error("in %s\n", rows[i].word);
        assert_str(nearest, rows[i].nearest);
    }
    arena_free(a);
}

static void a_short_list_is_shown_where_nothing_is_near(void **state) {
    (void)state;
    Arena *a = arena_new();
    Known few = known_of(a, "up|down|band");
    Message hint = known_hint(&few, STR("sideways"));
    assert_string_equal(hint.text, "known here: {1}");
    assert_str(hint.args[0], "up, down, band");
    Known many = known_of(a, "a|b|c|d|e|f|g|h|i|j|k|l|m");
    assert_null(known_hint(&many, STR("sideways")).text);
    Known none = {.arena = a};
    assert_null(known_hint(&none, STR("x")).text);
    arena_free(a);
}

static void the_nearest_come_nearest_first(void **state) {
    (void)state;
    static const struct Row {
        const char *names, *word, *list;
    } rows[] = {
        {"art_1|art_2|art_3|art_13|chp_1", "art_33", "art_3, art_13, art_1"},
        {"art_1|art_2", "ART_1", "art_1, art_2"},
        {"art_1", "sources", ""},
        {"art_1", "", ""},
        {"", "art_1", ""},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Known k = known_of(a, rows[i].names);
        assert_str(known_near_list(&k, str_from(rows[i].word), 3), rows[i].list);
    }
    arena_free(a);
}

static void long_words_are_compared_by_their_beginning(void **state) {
    (void)state;
    Arena *a = arena_new();
    char word[400];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    Known k = known_of(a, word);
    assert_str(known_nearest(&k, str_from(word + 1)), word);
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_name_is_within_a_few_edits),
        cmocka_unit_test(a_short_list_is_shown_where_nothing_is_near),
        cmocka_unit_test(the_nearest_come_nearest_first),
        cmocka_unit_test(long_words_are_compared_by_their_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
