// store/store.h - the one place that knows the database: transactions, queries, the record log
//
// A store is one SQLite file in WAL mode with synchronous=FULL (less is refused: it loses what was
// acknowledged). It has two halves. The *record log* is permanent: every record has a number
// without gaps, a kind, a time and a canonical body, is a leaf of a Merkle tree (RFC 9162), and can
// be neither updated nor deleted. All other tables are derived from it and can be made anew.
//
// A transaction is doomed by its first failure: whatever fails between store_begin and store_commit
// is remembered, and store_commit then refuses and rolls back. Where even the rollback fails, or
// the disk failed under a commit, the connection is dropped and every later call fails: open again.
//
// SQL is the dialect that SQLite and PostgreSQL share: TEXT and BIGINT, $1 … $n, ON CONFLICT,
// RETURNING, ORDER BY with a unique key. Texts of SQL are literals of the program, never built.
#ifndef SOFTLAW_STORE_STORE_H
#define SOFTLAW_STORE_STORE_H

#include "base/sha256.h"
#include "base/sys.h"

typedef struct Store Store;

// Where several connections of one process write to one file, in the order in which they come.
// SQLite alone lets each try again now and then: one that writes all the time starves the others.
// For one file; from any thread; ends with the arena, after the stores that have it.
typedef struct StoreGate StoreGate;
StoreGate *store_gate_new(Arena *a);

typedef struct StoreOptions {
    bool may_create;   // make the file if it is not there
    bool is_read_only; // no writes; needs no migration
    const char *vfs;   // SQLite's name of a file system; NULL = the usual one
    Sys *sys;          // kill and disk points; NULL = none
    StoreGate *gate;   // NULL = none
} StoreOptions;

// Opens, checks and configures; closes with the arena. NULL with err: not found, not a softlaw
// store, made by a newer softlaw, a setting refused, a library too old.
Store *store_open(Arena *a, Str path, StoreOptions options, Err *err);
void store_close(Store *s);         // at once; the arena's closing then does nothing
bool store_is_open(const Store *s); // false once it was closed, or dropped after a failure

// One step of the schema: a .sql file, embedded. Never changed once released.
typedef struct Migration {
    const char *name; // "store/001_log"
    const char *sql;
} Migration;
// Applies those not yet applied, each in a transaction of its own, in order; remembers the hash of
// each and refuses a file that was changed since. The store applies its own when it is opened.
// `/*sqlite … */` is opened for this database, and BIGINT becomes its INTEGER.
bool store_migrate(Store *s, const Migration *list, size_t count, Err *err);

// ---- transactions -------------------------------------------------------------------------------

bool store_begin(Store *s, Err *err);         // for writing, at once (BEGIN IMMEDIATE)
bool store_begin_reading(Store *s, Err *err); // one state for several queries; ends by rollback
bool store_begin_rebuild(Store *s, Err *err); // for writing; makes the tree's edge anew
bool store_commit(Store *s, Err *err);        // also records the new head of the log
void store_rollback(Store *s);                // nothing if no transaction is open

// A batch: many writes, each a transaction as above, become one on the disk, with one fsync. While
// it is open, store_begin … store_commit keeps a write for the batch, store_rollback undoes that
// write alone, and reading sees what was kept. A failure of the disk or of the database as a whole
// dooms the batch: what follows fails, and store_batch_commit refuses. Until that returned true
// nothing has happened, whatever store_commit said, and nobody may be told that it has. After it
// failed each write is to be done again, under its key. No migration runs in a batch.
bool store_batch_begin(Store *s, Err *err); // BEGIN IMMEDIATE
bool store_batch_commit(Store *s, Err *err);
void store_batch_rollback(Store *s); // nothing if no batch is open

// ---- queries ------------------------------------------------------------------------------------

// A prepared statement, kept by the store for the next use of the same text; lives as long as the
// store. Never NULL: what went wrong is told by query_run or query_end.
typedef struct Query Query;
Query *store_query(Store *s, const char *sql);
// Parameters by name ("$1"). Texts are copied.
void query_bind_text(Query *q, const char *name, Str value);
void query_bind_int(Query *q, const char *name, int64_t value);
// Execute a statement that gives no row (or whose rows are of no interest).
bool query_run(Query *q, Err *err);
// Next row; false at the end and on failure, which query_end tells apart and which must follow.
bool query_next(Query *q);
bool query_end(Query *q, Err *err);
// Columns count from 0. A text is valid until the next call on the query.
Str query_text(Query *q, int column);
int64_t query_int(Query *q, int column);

// ---- the record log -----------------------------------------------------------------------------

typedef struct Record {
    int64_t seq; // from 1
    Str kind;    // [a-z-]+, at most 32 bytes
    Str at;      // "2024-01-31T12:00:00Z"; never earlier than its predecessor's
    Str body;    // canonical: made by body_add
} Record;

// Append within a transaction; numbers the record. An `at` before the last one is set to that.
bool store_append(Store *s, Str kind, Str at, Str body, int64_t *ret_seq, Err *err);
// False with ERR_NOT_FOUND if there is none.
bool store_record(Arena *a, Store *s, int64_t seq, Record *ret, Err *err);
// Records from `first` on, in order, until `visit` returns false (then false, without err, unless
// it filled it). Texts last during the visit.
typedef bool (*RecordVisit)(void *self, const Record *r, Err *err);
bool store_visit_records(Store *s, int64_t first, RecordVisit visit, void *self, Err *err);

// A canonical body is a list of lines, a line a name and its values: name TAB value … LF, with \\,
// \t, \n, \r written for backslash, tab and line ends. One way to write, one way to read.
void body_add(Buf *b, const char *name, const Str *values, size_t count);
void body_add_1(Buf *b, const char *name, Str value);
void body_add_int(Buf *b, const char *name, int64_t value);
enum { BODY_VALUES = 8 };
typedef struct BodyLine {
    Str name;
    Str values[BODY_VALUES];
    size_t count;
} BodyLine;
// Cut the next line off `*rest`; false at the end, and for a malformed line (then *rest is not
// empty). Values with escapes are unfolded into the arena.
bool body_next(Arena *a, Str *rest, BodyLine *ret);

// The log at one moment: how many records, and the root of their tree.
typedef struct Head {
    int64_t size;
    Sha256 root;
} Head;
bool store_head(Store *s, Head *ret, Err *err); // size 0 for an empty log

typedef struct MerkleTree MerkleTree; // below
// SHA-256(0x00 ‖ version, seq, kind, at, body), each behind its length in eight bytes.
Sha256 record_leaf(Sha256Hasher *hasher, const Record *r);
// Proofs that a record is in the tree of `size`, and that a tree of `old_size` is its prefix.
bool store_prove_record(Arena *a, Store *s, int64_t seq, int64_t size, Sha256 **ret_path,
                        size_t *ret_count, Err *err);
// The whole tree of `size`, for many proofs (merkle_tree_prove, of seq - 1).
const MerkleTree *store_tree(Arena *a, Store *s, int64_t size, Err *err);
bool store_prove_prefix(Arena *a, Store *s, int64_t old_size, int64_t size, Sha256 **ret_path,
                        size_t *ret_count, Err *err);

// The heads of more than `after` records, each of one commit, in order.
typedef bool (*HeadVisit)(void *self, Head head, Err *err);
bool store_visit_heads(Store *s, int64_t after, HeadVisit visit, void *self, Err *err);
// The head of that many records; *ret_found false where no commit ended there.
bool store_find_head(Store *s, int64_t size, Head *ret, bool *ret_found, Err *err);

// ---- copies and health --------------------------------------------------------------------------

// Begin a transaction that reads the state of now, whatever is written from here on.
bool store_pin(Store *s, Err *err);
// The pinned state becomes the file `to`, which must not be there, for its owner alone, synced.
// Others go on writing. What it leaves behind at a failure is the caller's to remove.
typedef void (*StoreProgress)(void *self, size_t done, size_t all);
bool store_copy(Store *s, Str to, StoreProgress progress, void *self, Err *err);

// SQLite's own check of pages and indexes; *ret_fault "" where it finds nothing.
bool store_check_pages(Arena *a, Store *s, Str *ret_fault, Err *err);
typedef struct StoreHealth {
    Str library; // version of SQLite
    bool is_library_sound;
    Str journal; // "wal"
    Str last_at; // time of the last record; absent if there is none
} StoreHealth;
StoreHealth store_health(Arena *a, Store *s);
// Has any process, also this one, the store open?
bool store_is_in_use(Str path);

// ---- Merkle trees (RFC 9162, section 2.1) over hashed leaves ------------------------------------

Sha256 merkle_root(const Sha256 *leaves, size_t count);
// Proofs are at most 64 hashes; they return their number.
size_t merkle_prove_leaf(const Sha256 *leaves, size_t count, size_t index, Sha256 ret[64]);
size_t merkle_prove_prefix(const Sha256 *leaves, size_t count, size_t old_count, Sha256 ret[64]);
bool merkle_check_leaf(Sha256 leaf, uint64_t index, uint64_t count, const Sha256 *path,
                       size_t path_count, Sha256 root);
bool merkle_check_prefix(uint64_t old_count, Sha256 old_root, uint64_t count, Sha256 root,
                         const Sha256 *path, size_t path_count);

// A whole tree, for proofs of many of its leaves; they are those of merkle_prove_leaf.
const MerkleTree *merkle_tree(Arena *a, const Sha256 *leaves, size_t count);
size_t merkle_tree_prove(const MerkleTree *t, size_t index, Sha256 ret[64]);

// A tree that only grows: the roots of its complete subtrees, largest first.
typedef struct MerkleEdge {
    uint64_t count; // leaves
    Sha256 nodes[64];
} MerkleEdge;
void merkle_edge_add(MerkleEdge *e, Sha256 leaf);
Sha256 merkle_edge_root(const MerkleEdge *e);

#endif
