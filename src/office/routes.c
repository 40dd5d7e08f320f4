// office/routes.c - what is answered: the one table of routes, and failures as problems (RFC 9457)
#include "app/ledger.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

// ---- use cases ----------------------------------------------------------------------------------

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

static bool use_list(const OfficeCall *c, Out *out, Err *err) {
    size_t limit;
    if (!read_limit(c, &limit, err)) return false;
    const PortalList *l =
        app_portal_list(c->app, c->portal, office_query(c->request, "after"), limit, err);
    return l && portal_list_json(l, out);
}

static bool use_agreement(const OfficeCall *c, Out *out, Err *err) {
    const PortalAgreement *v = app_portal_agreement(c->app, c->portal, c->id, err);
    return v && portal_agreement_json(c->app, v, out);
}

static bool use_text(const OfficeCall *c, Out *out, Err *err) {
    Str text;
    return app_portal_text(c->app, c->portal, c->id, &text, err) && out_pass(out, text) &&
           out_end(out);
}

static bool use_akn(const OfficeCall *c, Out *out, Err *err) {
    return app_portal_akn(c->app, c->portal, c->id, out, err);
}

static const Settlement *statement_of(const OfficeCall *c, Err *err) {
    return app_statement(c->app, c->portal->db, c->id, office_query(c->request, "period"), err);
}

static bool use_statement_page(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = statement_of(c, err);
    return s && settlement_html(c->app, s, out);
}

static bool use_statement(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = statement_of(c, err);
    return s && settlement_json(c->app, s, false, out);
}

static bool use_statement_csv(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = statement_of(c, err);
    return s && settlement_csv(s, out);
}

static bool has_key(const OfficeCall *c, Err *err) {
    return c->portal->key ||
           err_set(err, ERR_PEER, MSG("this office has no key with which it signs its log"),
                   MSG("start the server with --log-key"));
}

static bool pass(Out *out, Str text) {
    return out_pass(out, text) && out_end(out);
}

static bool use_evidence(const OfficeCall *c, Out *out, Err *err) {
    Str text;
    EvidenceRequest r = {.db = c->portal->db, .agreement = c->id, .key = c->portal->key};
    return has_key(c, err) && app_evidence(c->app, &r, &text, err) && pass(out, text);
}

static bool use_head(const OfficeCall *c, Out *out, Err *err) {
    Str text, since = office_query(c->request, "since");
    return has_key(c, err) &&
           app_log_head(c->app, c->portal->db, since, c->portal->key, &text, err) &&
           pass(out, text);
}

static bool use_health(const OfficeCall *c, Out *out, Err *err) {
    int64_t size;
    PortalWatch *w = portal_watch(c->arena, c->portal->db, err);
    if (!w || !portal_watch_size(w, &size, err)) return false;
    buf_add_fmt(&out->buf, "{\"status\":\"ok\",\"records\":%lld}\n", (long long)size);
    return out_end(out);
}

static bool use_style(const OfficeCall *c, Out *out, Err *err) {
    (void)c, (void)err;
    return pass(out, str_from(office_style()));
}

// ---- the table ----------------------------------------------------------------------------------

#define HTML_TYPE "text/html; charset=utf-8"
#define JSON_TYPE "application/json"
#define TEXT_SCHEMA "{\"type\":\"string\"}"
#define AFTER                                                                                      \
    { "after", TEXT_SCHEMA, "the id behind which the list goes on" }
#define LIMIT                                                                                      \
    { "limit", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}", "how many at most" }
#define PERIOD                                                                                     \
    { "period", TEXT_SCHEMA, "only this period, for example 2021 or 2021-05" }

const OfficeRoute office_routes[] = {
    // for people
    {"GET", "/", HTML_TYPE, page_use_list, "the agreements that are published", {AFTER}, 0, 0, 0},
    {"GET", "/agreements/{id}", HTML_TYPE, page_use_agreement, "an agreement", {{0}}, 0, 0, 0},
    {"GET",
     "/agreements/{id}/statement",
     HTML_TYPE,
     use_statement_page,
     "what is paid under an agreement",
     {PERIOD},
     0,
     0,
     1},
    {"GET",
     "/feed",
     "application/atom+xml; charset=utf-8",
     feed_use,
     "agreements as a feed (RFC 4287)",
     {{0}},
     0,
     0,
     0},
    {"GET",
     "/style.css",
     "text/css; charset=utf-8",
     use_style,
     "how the pages look",
     {{0}},
     0,
     0,
     0},
    // to take along
    {"GET",
     "/agreements/{id}/text",
     "text/markdown; charset=utf-8",
     use_text,
     "its text as it was recorded",
     {{0}},
     0,
     0,
     0},
    {"GET",
     "/agreements/{id}/akn",
     "application/akn+xml; charset=utf-8",
     use_akn,
     "its text as Akoma Ntoso",
     {{0}},
     0,
     0,
     0},
    {"GET",
     "/agreements/{id}/statement.csv",
     "text/csv; charset=utf-8",
     use_statement_csv,
     "its payments for a spreadsheet",
     {PERIOD},
     0,
     0,
     0},
    {"GET",
     "/agreements/{id}/evidence",
     JSON_TYPE,
     use_evidence,
     "its text and signatures as evidence (softlaw verify)",
     {{0}},
     0,
     0,
     0},
    // for programs
    {"GET",
     "/api/v1/agreements",
     JSON_TYPE,
     use_list,
     "the agreements that are published",
     {AFTER, LIMIT},
     "{\"type\":\"object\",\"required\":[\"agreements\",\"next\"],\"properties\":{\"agreements\":{"
     "\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\",\"version\",\"title\"]"
     "}},\"next\":{\"type\":[\"string\",\"null\"]}}}",
     0,
     0},
    {"GET",
     "/api/v1/agreements/{id}",
     JSON_TYPE,
     use_agreement,
     "an agreement",
     {{0}},
     "{\"type\":\"object\",\"required\":[\"sha256\",\"recorded\",\"signed by\",\"settled\","
     "\"agreement\"]}",
     0,
     0},
    {"GET",
     "/api/v1/agreements/{id}/statement",
     JSON_TYPE,
     use_statement,
     "what is paid under an agreement",
     {PERIOD},
     "{\"type\":\"object\",\"required\":[\"agreement\",\"version\",\"periods\"]}",
     0,
     0},
    {"GET",
     "/api/v1/agreements/{id}/evidence",
     JSON_TYPE,
     use_evidence,
     "its text and signatures as evidence (softlaw verify)",
     {{0}},
     "{\"type\":\"object\",\"required\":[\"softlaw\",\"checkpoint\",\"records\"]}",
     0,
     0},
    {"GET",
     "/api/v1/log/head",
     "text/plain; charset=utf-8",
     use_head,
     "the signed head of the log, for witnesses (C2SP tlog-witness)",
     {{"since", "{\"type\":\"integer\",\"minimum\":0}", "how many records the witness has seen"}},
     0,
     0,
     0},
    {"GET",
     "/api/v1/openapi.json",
     JSON_TYPE,
     openapi_use,
     "this description",
     {{0}},
     "{\"type\":\"object\",\"required\":[\"openapi\",\"paths\"]}",
     0,
     0},
    // for whoever runs it
    {"GET", "/health", JSON_TYPE, use_health, "does the server work?", {{0}}, 0, 1, 0},
};
const size_t office_route_count = sizeof office_routes / sizeof *office_routes;

// ---- finding ------------------------------------------------------------------------------------

// Segment by segment; {id} stands for one that is not empty.
static bool matches(const char *pattern, Str path, Str *ret_id) {
    Str want = str_from(pattern), is, expected;
    while (str_next(&want, '/', &expected)) {
        if (!str_next(&path, '/', &is)) return false;
        if (str_is(expected, STR("{id}")) && is.size)
            *ret_id = is;
        else if (!str_is(expected, is))
            return false;
    }
    return !path.at;
}

const OfficeRoute *office_find(Str method, Str path, Str *ret_id, OfficeStatus *ret_status) {
    *ret_status = OFFICE_NOT_FOUND;
    *ret_id = STR("");
    if (str_is(method, STR("HEAD"))) method = STR("GET");
    for (size_t i = 0; i < office_route_count; i++) {
        if (!matches(office_routes[i].path, path, ret_id)) continue;
        *ret_status = OFFICE_WRONG_METHOD;
        if (!str_is(method, str_from(office_routes[i].method))) continue;
        *ret_status = OFFICE_OK;
        return &office_routes[i];
    }
    return NULL;
}

// ---- failures -----------------------------------------------------------------------------------

static const struct {
    ErrCode code;
    OfficeStatus status;
} STATUSES[] = {
    {ERR_INPUT, OFFICE_BAD_REQUEST}, {ERR_NOT_FOUND, OFFICE_NOT_FOUND},
    {ERR_DENIED, OFFICE_FORBIDDEN},  {ERR_CONFLICT, OFFICE_CONFLICT},
    {ERR_LIMIT, OFFICE_TOO_LARGE},   {ERR_PEER, OFFICE_UNAVAILABLE},
};

static OfficeStatus status_of(ErrCode code) {
    for (size_t i = 0; i < sizeof STATUSES / sizeof *STATUSES; i++)
        if (STATUSES[i].code == code) return STATUSES[i].status;
    return OFFICE_FAILED;
}

static void add_problem(Buf *b, OfficeStatus status, Str title, Str hint) {
    buf_add_fmt(b, "{\"type\":\"about:blank\",\"status\":%d", status);
    json_add_text(b, "title", title);
    if (hint.size) json_add_text(b, "detail", hint);
    buf_add_c(b, "}\n");
}

OfficeAnswer office_problem(Arena *a, const OfficeRequest *r, OfficeStatus status, Message title,
                            Message hint) {
    Buf b = {.arena = a};
    Str said = lang_render(a, r->lang, title);
    Str more = hint.text ? lang_render(a, r->lang, hint) : STR("");
    if (str_starts_with(r->path, STR("/api/"))) {
        add_problem(&b, status, said, more);
        return (OfficeAnswer){status, "application/problem+json", buf_str(&b), false};
    }
    page_problem_write(&b, r, said, more);
    return (OfficeAnswer){status, HTML_TYPE, buf_str(&b), false};
}

// ---- running ------------------------------------------------------------------------------------

static bool collect(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

// What the machine says of its disk is for the log, not for strangers.
static OfficeAnswer failed(Arena *a, const OfficeRequest *r, const Err *err) {
    OfficeStatus status = status_of(err->code);
    if (status == OFFICE_FAILED)
        return office_problem(a, r, status, MSG("the office could not do this"),
                              MSG("try again later; if it stays so, tell whoever runs the office"));
    return office_problem(a, r, status, err->message, err->hint);
}

OfficeAnswer office_run(Arena *a, const OfficeOptions *o, const OfficeRoute *route,
                        const OfficeRequest *r, Str id) {
    Err err = {.code = ERR_NONE};
    Buf body = {.arena = a};
    Out out = {.buf = {.arena = a}, .write = collect, .self = &body, .err = &err};
    AppOptions options = {.sys = o->options.sys, .lang = r->lang};
    OfficeCall c = {app_new(a, options), a, &o->portal, r, id};
    if (r->has_body)
        return office_problem(a, r, OFFICE_BAD_REQUEST, MSG("this address takes no body"), NO_MSG);
    if (!route->use(&c, &out, &err)) return failed(a, r, &err);
    return (OfficeAnswer){OFFICE_OK, route->type, buf_str(&body), route->has_own_style};
}
