// base/csv.h - CSV after RFC 4180: a reader that streams rows, and a writer
//
// The reader yields views into the text; nothing is allocated for a row without quotes. LF and CRLF
// end a row, a byte order mark and blank lines are skipped, every row has as many fields as the
// first. A row that is not UTF-8 is a fault.
//
//     CsvReader *r = csv_open(a, file, text, ',');
//     while (csv_next(r, err)) use(r->fields, r->count);
//     if (err->code) …
#ifndef SOFTLAW_BASE_CSV_H
#define SOFTLAW_BASE_CSV_H

#include "base/message.h"

typedef struct CsvReader {
    Str *fields; // of the current row, valid until the next csv_next
    size_t count;
    uint32_t line; // where the current row begins, from 1
    struct CsvState *state;
} CsvReader;

CsvReader *csv_open(Arena *a, Str file, Str text, char separator);
// False at the end, and on a fault, which is then in `err`.
bool csv_next(CsvReader *r, Err *err);
// Where field `index` of the current row stands.
Place csv_place(const CsvReader *r, size_t index);
// Is the text UTF-8 from the current row to its end? For those who stop reading before it.
bool csv_check_rest(const CsvReader *r, Err *err);

// Whoever knows what rows look like may read some himself, which is faster: he looks at csv_rest
// and passes over what he has read. All that csv_next would refuse he must leave to it.

// The current row as it is written, its line end included; absent if it runs over several lines.
Str csv_row(const CsvReader *r);
// All behind the current row, and its line.
Str csv_rest(const CsvReader *r, uint32_t *ret_line);
// Pass over `rows` rows of `size` bytes in all, their line ends included.
void csv_pass(CsvReader *r, size_t size, uint32_t rows);

// Append a row that ends in CRLF; fields are quoted where they must be. With `neutral`, a field
// that a spreadsheet would take for a formula (= + - @ tab CR first, unless it is a number) gets an
// apostrophe in front.
void csv_add_row(Buf *b, const Str *fields, size_t count, bool neutral);
// May the field be written as it is, also where formulas must not be?
bool csv_is_plain(Str field);
// Append one field, for those who set the commas themselves.
void csv_add_field(Buf *b, Str field, bool neutral);

#endif
