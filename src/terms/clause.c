// terms/clause.c - questions, and the clauses that are kept as they are written
#include "terms/terms_int.h"

void terms_read_question(TermsReader *r, const Entry *e, Question *q) {
    const YamlNode *readings = yaml_find(e->node, "readings");
    *q = (Question){.id = e->id, .place = e->place};
    q->text = terms_localised(r, yaml_find(e->node, "text"));
    q->taken = terms_localised(r, yaml_find(e->node, "taken"));
    if (readings && readings->kind == YAML_LIST) {
        q->reading_count = readings->count;
        q->readings = ARENA_ARRAY(r->arena, Localised, readings->count);
        for (size_t i = 0; i < readings->count; i++)
            q->readings[i] = terms_localised(r, readings->items[i]);
    }
    Str text = localised_in(&q->text, r->terms->language);
    if (q->taken.count)
        finding_add(r->findings, SEVERITY_NOTE, "open-question", e->place,
                    MSG("open in the source: {1}", text),
                    MSG("taken here: {1}", localised_in(&q->taken, r->terms->language)));
    else
        finding_add(r->findings, SEVERITY_WARNING, "open-question", e->place,
                    MSG("left open: {1}", text), MSG("agree on an answer and write it as `taken`"));
}

void terms_read_clause(TermsReader *r, const Entry *e, Clause *c) {
    *c = (Clause){.section = e->section->key,
                  .id = e->id,
                  .label = terms_entry_label(r, e->id, e->node),
                  .body = e->node,
                  .provision = e->provision,
                  .place = e->place};
}
