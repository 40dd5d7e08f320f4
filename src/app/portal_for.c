// app/portal_for.c - what applies to me: agreements that concern a region and a kind, duty by duty
#include "app/duty_int.h"
#include "app/portal_int.h"

enum { KNOWN_MAX = 500, CALENDAR_AGREEMENTS = 100 };

// ---- whom there is ------------------------------------------------------------------------------

static bool known(App *app, Find *f, const char *what, KnownList *ret, Err *err) {
    FindKnown *list;
    if (!find_known(app->arena, f, what, KNOWN_MAX, &list, &ret->count, err)) return false;
    ret->items = ARENA_ARRAY(app->arena, KnownView, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++)
        ret->items[i] = (KnownView){{list[i].id, list[i].names[app->options.lang]},
                                    {list[i].names[LANG_EN], list[i].names[LANG_ZH]},
                                    list[i].count};
    return true;
}

const Whom *app_portal_whom(App *app, const Portal *p, Err *err) {
    bool is_whole;
    Whom *w = ARENA_NEW(app->arena, Whom);
    Find *f = portal_find(app, p, &is_whole, err);
    return f && known(app, f, "place", &w->places, err) && known(app, f, "role", &w->roles, err) &&
                   known(app, f, "member", &w->members, err) &&
                   known(app, f, "kind", &w->kinds, err)
               ? w
               : NULL;
}

// ---- one agreement ------------------------------------------------------------------------------

// Who of an agreement is meant: ids of parties and sets.
typedef struct Meant {
    const Terms *terms;
    Str *ids;
    size_t count;
    bool has_set; // a set whose members facts name: ids[0]
    uint32_t set;
} Meant;

static bool is_named(Str id, const Localised *label, Str word) {
    if (str_is(id, word)) return true;
    for (size_t i = 0; i < label->count; i++)
        if (str_is(label->texts[i], word)) return true;
    return false;
}

static bool find_set(const Terms *t, Str kind, uint32_t *ret) {
    for (uint32_t i = 0; i < t->set_count; i++)
        if (t->sets[i].kind == MEMBERS_FACTS && is_named(t->sets[i].id, &t->sets[i].label, kind))
            return *ret = i, true;
    return false;
}

static bool has_role(const Terms *t, Str kind) {
    for (size_t i = 0; i < t->party_count; i++)
        if (str_is(t->parties[i].role, kind)) return true;
    return false;
}

static Meant meant_of(Arena *a, const Terms *t, Str place, Str kind) {
    Meant m = {.terms = t, .ids = ARENA_ARRAY(a, Str, t->party_count + 1)};
    m.has_set = kind.size && find_set(t, kind, &m.set);
    if (m.has_set) m.ids[m.count++] = t->sets[m.set].id;
    if (m.has_set) return m;
    bool is_role = kind.size && has_role(t, kind);
    for (size_t i = 0; i < t->party_count; i++) {
        const Party *party = &t->parties[i];
        bool is_place = !place.size || is_named(party->id, &party->label, place);
        if (is_place && (!is_role || str_is(party->role, kind))) m.ids[m.count++] = party->id;
    }
    return m;
}

static bool is_among(const Meant *m, const Str *sides, size_t count) {
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < m->count; k++)
            if (str_is(sides[i], m->ids[k])) return true;
    return false;
}

// A payment that is computed for each member of the set.
static bool is_about(const Meant *m, const DutyView *d) {
    if (!m->has_set || !d->is_payment) return false;
    const Item *item = &m->terms->items[d->source];
    for (size_t i = 0; i < item->set_count; i++)
        if (item->sets[i] == m->set) return true;
    return false;
}

// Where either side may come to pay, both must.
static bool must_do(const Meant *m, const DutyView *d) {
    bool is_mutual = d->is_payment && m->terms->items[d->source].is_mutual;
    return is_among(m, d->sides, d->side_count) ||
           (is_mutual && is_among(m, d->towards_sides, d->towards_count));
}

static ForAgreement sort_out(App *app, const Agreement *g, Str place, Str kind) {
    const DutyList *all = app_duties(app, g);
    Meant m = meant_of(app->arena, g->terms, place, kind);
    ForAgreement f = {name_of(app->options.lang, g->terms->id, &g->terms->title),
                      {ARENA_ARRAY(app->arena, DutyView, all->count + 1), 0},
                      {ARENA_ARRAY(app->arena, DutyView, all->count + 1), 0},
                      {ARENA_ARRAY(app->arena, DutyView, all->count + 1), 0}};
    for (size_t i = 0; i < all->count; i++) {
        const DutyView *d = &all->items[i];
        DutyList *l = must_do(&m, d)                                     ? &f.must
                      : is_among(&m, d->towards_sides, d->towards_count) ? &f.gets
                      : is_about(&m, d)                                  ? &f.about
                                                                         : NULL;
        if (l) l->items[l->count++] = *d;
    }
    return f;
}

// ---- all ----------------------------------------------------------------------------------------

const ForList *app_portal_for(App *app, const Portal *p, Str place, Str kind, Str after, Err *err) {
    FindAgreement *found;
    size_t count;
    bool is_whole;
    ForList *l = ARENA_NEW(app->arena, ForList);
    FindQuestion q = {place, kind, after, FOR_PAGE + 1};
    Find *f = portal_find(app, p, &is_whole, err);
    if (!f || !find_agreements(app->arena, f, &q, &found, &count, err)) return NULL;
    l->is_partial = !is_whole;
    l->next = count > FOR_PAGE ? found[FOR_PAGE - 1].id : STR("");
    if (count > FOR_PAGE) count = FOR_PAGE;
    l->items = ARENA_ARRAY(app->arena, ForAgreement, count + 1);
    for (size_t i = 0; i < count; i++) {
        PortalReading r;
        if (!portal_read(app, p, found[i].id, &r, err)) return NULL;
        l->items[l->count++] = sort_out(app, r.agreement, place, kind);
    }
    return l;
}

// A deadline whose agreement is let go.
static Deadline deadline_copy(Arena *a, const Deadline *from) {
    Deadline d = *from;
    Str *const texts[] = {&d.date,         &d.id,           &d.at,
                          &d.period,       &d.agreement.id, &d.agreement.label,
                          &d.who,          &d.towards,      &d.currency,
                          &d.amount,       &d.duty.name.id, &d.duty.name.label,
                          &d.duty.article, &d.duty.who,     &d.duty.towards,
                          &d.duty.what,    &d.duty.when,    &d.duty.amount,
                          &d.duty.detail,  &d.duty.first,   &d.duty.last};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = str_copy(a, *texts[i]);
    d.duty.sides = d.duty.towards_sides = NULL;
    d.duty.side_count = d.duty.towards_count = 0;
    return d;
}

// One agreement after the other: of each only its deadlines stay.
static bool add_calendar(App *app, Arena *work, const Portal *p, Str id, CalendarWindow w,
                         Calendar *c, Err *err) {
    PortalReading r;
    Calendar one = {.count = 0};
    App *own = app_new(work, app->options);
    bool done = portal_read(own, p, id, &r, err) && portal_add_calendar(&r, p, w, &one, err);
    err_keep(app->arena, err);
    for (size_t i = 0; done && i < one.count && c->count < CALENDAR_MAX; i++)
        *VEC_ADD(app->arena, c) = deadline_copy(app->arena, &one.items[i]);
    c->is_cut |= one.is_cut || c->count == CALENDAR_MAX;
    c->agreement_count++;
    return done;
}

const Calendar *app_portal_calendar_for(App *app, const Portal *p, Str place, Str kind,
                                        CalendarWindow w, Err *err) {
    FindAgreement *found;
    size_t count;
    bool is_whole;
    Calendar *c = ARENA_NEW(app->arena, Calendar);
    FindQuestion q = {place, kind, STR(""), CALENDAR_AGREEMENTS + 1};
    Find *f = portal_find(app, p, &is_whole, err);
    if (!f || !find_agreements(app->arena, f, &q, &found, &count, err)) return NULL;
    c->is_cut = count > CALENDAR_AGREEMENTS;
    if (count > CALENDAR_AGREEMENTS) count = CALENDAR_AGREEMENTS;
    Arena *work = arena_new();
    bool done = true;
    for (size_t i = 0; done && i < count && c->count < CALENDAR_MAX; i++) {
        done = add_calendar(app, work, p, found[i].id, w, c, err);
        arena_reset(work);
    }
    arena_free(work);
    calendar_sort(c);
    return done ? c : NULL;
}

// ---- for programs -------------------------------------------------------------------------------

static void add_list(Buf *b, const char *name, const DutyList *l) {
    json_add_name(b, name);
    duties_json(l, b);
}

bool for_json(const ForList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"agreements\":[");
    for (size_t i = 0; i < l->count; i++) {
        const ForAgreement *f = &l->items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", f->agreement.id);
        json_add_text(b, "title", f->agreement.label);
        add_list(b, "must", &f->must);
        add_list(b, "gets", &f->gets);
        add_list(b, "about", &f->about);
        buf_add_byte(b, '}');
        if (!out_spill(out)) return false;
    }
    buf_add_byte(b, ']');
    json_add_text_or_null(b, "next", l->next);
    buf_add_fmt(b, ",\"partial\":%s}\n", l->is_partial ? "true" : "false");
    return out_end(out);
}
