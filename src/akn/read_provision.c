// akn/read_provision.c - provisions of Akoma Ntoso: headings, and numbered paragraphs where they
// have none
#include "akn/akn_read.h"

// Provisions that are small enough to be a numbered paragraph where they have no heading.
static const char small[] =
    " paragraph subparagraph point indent alinea list sublist level subsection subclause clause "
    "hcontainer rule subrule proviso transitional ";
static const char large[] =
    " article chapter section part title book tome division subpart subchapter subtitle "
    "subdivision attachment ";

static bool is_among(const char *names, Str name) {
    char key[24];
    if (name.size > sizeof key - 2) return false;
    key[0] = ' ';
    memcpy(key + 1, name.at, name.size);
    key[name.size + 1] = ' ';
    return str_find(str_from(names), (Str){key, name.size + 2}, 0) >= 0;
}

bool akn_is_provision(Str name) {
    return is_among(small, name) || is_among(large, name);
}

// As recorded where that can be, else one below the provision it stands in.
static int level_of(Reader *r, const XmlNode *n, int parent) {
    Str text = softlaw_attribute(n, "level");
    int given = text.size == 1 ? text.at[0] - '0' : 0;
    int most = r->sibling ? r->sibling : LEVEL_MAX;
    if (given > parent && given <= most) return given;
    if (parent == LEVEL_MAX)
        akn_tell(r, n, MSG("provisions deeper than {1} levels are put on one", STR("6")));
    return parent < LEVEL_MAX ? parent + 1 : LEVEL_MAX;
}

// A heading is one line.
static void join_lines(Arena *a, Node *heading) {
    for (Node *n = heading->first; n; n = n->next) {
        if (str_find(n->text, STR("\n"), 0) < 0) continue;
        char *line = str_c(a, n->text);
        for (size_t i = 0; i < n->text.size; i++)
            if (line[i] == '\n') line[i] = ' ';
        akn_tree_set_text(n, (Str){line, n->text.size});
    }
}

static void add_heading(Reader *r, Target *t, const XmlNode *n, int level) {
    const XmlNode *num = xml_child(n, "num"), *heading = xml_child(n, "heading");
    Node *h = akn_tree_new(r->arena, AKN_HEADING);
    h->level = level;
    if (num) h->text = xml_words(r->arena, num);
    if (heading) akn_read_inlines(r, h, heading);
    if (!r->is_exact) akn_trim_ends(h), join_lines(r->arena, h);
    akn_add_block(r, t, h, n);
}

static void read_headless(Reader *r, Target *t, const XmlNode *n) {
    const XmlNode *num = xml_child(n, "num"), *heading = xml_child(n, "heading");
    if (heading) akn_read_child(r, t, heading);
    if (num) r->number = xml_words(r->arena, num);
    akn_read_flow(r, t, n);
    if (r->number.size) akn_paragraph_of(r, t);
    akn_end_paragraph(r, t, n);
}

void akn_read_provision(Reader *r, Target *t, const XmlNode *n) {
    bool is_titled = xml_child(n, "heading") || (xml_child(n, "num") && is_among(large, n->name));
    if (t->parent || !(r->is_own || is_titled)) {
        read_headless(r, t, n);
        return;
    }
    int outer = r->level;
    r->level = level_of(r, n, outer);
    add_heading(r, t, n, r->level);
    r->sibling = 0;
    akn_read_flow(r, t, n);
    akn_end_paragraph(r, t, n);
    r->sibling = r->level;
    r->level = outer;
}

void akn_read_wrap_up(Reader *r, Target *t, const XmlNode *n) {
    if (akn_is_first_time(r, n->name))
        akn_tell(r, n, MSG("the words behind the provisions within stand in the last of them now"));
    akn_read_flow(r, t, n);
}
