// review/norms.c - a norm file (YAML) is read; doc/law.md tells its form
//
// A key that is unknown is a fault, so that a mistyped condition never makes a norm milder in
// silence. Places are those of the file.
#include "review/review_int.h"

typedef struct Reader {
    Corpus *corpus;
    Findings *findings;
    uint32_t law;
} Reader;

static void fault(Reader *r, Place place, Message message, Message hint) {
    finding_add(r->findings, SEVERITY_ERROR, "norm", place, message, hint);
}

// ---- values -------------------------------------------------------------------------------------

static Str scalar(const YamlNode *n) {
    return n && n->kind == YAML_SCALAR ? str_trim(n->text) : (Str){NULL, 0};
}

static size_t count_of(const YamlNode *n) {
    return n && n->kind != YAML_SCALAR ? n->count : 0;
}

// Keys parted by blanks; names with blanks inside are written with a '-' here.
static void check_keys(Reader *r, const YamlNode *n, const char *known) {
    for (size_t i = 0; n->kind == YAML_MAP && i < n->count; i++) {
        Str rest = str_from(known), one;
        bool is_known = false;
        while (str_next(&rest, ' ', &one)) is_known |= str_is(one, n->keys[i]);
        if (!is_known)
            fault(r, n->key_places[i], MSG("unknown key \"{1}\"", n->keys[i]),
                  MSG("known here: {1}", str_from(known)));
    }
}

static bool must_map(Reader *r, const YamlNode *n, Place place, Str what) {
    if (n && n->kind == YAML_MAP) return true;
    fault(r, n ? n->place : place, MSG("\"{1}\" wants keys with values", what), NO_MSG);
    return false;
}

static LawText must_text(Reader *r, const YamlNode *map, Place place, const char *key) {
    const YamlNode *n = yaml_find(map, key);
    if (n) check_keys(r, n, "en zh");
    LawText t = {{[LANG_EN] = scalar(yaml_find(n, "en")), [LANG_ZH] = scalar(yaml_find(n, "zh"))}};
    if (!t.texts[LANG_EN].size || !t.texts[LANG_ZH].size)
        fault(r, n ? n->place : place,
              MSG("\"{1}\" is missing in one of the languages", str_from(key)),
              MSG("write {1}: {en: …, zh: …}", str_from(key)));
    return t;
}

static void read_day(Reader *r, const YamlNode *n, int64_t *ret) {
    CivilDate d;
    if (!n) return;
    if (civil_parse(scalar(n), &d))
        *ret = civil_to_days(d);
    else
        fault(r, n->place, MSG("\"{1}\" is no date", scalar(n)), MSG("write 2024-08-01"));
}

static Str *texts_of(Reader *r, const YamlNode *n, size_t *ret_count) {
    *ret_count = count_of(n);
    Str *texts = ARENA_ARRAY(r->corpus->arena, Str, *ret_count);
    for (size_t i = 0; i < *ret_count; i++) texts[i] = scalar(n->items[i]);
    return texts;
}

// ---- words --------------------------------------------------------------------------------------

static void add_words(Reader *r, uint32_t word_class, const YamlNode *words) {
    if (words && !corpus_add_words(r->corpus, word_class, scalar(words)))
        fault(r, words->place, MSG("more words than a corpus may have"), NO_MSG);
}

static void read_words(Reader *r, const YamlNode *n) {
    if (!n || !must_map(r, n, (Place){0}, STR("words"))) return;
    for (size_t i = 0; i < n->count; i++) {
        if (!must_map(r, n->items[i], n->key_places[i], n->keys[i])) continue;
        uint32_t word_class = corpus_class(r->corpus, n->keys[i]);
        check_keys(r, n->items[i], "en zh");
        add_words(r, word_class, yaml_find(n->items[i], "en"));
        add_words(r, word_class, yaml_find(n->items[i], "zh"));
    }
}

static Classes read_classes(Reader *r, const YamlNode *n) {
    Classes all = {.count = count_of(n)};
    all.items = ARENA_ARRAY(r->corpus->arena, uint32_t, all.count);
    for (size_t i = 0; i < all.count; i++)
        all.items[i] = corpus_class(r->corpus, scalar(n->items[i]));
    return all;
}

// ---- cases --------------------------------------------------------------------------------------

static const struct {
    const char *word;
    Relation relation;
} RELATIONS[] = {{"no ", NO},         {"beside ", BESIDE}, {"ahead ", AHEAD},
                 {"behind ", BEHIND}, {"bound ", BOUND},   {"unbound ", UNBOUND}};

static Condition read_condition(Reader *r, const YamlNode *n) {
    Str text = scalar(n);
    Condition c = {.relation = HAS};
    for (size_t i = 0; i < sizeof RELATIONS / sizeof RELATIONS[0]; i++) {
        Str word = str_from(RELATIONS[i].word);
        if (!str_starts_with(text, word)) continue;
        c.relation = RELATIONS[i].relation;
        text = str_trim(str_part(text, word.size, text.size));
        break;
    }
    if (!text.size) fault(r, n->place, MSG("a condition names a class of words"), NO_MSG);
    c.word_class = corpus_class(r->corpus, text);
    return c;
}

static Act read_act(Reader *r, const YamlNode *n) {
    static const char *const names[] = {
        [ACT_DONE] = "done", [ACT_BARRED] = "barred", [ACT_ANY] = "any"};
    for (size_t i = 0; n && i < sizeof names / sizeof names[0]; i++)
        if (str_is(scalar(n), str_from(names[i]))) return (Act)i;
    if (n)
        fault(r, n->place, MSG("\"{1}\" is no act", scalar(n)), MSG("write done, barred or any"));
    return ACT_DONE;
}

static Case read_case(Reader *r, const YamlNode *n) {
    Case c = {0};
    if (!must_map(r, n, (Place){0}, STR("case"))) return c;
    check_keys(r, n, "act with why");
    const YamlNode *with = yaml_find(n, "with");
    c.act = read_act(r, yaml_find(n, "act"));
    c.condition_count = count_of(with);
    c.conditions = ARENA_ARRAY(r->corpus->arena, Condition, c.condition_count);
    for (size_t i = 0; i < c.condition_count; i++)
        c.conditions[i] = read_condition(r, with->items[i]);
    c.why = must_text(r, n, n->place, "why");
    return c;
}

static Cases read_cases(Reader *r, const YamlNode *n) {
    Cases all = {.count = n && n->kind == YAML_LIST ? n->count : 0};
    all.items = ARENA_ARRAY(r->corpus->arena, Case, all.count);
    for (size_t i = 0; i < all.count; i++) all.items[i] = read_case(r, n->items[i]);
    return all;
}

// ---- norms --------------------------------------------------------------------------------------

static Severity read_severity(Reader *r, const YamlNode *n) {
    for (Severity s = SEVERITY_NOTE; n && s <= SEVERITY_ERROR; s++)
        if (str_is(scalar(n), lang_severity(LANG_EN, s))) return s;
    if (n)
        fault(r, n->place, MSG("\"{1}\" is no severity", scalar(n)),
              MSG("write error, warning or note"));
    return SEVERITY_ERROR;
}

static ReviewVerdict read_missing(Reader *r, const YamlNode *n) {
    static const char *const names[] = {[REVIEW_VIOLATES] = "violates",
                                        [REVIEW_DOUBTFUL] = "doubtful",
                                        [REVIEW_EXCEPTED] = "",
                                        [REVIEW_PERSON] = "person"};
    for (size_t i = 0; n && i < sizeof names / sizeof names[0]; i++)
        if (*names[i] && str_is(scalar(n), str_from(names[i]))) return (ReviewVerdict)i;
    if (n)
        fault(r, n->place, MSG("\"{1}\" is no verdict", scalar(n)),
              MSG("write violates, doubtful or person"));
    return REVIEW_PERSON;
}

static unsigned read_excuses(Reader *r, const YamlNode *n) {
    unsigned bits = 0;
    for (size_t i = 0; i < count_of(n); i++) {
        Str name = scalar(n->items[i]);
        if (str_is(name, STR("ground")))
            bits |= 1U << EXCUSE_GROUND;
        else if (str_is(name, STR("basis")))
            bits |= 1U << EXCUSE_BASIS;
        else
            fault(r, n->items[i]->place, MSG("\"{1}\" excuses nothing", name),
                  MSG("write ground or basis"));
    }
    return bits;
}

static Norm norm_of(Reader *r, Str code, const YamlNode *n, NormKind kind, const char *text) {
    const Law *law = &r->corpus->laws.items[r->law];
    Norm norm = {.kind = kind,
                 .law = r->law,
                 .id = str_fmt(r->corpus->arena, "%.*s/%.*s", STR_ARG(law->id), STR_ARG(code)),
                 .from_day = law->from_day,
                 .to_day = law->to_day,
                 .place = n->place,
                 .inside = ARENA_NEW(r->corpus->arena, struct NormInside)};
    norm.article = must_text(r, n, n->place, "article");
    norm.text = must_text(r, n, n->place, text);
    norm.cure = must_text(r, n, n->place, "cure");
    norm.severity = read_severity(r, yaml_find(n, "severity"));
    read_day(r, yaml_find(n, "from"), &norm.from_day);
    read_day(r, yaml_find(n, "to"), &norm.to_day);
    norm.inside->candidates = corpus_class_new(r->corpus);
    return norm;
}

static void read_payment_rule(Reader *r, const YamlNode *n, struct NormInside *in) {
    if (!n || !must_map(r, n, (Place){0}, STR("payments"))) return;
    check_keys(r, n, "by anyway why");
    in->pays = read_classes(r, yaml_find(n, "by"));
    in->pays_anyway = str_is(scalar(yaml_find(n, "anyway")), STR("doubtful"));
    in->pays_why = must_text(r, n, n->place, "why");
}

static void read_prohibition(Reader *r, const YamlNode *n, Norm *norm) {
    struct NormInside *in = norm->inside;
    const YamlNode *candidates = yaml_find(n, "candidates");
    static const char *const languages[] = {[LANG_EN] = "en", [LANG_ZH] = "zh"};
    check_keys(r, n,
               "article prohibits cure severity from to candidates concerns violates doubtful "
               "harmless excuses payments");
    if (candidates) check_keys(r, candidates, "en zh");
    for (size_t i = 0; i < LANG_COUNT; i++) {
        const YamlNode *words = yaml_find(candidates, languages[i]);
        in->has_words[i] = scalar(words).size > 0;
        add_words(r, in->candidates, words);
    }
    in->concerns = read_classes(r, yaml_find(n, "concerns"));
    in->violates = read_cases(r, yaml_find(n, "violates"));
    in->doubtful = read_cases(r, yaml_find(n, "doubtful"));
    in->harmless = read_cases(r, yaml_find(n, "harmless"));
    in->excuses = read_excuses(r, yaml_find(n, "excuses"));
    read_payment_rule(r, yaml_find(n, "payments"), in);
}

// ---- requirements -------------------------------------------------------------------------------

// "term" stands in the front matter; the others are sections of the terms.
static void check_section(Reader *r, const YamlNode *n) {
    bool is_known = str_is(scalar(n), STR("term"));
    for (size_t i = 0; !is_known && terms_section_name(i).at; i++)
        is_known = str_is(scalar(n), terms_section_name(i));
    if (!is_known)
        fault(r, n->place, MSG("the terms have no section \"{1}\"", scalar(n)),
              MSG("softlaw help format names them"));
}

static int64_t read_count(Reader *r, const YamlNode *n, int64_t otherwise) {
    Dec number;
    int64_t count = otherwise;
    if (!n) return otherwise;
    if (scalar(n).size > 4 || !dec_from_text(scalar(n), &number, NULL) ||
        !dec_to_int(number, &count))
        fault(r, n->place, MSG("\"{1}\" is no whole number", scalar(n)), NO_MSG);
    return count;
}

static Demand read_demand(Reader *r, const YamlNode *n) {
    Demand d = {.least = 0};
    if (!must_map(r, n, (Place){0}, STR("says"))) return d;
    check_keys(r, n, "key what words least most before");
    const YamlNode *before = yaml_find(n, "before");
    d.key = scalar(yaml_find(n, "key"));
    d.what = must_text(r, n, n->place, "what");
    d.words = read_classes(r, yaml_find(n, "words"));
    d.least = read_count(r, yaml_find(n, "least"), 0);
    d.most = read_count(r, yaml_find(n, "most"), INT64_MAX);
    d.takes_early_day = before && str_is(scalar(before), STR("term"));
    if (!d.key.size) fault(r, n->place, MSG("\"{1}\" is missing", STR("key")), NO_MSG);
    if (before && !d.takes_early_day)
        fault(r, before->place, MSG("\"{1}\" is no day that is known here", scalar(before)),
              MSG("write before: term"));
    return d;
}

static void read_entry(Reader *r, const YamlNode *n, struct NormInside *in) {
    const YamlNode *entry = yaml_find(n, "entry"), *says = yaml_find(n, "says");
    if (entry) check_section(r, entry);
    if ((entry != NULL) != (count_of(says) > 0))
        fault(r, n->place, MSG("\"entry\" and \"says\" stand together"), NO_MSG);
    in->entry = scalar(entry);
    in->demands.count = count_of(says);
    in->demands.items = ARENA_ARRAY(r->corpus->arena, Demand, in->demands.count);
    for (size_t i = 0; i < in->demands.count; i++)
        in->demands.items[i] = read_demand(r, says->items[i]);
}

static void read_requirement(Reader *r, const YamlNode *n, Norm *norm) {
    struct NormInside *in = norm->inside;
    const YamlNode *sections = yaml_find(n, "sections");
    check_keys(r, n, "article requires cure severity from to words sections entry says missing");
    in->met_by = read_classes(r, yaml_find(n, "words"));
    in->met_sections = texts_of(r, sections, &in->met_section_count);
    for (size_t i = 0; i < count_of(sections); i++) check_section(r, sections->items[i]);
    read_entry(r, n, in);
    in->missing = read_missing(r, yaml_find(n, "missing"));
}

static void read_limit(Reader *r, const YamlNode *n, Norm *norm) {
    const YamlNode *years = yaml_find(n, "years");
    check_keys(r, n, "article limits cure severity from to years missing");
    norm->inside->missing = read_missing(r, yaml_find(n, "missing"));
    norm->inside->years = years ? read_count(r, years, 1) : 0;
    if (norm->inside->years <= 0)
        fault(r, years ? years->place : n->place, MSG("\"years\" is no number of years"), NO_MSG);
}

static const struct {
    const char *section, *text;
    NormKind kind;
    void (*read)(Reader *r, const YamlNode *n, Norm *norm);
} SECTIONS[] = {{"prohibited", "prohibits", NORM_PROHIBITS, read_prohibition},
                {"required", "requires", NORM_REQUIRES, read_requirement},
                {"limited", "limits", NORM_LIMITS, read_limit}};

static void read_norms(Reader *r, const YamlNode *root, size_t section) {
    const YamlNode *n = yaml_find(root, SECTIONS[section].section);
    if (!n || !must_map(r, n, root->place, str_from(SECTIONS[section].section))) return;
    for (size_t i = 0; i < n->count; i++) {
        if (!must_map(r, n->items[i], n->key_places[i], n->keys[i])) continue;
        if (r->corpus->norms.count == LIMIT_NORMS) {
            fault(r, n->key_places[i], MSG("more norms than a corpus may have"), NO_MSG);
            return;
        }
        Norm norm =
            norm_of(r, n->keys[i], n->items[i], SECTIONS[section].kind, SECTIONS[section].text);
        SECTIONS[section].read(r, n->items[i], &norm);
        *VEC_ADD(r->corpus->arena, &r->corpus->norms) = norm;
    }
}

// ---- the law ------------------------------------------------------------------------------------

static void read_applies(Reader *r, const YamlNode *n, Law *law) {
    if (!n || !must_map(r, n, (Place){0}, STR("applies"))) return;
    check_keys(r, n, "currency kind party");
    law->currencies = texts_of(r, yaml_find(n, "currency"), &law->currency_count);
    law->kinds = texts_of(r, yaml_find(n, "kind"), &law->kind_count);
    law->party_words = texts_of(r, yaml_find(n, "party"), &law->party_word_count);
}

// A law that is read again replaces what was read before.
static void forget_law(Corpus *c, Str id) {
    size_t kept = 0;
    for (size_t i = 0; i < c->norms.count; i++)
        if (!str_is(c->laws.items[c->norms.items[i].law].id, id))
            c->norms.items[kept++] = c->norms.items[i];
    c->norms.count = kept;
}

static uint32_t enter_law(Corpus *c, const Law *law) {
    for (uint32_t i = 0; i < c->laws.count; i++) {
        if (!str_is(c->laws.items[i].id, law->id)) continue;
        forget_law(c, law->id);
        c->laws.items[i] = *law;
        return i;
    }
    *VEC_ADD(c->arena, &c->laws) = *law;
    return (uint32_t)c->laws.count - 1;
}

static bool is_law_id(Str id) {
    for (size_t i = 0; i < id.size; i++) {
        char ch = id.at[i];
        if (!((ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '-')) return false;
    }
    return id.size > 0;
}

static bool read_law(Reader *r, const YamlNode *n) {
    if (!must_map(r, n, (Place){0}, STR("law"))) return false;
    check_keys(r, n, "id title citation source from to applies");
    Law law = {.id = scalar(yaml_find(n, "id")),
               .to_day = civil_to_days((CivilDate){9999, 12, 31})};
    law.place = n->place;
    law.title = must_text(r, n, n->place, "title");
    law.citation = must_text(r, n, n->place, "citation");
    if (yaml_find(n, "source")) law.source = must_text(r, n, n->place, "source");
    if (!yaml_find(n, "from"))
        fault(r, n->place, MSG("the law does not say from when it is in force"),
              MSG("write from: 2024-08-01"));
    read_day(r, yaml_find(n, "from"), &law.from_day);
    read_day(r, yaml_find(n, "to"), &law.to_day);
    read_applies(r, yaml_find(n, "applies"), &law);
    if (!is_law_id(law.id)) {
        fault(r, n->place, MSG("the id of a law holds only a-z, 0-9 and -"), NO_MSG);
        return false;
    }
    r->law = enter_law(r->corpus, &law);
    return true;
}

void corpus_read(Corpus *c, Str file, Str text, Findings *f) {
    Reader r = {.corpus = c, .findings = f};
    const YamlNode *root = yaml_parse(c->arena, file, text, 0, text.size, f);
    if (!root || !must_map(&r, root, (Place){.file = file}, STR("law"))) return;
    check_keys(&r, root, "law words prohibited required limited");
    read_words(&r, yaml_find(root, "words"));
    const YamlNode *law = yaml_find(root, "law");
    if (!law || !read_law(&r, law)) return;
    for (size_t i = 0; i < sizeof SECTIONS / sizeof SECTIONS[0]; i++) read_norms(&r, root, i);
}
