// akn/tree.c - the tree between Markdown and XML
#include "akn/akn_int.h"

Node *akn_tree_new(Arena *a, NodeKind kind) {
    Node *n = ARENA_NEW(a, Node);
    n->kind = kind;
    n->start = -1;
    return n;
}

void akn_tree_attach(Node *parent, Node *child) {
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

Node *akn_tree_add(Arena *a, Node *parent, NodeKind kind) {
    Node *n = akn_tree_new(a, kind);
    akn_tree_attach(parent, n);
    return n;
}

void akn_tree_set_text(Node *text, Str view) {
    text->text = view;
    text->capacity = 0;
}

// Doubled as it grows, as pieces come one by one. A view has no room.
static void make_room(Arena *a, Node *text, size_t size) {
    if (size <= text->capacity) return;
    size_t capacity = 2 * text->text.size > size ? 2 * text->text.size : size;
    char *grown = arena_get(a, capacity);
    if (text->text.size) memcpy(grown, text->text.at, text->text.size);
    text->text.at = grown;
    text->capacity = capacity;
}

void akn_tree_add_text(Arena *a, Node *parent, Str text) {
    if (!text.size) return;
    Node *last = parent->last && parent->last->kind == AKN_TEXT ? parent->last
                                                                : akn_tree_add(a, parent, AKN_TEXT);
    size_t size = last->text.size;
    make_room(a, last, size + text.size);
    memcpy((char *)last->text.at + size, text.at, text.size);
    last->text.size = size + text.size;
}

static bool is_alike(const Node *a, const Node *b) {
    return a->kind == b->kind && str_is(a->text, b->text) && str_is(a->address, b->address) &&
           str_is(a->title, b->title) && a->start == b->start && a->delimiter == b->delimiter &&
           a->level == b->level;
}

bool akn_tree_is_equal(const Node *a, const Node *b) {
    if (!is_alike(a, b)) return false;
    const Node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!akn_tree_is_equal(x, y)) return false;
    return !x && !y;
}

void akn_tree_add_words(Buf *b, const Node *n) {
    if (n->kind == AKN_RAW) return;
    if (n->kind == AKN_BREAK) buf_add_byte(b, '\n');
    buf_add(b, n->text);
    for (const Node *c = n->first; c; c = c->next) akn_tree_add_words(b, c);
}
