// office/actor_test.h - for the tests: somebody who may everything, and a hostile party; requests
// to each row
#ifndef SOFTLAW_OFFICE_ACTOR_TEST_H
#define SOFTLAW_OFFICE_ACTOR_TEST_H

#include "app/people.h"
#include "office/fixture_test.h"
#include "people/people.h"

static const char PASSWORD[] = "kettle ochre vowel lantern";

// Stands in every text that a party or a person may write; unescaped it would be an element, or an
// attribute of one.
#define MARK "<xss>&quot;\\\" onxss=1 ' onxss=2 ><script>xss</script>"
#define ASKED "\"'><xss onxss=1><script>xss</script>"

typedef struct Actor {
    const char *cookie, *bearer;
    Str csrf;
} Actor;
static Actor *actor;

// ---- the world ----------------------------------------------------------------------------------

static const char HOSTILE[] =
    "---\nsoftlaw: 1\nid: hostile\ntitle: {en: \"t" MARK "\", zh: \"t" MARK "\"}\nlanguage: en\n"
    "kind: ecological-compensation\nparties:\n"
    "  a: {name: \"a" MARK "\", label: {en: \"A" MARK "\", zh: \"甲" MARK "\"}, role: upstream}\n"
    "  b: {name: \"b" MARK "\", label: {en: \"B" MARK "\", zh: \"乙" MARK "\"}, role: downstream}\n"
    "currency: CNY\nterm: {from: 2020-01-01, to: 2021-12-31, period: year}\n---\n\n"
    "# Article 1 " MARK "\n\n" MARK " [a](javascript:xss) ![b](javascript:xss) B pays A 5 yuan.\n\n"
    "```terms\npayments:\n  fee: {between: [b, a], amount: 5, rounding: none, label: {en: \"f" MARK
    "\", zh: \"费" MARK "\"}}\n```\n";

static void write_hostile(World *w) {
    Str path = str_fmt(w->arena, "%.*s/hostile.md", STR_ARG(w->folder));
    assert_true(file_write(w->arena, w->options.options.sys, path, str_from(HOSTILE), NULL));
    record(w, path, STR(""));
}

static Str second_factor(World *w, App *app, OpenPeople *people, Str token) {
    Str uri, secret, text, codes[RECOVERY_CODES];
    assert_true(app_factor_begin(app, people, token, &uri, NULL));
    int64_t at = str_find(uri, STR("secret="), 0);
    Str rest = str_part(uri, (size_t)at + 7, uri.size);
    str_next(&rest, '&', &text);
    assert_true(base32_parse(w->arena, text, &secret));
    int64_t step = sys_now(w->options.options.sys) / 1000000 / TOTP_SECONDS;
    Str code = str_fmt(w->arena, "%06u", hotp(secret, (uint64_t)step, TOTP_DIGITS));
    assert_true(app_factor_confirm(app, people, token, code, codes, NULL));
    return codes[0];
}

// A person with every role, who has proved a second factor; and another with a hostile name.
static void open_office(World *w) {
    Str made, token, person = STR("chief"), henan = STR("henan");
    LoginView v;
    App *app = app_new(w->arena, w->options.options);
    OfficeStart start = {
        .db = w->db, .organisation = henan, .person = person, .password = str_from(PASSWORD)};
    write_hostile(w);
    assert_true(app_office_init(app, &start, &made, NULL));
    OpenPeople *people = app_people_open(app, w->db, NULL);
    for (Role role = 0; role < ROLE_COUNT; role++) {
        RoleView r = {person, henan, str_from(role_name(role)), STR("")};
        app_role_grant(app, people, NULL, &r, NULL);
    }
    assert_true(app_person_add(app, people, NULL, STR("other"), STR(MARK), &made, NULL));
    RoleView r = {STR("other"), henan, STR("drafter"), STR("")};
    assert_true(app_role_grant(app, people, NULL, &r, NULL));
    LoginForm form = {.person = person, .password = str_from(PASSWORD)};
    assert_true(app_login(app, people, &form, &v, NULL));
    form.code = second_factor(w, app, people, v.token);
    assert_true(app_login(app, people, &form, &v, NULL));
    assert_true(app_choose(app, people, v.token, henan, &token, NULL));
    actor = ARENA_NEW(w->arena, Actor);
    actor->cookie = str_c(w->arena, str_fmt(w->arena, "Cookie: softlaw=%.*s\r\n", STR_ARG(token)));
    actor->bearer =
        str_c(w->arena, str_fmt(w->arena, "Authorization: Bearer %.*s\r\n", STR_ARG(token)));
}

static inline int begin_open(void **state) {
    return begin_with(state, open_office);
}

// Somebody new who has one role there: the header of a session of his.
static inline const char *begin_session(const World *w, Str person, Str organisation, Str role) {
    Str made, token;
    LoginView v;
    App *app = app_new(w->arena, w->options.options);
    OpenPeople *people = app_people_open(app, w->db, NULL);
    RoleView r = {person, organisation, role, STR("")};
    assert_true(app_person_add(app, people, NULL, person, person, &made, NULL));
    assert_true(app_role_grant(app, people, NULL, &r, NULL));
    LoginForm form = {.person = person, .password = made};
    assert_true(app_login(app, people, &form, &v, NULL));
    assert_true(app_password_change(app, people, v.token, made, str_from(PASSWORD), &token, NULL));
    return str_c(w->arena, str_fmt(w->arena, "Authorization: Bearer %.*s\r\n", STR_ARG(token)));
}

// ---- asking -------------------------------------------------------------------------------------

static bool is_form(const OfficeRoute *r) {
    return !r->type;
}

// It would end the session with which all is tried, or wait for an Argon2 each time.
static bool is_left_out(const OfficeRoute *r) {
    return is_form(r) && (str_is(str_from(r->path), STR("/logout")) || r->lane == LANE_SLOW);
}

static inline const char *with_id(const World *w, const char *path, Str id) {
    int64_t at = str_find(str_from(path), STR("{id}"), 0);
    if (at < 0) return path;
    return str_c(w->arena,
                 str_fmt(w->arena, "%.*s%.*s%s", (int)at, path, STR_ARG(id), path + at + 4));
}

static Str escape(Arena *a, Str text) {
    Buf b = {.arena = a};
    for (size_t i = 0; i < text.size; i++) buf_add_fmt(&b, "%%%02x", (unsigned char)text.at[i]);
    return buf_str(&b);
}

// With `value` in each parameter, behind the path or in a form.
static inline Reply ask_with(const World *w, const OfficeRoute *r, Str id, Str value) {
    Buf b = {.arena = w->arena};
    const char *path = with_id(w, r->path, escape(w->arena, id));
    for (const OfficeParameter *p = r->parameters; p->name; p++) {
        if (b.size) buf_add_byte(&b, '&');
        buf_add_fmt(&b, "%s=", p->name);
        buf_add(&b, escape(w->arena, value));
    }
    if (!is_form(r)) {
        const char *fields = office_is_api(str_from(path)) ? actor->bearer : actor->cookie;
        Str all =
            str_fmt(w->arena, "%s?%.*s", path, (int)b.size, buf_str(&b).at ? buf_str(&b).at : "");
        return ask(w, "GET", str_c(w->arena, all), fields);
    }
    Reply page = ask(w, "GET", "/account", actor->cookie);
    static const char BEFORE[] = "name=\"csrf\" value=\"";
    int64_t at = str_find(page.body, str_from(BEFORE), 0);
    assert_true(at > 0);
    if (b.size) buf_add_byte(&b, '&');
    buf_add_c(&b, "csrf=");
    buf_add(&b, str_part(page.body, (size_t)at + sizeof BEFORE - 1, 64));
    return post(w, path, actor->cookie, buf_str(&b));
}

static inline const OfficeRoute *each(size_t *i) {
    while (*i < office_route_count && is_left_out(&office_routes[*i])) ++*i;
    return *i < office_route_count ? &office_routes[(*i)++] : NULL;
}

#endif
