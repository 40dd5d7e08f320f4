// app/desk_talk.c - who takes part in a draft, and what they remark
#include "app/desk_int.h"
#include "app/notice_int.h"

static void add_invitations(App *app, const DeskInvitation *list, size_t count, TalkView *v) {
    v->invitations = ARENA_ARRAY(app->arena, InvitationView, count + 1);
    v->invitation_count = count;
    for (size_t i = 0; i < count; i++)
        v->invitations[i] =
            (InvitationView){list[i].organisation, list[i].relation, list[i].made_by};
}

static void add_remarks(App *app, const DeskRemark *list, TalkView *v) {
    v->remarks = ARENA_ARRAY(app->arena, RemarkView, v->remark_count + 1);
    for (size_t i = 0; i < v->remark_count; i++) {
        const DeskRemark *r = &list[i];
        v->remarks[i] = (RemarkView){desk_number(app, r->number),
                                     desk_number(app, r->version),
                                     r->anchor,
                                     r->text,
                                     r->author,
                                     r->organisation,
                                     app_time_text(app, r->made_at),
                                     r->closed_by};
    }
}

bool app_talk(App *app, OpenPeople *p, Str id, const ListWanted *w, TalkView *ret, Err *err) {
    DeskInvitation *invitations;
    DeskRemark *remarks;
    size_t invitation_count, count;
    DeskWanted wanted = desk_wanted(w);
    if (!desk_invitations(app->arena, p->desk, id, &invitations, &invitation_count, err) ||
        !desk_remarks(app->arena, p->desk, id, &wanted, &remarks, &count, err))
        return false;
    *ret = (TalkView){.remark_count = desk_shown(&wanted, count), .next = STR("")};
    add_invitations(app, invitations, invitation_count, ret);
    add_remarks(app, remarks, ret);
    if (count > ret->remark_count) ret->next = ret->remarks[ret->remark_count - 1].number;
    return true;
}

static bool need_organisation(App *app, OpenPeople *p, Str id, Err *err) {
    Organisation *list;
    size_t count;
    if (!people_organisations(app->arena, p->people, &list, &count, err)) return false;
    for (size_t i = 0; i < count; i++)
        if (str_is(list[i].id, id)) return true;
    return err_set(err, ERR_NOT_FOUND, MSG("there is no organisation \"{1}\"", id),
                   MSG("whoever runs the office adds one with: softlaw organisation add"));
}

bool app_invite(App *app, OpenPeople *p, const WhoView *who, Str id, Str organisation, Str relation,
                Err *err) {
    if (str_is(organisation, who->organisation))
        return err_set(err, ERR_INPUT, MSG("this draft is your own organisation's already"),
                       NO_MSG);
    Telling t = {.kind = str_is(relation, STR("partner")) ? "invited-partner" : "invited-observer",
                 .act = "read",
                 .draft = id,
                 .words = {who->person},
                 .organisation = organisation};
    return need_organisation(app, p, organisation, err) &&
           desk_invite(p->desk, desk_actor(who), id, organisation, relation, err) &&
           notice_title(app, p, id, &t.words[1], err) && notice_tell(app, p, &t, err);
}

bool app_uninvite(App *app, OpenPeople *p, Str id, Str organisation, Err *err) {
    (void)app;
    return desk_uninvite(p->desk, id, organisation, err);
}

bool app_remark(App *app, OpenPeople *p, const WhoView *who, Str id, Str anchor, Str text,
                int64_t *ret_number, Err *err) {
    Telling t = {.kind = "remark",
                 .act = "draft",
                 .draft = id,
                 .words = {who->person, STR(""), text},
                 .but = who->person};
    return desk_remark_add(p->desk, desk_actor(who), id, anchor, text, ret_number, err) &&
           notice_title(app, p, id, &t.words[1], err) && notice_tell(app, p, &t, err);
}

bool app_remark_close(App *app, OpenPeople *p, const WhoView *who, Str id, int64_t number,
                      Err *err) {
    (void)app;
    return desk_remark_close(p->desk, desk_actor(who), id, number, err);
}
