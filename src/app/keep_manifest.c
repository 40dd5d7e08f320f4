// app/keep_manifest.c - what a backup says of itself, and the backups of a folder
//
//     softlaw-backup  1
//     at              2026-01-01T12:00:00Z
//     head            57  5f2c…        records, and the root of their tree
//     last            2026-01-01T11:58:12Z
//     file            store         86016  9ab1…
//     file            store.people  61440  03fe…
//     end             e17a…            SHA-256 of the lines above
//
// Lines are those of a record's body (store/store.h): names and values parted by tabs.
#include "app/keep_int.h"

#include <stdlib.h>

static bool number_of(Str text, int64_t *ret) {
    Dec d;
    return dec_from_text(text, &d, NULL) && dec_to_int(d, ret) && *ret >= 0;
}

static Str number_text(Arena *a, int64_t n) {
    return str_fmt(a, "%lld", (long long)n);
}

static void add_file(Arena *a, Buf *b, const KeepFile *f) {
    Str values[] = {f->name, number_text(a, f->size), sha256_hex(a, f->hash)};
    body_add(b, "file", values, 3);
}

Str manifest_write(Arena *a, const Manifest *m) {
    Buf b = {.arena = a};
    Str head[] = {number_text(a, m->head.size), sha256_hex(a, m->head.root)};
    body_add_1(&b, "softlaw-backup", STR("1"));
    body_add_1(&b, "at", m->at);
    body_add(&b, "head", head, 2);
    if (m->last_at.size) body_add_1(&b, "last", m->last_at);
    for (size_t i = 0; i < m->count; i++) add_file(a, &b, &m->files[i]);
    Str hash = sha256_hex(a, sha256_of(buf_str(&b)));
    body_add_1(&b, "end", hash);
    return buf_str(&b);
}

// ---- reading ------------------------------------------------------------------------------------

static bool is_time(Str text) {
    int64_t time;
    return sys_time_parse(text, &time);
}

static bool is_file_name(Str s) {
    if (!str_starts_with(s, STR("store"))) return false;
    for (size_t i = 0; i < s.size; i++)
        if ((s.at[i] < 'a' || s.at[i] > 'z') && s.at[i] != '.') return false;
    return s.size < 64;
}

static bool take_file(Manifest *m, const BodyLine *l) {
    KeepFile f = {.name = l->values[0]};
    if (l->count != 3 || m->count == KEEP_FILES_MAX || !is_file_name(f.name) ||
        !number_of(l->values[1], &f.size) || !sha256_from_hex(l->values[2], &f.hash))
        return false;
    m->files[m->count++] = f;
    return true;
}

static bool take_line(Manifest *m, const BodyLine *l) {
    Str value = l->values[0];
    if (str_is(l->name, STR("softlaw-backup"))) return str_is(value, STR("1"));
    if (str_is(l->name, STR("at"))) return is_time(m->at = value);
    if (str_is(l->name, STR("last"))) return is_time(m->last_at = value);
    if (str_is(l->name, STR("file"))) return take_file(m, l);
    return str_is(l->name, STR("head")) && l->count == 2 && number_of(value, &m->head.size) &&
           sha256_from_hex(l->values[1], &m->head.root);
}

static bool is_whole(const Manifest *m) {
    return m->at.size && m->count && str_is(m->files[0].name, STR("store"));
}

bool manifest_parse(Arena *a, Str file, Str text, Manifest *ret, Err *err) {
    Manifest m = {.last_at = STR("")};
    BodyLine l;
    Sha256 hash;
    Str rest = text, before = rest;
    bool is_ended = false, is_sound = true;
    while (is_sound && !is_ended && (before = rest, body_next(a, &rest, &l))) {
        is_ended = str_is(l.name, STR("end"));
        is_sound = is_ended
                       ? sha256_from_hex(l.values[0], &hash) &&
                             sha256_is(hash, sha256_of(str_part(text, 0, text.size - before.size)))
                       : take_line(&m, &l);
    }
    if (!is_sound || !is_ended || rest.size || !is_whole(&m))
        return err_set_at(err, ERR_STORE, place_in(file, text, text.size - before.size, 0),
                          MSG("this is no manifest of a backup, or it is damaged"),
                          MSG("move this backup away, and the one before it is taken"));
    *ret = m;
    return true;
}

// ---- the backups of a folder --------------------------------------------------------------------

static int by_records(const void *a, const void *b) {
    const Backup *x = a, *y = b;
    if (x->manifest.head.size != y->manifest.head.size)
        return x->manifest.head.size < y->manifest.head.size ? -1 : 1;
    return str_compare(x->name, y->name);
}

static bool add_backup(App *app, Str folder, Str name, Backups *ret, Err *err) {
    Str text, path = keep_path(app, folder, name);
    Str file = keep_path(app, path, STR("manifest"));
    Backup b = {.name = name, .path = path};
    if (!keep_exists(app, file)) return true;
    if (!file_read_text(app->arena, file, KEEP_MANIFEST_BYTES, &text, err) ||
        !manifest_parse(app->arena, file, text, &b.manifest, err))
        return false;
    *VEC_ADD(app->arena, ret) = b;
    return true;
}

bool backups_open(App *app, Str folder, Backups *ret, Err *err) {
    FileList l = {0};
    *ret = (Backups){0};
    if (!file_list(app->arena, folder, &l, err)) return false;
    for (size_t i = 0; i < l.count; i++) {
        Str name = l.items[i];
        if (str_ends_with(name, STR("/")) &&
            !add_backup(app, folder, str_part(name, 0, name.size - 1), ret, err))
            return false;
    }
    if (ret->count) qsort(ret->items, ret->count, sizeof *ret->items, by_records);
    return true;
}

bool backup_check(App *app, const Backup *b, const KeepFile *f, Err *err) {
    Sha256 hash;
    int64_t size;
    Str path = keep_path(app, b->path, f->name);
    if (!keep_hash(app, path, &hash, &size, err)) return false;
    if (size == f->size && sha256_is(hash, f->hash)) return true;
    Message hint = MSG("move this backup away, and the one before it is taken");
    Place place = {.file = path};
    if (size != f->size)
        return err_set_at(err, ERR_STORE, place,
                          MSG("the backup is damaged: this file has {1} bytes, it had {2}",
                              number_text(app->arena, size), number_text(app->arena, f->size)),
                          hint);
    return err_set_at(err, ERR_STORE, place,
                      MSG("the backup is damaged: the bytes of this file are not those written"),
                      hint);
}

bool app_backups(App *app, Str folder, BackupList *ret, Err *err) {
    Backups all;
    *ret = (BackupList){0};
    if (!backups_open(app, folder, &all, err)) return false;
    for (size_t i = 0; i < all.count; i++) {
        const Manifest *m = &all.items[i].manifest;
        BackupView v = {all.items[i].name,
                        m->at,
                        m->head.size,
                        sha256_hex(app->arena, m->head.root),
                        m->last_at,
                        m->count,
                        0};
        for (size_t f = 0; f < m->count; f++) v.byte_count += m->files[f].size;
        *VEC_ADD(app->arena, ret) = v;
    }
    return true;
}
