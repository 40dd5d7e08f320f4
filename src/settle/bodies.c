// settle/bodies.c - what settle's records say, written and read
//
// Every body is a fixed sequence of lines (store.h, body_add). Reading is strict: a body that is
// not exactly what would be written is refused, so that a rebuild never guesses.
#include "settle/settle_int.h"

#include <assert.h>

// ---- reading ------------------------------------------------------------------------------------

typedef struct Reader {
    Arena *arena;
    Str rest;
    bool is_bad;
} Reader;

static BodyLine read_line(Reader *r, const char *name, size_t count) {
    BodyLine line;
    if (!r->is_bad && body_next(r->arena, &r->rest, &line) && line.count == count &&
        str_is(line.name, str_from(name)))
        return line;
    r->is_bad = true;
    return (BodyLine){.count = 0};
}

static Str read_text(Reader *r, const char *name) {
    return read_line(r, name, 1).values[0];
}

static int64_t to_number(Reader *r, Str text) {
    int64_t number = 0;
    if (!text.size || text.size > 18 || (text.at[0] == '0' && text.size > 1)) r->is_bad = true;
    for (size_t i = 0; i < text.size && !r->is_bad; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') r->is_bad = true;
        number = number * 10 + (text.at[i] - '0');
    }
    return r->is_bad ? 0 : number;
}

static int64_t read_number(Reader *r, const char *name) {
    return to_number(r, read_text(r, name));
}

static bool is_next(const Reader *r, const char *name) {
    Str start = str_from(name);
    return str_starts_with(r->rest, start) && r->rest.size > start.size &&
           r->rest.at[start.size] == '\t';
}

static bool is_read(const Reader *r) {
    return !r->is_bad && r->rest.size == 0;
}

static int find_word(Reader *r, const char *const *words, int count, Str word) {
    for (int i = 0; i < count; i++)
        if (str_is(word, str_from(words[i]))) return i;
    r->is_bad = true;
    return 0;
}

// ---- files, agreements, closings ----------------------------------------------------------------

Str file_to_body(Arena *a, const FileBody *f) {
    Buf b = {.arena = a};
    body_add_1(&b, "hash", f->hash);
    body_add_1(&b, "name", f->name);
    body_add_int(&b, "part", f->part);
    body_add_int(&b, "parts", f->parts);
    body_add_1(&b, "text", f->text);
    return buf_str(&b);
}

bool file_from_body(Arena *a, Str body, FileBody *ret) {
    Reader r = {a, body, false};
    ret->hash = read_text(&r, "hash");
    ret->name = read_text(&r, "name");
    ret->part = read_number(&r, "part");
    ret->parts = read_number(&r, "parts");
    ret->text = read_text(&r, "text");
    return is_read(&r);
}

Str agreement_to_body(Arena *a, const AgreementInfo *i) {
    Buf b = {.arena = a};
    body_add_1(&b, "agreement", i->id);
    body_add_1(&b, "version", i->version);
    body_add_1(&b, "label", i->label);
    body_add_1(&b, "title", i->title);
    return buf_str(&b);
}

bool agreement_from_body(Arena *a, Str body, AgreementInfo *ret) {
    Reader r = {a, body, false};
    ret->id = read_text(&r, "agreement");
    ret->version = read_text(&r, "version");
    ret->label = read_text(&r, "label");
    ret->title = read_text(&r, "title");
    return is_read(&r);
}

Str close_to_body(Arena *a, const CloseBody *c) {
    Buf b = {.arena = a};
    body_add_1(&b, "agreement", c->agreement);
    body_add_1(&b, "period", c->period);
    return buf_str(&b);
}

bool close_from_body(Arena *a, Str body, CloseBody *ret) {
    Reader r = {a, body, false};
    ret->agreement = read_text(&r, "agreement");
    ret->period = read_text(&r, "period");
    return is_read(&r);
}

// ---- runs ---------------------------------------------------------------------------------------

Str run_to_body(Arena *a, const RunBody *r) {
    Buf b = {.arena = a};
    body_add_int(&b, "run", r->number);
    body_add_1(&b, "agreement", r->agreement);
    body_add_1(&b, "version", r->version);
    body_add_1(&b, "period", r->period);
    body_add_1(&b, "key", r->key);
    body_add_1(&b, "content", r->content);
    body_add_int(&b, "corrects", r->corrects);
    body_add_int(&b, "first", r->first_entry);
    body_add_int(&b, "entries", r->entry_count);
    for (size_t i = 0; i < r->fact_count; i++) body_add_1(&b, "facts", r->facts[i]);
    return buf_str(&b);
}

static void read_facts(Reader *r, RunBody *ret) {
    struct {
        Str *items;
        size_t count, capacity;
    } facts = {0};
    while (is_next(r, "facts")) *VEC_ADD(r->arena, &facts) = read_text(r, "facts");
    ret->facts = facts.items;
    ret->fact_count = facts.count;
}

bool run_from_body(Arena *a, Str body, RunBody *ret) {
    Reader r = {a, body, false};
    ret->number = read_number(&r, "run");
    ret->agreement = read_text(&r, "agreement");
    ret->version = read_text(&r, "version");
    ret->period = read_text(&r, "period");
    ret->key = read_text(&r, "key");
    ret->content = read_text(&r, "content");
    ret->corrects = read_number(&r, "corrects");
    ret->first_entry = read_number(&r, "first");
    ret->entry_count = read_number(&r, "entries");
    read_facts(&r, ret);
    return is_read(&r);
}

// ---- entries ------------------------------------------------------------------------------------

static const char *const LINE_KINDS[] = {"payment", "residue", "rounding"};
static const char *const SIDE_KINDS[] = {"party", "pool", "member", "residue", "rounding"};
enum {
    LINE_KIND_COUNT = sizeof LINE_KINDS / sizeof LINE_KINDS[0],
    SIDE_KIND_COUNT = sizeof SIDE_KINDS / sizeof SIDE_KINDS[0],
};

const char *line_kind_name(LineKind k) {
    assert((int)k < LINE_KIND_COUNT);
    return LINE_KINDS[k];
}

static void add_side(Buf *b, const char *name, Side side) {
    Str values[] = {str_from(SIDE_KINDS[side.kind]), side.set, side.id};
    body_add(b, name, values, 3);
}

static Side read_side(Reader *r, const char *name) {
    BodyLine line = read_line(r, name, 3);
    SideKind kind = (SideKind)find_word(r, SIDE_KINDS, SIDE_KIND_COUNT, line.values[0]);
    return (Side){kind, line.values[1], line.values[2]};
}

Str entry_to_body(Arena *a, const Entry *e) {
    Buf b = {.arena = a};
    body_add_int(&b, "entry", e->number);
    body_add_int(&b, "run", e->run);
    body_add_int(&b, "reverses", e->reverses);
    body_add_1(&b, "agreement", e->agreement);
    body_add_1(&b, "period", e->period);
    body_add_1(&b, "kind", str_from(line_kind_name(e->kind)));
    body_add_1(&b, "item", e->item);
    body_add_1(&b, "member", e->member);
    add_side(&b, "from", e->from);
    add_side(&b, "to", e->to);
    body_add(&b, "amount", (Str[]){e->amount, e->currency}, 2);
    body_add_1(&b, "due", e->due);
    body_add_1(&b, "exact", e->exact);
    for (size_t i = 0; i < 2; i++) {
        const Posting *p = &e->postings[i];
        body_add(&b, "posting", (Str[]){p->account, p->currency, p->amount}, 3);
    }
    return buf_str(&b);
}

bool entry_from_body(Arena *a, Str body, Entry *ret) {
    Reader r = {a, body, false};
    ret->number = read_number(&r, "entry");
    ret->run = read_number(&r, "run");
    ret->reverses = read_number(&r, "reverses");
    ret->agreement = read_text(&r, "agreement");
    ret->period = read_text(&r, "period");
    ret->kind = (LineKind)find_word(&r, LINE_KINDS, LINE_KIND_COUNT, read_text(&r, "kind"));
    ret->item = read_text(&r, "item");
    ret->member = read_text(&r, "member");
    ret->from = read_side(&r, "from");
    ret->to = read_side(&r, "to");
    BodyLine amount = read_line(&r, "amount", 2);
    ret->amount = amount.values[0];
    ret->currency = amount.values[1];
    ret->due = read_text(&r, "due");
    ret->exact = read_text(&r, "exact");
    for (size_t i = 0; i < 2; i++) {
        BodyLine p = read_line(&r, "posting", 3);
        ret->postings[i] = (Posting){p.values[0], p.values[1], p.values[2]};
    }
    return is_read(&r);
}
