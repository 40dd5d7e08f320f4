// facts/from_csv_test.c - rows read in place and rows read in general are the same facts
#include "facts/read_test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char HEAD[] = "quantity,firm,plant,base,period,value,unit,source,date\n",
                  HEAD_UNUSED[] = "quantity,firm,x,y,z,value,u,v,w\n",
                  HEAD_MEMBER[] = "member,value,quantity,firm,period,x,y,z,base\n";

// Rows in every order that files have them in; each block is a file behind HEAD.
static const char *const blocks[] = {
    // by member
    "税,F1,,a,,1.50,,,\n税,F1,,基,,2,,,\ntax,F1,,,2020,-3.25,CNY,r,2021-01-01\nled,F1,,,,true,,,\n"
    "税,F2,,a,,4.50,,,\n税,F2,,基,,0,,,\ntax,F2,,,2020,6,CNY,r,2021-01-01\nled,F2,,,,false,,,\n"
    "税,F3,,a,,7.00,,,\n税,F3,,基,,8,,,\ntax,F3,,,2020,9,CNY,r,2021-01-01\nled,F3,,,,true,,,\n"
    "税,F4,,a,,7.00,,,\n税,F4,,基,,8,,,\ntax,F4,,,2020,9,CNY,r,2021-01-01\nled,F4,,,,true,,,\n",
    // by quantity, then again backwards
    "tax,F1,,,2020,1,万元,,\ntax,F2,,,2020,2.5,万元,,\ntax,F3,,,2020,3,万元,,\n"
    "tax,F4,,,2020,4,万元,,\nhome,F1,,,,north,,,\nhome,F2,,,,south,,,\nhome,F3,,,,north,,,\n"
    "home,F4,,,,south,,,\ntax,F4,,,2021,1,CNY,,\ntax,F3,,,2021,1,CNY,,\ntax,F2,,,2021,1,CNY,,\n"
    "tax,F1,,,2021,1,CNY,,\ntax,F1,,,2021,1,CNY,,\ntax,F1,,,2021,2,CNY,,\n",
    // values that bounds and types refuse among those that they allow
    "share,F1,,,2020,1,,,\nshare,F2,,,2020,0.5,,,\nshare,F3,,,2020,0,,,\nshare,F4,,,2020,1.01,,,\n"
    "share,F5,,,2020,1e-1,,,\nshare,F6,,,2020,x,,,\nshare,F7,,,2020,0.25,,,\n"
    "odd,F1,,,,1,,,\nodd,F2,,,,3,,,\nodd,F3,,,,4,,,\nodd,F4,,,,5,,,\nodd,F5,,,,5.0,,,\n"
    "odd,F6,,,,5.5,,,\nclass,,,a,2020,1,,,\nclass,,,a,2021,7,,,\nclass,,,a,2022,6,,,\n"
    "home,F1,,,,north,,,\nhome,F2,,,,east,,,\nhome,F3,,,,north,,,\nhome,F4,,,,,,,\n",
    // ids and values of all lengths, quotes, blanks, line ends
    "name,,P1,,,x,,,\nname,,P2,,,x,,,\r\nname,,工厂,,,a long name of a "
    "plant,,,\nname,,\"P,4\",,,x,,,\n"
    "name,,P,,,x,,,\nname,, P6,,,x,,,\nname,,P 7,,,x,,,\nname,,P8 ,,,x,,,\nname,,P9,,, x,,,\n"
    "name,,PAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,,,x,,,\n"
    "name,,P\"1,,,x,,,\n",
    "since,,P1,,,2020-01-01,,,\nsince,,P2,,,2020-01-02,,,\nsince,,P3,,,2020-01-01,,,\n"
    "since,,P4,,,2020-13-01,,,\nsince,,P5,,,2020-01-01,,,\n\nsince,,P6,,,2020-01-01,,,\n",
    // quotes around everything, and marks within them
    "\"tax\",\"F1\",\"\",\"\",\"2020\",\"1\",\"CNY\",\"\",\"\"\n"
    "\"tax\",\"F2\",\"\",\"\",\"2020\",\"2\",\"CNY\",\"\",\"\"\n"
    "\"tax\",\"F,3\",\"\",\"\",\"2020\",\"3\",\"CNY\",\"\",\"\"\n"
    "\"tax\",\"F\"\"4\",\"\",\"\",\"2020\",\"4\",\"CNY\",\"\",\"\"\n"
    "\"tax\",\"F\n5\",\"\",\"\",\"2020\",\"5\",\"CNY\",\"\",\"\"\n"
    "\"tax\",\"\",\"\",\"\",\"2020\",\"6\",\"CNY\",\"\",\"\"\n"
    "\"tax\",\"F7\",\"\",\"\",\"2020\",\"7\",\"CNY\",\"\",\"\"\n",
    "name,,\"P1\",,,\"a,b\",,,\nname,,\"P2\",,,\"a,b\",,,\nname,,\"P3\",,,\"a\"\"b\",,,\n"
    "name,,\"P4\",,,\"a\"\"b\",,,\nname,,P5,,,a,,,\nname,,P6,,,a\"b,,,\nname,,P7,,,a,b,,,\n",
    // what was good in quotes is not good without
    "name,,P1,,,\"a,b\",,,\nname,,P2,,,x,,,\nname,,P3,,,x,,,\nname,,P4,,,a,b,,,\n",
    "name,,P1,,,\"a\"\"b\",,,\nname,,P2,,,x,,,\nname,,P3,,,x,,,\nname,,P4,,,a\"b,,,\n",
    "tax,\"F,3\",,,2020,1,,,\ntax,F1,,,2020,1,,,\ntax,\"F,3\",,,2020,2,,,\ntax,F,3,,,2020,3,,,\n",
    // a row over two lines
    "tax,F1,,,2020,1,,\"a\nb\",\ntax,F2,,,2020,1,,\"a\nb\",\ntax,F3,,,2020,1,,\"a\nb\",\n"
    "tax,F4,,,2020,1,,\"a\nb\",\ntax,F5,,,2020,1,,a,\ntax,F6,,,2020,1,,a,\n",
    // two open sets: only the first varies within a column
    "flow,F1,P1,,2020,1,kg,,\nflow,F1,P2,,2020,2,kg,,\nflow,F2,P1,,2020,3,kg,,\n"
    "flow,F2,P2,,2020,4,kg,,\nflow,F3,P1,,2020,5,kg,,\nflow,F3,P3,,2020,6,kg,,\n"
    "flow,F3,P2,,2020,7,kg,,\nflow,F4,P1,,2020,8,m3,,\nprice,,,,,3,,,\nprice,,,,,3,,,\n",
    // rows with too few fields, and no line end at the end
    "tax,F1,,,2020,1,,,\ntax,F2,,,2020,2,,,\ntax,F3,,,2020,3,,,",
    "tax,F1,,,2020,1,,,\ntax,F2,,,2020,2,,,\ntax,F3,,,2020,3,,\ntax,F4,,,2020,3,,,\n",
    "none,F1,,,2020,1,,,\ntax,F2,,,2020,2,,,\nnone,F3,,,2020,3,,,\ntax,F4,,,20,3,,,\n",
};

static Str file_of(Arena *a, const char *head, const char *block, int times) {
    Buf b = {.arena = a};
    buf_add_c(&b, head);
    for (int i = 0; i < times; i++) buf_add_c(&b, block);
    return buf_str(&b);
}

static void must_be_the_same(Arena *a, const Rulebook *r, Str text) {
    Str slow = read_csv(a, r, text, true);
    for (size_t threads = 1; threads <= 4; threads++) {
        Str fast = read_csv_on(a, r, text, false, threads);
        if (str_is(fast, slow)) continue;
        print_error("%.*s\n--- in place, %zu threads:\n%.*s\n--- in general:\n%.*s\n",
                    STR_ARG(text), threads, STR_ARG(fast), STR_ARG(slow));
        fail();
    }
}

static void both_ways_give_the_same_facts_and_findings(void **state) {
    const Rulebook *r = *state;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        Arena *a = arena_new();
        for (int times = 1; times < 4; times++)
            must_be_the_same(a, r, file_of(a, HEAD, blocks[i], times));
        arena_free(a);
    }
}

// Each %d becomes the number.
static void add_numbered(Buf *b, const char *row, int number) {
    for (; *row; row++)
        if (row[0] == '%' && row[1] == 'd') {
            buf_add_fmt(b, "%d", number);
            row++;
        } else {
            buf_add_byte(b, *row);
        }
}

// Where members, values and what nobody reads change at once.
static void under_other_heads_too(void **state) {
    const Rulebook *r = *state;
    static const char *const rows[][2] = {
        {HEAD_UNUSED, "led,F%d,a %d,,\"%d\",true,,,\n"},
        {HEAD_UNUSED, "led,F%d,\"a,%d\",%d,\"\",false,流域,,\n"},
        {HEAD_UNUSED, "led,\"F%d\",\"%d\",\"\"\"%d\",,true,,,\"\"\n"},
        {HEAD_UNUSED, "odd,F%d,%d,%d\r,,3,,,\r\n"},
        {HEAD_MEMBER, "F%d,%d,tax,,2020,%d,,,\n"},
        {HEAD_MEMBER, "F%d,%d,tax,G%d,2020,,,,\n"},
        {HEAD_MEMBER, "a/F%d,%d,税,,,%d,,,\n"},
        {HEAD_MEMBER, "F%d,%d,税,F%d,,,,,a\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        buf_add_c(&b, rows[i][0]);
        for (int k = 0; k < 50; k++) add_numbered(&b, rows[i][1], k);
        must_be_the_same(a, r, buf_str(&b));
        arena_free(a);
    }
}

static uint64_t next(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

// One or two bytes become others, or a piece of the file stands elsewhere again.
static void spoil(char *bytes, size_t size, uint64_t *seed) {
    static const char others[] = ",\"\n\r .-0123456789abPF\xff\xe5\x9f\xba";
    for (uint64_t i = next(seed) % 3; i > 0; i--)
        bytes[next(seed) % size] = others[next(seed) % (sizeof others - 1)];
    size_t piece = next(seed) % 40, from = next(seed) % (size - piece);
    if (next(seed) % 4 == 0) memmove(bytes + next(seed) % (size - piece), bytes + from, piece);
}

static void spoiled_files_too(void **state) {
    enum { ROUNDS = 3000 };
    const Rulebook *r = *state;
    uint64_t seed = 1;
    for (int i = 0; i < ROUNDS; i++) {
        Arena *a = arena_new();
        const char *head = next(&seed) % 4 ? HEAD : next(&seed) % 2 ? HEAD_UNUSED : HEAD_MEMBER;
        Str text = file_of(a, head, blocks[next(&seed) % (sizeof blocks / sizeof blocks[0])], 2);
        char *bytes = arena_copy(a, text.at, text.size);
        size_t start = strlen(head);
        spoil(bytes + start, text.size - start, &seed);
        must_be_the_same(a, r, (Str){bytes, text.size});
        arena_free(a);
    }
}

// More shapes than are remembered: by day, so that none repeats, and in long circles.
static void many_shapes_are_forgotten_and_learnt_anew(void **state) {
    const Rulebook *r = *state;
    Arena *a = arena_new();
    for (int circle = 900; circle <= 90000; circle *= 10) {
        Buf b = {.arena = a};
        buf_add_c(&b, HEAD);
        for (int i = 0; i < 20000; i++)
            buf_add_fmt(&b, "tax,F%d,,,%d,%d,CNY,sheet %d,\n", i / 9, 2016 + i % 9, i, i % circle);
        must_be_the_same(a, r, buf_str(&b));
    }
    arena_free(a);
}

// Behind the shape of a row the same shape is expected, until one differs.
static void rows_like_the_last_are_read_in_place(void **state) {
    const Rulebook *r = *state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    FactTable *t = fact_table_new(a, r);
    fact_table_add_csv(t, STR("f"), STR("firm,quantity,period,value\nF,tax,2020,1\n"), &f);
    Column *c = t->columns.items[0];
    Str first = STR("F,tax,2020,1\n");
    ShapeRow row = {
        .text = first,
        .holes = {{HOLE_MEMBER, str_part(first, 0, 1)}, {HOLE_VALUE, str_part(first, 11, 1)}},
        .hole_count = 2,
        .kept = {c, {.row = 0}}};
    Str rest = STR("G,tax,2020,2\nG,tax,2020,3\nH,tax,2021,4\n"
                   "                                                                        "
                   "                                                                        "
                   "                                                                        ");
    uint32_t rows;
    assert_int_equal(shapes_recall(t, rest, 3, &rows), 0);
    for (int i = 0; i < 2; i++) shapes_learn(t, &row);
    assert_int_equal(shapes_recall(t, rest, 3, &rows), 26);
    assert_int_equal(rows, 2);
    assert_int_equal(c->count, 3);
    Fact last = chunk_fact(c->last, c->last->count - 1);
    assert_int_equal(last.row, 1);
    assert_int_equal(last.line, 4);
    arena_free(a);
}

static void a_byte_that_is_not_utf8_is_told_wherever_it_stands(void **state) {
    const Rulebook *r = *state;
    static const struct {
        const char *text, *told;
    } rows[] = {
        {"quantity,firm,period,value,x\ntax,F1,2020,1,\ntax,F2,2020,1,\xff\n", "3:15"},
        {"quantity,firm,period,value,x\xff\ntax,F1,2020,1,\n", "1:29"},
        {"nothing\nto be\nread \xff\n", "3:6"},
        {"quantity,firm,period,value\ntax,F1,2020,1\ntax,F2,2020\n\ntax,流\xff,2020,1\n", "5:6"},
        {"quantity,firm,period,value\ntax,F1,2020,1\ntax,\"F\n\xe5\x9f\",2020,1\n", "4:1"},
        {"quantity,firm,period,value\ntax,F1,2020,1\ntax,F2,2020,1\ntax,F3\xc0,2020,1\ntax,F4,2020,"
         "1"
         "\ntax,F5,2020,1\ntax,F6,2020,1\ntax,F7,2020,1\ntax,F8,2020,1\ntax,F9,2020,1\n",
         "4:7"},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Str told = read_csv(a, r, str_from(rows[i].text), false);
        Str expected = str_fmt(a, "%s this is not UTF-8", rows[i].told);
        if (!str_is(told, expected)) fail_msg("%zu: %.*s", i, STR_ARG(told));
    }
    arena_free(a);
}

static void note_passed(void *self, size_t from, size_t to) {
    size_t *passed = self;
    assert_int_equal(from, *passed);
    *passed = to;
}

static void says_what_was_read(void **state) {
    const Rulebook *r = *state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    Findings f = {.arena = a};
    Err err = {0};
    size_t passed = 0;
    buf_add_c(&b, "quantity,firm,period,value\n");
    for (int i = 0; i < 500000; i++) buf_add_fmt(&b, "tax,F%d,%d,%d.5\n", i / 9, 2016 + i % 9, i);
    FactText text = {STR("f.csv"), buf_str(&b), note_passed, &passed, 1};
    assert_true(fact_table_read_csv(fact_table_new(a, r), text, &f, &err));
    assert_int_equal(f.count, 0);
    assert_int_equal(passed, b.size);
    arena_free(a);
}

static Arena *arena;

static int set_up(void **state) {
    arena = arena_new();
    *state = (void *)(uintptr_t)read_rulebook(arena);
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_give_the_same_facts_and_findings),
        cmocka_unit_test(under_other_heads_too),
        cmocka_unit_test(spoiled_files_too),
        cmocka_unit_test(many_shapes_are_forgotten_and_learnt_anew),
        cmocka_unit_test(rows_like_the_last_are_read_in_place),
        cmocka_unit_test(a_byte_that_is_not_utf8_is_told_wherever_it_stands),
        cmocka_unit_test(says_what_was_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
