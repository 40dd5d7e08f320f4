// games/coalitions_test.c - known shares, the axioms of the Shapley value, and the nucleolus
// against other divisions
//
// C1 to C13 are the games of the research notes; their sources stand in the rows. Coalitions are
// listed by size and then by their members.
#include "games/games_test.h"

#include <stdlib.h>

static const Coalitions *parse(Arena *a, const char *text, Err *err) {
    *err = (Err){0};
    return coalitions_parse(a, STR("test.csv"), str_from(text), err);
}

static const Coalitions *must_parse(Arena *a, const char *text) {
    Err err;
    const Coalitions *c = parse(a, text, &err);
    assert_non_null(c);
    return c;
}

// "coalition,value" of values by size, then by members.
static const char *listed(Arena *a, const char *head, int players, const char *values) {
    Buf b = {.arena = a};
    Str rest = str_from(values), value;
    buf_add_fmt(&b, "%s\n", head);
    for (int size = 1; size <= players; size++)
        // Highest bit first: 12, 13, 23.
        for (unsigned order = (1U << players) - 1; order > 0; order--) {
            if (__builtin_popcount(order) != size) continue;
            assert_true(str_next(&rest, ' ', &value));
            for (int i = 0, first = 1; i < players; i++)
                if (order >> (players - 1 - i) & 1) {
                    buf_add_fmt(&b, "%s%d", first ? "" : "+", i + 1);
                    first = 0;
                }
            buf_add_fmt(&b, ",%.*s\n", STR_ARG(value));
        }
    return str_c(a, buf_str(&b));
}

static const char *text_of(Arena *a, const Rat *values, size_t count) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(&b, ' ');
        buf_add(&b, rat_text(a, &values[i]));
    }
    return str_c(a, buf_str(&b));
}

typedef struct Known {
    const char *name, *head; // the head of a formula, else players
    int players;
    const char *values, *shapley, *nucleolus;
} Known;

static const Known known[] = {
    {"C1 Talmud 100", "player,claim\nestate,100\na,100\nb,200\nc,300", 0, NULL, "100/3 100/3 100/3",
     "100/3 100/3 100/3"},
    {"C1 Talmud 200", "player,claim\nestate,200\na,100\nb,200\nc,300", 0, NULL, "100/3 250/3 250/3",
     "50 75 75"},
    {"C1 Talmud 300", "player,claim\nestate,300\na,100\nb,200\nc,300", 0, NULL, "50 100 150",
     "50 100 150"},
    {"C2 MatTuGames", "player,claim\nestate,176\na,40\nb,32\nc,11\nd,73.3\ne,54.95\nf,81.1", 0,
     NULL, "9407/400 11249/600 1299/200 53161/1200 19999/600 7441/150",
     "20 16 11/2 967/20 30 1123/20"},
    {"C3 TVA (inputs from memory)", "coalition,cost", 3,
     "163520 140826 250096 301607 378821 367370 412584", "117829 201513/2 387997/2",
     "116234 93540 202810"},
    {"C4 airport 1 2 3", "player,need\na,1\nb,2\nc,3", 0, NULL, "1/3 5/6 11/6", "1/2 3/4 7/4"},
    {"C4 airport 12 28 30", "player,need\na,12\nb,28\nc,30", 0, NULL, "4 12 14", "6 11 13"},
    {"C6 Lemaire 1991", "coalition,value", 3, "46125 17437.5 5812.5 69187.5 53812.5 30750 90000",
     "51750 25875 12375", "105375/2 97875/4 51375/4"},
    {"C7 CoopGame", "coalition,value", 4, "0 0 0 0 5 5 8 9 10 8 13 15 16 17 21",
     "47/12 21/4 21/4 79/12", "7/2 9/2 11/2 15/2"},
    {"C8 Ferguson", "coalition,value", 3, "-1 0 1 3 4 2 5", "5/3 7/6 13/6", "8/3 2/3 5/3"},
    {"C9 first", "coalition,value", 3, "0 0 0 90 100 120 220", "65 75 80", "170/3 230/3 260/3"},
    {"C9 second", "coalition,value", 3, "68 102 0 170 710 762 992", "229 272 491", "149 192 651"},
    {"C9 gloves", "coalition,value", 3, "0 0 0 0 1 1 1", "1/6 1/6 2/3", "0 0 1"},
    {"C10 nucleolus", "coalition,value", 3, "1 2 5 6 7 8 12", NULL, "11/4 15/4 11/2"},
    {"C10 as the README has it", "coalition,value", 3, "1 3 5 6 7 8 12", NULL, "5/2 4 11/2"},
    {"C12 voting", "player,weight\nquota,51\na,50\nb,49\nc,1", 0, NULL, "2/3 1/6 1/6", NULL},
};

static void shares_are_as_published(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        Arena *a = arena_new();
        const Known *k = &known[i];
        const Coalitions *c =
            must_parse(a, k->values ? listed(a, k->head, k->players, k->values) : k->head);
        size_t n = coalitions_player_count(c);
        Rat *shares = rats_new(a, n);
        shapley_exact(c, shares);
        if (k->shapley && strcmp(text_of(a, shares, n), k->shapley) != 0)
            fail_msg("%s: Shapley %s", k->name, text_of(a, shares, n));
        const Nucleolus *found = nucleolus_of(a, c, NUCLEOLUS_PLAIN);
        assert_true(found && found->is_certified);
        if (k->nucleolus && strcmp(text_of(a, found->shares, n), k->nucleolus) != 0)
            fail_msg("%s: nucleolus %s", k->name, text_of(a, found->shares, n));
        arena_free(a);
    }
}

// C11: Aumann 2010, Ibn Ezra.
static void an_empty_set_of_imputations_is_said(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coalitions *c = must_parse(
        a, listed(a, "coalition,value", 4, "120 60 40 30 120 120 120 60 60 40 120 120 120 60 120"));
    Rat *shares = rats_new(a, 4);
    shapley_exact(c, shares);
    assert_string_equal(text_of(a, shares, 4), "485/6 125/6 65/6 15/2");
    assert_false(nucleolus_of(a, c, NUCLEOLUS_PLAIN)->has_imputations);
    arena_free(a);
}

// The least core's division leaves the worst coalition exactly epsilon, and no division leaves
// less.
static void who_objects_to_a_division_is_found(void **state) {
    (void)state;
    Arena *a = arena_new();
    uint64_t seed = 8, members;
    Rat *gain = rats_new(a, 1), *shares = rats_new(a, 4);
    for (int i = 0; i < 40; i++) {
        const char *head = i % 2 ? "coalition,value" : "coalition,cost";
        Buf b = {.arena = a};
        for (int k = 1; k < 16; k++)
            buf_add_fmt(&b, "%s%u", k > 1 ? " " : "", (unsigned)(draw(&seed) % 50));
        const Coalitions *c = must_parse(a, listed(a, head, 4, str_c(a, buf_str(&b))));
        const LeastCore *core = least_core(a, c);
        coalitions_object(c, core->shares, &members, gain);
        assert_true(mpq_equal(gain, core->epsilon));
        surplus_equal(c, shares);
        coalitions_object(c, shares, &members, gain);
        assert_true(mpq_cmp(gain, core->epsilon) >= 0 && members > 0 && members < 15);
    }
    arena_free(a);
}

static void simple_divisions_sum_to_what_all_make(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coalitions *c = must_parse(a, listed(a, "coalition,value", 3, "1 2 5 6 7 8 12"));
    Rat *shares = rats_new(a, 3);
    surplus_equal(c, shares);
    assert_string_equal(text_of(a, shares, 3), "7/3 10/3 19/3");
    assert_true(share_proportional(c, shares));
    assert_string_equal(text_of(a, shares, 3), "3/2 3 15/2");
    assert_false(share_proportional(must_parse(a, listed(a, "coalition,value", 3, "0 0 0 1 1 1 1")),
                                    shares));
    arena_free(a);
}

// C5: Birmingham airport 1968-69 (Littlechild and Owen; inputs from memory): a movement of a type
// is a player, so a type's fee is the sum, over the steps of the runway that it needs, of the step
// divided by all movements that need it. Here with movements so few that the table holds them, the
// closed form is compared with the general program; then it is applied to the airport itself.
static void landing_fees_are_as_published(void **state) {
    (void)state;
    static const int costs[] = {65899,  76725,  95200,  97200,  97436, 98142,
                                102496, 104849, 113322, 115440, 117676};
    static const int moves[] = {42, 9555, 288, 303, 151, 1315, 505, 1128, 151, 112, 22};
    static const int few[] = {1, 3, 1, 1, 1, 2, 1, 2, 1, 1, 1};
    static const double published[] = {4.86,  5.66,  10.30, 10.85, 10.92, 11.13,
                                       13.40, 15.07, 44.80, 60.61, 162.24};
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, "player,need\n");
    for (int t = 0; t < 11; t++)
        for (int k = 0; k < few[t]; k++) buf_add_fmt(&b, "%d-%d,%d\n", t, k, costs[t]);
    Rat *shares = rats_new(a, 15), *fee = rats_new(a, 3);
    shapley_exact(must_parse(a, str_c(a, buf_str(&b))), shares);
    double paid = 0;
    for (int t = 0, player = 0, left = 15, all = 13572; t < 11; t++) {
        int step = costs[t] - (t ? costs[t - 1] : 0);
        rat_from_int(&fee[2], step, left);
        mpq_add(&fee[0], &fee[0], &fee[2]);
        for (int k = 0; k < few[t]; k++) assert_true(mpq_equal(&shares[player++], &fee[0]));
        paid += (double)step / all;
        assert_true(paid > published[t] - 0.006 && paid < published[t] + 0.006);
        left -= few[t];
        all -= moves[t];
    }
    arena_free(a);
}

// Littlechild's recursion (1974) for the nucleolus of an airport: types by rising need, so many
// players of each; what one of each pays.
static void littlechild(const int *needs, const int *counts, int types, Rat *ret) {
    mpq_t fee, least;
    mpq_inits(fee, least, NULL);
    for (int done = 0, base = 0, next = 0; done < types; done = next + 1, base = needs[next]) {
        for (int i = done, players = 0; i < types; i++) {
            players += counts[i];
            rat_from_int(fee, needs[i] - base, 1);
            if (done) mpq_add(fee, fee, &ret[done - 1]);
            mpz_mul_ui(mpq_denref(fee), mpq_denref(fee), (unsigned)players + (i + 1 < types));
            mpq_canonicalize(fee);
            if (i > done && mpq_cmp(fee, least) > 0) continue;
            mpq_set(least, fee);
            next = i;
        }
        for (int i = done; i <= next; i++) mpq_set(&ret[i], least);
    }
    mpq_clears(fee, least, NULL);
}

// C5: the recursion agrees with the general program, and gives what is known of Birmingham.
static void the_nucleolus_of_an_airport(void **state) {
    (void)state;
    static const int costs[] = {65899,  76725,  95200,  97200,  97436, 98142,
                                102496, 104849, 113322, 115440, 117676};
    static const int moves[] = {42, 9555, 288, 303, 151, 1315, 505, 1128, 151, 112, 22};
    static const double published[] = {7.89, 7.89, 7.89,  7.89,  7.89,  7.89,
                                       7.89, 7.89, 40.15, 40.15, 103.46};
    static const int needs[] = {10, 17, 30, 31}, few[] = {2, 3, 1, 2};
    Arena *a = arena_new();
    Rat *fees = rats_new(a, 11);
    littlechild(costs, moves, 11, fees);
    for (int t = 0; t < 11; t++) {
        double off = mpq_get_d(&fees[t]) - published[t];
        if (!(off > -0.006 && off < 0.006)) fail_msg("type %d: %f", t, mpq_get_d(&fees[t]));
    }
    Buf b = {.arena = a};
    buf_add_c(&b, "player,need\n");
    for (int t = 0; t < 4; t++)
        for (int k = 0; k < few[t]; k++) buf_add_fmt(&b, "%d-%d,%d\n", t, k, needs[t]);
    const Nucleolus *n = nucleolus_of(a, must_parse(a, str_c(a, buf_str(&b))), NUCLEOLUS_PLAIN);
    littlechild(needs, few, 4, fees);
    for (int t = 0, player = 0; t < 4; t++)
        for (int k = 0; k < few[t]; k++) assert_true(mpq_equal(&n->shares[player++], &fees[t]));
    arena_free(a);
}

// C12: CoopGame.
static void the_tau_value_is_as_published(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coalitions *c = must_parse(a, listed(a, "coalition,value", 3, "0 0 0 1 2 1 3"));
    Rat *shares = rats_new(a, 3);
    assert_true(tau_exact(a, c, shares));
    assert_string_equal(text_of(a, shares, 3), "6/5 3/5 6/5");
    arena_free(a);
}

// C12: CoopGame prints the proportional one to three digits; the fractions are proved here.
static void nucleoli_per_capita_and_in_proportion(void **state) {
    (void)state;
    static const double published[] = {36.992, 291.667, 21.341};
    Arena *a = arena_new();
    const Coalitions *c = must_parse(a, listed(a, "coalition,value", 3, "0 0 0 0 9 10 12"));
    const Nucleolus *n = nucleolus_of(a, c, NUCLEOLUS_PER_CAPITA);
    assert_true(n->is_certified);
    assert_string_equal(text_of(a, n->shares, 3), "2/3 7/6 61/6");
    c = must_parse(a, listed(a, "coalition,value", 3, "20 200 0 210 40 200 350"));
    n = nucleolus_of(a, c, NUCLEOLUS_PROPORTIONAL);
    assert_true(n && n->is_certified);
    for (size_t i = 0; i < 3; i++) {
        double off = mpq_get_d(&n->shares[i]) - published[i];
        if (!(off > -0.0006 && off < 0.0006)) fail_msg("%s", text_of(a, n->shares, 3));
    }
    c = must_parse(a, listed(a, "coalition,value", 3, "0 0 0 0 0 0 1"));
    assert_null(nucleolus_of(a, c, NUCLEOLUS_PROPORTIONAL));
    arena_free(a);
}

// C13
static void the_core_is_empty_where_epsilon_is_above_0(void **state) {
    (void)state;
    static const struct {
        const char *values, *epsilon;
    } rows[] = {
        {"0 0 0 90 100 120 220", "-130/3"},
        {"0 0 0 1 1 1 1", "1/3"},
        {"0 0 0 0 1 1 1", "0"},
        {"5 5 5 0 0 0 0", "5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        const Coalitions *c = must_parse(a, listed(a, "coalition,value", 3, rows[i].values));
        assert_string_equal(text_of(a, least_core(a, c)->epsilon, 1), rows[i].epsilon);
        arena_free(a);
    }
    Arena *a = arena_new();
    const Coalitions *talmud = must_parse(a, "player,claim\nestate,300\na,100\nb,200\nc,300\n");
    assert_string_equal(text_of(a, least_core(a, talmud)->epsilon, 1), "-50");
    arena_free(a);
}

static void twenty_players_are_exact(void **state) {
    (void)state;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, "player,need\n");
    for (int i = 1; i <= 20; i++) buf_add_fmt(&b, "p%d,%d\n", i, i);
    const Coalitions *c = must_parse(a, str_c(a, buf_str(&b)));
    Rat *shares = rats_new(a, 20), *sum = rats_new(a, 2);
    shapley_exact(c, shares);
    // Littlechild and Owen 1973: each step of the runway is shared by those that need it.
    for (int i = 0; i < 20; i++) {
        rat_from_int(&sum[1], 1, 20 - i);
        mpq_add(&sum[0], &sum[0], &sum[1]);
        assert_true(mpq_equal(&shares[i], &sum[0]));
    }
    SampledShare sampled[20];
    shapley_sample(c, 2000, 1, sampled);
    for (int i = 0; i < 20; i++) {
        double exact = mpq_get_d(&shares[i]), error = sampled[i].mean - exact;
        assert_true(sampled[i].half_width < 0.3);
        assert_true(error < 2 * sampled[i].half_width && -error < 2 * sampled[i].half_width);
    }
    arena_free(a);
}

// ---- random games -------------------------------------------------------------------------------

static const char *random_game(Arena *a, uint64_t *state, int players, unsigned spread) {
    Buf b = {.arena = a};
    for (unsigned i = 1; i < 1U << players; i++)
        buf_add_fmt(&b, "%s%u", i > 1 ? " " : "", (unsigned)(draw(state) % spread));
    return listed(a, "coalition,value", players, str_c(a, buf_str(&b)));
}

// The average over all orders, one by one.
static void shapley_by_orders(const Coalitions *c, Rat *ret) {
    static const int orders[24][4] = {
        {0, 1, 2, 3}, {0, 1, 3, 2}, {0, 2, 1, 3}, {0, 2, 3, 1}, {0, 3, 1, 2}, {0, 3, 2, 1},
        {1, 0, 2, 3}, {1, 0, 3, 2}, {1, 2, 0, 3}, {1, 2, 3, 0}, {1, 3, 0, 2}, {1, 3, 2, 0},
        {2, 0, 1, 3}, {2, 0, 3, 1}, {2, 1, 0, 3}, {2, 1, 3, 0}, {2, 3, 0, 1}, {2, 3, 1, 0},
        {3, 0, 1, 2}, {3, 0, 2, 1}, {3, 1, 0, 2}, {3, 1, 2, 0}, {3, 2, 0, 1}, {3, 2, 1, 0}};
    mpq_t value, count;
    mpq_inits(value, count, NULL);
    mpq_set_ui(count, 24, 1);
    for (int o = 0; o < 24; o++) {
        uint64_t members = 0;
        for (int i = 0; i < 4; i++) {
            Rat *share = &ret[orders[o][i]];
            coalitions_value(c, members, value);
            mpq_sub(share, share, value);
            members |= UINT64_C(1) << orders[o][i];
            coalitions_value(c, members, value);
            mpq_add(share, share, value);
        }
    }
    for (int i = 0; i < 4; i++) mpq_div(&ret[i], &ret[i], count);
    mpq_clears(value, count, NULL);
}

static void shapley_is_the_average_over_all_orders(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (int i = 0; i < 100; i++) {
        Arena *a = arena_new();
        const Coalitions *c = must_parse(a, random_game(a, &seed, 4, 100));
        Rat *one = rats_new(a, 4), *other = rats_new(a, 4), *sum = rats_new(a, 2);
        shapley_exact(c, one);
        shapley_by_orders(c, other);
        assert_string_equal(text_of(a, one, 4), text_of(a, other, 4));
        for (int p = 0; p < 4; p++) mpq_add(&sum[0], &sum[0], &one[p]);
        coalitions_grand(c, &sum[1]);
        assert_true(mpq_equal(&sum[0], &sum[1]));
        arena_free(a);
    }
}

// Players 1 and 2 are alike, 4 adds nothing.
static void shapley_treats_equals_alike_and_gives_a_dummy_nothing(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coalitions *c =
        must_parse(a, listed(a, "coalition,value", 4, "3 3 1 0 9 5 3 5 3 1 20 9 5 5 20"));
    Rat *shares = rats_new(a, 4);
    shapley_exact(c, shares);
    assert_true(mpq_equal(&shares[0], &shares[1]));
    assert_int_equal(mpq_sgn(&shares[3]), 0);
    arena_free(a);
}

static void shapley_of_a_sum_is_the_sum(void **state) {
    (void)state;
    Arena *a = arena_new();
    const char *games[] = {"1 2 3 4 5 6 7", "5 0 -2 8 1 9 30", "6 2 1 12 6 15 37"};
    Rat *shares = rats_new(a, 9);
    for (int i = 0; i < 3; i++)
        shapley_exact(must_parse(a, listed(a, "coalition,value", 3, games[i])), shares + 3 * i);
    for (int p = 0; p < 3; p++) {
        mpq_add(&shares[p], &shares[p], &shares[3 + p]);
        assert_true(mpq_equal(&shares[p], &shares[6 + p]));
    }
    arena_free(a);
}

static int by_size(const void *one, const void *other) {
    return mpq_cmp(other, one);
}

// What each coalition lacks at a division, the most first.
static Rat *sorted_excesses(Arena *a, const Coalitions *c, const Rat *shares) {
    size_t n = coalitions_player_count(c), count = ((size_t)1 << n) - 2;
    Rat *excesses = rats_new(a, count);
    for (uint64_t members = 1; members <= count; members++) {
        Rat *e = &excesses[members - 1];
        coalitions_value(c, members, e);
        for (size_t i = 0; i < n; i++)
            if (members >> i & 1) mpq_sub(e, e, &shares[i]);
    }
    qsort(excesses, count, sizeof *excesses, by_size);
    return excesses;
}

static int compare_excesses(const Rat *one, const Rat *other, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int sign = mpq_cmp(&one[i], &other[i]);
        if (sign) return sign;
    }
    return 0;
}

static bool is_imputation(Arena *a, const Coalitions *c, const Rat *shares) {
    Rat *alone = rats_new(a, 1);
    for (size_t i = 0; i < coalitions_player_count(c); i++) {
        coalitions_value(c, UINT64_C(1) << i, alone);
        if (mpq_cmp(&shares[i], alone) < 0) return false;
    }
    return true;
}

// Move a random amount from one player to another, or two such amounts.
static Rat *moved(Arena *a, uint64_t *state, const Rat *shares, size_t n) {
    Rat *other = rats_new(a, n), *amount = rats_new(a, 1);
    for (size_t i = 0; i < n; i++) mpq_set(&other[i], &shares[i]);
    for (uint64_t moves = 1 + draw(state) % 3; moves > 0; moves--) {
        rat_from_int(amount, 1 + (int64_t)(draw(state) % 64), 1 << draw(state) % 12);
        size_t from = draw(state) % n, to = draw(state) % n;
        mpq_sub(&other[from], &other[from], amount);
        mpq_add(&other[to], &other[to], amount);
    }
    return other;
}

static void no_other_division_is_lexicographically_better(void **state) {
    (void)state;
    uint64_t seed = 9;
    int games = getenv("GAMES_LONG") ? 2000 : 30;
    for (int i = 0; i < games; i++) {
        Arena *a = arena_new();
        int n = 3 + i % 2;
        const Coalitions *c = must_parse(a, random_game(a, &seed, n, i % 3 ? 100 : 4));
        const Nucleolus *found = nucleolus_of(a, c, NUCLEOLUS_PLAIN);
        if (found->has_imputations) {
            assert_true(found->is_certified && is_imputation(a, c, found->shares));
            Rat *best = sorted_excesses(a, c, found->shares);
            for (int k = 0; k < 40; k++) {
                Rat *other = moved(a, &seed, found->shares, (size_t)n);
                if (is_imputation(a, c, other))
                    assert_true(compare_excesses(best, sorted_excesses(a, c, other),
                                                 ((size_t)1 << n) - 2) <= 0);
            }
        }
        arena_free(a);
    }
}

static void larger_games_have_a_certified_nucleolus(void **state) {
    (void)state;
    uint64_t seed = 3;
    Arena *a = arena_new();
    Buf b = {.arena = a};
    buf_add_c(&b, "player,claim\nestate,500\n");
    for (int i = 0; i < 10; i++) buf_add_fmt(&b, "p%d,%u\n", i, (unsigned)(draw(&seed) % 200) + 1);
    const Nucleolus *found = nucleolus_of(a, must_parse(a, str_c(a, buf_str(&b))), NUCLEOLUS_PLAIN);
    assert_true(found->is_certified);
    arena_free(a);
}

// ---- faults -------------------------------------------------------------------------------------

static void faults_are_told_with_their_place(void **state) {
    (void)state;
    static const struct {
        const char *text, *message;
        unsigned line;
    } rows[] = {
        {"", "the header does not tell what kind of game this is", 1},
        {"a,b\n", "the header does not tell what kind of game this is", 1},
        {"coalition,value\n", "the game has no player", 1},
        {"coalition,value\na,x\n", "\"{1}\" is no number", 2},
        {"coalition,value\na,1\na,2\n", "the coalition \"{1}\" stands twice", 3},
        {"coalition,value\na+a,1\n", "\"{1}\" is named twice", 2},
        {"coalition,value\na+,1\n", "a player has no name", 2},
        {"player,claim\na,1\n", "one row must be named \"{1}\"", 2},
        {"player,claim\nestate,1\n", "the game has no player", 2},
        {"player,claim\nestate,1\na,-1\n", "\"{1}\" must not be below 0", 3},
        {"coalition,value\na,1e60\n", "the values have too many digits together", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        Arena *a = arena_new();
        Err err;
        assert_null(parse(a, rows[i].text, &err));
        assert_string_equal(err.message.text, rows[i].message);
        assert_int_equal(err.place.line, rows[i].line);
        arena_free(a);
    }
}

static void coalitions_that_are_not_listed_are_counted(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_int_equal(coalitions_missing(must_parse(a, "coalition,value\na,1\nb+c,2\n")), 5);
    assert_int_equal(coalitions_missing(must_parse(a, "player,need\na,1\nb,2\n")), 0);
    arena_free(a);
}

static void one_player_is_a_game(void **state) {
    (void)state;
    Arena *a = arena_new();
    const Coalitions *c = must_parse(a, "coalition,value\na,7\n");
    Rat *share = rats_new(a, 1);
    shapley_exact(c, share);
    assert_string_equal(text_of(a, share, 1), "7");
    assert_string_equal(text_of(a, nucleolus_of(a, c, NUCLEOLUS_PLAIN)->shares, 1), "7");
    assert_null(least_core(a, c));
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_as_published),
        cmocka_unit_test(an_empty_set_of_imputations_is_said),
        cmocka_unit_test(who_objects_to_a_division_is_found),
        cmocka_unit_test(simple_divisions_sum_to_what_all_make),
        cmocka_unit_test(landing_fees_are_as_published),
        cmocka_unit_test(the_nucleolus_of_an_airport),
        cmocka_unit_test(the_tau_value_is_as_published),
        cmocka_unit_test(nucleoli_per_capita_and_in_proportion),
        cmocka_unit_test(the_core_is_empty_where_epsilon_is_above_0),
        cmocka_unit_test(twenty_players_are_exact),
        cmocka_unit_test(shapley_is_the_average_over_all_orders),
        cmocka_unit_test(shapley_treats_equals_alike_and_gives_a_dummy_nothing),
        cmocka_unit_test(shapley_of_a_sum_is_the_sum),
        cmocka_unit_test(no_other_division_is_lexicographically_better),
        cmocka_unit_test(larger_games_have_a_certified_nucleolus),
        cmocka_unit_test(faults_are_told_with_their_place),
        cmocka_unit_test(coalitions_that_are_not_listed_are_counted),
        cmocka_unit_test(one_player_is_a_game),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
