// app/login.c - logging in, who is here and what he may do, tokens of programs
#include "app/notice_int.h"

#include <assert.h>

static WhoView view_of(App *app, const PeopleActor *actor) {
    return (WhoView){.person = actor->person,
                     .organisation = actor->organisation,
                     .roles = roles_text(app->arena, actor->roles),
                     .role_set = actor->roles,
                     .scope = actor->scope,
                     .has_factor = actor->has_factor};
}

bool app_who(App *app, OpenPeople *p, Str token, WhoView *ret, Err *err) {
    Session s;
    if (!people_session(app->arena, p->people, token, &s, err)) return false;
    *ret = view_of(app, &s.actor);
    ret->must_change = s.must_change;
    ret->ends_at = s.ends_at;
    ret->via = s.via;
    ret->address = s.address;
    return true;
}

bool app_who_program(App *app, OpenPeople *p, Str token, WhoView *ret, Err *err) {
    PeopleActor actor;
    if (!people_token_actor(app->arena, p->people, token, &actor, err)) return false;
    *ret = view_of(app, &actor);
    return true;
}

PeopleActor actor_of(const WhoView *who) {
    return (PeopleActor){who->person, who->organisation, who->must_change ? 0 : who->role_set,
                         who->scope, who->has_factor};
}

Act act_of(const char *word) {
    Act act = ACT_COUNT;
    bool is_known = act_from_text(str_from(word), &act);
    assert(is_known);
    return act;
}

Relation relation_of(const char *word) {
    Relation relation = RELATION_COUNT;
    bool is_known = relation_from_text(str_from(word), &relation);
    assert(is_known);
    return relation;
}

bool app_may(const WhoView *who, const char *act, const char *relation) {
    PeopleActor actor = actor_of(who);
    return people_may(&actor, act_of(act), relation_of(relation));
}

bool app_is_person(const WhoView *who) {
    return who->scope == ACTS_ALL;
}

bool app_own_organisations(App *app, OpenPeople *p, const WhoView *who, Str **ret,
                           size_t *ret_count, Err *err) {
    Membership *list;
    size_t count, own = 0;
    if (!people_memberships(app->arena, p->people, who->person, &list, &count, err)) return false;
    *ret = ARENA_ARRAY(app->arena, Str, count);
    for (size_t i = 0; i < count; i++)
        if (!own || !str_is((*ret)[own - 1], list[i].organisation))
            (*ret)[own++] = list[i].organisation;
    *ret_count = own;
    return true;
}

Str app_csrf(App *app, Str token) {
    return csrf_token(app->arena, token);
}

bool app_csrf_check(Str token, Str csrf) {
    return csrf_check(token, csrf);
}

// ---- logging in ---------------------------------------------------------------------------------

LoginView login_view(const LoginResult *r) {
    static const char *const outcomes[] = {[LOGIN_DONE] = "done",
                                           [LOGIN_NEEDS_FACTOR] = "needs-factor",
                                           [LOGIN_REFUSED] = "refused",
                                           [LOGIN_WAIT] = "wait"};
    return (LoginView){outcomes[r->outcome], r->token, r->wait, r->must_change};
}

bool app_login(App *app, OpenPeople *p, const LoginForm *form, LoginView *ret, Err *err) {
    LoginTry t = {form->person, form->password, form->code, form->address, form->before};
    LoginResult r;
    if (!people_login(app->arena, p->people, &t, &r, err)) return false;
    *ret = notice_login(app, p, &r);
    return true;
}

bool app_login_factor(App *app, OpenPeople *p, Str token, Str code, Str address, LoginView *ret,
                      Err *err) {
    LoginResult r;
    if (!people_login_factor(app->arena, p->people, token, code, address, &r, err)) return false;
    *ret = notice_login(app, p, &r);
    return true;
}

bool app_logout(App *app, OpenPeople *p, Str token, Err *err) {
    return people_logout(app->arena, p->people, token, err);
}

bool app_choose(App *app, OpenPeople *p, Str token, Str organisation, Str *ret_token, Err *err) {
    return people_choose(app->arena, p->people, token, organisation, ret_token, err);
}

bool app_password_change(App *app, OpenPeople *p, Str token, Str old, Str new, Str *ret_token,
                         Err *err) {
    Session s;
    // The first password is replaced by everybody.
    if (!people_session(app->arena, p->people, token, &s, err) ||
        !people_change_password(app->arena, p->people, token, old, new, ret_token, err))
        return false;
    if (!s.must_change) notice_account(app, p, s.actor.person, "account-password", STR(""));
    return true;
}

bool app_factor_begin(App *app, OpenPeople *p, Str token, Str *ret_uri, Err *err) {
    return people_factor_begin(app->arena, p->people, token, ret_uri, err);
}

bool app_factor_confirm(App *app, OpenPeople *p, Str token, Str code, Str ret_codes[10], Err *err) {
    if (!people_factor_confirm(app->arena, p->people, token, code, ret_codes, err)) return false;
    notice_own_account(app, p, token, "account-factor", STR(""));
    return true;
}

// ---- what one likes -----------------------------------------------------------------------------

bool app_zone(App *app, OpenPeople *p, const WhoView *who, Str *ret, Err *err) {
    return people_zone(app->arena, p->people, who->person, ret, err);
}

bool app_choose_zone(App *app, OpenPeople *p, const WhoView *who, Str zone, Err *err) {
    uint32_t found;
    if (zone.size && !zone_find(zone, &found))
        return err_set(err, ERR_INPUT, MSG("there is no time zone \"{1}\"", zone),
                       MSG("zones are named as in Asia/Shanghai or Europe/Berlin"));
    return people_set_zone(app->arena, p->people, who->person, zone, err);
}

// ---- tokens of programs -------------------------------------------------------------------------

bool app_program_may(const WhoView *who, const char *act) {
    PeopleActor actor = actor_of(who);
    for (Relation r = 0; !act_takes_factor(act_of(act)) && r < RELATION_COUNT; r++)
        if (people_may(&actor, act_of(act), r)) return true;
    return false;
}

bool app_program_add(App *app, OpenPeople *p, const WhoView *who, const ProgramView *v,
                     Str *ret_token, Err *err) {
    ApiToken t = {.name = v->name,
                  .person = who->person,
                  .organisation = who->organisation,
                  .ends_at = v->ends_at};
    if (!acts_from_text(v->scope, &t.scope))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no scope", v->scope),
                       MSG("a scope is words parted by blanks, for example read write-facts"));
    if (who->scope != ACTS_ALL)
        return err_set(err, ERR_DENIED, MSG("a program makes no tokens"), NO_MSG);
    if (!people_token_add(app->arena, p->people, doer_of(who), t, ret_token, err)) return false;
    notice_account(app, p, who->person, "account-token", v->name);
    return true;
}

bool app_programs(App *app, OpenPeople *p, const WhoView *who, ProgramList *ret, Err *err) {
    ApiToken *list;
    size_t count;
    if (!people_tokens(app->arena, p->people, who->person, &list, &count, err)) return false;
    *ret = (ProgramList){ARENA_ARRAY(app->arena, ProgramView, count), count};
    for (size_t i = 0; i < count; i++)
        ret->items[i] = (ProgramView){list[i].number, list[i].ends_at, list[i].name,
                                      list[i].organisation, acts_text(app->arena, list[i].scope)};
    return true;
}

bool app_program_end(App *app, OpenPeople *p, const WhoView *who, int64_t number, Err *err) {
    return people_token_end(app->arena, p->people, doer_of(who), who->person, number, err);
}
