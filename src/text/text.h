// text/text.h - source (Markdown with front matter and `terms` blocks) -> Document
//
// A Document is the text people sign, cut into provisions with stable ids; its front matter and
// `terms` blocks are YAML trees that keep their places. Pure: a function of its arguments.
#ifndef SOFTLAW_TEXT_TEXT_H
#define SOFTLAW_TEXT_TEXT_H

#include "base/message.h"

typedef enum YamlKind { YAML_SCALAR, YAML_LIST, YAML_MAP } YamlKind;

// A YAML node. Aliases, anchors, tags are refused when reading; of a key given twice the first
// stays.
typedef struct YamlNode YamlNode;
struct YamlNode {
    YamlKind kind;
    Place place;     // of the value within the file, inside its quotes
    Str text;        // of a scalar
    Str source;      // as written in the file, from `place` on, without quotes
    bool is_quoted;  // written in quotes or as a block: never a number, boolean or null
    bool is_escaped; // `text` and `source` differ by more than line breaks and blanks
    bool is_flow;    // a list or map in brackets
    Str *keys;       // of a map
    Place *key_places;
    YamlNode **items; // of a list or map
    size_t count;
};

// The value of a key in a map, or NULL (also if `n` is NULL or no map).
const YamlNode *yaml_find(const YamlNode *n, const char *key);
// Parse `text`, which starts at byte `offset` of `file_text`. NULL with findings on a fault.
const YamlNode *yaml_parse(Arena *a, Str file, Str file_text, size_t offset, size_t size,
                           Findings *f);

typedef struct TableCell {
    Str text; // inline Markdown taken off
    Place place;
} TableCell;

// A Markdown table: row 0 is the header. cells[row * column_count + column].
typedef struct TextTable {
    TableCell *cells;
    size_t row_count, column_count;
    Place place;
} TextTable;

// The cells of a row as written, blanks at their ends cut off; and the text of a cell without its
// inline Markdown. For those who change a table in its place.
Str *text_row_cells(Arena *a, Str line, size_t *ret_count);
Str text_cell(Arena *a, Str written);

// A piece of a provision, in order.
typedef enum TextPieceKind { TEXT_WORDS, TEXT_TABLE, TEXT_TERMS } TextPieceKind;
typedef struct TextPiece {
    TextPieceKind kind;
    Place place;
    Str source;             // the Markdown as written (WORDS, TABLE)
    Str words;              // plain words (WORDS: markup taken off)
    const TextTable *table; // of TABLE
    const YamlNode *terms;  // of TERMS; NULL if it did not parse
} TextPiece;

// A heading and what stands under it, up to the next heading. Provision 0 is the preamble before
// the first heading (possibly empty).
typedef struct Provision {
    Str id;      // stable, as in Akoma Ntoso: "art_3", "art_3__para_2", or from the heading's words
    Str heading; // "第三条 水质基本补偿"
    Str number;  // "第三条", "Article 3", "" if none
    int level;   // 1..6; 0 for the preamble
    int parent;  // index of the provision it stands under, or -1
    Place place;
    TextPiece *pieces;
    size_t piece_count;
} Provision;

typedef struct Document {
    Str file, source;
    const YamlNode *front; // the front matter; NULL if there is none
    size_t body;           // offset behind the front matter
    Provision *provisions;
    size_t provision_count;
    Str hash; // SHA-256 of the source, hex: the version's name
    // For text_parse_again: what is wrong with the pieces, and whether they may be taken over.
    struct DocumentFaults {
        Finding *items;
        size_t count, capacity;
    } faults;
    bool is_adoptable;
} Document;

// Where among the lines of a paragraph its table begins, or -1; and how its columns are aligned by
// its second line: "left", "center", "right" or "" for each.
int64_t text_find_table(Arena *a, Str lines);
Str *text_alignments(Arena *a, Str line, size_t *ret_count);
// The number that a heading begins with, as written: "第三条"; "" if there is none.
Str text_heading_number(Arena *a, Str heading);

// Never NULL: faults are findings, and what could be read is there. `source` must outlive it.
const Document *text_parse(Arena *a, Str file, Str source, Findings *f);
// The same of the next version of a text, `before` being the document of an earlier one, which must
// still be there, or NULL: provisions that the edit left as they were are not read again. What
// comes out is what text_parse would give, and shares no memory with `before`.
const Document *text_parse_again(Arena *a, Str file, Str source, const Document *before,
                                 Findings *f);
// The provision that contains byte `offset`.
const Provision *text_provision_at(const Document *d, size_t offset);
// Bytes from its beginning to that of the next provision, or to the end of the text.
size_t text_provision_size(const Document *d, size_t index);
// The words of a provision without tables and terms, paragraphs parted by a blank line.
Str text_words(Arena *a, const Provision *p);
// The provision's words as safe HTML (no raw HTML, no script URLs).
Str text_html(Arena *a, const Provision *p);
Str text_markdown_html(Arena *a, Str markdown); // the same of any Markdown

// ---- layout -------------------------------------------------------------------------------------

// Do two texts say the same? The words of their provisions, cells of tables and values of terms, in
// order; not how they are laid out.
bool text_is_same(const Document *a, const Document *b);
// The text laid out anew: columns of tables in line, terms indented by two, one blank line where
// there were several. It says the same, and laid out again it stays as it is; where that cannot be
// had, it is the text as it was.
Str text_format(Arena *a, const Document *d);

// ---- versions -----------------------------------------------------------------------------------

// What an edit left alone: so many bytes at the beginning and at the end of two versions are the
// same.
typedef struct TextSame {
    size_t head, tail;
    size_t before_size, after_size;
} TextSame;
TextSame text_same(Str before, Str after);
// Where `size` bytes at `from` of the version after stood before; false if the edit touched them.
bool text_same_find(const TextSame *s, size_t from, size_t size, size_t *ret_from);
// The provision of `before` that provision `index` of `after` is, letter by letter and piece by
// piece; only its place may have moved. NULL if there is none.
const Provision *text_same_provision(const TextSame *s, const Document *before,
                                     const Document *after, size_t index);

#endif
