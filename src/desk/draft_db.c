// desk/draft_db.c - drafts and their versions
#include "desk/desk_int.h"

// ---- writing ------------------------------------------------------------------------------------

static bool text_check(Str text, Err *err) {
    return words_check(text, DESK_TEXT_BYTES, MSG("the text is empty"), err);
}

static bool add_version(Desk *d, DeskActor by, Str id, int64_t number, Str text, Str summary,
                        Err *err) {
    Query *q = store_query(d->store, "INSERT INTO draft_version (draft, number, text, summary, "
                                     "author, organisation, made_at) "
                                     "VALUES ($1, $2, $3, $4, $5, $6, $7)");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", number);
    query_bind_text(q, "$3", text);
    query_bind_text(q, "$4", summary);
    query_bind_text(q, "$5", by.person);
    query_bind_text(q, "$6", by.organisation);
    query_bind_int(q, "$7", desk_now(d));
    return query_run(q, err);
}

// *ret 0 where the id is taken.
static bool add_draft(Desk *d, DeskActor by, Str id, Str title, int64_t *ret, Err *err) {
    Query *q = store_query(d->store, "INSERT INTO draft (id, owner, title, version, published, "
                                     "changed_by, changed_at, made_at) "
                                     "VALUES ($1, $2, $3, 1, 0, $4, $5, $5) "
                                     "ON CONFLICT (id) DO NOTHING RETURNING 1");
    query_bind_text(q, "$1", id);
    query_bind_text(q, "$2", by.organisation);
    query_bind_text(q, "$3", title);
    query_bind_text(q, "$4", by.person);
    query_bind_int(q, "$5", desk_now(d));
    return query_number(q, ret, err);
}

static bool add_both(Desk *d, DeskActor by, Str id, Str title, Str text, Err *err) {
    int64_t is_new;
    if (!add_draft(d, by, id, title, &is_new, err)) return false;
    if (!is_new)
        return err_set(err, ERR_CONFLICT, MSG("there is a draft \"{1}\" already", id),
                       MSG("choose another id"));
    return add_version(d, by, id, 1, text, STR(""), err);
}

bool desk_draft_add(Desk *d, DeskActor by, Str id, Str title, Str text, Err *err) {
    bool done = text_check(text, err) && store_begin(d->store, err) &&
                add_both(d, by, id, title, text, err) && store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

static bool set_head(Desk *d, DeskActor by, Str id, int64_t seen, Str title, int64_t *ret,
                     Err *err) {
    Query *q = store_query(d->store, "UPDATE draft SET version = version + 1, title = $3, "
                                     "changed_by = $4, changed_at = $5 "
                                     "WHERE id = $1 AND version = $2 RETURNING version");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", seen);
    query_bind_text(q, "$3", title);
    query_bind_text(q, "$4", by.person);
    query_bind_int(q, "$5", desk_now(d));
    return query_number(q, ret, err);
}

static bool refuse_late(Arena *a, Desk *d, Str id, int64_t seen, Err *err) {
    DeskDraft now;
    if (!desk_draft(a, d, id, &now, err)) return false;
    return err_set(err, ERR_CONFLICT,
                   MSG("{1} has saved version {2} meanwhile; yours was made from version {3}",
                       now.changed_by, str_fmt(a, "%lld", (long long)now.version),
                       str_fmt(a, "%lld", (long long)seen)),
                   MSG("keep your text, open the new version and bring both together"));
}

static bool save(Arena *a, Desk *d, DeskActor by, Str id, int64_t seen, Str title, Str text,
                 Str summary, int64_t *ret, Err *err) {
    if (!set_head(d, by, id, seen, title, ret, err)) return false;
    if (!*ret) return refuse_late(a, d, id, seen, err);
    return add_version(d, by, id, *ret, text, summary, err);
}

bool desk_draft_save(Arena *a, Desk *d, DeskActor by, Str id, int64_t seen, Str title, Str text,
                     Str summary, int64_t *ret_version, Err *err) {
    bool done = text_check(text, err) && store_begin(d->store, err) &&
                save(a, d, by, id, seen, title, text, summary, ret_version, err) &&
                store_commit(d->store, err);
    store_rollback(d->store);
    return done;
}

bool desk_draft_published(Desk *d, Str id, int64_t version, Err *err) {
    Query *q = store_query(d->store, "UPDATE draft SET published = $2 WHERE id = $1");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", version);
    return desk_run(d, q, err);
}

// ---- reading ------------------------------------------------------------------------------------

static DeskDraft read_draft(Arena *a, Query *q) {
    return (DeskDraft){.id = str_copy(a, query_text(q, 0)),
                       .owner = str_copy(a, query_text(q, 1)),
                       .title = str_copy(a, query_text(q, 2)),
                       .version = query_int(q, 3),
                       .published = query_int(q, 4),
                       .changed_by = str_copy(a, query_text(q, 5)),
                       .changed_at = query_int(q, 6)};
}

bool desk_draft(Arena *a, Desk *d, Str id, DeskDraft *ret, Err *err) {
    Query *q = store_query(d->store, "SELECT id, owner, title, version, published, changed_by, "
                                     "changed_at FROM draft WHERE id = $1");
    query_bind_text(q, "$1", id);
    bool is_found = query_next(q);
    if (is_found) *ret = read_draft(a, q);
    if (!query_end(q, err)) return false;
    return is_found || err_set(err, ERR_NOT_FOUND, MSG("there is no draft \"{1}\"", id), NO_MSG);
}

static const char DRAFTS[] =
    "SELECT id, owner, title, version, published, changed_by, changed_at FROM draft "
    "WHERE id > $2 AND (owner = $1 OR id IN (SELECT draft FROM invitation WHERE organisation = "
    "$1)) AND ($4 = '' OR owner = $4) AND (title LIKE $5 ESCAPE '!' OR id LIKE $5 ESCAPE '!') "
    "AND ($6 = '' OR $6 = CASE WHEN published = 0 THEN 'unpublished' WHEN published < version THEN "
    "'changed' ELSE 'published' END) ORDER BY id LIMIT $3";

bool desk_drafts(Arena *a, Desk *d, Str organisation, const DeskWanted *w, DeskDraft **ret,
                 size_t *ret_count, Err *err) {
    struct {
        DeskDraft *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, DRAFTS);
    query_bind_text(q, "$1", organisation);
    query_bind_text(q, "$2", w->after);
    query_bind_int(q, "$3", (int64_t)w->limit);
    query_bind_text(q, "$4", w->owner);
    query_bind_text(q, "$5", words_pattern(a, w->words));
    query_bind_text(q, "$6", w->state);
    while (query_next(q)) *VEC_ADD(a, &list) = read_draft(a, q);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}

static DeskVersion read_version(Arena *a, Query *q) {
    return (DeskVersion){.number = query_int(q, 0),
                         .made_at = query_int(q, 1),
                         .summary = str_copy(a, query_text(q, 2)),
                         .author = str_copy(a, query_text(q, 3)),
                         .organisation = str_copy(a, query_text(q, 4)),
                         .text = str_copy(a, query_text(q, 5))};
}

bool desk_version(Arena *a, Desk *d, Str id, int64_t number, DeskVersion *ret, Err *err) {
    Query *q = store_query(d->store, "SELECT number, made_at, summary, author, organisation, text "
                                     "FROM draft_version WHERE draft = $1 AND ($2 = 0 OR number = "
                                     "$2) ORDER BY number DESC LIMIT 1");
    query_bind_text(q, "$1", id);
    query_bind_int(q, "$2", number);
    bool is_found = query_next(q);
    if (is_found) *ret = read_version(a, q);
    if (!query_end(q, err)) return false;
    return is_found || err_set(err, ERR_NOT_FOUND,
                               MSG("the draft \"{1}\" has no version {2}", id,
                                   str_fmt(a, "%lld", (long long)number)),
                               NO_MSG);
}

bool desk_versions(Arena *a, Desk *d, Str id, DeskVersion **ret, size_t *ret_count, Err *err) {
    struct {
        DeskVersion *items;
        size_t count, capacity;
    } list = {NULL, 0, 0};
    Query *q = store_query(d->store, "SELECT number, made_at, summary, author, organisation, '' "
                                     "FROM draft_version WHERE draft = $1 ORDER BY number DESC");
    query_bind_text(q, "$1", id);
    while (query_next(q)) *VEC_ADD(a, &list) = read_version(a, q);
    *ret = list.items;
    *ret_count = list.count;
    return query_end(q, err);
}
