// evolve/repeated.c - two members meet again and again, each by a rule that looks at the other
//
// A rule is a small automaton over what the other did last; the payoff of one rule against another
// is its mean over the rounds, so that a repeated game becomes a game of two like any other. The
// rules are those of Axelrod's tournaments (1984) that need no chance; each is a clause in the
// making.
#include "evolve/evolve_int.h"

enum { STATES_MAX = 3 };

typedef struct Rule {
    const char *name;
    bool defects[STATES_MAX];
    uint8_t next[STATES_MAX][2]; // after the other complied, defected
} Rule;

static const Rule rules[] = {
    {"always comply", {false}, {{0, 0}}},
    {"always defect", {true}, {{0, 0}}},
    {"tit for tat", {false, true}, {{0, 1}, {0, 1}}},
    {"grudger", {false, true}, {{0, 1}, {1, 1}}},
    {"two strikes", {false, false, true}, {{0, 1}, {0, 2}, {0, 2}}},
    {"win stay, lose shift", {false, true}, {{0, 1}, {1, 0}}},
    {"alternator", {false, true}, {{1, 1}, {0, 0}}},
};

size_t evolve_rule_count(void) {
    return sizeof rules / sizeof rules[0];
}

const char *evolve_rule_name(size_t rule) {
    return rules[rule].name;
}

// The two go round in a circle from some pair of states on, after nine rounds at the latest: what a
// circle earns is counted once and taken as often as it fits.
static double mean_payoff(const Rule *own, const Rule *other, uint64_t rounds,
                          const double stage[4]) {
    enum { PAIRS = STATES_MAX * STATES_MAX };
    double sums[PAIRS + 1] = {0}; // after so many rounds
    uint64_t seen[PAIRS] = {0};   // at the start of which round, from 1
    size_t mine = 0, theirs = 0;
    for (uint64_t r = 0; r < rounds; r++) {
        uint64_t *first = &seen[mine * STATES_MAX + theirs];
        if (*first) {
            uint64_t start = *first - 1, length = r - start, left = rounds - r;
            double circle = sums[r] - sums[start];
            double rest = sums[start + left % length] - sums[start];
            return (sums[r] + circle * (double)(left / length) + rest) / (double)rounds;
        }
        *first = r + 1;
        bool i_defect = own->defects[mine], they_defect = other->defects[theirs];
        sums[r + 1] = sums[r] + stage[2 * i_defect + they_defect];
        mine = own->next[mine][they_defect];
        theirs = other->next[theirs][i_defect];
    }
    return sums[rounds] / (double)rounds;
}

void evolve_repeated(const size_t *played, size_t count, uint64_t rounds, const double stage[4],
                     double *ret_payoffs) {
    for (size_t own = 0; own < count; own++)
        for (size_t other = 0; other < count; other++)
            ret_payoffs[own * count + other] =
                mean_payoff(&rules[played[own]], &rules[played[other]], rounds, stage);
}
