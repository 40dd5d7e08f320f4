// review/from_act.c - an act in Akoma Ntoso becomes the skeleton of a norm file
//
// Each article becomes an entry with its citation, its text, and the days from and to which it is
// in force: those of the act's life cycle, or of the article's own period. Which words make
// candidates and which cases violate it only a person can say; the skeleton is refused by the
// reader of norms until that is written.
#include "review/review_int.h"

#include "base/json.h"
#include "base/xml.h"

enum { ARTICLES_MAX = LIMIT_NORMS, TEXT_BYTES_MAX = 4000 };

typedef struct Statute {
    Arena *arena;
    Str source;
    const XmlNode *root, *meta;
    Map events; // id of an event -> index into days
    Str *days;
    size_t article_count;
    bool is_chinese;
    Buf out;
} Statute;

// ---- text without tags --------------------------------------------------------------------------

// Behind `close`, which must be there in well-formed XML; the end of the text otherwise.
static size_t behind(Str s, size_t at, const char *close) {
    int64_t end = str_find(s, str_from(close), at);
    return end < 0 ? s.size : (size_t)end + strlen(close);
}

static size_t add_reference(Buf *b, Str s, size_t at) {
    static const struct {
        const char *name;
        char byte;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        Str name = str_from(known[i].name);
        if (!str_starts_with(str_part(s, at, name.size), name)) continue;
        buf_add_byte(b, known[i].byte);
        return at + name.size;
    }
    buf_add_byte(b, ' ');
    return behind(s, at, ";");
}

static size_t skip_markup(Str s, size_t at) {
    bool is_remark = str_starts_with(str_part(s, at, 4), STR("<!--"));
    return behind(s, at, is_remark ? "-->" : ">");
}

static void add_plain(Buf *b, char c) {
    bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    bool is_after_blank = !b->size || b->at[b->size - 1] == ' ';
    if (!is_blank || !is_after_blank) buf_add_byte(b, is_blank ? ' ' : c);
}

// Cut at the end of a character.
static Str clip(Str s) {
    if (s.size <= TEXT_BYTES_MAX) return str_trim(s);
    size_t size = TEXT_BYTES_MAX;
    while (size && ((unsigned char)s.at[size] & 0xC0) == 0x80) size--;
    return str_trim(str_part(s, 0, size));
}

static Str text_of(const Statute *act, const XmlNode *n) {
    if (!n) return STR("");
    size_t from = n->place.offset + n->place.size;
    Str s = str_part(act->source, from, n->end > from ? n->end - from : 0);
    Buf b = {.arena = act->arena};
    for (size_t at = 0; at < s.size && b.size <= TEXT_BYTES_MAX;) {
        if (s.at[at] == '<') {
            at = skip_markup(s, at);
            add_plain(&b, ' ');
        } else if (s.at[at] == '&') {
            at = add_reference(&b, s, at);
        } else {
            add_plain(&b, s.at[at++]);
        }
    }
    return clip(buf_str(&b));
}

// ---- when it is in force ------------------------------------------------------------------------

static Str id_of(const XmlNode *n) {
    Str id = xml_attribute(n, "eId");
    return id.size ? id : xml_attribute(n, "id");
}

static Str without_hash(Str reference) {
    return str_starts_with(reference, STR("#")) ? str_part(reference, 1, reference.size)
                                                : reference;
}

static bool is_day(Str text) {
    CivilDate d;
    return civil_parse(str_part(text, 0, 10), &d);
}

static void read_events(Statute *act) {
    const XmlNode *cycle = xml_child(act->meta, "lifecycle");
    size_t count = 0;
    for (const XmlNode *e = xml_child(cycle, "eventRef"); e; e = xml_next(e)) count++;
    act->days = ARENA_ARRAY(act->arena, Str, count);
    uint32_t i = 0;
    for (const XmlNode *e = xml_child(cycle, "eventRef"); e; e = xml_next(e)) {
        Str day = xml_attribute(e, "date");
        if (!is_day(day) || !id_of(e).size) continue;
        act->days[i] = str_part(day, 0, 10);
        i += map_add(&act->events, id_of(e), i);
    }
}

static Str day_of_event(const Statute *act, Str reference) {
    uint32_t index;
    return map_get(&act->events, without_hash(reference), &index) ? act->days[index]
                                                                  : (Str){NULL, 0};
}

static const XmlNode *period_of(const Statute *act, Str reference) {
    const XmlNode *data = xml_child(act->meta, "temporalData");
    for (const XmlNode *g = xml_child(data, "temporalGroup"); g; g = xml_next(g))
        if (str_is(id_of(g), without_hash(reference))) return xml_child(g, "timeInterval");
    return NULL;
}

static Str first_day(const Statute *act) {
    const XmlNode *cycle = xml_child(act->meta, "lifecycle");
    for (const XmlNode *e = xml_child(cycle, "eventRef"); e; e = xml_next(e))
        if (str_is(xml_attribute(e, "type"), STR("generation")) && is_day(xml_attribute(e, "date")))
            return str_part(xml_attribute(e, "date"), 0, 10);
    const XmlNode *work = xml_child(xml_child(act->meta, "identification"), "FRBRWork");
    Str day = xml_attribute(xml_child(work, "FRBRdate"), "date");
    return is_day(day) ? str_part(day, 0, 10) : (Str){NULL, 0};
}

// ---- the skeleton -------------------------------------------------------------------------------

static void add_text(Statute *act, const char *key, Str text) {
    Str empty = STR("");
    buf_add_fmt(&act->out, "%s: {en: ", key);
    json_add_string(&act->out, act->is_chinese ? empty : text);
    buf_add_c(&act->out, ", zh: ");
    json_add_string(&act->out, act->is_chinese ? text : empty);
    buf_add_c(&act->out, "}\n");
}

static void add_day(Statute *act, const char *key, Str day) {
    if (day.size) buf_add_fmt(&act->out, "%s: %.*s\n", key, STR_ARG(day));
}

static void add_period(Statute *act, const XmlNode *article) {
    Str reference = xml_attribute(article, "period");
    const XmlNode *interval = reference.size ? period_of(act, reference) : NULL;
    if (!interval) return;
    add_day(act, "    from", day_of_event(act, xml_attribute(interval, "start")));
    add_day(act, "    to", day_of_event(act, xml_attribute(interval, "end")));
}

static void add_article(Statute *act, const XmlNode *article) {
    if (act->article_count == ARTICLES_MAX) return;
    Str number = text_of(act, xml_child(article, "num"));
    Str id = id_of(article);
    Str key = id.size ? id : str_fmt(act->arena, "article-%zu", act->article_count + 1);
    buf_add_c(&act->out, "  ");
    json_add_string(&act->out, str_part(key, 0, 60));
    buf_add_c(&act->out, ":\n");
    add_text(act, "    article", number.size ? number : key);
    add_text(act, "    prohibits", text_of(act, article));
    add_text(act, "    cure", STR(""));
    add_period(act, article);
    buf_add_c(&act->out, "    candidates: {en: \"\", zh: \"\"}\n    violates: []\n");
    act->article_count++;
}

static void add_articles(Statute *act, const XmlNode *n) {
    for (const XmlNode *c = n ? n->first : NULL; c; c = c->next) {
        if (xml_is(c, "article"))
            add_article(act, c);
        else
            add_articles(act, c);
    }
}

static Str title_of(const Statute *act) {
    static const char *const NAMES[] = {"docTitle", "shortTitle"};
    const XmlNode *work = xml_child(xml_child(act->meta, "identification"), "FRBRWork");
    Str alias = xml_attribute(xml_child(work, "FRBRalias"), "value");
    for (const XmlNode *p = xml_child(act->root, "preface") ? xml_child(act->root, "preface")->first
                                                            : NULL;
         p && !alias.size; p = p->next)
        for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0] && !alias.size; i++)
            alias = text_of(act, xml_child(p, NAMES[i]));
    return alias.size ? alias : xml_attribute(act->root, "name");
}

static void add_head(Statute *act) {
    const XmlNode *work = xml_child(xml_child(act->meta, "identification"), "FRBRWork");
    Str day = first_day(act);
    buf_add_c(&act->out,
              "# To be completed: the other language, and for each article its candidates,\n"
              "# cases and cure; articles that prohibit nothing are to be struck.\n"
              "law:\n  id: act\n");
    add_text(act, "  title", title_of(act));
    add_text(act, "  citation", xml_attribute(xml_child(work, "FRBRthis"), "value"));
    add_day(act, "  from", day);
    buf_add_c(&act->out, "\nprohibited:\n");
}

static bool is_chinese(const Statute *act) {
    const XmlNode *e = xml_child(xml_child(act->meta, "identification"), "FRBRExpression");
    Str language = xml_attribute(xml_child(e, "FRBRlanguage"), "language");
    return str_starts_with(language, STR("zh")) || str_is(language, STR("chi"));
}

Str review_from_act(Arena *a, Str file, Str xml, Err *err) {
    const XmlNode *top = xml_parse(a, file, xml, err);
    if (!top) return (Str){NULL, 0};
    Statute act = {.arena = a, .source = xml, .root = xml_child(top, "act"), .out = {.arena = a}};
    act.events.arena = a;
    if (!xml_is(top, "akomaNtoso") || !act.root) {
        err_set_at(err, ERR_INPUT, top->place, MSG("this is no act in Akoma Ntoso"),
                   MSG("the root is <akomaNtoso>, and in it stands <act>"));
        return (Str){NULL, 0};
    }
    act.meta = xml_child(act.root, "meta");
    act.is_chinese = is_chinese(&act);
    read_events(&act);
    add_head(&act);
    add_articles(&act, xml_child(act.root, "body"));
    if (act.article_count) return buf_str(&act.out);
    err_set_at(err, ERR_INPUT, act.root->place, MSG("the act has no articles"), NO_MSG);
    return (Str){NULL, 0};
}
