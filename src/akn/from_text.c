// akn/from_text.c - things start here: Terms with their Document -> Akoma Ntoso
//
// The body is read anew as blocks with their exact place, as a Document keeps less of them (no
// lists as such, no HTML, no spelling). Headings are the Document's provisions, one for one.
#include "akn/akn_int.h"

#include "base/limits.h"

typedef struct Exporter {
    Writer w;
    const Terms *terms;
    Str text;    // the body
    size_t read; // so much of it was written
    bool is_first;
    size_t open[8], open_count; // provisions whose elements are open, by their indexes
} Exporter;

// ---- provisions ---------------------------------------------------------------------------------

static const struct {
    const char *prefix, *element; // of the last part of an id
} elements[] = {
    {"art_", "article"}, {"chp_", "chapter"},    {"sec_", "section"}, {"part_", "part"},
    {"title_", "title"}, {"para_", "paragraph"}, {"point_", "point"}, {"clause_", "clause"},
};

static Str last_part(Str id) {
    for (size_t i = id.size; i >= 2; i--)
        if (id.at[i - 1] == '_' && id.at[i - 2] == '_') return str_part(id, i, id.size);
    return id;
}

static const char *element_of(const Provision *p) {
    Str id = last_part(p->id);
    for (size_t i = 0; p->number.size && i < sizeof elements / sizeof elements[0]; i++)
        if (str_starts_with(id, str_from(elements[i].prefix))) return elements[i].element;
    return "hcontainer";
}

static const Provision *provision_at(const Exporter *x, size_t index) {
    return &x->terms->document->provisions[index];
}

static bool has_children(const Exporter *x, size_t index) {
    const Document *d = x->terms->document;
    return index + 1 < d->provision_count && d->provisions[index + 1].parent == (int)index;
}

// What the blocks of a provision stand in.
static const char *frame_of(const Exporter *x, size_t index) {
    return index == 0 ? "preamble" : has_children(x, index) ? "intro" : "content";
}

static void close_provision(Exporter *x) {
    write_close(&x->w, element_of(provision_at(x, x->open[--x->open_count])));
}

static int parent_level(const Exporter *x, const Provision *p) {
    return p->parent > 0 ? provision_at(x, (size_t)p->parent)->level : 0;
}

static void write_heading(Exporter *x, const Node *heading, Str id) {
    Writer *w = &x->w;
    if (heading->text.size) {
        write_indent(w);
        buf_add_c(w->b, "<num>");
        write_text(w, heading->text);
        buf_add_c(w->b, "</num>\n");
    }
    if (!heading->first) return;
    write_indent(w);
    write_tag(w, "heading");
    write_attribute(w, "eId", str_fmt(w->arena, "%.*s__heading", STR_ARG(id)));
    buf_add_byte(w->b, '>');
    write_inlines(w, heading);
    buf_add_c(w->b, "</heading>\n");
}

static void open_provision(Exporter *x, size_t index, const Node *heading, Written written) {
    const Provision *p = provision_at(x, index);
    Writer *w = &x->w;
    const char *element = element_of(p);
    while (x->open_count && provision_at(x, x->open[x->open_count - 1])->level >= p->level)
        close_provision(x);
    write_indent(w);
    write_tag(w, element);
    if (str_is(str_from(element), STR("hcontainer")))
        write_attribute(w, "name", p->number.size ? STR("annex") : STR("provision"));
    write_attribute(w, "eId", p->id);
    if (p->level != parent_level(x, p) + 1)
        write_attribute(w, "softlaw:level", str_fmt(w->arena, "%d", p->level));
    write_written(w, written);
    buf_add_c(w->b, ">\n");
    w->depth++;
    x->open[x->open_count++] = index;
    *w = (Writer){.arena = w->arena, .b = w->b, .depth = w->depth, .provision = p->id};
    write_heading(x, heading, p->id);
}

// ---- blocks -------------------------------------------------------------------------------------

// What stands before a block where nothing else was recorded.
static Str usual_before(const Exporter *x) {
    if (!x->is_first) return STR("\n\n");
    return x->terms->document->body ? STR("\n") : STR("");
}

static Written take_written(Exporter *x, const Node *block) {
    size_t start = (size_t)(block->source.at - x->text.at);
    if (start < x->read) start = x->read;
    Str before = str_part(x->text, x->read, start - x->read);
    size_t end = (size_t)(block->source.at - x->text.at) + block->source.size;
    Str source = str_part(x->text, start, end > start ? end - start : 0);
    Written written = {before, source};
    if (str_is(before, usual_before(x))) written.before = (Str){NULL, 0};
    if (str_is(source, markdown_of(x->w.arena, block, SPELL_PLAIN)))
        written.spelling = (Str){NULL, 0};
    x->read = end > x->read ? end : x->read;
    x->is_first = false;
    return written;
}

static void open_frame(Exporter *x, size_t index) {
    Writer *w = &x->w;
    const char *frame = frame_of(x, index);
    write_indent(w);
    write_tag(w, frame);
    if (index)
        write_attribute(w, "eId", str_fmt(w->arena, "%.*s__%s", STR_ARG(w->provision), frame));
    buf_add_c(w->b, ">\n");
    w->depth++;
}

// The blocks from `n` to the next heading, which is returned.
static const Node *write_blocks(Exporter *x, const Node *n) {
    for (; n && n->kind != AKN_HEADING; n = n->next) {
        Written written = take_written(x, n);
        write_indent(&x->w);
        write_block(&x->w, n, written);
    }
    return n;
}

// The same in the element that is for them.
static const Node *write_framed(Exporter *x, size_t index, const Node *n) {
    if (!n || n->kind == AKN_HEADING) return n;
    open_frame(x, index);
    n = write_blocks(x, n);
    write_close(&x->w, frame_of(x, index));
    return n;
}

static void open_main(Exporter *x, Str end) {
    write_indent(&x->w);
    write_tag(&x->w, "mainBody");
    if (!str_is(end, STR("\n"))) write_attribute(&x->w, "softlaw:end", end);
    buf_add_c(x->w.b, ">\n");
    x->w.depth++;
}

// What is left behind the last block.
static Str end_of(const Exporter *x, const Node *root) {
    const Node *last = root->last;
    size_t end = last ? (size_t)(last->source.at - x->text.at) + last->source.size : 0;
    return str_part(x->text, end, x->text.size);
}

static void write_body(Exporter *x, const Node *root) {
    const Node *n = root->first;
    size_t index = 0;
    x->w.provision = STR("preamble");
    bool has_provisions = x->terms->document->provision_count > 1;
    if (has_provisions) n = write_framed(x, 0, n);
    open_main(x, end_of(x, root));
    n = write_blocks(x, n);
    while (n) {
        Written written = take_written(x, n);
        open_provision(x, ++index, n, written);
        n = write_framed(x, index, n->next);
    }
    while (x->open_count) close_provision(x);
    if (!root->first) {
        write_indent(&x->w);
        buf_add_c(x->w.b, "<p/>\n");
    }
    write_close(&x->w, "mainBody");
}

// ---- the whole ----------------------------------------------------------------------------------

static bool refuse(Findings *f, const char *rule, Place place, Message message, Message hint) {
    finding_add(f, SEVERITY_ERROR, rule, place, message, hint);
    return false;
}

static bool is_writable(const Document *d, Findings *f) {
    int64_t at = utf8_find_fault(d->source) < 0 ? xml_find_forbidden(d->source) : 0;
    if (at < 0) return true;
    return refuse(f, "not-xml", place_in(d->file, d->source, (size_t)at, 1),
                  MSG("a character stands here that XML cannot hold"), MSG("remove it"));
}

static size_t count_headings(const Node *root) {
    size_t count = 0;
    for (const Node *n = root->first; n; n = n->next) count += n->kind == AKN_HEADING;
    return count;
}

// What is within the limits of reading comes back.
static void tell_size(Str xml, Place start, Findings *f) {
    size_t count = 0;
    for (size_t i = 0; i + 1 < xml.size; i++) count += xml.at[i] == '<' && xml.at[i + 1] != '/';
    if (xml.size <= LIMIT_DOCUMENT_BYTES && count <= LIMIT_XML_NODES) return;
    finding_add(f, SEVERITY_WARNING, "limit", start,
                MSG("the document is too large to be read back by softlaw"), NO_MSG);
}

bool akn_from_text(Arena *a, const Terms *t, Buf *out, Findings *f) {
    const Document *d = t->document;
    Place start = {.file = d->file, .line = 1, .column = 1};
    if (!is_writable(d, f)) return false;
    Exporter x = {.w = {.arena = a, .b = out},
                  .terms = t,
                  .text = str_part(d->source, d->body, d->source.size),
                  .is_first = true};
    const Node *root = markdown_read(a, x.text);
    if (!root)
        return refuse(
            f, "nested-too-deep", start, MSG("lists, quotations or emphasis are nested too deep"),
            MSG("write less than {1} within one another", str_fmt(a, "%d", LIMIT_AKN_DEPTH)));
    if (count_headings(root) + 1 != d->provision_count)
        return refuse(f, "limit", start, MSG("the agreement has too many headings"), NO_MSG);
    buf_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_open(&x.w,
               "akomaNtoso xmlns=\"" AKN_NAMESPACE "\" xmlns:softlaw=\"" SOFTLAW_NAMESPACE "\"");
    write_open(&x.w, "doc name=\"agreement\"");
    write_meta(&x.w, t);
    write_preface(&x.w, t);
    write_body(&x, root);
    write_close(&x.w, "doc");
    write_close(&x.w, "akomaNtoso");
    tell_size(buf_str(out), start, f);
    if (xml_find_forbidden(buf_str(out)) < 0) return true;
    return refuse(f, "not-xml", start, MSG("the text refers to a character that XML cannot hold"),
                  MSG("look for references such as &#5; and remove them"));
}
