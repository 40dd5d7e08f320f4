// akn/to_xml.c - the tree -> elements of Akoma Ntoso
//
// Blocks stand on lines of their own, deeper by two blanks; what stands within a paragraph is
// written without a blank that is not in the words.
#include "akn/akn_int.h"

// ---- tags ---------------------------------------------------------------------------------------

void write_indent(Writer *w) {
    for (int i = 0; i < w->depth; i++) buf_add_c(w->b, "  ");
}

void write_tag(Writer *w, const char *name) {
    buf_add_byte(w->b, '<');
    buf_add_c(w->b, name);
}

void write_attribute(Writer *w, const char *name, Str value) {
    buf_add_fmt(w->b, " %s=\"", name);
    xml_add_value(w->b, value);
    buf_add_byte(w->b, '"');
}

void write_text(Writer *w, Str text) {
    Str piece;
    for (Str rest = text; str_next(&rest, '"', &piece);) {
        if (piece.at != text.at) buf_add_byte(w->b, '"');
        xml_add_text(w->b, piece);
    }
}

void write_open(Writer *w, const char *name) {
    write_indent(w);
    buf_add_fmt(w->b, "<%s>\n", name);
    w->depth++;
}

void write_close(Writer *w, const char *name) {
    w->depth--;
    write_indent(w);
    buf_add_fmt(w->b, "</%s>\n", name);
}

void write_written(Writer *w, Written written) {
    if (written.before.at) write_attribute(w, "softlaw:before", written.before);
    if (written.spelling.at) write_attribute(w, "softlaw:spelling", written.spelling);
}

// "art_3__p_2"
static void write_id(Writer *w, const char *kind, size_t number) {
    write_attribute(w, "eId",
                    str_fmt(w->arena, "%.*s__%s_%zu", STR_ARG(w->provision), kind, number));
}

// ---- within paragraphs --------------------------------------------------------------------------

static void write_marked(Writer *w, const char *name, const Node *n) {
    buf_add_fmt(w->b, "<%s>", name);
    write_inlines(w, n);
    buf_add_fmt(w->b, "</%s>", name);
}

// A scheme that a browser may follow; what has none is an address within the document's own place.
static bool is_harmless(Str address) {
    static const Str SCHEMES[] = {{"http", 4}, {"https", 5}, {"mailto", 6}, {"tel", 3}, {"urn", 3}};
    size_t size = 0;
    while (size < address.size && !strchr(":/?#", address.at[size])) size++;
    if (size == address.size || address.at[size] != ':') return true;
    for (size_t i = 0; i < sizeof SCHEMES / sizeof *SCHEMES; i++)
        if (str_is(str_part(address, 0, size), SCHEMES[i])) return true;
    return false;
}

// What could run where the document is shown is kept aside, for the way back.
static void write_address(Writer *w, const char *name, Str address) {
    bool may_stand = is_harmless(address);
    write_attribute(w, name, may_stand ? address : STR(""));
    if (!may_stand) write_attribute(w, "softlaw:address", address);
}

static void write_link(Writer *w, const Node *n) {
    write_tag(w, "a");
    write_address(w, "href", n->address);
    if (n->title.size) write_attribute(w, "title", n->title);
    buf_add_byte(w->b, '>');
    write_inlines(w, n);
    buf_add_c(w->b, "</a>");
}

static void write_image(Writer *w, const Node *n) {
    write_tag(w, "img");
    write_address(w, "src", n->address);
    write_attribute(w, "alt", n->text);
    if (n->title.size) write_attribute(w, "title", n->title);
    buf_add_c(w->b, "/>");
}

static void write_raw(Writer *w, const Node *n) {
    write_tag(w, "inline");
    write_attribute(w, "name", STR("html"));
    write_attribute(w, "softlaw:html", n->text);
    buf_add_c(w->b, "/>");
}

static void write_inline(Writer *w, const Node *n) {
    switch ((int)n->kind) {
    case AKN_TEXT: write_text(w, n->text); break;
    case AKN_BREAK: buf_add_c(w->b, "<br/>"); break;
    case AKN_RAW: write_raw(w, n); break;
    case AKN_EMPHASIS: write_marked(w, "i", n); break;
    case AKN_STRONG: write_marked(w, "b", n); break;
    case AKN_LINK: write_link(w, n); break;
    case AKN_IMAGE: write_image(w, n); break;
    default:
        buf_add_c(w->b, "<inline name=\"code\">");
        write_text(w, n->text);
        buf_add_c(w->b, "</inline>");
    }
}

void write_inlines(Writer *w, const Node *parent) {
    for (const Node *n = parent->first; n; n = n->next) write_inline(w, n);
}

// ---- blocks -------------------------------------------------------------------------------------

static void write_paragraph(Writer *w, const Node *n, Written written) {
    write_tag(w, "p");
    write_id(w, "p", ++w->paragraphs);
    write_written(w, written);
    buf_add_byte(w->b, '>');
    write_inlines(w, n);
    buf_add_c(w->b, "</p>\n");
}

static void write_children(Writer *w, const Node *parent) {
    for (const Node *n = parent->first; n; n = n->next) {
        write_indent(w);
        write_block(w, n, (Written){{NULL, 0}, {NULL, 0}});
    }
    if (parent->first) return;
    write_indent(w);
    buf_add_c(w->b, "<p/>\n");
}

static void write_item(Writer *w, const Node *list, const Node *item, Str list_id, size_t index) {
    write_indent(w);
    write_tag(w, "item");
    write_attribute(w, "eId", str_fmt(w->arena, "%.*s__item_%zu", STR_ARG(list_id), index + 1));
    buf_add_c(w->b, ">\n");
    w->depth++;
    if (list->start >= 0) {
        write_indent(w);
        buf_add_fmt(w->b, "<num>%lld%c</num>\n", (long long)list->start + (long long)index,
                    list->delimiter);
    }
    write_children(w, item);
    write_close(w, "item");
}

static void write_list(Writer *w, const Node *n, Written written) {
    Str id = str_fmt(w->arena, "%.*s__list_%zu", STR_ARG(w->provision), ++w->lists);
    write_tag(w, "blockList");
    write_attribute(w, "eId", id);
    if (n->start < 0) write_attribute(w, "class", STR("bullet"));
    write_written(w, written);
    buf_add_c(w->b, ">\n");
    w->depth++;
    size_t index = 0;
    for (const Node *item = n->first; item; item = item->next) write_item(w, n, item, id, index++);
    write_close(w, "blockList");
}

static void write_quote(Writer *w, const Node *n, Written written) {
    write_tag(w, "blockContainer");
    write_id(w, "quote", ++w->quotes);
    write_attribute(w, "class", STR("quote"));
    write_written(w, written);
    buf_add_c(w->b, ">\n");
    w->depth++;
    write_children(w, n);
    write_close(w, "blockContainer");
}

// A block of Akoma Ntoso with a name of ours.
static void write_named(Writer *w, const char *name, const Node *n, Written written) {
    write_tag(w, "block");
    write_attribute(w, "name", str_from(name));
    if (n->kind == AKN_VERBATIM && n->title.size) write_attribute(w, "softlaw:info", n->title);
    if (n->kind == AKN_HEADING)
        write_attribute(w, "softlaw:level", str_fmt(w->arena, "%d", n->level));
    write_written(w, written);
    buf_add_byte(w->b, '>');
    write_text(w, n->text);
    write_inlines(w, n);
    buf_add_c(w->b, "</block>\n");
}

static void write_foreign(Writer *w, const char *name, const Node *n, Written written) {
    write_tag(w, "foreign");
    write_written(w, written);
    buf_add_fmt(w->b, "><softlaw:%s>", name);
    write_text(w, n->text);
    buf_add_fmt(w->b, "</softlaw:%s></foreign>\n", name);
}

static void write_cell(Writer *w, const Node *cell, const char *name) {
    write_tag(w, name);
    if (cell->title.size) write_attribute(w, "class", cell->title);
    if (!cell->first) {
        buf_add_c(w->b, "/>");
        return;
    }
    buf_add_c(w->b, "><p>");
    write_inlines(w, cell);
    buf_add_fmt(w->b, "</p></%s>", name);
}

static void write_table(Writer *w, const Node *n, Written written) {
    write_tag(w, "table");
    write_id(w, "table", ++w->tables);
    write_written(w, written);
    buf_add_c(w->b, ">\n");
    w->depth++;
    for (const Node *row = n->first; row; row = row->next) {
        write_indent(w);
        buf_add_c(w->b, "<tr>");
        for (const Node *cell = row->first; cell; cell = cell->next)
            write_cell(w, cell, row == n->first ? "th" : "td");
        buf_add_c(w->b, "</tr>\n");
    }
    write_close(w, "table");
}

void write_block(Writer *w, const Node *n, Written written) {
    switch ((int)n->kind) {
    case AKN_PARAGRAPH: write_paragraph(w, n, written); break;
    case AKN_HEADING: write_named(w, "heading", n, written); break;
    case AKN_LIST: write_list(w, n, written); break;
    case AKN_QUOTE: write_quote(w, n, written); break;
    case AKN_VERBATIM: write_named(w, "code", n, written); break;
    case AKN_RULE: write_named(w, "rule", n, written); break;
    case AKN_TERMS: write_foreign(w, "terms", n, written); break;
    case AKN_HTML: write_foreign(w, "html", n, written); break;
    default: write_table(w, n, written);
    }
}
