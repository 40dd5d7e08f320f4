// office/portal_find.c - words looked for, and what applies to one who is somewhere
#include "base/html.h"
#include "office/portal.h"

typedef struct SearchPage {
    Heading heading;
    Str words, start, next;
    const SearchResult *result; // NULL: nothing is looked for
} SearchPage;

typedef struct Choices {
    Str label, chosen;
    const KnownList *list;
} Choices;

typedef struct ForBlock {
    const ForAgreement *view;
    DutyTable must, gets, about;
} ForBlock;

typedef struct ForPage {
    Heading heading;
    Str place, kind;
    Choices places, roles, members, kinds;
    const ForList *list; // NULL: nothing is chosen
    ForBlock *blocks;
} ForPage;

#include "office/layout.html.h"

#include "office/duties.html.h"

#include "office/search.html.h"

#include "office/choices.html.h"

#include "office/for.html.h"

enum { WORDS_BYTES = 1000, SKIP_MAX = 10000 };

// ---- words --------------------------------------------------------------------------------------

static bool read_words(const OfficeCall *c, Str *ret, int64_t *ret_skip, Err *err) {
    Str skip = office_query(c->request, "skip");
    *ret = str_trim(office_query(c->request, "q"));
    *ret_skip = 0;
    if (ret->size > WORDS_BYTES)
        return err_set(err, ERR_INPUT, MSG("so long a text cannot be looked for"),
                       MSG("a few words suffice"));
    for (size_t i = 0; i < skip.size; i++) {
        bool is_digit = skip.at[i] >= '0' && skip.at[i] <= '9';
        if (is_digit) *ret_skip = *ret_skip * 10 + (skip.at[i] - '0');
        if (!is_digit || *ret_skip > SKIP_MAX)
            return err_set(
                err, ERR_INPUT,
                MSG("\"skip\" must be a number up to {1}", str_fmt(c->arena, "%d", SKIP_MAX)),
                NO_MSG);
    }
    return true;
}

bool page_use_search(const OfficeCall *c, Out *out, Err *err) {
    int64_t skip;
    Page p = portal_page(c);
    SearchPage v = {.heading = {page_say(c, N_("Search")), true}};
    if (!read_words(c, &v.words, &skip, err)) return false;
    if (v.words.size) {
        v.heading.title = portal_title(c, N_("Search"), v.words);
        v.result = app_portal_search(c->app, c->portal, v.words, skip, err);
        if (!v.result) return false;
    }
    v.start = str_fmt(c->arena, "%lld", (long long)skip + 1);
    v.next = str_fmt(c->arena, "%lld", (long long)skip + SEARCH_PAGE);
    page_search(&out->buf, &p, &v);
    return out_end(out);
}

bool use_search(const OfficeCall *c, Out *out, Err *err) {
    int64_t skip;
    Str words;
    if (!read_words(c, &words, &skip, err)) return false;
    const SearchResult *r = app_portal_search(c->app, c->portal, words, skip, err);
    return r && search_json(r, out);
}

// ---- what applies to me -------------------------------------------------------------------------

static DutyTable table_of(Str address, const DutyList *l) {
    return (DutyTable){address, l->items, l->count};
}

static bool is_chosen(const OfficeCall *c) {
    return office_query(c->request, "place").size || office_query(c->request, "kind").size;
}

static const ForList *list_of(const OfficeCall *c, Err *err) {
    return app_portal_for(c->app, c->portal, office_query(c->request, "place"),
                          office_query(c->request, "kind"), office_query(c->request, "after"), err);
}

static void add_blocks(const OfficeCall *c, ForPage *v) {
    v->blocks = ARENA_ARRAY(c->arena, ForBlock, v->list->count + 1);
    for (size_t i = 0; i < v->list->count; i++) {
        const ForAgreement *f = &v->list->items[i];
        Str address = portal_address(c, "", "/agreements/", f->agreement.id, "");
        v->blocks[i] = (ForBlock){f, table_of(address, &f->must), table_of(address, &f->gets),
                                  table_of(address, &f->about)};
    }
}

bool page_use_for(const OfficeCall *c, Out *out, Err *err) {
    Page p = portal_page(c);
    const Whom *w = app_portal_whom(c->app, c->portal, err);
    if (!w) return false;
    ForPage v = {.heading = {page_say(c, N_("What applies to me")), true},
                 .place = office_query(c->request, "place"),
                 .kind = office_query(c->request, "kind")};
    v.places = (Choices){page_say(c, N_("Regions")), v.place, &w->places};
    v.members = (Choices){page_say(c, N_("Whom agreements count")), v.kind, &w->members};
    v.roles = (Choices){page_say(c, N_("Roles of regions")), v.kind, &w->roles};
    v.kinds = (Choices){page_say(c, N_("Kinds of agreements")), v.kind, &w->kinds};
    if (is_chosen(c)) {
        v.list = list_of(c, err);
        if (!v.list) return false;
        add_blocks(c, &v);
    }
    page_for_me(&out->buf, &p, &v);
    return out_end(out);
}

bool use_for(const OfficeCall *c, Out *out, Err *err) {
    const ForList *l = list_of(c, err);
    return l && for_json(l, out);
}
