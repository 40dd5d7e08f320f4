// app/remote_list.c - lists of an office, page by page to the end
#include "app/remote_int.h"

static bool is_counted(const RemoteListCall *c) {
    return c->cursor && !strcmp(c->cursor, "skip");
}

// Where the list goes on; "" at its end.
static Str next_of(App *app, const RemoteListCall *c, const RemoteList *l, const JsonNode *page) {
    if (!c->cursor) return STR("");
    if (is_counted(c))
        return str_is(remote_member(app->arena, page, "more"), STR("true"))
                   ? str_fmt(app->arena, "%zu", l->count)
                   : STR("");
    const JsonNode *next = json_find(page, STR("next"));
    bool is_end = !next || (next->kind == JSON_NUMBER && str_is(next->text, STR("0")));
    return is_end ? STR("") : remote_member(app->arena, page, "next");
}

// Where it goes on behind the last item that is wanted.
static Str next_behind(App *app, const RemoteListCall *c, const RemoteList *l) {
    if (is_counted(c)) return str_fmt(app->arena, "%zu", l->count);
    const JsonNode *last = l->items[l->count - 1];
    Str id = remote_member(app->arena, last, "id");
    return id.size ? id : remote_member(app->arena, last, "number");
}

// Does the office say that it left something out?
static bool is_told(App *app, const JsonNode *page) {
    return str_is(remote_member(app->arena, page, "cut"), STR("true")) ||
           str_is(remote_member(app->arena, page, "partial"), STR("true"));
}

// The value as it stands in the answer.
static Str text_of(Str answer, const JsonNode *n) {
    return str_part(answer, n->place.offset, n->place.size);
}

static bool add_page(App *app, const RemoteListCall *c, const JsonNode *page, Str answer,
                     RemoteList *l, bool *ret_is_cut, Err *err) {
    const JsonNode *n;
    size_t count;
    if (!remote_items(page, c->list, &n, &count, err)) return false;
    Str *texts = ARENA_ARRAY(app->arena, Str, l->count + count + 1);
    if (l->count) memcpy(texts, l->texts, l->count * sizeof *texts);
    l->texts = texts;
    for (; n && (!c->limit || l->count < c->limit); n = n->next) {
        l->texts[l->count] = text_of(answer, n);
        *VEC_ADD(app->arena, l) = n;
    }
    *ret_is_cut = n != NULL;
    return true;
}

static RemoteCall call_at(const RemoteListCall *c, Str next) {
    RemoteCall call = c->call;
    size_t at = 0;
    while (call.fields[at].name) at++;
    if (next.size) call.fields[at] = (RemoteField){c->cursor, next};
    return call;
}

bool app_remote_list(App *app, const Remote *r, const RemoteListCall *c, RemoteList *ret,
                     Err *err) {
    RemoteList l = {.items = NULL, .next = STR("")};
    size_t bytes = 0;
    for (size_t pages = 0; pages < LIMIT_REMOTE_PAGES; pages++) {
        Str answer;
        RemoteCall call = call_at(c, l.next);
        const JsonNode *page = app_remote_ask(app, r, &call, &answer, err);
        size_t before = l.count;
        bool is_cut;
        if (!page || !add_page(app, c, page, answer, &l, &is_cut, err)) return false;
        bytes += answer.size;
        if (bytes > r->limit)
            return err_set(err, ERR_LIMIT,
                           MSG("\"{1}\" answers with more than was asked for", r->address),
                           MSG("ask for less with --limit"));
        l.is_partial = l.is_partial || is_told(app, page);
        Str next = is_cut && c->cursor ? next_behind(app, c, &l) : next_of(app, c, &l, page);
        if (next.size && (l.count == before || str_is(next, l.next)))
            return remote_strange(err, "next");
        l.next = next;
        bool is_enough = c->limit && l.count >= c->limit;
        if (is_enough || !next.size) {
            *ret = l;
            return true;
        }
    }
    return err_set(
        err, ERR_LIMIT,
        MSG("the list is longer than {1} pages", str_fmt(app->arena, "%d", LIMIT_REMOTE_PAGES)),
        MSG("ask for less with --limit"));
}

bool remote_list_members(const RemoteListCall *c, const RemoteList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_fmt(b, "\"%s\":[", c->list);
    for (size_t i = 0; i < l->count && out_spill(out); i++) {
        buf_add_c(b, i ? ",\n  " : "\n  ");
        buf_add(b, l->texts[i]);
    }
    buf_add_c(b, "]");
    if (c->cursor) json_add_text_or_null(b, "next", l->next);
    if (l->is_partial) buf_add_c(b, ",\"partial\":true");
    return out_spill(out);
}

bool remote_list_json(const RemoteListCall *c, const RemoteList *l, Out *out) {
    buf_add_byte(&out->buf, '{');
    if (!remote_list_members(c, l, out)) return false;
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}
