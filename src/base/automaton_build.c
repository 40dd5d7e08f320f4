// base/automaton_build.c - a list of words becomes an automaton
//
// The trie of all words is made first. Then, breadth first, the children of each state get cells
// that are still free (a double array, Aoe 1989), and learn which suffix of what was read may begin
// another word (Aho and Corasick 1975). A word of letters begins only where no letter stands before
// it, so within a word of letters no suffix begins one.
#include "base/automaton.h"

#include <assert.h>

enum { NOTHING = 0, BLANK = 1, WINDOW = 1024 };

typedef struct Node {
    uint32_t child, sibling; // 0 = none
    uint32_t word;           // the first of the list that ends here, plus one
    uint32_t cell;
    uint8_t byte;
} Node;

typedef struct Build {
    Arena *arena;
    uint8_t *classes;
    uint32_t *twins, *shorter;
    unsigned class_count, first_letter;
    struct {
        Node *items;
        size_t count, capacity;
    } nodes;
    struct {
        AutomatonCell *items;
        size_t count, capacity;
    } cells;
    uint32_t first_free;
} Build;

// ---- classes of bytes ---------------------------------------------------------------------------

static unsigned char fold(unsigned char byte) {
    return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 'a' - 'A') : byte;
}

static bool is_blank(unsigned char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool is_letter(unsigned char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

static void number_class(Build *b, unsigned char byte) {
    uint8_t *class = &b->classes[fold(byte)];
    if (!*class) *class = (uint8_t)b->class_count++;
}

static void number_classes(Build *b, const Str *words, size_t count) {
    for (int c = 0; c < AUTOMATON_BYTES; c++)
        if (is_blank((unsigned char)c)) b->classes[c] = BLANK;
    b->class_count = BLANK + 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < words[i].size; k++) {
            unsigned char byte = (unsigned char)words[i].at[k];
            if (!is_letter(fold(byte))) number_class(b, byte);
        }
    b->first_letter = b->class_count;
    for (int c = 0; c < AUTOMATON_BYTES; c++)
        if (is_letter((unsigned char)c)) number_class(b, (unsigned char)c);
    for (int c = 'A'; c <= 'Z'; c++) b->classes[c] = b->classes[fold((unsigned char)c)];
    assert(b->class_count <= UINT8_MAX);
}

// ---- the trie -----------------------------------------------------------------------------------

static Node *child_of(Build *b, uint32_t node, unsigned char byte) {
    for (uint32_t i = b->nodes.items[node].child; i; i = b->nodes.items[i].sibling)
        if (b->nodes.items[i].byte == byte) return &b->nodes.items[i];
    Node *made = VEC_ADD(b->arena, &b->nodes), *parent = &b->nodes.items[node];
    *made = (Node){.byte = byte, .sibling = parent->child};
    parent->child = (uint32_t)b->nodes.count - 1;
    return made;
}

static void add_word(Build *b, Str word, uint32_t index) {
    uint32_t node = 0;
    for (size_t i = 0; i < word.size; i++)
        node = (uint32_t)(child_of(b, node, fold((unsigned char)word.at[i])) - b->nodes.items);
    b->twins[index] = b->nodes.items[node].word;
    b->nodes.items[node].word = index + 1;
}

// ---- cells --------------------------------------------------------------------------------------

static void add_cells(Build *b, size_t count) {
    while (b->cells.count < count)
        *VEC_ADD(b->arena, &b->cells) = (AutomatonCell){.from = AUTOMATON_FREE};
}

static bool is_free(const Build *b, size_t cell) {
    return cell >= b->cells.count || b->cells.items[cell].from == AUTOMATON_FREE;
}

static bool have_room(const Build *b, const Node *n, uint32_t base) {
    for (uint32_t i = n->child; i; i = b->nodes.items[i].sibling)
        if (!is_free(b, base + b->classes[b->nodes.items[i].byte])) return false;
    return true;
}

// A base from which all children of the node fall on free cells, or the end of the cells. Cells
// below the number of classes are the root's. Free ones that lie further back than WINDOW are given
// up, so that no list of words makes this slow.
static uint32_t base_of(Build *b, const Node *n) {
    unsigned class = b->classes[b->nodes.items[n->child].byte];
    while (b->first_free < b->cells.count && !is_free(b, b->first_free)) b->first_free++;
    for (uint32_t cell = b->first_free; cell < b->cells.count; cell++) {
        if (is_free(b, cell) && have_room(b, n, cell - class)) return cell - class;
        if (cell - b->first_free >= WINDOW) b->first_free++;
    }
    return (uint32_t)b->cells.count;
}

static bool is_of_letter(const Build *b, const Node *n) {
    return b->classes[n->byte] >= b->first_letter;
}

static uint32_t child_cell(const Build *b, uint32_t cell, unsigned class) {
    uint32_t to = b->cells.items[cell].base + class;
    return !is_free(b, to) && b->cells.items[to].from == cell ? to : NOTHING;
}

// Where to go on when nothing follows `child`, which stands below `parent`.
static uint32_t back_of(const Build *b, const Node *parent, const Node *child) {
    unsigned class = b->classes[child->byte];
    bool is_inside = is_of_letter(b, parent) && is_of_letter(b, child);
    uint32_t cell = parent->cell;
    while (cell) {
        cell = b->cells.items[cell].back;
        uint32_t to = cell || !is_inside ? child_cell(b, cell, class) : NOTHING;
        if (to) return to;
    }
    return 0;
}

static void fill_cell(Build *b, const Node *parent, const Node *child) {
    AutomatonCell *cell = &b->cells.items[child->cell];
    cell->back = back_of(b, parent, child);
    uint32_t shorter = b->cells.items[cell->back].word;
    cell->word = child->word ? child->word : shorter;
    if (child->word) b->shorter[child->word - 1] = shorter;
    cell->waits = !cell->word && (child->byte == ' ' || child->byte >= 0x80);
}

static void place_children(Build *b, uint32_t node, uint32_t *queue, size_t *queued) {
    Node *nodes = b->nodes.items, *parent = &nodes[node];
    uint32_t base = node ? base_of(b, parent) : 0;
    add_cells(b, base + b->class_count);
    b->cells.items[parent->cell].base = base & INT32_MAX;
    for (uint32_t i = parent->child; i; i = nodes[i].sibling) {
        nodes[i].cell = base + b->classes[nodes[i].byte];
        b->cells.items[nodes[i].cell].from = parent->cell;
        fill_cell(b, parent, &nodes[i]);
        queue[(*queued)++] = i;
    }
}

static void place_all(Build *b) {
    uint32_t *queue = ARENA_ARRAY(b->arena, uint32_t, b->nodes.count);
    size_t queued = 1;
    add_cells(b, b->class_count);
    b->first_free = b->class_count;
    for (size_t i = 0; i < queued; i++)
        if (b->nodes.items[queue[i]].child || !i) place_children(b, queue[i], queue, &queued);
}

// ---- all of it ----------------------------------------------------------------------------------

static void copy_words(Arena *a, const Str *words, size_t count, Automaton *ret) {
    Buf letters = {.arena = a};
    uint32_t *starts = ARENA_ARRAY(a, uint32_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        buf_add(&letters, words[i]);
        starts[i + 1] = (uint32_t)letters.size;
    }
    ret->letters = letters.at;
    ret->starts = starts;
    ret->word_count = count;
}

void automaton_build(Arena *a, const Str *words, size_t count, Automaton *ret) {
    Build b = {.arena = arena_new(), .classes = arena_get(a, AUTOMATON_BYTES)};
    b.twins = ARENA_ARRAY(a, uint32_t, count);
    b.shorter = ARENA_ARRAY(a, uint32_t, count);
    *VEC_ADD(b.arena, &b.nodes) = (Node){0};
    number_classes(&b, words, count);
    for (uint32_t i = (uint32_t)count; i > 0; i--)
        if (words[i - 1].size) add_word(&b, words[i - 1], i - 1);
    place_all(&b);
    *ret = (Automaton){.twins = b.twins,
                       .shorter = b.shorter,
                       .classes = b.classes,
                       .cell_count = b.cells.count,
                       .first_letter = b.first_letter};
    ret->cells = arena_copy(a, b.cells.items, b.cells.count * sizeof *b.cells.items);
    copy_words(a, words, count, ret);
    arena_free(b.arena);
}
