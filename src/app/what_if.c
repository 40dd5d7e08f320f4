// app/what_if.c - what payments would be if facts were others
#include "app/what_if.h"
#include "app/desk_int.h"

#include "base/csv.h"
#include "base/json.h"

// ---- facts that may be moved --------------------------------------------------------------------

typedef struct Listing {
    App *app;
    const Agreement *agreement;
    Facts facts;
    WhatIfView *view;
    Map by_key;
} Listing;

static Str members_text(const Listing *l, const FactSeen *f) {
    const Item *item = &l->agreement->terms->items[f->item];
    Buf b = {.arena = l->app->arena};
    for (size_t i = 0; i < item->set_count; i++) {
        if (i) buf_add_byte(&b, '/');
        buf_add(&b, l->facts.member_id(l->facts.self, item->sets[i], f->members[i]));
    }
    return buf_str(&b);
}

static Str key_of(Arena *a, Str quantity, Str member, Str period) {
    Str fields[] = {quantity, member, period};
    Buf b = {.arena = a};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (i) buf_add_byte(&b, ',');
        csv_add_field(&b, fields[i], false);
    }
    return buf_str(&b);
}

static Str value_text(Arena *a, FeelValue v) {
    return v.kind == FEEL_STRING ? v.string : feel_to_string(a, v);
}

static bool list_fact(void *self, const FactSeen *f) {
    Listing *l = self;
    App *app = l->app;
    WhatIfView *v = l->view;
    const Terms *t = l->agreement->terms;
    v->is_cut = v->fact_count == LIMIT_WHAT_IF_FACTS;
    if (v->is_cut) return false;
    WhatIfFact fact = {.quantity = name_of_item(t, app->options.lang, f->item),
                       .member = members_text(l, f),
                       .period = period_text(app->arena, t->period_rule, f->period),
                       .unit = t->items[f->item].unit.text,
                       .value = value_text(app->arena, f->value)};
    fact.key = key_of(app->arena, fact.quantity.id, fact.member, fact.period);
    fact.given = fact.value;
    map_add(&l->by_key, fact.key, (uint32_t)v->fact_count);
    v->facts[v->fact_count++] = fact;
    return true;
}

// ---- facts that are others ----------------------------------------------------------------------

static void take_given(const Listing *l, const WhatIfQuestion *q) {
    uint32_t at;
    for (size_t i = 0; i < q->count; i++)
        if (map_get(&l->by_key, q->keys[i], &at)) l->view->facts[at].given = q->values[i];
}

static bool is_as_confirmed(const Listing *l, Str key, Str value) {
    uint32_t at;
    return map_get(&l->by_key, key, &at) && str_is(l->view->facts[at].value, value);
}

// What differs, as a file of facts.
static SourceText moved_facts(const Listing *l, const WhatIfQuestion *q) {
    Buf b = {.arena = l->app->arena};
    buf_add_c(&b, "quantity,member,period,value\n");
    for (size_t i = 0; i < q->count; i++) {
        Str value = str_trim(q->values[i]);
        if (!value.size || is_as_confirmed(l, q->keys[i], value)) continue;
        buf_add(&b, q->keys[i]);
        buf_add_byte(&b, ',');
        csv_add_field(&b, value, false);
        buf_add_byte(&b, '\n');
    }
    return (SourceText){STR("what-if.csv"), buf_str(&b)};
}

static bool move_facts(const Listing *l, const WhatIfQuestion *q, FactFiles *files, Err *err) {
    SourceText instead[2] = {moved_facts(l, q)};
    size_t count = 1;
    Str start = str_trim(str_part(q->facts, 0, 64));
    bool is_json = start.size && (start.at[0] == '[' || start.at[0] == '{');
    if (start.size)
        instead[count++] = (SourceText){is_json ? STR("facts.json") : STR("facts.csv"), q->facts};
    return load_facts_instead(l->app, files, instead, count, err);
}

// ---- both, side by side -------------------------------------------------------------------------

static bool compare(const Listing *l, const WhatIfQuestion *q, FactFiles *files, Err *err) {
    static const Inputs INPUTS = {.fact_count = 0};
    App *app = l->app;
    DiffView *d = ARENA_NEW(app->arena, DiffView);
    const Settlement *pair[2] = {NULL, NULL};
    Findings said = app->findings;
    pair[0] = settle_facts(app, l->agreement, files, &INPUTS, err);
    app->findings = said;
    if (!pair[0] || !move_facts(l, q, files, err)) return false;
    if (!files->is_sound) return true;
    pair[1] = settle_facts(app, l->agreement, files, &INPUTS, err);
    if (!pair[1] || !diff_settlements(app, pair, d, err)) return false;
    l->view->is_settled = true;
    l->view->diff = d;
    return true;
}

const WhatIfView *app_what_if(App *app, OpenPeople *p, const WhatIfQuestion *q, Err *err) {
    FactFiles files;
    Findings said = app->findings;
    const Agreement *g = desk_agreement(app, p, q->id, q->version, err);
    if (!g) return NULL;
    WhatIfView *v = ARENA_NEW(app->arena, WhatIfView);
    *v = (WhatIfView){.title = name_of(app->options.lang, g->terms->id, &g->terms->title).label,
                      .facts = ARENA_ARRAY(app->arena, WhatIfFact, LIMIT_WHAT_IF_FACTS)};
    if (!g->is_sound) return v;
    app->findings = said;
    if (!desk_facts_of(app, p, q->id, g, NULL, 0, &files, err)) return NULL;
    Listing l = {.app = app,
                 .agreement = g,
                 .facts = files.facts,
                 .view = v,
                 .by_key = {.arena = app->arena}};
    fact_table_each(files.table, list_fact, &l);
    take_given(&l, q);
    return !files.is_sound || compare(&l, q, &files, err) ? v : NULL;
}

// ---- JSON ---------------------------------------------------------------------------------------

static void add_fact(Buf *b, const WhatIfFact *f) {
    json_add_text(b, "key", f->key);
    json_add_text(b, "quantity", f->quantity.id);
    json_add_text(b, "label", f->quantity.label);
    json_add_text(b, "member", f->member);
    json_add_text(b, "period", f->period);
    json_add_text(b, "unit", f->unit);
    json_add_text(b, "value", f->value);
    json_add_text(b, "given", f->given);
}

bool what_if_json(App *app, const WhatIfQuestion *q, const WhatIfView *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "draft", q->id);
    json_add_name(b, "facts");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->fact_count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        add_fact(b, &v->facts[i]);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
    json_add_name(b, "settled");
    buf_add_c(b, v->is_settled ? "true" : "false");
    if (v->diff) diff_effect_json(app, b, v->diff);
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}
