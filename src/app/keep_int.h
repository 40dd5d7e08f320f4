// app/keep_int.h - what the files on backups share
#ifndef SOFTLAW_APP_KEEP_INT_H
#define SOFTLAW_APP_KEEP_INT_H

#include "app/app_int.h"
#include "app/keep.h"
#include "base/file.h"

enum { KEEP_FILES_MAX = 16, KEEP_MANIFEST_BYTES = 1 << 16, KEEP_SEGMENT_BYTES = 64 << 20 };

// ---- files (keep_files.c) -----------------------------------------------------------------------

Str keep_path(App *app, Str folder, Str name);
// A hidden name beside `path`, for what is not whole yet; a leftover of that name is removed.
bool keep_begin(App *app, Str path, Str *ret_hidden, Err *err);
// It is whole: sync the folder, give it its name, sync the folder above.
bool keep_end(App *app, Str hidden, Str path, Err *err);
void keep_remove(App *app, Str folder); // with the files in it
bool keep_rename(App *app, Str from, Str to, Err *err);
bool keep_sync(App *app, Str path, Err *err); // a file or a folder
bool keep_sync_above(App *app, Str path, Err *err);
bool keep_copy(App *app, Str from, Str to, Err *err); // for its owner alone, synced
bool keep_hash(App *app, Str path, Sha256 *ret, int64_t *ret_size, Err *err);
bool keep_exists(App *app, Str path);
// The stores beside the ledger, as what stands behind its name: ".people".
bool keep_beside(App *app, Str db, FileList *ret, Err *err);

// ---- manifests (keep_manifest.c) ----------------------------------------------------------------

typedef struct KeepFile {
    Str name; // "store", "store.people"
    int64_t size;
    Sha256 hash;
} KeepFile;
typedef struct Manifest {
    Str at, last_at;
    Head head;
    KeepFile files[KEEP_FILES_MAX]; // the ledger first
    size_t count;
} Manifest;
Str manifest_write(Arena *a, const Manifest *m);
bool manifest_parse(Arena *a, Str file, Str text, Manifest *ret, Err *err);

typedef struct Backup {
    Str name, path;
    Manifest manifest;
} Backup;
typedef struct Backups {
    Backup *items; // in the order of their records, then of their names
    size_t count, capacity;
} Backups;
bool backups_open(App *app, Str folder, Backups *ret, Err *err);
// The bytes of a file are those that were written; says where they are not.
bool backup_check(App *app, const Backup *b, const KeepFile *f, Err *err);

// ---- shipped records (keep_segment.c) -----------------------------------------------------------

// Records of whole commits, with the head of each.
typedef struct Segment {
    Str file;
    struct SegmentRecords {
        Record *items;
        size_t count, capacity;
    } records;
    struct SegmentHeads {
        Head *items;
        size_t count, capacity;
    } heads;
} Segment;
Str segment_write(Arena *a, const Segment *s);
bool segment_parse(Arena *a, Str file, Str text, Segment *ret, Err *err);

typedef struct SegmentName {
    Str path;
    int64_t first, last;
} SegmentName;
typedef struct SegmentNames {
    SegmentName *items; // in order
    size_t count, capacity;
} SegmentNames;
bool segments_list(App *app, Str folder, SegmentNames *ret, Err *err);
bool segment_open(App *app, const SegmentName *n, Segment *ret, Err *err);
Str segment_path(App *app, Str folder, int64_t first, int64_t last);
// The newest head that the folder holds, in a backup or behind it.
bool keep_newest(App *app, const Backups *b, const SegmentNames *n, Head *ret, Err *err);
// The store has that head, or the folder is of another log.
bool keep_need_same_log(App *app, Store *s, Head known, Str folder, Err *err);

// ---- restoring (keep_replay.c, keep_restore.c)
// ---------------------------------------------------

typedef struct Target {
    int64_t record; // up to it; INT64_MAX: all
    int64_t at;     // or up to this time, in microseconds; INT64_MAX: all
} Target;
bool target_parse(App *app, const RestoreRequest *r, Target *ret, Err *err);
bool target_takes(const Target *t, int64_t record, Str at);

// Records are appended to a store as commits of their own; those beyond the target are counted.
typedef struct KeepReplay {
    App *app;
    Store *store;
    Target target;
    bool is_past; // the target was reached
    int64_t appended, newest;
} KeepReplay;
bool replay_backup(KeepReplay *r, Store *from, Err *err);
bool replay_segment(KeepReplay *r, const Segment *s, Err *err);

typedef struct Restoring {
    App *app;
    const RestoreRequest *request;
    Target target;
    Backups backups;
    SegmentNames segments;
    const Backup *base;   // of the ledger; NULL: none is old enough
    const Backup *others; // of the other stores
    Str hidden, store;
    KeepReplay replay;
    RestoreView *view;
} Restoring;

// What stands there may be set aside, and others have seen no more than what is left
// (keep_place.c). Before anything is made, r->store is absent: then only the first is asked.
bool restore_check_present(Restoring *r, Err *err);
bool restore_check_published(Restoring *r, Head *ret_known, Err *err);
bool restore_move_aside(Restoring *r, Err *err);
bool restore_put_in_place(Restoring *r, Err *err);

#endif
