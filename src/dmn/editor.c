// dmn/editor.c - the text that an editor is given: DMN 1.3, an id on every element
#include "dmn/editor_int.h"

#include "dmn/tag.h"

// The elements of DMN that have no id; nor have those that only refer to another.
static const char *const nameless[] = {
    "text",       "typeRef",         "description",       "question", "allowedAnswers",
    "annotation", "annotationEntry", "extensionElements", "import"};

static bool is_nameless(const XmlNode *n) {
    for (size_t i = 0; i < sizeof nameless / sizeof *nameless; i++)
        if (xml_is(n, nameless[i])) return true;
    return xml_attribute(n, "href").at != NULL;
}

typedef struct Naming {
    Str text, space, prefix;
    Buf out;
    size_t at, number;
} Naming;

// The depth of XML is bounded: this may recurse.
static void name_all(Naming *n, const XmlNode *e) {
    n->number++;
    bool is_named = xml_attribute(e, "id").at != NULL;
    if (!is_named && str_is(e->space, n->space) && !is_nameless(e)) {
        size_t behind_name = tag_open(n->text, e->place.offset).at;
        buf_add(&n->out, str_part(n->text, n->at, behind_name - n->at));
        buf_add_fmt(&n->out, " id=\"%.*s%zu\"", STR_ARG(n->prefix), n->number);
        n->at = behind_name;
    }
    for (const XmlNode *c = e->first; c; c = c->next) name_all(n, c);
}

static Str unused_prefix(Arena *a, Str text) {
    Str prefix = STR("unnamed_");
    for (int i = 1; str_find(text, prefix, 0) >= 0; i++) prefix = str_fmt(a, "unnamed_%d_", i);
    return prefix;
}

bool editor_text_make(Arena *a, DmnSource own, EditorText *ret, Err *err) {
    Buf changed = {.arena = a};
    Findings unsayable = {.arena = a}; // what 1.3 lacks stays in the model's own text
    Err own_err = {.code = ERR_NONE};
    ret->own = xml_parse(a, own.file, own.text, err);
    if (!ret->own) return false;
    dmn_version_change(a, own, DMN_1_3, &changed, &unsayable, &own_err);
    if (own_err.code) {
        *err = own_err;
        return false;
    }
    dmn_version_of(ret->own->space, &ret->version);
    Str text = buf_str(&changed);
    const XmlNode *root = xml_parse(a, own.file, text, err);
    if (!root) return false;
    Naming n = {text, root->space, unused_prefix(a, text), {.arena = a}, 0, 0};
    name_all(&n, root);
    buf_add(&n.out, str_part(text, n.at, text.size));
    ret->text = buf_str(&n.out);
    ret->prefix = n.prefix;
    return true;
}

bool dmn_editor_text(Arena *a, DmnSource own, Buf *out, Err *err) {
    EditorText given;
    if (!editor_text_make(a, own, &given, err)) return false;
    buf_add(out, given.text);
    return true;
}
