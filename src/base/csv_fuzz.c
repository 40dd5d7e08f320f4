// base/csv_fuzz.c - any bytes: no crash, and rows that are read write and read back the same
#include "base/csv.h"
#include "base/fuzz.h"

#include <assert.h>
#include <stdlib.h>

static size_t read_all(CsvReader *r, Buf *written) {
    Err err = {0};
    size_t rows = 0, last_line = 0;
    for (; csv_next(r, &err); rows++) {
        assert(r->count > 0 && r->line > last_line);
        for (size_t i = 0; i < r->count; i++) assert(utf8_find_fault(r->fields[i]) < 0);
        last_line = r->line;
        csv_add_row(written, r->fields, r->count, false);
    }
    return rows;
}

static void must_be_same_row(const CsvReader *one, const CsvReader *two) {
    assert(one->count == two->count);
    for (size_t i = 0; i < one->count; i++) assert(str_is(one->fields[i], two->fields[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {0};
    Str text = {(const char *)data, size};
    Buf written = {.arena = a};
    size_t rows = read_all(csv_open(a, STR("fuzz"), text, ','), &written);
    CsvReader *one = csv_open(a, STR("fuzz"), text, ',');
    CsvReader *two = csv_open(a, STR("again"), buf_str(&written), ',');
    for (size_t i = 0; i < rows; i++) {
        bool read = csv_next(one, &err) && csv_next(two, &err);
        assert(read && csv_place(one, one->count - 1).line >= one->line);
        must_be_same_row(one, two);
    }
    bool is_more = csv_next(two, &err);
    assert(!is_more);
    return 0;
}
