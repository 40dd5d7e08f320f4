// app/evolve_large.c - large populations in words: where the start leads, which states are stable
#include "app/evolve_words.h"

#include <math.h>

static const double ARRIVED = 0.005, AT_REST = 1e-4;

size_t evolve_series_count(const EvolveFile *f) {
    return f->form == EVOLVE_SIDES ? f->parties.count : f->model.game.strategy_count;
}

// The strategy of a side, as "Enterprise: comply".
static BothText side_strategy(Arena *a, const EvolveFile *f, size_t side, size_t s) {
    BothText t;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
        t.texts[lang] = str_fmt(a, lang == LANG_ZH ? "%.*s：%.*s" : "%.*s: %.*s",
                                STR_ARG(f->sides[side].label.texts[lang]),
                                STR_ARG(f->side_strategies[side][s].label.texts[lang]));
    return t;
}

BothText evolve_series_name(Arena *a, const EvolveFile *f, size_t series) {
    return f->form == EVOLVE_SIDES ? side_strategy(a, f, series, 0) : f->strategies[series].label;
}

// ---- states in which all are of one kind --------------------------------------------------------

static BothText vertex_name(EvolveWriter *w, size_t vertex) {
    const EvolveFile *f = w->file;
    BothText parts[EVOLVE_PARTIES_MAX];
    if (f->form == EVOLVE_SHARES) return f->strategies[vertex].label;
    for (size_t i = 0; i < f->parties.count; i++)
        parts[i] = side_strategy(w->arena, f, i, vertex >> i & 1 ? 0 : 1);
    return words_join(w, parts, f->parties.count, N_("; "));
}

static void say_vertices(EvolveWriter *w) {
    const EvolveResult *r = w->result;
    size_t stable = 0;
    for (size_t v = 0; v < r->vertex_count; v++) {
        if (r->vertices[v].verdict != EVOLVE_STABLE) continue;
        SAY(w, N_("Stable, so that no small group who behaves differently spreads: {1}."),
            vertex_name(w, v));
        stable++;
    }
    if (!stable)
        SAY(w, N_("No state in which all of a population behave alike is stable."),
            {{{NULL, 0}, {NULL, 0}}});
}

static BothText rates_text(EvolveWriter *w, const EvolveVertex *v) {
    Buf b = {.arena = w->arena};
    for (size_t i = 0; i < v->count; i++) {
        double rate = v->rates[i] == 0 ? 0 : v->rates[i]; // no minus before nothing
        buf_add_fmt(&b, i ? ", %.4g" : "%.4g", rate);
    }
    return words_same(buf_str(&b));
}

static void add_vertex_table(EvolveWriter *w) {
    static const char *const heads[] = {N_("state"), N_("verdict"), N_("eigenvalues")};
    static const char *const verdicts[] = {[EVOLVE_STABLE] = N_("stable"),
                                           [EVOLVE_SADDLE] = N_("saddle"),
                                           [EVOLVE_UNSTABLE] = N_("unstable"),
                                           [EVOLVE_OPEN] = N_("undecided")};
    const EvolveResult *r = w->result;
    EvolutionTable *t =
        words_table(w, N_("States in which all behave alike"), heads, 3, r->vertex_count);
    for (size_t v = 0; v < r->vertex_count; v++) {
        t->cells[3 * v] = vertex_name(w, v);
        t->cells[3 * v + 1] = words_plain(w, verdicts[r->vertices[v].verdict]);
        t->cells[3 * v + 2] = rates_text(w, &r->vertices[v]);
    }
}

// ---- the way from the start ---------------------------------------------------------------------

static const double *last_point(const EvolveWriter *w) {
    return &w->result->path[(w->file->plan.points - 1) * evolve_series_count(w->file)];
}

// The vertex next to the end of the path, or -1.
static int arrived_at(const EvolveWriter *w) {
    const double *end = last_point(w);
    size_t count = evolve_series_count(w->file), vertex = 0;
    for (size_t i = 0; i < count; i++) {
        if (fmin(end[i], 1 - end[i]) > ARRIVED) return -1;
        if (end[i] > 0.5) vertex |= (size_t)1 << i;
    }
    for (size_t s = 0; w->file->form == EVOLVE_SHARES && s < count; s++)
        if (end[s] > 0.5) return (int)s;
    return (int)vertex;
}

static BothText state_text(EvolveWriter *w, const double *shares) {
    BothText parts[EVOLVE_STRATEGIES_MAX];
    size_t count = evolve_series_count(w->file);
    for (size_t i = 0; i < count; i++)
        parts[i] = FILL(w, N_("{1} {2}"), evolve_series_name(w->arena, w->file, i),
                        words_percent(w, shares[i]));
    return words_join(w, parts, count, N_(", "));
}

static bool is_at_rest(const EvolveWriter *w) {
    const double *end = last_point(w);
    size_t count = evolve_series_count(w->file);
    double moved = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t p = w->file->plan.points * 4 / 5; p < w->file->plan.points; p++)
            moved = fmax(moved, fabs(end[i] - w->result->path[p * count + i]));
    return moved < AT_REST;
}

static void say_path(EvolveWriter *w) {
    if (!w->result->is_path_whole) {
        SAY(w,
            N_("The way from the start could not be followed to its end: the payoffs differ too "
               "much for this time."),
            {{{NULL, 0}, {NULL, 0}}});
        return;
    }
    int vertex = arrived_at(w);
    BothText time = words_same(str_fmt(w->arena, "%g", w->file->time));
    if (vertex >= 0)
        SAY(w, N_("From this start the populations come to: {1}."), vertex_name(w, (size_t)vertex));
    else if (is_at_rest(w))
        SAY(w, N_("From this start the shares come to rest at: {1}."),
            state_text(w, last_point(w)));
    else
        SAY(w, N_("After time {2} the shares still move; they are then: {1}."),
            state_text(w, last_point(w)), time);
}

void words_of_large(EvolveWriter *w) {
    say_path(w);
    say_vertices(w);
    add_vertex_table(w);
}
