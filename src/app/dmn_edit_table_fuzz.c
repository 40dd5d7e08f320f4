// app/dmn_edit_table_fuzz.c - any text as an agreement whose table is edited
//
// The bytes hold the agreement and what the editor gave back, parted by a zero. What was not edited
// returns to the very same text; what was changed leaves the lines around the table alone.
#include "app/dmn_int.h"
#include "base/fuzz.h"

#include <assert.h>

typedef struct Edit {
    App *app;
    DmnSource agreement;
    TableOf table;
    Str given;
} Edit;

static bool merge(Edit *e, Str edited, DmnMerged *ret) {
    Err err = {.code = ERR_NONE};
    return edit_table_merge(e->app, &e->table, e->given, edited, ret, &err);
}

// Everything up to the line of the table's delimiter, at least.
static void check_head(const Edit *e, Str merged) {
    int64_t bar = str_find(e->agreement.text, STR("|"), 0);
    if (bar < 0) return;
    Str head = str_part(e->agreement.text, 0, (size_t)bar);
    assert(str_starts_with(merged, head));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Str rest = {(const char *)bytes, size}, agreement = {"", 0};
    str_next(&rest, '\0', &agreement);
    Edit e = {.app = app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 0)}),
              .agreement = {STR("t.md"), agreement}};
    Err err = {.code = ERR_NONE};
    Buf given = {.arena = a};
    DmnMerged m;
    bool is_text = utf8_find_fault(agreement) < 0;
    if (is_text && edit_table_find(e.app, e.agreement, (Str){NULL, 0}, &e.table, &err) &&
        edit_table_text(e.app, &e.table, &given, &err)) {
        e.given = buf_str(&given);
        if (merge(&e, e.given, &m)) assert(str_is(m.text, agreement));
        if (merge(&e, rest, &m)) check_head(&e, m.text);
    }
    return 0;
}
