// base/file.h - whole files: read, map, write
//
// Err: ERR_NOT_FOUND, ERR_DENIED, ERR_LIMIT, ERR_INPUT (not UTF-8), ERR_STORE (the disk fails). The
// path "-" means standard input where a file is read.
#ifndef SOFTLAW_BASE_FILE_H
#define SOFTLAW_BASE_FILE_H

#include "base/message.h"
#include "base/sys.h"

// All bytes, at most `limit` of them.
bool file_read(Arena *a, Str path, size_t limit, Str *ret, Err *err);
// The same, checked to be UTF-8; a byte order mark is cut off.
bool file_read_text(Arena *a, Str path, size_t limit, Str *ret, Err *err);
// The check of file_read_text, for texts that were mapped.
bool file_check_text(Str path, Str text, Err *err);

// A large input as a view that leaves with the arena: mapped where it is a regular file, read where
// it is a pipe. A byte order mark is cut off; whether it is UTF-8 is for the reader to check on his
// way. A file that is cut short by someone while it is mapped ends the program with SIGBUS.
typedef struct FileText {
    Str text;
    bool is_mapped;
} FileText;
bool file_map(Arena *a, Str path, size_t limit, FileText *ret, Err *err);
// The bytes before `to` were read and need not stay in memory, those before `from` were told
// already; they are still there for those who look.
void file_let_go(const FileText *f, size_t from, size_t to);

// The names in a folder, sorted by bytes, those of folders with a `/` behind; hidden ones are left
// out. ERR_INPUT where `folder` is none.
typedef struct FileList {
    Str *items;
    size_t count, capacity;
} FileList;
bool file_list(Arena *a, Str folder, FileList *ret, Err *err);
bool file_is_folder(Str path);

// Put `content` under `path` whole or not at all: written beside, synced, renamed, folder synced. A
// file that was there keeps its permissions, a link leads where it led. What is no file (a pipe, a
// device) is written to as it is.
bool file_write(Arena *a, Sys *sys, Str path, Str content, Err *err);
// The same of a secret: a new file is for its owner alone.
bool file_write_private(Arena *a, Sys *sys, Str path, Str content, Err *err);

#endif
