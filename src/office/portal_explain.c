// office/portal_explain.c - why amounts are what they are, as a nested list to read
#include "app/ledger.h"
#include "base/html.h"
#include "office/portal.h"

typedef struct StepNode StepNode;
struct StepNode {
    const StepView *step;
    Str name, value, sides, numbers, remark;
    StepNode *children;
    size_t child_count;
};

// What has a value in several periods.
typedef struct SeriesRow {
    Str name, period, value, unit;
} SeriesRow;
typedef struct SeriesRows {
    SeriesRow *items;
    size_t count, capacity;
} SeriesRows;

typedef struct ExplanationPage {
    Heading heading;
    Str back, ledger, data, left;
    StepNode *trees;
    size_t count;
    SeriesRows series;
} ExplanationPage;

#include "office/layout.html.h"

#include "office/step.html.h"

#include "office/explanation.html.h"

enum { DEPTH_MAX = 12 }; // what lies deeper stands beside its reader

// ---- one step in words --------------------------------------------------------------------------

static Str say(const OfficeCall *c, Message m) {
    return lang_render(c->arena, c->request->lang, m);
}

static Str grouped(const OfficeCall *c, Str number) {
    Dec d;
    return dec_from_text(number, &d, NULL) ? amount_text(c->arena, d, 0) : number;
}

static Str name_of_step(const OfficeCall *c, const StepView *s) {
    Buf b = {.arena = c->arena};
    buf_add(&b, s->item.label);
    if (s->member.size) buf_add_fmt(&b, " [%.*s]", STR_ARG(s->member));
    if (s->period.size) buf_add_fmt(&b, " %.*s", STR_ARG(s->period));
    return buf_str(&b);
}

static void add_remark(Buf *b, Str text) {
    if (!text.size) return;
    if (b->size) buf_add_c(b, " · ");
    buf_add(b, text);
}

static Str rounding_of(const OfficeCall *c, const StepView *s) {
    if (!s->has_rounding) return STR("");
    if (!strcmp(s->rounding_mode, "none"))
        return page_say(c, N_("not rounded, as the agreement says"));
    return say(c, MSG("rounded to {1}, {2}: {3}", s->rounding_step, page_say(c, s->rounding_mode),
                      grouped(c, s->rounded)));
}

static Str remark_of(const OfficeCall *c, const StepView *s) {
    Buf b = {.arena = c->arena};
    add_remark(&b, page_say(c, s->kind));
    add_remark(&b, rounding_of(c, s));
    if (s->rows.size) add_remark(&b, say(c, MSG("rule {1} of the table", s->rows)));
    if (s->has_fact && s->fact.source.size)
        add_remark(&b, say(c, MSG("source: {1}", s->fact.source)));
    if (s->has_fact && s->fact.date.size) add_remark(&b, say(c, MSG("date: {1}", s->fact.date)));
    if (s->due.size) add_remark(&b, say(c, MSG("due on {1}", s->due)));
    if (s->why.text) add_remark(&b, say(c, s->why));
    return buf_str(&b);
}

static Str sides_of(const OfficeCall *c, const StepView *s) {
    if (!s->from.id.size) return STR("");
    return str_fmt(c->arena, "%.*s → %.*s", STR_ARG(s->from.label), STR_ARG(s->to.label));
}

static StepNode node_of(const OfficeCall *c, const StepView *s) {
    bool is_telling = s->with_numbers.size && !str_is(s->with_numbers, s->formula) &&
                      !str_is(s->with_numbers, s->value);
    Str unit = s->currency.size ? s->currency : s->unit;
    return (StepNode){.step = s,
                      .name = name_of_step(c, s),
                      .value = str_trim(str_fmt(c->arena, "%.*s %.*s",
                                                STR_ARG(grouped(c, s->value)), STR_ARG(unit))),
                      .sides = sides_of(c, s),
                      .numbers = is_telling ? s->with_numbers : STR(""),
                      .remark = remark_of(c, s)};
}

// ---- steps as a tree ----------------------------------------------------------------------------

// Each step's reader stands before it; one that lies too deep takes its reader's place.
static StepNode *tree_of(const OfficeCall *c, const Explanation *e) {
    StepNode **nodes = ARENA_ARRAY(c->arena, StepNode *, e->count + 1);
    size_t *readers = ARENA_ARRAY(c->arena, size_t, e->count + 1);
    size_t *depths = ARENA_ARRAY(c->arena, size_t, e->count + 1);
    size_t *counts = ARENA_ARRAY(c->arena, size_t, e->count + 1);
    for (size_t i = 1; i < e->count; i++) {
        size_t reader = e->steps[i].reader;
        if (depths[reader] == DEPTH_MAX) reader = readers[reader];
        readers[i] = reader;
        depths[i] = depths[reader] + 1;
        counts[reader]++;
    }
    StepNode *root = ARENA_NEW(c->arena, StepNode);
    for (size_t i = 0; i < e->count; i++) {
        StepNode *at = root;
        if (i) at = &nodes[readers[i]]->children[nodes[readers[i]]->child_count++];
        *at = node_of(c, &e->steps[i]);
        at->children = ARENA_ARRAY(c->arena, StepNode, counts[i] + 1);
        nodes[i] = at;
    }
    return root;
}

// ---- values that are a series -------------------------------------------------------------------

enum { SERIES_ROWS_MAX = 300 };

static bool is_same_item(const StepView *a, const StepView *b) {
    return str_is(a->item.id, b->item.id) && str_is(a->member, b->member);
}

static bool is_in_series(const ExplanationList *l, const StepView *s) {
    for (size_t i = 0; i < l->count; i++)
        if (l->items[i].count && is_same_item(&l->items[i].steps[0], s) &&
            !str_is(l->items[i].steps[0].period, s->period))
            return s->period.size > 0;
    return false;
}

static SeriesRow series_row(const OfficeCall *c, const StepView *s) {
    Str name = s->item.label;
    if (s->member.size) name = str_fmt(c->arena, "%.*s [%.*s]", STR_ARG(name), STR_ARG(s->member));
    return (SeriesRow){name, s->period, grouped(c, s->has_rounding ? s->rounded : s->value),
                       s->currency.size ? s->currency : s->unit};
}

static SeriesRows series_of(const OfficeCall *c, const ExplanationList *l) {
    SeriesRows rows = {NULL, 0, 0};
    for (size_t i = 0; i < l->count && rows.count < SERIES_ROWS_MAX; i++)
        if (l->items[i].count && is_in_series(l, &l->items[i].steps[0]))
            *VEC_ADD(c->arena, &rows) = series_row(c, &l->items[i].steps[0]);
    return rows;
}

// ---- the page -----------------------------------------------------------------------------------

static const ExplanationList *list_of(const OfficeCall *c, Err *err) {
    ExplainQuestion q = {.item = office_query(c->request, "item"),
                         .period = office_query(c->request, "period"),
                         .member = office_query(c->request, "member")};
    return app_explain_posted(c->app, c->portal->db, c->id, q, err);
}

bool page_use_explanation(const OfficeCall *c, Out *out, Err *err) {
    Page p = portal_page(c);
    p.scripts = page_charts;
    const ExplanationList *l = list_of(c, err);
    if (!l) return false;
    ExplanationPage v = {
        .heading = {portal_title(c, N_("Why this amount"), l->agreement.label), true},
        .back = portal_address(c, "", "/agreements/", c->id, ""),
        .ledger = portal_address(c, "", "/agreements/", c->id, "/ledger"),
        .data = portal_address(c, "/api/v1", "/agreements/", c->id, "/explanation"),
        .left = l->left_out ? str_fmt(c->arena, "%zu", l->left_out) : STR(""),
        .trees = ARENA_ARRAY(c->arena, StepNode, l->count + 1)};
    for (size_t i = 0; i < l->count; i++)
        if (l->items[i].count) v.trees[v.count++] = *tree_of(c, &l->items[i]);
    v.series = series_of(c, l);
    page_explanation(&out->buf, &p, &v);
    return out_end(out);
}

bool use_explanation(const OfficeCall *c, Out *out, Err *err) {
    const ExplanationList *l = list_of(c, err);
    return l && explanation_json(c->app, l, out);
}
