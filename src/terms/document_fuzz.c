// terms/document_fuzz.c - any bytes become a Document and Terms, and every index is in range
#include "base/fuzz.h"
#include "terms/terms.h"

#include <assert.h>

static void check_document(Arena *a, const Document *d) {
    for (size_t i = 0; i < d->provision_count; i++) {
        const Provision *p = &d->provisions[i];
        assert(p->id.size > 0 && p->parent < (int)i);
        assert(p->place.offset <= d->source.size);
        for (size_t k = 0; k < p->piece_count; k++) {
            const TextPiece *piece = &p->pieces[k];
            assert(piece->place.offset + piece->source.size <= d->source.size);
            assert(text_provision_at(d, piece->place.offset) == p);
        }
        text_words(a, p);
        text_html(a, p);
    }
}

static void check_actor(const Terms *t, Actor actor) {
    if (actor.index == ACTOR_UNKNOWN) return;
    const size_t counts[] = {[ACTOR_PARTY] = t->party_count,
                             [ACTOR_POOL] = t->pool_count,
                             [ACTOR_MEMBER] = t->set_count,
                             [ACTOR_ITEM] = t->item_count};
    assert(actor.index < counts[actor.kind]);
}

static void check_formula(const Document *d, Formula f) {
    assert(!f.text.at || (f.place.line >= 1 && f.place.offset <= d->source.size));
}

static void check_item(const Terms *t, const Item *item) {
    assert(item->provision < t->document->provision_count);
    assert(item->set_count <= LIMIT_SET_DIMENSIONS);
    for (size_t i = 0; i < item->set_count; i++) assert(item->sets[i] < t->set_count);
    for (size_t i = 0; i < item->value_count; i++)
        for (size_t s = 0; s < item->set_count; s++)
            assert(item->values[i].members[s] < t->sets[item->sets[s]].member_count);
    check_actor(t, item->from);
    check_actor(t, item->to);
    check_formula(t->document, item->is);
    check_formula(t->document, item->rounding.step);
    if (item->due.anchor == DUE_ITEM) assert(item->due.item < t->item_count);
    if (!item->table) return;
    size_t columns = item->input_count + item->output_count;
    assert(item->table->column_count == columns || item->table->column_count == columns + 1);
}

static void check_clause(Arena *a, const Terms *t, const Clause *c) {
    ClauseKey *keys;
    size_t given = c->body && c->body->kind == YAML_MAP ? c->body->count : 0;
    assert(c->provision < t->document->provision_count);
    assert(clause_keys(a, t, c, STR("en"), &keys) <= given);
    assert(clause_purpose(c, STR("zh")).size > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Findings f = {.arena = a};
    const Document *d = text_parse(a, STR("f"), (Str){(const char *)data, size}, &f);
    const Terms *t = terms_from_text(a, d, &f);
    check_document(a, d);
    for (size_t i = 0; i < t->item_count; i++) check_item(t, &t->items[i]);
    for (size_t i = 0; i < t->clause_count; i++) check_clause(a, t, &t->clauses[i]);
    for (size_t i = 0; i < f.count; i++) assert(f.items[i].place.offset <= size);
    work_calendar_add(&t->calendar, t->from_day, 5);
    return 0;
}
