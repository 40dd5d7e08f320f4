// office/facts.c - facts of an agreement, and what they come to
#include "base/html.h"
#include "base/json.h"
#include "office/office_int.h"

typedef struct FactsPage {
    Heading heading;
    Str id;
    UploadList list;
    Str next; // an address
    bool is_filtered;
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

static bool read_wanted(const OfficeCall *c, ListWanted *ret, Err *err) {
    return filter_read(c, filter_fact_states, ret, err) &&
           page_number(office_query(c->request, "before"), "before", &ret->from, err);
}

static bool write_facts(const OfficeCall *c, bool has_faults, Out *out, Err *err) {
    Page p = page_of(c);
    FactsPage v = {.heading = {page_say(c, N_("Facts")), !has_faults},
                   .id = c->id,
                   .may_write = page_may(c, "write-facts")};
    ListWanted wanted;
    if (!page_go_live(c, &p, "facts proposal", c->id, err) || !read_wanted(c, &wanted, err) ||
        !app_uploads(c->app, c->people, c->id, &wanted, &v.list, err))
        return false;
    v.is_filtered = wanted.state.size || wanted.words.size;
    v.next = filter_next(c, "before", v.list.next);
    if (has_faults) v.faults = page_faults(c, &v.fault_count);
    page_facts(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_facts(const OfficeCall *c, Out *out, Err *err) {
    return write_facts(c, false, out, err);
}

bool use_uploads(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    UploadList list;
    ListWanted wanted;
    if (!read_wanted(c, &wanted, err) ||
        !app_uploads(c->app, c->people, c->id, &wanted, &list, err))
        return false;
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
    buf_add_byte(b, ']');
    json_add_text_or_null(b, "next", list.next);
    buf_add_c(b, "}\n");
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

// Those with something in them: a page sends an empty one where none was chosen.
static UploadFile *sent_files(const OfficeCall *c, size_t *ret_count, Err *err) {
    size_t name_count, text_count;
    const Str *names = office_fields(c, "name", &name_count);
    const Str *texts = office_fields(c, "text", &text_count);
    UploadFile *files = ARENA_ARRAY(c->arena, UploadFile, text_count + 1);
    *ret_count = 0;
    if (name_count != text_count) {
        err_set(err, ERR_INPUT, MSG("there must be a name for each file"), NO_MSG);
        return NULL;
    }
    for (size_t i = 0; i < text_count; i++) {
        if (!str_trim(texts[i]).size) continue;
        Str name = str_trim(names[i]).size ? names[i] : str_fmt(c->arena, "facts-%zu", i + 1);
        files[(*ret_count)++] = (UploadFile){name, texts[i]};
    }
    return files;
}

bool use_upload(const OfficeCall *c, Out *out, Err *err) {
    int64_t number;
    size_t count;
    const UploadFile *files = sent_files(c, &count, err);
    if (!files || !app_upload(c->app, c->people, c->who, c->id, office_field(c, "source"), files,
                              count, &number, err))
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
    p.scripts = page_charts;
    if (!page_go_live(c, &p, "facts settlement draft", c->id, err)) return false;
    const Settlement *s = app_draft_settle(c->app, c->people, c->id, &why);
    if (!s && why.code != ERR_NONE) {
        if (err) *err = why;
        return false;
    }
    size_t count = s ? settlement_period_count(s) : 0;
    Buf sums = {.arena = c->arena};
    if (s) settlement_sums(c->app, s, &sums);
    v.sums = buf_str(&sums);
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
