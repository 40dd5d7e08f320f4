// app/remote_read.c - answers of an office as the views that commands on files print
//
// Labels come from the agreement's text, which the office has given as well: an answer names its
// payments, parties and pools by id. Nothing in it is believed further than its form.
#include "app/remote_int.h"

bool remote_strange(Err *err, const char *what) {
    return err_set(err, ERR_PEER,
                   MSG("the office's answer is not what was asked for: {1}", str_from(what)),
                   MSG("is this client as new as the office?"));
}

bool remote_items(const JsonNode *object, const char *name, const JsonNode **ret, size_t *ret_count,
                  Err *err) {
    const JsonNode *list = json_find(object, str_from(name));
    if (!list || list->kind != JSON_ARRAY) return remote_strange(err, name);
    for (const JsonNode *n = list->first; n; n = n->next)
        if (n->kind != JSON_OBJECT) return remote_strange(err, name);
    *ret = list->first;
    *ret_count = list->count;
    return true;
}

static bool read_amount(const JsonNode *object, const char *name, Dec *ret, Err *err) {
    const JsonNode *n = json_find(object, str_from(name));
    bool is_number = n && n->kind == JSON_STRING && dec_from_text(n->text, ret, NULL);
    return is_number || remote_strange(err, name);
}

// ---- labels -------------------------------------------------------------------------------------

NameView remote_item_name(const Terms *t, Lang lang, Str id) {
    uint32_t at;
    return map_get(&t->item_index, id, &at) ? name_of_item(t, lang, at) : (NameView){id, id};
}

static NameView pool_name(const Terms *t, Lang lang, Str id) {
    uint32_t at;
    if (!map_get(&t->pool_index, id, &at)) return (NameView){id, id};
    return name_of(lang, id, &t->pools[at].label);
}

NameView remote_side_name(const Terms *t, Lang lang, Str id) {
    uint32_t at;
    if (!map_get(&t->party_index, id, &at)) return pool_name(t, lang, id);
    return name_of(lang, id, &t->parties[at].label);
}

// ---- settlements --------------------------------------------------------------------------------

typedef struct SettlementReader {
    App *app;
    const Terms *terms;
    Settlement *s;
    LineView *lines[2];
    ResidueView *residues[2];
    Err *err;
} SettlementReader;

static size_t count_lines(const JsonNode *period) {
    size_t count = 0;
    for (; period; period = period->next) {
        const JsonNode *payments = json_find(period, STR("payments"));
        if (payments && payments->kind == JSON_ARRAY) count += payments->count;
    }
    return count;
}

static bool add_line(SettlementReader *r, const JsonNode *n, size_t period) {
    Arena *a = r->app->arena;
    LineView l = {.period = r->s->periods[period],
                  .period_index = period,
                  .member = remote_member(a, n, "member"),
                  .currency = remote_member(a, n, "currency"),
                  .due = remote_member(a, n, "due")};
    Str id = remote_member(a, n, "id"), from = remote_member(a, n, "from");
    Str to = remote_member(a, n, "to");
    if (!read_amount(n, "amount", &l.amount, r->err)) return false;
    if (dec_is_negative(l.amount)) return remote_strange(r->err, "amount");
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        l.payment = remote_item_name(r->terms, lang, id);
        l.from = remote_side_name(r->terms, lang, from);
        l.to = remote_side_name(r->terms, lang, to);
        r->lines[lang][r->s->line_count] = l;
    }
    r->s->line_count++;
    return true;
}

static bool add_period(SettlementReader *r, const JsonNode *period, size_t index) {
    const JsonNode *n;
    size_t count;
    r->s->periods[index] = remote_member(r->app->arena, period, "period");
    r->s->starts[index] = r->s->line_count;
    if (!remote_items(period, "payments", &n, &count, r->err)) return false;
    for (; n; n = n->next)
        if (!add_line(r, n, index)) return false;
    return true;
}

static bool add_periods(SettlementReader *r, const JsonNode *answer) {
    const JsonNode *n;
    Settlement *s = r->s;
    if (!remote_items(answer, "periods", &n, &s->period_count, r->err)) return false;
    size_t lines = count_lines(n);
    s->periods = ARENA_ARRAY(r->app->arena, Str, s->period_count + 1);
    s->starts = ARENA_ARRAY(r->app->arena, size_t, s->period_count + 1);
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
        s->lines[lang] = r->lines[lang] = ARENA_ARRAY(r->app->arena, LineView, lines + 1);
    for (size_t i = 0; n; n = n->next, i++)
        if (!add_period(r, n, i)) return false;
    s->starts[s->period_count] = s->line_count;
    return true;
}

static bool add_residue(SettlementReader *r, const JsonNode *n) {
    Arena *a = r->app->arena;
    Str pool = remote_member(a, n, "pool"), payment = remote_member(a, n, "payment");
    ResidueView v = {.is_pool = pool.size > 0,
                     .period = remote_member(a, n, "period"),
                     .currency = remote_member(a, n, "currency")};
    if (!read_amount(n, "amount", &v.amount, r->err)) return false;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        v.name =
            pool.size ? pool_name(r->terms, lang, pool) : remote_item_name(r->terms, lang, payment);
        r->residues[lang][r->s->residue_count] = v;
    }
    r->s->residue_count++;
    return true;
}

static bool add_residues(SettlementReader *r, const JsonNode *answer) {
    const JsonNode *n;
    size_t count;
    if (!remote_items(answer, "residues", &n, &count, r->err)) return false;
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++)
        r->s->residues[lang] = r->residues[lang] =
            ARENA_ARRAY(r->app->arena, ResidueView, count + 1);
    for (; n; n = n->next)
        if (!add_residue(r, n)) return false;
    return true;
}

// The text may be a later version than the one that was settled.
static const Agreement *in_version(App *app, const Agreement *g, Str version) {
    Agreement *copy = arena_copy(app->arena, g, sizeof *g);
    Terms *terms = arena_copy(app->arena, g->terms, sizeof *g->terms);
    if (version.size) terms->version = version;
    copy->terms = terms;
    return copy;
}

const Settlement *remote_settlement_read(App *app, const Agreement *g, const JsonNode *answer,
                                         Err *err) {
    Settlement *s = ARENA_NEW(app->arena, Settlement);
    s->app = app;
    s->agreement = in_version(app, g, remote_member(app->arena, answer, "version"));
    SettlementReader r = {.app = app, .terms = s->agreement->terms, .s = s, .err = err};
    return add_periods(&r, answer) && add_residues(&r, answer) ? s : NULL;
}

// ---- balances -----------------------------------------------------------------------------------

const BalanceList *remote_balance_read(App *app, const JsonNode *answer, Err *err) {
    const JsonNode *n;
    BalanceList *l = ARENA_NEW(app->arena, BalanceList);
    size_t count;
    Dec amount;
    if (!remote_items(answer, "balances", &n, &count, err)) return NULL;
    l->items = ARENA_ARRAY(app->arena, BalanceView, count + 1);
    for (; n; n = n->next) {
        if (!read_amount(n, "amount", &amount, err)) return NULL;
        l->items[l->count++] = (BalanceView){remote_member(app->arena, n, "account"),
                                             remote_member(app->arena, n, "currency"),
                                             remote_member(app->arena, n, "amount")};
    }
    return l;
}

// ---- two versions -------------------------------------------------------------------------------

static bool is_true(const JsonNode *object, const char *name) {
    const JsonNode *n = json_find(object, str_from(name));
    return n && n->kind == JSON_TRUE;
}

static Str member_or_absent(Arena *a, const JsonNode *object, const char *name) {
    const JsonNode *n = json_find(object, str_from(name));
    return n && n->kind == JSON_STRING ? remote_printable(a, n->text) : (Str){NULL, 0};
}

static bool read_terms(App *app, const JsonNode *object, const char *name, TermChangeView **ret,
                       size_t *ret_count, Err *err) {
    Arena *a = app->arena;
    const JsonNode *n;
    size_t count;
    if (!remote_items(object, name, &n, &count, err)) return false;
    TermChangeView *views = ARENA_ARRAY(a, TermChangeView, count + 1);
    for (size_t i = 0; n; n = n->next, i++)
        views[i] = (TermChangeView){.section = remote_member(a, n, "section"),
                                    .id = remote_member(a, n, "id"),
                                    .key = remote_member(a, n, "key"),
                                    .before = member_or_absent(a, n, "before"),
                                    .after = member_or_absent(a, n, "after")};
    *ret = views;
    *ret_count = count;
    return true;
}

static bool read_words(App *app, const JsonNode *provision, ProvisionView *v, Err *err) {
    static const char *const KINDS[] = {"same", "out", "in"};
    const JsonNode *n;
    if (!remote_items(provision, "words", &n, &v->word_count, err)) return false;
    v->words = ARENA_ARRAY(app->arena, EditView, v->word_count + 1);
    for (size_t i = 0; n; n = n->next, i++) {
        Str text = {NULL, 0};
        for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS && !text.at; k++) {
            text = member_or_absent(app->arena, n, KINDS[k]);
            v->words[i] = (EditView){KINDS[k], text};
        }
        if (!text.at) return remote_strange(err, "words");
    }
    v->has_words = v->word_count > 0;
    return true;
}

static bool read_provision(App *app, const JsonNode *n, ProvisionView *v, Err *err) {
    Arena *a = app->arena;
    *v = (ProvisionView){.before_id = member_or_absent(a, n, "before"),
                         .after_id = member_or_absent(a, n, "after"),
                         .before_number = remote_member(a, n, "former number"),
                         .heading = remote_member(a, n, "heading"),
                         .is_moved = is_true(n, "moved"),
                         .is_renumbered = is_true(n, "renumbered"),
                         .has_heading = is_true(n, "retitled")};
    if (!read_words(app, n, v, err) || !read_terms(app, n, "terms", &v->terms, &v->term_count, err))
        return false;
    v->has_terms = v->term_count > 0;
    return true;
}

static bool read_provisions(App *app, const JsonNode *change, DiffView *v, Err *err) {
    const JsonNode *n;
    if (!remote_items(change, "provisions", &n, &v->provision_count, err)) return false;
    v->provisions = ARENA_ARRAY(app->arena, ProvisionView, v->provision_count + 1);
    for (size_t i = 0; n; n = n->next, i++)
        if (!read_provision(app, n, &v->provisions[i], err)) return false;
    return true;
}

static bool read_shifts(App *app, const JsonNode *effect, const char *name, ShiftView **ret,
                        size_t *ret_count, Err *err) {
    const JsonNode *n;
    size_t count;
    if (!remote_items(effect, name, &n, &count, err)) return false;
    ShiftView *views = ARENA_ARRAY(app->arena, ShiftView, count + 1);
    for (size_t i = 0; n; n = n->next, i++) {
        ShiftView v = {
            .name = {remote_member(app->arena, n, "id"), remote_member(app->arena, n, "label")},
            .currency = remote_member(app->arena, n, "currency"),
            .has_before = json_find(n, STR("before")) != NULL,
            .has_after = json_find(n, STR("after")) != NULL,
            .before = DEC_ZERO,
            .after = DEC_ZERO};
        if ((v.has_before && !read_amount(n, "before", &v.before, err)) ||
            (v.has_after && !read_amount(n, "after", &v.after, err)))
            return false;
        views[i] = v;
    }
    *ret = views;
    *ret_count = count;
    return true;
}

static NameView side_label(const DiffView *v, Str id) {
    for (size_t i = 0; i < v->side_count; i++)
        if (str_is(v->sides[i].name.id, id)) return v->sides[i].name;
    return (NameView){id, id};
}

static bool read_transfers(App *app, const JsonNode *effect, DiffView *v, Err *err) {
    const JsonNode *n;
    if (!remote_items(effect, "transfers", &n, &v->transfer_count, err)) return false;
    v->transfers = ARENA_ARRAY(app->arena, TransferView, v->transfer_count + 1);
    for (size_t i = 0; n; n = n->next, i++) {
        TransferView *t = &v->transfers[i];
        *t = (TransferView){.from = side_label(v, remote_member(app->arena, n, "from")),
                            .to = side_label(v, remote_member(app->arena, n, "to")),
                            .currency = remote_member(app->arena, n, "currency")};
        if (!read_amount(n, "amount", &t->amount, err)) return false;
    }
    return true;
}

const DiffView *remote_diff_read(App *app, const JsonNode *change, Err *err) {
    DiffView *v = ARENA_NEW(app->arena, DiffView);
    const JsonNode *effect = json_find(change, STR("effect"));
    *v = (DiffView){.before_version = remote_member(app->arena, change, "before"),
                    .after_version = remote_member(app->arena, change, "after"),
                    .has_effect = effect && effect->kind == JSON_OBJECT};
    if (!read_terms(app, change, "front", &v->front, &v->front_count, err) ||
        !read_provisions(app, change, v, err))
        return NULL;
    if (!v->has_effect) return v;
    bool is_read = read_shifts(app, effect, "payments", &v->payments, &v->payment_count, err) &&
                   read_shifts(app, effect, "sides", &v->sides, &v->side_count, err) &&
                   read_transfers(app, effect, v, err);
    return is_read ? v : NULL;
}
