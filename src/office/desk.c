// office/desk.c - what is one's own to do: drafts, and what waits for a second person
#include "app/draft.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct ProposalRow {
    const ProposalView *view;
    Str number;
} ProposalRow;

typedef struct DraftLine {
    const DraftRow *row;
    Str version, published;
} DraftLine;

typedef struct DeskPage {
    Heading heading;
    DraftList drafts;
    DraftLine *lines;
    ProposalList waiting;
    ProposalRow *waiting_rows;
    Str next, next_waiting; // addresses
    bool is_filtered, may_draft;
} DeskPage;

typedef struct NewPage {
    Heading heading;
    const TemplateList *templates;
} NewPage;

#include "office/layout.html.h"

#include "office/desk.html.h"

#include "office/new.html.h"

static Str number_text(const OfficeCall *c, int64_t number) {
    return str_fmt(c->arena, "%lld", (long long)number);
}

static bool read_wanted(const OfficeCall *c, ListWanted *ret, Err *err) {
    if (!filter_read(c, filter_draft_states, ret, err)) return false;
    ret->after = office_query(c->request, "after");
    return true;
}

static bool find_all(const OfficeCall *c, DeskPage *v, Err *err) {
    ListWanted drafts, proposals = {.limit = DESK_PAGE};
    if (!read_wanted(c, &drafts, err) ||
        !page_number(office_query(c->request, "waiting"), "waiting", &proposals.from, err) ||
        !app_drafts(c->app, c->people, c->who, &drafts, &v->drafts, err) ||
        !app_proposals(c->app, c->people, c->who, STR(""), &proposals, &v->waiting, err))
        return false;
    v->is_filtered = drafts.state.size || drafts.owner.size || drafts.words.size;
    v->next = filter_next(c, "after", v->drafts.next);
    if (v->waiting.next)
        v->next_waiting = filter_next(c, "waiting", number_text(c, v->waiting.next));
    v->lines = ARENA_ARRAY(c->arena, DraftLine, v->drafts.count + 1);
    for (size_t i = 0; i < v->drafts.count; i++) {
        const DraftRow *r = &v->drafts.items[i];
        v->lines[i] = (DraftLine){r, number_text(c, r->version), number_text(c, r->published)};
    }
    v->waiting_rows = ARENA_ARRAY(c->arena, ProposalRow, v->waiting.count + 1);
    for (size_t i = 0; i < v->waiting.count; i++)
        v->waiting_rows[i] =
            (ProposalRow){&v->waiting.items[i], number_text(c, v->waiting.items[i].number)};
    return true;
}

bool page_use_desk(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    DeskPage v = {.heading = {page_say(c, N_("Desk")), true}, .may_draft = page_may(c, "draft")};
    if (!page_go_live(c, &p, "draft proposal facts settlement", STR(""), err) ||
        !find_all(c, &v, err))
        return false;
    page_desk(&out->buf, &p, &v);
    return out_end(out);
}

bool use_drafts(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    DraftList list;
    ListWanted wanted;
    if (!read_wanted(c, &wanted, err) ||
        !app_drafts(c->app, c->people, c->who, &wanted, &list, err))
        return false;
    buf_add_c(b, "{\"drafts\":[");
    for (size_t i = 0; i < list.count; i++) {
        const DraftRow *r = &list.items[i];
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "id", r->id);
        json_add_text(b, "owner", r->owner);
        json_add_text(b, "title", r->title);
        json_add_int(b, "version", r->version);
        json_add_int(b, "published version", r->published);
        json_add_text(b, "changed", r->changed_at);
        json_add_text(b, "changed by", r->changed_by);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
    json_add_text_or_null(b, "next", list.next);
    buf_add_c(b, "}\n");
    return out_end(out);
}

// ---- a new one ----------------------------------------------------------------------------------

bool page_use_new(const OfficeCall *c, Out *out, Err *err) {
    (void)err;
    Page p = page_of(c);
    NewPage v = {{page_say(c, N_("A new draft")), true}, app_templates(c->app)};
    page_new(&out->buf, &p, &v);
    return out_end(out);
}

bool use_draft_begin(const OfficeCall *c, Out *out, Err *err) {
    Str id, template = office_field(c, "template"), text = office_field(c, "text");
    if (!template.size && !text.size)
        return err_set(err, ERR_INPUT, MSG("neither a template nor a text was given"),
                       MSG("name a template, or send the text"));
    if (!app_draft_begin(c->app, c->people, c->who, template, text, &id, err)) return false;
    c->effects->go = str_fmt(c->arena, "/drafts/%.*s/edit", STR_ARG(id));
    buf_add_byte(&out->buf, '{');
    json_add_text(&out->buf, "id", id);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}
