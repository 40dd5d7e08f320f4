// base/message.h - what softlaw says of a fault: Place, Message, Err, Finding
//
// Three kinds of fault, three means. The program is wrong: assert. An operation failed: bool or
// NULL and an Err, whose first failure wins. The user's text or data has a fault: a Finding, which
// is data. Rooms never print: a Message keeps its English template and its arguments apart, so that
// a door renders it in the reader's language (base/lang.h).
#ifndef SOFTLAW_BASE_MESSAGE_H
#define SOFTLAW_BASE_MESSAGE_H

#include "base/str.h"

// A span of source text. line and column count from 1, columns in code points; 0 = unknown.
// offset and size are bytes within the file.
typedef struct Place {
    Str file;
    uint32_t line, column;
    uint32_t offset, size;
} Place;

// An English template with {1} … {4} and what stands there. The template is the catalogue's key.
typedef struct Message {
    const char *text;
    Str args[4];
} Message;

// MSG("unknown name {1}", name): xgettext collects the first argument.
#define MSG(...) MSG_PICK_(__VA_ARGS__, MSG4_, MSG3_, MSG2_, MSG1_, MSG0_, )(__VA_ARGS__)
#define MSG_PICK_(t, a, b, c, d, PICK, ...) PICK
#define MSG0_(t) ((Message){"" t, {{NULL, 0}}})
#define MSG1_(t, a) ((Message){"" t, {a}})
#define MSG2_(t, a, b) ((Message){"" t, {a, b}})
#define MSG3_(t, a, b, c) ((Message){"" t, {a, b, c}})
#define MSG4_(t, a, b, c, d) ((Message){"" t, {a, b, c, d}})
// Marks a text of a table for the catalogue: {N_("the default"), …}.
#define N_(text) text
#define NO_MSG ((Message){NULL, {{NULL, 0}}})

typedef enum ErrCode {
    ERR_NONE,
    ERR_INPUT,     // the request or a file is malformed
    ERR_NOT_FOUND, // a file, agreement, record … does not exist
    ERR_DENIED,
    ERR_CONFLICT, // the state has moved on, or another answer is stored under this key
    ERR_LIMIT,    // a declared limit was exceeded
    ERR_STORE,    // disk or database
    ERR_PEER,
    ERR_CANCELLED,
} ErrCode;

// Why an operation failed. Start with {0}; the first failure wins. `context` collects
// "while …" messages, innermost first.
typedef struct Err {
    ErrCode code;
    Message message, detail, hint;
    Place place;
    Message context[4];
    size_t context_count;
} Err;

// Record a failure and return false: `return err_set(err, ERR_STORE, MSG("…"), NO_MSG);`.
// err may be NULL where the caller only asks whether. The texts of `message` must outlive `err`.
bool err_set(Err *err, ErrCode code, Message message, Message hint);
bool err_set_at(Err *err, ErrCode code, Place place, Message message, Message hint);
// Copy the texts of `err` so that it outlives the arena in which they were made.
void err_keep(Arena *a, Err *err);
// Say what was being done; returns false.
bool err_while(Err *err, Message doing);

typedef enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

// A fault in the user's text or data. `rule` is a stable id such as "unknown-name".
typedef struct Finding {
    Place place;
    const char *rule;
    Severity severity;
    Message message, hint;
    Place also; // where the other half of the fault stands; line 0: nowhere
} Finding;

// Findings in the order they were found. Beyond LIMIT_FINDINGS they are only counted.
typedef struct Findings {
    Arena *arena;
    Finding *items;
    size_t count, capacity;
    size_t error_count; // of all, also the uncounted
    size_t dropped_count;
} Findings;

// The argument texts are copied into the arena of `f`.
void finding_add(Findings *f, Severity severity, const char *rule, Place place, Message message,
                 Message hint);
// Add all of `from`, also what it only counts.
void findings_take(Findings *f, const Findings *from);
// The place of the other half of the fault that was added last.
void finding_also(Findings *f, Place also);
// Stable order by file, line, column.
void findings_sort(Findings *f);

// The place of bytes [offset, offset + size) of `text`, which is the whole `file`.
Place place_in(Str file, Str text, size_t offset, size_t size);
// Move a place of `text` that is known forward to byte `offset`. Lines end as in Markdown: LF, CR,
// CR LF.
void place_walk(Place *p, Str text, size_t offset);

#endif
