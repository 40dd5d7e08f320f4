// office/staff.c - accounts of one's organisation, and the audit of what was done with them
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct Member {
    const PersonView *view;
    RoleView *roles; // in the reader's organisation
    size_t role_count;
    bool is_linked; // at every provider of the organisation
} Member;

typedef struct PeoplePage {
    Heading heading;
    Member *members;
    size_t count;
    const Str *roles; // that can be given
    size_t role_count;
    ProviderList providers; // of the reader's organisation
    LinkView *links;        // of the members
    size_t link_count;
    Str next;             // the id to go on behind; "" at the end
    bool is_whole;        // nothing was asked for
    Str person, password; // of an account that was just made
} PeoplePage;

typedef struct AuditRow {
    const AuditView *view;
    Str number;
} AuditRow;

typedef struct AuditPage {
    Heading heading;
    AuditRow *rows;
    size_t count;
    Str next;
} AuditPage;

#include "office/layout.html.h"

#include "office/people.html.h"

#include "office/audit.html.h"

// ---- accounts -----------------------------------------------------------------------------------

static const Str ROLES[] = {
    {"drafter", 7},   {"finance", 7},        {"reviewer", 8},        {"signatory", 9},
    {"evaluator", 9}, {"data-provider", 13}, {"credit-officer", 14}, {"office", 6},
    {"auditor", 7},   {"administrator", 13},
};

static bool has_words(const PersonView *p, Str words) {
    return !words.size || str_find(p->id, words, 0) >= 0 || str_find(p->name, words, 0) >= 0;
}

static bool has_role(const Member *m, Str role) {
    for (size_t i = 0; i < m->role_count; i++)
        if (!role.size || str_is(m->roles[i].role, role)) return true;
    return false;
}

// Those who are wanted, and where the list goes on.
static bool choose_members(const OfficeCall *c, PeoplePage *v, Err *err) {
    size_t all = v->count, most;
    const OfficeRequest *r = c->request;
    Str after = office_query(r, "after");
    if (!filter_read_limit(c, &most, err)) return false;
    v->count = 0;
    for (size_t i = 0; i < all; i++) {
        const Member *m = &v->members[i];
        if (after.size && str_compare(m->view->id, after) <= 0) continue;
        if (!has_words(m->view, office_query(r, "q")) || !has_role(m, office_query(r, "role")))
            continue;
        if (v->count == most) v->next = v->members[most - 1].view->id;
        if (v->count == most) break;
        v->members[v->count++] = *m;
    }
    return true;
}

// Those who have a role in the reader's organisation.
static bool find_members(const OfficeCall *c, PeoplePage *v, Err *err) {
    const PeopleList *list = app_people_list(c->app, c->people, err);
    if (!list) return false;
    v->members = ARENA_ARRAY(c->arena, Member, list->count);
    v->roles = ROLES;
    v->role_count = sizeof ROLES / sizeof *ROLES;
    for (size_t i = 0; i < list->count; i++) {
        const PersonView *p = &list->items[i];
        Member *m = &v->members[v->count];
        *m = (Member){.view = p, .roles = ARENA_ARRAY(c->arena, RoleView, p->role_count)};
        for (size_t k = 0; k < p->role_count; k++)
            if (str_is(p->roles[k].organisation, c->who->organisation))
                m->roles[m->role_count++] = p->roles[k];
        if (m->role_count) v->count++;
    }
    return true;
}

static bool has_member(const PeoplePage *v, Str person) {
    for (size_t i = 0; i < v->count; i++)
        if (str_is(v->members[i].view->id, person)) return true;
    return false;
}

// How many of the providers know the person.
static size_t count_links(const PeoplePage *v, Str person) {
    size_t count = 0;
    for (size_t i = 0; i < v->link_count; i++)
        for (size_t k = 0; k < v->providers.count && str_is(v->links[i].person, person); k++)
            count += str_is(v->links[i].issuer, v->providers.items[k].issuer);
    return count;
}

static bool find_links(const OfficeCall *c, PeoplePage *v, Err *err) {
    LinkList list;
    ProviderList all = app_providers(c->app, c->providers);
    if (!app_links(c->app, c->people, STR(""), &list, err)) return false;
    v->links = list.items;
    for (size_t i = 0; i < list.count; i++)
        if (has_member(v, list.items[i].person)) v->links[v->link_count++] = list.items[i];
    v->providers.items = all.items;
    for (size_t i = 0; i < all.count; i++)
        if (str_is(all.items[i].organisation, c->who->organisation))
            v->providers.items[v->providers.count++] = all.items[i];
    for (size_t i = 0; i < v->count; i++)
        v->members[i].is_linked = count_links(v, v->members[i].view->id) == v->providers.count;
    return true;
}

static bool write_people(const OfficeCall *c, Str person, Str password, Out *out, Err *err) {
    Page p = page_of(c);
    PeoplePage v = {
        .heading = {page_say(c, N_("Accounts")), true}, .person = person, .password = password};
    if (!find_members(c, &v, err) || !find_links(c, &v, err) || !choose_members(c, &v, err))
        return false;
    v.is_whole = !office_query(c->request, "q").size && !office_query(c->request, "role").size;
    v.next = filter_next(c, "after", v.next);
    page_people(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_people(const OfficeCall *c, Out *out, Err *err) {
    return write_people(c, STR(""), STR(""), out, err);
}

static void add_member(Buf *b, const Member *m) {
    buf_add_byte(b, '{');
    json_add_text(b, "person", m->view->id);
    json_add_text(b, "name", m->view->name);
    json_add_name(b, "closed");
    buf_add_c(b, m->view->is_closed ? "true" : "false");
    json_add_name(b, "second factor");
    buf_add_c(b, m->view->has_factor ? "true" : "false");
    json_add_name(b, "roles");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < m->role_count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "role", m->roles[i].role);
        json_add_text_or_null(b, "until", m->roles[i].until);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}");
}

bool use_people(const OfficeCall *c, Out *out, Err *err) {
    PeoplePage v = {.count = 0};
    if (!find_members(c, &v, err) || !choose_members(c, &v, err)) return false;
    buf_add_c(&out->buf, "{\"people\":[");
    for (size_t i = 0; i < v.count; i++) {
        if (i) buf_add_byte(&out->buf, ',');
        add_member(&out->buf, &v.members[i]);
    }
    buf_add_byte(&out->buf, ']');
    json_add_text_or_null(&out->buf, "next", v.next);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

// A password that was made is told once: on the page itself, as no address may carry it.
static bool tell_password(const OfficeCall *c, Str person, Str password, Out *out, Err *err) {
    if (!office_is_api(c->request->path)) return write_people(c, person, password, out, err);
    buf_add_byte(&out->buf, '{');
    json_add_text(&out->buf, "person", person);
    json_add_text(&out->buf, "password", password);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool use_person_add(const OfficeCall *c, Out *out, Err *err) {
    Str password, person = office_field(c, "person"), name = office_field(c, "name");
    return app_person_add(c->app, c->people, c->who, person, name.size ? name : person, &password,
                          err) &&
           tell_password(c, person, password, out, err);
}

bool use_person_reset(const OfficeCall *c, Out *out, Err *err) {
    Str password;
    bool forgets = str_is(office_field(c, "factor"), STR("forget"));
    return app_person_reset(c->app, c->people, c->who, c->id, forgets, &password, err) &&
           tell_password(c, c->id, password, out, err);
}

bool use_person_close(const OfficeCall *c, Out *out, Err *err) {
    bool is_closed = !str_is(office_field(c, "closed"), STR("no"));
    return app_person_close(c->app, c->people, c->who, c->id, is_closed, err) &&
           page_done(c, STR("/people"), 0, out);
}

bool use_role_grant(const OfficeCall *c, Out *out, Err *err) {
    RoleView r = {office_field(c, "person"), c->who->organisation, office_field(c, "role"),
                  office_field(c, "until")};
    return app_role_grant(c->app, c->people, c->who, &r, err) &&
           page_done(c, STR("/people"), 0, out);
}

bool use_role_revoke(const OfficeCall *c, Out *out, Err *err) {
    RoleView r = {c->id, c->who->organisation, office_field(c, "role"), STR("")};
    return app_role_revoke(c->app, c->people, c->who, &r, err) &&
           page_done(c, STR("/people"), 0, out);
}

// ---- the audit ----------------------------------------------------------------------------------

static bool find_events(const OfficeCall *c, AuditList *ret, Str *ret_next, Err *err) {
    int64_t after;
    size_t most;
    const OfficeRequest *r = c->request;
    AuditWanted w = {.what = office_query(r, "what"),
                     .who = office_query(r, "who"),
                     .day = office_query(r, "day")};
    if (!page_number(office_query(r, "after"), "after", &after, err) ||
        !filter_read_limit(c, &most, err))
        return false;
    w.first = after + 1;
    w.limit = most + 1;
    if (!app_audit(c->app, c->people, c->who, &w, ret, err)) return false;
    bool is_end = ret->count <= most;
    if (!is_end) ret->count = most;
    *ret_next =
        is_end ? STR("") : str_fmt(c->arena, "%lld", (long long)ret->items[most - 1].number);
    return true;
}

bool page_use_audit(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    AuditList list;
    AuditPage v = {.heading = {page_say(c, N_("The audit")), true}};
    if (!find_events(c, &list, &v.next, err)) return false;
    v.next = filter_next(c, "after", v.next);
    v.count = list.count;
    v.rows = ARENA_ARRAY(c->arena, AuditRow, list.count);
    for (size_t i = 0; i < list.count; i++)
        v.rows[i] =
            (AuditRow){&list.items[i], str_fmt(c->arena, "%lld", (long long)list.items[i].number)};
    page_audit(&out->buf, &p, &v);
    return out_end(out);
}

bool use_audit(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    AuditList list;
    Str next;
    if (!find_events(c, &list, &next, err)) return false;
    buf_add_c(b, "{\"events\":[");
    for (size_t i = 0; i < list.count; i++) {
        const AuditView *v = &list.items[i];
        buf_add_c(b, i ? ",{" : "{");
        json_add_int(b, "number", v->number);
        json_add_text(b, "at", v->at);
        json_add_text(b, "what", v->what);
        json_add_text(b, "who", v->who);
        json_add_text(b, "whom", v->whom);
        json_add_text(b, "address", v->address);
        json_add_text(b, "detail", v->detail);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
    json_add_text_or_null(b, "next", next);
    buf_add_c(b, "}\n");
    return out_end(out);
}
