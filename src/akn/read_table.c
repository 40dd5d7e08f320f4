// akn/read_table.c - tables of Akoma Ntoso
#include "akn/akn_read.h"

static void add_cell_words(Reader *r, Node *cell, const Node *block) {
    if (block->kind == AKN_PARAGRAPH) {
        for (Node *n = block->first, *next; n; n = next) {
            next = n->next;
            n->next = NULL;
            akn_tree_attach(cell, n);
        }
        return;
    }
    Buf words = {.arena = r->arena};
    akn_tree_add_words(&words, block);
    akn_tree_add_text(r->arena, cell, buf_str(&words));
}

static void read_cell(Reader *r, Node *row, const XmlNode *n) {
    Node *cell = akn_tree_add(r->arena, row, AKN_CELL), *blocks = akn_tree_new(r->arena, AKN_ROOT);
    Str align = xml_attribute(n, "class");
    bool is_align =
        str_is(align, STR("left")) || str_is(align, STR("center")) || str_is(align, STR("right"));
    if (xml_is(n, "th") && is_align) cell->title = align;
    akn_tell_attributes(r, n);
    akn_read_into(r, blocks, n);
    for (const Node *b = blocks->first; b; b = b->next) {
        if (b != blocks->first) akn_tree_add_text(r->arena, cell, STR(" "));
        add_cell_words(r, cell, b);
    }
}

static bool is_cell(const XmlNode *n) {
    return xml_is(n, "th") || xml_is(n, "td");
}

static void read_row(Reader *r, Node *table, const XmlNode *n) {
    Node *row = akn_tree_add(r->arena, table, AKN_ROW);
    for (const XmlNode *c = n->first; c; c = c->next)
        if (is_cell(c)) read_cell(r, row, c);
}

static size_t cell_count(const Node *row) {
    size_t count = 0;
    for (const Node *cell = row->first; cell; cell = cell->next) count++;
    return count;
}

// A header whose cells span columns gets as many as the widest row.
static void widen_header(Reader *r, Node *table) {
    size_t widest = 0;
    for (const Node *row = table->first; row; row = row->next)
        if (cell_count(row) > widest) widest = cell_count(row);
    for (size_t i = cell_count(table->first); i < widest; i++)
        akn_tree_add(r->arena, table->first, AKN_CELL);
}

void akn_read_table(Reader *r, Target *t, const XmlNode *n) {
    Node *table = akn_tree_new(r->arena, AKN_TABLE);
    for (const XmlNode *c = n->first; c; c = c->next)
        if (xml_is(c, "tr"))
            read_row(r, table, c);
        else
            akn_read_child(r, t, c);
    akn_end_paragraph(r, t, n);
    if (table->first && !r->is_own) widen_header(r, table);
    if (table->first && table->first->first) akn_add_block(r, t, table, n);
}
