// app/remote.c - one request to an office: its address, its fields, again where no answer came
#include "app/remote_int.h"

#include "base/fetch.h"
#include "base/html.h"

#include <time.h>

enum {
    TRIES = 3,
    PAUSE_MILLISECONDS = 500,
    PAUSE_SECONDS_MOST = 10, // that an office may ask for
    SECONDS = 600,
    SILENT_SECONDS = 60, // a password takes a while, and changes wait in line
    KEY_BYTES = 16,
    WORDS_MOST = 2000, // of what an office says went wrong
};

// ---- the office ---------------------------------------------------------------------------------

static bool address_permit(const FetchAddress *at, Str url, Err *err) {
    return str_is(at->scheme, STR("https")) || at->is_loopback ||
           err_set(
               err, ERR_INPUT,
               MSG("\"{1}\" is not encrypted: whoever is on the way could read and alter it", url),
               MSG("write https://; http:// is for an office on this machine"));
}

static bool token_take(App *app, Remote *r, Str token, Err *err) {
    r->is_given = token.size > 0;
    if (!r->is_given) return remote_token_find(app, r, &r->token, err);
    r->token = str_trim(token);
    return remote_token_is(r->token) || err_set(err, ERR_INPUT, MSG("SOFTLAW_TOKEN holds no token"),
                                                MSG("an office makes one at /account/tokens"));
}

Remote *app_remote_open(App *app, const RemoteOptions *o, Err *err) {
    FetchAddress at;
    Remote *r = ARENA_NEW(app->arena, Remote);
    if (!fetch_address(app->arena, o->url, &at, err) || !address_permit(&at, o->url, err))
        return NULL;
    *r = (Remote){.address = str_fmt(app->arena, "%.*s%.*s", STR_ARG(at.origin), STR_ARG(at.path)),
                  .folder = o->folder,
                  .limit = o->limit ? o->limit : LIMIT_REMOTE_BYTES,
                  .pause_milliseconds =
                      o->pause_milliseconds ? o->pause_milliseconds : PAUSE_MILLISECONDS};
    return token_take(app, r, o->token, err) ? r : NULL;
}

Str app_remote_address(const Remote *r) {
    return r->address;
}

bool app_remote_is_known(const Remote *r) {
    return r->token.size > 0;
}

// ---- what is sent -------------------------------------------------------------------------------

static void add_path(Buf *b, const RemoteCall *call) {
    Str path = str_from(call->path);
    int64_t hole = str_find(path, STR("{id}"), 0);
    buf_add(b, str_part(path, 0, hole < 0 ? path.size : (size_t)hole));
    if (hole < 0) return;
    html_add_url(b, call->id);
    buf_add(b, str_part(path, (size_t)hole + sizeof "{id}" - 1, path.size));
}

static Str url_of(App *app, const Remote *r, const RemoteCall *call) {
    Buf b = {.arena = app->arena};
    char mark = '?';
    buf_add(&b, r->address);
    buf_add_c(&b, "/api/v1");
    add_path(&b, call);
    for (const RemoteField *f = call->fields; f->name && !call->is_post; f++) {
        if (!f->value.size) continue;
        buf_add_fmt(&b, "%c%s=", mark, f->name);
        html_add_url(&b, f->value);
        mark = '&';
    }
    return buf_str(&b);
}

static Str body_of(App *app, const RemoteCall *call) {
    Buf b = {.arena = app->arena};
    buf_add_byte(&b, '{');
    for (const RemoteField *f = call->fields; f->name; f++)
        if (f->value.size) json_add_text(&b, f->name, f->value);
    buf_add_byte(&b, '}');
    return buf_str(&b);
}

static Str key_new(App *app) {
    unsigned char bytes[KEY_BYTES];
    Buf b = {.arena = app->arena};
    sys_random(app->options.sys, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) buf_add_fmt(&b, "%02x", bytes[i]);
    return buf_str(&b);
}

static void add_field(FetchCall *f, Str field) {
    size_t at = 0;
    while (f->fields[at].size) at++;
    f->fields[at] = field;
}

static FetchCall fetch_call_of(App *app, const Remote *r, const RemoteCall *call) {
    FetchCall f = {.url = url_of(app, r, call),
                   .limit = r->limit,
                   .seconds = SECONDS,
                   .silent_seconds = SILENT_SECONDS,
                   .progress = app->options.progress,
                   .progress_self = app->options.progress_self};
    add_field(&f,
              str_fmt(app->arena, "Accept-Language: %.*s", STR_ARG(lang_name(app->options.lang))));
    if (r->token.size)
        add_field(&f, str_fmt(app->arena, "Authorization: Bearer %.*s", STR_ARG(r->token)));
    if (!call->is_post) return f;
    Str key = key_new(app);
    f.method = "POST";
    f.body = body_of(app, call);
    add_field(&f, STR("Content-Type: application/json"));
    add_field(&f, str_fmt(app->arena, "Idempotency-Key: %.*s", STR_ARG(key)));
    return f;
}

// ---- again --------------------------------------------------------------------------------------

// What a proxy or an office answers that could not do it now, or not so much in so short a time.
static bool is_passing(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
}

static void wait_before(const Remote *r, int failed_tries, int told_seconds) {
    int64_t pause = (int64_t)r->pause_milliseconds << (failed_tries - 1);
    int told = told_seconds < PAUSE_SECONDS_MOST ? told_seconds : PAUSE_SECONDS_MOST;
    if (pause < (int64_t)told * 1000) pause = (int64_t)told * 1000;
    struct timespec span = {.tv_sec = (time_t)(pause / 1000), .tv_nsec = pause % 1000 * 1000000};
    nanosleep(&span, NULL);
}

// The same request with the same key.
static bool fetch_patiently(App *app, const Remote *r, const FetchCall *call, int most,
                            FetchReply *ret, Err *err) {
    for (int tries = 1;; tries++) {
        Err why = {.code = ERR_NONE};
        FetchReply reply = {.status = 0};
        bool is_there = fetch(app->arena, call, &reply, &why);
        bool is_passed = is_there ? !is_passing(reply.status) : why.code != ERR_PEER;
        if (is_there && (is_passed || tries == most)) {
            *ret = reply;
            return true;
        }
        if (is_passed || tries == most) {
            if (err && err->code == ERR_NONE) *err = why;
            return false;
        }
        wait_before(r, tries, reply.wait_seconds);
    }
}

// ---- what comes back ----------------------------------------------------------------------------

static const struct {
    int status;
    ErrCode code;
} CODES[] = {
    {400, ERR_INPUT},    {401, ERR_DENIED},   {403, ERR_DENIED}, {404, ERR_NOT_FOUND},
    {409, ERR_CONFLICT}, {422, ERR_CONFLICT}, {413, ERR_LIMIT},  {429, ERR_DENIED},
};

static ErrCode code_of(int status) {
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
        if (CODES[i].status == status) return CODES[i].code;
    return ERR_PEER;
}

static Message hint_of(App *app, const Remote *r, const RemoteCall *call, const FetchReply *reply,
                       Str detail) {
    bool is_login = call->is_once && !r->token.size;
    if (reply->status == 401 && !r->is_given && !is_login)
        return MSG("log in with: softlaw --remote {1} office login", r->address);
    if (detail.size) return MSG("{1}", detail);
    if (reply->wait_seconds)
        return MSG("try again in {1} seconds", str_fmt(app->arena, "%d", reply->wait_seconds));
    if (reply->status / 100 == 3)
        return MSG("name the address at which the office itself answers; nothing was sent there");
    return NO_MSG;
}

// In the office's own words where it has said some.
static bool fail(App *app, const Remote *r, const RemoteCall *call, const FetchReply *reply,
                 Err *err) {
    Str title = {NULL, 0}, detail = {NULL, 0};
    if (str_is(reply->type, STR("application/problem+json")) && utf8_find_fault(reply->body) < 0) {
        const JsonNode *problem = json_parse(app->arena, r->address, reply->body, NULL);
        title = utf8_start(remote_member(app->arena, problem, "title"), WORDS_MOST);
        detail = utf8_start(remote_member(app->arena, problem, "detail"), WORDS_MOST);
    }
    Message said = title.size ? MSG("{1}", title)
                              : MSG("\"{1}\" answers with status {2}", r->address,
                                    str_fmt(app->arena, "%d", reply->status));
    return err_set(err, code_of(reply->status), said, hint_of(app, r, call, reply, detail));
}

static bool is_json(const FetchReply *reply) {
    return str_is(reply->type, STR("application/json"));
}

// Facts with faults are an answer: it lists them.
static bool is_answer(const FetchReply *reply) {
    return reply->status == 200 || reply->status == 201 || (reply->status == 422 && is_json(reply));
}

static bool request(App *app, const Remote *r, const RemoteCall *call, FetchReply *ret, Err *err) {
    FetchCall f = fetch_call_of(app, r, call);
    FetchReply reply;
    if (!fetch_patiently(app, r, &f, call->is_once ? 1 : TRIES, &reply, err)) return false;
    if (!is_answer(&reply)) return fail(app, r, call, &reply, err);
    *ret = reply;
    return true;
}

static bool no_office(const Remote *r, Err *err) {
    return err_set(err, ERR_PEER, MSG("\"{1}\" does not answer as an office does", r->address),
                   MSG("is this the address of a softlaw office?"));
}

bool app_remote_file(App *app, const Remote *r, const RemoteCall *call, Str *ret, Err *err) {
    FetchReply reply;
    if (!request(app, r, call, &reply, err)) return false;
    bool is_wanted = str_is(reply.type, str_from(call->type)) && reply.status != 422;
    if (!is_wanted || utf8_find_fault(reply.body) >= 0) return no_office(r, err);
    *ret = reply.body;
    return true;
}

const JsonNode *app_remote_ask(App *app, const Remote *r, const RemoteCall *call, Str *ret_text,
                               Err *err) {
    FetchReply reply;
    if (!request(app, r, call, &reply, err)) return NULL;
    const JsonNode *answer =
        is_json(&reply) ? json_parse(app->arena, r->address, reply.body, NULL) : NULL;
    if (!answer || answer->kind != JSON_OBJECT) {
        no_office(r, err);
        return NULL;
    }
    if (ret_text) *ret_text = reply.body;
    return answer;
}

// ---- texts of strangers -------------------------------------------------------------------------

// Bytes of a character that moves the cursor, or turns the direction of what stands behind it.
static size_t control_bytes(Str s, size_t at) {
    unsigned char one = (unsigned char)s.at[at];
    unsigned char two = at + 1 < s.size ? (unsigned char)s.at[at + 1] : 0;
    unsigned char three = at + 2 < s.size ? (unsigned char)s.at[at + 2] : 0;
    if ((one < 0x20 && one != '\n' && one != '\t') || one == 0x7f) return 1;
    if (one == 0xc2 && two >= 0x80 && two <= 0x9f) return 2;
    bool turns = one == 0xe2 && ((two == 0x80 && three >= 0xaa && three <= 0xae) ||
                                 (two == 0x81 && three >= 0xa6 && three <= 0xa9));
    return turns ? 3 : 0;
}

Str remote_printable(Arena *a, Str text) {
    Buf b = {.arena = a};
    size_t from = 0;
    for (size_t i = 0; i < text.size;) {
        size_t bytes = control_bytes(text, i);
        if (!bytes) {
            i++;
            continue;
        }
        buf_add(&b, str_part(text, from, i - from));
        buf_add_c(&b, "\xef\xbf\xbd");
        from = i += bytes;
    }
    if (!from) return text;
    buf_add(&b, str_part(text, from, text.size));
    return buf_str(&b);
}

Str remote_member(Arena *a, const JsonNode *object, const char *name) {
    const JsonNode *n = json_find(object, str_from(name));
    if (!n) return STR("");
    switch (n->kind) {
    case JSON_STRING:
    case JSON_NUMBER: return remote_printable(a, n->text);
    case JSON_TRUE: return STR("true");
    case JSON_FALSE: return STR("false");
    case JSON_NULL:
    case JSON_ARRAY:
    case JSON_OBJECT: break;
    }
    return STR("");
}
