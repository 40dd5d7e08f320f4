// app/remote_file.c - what the client keeps on this machine: logins, and versions that were seen
//
//     FOLDER/offices/https___office.example-…   the token of a session, for its owner alone
//     FOLDER/seen/SHA-256                       which version of a draft a file was begun from
#include "app/remote_int.h"

#include "base/file.h"
#include "base/sha256.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MINE = 0700, OTHERS = 077, KEPT_BYTES = 8192 };

bool remote_token_is(Str token) {
    if (!token.size || token.size > LIMIT_TOKEN_BYTES) return false;
    for (size_t i = 0; i < token.size; i++)
        if (token.at[i] <= ' ' || token.at[i] > '~') return false;
    return true;
}

// ---- folders ------------------------------------------------------------------------------------

static bool make_folder(Arena *a, Str folder, Err *err) {
    if (file_is_folder(folder) || mkdir(str_c(a, folder), MINE) == 0 || errno == EEXIST)
        return true;
    return err_set_at(err, ERR_STORE, (Place){.file = folder},
                      MSG("could not make this folder: {1}", str_from(strerror(errno))), NO_MSG);
}

// With those above it.
static bool make_folders(Arena *a, Str folder, Err *err) {
    for (size_t i = 1; i < folder.size; i++)
        if (folder.at[i] == '/' && !make_folder(a, str_part(folder, 0, i), err)) return false;
    return make_folder(a, folder, err);
}

static Str folder_of(App *app, const Remote *r, const char *name) {
    return str_fmt(app->arena, "%.*s/%s", STR_ARG(r->folder), name);
}

static bool need_folder(const Remote *r, Err *err) {
    return r->folder.size ||
           err_set(err, ERR_INPUT, MSG("there is no folder in which a login could be kept"),
                   MSG("set HOME or XDG_CONFIG_HOME, or use SOFTLAW_TOKEN"));
}

// ---- the token of a session ---------------------------------------------------------------------

// Named so that a person finds it, and no two addresses have one.
static Str token_path(App *app, const Remote *r) {
    enum { DIGITS = 16 };
    Buf b = {.arena = app->arena};
    Str name = sha256_hex(app->arena, sha256_of(r->address));
    buf_add_fmt(&b, "%.*s/offices/", STR_ARG(r->folder));
    for (size_t i = 0; i < r->address.size; i++) {
        char ch = r->address.at[i];
        bool is_plain =
            (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '.' || ch == '-';
        buf_add_byte(&b, is_plain ? ch : '_');
    }
    buf_add_fmt(&b, "-%.*s", DIGITS, name.at);
    return buf_str(&b);
}

static bool is_private(Str path, const struct stat *at, Err *err) {
    bool is_mine = S_ISREG(at->st_mode) && at->st_uid == geteuid();
    if (is_mine && !(at->st_mode & OTHERS)) return true;
    return err_set_at(err, ERR_INPUT, (Place){.file = path},
                      is_mine ? MSG("others may read this file, and it holds a login")
                              : MSG("this is no file of one's own"),
                      is_mine ? MSG("end that login, then take the rights away: chmod 600")
                              : MSG("remove it and log in again"));
}

bool remote_token_find(App *app, const Remote *r, Str *ret, Err *err) {
    struct stat at;
    Str text, path = token_path(app, r);
    *ret = STR("");
    if (!r->folder.size || lstat(str_c(app->arena, path), &at) != 0) return true;
    if (!is_private(path, &at, err) || !file_read_text(app->arena, path, KEPT_BYTES, &text, err))
        return false;
    const JsonNode *kept = json_parse(app->arena, path, text, err);
    if (!kept) return false;
    Str token = remote_member(app->arena, kept, "token");
    bool is_this = str_is(remote_member(app->arena, kept, "office"), r->address);
    if (!is_this || !remote_token_is(token))
        return err_set_at(err, ERR_INPUT, (Place){.file = path},
                          MSG("this holds no login at \"{1}\"", r->address),
                          MSG("remove it and log in again"));
    *ret = token;
    return true;
}

bool remote_token_keep(App *app, const Remote *r, Str person, Str token, Err *err) {
    Buf b = {.arena = app->arena};
    Str path = token_path(app, r);
    if (!need_folder(r, err) || !make_folders(app->arena, folder_of(app, r, "offices"), err))
        return false;
    buf_add_byte(&b, '{');
    json_add_text(&b, "office", r->address);
    json_add_text(&b, "person", person);
    json_add_text(&b, "token", token);
    buf_add_c(&b, "}\n");
    // A file that is there keeps its rights when it is written, and might be open to others.
    unlink(str_c(app->arena, path));
    return file_write_private(app->arena, app->options.sys, path, buf_str(&b), err);
}

void remote_token_forget(App *app, const Remote *r) {
    if (r->folder.size) unlink(str_c(app->arena, token_path(app, r)));
}

// ---- versions that were seen --------------------------------------------------------------------

static Str whole_path(Arena *a, Str file) {
    char whole[PATH_MAX];
    return realpath(str_c(a, file), whole) ? str_copy(a, str_from(whole)) : file;
}

static Str seen_path(App *app, const Remote *r, Str id, Str file) {
    Buf b = {.arena = app->arena};
    buf_add_fmt(&b, "%.*s\n%.*s\n%.*s", STR_ARG(r->address), STR_ARG(id),
                STR_ARG(whole_path(app->arena, file)));
    Str name = sha256_hex(app->arena, sha256_of(buf_str(&b)));
    return str_fmt(app->arena, "%.*s/seen/%.*s", STR_ARG(r->folder), STR_ARG(name));
}

Str remote_seen_find(App *app, const Remote *r, Str id, Str file) {
    Str text;
    if (!r->folder.size ||
        !file_read_text(app->arena, seen_path(app, r, id, file), KEPT_BYTES, &text, NULL))
        return STR("");
    return str_trim(text);
}

// Standard input is no file that could be known again.
bool remote_seen_keep(App *app, const Remote *r, Str id, Str file, Str version) {
    if (!file.size || str_is(file, STR("-"))) return true;
    return r->folder.size && make_folders(app->arena, folder_of(app, r, "seen"), NULL) &&
           file_write_private(app->arena, app->options.sys, seen_path(app, r, id, file), version,
                              NULL);
}
