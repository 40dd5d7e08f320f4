// app/change.c - what has changed on the desk, and for whom
#include "app/change.h"

#include "app/desk_int.h"

enum { CHANGES_AT_ONCE = 200 };

bool app_changes(App *app, OpenPeople *p, int64_t after, ChangeList *ret, Err *err) {
    DeskChange *list;
    int64_t first, last;
    *ret = (ChangeList){.count = 0};
    if (!desk_changes_kept(p->desk, &first, &last, err)) return false;
    // A number that is not yet given comes from a store that was put back since.
    ret->is_broken = after > last || (first && after + 1 < first);
    if (ret->is_broken) after = last;
    if (!desk_changes(app->arena, p->desk, after, CHANGES_AT_ONCE, &list, &ret->count,
                      &ret->through, err))
        return false;
    ret->items = ARENA_ARRAY(app->arena, ChangeView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++)
        ret->items[i] = (ChangeView){list[i].number, list[i].kind,         list[i].thing,
                                     list[i].person, list[i].organisation, list[i].relation};
    return true;
}

bool app_change_last(App *app, OpenPeople *p, int64_t *ret, Err *err) {
    int64_t first;
    (void)app;
    return desk_changes_kept(p->desk, &first, ret, err);
}

bool app_change_is_for(const ChangeView *c, const WhoView *who) {
    static const char *const RELATIONS[] = {"own", "partner", "observer"};
    if (!str_is(c->organisation, who->organisation)) return false;
    if (c->person.size) return str_is(c->person, who->person);
    for (size_t i = 0; i < sizeof RELATIONS / sizeof *RELATIONS; i++)
        if (str_is(c->relation, str_from(RELATIONS[i]))) return app_may(who, "read", RELATIONS[i]);
    return true;
}
