// text/text_int.h - what the files of this room share: the source as lines, YAML, tables, words
#ifndef SOFTLAW_TEXT_TEXT_INT_H
#define SOFTLAW_TEXT_TEXT_INT_H

#include "text/text.h"

#include <cmark.h>
#include <stddef.h>

// The file while it is being read. Lines end as in CommonMark: LF, CR or CR LF. Looking up places
// in ascending order costs one pass over the file. The budgets bound memory over the whole file.
typedef struct Source {
    Str file, text;
    uint32_t *line_starts;
    size_t line_count;
    size_t seen_line, seen_offset;
    uint32_t seen_column;
    size_t yaml_nodes_left, table_cells_left;
} Source;

void source_open(Arena *a, Source *s, Str file, Str text);
// Line `line` counted from 0, without its line end; empty beyond the last.
Str source_line(const Source *s, size_t line);
// Where line `line` starts; the end of the text beyond the last.
size_t source_line_start(const Source *s, size_t line);
Place source_place(Source *s, size_t offset, size_t size);
// The place of a view into the text.
Place source_place_of(Source *s, Str view);

// As yaml_parse. An empty text gives an empty scalar.
const YamlNode *yaml_read(Arena *a, Source *s, size_t offset, size_t size, Findings *f);

// The YAML library's complaint in our words.
typedef struct YamlComplaint {
    Message message, hint;
} YamlComplaint;
YamlComplaint yaml_complaint(const char *problem, bool has_wide_colon);

// The text of a table cell, markup taken off; where in `raw` its first byte stands.
Str cell_words(Arena *a, Str raw, size_t *ret_first);
// Find a table in lines [first, end): its header line, or -1.
int64_t table_find(const Source *s, size_t first, size_t end);
// Read the table whose header is line `first` and whose last line is before `end`. NULL with a
// finding if it is too large.
const TextTable *table_read(Arena *a, Source *s, size_t first, size_t end, Findings *f);

// Is this a character of Chinese, Japanese or Korean text, set without blanks between words?
bool is_wide_script(uint32_t code_point);
// The words of a node and all below it, markup taken off; room is made for `expected_size` bytes
// first.
Str words_of(Arena *a, cmark_node *node, size_t expected_size);

// From one version of a text to the next: by how much what follows an edit has moved.
typedef struct Move {
    Arena *arena;
    const Document *before;
    Str file, source; // of the version after
    ptrdiff_t bytes, lines;
} Move;
Place move_place(const Move *m, Place p);
// The piece as it stands in the version after, copied (adopt.c). *values, *cells: counted on.
TextPiece piece_adopt(const Move *m, const TextPiece *old, size_t *values, size_t *cells);

// The number that a heading begins with, and the id made of it.
typedef struct HeadingNumber {
    Str number;           // as written: "第三条"
    Str id;               // "art_3"
    bool is_under_parent; // counts anew under each parent: 款, （一）
} HeadingNumber;
bool heading_number(Arena *a, Str heading, HeadingNumber *ret);
// Its words in lower case joined by "-"; "provision" if it has none.
Str heading_slug(Arena *a, Str heading);

#endif
