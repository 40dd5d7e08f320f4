// base/json.h - strict JSON: a reader that keeps numbers as their exact text, and string writing
//
// RFC 8259 without leniency: no comments, no trailing commas, no duplicate names, no lone
// surrogates, valid UTF-8 only, LIMIT_JSON_DEPTH levels. The tree keeps the place of every value,
// so that a fault found later can be shown where it was written.
#ifndef SOFTLAW_BASE_JSON_H
#define SOFTLAW_BASE_JSON_H

#include "base/message.h"

typedef enum JsonKind {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
} JsonKind;

typedef struct JsonNode JsonNode;
struct JsonNode {
    JsonKind kind;
    Str name;        // of a member of an object, else absent
    Str text;        // number: as written, for dec_from_text; string: decoded
    JsonNode *first; // of an array or object, in order
    JsonNode *next;
    size_t count; // items or members
    Place place;
};

// One value and nothing after it. `file` names the source in places. NULL and ERR_INPUT or
// ERR_LIMIT with the place of the fault. Texts without escapes are views of `text`.
const JsonNode *json_parse(Arena *a, Str file, Str text, Err *err);
// The member called `name`, or NULL; also NULL where `object` is no object or NULL.
const JsonNode *json_find(const JsonNode *object, Str name);

// `s` in quotes and escaped; malformed UTF-8 becomes U+FFFD.
void json_add_string(Buf *b, Str s);

// A member of an object that was opened with `{`: the comma before it is set where one is needed.
void json_add_name(Buf *b, const char *name);
void json_add_text(Buf *b, const char *name, Str value);
void json_add_text_or_null(Buf *b, const char *name, Str value); // null where it is empty
void json_add_int(Buf *b, const char *name, int64_t value);

#endif
