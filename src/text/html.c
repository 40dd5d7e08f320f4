// text/html.c - a provision's words and tables as HTML that cannot do harm
//
// CommonMark's default options leave out raw HTML and script addresses; table cells are escaped.
// Terms blocks are not shown: the words say what they say.
#include "text/text_int.h"

static void add_escaped(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        const char *entity = c == '<'   ? "&lt;"
                             : c == '>' ? "&gt;"
                             : c == '&' ? "&amp;"
                             : c == '"' ? "&quot;"
                                        : NULL;
        if (entity)
            buf_add_c(b, entity);
        else
            buf_add_byte(b, c);
    }
}

static bool is_wide_text(cmark_node *node, bool is_end) {
    Str text = str_from(node ? cmark_node_get_literal(node) : NULL);
    size_t at = is_end && text.size ? text.size - 1 : 0;
    uint32_t c;
    while (at > 0 && ((unsigned char)text.at[at] & 0xC0) == 0x80) at--;
    return text.size && utf8_get(text, at, &c) && is_wide_script(c);
}

// A browser would show a line break between Chinese characters as a blank.
static void join_wide_lines(cmark_node *root) {
    cmark_iter *iter = cmark_iter_new(root);
    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK &&
            is_wide_text(cmark_node_previous(n), true) && is_wide_text(cmark_node_next(n), false))
            cmark_node_free(n);
    }
    cmark_iter_free(iter);
}

static void add_markdown(Buf *b, Str source) {
    cmark_node *root = cmark_parse_document(source.at, source.size, CMARK_OPT_DEFAULT);
    join_wide_lines(root);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
    buf_add_c(b, html);
    cmark_get_default_mem_allocator()->free(html);
    cmark_node_free(root);
}

static void add_row(Buf *b, const TextTable *t, size_t row, const char *tag) {
    buf_add_c(b, "<tr>");
    for (size_t i = 0; i < t->column_count; i++) {
        buf_add_fmt(b, "<%s>", tag);
        add_escaped(b, t->cells[row * t->column_count + i].text);
        buf_add_fmt(b, "</%s>", tag);
    }
    buf_add_c(b, "</tr>\n");
}

static void add_table(Buf *b, const TextTable *t) {
    buf_add_c(b, "<table>\n<thead>\n");
    add_row(b, t, 0, "th");
    buf_add_c(b, "</thead>\n<tbody>\n");
    for (size_t i = 1; i < t->row_count; i++) add_row(b, t, i, "td");
    buf_add_c(b, "</tbody>\n</table>\n");
}

Str text_html(Arena *a, const Provision *p) {
    Buf html = {.arena = a};
    for (size_t i = 0; i < p->piece_count; i++) {
        const TextPiece *piece = &p->pieces[i];
        if (piece->kind == TEXT_WORDS)
            add_markdown(&html, piece->source);
        else if (piece->kind == TEXT_TABLE)
            add_table(&html, piece->table);
    }
    return buf_str(&html);
}

Str text_markdown_html(Arena *a, Str markdown) {
    Buf html = {.arena = a};
    add_markdown(&html, markdown);
    return buf_str(&html);
}
