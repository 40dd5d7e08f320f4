// office/filter.c - what of a list is wanted: parameters behind `?`, a small form, and where it
// goes on
#include "base/html.h"
#include "office/office_int.h"

enum { WORDS_BYTES = 200 };

const FilterWord filter_draft_states[] = {{"unpublished", N_("not public yet")},
                                          {"published", N_("public as it is")},
                                          {"changed", N_("changed since it was public")},
                                          {NULL, NULL}};
const FilterWord filter_proposal_states[] = {{"open", N_("waits for a second person")},
                                             {"approved", N_("approved, not yet recorded")},
                                             {"done", N_("done")},
                                             {"refused", N_("refused")},
                                             {NULL, NULL}};
const FilterWord filter_fact_states[] = {{"proposed", N_("waits for a second person")},
                                         {"confirmed", N_("confirmed")},
                                         {"refused", N_("refused")},
                                         {NULL, NULL}};
const FilterWord filter_acts[] = {{"publish", N_("make a version public")},
                                  {"sign", N_("sign")},
                                  {"confirm-facts", N_("confirm facts")},
                                  {"pay", N_("post what is to be paid")},
                                  {NULL, NULL}};
const FilterWord filter_notices[] = {
    {"waits", N_("waits for you")},  {"done", N_("done")},
    {"refused", N_("refused")},      {"remark", N_("remarks")},
    {"saved", N_("new versions")},   {"invited", N_("invitations")},
    {"deadline", N_("falls due")},   {"missed", N_("was due")},
    {"account", N_("your account")}, {NULL, NULL}};

// ---- what is asked for --------------------------------------------------------------------------

static bool need_word(const FilterWord *words, Str is, const char *name, Err *err) {
    for (const FilterWord *w = words; w->word; w++)
        if (!is.size || str_is(is, str_from(w->word))) return true;
    return err_set(err, ERR_INPUT,
                   MSG("\"{1}\" is none of the words for \"{2}\"", is, str_from(name)),
                   MSG("the words are in /api/v1/openapi.json"));
}

bool filter_read_limit(const OfficeCall *c, size_t *ret, Err *err) {
    int64_t limit;
    Str text = office_query(c->request, "limit");
    *ret = DESK_PAGE;
    if (!text.size) return true;
    if (!page_number(text, "limit", &limit, err)) return false;
    *ret = (size_t)limit;
    return (limit && limit <= DESK_PAGE) || err_set(err, ERR_INPUT,
                                                    MSG("\"limit\" must be a number from 1 to {1}",
                                                        str_fmt(c->arena, "%d", DESK_PAGE)),
                                                    NO_MSG);
}

bool filter_read(const OfficeCall *c, const FilterWord *states, ListWanted *ret, Err *err) {
    const OfficeRequest *r = c->request;
    *ret = (ListWanted){.state = office_query(r, "state"),
                        .act = office_query(r, "act"),
                        .owner = office_query(r, "owner"),
                        .words = office_query(r, "q")};
    if (ret->words.size > WORDS_BYTES)
        return err_set(err, ERR_INPUT, MSG("these words are too long to look for"), NO_MSG);
    return need_word(states, ret->state, "state", err) &&
           need_word(filter_acts, ret->act, "act", err) && filter_read_limit(c, &ret->limit, err);
}

// ---- on a page ----------------------------------------------------------------------------------

static void add_label(const Page *p, Buf *b, const char *name, const char *label) {
    buf_add_fmt(b, "<div><label for=\"%s\">", name);
    html_add(b, str_from(lang_text(p->lang, label)));
    buf_add_c(b, "</label>");
}

static void add_option(const Page *p, Buf *b, const FilterWord *w, Str is) {
    bool is_chosen = str_is(is, str_from(w->word));
    buf_add_fmt(b, "<option value=\"%s\"%s>", w->word, is_chosen ? " selected" : "");
    html_add(b, str_from(lang_text(p->lang, w->text)));
    buf_add_c(b, "</option>");
}

Str filter_select(const Page *p, const char *name, const char *label, const FilterWord *words) {
    static const FilterWord ALL = {"", N_("All")};
    Buf b = {.arena = p->arena};
    Str is = office_query(p->request, name);
    add_label(p, &b, name, label);
    buf_add_fmt(&b, "<select id=\"%s\" name=\"%s\">", name, name);
    add_option(p, &b, &ALL, is);
    for (const FilterWord *w = words; w->word; w++) add_option(p, &b, w, is);
    buf_add_c(&b, "</select></div>\n");
    return buf_str(&b);
}

Str filter_field(const Page *p, const char *name, const char *label) {
    Buf b = {.arena = p->arena};
    add_label(p, &b, name, label);
    buf_add_fmt(&b, "<input id=\"%s\" name=\"%s\" value=\"", name, name);
    html_add(&b, office_query(p->request, name));
    buf_add_c(&b, "\" spellcheck=\"false\"></div>\n");
    return buf_str(&b);
}

Str filter_next(const OfficeCall *c, const char *cursor, Str value) {
    return value.size ? page_address_with(c->arena, c->request, cursor, value) : STR("");
}
