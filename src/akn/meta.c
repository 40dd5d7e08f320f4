// akn/meta.c - what an agreement is: identification, life cycle, references, from its front matter
//
// The IRIs follow Akoma Ntoso's naming convention: /akn/country/doc/agreement/date/id. The country
// is that of the currency, whose first two letters are the country's in ISO 3166 (CNY: cn), as no
// other key of the front matter names one; without a currency it is zz, which ISO leaves to users.
#include "akn/akn_int.h"

#define SOFTWARE "#org_0" // softlaw itself among the references

// ---- languages ----------------------------------------------------------------------------------

static const struct {
    const char *two, *three;
} languages[] = {
    {"zh", "zho"}, {"en", "eng"}, {"de", "deu"}, {"fr", "fra"}, {"es", "spa"}, {"it", "ita"},
    {"pt", "por"}, {"ru", "rus"}, {"ar", "ara"}, {"ja", "jpn"}, {"ko", "kor"}, {"nl", "nld"},
    {"pl", "pol"}, {"sv", "swe"}, {"el", "ell"}, {"cs", "ces"}, {"da", "dan"}, {"fi", "fin"},
};
enum { LANGUAGE_COUNT = sizeof languages / sizeof languages[0] };

Str language_long(Str code) {
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (str_is(code, str_from(languages[i].two))) return str_from(languages[i].three);
    return code.size ? code : STR("und");
}

Str language_short(Str code) {
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        if (str_is(code, str_from(languages[i].three))) return str_from(languages[i].two);
    return code;
}

// ---- names --------------------------------------------------------------------------------------

static bool stays_in_address(char c) {
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_letter || (unsigned char)c >= 0x80 || (c && strchr("-._~", c));
}

static void add_address(Buf *b, Str name) {
    for (size_t i = 0; i < name.size; i++)
        if (stays_in_address(name.at[i]))
            buf_add_byte(b, name.at[i]);
        else
            buf_add_fmt(b, "%%%02X", (unsigned)(unsigned char)name.at[i]);
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static Str country_of(Arena *a, const Terms *t) {
    Str c = t->currency;
    bool is_country =
        c.size == 3 && is_letter(c.at[0]) && is_letter(c.at[1]) && (c.at[0] | 32) != 'x';
    return is_country ? str_fmt(a, "%c%c", c.at[0] | 32, c.at[1] | 32) : STR("zz");
}

static Str date_of(Arena *a, int64_t day) {
    return civil_text(a, civil_from_days(day));
}

static Str work_of(Arena *a, const Terms *t) {
    Buf b = {.arena = a};
    buf_add_fmt(&b, "/akn/%.*s/doc/agreement/%.*s/", STR_ARG(country_of(a, t)),
                STR_ARG(date_of(a, t->from_day)));
    add_address(&b, t->id.size ? t->id : STR("agreement"));
    return buf_str(&b);
}

static Str expression_of(Arena *a, const Terms *t) {
    Buf b = {.arena = a};
    buf_add(&b, work_of(a, t));
    buf_add_byte(&b, '/');
    add_address(&b, language_long(t->language));
    buf_add_fmt(&b, "@%.*s", STR_ARG(date_of(a, t->from_day)));
    return buf_str(&b);
}

// ---- elements -----------------------------------------------------------------------------------

static void write_value(Writer *w, const char *name, Str value) {
    write_indent(w);
    write_tag(w, name);
    write_attribute(w, "value", value);
    buf_add_c(w->b, "/>\n");
}

static void write_authors(Writer *w, const Terms *t) {
    for (size_t i = 0; i <= t->party_count; i++) {
        if ((i == 0) != (t->party_count == 0)) continue;
        write_indent(w);
        buf_add_fmt(w->b, "<FRBRauthor href=\"#org_%zu\"/>\n", i);
    }
}

// What work, expression and manifestation have in common.
static void write_core(Writer *w, const Terms *t, Str component, Str uri, const char *date_name) {
    write_value(w, "FRBRthis", component);
    write_value(w, "FRBRuri", uri);
    write_indent(w);
    write_tag(w, "FRBRdate");
    write_attribute(w, "date", date_of(w->arena, t->from_day));
    write_attribute(w, "name", str_from(date_name));
    buf_add_c(w->b, "/>\n");
    write_authors(w, t);
}

static void write_work(Writer *w, const Terms *t) {
    Str uri = work_of(w->arena, t);
    write_open(w, "FRBRWork");
    write_core(w, t, str_fmt(w->arena, "%.*s/!main", STR_ARG(uri)), uri, "entry into force");
    write_value(w, "FRBRcountry", country_of(w->arena, t));
    write_value(w, "FRBRsubtype", STR("agreement"));
    if (t->id.size) write_value(w, "FRBRnumber", t->id);
    write_close(w, "FRBRWork");
}

static void write_expression(Writer *w, const Terms *t) {
    Str uri = expression_of(w->arena, t);
    write_open(w, "FRBRExpression");
    write_core(w, t, str_fmt(w->arena, "%.*s/!main", STR_ARG(uri)), uri, "entry into force");
    write_value(w, "FRBRversionNumber", t->version);
    write_indent(w);
    write_tag(w, "FRBRlanguage");
    write_attribute(w, "language", language_long(t->language));
    buf_add_c(w->b, "/>\n");
    write_close(w, "FRBRExpression");
}

static void write_manifestation(Writer *w, const Terms *t) {
    Str uri = expression_of(w->arena, t);
    write_open(w, "FRBRManifestation");
    write_core(w, t, str_fmt(w->arena, "%.*s/!main.xml", STR_ARG(uri)),
               str_fmt(w->arena, "%.*s.akn", STR_ARG(uri)), "entry into force");
    write_close(w, "FRBRManifestation");
}

static void write_event(Writer *w, size_t number, Str date, const char *type) {
    write_indent(w);
    buf_add_fmt(w->b, "<eventRef eId=\"evt_%zu\" date=\"%.*s\" source=\"#ro_1\" type=\"%s\"/>\n",
                number, STR_ARG(date), type);
}

static void write_lifecycle(Writer *w, const Terms *t) {
    enum { OPEN_ENDED = 9999 };
    write_open(w, "lifecycle source=\"" SOFTWARE "\"");
    write_event(w, 1, date_of(w->arena, t->from_day), "generation");
    if (civil_from_days(t->to_day).year != OPEN_ENDED)
        write_event(w, 2, date_of(w->arena, t->to_day), "repeal");
    write_close(w, "lifecycle");
}

static void write_reference(Writer *w, const char *element, Str id, const char *kind, Str name,
                            Str shown) {
    Buf address = {.arena = w->arena};
    buf_add_fmt(&address, "/akn/ontology/%s/", kind);
    add_address(&address, name);
    write_indent(w);
    write_tag(w, element);
    write_attribute(w, "eId", id);
    write_attribute(w, "href", buf_str(&address));
    write_attribute(w, "showAs", shown);
    buf_add_c(w->b, "/>\n");
}

static Str label_of(const Terms *t, Str id, const Localised *label) {
    Str text = localised_in(label, t->language);
    return text.size ? text : id;
}

static void write_original(Writer *w, const Terms *t) {
    write_indent(w);
    write_tag(w, "original");
    write_attribute(w, "eId", STR("ro_1"));
    write_attribute(w, "href", expression_of(w->arena, t));
    write_attribute(w, "showAs", label_of(t, t->id.size ? t->id : STR("agreement"), &t->title));
    buf_add_c(w->b, "/>\n");
}

static void write_references(Writer *w, const Terms *t) {
    write_open(w, "references source=\"" SOFTWARE "\"");
    write_original(w, t);
    write_reference(w, "TLCOrganization", STR("org_0"), "organization", STR("softlaw"),
                    STR("softlaw"));
    for (size_t i = 0; i < t->party_count; i++)
        write_reference(w, "TLCOrganization", str_fmt(w->arena, "org_%zu", i + 1), "organization",
                        t->parties[i].id, label_of(t, t->parties[i].id, &t->parties[i].label));
    for (size_t i = 0; i < t->item_count; i++)
        write_reference(w, "TLCTerm", str_fmt(w->arena, "term_%zu", i + 1), "term", t->items[i].id,
                        label_of(t, t->items[i].id, &t->items[i].label));
    write_close(w, "references");
}

// ---- the front matter as it stands --------------------------------------------------------------

static Str first_line(Str text) {
    int64_t end = str_find(text, STR("\n"), 0);
    return end < 0 ? text : str_part(text, 0, (size_t)end + 1);
}

// The line that closes the front matter, with its end; empty where there is none.
static Str closing_line(Str front) {
    size_t start = front.size ? front.size - 1 : 0;
    while (start > 0 && front.at[start - 1] != '\n') start--;
    Str line = str_part(front, start, front.size), word = str_trim(line);
    bool is_fence = str_is(word, STR("---")) || str_is(word, STR("..."));
    return start && is_fence ? line : str_part(front, front.size, 0);
}

static void write_front(Writer *w, const Document *d) {
    Str front = str_part(d->source, 0, d->body);
    Str open = first_line(front), close = closing_line(front);
    Str yaml = str_part(front, open.size, front.size - open.size - close.size);
    write_open(w, "proprietary source=\"" SOFTWARE "\"");
    write_indent(w);
    write_tag(w, "softlaw:front");
    if (!str_is(open, STR("---\n"))) write_attribute(w, "open", open);
    if (!str_is(close, STR("---\n"))) write_attribute(w, "close", close);
    buf_add_byte(w->b, '>');
    write_text(w, yaml);
    buf_add_c(w->b, "</softlaw:front>\n");
    write_close(w, "proprietary");
}

void write_meta(Writer *w, const Terms *t) {
    write_open(w, "meta");
    write_open(w, "identification source=\"" SOFTWARE "\"");
    write_work(w, t);
    write_expression(w, t);
    write_manifestation(w, t);
    write_close(w, "identification");
    write_lifecycle(w, t);
    write_references(w, t);
    write_front(w, t->document);
    write_close(w, "meta");
}

void write_preface(Writer *w, const Terms *t) {
    Str title = localised_in(&t->title, t->language);
    if (!title.size) return;
    write_open(w, "preface");
    write_indent(w);
    buf_add_c(w->b, "<p><docTitle>");
    write_text(w, title);
    buf_add_c(w->b, "</docTitle></p>\n");
    write_close(w, "preface");
}
