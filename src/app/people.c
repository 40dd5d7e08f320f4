// app/people.c - an office begun, and its accounts: people, organisations, roles
#include "app/notice_int.h"

#include "base/civil.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY = 24 * 60 * 60 };

// Beside the ledger, which is handed to outsiders to be verified.
static Str people_path(App *app, Str db) {
    return str_fmt(app->arena, "%.*s.people", STR_ARG(db));
}

static OpenPeople *open_people(App *app, Str db, bool may_create, Err *err) {
    const AppGates *gates = app->options.gates;
    StoreOptions options = {
        .may_create = may_create, .sys = app->options.sys, .gate = gates ? gates->people : NULL};
    Str beside = people_path(app, db);
    Store *s = store_open(app->arena, beside, options, err);
    OpenPeople *p = ARENA_NEW(app->arena, OpenPeople);
    *p = (OpenPeople){.db = str_copy(app->arena, db), .store = s};
    if (s) p->people = people_open(app->arena, s, (PeopleOptions){.sys = app->options.sys}, err);
    if (p->people) p->desk = desk_open(app->arena, s, app->options.sys, err);
    return p->desk ? p : NULL;
}

OpenPeople *app_people_open(App *app, Str db, Err *err) {
    return open_people(app, db, false, err);
}

// ---- beginning ----------------------------------------------------------------------------------

// What is in the store is for its owner's eyes, and so are the files that SQLite makes beside it,
// which get its permissions.
static bool make_private(App *app, Str db, Err *err) {
    int file = open(str_c(app->arena, db), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool is_private = file >= 0 && fchmod(file, S_IRUSR | S_IWUSR) == 0;
    if (file >= 0) close(file);
    return is_private || err_set(err, ERR_STORE,
                                 MSG("could not keep \"{1}\" from the eyes of others", db), NO_MSG);
}

static bool need_empty(App *app, People *p, Err *err) {
    Person *persons;
    size_t count;
    if (!people_persons(app->arena, p, &persons, &count, err)) return false;
    return !count || err_set(err, ERR_CONFLICT, MSG("the store has people already"),
                             MSG("softlaw people lists them"));
}

static bool add_first(App *app, People *p, const OfficeStart *start, Str password, Err *err) {
    bool is_made = !start->password.size;
    Organisation o = {start->organisation, STR("public-body"), start->organisation_name};
    Person person = {.id = start->person, .name = start->person_name, .must_change = is_made};
    return people_begin(app->arena, p, o, person, password, err);
}

bool app_office_init(App *app, const OfficeStart *start, Str *ret_password, Err *err) {
    if (!ledger_open(app, start->db, LEDGER_CREATE, err)) return false;
    if (!make_private(app, people_path(app, start->db), err)) return false;
    OpenPeople *open = open_people(app, start->db, true, err);
    if (!open || !need_empty(app, open->people, err)) return false;
    Str made = people_make_password(app->arena, open->people);
    Str password = start->password.size ? start->password : made;
    if (!add_first(app, open->people, start, password, err)) return false;
    *ret_password = start->password.size ? STR("") : made;
    return true;
}

// ---- who may change accounts --------------------------------------------------------------------

static bool need_right(const WhoView *by, Str organisation, Err *err) {
    bool is_own = by && str_is(by->organisation, organisation);
    return !by || app_may(by, "manage-people", is_own ? "own" : "other") ||
           err_set(err, ERR_DENIED, MSG("you may not do this for \"{1}\"", organisation), NO_MSG);
}

// An account may be changed by who administers every organisation in which it has a role.
bool people_need_right_of(App *app, People *p, const WhoView *by, Str person, Err *err) {
    Str *list;
    size_t count;
    if (!by) return true;
    if (!need_right(by, by->organisation, err) ||
        !people_belongs(app->arena, p, person, &list, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!need_right(by, list[i], err)) return false;
    return count || err_set(err, ERR_DENIED,
                            MSG("\"{1}\" is in none of your organisations", person), NO_MSG);
}

// ---- organisations and people -------------------------------------------------------------------

bool app_organisation_add(App *app, OpenPeople *p, const WhoView *by, OrganisationView o,
                          Err *err) {
    (void)app;
    if (by)
        return err_set(err, ERR_DENIED,
                       MSG("organisations are added on the machine of the store only"),
                       MSG("softlaw organisation add"));
    return people_add_organisation(p->people, doer_of(by), (Organisation){o.id, o.kind, o.name},
                                   err);
}

bool app_organisations(App *app, OpenPeople *p, OrganisationList *ret, Err *err) {
    Organisation *list;
    size_t count;
    if (!people_organisations(app->arena, p->people, &list, &count, err)) return false;
    *ret = (OrganisationList){ARENA_ARRAY(app->arena, OrganisationView, count), count};
    for (size_t i = 0; i < count; i++)
        ret->items[i] = (OrganisationView){list[i].id, list[i].kind, list[i].name};
    return true;
}

bool app_person_add(App *app, OpenPeople *p, const WhoView *by, Str id, Str name, Str *ret_password,
                    Err *err) {
    Str made = people_make_password(app->arena, p->people);
    Person person = {.id = id, .name = name, .must_change = true};
    if (by && !need_right(by, by->organisation, err)) return false;
    if (!people_add_person(app->arena, p->people, doer_of(by), person, made, err)) return false;
    *ret_password = made;
    return true;
}

bool app_person_reset(App *app, OpenPeople *p, const WhoView *by, Str id, bool forget_factor,
                      Str *ret_password, Err *err) {
    Str made = people_make_password(app->arena, p->people);
    if (!people_need_right_of(app, p->people, by, id, err) ||
        !people_reset(app->arena, p->people, doer_of(by), id, made, forget_factor, err))
        return false;
    notice_account(app, p, id, "account-reset", STR(""));
    *ret_password = made;
    return true;
}

bool app_person_close(App *app, OpenPeople *p, const WhoView *by, Str id, bool is_closed,
                      Err *err) {
    return people_need_right_of(app, p->people, by, id, err) &&
           people_disable(app->arena, p->people, doer_of(by), id, is_closed, err);
}

// ---- roles --------------------------------------------------------------------------------------

static bool read_role(const RoleView *r, Membership *ret, Err *err) {
    CivilDate day;
    *ret = (Membership){.person = r->person, .organisation = r->organisation};
    if (!role_from_text(r->role, &ret->role))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no role", r->role),
                       MSG("the roles are drafter, finance, reviewer, signatory, evaluator, "
                           "data-provider, credit-officer, office, auditor and administrator"));
    if (!r->until.size) return true;
    if (!civil_parse(r->until, &day))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no date", r->until),
                       MSG("a date reads 2026-12-31"));
    ret->ends_at = (civil_to_days(day) + 1) * DAY;
    return true;
}

// Nobody takes over whom another organisation has: his account would no longer be its own.
static bool need_own(App *app, OpenPeople *p, const WhoView *by, Str person, Err *err) {
    Str *list;
    size_t count;
    if (!by) return true;
    if (!people_belongs(app->arena, p->people, person, &list, &count, err)) return false;
    for (size_t i = 0; i < count; i++)
        if (str_is(list[i], by->organisation)) return true;
    return !count ||
           err_set(err, ERR_DENIED, MSG("\"{1}\" belongs to another organisation", person),
                   MSG("whoever runs this office gives the first role here: softlaw "
                       "people grant"));
}

// His first role is no change that he must be told of.
bool app_role_grant(App *app, OpenPeople *p, const WhoView *by, const RoleView *r, Err *err) {
    Membership m, *before;
    size_t count;
    if (!read_role(r, &m, err) || !need_right(by, r->organisation, err) ||
        !need_own(app, p, by, r->person, err) ||
        !people_memberships(app->arena, p->people, r->person, &before, &count, err) ||
        !people_grant(app->arena, p->people, doer_of(by), m, err))
        return false;
    if (count) notice_account(app, p, r->person, "account-roles", r->organisation);
    return true;
}

bool app_role_revoke(App *app, OpenPeople *p, const WhoView *by, const RoleView *r, Err *err) {
    Membership m;
    if (!read_role(r, &m, err) || !need_right(by, r->organisation, err) ||
        !people_revoke(app->arena, p->people, doer_of(by), m, err))
        return false;
    notice_account(app, p, r->person, "account-roles", r->organisation);
    return true;
}

// ---- the list -----------------------------------------------------------------------------------

static RoleView role_view(App *app, const Membership *m) {
    RoleView v = {m->person, m->organisation, str_from(role_name(m->role)), STR("")};
    if (m->ends_at) v.until = civil_text(app->arena, civil_from_days(m->ends_at / DAY - 1));
    return v;
}

// Both lists are sorted by person.
static void give_roles(App *app, PeopleList *list, const Membership *roles, size_t count) {
    RoleView *views = ARENA_ARRAY(app->arena, RoleView, count);
    size_t at = 0;
    for (size_t i = 0; i < count; i++) views[i] = role_view(app, &roles[i]);
    for (size_t i = 0; i < list->count; i++) {
        PersonView *v = &list->items[i];
        v->roles = views + at;
        while (at < count && str_is(roles[at].person, v->id)) at++, v->role_count++;
    }
}

const PeopleList *app_people_list(App *app, OpenPeople *p, Err *err) {
    Person *persons;
    Membership *roles;
    size_t count, role_count;
    if (!people_persons(app->arena, p->people, &persons, &count, err) ||
        !people_memberships(app->arena, p->people, STR(""), &roles, &role_count, err))
        return NULL;
    PeopleList *list = ARENA_NEW(app->arena, PeopleList);
    *list = (PeopleList){ARENA_ARRAY(app->arena, PersonView, count), count};
    for (size_t i = 0; i < count; i++)
        list->items[i] = (PersonView){.id = persons[i].id,
                                      .name = persons[i].name,
                                      .is_closed = persons[i].is_disabled,
                                      .must_change = persons[i].must_change,
                                      .has_factor = persons[i].has_factor};
    give_roles(app, list, roles, role_count);
    return list;
}
