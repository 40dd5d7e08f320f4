// app/citation.c - provisions cited by their ids: "yellow-river-2021#art_3",
// "yellow-river.md#art_3"
//
// The name before the # is an agreement's id or its file. An id is looked up among the agreements
// of a folder, by their front matter alone.
#include "app/citation_int.h"

#include "base/file.h"
#include "base/known.h"

enum { NEAREST = 3, AGREEMENTS_MAX = 1000 };

static bool is_id_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

static bool is_path_byte(char c) {
    return is_id_byte(c) || c == '.' || c == '/';
}

Cited cited_of(Str path) {
    size_t at = path.size;
    while (at && path.at[at - 1] != '#') at--;
    Str provision = str_part(path, at, path.size);
    bool is_provision = at > 1 && provision.size && str_find(provision, STR("."), 0) < 0 &&
                        str_find(provision, STR("/"), 0) < 0;
    if (!is_provision) return (Cited){.agreement = path};
    return (Cited){str_part(path, 0, at - 1), provision};
}

// ---- the provision ------------------------------------------------------------------------------

// Provision 0, before the first heading, is not cited.
static bool find(const Document *d, Str id, size_t *ret) {
    for (size_t i = 1; i < d->provision_count; i++) {
        if (!str_is(d->provisions[i].id, id)) continue;
        *ret = i;
        return true;
    }
    return false;
}

Str cited_nearest(Arena *a, const Document *d, Str id) {
    Known known = {.arena = a};
    for (size_t i = 1; i < d->provision_count; i++) known_add(&known, d->provisions[i].id);
    return known_near_list(&known, id, NEAREST);
}

bool cited_find(Arena *a, const Document *d, Cited cited, size_t *ret, Err *err) {
    if (find(d, cited.provision, ret)) return true;
    Str nearest = cited_nearest(a, d, cited.provision);
    return err_set(err, ERR_NOT_FOUND,
                   MSG("\"{1}\" has no provision \"{2}\"", cited.agreement, cited.provision),
                   nearest.size ? MSG("the nearest: {1}; all of them: softlaw show {2} --ids",
                                      nearest, cited.agreement)
                                : MSG("all of them: softlaw show {1} --ids", cited.agreement));
}

size_t cited_end(const Document *d, size_t index) {
    size_t end = index + 1;
    while (end < d->provision_count && d->provisions[end].level > d->provisions[index].level) end++;
    return end;
}

size_t cited_end_offset(const Document *d, size_t index) {
    size_t end = cited_end(d, index);
    return end < d->provision_count ? d->provisions[end].place.offset : d->source.size;
}

// ---- the agreement ------------------------------------------------------------------------------

// The front matter alone is read: up to its second line of dashes.
static Str id_of_file(Arena *a, Str path) {
    Str text;
    Findings unread = {.arena = a};
    if (!file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &text, NULL)) return (Str){NULL, 0};
    int64_t end = str_find(text, STR("\n---"), 1);
    const Document *d =
        text_parse(a, path, end < 0 ? STR("") : str_part(text, 0, (size_t)end + 5), &unread);
    const YamlNode *id = yaml_find(d->front, "id");
    return id ? id->text : (Str){NULL, 0};
}

bool cited_file(Arena *a, Str folder, Str id, Str *ret) {
    FileList all = {0};
    Arena *one = arena_new();
    bool is_found = false;
    if (!file_list(a, folder.size ? folder : STR("."), &all, NULL)) all.count = 0;
    for (size_t i = 0; i < all.count && i < AGREEMENTS_MAX && !is_found; i++) {
        Str path = str_fmt(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(all.items[i]));
        if (!str_ends_with(path, STR(".md"))) continue;
        arena_reset(one);
        is_found = str_is(id_of_file(one, path), id);
        if (is_found) *ret = path;
    }
    arena_free(one);
    return is_found;
}

static bool is_id(Str name) {
    for (size_t i = 0; i < name.size; i++)
        if (!is_id_byte(name.at[i])) return false;
    return name.size;
}

const Agreement *load_cited(App *app, Cited *cited, Err *err) {
    Err first = {.code = ERR_NONE};
    const Agreement *g = load_agreement(app, cited->agreement, &first);
    bool may_be_id = first.code == ERR_NOT_FOUND && is_id(cited->agreement);
    if (!g && may_be_id && cited_file(app->arena, STR(""), cited->agreement, &cited->agreement))
        return load_agreement(app, cited->agreement, err);
    if (!g && err) *err = first;
    return g;
}

// ---- citations in a text ------------------------------------------------------------------------

static size_t start_of_name(Str text, size_t hash) {
    size_t at = hash;
    while (at && is_path_byte(text.at[at - 1])) at--;
    return at;
}

// Numbers of provisions end where other letters begin: "a-2021#art_3的规定".
static size_t plain_end(Str text, size_t at) {
    while (at < text.size && is_id_byte(text.at[at])) at++;
    while (text.at[at - 1] == '-' || text.at[at - 1] == '_') at--;
    return at;
}

// Ids of other letters, which come from headings, may go over into the words behind them: the
// longest that the agreement has.
static size_t longest_end(const Citations *s, size_t at) {
    size_t end = at, last = at + s->longest < s->text.size ? at + s->longest : s->text.size;
    for (size_t i = at + 1; i <= last; i++)
        if (map_get(&s->ids, str_part(s->text, at, i - at), NULL)) end = i;
    return end < s->text.size && is_id_byte(s->text.at[end]) ? at : end;
}

static bool citation_at(const Citations *s, size_t hash, Citation *ret) {
    Str text = s->text;
    size_t start = start_of_name(text, hash), from = hash + 1;
    bool is_link = start == hash && start && text.at[start - 1] == '(';
    if (from >= text.size || (start == hash && !is_link)) return false;
    size_t end = longest_end(s, from);
    if (end == from && is_id_byte(text.at[from])) end = plain_end(text, from);
    if (end == from) return false;
    *ret = (Citation){
        .offset = start,
        .size = end - start,
        .cited = {str_part(text, start, hash - start), str_part(text, from, end - from)}};
    return true;
}

Citations citations_of(Arena *a, const Document *d) {
    Citations s = {.ids = {.arena = a}, .text = d->source};
    for (uint32_t i = 1; i < d->provision_count; i++) {
        Str id = d->provisions[i].id;
        map_add(&s.ids, id, i);
        if (id.size > s.longest) s.longest = id.size;
    }
    return s;
}

bool citation_next(Citations *s, Citation *ret) {
    for (int64_t hash; (hash = str_find(s->text, STR("#"), s->at)) >= 0;) {
        s->at = (size_t)hash + 1;
        if (citation_at(s, (size_t)hash, ret)) return true;
    }
    return false;
}

static void check_one(App *app, const Document *d, const Citation *c) {
    Str nearest = cited_nearest(app->arena, d, c->cited.provision);
    finding_add(&app->findings, SEVERITY_ERROR, "citation",
                place_in(d->file, d->source, c->offset, c->size),
                MSG("this agreement has no provision \"{1}\"", c->cited.provision),
                nearest.size ? MSG("the nearest: {1}", nearest) : NO_MSG);
}

void citations_check(App *app, const Terms *t) {
    Citation c;
    Citations s = citations_of(app->arena, t->document);
    while (t->id.size && !app->findings.dropped_count && citation_next(&s, &c))
        if (str_is(c.cited.agreement, t->id) && !map_get(&s.ids, c.cited.provision, NULL))
            check_one(app, t->document, &c);
}
