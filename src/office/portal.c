// office/portal.c - what the pages of what is published share
#include "office/portal.h"
#include "base/html.h"

Page portal_page(const OfficeCall *c) {
    return (Page){.lang = c->request->lang,
                  .request = c->request,
                  .may_load = c->policy == POLICY_SCRIPTS,
                  .arena = c->arena};
}

Str portal_title(const OfficeCall *c, const char *english, Str subject) {
    Str what = page_say(c, english);
    return str_fmt(c->arena, "%.*s · %.*s", STR_ARG(what), STR_ARG(subject));
}

Str portal_address(const OfficeCall *c, const char *prefix, const char *path, Str id,
                   const char *rest) {
    Buf b = {.arena = c->arena};
    buf_add_c(&b, prefix);
    buf_add_c(&b, path);
    html_add_url(&b, id);
    buf_add_c(&b, rest);
    buf_add_c(&b, "?lang=");
    buf_add(&b, lang_name(c->request->lang));
    return buf_str(&b);
}
