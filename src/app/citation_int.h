// app/citation_int.h - a provision cited by its id, on the command line or in a text
#ifndef SOFTLAW_APP_CITATION_INT_H
#define SOFTLAW_APP_CITATION_INT_H

#include "app/app_int.h"

// An agreement, by its file or its id, and a provision of it; `provision` is absent where the whole
// agreement is meant.
typedef struct Cited {
    Str agreement, provision;
} Cited;

Cited cited_of(Str path);
// Its index; false with err that names the nearest.
bool cited_find(Arena *a, const Document *d, Cited cited, size_t *ret, Err *err);
// The ids that are nearest to one that is not there: "art_3, art_13".
Str cited_nearest(Arena *a, const Document *d, Str id);
// A provision is cited with those that stand under it: the next that does not, and where it begins.
size_t cited_end(const Document *d, size_t index);
size_t cited_end_offset(const Document *d, size_t index);

// The file of the agreement with this id among those of a folder ("examples/", "" for this one).
bool cited_file(Arena *a, Str folder, Str id, Str *ret);
// Read and compile it; a name that is no file may be the id of an agreement of this folder, whose
// file is then its name.
const Agreement *load_cited(App *app, Cited *cited, Err *err);

// A citation in a text. Without a name before the # it is a link within the agreement: (#art_3).
typedef struct Citation {
    size_t offset, size;
    Cited cited;
} Citation;
// All of them in an agreement, one after the other.
typedef struct Citations {
    Map ids; // of its provisions -> index
    size_t longest;
    Str text;
    size_t at;
} Citations;
Citations citations_of(Arena *a, const Document *d);
bool citation_next(Citations *s, Citation *ret);

// Where an agreement cites itself, the provision must be there.
void citations_check(App *app, const Terms *t);

#endif
