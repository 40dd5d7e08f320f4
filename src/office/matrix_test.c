// office/matrix_test.c - every route × every role × every relation × nobody: who may what
//
// The cells are those of the table of routes and of the table of rights, whose own cells
// people/rights_test.c decides one by one. Here each is asked over the socket. What the table of
// routes says is besides printed and compared with test/office/rights.txt, which people read.
#include "app/people.h"
#include "office/fixture_test.h"
#include "people/people.h"

static const char PASSWORD[] = "kettle ochre vowel lantern";
// By what each is to the draft: its owner, a partner, an observer, nothing.
static const char *const ORGANISATIONS[RELATION_COUNT] = {"henan", "shandong", "experts", "town"};
enum { RELATIONS = RELATION_COUNT };

typedef struct Cast {
    const char *bearer[ROLE_COUNT][RELATIONS]; // "Authorization: Bearer …"
    const char *cookie[ROLE_COUNT][RELATIONS];
} Cast;

static Cast *cast;

// ---- people -------------------------------------------------------------------------------------

// A new person with a password of his own, and codes of a second factor.
static void enter(World *w, App *app, OpenPeople *people, Str person,
                  Str ret_codes[RECOVERY_CODES]) {
    Str made, token, uri, secret, text;
    LoginView v;
    assert_true(app_person_add(app, people, NULL, person, person, &made, NULL));
    LoginForm form = {.person = person, .password = made};
    assert_true(app_login(app, people, &form, &v, NULL));
    assert_true(app_password_change(app, people, v.token, made, str_from(PASSWORD), &token, NULL));
    assert_true(app_factor_begin(app, people, token, &uri, NULL));
    int64_t at = str_find(uri, STR("secret="), 0);
    Str rest = str_part(uri, (size_t)at + 7, uri.size);
    str_next(&rest, '&', &text);
    assert_true(base32_parse(w->arena, text, &secret));
    int64_t step = sys_now(w->options.options.sys) / 1000000 / TOTP_SECONDS;
    Str code = str_fmt(w->arena, "%06u", hotp(secret, (uint64_t)step, TOTP_DIGITS));
    assert_true(app_factor_confirm(app, people, token, code, ret_codes, NULL));
}

// A session in which he works for the organisation, with the second factor proved.
static Str session(App *app, OpenPeople *people, Str person, Str code, const char *organisation) {
    LoginView v;
    Str token;
    LoginForm form = {.person = person, .password = str_from(PASSWORD), .code = code};
    assert_true(app_login(app, people, &form, &v, NULL));
    assert_string_equal(v.outcome, "done");
    assert_true(app_choose(app, people, v.token, str_from(organisation), &token, NULL));
    return token;
}

static void give_tokens(World *w, App *app, OpenPeople *people, Cast *c) {
    Str codes[RECOVERY_CODES];
    for (Role role = 0; role < ROLE_COUNT; role++) {
        Str person = str_from(role_name(role));
        enter(w, app, people, person, codes);
        for (size_t k = 0; k < RELATIONS; k++) {
            RoleView r = {person, str_from(ORGANISATIONS[k]), person, STR("")};
            assert_true(app_role_grant(app, people, NULL, &r, NULL));
            Str token = session(app, people, person, codes[k], ORGANISATIONS[k]);
            c->bearer[role][k] = str_c(
                w->arena, str_fmt(w->arena, "Authorization: Bearer %.*s\r\n", STR_ARG(token)));
            c->cookie[role][k] =
                str_c(w->arena, str_fmt(w->arena, "Cookie: softlaw=%.*s\r\n", STR_ARG(token)));
        }
    }
}

// A draft of the first organisation, to which the second and the third are invited.
static void begin_draft(World *w, App *app, OpenPeople *people) {
    WhoView who = {.person = STR("first"), .organisation = STR("henan")};
    Str text, id;
    assert_true(file_read(w->arena, STR("examples/yellow-river.md"), 1 << 20, &text, NULL));
    assert_true(app_draft_begin(app, people, &who, STR(""), text, &id, NULL));
    assert_true(app_invite(app, people, &who, id, STR("shandong"), STR("partner"), NULL));
    assert_true(app_invite(app, people, &who, id, STR("experts"), STR("observer"), NULL));
}

static void begin_office(World *w) {
    Str made;
    App *app = app_new(w->arena, w->options.options);
    OfficeStart start = {.db = w->db,
                         .organisation = STR("henan"),
                         .person = STR("first"),
                         .password = str_from(PASSWORD)};
    assert_true(app_office_init(app, &start, &made, NULL));
    OpenPeople *people = app_people_open(app, w->db, NULL);
    for (size_t k = 1; k < RELATIONS; k++) {
        OrganisationView o = {str_from(ORGANISATIONS[k]), STR("region"), STR("A region")};
        assert_true(app_organisation_add(app, people, NULL, o, NULL));
    }
    begin_draft(w, app, people);
    cast = ARENA_NEW(w->arena, Cast);
    give_tokens(w, app, people, cast);
}

static int begin_matrix(void **state) {
    return begin_with(state, begin_office);
}

// ---- cells --------------------------------------------------------------------------------------

typedef enum Cell { CELL_OPEN, CELL_LOGIN, CELL_REFUSED, CELL_HIDDEN } Cell;

static Cell decided(const OfficeRoute *r, bool is_anybody, Role role, size_t relation) {
    if (!r->act) return CELL_OPEN;
    if (is_anybody) return CELL_LOGIN;
    WhoView who = {.role_set = 1u << role, .scope = ACTS_ALL, .has_factor = true};
    bool is_draft = r->thing == THING_DRAFT;
    const char *is = relation_name(is_draft ? (Relation)relation : RELATION_OWN);
    if (!*r->act || app_may(&who, r->act, is)) return CELL_OPEN;
    return is_draft && !app_may(&who, "read", is) ? CELL_HIDDEN : CELL_REFUSED;
}

// Objects have rules of their own, whose refusals are told in other words. A page sends whoever is
// not logged in to the login; a program is told.
static Cell met(const Reply *r) {
    if (r->status == 401) return CELL_LOGIN;
    if (r->status == 303 && has(header_of(r, "Location: "), "/login?next=")) return CELL_LOGIN;
    if (r->status == 404 && has(r->body, "there is no draft")) return CELL_HIDDEN;
    bool is_refused = r->status == 403 && has(r->body, "your roles do not allow this");
    return is_refused ? CELL_REFUSED : CELL_OPEN;
}

static Str path_with_id(const World *w, const char *path) {
    Str rest = str_from(path);
    int64_t at = str_find(rest, STR("{id}"), 0);
    if (at < 0) return rest;
    return str_fmt(w->arena, "%.*syellow-river-2021%s", (int)at, path, path + at + 4);
}

// Of a page as a browser, of all else as a program. A form is sent empty: who may send it is told
// what is missing.
static Reply try_route(const World *w, const OfficeRoute *r, const char *bearer,
                       const char *cookie) {
    Str path = path_with_id(w, r->path);
    if (!r->type)
        return post(w, str_c(w->arena, str_fmt(w->arena, "/api/v1%.*s", STR_ARG(path))), bearer,
                    STR("{}"));
    bool is_page = !office_is_api(path);
    return ask(w, "GET", str_c(w->arena, path), is_page ? cookie : bearer);
}

// Logging out, here or elsewhere, is a right of everybody, and ends what is tried with.
static bool ends_the_session(const OfficeRoute *r) {
    return str_is(str_from(r->path), STR("/logout")) ||
           str_is(str_from(r->path), STR("/account/sessions/end"));
}

static void each_route_lets_in_whom_its_row_says(void **state) {
    World *w = *state;
    size_t cells = 0;
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *r = &office_routes[i];
        Reply nobody = try_route(w, r, "", "");
        bool is_login = str_starts_with(str_from(r->path), STR("/login")) && !r->type;
        assert_true(is_login || met(&nobody) == decided(r, true, 0, 0));
        if (ends_the_session(r)) continue;
        for (Role role = 0; role < ROLE_COUNT; role++)
            for (size_t k = 0; k < RELATIONS; k++, cells++) {
                Reply reply = try_route(w, r, cast->bearer[role][k], cast->cookie[role][k]);
                if (met(&reply) != decided(r, false, role, k))
                    print_error("%s %s as %s of %s: %d\n", r->method, r->path, role_name(role),
                                ORGANISATIONS[k], reply.status);
                assert_int_equal(met(&reply), decided(r, false, role, k));
                assert_true(reply.status < 500 || reply.status == 503);
            }
    }
    print_message("%zu cells\n", cells);
}

static void what_has_no_row_is_never_answered_well(void **state) {
    World *w = *state;
    static const char *const METHODS[] = {"GET",   "POST",  "PUT",     "DELETE",
                                          "PATCH", "TRACE", "OPTIONS", "CONNECT"};
    const char *field = cast->bearer[ROLE_ADMINISTRATOR][0];
    for (size_t i = 0; i < office_route_count; i++) {
        Str path = path_with_id(w, office_routes[i].path), id;
        for (size_t k = 0; k < sizeof METHODS / sizeof *METHODS; k++) {
            OfficeStatus status;
            if (office_find(str_from(METHODS[k]), path, &id, &status)) continue;
            int got = ask(w, METHODS[k], str_c(w->arena, path), field).status;
            assert_true(got == 0 || got >= 400);
        }
        static const char *const TAILS[] = {"/", "/x", "%2f", ".json", "//"};
        for (size_t k = 0; k < sizeof TAILS / sizeof *TAILS; k++) {
            Str longer = str_fmt(w->arena, "%.*s%s", STR_ARG(path), TAILS[k]);
            OfficeStatus status;
            if (office_find(STR("GET"), longer, &id, &status)) continue;
            assert_int_not_equal(ask(w, "GET", str_c(w->arena, longer), field).status, 200);
        }
    }
}

// ---- what the table says, for people to read
// -----------------------------------------------------

static void add_who(Buf *b, const OfficeRoute *r) {
    if (!r->act)
        buf_add_c(b, "everybody");
    else if (!*r->act)
        buf_add_c(b, "whoever is logged in");
    size_t relations = r->thing == THING_DRAFT ? RELATIONS : 1;
    for (size_t k = 0; r->act && *r->act && k < relations; k++) {
        WhoView who = {.scope = ACTS_ALL, .has_factor = true};
        buf_add_fmt(b, "%s%s:", k ? "; " : "", relation_name((Relation)k));
        for (Role role = 0; role < ROLE_COUNT; role++) {
            who.role_set = 1u << role;
            if (app_may(&who, r->act, relation_name((Relation)k)))
                buf_add_fmt(b, " %s", role_name(role));
        }
    }
}

static void the_table_says_what_was_reviewed(void **state) {
    World *w = *state;
    Buf b = {.arena = w->arena};
    Str reviewed;
    for (size_t i = 0; i < office_route_count; i++) {
        buf_add_fmt(&b, "%s %s = ", office_routes[i].method, office_routes[i].path);
        add_who(&b, &office_routes[i]);
        buf_add_byte(&b, '\n');
    }
    if (getenv("SOFTLAW_ACCEPT"))
        assert_true(file_write(w->arena, w->options.options.sys, STR("test/office/rights.txt"),
                               buf_str(&b), NULL));
    assert_true(file_read(w->arena, STR("test/office/rights.txt"), 1 << 20, &reviewed, NULL));
    assert_string_equal(str_c(w->arena, buf_str(&b)), str_c(w->arena, reviewed));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_route_lets_in_whom_its_row_says),
        cmocka_unit_test(what_has_no_row_is_never_answered_well),
        cmocka_unit_test(the_table_says_what_was_reviewed),
    };
    return cmocka_run_group_tests(tests, begin_matrix, end);
}
