// app/bundle.c - a decision model with those beside it that it imports
//
// Imports are looked for by namespace among the .dmn files of the same folder, and nowhere else.
#include "app/dmn_int.h"

#include "base/file.h"

static Str folder_of(Str path) {
    size_t end = path.size;
    while (end > 0 && path.at[end - 1] != '/') end--;
    return end ? str_part(path, 0, end - 1 ? end - 1 : 1) : STR(".");
}

Str bundle_beside(Arena *a, Str path, Str name) {
    size_t end = path.size;
    while (end > 0 && path.at[end - 1] != '/') end--;
    return str_fmt(a, "%.*s%.*s", (int)end, path.at, STR_ARG(name));
}

static bool read_source(App *app, Str path, DmnSource *ret, DmnHead *ret_head, Err *err) {
    *ret = (DmnSource){.file = path};
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &ret->text, err)) return false;
    *VEC_ADD(app->arena, &app->sources) = (SourceText){path, ret->text};
    return dmn_source_head(app->arena, *ret, ret_head, err);
}

typedef struct Neighbour {
    DmnSource source;
    DmnHead head;
    bool is_taken;
} Neighbour;

typedef struct Neighbours {
    Neighbour *items;
    size_t count, capacity;
} Neighbours;

// The other models of the folder; files that are none are passed over.
static void read_neighbours(App *app, Str path, Neighbours *ret) {
    FileList list = {0};
    if (str_is(path, STR("-")) || !file_list(app->arena, folder_of(path), &list, NULL)) return;
    for (size_t i = 0; i < list.count; i++) {
        Str file = bundle_beside(app->arena, path, list.items[i]);
        Neighbour n = {.is_taken = false};
        if (!str_ends_with(file, STR(".dmn")) || str_is(file, path)) continue;
        if (read_source(app, file, &n.source, &n.head, NULL)) *VEC_ADD(app->arena, ret) = n;
    }
}

static void take_imports(App *app, Bundle *b, const DmnHead *head, Neighbours *from) {
    for (size_t i = 0; i < head->import_count; i++)
        for (size_t k = 0; k < from->count; k++) {
            Neighbour *n = &from->items[k];
            if (!str_is(n->head.space, head->imports[i])) continue;
            if (!n->is_taken) *VEC_ADD(app->arena, b) = n->source;
            if (!n->is_taken) *VEC_ADD(app->arena, &b->heads) = n->head;
            n->is_taken = true;
            break;
        }
}

static bool read_bundle(App *app, DmnSource source, Bundle *ret, Err *err) {
    DmnHead head;
    if (!dmn_source_head(app->arena, source, &head, err)) return false;
    *ret = (Bundle){.items = NULL};
    *VEC_ADD(app->arena, ret) = source;
    *VEC_ADD(app->arena, &ret->heads) = head;
    if (!head.import_count) return true;
    Neighbours neighbours = {0};
    read_neighbours(app, source.file, &neighbours);
    for (size_t i = 0; i < ret->count; i++)
        take_imports(app, ret, &ret->heads.items[i], &neighbours);
    return true;
}

const DmnModel *bundle_model_text(App *app, DmnSource source, bool is_lenient, Findings *f,
                                  Err *err) {
    Bundle b;
    *VEC_ADD(app->arena, &app->sources) = (SourceText){source.file, source.text};
    if (!read_bundle(app, source, &b, err)) return NULL;
    return dmn_model_read(app->arena, b.items, b.count, (DmnModelOptions){.is_lenient = is_lenient},
                          f, err);
}

const DmnModel *bundle_model(App *app, Str path, bool is_lenient, Findings *f, Err *err) {
    DmnSource source = {.file = path};
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &source.text, err)) return NULL;
    return bundle_model_text(app, source, is_lenient, f, err);
}
