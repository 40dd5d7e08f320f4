// app/incentive_json.c - a judgement for programs
#include "app/incentive_int.h"
#include "base/version.h"

#include <math.h>

typedef struct Printer {
    Buf *b;
    const IncentiveView *view;
    const Incentive *result;
    const Scenario *scenario;
    const Terms *terms;
} Printer;

// ---- values -------------------------------------------------------------------------------------

static void add_number(const Printer *p, const char *name, double value) {
    json_add_name(p->b, name);
    if (isfinite(value))
        buf_add_fmt(p->b, "%.15g", value);
    else
        buf_add_c(p->b, "null");
}

static void add_pair(const Printer *p, const char *name, double low, double high) {
    json_add_name(p->b, name);
    buf_add_fmt(p->b, "[%.15g,%.15g]", low, high);
}

static void add_flag(const Printer *p, const char *name, bool value) {
    json_add_name(p->b, name);
    buf_add_c(p->b, value ? "true" : "false");
}

static void add_interval(const Printer *p, const char *name, Interval i) {
    json_add_name(p->b, name);
    buf_add_byte(p->b, '{');
    add_number(p, "value", i.value);
    add_number(p, "low", i.low);
    add_number(p, "high", i.high);
    buf_add_byte(p->b, '}');
}

static void open_list(const Printer *p, const char *name) {
    json_add_name(p->b, name);
    buf_add_byte(p->b, '[');
}

static void open_item(const Printer *p, size_t index) {
    buf_add_c(p->b, index ? ",\n  {" : "\n  {");
}

static void add_clause(const Printer *p, const ClauseRef *c) {
    if (!c->id.size) return;
    const Provision *provision = &p->terms->document->provisions[c->provision];
    json_add_text(p->b, "clause", c->id);
    json_add_text(p->b, "article", provision->id);
}

// ---- parts --------------------------------------------------------------------------------------

static void add_region(const Printer *p, const PartyJudgement *j) {
    json_add_name(p->b, "region");
    buf_add_byte(p->b, '{');
    json_add_text(p->b, "variable", p->scenario->variables[j->variable].id);
    add_flag(p, "above", j->region.is_above);
    add_number(p, "threshold", j->region.threshold);
    add_number(p, "share_beyond", j->region.share_beyond);
    add_number(p, "share_short", j->region.share_short);
    buf_add_byte(p->b, '}');
}

static void add_first_breach(const Printer *p, size_t party) {
    const PartyJudgement *j = &p->result->parties[party];
    if (!p->result->count.broke[party]) return;
    json_add_text(p->b, "by", p->scenario->actions[j->action].id);
    json_add_int(p->b, "median_period", (int64_t)j->median + 1);
    if (j->has_region) add_region(p, j);
}

static void add_party(const Printer *p, size_t i) {
    const PartyJudgement *j = &p->result->parties[i];
    const PlayCount *c = &p->result->count;
    json_add_text(p->b, "party", p->terms->parties[i].id);
    add_interval(p, "breaks_first", j->broke);
    add_first_breach(p, i);
    add_number(p, "value", c->value[i]);
    add_number(p, "without", c->without[i]);
    add_number(p, "deviation", c->deviation[i]);
    add_interval(p, "better", j->better);
    add_number(p, "alike", j->alike);
    add_number(p, "loss", c->loss[i]);
    add_number(p, "temptation", c->gain[i]);
    add_number(p, "discount", p->scenario->parties[i].discount);
    add_flag(p, "believes", p->scenario->parties[i].believes != NULL);
    add_number(p, "critical_discount", j->critical.is_known ? j->critical.value : (double)NAN);
}

static void add_parties(const Printer *p) {
    open_list(p, "parties");
    for (size_t i = 0; i < p->terms->party_count; i++) {
        open_item(p, i);
        add_party(p, i);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
}

static void add_actions(const Printer *p) {
    open_list(p, "actions");
    for (size_t i = 0; i < p->scenario->action_count; i++) {
        const ScenarioAction *a = &p->scenario->actions[i];
        open_item(p, i);
        json_add_text(p->b, "action", a->id);
        json_add_text(p->b, "party", p->terms->parties[a->party].id);
        json_add_text(p->b, "kind", str_from(action_kind_name(a->kind)));
        add_clause(p, &a->breaks);
        json_add_int(p->b, "worlds", (int64_t)p->result->count.by[i]);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
}

static void add_profile(const Printer *p, size_t profile) {
    const Game *g = p->result->stage.game;
    size_t choices[GAME_PLAYERS_MAX];
    game_choices(g, profile, choices);
    open_list(p, "strategies");
    for (size_t i = 0; i < g->player_count; i++) {
        if (i) buf_add_byte(p->b, ',');
        json_add_string(p->b, g->players[i].strategies[choices[i]]);
    }
    buf_add_byte(p->b, ']');
    open_list(p, "earns");
    for (size_t i = 0; i < g->player_count; i++)
        buf_add_fmt(p->b, "%s%.15g", i ? "," : "", mpq_get_d(game_payoff(g, profile, i)));
    buf_add_byte(p->b, ']');
    add_flag(p, "equilibrium", profile_is_equilibrium(g, profile));
}

static void add_stage(const Printer *p) {
    const StageGame *g = &p->result->stage;
    if (!g->is_known) return;
    json_add_name(p->b, "stage");
    buf_add_byte(p->b, '{');
    add_flag(p, "kept", g->is_kept);
    json_add_int(p->b, "open_periods", (int64_t)g->open_periods);
    json_add_int(p->b, "kept_periods", (int64_t)g->kept_periods);
    open_list(p, "profiles");
    for (size_t i = 0; i < g->game->profile_count; i++) {
        open_item(p, i);
        add_profile(p, i);
        buf_add_byte(p->b, '}');
    }
    buf_add_c(p->b, "]}");
}

static void add_variants(const Printer *p) {
    json_add_name(p->b, "variants");
    buf_add_byte(p->b, '{');
    for (IncentiveVariant v = 0; v < VARIANT_COUNT; v++)
        if (p->result->variants[v].is_known)
            add_interval(p, variant_name(v), p->result->variants[v].kept);
    buf_add_byte(p->b, '}');
}

static void add_break_evens(const Printer *p) {
    open_list(p, "break_evens");
    for (size_t i = 0; i < p->result->break_even_count; i++) {
        const BreakEven *b = &p->result->break_evens[i];
        open_item(p, i);
        json_add_text(p->b, "parameter", p->scenario->parameters[b->parameter].id);
        add_number(p, "value", p->scenario->parameters[b->parameter].value);
        add_number(p, "below", b->has_below ? b->below : (double)NAN);
        add_number(p, "above", b->has_above ? b->above : (double)NAN);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
}

static void add_said(const Printer *p, const GameReport *report) {
    open_list(p, "said");
    for (size_t i = 0; i < report->said.count; i++) {
        open_item(p, i);
        json_add_text(p->b, "id", str_from(report->said.items[i].id));
        json_add_text(p->b, "text", report->said.items[i].text);
        buf_add_byte(p->b, '}');
    }
    buf_add_byte(p->b, ']');
}

static void add_when(const Printer *p) {
    size_t parties = p->terms->party_count;
    open_list(p, "first_breaches");
    for (size_t t = 0; t < p->scenario->periods; t++) {
        buf_add_c(p->b, t ? ",[" : "[");
        for (size_t i = 0; i < parties; i++)
            buf_add_fmt(p->b, "%s%llu", i ? "," : "",
                        (unsigned long long)p->result->count.when[t * parties + i]);
        buf_add_byte(p->b, ']');
    }
    buf_add_byte(p->b, ']');
}

static Str swing_id(const Printer *p, const Swing *w) {
    return w->is_discount ? p->terms->parties[w->index].id : p->scenario->parameters[w->index].id;
}

static void add_matters(const Printer *p) {
    const Swings *all = p->view->swings;
    json_add_name(p->b, "matters");
    buf_add_byte(p->b, '{');
    json_add_int(p->b, "worlds", (int64_t)all->worlds);
    json_add_int(p->b, "walks", (int64_t)all->walks);
    add_number(p, "kept", all->kept);
    open_list(p, "numbers");
    for (size_t i = 0; i < all->count; i++) {
        const Swing *w = &all->items[i];
        open_item(p, i);
        json_add_text(p->b, w->is_discount ? "discount_of" : "parameter", swing_id(p, w));
        add_pair(p, "at", w->at[0], w->at[1]);
        add_pair(p, "kept", w->kept[0], w->kept[1]);
        add_number(p, "effect", w->effect);
        add_number(p, "deviation", w->deviation);
        buf_add_byte(p->b, '}');
    }
    buf_add_c(p->b, "]}");
}

static void add_axis(const Printer *p, const char *name, const PlayAxis *axis) {
    json_add_name(p->b, name);
    buf_add_byte(p->b, '{');
    json_add_text(p->b, "of",
                  axis->is_period ? STR("period") : p->scenario->variables[axis->variable].id);
    open_list(p, "edges");
    for (size_t i = 0; i < axis->edge_count; i++)
        buf_add_fmt(p->b, "%s%.15g", i ? "," : "", axis->edges[i] + axis->is_period);
    buf_add_c(p->b, "]}");
}

// Cells row by row from below: those in which all performed so far, then who broke first, by party.
static void add_map(const Printer *p, const BreachMap *m) {
    size_t kinds = 1 + p->terms->party_count;
    size_t cells = (m->axes[0].edge_count + 1) * (m->axes[1].edge_count + 1);
    json_add_name(p->b, "map");
    buf_add_byte(p->b, '{');
    json_add_int(p->b, "worlds", (int64_t)m->worlds);
    add_axis(p, "across", &m->axes[0]);
    add_axis(p, "up", &m->axes[1]);
    open_list(p, "cells");
    for (size_t c = 0; c < cells; c++) {
        buf_add_c(p->b, c ? ",[" : "[");
        for (size_t k = 0; k < kinds; k++)
            buf_add_fmt(p->b, "%s%llu", k ? "," : "", (unsigned long long)m->cells[c * kinds + k]);
        buf_add_byte(p->b, ']');
    }
    buf_add_c(p->b, "]}");
}

// What breaking gains at once and loses later, by the discount factor of the party that decides.
static void add_patience(const Printer *p, const Patience *of) {
    json_add_name(p->b, "patience");
    buf_add_byte(p->b, '{');
    json_add_text(p->b, "party", p->terms->parties[of->party].id);
    if (of->is_of_period) json_add_int(p->b, "period", (int64_t)of->period + 1);
    json_add_int(p->b, "worlds", (int64_t)of->worlds);
    open_list(p, "points");
    for (size_t i = 0; i < of->count; i++) {
        open_item(p, i);
        add_number(p, "discount", of->points[i].discount);
        add_number(p, "gain", of->points[i].gain);
        add_number(p, "loss", of->points[i].loss);
        buf_add_byte(p->b, '}');
    }
    buf_add_c(p->b, "]}");
}

// NULL in *ret where nobody of the deciding party could break anything.
static bool find_patience(App *app, const Incentive *i, const Patience **ret, Err *err) {
    size_t party = incentive_decisive(i);
    *ret = NULL;
    if (!play_temptation(i->result, party)) return true;
    *ret = incentive_patience(app->arena, i, party, err);
    return *ret != NULL;
}

static void add_results(const Printer *p) {
    add_interval(p, "kept", p->result->kept);
    add_parties(p);
    add_actions(p);
    add_when(p);
    add_stage(p);
    json_add_alike(p->b, p->result, p->terms->party_count);
    json_add_coalitions(p->b, p->result, p->terms);
    add_variants(p);
    add_break_evens(p);
    add_matters(p);
}

bool incentive_json(App *app, const IncentiveView *v, Out *out) {
    const Incentive *i = v->result;
    const Scenario *s = i->setup->scenario;
    Printer p = {&out->buf, v, i, s, s->terms};
    const BreachMap *map = NULL;
    const Patience *patience = NULL;
    if (i->result && !incentive_map(app->arena, i, &map, out->err)) return false;
    if (i->result && !find_patience(app, i, &patience, out->err)) return false;
    buf_add_byte(p.b, '{');
    json_add_text(p.b, "agreement", s->terms->id);
    json_add_text(p.b, "verdict", str_from(verdict_name(i->verdict)));
    json_add_message(app, p.b, "why", i->why);
    add_number(&p, "share_asked", i->options.share);
    add_flag(&p, "certain", i->is_certain);
    if (i->result) add_results(&p);
    if (map) add_map(&p, map);
    if (patience) add_patience(&p, patience);
    if (!v->holds) json_add_text(p.b, "design", incentive_design_command(app->arena, v));
    json_add_name(p.b, "evidence");
    buf_add_byte(p.b, '{');
    json_add_int(p.b, "worlds", (int64_t)i->count.worlds);
    json_add_int(p.b, "periods", (int64_t)s->periods);
    json_add_int(p.b, "seed", (int64_t)i->options.seed);
    add_flag(&p, "exact", i->setup->is_exact);
    json_add_text(p.b, "program", STR("softlaw " SOFTLAW_VERSION));
    json_add_text(p.b, "agreement_sha256", v->agreement_hash);
    json_add_text(p.b, "scenario_sha256", s->hash);
    buf_add_byte(p.b, '}');
    add_said(&p, incentive_report(app, v, app->options.lang));
    buf_add_c(p.b, "}\n");
    return out_end(out);
}
