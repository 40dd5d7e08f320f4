// office/draft.c - a draft: its words beside what is found in them, remarks, proposals, versions
#include "app/draft_table.h"
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct ProposalRow {
    const ProposalView *view;
    Str number;
} ProposalRow;

typedef struct DraftPage {
    Heading heading;
    const DraftView *draft;
    Str percent, published;
    TalkView talk;
    ProposalList proposals;
    ProposalRow *rows;
    Str earlier, earlier_remarks; // addresses
    OrganisationList organisations;
    TableName *tables;
    size_t table_count;
    bool may_draft, may_share, may_comment, may_publish, may_sign;
} DraftPage;

#include "office/layout.html.h"

#include "office/draft.html.h"

#include "office/edit.html.h"

static Str number_text(const OfficeCall *c, int64_t number) {
    return str_fmt(c->arena, "%lld", (long long)number);
}

static const DraftView *find_draft(const OfficeCall *c, Err *err) {
    int64_t version;
    if (!page_number(office_query(c->request, "version"), "version", &version, err)) return NULL;
    return app_draft(c->app, c->people, c->id, version, err);
}

static bool find_all(const OfficeCall *c, DraftPage *v, Err *err) {
    ListWanted wanted = {.limit = DESK_PAGE}, remarks = wanted;
    if (!page_number(office_query(c->request, "remarks"), "remarks", &remarks.from, err) ||
        !app_talk(c->app, c->people, c->id, &remarks, &v->talk, err) ||
        !page_number(office_query(c->request, "before"), "before", &wanted.from, err) ||
        !app_proposals(c->app, c->people, c->who, c->id, &wanted, &v->proposals, err) ||
        !app_organisations(c->app, c->people, &v->organisations, err))
        return false;
    v->earlier_remarks = filter_next(c, "remarks", v->talk.next);
    if (v->proposals.next) v->earlier = filter_next(c, "before", number_text(c, v->proposals.next));
    v->rows = ARENA_ARRAY(c->arena, ProposalRow, v->proposals.count + 1);
    for (size_t i = 0; i < v->proposals.count; i++)
        v->rows[i] =
            (ProposalRow){&v->proposals.items[i], number_text(c, v->proposals.items[i].number)};
    return true;
}

static bool make_page(const OfficeCall *c, DraftPage *v, Err *err) {
    *v = (DraftPage){.draft = find_draft(c, err),
                     .may_draft = page_may(c, "draft"),
                     .may_share = page_may(c, "share"),
                     .may_comment = page_may(c, "comment"),
                     .may_publish = page_may(c, "publish"),
                     .may_sign = page_may(c, "sign")};
    if (!v->draft) return false;
    v->heading = (Heading){v->draft->row.title, true};
    v->tables = app_table_names(c->app, c->id, v->draft->text, &v->table_count);
    v->percent = str_fmt(c->arena, "%u", v->draft->percent);
    v->published = number_text(c, v->draft->row.published);
    return true;
}

bool page_use_draft(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    DraftPage v;
    if (!page_go_live(c, &p, "draft proposal remark facts settlement", c->id, err) ||
        !make_page(c, &v, err) || !find_all(c, &v, err))
        return false;
    page_draft(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_edit(const OfficeCall *c, Out *out, Err *err) {
    static const char *const SCRIPTS[] = {"codemirror.js", "editor.js", NULL};
    Page p = page_of(c);
    DraftPage v;
    p.scripts = SCRIPTS;
    if (!make_page(c, &v, err)) return false;
    page_edit(&out->buf, &p, &v);
    return out_end(out);
}

// ---- for programs -------------------------------------------------------------------------------

bool use_draft(const OfficeCall *c, Out *out, Err *err) {
    const DraftView *v = find_draft(c, err);
    return v && draft_view_json(c->app, v, out);
}

bool use_draft_text(const OfficeCall *c, Out *out, Err *err) {
    const DraftView *v = find_draft(c, err);
    return v && out_pass(out, v->text) && out_end(out);
}

static void add_remark(Buf *b, const RemarkView *r) {
    buf_add_byte(b, '{');
    json_add_text(b, "number", r->number);
    json_add_text(b, "version", r->version);
    json_add_text(b, "anchor", r->anchor);
    json_add_text(b, "text", r->text);
    json_add_text(b, "author", r->author);
    json_add_text(b, "organisation", r->organisation);
    json_add_text(b, "at", r->at);
    json_add_text_or_null(b, "closed by", r->closed_by);
    buf_add_byte(b, '}');
}

bool use_talk(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    TalkView v;
    ListWanted wanted = {.limit = 0};
    if (!page_number(office_query(c->request, "before"), "before", &wanted.from, err) ||
        !filter_read_limit(c, &wanted.limit, err) ||
        !app_talk(c->app, c->people, c->id, &wanted, &v, err))
        return false;
    buf_add_c(b, "{\"invitations\":[");
    for (size_t i = 0; i < v.invitation_count; i++) {
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "organisation", v.invitations[i].organisation);
        json_add_text(b, "relation", v.invitations[i].relation);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "],\"remarks\":[");
    for (size_t i = 0; i < v.remark_count; i++) {
        if (i) buf_add_byte(b, ',');
        add_remark(b, &v.remarks[i]);
    }
    buf_add_byte(b, ']');
    json_add_text_or_null(b, "next", v.next);
    buf_add_c(b, "}\n");
    return out_end(out);
}

static void add_proposal(Buf *b, const ProposalView *v) {
    buf_add_byte(b, '{');
    json_add_int(b, "number", v->number);
    json_add_text(b, "draft", v->draft);
    json_add_text(b, "act", v->act);
    json_add_text(b, "act text", v->act_text);
    json_add_text(b, "subject", v->subject);
    json_add_text(b, "version", v->version);
    json_add_text(b, "prepared by", v->author);
    json_add_text(b, "organisation", v->organisation);
    json_add_text(b, "at", v->at);
    json_add_text(b, "state", v->state);
    json_add_text(b, "state text", v->state_text);
    json_add_text_or_null(b, "decided by", v->decided_by);
    json_add_text_or_null(b, "result", v->result);
    buf_add_byte(b, '}');
}

static bool proposals_json(const OfficeCall *c, Str id, const char *cursor, Out *out, Err *err) {
    ProposalList list;
    ListWanted wanted;
    if (!filter_read(c, filter_proposal_states, &wanted, err) ||
        !page_number(office_query(c->request, cursor), cursor, &wanted.from, err) ||
        !app_proposals(c->app, c->people, c->who, id, &wanted, &list, err))
        return false;
    buf_add_c(&out->buf, "{\"proposals\":[");
    for (size_t i = 0; i < list.count; i++) {
        if (i) buf_add_byte(&out->buf, ',');
        add_proposal(&out->buf, &list.items[i]);
    }
    buf_add_byte(&out->buf, ']');
    json_add_text_or_null(&out->buf, "next", list.next ? number_text(c, list.next) : STR(""));
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool use_proposals(const OfficeCall *c, Out *out, Err *err) {
    return proposals_json(c, c->id, "before", out, err);
}

bool use_waiting(const OfficeCall *c, Out *out, Err *err) {
    return proposals_json(c, STR(""), "after", out, err);
}
