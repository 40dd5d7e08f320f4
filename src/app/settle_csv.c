// app/settle_csv.c - a settlement as CSV, one row for each payment, streamed
//
// Rows come in runs of one payment in one period: what a run has in common is written out once.
// Stretches of rows are written on several threads and handed on in order.
#include "app/app_int.h"

#include "base/csv.h"
#include "base/parallel.h"

enum { COLUMNS = 10, SCRATCH_BYTES = 1 << 20, STRETCH_ROWS = 1 << 15 };

typedef struct Writer {
    const Settlement *settlement;
    size_t first, count; // rows of the stretch
    Arena *arena;        // of its text
    Buf buf;
    Arena *run, *scratch; // of a run of rows, of a row
    uint32_t item;
    Period period;
    Str head; // agreement to payment, with commas
    bool has_run, has_due;
    int64_t due_day;
    Str tail; // currency and due date, with commas and line end
} Writer;

static void add_field(Buf *b, Str field) {
    csv_add_field(b, field, true);
    buf_add_byte(b, ',');
}

static void begin_run(Writer *w, const Payment *p) {
    const Settlement *s = w->settlement;
    const Terms *t = s->agreement->terms;
    arena_reset(w->run);
    Buf head = {.arena = w->run};
    add_field(&head, t->id);
    add_field(&head, t->version);
    add_field(&head, period_text(w->run, t->period_rule, p->period));
    add_field(&head, t->items[p->item].id);
    w->head = buf_str(&head);
    w->item = p->item;
    w->period = p->period;
    w->has_run = true;
    w->tail = (Str){NULL, 0};
}

static void set_tail(Writer *w, const Payment *p) {
    Buf tail = {.arena = w->run};
    buf_add_byte(&tail, ',');
    add_field(&tail, w->settlement->agreement->terms->items[p->item].currency);
    if (p->has_due) buf_add(&tail, civil_text(w->run, civil_from_days(p->due_day)));
    buf_add_c(&tail, "\r\n");
    w->tail = buf_str(&tail);
    w->has_due = p->has_due;
    w->due_day = p->due_day;
}

static char *put(char *at, Str s) {
    memcpy(at, s.at, s.size);
    return at + s.size;
}

static char *put_field(char *at, Str s) {
    at = put(at, s);
    *at++ = ',';
    return at;
}

// Where nothing must be quoted, as nearly always, a row is a few copies.
static void add_plain(Writer *w, Str member, const Payment *p) {
    Buf *b = &w->buf;
    size_t most = w->head.size + member.size + p->from.id.size + p->to.id.size + w->tail.size +
                  DEC_TEXT_BYTES + COLUMNS;
    char *start = buf_room(b, most), *at = put(start, w->head);
    at = put_field(at, member);
    at = put_field(at, p->from.id);
    at = put_field(at, p->to.id);
    at += dec_to_text(p->amount, at);
    at = put(at, w->tail);
    b->size += (size_t)(at - start);
}

static void add_quoted(Writer *w, Str member, const Payment *p) {
    char digits[DEC_TEXT_BYTES];
    buf_add(&w->buf, w->head);
    add_field(&w->buf, member);
    add_field(&w->buf, p->from.id);
    add_field(&w->buf, p->to.id);
    buf_add(&w->buf, (Str){digits, dec_to_text(p->amount, digits)});
    buf_add(&w->buf, w->tail);
}

static void add_payment(Writer *w, const Payment *p) {
    const Settlement *s = w->settlement;
    const Terms *t = s->agreement->terms;
    if (!w->has_run || p->item != w->item || p->period.index != w->period.index ||
        p->period.grain != w->period.grain)
        begin_run(w, p);
    if (!w->tail.at || p->has_due != w->has_due || p->due_day != w->due_day) set_tail(w, p);
    Str member = member_text(w->scratch, t, s->outcome, &t->items[p->item], p->members);
    if (csv_is_plain(member) && csv_is_plain(p->from.id) && csv_is_plain(p->to.id))
        add_plain(w, member, p);
    else
        add_quoted(w, member, p);
    if (arena_used_bytes(w->scratch) > SCRATCH_BYTES) arena_reset(w->scratch);
}

static void write_stretch(void *self, size_t index) {
    Writer *w = (Writer *)self + index;
    const Outcome *o = w->settlement->outcome;
    PaymentCursor cursor = outcome_cursor(o, w->first);
    Payment p = {0};
    w->buf.size = 0;
    w->has_run = false;
    for (size_t i = 0; i < w->count && outcome_next(o, &cursor, &p); i++) add_payment(w, &p);
}

static void open_writers(Writer *writers, size_t count, const Settlement *s) {
    for (size_t i = 0; i < count; i++) {
        Arena *a = arena_new();
        writers[i] = (Writer){.settlement = s,
                              .arena = a,
                              .buf = {.arena = a},
                              .run = arena_new(),
                              .scratch = arena_new()};
    }
}

static void close_writers(Writer *writers, size_t count) {
    for (size_t i = 0; i < count; i++) {
        arena_free(writers[i].run);
        arena_free(writers[i].scratch);
        arena_free(writers[i].arena);
    }
}

static void add_outcome(const Settlement *s, Out *out) {
    Writer writers[PARALLEL_JOBS_MAX];
    size_t threads = s->app->options.threads, rows = s->line_count;
    size_t count = threads < 1 ? 1 : threads > PARALLEL_JOBS_MAX ? PARALLEL_JOBS_MAX : threads;
    bool goes_on = true;
    open_writers(writers, count, s);
    for (size_t done = 0; done < rows && goes_on;) {
        size_t started = 0;
        for (; started < count && done < rows; started++) {
            Writer *w = &writers[started];
            w->first = done;
            w->count = rows - done < STRETCH_ROWS ? rows - done : STRETCH_ROWS;
            done += w->count;
        }
        parallel_run(started, write_stretch, writers);
        for (size_t i = 0; i < started && goes_on; i++)
            goes_on = out_pass(out, buf_str(&writers[i].buf));
    }
    close_writers(writers, count);
}

static void add_line(Buf *b, Str agreement, Str version, const LineView *l) {
    char amount[DEC_TEXT_BYTES];
    Str digits = {amount, dec_to_text(l->amount, amount)};
    const Str fields[COLUMNS] = {agreement,  version,  l->period, l->payment.id, l->member,
                                 l->from.id, l->to.id, digits,    l->currency,   l->due};
    csv_add_row(b, fields, COLUMNS, true);
}

static void add_lines(const Settlement *s, Out *out) {
    Arena *scratch = arena_new();
    for (size_t i = 0; i < s->line_count && out_spill(out); i++) {
        LineView l = settlement_line(scratch, s, i);
        add_line(&out->buf, settlement_agreement(s).id, settlement_version(s), &l);
        if (arena_used_bytes(scratch) > SCRATCH_BYTES) arena_reset(scratch);
    }
    arena_free(scratch);
}

bool settlement_csv(const Settlement *s, Out *out) {
    const Str head[COLUMNS] = {STR("agreement"), STR("version"), STR("period"), STR("payment"),
                               STR("member"),    STR("from"),    STR("to"),     STR("amount"),
                               STR("currency"),  STR("due")};
    csv_add_row(&out->buf, head, COLUMNS, true);
    if (s->outcome)
        add_outcome(s, out);
    else
        add_lines(s, out);
    return out_end(out);
}
