// text/words.c - the words of a CommonMark node, markup taken off
//
// What remains is what a reader sees: the numbers of ordered lists stay, raw HTML goes. A line
// break inside a paragraph is a blank between words, and nothing between Chinese characters. The
// user data of a list node counts its items while they pass.
#include "text/text_int.h"

typedef struct Words {
    Buf out;
    bool is_break_pending; // a soft line break, whose form the next character decides
    bool is_item_pending;  // a list item's first paragraph goes on in its line
} Words;

bool is_wide_script(uint32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7AF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static uint32_t last_code_point(Str s) {
    size_t at = s.size;
    while (at > 0 && ((unsigned char)s.at[--at] & 0xC0) == 0x80) continue;
    uint32_t c = 0;
    return s.size && utf8_get(s, at, &c) ? c : 0;
}

static void add_text(Words *w, const char *literal) {
    Str text = str_from(literal);
    uint32_t first = 0;
    if (!text.size) return;
    if (w->is_break_pending) {
        bool is_wide = is_wide_script(last_code_point(buf_str(&w->out))) &&
                       utf8_get(text, 0, &first) && is_wide_script(first);
        if (!is_wide && w->out.size) buf_add_byte(&w->out, ' ');
        w->is_break_pending = false;
    }
    w->is_item_pending = false;
    buf_add(&w->out, text);
}

static void start_block(Words *w, cmark_node *node) {
    bool is_in_list = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM;
    if (w->out.size && !w->is_item_pending) buf_add_c(&w->out, is_in_list ? "\n" : "\n\n");
    w->is_break_pending = false;
}

static void start_item(Words *w, cmark_node *item) {
    cmark_node *list = cmark_node_parent(item);
    if (w->out.size) buf_add_byte(&w->out, '\n');
    w->is_item_pending = true;
    if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) return;
    uintptr_t seen = (uintptr_t)cmark_node_get_user_data(list);
    cmark_node_set_user_data(list, (void *)(seen + 1));
    bool is_paren = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM;
    buf_add_fmt(&w->out, "%lld%s ", (long long)seen + cmark_node_get_list_start(list),
                is_paren ? ")" : ".");
}

static void enter(Words *w, cmark_node *node) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING: start_block(w, node); break;
    case CMARK_NODE_ITEM: start_item(w, node); break;
    case CMARK_NODE_CODE_BLOCK:
        start_block(w, node);
        add_text(w, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: add_text(w, cmark_node_get_literal(node)); break;
    case CMARK_NODE_SOFTBREAK: w->is_break_pending = true; break;
    case CMARK_NODE_LINEBREAK: buf_add_byte(&w->out, '\n'); break;
    default: break;
    }
}

Str words_of(Arena *a, cmark_node *node, size_t expected_size) {
    Words w = {.out = {.arena = a, .at = arena_get(a, expected_size), .capacity = expected_size}};
    cmark_iter *iter = cmark_iter_new(node);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (event == CMARK_EVENT_ENTER) enter(&w, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    return str_trim(buf_str(&w.out));
}
