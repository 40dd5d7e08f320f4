// games/division.c - simple divisions, and who would object to a proposed one
#include "games/games.h"

#include <assert.h>

static void sum_alone(const Coalitions *c, Rat *alone, Rat *ret) {
    mpq_set_ui(ret, 0, 1);
    for (size_t i = 0; i < coalitions_player_count(c); i++) {
        coalitions_value(c, UINT64_C(1) << i, &alone[i]);
        mpq_add(ret, ret, &alone[i]);
    }
}

void surplus_equal(const Coalitions *c, Rat *ret) {
    mpq_t sum, part, count;
    mpq_inits(sum, part, count, NULL);
    sum_alone(c, ret, sum);
    coalitions_grand(c, part);
    mpq_sub(part, part, sum);
    mpq_set_ui(count, coalitions_player_count(c), 1);
    mpq_div(part, part, count);
    for (size_t i = 0; i < coalitions_player_count(c); i++) mpq_add(&ret[i], &ret[i], part);
    mpq_clears(sum, part, count, NULL);
}

bool share_proportional(const Coalitions *c, Rat *ret) {
    mpq_t sum, grand;
    mpq_inits(sum, grand, NULL);
    sum_alone(c, ret, sum);
    coalitions_grand(c, grand);
    bool is_fine = mpq_sgn(sum) != 0;
    if (is_fine) mpq_div(grand, grand, sum);
    for (size_t i = 0; is_fine && i < coalitions_player_count(c); i++)
        mpq_mul(&ret[i], &ret[i], grand);
    mpq_clears(sum, grand, NULL);
    return is_fine;
}

// Coalitions in Gray's order differ in one member, so one share is added or taken away for each.
void coalitions_object(const Coalitions *c, const Rat *shares, uint64_t *ret_members,
                       Rat *ret_gain) {
    size_t n = coalitions_player_count(c);
    assert(n <= COALITION_PLAYERS_MAX);
    mpq_t sum, gain;
    mpq_inits(sum, gain, NULL);
    *ret_members = 0;
    for (uint64_t i = 1, members = 0; i < UINT64_C(1) << n; i++) {
        int player = __builtin_ctzll(i);
        members ^= UINT64_C(1) << player;
        bool has_joined = members >> player & 1;
        (has_joined ? mpq_add : mpq_sub)(sum, sum, &shares[player]);
        if (members == (UINT64_C(1) << n) - 1) continue;
        coalitions_value(c, members, gain);
        mpq_sub(gain, gain, sum);
        if (coalitions_is_cost(c)) mpq_neg(gain, gain);
        if (*ret_members && mpq_cmp(gain, ret_gain) <= 0) continue;
        *ret_members = members;
        mpq_set(ret_gain, gain);
    }
    mpq_clears(sum, gain, NULL);
}
