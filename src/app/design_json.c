// app/design_json.c - what was found, for programs
#include "app/design_int.h"

#include <math.h>

static void open_list(Buf *b, const char *name) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
}

static void open_item(Buf *b, size_t index) {
    buf_add_c(b, index ? ",\n  {" : "\n  {");
}

static void add_flag(Buf *b, const char *name, bool value) {
    json_add_name(b, name);
    buf_add_c(b, value ? "true" : "false");
}

static void add_number(Buf *b, const char *name, double value) {
    json_add_name(b, name);
    if (isfinite(value))
        buf_add_fmt(b, "%.15g", value);
    else
        buf_add_c(b, "null");
}

static void add_interval(Buf *b, const char *name, Interval i) {
    json_add_name(b, name);
    buf_add_byte(b, '{');
    add_number(b, "value", i.value);
    add_number(b, "low", i.low);
    add_number(b, "high", i.high);
    buf_add_byte(b, '}');
}

static const char *kind_name(DesignKind k) {
    static const char *const names[] = {"none", "all", "least", "most", "from"};
    return names[k];
}

// ---- parts --------------------------------------------------------------------------------------

static void add_values(Buf *b, const DesignView *v, const Dec *values) {
    json_add_name(b, "values");
    buf_add_byte(b, '{');
    for (size_t i = 0; i < v->lever_count; i++) {
        json_add_name(b, str_c(b->arena, v->levers[i].id));
        buf_add(b, dec_text(b->arena, values[i]));
    }
    buf_add_byte(b, '}');
}

static void add_range(Buf *b, const Grid *g) {
    add_number(b, "low", dec_to_double(g->low));
    add_number(b, "high", dec_to_double(g->high));
}

// Whose sum it is, and whether the text must be given an article for it.
static void add_sum(Buf *b, const DesignView *v, const Lever *l) {
    const Party *parties = v->agreement->terms->parties;
    add_flag(b, "new", lever_is_new(l));
    if (l->kind == LEVER_PAYMENT) {
        json_add_text(b, "from", parties[l->from].id);
        json_add_text(b, "to", parties[l->to].id);
        return;
    }
    json_add_name(b, "by");
    buf_add_byte(b, '[');
    for (size_t i = 0, told = 0; i < v->agreement->terms->party_count; i++)
        if (l->by >> i & 1) {
            if (told++) buf_add_byte(b, ',');
            json_add_string(b, parties[i].id);
        }
    buf_add_byte(b, ']');
}

static void add_levers(Buf *b, const DesignView *v) {
    open_list(b, "varied");
    for (size_t i = 0; i < v->lever_count; i++) {
        const Lever *l = &v->levers[i];
        open_item(b, i);
        json_add_text(b, "id", l->id);
        json_add_text(b, "unit", l->unit);
        add_flag(b, "scenario", lever_is_of_scenario(l));
        add_number(b, "present", dec_to_double(l->present));
        if (design_asks_for_sums(v))
            add_sum(b, v, l);
        else
            add_range(b, &l->grid);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_frontier(Buf *b, const DesignView *v) {
    open_list(b, "frontier");
    for (size_t i = 0; i < v->frontier.count; i++) {
        const DesignPoint *p = &v->frontier.items[i];
        open_item(b, i);
        json_add_text(b, "holds", str_from(kind_name(p->kind)));
        add_values(b, v, p->values);
        add_number(b, "cost", p->kind == DESIGN_NONE ? (double)NAN : p->cost);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_parties(Buf *b, const DesignView *v) {
    const Terms *t = v->agreement->terms;
    open_list(b, "parties");
    for (size_t i = 0; i < t->party_count; i++) {
        open_item(b, i);
        json_add_text(b, "party", t->parties[i].id);
        add_number(b, "earns", v->before.count.value[i]);
        add_number(b, "earns_with_edit", v->after.count.value[i]);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_checks(Buf *b, const DesignView *v) {
    json_add_name(b, "check");
    buf_add_byte(b, '{');
    json_add_int(b, "errors", (int64_t)v->checked[1].errors);
    json_add_int(b, "warnings", (int64_t)v->checked[1].warnings);
    json_add_int(b, "errors_before", (int64_t)v->checked[0].errors);
    json_add_int(b, "warnings_before", (int64_t)v->checked[0].warnings);
    buf_add_byte(b, '}');
}

static void add_found(Buf *b, const DesignView *v) {
    json_add_name(b, "design");
    buf_add_byte(b, '{');
    add_values(b, v, v->values);
    add_number(b, "cost", v->cost);
    add_interval(b, "kept", v->after.kept);
    if (!design_asks_for_sums(v)) add_interval(b, "kept_at_low_end", v->low.kept);
    add_interval(b, "kept_again", v->again.kept);
    json_add_int(b, "seed_again", (int64_t)(v->options.seed + v->seed_count));
    json_add_int(b, "words_left", (int64_t)v->found.left_count);
    add_checks(b, v);
    add_parties(b, v);
    json_add_text(b, "patch", design_patch(v));
    buf_add_byte(b, '}');
}

bool design_json(App *app, const DesignView *v, Out *out) {
    Buf *b = &out->buf;
    (void)app;
    buf_add_byte(b, '{');
    json_add_text(b, "agreement", v->agreement->terms->id);
    add_flag(b, "verified", design_is_verified(v));
    add_flag(b, "enough_already", v->is_before_enough);
    add_number(b, "share_asked", v->options.share);
    add_interval(b, "kept_before", v->before.kept);
    add_levers(b, v);
    if (!design_asks_for_sums(v)) add_frontier(b, v);
    if (v->is_found) add_found(b, v);
    if (design_asks_for_sums(v)) {
        json_add_int(b, "rounds", (int64_t)v->round_count);
        add_flag(b, "no_solution", v->has_no_solution);
    }
    json_add_int(b, "seeds", (int64_t)v->seed_count);
    json_add_int(b, "tried", (int64_t)v->trial_count);
    json_add_int(b, "worlds", (int64_t)v->options.worlds);
    json_add_int(b, "seed", (int64_t)v->options.seed);
    buf_add_c(b, "}\n");
    return out_end(out);
}
