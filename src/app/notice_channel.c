// app/notice_channel.c - where notices go besides: mail and programs
#include "app/desk_int.h"
#include "app/notice_int.h"

#include "courier/courier.h"

enum { DAY = 24 * 60 * 60 };

// As whom he reads and ends: for his organisation only where he may manage its people.
static DeskActor reach_of(const WhoView *who) {
    bool is_manager = app_may(who, "manage-people", "own");
    return (DeskActor){who->person, is_manager ? who->organisation : STR("")};
}

bool app_channels(App *app, OpenPeople *p, const WhoView *who, ChannelList *ret, Err *err) {
    DeskChannel *list;
    size_t count;
    if (!desk_channels(app->arena, p->desk, reach_of(who), &list, &count, err)) return false;
    *ret = (ChannelList){ARENA_ARRAY(app->arena, ChannelView, count + 1), count};
    for (size_t i = 0; i < count; i++)
        ret->items[i] = (ChannelView){list[i].number, list[i].kind, list[i].address, list[i].lang,
                                      list[i].digest != 0};
    return true;
}

bool app_channel_mail(App *app, OpenPeople *p, const WhoView *who, Str address, bool is_daily,
                      int64_t *ret_number, Err *err) {
    DeskChannel c = {.person = who->person,
                     .organisation = STR(""),
                     .kind = STR("mail"),
                     .address = str_trim(address),
                     .secret = STR(""),
                     .lang = lang_name(app->options.lang),
                     .digest = is_daily ? DAY : 0};
    if (!mail_address_is(c.address))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address for mail", address),
                       MSG("write it as name@example.org"));
    return desk_channel_add(p->desk, desk_actor(who), &c, ret_number, err);
}

bool app_channel_hook(App *app, OpenPeople *p, const WhoView *who, Str url, bool is_local_allowed,
                      Str *ret_secret, int64_t *ret_number, Err *err) {
    DeskChannel c = {.person = STR(""),
                     .organisation = who->organisation,
                     .kind = STR("hook"),
                     .address = str_trim(url),
                     .secret = hook_secret(app->arena, app->options.sys),
                     .lang = lang_name(app->options.lang)};
    if (!hook_address_is(c.address, is_local_allowed))
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no address of a program", url),
                       MSG("write it as https://example.org/path"));
    *ret_secret = c.secret;
    return desk_channel_add(p->desk, desk_actor(who), &c, ret_number, err);
}

bool app_channel_end(App *app, OpenPeople *p, const WhoView *who, int64_t number, Err *err) {
    (void)app;
    return desk_channel_end(p->desk, reach_of(who), number, err);
}
