// office/page.c - what every page knows: its language, who reads it, what guards its forms
#include "office/office_int.h"

Page page_of(const OfficeCall *c) {
    return (Page){c->request->lang, c->request, c->who,
                  c->who ? app_csrf(c->app, c->token) : STR(""), c->arena};
}

Str page_say(const OfficeCall *c, const char *english) {
    return str_from(lang_text(c->request->lang, english));
}

Str page_other_language(const Page *p) {
    return p->lang == LANG_ZH ? STR("en") : STR("zh");
}

static const struct {
    const char *role, *text;
} ROLES[] = {
    {"drafter", N_("drafter")},
    {"finance", N_("finance")},
    {"reviewer", N_("reviewer")},
    {"signatory", N_("signatory")},
    {"evaluator", N_("evaluator")},
    {"data-provider", N_("data provider")},
    {"credit-officer", N_("credit officer")},
    {"office", N_("coordination office")},
    {"auditor", N_("auditor")},
    {"administrator", N_("administrator of accounts")},
};

Str page_role(const Page *p, Str role) {
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        if (str_is(role, str_from(ROLES[i].role)))
            return str_from(lang_text(p->lang, ROLES[i].text));
    return role;
}

Str page_roles(const Page *p, Str roles) {
    Buf b = {.arena = p->arena};
    Str role;
    while (roles.size && str_next(&roles, ' ', &role)) {
        if (b.size) buf_add(&b, p->lang == LANG_ZH ? STR("、") : STR(", "));
        buf_add(&b, page_role(p, role));
    }
    return buf_str(&b);
}
