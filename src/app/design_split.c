// app/design_split.c - one bond that several deposit becomes one for each
//
// The entry of the terms is written once for each party that deposits one, with the party's name
// and amount. The words say all amounts, each with its party behind it.
#include "app/design_int.h"

#include "agree/agree.h"

#include <stdlib.h>

// Where the entry of a bond stands: whole lines, and in them what becomes another for each party.
typedef struct BondEntry {
    size_t start, end;
    Place key, by, amount;
} BondEntry;

typedef struct Splitter {
    const DesignView *view;
    Arena *arena;
    const Terms *terms;
    const Dec *values;   // of the levers
    size_t first, count; // levers of this bond
    BondEntry entry;
    AgreeAmendment *amendments; // [count]: of the words, as if all deposited the party's amount
} Splitter;

// ---- the entry ----------------------------------------------------------------------------------

static size_t last_byte(const YamlNode *n) {
    size_t last = n->place.offset + n->source.size;
    for (size_t i = 0; i < n->count; i++) {
        size_t end = last_byte(n->items[i]);
        last = end > last ? end : last;
    }
    return last;
}

static bool is_plain(const YamlNode *n) {
    return n && n->kind == YAML_SCALAR && !n->is_quoted && n->source.size;
}

static bool are_spaces(Str text) {
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] != ' ') return false;
    return true;
}

// Nothing else on its lines, and what says who deposits how much stands there plainly.
static bool find_entry(const Terms *t, const Clause *c, BondEntry *ret) {
    Str source = t->document->source;
    const YamlNode *by = yaml_find(c->body, "by"), *amount = yaml_find(c->body, "amount");
    size_t key = c->place.offset, start = key;
    if (!is_plain(by) || !is_plain(amount)) return false;
    if (!str_starts_with(str_part(source, key, source.size), c->id)) return false;
    while (start > 0 && source.at[start - 1] != '\n') start--;
    if (!are_spaces(str_part(source, start, key - start))) return false;
    size_t end = str_line_end(source, last_byte(c->body));
    Str rest = str_trim(str_part(source, last_byte(c->body), end - last_byte(c->body)));
    if (str_find(rest, STR("},"), 0) >= 0) return false;
    *ret = (BondEntry){.start = start,
                       .end = end < source.size ? end + 1 : end,
                       .key = c->place,
                       .by = by->place,
                       .amount = amount->place};
    ret->key.size = (uint32_t)c->id.size;
    ret->by.size = (uint32_t)by->source.size;
    ret->amount.size = (uint32_t)amount->source.size;
    return true;
}

bool split_is_possible(const Terms *t, const Clause *c) {
    BondEntry e;
    return find_entry(t, c, &e);
}

static int by_offset(const void *a, const void *b) {
    const AgreeEdit *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

static AgreeEdit replaced(const BondEntry *e, Place p, Str text) {
    return (AgreeEdit){(uint32_t)(p.offset - e->start), p.size, text};
}

static void add_entry(const Splitter *s, size_t k, Buf *out) {
    const Lever *l = &s->view->levers[s->first + k];
    const BondEntry *e = &s->entry;
    if (dec_is_zero(s->values[s->first + k])) return;
    AgreeEdit edits[] = {replaced(e, e->key, l->id),
                         replaced(e, e->by, s->terms->parties[l->from].id),
                         replaced(e, e->amount, dec_text(s->arena, s->values[s->first + k]))};
    qsort(edits, 3, sizeof *edits, by_offset);
    AgreeAmendment m = {.items = edits, .count = 3};
    buf_add(out,
            agree_amended(s->arena,
                          str_part(s->terms->document->source, e->start, e->end - e->start), &m));
}

// ---- the words ----------------------------------------------------------------------------------

// What stands behind the digits and belongs to the amount: "万元", " million yuan".
static Str unit_behind(Str source, size_t at) {
    static const char *const words[] = {"百",       "千",       "万",       "亿",
                                        "元",       "圆",       " hundred", " thousand",
                                        " million", " billion", " yuan",    " CNY"};
    size_t end = at;
    for (size_t i = 0; i < sizeof words / sizeof *words;) {
        Str word = str_from(words[i]);
        bool is_next = str_starts_with(str_part(source, end, source.size), word);
        end += is_next ? word.size : 0;
        i = is_next ? 0 : i + 1;
    }
    return str_part(source, at, end - at);
}

// "41,600,000 yuan (Region A) or 0 yuan (Region B)"
static Str all_amounts(const Splitter *s, size_t edit, Str unit) {
    bool is_chinese = str_is(s->terms->language, STR("zh"));
    Buf b = {.arena = s->arena};
    for (size_t k = 0; k < s->count; k++) {
        const Party *p = &s->terms->parties[s->view->levers[s->first + k].from];
        Str name = localised_in(&p->label, s->terms->language);
        if (k) buf_add_c(&b, is_chinese ? "、" : " or ");
        buf_add(&b, s->amendments[k].items[edit].text);
        buf_add(&b, unit);
        buf_add_c(&b, is_chinese ? "（" : " (");
        buf_add(&b, name.size ? name : p->id);
        buf_add_c(&b, is_chinese ? "）" : ")");
    }
    return buf_str(&b);
}

static bool find_amendments(Splitter *s) {
    s->amendments = ARENA_ARRAY(s->arena, AgreeAmendment, s->count);
    for (size_t k = 0; k < s->count; k++) {
        AgreeAmendment *m = &s->amendments[k];
        if (!agree_amend(s->arena, s->terms->document, s->entry.amount, s->values[s->first + k], m))
            return false;
        if (m->count != s->amendments[0].count) return false;
    }
    return true;
}

// ---- both ---------------------------------------------------------------------------------------

static Str written(const Splitter *s) {
    const AgreeAmendment *m = &s->amendments[0];
    const BondEntry *e = &s->entry;
    Str source = s->terms->document->source;
    Buf b = {.arena = s->arena};
    size_t at = 0;
    bool is_entered = false;
    for (size_t i = 0; i <= m->count; i++) {
        size_t next = i < m->count ? m->items[i].offset : source.size;
        if (!is_entered && next >= e->start) {
            buf_add(&b, str_part(source, at, e->start - at));
            for (size_t k = 0; k < s->count; k++) add_entry(s, k, &b);
            at = e->end;
            is_entered = true;
        }
        if (i == m->count || next < at) continue;
        Str unit = unit_behind(source, next + m->items[i].size);
        buf_add(&b, str_part(source, at, next - at));
        buf_add(&b, all_amounts(s, i, unit));
        at = next + m->items[i].size + unit.size;
    }
    buf_add(&b, str_part(source, at, source.size - at));
    return buf_str(&b);
}

static const Clause *clause_called(const Terms *t, Str id) {
    for (size_t i = 0; i < t->clause_count; i++)
        if (str_is(t->clauses[i].id, id)) return &t->clauses[i];
    return NULL;
}

bool design_split(const DesignView *v, Arena *a, const Terms *t, size_t first, const Dec *values,
                  DesignTexts *ret) {
    Splitter s = {.view = v, .arena = a, .terms = t, .values = values, .first = first};
    const Clause *c = clause_called(t, v->levers[first].of);
    bool is_same = true;
    while (c && first + s.count < v->lever_count && str_is(v->levers[first + s.count].of, c->id))
        is_same &= dec_compare(values[first + s.count++], values[first]) == 0;
    if (!c || !find_entry(t, c, &s.entry) || !find_amendments(&s)) return false;
    ret->left_count += s.amendments[0].left_count;
    ret->agreement =
        is_same ? agree_amended(a, t->document->source, &s.amendments[0]) : written(&s);
    return true;
}
