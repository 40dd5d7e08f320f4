// akn/read_list.c - lists of Akoma Ntoso
#include "akn/akn_read.h"

// 12. or 12) and nothing else.
static bool list_number(Str s, int64_t *ret, char *ret_delimiter) {
    enum { DIGITS_MAX = 9 };
    *ret = 0;
    size_t i = 0;
    for (; i < s.size && i < DIGITS_MAX && s.at[i] >= '0' && s.at[i] <= '9'; i++)
        *ret = *ret * 10 + (s.at[i] - '0');
    if (!i || i + 1 != s.size || !strchr(".)", s.at[i])) return false;
    *ret_delimiter = s.at[i];
    return true;
}

// Numbered by ones, as Markdown does it.
static bool is_ordered(Arena *a, const XmlNode *list, int64_t *ret_start, char *ret_delimiter) {
    int64_t number, expected = -1;
    char delimiter;
    for (const XmlNode *c = list->first; c; c = c->next) {
        if (!akn_is_item(c)) continue;
        const XmlNode *num = xml_child(c, "num");
        if (!num || !list_number(xml_words(a, num), &number, &delimiter)) return false;
        if (expected < 0) *ret_start = number, *ret_delimiter = delimiter;
        if ((expected >= 0 && number != expected) || delimiter != *ret_delimiter) return false;
        expected = number + 1;
    }
    return expected >= 0;
}

void akn_read_list(Reader *r, Target *t, const XmlNode *n) {
    Node *list = akn_tree_new(r->arena, AKN_LIST);
    bool is_counted = is_ordered(r->arena, n, &list->start, &list->delimiter);
    if (!is_counted) list->start = -1, list->delimiter = 0;
    if (xml_is(n, "ol") && !is_counted) list->start = 1, list->delimiter = '.';
    for (const XmlNode *c = n->first; c; c = c->next) {
        if (!akn_is_item(c)) {
            if (list->first) akn_add_block(r, t, list, n), list = akn_tree_new(r->arena, AKN_LIST);
            akn_read_child(r, t, c);
            akn_end_paragraph(r, t, c);
            continue;
        }
        const XmlNode *num = xml_child(c, "num");
        r->number = num && !is_counted ? xml_words(r->arena, num) : (Str){NULL, 0};
        akn_read_into(r, akn_tree_add(r->arena, list, AKN_ITEM), c);
        r->number = (Str){NULL, 0};
    }
    if (list->first) akn_add_block(r, t, list, n);
}
