// find/ask_db.c - what is found: provisions by words, agreements by whom they concern
#include "find/find_int.h"

enum { AROUND = 60 }; // characters shown before and after a match

// ---- by words -----------------------------------------------------------------------------------

static bool is_inside(Str text, size_t at) {
    return at < text.size && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

// So many characters before `at`, or up to the beginning.
static size_t back(Str text, size_t at, int count) {
    while (at && count) {
        at--;
        count -= !is_inside(text, at);
    }
    return at;
}

static size_t forth(Str text, size_t at, int count) {
    while (at < text.size && count) {
        at++;
        while (is_inside(text, at)) at++;
        count--;
    }
    return at;
}

static void show(Str body, Str words, FindHit *hit) {
    size_t at = 0, size = 0;
    bool is_there = find_place(body, words, &at, &size);
    size_t from = back(body, at, AROUND);
    size_t to = forth(body, at + size, is_there ? AROUND : 2 * AROUND);
    hit->before = str_part(body, from, at - from);
    hit->match = str_part(body, at, size);
    hit->after = str_part(body, at + size, to - at - size);
}

bool find_words(Arena *a, Find *f, Str words, int64_t skip, int64_t limit, FindHit **ret,
                size_t *ret_count, Err *err) {
    struct {
        FindHit *items;
        size_t count, capacity;
    } hits = {0};
    Str query = find_query(a, words);
    *ret = NULL;
    *ret_count = 0;
    if (!query.size) return true;
    Query *q = store_query(
        f->store, "SELECT p.agreement, p.article, p.heading, p.body, found.title_en, "
                  "found.title_zh FROM (SELECT rowid AS number, rank FROM found_gram "
                  "WHERE found_gram MATCH $1 ORDER BY rank, rowid LIMIT $2 OFFSET $3) AS best "
                  "JOIN found_provision AS p ON p.number = best.number "
                  "JOIN found ON found.agreement = p.agreement ORDER BY best.rank, p.number");
    query_bind_text(q, "$1", query);
    query_bind_int(q, "$2", limit);
    query_bind_int(q, "$3", skip);
    while (query_next(q)) {
        FindHit *hit = VEC_ADD(a, &hits);
        hit->agreement = str_copy(a, query_text(q, 0));
        hit->article = str_copy(a, query_text(q, 1));
        hit->heading = str_copy(a, query_text(q, 2));
        show(str_copy(a, query_text(q, 3)), words, hit);
        hit->titles[LANG_EN] = str_copy(a, query_text(q, 4));
        hit->titles[LANG_ZH] = str_copy(a, query_text(q, 5));
    }
    *ret = hits.items;
    *ret_count = hits.count;
    return query_end(q, err);
}

// ---- by whom they concern -----------------------------------------------------------------------

bool find_agreements(Arena *a, Find *f, const FindQuestion *question, FindAgreement **ret,
                     size_t *ret_count, Err *err) {
    struct {
        FindAgreement *items;
        size_t count, capacity;
    } found = {0};
    Query *q = store_query(
        f->store,
        "SELECT agreement, title_en, title_zh FROM found WHERE agreement > $1 "
        "AND ($2 = '' OR EXISTS (SELECT 1 FROM found_side AS s WHERE s.agreement = "
        "found.agreement AND s.what = 'place' AND (s.id = $2 OR s.name_en = $2 OR s.name_zh = "
        "$2))) AND ($3 = '' OR EXISTS (SELECT 1 FROM found_side AS s WHERE s.agreement = "
        "found.agreement AND s.what <> 'place' AND (s.id = $3 OR s.name_en = $3 OR s.name_zh = "
        "$3))) ORDER BY agreement LIMIT $4");
    query_bind_text(q, "$1", question->after);
    query_bind_text(q, "$2", question->place);
    query_bind_text(q, "$3", question->kind);
    query_bind_int(q, "$4", question->limit);
    while (query_next(q))
        *VEC_ADD(a, &found) =
            (FindAgreement){str_copy(a, query_text(q, 0)),
                            {str_copy(a, query_text(q, 1)), str_copy(a, query_text(q, 2))}};
    *ret = found.items;
    *ret_count = found.count;
    return query_end(q, err);
}

// Regions of two agreements are the same where they have the same names.
bool find_known(Arena *a, Find *f, const char *what, int64_t limit, FindKnown **ret,
                size_t *ret_count, Err *err) {
    struct {
        FindKnown *items;
        size_t count, capacity;
    } known = {0};
    Query *q = store_query(
        f->store, "SELECT min(id), name_en, name_zh, count(*) FROM found_side WHERE what = $1 "
                  "GROUP BY name_en, name_zh ORDER BY count(*) DESC, name_en, name_zh LIMIT $2");
    query_bind_text(q, "$1", str_from(what));
    query_bind_int(q, "$2", limit);
    while (query_next(q))
        *VEC_ADD(a, &known) =
            (FindKnown){str_copy(a, query_text(q, 0)),
                        {str_copy(a, query_text(q, 1)), str_copy(a, query_text(q, 2))},
                        query_int(q, 3)};
    *ret = known.items;
    *ret_count = known.count;
    return query_end(q, err);
}

bool find_pairs(Arena *a, Find *f, int64_t limit, FindPair **ret, size_t *ret_count, Err *err) {
    struct {
        FindPair *items;
        size_t count, capacity;
    } pairs = {0};
    Query *q =
        store_query(f->store, "SELECT one.name_en, other.name_en, count(*) FROM found_side AS one "
                              "JOIN found_side AS other ON other.agreement = one.agreement "
                              "AND other.what = 'place' AND one.name_en < other.name_en "
                              "WHERE one.what = 'place' GROUP BY one.name_en, other.name_en "
                              "ORDER BY count(*) DESC, one.name_en, other.name_en LIMIT $1");
    query_bind_int(q, "$1", limit);
    while (query_next(q))
        *VEC_ADD(a, &pairs) = (FindPair){
            {str_copy(a, query_text(q, 0)), str_copy(a, query_text(q, 1))}, query_int(q, 2)};
    *ret = pairs.items;
    *ret_count = pairs.count;
    return query_end(q, err);
}
