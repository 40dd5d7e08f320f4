// app/notice_send.c - what waits is sent, or tried again later
#include "app/desk_int.h"
#include "app/notice_int.h"

#include "courier/courier.h"

typedef struct Sending {
    App *app;
    OpenPeople *people;
    const NoticeSending *how;
    NoticeSent *sent;
    int64_t now;
} Sending;

static Lang lang_of(const DeskDelivery *d) {
    Lang lang = LANG_EN;
    lang_from_text(d->channel.lang, &lang);
    return lang;
}

// ---- one mail, for one or many notices ----------------------------------------------------------

static Str mail_subject(const Sending *s, const DeskDelivery *list, size_t count) {
    Lang lang = lang_of(list);
    if (count == 1) return notice_text(s->app, lang, &list->notice);
    return lang_render(s->app->arena, lang,
                       MSG("{1} notices of the office", desk_number(s->app, (int64_t)count)));
}

static Str mail_body(const Sending *s, const DeskDelivery *list, size_t count) {
    Buf b = {.arena = s->app->arena};
    for (size_t i = 0; i < count; i++) {
        Str at = app_time_text(s->app, list[i].notice.made_at);
        Str text = notice_text(s->app, lang_of(list), &list[i].notice);
        buf_add_fmt(&b, "%.*s  %.*s\r\n", STR_ARG(at), STR_ARG(text));
    }
    return buf_str(&b);
}

// The same for the same notices.
static CourierResult send_mail(const Sending *s, const DeskDelivery *list, size_t count) {
    const NoticeSending *how = s->how;
    if (!how->smtp.size) return (CourierResult){COURIER_LATER, STR("no mail server is named")};
    MailServer server = {how->smtp, how->user, how->password, how->seconds};
    Mail m = {.from = how->from,
              .to = list->channel.address,
              .subject = mail_subject(s, list, count),
              .text = mail_body(s, list, count),
              .id = str_fmt(s->app->arena, "notice-%lld-%lld-%zu.%.*s",
                            (long long)list->channel.number, (long long)list->notice.number, count,
                            STR_ARG(how->from)),
              .at = s->now};
    return mail_send(s->app->arena, &server, &m);
}

// ---- one call for each notice -------------------------------------------------------------------

static Str hook_body(const Sending *s, const DeskDelivery *d) {
    const DeskNotice *n = &d->notice;
    Buf b = {.arena = s->app->arena};
    buf_add_byte(&b, '{');
    json_add_int(&b, "number", n->number);
    json_add_text(&b, "kind", n->kind);
    json_add_text(&b, "draft", n->thing);
    json_add_text(&b, "organisation", n->organisation);
    json_add_text(&b, "at", sys_time_text(s->app->arena, n->made_at * 1000000));
    json_add_text(&b, "text", notice_text(s->app, lang_of(d), n));
    buf_add_byte(&b, '}');
    return buf_str(&b);
}

static CourierResult call_hook(const Sending *s, const DeskDelivery *list, size_t count) {
    (void)count;
    Hook h = {.url = list->channel.address,
              .secret = list->channel.secret,
              .id = str_fmt(s->app->arena, "notice-%lld-%lld", (long long)list->channel.number,
                            (long long)list->notice.number),
              .body = hook_body(s, list),
              .at = s->now,
              .is_local_allowed = s->how->is_local_allowed,
              .seconds = s->how->seconds};
    return hook_call(s->app->arena, &h);
}

// ---- all that is due ----------------------------------------------------------------------------

static bool note(Sending *s, const DeskDelivery *list, size_t count, CourierResult r, Err *err) {
    int64_t most = 0;
    for (size_t i = 0; i < count; i++) most = list[i].tries > most ? list[i].tries : most;
    int64_t wait = courier_wait(most + 1);
    bool is_sent = r.outcome == COURIER_SENT, is_later = r.outcome == COURIER_LATER && wait;
    Str state = is_sent ? STR("sent") : is_later ? STR("waiting") : STR("failed");
    *(is_sent ? &s->sent->sent : is_later ? &s->sent->later : &s->sent->failed) += count;
    return desk_deliveries_note(s->people->desk, list, count, state, s->now + wait, r.why, err);
}

static bool send_some(Sending *s, const DeskDelivery *list, size_t count, Err *err) {
    bool is_mail = str_is(list->channel.kind, STR("mail")), is_member = true;
    DeskActor whom = {list->channel.person, list->notice.organisation};
    if (is_mail && !notice_is_member(s->app, s->people, whom, &is_member, err)) return false;
    CourierResult r = {COURIER_NEVER, STR("no member any more")};
    if (is_member) r = is_mail ? send_mail(s, list, count) : call_hook(s, list, count);
    return note(s, list, count, r, err);
}

// One mail has notices of one organisation.
static bool goes_along(const DeskDelivery *first, const DeskDelivery *next) {
    return first->channel.number == next->channel.number &&
           str_is(first->channel.kind, STR("mail")) &&
           str_is(first->notice.organisation, next->notice.organisation);
}

bool app_notice_send(App *app, OpenPeople *p, const NoticeSending *how, NoticeSent *ret, Err *err) {
    enum { AT_ONCE = 500 };
    DeskDelivery *list;
    size_t count;
    *ret = (NoticeSent){0, 0, 0};
    Sending s = {app, p, how, ret, sys_now(app->options.sys) / 1000000};
    if (!desk_deliveries_due(app->arena, p->desk, AT_ONCE, &list, &count, err)) return false;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && goes_along(&list[i], &list[end]);) end++;
        if (!send_some(&s, &list[i], end - i, err)) return false;
    }
    return true;
}
