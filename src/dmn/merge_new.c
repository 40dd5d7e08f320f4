// dmn/merge_new.c - elements and attributes that a person added, in the words of the own text
//
// Its version of DMN, its prefixes, its indentation; a namespace that it does not know is declared
// where it is used.
#include "dmn/editor_int.h"
#include "dmn/tag.h"

// ---- namespaces ---------------------------------------------------------------------------------

void merge_enter_spaces(Merge *m, const XmlNode *own) {
    TagReader r = tag_open(m->own, own->place.offset);
    Str prefix;
    for (TagAttribute t; tag_next(&r, &t);)
        if (tag_is_declaration(&t, &prefix))
            *VEC_ADD(m->arena, &m->spaces) = (Space){prefix, t.value};
}

static bool is_hidden(const Merge *m, size_t index) {
    for (size_t i = index + 1; i < m->spaces.count; i++)
        if (str_is(m->spaces.items[i].prefix, m->spaces.items[index].prefix)) return true;
    return false;
}

// False if no declaration leads to the namespace; attributes need one with a prefix.
static bool find_prefix(const Merge *m, Str space, bool is_attribute, Str *ret) {
    for (size_t i = m->spaces.count; i-- > 0;) {
        const Space *s = &m->spaces.items[i];
        if (!str_is(s->space, space) || is_hidden(m, i) || (is_attribute && !s->prefix.at))
            continue;
        *ret = s->prefix;
        return true;
    }
    return false;
}

// The editor's namespaces are those of DMN 1.3; the text keeps its own version.
static Str own_space(const Merge *m, Str space) {
    Str own = dmn_version_space_in(space, DMN_1_3, m->version);
    return own.at ? own : space;
}

// ---- writing what is new ------------------------------------------------------------------------

void merge_add_escaped(Buf *b, Str text, bool is_attribute) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];
        if (c == '\r' || (is_attribute && (c == '\n' || c == '\t')))
            buf_add_fmt(b, "&#%d;", c);
        else
            xml_add_text(b, str_part(text, i, 1));
    }
}

static void add_name(Buf *b, Str prefix, Str name) {
    buf_add(b, prefix);
    if (prefix.size) buf_add_byte(b, ':');
    buf_add(b, name);
}

static void declare(Merge *m, Str prefix, Str space) {
    buf_add_c(&m->out, prefix.at ? " xmlns:" : " xmlns");
    buf_add(&m->out, prefix);
    buf_add_c(&m->out, "=\"");
    merge_add_escaped(&m->out, space, true);
    buf_add_byte(&m->out, '"');
    *VEC_ADD(m->arena, &m->spaces) = (Space){prefix, space};
}

void merge_add_attribute(Merge *m, const XmlAttribute *x) {
    Str space = own_space(m, x->space), prefix = {NULL, 0};
    bool is_xml = str_is(space, STR("http://www.w3.org/XML/1998/namespace"));
    if (is_xml) {
        prefix = STR("xml");
    } else if (space.size && !find_prefix(m, space, true, &prefix)) {
        prefix = str_fmt(m->arena, "ns%zu", m->spaces.count);
        declare(m, prefix, space);
    }
    buf_add_byte(&m->out, ' ');
    add_name(&m->out, prefix, x->name);
    buf_add_c(&m->out, "=\"");
    merge_add_escaped(&m->out, x->value, true);
    buf_add_byte(&m->out, '"');
}

void merge_note_span(Merge *m, size_t start, size_t end, Str id) {
    if (id.at) *VEC_ADD(m->arena, &m->spans) = (DmnSpan){start, end, id};
}

static void add_new_content(Merge *m, const XmlNode *n, Str indent) {
    Str inner = indent.size ? str_fmt(m->arena, "%.*s  ", STR_ARG(indent)) : indent;
    merge_add_escaped(&m->out, n->first ? n->text : n->whole, false);
    for (const XmlNode *c = n->first; c; c = c->next) {
        buf_add(&m->out, inner);
        merge_add_new(m, c, inner);
    }
    if (n->first) buf_add(&m->out, indent);
}

void merge_add_new(Merge *m, const XmlNode *n, Str indent) {
    Buf *b = &m->out;
    size_t outer = m->spaces.count, start = b->size;
    Str space = own_space(m, n->space), prefix = {NULL, 0};
    bool is_declared = find_prefix(m, space, false, &prefix) || !space.size;
    bool is_empty = !n->first && !n->whole.size;
    buf_add_byte(b, '<');
    add_name(b, prefix, n->name);
    if (!is_declared) declare(m, (Str){NULL, 0}, space);
    for (size_t i = 0; i < n->attribute_count; i++) merge_add_attribute(m, &n->attributes[i]);
    buf_add_c(b, is_empty ? "/>" : ">");
    if (!is_empty) {
        add_new_content(m, n, indent);
        buf_add_c(b, "</");
        add_name(b, prefix, n->name);
        buf_add_byte(b, '>');
    }
    merge_note_span(m, start, b->size, xml_attribute(n, "id"));
    m->spaces.count = outer;
}
