// app/remote_reasons.c - why amounts are what they are, as an office explains it
#include "app/remote_int.h"

enum { STEPS_MOST = 10000 }; // of one explanation

static const char *const KINDS[] = {"payment", "formula", "table", "parameter", "quantity"};
static const char *const MODES[] = {"half even", "half up", "half down",         "up",  "down",
                                    "floor",     "ceiling", "largest remainder", "none"};

// The program's own text that is the same; NULL if it has none.
static const char *known(const char *const *texts, size_t count, Str text) {
    for (size_t i = 0; i < count; i++)
        if (str_is(str_from(texts[i]), text)) return texts[i];
    return NULL;
}
#define KNOWN(texts, text) known(texts, sizeof(texts) / sizeof *(texts), text)

static Place read_place(Arena *a, const JsonNode *n) {
    int64_t line = 0;
    Dec d;
    bool is_line = dec_from_text(remote_member(a, n, "line"), &d, NULL) && dec_to_int(d, &line) &&
                   line > 0 && line < UINT32_MAX;
    return (Place){.file = remote_member(a, n, "file"), .line = is_line ? (uint32_t)line : 0};
}

static bool read_rounding(App *app, const JsonNode *n, StepView *s, Err *err) {
    const JsonNode *rounding = json_find(n, STR("rounding"));
    if (!rounding) return true;
    s->has_rounding = true;
    s->rounding_step = remote_member(app->arena, rounding, "to");
    s->rounded = remote_member(app->arena, rounding, "value");
    s->rounding_mode = KNOWN(MODES, remote_member(app->arena, rounding, "mode"));
    return s->rounding_mode || remote_strange(err, "rounding");
}

static void read_fact(App *app, const JsonNode *n, StepView *s) {
    const JsonNode *fact = json_find(n, STR("fact"));
    s->has_fact = fact != NULL;
    if (fact)
        s->fact = (FactView){.value = remote_member(app->arena, fact, "value"),
                             .source = remote_member(app->arena, fact, "source"),
                             .date = remote_member(app->arena, fact, "date"),
                             .place = read_place(app->arena, fact)};
}

// Where explanations name a member as payer, they do so by its label.
static NameView payer_name(const Terms *t, Lang lang, Str id) {
    uint32_t at;
    bool is_member = !map_get(&t->party_index, id, &at) && !map_get(&t->pool_index, id, &at);
    for (uint32_t i = 0; is_member && i < t->set_count; i++)
        if (t->sets[i].member_labels && map_get(&t->sets[i].member_index, id, &at))
            return name_of(lang, id, &t->sets[i].member_labels[at]);
    return remote_side_name(t, lang, id);
}

static bool read_step(App *app, const Terms *t, const JsonNode *n, StepView *s, Err *err) {
    Arena *a = app->arena;
    Lang lang = app->options.lang;
    Str why = remote_member(a, n, "why");
    *s = (StepView){.item = remote_item_name(t, lang, remote_member(a, n, "id")),
                    .kind = KNOWN(KINDS, remote_member(a, n, "kind")),
                    .member = remote_member(a, n, "member"),
                    .period = remote_member(a, n, "period"),
                    .heading = remote_member(a, n, "article"),
                    .words = remote_member(a, n, "words"),
                    .place = read_place(a, n),
                    .formula = remote_member(a, n, "formula"),
                    .with_numbers = remote_member(a, n, "with numbers"),
                    .value = remote_member(a, n, "value"),
                    .unit = remote_member(a, n, "unit"),
                    .rows = remote_member(a, n, "rows"),
                    .from = payer_name(t, lang, remote_member(a, n, "from")),
                    .to = payer_name(t, lang, remote_member(a, n, "to")),
                    .currency = remote_member(a, n, "currency"),
                    .due = remote_member(a, n, "due"),
                    .due_rule = remote_member(a, n, "due rule"),
                    .why = why.size ? MSG("{1}", why) : NO_MSG};
    read_fact(app, n, s);
    return s->kind ? read_rounding(app, n, s, err) : remote_strange(err, "kind");
}

static bool read_steps(App *app, const Terms *t, const JsonNode *list, Explanation *e, Err *err) {
    if (list->kind != JSON_ARRAY || !list->count || list->count > STEPS_MOST)
        return remote_strange(err, "explanations");
    e->steps = ARENA_ARRAY(app->arena, StepView, list->count);
    for (const JsonNode *n = list->first; n; n = n->next)
        if (!read_step(app, t, n, &e->steps[e->count++], err)) return false;
    return true;
}

static size_t read_count(Arena *a, const JsonNode *n, const char *name) {
    int64_t count = 0;
    Dec d;
    bool is_count =
        dec_from_text(remote_member(a, n, name), &d, NULL) && dec_to_int(d, &count) && count > 0;
    return is_count ? (size_t)count : 0;
}

const ExplanationList *remote_explanation_read(App *app, const Agreement *g, const JsonNode *answer,
                                               Err *err) {
    const JsonNode *list = json_find(answer, STR("explanations"));
    ExplanationList *l = ARENA_NEW(app->arena, ExplanationList);
    if (!list || list->kind != JSON_ARRAY) {
        remote_strange(err, "explanations");
        return NULL;
    }
    l->agreement = name_of(app->options.lang, g->terms->id, &g->terms->title);
    l->version = remote_member(app->arena, answer, "version");
    l->left_out = read_count(app->arena, answer, "left out");
    l->items = ARENA_ARRAY(app->arena, Explanation, list->count + 1);
    for (const JsonNode *n = list->first; n; n = n->next)
        if (!read_steps(app, g->terms, n, &l->items[l->count++], err)) return NULL;
    return l;
}
