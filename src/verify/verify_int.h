// verify/verify_int.h - what the files of this room share
#ifndef SOFTLAW_VERIFY_VERIFY_INT_H
#define SOFTLAW_VERIFY_VERIFY_INT_H

#include "verify/verify.h"

#include <sqlite3.h>

// ---- sha.c: SHA-256 and the tree, apart from the library that the writer uses
// ---------------------

typedef struct Sha {
    uint32_t state[8];
    uint64_t size; // bytes so far
    unsigned char block[64];
} Sha;
typedef struct Digest {
    unsigned char bytes[32];
} Digest;

void sha_start(Sha *s);
void sha_add(Sha *s, Str bytes);
void sha_add_field(Sha *s, Str field); // behind its length in eight bytes
Digest sha_end(Sha *s);
void digest_to_hex(Digest d, char out[64]);
bool digest_is_hex(Digest d, Str hex);

// The subtrees that are complete, each with its height; the last is the smallest.
typedef struct Tree {
    struct {
        Digest digest;
        int height;
    } subtrees[64];
    int count;
    int64_t leaves;
} Tree;
void tree_add(Tree *t, Digest leaf);
Digest tree_root(const Tree *t);

// ---- verify.c
// -------------------------------------------------------------------------------------

typedef struct Check {
    Arena *arena;   // lives as long as the report
    Arena *scratch; // emptied after each record
    sqlite3 *db;
    VerifyReport *report;
    Tree tree;
    bool is_log_sound; // the records may be replayed
} Check;

void fault_add(Check *c, VerifyKind kind, int64_t seq, const char *table, Message message);
Str number_text(Check *c, int64_t number);

// A statement that is stepped to its end; a failure becomes a fault that names the table.
typedef struct Rows {
    Check *check;
    const char *table;
    sqlite3_stmt *statement; // NULL if it could not be prepared
    int rc;
} Rows;
Rows rows_open(Check *c, const char *table, const char *sql);
bool rows_next(Rows *r);
// False after a failure. `seq` is the record that was to be read, or 0.
bool rows_close(Rows *r, int64_t seq);
// Of exactly this type; else false.
bool rows_text(const Rows *r, int column, Str *ret);
bool rows_int(const Rows *r, int column, int64_t *ret);

// ---- bodies.c
// ---------------------------------------------------------------------------------------

enum { FIELDS_MAX = 32 };
// The values of a body in order, if it has exactly the lines that `layout` names: "run period
// amount/2 facts*". What stands under a name with * (the last) comes from `repeated`.
typedef struct Fields {
    Str values[FIELDS_MAX];
    Str *repeated;
    size_t repeated_count;
} Fields;
bool body_read(Arena *a, Str body, const char *layout, Fields *ret);
bool body_number(Str text, int64_t *ret);

// ---- the checks, in order
// ---------------------------------------------------------------------------

void check_header(Check *c);
void check_schema(Check *c);
void check_structure(Check *c);
void check_log(Check *c, VerifyOptions options);
void check_derived(Check *c);

#endif
