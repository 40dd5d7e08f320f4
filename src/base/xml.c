// base/xml.c - XML by the events of libxml2 to a tree in an arena
#include "base/xml.h"

#include "base/limits.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

typedef struct Reader {
    Arena *arena;
    Str file, text;
    Err *err;
    xmlParserCtxtPtr context;
    XmlNode *root;
    size_t node_count;
    struct {
        XmlNode **items;
        size_t count, capacity;
    } open;
    struct {
        Buf *items; // text of the open elements
        size_t count, capacity;
    } texts;
    struct {
        size_t *lines; // offsets of the beginnings of lines
        size_t count, capacity;
    } index;
    bool has_failed;
} Reader;

static void fail_at(Reader *r, size_t offset, ErrCode code, Message message, Message hint) {
    if (!r->has_failed)
        err_set_at(r->err, code, place_in(r->file, r->text, offset, 0), message, hint);
    r->has_failed = true;
    xmlStopParser(r->context);
}

static size_t consumed(const Reader *r) {
    long at = xmlByteConsumed(r->context);
    return at < 0 ? 0 : (size_t)at > r->text.size ? r->text.size : (size_t)at;
}

// ---- places -------------------------------------------------------------------------------------

static void index_lines(Reader *r) {
    struct Offsets {
        size_t *items;
        size_t count, capacity;
    } lines = {0};
    *VEC_ADD(r->arena, &lines) = 0;
    for (size_t i = 0; i < r->text.size; i++)
        if (r->text.at[i] == '\n') *VEC_ADD(r->arena, &lines) = i + 1;
    r->index.lines = lines.items;
    r->index.count = lines.count;
}

// The line of the offset, from 0.
static size_t line_of(const Reader *r, size_t offset) {
    size_t low = 0, high = r->index.count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (r->index.lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static Place place_of(const Reader *r, size_t offset, size_t size) {
    size_t line = line_of(r, offset), start = r->index.lines[line];
    enum { COLUMN_BYTES_MAX = 4096 };
    size_t bytes = offset - start;
    size_t column = bytes > COLUMN_BYTES_MAX ? 0 : utf8_count(str_part(r->text, start, bytes)) + 1;
    return (Place){r->file, (uint32_t)line + 1, (uint32_t)column, (uint32_t)offset, (uint32_t)size};
}

// ---- events -------------------------------------------------------------------------------------

static Str copy(Reader *r, const xmlChar *s) {
    return s ? str_copy(r->arena, str_from((const char *)s)) : (Str){NULL, 0};
}

static size_t start_of_tag(const Reader *r, size_t at) {
    while (at > 0 && r->text.at[at] != '<') at--;
    return at;
}

static void attach(Reader *r, XmlNode *n) {
    if (r->open.count == 0) {
        if (!r->root) r->root = n;
        return;
    }
    XmlNode *parent = r->open.items[r->open.count - 1];
    if (parent->last)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
}

// libxml2 hands over five pointers for each attribute: name, prefix, URI, value, end of value.
static void read_attributes(Reader *r, XmlNode *n, int count, const xmlChar **attributes) {
    enum { FIELDS = 5 };
    XmlAttribute *list = ARENA_ARRAY(r->arena, XmlAttribute, (size_t)count);
    for (int i = 0; i < count; i++) {
        const xmlChar **a = attributes + FIELDS * i;
        Str value = {(const char *)a[3], (size_t)(a[4] - a[3])};
        list[i] = (XmlAttribute){copy(r, a[0]), copy(r, a[2]), str_copy(r->arena, value)};
    }
    n->attributes = list;
    n->attribute_count = (size_t)count;
}

static void on_start(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                     int space_count, const xmlChar **spaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes) {
    (void)prefix, (void)space_count, (void)spaces, (void)defaulted_count;
    Reader *r = ((xmlParserCtxtPtr)self)->_private;
    if (r->has_failed) return;
    size_t at = consumed(r), start = start_of_tag(r, at < r->text.size ? at : at - 1);
    if (++r->node_count > LIMIT_XML_NODES) {
        fail_at(r, start, ERR_LIMIT,
                MSG("the XML has more than {1} elements", str_fmt(r->arena, "%d", LIMIT_XML_NODES)),
                NO_MSG);
        return;
    }
    XmlNode *n = ARENA_NEW(r->arena, XmlNode);
    n->name = copy(r, name);
    n->space = copy(r, space);
    n->place = place_of(r, start, at - start + 1);
    read_attributes(r, n, attribute_count, attributes);
    n->before = r->texts.count ? r->texts.items[r->texts.count - 1].size : 0;
    attach(r, n);
    *VEC_ADD(r->arena, &r->open) = n;
    *VEC_ADD(r->arena, &r->texts) = (Buf){.arena = r->arena};
}

static bool is_xml_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Where the character data begins behind the start tag.
static size_t text_start(const Reader *r, const XmlNode *n) {
    static const char cdata[] = "<![CDATA[";
    size_t at = n->place.offset + n->place.size;
    while (at < r->text.size && is_xml_blank(r->text.at[at])) at++;
    if (!str_starts_with(str_part(r->text, at, sizeof cdata), str_from(cdata))) return at;
    at += sizeof cdata - 1;
    while (at < r->text.size && is_xml_blank(r->text.at[at])) at++;
    return at;
}

static void on_end(void *self, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
    (void)name, (void)prefix, (void)space;
    Reader *r = ((xmlParserCtxtPtr)self)->_private;
    if (r->has_failed || r->open.count == 0) return;
    XmlNode *n = r->open.items[--r->open.count];
    n->whole = buf_str(&r->texts.items[--r->texts.count]);
    n->text = str_trim(n->whole);
    n->end = consumed(r);
    if (n->text.size)
        n->text_place = place_of(r, text_start(r, n), n->text.size);
    else
        n->text_place = n->place;
}

static void on_text(void *self, const xmlChar *text, int size) {
    Reader *r = ((xmlParserCtxtPtr)self)->_private;
    if (r->has_failed || r->texts.count == 0) return;
    buf_add(&r->texts.items[r->texts.count - 1], (Str){(const char *)text, (size_t)size});
}

static void on_document_type(void *self, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system) {
    (void)name, (void)external, (void)system;
    Reader *r = ((xmlParserCtxtPtr)self)->_private;
    fail_at(r, consumed(r), ERR_INPUT, MSG("the XML has a document type"),
            MSG("remove <!DOCTYPE …>: entities are not read"));
}

static void on_error(void *self, xmlErrorPtr error) {
    Reader *r = ((xmlParserCtxtPtr)self)->_private;
    if (error->level < XML_ERR_ERROR) return;
    Str what = str_trim(str_copy(r->arena, str_from(error->message)));
    fail_at(r, consumed(r), ERR_INPUT, MSG("the XML is malformed: {1}", what), NO_MSG);
}

// ---- reading ------------------------------------------------------------------------------------

// Some faults of encodings come without their context and would be printed.
static void be_silent(void *self, const char *format, ...) {
    (void)self, (void)format;
}

static void run_parser(Reader *r) {
    xmlParserCtxtPtr context =
        r->text.size ? xmlCreateMemoryParserCtxt(r->text.at, (int)r->text.size) : NULL;
    if (!context) return;
    r->context = context;
    context->_private = r;
    context->encoding = xmlStrdup(BAD_CAST "UTF-8"); // nothing else is guessed at
    xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC |
                                   XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    memset(context->sax, 0, sizeof *context->sax);
    context->sax->initialized = XML_SAX2_MAGIC;
    context->sax->startElementNs = on_start;
    context->sax->endElementNs = on_end;
    context->sax->characters = on_text;
    context->sax->cdataBlock = on_text;
    context->sax->internalSubset = on_document_type;
    context->sax->serror = on_error;
    xmlSetGenericErrorFunc(NULL, be_silent);
    xmlParseDocument(context);
    xmlSetGenericErrorFunc(NULL, NULL);
    if (!context->wellFormed && !r->has_failed)
        fail_at(r, consumed(r), ERR_INPUT, MSG("the XML is malformed"), NO_MSG);
    xmlFreeParserCtxt(context);
}

const XmlNode *xml_parse(Arena *a, Str file, Str text, Err *err) {
    Reader r = {.arena = a, .file = file, .text = text, .err = err};
    if (text.size > LIMIT_DOCUMENT_BYTES) {
        err_set_at(err, ERR_LIMIT, (Place){.file = file}, MSG("the XML is too large"), NO_MSG);
        return NULL;
    }
    if (utf8_find_fault(text) >= 0) {
        err_set_at(err, ERR_INPUT, (Place){.file = file}, MSG("the text is not UTF-8"), NO_MSG);
        return NULL;
    }
    index_lines(&r);
    run_parser(&r);
    if (r.has_failed) return NULL;
    if (!r.root)
        err_set_at(err, ERR_INPUT, (Place){.file = file}, MSG("the XML has no element"), NO_MSG);
    return r.root;
}

// ---- looking ------------------------------------------------------------------------------------

Str xml_attribute_in(const XmlNode *n, Str space, const char *name) {
    for (size_t i = 0; n && i < n->attribute_count; i++)
        if (str_is(n->attributes[i].name, str_from(name)) && str_is(n->attributes[i].space, space))
            return n->attributes[i].value;
    return (Str){NULL, 0};
}

Str xml_attribute(const XmlNode *n, const char *name) {
    return xml_attribute_in(n, (Str){NULL, 0}, name);
}

bool xml_is(const XmlNode *n, const char *name) {
    return n && str_is(n->name, str_from(name));
}

const XmlNode *xml_child(const XmlNode *n, const char *name) {
    for (const XmlNode *c = n ? n->first : NULL; c; c = c->next)
        if (xml_is(c, name) && str_is(c->space, n->space)) return c;
    return NULL;
}

const XmlNode *xml_next(const XmlNode *child) {
    for (const XmlNode *c = child->next; c; c = c->next)
        if (str_is(c->name, child->name) && str_is(c->space, child->space)) return c;
    return NULL;
}

// ---- writing ------------------------------------------------------------------------------------

static const char *reference_of(char c, bool is_value) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\r': return "&#13;";
    case '\n': return is_value ? "&#10;" : NULL;
    case '\t': return is_value ? "&#9;" : NULL;
    default: return NULL;
    }
}

static void add(Buf *b, Str s, bool is_value) {
    size_t start = 0;
    for (size_t i = 0; i < s.size; i++) {
        const char *reference = reference_of(s.at[i], is_value);
        if (!reference) continue;
        buf_add(b, str_part(s, start, i - start));
        buf_add_c(b, reference);
        start = i + 1;
    }
    buf_add(b, str_part(s, start, s.size));
}

void xml_add_text(Buf *b, Str s) {
    add(b, s, false);
}

void xml_add_value(Buf *b, Str s) {
    add(b, s, true);
}

int64_t xml_find_forbidden(Str s) {
    for (size_t i = 0; i < s.size; i++) {
        unsigned char c = (unsigned char)s.at[i];
        bool is_control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        bool is_noncharacter =
            c == 0xEF && (str_starts_with(str_part(s, i, 3), STR("\xEF\xBF\xBE")) ||
                          str_starts_with(str_part(s, i, 3), STR("\xEF\xBF\xBF")));
        if (is_control || is_noncharacter) return (int64_t)i;
    }
    return -1;
}
