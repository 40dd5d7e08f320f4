// text/cell.c - the text of a table cell, inline markup taken off
//
// A cell may hold a formula, so only markup that cannot be one is taken off: code spans, emphasis
// that stands between blanks or at the cell's ends (`2*a*b` stays), backslash escapes, links, a few
// entities. What remains reads as on paper.
#include "text/text_int.h"

enum { CELL_BYTES_MAX = 4096, EMPHASIS_DEPTH_MAX = 8 };

typedef struct Cell {
    Str raw;
    Buf out;
    size_t at;
    size_t first; // where the first byte kept stands; raw.size = none yet
    size_t closes[EMPHASIS_DEPTH_MAX], close_sizes[EMPHASIS_DEPTH_MAX];
    size_t depth;
} Cell;

static bool is_punct(char c) {
    return c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c);
}

static char byte_at(Str s, size_t at) {
    return at < s.size ? s.at[at] : '\0';
}

static size_t run_size(Str s, size_t at) {
    size_t size = 0;
    while (at + size < s.size && s.at[at + size] == s.at[at]) size++;
    return size;
}

static void keep(Cell *c, size_t from, Str text) {
    if (c->first == c->raw.size && text.size) c->first = from;
    buf_add(&c->out, text);
}

static bool take_escape(Cell *c) {
    if (c->raw.at[c->at] != '\\' || !is_punct(byte_at(c->raw, c->at + 1))) return false;
    keep(c, c->at + 1, str_part(c->raw, c->at + 1, 1));
    c->at += 2;
    return true;
}

static void keep_code(Cell *c, size_t from, size_t end) {
    for (; from < end; from++)
        if (c->raw.at[from] != '\\' || byte_at(c->raw, from + 1) != '|')
            keep(c, from, str_part(c->raw, from, 1));
}

static bool take_code(Cell *c) {
    if (c->raw.at[c->at] != '`') return false;
    size_t size = run_size(c->raw, c->at), from = c->at + size;
    for (size_t i = from; i < c->raw.size;) {
        size_t run = c->raw.at[i] == '`' ? run_size(c->raw, i) : 0;
        if (run == size) {
            keep_code(c, from, i);
            c->at = i + size;
            return true;
        }
        i += run ? run : 1;
    }
    return false;
}

static bool is_blank_or_end(Str s, size_t at) {
    char b = byte_at(s, at);
    return b == '\0' || b == ' ' || b == '\t';
}

static bool find_closing(const Cell *c, size_t size, size_t *ret_at) {
    for (size_t i = c->at + size; i < c->raw.size;) {
        if (c->raw.at[i] != c->raw.at[c->at]) {
            i++;
            continue;
        }
        size_t run = run_size(c->raw, i);
        bool closes = run == size && !is_blank_or_end(c->raw, i - 1) &&
                      (is_blank_or_end(c->raw, i + run) || is_punct(byte_at(c->raw, i + run)));
        if (closes && i > c->at + size) {
            *ret_at = i;
            return true;
        }
        i += run;
    }
    return false;
}

static bool take_emphasis(Cell *c) {
    char mark = c->raw.at[c->at];
    if (mark != '*' && mark != '_') return false;
    if (c->depth && c->at == c->closes[c->depth - 1]) {
        c->at += c->close_sizes[--c->depth];
        return true;
    }
    size_t size = run_size(c->raw, c->at), close;
    bool opens = (c->at == 0 || is_blank_or_end(c->raw, c->at - 1) || c->depth) &&
                 !is_blank_or_end(c->raw, c->at + size) && c->depth < EMPHASIS_DEPTH_MAX;
    if (!opens || !find_closing(c, size, &close)) return false;
    c->closes[c->depth] = close;
    c->close_sizes[c->depth++] = size;
    c->at += size;
    return true;
}

// [words](address): the words stay.
static bool take_link(Cell *c) {
    if (c->raw.at[c->at] != '[') return false;
    int64_t middle = str_find(c->raw, STR("]("), c->at);
    int64_t end = middle < 0 ? -1 : str_find(c->raw, STR(")"), (size_t)middle);
    if (end < 0) return false;
    Str address = str_part(c->raw, (size_t)middle + 2, (size_t)(end - middle) - 2);
    if (str_find(address, STR("://"), 0) < 0 && !str_starts_with(address, STR("#"))) return false;
    keep(c, c->at + 1, str_part(c->raw, c->at + 1, (size_t)middle - c->at - 1));
    c->at = (size_t)end + 1;
    return true;
}

static bool take_entity(Cell *c) {
    static const struct {
        Str written, meant;
    } entities[] = {
        {{"&lt;", 4}, {"<", 1}},    {{"&gt;", 4}, {">", 1}},   {{"&amp;", 5}, {"&", 1}},
        {{"&quot;", 6}, {"\"", 1}}, {{"&nbsp;", 6}, {" ", 1}}, {{"<br>", 4}, {" ", 1}},
        {{"<br/>", 5}, {" ", 1}},
    };
    Str rest = str_part(c->raw, c->at, 6);
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (str_starts_with(rest, entities[i].written)) {
            keep(c, c->at, entities[i].meant);
            c->at += entities[i].written.size;
            return true;
        }
    return false;
}

static void strip(Cell *c) {
    while (c->at < c->raw.size) {
        if (take_escape(c) || take_code(c) || take_emphasis(c) || take_link(c) || take_entity(c))
            continue;
        keep(c, c->at, str_part(c->raw, c->at, 1));
        c->at++;
    }
}

Str cell_words(Arena *a, Str raw, size_t *ret_first) {
    *ret_first = 0;
    bool is_plain = true;
    for (size_t i = 0; i < raw.size && is_plain; i++) is_plain = !strchr("\\`*_[&<", raw.at[i]);
    if (is_plain || raw.size > CELL_BYTES_MAX) return raw;
    Cell c = {.raw = raw, .out = {.arena = a}, .first = raw.size};
    strip(&c);
    if (str_is(buf_str(&c.out), raw)) return raw;
    *ret_first = c.first;
    return str_trim(buf_str(&c.out));
}

Str text_cell(Arena *a, Str written) {
    size_t first;
    return cell_words(a, written, &first);
}
