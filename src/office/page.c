// office/page.c - what every page knows: its language, who reads it, what guards its forms
#include "office/office_int.h"

Page page_of(const OfficeCall *c) {
    return (Page){c->request->lang, c->request, c->who,
                  c->who ? app_csrf(c->app, c->token) : STR("")};
}

Str page_say(const OfficeCall *c, const char *english) {
    return str_from(lang_text(c->request->lang, english));
}

Str page_other_language(const Page *p) {
    return p->lang == LANG_ZH ? STR("en") : STR("zh");
}
