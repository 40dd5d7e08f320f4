// app/passkey.c - passkeys of people: made, used to log in, ended
#include "app/passkey.h"
#include "app/desk_int.h"
#include "app/notice_int.h"

#include "base/base64.h"
#include "base/json.h"
#include "passkey/passkey.h"

bool app_passkey_site(Str origin, Err *err) {
    static const Str HERE = {"http://127.0.0.1", 16};
    Str site;
    bool is_here = str_starts_with(origin, HERE);
    return passkey_site(origin, &site) ||
           err_set(err, ERR_PEER,
                   MSG("browsers have passkeys only for a name under https, or for localhost, and "
                       "this office is at {1}",
                       origin),
                   is_here ? MSG("on this machine open http://localhost{1} instead",
                                 str_part(origin, HERE.size, origin.size))
                           : MSG("whoever runs the office starts it with --origin https://NAME"));
}

// ---- questions ----------------------------------------------------------------------------------

static bool add_ids(App *app, OpenPeople *p, Str person, PasskeyAsk *ret, Err *err) {
    PeoplePasskey *list;
    if (!people_passkeys(app->arena, p->people, person, &list, &ret->id_count, err)) return false;
    ret->ids = ARENA_ARRAY(app->arena, Str, ret->id_count + 1);
    for (size_t i = 0; i < ret->id_count; i++) ret->ids[i] = list[i].id;
    return true;
}

static bool ask(App *app, OpenPeople *p, Str token, Str address, Str origin, PasskeyAsk *ret,
                Err *err) {
    Str challenge;
    *ret = (PasskeyAsk){.user = STR(""), .user_name = STR("")};
    if (!app_passkey_site(origin, err) || !passkey_site(origin, &ret->site) ||
        !people_passkey_ask(app->arena, p->people, token, address, &ret->token, &challenge, err))
        return false;
    ret->challenge = base64_url(app->arena, challenge);
    return true;
}

static bool add_handle(App *app, OpenPeople *p, Str person, PasskeyAsk *ret, Err *err) {
    char bytes[PASSKEY_USER_BYTES];
    sys_random(app->options.sys, bytes, sizeof bytes);
    Str made = base64_url(app->arena, (Str){bytes, sizeof bytes});
    ret->user_name = person;
    return people_passkey_handle(app->arena, p->people, person, made, &ret->user, err);
}

// What was asked, by what the browser says that it was: it is taken back in the same step.
static bool find_question(App *app, OpenPeople *p, Str token, Str origin, Str client_data,
                          bool needs_person, PasskeyQuestion *ret, Err *err) {
    const JsonNode *o = json_parse(app->arena, STR("client data"), client_data, NULL);
    const JsonNode *n = o && o->kind == JSON_OBJECT ? json_find(o, STR("challenge")) : NULL;
    *ret = (PasskeyQuestion){.origin = origin, .needs_person = needs_person};
    if (!n || n->kind != JSON_STRING ||
        !base64_parse(app->arena, BASE64_URL, n->text, &ret->challenge))
        return err_set(err, ERR_DENIED, MSG("what the browser says of the passkey cannot be read"),
                       NO_MSG);
    return app_passkey_site(origin, err) && passkey_site(origin, &ret->site) &&
           people_passkey_answered(app->arena, p->people, token, ret->challenge, err);
}

static bool read_bytes(App *app, Str text, const char *name, Str *ret, Err *err) {
    return base64_parse(app->arena, BASE64_URL, text, ret) ||
           err_set(err, ERR_INPUT, MSG("\"{1}\" is no base64url without padding", str_from(name)),
                   NO_MSG);
}

// ---- a new one ----------------------------------------------------------------------------------

bool app_passkey_add_begin(App *app, OpenPeople *p, Str token, Str origin, PasskeyAsk *ret,
                           Err *err) {
    Session s;
    return people_session(app->arena, p->people, token, &s, err) &&
           people_passkey_may_add(app->arena, p->people, token, err) &&
           ask(app, p, token, s.address, origin, ret, err) &&
           add_handle(app, p, s.actor.person, ret, err) &&
           add_ids(app, p, s.actor.person, ret, err);
}

bool app_passkey_add_finish(App *app, OpenPeople *p, Str token, Str origin, const PasskeyMade *made,
                            int64_t *ret_number, Str ret_codes[10], size_t *ret_code_count,
                            Err *err) {
    PasskeyQuestion q;
    Passkey k;
    Str client_data, attestation;
    if (!read_bytes(app, made->client_data, "client_data", &client_data, err) ||
        !read_bytes(app, made->attestation, "attestation", &attestation, err) ||
        !find_question(app, p, token, origin, client_data, false, &q, err) ||
        !passkey_register(app->arena, &q, client_data, attestation, &k, err))
        return false;
    PeoplePasskey kept = {.name = made->name,
                          .id = base64_url(app->arena, k.id),
                          .key = base64_url(app->arena, k.key),
                          .algorithm = k.algorithm,
                          .uses = k.uses,
                          .backup = k.backup};
    if (!people_passkey_add(app->arena, p->people, token, kept, ret_number, ret_codes,
                            ret_code_count, err))
        return false;
    notice_own_account(app, p, token, "account-passkey", made->name);
    return true;
}

bool app_passkeys(App *app, OpenPeople *p, const WhoView *who, PasskeyList *ret, Err *err) {
    static const char *const BACKUPS[] = {"unknown", "never", "possible", "made"};
    PeoplePasskey *list;
    if (!people_passkeys(app->arena, p->people, who->person, &list, &ret->count, err)) return false;
    ret->items = ARENA_ARRAY(app->arena, PasskeyView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++)
        ret->items[i] =
            (PasskeyView){list[i].number, list[i].name, app_time_text(app, list[i].made_at),
                          list[i].used_at ? app_time_text(app, list[i].used_at) : STR(""),
                          BACKUPS[list[i].backup + 1]};
    return true;
}

bool app_passkey_rename(App *app, OpenPeople *p, Str token, int64_t number, Str name, Err *err) {
    return people_passkey_rename(app->arena, p->people, token, number, name, err);
}

bool app_passkey_end(App *app, OpenPeople *p, Str token, int64_t number, Err *err) {
    if (!people_passkey_end(app->arena, p->people, token, number, err)) return false;
    notice_own_account(app, p, token, "account-passkey-end", STR(""));
    return true;
}

// ---- logging in ---------------------------------------------------------------------------------

bool app_passkey_login_begin(App *app, OpenPeople *p, Str token, Str address, Str origin,
                             PasskeyAsk *ret, Err *err) {
    Str person;
    return ask(app, p, token, address, origin, ret, err) &&
           people_half_person(app->arena, p->people, token, &person, err) &&
           add_ids(app, p, person, ret, err);
}

// Who has not told his name by a password tells it by the handle (section 7.2, step 6).
static bool judge(App *app, OpenPeople *p, const PasskeyQuestion *q, const PeoplePasskey *kept,
                  const PasskeyGiven *given, PasskeyLogin *ret, Err *err) {
    Passkey k = {.algorithm = kept->algorithm,
                 .uses = (uint32_t)kept->uses,
                 .backup = (PasskeyBackup)kept->backup};
    PasskeyAnswer x;
    PasskeyUse use;
    Str handle;
    if (!read_bytes(app, given->client_data, "client_data", &x.client_data, err) ||
        !read_bytes(app, given->authenticator_data, "authenticator_data", &x.authenticator_data,
                    err) ||
        !read_bytes(app, given->signature, "signature", &x.signature, err) ||
        !read_bytes(app, kept->id, "id", &k.id, err) ||
        !read_bytes(app, kept->key, "key", &k.key, err) ||
        !people_passkey_handle(app->arena, p->people, kept->person, STR(""), &handle, err))
        return false;
    ret->is_good = passkey_check(app->arena, q, &k, &x, &use, NULL) &&
                   (given->user.size ? str_is(given->user, handle) : !q->needs_person);
    if (!ret->is_good) return true;
    ret->is_person = use.is_person;
    ret->is_copied = use.is_copied;
    ret->uses = use.uses;
    ret->backup = use.backup;
    return true;
}

bool app_passkey_login_finish(App *app, OpenPeople *p, Str token, Str address, Str origin,
                              const PasskeyGiven *given, LoginView *ret, Err *err) {
    PasskeyQuestion q;
    PeoplePasskey kept;
    Str client_data, half;
    bool found;
    LoginResult r;
    PasskeyLogin login = {.id = given->id, .person = STR(""), .address = address};
    if (!read_bytes(app, given->client_data, "client_data", &client_data, err) ||
        !people_half_person(app->arena, p->people, token, &half, err) ||
        !find_question(app, p, token, origin, client_data, !half.size, &q, err) ||
        !people_passkey_find(app->arena, p->people, given->id, &kept, &found, err))
        return false;
    if (found) login.person = kept.person;
    if (found && !judge(app, p, &q, &kept, given, &login, err)) return false;
    if (!people_login_passkey(app->arena, p->people, token, &login, &r, err)) return false;
    *ret = notice_login(app, p, &r);
    return true;
}
