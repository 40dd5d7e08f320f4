// base/xml_fuzz.c - any bytes: no crash; spans lie within each other; text that is written reads
// back
#include "base/xml.h"

#include <assert.h>

static void check(Str text, const XmlNode *n) {
    size_t from = n->place.offset;
    assert(from + n->place.size <= n->end && n->end <= text.size);
    assert(text.at[from] == '<' && text.at[n->end - 1] == '>');
    assert(n->text_place.offset >= from && n->text_place.offset <= n->end);
    for (const XmlNode *c = n->first; c; c = c->next) {
        assert(c->place.offset >= from && c->end <= n->end && c->before <= n->whole.size);
        check(text, c);
    }
}

static void read_back(Arena *a, Str content) {
    Buf b = {.arena = a};
    Err err = {0};
    buf_add_c(&b, "<a b=\"");
    xml_add_value(&b, content);
    buf_add_c(&b, "\">");
    xml_add_text(&b, content);
    buf_add_c(&b, "</a>");
    const XmlNode *again = xml_parse(a, STR("again"), buf_str(&b), &err);
    assert(xml_find_forbidden(content) < 0);
    assert(again && str_is(again->whole, content) && str_is(xml_attribute(again, "b"), content));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = arena_new();
    Err err = {0};
    Str text = {(const char *)data, size};
    const XmlNode *n = xml_parse(a, STR("fuzz"), text, &err);
    assert((n == NULL) == (err.code != ERR_NONE));
    if (n) {
        check(text, n);
        read_back(a, n->whole);
    }
    arena_free(a);
    return 0;
}
