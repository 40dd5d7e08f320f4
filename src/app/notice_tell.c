// app/notice_tell.c - who is told of what happened
#include "app/notice_int.h"

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

// Members of one organisation who may.
static bool add_members(App *app, OpenPeople *p, const Telling *t, Str organisation,
                        const char *relation, Recipients *ret, Err *err) {
    Membership *list;
    size_t count;
    Act act = act_of(t->act);
    Relation what = relation_of(relation);
    if (!people_members(app->arena, p->people, organisation, &list, &count, err)) return false;
    for (size_t i = 0; i < count;) {
        PeopleActor x = {list[i].person, organisation, 0, ACTS_ALL, true};
        for (; i < count && str_is(list[i].person, x.person); i++) x.roles |= 1u << list[i].role;
        bool is_told = !str_is(x.person, t->but) && people_may(&x, act, what);
        if (is_told) add_recipient(app, t, x.person, organisation, ret);
    }
    return true;
}

bool notice_tell(App *app, OpenPeople *p, const Telling *t, Err *err) {
    DeskDraft d;
    DeskInvitation *invited;
    size_t invited_count;
    Recipients to = {NULL, 0, 0};
    if (!desk_draft(app->arena, p->desk, t->draft, &d, err) ||
        !desk_invitations(app->arena, p->desk, t->draft, &invited, &invited_count, err))
        return false;
    for (size_t i = 0; i <= invited_count; i++) {
        Str organisation = i ? invited[i - 1].organisation : d.owner;
        const char *relation = i ? str_c(app->arena, invited[i - 1].relation) : "own";
        if (t->organisation.size && !str_is(organisation, t->organisation)) continue;
        add_recipient(app, t, STR(""), organisation, &to);
        if (!add_members(app, p, t, organisation, relation, &to, err)) return false;
    }
    return desk_notices_add(app->arena, p->desk, to.items, to.count, err);
}

bool notice_tell_person(App *app, OpenPeople *p, const Telling *t, DeskActor whom, Err *err) {
    Recipients to = {NULL, 0, 0};
    add_recipient(app, t, whom.person, whom.organisation, &to);
    return desk_notices_add(app->arena, p->desk, to.items, to.count, err);
}

bool notice_is_member(App *app, OpenPeople *p, DeskActor whom, bool *ret, Err *err) {
    Membership *list;
    size_t count;
    *ret = false;
    if (!people_members(app->arena, p->people, whom.organisation, &list, &count, err)) return false;
    for (size_t i = 0; i < count && !*ret; i++) *ret = str_is(list[i].person, whom.person);
    return true;
}

bool notice_title(App *app, OpenPeople *p, Str draft, Str *ret, Err *err) {
    DeskDraft d;
    if (!desk_draft(app->arena, p->desk, draft, &d, err)) return false;
    *ret = d.title;
    return true;
}
