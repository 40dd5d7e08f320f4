// find/find_fuzz.c - any bytes as a text and as what is typed
#include "base/fuzz.h"
#include "find/find.h"

#include <assert.h>

// Between quotes only letters, digits and blanks; outside only AND and *.
static void check_query(Str query) {
    bool is_quoted = false;
    for (size_t i = 0; i < query.size; i++) {
        unsigned char c = (unsigned char)query.at[i];
        if (c == '"')
            is_quoted = !is_quoted;
        else if (is_quoted)
            assert(c == ' ' || c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
        else
            assert(strchr(" AND*", c) && c);
    }
    assert(!is_quoted);
    assert(utf8_find_fault(query) < 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    Str text = {(const char *)bytes, size}, typed = text;
    size_t at, found;
    str_next(&text, '\n', &typed);
    Buf grams = {.arena = a};
    find_add_grams(&grams, text);
    assert(utf8_find_fault(buf_str(&grams)) < 0);
    check_query(find_query(a, typed));
    if (find_place(text, typed, &at, &found)) assert(found && at + found <= text.size);
    return 0;
}
