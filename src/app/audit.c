// app/audit.c - four eyes: who prepared and who approves; and the audit, for auditors
#include "app/people_int.h"

#include "base/civil.h"

bool app_prepare(App *app, OpenPeople *p, const WhoView *who, Str id, const char *act, Err *err) {
    PeopleActor actor = actor_of(who);
    return people_prepare(app->arena, p->people, &actor, id, act_of(act), err);
}

bool app_approve(App *app, OpenPeople *p, const WhoView *who, Str id, const char *relation,
                 const char **ret_verdict, Err *err) {
    static const char *const words[] = {[VERDICT_YES] = "yes",
                                        [VERDICT_NO_RIGHT] = "no-right",
                                        [VERDICT_NO_FACTOR] = "no-factor",
                                        [VERDICT_OWN_WORK] = "own-work",
                                        [VERDICT_TWICE] = "twice"};
    PeopleActor actor = actor_of(who);
    Verdict verdict;
    if (!people_approve(app->arena, p->people, &actor, id, relation_of(relation), &verdict, err))
        return false;
    *ret_verdict = words[verdict];
    return true;
}

static AuditView view_of(App *app, const AuditEvent *e) {
    Str exact = sys_time_text(app->arena, e->at * 1000000);
    Str at =
        str_fmt(app->arena, "%.*sZ", STR_ARG(str_part(exact, 0, sizeof "2024-01-31T12:00:00" - 1)));
    return (AuditView){e->number, at, e->what, e->who, e->whom, e->address, e->detail};
}

static bool read_day(Str text, AuditFilter *ret, Err *err) {
    enum { DAY = 24 * 60 * 60 };
    CivilDate date;
    if (!text.size) return true;
    if (!civil_parse(text, &date))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no day", text),
                       MSG("write it as 2026-12-31"));
    ret->from = civil_to_days(date) * DAY;
    ret->until = ret->from + DAY;
    return true;
}

bool app_audit(App *app, OpenPeople *p, const WhoView *who, const AuditWanted *w, AuditList *ret,
               Err *err) {
    AuditEvent *events;
    size_t count;
    AuditFilter f = {.first = w->first, .limit = w->limit, .what = w->what, .who = w->who};
    if (who && !app_may(who, "read-audit", "own"))
        return err_set(err, ERR_DENIED, MSG("the audit is for auditors"), NO_MSG);
    f.organisation = who ? who->organisation : STR("");
    if (!read_day(w->day, &f, err) ||
        !people_audit(app->arena, p->people, &f, &events, &count, err))
        return false;
    *ret = (AuditList){ARENA_ARRAY(app->arena, AuditView, count), count};
    for (size_t i = 0; i < count; i++) ret->items[i] = view_of(app, &events[i]);
    return true;
}
