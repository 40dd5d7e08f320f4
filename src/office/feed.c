// office/feed.c - the agreements as a feed (Atom, RFC 4287)
#include "base/html.h"
#include "office/office_int.h"

static void add_element(Buf *b, const char *name, Str text) {
    buf_add_fmt(b, "<%s>", name);
    html_add(b, text);
    buf_add_fmt(b, "</%s>\n", name);
}

static void add_link(Buf *b, const OfficeCall *c, Str id) {
    buf_add_c(b, "<link href=\"");
    html_add(b, c->request->origin);
    buf_add_c(b, "/agreements/");
    html_add_url(b, id);
    buf_add_c(b, "\"/>\n");
}

// A version has a name of its own, which is the hash of its text.
static void add_entry(Buf *b, const OfficeCall *c, const PortalRow *r) {
    buf_add_c(b, "<entry>\n");
    add_element(b, "title", r->title);
    add_element(b, "id", str_fmt(c->arena, "urn:sha256:%.*s", STR_ARG(r->version)));
    add_element(b, "updated", r->at);
    add_link(b, c, r->id);
    add_element(b, "summary", r->parties);
    buf_add_c(b, "</entry>\n");
}

static Str latest(const PortalList *l) {
    Str last = STR("1970-01-01T00:00:00Z");
    for (size_t i = 0; i < l->count; i++)
        if (str_compare(l->items[i].at, last) > 0) last = l->items[i].at;
    return last;
}

bool feed_use(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    Lang lang = c->request->lang;
    const PortalList *l = app_portal_news(c->app, c->portal, PORTAL_PAGE, err);
    if (!l) return false;
    buf_add_c(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                 "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    html_add(b, lang_name(lang));
    buf_add_c(b, "\">\n");
    add_element(b, "title", str_from(lang_text(lang, N_("Agreements between regions"))));
    add_element(b, "id", str_fmt(c->arena, "%.*s/feed", STR_ARG(c->request->origin)));
    add_element(b, "updated", latest(l));
    buf_add_c(b, "<author><name>softlaw</name></author>\n");
    for (size_t i = 0; i < l->count; i++) add_entry(b, c, &l->items[i]);
    buf_add_c(b, "</feed>\n");
    return out_end(out);
}
