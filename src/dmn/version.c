// dmn/version.c - the versions of DMN: their namespaces, and a model rewritten from one to another
//
// Only start tags are rewritten, so that what this program does not understand stays as it is.
#include "base/xml.h"
#include "dmn/sheet.h"

typedef struct Spaces {
    const char *model, *feel, *diagram;
} Spaces;

static const Spaces versions[] = {
    [DMN_1_1] = {"http://www.omg.org/spec/DMN/20151101/dmn.xsd",
                 "http://www.omg.org/spec/FEEL/20140401", ""},
    [DMN_1_2] = {"http://www.omg.org/spec/DMN/20180521/MODEL/",
                 "http://www.omg.org/spec/DMN/20180521/FEEL/",
                 "http://www.omg.org/spec/DMN/20180521/DMNDI/"},
    [DMN_1_3] = {"https://www.omg.org/spec/DMN/20191111/MODEL/",
                 "https://www.omg.org/spec/DMN/20191111/FEEL/",
                 "https://www.omg.org/spec/DMN/20191111/DMNDI/"},
    [DMN_1_4] = {"https://www.omg.org/spec/DMN/20211108/MODEL/",
                 "https://www.omg.org/spec/DMN/20211108/FEEL/",
                 "https://www.omg.org/spec/DMN/20191111/DMNDI/"},
    [DMN_1_5] = {"https://www.omg.org/spec/DMN/20230324/MODEL/",
                 "https://www.omg.org/spec/DMN/20230324/FEEL/",
                 "https://www.omg.org/spec/DMN/20230324/DMNDI/"},
};
enum { VERSIONS = sizeof versions / sizeof versions[0] };

Str dmn_version_space(DmnVersion v) {
    return str_from(versions[v].model);
}

typedef struct Rewriter {
    Arena *arena;
    Str text;
    DmnVersion from, to;
    Buf *out;
    size_t at; // written up to here
    Findings *findings;
} Rewriter;

Str dmn_version_space_in(Str space, DmnVersion from, DmnVersion to) {
    const Spaces *f = &versions[from], *t = &versions[to];
    const char *const pairs[][2] = {
        {f->model, t->model}, {f->feel, t->feel}, {f->diagram, t->diagram}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (*pairs[i][0] && *pairs[i][1] && str_is(space, str_from(pairs[i][0])))
            return str_from(pairs[i][1]);
    return (Str){NULL, 0};
}

static void replace(Rewriter *r, size_t at, size_t size, Str by) {
    buf_add(r->out, str_part(r->text, r->at, at - r->at));
    buf_add(r->out, by);
    r->at = at + size;
}

// In DMN 1.1 types are qualified names, "feel:number"; later they are plain.
static void drop_prefix(Rewriter *r, size_t at) {
    static const Str prefix = {"feel:", 5};
    bool is_old = r->from == DMN_1_1 && r->to != DMN_1_1;
    if (is_old && str_starts_with(str_part(r->text, at, prefix.size), prefix))
        replace(r, at, prefix.size, STR(""));
}

static void rewrite_tag(Rewriter *r, size_t from, size_t end) {
    for (size_t at = from; at < end; at++) {
        char quote = r->text.at[at];
        if (quote != '"' && quote != '\'') continue;
        size_t close = at + 1;
        while (close < end && r->text.at[close] != quote) close++;
        Str value = str_part(r->text, at + 1, close - at - 1);
        Str by = dmn_version_space_in(value, r->from, r->to);
        if (by.at)
            replace(r, at + 1, close - at - 1, by);
        else
            drop_prefix(r, at + 1);
        at = close;
    }
}

static bool is_of_1_4(const XmlNode *n) {
    static const char *const names[] = {"conditional", "for", "some", "every", "filter"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xml_is(n, names[i])) return true;
    return false;
}

// The depth of XML is bounded: this may recurse.
static void rewrite(Rewriter *r, const XmlNode *n, Str space) {
    if (str_is(n->space, space) && r->to < DMN_1_4 && is_of_1_4(n))
        finding_add(r->findings, SEVERITY_ERROR, "dmn-version", n->place,
                    MSG("\"{1}\" came with DMN 1.4 and cannot be said in this version", n->name),
                    MSG("write it as a FEEL expression"));
    rewrite_tag(r, n->place.offset, n->place.offset + n->place.size);
    if (xml_is(n, "typeRef")) drop_prefix(r, n->text_place.offset);
    for (const XmlNode *c = n->first; c; c = c->next) rewrite(r, c, space);
}

bool dmn_version_of(Str space, DmnVersion *ret) {
    for (size_t i = 0; i < VERSIONS; i++) {
        if (!str_is(space, str_from(versions[i].model))) continue;
        *ret = (DmnVersion)i;
        return true;
    }
    return false;
}

bool dmn_version_change(Arena *a, DmnSource source, DmnVersion version, Buf *out, Findings *f,
                        Err *err) {
    Rewriter r = {.arena = a, .text = source.text, .to = version, .out = out, .findings = f};
    const XmlNode *root = xml_parse(a, source.file, source.text, err);
    if (!root) return false;
    if (!dmn_version_of(root->space, &r.from))
        return err_set_at(err, ERR_INPUT, root->place, MSG("this is no decision model of DMN"),
                          MSG("versions 1.1 to 1.5 are read"));
    size_t errors = f->error_count;
    rewrite(&r, root, root->space);
    replace(&r, source.text.size, 0, STR(""));
    return f->error_count == errors;
}
