// akn/akn_read.h - what the readers of elements share
//
// Elements are of four sorts: provisions, which become headings; blocks with a form of their own;
// those within a paragraph; and the rest, which are walked through. Walking through collects what
// is not a block in paragraphs, so that no word is lost whatever the element is called.
#ifndef SOFTLAW_AKN_AKN_READ_H
#define SOFTLAW_AKN_AKN_READ_H

#include "akn/akn_int.h"
#include "base/map.h"

enum { LEVEL_MAX = 6 };

typedef struct Reader {
    Arena *arena;
    AknDocument *out;
    Findings *findings;
    bool is_own;   // written by softlaw
    bool is_exact; // blanks are as they were written
    Map told;      // what a finding was made for
    Str number;    // of a provision without heading, for its first paragraph
    int level;     // of the provision that is open
    int sibling;   // level of the provision before
} Reader;

// Where blocks go: into the document, or into a block.
typedef struct Target {
    Node *parent;    // NULL: the document
    Node *paragraph; // that is being collected, or NULL
} Target;

// Reads one element with all below it.
typedef void ReadElement(Reader *r, Target *t, const XmlNode *n);
typedef void ReadInline(Reader *r, Node *parent, const XmlNode *n);

// Once for each name, what is not kept (from_xml.c).
bool akn_is_first_time(Reader *r, Str what);
void akn_tell(Reader *r, const XmlNode *n, Message message);
void akn_tell_element(Reader *r, const XmlNode *n);
void akn_tell_attributes(Reader *r, const XmlNode *n);
void akn_add_block(Reader *r, Target *t, Node *block, const XmlNode *n);
const XmlNode *akn_softlaw_child(const XmlNode *n, const char *name);

// Walking through (from_xml.c): one child; all that stands in an element; the same as children of a
// block.
ReadElement akn_read_child, akn_read_flow;
void akn_read_into(Reader *r, Node *parent, const XmlNode *n);
bool akn_is_item(const XmlNode *n);
// Does it stand apart from the words before and behind it?
bool akn_is_block(const XmlNode *n);

// Paragraphs and what stands within them (read_inline.c).
Node *akn_paragraph_of(Reader *r, Target *t);
ReadElement akn_end_paragraph;
void akn_trim_ends(Node *p);
void akn_add_text(Reader *r, Node *parent, Str text);
void akn_part_words(Reader *r, Node *parent);
ReadInline akn_read_inline, akn_read_inlines;

// Blocks (read_block.c), lists and tables (read_list.c, read_table.c), provisions
// (read_provision.c).
ReadElement akn_read_p, akn_read_named_block, akn_read_foreign, akn_read_container, akn_read_list,
    akn_read_table, akn_read_provision, akn_read_wrap_up;
bool akn_is_provision(Str name);

#endif
