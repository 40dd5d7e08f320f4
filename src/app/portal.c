// app/portal.c - what an office publishes, read from its store
#include "app/convert_int.h"
#include "app/portal_int.h"

#include "akn/akn.h"
#include "evidence/evidence.h"

bool app_portal_prepare(App *app, Str db, Err *err) {
    Store *s = ledger_open(app, db, LEDGER_WRITE, err);
    if (s) store_close(s);
    return s != NULL;
}

// ---- has anything changed? ----------------------------------------------------------------------

struct PortalWatch {
    Store *store;
};

PortalWatch *portal_watch(Arena *a, Str db, Err *err) {
    PortalWatch *w = ARENA_NEW(a, PortalWatch);
    w->store = settle_open(a, db, (StoreOptions){.is_read_only = true}, err);
    return w->store ? w : NULL;
}

bool portal_watch_size(PortalWatch *w, int64_t *ret, Err *err) {
    Head head;
    if (!store_head(w->store, &head, err)) return false;
    *ret = head.size;
    return true;
}

// ---- the list -----------------------------------------------------------------------------------

const Agreement *portal_recorded(App *app, Store *s, Str version, Err *err) {
    SourceFile text;
    if (!settle_text(app->arena, s, version, &text, err)) return NULL;
    Findings said = app->findings;
    const Agreement *g = load_agreement_text(app, text.name, text.text);
    app->findings = said;
    return g;
}

static Str names_of(App *app, const Terms *t) {
    Buf b = {.arena = app->arena};
    const char *comma = app->options.lang == LANG_ZH ? "、" : ", ";
    for (size_t i = 0; i < t->party_count; i++) {
        if (i) buf_add_c(&b, comma);
        buf_add(&b, name_of(app->options.lang, t->parties[i].id, &t->parties[i].label).label);
    }
    return buf_str(&b);
}

static Str day_text(Arena *a, int64_t day) {
    enum { OPEN_ENDED = 9999 };
    CivilDate d = civil_from_days(day);
    return d.year == OPEN_ENDED ? STR("") : civil_text(a, d);
}

static PortalRow row_of(App *app, const AgreementInfo *info, const Terms *t) {
    return (PortalRow){.id = info->id,
                       .at = info->at,
                       .version = info->version,
                       .title = name_of(app->options.lang, t->id, &t->title).label,
                       .titles = {name_of(LANG_EN, t->id, &t->title).label,
                                  name_of(LANG_ZH, t->id, &t->title).label},
                       .language = t->language,
                       .parties = names_of(app, t),
                       .first_day = day_text(app->arena, t->from_day),
                       .last_day = day_text(app->arena, t->to_day)};
}

static bool is_settled(App *app, Store *s, Str id, bool *ret, Err *err) {
    Run *runs;
    size_t count;
    *ret = false;
    if (!settle_runs(app->arena, s, id, &runs, &count, err)) return false;
    for (size_t i = 0; i < count; i++) *ret |= !runs[i].corrected_by;
    return true;
}

static bool add_rows(App *app, Store *s, const AgreementInfo *infos, PortalList *l, Err *err) {
    l->items = ARENA_ARRAY(app->arena, PortalRow, l->count + 1);
    for (size_t i = 0; i < l->count; i++) {
        const Agreement *g = portal_recorded(app, s, infos[i].version, err);
        if (!g) return false;
        l->items[i] = row_of(app, &infos[i], g->terms);
        if (!is_settled(app, s, infos[i].id, &l->items[i].is_settled, err)) return false;
    }
    return true;
}

const PortalList *app_portal_list(App *app, const Portal *p, Str after, size_t limit, Err *err) {
    AgreementInfo *infos;
    size_t count;
    PortalList *l = ARENA_NEW(app->arena, PortalList);
    Store *s = ledger_open(app, p->db, LEDGER_READ, err);
    if (!s || !settle_latest(app->arena, s, after, (int64_t)limit + 1, &infos, &count, err))
        return NULL;
    l->count = count < limit ? count : limit;
    l->next = count > limit ? infos[limit - 1].id : STR("");
    return add_rows(app, s, infos, l, err) ? l : NULL;
}

const PortalList *app_portal_news(App *app, const Portal *p, size_t limit, Err *err) {
    AgreementInfo *infos;
    PortalList *l = ARENA_NEW(app->arena, PortalList);
    Store *s = ledger_open(app, p->db, LEDGER_READ, err);
    if (!s || !settle_news(app->arena, s, (int64_t)limit, &infos, &l->count, err)) return NULL;
    return add_rows(app, s, infos, l, err) ? l : NULL;
}

bool portal_list_json(const PortalList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"agreements\":[");
    for (size_t i = 0; i < l->count; i++) {
        const PortalRow *r = &l->items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", r->id);
        json_add_text(b, "version", r->version);
        json_add_text(b, "title", r->title);
        json_add_text(b, "parties", r->parties);
        json_add_text(b, "from", r->first_day);
        json_add_text_or_null(b, "to", r->last_day);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]");
    json_add_text_or_null(b, "next", l->next);
    buf_add_c(b, "}\n");
    return out_end(out);
}

// ---- one agreement ------------------------------------------------------------------------------

bool portal_read(App *app, const Portal *p, Str id, PortalReading *ret, Err *err) {
    *ret = (PortalReading){.app = app, .store = ledger_open(app, p->db, LEDGER_READ, err)};
    if (!ret->store || !settle_latest_of(app->arena, ret->store, id, &ret->info, err)) return false;
    ret->agreement = portal_recorded(app, ret->store, ret->info.version, err);
    return ret->agreement != NULL;
}

static Str terms_of(Arena *a, const Provision *v) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < v->piece_count; i++)
        if (v->pieces[i].kind == TEXT_TERMS) buf_add(&b, v->pieces[i].source);
    return buf_str(&b);
}

PortalProvision *provisions_of(App *app, const Document *d, size_t *ret_count) {
    PortalProvision *list = ARENA_ARRAY(app->arena, PortalProvision, d->provision_count + 1);
    *ret_count = 0;
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *v = &d->provisions[i];
        if (!v->level && !v->piece_count) continue;
        list[(*ret_count)++] =
            (PortalProvision){v->id, v->heading, text_html(app->arena, v), terms_of(app->arena, v)};
    }
    return list;
}

static bool add_signatures(const PortalReading *r, PortalAgreement *ret, Err *err) {
    Signature *list;
    EvidenceStatement of = {r->info.id, r->info.version};
    Arena *a = r->app->arena;
    if (!evidence_signatures(a, r->store, of, &list, &ret->signature_count, err)) return false;
    ret->signatures = ARENA_ARRAY(a, PortalSignature, ret->signature_count + 1);
    for (size_t i = 0; i < ret->signature_count; i++)
        ret->signatures[i] = (PortalSignature){list[i].signer, list[i].seq};
    return true;
}

static bool add_periods(const PortalReading *r, PortalAgreement *ret, Err *err) {
    Run *runs;
    size_t count;
    if (!settle_runs(r->app->arena, r->store, r->info.id, &runs, &count, err)) return false;
    ret->periods = ARENA_ARRAY(r->app->arena, Str, count + 1);
    for (size_t i = 0; i < count; i++)
        if (!runs[i].corrected_by) ret->periods[ret->period_count++] = runs[i].period;
    return true;
}

static bool count_versions(const PortalReading *r, PortalAgreement *ret, Err *err) {
    AgreementAt *list;
    return settle_versions(r->app->arena, r->store, r->info.id, &list, &ret->version_count, err);
}

const PortalAgreement *app_portal_agreement(App *app, const Portal *p, Str id, Err *err) {
    PortalReading r;
    PortalAgreement *v = ARENA_NEW(app->arena, PortalAgreement);
    if (!portal_read(app, p, id, &r, err)) return NULL;
    v->version = r.info.version;
    v->at = r.info.at;
    v->language = r.agreement->terms->language;
    v->view = show_agreement(app, r.agreement);
    v->duties = app_duties(app, r.agreement);
    v->provisions = provisions_of(app, r.agreement->document, &v->provision_count);
    return add_signatures(&r, v, err) && add_periods(&r, v, err) && count_versions(&r, v, err)
               ? v
               : NULL;
}

static void add_list(Buf *b, const char *name, const Str *items, size_t count) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, items[i]);
    }
    buf_add_byte(b, ']');
}

bool portal_agreement_json(App *app, const PortalAgreement *v, Out *out) {
    Buf *b = &out->buf;
    Str *signers = ARENA_ARRAY(app->arena, Str, v->signature_count + 1);
    for (size_t i = 0; i < v->signature_count; i++) signers[i] = v->signatures[i].signer;
    buf_add_byte(b, '{');
    json_add_text(b, "sha256", v->version);
    json_add_text(b, "recorded", v->at);
    add_list(b, "signed by", signers, v->signature_count);
    add_list(b, "settled", v->periods, v->period_count);
    json_add_name(b, "duties");
    duties_json(v->duties, b);
    json_add_name(b, "agreement");
    return agreement_json(app, v->view, out) && (buf_add_c(b, "}\n"), out_end(out));
}

// ---- its text -----------------------------------------------------------------------------------

bool app_portal_text(App *app, const Portal *p, Str id, Str *ret, Err *err) {
    AgreementInfo info;
    SourceFile text;
    Store *s = ledger_open(app, p->db, LEDGER_READ, err);
    if (!s || !settle_latest_of(app->arena, s, id, &info, err) ||
        !settle_text(app->arena, s, info.version, &text, err))
        return false;
    *ret = text.text;
    return true;
}

bool app_portal_akn(App *app, const Portal *p, Str id, Out *out, Err *err) {
    PortalReading r;
    Findings said = {.arena = app->arena};
    if (!portal_read(app, p, id, &r, err)) return false;
    if (!akn_from_text(app->arena, r.agreement->terms, &out->buf, &said))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" could not be converted", id), NO_MSG);
    return out_end(out);
}
