// find/find_test.c - what is found, and what is typed to break out of a query
#include "find/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct World {
    Arena *arena;
    Str folder;
    Find *find;
} World;

static void put(World *w, const char *id, int64_t seq, const char *place, const char *zh,
                const char *kind, const char *body) {
    const FindSide sides[] = {{"place", str_from(place), {str_from(place), str_from(zh)}},
                              {"place", STR("centre"), {STR("Centre"), STR("中央")}},
                              {"role", str_from(kind), {str_from(kind), str_from(kind)}}};
    const FindProvision provisions[] = {{STR("art_1"), STR("第一条 Scope"), str_from(body)}};
    const FindEntry e = {.agreement = str_from(id),
                         .version = STR("v"),
                         .seq = seq,
                         .titles = {str_from(id), str_from(id)},
                         .sides = sides,
                         .side_count = 3,
                         .provisions = provisions,
                         .provision_count = 1};
    assert_true(find_begin(w->find, NULL) && find_put(w->find, &e, NULL) &&
                find_commit(w->find, NULL));
}

static int begin(void **state) {
    Arena *a = arena_new();
    World *w = ARENA_NEW(a, World);
    char folder[] = "/tmp/softlaw-find-XXXXXX";
    w->arena = a;
    if (!mkdtemp(folder)) return -1;
    w->folder = str_copy(a, str_from(folder));
    w->find = find_open(a, str_fmt(a, "%s/find", folder), NULL);
    if (!w->find) return -1;
    put(w, "river", 3, "henan", "河南省", "upstream",
        "每改善一个类别，山东省补偿河南省6000万元。Ｃ１２ water");
    put(w, "coal", 5, "shanxi", "山西省", "supplier",
        "Region A delivers 120,000 tonnes of thermal coal OR pays. L'eau est Élevée.");
    *state = w;
    return 0;
}

static int end(void **state) {
    static const char *const NAMES[] = {"find", "find-wal", "find-shm"};
    World *w = *state;
    Arena *a = arena_new();
    Str folder = str_copy(a, w->folder);
    arena_free(w->arena);
    for (size_t i = 0; i < 3; i++)
        unlink(str_c(a, str_fmt(a, "%.*s/%s", STR_ARG(folder), NAMES[i])));
    rmdir(str_c(a, folder));
    arena_free(a);
    return 0;
}

// ids of what is found, parted by blanks.
static Str found(World *w, const char *typed) {
    FindHit *hits;
    size_t count;
    Buf b = {.arena = w->arena};
    assert_true(find_words(w->arena, w->find, str_from(typed), 0, 10, &hits, &count, NULL));
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, hits[i].agreement);
    }
    return b.size ? buf_str(&b) : STR("");
}

static void words_are_found_in_both_scripts(void **state) {
    static const struct {
        const char *typed, *want;
    } ROWS[] = {
        {"补偿", "river"},
        {"改善一个", "river"},
        {"元", "river"}, // the last of its run
        {"补", "river"},
        {"补偿山东", ""}, // not in this order
        {"山东 补偿", "river"},
        {"coal", "coal"},
        {"COAL", "coal"},
        {"ther", "coal"}, // the beginning of a word
        {"hermal", ""},
        {"120,000 tonnes", "coal"},
        {"coal 补偿", ""},
        {"c12", "river"}, // full-width letters and digits
        {"６０００万", "river"},
        {"6000万", "river"},
        {"élevée", "coal"},
        {"scope", "coal river"},
        {"第一条", "coal river"},
        {"", ""},
        {"  ", ""},
        {"。", ""},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str got = found(*state, ROWS[i].typed);
        bool is_both = !strcmp(ROWS[i].want, "coal river") && got.size == strlen("coal river");
        if (!is_both && !str_is(got, str_from(ROWS[i].want)))
            print_message("%s: %.*s\n", ROWS[i].typed, STR_ARG(got));
        assert_true(is_both || str_is(got, str_from(ROWS[i].want)));
    }
}

// FTS5's own syntax (sqlite.org/fts5.html, section 3) is only words here.
static void what_is_typed_is_never_syntax(void **state) {
    static const struct {
        const char *typed, *want;
    } ROWS[] = {
        {"coal\"", "coal"},          {"\"coal", "coal"}, {"coal OR river", ""},
        {"coal OR pays", "coal"},    {"NOT coal", ""},   {"gram:coal", ""},
        {"coal*", "coal"},           {"^coal", "coal"},  {"NEAR(coal pays)", ""},
        {"coal + pays", "coal"},     {"(coal", "coal"},  {"-coal", "coal"},
        {"'; DROP TABLE found", ""}, {"coal\\", "coal"}, {"{coal}", "coal"},
        {"\xff coal", "coal"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Str got = found(*state, ROWS[i].typed);
        if (!str_is(got, str_from(ROWS[i].want)))
            print_message("%s: %.*s\n", ROWS[i].typed, STR_ARG(got));
        assert_true(str_is(got, str_from(ROWS[i].want)));
    }
}

static void a_hit_is_shown_with_what_stands_around_it(void **state) {
    World *w = *state;
    FindHit *hits;
    size_t count;
    assert_true(find_words(w->arena, w->find, STR("补偿"), 0, 10, &hits, &count, NULL));
    assert_true(str_is(hits[0].before, STR("每改善一个类别，山东省")));
    assert_true(str_is(hits[0].match, STR("补偿")));
    assert_true(str_starts_with(hits[0].after, STR("河南省6000万元")));
    assert_true(find_words(w->arena, w->find, STR("COA"), 0, 10, &hits, &count, NULL));
    assert_true(str_is(hits[0].match, STR("coa")));
    assert_true(find_words(w->arena, w->find, STR("scope"), 1, 1, &hits, &count, NULL));
    assert_int_equal(count, 1);
    assert_int_equal(hits[0].match.size, 0);
}

static void agreements_are_found_by_whom_they_concern(void **state) {
    static const struct {
        const char *place, *kind, *want;
    } ROWS[] = {
        {"henan", "", "river"},
        {"河南省", "", "river"},
        {"Centre", "", "coal river"},
        {"centre", "supplier", "coal"},
        {"", "upstream", "river"},
        {"henan", "supplier", ""},
        {"", "henan", ""}, // a place is no kind
        {"", "", "coal river"},
        {"' OR 1=1", "", ""},
    };
    World *w = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        FindAgreement *list;
        size_t count;
        Buf b = {.arena = w->arena};
        FindQuestion q = {str_from(ROWS[i].place), str_from(ROWS[i].kind), STR(""), 10};
        assert_true(find_agreements(w->arena, w->find, &q, &list, &count, NULL));
        for (size_t k = 0; k < count; k++)
            buf_add_fmt(&b, k ? " %.*s" : "%.*s", STR_ARG(list[k].id));
        assert_true(str_is(buf_str(&b), str_from(ROWS[i].want)));
    }
}

static void places_and_pairs_are_counted(void **state) {
    World *w = *state;
    FindKnown *known;
    FindPair *pairs;
    size_t count;
    assert_true(find_known(w->arena, w->find, "place", 10, &known, &count, NULL));
    assert_int_equal(count, 3);
    assert_true(str_is(known[0].id, STR("centre")));
    assert_int_equal(known[0].count, 2);
    assert_true(find_pairs(w->arena, w->find, 10, &pairs, &count, NULL));
    assert_int_equal(count, 2);
    assert_true(str_is(pairs[0].ids[0], STR("Centre")) && str_is(pairs[0].ids[1], STR("henan")));
}

static void a_new_version_takes_the_place_of_the_former(void **state) {
    World *w = *state;
    int64_t seq;
    Str version;
    put(w, "coal", 9, "shanxi", "山西省", "supplier", "natural gas");
    assert_int_equal(found(w, "thermal").size, 0);
    assert_true(str_is(found(w, "natural"), STR("coal")));
    assert_true(find_mark(w->arena, w->find, &seq, &version, NULL));
    assert_int_equal(seq, 9);
    assert_true(find_begin(w->find, NULL) && find_clear(w->find, NULL) &&
                find_commit(w->find, NULL));
    assert_int_equal(found(w, "natural").size, 0);
    assert_true(find_mark(w->arena, w->find, &seq, &version, NULL));
    assert_int_equal(seq, 0);
}

#define HELD(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        HELD(words_are_found_in_both_scripts),
        HELD(what_is_typed_is_never_syntax),
        HELD(a_hit_is_shown_with_what_stands_around_it),
        HELD(agreements_are_found_by_whom_they_concern),
        HELD(places_and_pairs_are_counted),
        HELD(a_new_version_takes_the_place_of_the_former),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
