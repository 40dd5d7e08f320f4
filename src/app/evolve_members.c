// app/evolve_members.c - a finite population in words: who takes over, the long run, where it leads
#include "app/evolve_words.h"

#include <math.h>

static const double ROUNDING = 1e-11;

// ---- taking over --------------------------------------------------------------------------------

static BothText strategy(const EvolveWriter *w, size_t s) {
    return w->file->strategies[s].label;
}

static const char *verdict_of(double log_chance, double log_neutral) {
    double difference = log_chance - log_neutral;
    if (fabs(difference) < 1e-6) return N_("just as likely as by chance alone");
    return difference > 0 ? N_("more likely than by chance alone")
                          : N_("less likely than by chance alone");
}

static void say_exact_takeover(EvolveWriter *w, const EvolveTakeover *t) {
    BothText verdict = words_plain(w, verdict_of(t->log_chance, -log(w->file->model.size)));
    SAY(w,
        N_("A single member who plays \"{1}\" where all others play \"{2}\" takes over with "
           "probability {3}: {4}."),
        strategy(w, t->mutant), strategy(w, t->resident), words_chance(w, t->log_chance), verdict);
}

static void say_tried_takeover(EvolveWriter *w, const EvolveTakeover *t) {
    if (!t->decided) return;
    BothText interval = FILL(w, N_("{1} to {2}"), words_chance(w, log(t->estimate.low)),
                             words_chance(w, log(t->estimate.high)));
    SAY(w,
        N_("A single member who plays \"{1}\" where all others play \"{2}\" takes over with "
           "probability {3} (95-percent interval {4})."),
        strategy(w, t->mutant), strategy(w, t->resident), words_chance(w, log(t->estimate.value)),
        interval);
    if (t->decided < t->trials)
        SAY(w, N_("In {1} of {2} trials nobody had taken over when they ended."),
            words_count(w, t->trials - t->decided), words_count(w, t->trials));
}

static void say_takeovers(EvolveWriter *w) {
    const EvolveResult *r = w->result;
    if (w->file->model.game.strategy_count > 2) return; // a table says it
    for (size_t i = 0; i < r->takeover_count; i++)
        if (r->takeovers[i].is_exact)
            say_exact_takeover(w, &r->takeovers[i]);
        else
            say_tried_takeover(w, &r->takeovers[i]);
}

static BothText takeover_text(EvolveWriter *w, size_t mutant, size_t resident) {
    const EvolveResult *r = w->result;
    for (size_t i = 0; i < r->takeover_count; i++)
        if (r->takeovers[i].mutant == mutant && r->takeovers[i].resident == resident)
            return words_chance(w, r->takeovers[i].log_chance);
    return words_same(STR("–"));
}

// A row for each mutant, a column for each resident.
static void add_takeover_table(EvolveWriter *w) {
    size_t count = w->file->model.game.strategy_count;
    if (!w->result->takeover_count || count <= 2) return;
    EvolutionTable *t = words_table(w, N_("Who takes over from whom, and with what probability"),
                                    NULL, count + 1, count);
    t->heads[0] = words_plain(w, N_("a single member"));
    for (size_t s = 0; s < count; s++) t->heads[s + 1] = strategy(w, s);
    for (size_t row = 0; row < count; row++) {
        t->cells[row * t->columns] = strategy(w, row);
        for (size_t s = 0; s < count; s++)
            t->cells[row * t->columns + s + 1] = takeover_text(w, row, s);
    }
}

// ---- where imitation leads ----------------------------------------------------------------------

// Counts at which the gradient of selection changes its sign.
static void say_turn(EvolveWriter *w, uint32_t count, bool is_stable) {
    BothText size = words_count(w, w->file->model.size);
    if (is_stable)
        SAY(w, N_("Imitation alone leads to about {1} of {2} members who play \"{3}\"."),
            words_count(w, count), size, strategy(w, 0));
    else
        SAY(w,
            N_("\"{3}\" spreads by imitation only where about {1} of {2} members play it "
               "already."),
            words_count(w, count), size, strategy(w, 0));
}

static void say_one_way(EvolveWriter *w, double first) {
    if (first == 0)
        SAY(w, N_("Imitation favours neither \"{1}\" nor \"{2}\"."), strategy(w, 0),
            strategy(w, 1));
    else
        SAY(w, N_("Imitation favours \"{1}\" whatever the others do."),
            strategy(w, first > 0 ? 0 : 1));
}

// By what imitation pulls where the two kinds meet; what is rounding counts as nothing.
static double pull_at(const EvolveModel *m, uint32_t count) {
    double size = m->size, meet = count / size * (size - count) / size;
    double pull = evolve_gradient(m, count, false) / meet;
    return fabs(pull) < ROUNDING ? 0 : pull;
}

static void say_gradient(EvolveWriter *w) {
    const EvolveModel *m = &w->file->model;
    if (m->network || m->game.strategy_count != 2) return;
    double before = pull_at(m, 1), first = before;
    bool has_turned = false;
    for (uint32_t n = 2; n < m->size; n++) {
        double now = pull_at(m, n);
        if (now * before < 0) say_turn(w, n, before > 0);
        has_turned |= now * before < 0;
        if (now != 0) before = now;
    }
    if (!has_turned) say_one_way(w, first);
}

// ---- the long run -------------------------------------------------------------------------------

static size_t largest(const double *shares, size_t count) {
    size_t best = 0;
    for (size_t s = 1; s < count; s++)
        if (shares[s] > shares[best]) best = s;
    return best;
}

static void say_sample(EvolveWriter *w) {
    const EvolveSample *s = w->result->sample;
    double shares[EVOLVE_STRATEGIES_MAX];
    size_t count = w->file->model.game.strategy_count;
    if (!s->runs_done || w->file->model.mutation <= 0) return;
    for (size_t k = 0; k < count; k++) shares[k] = s->shares[k].value;
    size_t best = largest(shares, count);
    BothText interval = words_interval(w, s->shares[best]);
    if (w->result->law)
        SAY(w, N_("Simulated: \"{1}\" {2} (95-percent interval {3})."), strategy(w, best),
            words_percent(w, shares[best]), interval);
    else
        SAY(w,
            N_("In the long run {2} of the population plays \"{1}\" (simulated; 95-percent "
               "interval {3})."),
            strategy(w, best), words_percent(w, shares[best]), interval);
}

static void say_rare(EvolveWriter *w) {
    const EvolveResult *r = w->result;
    if (!r->has_rare) return;
    size_t best = largest(r->rare, w->file->model.game.strategy_count);
    SAY(w, N_("If mutations are rare, all play \"{1}\" {2} of the time."), strategy(w, best),
        words_percent(w, r->rare[best]));
}

static void say_long_run(EvolveWriter *w) {
    const EvolveResult *r = w->result;
    if (r->law) {
        size_t best = largest(r->long_run, 2);
        SAY(w, N_("In the long run {1} of the population plays \"{2}\" (exact)."),
            words_percent(w, r->long_run[best]), strategy(w, best));
    }
    say_sample(w);
    say_rare(w);
}

static void say_ends(EvolveWriter *w) {
    const EvolveSample *s = w->result->sample;
    size_t open = s->runs_done;
    if (w->file->model.mutation > 0 || !s->runs_done) return;
    for (size_t k = 0; k < w->file->model.game.strategy_count; k++) {
        EvolveEstimate e = evolve_proportion(s->taken_over[k], s->runs_done);
        BothText interval = words_interval(w, e);
        SAY(w,
            N_("From this start \"{1}\" takes over in {2} of {3} runs (95-percent interval {4})."),
            strategy(w, k), words_percent(w, e.value), words_count(w, s->runs_done), interval);
        open -= s->taken_over[k];
    }
    if (open)
        SAY(w, N_("In {1} runs several strategies were left after {2} generations."),
            words_count(w, open), words_count(w, w->file->plan.generations));
}

static void say_interrupted(EvolveWriter *w) {
    if (!w->result->is_interrupted) return;
    SAY(w, N_("Interrupted: {1} of {2} runs were done, and only they count."),
        words_count(w, w->result->sample->runs_done), words_count(w, w->file->plan.runs));
}

// What is known of a strategy's share in the long run; a column for each kind of knowledge that
// there is.
static size_t add_column(EvolveWriter *w, EvolutionTable *t, const char *head) {
    t->heads[t->columns] = words_plain(w, head);
    return t->columns++;
}

static void fill_column(EvolveWriter *w, EvolutionTable *t, size_t column, const double *shares) {
    for (size_t k = 0; k < t->rows; k++)
        t->cells[k * t->columns + column] = words_percent(w, shares[k]);
}

static void fill_simulated(EvolveWriter *w, EvolutionTable *t, size_t column) {
    for (size_t k = 0; k < t->rows; k++) {
        EvolveEstimate e = w->result->sample->shares[k];
        t->cells[k * t->columns + column] = words_percent(w, e.value);
        t->cells[k * t->columns + column + 1] = words_interval(w, e);
    }
}

static void add_long_run_table(EvolveWriter *w) {
    enum { COLUMNS_MAX = 5 };
    const EvolveResult *r = w->result;
    size_t count = w->file->model.game.strategy_count, exact = 0, simulated = 0, rare = 0;
    if (w->file->model.mutation <= 0) return;
    EvolutionTable *t = words_table(w, N_("The long run"), NULL, COLUMNS_MAX, count);
    t->columns = 0;
    add_column(w, t, N_("strategy"));
    if (r->law) exact = add_column(w, t, N_("exact"));
    if (r->sample->runs_done) {
        simulated = add_column(w, t, N_("simulated"));
        add_column(w, t, N_("95-percent interval"));
    }
    if (r->has_rare) rare = add_column(w, t, N_("rare mutations"));
    for (size_t k = 0; k < count; k++) t->cells[k * t->columns] = strategy(w, k);
    if (exact) fill_column(w, t, exact, r->long_run);
    if (simulated) fill_simulated(w, t, simulated);
    if (rare) fill_column(w, t, rare, r->rare);
}

void words_of_members(EvolveWriter *w) {
    say_interrupted(w);
    say_takeovers(w);
    say_long_run(w);
    say_ends(w);
    say_gradient(w);
    add_takeover_table(w);
    add_long_run_table(w);
}
