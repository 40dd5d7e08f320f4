// app/provider_link.c - which account a name at a provider is: listed, made, ended
#include "app/notice_int.h"
#include "app/provider_int.h"

enum { DATE_BYTES = 10 };

bool app_links(App *app, OpenPeople *p, Str person, LinkList *ret, Err *err) {
    Link *list;
    size_t count;
    if (!people_links(app->arena, p->people, person, &list, &count, err)) return false;
    *ret = (LinkList){ARENA_ARRAY(app->arena, LinkView, count), count};
    for (size_t i = 0; i < count; i++) {
        const Link *l = &list[i];
        Str since = str_part(sys_time_text(app->arena, l->made_at * 1000000), 0, DATE_BYTES);
        ret->items[i] = (LinkView){l->person, l->issuer, l->subject, since, l->made_by};
    }
    return true;
}

static bool need_person(const WhoView *by, Err *err) {
    return !by || by->scope == ACTS_ALL ||
           err_set(err, ERR_DENIED, MSG("a program changes no links"), NO_MSG);
}

bool app_link_add(App *app, OpenPeople *p, const WhoView *by, Str person, Str issuer, Str subject,
                  Err *err) {
    Message why = NO_MSG;
    Link l = {.person = person, .issuer = issuer, .subject = subject};
    if (!oidc_issuer_check(issuer, &why)) return err_set(err, ERR_INPUT, why, NO_MSG);
    if (!need_person(by, err) || !people_need_right_of(app, p->people, by, person, err) ||
        !people_link(app->arena, p->people, doer_of(by), l, err))
        return false;
    notice_account(app, p, person, "account-link", issuer);
    return true;
}

// Who has a second factor proves it to change how he logs in.
static bool need_factor(App *app, OpenPeople *p, const WhoView *by, Err *err) {
    bool has_factor;
    if (!people_has_factor(app->arena, p->people, by->person, &has_factor, err)) return false;
    return by->has_factor || !has_factor ||
           err_set(err, ERR_DENIED, MSG("log in with the second factor to change it"), NO_MSG);
}

bool app_link_end(App *app, OpenPeople *p, const WhoView *by, Str person, Str issuer, Err *err) {
    bool is_own = by && str_is(by->person, person);
    if (!need_person(by, err) ||
        !(is_own ? need_factor(app, p, by, err)
                 : people_need_right_of(app, p->people, by, person, err)) ||
        !people_unlink(app->arena, p->people, doer_of(by), person, issuer, err))
        return false;
    notice_account(app, p, person, "account-unlink", issuer);
    return true;
}
