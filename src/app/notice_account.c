// app/notice_account.c - a person is told what was changed at his account
#include "app/notice_int.h"

bool notice_account(App *app, OpenPeople *p, Str person, const char *kind, Str what, Err *err) {
    Membership *list;
    size_t count;
    Telling t = {.kind = kind, .draft = STR(""), .words = {what}};
    if (!people_memberships(app->arena, p->people, person, &list, &count, err)) return false;
    for (size_t i = 0; i < count; i++) {
        bool is_told = i && str_is(list[i].organisation, list[i - 1].organisation);
        DeskActor whom = {person, list[i].organisation};
        if (!is_told && !notice_tell_person(app, p, &t, whom, err)) return false;
    }
    return true;
}

bool notice_own_account(App *app, OpenPeople *p, Str token, const char *kind, Str what, Err *err) {
    Session s;
    return people_session(app->arena, p->people, token, &s, err) &&
           notice_account(app, p, s.actor.person, kind, what, err);
}
