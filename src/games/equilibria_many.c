// games/equilibria_many.c - mixed equilibria of three and more players, support by support
//
// For each choice of used strategies the mixtures are a box. A box is left out where some used
// strategy is worse than another everywhere in it; it is done where Krawczyk's test (1969) proves
// one solution of the equations in it; else it is cut in two. So what is left out holds no
// equilibrium, and a support of which no box stays open is decided. The solutions are then worked
// out and verified in rationals. Boxes that stay open at the least width, where equilibria are not
// isolated, or at the end of the allowance, are counted and said.
#include "games/box.h"
#include "games/equilibria_int.h"

#include <assert.h>
#include <math.h>

enum {
    SUPPORTS_MAX = 1 << 15,
    BOXES_MAX = 1 << 16, // of one support
    STACK_MAX = 2048,    // above the cuts that lead to the least width in every unknown
    REGRET_BITS = 150,
};
static const double WORK_MAX = 0x1p28; // payoffs looked at
static const double WIDTH_MIN = 0x1p-22, TRY_WIDTH = 0.6, CUT = 0.4871, WIDER = 1.01;

typedef struct Hunt {
    Arena *arena, *scratch;
    const Game *game;
    EquilibriumSet *set;
    NearGame near;
    Support support;
    size_t spare; // a player with more equations than unknowns in them; or GAME_PLAYERS_MAX
    size_t share_count;
    double *stack; // boxes to look at
    size_t depth, boxes;
    bool is_open; // some box of the support was left undecided
    struct Proved {
        double (*items)[2]; // middle and radius of each unknown, one proof after the other
        size_t count, capacity;
    } proved;
} Hunt;

static Box box_at(const Hunt *h, size_t index) {
    double *at = h->stack + index * 2 * h->share_count;
    return (Box){at, at + h->share_count};
}

// ---- is there an equilibrium in the box? --------------------------------------------------------

// Can the shares of each player sum to 1?
static bool is_feasible(const Hunt *h, const Box *b) {
    for (size_t p = 0; p < h->game->player_count; p++) {
        double low = 0, high = 0;
        for (size_t i = 0; i < h->support.counts[p]; i++) {
            size_t at = game_share_at(h->game, p) + h->support.strategies[p][i];
            low += b->low[at];
            high += b->high[at];
        }
        if (low > 1 + BOX_MARGIN || high < 1 - BOX_MARGIN) return false;
    }
    return true;
}

static bool is_used(const Hunt *h, size_t player, size_t strategy) {
    for (size_t i = 0; i < h->support.counts[player]; i++)
        if (h->support.strategies[player][i] == strategy) return true;
    return false;
}

// Is a used strategy worse than this one, everywhere in the box?
static bool beats_a_used_one(Hunt *h, const Box *b, size_t player, size_t strategy) {
    for (size_t i = 0; i < h->support.counts[player]; i++) {
        size_t used = h->support.strategies[player][i];
        if (used == strategy) continue;
        Bounds gain = box_gain(&h->near, b, (Change){player, strategy, used});
        if (gain.low > BOX_MARGIN) return true;
        if (!is_used(h, player, strategy)) return false; // all used ones are equally good
    }
    return false;
}

static bool can_hold(Hunt *h, const Box *b) {
    if (!is_feasible(h, b)) return false;
    for (size_t p = 0; p < h->game->player_count; p++)
        for (size_t s = 0; s < h->game->players[p].strategy_count; s++)
            if (beats_a_used_one(h, b, p, s)) return false;
    return true;
}

// ---- is there one and no other? -----------------------------------------------------------------

typedef struct Krawczyk {
    double middle[UNKNOWNS_MAX], radius[UNKNOWNS_MAX], move[UNKNOWNS_MAX];
    double slope[UNKNOWNS_MAX][UNKNOWNS_MAX], spread[UNKNOWNS_MAX][UNKNOWNS_MAX];
    double inverse[UNKNOWNS_MAX][UNKNOWNS_MAX];
} Krawczyk;

static size_t share_index(const Hunt *h, const struct Unknown *u) {
    return game_share_at(h->game, u->player) + u->strategy;
}

// The unknowns from middle - part * radius to middle + part * radius, the last strategies as they
// follow.
static void set_around(const Hunt *h, const Krawczyk *k, double part, Box *ret) {
    for (size_t i = 0; i < h->share_count; i++) ret->low[i] = ret->high[i] = 0;
    for (size_t p = 0; p < h->game->player_count; p++) {
        size_t last = h->support.strategies[p][h->support.counts[p] - 1];
        ret->low[game_share_at(h->game, p) + last] = ret->high[game_share_at(h->game, p) + last] =
            1;
    }
    for (size_t i = 0; i < h->support.unknown_count; i++) {
        const struct Unknown *u = &h->support.unknowns[i];
        size_t at = share_index(h, u), last = game_share_at(h->game, u->player) + u->last;
        ret->low[at] = k->middle[i] - part * k->radius[i];
        ret->high[at] = k->middle[i] + part * k->radius[i];
        ret->low[last] -= ret->high[at];
        ret->high[last] -= ret->low[at];
    }
}

static void find_slopes(Hunt *h, Krawczyk *k, const Box *b) {
    const Support *s = &h->support;
    for (size_t i = 0; i < s->unknown_count; i++)
        for (size_t j = 0; j < s->unknown_count; j++) {
            const struct Unknown *u = &s->unknowns[i], *by = &s->unknowns[j];
            Bounds slope = {0, 0};
            if (u->player != by->player)
                slope = box_slope(&h->near, b, (Change){u->player, u->strategy, u->last},
                                  (Change){by->player, by->strategy, by->last});
            k->slope[i][j] = (slope.low + slope.high) / 2;
            k->spread[i][j] = (slope.high - slope.low) / 2 + BOX_MARGIN;
        }
}

static void swap_rows(double m[][UNKNOWNS_MAX], size_t one, size_t other, size_t n) {
    for (size_t j = 0; j < n; j++) {
        double kept = m[one][j];
        m[one][j] = m[other][j];
        m[other][j] = kept;
    }
}

static void take_row(double m[][UNKNOWNS_MAX], size_t to, size_t from, double factor, size_t n) {
    for (size_t j = 0; j < n; j++) m[to][j] -= factor * m[from][j];
}

// Gauss and Jordan; false where the matrix is nearly singular.
static bool invert(const Krawczyk *k, size_t n, double ret[][UNKNOWNS_MAX]) {
    double m[UNKNOWNS_MAX][UNKNOWNS_MAX];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            m[i][j] = k->slope[i][j];
            ret[i][j] = i == j;
        }
    for (size_t c = 0; c < n; c++) {
        size_t pivot = c;
        for (size_t i = c + 1; i < n; i++)
            if (fabs(m[i][c]) > fabs(m[pivot][c])) pivot = i;
        if (fabs(m[pivot][c]) < BOX_MARGIN) return false;
        swap_rows(m, c, pivot, n);
        swap_rows(ret, c, pivot, n);
        double divisor = m[c][c];
        for (size_t j = 0; j < n; j++) {
            m[c][j] /= divisor;
            ret[c][j] /= divisor;
        }
        for (size_t i = 0; i < n; i++) {
            double factor = m[i][c];
            if (i == c || factor == 0) continue;
            take_row(m, i, c, factor, n);
            take_row(ret, i, c, factor, n);
        }
    }
    return true;
}

// How far the equations at the middle ask to move, and what the box adds to that at most.
static void find_move(const Krawczyk *k, size_t n, size_t row, const double *gains,
                      double *ret_move, double *ret_reach) {
    *ret_move = *ret_reach = 0;
    for (size_t j = 0; j < n; j++) {
        *ret_move += k->inverse[row][j] * gains[j];
        *ret_reach += fabs(k->inverse[row][j]) * BOX_MARGIN;
        double off = row == j, spread = 0;
        for (size_t i = 0; i < n; i++) {
            off -= k->inverse[row][i] * k->slope[i][j];
            spread += fabs(k->inverse[row][i]) * k->spread[i][j];
        }
        *ret_reach += (fabs(off) + spread) * k->radius[j];
    }
}

typedef enum Proof { PROOF_NONE, PROOF_ONE, PROOF_OPEN } Proof;

static Proof prove(Hunt *h, Krawczyk *k, Box *work) {
    size_t n = h->support.unknown_count;
    double gains[UNKNOWNS_MAX];
    set_around(h, k, 0, work);
    for (size_t i = 0; i < n; i++) {
        const struct Unknown *u = &h->support.unknowns[i];
        gains[i] = box_gain(&h->near, work, (Change){u->player, u->strategy, u->last}).low;
    }
    set_around(h, k, 1, work);
    find_slopes(h, k, work);
    if (!invert(k, n, k->inverse)) return PROOF_OPEN;
    bool is_inside = true;
    for (size_t i = 0; i < n; i++) {
        double reach;
        find_move(k, n, i, gains, &k->move[i], &reach);
        if (fabs(k->move[i]) > k->radius[i] + reach) return PROOF_NONE;
        is_inside &= fabs(k->move[i]) + reach < k->radius[i];
    }
    return is_inside ? PROOF_ONE : PROOF_OPEN;
}

// ---- what was found -----------------------------------------------------------------------------

// Below 2^-REGRET_BITS of the payoffs' range, which is at least that of one player's.
static bool is_small(const Rat *regret) {
    mpq_t size;
    mpq_init(size);
    mpq_mul_2exp(size, regret, REGRET_BITS);
    bool small = mpq_cmp_ui(size, 1, 1) < 0;
    mpq_clear(size);
    return small;
}

static bool all_used(const Hunt *h, const Rat *shares) {
    for (size_t p = 0; p < h->game->player_count; p++)
        for (size_t i = 0; i < h->support.counts[p]; i++) {
            const Rat *share = &shares[game_share_at(h->game, p) + h->support.strategies[p][i]];
            if (mpq_sgn(share) <= 0 || is_small(share)) return false;
        }
    return true;
}

// A solution in which a share is below 0 is none, and one with a share of 0 is of another support.
static void work_out(Hunt *h, const double *start) {
    Rat *shares = rats_new(h->arena, h->share_count);
    if (!equilibria_polish(h->game, &h->support, start, shares)) {
        h->is_open = true;
        return;
    }
    if (!all_used(h, shares)) return;
    Equilibrium *e = equilibria_add(h->arena, h->game, h->set, shares);
    if (!e->is_exact && !is_small(e->regret)) h->set->count--;
}

static bool is_proved(const Hunt *h, const Krawczyk *k) {
    size_t n = h->support.unknown_count;
    for (size_t at = 0; at < h->proved.count; at += n) {
        bool is_inside = true;
        for (size_t i = 0; i < n; i++) {
            const double *known = h->proved.items[at + i];
            is_inside &= fabs(k->middle[i] + k->move[i] - known[0]) < known[1];
        }
        if (is_inside) return true;
    }
    return false;
}

// The middle moves to the solution; a few steps more bring it there.
static void settle(Hunt *h, Krawczyk *k, Box *work) {
    size_t n = h->support.unknown_count;
    double origin[UNKNOWNS_MAX];
    for (size_t i = 0; i < n; i++) {
        origin[i] = k->middle[i];
        k->move[i] = -k->move[i];
    }
    for (int steps = 0; steps < 12; steps++) {
        double gains[UNKNOWNS_MAX], reach;
        for (size_t i = 0; i < n; i++) k->middle[i] += k->move[i];
        set_around(h, k, 0, work);
        for (size_t i = 0; i < n; i++) {
            const struct Unknown *u = &h->support.unknowns[i];
            gains[i] = box_gain(&h->near, work, (Change){u->player, u->strategy, u->last}).low;
        }
        for (size_t i = 0; i < n; i++) {
            find_move(k, n, i, gains, &k->move[i], &reach);
            k->move[i] = -k->move[i];
        }
    }
    if (is_proved(h, k)) return;
    for (size_t i = 0; i < n; i++) {
        double(*proof)[2] = VEC_ADD(h->scratch, &h->proved);
        (*proof)[0] = origin[i];
        (*proof)[1] = k->radius[i];
    }
    work_out(h, k->middle);
}

// ---- one support --------------------------------------------------------------------------------

// The equations of a player hold of what the others do. Where one has more of them than there are
// unknowns in them, these alone decide, and the player's own mixture need not be cut.
static size_t find_spare(const Hunt *h) {
    for (size_t p = 0; p < h->game->player_count; p++) {
        size_t own = h->support.counts[p] - 1;
        if (own > h->support.unknown_count - own) return p;
    }
    return GAME_PLAYERS_MAX;
}

static double widest(const Hunt *h, const Box *b, size_t *ret) {
    double most = 0;
    for (size_t p = 0; p < h->game->player_count; p++) {
        size_t at = game_share_at(h->game, p);
        for (size_t i = at; p != h->spare && i < at + h->game->players[p].strategy_count; i++) {
            if (b->high[i] - b->low[i] <= most) continue;
            most = b->high[i] - b->low[i];
            *ret = i;
        }
    }
    return most;
}

static void cut(Hunt *h, size_t at) {
    Box one = box_at(h, h->depth), other = box_at(h, h->depth + 1);
    memcpy(other.low, one.low, 2 * h->share_count * sizeof *one.low);
    double where = one.low[at] + CUT * (one.high[at] - one.low[at]);
    one.high[at] = other.low[at] = where;
    h->depth += 2;
    assert(h->depth < STACK_MAX);
}

static void surround(const Hunt *h, const Box *b, Krawczyk *ret) {
    for (size_t i = 0; i < h->support.unknown_count; i++) {
        size_t at = share_index(h, &h->support.unknowns[i]);
        ret->middle[i] = (b->low[at] + b->high[at]) / 2;
        ret->radius[i] = (b->high[at] - b->low[at]) / 2 * WIDER + 100 * BOX_MARGIN;
    }
}

// The uppermost box of the stack is `b`; it was taken off.
static void look_at(Hunt *h, const Box *b, Box *work) {
    size_t at = 0;
    if (!can_hold(h, b)) return;
    double width = widest(h, b, &at);
    bool is_tried = width < TRY_WIDTH || h->support.unknown_count < 4;
    if (is_tried && h->spare == GAME_PLAYERS_MAX) {
        Krawczyk k;
        surround(h, b, &k);
        Proof proof = prove(h, &k, work);
        if (proof == PROOF_ONE) settle(h, &k, work);
        if (proof != PROOF_OPEN) return;
    }
    if (width < WIDTH_MIN)
        h->is_open = true;
    else
        cut(h, at);
}

static void start_support(Hunt *h) {
    Box b = box_at(h, 0);
    memset(b.low, 0, 2 * h->share_count * sizeof *b.low);
    for (size_t p = 0; p < h->game->player_count; p++)
        for (size_t i = 0; i < h->support.counts[p]; i++) {
            size_t at = game_share_at(h->game, p) + h->support.strategies[p][i];
            b.high[at] = 1;
            b.low[at] = h->support.counts[p] == 1;
        }
    h->depth = 1;
    h->boxes = 0;
    h->is_open = false;
    h->spare = find_spare(h);
    h->proved.count = 0;
}

static void search_support(Hunt *h) {
    Box work = box_at(h, STACK_MAX);
    start_support(h);
    while (h->depth > 0) {
        if (h->boxes++ == BOXES_MAX || h->near.work > WORK_MAX) {
            h->is_open = true;
            break;
        }
        Box b = box_at(h, --h->depth);
        look_at(h, &b, &work);
    }
    h->set->support_count++;
    h->set->undecided_count += h->is_open;
}

// ---- all supports -------------------------------------------------------------------------------

// Strategies as bits of those that dominance leaves.
static bool set_support(Hunt *h, const size_t *masks, size_t kept[][SUPPORT_MAX]) {
    Support *s = &h->support;
    bool is_mixed = false;
    s->unknown_count = 0;
    for (size_t p = 0; p < h->game->player_count; p++) {
        s->counts[p] = 0;
        for (size_t i = 0; i < SUPPORT_MAX; i++)
            if (masks[p] >> i & 1) s->strategies[p][s->counts[p]++] = kept[p][i];
        is_mixed |= s->counts[p] > 1;
        for (size_t i = 0; i + 1 < s->counts[p]; i++)
            s->unknowns[s->unknown_count++] =
                (struct Unknown){p, s->strategies[p][i], s->strategies[p][s->counts[p] - 1]};
    }
    return is_mixed;
}

static bool next_masks(size_t player_count, const size_t *limits, size_t *masks) {
    for (size_t p = 0; p < player_count; p++) {
        if (++masks[p] < limits[p]) return true;
        masks[p] = 1;
    }
    return false;
}

// What dominance leaves, and how many supports that makes; 0 for too many.
static size_t list_kept(const Hunt *h, size_t kept[][SUPPORT_MAX], size_t *limits) {
    const Dominance *d = dominance_iterate(h->scratch, h->game, true);
    size_t supports = 1, unknowns = 0;
    for (size_t p = 0; p < h->game->player_count; p++) {
        size_t count = 0, at = game_share_at(h->game, p);
        for (size_t s = 0; s < h->game->players[p].strategy_count; s++) {
            if (!d->is_left[at + s]) continue;
            if (count == SUPPORT_MAX) return 0;
            kept[p][count++] = s;
        }
        limits[p] = (size_t)1 << count;
        unknowns += count - 1;
        supports *= limits[p] - 1;
        if (supports > SUPPORTS_MAX || unknowns > UNKNOWNS_MAX) return 0;
    }
    return supports;
}

static void search_all(Hunt *h) {
    size_t kept[GAME_PLAYERS_MAX][SUPPORT_MAX], limits[GAME_PLAYERS_MAX], masks[GAME_PLAYERS_MAX];
    if (!list_kept(h, kept, limits)) return;
    h->set->is_mixed_sought = true;
    h->near = near_game(h->scratch, h->game);
    h->stack = ARENA_ARRAY(h->scratch, double, (STACK_MAX + 1) * 2 * h->share_count);
    for (size_t p = 0; p < h->game->player_count; p++) masks[p] = 1;
    do {
        if (set_support(h, masks, kept)) search_support(h);
    } while (next_masks(h->game->player_count, limits, masks));
    h->set->is_complete = h->set->undecided_count == 0 && h->set->count > 0;
    h->set->is_degenerate |= !h->set->is_complete;
}

void equilibria_many(Arena *a, const Game *g, EquilibriumSet *set) {
    Hunt h = {.arena = a, .scratch = arena_new(), .game = g, .set = set};
    h.share_count = game_share_count(g);
    search_all(&h);
    arena_free(h.scratch);
}
