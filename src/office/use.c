// office/use.c - what is published, as files to take along and as JSON for programs
#include "app/ledger.h"
#include "base/json.h"
#include "office/office_int.h"

static bool read_limit(const OfficeCall *c, size_t *ret, Err *err) {
    Str text = office_query(c->request, "limit");
    size_t limit = 0;
    *ret = PORTAL_PAGE;
    if (!text.at) return true;
    for (size_t i = 0; i < text.size && limit <= PORTAL_PAGE; i++)
        limit = text.at[i] >= '0' && text.at[i] <= '9' ? limit * 10 + (size_t)(text.at[i] - '0')
                                                       : PORTAL_PAGE + 1;
    *ret = limit;
    return (text.size && limit && limit <= PORTAL_PAGE) ||
           err_set(err, ERR_INPUT,
                   MSG("\"limit\" must be a number from 1 to {1}",
                       str_fmt(c->arena, "%d", PORTAL_PAGE)),
                   NO_MSG);
}

bool use_list(const OfficeCall *c, Out *out, Err *err) {
    size_t limit;
    if (!read_limit(c, &limit, err)) return false;
    const PortalList *l =
        app_portal_list(c->app, c->portal, office_query(c->request, "after"), limit, err);
    return l && portal_list_json(l, out);
}

bool use_agreement(const OfficeCall *c, Out *out, Err *err) {
    const PortalAgreement *v = app_portal_agreement(c->app, c->portal, c->id, err);
    return v && portal_agreement_json(c->app, v, out);
}

bool use_text(const OfficeCall *c, Out *out, Err *err) {
    Str text;
    return app_portal_text(c->app, c->portal, c->id, &text, err) && out_pass(out, text) &&
           out_end(out);
}

bool use_akn(const OfficeCall *c, Out *out, Err *err) {
    return app_portal_akn(c->app, c->portal, c->id, out, err);
}

static const Settlement *statement_of(const OfficeCall *c, Err *err) {
    return app_statement(c->app, c->portal->db, c->id, office_query(c->request, "period"), err);
}

bool use_statement_page(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = statement_of(c, err);
    return s && settlement_html(c->app, s, out);
}

bool use_statement(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = statement_of(c, err);
    return s && settlement_json(c->app, s, false, out);
}

bool use_statement_csv(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = statement_of(c, err);
    return s && settlement_csv(s, out);
}

bool office_has_key(const OfficeCall *c, Err *err) {
    return c->portal->key ||
           err_set(err, ERR_PEER, MSG("this office has no key with which it signs its log"),
                   MSG("start the server with --log-key"));
}

static bool pass(Out *out, Str text) {
    return out_pass(out, text) && out_end(out);
}

bool use_head(const OfficeCall *c, Out *out, Err *err) {
    Str text, since = office_query(c->request, "since");
    return office_has_key(c, err) &&
           app_log_head(c->app, c->portal->db, since, c->portal->key, &text, err) &&
           pass(out, text);
}

bool use_health(const OfficeCall *c, Out *out, Err *err) {
    int64_t size;
    PortalWatch *w = portal_watch(c->arena, c->portal->db, err);
    if (!w || !portal_watch_size(w, &size, err)) return false;
    buf_add_fmt(&out->buf, "{\"status\":\"ok\",\"records\":%lld}\n", (long long)size);
    return out_end(out);
}

bool use_style(const OfficeCall *c, Out *out, Err *err) {
    (void)c, (void)err;
    return pass(out, str_from(office_style()));
}
