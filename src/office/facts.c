// office/facts.c - facts of an agreement, and what they come to
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct FactsPage {
    Heading heading;
    Str id;
    UploadList list;
    DraftFinding *faults;
    size_t fault_count;
    bool may_write;
} FactsPage;

typedef struct SettledLine {
    LineView view;
    Str amount;
} SettledLine;

typedef struct SettledPeriod {
    Str name;
    SettledLine *lines;
    size_t count;
} SettledPeriod;

typedef struct SettlementPage {
    Heading heading;
    Str id;
    SettledPeriod *periods;
    size_t period_count;
    Str sums; // HTML
    bool may_pay;
} SettlementPage;

#include "office/layout.html.h"

#include "office/facts.html.h"

#include "office/settlement.html.h"

// ---- facts --------------------------------------------------------------------------------------

static void find_faults(const OfficeCall *c, FactsPage *v) {
    enum { SHOWN = 100 };
    const Findings *f = app_findings(c->app);
    Lang lang = c->request->lang;
    v->faults = ARENA_ARRAY(c->arena, DraftFinding, f->count + 1);
    for (size_t i = 0; i < f->count && v->fault_count < SHOWN; i++) {
        const Finding *x = &f->items[i];
        if (x->severity != SEVERITY_ERROR) continue;
        v->faults[v->fault_count++] =
            (DraftFinding){.line = str_fmt(c->arena, "%u", x->place.line),
                           .rule = str_from(x->rule),
                           .message = lang_render(c->arena, lang, x->message),
                           .hint = x->hint.text ? lang_render(c->arena, lang, x->hint) : STR("")};
    }
}

static bool write_facts(const OfficeCall *c, bool has_faults, Out *out, Err *err) {
    Page p = page_of(c);
    p.live = "facts proposal";
    p.thing = c->id;
    p.scripts = page_live;
    FactsPage v = {.heading = {page_say(c, N_("Facts")), !has_faults},
                   .id = c->id,
                   .may_write = page_may(c, "write-facts")};
    if (!app_uploads(c->app, c->people, c->id, &v.list, err)) return false;
    if (has_faults) find_faults(c, &v);
    page_facts(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_facts(const OfficeCall *c, Out *out, Err *err) {
    return write_facts(c, false, out, err);
}

bool use_uploads(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    UploadList list;
    if (!app_uploads(c->app, c->people, c->id, &list, err)) return false;
    buf_add_c(b, "{\"facts\":[");
    for (size_t i = 0; i < list.count; i++) {
        const UploadView *u = &list.items[i];
        buf_add_c(b, i ? ",{" : "{");
        json_add_text(b, "number", u->number);
        json_add_text(b, "name", u->name);
        json_add_text(b, "source", u->source);
        json_add_text(b, "author", u->author);
        json_add_text(b, "organisation", u->organisation);
        json_add_text(b, "at", u->at);
        json_add_text(b, "state", u->state);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

bool use_upload_text(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    UploadView v;
    Str text;
    return page_number(office_query(c->request, "number"), "number", &number, err) &&
           app_upload_text(c->app, c->people, c->id, number, &v, &text, err) &&
           out_pass(out, text) && out_end(out);
}

// Faulty facts are told row by row.
static bool tell_faults(const OfficeCall *c, Out *out, Err *err) {
    c->effects->status = OFFICE_UNPROCESSABLE;
    if (!office_is_api(c->request->path)) return write_facts(c, true, out, err);
    buf_add_c(&out->buf, "{\"outcome\":\"faulty\",\"findings\":");
    findings_json(c->app, &out->buf);
    buf_add_c(&out->buf, "}\n");
    return out_end(out);
}

bool use_upload(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    if (!app_upload(c->app, c->people, c->who, c->id, office_field(c, "name"),
                    office_field(c, "source"), office_field(c, "text"), &number, err))
        return false;
    if (!number) return tell_faults(c, out, err);
    return page_done(c, str_fmt(c->arena, "/drafts/%.*s/facts", STR_ARG(c->id)), number, out);
}

// ---- what they come to --------------------------------------------------------------------------

static SettledPeriod period_of(const OfficeCall *c, const Settlement *s, size_t index) {
    size_t first;
    SettledPeriod p = {.name = settlement_period(s, index)};
    settlement_period_lines(s, index, &first, &p.count);
    p.lines = ARENA_ARRAY(c->arena, SettledLine, p.count + 1);
    for (size_t i = 0; i < p.count; i++) {
        LineView v = settlement_line(c->arena, s, first + i);
        p.lines[i] = (SettledLine){v, amount_text(c->arena, v.amount, 0)};
    }
    return p;
}

bool page_use_settle(const OfficeCall *c, Out *out, Err *err) {
    Page p = page_of(c);
    SettlementPage v = {.heading = {page_say(c, N_("What is to be paid")), true},
                        .id = c->id,
                        .may_pay = page_may(c, "prepare-payment")};
    Err why = {.code = ERR_NONE};
    const Settlement *s = app_draft_settle(c->app, c->people, c->id, &why);
    if (!s && why.code != ERR_NONE) {
        if (err) *err = why;
        return false;
    }
    size_t count = s ? settlement_period_count(s) : 0;
    Buf sums = {.arena = c->arena};
    if (s) settlement_sums(c->app, s, &sums);
    v.sums = buf_str(&sums);
    p.scripts = page_charts;
    p.live = "facts settlement draft";
    p.thing = c->id;
    v.periods = ARENA_ARRAY(c->arena, SettledPeriod, count + 1);
    for (size_t i = 0; i < count; i++) {
        SettledPeriod period = period_of(c, s, i);
        if (period.count) v.periods[v.period_count++] = period;
    }
    page_settlement(&out->buf, &p, &v);
    return out_end(out);
}

bool use_settle(const OfficeCall *c, Out *out, Err *err) {
    const Settlement *s = app_draft_settle(c->app, c->people, c->id, err);
    if (s) return settlement_json(c->app, s, false, out);
    return err_set(err, ERR_CONFLICT, MSG("the facts have errors"),
                   MSG("the page of the facts lists them"));
}
