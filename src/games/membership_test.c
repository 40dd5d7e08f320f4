// games/membership_test.c - how many join: R14 and R15 of the research notes, and games by hand
//
// R14: Barrett 1994 with choke 100, slope 1, cost 1/4 and ten countries; the notes' figures were
// recomputed from his formulas. R15: linear benefit, quadratic cost.
#include "games/games_test.h"

#include <math.h>

static const MembershipTable *must_parse(Arena *a, const char *text) {
    Err err = {0};
    const MembershipTable *t = membership_parse(a, STR("test.csv"), str_from(text), &err);
    assert_non_null(t);
    return t;
}

static bool is_stable(unsigned found) {
    unsigned both = STABLE_INTERNALLY | STABLE_EXTERNALLY;
    return (found & both) == both;
}

static const char barrett[] = "parameter,barrett\ncountries,10\nchoke,100\nslope,1\ncost,1/4\n";

// R14
static void of_barretts_ten_countries_four_join(void **state) {
    (void)state;
    static const double member[] = {0,        476.8089, 474.0125, 472.2838, 472.1604, 473.6842,
                                    476.3705, 479.5417, 482.6630, 485.4482, 487.8049};
    static const double outsider[] = {472.0,    468.1348, 466.6430, 468.9407, 474.9133,
                                      482.5485, 489.4315, 494.3279, 497.2732, 498.8379};
    Arena *a = arena_new();
    const MembershipSizes *s = must_parse(a, barrett)->sizes;
    for (size_t k = 0; k <= 10; k++) {
        assert_int_equal(is_stable(membership_size_judge(s, k)), k == 4);
        if (k > 0) assert_true(fabs(mpq_get_d(&s->member[k]) - member[k]) < 6e-5);
        if (k < 10) assert_true(fabs(mpq_get_d(&s->outsider[k]) - outsider[k]) < 6e-5);
    }
    arena_free(a);
}

// A cap that nobody reaches changes nothing; one below what each would do alone binds all, and then
// joining brings neither gain nor loss.
static void a_cap_binds_where_it_is_reached(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf loose = {.arena = a}, tight = {.arena = a};
    buf_add_fmt(&loose, "%scap,1000\n", barrett);
    buf_add_fmt(&tight, "%scap,5\n", barrett);
    const MembershipSizes *free = must_parse(a, barrett)->sizes;
    const MembershipSizes *wide = must_parse(a, str_c(a, buf_str(&loose)))->sizes;
    const MembershipSizes *bound = must_parse(a, str_c(a, buf_str(&tight)))->sizes;
    for (size_t k = 1; k < 10; k++) {
        assert_true(mpq_equal(&free->member[k], &wide->member[k]));
        assert_true(mpq_equal(&free->outsider[k], &wide->outsider[k]));
    }
    // All do 5: (100 * 50 - 50^2 / 2) / 10 - 5^2 / 8.
    for (size_t k = 1; k <= 10; k++) {
        assert_string_equal(str_c(a, rat_text(a, &bound->member[k])), "2975/8");
        assert_true(is_stable(membership_size_judge(bound, k)));
    }
    arena_free(a);
}

// Beside every total of the members on a grid: none brings them more than the one that was found.
static void no_other_total_brings_the_members_more(void **state) {
    (void)state;
    static const double caps[] = {1000, 12, 9, 8.5, 7};
    static const char *const texts[] = {"1000", "12", "9", "8.5", "7"};
    for (size_t c = 0; c < 5; c++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        buf_add_fmt(&b, "%scap,%s\n", barrett, texts[c]);
        const MembershipSizes *s = must_parse(a, str_c(a, buf_str(&b)))->sizes;
        for (int k = 1; k <= 10; k++) {
            double best = -INFINITY;
            for (int i = 0; i <= 20000; i++) {
                double total = k * fmin(caps[c], 100) * i / 20000, m = 10 - k;
                double own = fmin(fmax((100 - total) / (2.5 + m), 0), caps[c]);
                double all = total + m * own;
                double got = (100 * all - all * all / 2) / 10 - total * total / k / k / 8;
                if (got > best) best = got;
            }
            double found = mpq_get_d(&s->member[k]);
            assert_true(found >= best - 1e-9 && found < best + 1e-3);
        }
        arena_free(a);
    }
}

// R15. One member alone does what it would do outside, so that nobody and one are the same.
static void with_linear_benefits_two_or_three_join(void **state) {
    (void)state;
    for (size_t n = 3; n <= 12; n++) {
        Arena *a = arena_new();
        Buf b = {.arena = a};
        buf_add_fmt(&b, "parameter,linear\ncountries,%zu\nslope,2/3\ncost,5\n", n);
        const MembershipSizes *s = must_parse(a, str_c(a, buf_str(&b)))->sizes;
        for (size_t k = 1; k <= n; k++)
            assert_int_equal(is_stable(membership_size_judge(s, k)), k == 2 || k == 3);
        arena_free(a);
    }
}

// b would leave the pair for 3, but a gains enough to pay for it.
static void payments_can_hold_what_is_not_stable(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Membership *m = must_parse(a, "members,a,b\n-,1,1\na,2,3\nb,1,1\na+b,7,2\n")->game;
    uint8_t *found = membership_judge(a, m);
    assert_int_equal(found[3], STABLE_POTENTIALLY | STABLE_EXTERNALLY);
    assert_int_equal(found[1], STABLE_INTERNALLY | STABLE_EXTERNALLY | STABLE_POTENTIALLY);
    assert_int_equal(found[2] & STABLE_EXTERNALLY, 0);
    arena_free(a);
}

// What is alike may be written either way.
static void sets_and_sizes_give_one_answer(void **state) {
    (void)state;
    Arena *a = arena_new();
    uint64_t seed = 4;
    for (int i = 0; i < 50; i++) {
        int member[4], outsider[4];
        Buf sizes = {.arena = a}, sets = {.arena = a};
        buf_add_c(&sizes, "size,member,outsider\n");
        buf_add_c(&sets, "members,a,b,c\n");
        for (int k = 0; k < 4; k++) {
            member[k] = (int)(draw(&seed) % 5);
            outsider[k] = (int)(draw(&seed) % 5);
            buf_add_fmt(&sizes, "%d,%d,%d\n", k, member[k], outsider[k]);
        }
        for (unsigned s = 0; s < 8; s++) {
            int k = __builtin_popcount(s);
            buf_add_fmt(&sets, "%s%s%s%s%s%s", s ? "" : "-", s & 1 ? "a" : "",
                        (s & 1) && s > 1 ? "+" : "", s & 2 ? "b" : "", (s & 2) && s > 3 ? "+" : "",
                        s & 4 ? "c" : "");
            for (int p = 0; p < 3; p++)
                buf_add_fmt(&sets, ",%d", s >> p & 1 ? member[k] : outsider[k]);
            buf_add_c(&sets, "\n");
        }
        const MembershipSizes *one = must_parse(a, str_c(a, buf_str(&sizes)))->sizes;
        uint8_t *other = membership_judge(a, must_parse(a, str_c(a, buf_str(&sets)))->game);
        for (unsigned s = 0; s < 8; s++)
            assert_int_equal(other[s], membership_size_judge(one, (size_t)__builtin_popcount(s)));
    }
    arena_free(a);
}

static void faults_are_told_with_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
        unsigned line;
    } rows[] = {
        {"", "the game has no player", 0},
        {"a,b\n", "the header does not tell what kind of game this is", 1},
        {"size,member,outsider\n0,-,1\n", "the game has no player", 2},
        {"size,member,outsider\n1,-,1\n", "expected {1}", 2},
        {"size,member,outsider\n0,-,-\n", "\"{1}\" is no number", 2},
        {"members,a,a\n", "\"{1}\" is named twice", 1},
        {"members,a,b\nc,1,1\n", "no column is named \"{1}\"", 2},
        {"members,a\n-,1\n-,1\n", "the coalition \"{1}\" stands twice", 3},
        {"members,a\n-,1\n", "rows that are missing: {1}", 2},
        {"parameter,linear\nslope,0\n", "\"{1}\" must be above 0", 2},
        {"parameter,linear\nslope,1\ncost,1\n", "the parameter \"{1}\" is missing", 3},
        {"parameter,linear\nwind,1\n", "\"{1}\" is no parameter", 2},
        {"parameter,linear\nslope,1\ncost,1\ncountries,5/2\n",
         "countries must be a whole number of at most {1}", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err = {0};
        assert_null(membership_parse(a, STR("test"), str_from(rows[i].text), &err));
        assert_string_equal(err.message.text, rows[i].message);
        if (rows[i].line && err.place.line != rows[i].line)
            fail_msg("row %zu: line %u", i, err.place.line);
        arena_free(a);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_barretts_ten_countries_four_join),
        cmocka_unit_test(a_cap_binds_where_it_is_reached),
        cmocka_unit_test(no_other_total_brings_the_members_more),
        cmocka_unit_test(with_linear_benefits_two_or_three_join),
        cmocka_unit_test(payments_can_hold_what_is_not_stable),
        cmocka_unit_test(sets_and_sizes_give_one_answer),
        cmocka_unit_test(faults_are_told_with_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
