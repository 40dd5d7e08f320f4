// office/page.c - what every page knows: its language, who reads it, what guards its forms
#include "app/change.h"
#include "base/dec.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

Page page_of(const OfficeCall *c) {
    return (Page){.lang = c->request->lang,
                  .request = c->request,
                  .who = c->who,
                  .csrf = c->who ? app_csrf(c->app, c->token) : STR(""),
                  .may_load = c->policy == POLICY_SCRIPTS,
                  .arena = c->arena};
}

bool page_go_live(const OfficeCall *c, Page *p, const char *kinds, Str thing, Err *err) {
    int64_t last;
    if (!app_change_last(c->app, c->people, &last, err)) return false;
    p->live = kinds;
    p->thing = thing;
    p->after = str_fmt(c->arena, "%lld", (long long)last);
    if (!p->scripts) p->scripts = page_live;
    return true;
}

bool page_may(const OfficeCall *c, const char *act) {
    return app_may(c->who, act, c->relation);
}

bool page_done(const OfficeCall *c, Str go, int64_t number, Out *out) {
    c->effects->go = go;
    buf_add_c(&out->buf, "{\"outcome\":\"done\"");
    if (number) json_add_int(&out->buf, "number", number);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool page_number(Str text, const char *name, int64_t *ret, Err *err) {
    Dec d;
    *ret = 0;
    if (!text.size) return true;
    return (dec_from_text(text, &d, NULL) && dec_to_int(d, ret) && *ret >= 0) ||
           err_set(err, ERR_INPUT, MSG("\"{1}\" must be a whole number", str_from(name)), NO_MSG);
}

Str page_say(const OfficeCall *c, const char *english) {
    return str_from(lang_text(c->request->lang, english));
}

DraftFinding *page_faults(const OfficeCall *c, size_t *ret_count) {
    enum { SHOWN = 100 };
    const Findings *f = app_findings(c->app);
    Lang lang = c->request->lang;
    DraftFinding *faults = ARENA_ARRAY(c->arena, DraftFinding, SHOWN);
    *ret_count = 0;
    for (size_t i = 0; i < f->count && *ret_count < SHOWN; i++) {
        const Finding *x = &f->items[i];
        if (x->severity != SEVERITY_ERROR) continue;
        faults[(*ret_count)++] = (DraftFinding){
            .file = x->place.file,
            .line = str_fmt(c->arena, "%u", x->place.line),
            .column = x->place.column ? str_fmt(c->arena, "%u", x->place.column) : STR(""),
            .rule = str_from(x->rule),
            .message = lang_render(c->arena, lang, x->message),
            .hint = x->hint.text ? lang_render(c->arena, lang, x->hint) : STR("")};
    }
    return faults;
}

Str page_address_with(Arena *a, const OfficeRequest *r, const char *name, Str value) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '?');
    for (size_t i = 0; i < r->query_count; i++) {
        if (str_is(r->query[i].name, str_from(name)) || !r->query[i].value.size) continue;
        html_add_url(&b, r->query[i].name);
        buf_add_byte(&b, '=');
        html_add_url(&b, r->query[i].value);
        buf_add_byte(&b, '&');
    }
    buf_add_c(&b, name);
    buf_add_byte(&b, '=');
    html_add_url(&b, value);
    return buf_str(&b);
}

Str page_in_other_language(const Page *p) {
    return page_address_with(p->arena, p->request, "lang", page_other_language(p));
}

Str page_other_language(const Page *p) {
    return p->lang == LANG_ZH ? STR("en") : STR("zh");
}

// A word of the program in the reader's language.
static Str word(const Page *p, const char *const (*rows)[2], size_t count, Str is) {
    for (size_t i = 0; i < count; i++)
        if (str_is(is, str_from(rows[i][0]))) return str_from(lang_text(p->lang, rows[i][1]));
    return is;
}

Str page_relation(const Page *p, Str relation) {
    static const char *const ROWS[][2] = {{"partner", N_("partner")}, {"observer", N_("observer")}};
    return word(p, ROWS, sizeof ROWS / sizeof *ROWS, relation);
}

Str page_state(const Page *p, Str state) {
    static const char *const ROWS[][2] = {{"proposed", N_("waits for a second person")},
                                          {"confirmed", N_("confirmed")},
                                          {"refused", N_("refused")}};
    return word(p, ROWS, sizeof ROWS / sizeof *ROWS, state);
}

static const char *const ROLES[][2] = {
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

// Of a person, as which a program cannot act.
static const char *const ACTS[][2] = {
    {"read", N_("read drafts, facts and what they come to")},
    {"comment", N_("remark on drafts")},
    {"draft", N_("write drafts")},
    {"share", N_("invite organisations to drafts")},
    {"review", N_("give opinions as a reviewer")},
    {"write-facts", N_("bring facts in")},
    {"evaluate", N_("give opinions as an evaluator")},
    {"prepare-payment", N_("see what is to be paid, and propose it")},
    {"read-audit", N_("read the audit")},
};

// Several are parted by blanks.
static Str words(const Page *p, const char *const (*rows)[2], size_t count, Str all) {
    Buf b = {.arena = p->arena};
    Str one;
    while (all.size && str_next(&all, ' ', &one)) {
        if (b.size) buf_add(&b, p->lang == LANG_ZH ? STR("、") : STR(", "));
        buf_add(&b, word(p, rows, count, one));
    }
    return buf_str(&b);
}

Str page_role(const Page *p, Str role) {
    return word(p, ROLES, sizeof ROLES / sizeof *ROLES, role);
}

Str page_roles(const Page *p, Str roles) {
    return words(p, ROLES, sizeof ROLES / sizeof *ROLES, roles);
}

Str page_acts(const Page *p, Str acts) {
    return words(p, ACTS, sizeof ACTS / sizeof *ACTS, acts);
}

Str *page_program_acts(const OfficeCall *c, size_t *ret_count) {
    Str *acts = ARENA_ARRAY(c->arena, Str, sizeof ACTS / sizeof *ACTS);
    *ret_count = 0;
    for (size_t i = 0; i < sizeof ACTS / sizeof *ACTS; i++)
        if (app_program_may(c->who, ACTS[i][0])) acts[(*ret_count)++] = str_from(ACTS[i][0]);
    return acts;
}
