// akn/from_markdown.c - Markdown as CommonMark reads it, with softlaw's tables and terms -> the
// tree
//
// A paragraph that holds a table is cut in two, as the room text does. cmark's tree lives outside
// of the arena and is let go before anything else happens.
#include "akn/akn_int.h"

#include "base/limits.h"

#include <cmark.h>

typedef struct Reader {
    Arena *arena;
    Str text;
    struct {
        size_t *items; // where lines start
        size_t count, capacity;
    } lines;
    int depth, quotes;
    bool is_too_deep;
} Reader;

// ---- lines --------------------------------------------------------------------------------------

static void index_lines(Reader *r) {
    *VEC_ADD(r->arena, &r->lines) = 0;
    for (size_t i = 0; i < r->text.size; i++) {
        char c = r->text.at[i];
        bool is_pair = c == '\r' && i + 1 < r->text.size && r->text.at[i + 1] == '\n';
        if ((c == '\n' || c == '\r') && !is_pair) *VEC_ADD(r->arena, &r->lines) = i + 1;
    }
}

static size_t line_start(const Reader *r, int line) {
    return line >= 0 && (size_t)line < r->lines.count ? r->lines.items[line] : r->text.size;
}

// The lines of a block without blank ones behind.
static Str lines_of(const Reader *r, cmark_node *node) {
    size_t start = line_start(r, cmark_node_get_start_line(node) - 1);
    size_t end = line_start(r, cmark_node_get_end_line(node));
    Str lines = str_part(r->text, start, end > start ? end - start : 0);
    while (lines.size && strchr(" \t\r\n", lines.at[lines.size - 1])) lines.size--;
    return lines;
}

// ---- within paragraphs --------------------------------------------------------------------------

static void add_inlines(Reader *r, Node *parent, cmark_node *node);

static Str literal_of(const Reader *r, cmark_node *node) {
    return str_copy(r->arena, str_from(cmark_node_get_literal(node)));
}

static void add_link(Reader *r, Node *parent, cmark_node *node, NodeKind kind) {
    Node *link = akn_tree_add(r->arena, parent, kind);
    link->address = str_copy(r->arena, str_from(cmark_node_get_url(node)));
    link->title = str_copy(r->arena, str_from(cmark_node_get_title(node)));
    add_inlines(r, link, node);
    if (kind != AKN_IMAGE) return;
    Buf words = {.arena = r->arena};
    akn_tree_add_words(&words, link);
    link->text = buf_str(&words);
    link->first = link->last = NULL;
}

static void add_inline(Reader *r, Node *parent, cmark_node *node) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        akn_tree_add_text(r->arena, parent, str_from(cmark_node_get_literal(node)));
        break;
    case CMARK_NODE_SOFTBREAK: akn_tree_add_text(r->arena, parent, STR("\n")); break;
    case CMARK_NODE_LINEBREAK: akn_tree_add(r->arena, parent, AKN_BREAK); break;
    case CMARK_NODE_CODE:
        akn_tree_add(r->arena, parent, AKN_CODE)->text = literal_of(r, node);
        break;
    case CMARK_NODE_HTML_INLINE:
        akn_tree_add(r->arena, parent, AKN_RAW)->text = literal_of(r, node);
        break;
    case CMARK_NODE_EMPH: add_inlines(r, akn_tree_add(r->arena, parent, AKN_EMPHASIS), node); break;
    case CMARK_NODE_STRONG: add_inlines(r, akn_tree_add(r->arena, parent, AKN_STRONG), node); break;
    case CMARK_NODE_LINK: add_link(r, parent, node, AKN_LINK); break;
    default: add_link(r, parent, node, AKN_IMAGE);
    }
}

static void add_inlines(Reader *r, Node *parent, cmark_node *node) {
    if (++r->depth > LIMIT_AKN_DEPTH)
        r->is_too_deep = true;
    else
        for (cmark_node *n = cmark_node_first_child(node); n; n = cmark_node_next(n))
            add_inline(r, parent, n);
    r->depth--;
}

// ---- blocks -------------------------------------------------------------------------------------

static void add_block(Reader *r, Node *parent, cmark_node *node);

static void add_blocks(Reader *r, Node *parent, cmark_node *node) {
    if (++r->depth > LIMIT_AKN_DEPTH)
        r->is_too_deep = true;
    else
        for (cmark_node *n = cmark_node_first_child(node); n; n = cmark_node_next(n))
            add_block(r, parent, n);
    r->depth--;
}

// The lines of a paragraph before its table.
static void add_lines(Reader *r, Node *parent, Str lines) {
    cmark_node *root = cmark_parse_document(lines.at, lines.size, CMARK_OPT_DEFAULT);
    for (cmark_node *n = cmark_node_first_child(root); n; n = cmark_node_next(n)) {
        Node *p = akn_tree_add(r->arena, parent, AKN_PARAGRAPH);
        p->source = lines;
        add_inlines(r, p, n);
    }
    cmark_node_free(root);
}

static void add_paragraph(Reader *r, Node *parent, cmark_node *node) {
    Str lines = lines_of(r, node);
    int64_t table = r->quotes ? -1 : text_find_table(r->arena, lines);
    if (table < 0) {
        Node *p = akn_tree_add(r->arena, parent, AKN_PARAGRAPH);
        p->source = lines;
        add_inlines(r, p, node);
        return;
    }
    Str before = str_part(lines, 0, (size_t)table);
    while (before.size && strchr("\r\n", before.at[before.size - 1])) before.size--;
    if (before.size) add_lines(r, parent, before);
    markdown_read_table(r->arena, parent, str_part(lines, (size_t)table, lines.size));
}

// With the stop behind it: "Article 3."
static Str with_stop(Str number, Str heading) {
    bool has_stop = number.size < heading.size && strchr(".:", heading.at[number.size]);
    return str_part(heading, 0, number.size + (has_stop ? 1 : 0));
}

// What a heading begins with becomes its number, if it is one.
static void split_heading(Reader *r, Node *heading) {
    Buf words = {.arena = r->arena};
    Node *first = heading->first;
    akn_tree_add_words(&words, heading);
    Str number = text_heading_number(r->arena, str_trim(buf_str(&words)));
    if (!number.size || first->kind != AKN_TEXT || !str_starts_with(first->text, number)) return;
    number = with_stop(number, first->text);
    Str rest = str_part(first->text, number.size, first->text.size);
    while (rest.size && strchr(" \t", rest.at[0])) rest = str_part(rest, 1, rest.size);
    if (!rest.size && first->next) return;
    heading->text = number;
    akn_tree_set_text(first, rest);
    if (!rest.size) heading->first = heading->last = NULL;
}

static void add_heading(Reader *r, Node *parent, cmark_node *node) {
    Node *heading = akn_tree_add(r->arena, parent, AKN_HEADING);
    heading->source = lines_of(r, node);
    heading->level = cmark_node_get_heading_level(node);
    add_inlines(r, heading, node);
    if (parent->kind == AKN_ROOT) split_heading(r, heading);
}

static void add_list(Reader *r, Node *parent, cmark_node *node) {
    Node *list = akn_tree_add(r->arena, parent, AKN_LIST);
    list->source = lines_of(r, node);
    if (cmark_node_get_list_type(node) == CMARK_ORDERED_LIST) {
        list->start = cmark_node_get_list_start(node);
        list->delimiter = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
    }
    add_blocks(r, list, node);
}

static void add_code(Reader *r, Node *parent, cmark_node *node) {
    Str info = str_from(cmark_node_get_fence_info(node));
    bool is_terms = !r->quotes && str_is(str_trim(info), STR("terms"));
    Node *code = akn_tree_add(r->arena, parent, is_terms ? AKN_TERMS : AKN_VERBATIM);
    code->source = lines_of(r, node);
    code->text = literal_of(r, node);
    if (!is_terms) code->title = str_copy(r->arena, info);
}

static void add_container(Reader *r, Node *parent, cmark_node *node, NodeKind kind) {
    Node *n = akn_tree_add(r->arena, parent, kind);
    n->source = lines_of(r, node);
    r->quotes += kind == AKN_QUOTE;
    add_blocks(r, n, node);
    r->quotes -= kind == AKN_QUOTE;
}

static void add_leaf(Reader *r, Node *parent, cmark_node *node, NodeKind kind) {
    Node *n = akn_tree_add(r->arena, parent, kind);
    n->source = lines_of(r, node);
    n->text = literal_of(r, node);
}

static void add_block(Reader *r, Node *parent, cmark_node *node) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH: add_paragraph(r, parent, node); break;
    case CMARK_NODE_HEADING: add_heading(r, parent, node); break;
    case CMARK_NODE_LIST: add_list(r, parent, node); break;
    case CMARK_NODE_ITEM: add_container(r, parent, node, AKN_ITEM); break;
    case CMARK_NODE_BLOCK_QUOTE: add_container(r, parent, node, AKN_QUOTE); break;
    case CMARK_NODE_CODE_BLOCK: add_code(r, parent, node); break;
    case CMARK_NODE_HTML_BLOCK: add_leaf(r, parent, node, AKN_HTML); break;
    default: add_leaf(r, parent, node, AKN_RULE);
    }
}

Node *markdown_read(Arena *a, Str text) {
    Reader r = {.arena = a, .text = text};
    index_lines(&r);
    Node *root = akn_tree_new(a, AKN_ROOT);
    cmark_node *tree = cmark_parse_document(text.at, text.size, CMARK_OPT_DEFAULT);
    add_blocks(&r, root, tree);
    cmark_node_free(tree);
    return r.is_too_deep ? NULL : root;
}

const Node *markdown_read_block(Arena *a, Str text) {
    const Node *root = markdown_read(a, text);
    return root && root->first && !root->first->next ? root->first : NULL;
}

// A mark no text holds keeps cmark from taking the line's beginning for a list or a heading.
#define INLINE_MARK "\xEE\x80\x80 "

void markdown_read_inline(Arena *a, Node *parent, Str line) {
    static const char special[] = "\\`*_[]<>&!";
    bool is_plain = true;
    for (size_t i = 0; i < line.size; i++) is_plain = is_plain && !strchr(special, line.at[i]);
    if (is_plain) {
        akn_tree_add_text(a, parent, line);
        return;
    }
    Buf marked = {.arena = a};
    buf_add_c(&marked, INLINE_MARK);
    buf_add(&marked, line);
    const Node *block = markdown_read_block(a, buf_str(&marked));
    Node *first = block ? block->first : NULL;
    if (!first || first->kind != AKN_TEXT || !str_starts_with(first->text, STR(INLINE_MARK))) {
        akn_tree_add_text(a, parent, line);
        return;
    }
    akn_tree_set_text(first, str_part(first->text, sizeof INLINE_MARK - 1, first->text.size));
    parent->first = first->text.size ? first : first->next;
    parent->last = block->last == first && !first->text.size ? NULL : block->last;
}
