// app/notice.c - notices as their reader sees them
#include "app/desk_int.h"
#include "app/notice_int.h"

bool app_notices(App *app, OpenPeople *p, const WhoView *who, NoticeWanted w, NoticeList *ret,
                 Err *err) {
    DeskNotice *list;
    size_t count, most = w.limit && w.limit < NOTICE_PAGE ? w.limit : NOTICE_PAGE;
    DeskActor of = desk_actor(who);
    DeskWanted wanted = {.kind = w.kind, .from = w.before, .limit = most + 1};
    *ret = (NoticeList){.count = 0};
    if (!desk_notices(app->arena, p->desk, of, &wanted, &list, &count, err) ||
        !desk_notices_unread(p->desk, of, &ret->unread, err))
        return false;
    ret->count = count < most ? count : most;
    ret->next = count > most ? list[most - 1].number : 0;
    ret->items = ARENA_ARRAY(app->arena, NoticeView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++) {
        const DeskNotice *n = &list[i];
        Str text = notice_text(app, app->options.lang, n);
        ret->items[i] = (NoticeView){
            n->number, n->kind, n->thing, text, app_time_text(app, n->made_at), n->read_at != 0};
    }
    return true;
}

bool app_notices_read(App *app, OpenPeople *p, const WhoView *who, int64_t through, Err *err) {
    (void)app;
    return desk_notices_read(p->desk, desk_actor(who), through, err);
}

bool notice_list_json(const NoticeList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"notices\":[");
    for (size_t i = 0; i < l->count; i++) {
        const NoticeView *n = &l->items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_int(b, "number", n->number);
        json_add_text(b, "kind", n->kind);
        json_add_text(b, "draft", n->thing);
        json_add_text(b, "text", n->text);
        json_add_text(b, "at", n->at);
        buf_add_fmt(b, ",\"read\":%s}", n->is_read ? "true" : "false");
    }
    buf_add_fmt(b, "],\n\"unread\":%lld,\"next\":%lld}\n", (long long)l->unread,
                (long long)l->next);
    return out_end(out);
}
