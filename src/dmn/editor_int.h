// dmn/editor_int.h - how the text given to an editor is made, which merging makes again
#ifndef SOFTLAW_DMN_EDITOR_INT_H
#define SOFTLAW_DMN_EDITOR_INT_H

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

#endif
