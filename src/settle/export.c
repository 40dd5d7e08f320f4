// settle/export.c - the ledger as plain-text accounting and as CSV
//
// The text is what ledger and hledger both read and total alike: a currency that is not made of
// letters only stands in quotes, comments hold no brackets (both would look for dates in them), the
// date of an entry is the day it was recorded.
#include "settle/settle_int.h"

#include "base/csv.h"

typedef struct Export {
    Store *store;
    Arena *arena; // emptied after each entry
    ExportWrite write;
    void *self;
    void (*add)(Buf *b, const Entry *e, Str at);
    bool is_failed;
    Err *err;
} Export;

// ---- ledger
// ---------------------------------------------------------------------------------------

// On one line, and without what the readers take for syntax.
static void add_free_text(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        bool is_syntax = (unsigned char)c < ' ' || c == 0x7F || strchr("[];|:,@=", c);
        buf_add_byte(b, is_syntax ? '_' : c);
    }
}

static void add_comment(Buf *b, const char *name, Str value) {
    if (!value.size) return;
    buf_add_fmt(b, "    ; %s: ", name);
    add_free_text(b, value);
    buf_add_byte(b, '\n');
}

static void add_commodity(Buf *b, Str currency) {
    bool is_bare = true;
    for (size_t i = 0; i < currency.size; i++)
        is_bare = is_bare && ((currency.at[i] >= 'A' && currency.at[i] <= 'Z') ||
                              (currency.at[i] >= 'a' && currency.at[i] <= 'z'));
    const char *quote = is_bare ? "" : "\"";
    buf_add_fmt(b, "%s%.*s%s", quote, STR_ARG(currency), quote);
}

static void add_ledger_entry(Buf *b, const Entry *e, Str at) {
    buf_add_fmt(b, "%.*s * (%lld) ", STR_ARG(str_part(at, 0, 10)), (long long)e->number);
    add_free_text(b, e->agreement);
    buf_add_byte(b, ' ');
    add_free_text(b, e->item);
    buf_add_byte(b, '\n');
    add_comment(b, "period", e->period);
    add_comment(b, "kind", str_from(line_kind_name(e->kind)));
    add_comment(b, "member", e->member);
    add_comment(b, "due", e->due);
    add_comment(b, "exact", e->exact);
    add_comment(b, "run", str_fmt(b->arena, "%lld", (long long)e->run));
    if (e->reverses) add_comment(b, "reverses", str_fmt(b->arena, "%lld", (long long)e->reverses));
    for (size_t i = 0; i < 2; i++) {
        const Posting *p = &e->postings[i];
        buf_add_fmt(b, "    %.*s  %.*s ", STR_ARG(p->account), STR_ARG(p->amount));
        add_commodity(b, p->currency);
        buf_add_byte(b, '\n');
    }
    buf_add_byte(b, '\n');
}

// ---- CSV
// ------------------------------------------------------------------------------------------

static const Str *csv_header(size_t *ret_count) {
#define NAME(text)                                                                                 \
    { text, sizeof text - 1 }
    static const Str NAMES[] = {
        NAME("entry"), NAME("run"),      NAME("at"),       NAME("agreement"), NAME("period"),
        NAME("kind"),  NAME("reverses"), NAME("item"),     NAME("member"),    NAME("due"),
        NAME("exact"), NAME("account"),  NAME("currency"), NAME("amount")};
    *ret_count = sizeof NAMES / sizeof NAMES[0];
    return NAMES;
}

static Str number_text(Arena *a, int64_t number) {
    return number ? str_fmt(a, "%lld", (long long)number) : STR("");
}

static void add_csv_entry(Buf *b, const Entry *e, Str at) {
    for (size_t i = 0; i < 2; i++) {
        const Posting *p = &e->postings[i];
        Str fields[] = {
            number_text(b->arena, e->number),
            number_text(b->arena, e->run),
            at,
            e->agreement,
            e->period,
            str_from(line_kind_name(e->kind)),
            number_text(b->arena, e->reverses),
            e->item,
            e->member,
            e->due,
            e->exact,
            p->account,
            p->currency,
            p->amount,
        };
        csv_add_row(b, fields, sizeof fields / sizeof fields[0], true);
    }
}

// ---- both
// -----------------------------------------------------------------------------------------

static bool write_entry(void *self, const Entry *e) {
    Export *x = self;
    Record r;
    arena_reset(x->arena);
    x->is_failed = !store_record(x->arena, x->store, e->seq, &r, x->err);
    if (x->is_failed) return false;
    Buf b = {.arena = x->arena};
    x->add(&b, e, r.at);
    x->write(x->self, buf_str(&b));
    return true;
}

static void write_head(Export *x, ExportFormat format) {
    Buf b = {.arena = x->arena};
    size_t count;
    const Str *names = csv_header(&count);
    if (format == EXPORT_CSV)
        csv_add_row(&b, names, count, true);
    else
        buf_add_c(&b, "; softlaw: every entry of the store, in the order recorded\n\n");
    x->write(x->self, buf_str(&b));
}

bool settle_export(Store *s, ExportFormat format, ExportWrite write, void *self, Err *err) {
    Export x = {
        .store = s,
        .arena = arena_new(),
        .write = write,
        .self = self,
        .add = format == EXPORT_CSV ? add_csv_entry : add_ledger_entry,
        .err = err,
    };
    bool done = store_begin_reading(s, err);
    if (done) write_head(&x, format);
    done = done && settle_visit_entries(s, 1, INT64_MAX - 1, write_entry, &x, err) && !x.is_failed;
    store_rollback(s);
    arena_free(x.arena);
    return done;
}
