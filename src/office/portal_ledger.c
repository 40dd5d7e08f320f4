// office/portal_ledger.c - who owes whom what: sums with a chart, payment by payment, accounts
#include "app/ledger.h"
#include "base/html.h"
#include "office/portal.h"

enum { ROWS_MAX = 500 };

typedef struct LedgerRow {
    LineView line;
    Str amount, why; // why: the address of its explanation
} LedgerRow;

typedef struct LedgerPage {
    Heading heading;
    Str back, statement, csv, data, sums, left;
    LedgerRow *rows;
    size_t count;
    const BalanceList *balances;
    size_t balance_count;
    CourseList course;
} LedgerPage;

static Str page_amount(const Page *p, Str number) {
    Dec d;
    return dec_from_text(number, &d, NULL) ? amount_text(p->arena, d, 0) : number;
}

static Str page_sum(const Page *p, Dec sum) {
    return amount_text(p->arena, sum, 0);
}

#include "office/layout.html.h"

#include "office/ledger.html.h"

static Str why_of(const OfficeCall *c, const LineView *l) {
    Buf b = {.arena = c->arena};
    buf_add(&b, portal_address(c, "", "/agreements/", c->id, "/explanation"));
    buf_add_c(&b, "&item=");
    html_add_url(&b, l->payment.id);
    buf_add_c(&b, "&period=");
    html_add_url(&b, l->period);
    if (l->member.size) {
        buf_add_c(&b, "&member=");
        html_add_url(&b, l->member);
    }
    return buf_str(&b);
}

static void add_rows(const OfficeCall *c, const Settlement *s, LedgerPage *v) {
    size_t all = settlement_line_count(s);
    v->count = all < ROWS_MAX ? all : ROWS_MAX;
    v->rows = ARENA_ARRAY(c->arena, LedgerRow, v->count + 1);
    for (size_t i = 0; i < v->count; i++) {
        LineView l = settlement_line(c->arena, s, i);
        Str amount = amount_text(c->arena, l.amount, 0);
        v->rows[i] = (LedgerRow){
            l, str_fmt(c->arena, "%.*s %.*s", STR_ARG(amount), STR_ARG(l.currency)), why_of(c, &l)};
    }
    if (all > v->count) v->left = str_fmt(c->arena, "%zu", all - v->count);
}

bool page_use_ledger(const OfficeCall *c, Out *out, Err *err) {
    Page p = portal_page(c);
    p.scripts = page_charts;
    Buf sums = {.arena = c->arena};
    const Settlement *s =
        app_statement(c->app, c->portal->db, c->id, office_query(c->request, "period"), err);
    if (!s) return false;
    LedgerPage v = {.heading = {portal_title(c, N_("Ledger"), settlement_agreement(s).label), true},
                    .back = portal_address(c, "", "/agreements/", c->id, ""),
                    .statement = portal_address(c, "", "/agreements/", c->id, "/statement"),
                    .csv = portal_address(c, "", "/agreements/", c->id, "/statement.csv"),
                    .data = portal_address(c, "/api/v1", "/agreements/", c->id, "/balances"),
                    .balances = app_balance(c->app, c->portal->db, c->id, err),
                    .course = settlement_course(c->arena, s)};
    if (!v.balances) return false;
    v.balance_count = v.balances->count < ROWS_MAX ? v.balances->count : ROWS_MAX;
    settlement_sums(c->app, s, &sums);
    v.sums = buf_str(&sums);
    add_rows(c, s, &v);
    page_ledger(&out->buf, &p, &v);
    return out_end(out);
}

bool use_balances(const OfficeCall *c, Out *out, Err *err) {
    Str text;
    if (!app_portal_text(c->app, c->portal, c->id, &text, err)) return false;
    const BalanceList *l = app_balance(c->app, c->portal->db, c->id, err);
    return l && balance_json(l, out);
}
