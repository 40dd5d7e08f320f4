// games/tree_induce.c - backward induction: what is best at each node, given what follows
//
// Nodes stand before those that follow them, so one pass from the last to the first decides them
// all. Where several actions are equally good, each makes another equilibrium, and what is decided
// before may depend on it: the picks at such nodes are counted through like digits, the node that
// was decided last changing first.
#include "games/games.h"

#include <assert.h>

typedef struct Induction {
    const Tree *tree;
    Rat *values;          // node × player
    size_t *picks, *ties; // by node: which of the best actions, and how many are as good
    size_t *chosen;       // by node: the action
    mpq_t product;
} Induction;

static Rat *value_at(const Induction *n, size_t node) {
    return n->values + node * n->tree->player_count;
}

static void add_chances(Induction *n, size_t node) {
    const TreeNode *at = &n->tree->nodes.items[node];
    const InfoSet *set = &n->tree->sets.items[at->set];
    for (size_t i = 0; i < set->action_count; i++)
        for (size_t p = 0; p < n->tree->player_count; p++) {
            mpq_mul(n->product, &set->chances[i], &value_at(n, at->next[i])[p]);
            mpq_add(&value_at(n, node)[p], &value_at(n, node)[p], n->product);
        }
}

// The action that comes `picks` behind the first of the best.
static void choose(Induction *n, size_t node) {
    const TreeNode *at = &n->tree->nodes.items[node];
    const InfoSet *set = &n->tree->sets.items[at->set];
    const Rat *best = &value_at(n, at->next[0])[set->player];
    for (size_t i = 1; i < set->action_count; i++) {
        const Rat *other = &value_at(n, at->next[i])[set->player];
        if (mpq_cmp(other, best) > 0) best = other;
    }
    n->ties[node] = 0;
    for (size_t i = 0; i < set->action_count; i++) {
        if (!mpq_equal(&value_at(n, at->next[i])[set->player], best)) continue;
        if (n->ties[node]++ == n->picks[node]) n->chosen[node] = i;
    }
    for (size_t p = 0; p < n->tree->player_count; p++)
        mpq_add(&value_at(n, node)[p], &value_at(n, node)[p],
                &value_at(n, at->next[n->chosen[node]])[p]);
}

static void evaluate(Induction *n, size_t node) {
    const TreeNode *at = &n->tree->nodes.items[node];
    for (size_t p = 0; p < n->tree->player_count; p++) {
        if (at->payoffs) mpq_set(&value_at(n, node)[p], &at->payoffs[p]);
        if (!at->payoffs) mpq_set_ui(&value_at(n, node)[p], 0, 1);
    }
    if (at->set == SIZE_MAX) return;
    if (n->tree->sets.items[at->set].chances)
        add_chances(n, node);
    else
        choose(n, node);
}

static void evaluate_from(Induction *n, size_t node) {
    for (size_t i = node + 1; i-- > 0;) evaluate(n, i);
}

static bool is_tied(const Induction *n, size_t node) {
    return n->ties[node] > 1;
}

// The next combination of picks; false after the last.
static bool advance(Induction *n) {
    for (size_t i = 0; i < n->tree->nodes.count; i++) {
        if (n->ties[i] > n->picks[i] + 1) {
            n->picks[i]++;
            evaluate_from(n, i);
            return true;
        }
        n->picks[i] = 0;
    }
    return false;
}

static PerfectPlay play_of(Arena *a, const Induction *n) {
    const Tree *t = n->tree;
    PerfectPlay play = {ARENA_ARRAY(a, size_t, t->sets.count), rats_new(a, t->player_count)};
    for (size_t i = 0; i < t->nodes.count; i++) {
        size_t set = t->nodes.items[i].set;
        if (set != SIZE_MAX && !t->sets.items[set].chances) play.choices[set] = n->chosen[i];
    }
    for (size_t p = 0; p < t->player_count; p++) mpq_set(&play.payoffs[p], &n->values[p]);
    return play;
}

const PerfectPlaySet *tree_induce(Arena *a, const Tree *t) {
    assert(t->has_perfect_information);
    PerfectPlaySet *set = ARENA_NEW(a, PerfectPlaySet);
    size_t nodes = t->nodes.count;
    Induction n = {.tree = t, .values = rats_new(a, nodes * t->player_count)};
    n.picks = ARENA_ARRAY(a, size_t, nodes);
    n.ties = ARENA_ARRAY(a, size_t, nodes);
    n.chosen = ARENA_ARRAY(a, size_t, nodes);
    mpq_init(n.product);
    evaluate_from(&n, nodes - 1);
    for (size_t i = 0; i < nodes; i++) set->tie_count += is_tied(&n, i);
    do *VEC_ADD(a, set) = play_of(a, &n);
    while (set->count < TREE_PERFECT_MAX && advance(&n));
    set->is_complete = set->count < TREE_PERFECT_MAX || !advance(&n);
    mpq_clear(n.product);
    return set;
}
