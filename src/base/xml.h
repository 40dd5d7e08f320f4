// base/xml.h - XML read to a tree that keeps the place of everything
//
// libxml2 does the reading, closed: no network, no document type (so no entities but the five of
// XML itself), no huge documents, UTF-8 only. The tree is made of what applications need: names,
// namespaces, attributes, text; and of the span of every element in the source, so that a fault can
// be shown where it was written and a part can be replaced without touching the rest.
#ifndef SOFTLAW_BASE_XML_H
#define SOFTLAW_BASE_XML_H

#include "base/message.h"

typedef struct XmlAttribute {
    Str name, space, value; // space: the namespace's URI, absent if none
} XmlAttribute;

typedef struct XmlNode XmlNode;
struct XmlNode {
    Str name, space;
    const XmlAttribute *attributes;
    size_t attribute_count;
    Str whole;        // all character data directly within
    Str text;         // the same, blanks at both ends cut off
    Place place;      // of the start tag
    Place text_place; // of `text`; where references stand in it, columns behind them are too small
    size_t before;    // so much of the parent's `whole` stands before this element
    size_t end;       // offset behind the end tag
    XmlNode *first, *last, *next;
};

// The root element. NULL and ERR_INPUT or ERR_LIMIT with the place of the fault.
const XmlNode *xml_parse(Arena *a, Str file, Str text, Err *err);
// The value of an attribute without namespace; absent if it is not there.
Str xml_attribute(const XmlNode *n, const char *name);
Str xml_attribute_in(const XmlNode *n, Str space, const char *name);
// The first child element of that local name in the namespace of `n`, or NULL; also if `n` is NULL.
const XmlNode *xml_child(const XmlNode *n, const char *name);
// The next one after `child` of the same name.
const XmlNode *xml_next(const XmlNode *child);
bool xml_is(const XmlNode *n, const char *name);

// `s` with & < > " and what a reader would change (a carriage return) as references, for text.
void xml_add_text(Buf *b, Str s);
// The same for attributes, whose tabs and line ends a reader takes for blanks.
void xml_add_value(Buf *b, Str s);
// Offset of the first character that XML 1.0 cannot hold, or -1; `s` is well-formed UTF-8.
int64_t xml_find_forbidden(Str s);

#endif
