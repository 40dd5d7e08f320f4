// app/duty.c - who must do what by when under an agreement, in plain words
#include "app/duty_int.h"

#include <stdlib.h>

enum { OPEN_ENDED = 9999 };

typedef struct Teller {
    App *app;
    const Terms *terms;
    Lang lang;
    DutyList *list;
} Teller;

static Str say(const Teller *x, Message m) {
    return lang_render(x->app->arena, x->lang, m);
}

static void add_to_list(const Teller *x, Buf *b, Str text) {
    if (!text.size) return;
    if (b->size) buf_add_c(b, x->lang == LANG_ZH ? "、" : ", ");
    buf_add(b, text);
}

// ---- sides --------------------------------------------------------------------------------------

static const Party *party_of(const Terms *t, Str id) {
    uint32_t at;
    return map_get(&t->party_index, id, &at) ? &t->parties[at] : NULL;
}

static Str set_text(const Teller *x, const Set *s) {
    return say(x, MSG("each {1}", name_of(x->lang, s->id, &s->label).label));
}

static Str side_text(const Teller *x, Str id) {
    const Terms *t = x->terms;
    const Party *party = party_of(t, id);
    uint32_t at;
    if (party) return name_of(x->lang, id, &party->label).label;
    if (map_get(&t->pool_index, id, &at)) return name_of(x->lang, id, &t->pools[at].label).label;
    if (str_is(id, t->sets[0].id)) return say(x, MSG("each party"));
    if (map_get(&t->set_index, id, &at)) return set_text(x, &t->sets[at]);
    return id;
}

// The ids as one text, and all whom they stand for: a set of parties also for each of them.
static Str sides_text(const Teller *x, const Str *ids, size_t count, Str **ret, size_t *ret_count) {
    Buf b = {.arena = x->app->arena};
    struct {
        Str *items;
        size_t count, capacity;
    } all = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t at;
        add_to_list(x, &b, side_text(x, ids[i]));
        *VEC_ADD(x->app->arena, &all) = ids[i];
        bool is_set = !party_of(x->terms, ids[i]) && map_get(&x->terms->set_index, ids[i], &at);
        const Set *s = is_set ? &x->terms->sets[at] : NULL;
        for (size_t k = 0; s && s->kind == MEMBERS_PARTIES && k < s->member_count; k++)
            *VEC_ADD(x->app->arena, &all) = s->members[k];
    }
    *ret = all.items;
    *ret_count = all.count;
    return b.size ? buf_str(&b) : STR("");
}

// ---- one duty -----------------------------------------------------------------------------------

typedef struct Ends {
    int64_t first, last;
    bool has_any;
} Ends;

static bool visit_end(void *self, Period p, int64_t day) {
    (void)p;
    Ends *e = self;
    if (!e->has_any || day < e->first) e->first = day;
    if (!e->has_any || day > e->last) e->last = day;
    e->has_any = true;
    return true;
}

// The first and the last day of the term, each looked for near its end.
static void set_time(const Teller *x, DutyView *d) {
    enum { NEAR = 800 };
    const Terms *t = x->terms;
    Arena *a = x->app->arena;
    DutyTime time = duty_time(a, t, d);
    Ends first = {.has_any = false}, last = {.has_any = false};
    bool is_open = civil_from_days(t->to_day).year == OPEN_ENDED;
    bool is_day = time.time.kind == CLAUSE_ON_DAY;
    CalendarWindow all = {INT32_MIN, INT32_MAX};
    CalendarWindow start = is_day ? all : (CalendarWindow){INT32_MIN, t->from_day + NEAR};
    CalendarWindow end = is_day ? all : (CalendarWindow){t->to_day - NEAR, INT32_MAX};
    d->when = duty_time_text(x->app, t, &time);
    d->first = d->last = STR("");
    if (time.time.kind == CLAUSE_DUE && !is_open) end.first_day = t->to_day - NEAR;
    duty_days(t, &time, start, visit_end, &first);
    if (!is_open || is_day) duty_days(t, &time, end, visit_end, &last);
    if (first.has_any) d->first = civil_text(a, civil_from_days(first.first));
    if (last.has_any) d->last = civil_text(a, civil_from_days(last.last));
}

static Str article_of(const Teller *x, uint32_t provision) {
    const Document *d = x->terms->document;
    return provision < d->provision_count ? d->provisions[provision].id : STR("");
}

static void add(const Teller *x, DutyView d) {
    set_time(x, &d);
    x->list->items[x->list->count++] = d;
}

// ---- payments -----------------------------------------------------------------------------------

static Str actor_id(const Terms *t, const Actor *actor) {
    if (actor->index == ACTOR_UNKNOWN) return STR("");
    switch (actor->kind) {
    case ACTOR_PARTY: return t->parties[actor->index].id;
    case ACTOR_POOL: return t->pools[actor->index].id;
    case ACTOR_MEMBER: return t->sets[actor->index].id;
    case ACTOR_ITEM: return t->items[actor->index].id;
    }
    abort();
}

// An item names a party for each member; which, facts decide.
static Str actor_text(const Teller *x, const Actor *actor, Str **ret, size_t *ret_count) {
    Str id = actor_id(x->terms, actor);
    if (!id.size) return STR("");
    bool is_item = actor->kind == ACTOR_ITEM;
    Str whoever = is_item ? x->terms->sets[0].id : id;
    Str text = sides_text(x, &whoever, 1, ret, ret_count);
    if (!is_item) return text;
    return say(x, MSG("the party \"{1}\"", name_of_item(x->terms, x->lang, actor->index).label));
}

static void add_payment(const Teller *x, uint32_t index) {
    const Item *item = &x->terms->items[index];
    DutyView d = {.name = name_of_item(x->terms, x->lang, index),
                  .section = "payments",
                  .is_payment = true,
                  .source = index,
                  .detail = STR(""),
                  .amount = item->is.text.size ? item->is.text : STR(""),
                  .article = article_of(x, item->provision)};
    d.who = actor_text(x, &item->from, &d.sides, &d.side_count);
    d.towards = actor_text(x, &item->to, &d.towards_sides, &d.towards_count);
    d.what = item->is_mutual ? say(x, MSG("pay \"{1}\" to {2}, or be paid it where it is negative",
                                          d.name.label, d.towards))
                             : say(x, MSG("pay \"{1}\" to {2}", d.name.label, d.towards));
    add(x, d);
}

// ---- clauses ------------------------------------------------------------------------------------

// Which sections of clauses ask something of somebody, and under which keys they say so.
static const struct {
    const char *section, *who, *towards, *what, *amount;
    Message wording; // {1}: what; {2}: the name
} SECTIONS[] = {
    {"obligations", "bearer", "counterparty", "action", "object", {"{1}", {{NULL, 0}}}},
    {"prohibitions",
     "bearer",
     "counterparty",
     "action",
     "object",
     {N_("must not: {1}"), {{NULL, 0}}}},
    {"filing", "by", NULL, "with", NULL, {N_("file the agreement with {1}"), {{NULL, 0}}}},
    {"data sharing",
     "provider",
     "receivers",
     "dataset",
     NULL,
     {N_("provide the data \"{1}\""), {{NULL, 0}}}},
    {"guarantees",
     "by",
     "to",
     "trigger",
     "amount",
     {N_("stand in with \"{2}\", called on when: {1}"), {{NULL, 0}}}},
};

static Str detail_of(const Teller *x, const Clause *c) {
    static const char *const KEYS[] = {"standard", "procedure", "evidence", "scope", "frequency"};
    Buf b = {.arena = x->app->arena};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        Str text = clause_text(c, KEYS[i], lang_name(x->lang));
        if (!text.size) continue;
        if (b.size) buf_add_c(&b, x->lang == LANG_ZH ? "；" : "; ");
        buf_add(&b, text);
    }
    return b.size ? buf_str(&b) : STR("");
}

static Str text_of(const Teller *x, const Clause *c, const char *key) {
    Str text = key ? clause_text(c, key, lang_name(x->lang)) : STR("");
    return text.size ? text : STR("");
}

static void add_clause(const Teller *x, uint32_t index, size_t section) {
    const Clause *c = &x->terms->clauses[index];
    Arena *a = x->app->arena;
    Str *who, *towards = NULL;
    size_t who_count = clause_ids(a, c, SECTIONS[section].who, &who), towards_count = 0;
    if (SECTIONS[section].towards)
        towards_count = clause_ids(a, c, SECTIONS[section].towards, &towards);
    DutyView d = {.name = name_of(x->lang, c->id, &c->label),
                  .section = c->section,
                  .source = index,
                  .article = article_of(x, c->provision),
                  .amount = text_of(x, c, SECTIONS[section].amount),
                  .detail = detail_of(x, c)};
    Message wording = SECTIONS[section].wording;
    wording.args[0] = text_of(x, c, SECTIONS[section].what);
    wording.args[1] = d.name.label;
    d.who = sides_text(x, who, who_count, &d.sides, &d.side_count);
    d.towards = sides_text(x, towards, towards_count, &d.towards_sides, &d.towards_count);
    d.what = say(x, wording);
    add(x, d);
}

static void add_clauses(const Teller *x) {
    for (uint32_t i = 0; i < x->terms->clause_count; i++)
        for (size_t k = 0; k < sizeof SECTIONS / sizeof *SECTIONS; k++)
            if (!strcmp(x->terms->clauses[i].section, SECTIONS[k].section)) add_clause(x, i, k);
}

// ---- the list -----------------------------------------------------------------------------------

// Whatever has a day comes before what has none; the order of the text decides else.
static int by_first_day(const void *a, const void *b) {
    const DutyView *x = a, *y = b;
    if (!x->first.size != !y->first.size) return x->first.size ? -1 : 1;
    int order = str_compare(x->first, y->first);
    if (order) return order;
    if (x->is_payment != y->is_payment) return x->is_payment ? -1 : 1;
    return x->source < y->source ? -1 : x->source > y->source;
}

const DutyList *app_duties(App *app, const struct Agreement *g) {
    const Terms *t = g->terms;
    DutyList *l = ARENA_NEW(app->arena, DutyList);
    Teller x = {.app = app, .terms = t, .lang = app->options.lang, .list = l};
    l->items = ARENA_ARRAY(app->arena, DutyView, t->item_count + t->clause_count + 1);
    for (uint32_t i = 0; i < t->item_count; i++)
        if (t->items[i].kind == ITEM_PAYMENT) add_payment(&x, i);
    add_clauses(&x);
    qsort(l->items, l->count, sizeof *l->items, by_first_day);
    return l;
}
