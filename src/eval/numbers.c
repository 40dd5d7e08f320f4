// eval/numbers.c - a formula with its numbers: each name replaced by its value
#include "eval/eval_int.h"

enum { LIST_SHOWN = 12 };

static void collect(Arena *a, const FeelNode *n, NameUses *ret) {
    if (n->kind == FEEL_NODE_NAME) *VEC_ADD(a, ret) = (NameUse){n->offset, n->size, n->slot};
    for (size_t i = 0; i < n->child_count; i++) collect(a, n->children[i], ret);
}

// Sort, and keep of those at the same place only the first: `between` shares its left side.
static void order(NameUses *uses) {
    size_t kept = 0;
    for (size_t i = 1; i < uses->count; i++) {
        NameUse moving = uses->items[i];
        size_t k = i;
        for (; k > 0 && uses->items[k - 1].offset > moving.offset; k--)
            uses->items[k] = uses->items[k - 1];
        uses->items[k] = moving;
    }
    for (size_t i = 0; i < uses->count; i++)
        if (kept == 0 ||
            uses->items[i].offset >= uses->items[kept - 1].offset + uses->items[kept - 1].size)
            uses->items[kept++] = uses->items[i];
    uses->count = kept;
}

void numbers_collect(Arena *a, const FeelCode *code, NameUses *ret) {
    collect(a, feel_code_tree(code), ret);
    order(ret);
}

static void add_value(Buf *b, FeelValue v);

static void add_list(Buf *b, const FeelList *list) {
    size_t shown = list->count <= LIST_SHOWN ? list->count : LIST_SHOWN;
    buf_add_c(b, "[");
    for (size_t i = 0; i < shown; i++) {
        if (i > 0) buf_add_c(b, ", ");
        add_value(b, list->items[i]);
    }
    if (shown < list->count) buf_add_fmt(b, ", … (%zu)", list->count);
    buf_add_c(b, "]");
}

static void add_value(Buf *b, FeelValue v) {
    if (v.kind == FEEL_LIST) {
        add_list(b, v.list);
        return;
    }
    bool is_negative = v.kind == FEEL_NUMBER && dec_is_negative(v.number);
    if (is_negative) buf_add_c(b, "(");
    buf_add(b, feel_to_text(b->arena, v));
    if (is_negative) buf_add_c(b, ")");
}

void numbers_add(Buf *b, Str text, const NameUses *uses, const FeelValue *slots) {
    size_t at = 0;
    for (size_t i = 0; i < uses->count; i++) {
        const NameUse *u = &uses->items[i];
        buf_add(b, str_part(text, at, u->offset - at));
        add_value(b, slots[u->slot]);
        at = u->offset + u->size;
    }
    buf_add(b, str_part(text, at, text.size));
}
