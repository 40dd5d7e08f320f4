// app/settle_json.c - a settlement as JSON, streamed period by period
//
// {"agreement","version","periods":[{"period","values":{…},"payments":[…]}],"residues":[…],
// "findings":[…]}. Amounts are decimal strings. `values` holds every quantity, formula and table
// that bears on the period: by member where it has sets, by sub-period where its grain is finer.
// Open sets (members named by the facts) are left out unless all values are asked for.
#include "app/app_int.h"

#include "base/json.h"

#include <assert.h>

enum { SCRATCH_BYTES = 1 << 20 };

typedef struct ValueWriter {
    const Settlement *s;
    Arena *scratch;
    Out *out;
    Period period; // of the settlement
    uint32_t item;
    uint32_t members[LIMIT_SET_DIMENSIONS];
} ValueWriter;

// Texts of a line are forgotten once written: a settlement may have millions of them.
static void sweep(Arena *scratch) {
    if (arena_used_bytes(scratch) > SCRATCH_BYTES) arena_reset(scratch);
}

static void write_value(ValueWriter *w, Period period) {
    FeelValue v = outcome_value(w->s->outcome, w->item, w->members, period);
    buf_add(&w->out->buf, feel_to_json(w->scratch, v));
    sweep(w->scratch);
    out_spill(w->out);
}

static void write_key(ValueWriter *w, Str key, bool is_first) {
    if (!is_first) buf_add_byte(&w->out->buf, ',');
    json_add_string(&w->out->buf, key);
    buf_add_byte(&w->out->buf, ':');
}

static void write_subperiods(ValueWriter *w, Grain grain) {
    PeriodRule rule = w->s->agreement->terms->period_rule;
    Period p = period_to_grain(rule, w->period, grain);
    int64_t last = period_last_day(rule, w->period);
    buf_add_byte(&w->out->buf, '{');
    for (bool is_first = true; period_first_day(rule, p) <= last; p.index++, is_first = false) {
        write_key(w, period_text(w->scratch, rule, p), is_first);
        write_value(w, p);
    }
    buf_add_byte(&w->out->buf, '}');
}

static void write_periods(ValueWriter *w, const Item *item) {
    PeriodRule rule = w->s->agreement->terms->period_rule;
    if (item->grain > w->period.grain && w->period.grain != GRAIN_ONCE)
        write_subperiods(w, item->grain);
    else
        write_value(w, period_to_grain(rule, w->period, item->grain));
}

static Str member_at(const Settlement *s, uint32_t set, uint32_t member) {
    return outcome_member_id(s->outcome, set, member);
}

// One level of nesting for each set of the item.
static void write_members(ValueWriter *w, const Item *item, size_t depth) {
    assert(depth <= LIMIT_SET_DIMENSIONS);
    if (depth == item->set_count) {
        write_periods(w, item);
        return;
    }
    uint32_t set = item->sets[depth];
    size_t count = outcome_member_count(w->s->outcome, set);
    buf_add_byte(&w->out->buf, '{');
    for (uint32_t i = 0; i < count && !w->out->has_failed; i++) {
        write_key(w, member_at(w->s, set, i), i == 0);
        w->members[depth] = i;
        write_members(w, item, depth + 1);
    }
    buf_add_byte(&w->out->buf, '}');
}

static bool is_over_open_set(const Terms *t, const Item *item) {
    for (size_t i = 0; i < item->set_count; i++)
        if (t->sets[item->sets[i]].kind == MEMBERS_FACTS) return true;
    return false;
}

static bool is_shown(const Settlement *s, uint32_t item, Grain grain, bool all_values) {
    const Item *it = &s->agreement->terms->items[item];
    bool is_value = it->kind == ITEM_QUANTITY || it->kind == ITEM_FORMULA || it->kind == ITEM_TABLE;
    bool is_kept = outcome_is_kept(s->outcome, item);
    bool fits = grain != GRAIN_ONCE || it->grain == GRAIN_ONCE;
    return is_value && is_kept && fits &&
           (all_values || !is_over_open_set(s->agreement->terms, it));
}

static void write_values(ValueWriter *w, bool all_values) {
    const Terms *t = w->s->agreement->terms;
    buf_add_byte(&w->out->buf, '{');
    bool is_first = true;
    for (uint32_t i = 0; i < t->item_count; i++) {
        if (!is_shown(w->s, i, w->period.grain, all_values)) continue;
        write_key(w, t->items[i].id, is_first);
        w->item = i;
        write_members(w, &t->items[i], 0);
        is_first = false;
    }
    buf_add_byte(&w->out->buf, '}');
}

static void write_payment(Arena *scratch, Buf *b, const LineView *l) {
    char amount[DEC_TEXT_BYTES];
    dec_to_text(l->amount, amount);
    buf_add_byte(b, '{');
    json_add_text(b, "id", l->payment.id);
    json_add_text(b, "from", l->from.id);
    json_add_text(b, "to", l->to.id);
    json_add_text(b, "amount", str_from(amount));
    json_add_text(b, "currency", l->currency);
    json_add_text_or_null(b, "due", l->due);
    json_add_text_or_null(b, "member", l->member);
    buf_add_byte(b, '}');
    sweep(scratch);
}

static void write_period(const Settlement *s, size_t index, bool all_values, Arena *scratch,
                         Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, index ? ",\n {" : "\n {");
    json_add_text(b, "period", s->periods[index]);
    json_add_name(b, "values");
    ValueWriter w = {.s = s, .scratch = scratch, .out = out};
    if (s->outcome) {
        w.period = outcome_period(s->outcome, index);
        write_values(&w, all_values);
    } else {
        buf_add_c(b, "{}");
    }
    json_add_name(b, "payments");
    buf_add_byte(b, '[');
    for (size_t i = s->starts[index]; i < s->starts[index + 1] && out_spill(out); i++) {
        LineView l = settlement_line(scratch, s, i);
        buf_add_c(b, i > s->starts[index] ? ",\n  " : "\n  ");
        write_payment(scratch, b, &l);
    }
    buf_add_c(b, "]}");
}

static void write_residue(Arena *scratch, Buf *b, const ResidueView *r) {
    buf_add_byte(b, '{');
    json_add_text(b, "period", r->period);
    json_add_text(b, r->is_pool ? "pool" : "payment", r->name.id);
    json_add_text(b, "amount", dec_text(scratch, r->amount));
    json_add_text(b, "currency", r->currency);
    buf_add_byte(b, '}');
}

bool settlement_json(App *app, const Settlement *s, bool all_values, Out *out) {
    Buf *b = &out->buf;
    Arena *scratch = arena_new();
    buf_add_byte(b, '{');
    json_add_text(b, "agreement", s->agreement->terms->id);
    json_add_text(b, "version", settlement_version(s));
    json_add_name(b, "periods");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < s->period_count && out_spill(out); i++)
        write_period(s, i, all_values, scratch, out);
    buf_add_c(b, "]");
    json_add_name(b, "residues");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < s->residue_count && out_spill(out); i++) {
        ResidueView r = settlement_residue(scratch, s, i);
        buf_add_c(b, i ? ",\n  " : "\n  ");
        write_residue(scratch, b, &r);
    }
    buf_add_c(b, "]");
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    arena_free(scratch);
    return out_end(out);
}
