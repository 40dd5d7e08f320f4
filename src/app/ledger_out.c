// app/ledger_out.c - postings, balances and reports of verify as JSON and CSV
#include "app/app_int.h"
#include "app/ledger.h"

#include "base/csv.h"

static void add_bool(Buf *b, const char *name, bool value) {
    json_add_name(b, name);
    buf_add_c(b, value ? "true" : "false");
}

static void add_post(const App *app, Buf *b, const PostView *p) {
    buf_add_byte(b, '{');
    json_add_text(b, "period", p->period);
    json_add_text(b, "outcome", str_from(p->outcome));
    add_bool(b, "refused", p->is_refused);
    json_add_message(app, b, "why", p->why);
    json_add_int(b, "run", p->run);
    json_add_int(b, "corrects", p->corrects);
    json_add_int(b, "entries", p->entry_count);
    buf_add_byte(b, '}');
}

bool post_json(App *app, const PostList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"posted\":[");
    for (size_t i = 0; i < l->count && out_spill(out); i++) {
        buf_add_c(b, i ? ",\n  " : "\n  ");
        add_post(app, b, &l->items[i]);
    }
    buf_add_byte(b, ']');
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}

bool balance_json(const BalanceList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"balances\":[");
    for (size_t i = 0; i < l->count && out_spill(out); i++) {
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "account", l->items[i].account);
        json_add_text(b, "amount", l->items[i].amount);
        json_add_text(b, "currency", l->items[i].currency);
        buf_add_byte(b, '}');
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}

bool balance_csv(const BalanceList *l, Out *out) {
    const Str head[3] = {STR("account"), STR("amount"), STR("currency")};
    csv_add_row(&out->buf, head, 3, true);
    for (size_t i = 0; i < l->count && out_spill(out); i++) {
        const Str row[3] = {l->items[i].account, l->items[i].amount, l->items[i].currency};
        csv_add_row(&out->buf, row, 3, true);
    }
    return out_end(out);
}

static void add_fault(const App *app, Buf *b, const FaultView *f) {
    buf_add_byte(b, '{');
    json_add_text(b, "kind", str_from(f->kind));
    json_add_name(b, "record");
    if (f->record)
        buf_add_fmt(b, "%lld", (long long)f->record);
    else
        buf_add_c(b, "null");
    json_add_text_or_null(b, "table", f->table);
    json_add_message(app, b, "message", f->message);
    buf_add_byte(b, '}');
}

bool verified_json(App *app, const Verified *v, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    add_bool(b, "sound", v->is_sound);
    json_add_int(b, "records", v->record_count);
    json_add_int(b, "entries", v->entry_count);
    json_add_int(b, "postings", v->posting_count);
    json_add_text(b, "root", v->root);
    json_add_name(b, "faults");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->count && out_spill(out); i++) {
        buf_add_c(b, i ? ",\n  " : "\n  ");
        add_fault(app, b, &v->faults[i]);
    }
    buf_add_byte(b, ']');
    json_add_int(b, "fault count", (int64_t)v->fault_count);
    buf_add_c(b, "}\n");
    return out_end(out);
}
