// akn/to_markdown.c - the tree -> Markdown as softlaw writes it
//
// Lines within lists and quotations begin with a prefix, which grows and shrinks with the nesting.
#include "akn/akn_int.h"

typedef struct Printer {
    Arena *arena;
    Buf *b;
    Buf prefix;
    Spelling spelling;
    bool is_line_start; // a digit or a sign here could begin a list or a heading
    bool is_cell;
} Printer;

static void add_block(Printer *p, const Node *n);

// ---- within paragraphs --------------------------------------------------------------------------

static void new_line(Printer *p) {
    buf_add_byte(p->b, '\n');
    buf_add(p->b, buf_str(&p->prefix));
    p->is_line_start = true;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// 12. or 12) at the beginning of a line.
static size_t list_number_size(Str s) {
    size_t digits = 0;
    while (digits < s.size && is_digit(s.at[digits])) digits++;
    bool is_number = digits && digits < s.size && strchr(".)", s.at[digits]);
    return is_number ? digits : 0;
}

static bool needs_escape(const Printer *p, char c) {
    if (c && strchr("\\`*_[]<>&!|#~", c)) return true;
    return p->is_line_start && c && strchr("+-=", c);
}

static void add_escaped(Printer *p, Str text) {
    size_t number = p->is_line_start ? list_number_size(text) : 0;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (needs_escape(p, c) || (number && i == number)) buf_add_byte(p->b, '\\');
        buf_add_byte(p->b, c);
        p->is_line_start = false;
    }
}

static void add_piece(Printer *p, Str text) {
    if (p->spelling == SPELL_PLAIN)
        buf_add(p->b, text);
    else
        add_escaped(p, text);
    if (text.size) p->is_line_start = false;
}

static void add_text(Printer *p, Str text) {
    Str line;
    for (Str rest = text; str_next(&rest, '\n', &line);) {
        if (line.at != text.at) new_line(p);
        add_piece(p, line);
    }
}

static size_t longest_run(Str s, char c) {
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < s.size; i++) {
        run = s.at[i] == c ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest;
}

static void add_times(Buf *b, char c, size_t count) {
    for (size_t i = 0; i < count; i++) buf_add_byte(b, c);
}

static void add_code(Printer *p, Str code) {
    size_t run = longest_run(code, '`');
    bool is_padded = code.size && (code.at[0] == '`' || code.at[code.size - 1] == '`');
    size_t ticks = run == 1 ? 2 : run ? run + 1 : 1;
    add_times(p->b, '`', ticks);
    if (is_padded) buf_add_byte(p->b, ' ');
    buf_add(p->b, code);
    if (is_padded) buf_add_byte(p->b, ' ');
    add_times(p->b, '`', ticks);
    p->is_line_start = false;
}

static void add_escaping(Buf *b, Str s, const char *special) {
    for (size_t i = 0; i < s.size; i++) {
        if (s.at[i] && strchr(special, s.at[i])) buf_add_byte(b, '\\');
        buf_add_byte(b, s.at[i]);
    }
}

static void add_address(Buf *b, Str address) {
    bool is_simple = address.size > 0;
    for (size_t i = 0; i < address.size; i++)
        is_simple =
            is_simple && (unsigned char)address.at[i] > ' ' && !strchr("()<>", address.at[i]);
    if (is_simple) {
        buf_add(b, address);
        return;
    }
    buf_add_byte(b, '<');
    add_escaping(b, address, "<>");
    buf_add_byte(b, '>');
}

static void add_target(Printer *p, const Node *n) {
    buf_add_c(p->b, "](");
    add_address(p->b, n->address);
    if (n->title.size) {
        buf_add_c(p->b, " \"");
        add_escaping(p->b, n->title, "\"\\");
        buf_add_byte(p->b, '"');
    }
    buf_add_byte(p->b, ')');
}

static void add_inlines(Printer *p, const Node *parent);

static void add_marked(Printer *p, const Node *n, const char *mark) {
    if (p->spelling == SPELL_BARE) mark = "";
    buf_add_c(p->b, mark);
    p->is_line_start = p->is_line_start && !*mark;
    add_inlines(p, n);
    buf_add_c(p->b, mark);
}

static void add_inline(Printer *p, const Node *n) {
    switch ((int)n->kind) {
    case AKN_TEXT: add_text(p, n->text); break;
    case AKN_CODE: add_code(p, n->text); break;
    case AKN_RAW: buf_add(p->b, n->text); break;
    case AKN_EMPHASIS: add_marked(p, n, "*"); break;
    case AKN_STRONG: add_marked(p, n, "**"); break;
    case AKN_BREAK:
        buf_add_byte(p->b, '\\');
        new_line(p);
        break;
    case AKN_IMAGE:
        buf_add_c(p->b, "![");
        add_piece(p, n->text);
        add_target(p, n);
        break;
    default:
        buf_add_byte(p->b, '[');
        p->is_line_start = false;
        add_inlines(p, n);
        add_target(p, n);
    }
}

static void add_inlines(Printer *p, const Node *parent) {
    for (const Node *n = parent->first; n; n = n->next) add_inline(p, n);
}

// ---- blocks -------------------------------------------------------------------------------------

static bool ends_wide(Str s) {
    return str_ends_with(s, STR("、")) || str_ends_with(s, STR("）"));
}

static void add_heading(Printer *p, const Node *n) {
    add_times(p->b, '#', (size_t)n->level);
    if (n->text.size || n->first) buf_add_byte(p->b, ' ');
    buf_add(p->b, n->text);
    if (n->text.size && n->first && !ends_wide(n->text)) buf_add_byte(p->b, ' ');
    add_inlines(p, n);
}

// Lines with an end behind the last one.
static void add_lines(Printer *p, Str lines) {
    Str line;
    if (str_ends_with(lines, STR("\n"))) lines.size--;
    for (Str rest = lines; str_next(&rest, '\n', &line);) {
        if (line.at != lines.at) new_line(p);
        buf_add(p->b, line);
    }
}

static void add_fenced(Printer *p, Str info, Str text) {
    size_t run = longest_run(text, '`');
    add_times(p->b, '`', run < 3 ? 3 : run + 1);
    buf_add(p->b, info);
    new_line(p);
    add_lines(p, text);
    if (text.size) new_line(p);
    add_times(p->b, '`', run < 3 ? 3 : run + 1);
}

static bool is_tight(const Node *list) {
    for (const Node *item = list->first; item; item = item->next)
        for (const Node *n = item->first; n; n = n->next) {
            bool is_small = n->kind == AKN_PARAGRAPH || (n->kind == AKN_LIST && is_tight(n));
            if (!is_small || (n != item->first && n->kind == AKN_PARAGRAPH)) return false;
        }
    return true;
}

static void blank_line(Printer *p) {
    Str prefix = buf_str(&p->prefix);
    while (prefix.size && prefix.at[prefix.size - 1] == ' ') prefix.size--;
    buf_add_byte(p->b, '\n');
    buf_add(p->b, prefix);
}

static void add_blocks(Printer *p, const Node *parent, bool is_close) {
    for (const Node *n = parent->first; n; n = n->next) {
        if (n != parent->first && !is_close) blank_line(p);
        if (n != parent->first) new_line(p);
        add_block(p, n);
    }
}

static void add_item(Printer *p, const Node *item, Str marker, bool is_close) {
    size_t size = p->prefix.size;
    buf_add(p->b, marker);
    for (size_t i = 0; i < marker.size; i++) buf_add_byte(&p->prefix, ' ');
    add_blocks(p, item, is_close);
    p->prefix.size = size;
}

static void add_list(Printer *p, const Node *list) {
    bool is_close = is_tight(list);
    int64_t number = list->start;
    for (const Node *item = list->first; item; item = item->next) {
        if (item != list->first && !is_close) blank_line(p);
        if (item != list->first) new_line(p);
        Str marker = list->start < 0
                         ? STR("- ")
                         : str_fmt(p->arena, "%lld%c ", (long long)number++, list->delimiter);
        add_item(p, item, marker, is_close);
    }
}

static void add_quote(Printer *p, const Node *quote) {
    size_t size = p->prefix.size;
    buf_add_c(p->b, "> ");
    buf_add_c(&p->prefix, "> ");
    add_blocks(p, quote, false);
    p->prefix.size = size;
}

static void add_cell(Printer *p, const Node *cell) {
    Buf text = {.arena = p->arena};
    Printer inner = {
        .arena = p->arena, .b = &text, .prefix = {.arena = p->arena}, .spelling = p->spelling};
    add_inlines(&inner, cell);
    for (size_t i = 0; i < text.size; i++) {
        bool is_escaped = i && text.at[i - 1] == '\\' && p->spelling != SPELL_PLAIN;
        if (text.at[i] == '|' && !is_escaped) buf_add_byte(p->b, '\\');
        buf_add_byte(p->b, text.at[i] == '\n' ? ' ' : text.at[i]);
    }
}

static void add_row(Printer *p, const Node *row) {
    for (const Node *cell = row->first; cell; cell = cell->next) {
        buf_add_c(p->b, cell->first ? "| " : "|");
        add_cell(p, cell);
        buf_add_byte(p->b, ' ');
    }
    buf_add_byte(p->b, '|');
}

static const char *alignment(Str name) {
    return str_is(name, STR("left"))     ? "|:--"
           : str_is(name, STR("center")) ? "|:-:"
           : str_is(name, STR("right"))  ? "|--:"
                                         : "|---";
}

static void add_table(Printer *p, const Node *table) {
    for (const Node *row = table->first; row; row = row->next) {
        if (row != table->first) new_line(p);
        add_row(p, row);
        if (row != table->first) continue;
        new_line(p);
        for (const Node *c = row->first; c; c = c->next) buf_add_c(p->b, alignment(c->title));
        buf_add_byte(p->b, '|');
    }
}

static void add_block(Printer *p, const Node *n) {
    p->is_line_start = true;
    switch ((int)n->kind) {
    case AKN_PARAGRAPH: add_inlines(p, n); break;
    case AKN_HEADING: add_heading(p, n); break;
    case AKN_LIST: add_list(p, n); break;
    case AKN_QUOTE: add_quote(p, n); break;
    case AKN_VERBATIM: add_fenced(p, n->title, n->text); break;
    case AKN_TERMS: add_fenced(p, STR("terms"), n->text); break;
    case AKN_HTML: add_lines(p, n->text); break;
    case AKN_RULE: buf_add_c(p->b, "---"); break;
    case AKN_TABLE: add_table(p, n); break;
    default: break;
    }
}

Str markdown_of(Arena *a, const Node *block, Spelling spelling) {
    Buf b = {.arena = a, .at = arena_get(a, 256), .capacity = 256};
    Printer p = {.arena = a, .b = &b, .prefix = {.arena = a}, .spelling = spelling};
    add_block(&p, block);
    return buf_str(&b);
}
