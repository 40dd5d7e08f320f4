// office/notices.c - what one is told, and where else one is told it
#include "app/notice.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct NoticeRow {
    const NoticeView *view;
} NoticeRow;

typedef struct ChannelRow {
    const ChannelView *view;
    Str number;
} ChannelRow;

typedef struct NoticesPage {
    Heading heading;
    NoticeList list;
    NoticeRow *rows;
    Str last, next; // numbers
    ChannelList channel_list;
    ChannelRow *channels;
    bool may_hook;
    Str secret; // of a program that was just added
} NoticesPage;

#include "office/layout.html.h"

#include "office/notices.html.h"

static Str number_text(const OfficeCall *c, int64_t number) {
    return number ? str_fmt(c->arena, "%lld", (long long)number) : STR("");
}

static bool find_notices(const OfficeCall *c, NoticeList *ret, Err *err) {
    NoticeWanted wanted = {.kind = office_query(c->request, "kind")};
    return page_number(office_query(c->request, "before"), "before", &wanted.before, err) &&
           filter_read_limit(c, &wanted.limit, err) &&
           app_notices(c->app, c->people, c->who, wanted, ret, err);
}

static bool find_all(const OfficeCall *c, NoticesPage *v, Err *err) {
    if (!find_notices(c, &v->list, err) ||
        !app_channels(c->app, c->people, c->who, &v->channel_list, err))
        return false;
    v->rows = ARENA_ARRAY(c->arena, NoticeRow, v->list.count + 1);
    for (size_t i = 0; i < v->list.count; i++) v->rows[i].view = &v->list.items[i];
    v->last = number_text(c, v->list.count ? v->list.items[0].number : 0);
    v->next = filter_next(c, "before", number_text(c, v->list.next));
    v->channels = ARENA_ARRAY(c->arena, ChannelRow, v->channel_list.count + 1);
    for (size_t i = 0; i < v->channel_list.count; i++) {
        const ChannelView *channel = &v->channel_list.items[i];
        v->channels[i] = (ChannelRow){channel, number_text(c, channel->number)};
    }
    return true;
}

static bool write_page(const OfficeCall *c, Str secret, Out *out, Err *err) {
    Page p = page_of(c);
    NoticesPage v = {.heading = {page_say(c, N_("Notices")), !secret.size},
                     .may_hook = page_may(c, "manage-people"),
                     .secret = secret};
    if (!page_go_live(c, &p, "notice", STR(""), err) || !find_all(c, &v, err)) return false;
    page_notices(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_notices(const OfficeCall *c, Out *out, Err *err) {
    return write_page(c, STR(""), out, err);
}

bool use_notices(const OfficeCall *c, Out *out, Err *err) {
    NoticeList list;
    return find_notices(c, &list, err) && notice_list_json(&list, out);
}

bool use_channels(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    ChannelList list;
    if (!app_channels(c->app, c->people, c->who, &list, err)) return false;
    buf_add_c(b, "{\"channels\":[");
    for (size_t i = 0; i < list.count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_int(b, "number", list.items[i].number);
        json_add_text(b, "kind", list.items[i].kind);
        json_add_text(b, "address", list.items[i].address);
        json_add_name(b, "daily");
        buf_add_c(b, list.items[i].is_daily ? "true}" : "false}");
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

// ---- forms --------------------------------------------------------------------------------------

bool use_notices_read(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return page_number(office_field(c, "number"), "number", &number, err) &&
           app_notices_read(c->app, c->people, c->who, number, err) &&
           page_done(c, STR("/notices"), 0, out);
}

bool use_channel_mail(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    bool is_daily = str_is(office_field(c, "daily"), STR("yes"));
    return app_channel_mail(c->app, c->people, c->who, office_field(c, "address"), is_daily,
                            &number, err) &&
           page_done(c, STR("/notices"), number, out);
}

bool use_channel_hook(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    Str secret;
    if (!app_channel_hook(c->app, c->people, c->who, office_field(c, "url"), false, &secret,
                          &number, err))
        return false;
    if (!office_is_api(c->request->path)) return write_page(c, secret, out, err);
    buf_add_byte(&out->buf, '{');
    json_add_int(&out->buf, "number", number);
    json_add_text(&out->buf, "secret", secret);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool use_channel_end(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    return page_number(office_field(c, "number"), "number", &number, err) &&
           app_channel_end(c->app, c->people, c->who, number, err) &&
           page_done(c, STR("/notices"), 0, out);
}
