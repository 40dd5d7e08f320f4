// app/settle_csv.c - a settlement as CSV, one row for each payment, streamed
#include "app/app_int.h"

#include "base/csv.h"

enum { COLUMNS = 10, SCRATCH_BYTES = 1 << 20 };

static void add_line(Buf *b, Str agreement, Str version, const LineView *l) {
    char amount[DEC_TEXT_BYTES];
    Str digits = {amount, dec_to_text(l->amount, amount)};
    const Str fields[COLUMNS] = {agreement,  version,  l->period, l->payment.id, l->member,
                                 l->from.id, l->to.id, digits,    l->currency,   l->due};
    csv_add_row(b, fields, COLUMNS, true);
}

bool settlement_csv(const Settlement *s, Out *out) {
    const Str head[COLUMNS] = {STR("agreement"), STR("version"), STR("period"), STR("payment"),
                               STR("member"),    STR("from"),    STR("to"),     STR("amount"),
                               STR("currency"),  STR("due")};
    csv_add_row(&out->buf, head, COLUMNS, true);
    Arena *scratch = arena_new();
    for (size_t i = 0; i < s->line_count && out_spill(out); i++) {
        LineView l = settlement_line(scratch, s, i);
        add_line(&out->buf, settlement_agreement(s).id, settlement_version(s), &l);
        if (arena_used_bytes(scratch) > SCRATCH_BYTES) arena_reset(scratch);
    }
    arena_free(scratch);
    return out_end(out);
}
