// dmn/editor.h - a model in the hands of an editor that understands only part of it
//
// An editor reads a model into its own terms and writes it anew: comments, order, namespaces and
// whatever it does not know are gone. So nothing that it writes is taken over as it is. The editor
// is given a text in its version of DMN in which every element has an id; what it gives back before
// anyone has changed something (the baseline) shows what it understands, and the difference from
// there to what it gives back later is what the person did. That difference alone is applied to the
// model's own text; every other byte stays.
//
//     dmn_editor_text(a, own, &given, &err);              // to the editor
//     dmn_editor_merge(a, own, baseline, edited, &merged, &err);
//     file_write(… merged.text …);
#ifndef SOFTLAW_DMN_EDITOR_H
#define SOFTLAW_DMN_EDITOR_H

#include "dmn/model.h"

// The model as editors take it: DMN 1.3, every element with an id. False with err if it is no
// model.
bool dmn_editor_text(Arena *a, DmnSource own, Buf *out, Err *err);

// Bytes of the merged text that belong to an element, and the id by which the editor knows it.
typedef struct DmnSpan {
    size_t start, end;
    Str id;
} DmnSpan;
typedef struct DmnMerged {
    Str text;
    struct DmnSpans {
        DmnSpan *items;
        size_t count, capacity;
    } spans;
} DmnMerged;

// The model's own text with the changes from `baseline` to `edited`. Elements are matched by their
// ids, those without by name and order; what was added is written in the version and with the
// prefixes of the text.
bool dmn_editor_merge(Arena *a, DmnSource own, Str baseline, Str edited, DmnMerged *ret, Err *err);
// The innermost element that the editor knows at this byte of the merged text; absent if none.
Str dmn_merged_element(const DmnMerged *m, size_t offset);

#endif
