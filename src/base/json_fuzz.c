// base/json_fuzz.c - any bytes: no crash, and what is read prints and reads back the same
#include "base/fuzz.h"
#include "base/json.h"

#include <assert.h>
#include <stdlib.h>

static void print(Buf *b, const JsonNode *n) {
    static const char *const words[] = {"null", "false", "true"};
    bool is_array = n->kind == JSON_ARRAY;
    if (n->kind <= JSON_TRUE) {
        buf_add_c(b, words[n->kind]);
    } else if (n->kind == JSON_NUMBER) {
        buf_add(b, n->text);
    } else if (n->kind == JSON_STRING) {
        json_add_string(b, n->text);
    } else {
        buf_add_byte(b, is_array ? '[' : '{');
        for (const JsonNode *c = n->first; c; c = c->next) {
            if (!is_array) json_add_string(b, c->name), buf_add_byte(b, ':');
            print(b, c);
            if (c->next) buf_add_byte(b, ',');
        }
        buf_add_byte(b, is_array ? ']' : '}');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = fuzz_arena();
    Err err = {0};
    const JsonNode *n = json_parse(a, STR("fuzz"), (Str){(const char *)data, size}, &err);
    assert((n == NULL) == (err.code != ERR_NONE));
    if (n) {
        Buf once = {.arena = a}, twice = {.arena = a};
        print(&once, n);
        const JsonNode *again = json_parse(a, STR("again"), buf_str(&once), &err);
        assert(again);
        print(&twice, again);
        assert(str_is(buf_str(&once), buf_str(&twice)));
    }
    return 0;
}
