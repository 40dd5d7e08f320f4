// evolve/star.c - two strategies on a star: a state is the centre's strategy and a count of leaves
//
// The chance h(state) that the first takes over solves one linear equation per state, each of which
// touches only neighbouring states: a band of two on either side, eliminated from below. What is
// eliminated never changes sign, so nothing cancels.
#include "base/arena.h"
#include "evolve/evolve_int.h"

#include <math.h>

enum { WIDTH = 5, MIDDLE = 2 }; // of a row of the band

// State 2 * leaves + centre, where `leaves` leaves and, if it is 1, the centre play the first.
typedef struct Star {
    const EvolveModel *model;
    double leaves; // in all
} Star;

// How often a step makes one leaf more or less, or turns the centre.
typedef struct StarStep {
    double leaf_up, leaf_down, centre;
} StarStep;

static double payoff_of_leaf(const Star *s, size_t own, size_t centre) {
    return s->model->game.payoffs[2 * own + centre];
}

static double payoff_of_centre(const Star *s, size_t own, double firsts) {
    const double *row = &s->model->game.payoffs[2 * own];
    double sum = row[0] * firsts + row[1] * (s->leaves - firsts);
    return s->model->is_sum ? sum : sum / s->leaves;
}

typedef struct Earns {
    double centre, first, second; // leaves with either strategy
} Earns;

static Earns earns_at(const Star *s, size_t centre, double firsts) {
    return (Earns){payoff_of_centre(s, centre, firsts), payoff_of_leaf(s, 0, centre),
                   payoff_of_leaf(s, 1, centre)};
}

// The leaves that differ from the centre, and what one of them earns.
static StarStep pairwise_step(const Star *s, size_t centre, double firsts) {
    double differ = centre == 0 ? s->leaves - firsts : firsts;
    Earns e = earns_at(s, centre, firsts);
    double other = centre == 0 ? e.second : e.first, b = s->model->intensity;
    double leaf = differ * game_imitation(b, e.centre, other);
    return (StarStep){.leaf_up = centre == 0 ? leaf : 0,
                      .leaf_down = centre == 0 ? 0 : leaf,
                      .centre = differ / s->leaves * game_imitation(b, other, e.centre)};
}

static StarStep birth_death_step(const Star *s, size_t centre, double firsts) {
    double differ = centre == 0 ? s->leaves - firsts : firsts;
    Earns e = earns_at(s, centre, firsts);
    double leaf = game_fitness(s->model, e.centre) * differ / s->leaves;
    double other = game_fitness(s->model, centre == 0 ? e.second : e.first);
    return (StarStep){.leaf_up = centre == 0 ? leaf : 0,
                      .leaf_down = centre == 0 ? 0 : leaf,
                      .centre = differ * other};
}

static StarStep death_birth_step(const Star *s, size_t centre, double firsts) {
    double seconds = s->leaves - firsts, differ = centre == 0 ? seconds : firsts;
    Earns e = earns_at(s, centre, firsts);
    double a = firsts * game_fitness(s->model, e.first);
    double b = seconds * game_fitness(s->model, e.second), all = a + b;
    double other = centre == 0 ? b : a;
    return (StarStep){.leaf_up = centre == 0 ? differ : 0,
                      .leaf_down = centre == 0 ? 0 : differ,
                      .centre = all > 0 ? other / all : differ / s->leaves};
}

static StarStep step_at(const Star *s, size_t centre, double firsts) {
    switch (s->model->process) {
    case EVOLVE_PAIRWISE: return pairwise_step(s, centre, firsts);
    case EVOLVE_BIRTH_DEATH: return birth_death_step(s, centre, firsts);
    case EVOLVE_DEATH_BIRTH: break;
    }
    return death_birth_step(s, centre, firsts);
}

// A row of the band: h(state) less what the states around it are worth.
static void fill_row(const Star *s, size_t state, double *row, double *right) {
    size_t centre = state % 2 == 1 ? 0 : 1;
    StarStep t = step_at(s, centre, (double)(state / 2));
    double all = t.leaf_up + t.leaf_down + t.centre;
    row[MIDDLE] = 1;
    *right = 0;
    if (all <= 0) return;
    row[0] = -t.leaf_down / all;
    row[4] = -t.leaf_up / all;
    row[centre == 0 ? 1 : 3] = -t.centre / all;
}

// Gauss without exchanging rows; the solution takes the place of `right`.
static void solve(double *band, double *right, size_t size) {
    for (size_t i = 0; i < size; i++)
        for (size_t d = 1; d <= MIDDLE && i + d < size; d++) {
            double factor = band[(i + d) * WIDTH + MIDDLE - d] / band[i * WIDTH + MIDDLE];
            if (factor == 0) continue;
            for (size_t k = 0; k <= MIDDLE; k++)
                band[(i + d) * WIDTH + MIDDLE - d + k] -= factor * band[i * WIDTH + MIDDLE + k];
            right[i + d] -= factor * right[i];
        }
    for (size_t i = size; i-- > 0;) {
        for (size_t k = 1; k <= MIDDLE && i + k < size; k++)
            right[i] -= band[i * WIDTH + MIDDLE + k] * right[i + k];
        right[i] /= band[i * WIDTH + MIDDLE];
    }
}

double star_log_fixation(const EvolveModel *m) {
    Arena *a = arena_new();
    const Star s = {m, m->size - 1};
    size_t size = 2 * (size_t)m->size;
    double *band = ARENA_ARRAY(a, double, size *WIDTH), *right = ARENA_ARRAY(a, double, size);
    for (size_t i = 1; i + 1 < size; i++) fill_row(&s, i, &band[i * WIDTH], &right[i]);
    band[MIDDLE] = band[(size - 1) * WIDTH + MIDDLE] = right[size - 1] = 1;
    solve(band, right, size);
    // State 1: only the centre; state 2: only one leaf.
    double chance = (right[1] + s.leaves * right[2]) / m->size;
    arena_free(a);
    return log(fmax(chance, 0));
}
