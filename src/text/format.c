// text/format.c - a text laid out anew, saying the same
//
// Line by line: what a line is follows from the piece it stands in. Words keep every byte but
// blanks at the ends of lines; rows of tables are set in columns; YAML is indented where it is made
// of plain lines. Nothing is trusted: a block of terms that reads otherwise afterwards stays as it
// was, and so does the whole text.
#include "base/limits.h"
#include "base/width.h"
#include "text/text_int.h"

typedef enum LineKind { LINE_OTHER, LINE_WORDS, LINE_KEPT, LINE_TABLE, LINE_YAML } LineKind;

typedef struct Layout {
    Arena *arena;
    const Document *document;
    Source source;
    uint8_t *kinds;   // by line
    uint32_t *blocks; // by line: the first line of its piece
    Buf out;
} Layout;

// ---- lines --------------------------------------------------------------------------------------

static size_t line_of(Layout *l, size_t offset) {
    return source_place(&l->source, offset, 0).line - 1;
}

static Str ending_of(const Layout *l, size_t line) {
    size_t start = source_line_start(&l->source, line) + source_line(&l->source, line).size;
    size_t end = source_line_start(&l->source, line + 1);
    return str_part(l->source.text, start, end - start);
}

static Str without_blanks_behind(Str s) {
    while (s.size && (s.at[s.size - 1] == ' ' || s.at[s.size - 1] == '\t')) s.size--;
    return s;
}

static bool is_blank_line(const Layout *l, size_t line) {
    return !str_trim(source_line(&l->source, line)).size;
}

static void mark(Layout *l, size_t from, size_t size, LineKind kind) {
    if (!size) return;
    size_t first = line_of(l, from), last = line_of(l, from + size - 1);
    for (size_t i = first; i <= last; i++) {
        l->kinds[i] = (uint8_t)kind;
        l->blocks[i] = (uint32_t)first;
    }
}

// Code is kept as it is, blanks at the ends of its lines too.
static bool may_hold_code(Str words) {
    for (size_t at = 0; at < words.size; at = str_line_end(words, at) + 1) {
        Str line = str_part(words, at, words.size);
        if (str_starts_with(line, STR("    ")) || (line.size && line.at[0] == '\t')) return true;
    }
    return str_find(words, STR("```"), 0) >= 0 || str_find(words, STR("~~~"), 0) >= 0 ||
           str_find(words, STR("\t"), 0) >= 0;
}

static LineKind kind_of(Layout *l, const TextPiece *p) {
    size_t end = p->place.offset + p->source.size;
    size_t start = source_line_start(&l->source, line_of(l, p->place.offset));
    if (p->kind == TEXT_TABLE) return LINE_TABLE;
    if (p->kind == TEXT_TERMS) return p->terms ? LINE_YAML : LINE_KEPT;
    Str lines = str_part(l->source.text, start, end - start);
    return may_hold_code(lines) ? LINE_KEPT : LINE_WORDS;
}

static void mark_pieces(Layout *l) {
    const Document *d = l->document;
    for (size_t i = 0; i < d->provision_count; i++)
        for (size_t k = 0; k < d->provisions[i].piece_count; k++) {
            const TextPiece *p = &d->provisions[i].pieces[k];
            mark(l, p->place.offset, p->source.size, kind_of(l, p));
        }
    if (d->front && d->front->source.size)
        mark(l, d->front->place.offset, d->front->source.size, LINE_YAML);
}

static size_t block_end(const Layout *l, size_t first) {
    size_t end = first;
    while (end < l->source.line_count && l->kinds[end] == l->kinds[first] &&
           l->blocks[end] == l->blocks[first])
        end++;
    return end;
}

static void add_line(Layout *l, Str line, size_t like) {
    buf_add(&l->out, line);
    buf_add(&l->out, ending_of(l, like));
}

static void keep_lines(Layout *l, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) add_line(l, source_line(&l->source, i), i);
}

// ---- words and what stands between the pieces ---------------------------------------------------

// Two blanks at the end of a line that goes on are a line break.
static void format_words(Layout *l, size_t first, size_t end) {
    for (size_t i = first; i < end; i++) {
        Str line = source_line(&l->source, i), bare = without_blanks_behind(line);
        bool is_break = line.size >= bare.size + 2 && bare.size && i + 1 < end;
        add_line(l, is_break ? str_part(line, 0, bare.size + 2) : bare, i);
    }
}

static bool has_markup(const Layout *l, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        if (str_find(source_line(&l->source, i), STR("<"), 0) >= 0) return true;
    return false;
}

// Headings, fences and blank lines; HTML stays as it is.
static void format_other(Layout *l, size_t first, size_t end) {
    if (has_markup(l, first, end)) {
        keep_lines(l, first, end);
        return;
    }
    for (size_t i = first; i < end; i++) {
        bool is_again = i > first && is_blank_line(l, i) && is_blank_line(l, i - 1);
        if (!is_again) add_line(l, without_blanks_behind(source_line(&l->source, i)), i);
    }
}

// ---- tables -------------------------------------------------------------------------------------

typedef struct Grid {
    Str **rows;
    size_t *counts;
    size_t row_count, column_count;
    int widths[LIMIT_TABLE_COLUMNS];
    Str indent;
} Grid;

static Str indent_of(Str line) {
    size_t size = 0;
    while (size < line.size && line.at[size] == ' ') size++;
    return str_part(line, 0, size);
}

static void widen(Grid *g, size_t row) {
    for (size_t c = 0; c < g->counts[row]; c++) {
        int width = width_of(g->rows[row][c]);
        if (width > g->widths[c]) g->widths[c] = width;
    }
}

// False where a row has more cells than the header, or another indentation.
static bool read_grid(Layout *l, size_t first, size_t end, Grid *g) {
    g->row_count = end - first;
    g->rows = ARENA_ARRAY(l->arena, Str *, g->row_count);
    g->counts = ARENA_ARRAY(l->arena, size_t, g->row_count);
    g->indent = indent_of(source_line(&l->source, first));
    for (size_t i = 0; i < g->row_count; i++) {
        Str line = source_line(&l->source, first + i);
        g->rows[i] = text_row_cells(l->arena, line, &g->counts[i]);
        if (i == 0) g->column_count = g->counts[0];
        if (g->counts[i] > g->column_count || g->column_count > LIMIT_TABLE_COLUMNS ||
            !str_is(indent_of(line), g->indent))
            return false;
        if (i != 1) widen(g, i);
    }
    return g->row_count >= 2;
}

static void add_times(Buf *b, char c, int count) {
    for (int i = 0; i < count; i++) buf_add_byte(b, c);
}

static void add_cell(Buf *b, Str cell, int width, Str mark) {
    int blanks = width - width_of(cell);
    bool is_right = str_ends_with(mark, STR(":")), is_middle = is_right && mark.at[0] == ':';
    int left = is_middle ? blanks / 2 : is_right ? blanks : 0;
    buf_add_c(b, " ");
    add_times(b, ' ', left);
    buf_add(b, cell);
    add_times(b, ' ', blanks - left);
    buf_add_c(b, " |");
}

static void add_rule(Buf *b, Str mark, int width) {
    bool starts = mark.size && mark.at[0] == ':', ends = str_ends_with(mark, STR(":"));
    buf_add_c(b, starts ? " :" : " ");
    add_times(b, '-', width - starts - ends);
    buf_add_c(b, ends ? ": |" : " |");
}

static void format_table(Layout *l, size_t first, size_t end) {
    enum { WIDTH_LEAST = 3 };
    Grid g = {0};
    if (!read_grid(l, first, end, &g)) {
        keep_lines(l, first, end);
        return;
    }
    for (size_t c = 0; c < g.column_count; c++)
        if (g.widths[c] < WIDTH_LEAST) g.widths[c] = WIDTH_LEAST;
    for (size_t i = 0; i < g.row_count; i++) {
        buf_add(&l->out, g.indent);
        buf_add_byte(&l->out, '|');
        for (size_t c = 0; c < g.column_count; c++) {
            Str cell = c < g.counts[i] ? g.rows[i][c] : STR("");
            Str mark = c < g.counts[1] ? g.rows[1][c] : STR("");
            if (i == 1)
                add_rule(&l->out, mark, g.widths[c]);
            else
                add_cell(&l->out, cell, g.widths[c], mark);
        }
        add_line(l, STR(""), first + i);
    }
}

// ---- YAML ---------------------------------------------------------------------------------------

enum { YAML_STEP = 2 };

// The new indentation of each line follows from how the old ones nest.
typedef struct Nest {
    size_t indents[LIMIT_YAML_DEPTH];
    size_t depth;
} Nest;

static bool nest(Nest *n, size_t indent) {
    while (n->depth && n->indents[n->depth - 1] > indent) n->depth--;
    if (n->depth && n->indents[n->depth - 1] == indent) return true;
    if (n->depth == LIMIT_YAML_DEPTH) return false;
    n->indents[n->depth++] = indent;
    return true;
}

static Str indented(Layout *l, size_t first, size_t end) {
    Buf b = {.arena = l->arena};
    Nest n = {.depth = 0};
    for (size_t i = first; i < end; i++) {
        Str line = without_blanks_behind(source_line(&l->source, i));
        Str bare = str_trim(line);
        if (bare.size && !nest(&n, indent_of(line).size)) return (Str){NULL, 0};
        if (bare.size) add_times(&b, ' ', (int)(YAML_STEP * (n.depth - 1)));
        buf_add(&b, bare);
        buf_add(&b, ending_of(l, i));
    }
    return buf_str(&b);
}

static Str stripped(Layout *l, size_t first, size_t end) {
    Buf b = {.arena = l->arena};
    for (size_t i = first; i < end; i++) {
        buf_add(&b, without_blanks_behind(source_line(&l->source, i)));
        buf_add(&b, ending_of(l, i));
    }
    return buf_str(&b);
}

static bool reads_the_same(Layout *l, Str before, Str after) {
    Findings unwanted = {.arena = l->arena};
    const YamlNode *a = yaml_parse(l->arena, STR(""), before, 0, before.size, &unwanted);
    const YamlNode *b =
        after.at ? yaml_parse(l->arena, STR(""), after, 0, after.size, &unwanted) : NULL;
    return a && b && text_is_same(&(Document){.front = a}, &(Document){.front = b});
}

static void format_yaml(Layout *l, size_t first, size_t end) {
    size_t start = source_line_start(&l->source, first);
    Str before = str_part(l->source.text, start, source_line_start(&l->source, end) - start);
    Str after = indented(l, first, end);
    if (!reads_the_same(l, before, after)) after = stripped(l, first, end);
    buf_add(&l->out, reads_the_same(l, before, after) ? after : before);
}

// ---- the whole ----------------------------------------------------------------------------------

static void format_block(Layout *l, size_t first, size_t end) {
    static void (*const FORMATS[])(Layout *, size_t, size_t) = {
        [LINE_OTHER] = format_other, [LINE_WORDS] = format_words, [LINE_KEPT] = keep_lines,
        [LINE_TABLE] = format_table, [LINE_YAML] = format_yaml,
    };
    FORMATS[l->kinds[first]](l, first, end);
}

// Without the blank lines at its end, and the last line end.
static Str without_end(Str text) {
    for (;;) {
        size_t size = text.size;
        while (size && (text.at[size - 1] == ' ' || text.at[size - 1] == '\t')) size--;
        if (size && text.at[size - 1] != '\n' && text.at[size - 1] != '\r') return text;
        if (!size) return str_part(text, 0, 0);
        text.size = size - 1;
    }
}

// One line end at the end.
static void end_text(Layout *l) {
    Str ending = l->source.line_count > 1 ? ending_of(l, 0) : STR("\n");
    l->out.size = without_end(buf_str(&l->out)).size;
    if (l->out.size) buf_add(&l->out, ending);
}

static Str format_once(Arena *a, const Document *d) {
    Layout l = {.arena = a, .document = d, .out = {.arena = a}};
    source_open(a, &l.source, d->file, d->source);
    l.kinds = ARENA_ARRAY(a, uint8_t, l.source.line_count);
    l.blocks = ARENA_ARRAY(a, uint32_t, l.source.line_count);
    mark_pieces(&l);
    for (size_t first = 0, end; first < l.source.line_count; first = end) {
        end = block_end(&l, first);
        format_block(&l, first, end);
    }
    end_text(&l);
    return buf_str(&l.out);
}

Str text_format(Arena *a, const Document *d) {
    Findings unwanted = {.arena = a};
    if (d->source.size > LIMIT_DOCUMENT_BYTES || utf8_find_fault(d->source) >= 0) return d->source;
    Str once = format_once(a, d);
    const Document *again = text_parse(a, d->file, once, &unwanted);
    bool is_settled = str_is(format_once(a, again), once);
    return is_settled && text_is_same(d, again) ? once : d->source;
}
