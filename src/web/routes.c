// web/routes.c - what is answered: the one table of routes, and failures as problems (RFC 9457)
#include "base/json.h"
#include "web/web_int.h"

// ---- use cases ----------------------------------------------------------------------------------

static bool use_open(App *app, const DmnEdit *e, const WebRequest *r, Out *out, Err *err) {
    (void)r;
    return app_dmn_edit_open(app, e, out, err);
}

static bool use_texts(App *app, const DmnEdit *e, const WebRequest *r, Out *out, Err *err) {
    (void)app, (void)e, (void)err;
    texts_json(&out->buf, r->lang);
    return out_end(out);
}

static Str member(const JsonNode *object, const char *name) {
    const JsonNode *n = json_find(object, str_from(name));
    return n && n->kind == JSON_STRING ? n->text : (Str){NULL, 0};
}

// The state of the edit, which the browser sends along.
static bool read_draft(Arena *a, const WebRequest *r, DmnDraft *ret, Str *ret_inputs, Err *err) {
    const JsonNode *o = json_parse(a, STR("request"), r->body, err);
    if (!o) return false;
    *ret = (DmnDraft){member(o, "source"), member(o, "baseline"), member(o, "edited"),
                      member(o, "saved")};
    *ret_inputs = member(o, "inputs");
    bool is_whole = ret->source.at && ret->baseline.at && ret->edited.at && ret->saved.at;
    return is_whole ||
           err_set(err, ERR_INPUT, MSG("the request does not say what is edited"), NO_MSG);
}

static bool use_check(App *app, const DmnEdit *e, const WebRequest *r, Out *out, Err *err) {
    DmnDraft d;
    Str inputs;
    return read_draft(out->buf.arena, r, &d, &inputs, err) &&
           app_dmn_edit_check(app, e, &d, out, err);
}

static bool use_try(App *app, const DmnEdit *e, const WebRequest *r, Out *out, Err *err) {
    DmnDraft d;
    Str inputs;
    return read_draft(out->buf.arena, r, &d, &inputs, err) &&
           app_dmn_edit_try(app, e, &d, inputs, out, err);
}

static bool use_save(App *app, const DmnEdit *e, const WebRequest *r, Out *out, Err *err) {
    DmnDraft d;
    Str inputs;
    return read_draft(out->buf.arena, r, &d, &inputs, err) &&
           app_dmn_edit_save(app, e, &d, out, err);
}

const WebRoute web_routes[] = {
    {"GET", "model", use_open},   // the file, as the editor takes it
    {"GET", "texts", use_texts},  // the words of the page
    {"POST", "check", use_check}, // findings
    {"POST", "try", use_try},     // values, fired rules, reasons
    {"POST", "save", use_save},   // write the file
};
const size_t web_route_count = sizeof web_routes / sizeof *web_routes;

static const WebRoute asset_route = {"GET", "", NULL};

const WebRoute *route_find(Str method, Str name, WebStatus *ret_status) {
    const WebRoute *found = NULL;
    Str text;
    const char *type;
    if (asset_find(name, &text, &type)) found = &asset_route;
    for (size_t i = 0; i < web_route_count && !found; i++)
        if (str_is(name, str_from(web_routes[i].name))) found = &web_routes[i];
    bool is_allowed = found && str_is(method, str_from(found->method));
    *ret_status = !found ? WEB_NOT_FOUND : !is_allowed ? WEB_WRONG_METHOD : WEB_OK;
    return is_allowed ? found : NULL;
}

// ---- failures -----------------------------------------------------------------------------------

static const struct {
    ErrCode code;
    WebStatus status;
} statuses[] = {
    {ERR_INPUT, WEB_UNPROCESSABLE}, {ERR_NOT_FOUND, WEB_NOT_FOUND}, {ERR_DENIED, WEB_FORBIDDEN},
    {ERR_CONFLICT, WEB_CONFLICT},   {ERR_LIMIT, WEB_TOO_LARGE},
};

static WebStatus status_of(ErrCode code) {
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        if (statuses[i].code == code) return statuses[i].status;
    return WEB_FAILED;
}

static WebAnswer problem(Arena *a, Lang lang, WebStatus status, Message title, Message hint) {
    Buf b = {.arena = a};
    buf_add_fmt(&b, "{\"status\":%d,\"title\":", status);
    json_add_string(&b, lang_render(a, lang, title));
    if (hint.text) {
        buf_add_c(&b, ",\"detail\":");
        json_add_string(&b, lang_render(a, lang, hint));
    }
    buf_add_c(&b, "}\n");
    return (WebAnswer){status, "application/problem+json", buf_str(&b), false};
}

// ---- answers ------------------------------------------------------------------------------------

static bool collect(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

static WebAnswer run(Arena *a, const DmnEditSession *session, const WebRoute *route,
                     const WebRequest *r) {
    Err err = {.code = ERR_NONE};
    Buf body = {.arena = a};
    Out out = {.buf = {.arena = a}, .write = collect, .self = &body, .err = &err};
    AppOptions options = {.sys = session->options.sys, .lang = r->lang};
    if (!route->use(app_new(a, options), &session->edit, r, &out, &err))
        return problem(a, r->lang, status_of(err.code), err.message, err.hint);
    return (WebAnswer){WEB_OK, "application/json", buf_str(&body), false};
}

WebAnswer route_answer(Arena *a, const DmnEditSession *session, const WebSite *site,
                       const WebRequest *r) {
    WebStatus status;
    WebAnswer answer = {.status = WEB_OK, .is_lasting = true};
    Str name = request_name(site, r->path);
    const WebRoute *route = name.at ? route_find(r->method, name, &status) : NULL;
    if (!name.at) status = WEB_NOT_FOUND;
    if (!route) return problem(a, r->lang, status, MSG("there is nothing at this address"), NO_MSG);
    if (route->use) return run(a, session, route, r);
    asset_find(name, &answer.body, &answer.type);
    return answer;
}
