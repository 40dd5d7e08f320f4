// akn/akn_int.h - what the files of this room share: the tree between Markdown and XML
//
// A block of the agreement is one tree, whether it was read from Markdown or from XML; what is
// equal as a tree says the same. Line breaks that mean nothing are "\n" within a text.
#ifndef SOFTLAW_AKN_AKN_INT_H
#define SOFTLAW_AKN_AKN_INT_H

#include "akn/akn.h"
#include "base/xml.h"

#define AKN_NAMESPACE "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define SOFTLAW_NAMESPACE "urn:softlaw:1"

// ---- the tree (tree.c) --------------------------------------------------------------------------

typedef enum NodeKind {
    AKN_ROOT,
    // within a paragraph
    AKN_TEXT,
    AKN_CODE,
    AKN_BREAK, // a line break that is meant
    AKN_RAW,   // HTML
    AKN_EMPHASIS,
    AKN_STRONG,
    AKN_LINK,
    AKN_IMAGE,
    // blocks
    AKN_PARAGRAPH,
    AKN_HEADING,
    AKN_LIST,
    AKN_ITEM,
    AKN_QUOTE,
    AKN_VERBATIM,
    AKN_TERMS,
    AKN_HTML,
    AKN_RULE,
    AKN_TABLE,
    AKN_ROW,
    AKN_CELL,
} NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    Str text;      // of a text, code, HTML; of a heading its number; of an image what it shows
    Str address;   // of links and images
    Str title;     // of links and images; what a VERBATIM is written in; how a CELL is aligned
    int64_t start; // of an ordered LIST, else -1
    char delimiter;
    int level; // of a heading
    Node *first, *last, *next;
    size_t capacity; // of a text that grows
    Str source; // of a block read from Markdown: as written, whole lines without the last line end
};

Node *akn_tree_new(Arena *a, NodeKind kind);
Node *akn_tree_add(Arena *a, Node *parent, NodeKind kind);
void akn_tree_attach(Node *parent, Node *child);
// A text behind what is there; grown where a text is there already.
void akn_tree_add_text(Arena *a, Node *parent, Str text);
// Another text for a TEXT.
void akn_tree_set_text(Node *text, Str view);
// The same words in the same markup.
bool akn_tree_is_equal(const Node *a, const Node *b);
// All text below, as one.
void akn_tree_add_words(Buf *b, const Node *n);

// ---- Markdown -----------------------------------------------------------------------------------

// The blocks of a text, in order, below a ROOT. NULL where they are nested too deep.
Node *markdown_read(Arena *a, Str text);
// The only block of a text; NULL where there are none or several.
const Node *markdown_read_block(Arena *a, Str text);
// What of a paragraph is a table (markdown_table.c). `lines` begins with its header.
void markdown_read_table(Arena *a, Node *parent, Str lines);
// Inline Markdown of one line.
void markdown_read_inline(Arena *a, Node *parent, Str line);

typedef enum Spelling {
    SPELL_PLAIN,   // nothing escaped
    SPELL_ESCAPED, // all that could be markup escaped
    SPELL_BARE,    // … and emphasis left out
} Spelling;
// A block as Markdown, without a line end behind it.
Str markdown_of(Arena *a, const Node *block, Spelling spelling);

// ---- Akoma Ntoso --------------------------------------------------------------------------------

// A tag is written attribute by attribute and then closed.
typedef struct Writer {
    Arena *arena;
    Buf *b;
    int depth;
    Str provision; // id of the provision that the blocks stand in
    size_t paragraphs, lists, tables, quotes;
} Writer;
void write_tag(Writer *w, const char *name);
void write_attribute(Writer *w, const char *name, Str value);
// Quotes stay as they are.
void write_text(Writer *w, Str text);
void write_indent(Writer *w);
// `<name>` on a line of its own, and what stands within goes deeper; and its end.
void write_open(Writer *w, const char *name);
void write_close(Writer *w, const char *name);
// Where a block differs from what softlaw would write: what stands before it, and its spelling.
typedef struct Written {
    Str before, spelling; // absent where as expected
} Written;
void write_written(Writer *w, Written written);
void write_block(Writer *w, const Node *block, Written written);
void write_inlines(Writer *w, const Node *parent);
// Metadata and title (meta.c).
void write_meta(Writer *w, const Terms *t);
void write_preface(Writer *w, const Terms *t);
// ISO 639-2 of ISO 639-1, and back; unknown ones stay.
Str language_long(Str code);
Str language_short(Str code);

// How a document in Akoma Ntoso is told apart (from_xml.c).
typedef struct AknBlock {
    const Node *node;
    Str before, spelling; // as recorded; absent where as expected
    const XmlNode *xml;
} AknBlock;
typedef struct AknDocument {
    Str file;
    const XmlNode *front;    // softlaw:front, or NULL
    const XmlNode *document; // act, doc, bill …
    const XmlNode *meta;     // its metadata, or NULL
    Str end;                 // recorded; absent where as expected
    struct {
        AknBlock *items;
        size_t count, capacity;
    } blocks;
} AknDocument;
typedef struct AknSource {
    Str file, text;
    const XmlNode *root;
} AknSource;
// Was it written by softlaw?
bool akn_is_own(const XmlNode *root);
// False with findings. `is_exact`: blanks mean what they mean in what softlaw writes; else they may
// come from whoever laid the XML out.
bool akn_read(Arena *a, AknSource source, bool is_exact, AknDocument *ret, Findings *f);
// Front matter made of another producer's metadata (front.c).
Str akn_front(Arena *a, const AknDocument *d, Findings *f);

// The text directly and further within; and its words, blanks as one.
Str xml_text(Arena *a, const XmlNode *n);
Str xml_words(Arena *a, const XmlNode *n);
Str softlaw_attribute(const XmlNode *n, const char *name);

#endif
