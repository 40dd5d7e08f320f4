// akn/to_text.c - a document of Akoma Ntoso -> the Markdown of an agreement
//
// A document that softlaw wrote and nobody changed is recognised by writing it out again: what was
// recorded beside the words then stands. Where anything was changed, the words decide, block by
// block: a recorded spelling is taken if it says the same, else the block is written anew, plainly
// if that reads back the same, else with all that could be markup escaped.
#include "akn/akn_int.h"

typedef struct Joiner {
    Arena *arena;
    Arena *scratch; // of one block
    Buf *b;
    const AknDocument *d;
    Findings *findings;
    bool is_trusting;
    size_t front_size; // of the front matter that was written
} Joiner;

// ---- blocks -------------------------------------------------------------------------------------

static Str without_blanks(Arena *a, const Node *n) {
    Buf words = {.arena = a}, bare = {.arena = a};
    akn_tree_add_words(&words, n);
    for (size_t i = 0; i < words.size; i++)
        if (!strchr(" \t\r\n", words.at[i])) buf_add_byte(&bare, words.at[i]);
    return buf_str(&bare);
}

// Where the number of a heading ends is a question of form.
static bool says(Arena *a, Str spelling, const Node *n) {
    const Node *read = markdown_read_block(a, spelling);
    if (!read || read->kind != n->kind) return false;
    if (n->kind != AKN_HEADING) return akn_tree_is_equal(read, n);
    return read->level == n->level && str_is(without_blanks(a, read), without_blanks(a, n));
}

static Str spelling_of(Joiner *j, const AknBlock *block) {
    Arena *a = j->scratch;
    const Node *n = block->node;
    Str recorded = block->spelling;
    if (j->is_trusting) return recorded.at ? recorded : markdown_of(a, n, SPELL_PLAIN);
    if (recorded.at && says(a, recorded, n)) return recorded;
    Str plain = markdown_of(a, n, SPELL_PLAIN);
    if (says(a, plain, n)) return plain;
    Str escaped = markdown_of(a, n, SPELL_ESCAPED);
    if (says(a, escaped, n)) return escaped;
    finding_add(j->findings, SEVERITY_NOTE, "akn-not-kept", block->xml->place,
                MSG("the markup here has no exact form in Markdown: its words are kept"), NO_MSG);
    return markdown_of(a, n, SPELL_BARE);
}

static void add_block(Joiner *j, const AknBlock *block) {
    buf_add(j->b, spelling_of(j, block));
    arena_reset(j->scratch);
}

// ---- what stands between ------------------------------------------------------------------------

static bool is_blank(Str s) {
    return !str_trim(s).size;
}

static size_t count_line_ends(Str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.size; i++) count += s.at[i] == '\n';
    return count;
}

// One line end is enough to part them.
static bool is_parted(const Node *before, const Node *after) {
    return before->kind == AKN_HEADING || before->kind == AKN_TERMS || after->kind == AKN_HEADING ||
           after->kind == AKN_TERMS || (before->kind == AKN_PARAGRAPH && after->kind == AKN_TABLE);
}

static Str before_of(const Joiner *j, size_t index) {
    const AknBlock *block = &j->d->blocks.items[index];
    Str usual = index ? STR("\n\n") : j->front_size ? STR("\n") : STR("");
    if (!block->before.at) return usual;
    if (j->is_trusting) return block->before;
    size_t ends = count_line_ends(block->before);
    bool is_enough =
        index == 0 || ends > 1 || (ends == 1 && is_parted(block[-1].node, block->node));
    return is_blank(block->before) && is_enough ? block->before : usual;
}

// A line of the front matter's ends, as recorded where it is one.
static Str fence_of(const Joiner *j, const char *name) {
    Str line = xml_attribute(j->d->front, name);
    if (!line.at) return STR("---\n");
    bool is_fence = str_is(str_trim(line), STR("---")) && str_ends_with(line, STR("\n"));
    return is_fence || j->is_trusting ? line : STR("---\n");
}

static void add_front(Joiner *j) {
    if (!j->d->front) {
        buf_add(j->b, akn_front(j->arena, j->d, j->findings));
        return;
    }
    Str yaml = j->d->front->whole;
    buf_add(j->b, fence_of(j, "open"));
    buf_add(j->b, yaml);
    if (!j->is_trusting && yaml.size && !str_ends_with(yaml, STR("\n"))) buf_add_byte(j->b, '\n');
    buf_add(j->b, fence_of(j, "close"));
}

static void close_scratch(void *scratch) {
    arena_free(scratch);
}

static void join(Joiner *j) {
    j->scratch = arena_new();
    arena_defer(j->arena, close_scratch, j->scratch);
    add_front(j);
    j->front_size = j->b->size;
    for (size_t i = 0; i < j->d->blocks.count; i++) {
        buf_add(j->b, before_of(j, i));
        add_block(j, &j->d->blocks.items[i]);
    }
    Str end = j->d->end;
    buf_add(j->b, end.at && (j->is_trusting || is_blank(end)) ? end : STR("\n"));
}

// ---- the whole ----------------------------------------------------------------------------------

static Str written_again(Arena *a, Str file, Str text) {
    Findings ignored = {.arena = a};
    Buf xml = {.arena = a};
    const Document *d = text_parse(a, file, text, &ignored);
    bool is_written = akn_from_text(a, terms_from_text(a, d, &ignored), &xml, &ignored);
    return is_written ? buf_str(&xml) : (Str){NULL, 0};
}

static Str attribute_like(const XmlNode *n, const XmlAttribute *wanted) {
    for (size_t i = 0; i < n->attribute_count; i++)
        if (str_is(n->attributes[i].name, wanted->name) &&
            str_is(n->attributes[i].space, wanted->space))
            return n->attributes[i].value;
    return (Str){NULL, 0};
}

static bool is_same_tag(const XmlNode *x, const XmlNode *y) {
    bool is_same = str_is(x->name, y->name) && str_is(x->space, y->space) &&
                   str_is(x->text, y->text) && x->attribute_count == y->attribute_count;
    for (size_t i = 0; is_same && i < x->attribute_count; i++)
        is_same = str_is(attribute_like(y, &x->attributes[i]), x->attributes[i].value);
    return is_same;
}

// The version's name is that of the whole text, which may have been changed on purpose.
static bool is_version(const XmlNode *n) {
    return xml_is(n, "FRBRversionNumber");
}

// The first element of `x` that is another in `y`, or NULL.
static const XmlNode *find_difference(const XmlNode *x, const XmlNode *y) {
    if (!x) return NULL;
    if (!y || (!is_version(x) && !is_same_tag(x, y))) return x;
    const XmlNode *a = x->first, *b = y->first;
    for (; a && b; a = a->next, b = b->next) {
        const XmlNode *difference = find_difference(a, b);
        if (difference) return difference;
    }
    return a ? a : b ? x : NULL;
}

// Metadata and title are made of the front matter; what was changed in them only would be lost.
static void tell_head(Joiner *j, Str text) {
    Err ignored = {.code = ERR_NONE};
    Str again = written_again(j->arena, j->d->file, text);
    const XmlNode *root = again.at ? xml_parse(j->arena, j->d->file, again, &ignored) : NULL;
    const XmlNode *x = j->d->document, *y = root ? root->first : NULL;
    if (!y) return;
    const XmlNode *other = find_difference(xml_child(x, "meta"), xml_child(y, "meta"));
    if (!other) other = find_difference(xml_child(x, "preface"), xml_child(y, "preface"));
    if (!other) return;
    finding_add(j->findings, SEVERITY_WARNING, "akn-front", other->place,
                MSG("\"{1}\" says something else than the front matter, which is what is kept",
                    other->name),
                MSG("change the front matter in softlaw:front"));
}

// As it was written, if writing that out again gives this very document.
static bool join_unchanged(Arena *a, AknSource source, Buf *text) {
    AknDocument d;
    Findings ignored = {.arena = a};
    if (!akn_is_own(source.root) || !akn_read(a, source, true, &d, &ignored)) return false;
    Joiner j = {.arena = a, .b = text, .d = &d, .findings = &ignored, .is_trusting = true};
    join(&j);
    return str_is(written_again(a, source.file, buf_str(text)), source.text);
}

bool akn_to_text(Arena *a, Str file, Str xml, Buf *out, Findings *f, Err *err) {
    AknDocument d;
    Buf text = {.arena = a};
    AknSource source = {file, xml, xml_parse(a, file, xml, err)};
    if (!source.root) return false;
    if (!join_unchanged(a, source, &text)) {
        if (!akn_read(a, source, false, &d, f)) return false;
        Joiner j = {.arena = a, .b = &text, .d = &d, .findings = f};
        text.size = 0;
        join(&j);
        if (d.front) tell_head(&j, buf_str(&text));
    }
    buf_add(out, buf_str(&text));
    return true;
}
