// eval/report.c - what could not be computed, told once for each item with count and examples
#include "eval/eval_int.h"

#include <assert.h>

enum { EXAMPLES = 3, MISSING_COUNTED_MAX = 1 << 16 };

Str where_text(Arena *a, const Engine *e, const ItemState *s, size_t cell, Period period) {
    Buf b = {.arena = a};
    uint32_t members[LIMIT_SET_DIMENSIONS] = {0};
    if (s->layout.set_count > 0) layout_members(&s->layout, cell, members);
    for (size_t i = 0; i < s->layout.set_count; i++) {
        if (i > 0) buf_add_c(&b, "/");
        buf_add(&b, e->facts.member_id(e->facts.self, s->layout.sets[i], members[i]));
    }
    bool has_period = s->item->grain != GRAIN_ONCE && s->item->kind != ITEM_PARAMETER;
    if (has_period && b.size > 0) buf_add_c(&b, ", ");
    if (has_period) buf_add(&b, period_text(a, e->terms->period_rule, period));
    return b.size > 0 ? buf_str(&b) : e->terms->id;
}

static Message message_copy(Arena *a, Message m) {
    for (size_t i = 0; i < sizeof m.args / sizeof m.args[0]; i++)
        if (m.args[i].at) m.args[i] = str_copy(a, m.args[i]);
    return m;
}

void report_at(Engine *e, ItemState *s, ReportKind kind, size_t cell, Period period,
               const FeelReason *reason) {
    Report *r = &s->reports[kind];
    r->count++;
    if (reason && !r->has_reason) {
        r->reason = *reason;
        r->reason.message = message_copy(e->arena, reason->message);
        r->has_reason = true;
    }
    if (r->example_count >= EXAMPLES) return;
    Str where = where_text(e->arena, e, s, cell, period);
    bool is_first = r->example_count++ == 0;
    r->where =
        is_first ? where : str_fmt(e->arena, "%.*s; %.*s", STR_ARG(r->where), STR_ARG(where));
}

// ---- missing facts ------------------------------------------------------------------------------

static uint64_t hash_of(uint32_t item, size_t cell, int64_t period) {
    uint64_t h = (uint64_t)item * 0x9E3779B97F4A7C15u ^ cell;
    h = (h ^ h >> 31) * 0xBF58476D1CE4E5B9u ^ (uint64_t)period;
    h = (h ^ h >> 29) * 0x94D049BB133111EBu;
    return (h ^ h >> 32) | 1;
}

static void put(uint64_t *table, size_t capacity, uint64_t hash) {
    size_t at = hash & (capacity - 1);
    while (table[at] && table[at] != hash) at = (at + 1) & (capacity - 1);
    table[at] = hash;
}

static void grow(Engine *e) {
    size_t grown = e->missing_capacity ? e->missing_capacity * 2 : 64;
    uint64_t *table = ARENA_ARRAY(e->arena, uint64_t, grown);
    for (size_t i = 0; i < e->missing_capacity; i++)
        if (e->missing[i]) put(table, grown, e->missing[i]);
    e->missing = table;
    e->missing_capacity = grown;
}

// Many formulas may miss the same fact; it counts once. False if it was counted before.
static bool count_missing(Engine *e, uint32_t item, size_t cell, int64_t period) {
    uint64_t hash = hash_of(item, cell, period);
    if (e->missing_count >= MISSING_COUNTED_MAX) return true;
    if (e->missing_count * 2 >= e->missing_capacity) grow(e);
    size_t at = hash & (e->missing_capacity - 1);
    while (e->missing[at] && e->missing[at] != hash) at = (at + 1) & (e->missing_capacity - 1);
    if (e->missing[at]) return false;
    e->missing[at] = hash;
    e->missing_count++;
    return true;
}

void report_mark(Engine *e, ItemState *s, Mark mark, size_t cell, int64_t period) {
    static const ReportKind kinds[] = {
        [MARK_MISSING] = REPORT_MISSING,
        [MARK_BEFORE] = REPORT_BEFORE,
        [MARK_AFTER] = REPORT_AFTER,
    };
    if (mark == MARK_NONE || mark == MARK_FAULT) return;
    if (count_missing(e, s->index, cell, period))
        report_at(e, s, kinds[mark], cell, item_period(s, period), NULL);
}

// ---- telling ------------------------------------------------------------------------------------

// Which items do payments that were left out depend on? All, if nothing is ever paid.
static void mark_paid(Engine *e) {
    uint32_t *todo = ARENA_ARRAY(e->arena, uint32_t, e->terms->item_count);
    size_t count = 0;
    bool pays = false;
    for (uint32_t i = 0; i < e->terms->item_count; i++)
        pays = pays || e->items[i].item->kind == ITEM_PAYMENT;
    for (uint32_t i = 0; i < e->terms->item_count; i++) {
        ItemState *s = &e->items[i];
        s->is_paid = !pays || s->reports[REPORT_UNPAID].count > 0;
        if (s->is_paid) todo[count++] = i;
    }
    while (count > 0) {
        const Rule *r = e->items[todo[--count]].rule;
        for (size_t k = 0; k < r->slot_count; k++) {
            const Read *read = &e->book->reads[r->slots[k]];
            bool is_item = read->kind == READ_ITEM || read->kind == READ_PREVIOUS ||
                           read->kind == READ_EARLIER;
            if (!is_item || e->items[read->item].is_paid) continue;
            e->items[read->item].is_paid = true;
            todo[count++] = read->item;
        }
    }
}

static Str count_text(Engine *e, size_t count) {
    return str_fmt(e->arena, "%zu", count);
}

static void tell(Engine *e, const ItemState *s, const char *rule, Place place, Message message,
                 Message hint) {
    Severity severity =
        s->is_paid && strcmp(rule, "no-due-date") != 0 ? SEVERITY_ERROR : SEVERITY_WARNING;
    finding_add(e->findings, severity, rule, place, message, hint);
}

static void tell_missing(Engine *e, const ItemState *s, const Report *r) {
    Message hint = MSG("give the facts, or declare `missing:` with the value that holds without");
    Str id = s->item->id;
    if (s->item->kind == ITEM_PARAMETER)
        tell(e, s, "missing-fact", s->item->place,
             MSG("\"{1}\" has no value agreed for {2}", id, r->where), NO_MSG);
    else if (r->count <= EXAMPLES)
        tell(e, s, "missing-fact", s->item->place,
             MSG("no fact \"{1}\" is given for {2}", id, r->where), hint);
    else
        tell(e, s, "missing-fact", s->item->place,
             MSG("{1} facts \"{2}\" are not given, among them for {3}", count_text(e, r->count), id,
                 r->where),
             hint);
}

static void tell_null(Engine *e, const ItemState *s, const Report *r) {
    Place place = r->has_reason && r->reason.place.line > 0 ? r->reason.place : s->item->is.place;
    if (place.line == 0) place = s->item->place;
    Message why = r->has_reason ? r->reason.message : MSG("the formula gives null");
    if (r->count <= EXAMPLES)
        tell(e, s, "null-value", place,
             MSG("\"{1}\" could not be computed for {2}", s->item->id, r->where), why);
    else
        tell(e, s, "null-value", place,
             MSG("\"{1}\" could not be computed {2} times, among them for {3}", s->item->id,
                 count_text(e, r->count), r->where),
             why);
}

static void tell_unpaid(Engine *e, const ItemState *s, const Report *r) {
    Message hint = MSG("the findings above say why");
    if (r->count <= EXAMPLES)
        tell(e, s, "no-payment", s->item->place,
             MSG("the payment \"{1}\" is left out for {2}", s->item->id, r->where), hint);
    else
        tell(e, s, "no-payment", s->item->place,
             MSG("the payment \"{1}\" is left out {2} times, among them for {3}", s->item->id,
                 count_text(e, r->count), r->where),
             hint);
}

static void tell_other(Engine *e, const ItemState *s, ReportKind kind, const Report *r) {
    Str id = s->item->id, where = r->where;
    Place place = s->item->place;
    switch ((int)kind) {
    case REPORT_BEFORE:
        tell(e, s, "null-value", place,
             MSG("\"{1}\" is read before its first period, for {2}", id, where),
             MSG("say with `initial:` what holds before"));
        break;
    case REPORT_AFTER:
        tell(e, s, "null-value", place,
             MSG("\"{1}\" is read for {2}, which is not settled yet", id, where), NO_MSG);
        break;
    case REPORT_PARTY:
        tell(e, s, "unknown-party", s->item->is.place,
             MSG("\"{1}\" is no party for {2}", id, where),
             MSG("its formula must give the id of a party"));
        break;
    case REPORT_SPREAD:
        tell(e, s, "null-value", s->item->is.place,
             MSG("the list that \"{1}\" spreads has not one element for each member, for {2}", id,
                 where),
             NO_MSG);
        break;
    case REPORT_TIE:
        tell(e, s, "tie", s->item->rounding.place,
             MSG("the largest remainders of \"{1}\" are equal for {2}", id, where),
             MSG("say who comes first: ties: first, last, largest or smallest"));
        break;
    case REPORT_RANGE:
        tell(e, s, "null-value", place,
             MSG("\"{1}\" is too large to be rounded or converted for {2}", id, where), NO_MSG);
        break;
    case REPORT_DUE:
        tell(e, s, "no-due-date", s->item->due.place,
             MSG("\"{1}\" has no due date for {2}", id, where),
             MSG("the day it is counted from is not known"));
        break;
    default: assert(!"a report of a kind told elsewhere");
    }
}

// What a payment that is left out depends on is an error; what harms no payment is a warning.
void reports_flush(Engine *e) {
    mark_paid(e);
    for (size_t i = 0; i < e->terms->item_count; i++) {
        const ItemState *s = &e->items[i];
        for (ReportKind k = 0; k < REPORT_COUNT; k++) {
            const Report *r = &s->reports[k];
            if (r->count == 0) continue;
            if (k == REPORT_MISSING)
                tell_missing(e, s, r);
            else if (k == REPORT_NULL)
                tell_null(e, s, r);
            else if (k == REPORT_UNPAID)
                tell_unpaid(e, s, r);
            else
                tell_other(e, s, k, r);
        }
    }
}
