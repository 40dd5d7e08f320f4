// app/session.c - where one is logged in
#include "app/session.h"
#include "app/people_int.h"

bool app_sessions(App *app, OpenPeople *p, Str token, SessionList *ret, Err *err) {
    Session *list;
    if (!people_sessions(app->arena, p->people, token, &list, &ret->count, err)) return false;
    ret->items = ARENA_ARRAY(app->arena, SessionView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++) {
        const Session *s = &list[i];
        ret->items[i] = (SessionView){.organisation = s->actor.organisation,
                                      .address = s->address,
                                      .via = s->via,
                                      .made_at = app_time_text(app, s->made_at),
                                      .seen_at = app_time_text(app, s->seen_at),
                                      .has_factor = s->actor.has_factor,
                                      .is_this = s->is_this};
    }
    return true;
}

bool app_sessions_end(App *app, OpenPeople *p, Str token, Err *err) {
    return people_logout_others(app->arena, p->people, token, err);
}

bool session_list_json(const SessionList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"sessions\":[");
    for (size_t i = 0; i < l->count; i++) {
        const SessionView *s = &l->items[i];
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "organisation", s->organisation);
        json_add_text(b, "address", s->address);
        json_add_text_or_null(b, "via", s->via);
        json_add_text(b, "began", s->made_at);
        json_add_text(b, "seen", s->seen_at);
        json_add_name(b, "second factor");
        buf_add_c(b, s->has_factor ? "true" : "false");
        json_add_name(b, "this");
        buf_add_c(b, s->is_this ? "true}" : "false}");
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}
