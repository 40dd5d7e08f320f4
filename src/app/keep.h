// app/keep.h - what the operator of an office keeps: backups, and the store brought back from them
//
// A backup is a folder below the folder of backups, named by the time at which it was made. It
// holds a copy of the store and of each store beside it (DB.people and any other), and a manifest
// with their SHA-256 and the head of the log. It is made under a hidden name, checked, synced and
// renamed, so that one which can be seen is whole.
//
// The record log only grows: whoever has one backup and the records appended since then has every
// state in between. Those are shipped beside the backups (app_ship), each file the records of whole
// commits with the roots they must give. A store is restored to the end of a commit: the newest
// backup that is not younger, and records on top of it. The other stores are no logs. They come
// back as the backup had them, which is not younger than the log: what the office does begins in
// the log and is then noted there, so it finds itself as after a crash.
//
// To restore to a moment before a head that others have seen is to deny what was said since. It is
// refused unless it is asked for by name.
#ifndef SOFTLAW_APP_KEEP_H
#define SOFTLAW_APP_KEEP_H

#include "app/app.h"

typedef struct BackupView {
    Str name; // "2026-01-01T120000Z"
    Str at;   // when it was made
    int64_t record_count;
    Str root, last_at; // of the log; of its last record, "" if it has none
    size_t file_count;
    int64_t byte_count;
} BackupView;
typedef struct BackupList {
    BackupView *items; // in the order of their records
    size_t count, capacity;
} BackupList;

// Makes a backup; the folder is made where it is not there. ERR_CONFLICT where it holds backups of
// another log. With `keep` > 0 only that many of the newest are left, and what was shipped since.
bool app_backup(App *app, Str db, Str folder, int64_t keep, BackupView *ret, Err *err);
// What a folder holds. Only the manifests are looked at.
bool app_backups(App *app, Str folder, BackupList *ret, Err *err);

typedef struct ShippedView {
    int64_t first, last; // records; 0 where there was nothing new
} ShippedView;
// Ships the records that neither a backup nor what was shipped has yet. There must be a backup.
bool app_ship(App *app, Str db, Str folder, ShippedView *ret, Err *err);

typedef struct RestoreRequest {
    Str folder, db;
    Str record;            // up to this record; absent = all
    Str at;                // or up to this time, "2026-01-31T12:00:00Z"
    Str published;         // a file: a checkpoint, or what a witness remembers
    bool may_replace;      // the store at `db` is set aside
    bool before_published; // leave out what others have seen, or the store at `db` holds
} RestoreRequest;
typedef struct RestoreView {
    Str backup; // on which it stands; "" where none is old enough
    int64_t record_count, left_out;
    Str root, last_at;
    Str others_at;    // when the other stores were as they are now; "" if there are none
    bool are_younger; // the other stores than the log: no backup was old enough
    Str aside;        // where the store went that was replaced
} RestoreView;
bool app_restore(App *app, const RestoreRequest *r, RestoreView *ret, Err *err);

#endif
