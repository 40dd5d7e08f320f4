// app/keep_ship.c - records shipped as soon as they are appended, behind the newest backup
#include "app/keep_int.h"

#include <sys/stat.h>

bool keep_newest(App *app, const Backups *b, const SegmentNames *n, Head *ret, Err *err) {
    Segment s;
    *ret = b->items[b->count - 1].manifest.head;
    const SegmentName *last = n->count ? &n->items[n->count - 1] : NULL;
    if (!last || last->last <= ret->size) return true;
    if (!segment_open(app, last, &s, err)) return false;
    *ret = s.heads.items[s.heads.count - 1];
    return true;
}

bool keep_need_same_log(App *app, Store *s, Head known, Str folder, Err *err) {
    Head head;
    bool found;
    (void)app;
    if (!known.size) return true;
    if (!store_find_head(s, known.size, &head, &found, err)) return false;
    return (found && sha256_is(head.root, known.root)) ||
           err_set(err, ERR_CONFLICT,
                   MSG("the folder \"{1}\" holds backups of another log, or of one that had more "
                       "records",
                       folder),
                   MSG("where the store was restored to an earlier moment, begin a new folder: "
                       "the old one is the evidence of what was left out"));
}

// ---- collecting ---------------------------------------------------------------------------------

typedef struct Collecting {
    App *app;
    Segment segment;
    int64_t last; // record, of the last head taken
    size_t bytes, limit;
    size_t next_head;
} Collecting;

static bool take_head(void *self, Head head, Err *err) {
    Collecting *c = self;
    (void)err;
    *VEC_ADD(c->app->arena, &c->segment.heads) = head;
    return true;
}

// Until enough is collected, and then to the end of the commit.
static bool take_record(void *self, const Record *r, Err *err) {
    Collecting *c = self;
    Arena *a = c->app->arena;
    (void)err;
    if (c->bytes > c->limit && r->seq > c->segment.heads.items[c->next_head].size) return false;
    while (c->segment.heads.items[c->next_head].size < r->seq) c->next_head++;
    *VEC_ADD(a, &c->segment.records) =
        (Record){r->seq, str_copy(a, r->kind), str_copy(a, r->at), str_copy(a, r->body)};
    c->bytes += r->body.size;
    return true;
}

static bool collect(Collecting *c, Store *s, int64_t after, Err *err) {
    Err stop = {.code = ERR_NONE};
    if (!store_visit_heads(s, after, take_head, c, err)) return false;
    if (!c->segment.heads.count) return true;
    store_visit_records(s, after + 1, take_record, c, &stop);
    if (stop.code != ERR_NONE && err && err->code == ERR_NONE) *err = stop;
    if (stop.code != ERR_NONE) return false;
    if (!c->segment.records.count) return true;
    c->last = c->segment.records.items[c->segment.records.count - 1].seq;
    while (c->segment.heads.items[c->segment.heads.count - 1].size > c->last)
        c->segment.heads.count--;
    return true;
}

static bool write_segment(App *app, Str folder, const Segment *s, Err *err) {
    const struct SegmentRecords *r = &s->records;
    Str records = keep_path(app, folder, STR("records"));
    enum { MINE = S_IRUSR | S_IWUSR | S_IXUSR };
    if (!file_is_folder(records) && mkdir(str_c(app->arena, records), MINE) != 0)
        return err_set(err, ERR_STORE, MSG("could not make the folder \"{1}\"", records), NO_MSG);
    Str path = segment_path(app, folder, r->items[0].seq, r->items[r->count - 1].seq);
    return file_write_private(app->arena, app->options.sys, path, segment_write(app->arena, s),
                              err);
}

static bool ship(App *app, Store *s, Str folder, Head known, ShippedView *ret, Err *err) {
    Collecting c = {.app = app, .limit = KEEP_SEGMENT_BYTES / 4};
    if (!store_pin(s, err) || !keep_need_same_log(app, s, known, folder, err) ||
        !collect(&c, s, known.size, err))
        return false;
    if (!c.segment.records.count) return true;
    if (!write_segment(app, folder, &c.segment, err)) return false;
    *ret = (ShippedView){c.segment.records.items[0].seq, c.last};
    return true;
}

bool app_ship(App *app, Str db, Str folder, ShippedView *ret, Err *err) {
    Backups b;
    SegmentNames n;
    Head known;
    *ret = (ShippedView){0, 0};
    if (!backups_open(app, folder, &b, err) || !segments_list(app, folder, &n, err)) return false;
    if (!b.count)
        return err_set(err, ERR_NOT_FOUND, MSG("the folder \"{1}\" has no backup yet", folder),
                       MSG("make one first: softlaw backup"));
    if (!keep_newest(app, &b, &n, &known, err)) return false;
    Store *s = store_open(app->arena, db,
                          (StoreOptions){.is_read_only = true, .sys = app->options.sys}, err);
    bool done = s && ship(app, s, folder, known, ret, err);
    if (s) store_close(s);
    return done;
}
