// app/notice_tell.c - who is told of what happened
#include "app/notice_int.h"

#include "base/map.h"

typedef struct Recipients {
    DeskNotice *items;
    size_t count, capacity;
} Recipients;

static void add_recipient(App *app, const Telling *t, Str person, Str organisation, Recipients *l) {
    DeskNotice *n = VEC_ADD(app->arena, l);
    *n = (DeskNotice){.person = person,
                      .organisation = organisation,
                      .kind = str_from(t->kind),
                      .thing = t->draft,
                      .once = t->once.size ? t->once : STR("")};
    for (size_t i = 0; i < DESK_NOTICE_WORDS; i++)
        n->words[i] = t->words[i].size ? t->words[i] : STR("");
}

typedef struct Members {
    Membership *items; // the roles of one person in one organisation stand together
    size_t count;
    Map closed; // accounts that are closed
} Members;

static bool read_members(App *app, OpenPeople *p, Members *ret, Err *err) {
    Person *persons;
    size_t count;
    *ret = (Members){.closed = {.arena = app->arena}};
    if (!people_persons(app->arena, p->people, &persons, &count, err)) return false;
    for (size_t i = 0; i < count; i++)
        if (persons[i].is_disabled) map_add(&ret->closed, persons[i].id, 0);
    return people_memberships(app->arena, p->people, STR(""), &ret->items, &ret->count, err);
}

// Members of one organisation who may.
static void add_members(App *app, const Telling *t, Str organisation, const char *relation,
                        const Members *members, Recipients *ret) {
    const Membership *list = members->items;
    size_t count = members->count;
    uint32_t found;
    Act act = act_of(t->act);
    Relation what = relation_of(relation);
    for (size_t i = 0; i < count;) {
        PeopleActor x = {list[i].person, list[i].organisation, 0, ACTS_ALL, true};
        for (; i < count && str_is(list[i].person, x.person) &&
               str_is(list[i].organisation, x.organisation);
             i++)
            x.roles |= 1u << list[i].role;
        bool is_told = str_is(x.organisation, organisation) && !str_is(x.person, t->but) &&
                       !map_get(&members->closed, x.person, &found) && people_may(&x, act, what);
        if (is_told) add_recipient(app, t, x.person, organisation, ret);
    }
}

bool notice_tell(App *app, OpenPeople *p, const Telling *t, Err *err) {
    DeskDraft d;
    DeskInvitation *invited;
    Members members;
    size_t invited_count;
    Recipients to = {NULL, 0, 0};
    if (!desk_draft(app->arena, p->desk, t->draft, &d, err) ||
        !desk_invitations(app->arena, p->desk, t->draft, &invited, &invited_count, err) ||
        !read_members(app, p, &members, err))
        return false;
    for (size_t i = 0; i <= invited_count; i++) {
        Str organisation = i ? invited[i - 1].organisation : d.owner;
        const char *relation = i ? str_c(app->arena, invited[i - 1].relation) : "own";
        if (t->organisation.size && !str_is(organisation, t->organisation)) continue;
        add_recipient(app, t, STR(""), organisation, &to);
        add_members(app, t, organisation, relation, &members, &to);
    }
    return desk_notices_add(app->arena, p->desk, to.items, to.count, err);
}

bool notice_tell_person(App *app, OpenPeople *p, const Telling *t, DeskActor whom, Err *err) {
    Recipients to = {NULL, 0, 0};
    add_recipient(app, t, whom.person, whom.organisation, &to);
    return desk_notices_add(app->arena, p->desk, to.items, to.count, err);
}

bool notice_is_member(App *app, OpenPeople *p, DeskActor whom, bool *ret, Err *err) {
    Members members;
    uint32_t found;
    *ret = false;
    if (!read_members(app, p, &members, err)) return false;
    if (map_get(&members.closed, whom.person, &found)) return true;
    for (size_t i = 0; i < members.count && !*ret; i++)
        *ret = str_is(members.items[i].person, whom.person) &&
               str_is(members.items[i].organisation, whom.organisation);
    return true;
}

bool notice_title(App *app, OpenPeople *p, Str draft, Str *ret, Err *err) {
    DeskDraft d;
    if (!desk_draft(app->arena, p->desk, draft, &d, err)) return false;
    *ret = d.title;
    return true;
}
