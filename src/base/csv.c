// base/csv.c - CSV rows as views, found by memchr
//
// A row without a quote, nearly every row, is cut at its separators and that is all. A quote in the
// row sends it through the slow path, which follows RFC 4180: quotes only around a whole field, a
// quote inside doubled. Doubled quotes are undoubled in a scratch arena that lives for one row.
#include "base/csv.h"

#include "base/dec.h"

#include <assert.h>

struct CsvState {
    CsvReader reader;
    Arena *arena, *scratch;
    Str file, text;
    char separator;
    size_t at;        // of the next row
    size_t row;       // where the current row begins
    uint32_t lines;   // line of `at`
    bool is_one_line; // the current row
    size_t *starts;   // where each field begins, its quote included
    size_t capacity;
    size_t columns; // of the first row; 0 before it
};

static void free_scratch(void *scratch) {
    arena_free(scratch);
}

CsvReader *csv_open(Arena *a, Str file, Str text, char separator) {
    struct CsvState *s = ARENA_NEW(a, struct CsvState);
    *s = (struct CsvState){.arena = a, .file = file, .text = text};
    s->separator = separator;
    s->lines = 1;
    s->reader.state = s;
    if (str_starts_with(text, STR("\xEF\xBB\xBF"))) s->at = 3;
    return &s->reader;
}

static void empty_scratch(struct CsvState *s) {
    if (s->scratch) {
        arena_reset(s->scratch);
        return;
    }
    s->scratch = arena_new();
    arena_defer(s->arena, free_scratch, s->scratch);
}

static void make_room(struct CsvState *s) {
    size_t grown = s->capacity ? s->capacity * 2 : 16;
    s->reader.fields =
        arena_grow(s->arena, s->reader.fields, s->capacity * sizeof(Str), grown * sizeof(Str));
    s->starts =
        arena_grow(s->arena, s->starts, s->capacity * sizeof(size_t), grown * sizeof(size_t));
    s->capacity = grown;
}

static void add_field(struct CsvState *s, size_t start, Str field) {
    if (s->reader.count == s->capacity) make_room(s);
    s->starts[s->reader.count] = start;
    s->reader.fields[s->reader.count++] = field;
}

static Place place_of(const struct CsvState *s, size_t offset, size_t size) {
    Place p = place_in(s->file, str_part(s->text, s->row, s->text.size), offset - s->row, size);
    p.line += s->reader.line - 1;
    p.offset = offset <= UINT32_MAX ? (uint32_t)offset : 0;
    return p;
}

Place csv_place(const CsvReader *r, size_t index) {
    assert(index < r->count);
    return place_of(r->state, r->state->starts[index], r->fields[index].size);
}

static bool fault(struct CsvState *s, size_t offset, Err *err, Message message, Message hint) {
    return err_set_at(err, ERR_INPUT, place_of(s, offset, 1), message, hint);
}

static bool not_utf8(struct CsvState *s, size_t offset, Err *err) {
    return fault(s, offset, err, MSG("this is not UTF-8"), MSG("save the file as UTF-8"));
}

static bool check_utf8(struct CsvState *s, Err *err) {
    int64_t bad = utf8_find_fault(str_part(s->text, s->row, s->at - s->row));
    return bad < 0 || not_utf8(s, s->row + (size_t)bad, err);
}

bool csv_check_rest(const CsvReader *r, Err *err) {
    struct CsvState *s = r->state;
    int64_t bad = utf8_find_fault(str_part(s->text, s->row, s->text.size));
    return bad < 0 || not_utf8(s, s->row + (size_t)bad, err);
}

Str csv_row(const CsvReader *r) {
    const struct CsvState *s = r->state;
    return s->is_one_line ? str_part(s->text, s->row, s->at - s->row) : (Str){NULL, 0};
}

Str csv_rest(const CsvReader *r, uint32_t *ret_line) {
    const struct CsvState *s = r->state;
    *ret_line = s->lines;
    return str_part(s->text, s->at, s->text.size);
}

void csv_pass(CsvReader *r, size_t size, uint32_t rows) {
    struct CsvState *s = r->state;
    assert(size <= s->text.size - s->at);
    s->at += size;
    s->lines += rows;
}

static void split_plain(struct CsvState *s, size_t end) {
    const char *text = s->text.at, *at = text + s->row, *stop = text + end;
    for (;;) {
        const char *hit = memchr(at, s->separator, (size_t)(stop - at));
        const char *field_end = hit ? hit : stop;
        add_field(s, (size_t)(at - text), (Str){at, (size_t)(field_end - at)});
        if (!hit) return;
        at = hit + 1;
    }
}

// The text between the quotes, with doubled quotes made single.
static Str undouble(Arena *scratch, Str inside) {
    char *out = arena_get(scratch, inside.size);
    size_t size = 0;
    for (size_t i = 0; i < inside.size; i++) {
        out[size++] = inside.at[i];
        if (inside.at[i] == '"') i++;
    }
    return (Str){out, size};
}

// A field whose opening quote is at `*at`; moves behind the closing one.
static bool read_quoted(struct CsvState *s, size_t *at, Err *err) {
    size_t start = *at + 1, from = start;
    bool doubled = false;
    const char *text = s->text.at;
    for (;;) {
        const char *hit =
            from < s->text.size ? memchr(text + from, '"', s->text.size - from) : NULL;
        if (!hit)
            return fault(s, *at, err, MSG("quoted field without an end"),
                         MSG("add the closing quote"));
        size_t quote = (size_t)(hit - text);
        from = quote + 2;
        if (from <= s->text.size && quote + 1 < s->text.size && text[quote + 1] == '"') {
            doubled = true;
            continue;
        }
        Str inside = {text + start, quote - start};
        add_field(s, *at, doubled ? undouble(s->scratch, inside) : inside);
        *at = quote + 1;
        return true;
    }
}

static bool is_line_end(const struct CsvState *s, size_t at) {
    if (at >= s->text.size || s->text.at[at] == '\n') return true;
    return s->text.at[at] == '\r' && (at + 1 == s->text.size || s->text.at[at + 1] == '\n');
}

static bool read_unquoted(struct CsvState *s, size_t *at, Err *err) {
    size_t start = *at;
    while (!is_line_end(s, *at) && s->text.at[*at] != s->separator) {
        if (s->text.at[*at] == '"')
            return fault(s, *at, err, MSG("quote inside a field that is not quoted"),
                         MSG("put the whole field in quotes and double the quotes inside it"));
        ++*at;
    }
    add_field(s, start, (Str){s->text.at + start, *at - start});
    return true;
}

// A row with quotes; fields may run over several lines.
static bool split_quoted(struct CsvState *s, Err *err) {
    size_t at = s->row;
    for (;; at++) {
        bool quoted = at < s->text.size && s->text.at[at] == '"';
        if (!(quoted ? read_quoted(s, &at, err) : read_unquoted(s, &at, err))) return false;
        if (is_line_end(s, at)) break;
        if (s->text.at[at] != s->separator)
            return fault(s, at, err, MSG("text after the closing quote of a field"),
                         MSG("double a quote that belongs to the field"));
    }
    while (at < s->text.size && s->text.at[at] != '\n') at++;
    s->at = at < s->text.size ? at + 1 : at;
    for (size_t i = s->row; i < s->at; i++) s->lines += s->text.at[i] == '\n';
    return true;
}

// The end of the line that begins at `from`, without its LF or CRLF; *ret_next is behind it.
static size_t find_line_end(const struct CsvState *s, size_t from, size_t *ret_next) {
    const char *hit = memchr(s->text.at + from, '\n', s->text.size - from);
    size_t end = hit ? (size_t)(hit - s->text.at) : s->text.size;
    *ret_next = hit ? end + 1 : end;
    return end > from && s->text.at[end - 1] == '\r' ? end - 1 : end;
}

static bool check_columns(struct CsvState *s, Err *err) {
    if (!s->columns) s->columns = s->reader.count;
    if (s->reader.count == s->columns) return true;
    return fault(s, s->row, err,
                 MSG("the row has {1} fields, the first one {2}",
                     str_fmt(s->arena, "%zu", s->reader.count),
                     str_fmt(s->arena, "%zu", s->columns)),
                 MSG("quote a field that contains the separator"));
}

bool csv_next(CsvReader *r, Err *err) {
    struct CsvState *s = r->state;
    size_t next, end;
    r->count = 0;
    for (;; s->at = next, s->lines++) {
        if (s->at >= s->text.size) return false;
        end = find_line_end(s, s->at, &next);
        if (end > s->at) break;
    }
    s->row = s->at;
    r->line = s->lines;
    if (!memchr(s->text.at + s->row, '"', end - s->row)) {
        split_plain(s, end);
        s->at = next;
        s->lines++;
    } else {
        empty_scratch(s);
        if (!split_quoted(s, err)) return false;
    }
    s->is_one_line = s->lines - r->line <= 1;
    return check_columns(s, err) && check_utf8(s, err);
}

// ---- writing ------------------------------------------------------------------------------------

static bool is_formula(Str field) {
    Dec number;
    return field.size && memchr("=+-@\t\r", field.at[0], 6) && !dec_from_text(field, &number, NULL);
}

// Blanks at the ends and a byte order mark in front are the field's own only within quotes.
static bool must_quote(Str field) {
    static const bool is_special[256] = {[','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true};
    if (!field.size) return false;
    for (size_t i = 0; i < field.size; i++)
        if (is_special[(unsigned char)field.at[i]]) return true;
    return field.at[0] == ' ' || field.at[field.size - 1] == ' ' ||
           str_starts_with(field, STR("\xEF\xBB\xBF"));
}

static void add_quoted(Buf *b, Str field) {
    buf_add_byte(b, '"');
    for (size_t i = 0; i < field.size; i++) {
        if (field.at[i] == '"') buf_add_byte(b, '"');
        buf_add_byte(b, field.at[i]);
    }
    buf_add_byte(b, '"');
}

bool csv_is_plain(Str field) {
    return !must_quote(field) && !is_formula(field);
}

void csv_add_field(Buf *b, Str field, bool neutral) {
    if (neutral && is_formula(field)) field = str_fmt(b->arena, "'%.*s", STR_ARG(field));
    if (must_quote(field))
        add_quoted(b, field);
    else
        buf_add(b, field);
}

void csv_add_row(Buf *b, const Str *fields, size_t count, bool neutral) {
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        csv_add_field(b, fields[i], neutral);
    }
    if (count == 1 && !fields[0].size) buf_add_c(b, "\"\"");
    buf_add_c(b, "\r\n");
}
