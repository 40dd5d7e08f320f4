// office/passkeys.c - passkeys: added and ended, and logging in by one
//
// A browser's script asks for a question, hands it to the authenticator, and sends what comes back.
// Without a script nobody has a passkey; the pages say so.
#include "app/passkey.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct PasskeyRow {
    const PasskeyView *view;
    Str number, kept;
} PasskeyRow;

typedef struct PasskeysPage {
    Heading heading;
    PasskeyRow *rows;
    size_t count;
    Str unfit; // why browsers have none of this office; absent: they may
} PasskeysPage;

#include "office/layout.html.h"

#include "office/passkeys.html.h"

// ---- where --------------------------------------------------------------------------------------

// Browsers have passkeys for a name only: an office that serves this machine alone, at an address
// in numbers, has the name that each machine gives itself.
static Str origin_of(Arena *a, const OfficeRequest *r) {
    static const Str HERE = {"http://127.0.0.1", 16}, SCHEME = {"http://", 7};
    if (!str_starts_with(r->origin, HERE)) return r->origin;
    Str port = str_part(r->origin, HERE.size, r->origin.size);
    Str named = str_fmt(a, "http://localhost%.*s", STR_ARG(port));
    bool is_named = str_is(str_part(named, SCHEME.size, named.size), office_header(r, "host"));
    return is_named ? named : r->origin;
}

Str page_unfit(const Page *p) {
    Err why = {.code = ERR_NONE};
    if (app_passkey_site(origin_of(p->arena, p->request), &why)) return STR("");
    Str message = lang_render(p->arena, p->lang, why.message);
    return str_fmt(p->arena, "%.*s: %.*s", STR_ARG(message),
                   STR_ARG(lang_render(p->arena, p->lang, why.hint)));
}

bool page_has_passkeys(const Page *p) {
    return !page_unfit(p).size;
}

// ---- questions ----------------------------------------------------------------------------------

static void add_ids(Buf *b, const PasskeyAsk *ask) {
    json_add_name(b, "ids");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < ask->id_count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, ask->ids[i]);
    }
    buf_add_byte(b, ']');
}

static bool write_ask(const PasskeyAsk *ask, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "challenge", ask->challenge);
    json_add_text(b, "site", ask->site);
    json_add_text(b, "user", ask->user);
    json_add_text(b, "user name", ask->user_name);
    add_ids(b, ask);
    buf_add_c(b, "}\n");
    return out_end(out);
}

bool use_passkey_add_begin(const OfficeCall *c, Out *out, Err *err) {
    PasskeyAsk ask;
    return app_passkey_add_begin(c->app, c->people, c->token, origin_of(c->arena, c->request), &ask,
                                 err) &&
           write_ask(&ask, out);
}

bool use_passkey_login_begin(const OfficeCall *c, Out *out, Err *err) {
    PasskeyAsk ask;
    if (!app_passkey_login_begin(c->app, c->people, c->request->cookie, c->request->address,
                                 origin_of(c->arena, c->request), &ask, err))
        return false;
    c->effects->sets_cookie = !str_is(ask.token, c->request->cookie);
    c->effects->cookie = ask.token;
    return write_ask(&ask, out);
}

// ---- answers ------------------------------------------------------------------------------------

bool use_passkey_add(const OfficeCall *c, Out *out, Err *err) {
    enum { CODES = 10 };
    Str codes[CODES];
    size_t code_count;
    int64_t number;
    Buf *b = &out->buf;
    PasskeyMade made = {office_field(c, "name"), office_field(c, "client_data"),
                        office_field(c, "attestation")};
    if (!app_passkey_add_finish(c->app, c->people, c->token, origin_of(c->arena, c->request), &made,
                                &number, codes, &code_count, err))
        return false;
    buf_add_c(b, "{\"outcome\":\"done\"");
    json_add_int(b, "number", number);
    json_add_name(b, "codes");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < code_count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, codes[i]);
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

bool use_passkey_login(const OfficeCall *c, Out *out, Err *err) {
    LoginView v = {.outcome = ""};
    PasskeyGiven given = {office_field(c, "id"), office_field(c, "user"),
                          office_field(c, "client_data"), office_field(c, "authenticator_data"),
                          office_field(c, "signature")};
    return app_passkey_login_finish(c->app, c->people, c->request->cookie, c->request->address,
                                    origin_of(c->arena, c->request), &given, &v, err) &&
           account_answer_login(c, &v, out, err);
}

// ---- those of one's own -------------------------------------------------------------------------

bool use_passkey_rename(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return page_number(office_field(c, "number"), "number", &number, err) &&
           app_passkey_rename(c->app, c->people, c->token, number, office_field(c, "name"), err) &&
           page_done(c, STR("/account/passkeys"), 0, out);
}

bool use_passkey_end(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return page_number(office_field(c, "number"), "number", &number, err) &&
           app_passkey_end(c->app, c->people, c->token, number, err) &&
           page_done(c, STR("/account/passkeys"), 0, out);
}

bool use_passkeys(const OfficeCall *c, Out *out, Err *err) {
    PasskeyList list;
    Buf *b = &out->buf;
    if (!app_passkeys(c->app, c->people, c->who, &list, err)) return false;
    buf_add_c(b, "{\"passkeys\":[");
    for (size_t i = 0; i < list.count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_int(b, "number", list.items[i].number);
        json_add_text(b, "name", list.items[i].name);
        json_add_text(b, "backup", str_from(list.items[i].backup));
        json_add_text(b, "made at", list.items[i].made_at);
        json_add_text_or_null(b, "used at", list.items[i].used_at);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

static const char *kept_text(const char *backup) {
    static const struct {
        const char *backup, *text;
    } TEXTS[] = {{"never", N_("on one device only")},
                 {"possible", N_("on one device, may be backed up")},
                 {"made", N_("backed up")}};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        if (strcmp(TEXTS[i].backup, backup) == 0) return TEXTS[i].text;
    return N_("not known");
}

bool page_use_passkeys(const OfficeCall *c, Out *out, Err *err) {
    static const char *const SCRIPTS[] = {"passkey.js", NULL};
    Page p = page_of(c);
    PasskeyList list;
    PasskeysPage v = {.heading = {page_say(c, N_("Passkeys")), true}, .unfit = page_unfit(&p)};
    if (!app_passkeys(c->app, c->people, c->who, &list, err)) return false;
    v.count = list.count;
    v.rows = ARENA_ARRAY(c->arena, PasskeyRow, list.count + 1);
    for (size_t i = 0; i < list.count; i++)
        v.rows[i] =
            (PasskeyRow){&list.items[i], str_fmt(c->arena, "%lld", (long long)list.items[i].number),
                         page_say(c, kept_text(list.items[i].backup))};
    p.scripts = SCRIPTS;
    page_passkeys(&out->buf, &p, &v);
    return out_end(out);
}
