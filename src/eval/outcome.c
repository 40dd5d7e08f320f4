// eval/outcome.c - what came out: payments, residues, values
#include "eval/eval_int.h"

#include <assert.h>

size_t outcome_period_count(const Outcome *o) {
    return o->periods.count;
}

Period outcome_period(const Outcome *o, size_t index) {
    assert(index < o->periods.count);
    return o->periods.items[index];
}

size_t outcome_payment_count(const Outcome *o) {
    return o->payment_count;
}

static size_t chunk_of(const Outcome *o, size_t index) {
    size_t low = 0, high = o->chunks.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (o->chunks.items[middle].start <= index)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void payment_at(const Outcome *o, const struct PaidChunk *c, size_t at, Payment *ret) {
    PaidCell cell = book_cell(c->chunk, at);
    book_payment(o->engine, c->run, &cell, ret);
}

Payment outcome_payment(const Outcome *o, size_t index) {
    assert(index < o->payment_count);
    const struct PaidChunk *c = &o->chunks.items[chunk_of(o, index)];
    Payment p = {0};
    payment_at(o, c, index - c->start, &p);
    return p;
}

size_t outcome_period_start(const Outcome *o, size_t index) {
    assert(index <= o->periods.count);
    size_t low = 0, high = o->chunks.count;
    if (index == o->periods.count) return o->payment_count;
    PeriodRule rule = o->engine->terms->period_rule;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        Period p = o->chunks.items[middle].run->period;
        if (period_order(rule, p, o->periods.items[index]) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < o->chunks.count ? o->chunks.items[low].start : o->payment_count;
}

PaymentCursor outcome_cursor(const Outcome *o, size_t index) {
    if (index >= o->payment_count) return (PaymentCursor){o->chunks.count, 0};
    size_t chunk = chunk_of(o, index);
    return (PaymentCursor){chunk, index - o->chunks.items[chunk].start};
}

bool outcome_next(const Outcome *o, PaymentCursor *cursor, Payment *ret) {
    while (cursor->chunk < o->chunks.count &&
           cursor->at == o->chunks.items[cursor->chunk].chunk->count)
        *cursor = (PaymentCursor){cursor->chunk + 1, 0};
    if (cursor->chunk == o->chunks.count) return false;
    payment_at(o, &o->chunks.items[cursor->chunk], cursor->at++, ret);
    return true;
}

size_t outcome_residue_count(const Outcome *o) {
    return o->residues.count;
}

Residue outcome_residue(const Outcome *o, size_t index) {
    assert(index < o->residues.count);
    return o->residues.items[index];
}

size_t outcome_member_count(const Outcome *o, uint32_t set) {
    return o->facts.member_count(o->facts.self, set);
}

Str outcome_member_id(const Outcome *o, uint32_t set, uint32_t member) {
    return o->facts.member_id(o->facts.self, set, member);
}

bool outcome_is_kept(const Outcome *o, uint32_t item) {
    const ItemState *s = &o->engine->items[item];
    bool is_given = s->item->kind == ITEM_QUANTITY || s->item->kind == ITEM_PARAMETER;
    return is_given || (s->is_whole && s->keeps_all);
}

static FeelValue unmarked(FeelValue v) {
    return v.kind == FEEL_NULL ? feel_null() : v;
}

static FeelValue fact_value(const Outcome *o, const ItemState *s, const uint32_t *members,
                            Period p) {
    FeelValue v;
    uint32_t first = s->layout.set_count > 0 ? members[0] : 0;
    size_t found = o->facts.fill(o->facts.self, s->index, 0, members, first, 1, p, &v);
    return found > 0 ? v : s->rule->has_missing ? s->rule->missing : feel_null();
}

static FeelValue parameter_value(const Outcome *o, const ItemState *s, const uint32_t *members,
                                 Period p) {
    int64_t day = p.grain == GRAIN_ONCE ? o->engine->first_day
                                        : period_first_day(o->engine->terms->period_rule, p);
    const ParameterValue *best = NULL;
    for (size_t i = 0; i < s->item->value_count; i++) {
        const ParameterValue *v = &s->item->values[i];
        size_t k = 0;
        while (k < s->item->set_count && v->members[k] == members[k]) k++;
        if (k < s->item->set_count || (v->has_from && v->from_day > day)) continue;
        if (!best || !best->has_from || (v->has_from && v->from_day >= best->from_day)) best = v;
    }
    return best ? s->rule->values[best - s->item->values] : feel_null();
}

FeelValue outcome_value(const Outcome *o, uint32_t item, const uint32_t *members, Period period) {
    const Engine *e = o->engine;
    const ItemState *s = &e->items[item];
    for (size_t k = 0; k < s->layout.set_count; k++)
        if (members[k] >= s->layout.sizes[k]) return feel_null();
    if (s->item->kind == ITEM_QUANTITY) return fact_value(o, s, members, period);
    if (s->item->kind == ITEM_PARAMETER) return parameter_value(o, s, members, period);
    bool is_there = outcome_is_kept(o, item) && period.grain == s->item->grain &&
                    period.index >= s->first && period.index <= s->last;
    const Held *h = is_there ? held_find(e, s, period.index) : NULL;
    return h ? unmarked(held_get(e, s, h, layout_cell(&s->layout, members))) : feel_null();
}
