// app/keep_segment.c - records shipped beside the backups, whole commits with the roots they give
//
//     softlaw-records  1
//     record           58  agreement  2026-01-01T12:00:00Z  …
//     head             58  77e0…
//     end              0c4d…
//
// as lines of a body, like a manifest. A file is called after its first and its last record.
#include "app/keep_int.h"

#include <inttypes.h>

static bool number_of(Str text, int64_t *ret) {
    Dec d;
    return dec_from_text(text, &d, NULL) && dec_to_int(d, ret) && *ret > 0;
}

static void add_record(Arena *a, Buf *b, const Record *r) {
    Str values[] = {str_fmt(a, "%" PRId64, r->seq), r->kind, r->at, r->body};
    body_add(b, "record", values, 4);
}

static void add_head(Arena *a, Buf *b, Head h) {
    Str values[] = {str_fmt(a, "%" PRId64, h.size), sha256_hex(a, h.root)};
    body_add(b, "head", values, 2);
}

Str segment_write(Arena *a, const Segment *s) {
    Buf b = {.arena = a};
    size_t at = 0;
    body_add_1(&b, "softlaw-records", STR("1"));
    for (size_t i = 0; i < s->heads.count; i++) {
        while (at < s->records.count && s->records.items[at].seq <= s->heads.items[i].size)
            add_record(a, &b, &s->records.items[at++]);
        add_head(a, &b, s->heads.items[i]);
    }
    Str hash = sha256_hex(a, sha256_of(buf_str(&b)));
    body_add_1(&b, "end", hash);
    return buf_str(&b);
}

// ---- reading ------------------------------------------------------------------------------------

static bool take_record(Arena *a, Segment *s, const BodyLine *l) {
    Record r = {.kind = l->values[1], .at = l->values[2], .body = l->values[3]};
    size_t count = s->records.count;
    if (l->count != 4 || !number_of(l->values[0], &r.seq)) return false;
    if (count && r.seq != s->records.items[count - 1].seq + 1) return false;
    *VEC_ADD(a, &s->records) = r;
    return true;
}

// A head closes the records before it, and there is one for each commit.
static bool take_head(Arena *a, Segment *s, const BodyLine *l) {
    Head h;
    size_t count = s->heads.count, records = s->records.count;
    if (l->count != 2 || !number_of(l->values[0], &h.size) ||
        !sha256_from_hex(l->values[1], &h.root))
        return false;
    if (!records || h.size != s->records.items[records - 1].seq) return false;
    if (count && h.size <= s->heads.items[count - 1].size) return false;
    *VEC_ADD(a, &s->heads) = h;
    return true;
}

static bool take_line(Arena *a, Segment *s, const BodyLine *l) {
    if (str_is(l->name, STR("record"))) return take_record(a, s, l);
    if (str_is(l->name, STR("head"))) return take_head(a, s, l);
    return str_is(l->name, STR("softlaw-records")) && str_is(l->values[0], STR("1"));
}

static bool is_closed(const Segment *s) {
    return s->heads.count &&
           s->heads.items[s->heads.count - 1].size == s->records.items[s->records.count - 1].seq;
}

bool segment_parse(Arena *a, Str file, Str text, Segment *ret, Err *err) {
    Segment s = {.file = file};
    BodyLine l;
    Sha256 hash;
    Str rest = text, before = rest;
    bool is_ended = false, is_sound = true;
    while (is_sound && !is_ended && (before = rest, body_next(a, &rest, &l))) {
        Str above = str_part(text, 0, text.size - before.size);
        is_ended = str_is(l.name, STR("end"));
        is_sound = is_ended
                       ? sha256_from_hex(l.values[0], &hash) && sha256_is(hash, sha256_of(above))
                       : take_line(a, &s, &l);
    }
    if (!is_sound || !is_ended || rest.size || !is_closed(&s))
        return err_set_at(err, ERR_STORE, place_in(file, text, text.size - before.size, 0),
                          MSG("these shipped records are damaged"),
                          MSG("what is before them can be restored with --record"));
    *ret = s;
    return true;
}

// ---- those of a folder --------------------------------------------------------------------------

enum { DIGITS = 12 };

Str segment_path(App *app, Str folder, int64_t first, int64_t last) {
    return str_fmt(app->arena, "%.*s/records/%0*" PRId64 "-%0*" PRId64, STR_ARG(folder), DIGITS,
                   first, DIGITS, last);
}

bool segments_list(App *app, Str folder, SegmentNames *ret, Err *err) {
    FileList l = {0};
    Str path = keep_path(app, folder, STR("records"));
    *ret = (SegmentNames){0};
    if (!file_is_folder(path)) return true;
    if (!file_list(app->arena, path, &l, err)) return false;
    for (size_t i = 0; i < l.count; i++) {
        Str rest = l.items[i], first;
        SegmentName n = {.path = keep_path(app, path, l.items[i])};
        if (l.items[i].size == 2 * DIGITS + 1 && str_next(&rest, '-', &first) &&
            number_of(first, &n.first) && number_of(rest, &n.last))
            *VEC_ADD(app->arena, ret) = n;
    }
    return true;
}

bool segment_open(App *app, const SegmentName *n, Segment *ret, Err *err) {
    Str text;
    if (!file_read_text(app->arena, n->path, 4 * (size_t)KEEP_SEGMENT_BYTES, &text, err) ||
        !segment_parse(app->arena, n->path, text, ret, err))
        return false;
    const struct SegmentRecords *r = &ret->records;
    return (r->items[0].seq == n->first && r->items[r->count - 1].seq == n->last) ||
           err_set_at(err, ERR_STORE, (Place){.file = n->path},
                      MSG("these shipped records are not those of which the name speaks"), NO_MSG);
}
