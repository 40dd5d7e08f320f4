// app/document_cite.c - what a citation leads to: a provision of this agreement or of one beside it
#include "app/citation_int.h"
#include "app/document_int.h"

#include "base/file.h"

static Str folder_of(Str path) {
    size_t at = path.size;
    while (at && path.at[at - 1] != '/') at--;
    return str_part(path, 0, at);
}

static bool find_citation(const AppDocument *d, Arena *a, size_t offset, Citation *ret) {
    Citations all = citations_of(a, terms_now(d)->document);
    Str text = document_text(d);
    for (all.at = offset; all.at && text.at[all.at - 1] != '\n'; all.at--) continue;
    while (citation_next(&all, ret) && ret->offset <= offset)
        if (offset <= ret->offset + ret->size) return true;
    return false;
}

// The text of the agreement that is cited; this one where it cites itself.
static bool open_cited(const AppDocument *d, Arena *a, Cited cited, CitedPlace *p) {
    Str folder = folder_of(d->path), path;
    if (!cited.agreement.size || str_is(cited.agreement, terms_now(d)->id)) {
        p->text = document_text(d);
        return true;
    }
    if (d->facts) return false;
    path = str_fmt(a, "%.*s%.*s", STR_ARG(folder), STR_ARG(cited.agreement));
    bool is_file = str_ends_with(path, STR(".md"));
    if (!is_file && !cited_file(a, folder, cited.agreement, &path)) return false;
    p->file = str_part(path, folder.size, path.size);
    return file_read_text(a, path, LIMIT_DOCUMENT_BYTES, &p->text, NULL);
}

bool document_cited(const AppDocument *d, Arena *a, size_t offset, CitedPlace *ret) {
    Citation c;
    size_t index;
    Findings unread = {.arena = a};
    CitedPlace p = {.here = {0, 0}};
    if (offset > document_text(d).size || !find_citation(d, a, offset, &c)) return false;
    if (!open_cited(d, a, c.cited, &p)) return false;
    const Document *cited =
        p.file.size ? text_parse(a, p.file, p.text, &unread) : terms_now(d)->document;
    if (!cited_find(a, cited, c.cited, &index, NULL)) return false;
    const Provision *found = &cited->provisions[index];
    p.here = (NameSpan){c.offset, c.size};
    p.heading = (NameSpan){found->place.offset, found->place.size};
    p.title = found->heading;
    p.words = text_words(a, found);
    *ret = p;
    return true;
}
