// text/table.c - Markdown pipe tables, which CommonMark takes for paragraphs
//
// A header row, a delimiter row (| --- | :-: |) with as many cells, then rows. A pipe inside a cell
// is written \|. Cells that a row lacks are empty; cells beyond the header's are a finding.
#include "base/limits.h"
#include "text/text_int.h"

#include <assert.h>

// Cuts the cells off a line, the pipes at its ends taken off.
typedef struct Row {
    Str rest;
    bool is_over;
} Row;

static bool is_pipe(Str s, size_t at) {
    return s.at[at] == '|' && (at == 0 || s.at[at - 1] != '\\');
}

static Row row_of(Str line) {
    Str s = str_trim(line);
    if (s.size && is_pipe(s, s.size - 1)) s.size--;
    if (s.size && s.at[0] == '|') s = str_part(s, 1, s.size);
    return (Row){s, false};
}

static bool next_cell(Row *row, Str *ret) {
    if (row->is_over) return false;
    size_t end = 0;
    while (end < row->rest.size && !is_pipe(row->rest, end)) end++;
    *ret = str_trim(str_part(row->rest, 0, end));
    row->is_over = end == row->rest.size;
    row->rest = str_part(row->rest, end + 1, row->rest.size);
    return true;
}

static size_t count_cells(Str line) {
    Row row = row_of(line);
    size_t count = 0;
    for (Str cell; next_cell(&row, &cell);) count++;
    return count;
}

Str *text_row_cells(Arena *a, Str line, size_t *ret_count) {
    Str *cells = ARENA_ARRAY(a, Str, count_cells(line));
    Row row = row_of(line);
    *ret_count = 0;
    for (Str cell; next_cell(&row, &cell);) cells[(*ret_count)++] = cell;
    return cells;
}

static bool is_delimiter_cell(Str cell) {
    size_t dashes = 0;
    for (size_t i = 0; i < cell.size; i++) {
        bool is_end = i == 0 || i == cell.size - 1;
        if (cell.at[i] == '-')
            dashes++;
        else if (cell.at[i] != ':' || !is_end)
            return false;
    }
    return dashes > 0;
}

static bool is_delimiter_row(Str line) {
    if (str_find(line, STR("|"), 0) < 0) return false;
    Row row = row_of(line);
    for (Str cell; next_cell(&row, &cell);)
        if (!is_delimiter_cell(cell)) return false;
    return true;
}

int64_t table_find(const Source *s, size_t first, size_t end) {
    for (size_t i = first; i + 1 < end; i++) {
        Str below = source_line(s, i + 1);
        if (is_delimiter_row(below) && count_cells(source_line(s, i)) == count_cells(below))
            return (int64_t)i;
    }
    return -1;
}

int64_t text_find_table(Arena *a, Str lines) {
    Source s;
    source_open(a, &s, STR(""), lines);
    int64_t line = table_find(&s, 0, s.line_count);
    return line < 0 ? -1 : (int64_t)source_line_start(&s, (size_t)line);
}

static Str alignment(Str cell) {
    bool is_left = cell.size && cell.at[0] == ':';
    bool is_right = cell.size && cell.at[cell.size - 1] == ':';
    return is_left && is_right ? STR("center")
           : is_left           ? STR("left")
           : is_right          ? STR("right")
                               : STR("");
}

Str *text_alignments(Arena *a, Str line, size_t *ret_count) {
    Str *cells = text_row_cells(a, line, ret_count);
    for (size_t i = 0; i < *ret_count; i++) cells[i] = alignment(cells[i]);
    return cells;
}

static void read_row(Arena *a, Source *s, Str line, TextTable *t, size_t index, Findings *f) {
    Row row = row_of(line);
    TableCell *cells = &t->cells[index * t->column_count];
    Str raw;
    size_t column = 0, first;
    for (; column < t->column_count && next_cell(&row, &raw); column++) {
        cells[column].text = cell_words(a, raw, &first);
        cells[column].place = source_place_of(s, str_part(raw, first, raw.size));
    }
    for (; column < t->column_count; column++)
        cells[column].place = source_place_of(s, str_part(line, line.size, 0));
    if (next_cell(&row, &raw) && raw.size)
        finding_add(f, SEVERITY_ERROR, "table-row", source_place_of(s, raw),
                    MSG("this row has more cells than the table's header"),
                    MSG("write \\| for a pipe inside a cell"));
}

static const TextTable *refuse(Place place, Message message, Findings *f) {
    finding_add(f, SEVERITY_ERROR, "limit", place, message, MSG("split the table"));
    return NULL;
}

const TextTable *table_read(Arena *a, Source *s, size_t first, size_t end, Findings *f) {
    assert(end >= first + 2);
    size_t rows = end - first - 1, columns = count_cells(source_line(s, first));
    Place place = source_place_of(s, str_trim(source_line(s, first)));
    if (columns > LIMIT_TABLE_COLUMNS)
        return refuse(
            place,
            MSG("the table has more than {1} columns", str_fmt(a, "%d", LIMIT_TABLE_COLUMNS)), f);
    if (rows > LIMIT_TABLE_RULES + 1)
        return refuse(
            place, MSG("the table has more than {1} rows", str_fmt(a, "%d", LIMIT_TABLE_RULES)), f);
    if (rows * columns > s->table_cells_left)
        return refuse(place,
                      MSG("the tables of the agreement have more than {1} cells",
                          str_fmt(a, "%d", LIMIT_TABLE_CELLS)),
                      f);
    s->table_cells_left -= rows * columns;
    TextTable *t = ARENA_NEW(a, TextTable);
    *t = (TextTable){ARENA_ARRAY(a, TableCell, rows * columns), rows, columns, place};
    read_row(a, s, source_line(s, first), t, 0, f);
    for (size_t i = 1; i < rows; i++) read_row(a, s, source_line(s, first + 1 + i), t, i, f);
    t->place.size = (uint32_t)(source_line_start(s, end) - place.offset);
    return t;
}
