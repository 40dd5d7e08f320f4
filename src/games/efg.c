// games/efg.c - extensive games as Gambit's .efg files hold them
//
// Nodes stand in the order in which one walks the tree: each before those that follow it. A node
// names its information set by number, and the set's actions where it stands first; an outcome by
// number, 0 being nothing for anyone, and its payoffs where it stands first. Numbers may be used
// again, but not with other contents.
#include "games/gambit.h"
#include "games/games.h"

typedef struct NumberList {
    size_t *items; // by the number in the file: the index here, plus one
    size_t count, capacity;
} NumberList;

typedef struct TreeReading {
    GambitText text;
    Arena *arena;
    Tree *tree;
    NumberList outcome_numbers, *set_numbers; // the sets of chance last
    struct OutcomeList {
        Rat **items;
        size_t count, capacity;
    } outcomes;
    struct OpenList {
        struct OpenNode {
            size_t node, taken;
        } * items;
        size_t count, capacity;
    } open; // nodes of which some action has no node yet
} TreeReading;

static size_t *index_of(TreeReading *r, NumberList *list, size_t number) {
    while (list->count <= number) *VEC_ADD(r->arena, list) = 0;
    return &list->items[number];
}

// ---- outcomes -----------------------------------------------------------------------------------

static bool is_defined_here(const GambitText *l) {
    return l->kind == TOKEN_TEXT || l->kind == TOKEN_OPEN;
}

static bool take_payoffs(TreeReading *r, Rat *ret) {
    GambitText *l = &r->text;
    Str name;
    if (l->kind == TOKEN_TEXT && !gambit_take_text(l, &name)) return false;
    if (!gambit_take(l, TOKEN_OPEN, "{")) return false;
    for (size_t p = 0; p < r->tree->player_count; p++)
        if (!gambit_take_rat(l, &ret[p])) return false;
    return true;
}

static bool is_same(const Rat *one, const Rat *other, size_t count) {
    size_t same = 0;
    while (same < count && mpq_equal(&one[same], &other[same])) same++;
    return same == count;
}

static bool define_outcome(TreeReading *r, size_t *index) {
    GambitText *l = &r->text;
    Rat *payoffs = rats_new(r->arena, r->tree->player_count);
    if (!take_payoffs(r, payoffs)) return false;
    if (*index && !is_same(payoffs, r->outcomes.items[*index - 1], r->tree->player_count))
        return gambit_fault(l, MSG("the outcome stands before with other payoffs"),
                            MSG("give it another number"));
    if (!*index) {
        *VEC_ADD(r->arena, &r->outcomes) = payoffs;
        *index = r->outcomes.count;
    }
    return gambit_take(l, TOKEN_CLOSE, "}");
}

static bool take_outcome(TreeReading *r, const Rat **ret) {
    GambitText *l = &r->text;
    size_t number;
    if (!gambit_take_count(l, 0, TREE_NODES_MAX, &number)) return false;
    if (!number) return true;
    size_t *index = index_of(r, &r->outcome_numbers, number);
    if (is_defined_here(l) && !define_outcome(r, index)) return false;
    if (!*index) return gambit_fault(l, MSG("the outcome has no payoffs"), NO_MSG);
    *ret = r->outcomes.items[*index - 1];
    return true;
}

// ---- information sets ---------------------------------------------------------------------------

typedef struct ActionList {
    Str *items;
    size_t count, capacity;
} ActionList;
typedef struct ChanceList {
    Rat **items;
    size_t count, capacity;
} ChanceList;

static bool take_actions(TreeReading *r, bool is_chance, ActionList *actions, ChanceList *chances) {
    GambitText *l = &r->text;
    while (l->kind == TOKEN_TEXT) {
        if (actions->count == GAME_STRATEGIES_MAX)
            return gambit_fault(l, MSG("more than {1} actions", STR("256")), NO_MSG);
        if (!gambit_take_text(l, VEC_ADD(r->arena, actions))) return false;
        if (!is_chance) continue;
        Rat *chance = *VEC_ADD(r->arena, chances) = rats_new(r->arena, 1);
        if (!gambit_take_rat(l, chance)) return false;
        if (mpq_sgn(chance) < 0)
            return gambit_fault(l, MSG("the chance before this is below 0"), NO_MSG);
    }
    return actions->count > 0 || gambit_fault(l, MSG("expected {1}", STR("\"…\"")), NO_MSG);
}

static bool sums_to_one(TreeReading *r, const ChanceList *chances) {
    Rat *sum = rats_new(r->arena, 1);
    for (size_t i = 0; i < chances->count; i++) mpq_add(sum, sum, chances->items[i]);
    return mpq_cmp_ui(sum, 1, 1) == 0 ||
           gambit_fault(&r->text, MSG("the chances sum to {1}", rat_text(r->arena, sum)),
                        MSG("chances sum to 1: write fractions such as 1/3"));
}

static Rat *chances_of(TreeReading *r, const ChanceList *list) {
    Rat *chances = rats_new(r->arena, list->count);
    for (size_t i = 0; i < list->count; i++) mpq_set(&chances[i], list->items[i]);
    return chances;
}

static void add_set(TreeReading *r, size_t player, Str name, const ActionList *actions,
                    const ChanceList *chances) {
    Tree *t = r->tree;
    InfoSet *set = VEC_ADD(r->arena, &t->sets);
    *set = (InfoSet){.name = name,
                     .player = player,
                     .actions = actions->items,
                     .action_count = actions->count,
                     .at = t->action_count,
                     .before = SIZE_MAX};
    if (player == t->player_count) set->chances = chances_of(r, chances);
    t->action_count += actions->count;
}

static bool is_as_before(const InfoSet *set, const ActionList *actions, const ChanceList *chances) {
    if (set->action_count != actions->count) return false;
    for (size_t i = 0; i < chances->count; i++)
        if (!mpq_equal(&set->chances[i], chances->items[i])) return false;
    return true;
}

static bool define_set(TreeReading *r, size_t player, size_t *index) {
    GambitText *l = &r->text;
    ActionList actions = {0};
    ChanceList chances = {0};
    Str name = STR("");
    bool is_chance = player == r->tree->player_count;
    if (l->kind == TOKEN_TEXT && !gambit_take_text(l, &name)) return false;
    if (!gambit_take(l, TOKEN_OPEN, "{")) return false;
    if (!take_actions(r, is_chance, &actions, &chances)) return false;
    if (is_chance && !sums_to_one(r, &chances)) return false;
    if (*index && !is_as_before(&r->tree->sets.items[*index - 1], &actions, &chances))
        return gambit_fault(l, MSG("the information set stands before with other actions"),
                            MSG("give it another number"));
    if (!*index) {
        add_set(r, player, name, &actions, &chances);
        *index = r->tree->sets.count;
    }
    return gambit_take(l, TOKEN_CLOSE, "}");
}

static bool take_set(TreeReading *r, size_t player, size_t *ret) {
    GambitText *l = &r->text;
    size_t number;
    if (!gambit_take_count(l, 1, TREE_NODES_MAX, &number)) return false;
    size_t *index = index_of(r, &r->set_numbers[player], number);
    if (is_defined_here(l) && !define_set(r, player, index)) return false;
    if (!*index) return gambit_fault(l, MSG("the information set has no actions"), NO_MSG);
    *ret = *index - 1;
    r->tree->sets.items[*ret].node_count++;
    return true;
}

// ---- nodes --------------------------------------------------------------------------------------

// The node follows the action that was reached last.
static void attach(TreeReading *r, size_t node) {
    if (!r->open.count) return;
    struct OpenNode *top = &r->open.items[r->open.count - 1];
    TreeNode *parent = &r->tree->nodes.items[top->node];
    parent->next[top->taken++] = node;
    if (top->taken == r->tree->sets.items[parent->set].action_count) r->open.count--;
}

static bool take_mover(TreeReading *r, char kind, size_t *ret_set) {
    size_t player = r->tree->player_count;
    if (kind == 'p') {
        if (!gambit_take_count(&r->text, 1, r->tree->player_count, &player)) return false;
        player--;
    }
    return take_set(r, player, ret_set);
}

static bool take_node(TreeReading *r) {
    GambitText *l = &r->text;
    Str name, kind = l->token;
    TreeNode node = {.set = SIZE_MAX};
    if (l->kind != TOKEN_WORD || kind.size != 1 || !strchr("cpt", *kind.at))
        return gambit_fault(l, MSG("expected a node"),
                            MSG("c: chance moves; p: a player moves; t: an end"));
    if (r->tree->nodes.count == TREE_NODES_MAX)
        return gambit_fault(l, MSG("the tree has more than {1} nodes", STR("65536")), NO_MSG);
    if (!gambit_next(l) || !gambit_take_text(l, &name)) return false;
    if (*kind.at != 't' && !take_mover(r, *kind.at, &node.set)) return false;
    if (!take_outcome(r, &node.payoffs)) return false;
    size_t index = r->tree->nodes.count;
    attach(r, index);
    if (node.set != SIZE_MAX) {
        node.next = ARENA_ARRAY(r->arena, size_t, r->tree->sets.items[node.set].action_count);
        *VEC_ADD(r->arena, &r->open) = (struct OpenNode){index, 0};
    }
    *VEC_ADD(r->arena, &r->tree->nodes) = node;
    return true;
}

static bool take_nodes(TreeReading *r) {
    do {
        if (!take_node(r)) return false;
    } while (r->open.count);
    if (r->text.kind == TOKEN_END) return true;
    return gambit_fault(&r->text, MSG("more nodes than the tree has branches"), NO_MSG);
}

// ---- what players know --------------------------------------------------------------------------

static void number_own_sets(TreeReading *r) {
    Tree *t = r->tree;
    size_t *counts = ARENA_ARRAY(r->arena, size_t, t->player_count + 1);
    t->has_perfect_information = true;
    for (size_t i = 0; i < t->sets.count; i++) {
        InfoSet *set = &t->sets.items[i];
        set->own = counts[set->player]++;
        if (!set->chances && set->node_count > 1) t->has_perfect_information = false;
    }
}

// What each player did last, plus one, at every node: sets and actions as one number.
static void note_memory(Tree *t, size_t node, const uint32_t *last, bool *is_seen) {
    InfoSet *set = &t->sets.items[t->nodes.items[node].set];
    if (set->chances) return;
    uint32_t code = last[node * t->player_count + set->player];
    size_t before = code ? (code - 1) / GAME_STRATEGIES_MAX : SIZE_MAX;
    size_t action = code ? (code - 1) % GAME_STRATEGIES_MAX : 0;
    bool is_first = !is_seen[set - t->sets.items];
    is_seen[set - t->sets.items] = true;
    if (!is_first && (set->before != before || set->before_action != action))
        t->has_perfect_recall = false;
    set->before = before;
    set->before_action = action;
}

static void pass_memory(const Tree *t, size_t node, uint32_t *last) {
    const TreeNode *n = &t->nodes.items[node];
    const InfoSet *set = &t->sets.items[n->set];
    for (size_t i = 0; i < set->action_count; i++) {
        uint32_t *to = last + n->next[i] * t->player_count;
        memcpy(to, last + node * t->player_count, t->player_count * sizeof *to);
        if (!set->chances) to[set->player] = (uint32_t)(n->set * GAME_STRATEGIES_MAX + i + 1);
    }
}

static void find_recall(TreeReading *r) {
    Tree *t = r->tree;
    uint32_t *last = ARENA_ARRAY(r->arena, uint32_t, t->nodes.count * t->player_count);
    bool *is_seen = ARENA_ARRAY(r->arena, bool, t->sets.count);
    t->has_perfect_recall = true;
    for (size_t i = 0; i < t->nodes.count; i++) {
        if (t->nodes.items[i].set == SIZE_MAX) continue;
        note_memory(t, i, last, is_seen);
        pass_memory(t, i, last);
    }
}

const Tree *efg_parse(Arena *a, Str file, Str text, Err *err) {
    TreeReading r = {.arena = a, .tree = ARENA_NEW(a, Tree)};
    GambitText *l = &r.text;
    TextList players = {0};
    if (!gambit_open(l, a, file, text, err) || !gambit_take_head(l, STR("EFG"), STR("2")) ||
        !gambit_take_text(l, &r.tree->title) || !gambit_take_texts(l, GAME_PLAYERS_MAX, &players))
        return NULL;
    if (!players.count) {
        gambit_fault(l, MSG("the game has no player"), NO_MSG);
        return NULL;
    }
    r.tree->players = players.items;
    r.tree->player_count = players.count;
    r.set_numbers = ARENA_ARRAY(a, NumberList, players.count + 1);
    if (l->kind == TOKEN_TEXT && !gambit_next(l)) return NULL; // a comment
    if (!take_nodes(&r)) return NULL;
    number_own_sets(&r);
    find_recall(&r);
    return r.tree;
}
