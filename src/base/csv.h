// base/csv.h - CSV after RFC 4180: a reader that streams rows, and a writer
//
// The reader yields views into the text; nothing is allocated for a row without quotes. LF and CRLF
// end a row, a byte order mark and blank lines are skipped, every row has as many fields as the
// first. The text is UTF-8 already (file_read_text).
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

// Append a row that ends in CRLF; fields are quoted where they must be. With `neutral`, a field
// that a spreadsheet would take for a formula (= + - @ tab CR first, unless it is a number) gets an
// apostrophe in front.
void csv_add_row(Buf *b, const Str *fields, size_t count, bool neutral);
// Append one field, for those who set the commas themselves.
void csv_add_field(Buf *b, Str field, bool neutral);

#endif
