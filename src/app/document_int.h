// app/document_int.h - an agreement in an editor, from inside
//
// A version lives in an arena of its own. The one before stays until the next has been checked,
// which takes over from it what has not changed; so memory stays flat however long somebody types.
#ifndef SOFTLAW_APP_DOCUMENT_INT_H
#define SOFTLAW_APP_DOCUMENT_INT_H

#include "app/app_int.h"
#include "app/document.h"

typedef struct Version {
    Arena *arena;
    App *app;
    const Checked *checked; // NULL before the first text
} Version;

struct AppEditor {
    AppOptions options;
    CheckLists lists;
};

struct AppDocument {
    Arena *arena; // of what lives as long as the document
    AppOptions options;
    Str path;
    const DocumentFacts *facts; // of a text that is no file; NULL: it is one
    const CheckLists *lists;    // of the editor
    Version versions[2];
    int now;
    Arena *known_arena; // of the names that were there when all blocks could be read
    struct KnownNames {
        struct KnownName *items;
        size_t count, capacity;
    } known;
};

static inline const Version *version_now(const AppDocument *d) {
    return &d->versions[d->now];
}
static inline const Terms *terms_now(const AppDocument *d) {
    return version_now(d)->checked->agreement->terms;
}

// ---- names (document_names.c) -------------------------------------------------------------------

typedef enum NameKind { NAME_PARTY, NAME_SET, NAME_POOL, NAME_ITEM } NameKind;
typedef struct Name {
    Str id;
    NameKind kind;
    uint32_t index; // into parties, sets, pools or items
    Place place;    // where it is defined
} Name;
typedef struct NameUse {
    uint32_t name;
    size_t offset, size;
} NameUse;

// The names of an agreement and every place in terms and tables where one stands, in order. Words
// of the text are no uses, even where they are the same letters.
typedef struct Names {
    Arena *arena;
    Name *items;
    size_t count, capacity;
    Map shared, parties; // id -> index
    size_t longest;      // bytes
    struct NameUses {
        NameUse *items;
        size_t count, capacity;
    } uses;
} Names;

const Names *names_of(Arena *a, const Terms *t);
// The use at `offset`; NULL if none is there.
const NameUse *names_at(const Names *n, size_t offset);
// The names in a formula, in order: offsets within it.
struct NameUses names_in(Arena *a, const Names *n, Str formula);
NameView name_view(const Terms *t, Lang lang, const Name *name);
const char *name_kind(const Terms *t, const Name *name);

// A name as completion shows it.
typedef struct KnownName {
    Str id, label;
    NameKind kind;
    const char *what;
} KnownName;
// The names of this version, and of blocks that cannot be read just now those of an earlier one.
size_t document_known_names(const AppDocument *d, Arena *a, const KnownName **ret);

#endif
