// text/adopt.c - pieces of a version before the last edit, as they stand after it
//
// Everything is copied: the version before may go. Views into the old text become views into the
// new one at the place to which it has moved.
#include "text/text_int.h"

Place move_place(const Move *m, Place p) {
    p.file = m->file;
    if (!p.line) return p;
    p.offset = (uint32_t)((ptrdiff_t)p.offset + m->bytes);
    p.line = (uint32_t)((ptrdiff_t)p.line + m->lines);
    return p;
}

static Str move_text(const Move *m, Str s) {
    Str old = m->before->source;
    if (!s.at) return s;
    if (s.at < old.at || s.at + s.size > old.at + old.size) return str_copy(m->arena, s);
    return (Str){m->source.at + (s.at - old.at) + m->bytes, s.size};
}

static YamlNode *adopt_yaml(const Move *m, const YamlNode *old, size_t *values);

static void adopt_items(const Move *m, const YamlNode *old, YamlNode *n, size_t *values) {
    n->items = ARENA_ARRAY(m->arena, YamlNode *, old->count);
    for (size_t i = 0; i < old->count; i++) n->items[i] = adopt_yaml(m, old->items[i], values);
    if (old->kind != YAML_MAP) return;
    n->keys = ARENA_ARRAY(m->arena, Str, old->count);
    n->key_places = ARENA_ARRAY(m->arena, Place, old->count);
    for (size_t i = 0; i < old->count; i++) {
        n->keys[i] = move_text(m, old->keys[i]);
        n->key_places[i] = move_place(m, old->key_places[i]);
    }
}

// As deep as what was read, which is bounded.
static YamlNode *adopt_yaml(const Move *m, const YamlNode *old, size_t *values) {
    if (!old) return NULL;
    YamlNode *n = arena_copy(m->arena, old, sizeof *old);
    ++*values;
    n->place = move_place(m, old->place);
    n->text = move_text(m, old->text);
    n->source = move_text(m, old->source);
    if (old->kind != YAML_SCALAR) adopt_items(m, old, n, values);
    return n;
}

static const TextTable *adopt_table(const Move *m, const TextTable *old, size_t *cells) {
    if (!old) return NULL;
    size_t count = old->row_count * old->column_count;
    TextTable *t = arena_copy(m->arena, old, sizeof *old);
    *cells += count;
    t->place = move_place(m, old->place);
    t->cells = ARENA_ARRAY(m->arena, TableCell, count);
    for (size_t i = 0; i < count; i++)
        t->cells[i] =
            (TableCell){move_text(m, old->cells[i].text), move_place(m, old->cells[i].place)};
    return t;
}

TextPiece piece_adopt(const Move *m, const TextPiece *old, size_t *values, size_t *cells) {
    return (TextPiece){.kind = old->kind,
                       .place = move_place(m, old->place),
                       .source = move_text(m, old->source),
                       .words = move_text(m, old->words),
                       .table = adopt_table(m, old->table, cells),
                       .terms = adopt_yaml(m, old->terms, values)};
}
