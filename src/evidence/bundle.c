// evidence/bundle.c - bundles as JSON, written and read
#include "base/json.h"
#include "evidence/evidence_int.h"

static const char FORM[] = "evidence 1";

// ---- writing ------------------------------------------------------------------------------------

static void add_record(Arena *a, Buf *b, const EvidenceRecord *r) {
    buf_add_byte(b, '{');
    json_add_int(b, "seq", r->record.seq);
    json_add_text(b, "kind", r->record.kind);
    json_add_text(b, "at", r->record.at);
    json_add_text(b, "body", r->record.body);
    json_add_name(b, "path");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < r->path_count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, sha256_hex(a, r->path[i]));
    }
    buf_add_c(b, "]}");
}

Str evidence_write(Arena *a, const Evidence *e) {
    Buf b = {.arena = a};
    buf_add_byte(&b, '{');
    json_add_text(&b, "softlaw", str_from(FORM));
    json_add_text(&b, "checkpoint", e->checkpoint);
    json_add_name(&b, "records");
    buf_add_c(&b, "[\n");
    for (size_t i = 0; i < e->count; i++) {
        if (i) buf_add_c(&b, ",\n");
        add_record(a, &b, &e->items[i]);
    }
    buf_add_c(&b, "\n]}\n");
    return buf_str(&b);
}

// ---- reading ------------------------------------------------------------------------------------

typedef struct Reader {
    Arena *arena;
    Err *err;
} Reader;

static bool fault(const Reader *r, Place place, Message message) {
    return err_set_at(r->err, ERR_INPUT, place, message,
                      MSG("take the evidence from where it was published once more; it is written "
                          "by softlaw seal evidence"));
}

static bool read_text(const Reader *r, const JsonNode *o, const char *name, Str *ret) {
    const JsonNode *n = json_find(o, str_from(name));
    if (!n) return fault(r, o->place, MSG("\"{1}\" is missing here", str_from(name)));
    if (n->kind != JSON_STRING)
        return fault(r, n->place, MSG("\"{1}\" must be a text", str_from(name)));
    *ret = n->text;
    return true;
}

static bool read_seq(const Reader *r, const JsonNode *o, int64_t *ret) {
    const JsonNode *n = json_find(o, STR("seq"));
    if (n && n->kind == JSON_NUMBER && number_from_text(n->text, ret) && *ret > 0) return true;
    return fault(r, n ? n->place : o->place, MSG("\"seq\" must be the number of a record"));
}

static bool read_path(const Reader *r, const JsonNode *o, EvidenceRecord *ret) {
    const JsonNode *list = json_find(o, STR("path"));
    if (!list || list->kind != JSON_ARRAY || list->count > EVIDENCE_PATH_MAX)
        return fault(r, list ? list->place : o->place,
                     MSG("\"path\" must be a list of at most 64 hashes"));
    ret->path = ARENA_ARRAY(r->arena, Sha256, list->count + 1);
    for (const JsonNode *n = list->first; n; n = n->next)
        if (n->kind != JSON_STRING || !sha256_from_hex(n->text, &ret->path[ret->path_count++]))
            return fault(r, n->place, MSG("a hash has 64 hexadecimal digits"));
    return true;
}

static bool read_record(const Reader *r, const JsonNode *o, Evidence *ret) {
    EvidenceRecord x = {.place = o->place};
    if (o->kind != JSON_OBJECT) return fault(r, o->place, MSG("this is no record"));
    if (!read_seq(r, o, &x.record.seq) || !read_text(r, o, "kind", &x.record.kind) ||
        !read_text(r, o, "at", &x.record.at) || !read_text(r, o, "body", &x.record.body) ||
        !read_path(r, o, &x))
        return false;
    if (ret->count && ret->items[ret->count - 1].record.seq >= x.record.seq)
        return fault(r, o->place, MSG("the records do not stand in the order of their numbers"));
    *VEC_ADD(r->arena, ret) = x;
    return true;
}

bool evidence_read(Arena *a, Str file, Str text, Evidence *ret, Err *err) {
    Reader r = {a, err};
    Str form;
    Evidence e = {.file = file};
    const JsonNode *o = json_parse(a, file, text, err);
    if (!o) return false;
    if (o->kind != JSON_OBJECT || !json_find(o, STR("softlaw")))
        return fault(&r, o->place, MSG("this is no evidence of softlaw"));
    if (!read_text(&r, o, "softlaw", &form)) return false;
    if (!str_is(form, str_from(FORM)))
        return fault(
            &r, o->place,
            MSG("this evidence has the form \"{1}\", which is not known", str_copy(a, form)));
    if (!read_text(&r, o, "checkpoint", &e.checkpoint)) return false;
    const JsonNode *list = json_find(o, STR("records"));
    if (!list || list->kind != JSON_ARRAY || !list->count || list->count > EVIDENCE_RECORDS_MAX)
        return fault(&r, list ? list->place : o->place,
                     MSG("\"records\" must be a list of records"));
    for (const JsonNode *n = list->first; n; n = n->next)
        if (!read_record(&r, n, &e)) return false;
    *ret = e;
    return true;
}
