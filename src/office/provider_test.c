// office/provider_test.c - logging in through a provider, over the socket: the way it goes, and
// every way by which another tries to come in
#include "office/provider_test.h"
#include "app/people.h"

static const char PASSWORD[] = "kettle ochre vowel lantern";
enum { NOW = 1770000000 };

// What all tests of this file share: a provider with its keys, and the office of each.
typedef struct Scene {
    Arena *arena;
    Idp *idp;
    Signer one, two;
    Str one_key, two_key;
} Scene;
static Scene *scene;

static int begin_scene(void **state) {
    Arena *a = arena_new();
    (void)state;
    scene = ARENA_NEW(a, Scene);
    *scene = (Scene){.arena = a,
                     .idp = idp_start(a),
                     .one = signer_new(a, "RS256", "one"),
                     .two = signer_new(a, "ES256", "two")};
    scene->one_key = signer_public(a, &scene->one);
    scene->two_key = signer_public(a, &scene->two);
    return 0;
}

static int end_scene(void **state) {
    (void)state;
    idp_end(scene->idp);
    arena_free(scene->arena);
    return 0;
}

static Str key_set(Str key) {
    return str_fmt(scene->arena, "{\"keys\":[%.*s]}", STR_ARG(key));
}

// ---- an office ----------------------------------------------------------------------------------

static Str file_in(const World *w, const char *name) {
    return str_fmt(w->arena, "%.*s/%s", STR_ARG(w->folder), name);
}

static void add_people(World *w, App *app) {
    Str made;
    OfficeStart start = {.db = w->db,
                         .organisation = STR("henan"),
                         .person = STR("chief"),
                         .password = str_from(PASSWORD)};
    assert_true(app_office_init(app, &start, &made, NULL));
    OpenPeople *p = app_people_open(app, w->db, NULL);
    assert_true(app_person_add(app, p, NULL, STR("li"), STR("Li"), &made, NULL));
    RoleView role = {STR("li"), STR("henan"), STR("drafter"), STR("")};
    assert_true(app_role_grant(app, p, NULL, &role, NULL));
    assert_true(app_link_add(app, p, NULL, STR("li"), scene->idp->issuer, STR("li-7"), NULL));
}

static void add_provider(World *w) {
    Err err = {.code = ERR_NONE};
    App *app = app_new(w->arena, w->options.options);
    Sys *sys = w->options.options.sys;
    Str text = str_fmt(w->arena,
                       "providers:\n  - id: henan\n    name: {en: Henan Province, zh: 河南省}\n"
                       "    issuer: %.*s\n    client: softlaw\n    secret file: secret\n"
                       "    organisation: henan\n    second factor: {amr: [hwk]}\n",
                       STR_ARG(scene->idp->issuer));
    idp_set(scene->idp, STR(""), key_set(scene->one_key));
    add_people(w, app);
    assert_true(file_write(w->arena, sys, file_in(w, "secret"), STR("river\n"), &err));
    assert_true(file_write(w->arena, sys, file_in(w, "providers.yaml"), text, &err));
    w->options.providers = app_providers_open(app, file_in(w, "providers.yaml"), &err);
    assert_non_null(w->options.providers);
}

static int begin_office(void **state) {
    return begin_with(state, add_provider);
}

static int end_office(void **state) {
    const World *w = *state;
    unlink(str_c(w->arena, file_in(w, "secret")));
    unlink(str_c(w->arena, file_in(w, "providers.yaml")));
    return end(state);
}

// ---- a browser ----------------------------------------------------------------------------------

typedef struct Browser {
    const char *cookies; // "Cookie: …"
    Str state, nonce;    // of the login that it has begun
} Browser;

static Str parameter(const World *w, Str url, const char *name) {
    Str mark = str_fmt(w->arena, "&%s=", name), value;
    int64_t at = str_find(url, mark, 0);
    if (at < 0) return STR("");
    Str rest = str_part(url, (size_t)at + mark.size, url.size);
    str_next(&rest, '&', &value);
    return value;
}

// The cookie of that name which an answer sets, as "name=value".
static Str cookie_named(const Reply *r, const char *name) {
    int64_t at = str_find(r->head, str_from(name), 0);
    if (at < 0) return STR("");
    Str rest = str_part(r->head, (size_t)at, r->head.size), cookie;
    str_next(&rest, ';', &cookie);
    return cookie;
}

static Str location(const Reply *r) {
    return header_of(r, "Location: ");
}

static Browser begin_login(const World *w, const char *path) {
    Reply r = get(w, path);
    assert_int_equal(r.status, 303);
    Str cookie = cookie_named(&r, "softlaw-login=");
    assert_true(has(r.head, "softlaw-login=") && has(r.head, "HttpOnly; SameSite=Lax"));
    assert_true(has(r.head, "Max-Age=600"));
    return (Browser){str_c(w->arena, str_fmt(w->arena, "Cookie: %.*s\r\n", STR_ARG(cookie))),
                     parameter(w, location(&r), "state"), parameter(w, location(&r), "nonce")};
}

static Browser begin_desk(const World *w) {
    return begin_login(w, "/login/oidc/henan?next=/desk");
}

static Str claims_for(const World *w, Str subject, Str nonce, const char *more) {
    return str_fmt(w->arena,
                   "{\"iss\":\"%.*s\",\"aud\":\"softlaw\",\"sub\":\"%.*s\",\"nonce\":\"%.*s\","
                   "\"iat\":%d,\"exp\":%d%s}",
                   STR_ARG(scene->idp->issuer), STR_ARG(subject), STR_ARG(nonce), NOW, NOW + 60,
                   more);
}

// The provider has let in whoever is called so there.
static void grant_more(const World *w, const char *subject, Str nonce, const char *more) {
    Str claims = claims_for(w, str_from(subject), nonce, more);
    idp_set(scene->idp, signer_sign(scene->arena, &scene->one, claims), (Str){NULL, 0});
}

static void grant(const World *w, const char *subject, Str nonce) {
    grant_more(w, subject, nonce, "");
}

static Reply come_back(const World *w, Str state, const char *cookies, const char *more) {
    Str path =
        str_fmt(w->arena, "/login/oidc/henan/callback?code=c1&state=%.*s%s", STR_ARG(state), more);
    return ask(w, "GET", str_c(w->arena, path), cookies);
}

static const char *iss_of(const World *w) {
    Buf b = {.arena = w->arena};
    buf_add_c(&b, "&iss=");
    for (size_t i = 0; i < scene->idp->issuer.size; i++) {
        char c = scene->idp->issuer.at[i];
        if (c == ':' || c == '/')
            buf_add_c(&b, c == ':' ? "%3A" : "%2F");
        else
            buf_add_byte(&b, c);
    }
    return str_c(w->arena, buf_str(&b));
}

static Reply come_back_well(const World *w, const Browser *b) {
    return come_back(w, b->state, b->cookies, iss_of(w));
}

static void assert_refused(const Reply *r, const char *why) {
    assert_int_equal(r->status, 303);
    if (!has(location(r), why)) print_message("%.*s\n", STR_ARG(location(r)));
    assert_true(str_starts_with(location(r), STR("/login?next=")) && has(location(r), why));
    assert_int_equal(cookie_named(r, "softlaw=").size, 0);
}

static const char *session_of(const World *w, const Reply *r) {
    Str cookie = cookie_named(r, "softlaw=");
    return str_c(w->arena, str_fmt(w->arena, "Cookie: %.*s\r\n", STR_ARG(cookie)));
}

static Str audit_of(const World *w) {
    Buf b = {.arena = w->arena};
    AuditList list;
    App *app = app_new(w->arena, w->options.options);
    OpenPeople *p = app_people_open(app, w->db, NULL);
    assert_true(app_audit(app, p, NULL, &(AuditWanted){.first = 1, .limit = 1000}, &list, NULL));
    for (size_t i = 0; i < list.count; i++)
        buf_add_fmt(&b, "%.*s %.*s\n", STR_ARG(list.items[i].what), STR_ARG(list.items[i].detail));
    return buf_str(&b);
}

// ---- the way it goes ----------------------------------------------------------------------------

static void the_login_page_names_the_providers(void **state) {
    const World *w = *state;
    Reply r = get(w, "/login?next=/account&lang=zh");
    assert_true(has(r.body, "河南省"));
    assert_true(has(r.body, "href=\"/login/oidc/henan?next=%2Faccount\""));
    assert_true(has(get(w, "/login?lang=en").body, "Henan Province"));
}

static void a_browser_is_sent_to_the_provider(void **state) {
    const World *w = *state;
    Reply r = get(w, "/login/oidc/henan?next=/account");
    Str url = location(&r);
    assert_true(str_starts_with(
        url, str_fmt(w->arena, "%.*s/auth?response_type=code", STR_ARG(scene->idp->issuer))));
    assert_true(has(url, "&client_id=softlaw&") && has(url, "&code_challenge_method=S256"));
    assert_true(has(url, "%2Flogin%2Foidc%2Fhenan%2Fcallback&") && has(url, "&scope=openid&"));
    assert_true(parameter(w, url, "state").size >= 43 && parameter(w, url, "nonce").size >= 43);
    assert_true(has(r.head, "Cache-Control: no-store"));
    assert_int_equal(get(w, "/login/oidc/nobody").status, 404);
    assert_int_equal(get(w, "/login/oidc/nobody/callback?state=a&code=b").status, 404);
}

static void whoever_is_linked_comes_in(void **state) {
    const World *w = *state;
    Browser b = begin_desk(w);
    grant(w, "li-7", b.nonce);
    Reply in = come_back_well(w, &b);
    assert_int_equal(in.status, 303);
    assert_true(str_is(location(&in), STR("/desk")));
    assert_true(has(in.head, "softlaw-login=; ") && has(in.head, "Max-Age=0"));
    Reply page = ask(w, "GET", "/account", session_of(w, &in));
    assert_true(page.status == 200 && has(page.body, "li") && has(page.body, "Logged in through"));
    assert_true(has(page.body, "not proved"));
    assert_true(has(str_from(scene->idp->asked), "Authorization: Basic c29mdGxhdzpyaXZlcg=="));
    assert_true(has(str_from(scene->idp->asked), "&code_verifier="));
    assert_true(has(audit_of(w), "login http://127.0.0.1:"));
}

static void the_providers_second_factor_counts_where_the_operator_says_so(void **state) {
    const World *w = *state;
    Browser b = begin_desk(w);
    grant_more(w, "li-7", b.nonce, ",\"amr\":[\"pwd\",\"hwk\"]");
    Reply in = come_back_well(w, &b);
    assert_true(has(ask(w, "GET", "/account", session_of(w, &in)).body, "proved in this session"));
}

static void who_is_not_linked_is_told_so(void **state) {
    const World *w = *state;
    Browser b = begin_desk(w);
    grant(w, "stranger", b.nonce);
    Reply r = come_back_well(w, &b);
    assert_refused(&r, "why=unlinked");
    Str go = location(&r);
    assert_true(has(get(w, str_c(w->arena, go)).body, "no account of this office is linked"));
    assert_true(has(audit_of(w), "login-failed provider unlinked"));
}

static void what_went_wrong_at_the_provider_leads_back(void **state) {
    const World *w = *state;
    Browser b = begin_desk(w);
    Str path = str_fmt(w->arena, "/login/oidc/henan/callback?error=access_denied&state=%.*s%s",
                       STR_ARG(b.state), iss_of(w));
    Reply r = ask(w, "GET", str_c(w->arena, path), b.cookies);
    assert_refused(&r, "why=declined");
    b = begin_desk(w);
    idp_set(scene->idp, STR(""), (Str){NULL, 0});
    r = come_back_well(w, &b);
    assert_refused(&r, "why=untrusted");
    assert_true(has(audit_of(w), "answers with status 400"));
}

// ---- attacks ------------------------------------------------------------------------------------

static void a_state_is_good_once(void **state) {
    const World *w = *state;
    Browser b = begin_desk(w);
    grant(w, "li-7", b.nonce);
    Reply in = come_back_well(w, &b), again = come_back_well(w, &b);
    assert_true(str_is(location(&in), STR("/desk")));
    assert_refused(&again, "why=stale");
}

static void another_browser_does_not_end_what_one_has_begun(void **state) {
    const World *w = *state;
    Browser victim = begin_desk(w), attacker = begin_desk(w);
    grant(w, "li-7", victim.nonce);
    Reply bare = come_back(w, victim.state, "", iss_of(w));
    assert_refused(&bare, "why=stale");
    victim = begin_desk(w);
    grant(w, "li-7", victim.nonce);
    Reply crossed = come_back(w, victim.state, attacker.cookies, iss_of(w));
    assert_refused(&crossed, "why=stale");
}

// The attacker's code in the victim's browser, under the victim's state: its nonce is another.
static void a_code_of_another_login_is_refused(void **state) {
    const World *w = *state;
    Browser victim = begin_desk(w), attacker = begin_desk(w);
    grant(w, "li-7", attacker.nonce);
    Reply r = come_back_well(w, &victim);
    assert_refused(&r, "why=untrusted");
    assert_true(has(audit_of(w), "login-failed provider henan: nonce"));
}

static void an_answer_of_another_issuer_is_refused_before_its_code_is_used(void **state) {
    const World *w = *state;
    static const char *const ISSUERS[] = {"&iss=https%3A%2F%2Fevil.example", "&iss=", ""};
    for (size_t i = 0; i < 3; i++) {
        Browser b = begin_desk(w);
        grant(w, "li-7", b.nonce);
        int before = scene->idp->exchanges;
        Reply r = come_back(w, b.state, b.cookies, ISSUERS[i]);
        assert_refused(&r, "why=untrusted");
        assert_int_equal(scene->idp->exchanges, before);
    }
}

static void a_forged_token_is_refused(void **state) {
    const World *w = *state;
    Signer stranger = signer_new(w->arena, "RS256", "one");
    Browser b = begin_desk(w);
    Str claims = claims_for(w, STR("li-7"), b.nonce, "");
    idp_set(scene->idp, signer_sign(scene->arena, &stranger, claims), (Str){NULL, 0});
    Reply r = come_back_well(w, &b);
    assert_refused(&r, "why=untrusted");
    assert_true(has(audit_of(w), "provider henan: signature"));
}

static void nobody_is_led_to_another_site(void **state) {
    const World *w = *state;
    static const char *const PATHS[] = {"https://evil.example/", "//evil.example",
                                        "/%5Cevil.example", "javascript:alert(1)"};
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        Str path = str_fmt(w->arena, "/login/oidc/henan?next=%s", PATHS[i]);
        Browser b = begin_login(w, str_c(w->arena, path));
        grant(w, "li-7", b.nonce);
        Reply in = come_back_well(w, &b);
        assert_true(str_is(location(&in), STR("/desk")));
    }
}

static void guessing_is_stopped(void **state) {
    const World *w = *state;
    Reply r = {.status = 0};
    for (int i = 0; i < 31; i++) r = come_back(w, STR("guess"), "", "");
    assert_refused(&r, "why=wait");
    r = get(w, "/login/oidc/henan");
    assert_refused(&r, "why=wait");
}

// ---- keys ---------------------------------------------------------------------------------------

static void a_new_key_is_asked_for_once_a_minute(void **state) {
    const World *w = *state;
    Browser b = begin_desk(w);
    grant(w, "li-7", b.nonce);
    Reply in = come_back_well(w, &b);
    assert_true(str_is(location(&in), STR("/desk")));
    int documents = scene->idp->documents, key_sets = scene->idp->key_sets;
    for (int i = 0; i < 2; i++) {
        b = begin_desk(w);
        Str token = signer_sign(scene->arena, &scene->two, claims_for(w, STR("li-7"), b.nonce, ""));
        idp_set(scene->idp, token, key_set(scene->two_key));
        in = come_back_well(w, &b);
        assert_true(str_is(location(&in), STR("/desk")));
    }
    b = begin_desk(w);
    grant(w, "li-7", b.nonce);
    in = come_back_well(w, &b);
    assert_refused(&in, "why=untrusted");
    assert_int_equal(scene->idp->key_sets, key_sets + 1);
    assert_int_equal(scene->idp->documents, documents);
}

// ---- links --------------------------------------------------------------------------------------

static const char *log_in_by_password(const World *w) {
    Reply in = post(w, "/login", "",
                    STR("person=chief&password=kettle+ochre+vowel+lantern&next=/account"));
    return session_of(w, &in);
}

static Str csrf_of(const World *w, const char *cookie) {
    static const char BEFORE[] = "name=\"csrf\" value=\"";
    Str page = ask(w, "GET", "/account", cookie).body;
    int64_t at = str_find(page, str_from(BEFORE), 0);
    assert_true(at > 0);
    return str_part(page, (size_t)at + sizeof BEFORE - 1, 64);
}

static Str plain_amps(const World *w, Str html) {
    Buf b = {.arena = w->arena};
    for (size_t i = 0; i < html.size; i++) {
        buf_add_byte(&b, html.at[i]);
        if (str_starts_with(str_part(html, i, 5), STR("&amp;"))) i += 4;
    }
    return buf_str(&b);
}

static Browser begin_link(const World *w, const char *session) {
    Str csrf = csrf_of(w, session);
    Reply r = post(w, "/account/providers", session,
                   str_fmt(w->arena, "csrf=%.*s&provider=henan", STR_ARG(csrf)));
    assert_int_equal(r.status, 200);
    Str body = plain_amps(w, r.body), name = cookie_named(&r, "softlaw-login=");
    Str both =
        str_fmt(w->arena, "%.*s; %.*s\r\n", (int)strlen(session) - 2, session, STR_ARG(name));
    return (Browser){str_c(w->arena, both), parameter(w, body, "state"),
                     parameter(w, body, "nonce")};
}

static void ones_own_account_is_linked_by_logging_in_there_too(void **state) {
    const World *w = *state;
    const char *session = log_in_by_password(w);
    Browser b = begin_link(w, session);
    grant(w, "chief-1", b.nonce);
    Reply back = come_back_well(w, &b);
    assert_true(str_is(location(&back), STR("/account")));
    assert_true(has(ask(w, "GET", "/account", session).body, "chief-1"));
    b = begin_desk(w);
    grant(w, "chief-1", b.nonce);
    Reply in = come_back_well(w, &b);
    assert_true(has(ask(w, "GET", "/account", session_of(w, &in)).body, "chief"));
    Buf end = {.arena = w->arena};
    buf_add_fmt(&end, "csrf=%.*s&issuer=%.*s", STR_ARG(csrf_of(w, session)),
                STR_ARG(scene->idp->issuer));
    assert_int_equal(post(w, "/account/providers/end", session, buf_str(&end)).status, 303);
    assert_int_equal(ask(w, "GET", "/account", session_of(w, &in)).status, 303);
}

static void nobody_links_an_account_but_its_owner(void **state) {
    const World *w = *state;
    const char *session = log_in_by_password(w);
    assert_int_equal(post(w, "/account/providers", session, STR("provider=henan")).status, 403);
    Browser b = begin_link(w, session);
    grant(w, "chief-1", b.nonce);
    Str only = str_part(str_from(b.cookies), strlen(session), SIZE_MAX);
    Reply r = come_back(
        w, b.state, str_c(w->arena, str_fmt(w->arena, "Cookie: %.*s", STR_ARG(only))), iss_of(w));
    assert_refused(&r, "why=stale");
    b = begin_link(w, session);
    grant(w, "li-7", b.nonce);
    r = come_back_well(w, &b);
    assert_true(str_is(location(&r), STR("/account?why=taken")));
    assert_true(has(ask(w, "GET", "/account?why=taken", session).body, "another account already"));
}

static void a_program_links_nothing(void **state) {
    const World *w = *state;
    const char *session = log_in_by_password(w);
    Str token = str_part(str_from(session), strlen("Cookie: softlaw="), 74);
    Str field = str_fmt(w->arena, "Authorization: Bearer %.*s\r\n", STR_ARG(token));
    Reply r = post(w, "/api/v1/account/providers", str_c(w->arena, field),
                   STR("{\"provider\":\"henan\"}"));
    assert_int_equal(r.status, 403);
}

// ---- a provider that is silent ------------------------------------------------------------------

static void silence_leads_back_and_is_not_waited_for_again(void **state) {
    World *w = *state;
    idp_end(scene->idp);
    Reply r = get(w, "/login/oidc/henan?next=/account");
    assert_refused(&r, "/login?next=%2Faccount&why=unreachable");
    assert_true(has(get(w, "/login?why=unreachable").body, "does not answer"));
    scene->idp = idp_start(scene->arena);
}

#define SERVED(name) cmocka_unit_test_setup_teardown(name, begin_office, end_office)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVED(the_login_page_names_the_providers),
        SERVED(a_browser_is_sent_to_the_provider),
        SERVED(whoever_is_linked_comes_in),
        SERVED(the_providers_second_factor_counts_where_the_operator_says_so),
        SERVED(who_is_not_linked_is_told_so),
        SERVED(what_went_wrong_at_the_provider_leads_back),
        SERVED(a_state_is_good_once),
        SERVED(another_browser_does_not_end_what_one_has_begun),
        SERVED(a_code_of_another_login_is_refused),
        SERVED(an_answer_of_another_issuer_is_refused_before_its_code_is_used),
        SERVED(a_forged_token_is_refused),
        SERVED(nobody_is_led_to_another_site),
        SERVED(guessing_is_stopped),
        SERVED(a_new_key_is_asked_for_once_a_minute),
        SERVED(ones_own_account_is_linked_by_logging_in_there_too),
        SERVED(nobody_links_an_account_but_its_owner),
        SERVED(a_program_links_nothing),
        SERVED(silence_leads_back_and_is_not_waited_for_again),
    };
    return cmocka_run_group_tests(tests, begin_scene, end_scene);
}
