// dmn/editor_int.h - what giving a text to an editor and merging what comes back share
#ifndef SOFTLAW_DMN_EDITOR_INT_H
#define SOFTLAW_DMN_EDITOR_INT_H

#include "base/map.h"
#include "base/xml.h"
#include "dmn/editor.h"
#include "dmn/sheet.h"

typedef struct EditorText {
    Str text;
    Str prefix; // of the ids that were added; the model's own text does not hold it
    DmnVersion version;
    const XmlNode *own; // the root of the model's own text; that of `text` has the same shape
} EditorText;

bool editor_text_make(Arena *a, DmnSource own, EditorText *ret, Err *err);

// ---- merging (merge.c, merge_new.c) -------------------------------------------------------------

typedef struct Space {
    Str prefix, space; // an absent prefix is the default namespace
} Space;

typedef struct Merge {
    Arena *arena;
    Str own;
    Str prefix; // of ids that the own text does not have
    DmnVersion version;
    Map referred; // those of them that something else refers to: they must be written
    struct {
        Space *items;
        size_t count, capacity;
    } spaces; // declared where we are, the innermost last
    Buf out;
    struct DmnSpans spans;
} Merge;

// The namespaces that an element of the own text declares hold from here on; the caller sets the
// count of spaces back where it ends.
void merge_enter_spaces(Merge *m, const XmlNode *own);
void merge_add_escaped(Buf *b, Str text, bool is_attribute);
void merge_add_attribute(Merge *m, const XmlAttribute *x);
// `indent` begins with a line feed, or is empty where all stands on one line.
void merge_add_new(Merge *m, const XmlNode *n, Str indent);
// The bytes of the merged text from `start` to `end` are the element `id`; none if it is absent.
void merge_note_span(Merge *m, size_t start, size_t end, Str id);

#endif
