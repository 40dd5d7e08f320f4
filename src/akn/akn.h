// akn/akn.h - an agreement as Akoma Ntoso 1.0 (namespace akn/3.0), and back
//
// The words stand in Akoma Ntoso's own elements: articles with number and heading, paragraphs,
// lists, tables, emphasis and links. What Akoma Ntoso has no element for stands in the namespace
// urn:softlaw:1: the terms blocks where they stand, the front matter in the metadata, and, where a
// block was not written as softlaw would write it, its spelling. A spelling counts only while it
// says the same as the words beside it; so the words can be edited there, and Markdown that was
// written out comes back byte for byte.
//
// Pure: functions of their arguments. Any bytes may be read.
#ifndef SOFTLAW_AKN_AKN_H
#define SOFTLAW_AKN_AKN_H

#include "terms/terms.h"

// Terms with their Document -> XML. False, with a finding, where the text cannot stand in XML or is
// nested too deep.
bool akn_from_text(Arena *a, const Terms *t, Buf *out, Findings *f);

// XML -> the Markdown of an agreement. What of another producer's document cannot be kept is told
// by findings. False where there is no Markdown: with an Err for what is no XML, with a finding for
// what is no document of Akoma Ntoso.
bool akn_to_text(Arena *a, Str file, Str xml, Buf *out, Findings *f, Err *err);

#endif
