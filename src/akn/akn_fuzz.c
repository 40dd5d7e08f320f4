// akn/akn_fuzz.c - any Markdown comes back byte for byte; any XML is read, and what is made of it
// comes back too; any words that are escaped are those words again
//
// The whole way costs a few hundred microseconds, so that only one in 32 takes it.
#include "akn/akn_int.h"
#include "base/fuzz.h"

#include <assert.h>

enum { MARKDOWN_MAX = 256, XML_MAX = 1024, ONE_IN = 32 };

static bool export(Arena *a, Str markdown, Buf *xml) {
    Findings f = {.arena = a};
    const Document *d = text_parse(a, STR("fuzz.md"), markdown, &f);
    return akn_from_text(a, terms_from_text(a, d, &f), xml, &f);
}

static bool import(Arena *a, Str xml, Buf *markdown) {
    Findings f = {.arena = a};
    Err err = {.code = ERR_NONE};
    bool is_read = akn_to_text(a, STR("fuzz.xml"), xml, markdown, &f, &err);
    assert(is_read || err.code || f.error_count);
    return is_read;
}

static void check_round(Arena *a, Str markdown) {
    Buf xml = {.arena = a}, again = {.arena = a};
    if (!export(a, markdown, &xml)) return;
    assert(import(a, buf_str(&xml), &again));
    assert(str_is(buf_str(&again), markdown));
}

static void check_escaping(Arena *a, Str input) {
    char *line = str_c(a, input);
    for (size_t i = 0; i < input.size; i++)
        if ((unsigned char)line[i] < ' ') line[i] = ' ';
    Str words = str_trim((Str){line, input.size});
    if (!words.size || utf8_find_fault(words) >= 0) return;
    if (str_starts_with(words, STR("\xEF\xBB\xBF"))) return; // cmark skips it
    Node *p = akn_tree_new(a, AKN_PARAGRAPH);
    akn_tree_add_text(a, p, words);
    const Node *again = markdown_read_block(a, markdown_of(a, p, SPELL_ESCAPED));
    assert(again && akn_tree_is_equal(p, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    Arena *a = fuzz_arena();
    bool is_xml = size && bytes[0] == '<';
    size_t most = is_xml ? XML_MAX : MARKDOWN_MAX;
    Str input = {(const char *)bytes, size < most ? size : most};
    Buf markdown = {.arena = a};
    bool is_whole = str_hash(input) % ONE_IN == 0;
    if (!is_xml) check_escaping(a, input);
    if (!is_xml && is_whole) check_round(a, input);
    if (is_xml && import(a, input, &markdown) && is_whole) check_round(a, buf_str(&markdown));
    return 0;
}
