// app/notice_account.c - a person is told what was changed at his account
#include "app/notice_int.h"

void notice_account(App *app, OpenPeople *p, Str person, const char *kind, Str what) {
    Membership *list;
    size_t count;
    Telling t = {.kind = kind, .draft = STR(""), .words = {what}};
    if (!people_memberships(app->arena, p->people, person, &list, &count, NULL)) return;
    for (size_t i = 0; i < count; i++) {
        bool is_told = i && str_is(list[i].organisation, list[i - 1].organisation);
        DeskActor whom = {person, list[i].organisation};
        if (!is_told) notice_tell_person(app, p, &t, whom, NULL);
    }
}

void notice_own_account(App *app, OpenPeople *p, Str token, const char *kind, Str what) {
    Session s;
    if (people_session(app->arena, p->people, token, &s, NULL))
        notice_account(app, p, s.actor.person, kind, what);
}

LoginView notice_login(App *app, OpenPeople *p, const LoginResult *r) {
    if (r->told && r->person.size) notice_account(app, p, r->person, r->told, STR(""));
    return login_view(r);
}
