// office/answer.c - one request becomes one answer; failures as problems (RFC 9457) or pages
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

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
    OfficeAnswer answer = {.status = status, .type = "text/html; charset=utf-8"};
    Str said = lang_render(a, r->lang, title);
    Str more = hint.text ? lang_render(a, r->lang, hint) : STR("");
    if (office_is_api(r->path)) {
        answer.type = "application/problem+json";
        add_problem(&b, status, said, more);
    } else {
        page_problem_write(&b, r, said, more);
    }
    answer.body = buf_str(&b);
    return answer;
}

// What the machine says of its disk is for the log, not for strangers.
static OfficeAnswer failed(Arena *a, const OfficeRequest *r, OfficeStatus status, const Err *err) {
    if (!status) status = status_of(err->code);
    if (status == OFFICE_FAILED)
        return office_problem(a, r, status, MSG("the office could not do this"),
                              MSG("try again later; if it stays so, tell whoever runs the office"));
    return office_problem(a, r, status, err->message, err->hint);
}

// ---- leading a browser on -----------------------------------------------------------------------

static OfficeAnswer lead(Arena *a, const OfficeEffects *effects) {
    (void)a;
    return (OfficeAnswer){.status = OFFICE_SEE_OTHER, .effects = *effects};
}

// To the page that was wanted, by way of logging in.
static OfficeAnswer lead_to_login(Arena *a, const OfficeRequest *r) {
    Buf b = {.arena = a};
    bool is_page = str_is(r->method, STR("GET"));
    buf_add_c(&b, "/login?next=");
    html_add_url(&b, is_page ? r->path : STR("/account"));
    buf_add_fmt(&b, "&lang=%s", r->lang == LANG_ZH ? "zh" : "en");
    return lead(a, &(OfficeEffects){.go = buf_str(&b)});
}

static OfficeAnswer refused(const OfficeCall *c, OfficeStatus status, const Err *err) {
    const OfficeRequest *r = c->request;
    if (status == OFFICE_WHO && !office_is_api(r->path)) return lead_to_login(c->arena, r);
    return failed(c->arena, r, status, err);
}

// ---- running ------------------------------------------------------------------------------------

static bool collect(void *self, Str text, Err *err) {
    (void)err;
    buf_add(self, text);
    return true;
}

static OfficeAnswer use(const OfficeCall *c, const OfficeRoute *route) {
    Err err = {.code = ERR_NONE};
    Buf body = {.arena = c->arena};
    Out out = {.buf = {.arena = c->arena}, .write = collect, .self = &body, .err = &err};
    if (!route->type && !office_form_check(route, c->request, &err))
        return failed(c->arena, c->request, 0, &err);
    if (!route->use(c, &out, &err)) {
        OfficeAnswer a = failed(c->arena, c->request, c->effects->status, &err);
        a.effects.wait = c->effects->wait;
        return a;
    }
    if (!route->type && !office_is_api(c->request->path) && c->effects->go.size)
        return lead(c->arena, c->effects);
    OfficeAnswer a = {.status = c->effects->status ? c->effects->status : OFFICE_OK,
                      .type = route->type,
                      .body = buf_str(&body),
                      .policy = route->policy,
                      .is_private = route->act || !route->type || route->is_unkept,
                      .effects = *c->effects};
    if (!a.type)
        a.type = office_is_api(c->request->path) ? "application/json" : "text/html; charset=utf-8";
    return a;
}

// ---- requests that are sent again ---------------------------------------------------------------

static Str key_of(const OfficeCall *c, const OfficeRoute *route) {
    Str key = office_header(c->request, "idempotency-key");
    return !route->type && c->who ? key : (Str){NULL, 0};
}

// Passwords and codes are not kept, not even hashed: they could be guessed from that.
static Str whole_request(const OfficeCall *c, const OfficeRoute *route) {
    Buf b = {.arena = c->arena};
    buf_add(&b, c->request->path);
    buf_add_byte(&b, '\n');
    if (!route->tells_secret) buf_add(&b, c->request->body);
    return buf_str(&b);
}

static OfficeAnswer told_once(const OfficeCall *c) {
    return office_problem(c->arena, c->request, OFFICE_CONFLICT,
                          MSG("this was done already, and what it told was told once"),
                          MSG("look at what there is; to do it anew, choose another key"));
}

static OfficeAnswer answer_of(const OfficeCall *c, const KeptReply *r) {
    bool is_api = office_is_api(c->request->path);
    OfficeAnswer a = {.status = (OfficeStatus)r->status,
                      .type = r->status < OFFICE_BAD_REQUEST ? "application/json"
                                                             : "application/problem+json",
                      .body = r->body,
                      .is_private = true};
    if (is_api || !r->go.size) return a;
    return lead(c->arena, &(OfficeEffects){.go = r->go});
}

// What is refused may be tried again; what the disk refused must be.
static bool is_final(const OfficeAnswer *a) {
    return a->status < OFFICE_BAD_REQUEST || a->status == OFFICE_UNPROCESSABLE ||
           a->status == OFFICE_CONFLICT;
}

static OfficeAnswer use_once(const OfficeCall *c, const OfficeRoute *route, Str key) {
    Err err = {.code = ERR_NONE};
    KeptReply reply;
    bool is_found;
    Str whole = whole_request(c, route), person = c->who->person;
    if (!app_reply_find(c->app, c->people, person, key, whole, &reply, &is_found, &err))
        return failed(c->arena, c->request, 0, &err);
    if (is_found) return route->tells_secret ? told_once(c) : answer_of(c, &reply);
    OfficeAnswer a = use(c, route);
    reply = (KeptReply){a.status, a.effects.go, route->tells_secret ? STR("") : a.body};
    if (is_final(&a) && !app_reply_keep(c->app, c->people, person, key, whole, &reply, &err))
        return failed(c->arena, c->request, 0, &err);
    return a;
}

// Pages tell times as their reader has them, with the zone; programs are told UTC.
static void tell_times(const OfficeCall *c) {
    Str zone = STR("");
    if (office_is_api(c->request->path)) return;
    if (c->who) app_zone(c->app, c->people, c->who, &zone, NULL);
    app_set_zone(c->app, zone.size ? zone : STR("UTC"));
}

// ---- the whole way ------------------------------------------------------------------------------

// A person, or the address of who is not known.
static Str asker(const OfficeCall *c) {
    return c->who ? c->who->person : c->request->address;
}

static OfficeAnswer wait_for_turn(const OfficeCall *c, int seconds) {
    OfficeAnswer a =
        office_problem(c->arena, c->request, OFFICE_TOO_MANY,
                       MSG("you have asked for much in a short time: wait a moment"), NO_MSG);
    a.effects.wait = seconds;
    return a;
}

static OfficeAnswer run(OfficeCall *c, Shares *shares, const OfficeRoute *route) {
    Err err = {.code = ERR_NONE};
    OfficeActor actor = {.is_known = false};
    const OfficeRequest *r = c->request;
    bool is_for_all = route->type && !route->act;
    if (route->type && r->body.size)
        return office_problem(c->arena, r, OFFICE_BAD_REQUEST, MSG("this address takes no body"),
                              NO_MSG);
    if (!is_for_all && !c->people)
        return office_problem(c->arena, r, OFFICE_NOT_FOUND, MSG("this office has no accounts"),
                              MSG("whoever runs it makes the first one with: softlaw init"));
    bool is_actor = is_for_all || office_actor(c->app, c->people, r, &actor, &err);
    c->token = actor.token;
    actor.who.address = r->address;
    if (actor.is_known) c->who = arena_copy(c->arena, &actor.who, sizeof actor.who);
    int wait = route->is_always ? 0 : shares_wait(shares, asker(c), sys_steady());
    if (wait) return wait_for_turn(c, wait);
    if (!is_actor) return failed(c->arena, r, err.code == ERR_DENIED ? OFFICE_WHO : 0, &err);
    tell_times(c);
    OfficeStatus status = office_permit(c, route, &actor, &err);
    if (status == OFFICE_OK) status = watch_permit(c, route, &err);
    if (status != OFFICE_OK) return refused(c, status, &err);
    Str key = key_of(c, route);
    return key.at ? use_once(c, route, key) : use(c, route);
}

OfficeAnswer office_run(Arena *a, const OfficeOptions *o, Shares *shares, OpenPeople *people,
                        const OfficeRoute *route, const OfficeRequest *r, Str id) {
    int64_t begun = sys_thread_time();
    OfficeEffects effects = {.go = STR("")};
    AppOptions options = o->options;
    options.lang = r->lang;
    OfficeCall c = {.app = app_new(a, options),
                    .arena = a,
                    .portal = &o->portal,
                    .people = people,
                    .providers = o->providers,
                    .request = r,
                    .policy = route->policy,
                    .id = id,
                    .effects = &effects};
    OfficeAnswer answer = run(&c, shares, route);
    shares_charge(shares, asker(&c), sys_thread_time() - begun, sys_steady());
    return answer;
}
