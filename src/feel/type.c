// feel/type.c - types: reading, printing, conformance
#include "feel/type.h"

#include "base/limits.h"
#include "feel/name.h"

// Types share their parts, so that walking them as trees could take for ever. A walk of more steps
// than this gives up, in favour of what was asked.
enum { WALK_STEPS_MAX = 5000, TEXT_DEPTH_MAX = 6, PARSE_DEPTH_MAX = 32 };

static const FeelType PLAIN[FEEL_ANY + 1] = {
    [FEEL_NULL] = {.kind = FEEL_NULL},
    [FEEL_BOOLEAN] = {.kind = FEEL_BOOLEAN},
    [FEEL_NUMBER] = {.kind = FEEL_NUMBER},
    [FEEL_STRING] = {.kind = FEEL_STRING},
    [FEEL_DATE] = {.kind = FEEL_DATE},
    [FEEL_TIME] = {.kind = FEEL_TIME},
    [FEEL_DATE_TIME] = {.kind = FEEL_DATE_TIME},
    [FEEL_DAYS_DURATION] = {.kind = FEEL_DAYS_DURATION},
    [FEEL_YEARS_DURATION] = {.kind = FEEL_YEARS_DURATION},
    [FEEL_LIST] = {.kind = FEEL_LIST},
    [FEEL_CONTEXT] = {.kind = FEEL_CONTEXT},
    [FEEL_RANGE] = {.kind = FEEL_RANGE},
    [FEEL_FUNCTION] = {.kind = FEEL_FUNCTION},
    [FEEL_ANY] = {.kind = FEEL_ANY},
};

static const struct {
    const char *name;
    FeelKind kind;
} NAMES[] = {
    {"Any", FEEL_ANY},
    {"Null", FEEL_NULL},
    {"boolean", FEEL_BOOLEAN},
    {"number", FEEL_NUMBER},
    {"string", FEEL_STRING},
    {"date", FEEL_DATE},
    {"time", FEEL_TIME},
    {"date and time", FEEL_DATE_TIME},
    {"dateTime", FEEL_DATE_TIME},
    {"days and time duration", FEEL_DAYS_DURATION},
    {"dayTimeDuration", FEEL_DAYS_DURATION},
    {"years and months duration", FEEL_YEARS_DURATION},
    {"yearMonthDuration", FEEL_YEARS_DURATION},
    {"list", FEEL_LIST},
    {"context", FEEL_CONTEXT},
    {"range", FEEL_RANGE},
    {"function", FEEL_FUNCTION},
};

const FeelType *feel_type(FeelKind kind) {
    return &PLAIN[kind];
}

const FeelType *feel_type_list(Arena *a, const FeelType *item) {
    FeelType *t = ARENA_NEW(a, FeelType);
    *t = (FeelType){.kind = FEEL_LIST, .item = item};
    return t;
}

const FeelType *type_range(Arena *a, const FeelType *item) {
    FeelType *t = ARENA_NEW(a, FeelType);
    *t = (FeelType){.kind = FEEL_RANGE, .item = item};
    return t;
}

const FeelType *feel_type_context(Arena *a, const Str *keys, const FeelType **types, size_t count) {
    FeelType *t = ARENA_NEW(a, FeelType);
    *t = (FeelType){.kind = FEEL_CONTEXT, .keys = keys, .types = types, .count = count};
    return t;
}

const FeelType *type_function(Arena *a, const Str *names, const FeelType **types, size_t count,
                              const FeelType *result) {
    FeelType *t = ARENA_NEW(a, FeelType);
    *t = (FeelType){FEEL_FUNCTION, result, names, types, count};
    return t;
}

const FeelType *feel_type_function(Arena *a, const Str *names, const FeelType **types, size_t count,
                                   const FeelType *result) {
    return type_function(a, names, types, count, result);
}

int64_t type_key_index(const FeelType *t, Str key) {
    for (size_t i = 0; i < t->count && t->keys; i++)
        if (str_is(t->keys[i], key)) return (int64_t)i;
    return -1;
}

// ---- reading ------------------------------------------------------------------------------------

typedef struct TypeReader {
    Arena *arena;
    const FeelScope *scope;
    Str text;
    size_t at;
    int depth;
} TypeReader;

static const FeelType *read_type(TypeReader *r);

static bool take(TypeReader *r, const char *mark) {
    size_t at = name_skip_blanks(r->text, r->at), size = strlen(mark);
    if (!str_starts_with(str_part(r->text, at, size), str_from(mark))) return false;
    r->at = at + size;
    return true;
}

static const FeelType *read_name(TypeReader *r) {
    r->at = name_skip_blanks(r->text, r->at);
    size_t best_end = r->at, end = r->at;
    const FeelType *best = scope_match_type(r->scope, r->text, r->at, &end);
    if (best) best_end = end;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        end = name_match(str_from(NAMES[i].name), r->text, r->at);
        if (end < best_end || end == 0) continue;
        best_end = end;
        best = &PLAIN[NAMES[i].kind];
    }
    if (best) r->at = best_end;
    return best;
}

static const FeelType *read_item(TypeReader *r, const FeelType *plain) {
    if (!take(r, "<")) return plain;
    const FeelType *item = read_type(r);
    if (!item || !take(r, ">")) return NULL;
    return plain->kind == FEEL_LIST ? feel_type_list(r->arena, item) : type_range(r->arena, item);
}

typedef struct Members {
    struct {
        Str *items;
        size_t count, capacity;
    } keys;
    struct {
        const FeelType **items;
        size_t count, capacity;
    } types;
} Members;

static bool read_key(TypeReader *r, Members *members) {
    size_t from = name_skip_blanks(r->text, r->at), at = from;
    while (at < r->text.size && !strchr(":,<>", r->text.at[at])) at++;
    Str key = name_normal(r->arena, str_part(r->text, from, at - from));
    r->at = at;
    if (key.size == 0 || !take(r, ":")) return false;
    *VEC_ADD(r->arena, &members->keys) = key;
    return true;
}

static bool read_members(TypeReader *r, bool has_keys, Members *members) {
    if (take(r, ">")) return true;
    do {
        if (has_keys && !read_key(r, members)) return false;
        const FeelType *type = read_type(r);
        if (!type) return false;
        *VEC_ADD(r->arena, &members->types) = type;
    } while (take(r, ","));
    return take(r, ">");
}

static const FeelType *read_context(TypeReader *r, const FeelType *plain) {
    Members members = {0};
    if (!take(r, "<")) return plain;
    if (!read_members(r, true, &members)) return NULL;
    return feel_type_context(r->arena, members.keys.items, members.types.items,
                             members.types.count);
}

static const FeelType *read_function(TypeReader *r, const FeelType *plain) {
    Members members = {0};
    if (!take(r, "<")) return plain;
    if (!read_members(r, false, &members) || !take(r, "->")) return NULL;
    const FeelType *result = read_type(r);
    if (!result) return NULL;
    return type_function(r->arena, NULL, members.types.items, members.types.count, result);
}

static const FeelType *read_type(TypeReader *r) {
    if (r->depth >= PARSE_DEPTH_MAX) return NULL;
    r->depth++;
    const FeelType *plain = read_name(r), *type = plain;
    if (plain == &PLAIN[FEEL_LIST] || plain == &PLAIN[FEEL_RANGE])
        type = read_item(r, plain);
    else if (plain == &PLAIN[FEEL_CONTEXT])
        type = read_context(r, plain);
    else if (plain == &PLAIN[FEEL_FUNCTION])
        type = read_function(r, plain);
    r->depth--;
    return type;
}

const FeelType *type_parse_at(Arena *a, const FeelScope *scope, Str text, size_t *at) {
    TypeReader r = {.arena = a, .scope = scope, .text = text, .at = *at};
    const FeelType *type = read_type(&r);
    *at = r.at;
    return type;
}

const FeelType *feel_type_parse(Arena *a, Str text) {
    size_t at = 0;
    const FeelType *type = type_parse_at(a, NULL, text, &at);
    return type && name_skip_blanks(text, at) == text.size ? type : NULL;
}

// ---- printing -----------------------------------------------------------------------------------

static void add_type(Buf *b, const FeelType *t, int depth);

static void add_members(Buf *b, const FeelType *t, bool has_keys, int depth) {
    enum { SHOWN_MAX = 12 };
    buf_add_byte(b, '<');
    for (size_t i = 0; i < t->count && i < SHOWN_MAX; i++) {
        if (i) buf_add_c(b, ", ");
        if (has_keys) buf_add(b, t->keys[i]);
        if (has_keys) buf_add_c(b, ": ");
        add_type(b, t->types[i], depth);
    }
    buf_add_c(b, t->count > SHOWN_MAX ? ", …>" : ">");
}

static void add_type(Buf *b, const FeelType *t, int depth) {
    if (depth > TEXT_DEPTH_MAX || b->size > 4096) {
        buf_add_c(b, "…");
        return;
    }
    buf_add_c(b, t->kind == FEEL_ANY    ? "Any"
                 : t->kind == FEEL_NULL ? "Null"
                                        : feel_kind_name(t->kind));
    if (t->kind == FEEL_CONTEXT && t->count > 0) add_members(b, t, true, depth + 1);
    if (t->kind == FEEL_FUNCTION && t->item) {
        add_members(b, t, false, depth + 1);
        buf_add_c(b, "->");
        add_type(b, t->item, depth + 1);
    } else if (t->item) {
        buf_add_byte(b, '<');
        add_type(b, t->item, depth + 1);
        buf_add_byte(b, '>');
    }
}

Str feel_type_text(Arena *a, const FeelType *t) {
    Buf b = {.arena = a};
    add_type(&b, t, 0);
    return buf_str(&b);
}

// ---- conformance --------------------------------------------------------------------------------

static bool conforms(const FeelType *from, const FeelType *to, int *steps);

static bool context_conforms(const FeelType *from, const FeelType *to, int *steps) {
    for (size_t i = 0; i < to->count; i++) {
        int64_t at = type_key_index(from, to->keys[i]);
        if (at < 0 ? from->count > 0 : !conforms(from->types[at], to->types[i], steps))
            return false;
    }
    return true;
}

static bool function_conforms(const FeelType *from, const FeelType *to, int *steps) {
    if (!to->item || !from->item) return true;
    if (from->count != to->count) return false;
    for (size_t i = 0; i < to->count; i++)
        if (!conforms(to->types[i], from->types[i], steps)) return false;
    return conforms(from->item, to->item, steps);
}

static bool conforms(const FeelType *from, const FeelType *to, int *steps) {
    if (from == to || type_is_open(from) || to->kind == FEEL_ANY) return true;
    if (++*steps > WALK_STEPS_MAX) return true;
    if (from->kind != to->kind) return false;
    if (to->kind == FEEL_CONTEXT) return context_conforms(from, to, steps);
    if (to->kind == FEEL_FUNCTION) return function_conforms(from, to, steps);
    return !from->item || !to->item || conforms(from->item, to->item, steps);
}

bool feel_type_conforms(const FeelType *from, const FeelType *to) {
    int steps = 0;
    return conforms(from, to, &steps);
}
