// app/portal_find.c - words looked for in what is published; what is found kept up to date
#include "app/portal_int.h"

enum { STEP = 200 }; // agreements that one asker looks through at most

// ---- what is put --------------------------------------------------------------------------------

typedef struct Sides {
    FindSide *items;
    size_t count, capacity;
} Sides;

static void add_side(Arena *a, Sides *sides, const char *what, Str id, const Localised *label) {
    if (!id.size) return;
    *VEC_ADD(a, sides) = (FindSide){what,
                                    id,
                                    {label ? name_of(LANG_EN, id, label).label : id,
                                     label ? name_of(LANG_ZH, id, label).label : id}};
}

// Roles that agreements give their parties; others stand as they are written.
static const char *const ROLES[] = {
    N_("upstream"), N_("downstream"), N_("supplier"),    N_("buyer"),
    N_("seller"),   N_("origin"),     N_("destination"), N_("member"),
    N_("host"),     N_("home"),       N_("issuer"),      N_("enforcer"),
    N_("operator"), N_("partner"),    N_("port"),        N_("hinterland")};

static void add_role(Arena *a, Sides *sides, Str role) {
    if (!role.size) return;
    FindSide side = {"role", role, {role, role}};
    for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES; i++)
        if (str_is(role, str_from(ROLES[i])))
            side.names[LANG_ZH] = str_from(lang_text(LANG_ZH, ROLES[i]));
    *VEC_ADD(a, sides) = side;
}

static Sides sides_of(Arena *a, const Terms *t, Kinds *kinds) {
    Sides sides = {0};
    const Kind *kind = t->kind.size ? kinds_find(kinds, t->kind) : NULL;
    for (size_t i = 0; i < t->party_count; i++) {
        add_side(a, &sides, "place", t->parties[i].id, &t->parties[i].label);
        add_role(a, &sides, t->parties[i].role);
    }
    for (size_t i = 0; i < t->set_count; i++)
        if (t->sets[i].kind == MEMBERS_FACTS)
            add_side(a, &sides, "member", t->sets[i].id, &t->sets[i].label);
    add_side(a, &sides, "kind", t->kind, kind ? &kind->label : NULL);
    return sides;
}

static Str names_of(Arena *a, const Terms *t, const Str titles[2]) {
    Buf b = {.arena = a};
    buf_add(&b, titles[LANG_EN]);
    buf_add_c(&b, " · ");
    buf_add(&b, titles[LANG_ZH]);
    for (size_t i = 0; i < t->party_count; i++)
        for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
            buf_add_c(&b, " · ");
            buf_add(&b, name_of(lang, t->parties[i].id, &t->parties[i].label).label);
        }
    return buf_str(&b);
}

static bool put(App *app, Store *s, Find *f, const AgreementAt *at, Kinds *kinds, Err *err) {
    SourceFile text;
    Arena *a = app->arena;
    if (!settle_text(a, s, at->version, &text, err)) return false;
    const Agreement *g = load_terms(app, text.name, text.text, NULL);
    const Terms *t = g->terms;
    const Document *d = g->document;
    Sides sides = sides_of(a, t, kinds);
    FindProvision *provisions = ARENA_ARRAY(a, FindProvision, d->provision_count + 1);
    FindEntry e = {.agreement = at->id,
                   .version = at->version,
                   .seq = at->seq,
                   .titles = {name_of(LANG_EN, t->id, &t->title).label,
                              name_of(LANG_ZH, t->id, &t->title).label},
                   .sides = sides.items,
                   .side_count = sides.count,
                   .provisions = provisions};
    provisions[e.provision_count++] = (FindProvision){STR(""), at->id, names_of(a, t, e.titles)};
    for (size_t i = 0; i < d->provision_count; i++)
        provisions[e.provision_count++] = (FindProvision){
            d->provisions[i].id, d->provisions[i].heading, text_words(a, &d->provisions[i])};
    return find_put(f, &e, err);
}

static bool put_all(App *app, Store *s, Find *f, const AgreementAt *list, size_t count, Err *err) {
    bool done = find_begin(f, err);
    Kinds *kinds = kinds_new(app->arena);
    Arena *work = arena_new();
    for (size_t i = 0; done && i < count; i++) {
        App *own = app_new(work, app->options);
        done = put(own, s, f, &list[i], kinds, err);
        err_keep(app->arena, err);
        arena_reset(work);
    }
    arena_free(work);
    done = done && find_commit(f, err);
    find_rollback(f);
    return done;
}

static bool clear(Find *f, Err *err) {
    bool done = find_begin(f, err) && find_clear(f, err) && find_commit(f, err);
    find_rollback(f);
    return done;
}

// Does what was put last stand in this ledger?
static bool fits(App *app, Store *s, int64_t seq, Str version, bool *ret, Err *err) {
    AgreementAt *last;
    size_t count;
    if (!settle_since(app->arena, s, seq - 1, 1, &last, &count, err)) return false;
    *ret = !seq || (count && last[0].seq == seq && str_is(last[0].version, version));
    return true;
}

Find *portal_find(App *app, const Portal *p, bool *ret_is_whole, Err *err) {
    AgreementAt *list;
    size_t count;
    int64_t seq;
    Str version;
    bool is_fit;
    Store *s = ledger_open(app, p->db, LEDGER_READ, err);
    Find *f =
        s ? find_open(app->arena, str_fmt(app->arena, "%.*s.find", STR_ARG(p->db)), err) : NULL;
    if (!f || !find_mark(app->arena, f, &seq, &version, err) ||
        !fits(app, s, seq, version, &is_fit, err))
        return NULL;
    if (!is_fit && !clear(f, err)) return NULL;
    if (!is_fit) seq = 0;
    if (!settle_since(app->arena, s, seq, STEP + 1, &list, &count, err)) return NULL;
    *ret_is_whole = count <= STEP;
    if (count > STEP) count = STEP;
    return !count || put_all(app, s, f, list, count, err) ? f : NULL;
}

// ---- looking for words --------------------------------------------------------------------------

const SearchResult *app_portal_search(App *app, const Portal *p, Str words, int64_t skip,
                                      Err *err) {
    FindHit *hits;
    size_t count;
    bool is_whole;
    SearchResult *r = ARENA_NEW(app->arena, SearchResult);
    Find *f = portal_find(app, p, &is_whole, err);
    if (!f || !find_words(app->arena, f, words, skip, SEARCH_PAGE + 1, &hits, &count, err))
        return NULL;
    r->is_partial = !is_whole;
    r->has_more = count > SEARCH_PAGE;
    r->count = r->has_more ? SEARCH_PAGE : count;
    r->items = ARENA_ARRAY(app->arena, SearchHit, r->count + 1);
    for (size_t i = 0; i < r->count; i++) {
        const FindHit *h = &hits[i];
        r->items[i] = (SearchHit){
            h->agreement, h->titles[app->options.lang], h->article, h->heading, h->before, h->match,
            h->after};
    }
    return r;
}

bool search_json(const SearchResult *r, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"hits\":[");
    for (size_t i = 0; i < r->count; i++) {
        const SearchHit *h = &r->items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "agreement", h->agreement);
        json_add_text(b, "title", h->title);
        json_add_text_or_null(b, "article", h->article);
        json_add_text(b, "heading", h->heading);
        json_add_text(b, "before", h->before);
        json_add_text(b, "match", h->match);
        json_add_text(b, "after", h->after);
        buf_add_byte(b, '}');
    }
    buf_add_fmt(b, "],\n\"more\":%s,\"partial\":%s}\n", r->has_more ? "true" : "false",
                r->is_partial ? "true" : "false");
    return out_end(out);
}
