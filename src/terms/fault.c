// terms/fault.c - findings, and the names that the table of sections knows
#include "terms/terms_int.h"

bool terms_fault(TermsReader *r, const char *rule, Place place, Message message, Message hint) {
    finding_add(r->findings, SEVERITY_ERROR, rule, place, message, hint);
    return false;
}

Place terms_part_place(const YamlNode *n, size_t offset, size_t size) {
    Place p = n->place;
    bool is_one_line = n->text.size == n->source.size;
    if (!is_one_line || offset > n->text.size) return p;
    p.column += (uint32_t)utf8_count(str_part(n->text, 0, offset));
    p.offset += (uint32_t)offset;
    p.size = (uint32_t)size;
    return p;
}

void known_add_fields(Known *k, FieldTable fields) {
    for (size_t i = 0; i < fields.count; i++) known_add(k, str_from(fields.items[i].key));
}

void known_add_choices(Known *k, const char *choices) {
    Str rest = str_from(choices);
    for (Str choice; str_next(&rest, '|', &choice);) known_add(k, choice);
}
