// app/dmn_edit_table_fuzz.c - any text as what an editor made of an agreement's table
//
// The bytes hold an agreement and what the editor gave back, parted by a zero. What was not edited
// returns to the very same text; what was changed leaves the lines around the table alone.
// Compiling an agreement takes most of the time, and document_fuzz does it too: all but one of
// OWN_AGREEMENTS inputs go to the agreement below instead.
#include "app/dmn_int.h"
#include "base/fuzz.h"

#include <assert.h>

enum { OWN_AGREEMENTS = 256 };

static const char AGREEMENT[] =
    "---\nsoftlaw: 1\nid: t\ntitle: T\nlanguage: zh\n"
    "parties: {a: {name: A}, b: {name: B}}\ncurrency: CNY\n"
    "term: {from: 2024-01-01, to: 2024-12-31, period: year}\n---\n\n# 第一条\n\n"
    "| n | x | y |\n|:--|--:|---|\n| a | ≤ 1 |  0  |\n| b |(1..2]| 2 * **x** |\n| c | > 2 | `9` "
    "|\n\n"
    "```terms\nquantities:\n  x: {per: year}\ntables:\n"
    "  t: {per: year, hit: U, inputs: [x], outputs: [y]}\n```\n";

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

static bool open_edit(Arena *a, Str agreement, Edit *ret) {
    Err err = {.code = ERR_NONE};
    Buf given = {.arena = a};
    *ret = (Edit){.app = app_new(a, (AppOptions){.sys = sys_fixed(a, 0, 0)}),
                  .agreement = {STR("t.md"), agreement}};
    if (utf8_find_fault(agreement) >= 0 ||
        !edit_table_find(ret->app, ret->agreement, (Str){NULL, 0}, &ret->table, &err) ||
        !edit_table_text(ret->app, &ret->table, &given, &err))
        return false;
    ret->given = buf_str(&given);
    return true;
}

// The edit of AGREEMENT, working in `a`.
static Edit kept_edit(Arena *a) {
    static Edit kept;
    if (!kept.app) {
        bool is_open = open_edit(arena_new(), str_from(AGREEMENT), &kept);
        assert(is_open);
    }
    Edit e = kept;
    e.app = app_new(a, kept.app->options);
    return e;
}

static void check_untouched(Edit *e) {
    DmnMerged m;
    if (merge(e, e->given, &m)) assert(str_is(m.text, e->agreement.text));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Str rest = {(const char *)bytes, size}, agreement = {"", 0};
    str_next(&rest, '\0', &agreement);
    Edit e;
    DmnMerged m;
    if (size % OWN_AGREEMENTS != 0) {
        e = kept_edit(a);
    } else {
        if (!open_edit(a, agreement, &e)) return 0;
        check_untouched(&e);
    }
    if (merge(&e, rest, &m)) check_head(&e, m.text);
    return 0;
}
