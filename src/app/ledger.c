// app/ledger.c - what the ledger holds: balances, statements, explanations of what was posted
#include "app/ledger.h"
#include "app/citation_int.h"

#include <assert.h>

const BalanceList *app_balance(App *app, Str db, Str agreement, Err *err) {
    Balance *balances;
    BalanceList *list = ARENA_NEW(app->arena, BalanceList);
    Store *s = ledger_open(app, db, LEDGER_READ, err);
    if (!s || !settle_balances(app->arena, s, agreement, &balances, &list->count, err)) return NULL;
    list->items = ARENA_ARRAY(app->arena, BalanceView, list->count + 1);
    for (size_t i = 0; i < list->count; i++)
        list->items[i] =
            (BalanceView){balances[i].account, balances[i].currency, balances[i].amount};
    return list;
}

// ---- statements ---------------------------------------------------------------------------------

// Reads the runs once for each language.
typedef struct StatementReader {
    App *app;
    Lang lang;
    const Terms *terms;
    Str period;
    size_t period_index;
    struct Lines {
        LineView *items;
        size_t count, capacity;
    } lines;
    struct Residues {
        ResidueView *items;
        size_t count, capacity;
    } residues;
} StatementReader;

static NameView name_by_id(const StatementReader *r, const Map *index, Str id,
                           const Localised *(*label)(const Terms *, uint32_t)) {
    uint32_t at;
    Str kept = str_copy(r->app->arena, id);
    if (!map_get(index, id, &at)) return (NameView){kept, kept};
    return name_of(r->lang, kept, label(r->terms, at));
}

static const Localised *label_of_item(const Terms *t, uint32_t index) {
    return &t->items[index].label;
}
static const Localised *label_of_party(const Terms *t, uint32_t index) {
    return &t->parties[index].label;
}
static const Localised *label_of_pool(const Terms *t, uint32_t index) {
    return &t->pools[index].label;
}

static NameView name_of_side(const StatementReader *r, const Side *side) {
    switch (side->kind) {
    case SIDE_PARTY: return name_by_id(r, &r->terms->party_index, side->id, label_of_party);
    case SIDE_POOL: return name_by_id(r, &r->terms->pool_index, side->id, label_of_pool);
    case SIDE_MEMBER:
    case SIDE_RESIDUE:
    case SIDE_ROUNDING: break;
    }
    Str id = str_copy(r->app->arena, side->id);
    return (NameView){id, id};
}

static Dec amount_of(const Entry *e) {
    Dec amount = DEC_ZERO;
    bool is_number = dec_from_text(e->amount, &amount, NULL);
    assert(is_number);
    return amount;
}

static void add_line(StatementReader *r, const Entry *e) {
    Arena *a = r->app->arena;
    *VEC_ADD(a, &r->lines) =
        (LineView){.payment = name_by_id(r, &r->terms->item_index, e->item, label_of_item),
                   .from = name_of_side(r, &e->from),
                   .to = name_of_side(r, &e->to),
                   .period = r->period,
                   .period_index = r->period_index,
                   .member = str_copy(a, e->member),
                   .amount = amount_of(e),
                   .currency = str_copy(a, e->currency),
                   .due = str_copy(a, e->due)};
}

static void add_residue(StatementReader *r, const Entry *e) {
    bool is_pool = e->kind == LINE_RESIDUE;
    const Map *index = is_pool ? &r->terms->pool_index : &r->terms->item_index;
    *VEC_ADD(r->app->arena, &r->residues) = (ResidueView){
        .name = name_by_id(r, index, e->item, is_pool ? label_of_pool : label_of_item),
        .is_pool = is_pool,
        .period = r->period,
        .currency = str_copy(r->app->arena, e->currency),
        .amount = amount_of(e)};
}

// Reversals belong to the run they take back.
static bool visit_entry(void *self, const Entry *e) {
    if (e->reverses) return true;
    if (e->kind == LINE_PAYMENT)
        add_line(self, e);
    else
        add_residue(self, e);
    return true;
}

static bool read_runs(StatementReader *r, Settlement *s, Store *store, const RunList *runs,
                      Err *err) {
    s->period_count = runs->count;
    s->periods = ARENA_ARRAY(r->app->arena, Str, runs->count + 1);
    s->starts = ARENA_ARRAY(r->app->arena, size_t, runs->count + 1);
    for (size_t i = 0; i < runs->count; i++) {
        const Run *run = &runs->items[i];
        r->period = s->periods[i] = run->period;
        r->period_index = i;
        s->starts[i] = r->lines.count;
        if (!settle_visit_entries(store, run->first_entry, run->entry_count, visit_entry, r, err))
            return false;
    }
    s->starts[runs->count] = r->lines.count;
    return true;
}

const Settlement *app_statement(App *app, Str db, Str agreement, Str period, Err *err) {
    RunList runs;
    Settlement *s = ARENA_NEW(app->arena, Settlement);
    Store *store = ledger_open(app, db, LEDGER_READ, err);
    if (!store || !ledger_runs(app, store, agreement, period, &runs, err)) return NULL;
    s->app = app;
    s->agreement = ledger_agreement(app, store, runs.items[runs.count - 1].number, err);
    if (!s->agreement) return NULL;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        StatementReader r = {.app = app, .lang = lang, .terms = s->agreement->terms};
        if (!read_runs(&r, s, store, &runs, err)) return NULL;
        s->lines[lang] = r.lines.items;
        s->line_count = r.lines.count;
        s->residues[lang] = r.residues.items;
        s->residue_count = r.residues.count;
    }
    return s;
}

// ---- explanations -------------------------------------------------------------------------------

static bool load_recorded(App *app, Store *store, const Run *run, const Agreement *g,
                          FactFiles *ret, Err *err) {
    SourceFile *recorded;
    size_t count;
    if (!settle_run_facts(app->arena, store, run->number, &recorded, &count, err)) return false;
    SourceText *files = ARENA_ARRAY(app->arena, SourceText, count + 1);
    for (size_t i = 0; i < count; i++) files[i] = (SourceText){recorded[i].name, recorded[i].text};
    return load_facts_text(app, g, files, count, ret, err);
}

// What was posted is computed again from what was recorded with it.
static const ExplanationList *explain_posted_run(App *app, Store *store, const Run *run,
                                                 ExplainQuestion q, Err *err) {
    FactFiles files;
    const Agreement *g = ledger_agreement(app, store, run->number, err);
    if (!g || !load_recorded(app, store, run, g, &files, err)) return NULL;
    Period period;
    EvalOptions options = {.batch_members = 0};
    if (period_parse(run->period, g->terms->period_rule, &period) && period.grain != GRAIN_ONCE) {
        options.is_through_given = true;
        options.through_day = period_last_day(g->terms->period_rule, period);
    }
    Findings said = app->findings;
    const Outcome *o = eval_run(app->arena, g->rulebook, files.facts, options, &app->findings, err);
    app->findings = said;
    q.period = run->period;
    return o ? explain_run(app, g, files.facts, o, q, err) : NULL;
}

static void join(Arena *a, ExplanationList *all, const ExplanationList *more) {
    Explanation *items = ARENA_ARRAY(a, Explanation, all->count + more->count + 1);
    memcpy(items, all->items, all->count * sizeof *items);
    memcpy(items + all->count, more->items, more->count * sizeof *items);
    all->items = items;
    all->count += more->count;
    all->left_out += more->left_out;
}

const ExplanationList *app_explain_posted(App *app, Str db, Str agreement, ExplainQuestion q,
                                          Err *err) {
    RunList runs;
    ExplanationList *all = NULL;
    Cited cited = cited_of(agreement);
    Store *store = ledger_open(app, db, LEDGER_READ, err);
    if (!store || !ledger_runs(app, store, cited.agreement, q.period, &runs, err)) return NULL;
    if (cited.provision.size) q.provision = cited.provision;
    for (size_t i = 0; i < runs.count; i++) {
        const ExplanationList *l = explain_posted_run(app, store, &runs.items[i], q, err);
        if (!l) return NULL;
        if (all)
            join(app->arena, all, l);
        else
            all = arena_copy(app->arena, l, sizeof *l);
    }
    return all;
}
