// base/csv_fuzz.c - any bytes: no crash, and rows that are read write and read back the same
#include "base/csv.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = arena_new();
    Err err = {0};
    CsvReader *r = csv_open(a, STR("fuzz"), (Str){(const char *)data, size}, ',');
    Buf written = {.arena = a};
    size_t rows = 0, last_line = 0;
    while (csv_next(r, &err)) {
        assert(r->count > 0 && r->line > last_line);
        last_line = r->line;
        csv_add_row(&written, r->fields, r->count, false);
        assert(csv_place(r, r->count - 1).line >= r->line);
        CsvReader *again = csv_open(a, STR("again"), buf_str(&written), ',');
        if (rows++ > 8) continue;
        for (size_t i = 0; i < rows; i++) {
            bool is_row = csv_next(again, &err);
            assert(is_row);
        }
        assert(again->count == r->count);
        for (size_t i = 0; i < r->count; i++) assert(str_is(again->fields[i], r->fields[i]));
    }
    arena_free(a);
    return 0;
}
