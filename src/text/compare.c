// text/compare.c - do two texts say the same, however they are laid out?
#include "text/text.h"

static bool is_same_tree(const YamlNode *a, const YamlNode *b) {
    if (!a || !b) return !a && !b;
    bool is_written = a->kind == YAML_SCALAR || a->is_flow;
    if (a->kind != b->kind || a->is_flow != b->is_flow || a->is_quoted != b->is_quoted ||
        a->count != b->count || !str_is(a->text, b->text) ||
        (is_written && !str_is(a->source, b->source)))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == YAML_MAP && !str_is(a->keys[i], b->keys[i])) return false;
        if (!is_same_tree(a->items[i], b->items[i])) return false;
    }
    return true;
}

static bool is_same_table(const TextTable *a, const TextTable *b) {
    if (!a || !b) return !a && !b;
    if (a->row_count != b->row_count || a->column_count != b->column_count) return false;
    for (size_t i = 0; i < a->row_count * a->column_count; i++)
        if (!str_is(a->cells[i].text, b->cells[i].text)) return false;
    return true;
}

static bool is_same_piece(const TextPiece *a, const TextPiece *b) {
    return a->kind == b->kind && str_is(a->words, b->words) && is_same_table(a->table, b->table) &&
           is_same_tree(a->terms, b->terms);
}

static bool is_same_provision(const Provision *a, const Provision *b) {
    if (!str_is(a->id, b->id) || !str_is(a->heading, b->heading) || a->level != b->level ||
        a->piece_count != b->piece_count)
        return false;
    for (size_t i = 0; i < a->piece_count; i++)
        if (!is_same_piece(&a->pieces[i], &b->pieces[i])) return false;
    return true;
}

bool text_is_same(const Document *a, const Document *b) {
    if (a->provision_count != b->provision_count || !is_same_tree(a->front, b->front)) return false;
    for (size_t i = 0; i < a->provision_count; i++)
        if (!is_same_provision(&a->provisions[i], &b->provisions[i])) return false;
    return true;
}
