// akn/from_xml.c - elements of Akoma Ntoso -> the tree: which is what, and walking through the rest
#include "akn/akn_read.h"

// ---- telling ------------------------------------------------------------------------------------

bool akn_is_first_time(Reader *r, Str what) {
    return map_add(&r->told, str_copy(r->arena, what), 0);
}

void akn_tell(Reader *r, const XmlNode *n, Message message) {
    finding_add(r->findings, SEVERITY_NOTE, "akn-not-kept", n->place, message, NO_MSG);
}

void akn_tell_element(Reader *r, const XmlNode *n) {
    if (akn_is_first_time(r, n->name))
        akn_tell(
            r, n,
            MSG("\"{1}\" has no form in Markdown: its words are kept, the markup is not", n->name));
}

void akn_tell_attributes(Reader *r, const XmlNode *n) {
    static const char known[] =
        " eId wId GUID id href src alt name class title lang language contains ";
    for (size_t i = 0; !r->is_own && i < n->attribute_count; i++) {
        Str name = n->attributes[i].name, key = str_fmt(r->arena, " %.*s ", STR_ARG(name));
        if (str_find(str_from(known), key, 0) >= 0) continue;
        if (akn_is_first_time(r, key))
            akn_tell(r, n, MSG("the attribute \"{1}\" is not kept", name));
    }
}

// ---- small helps --------------------------------------------------------------------------------

Str softlaw_attribute(const XmlNode *n, const char *name) {
    return xml_attribute_in(n, STR(SOFTLAW_NAMESPACE), name);
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void add_all_text(Buf *b, const XmlNode *n) {
    size_t at = 0;
    for (const XmlNode *c = n->first; c; c = c->next) {
        buf_add(b, str_part(n->whole, at, c->before - at));
        add_all_text(b, c);
        at = c->before;
    }
    buf_add(b, str_part(n->whole, at, n->whole.size));
}

Str xml_text(Arena *a, const XmlNode *n) {
    Buf all = {.arena = a};
    if (!n->first) return n->whole;
    add_all_text(&all, n);
    return buf_str(&all);
}

Str xml_words(Arena *a, const XmlNode *n) {
    Buf words = {.arena = a};
    Str all = xml_text(a, n);
    for (size_t i = 0; i < all.size; i++) {
        if (!is_blank(all.at[i]))
            buf_add_byte(&words, all.at[i]);
        else if (words.size && words.at[words.size - 1] != ' ')
            buf_add_byte(&words, ' ');
    }
    return str_trim(buf_str(&words));
}

void akn_add_block(Reader *r, Target *t, Node *block, const XmlNode *n) {
    if (t->parent) {
        akn_tree_attach(t->parent, block);
        return;
    }
    *VEC_ADD(r->arena, &r->out->blocks) = (AknBlock){.node = block,
                                                     .before = softlaw_attribute(n, "before"),
                                                     .spelling = softlaw_attribute(n, "spelling"),
                                                     .xml = n};
}

const XmlNode *akn_softlaw_child(const XmlNode *n, const char *name) {
    for (const XmlNode *c = n->first; c; c = c->next)
        if (xml_is(c, name) && str_is(c->space, STR(SOFTLAW_NAMESPACE))) return c;
    return NULL;
}

// ---- walking through ----------------------------------------------------------------------------

static ReadElement *reader_of(const XmlNode *n);

bool akn_is_item(const XmlNode *n) {
    return xml_is(n, "item") || xml_is(n, "li");
}

// The number and heading of an element, which whoever reads it has taken already.
typedef struct Taken {
    const XmlNode *num, *heading;
} Taken;

static Taken taken_of(const XmlNode *n) {
    bool is_provision = reader_of(n) == akn_read_provision;
    return (Taken){is_provision || akn_is_item(n) ? xml_child(n, "num") : NULL,
                   is_provision ? xml_child(n, "heading") : NULL};
}

bool akn_is_block(const XmlNode *n) {
    return reader_of(n) || xml_is(n, "num") || xml_is(n, "heading") || xml_is(n, "subheading");
}

static bool has_block_below(const XmlNode *n) {
    for (const XmlNode *c = n->first; c; c = c->next)
        if (reader_of(c) || has_block_below(c)) return true;
    return false;
}

void akn_read_flow(Reader *r, Target *t, const XmlNode *n);

void akn_read_child(Reader *r, Target *t, const XmlNode *n) {
    ReadElement *read = reader_of(n);
    bool is_inline = !read && (xml_is(n, "authorialNote") || !has_block_below(n));
    if (is_inline) {
        if (akn_is_block(n)) akn_part_words(r, akn_paragraph_of(r, t));
        akn_read_inline(r, akn_paragraph_of(r, t), n);
        return;
    }
    akn_end_paragraph(r, t, n);
    akn_tell_attributes(r, n);
    if (read)
        read(r, t, n);
    else
        akn_read_flow(r, t, n);
    akn_end_paragraph(r, t, n);
}

static bool is_all_blank(Str s) {
    return !str_trim(s).size;
}

static void read_flow_text(Reader *r, Target *t, Str text) {
    if (t->paragraph || !is_all_blank(text)) akn_add_text(r, akn_paragraph_of(r, t), text);
}

void akn_read_flow(Reader *r, Target *t, const XmlNode *n) {
    Taken taken = taken_of(n);
    size_t at = 0;
    for (const XmlNode *c = n->first; c; c = c->next) {
        read_flow_text(r, t, str_part(n->whole, at, c->before - at));
        if (c != taken.num && c != taken.heading) akn_read_child(r, t, c);
        at = c->before;
    }
    read_flow_text(r, t, str_part(n->whole, at, n->whole.size));
}

void akn_read_into(Reader *r, Node *parent, const XmlNode *n) {
    Target inner = {.parent = parent};
    akn_read_flow(r, &inner, n);
    akn_end_paragraph(r, &inner, n);
}

// Those of the document are read by others, those of its attachments by nobody.
static void read_meta(Reader *r, Target *t, const XmlNode *n) {
    (void)t;
    if (n != r->out->meta && akn_is_first_time(r, n->name))
        akn_tell(r, n, MSG("the metadata \"{1}\" are not kept", n->name));
}

// ---- which element is what ----------------------------------------------------------------------

static const struct {
    const char *name;
    ReadElement *read;
} readers[] = {
    {"p", akn_read_p},
    {"block", akn_read_named_block},
    {"foreign", akn_read_foreign},
    {"blockList", akn_read_list},
    {"ul", akn_read_list},
    {"ol", akn_read_list},
    {"table", akn_read_table},
    {"blockContainer", akn_read_container},
    {"wrapUp", akn_read_wrap_up},
    {"meta", read_meta},
};

static ReadElement *reader_of(const XmlNode *n) {
    if (!str_is(n->space, STR(AKN_NAMESPACE))) return NULL;
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (xml_is(n, readers[i].name)) return readers[i].read;
    return akn_is_provision(n->name) ? akn_read_provision : NULL;
}

// ---- the whole ----------------------------------------------------------------------------------

static bool refuse(Findings *f, const char *rule, Place place, Message message, Message hint) {
    finding_add(f, SEVERITY_ERROR, rule, place, message, hint);
    return false;
}

// Attachments repeat the references of the document, with their ids.
static bool has_unique_ids(Map *ids, const XmlNode *n, const XmlNode *meta, Findings *f) {
    if (xml_is(n, "meta") && n != meta) return true;
    Str id = xml_attribute(n, "eId");
    bool is_unique = !id.at || map_add(ids, id, 0);
    if (!is_unique)
        refuse(f, "duplicate-eid", n->place, MSG("the eId \"{1}\" is given twice", id),
               MSG("give each element its own"));
    for (const XmlNode *c = n->first; c; c = c->next)
        if (!has_unique_ids(ids, c, meta, f)) is_unique = false;
    return is_unique;
}

static const XmlNode *find_front(const XmlNode *document) {
    const XmlNode *meta = xml_child(document, "meta");
    for (const XmlNode *p = xml_child(meta, "proprietary"); p; p = xml_next(p)) {
        const XmlNode *front = akn_softlaw_child(p, "front");
        if (front) return front;
    }
    return NULL;
}

bool akn_is_own(const XmlNode *root) {
    return root->first && find_front(root->first);
}

static void tell_metadata(Reader *r, const XmlNode *meta) {
    for (const XmlNode *c = meta ? meta->first : NULL; c; c = c->next)
        if (!xml_is(c, "identification") && !xml_is(c, "references"))
            akn_tell(r, c, MSG("the metadata \"{1}\" are not kept", c->name));
}

static void tell_remarks(Reader *r, Str source, const XmlNode *root) {
    int64_t at = str_find(source, STR("<!--"), root->place.offset);
    if (at < 0 || r->is_own) return;
    finding_add(r->findings, SEVERITY_NOTE, "akn-not-kept",
                place_in(r->out->file, source, (size_t)at, 4), MSG("comments of XML are not kept"),
                NO_MSG);
}

bool akn_read(Arena *a, AknSource source, bool is_exact, AknDocument *ret, Findings *f) {
    const XmlNode *root = source.root;
    *ret = (AknDocument){.file = source.file, .document = root->first};
    if (!xml_is(root, "akomaNtoso") || !str_is(root->space, STR(AKN_NAMESPACE)) || !root->first)
        return refuse(
            f, "not-akn", root->place, MSG("this is no document of Akoma Ntoso 3.0"),
            MSG("the root wants to be akomaNtoso in the namespace {1}", STR(AKN_NAMESPACE)));
    Map ids = {.arena = a};
    ret->meta = xml_child(root->first, "meta");
    if (!has_unique_ids(&ids, root, ret->meta, f)) return false;
    ret->front = find_front(root->first);
    Reader r = {.arena = a, .out = ret, .findings = f, .told = {.arena = a}};
    r.is_own = ret->front != NULL;
    r.is_exact = is_exact;
    Target body = {.parent = NULL};
    if (!r.is_own) tell_metadata(&r, ret->meta);
    tell_remarks(&r, source.text, root);
    for (const XmlNode *c = root->first->first; c; c = c->next) {
        if (xml_is(c, "mainBody")) ret->end = softlaw_attribute(c, "end");
        if (!r.is_own || !xml_is(c, "preface")) akn_read_child(&r, &body, c);
        akn_end_paragraph(&r, &body, c);
    }
    for (const XmlNode *c = root->first->next; c; c = c->next) akn_read_child(&r, &body, c);
    akn_end_paragraph(&r, &body, root);
    return true;
}
