// office/watching.c - changes, as they happen: the beginning of an answer that goes on (events.h)
#include "app/change.h"
#include "base/json.h"
#include "office/office_int.h"

enum { CATCH_UP_BYTES = 16 << 10 }; // of what somebody missed; the rest he sees by asking

// Where it goes on: Last-Event-ID of a browser that comes back, `after` of a program.
static bool find_after(const OfficeCall *c, int64_t *ret, Err *err) {
    Str last = office_header(c->request, "last-event-id");
    Str after = last.size ? last : office_query(c->request, "after");
    if (after.size) return page_number(after, "after", ret, err);
    return app_change_last(c->app, c->people, ret, err);
}

static void add_event(Buf *b, int64_t number, const char *name, const ChangeView *v) {
    buf_add_fmt(b, "id: %lld\nevent: %s\ndata: {", (long long)number, name);
    if (v) json_add_text(b, "kind", v->kind);
    if (v) json_add_text(b, "thing", v->thing);
    buf_add_c(b, "}\n\n");
}

// What was missed; where that is much, or no longer known, that everything may have changed.
static bool catch_up(const OfficeCall *c, int64_t after, Buf *b, int64_t *ret_through, Err *err) {
    ChangeList l = {.through = after};
    bool is_much = false;
    do {
        after = l.through;
        if (!app_changes(c->app, c->people, after, &l, err)) return false;
        is_much = is_much || l.is_broken;
        for (size_t i = 0; i < l.count && !is_much; i++) {
            if (app_change_is_for(&l.items[i], c->who))
                add_event(b, l.items[i].number, "change", &l.items[i]);
            is_much = b->size > CATCH_UP_BYTES;
        }
    } while (l.through > after && !is_much);
    *ret_through = l.through;
    if (!is_much) return true;
    if (!app_change_last(c->app, c->people, ret_through, err)) return false;
    *b = (Buf){.arena = c->arena};
    add_event(b, *ret_through, "reset", NULL);
    return true;
}

bool use_events(const OfficeCall *c, Out *out, Err *err) {
    int64_t after;
    OfficeStream *s = &c->effects->stream;
    Buf missed = {.arena = c->arena};
    if (!find_after(c, &after, err) || !catch_up(c, after, &missed, &s->through, err)) return false;
    s->is_open = str_is(c->request->method, STR("GET"));
    s->token = c->token;
    s->who = *c->who;
    buf_add_c(&out->buf, "retry: 3000\n\n");
    buf_add(&out->buf, buf_str(&missed));
    // Without data it is no event, but who is cut off comes back from there.
    buf_add_fmt(&out->buf, "id: %lld\n\n", (long long)s->through);
    return out_end(out);
}
