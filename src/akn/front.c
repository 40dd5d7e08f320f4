// akn/front.c - front matter made of another producer's metadata
//
// Akoma Ntoso does not say what softlaw settles by: the currency, the periods, how long it lasts.
// What it says of title, language, date and organizations is taken; a finding asks for the rest.
#include "akn/akn_int.h"

typedef struct Source {
    Arena *arena;
    const XmlNode *document, *work, *expression;
} Source;

static void add_quoted(Buf *b, Str text) {
    buf_add_byte(b, '"');
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\') buf_add_byte(b, '\\');
        buf_add_byte(b, (unsigned char)text.at[i] < ' ' ? ' ' : text.at[i]);
    }
    buf_add_byte(b, '"');
}

static const XmlNode *find_below(const XmlNode *n, const char *name) {
    for (const XmlNode *c = n ? n->first : NULL; c; c = c->next) {
        const XmlNode *found = xml_is(c, name) ? c : find_below(c, name);
        if (found) return found;
    }
    return NULL;
}

static Str title_of(const Source *s) {
    const XmlNode *title = find_below(s->document, "docTitle");
    Str alias = xml_attribute(xml_child(s->work, "FRBRalias"), "value");
    Str name = alias.size ? alias : xml_attribute(s->document, "name");
    Str words = title ? xml_words(s->arena, title) : name;
    return words.size ? words : STR("agreement");
}

static bool is_fine(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// The address of the work in the letters that ids have.
static Str id_of(const Source *s) {
    Str address = xml_attribute(xml_child(s->work, "FRBRuri"), "value");
    Buf id = {.arena = s->arena};
    for (size_t i = 0; i < address.size; i++) {
        char c = address.at[i];
        if (c >= 'A' && c <= 'Z') c |= 32;
        if (is_fine(c))
            buf_add_byte(&id, c);
        else if (id.size && id.at[id.size - 1] != '-')
            buf_add_byte(&id, '-');
    }
    while (id.size && id.at[id.size - 1] == '-') id.size--;
    return id.size ? buf_str(&id) : STR("agreement");
}

static void add_parties(const Source *s, Buf *b) {
    const XmlNode *references = find_below(xml_child(s->document, "meta"), "references");
    size_t count = 0;
    for (const XmlNode *c = xml_child(references, "TLCOrganization"); c; c = xml_next(c)) {
        if (!count) buf_add_c(b, "parties:\n");
        buf_add_fmt(b, "  party-%zu: {name: ", ++count);
        add_quoted(b, xml_attribute(c, "showAs"));
        buf_add_c(b, "}\n");
    }
}

static bool is_date(Str s) {
    CivilDate date;
    return civil_parse(s, &date);
}

static void add_term(const Source *s, Buf *b) {
    Str date = xml_attribute(xml_child(s->work, "FRBRdate"), "date");
    if (is_date(date)) buf_add_fmt(b, "term: {from: %.*s, period: year}\n", STR_ARG(date));
}

Str akn_front(Arena *a, const AknDocument *d, Findings *f) {
    const XmlNode *identification = find_below(d->document, "identification");
    Source s = {a, d->document, xml_child(identification, "FRBRWork"),
                xml_child(identification, "FRBRExpression")};
    Str language =
        language_short(xml_attribute(xml_child(s.expression, "FRBRlanguage"), "language"));
    Buf b = {.arena = a};
    buf_add_fmt(&b, "---\nsoftlaw: 1\nid: %.*s\ntitle: ", STR_ARG(id_of(&s)));
    add_quoted(&b, title_of(&s));
    buf_add_c(&b, "\nlanguage: ");
    add_quoted(&b, language.size ? language : STR("en"));
    buf_add_byte(&b, '\n');
    add_parties(&s, &b);
    add_term(&s, &b);
    buf_add_c(&b, "---\n");
    finding_add(f, SEVERITY_WARNING, "akn-front", d->document->place,
                MSG("the front matter was made of the metadata and has to be completed"),
                MSG("write parties, term and currency"));
    return buf_str(&b);
}
