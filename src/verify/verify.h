// verify/verify.h - recompute a whole store and name what was altered, missing or reordered
//
// Written apart from the writer: this room sees neither store nor settle, and has SQL, SHA-256,
// tree, parser of bodies and posting rules of its own, so that one mistake cannot hide in both. It
// only reads. Checked, in this order: the file's header and settings, the text of the schema with
// its types, SQLite's own structure, every record and its leaf, every head of the log, a head known
// from outside, and that every derived table is what the records say.
//
// What it cannot see: a rewriting of the whole log, or its tail cut off, by someone who recomputed
// all hashes. Against that, keep a head (size and root) elsewhere and hand it in.
#ifndef SOFTLAW_VERIFY_VERIFY_H
#define SOFTLAW_VERIFY_VERIFY_H

#include "base/message.h"

typedef enum VerifyKind {
    VERIFY_HEADER,    // the file's header or a setting of the database
    VERIFY_SCHEMA,    // a table, index or trigger is not the one softlaw makes
    VERIFY_STRUCTURE, // SQLite finds its pages or indexes damaged
    VERIFY_MISSING,   // a record is not there
    VERIFY_ALTERED,   // a record is not what was written
    VERIFY_REORDERED, // a record stands in another's place
    VERIFY_HEAD,      // a head of the log is not the root of the records
    VERIFY_PREFIX,    // the log does not continue the head handed in
    VERIFY_ENTRY,     // an entry does not sum to zero, or does not belong to its run
    VERIFY_DERIVED,   // a derived table is not what the records say
} VerifyKind;

typedef struct VerifyFault {
    VerifyKind kind;
    int64_t seq; // the record concerned; 0 if none can be named
    Str table;   // the table concerned; absent if none
    Message message;
} VerifyFault;

typedef struct VerifyOptions {
    bool has_known_head; // a head kept outside the store
    int64_t known_size;
    Str known_root;  // 64 hex digits
    const char *vfs; // SQLite's name of a file system; NULL = the usual one
} VerifyOptions;

typedef struct VerifyReport {
    bool is_sound;       // no fault
    VerifyFault *faults; // at most 100, in the order found
    size_t fault_count;  // of all, also those beyond 100
    int64_t first_seq;   // the lowest record number that a fault names; 0 = none
    int64_t record_count, entry_count, posting_count;
    Str root; // of the tree over all records as they stand
} VerifyReport;

const char *verify_kind_name(VerifyKind k); // "altered"
// NULL with err only if the file cannot be opened at all.
const VerifyReport *verify_run(Arena *a, Str path, VerifyOptions options, Err *err);

#endif
