// app/evolve_json.c - what came out of a model of behaviour, as JSON
#include "app/evolve_int.h"

#include "base/json.h"

#include <math.h>

typedef struct Printer {
    App *app;
    Buf *b;
    const EvolveResult *result;
    const EvolveFile *file;
    Lang lang;
} Printer;

static void add_value(const Printer *p, double value) {
    if (isfinite(value))
        buf_add_fmt(p->b, "%.15g", value);
    else
        buf_add_c(p->b, "null");
}

static void add_number(const Printer *p, const char *name, double value) {
    json_add_name(p->b, name);
    add_value(p, value);
}

static void add_values(const Printer *p, const char *name, const double *values, size_t count) {
    json_add_name(p->b, name);
    for (size_t i = 0; i < count; i++) {
        buf_add_byte(p->b, i ? ',' : '[');
        add_value(p, values[i]);
    }
    buf_add_c(p->b, count ? "]" : "[]");
}

// Items of a list, each an object or a list.
static void open_item(const Printer *p, size_t index, char bracket) {
    buf_add_c(p->b, index ? ",\n  " : "\n  ");
    buf_add_byte(p->b, bracket);
}

static void add_interval(const Printer *p, EvolveEstimate e) {
    add_number(p, "low", e.low);
    add_number(p, "high", e.high);
}

static void add_sentences(const Printer *p, const EvolutionView *v) {
    json_add_name(p->b, "says");
    buf_add_byte(p->b, '[');
    for (size_t i = 0; i < v->sentence_count; i++) {
        buf_add_c(p->b, i ? ",\n  " : "\n  ");
        json_add_string(p->b, v->sentences[i].texts[p->lang]);
    }
    buf_add_byte(p->b, ']');
}

static void add_takeover(const Printer *p, const EvolveTakeover *t) {
    json_add_text(p->b, "mutant", p->file->strategies[t->mutant].id);
    json_add_text(p->b, "resident", p->file->strategies[t->resident].id);
    if (t->is_exact) {
        add_number(p, "chance", exp(t->log_chance));
        add_number(p, "log_chance", t->log_chance);
        return;
    }
    add_number(p, "chance", t->decided ? t->estimate.value : NAN);
    add_interval(p, t->estimate);
    json_add_int(p->b, "trials", (int64_t)t->trials);
    json_add_int(p->b, "decided", (int64_t)t->decided);
}

static void add_takeovers(const Printer *p) {
    json_add_name(p->b, "takeovers");
    buf_add_byte(p->b, '[');
    for (size_t i = 0; i < p->result->takeover_count; i++) {
        open_item(p, i, '{');
        add_takeover(p, &p->result->takeovers[i]);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
}

static void add_strategy(const Printer *p, size_t s) {
    const EvolveResult *r = p->result;
    bool is_long = p->file->model.mutation > 0;
    json_add_text(p->b, "id", p->file->strategies[s].id);
    add_number(p, "exact", r->law ? r->long_run[s] : NAN);
    add_number(p, "rare_mutations", r->has_rare ? r->rare[s] : NAN);
    if (is_long && r->sample->runs_done) {
        add_number(p, "simulated", r->sample->shares[s].value);
        add_interval(p, r->sample->shares[s]);
    }
    if (!is_long) json_add_int(p->b, "taken_over", (int64_t)r->sample->taken_over[s]);
}

static void add_path(const Printer *p, const double *path, size_t points, double length) {
    size_t count = evolve_series_count(p->file);
    json_add_name(p->b, "path");
    buf_add_byte(p->b, '[');
    for (size_t i = 0; i < points; i++) {
        open_item(p, i, '{');
        add_number(p, "at", length * (double)i / (double)(points - 1));
        add_values(p, "shares", &path[i * count], count);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
}

static void add_members(const Printer *p) {
    const EvolveResult *r = p->result;
    const EvolveModel *m = &p->file->model;
    json_add_int(p->b, "population", m->size);
    add_number(p, "intensity", m->intensity);
    add_number(p, "mutation", m->mutation);
    json_add_int(p->b, "seed", (int64_t)p->file->plan.seed);
    json_add_int(p->b, "runs", (int64_t)r->sample->runs_done);
    json_add_int(p->b, "generations", (int64_t)p->file->plan.generations);
    json_add_name(p->b, "interrupted");
    buf_add_c(p->b, r->is_interrupted ? "true" : "false");
    add_takeovers(p);
    json_add_name(p->b, "strategies");
    buf_add_byte(p->b, '[');
    for (size_t s = 0; s < m->game.strategy_count; s++) {
        open_item(p, s, '{');
        add_strategy(p, s);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
    if (r->law) add_values(p, "law", r->law, (size_t)m->size + 1);
    if (r->sample->runs_done)
        add_path(p, r->sample->path, r->sample->point_count, (double)p->file->plan.generations);
}

static void add_vertex_state(const Printer *p, size_t vertex) {
    const EvolveFile *f = p->file;
    json_add_name(p->b, "play");
    buf_add_byte(p->b, '[');
    if (f->form == EVOLVE_SHARES) json_add_string(p->b, f->strategies[vertex].id);
    for (size_t i = 0; i < f->parties.count; i++) {
        if (i) buf_add_byte(p->b, ',');
        json_add_string(p->b, f->side_strategies[i][vertex >> i & 1 ? 0 : 1].id);
    }
    buf_add_byte(p->b, ']');
}

static void add_large(const Printer *p) {
    static const char *const verdicts[] = {[EVOLVE_STABLE] = "stable",
                                           [EVOLVE_SADDLE] = "saddle",
                                           [EVOLVE_UNSTABLE] = "unstable",
                                           [EVOLVE_OPEN] = "undecided"};
    const EvolveResult *r = p->result;
    json_add_name(p->b, "vertices");
    buf_add_byte(p->b, '[');
    for (size_t v = 0; v < r->vertex_count; v++) {
        open_item(p, v, '{');
        add_vertex_state(p, v);
        json_add_text(p->b, "verdict", str_from(verdicts[r->vertices[v].verdict]));
        add_values(p, "eigenvalues", r->vertices[v].rates, r->vertices[v].count);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
    if (r->is_path_whole) add_path(p, r->path, p->file->plan.points, p->file->time);
}

static void add_norm(const Printer *p) {
    const EvolveReputation *r = &p->file->reputation;
    const EvolveNormState *s = &p->result->norm;
    add_number(p, "benefit", r->benefit);
    add_number(p, "cost", r->cost);
    add_number(p, "error", r->error);
    add_number(p, "good", s->good);
    add_number(p, "complied", s->complied);
    add_number(p, "worth", s->worth);
    json_add_name(p->b, "stable");
    buf_add_c(p->b, s->is_stable ? "true" : "false");
    json_add_name(p->b, "ratio");
    buf_add_byte(p->b, '{');
    add_number(p, "low", s->ratio.low);
    add_number(p, "high", s->ratio.high);
    buf_add_byte(p->b, '}');
}

bool evolution_json(App *app, const EvolutionView *v, Out *out) {
    const Printer p = {app, &out->buf, v->result, v->result->file, app->options.lang};
    buf_add_byte(p.b, '{');
    json_add_text(p.b, "title", v->title.texts[p.lang]);
    add_sentences(&p, v);
    static void (*const adders[])(const Printer *) = {[EVOLVE_MEMBERS] = add_members,
                                                      [EVOLVE_SHARES] = add_large,
                                                      [EVOLVE_SIDES] = add_large,
                                                      [EVOLVE_NORM] = add_norm};
    adders[p.file->form](&p);
    buf_add_c(p.b, "}\n");
    return out_end(out);
}
