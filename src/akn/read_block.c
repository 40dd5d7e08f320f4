// akn/read_block.c - blocks of Akoma Ntoso that have a form of their own
#include "akn/akn_read.h"

void akn_read_p(Reader *r, Target *t, const XmlNode *n) {
    if (r->is_exact) akn_paragraph_of(r, t);
    akn_read_flow(r, t, n);
    akn_end_paragraph(r, t, n);
}

void akn_read_named_block(Reader *r, Target *t, const XmlNode *n) {
    Str name = xml_attribute(n, "name"), level = softlaw_attribute(n, "level");
    Node *block;
    if (str_is(name, STR("rule"))) {
        block = akn_tree_new(r->arena, AKN_RULE);
    } else if (str_is(name, STR("code"))) {
        block = akn_tree_new(r->arena, AKN_VERBATIM);
        block->text = n->whole;
        block->title = softlaw_attribute(n, "info");
    } else if (str_is(name, STR("heading")) && t->parent && level.size == 1 && level.at[0] > '0' &&
               level.at[0] <= '0' + LEVEL_MAX) {
        block = akn_tree_new(r->arena, AKN_HEADING);
        block->level = level.at[0] - '0';
        akn_read_inlines(r, block, n);
    } else {
        akn_read_p(r, t, n);
        return;
    }
    akn_add_block(r, t, block, n);
}

void akn_read_foreign(Reader *r, Target *t, const XmlNode *n) {
    const XmlNode *terms = akn_softlaw_child(n, "terms"), *html = akn_softlaw_child(n, "html");
    if (!terms && !html) {
        akn_tell_element(r, n);
        akn_tree_add_text(r->arena, akn_paragraph_of(r, t), xml_words(r->arena, n));
        akn_end_paragraph(r, t, n);
        return;
    }
    Node *block = akn_tree_new(r->arena, terms ? AKN_TERMS : AKN_HTML);
    block->text = terms ? terms->whole : html->whole;
    akn_add_block(r, t, block, n);
}

void akn_read_container(Reader *r, Target *t, const XmlNode *n) {
    if (!str_is(xml_attribute(n, "class"), STR("quote"))) {
        akn_read_flow(r, t, n);
        return;
    }
    Node *quote = akn_tree_new(r->arena, AKN_QUOTE);
    akn_read_into(r, quote, n);
    akn_add_block(r, t, quote, n);
}
