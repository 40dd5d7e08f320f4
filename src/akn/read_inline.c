// akn/read_inline.c - paragraphs of Akoma Ntoso, and what stands within them
#include "akn/akn_read.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// ---- paragraphs ---------------------------------------------------------------------------------

// Blanks with a line break among them are one line break, as in Markdown.
void akn_add_text(Reader *r, Node *parent, Str text) {
    if (r->is_exact) {
        akn_tree_add_text(r->arena, parent, text);
        return;
    }
    Buf b = {.arena = r->arena, .at = arena_get(r->arena, text.size), .capacity = text.size};
    for (size_t i = 0, end; i < text.size; i = end) {
        bool is_gap = is_blank(text.at[i]);
        bool has_break = false;
        for (end = i; end < text.size && is_blank(text.at[end]) == is_gap; end++)
            has_break = has_break || text.at[end] == '\n' || text.at[end] == '\r';
        if (is_gap && has_break)
            buf_add_byte(&b, '\n');
        else
            buf_add(&b, str_part(text, i, end - i));
    }
    akn_tree_add_text(r->arena, parent, buf_str(&b));
}

Node *akn_paragraph_of(Reader *r, Target *t) {
    if (t->paragraph) return t->paragraph;
    t->paragraph = akn_tree_new(r->arena, AKN_PARAGRAPH);
    if (r->number.size) {
        akn_tree_add_text(r->arena, t->paragraph, r->number);
        akn_tree_add_text(r->arena, t->paragraph, STR(" "));
        r->number = (Str){NULL, 0};
    }
    return t->paragraph;
}

// Without blanks at the ends, and without texts that are empty then.
void akn_trim_ends(Node *p) {
    if (p->first && p->first->kind == AKN_TEXT)
        while (p->first->text.size && is_blank(p->first->text.at[0]))
            akn_tree_set_text(p->first, str_part(p->first->text, 1, p->first->text.size));
    if (p->last && p->last->kind == AKN_TEXT)
        while (p->last->text.size && is_blank(p->last->text.at[p->last->text.size - 1]))
            p->last->text.size--;
    while (p->first && p->first->kind == AKN_TEXT && !p->first->text.size)
        p->first = p->first->next;
    Node *last = NULL;
    for (Node *n = p->first; n; n = n->next)
        if (n->next || n->kind != AKN_TEXT || n->text.size) last = n;
    if (last)
        last->next = NULL;
    else
        p->first = NULL;
    p->last = last;
}

void akn_end_paragraph(Reader *r, Target *t, const XmlNode *n) {
    Node *p = t->paragraph;
    t->paragraph = NULL;
    if (!p) return;
    if (!r->is_exact) akn_trim_ends(p);
    if (p->first) akn_add_block(r, t, p, n);
}

// ---- within paragraphs --------------------------------------------------------------------------

void akn_read_inlines(Reader *r, Node *parent, const XmlNode *n);

static void read_strong(Reader *r, Node *parent, const XmlNode *n) {
    akn_read_inlines(r, akn_tree_add(r->arena, parent, AKN_STRONG), n);
}

static void read_emphasis(Reader *r, Node *parent, const XmlNode *n) {
    akn_read_inlines(r, akn_tree_add(r->arena, parent, AKN_EMPHASIS), n);
}

static void read_break(Reader *r, Node *parent, const XmlNode *n) {
    (void)n;
    akn_tree_add(r->arena, parent, AKN_BREAK);
}

static Str address_of(const XmlNode *n, const char *name) {
    Str aside = softlaw_attribute(n, "address");
    return aside.at ? aside : xml_attribute(n, name);
}

static void read_link(Reader *r, Node *parent, const XmlNode *n) {
    Str address = address_of(n, "href");
    if (!address.at) {
        akn_read_inlines(r, parent, n);
        return;
    }
    Node *link = akn_tree_add(r->arena, parent, AKN_LINK);
    link->address = address;
    link->title = xml_attribute(n, "title");
    akn_read_inlines(r, link, n);
}

static void read_image(Reader *r, Node *parent, const XmlNode *n) {
    Node *image = akn_tree_add(r->arena, parent, AKN_IMAGE);
    image->address = address_of(n, "src");
    image->text = xml_attribute(n, "alt");
    image->title = xml_attribute(n, "title");
}

static void read_named_inline(Reader *r, Node *parent, const XmlNode *n) {
    Str html = softlaw_attribute(n, "html");
    if (html.at) {
        akn_tree_add(r->arena, parent, AKN_RAW)->text = html;
    } else if (str_is(xml_attribute(n, "name"), STR("code"))) {
        akn_tree_add(r->arena, parent, AKN_CODE)->text = xml_text(r->arena, n);
        if (n->first) akn_tell_element(r, n->first);
    } else {
        akn_tell_element(r, n);
        akn_read_inlines(r, parent, n);
    }
}

static const struct {
    const char *name;
    ReadInline *read;
} inline_readers[] = {
    {"b", read_strong},
    {"i", read_emphasis},
    {"a", read_link},
    {"ref", read_link},
    {"img", read_image},
    {"br", read_break},
    {"inline", read_named_inline},
};

void akn_read_inline(Reader *r, Node *parent, const XmlNode *n) {
    akn_tell_attributes(r, n);
    for (size_t i = 0; i < sizeof inline_readers / sizeof inline_readers[0]; i++)
        if (xml_is(n, inline_readers[i].name)) {
            inline_readers[i].read(r, parent, n);
            return;
        }
    akn_tell_element(r, n);
    akn_read_inlines(r, parent, n);
}

// Words of blocks that go into one paragraph stay apart.
void akn_part_words(Reader *r, Node *parent) {
    const Node *last = parent->last;
    bool is_apart = last && last->kind == AKN_TEXT && last->text.size &&
                    is_blank(last->text.at[last->text.size - 1]);
    if (last && !is_apart) akn_tree_add_text(r->arena, parent, STR(" "));
}

void akn_read_inlines(Reader *r, Node *parent, const XmlNode *n) {
    size_t at = 0;
    bool is_behind_block = false;
    for (const XmlNode *c = n->first;; c = c->next) {
        Str text = str_part(n->whole, at, (c ? c->before : n->whole.size) - at);
        bool is_parted = text.size ? !is_blank(text.at[0]) : c != NULL;
        if (is_behind_block && is_parted) akn_part_words(r, parent);
        akn_add_text(r, parent, text);
        if (!c) return;
        is_behind_block = akn_is_block(c);
        if (is_behind_block) akn_part_words(r, parent);
        akn_read_inline(r, parent, c);
        at = c->before;
    }
}
