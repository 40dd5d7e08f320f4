// coverage/kind.c - the file of a kind of agreement: what must be in it, and how that is recognised
//
//     kind: ecological-compensation
//     label: {en: …, zh: …}
//     source: {en: …, zh: …}          # which texts the citations were checked against
//     contents:
//       term:
//         label: {en: …, zh: …}
//         citation: {en: …, zh: …}
//         front: [term]             # or sections: […], words: {en: […], zh: […]}
//         proposal: {en: …, zh: …}
//
// Every fault of form is a finding at its place; a file with one gives no kind.
#include "base/known.h"
#include "coverage/coverage_int.h"

#include <assert.h>

enum { WORD_BYTES_MAX = 120 };

typedef struct Reader {
    Arena *arena;
    Findings *findings;
    size_t word_bytes; // of all words so far
} Reader;

static void fault(Reader *r, Place place, Message message, Message hint) {
    finding_add(r->findings, SEVERITY_ERROR, "kind", place, message, hint);
}

static bool is_word(const YamlNode *n) {
    return n && n->kind == YAML_SCALAR && str_trim(n->text).size > 0;
}

// ---- keys ---------------------------------------------------------------------------------------

static void check_keys(Reader *r, const YamlNode *map, const char *keys) {
    for (size_t i = 0; i < map->count; i++) {
        Known known = {.arena = r->arena};
        bool is_known = false;
        Str rest = str_from(keys);
        for (Str key; str_next(&rest, '|', &key); known_add(&known, key))
            is_known |= str_is(key, map->keys[i]);
        if (!is_known)
            fault(r, map->key_places[i], MSG("the key \"{1}\" is not known here", map->keys[i]),
                  known_hint(&known, map->keys[i]));
    }
}

static bool is_map(Reader *r, const YamlNode *n, Str name) {
    if (n->kind == YAML_MAP) return true;
    fault(r, n->place, MSG("\"{1}\" wants a map", name), NO_MSG);
    return false;
}

// ---- texts and lists ----------------------------------------------------------------------------

// {en: …, zh: …}; both are wanted.
static Localised read_text(Reader *r, const YamlNode *map, Place owner, const char *key) {
    static const char *const LANGUAGES[] = {"en", "zh"};
    const YamlNode *n = yaml_find(map, key);
    Localised l = {ARENA_ARRAY(r->arena, Str, 2), ARENA_ARRAY(r->arena, Str, 2), 0};
    for (size_t i = 0; i < 2; i++) {
        const YamlNode *text = yaml_find(n, LANGUAGES[i]);
        if (!is_word(text)) continue;
        l.languages[l.count] = str_from(LANGUAGES[i]);
        l.texts[l.count++] = str_trim(text->text);
    }
    if (l.count < 2)
        fault(r, n ? n->place : owner,
              MSG("\"{1}\" is missing in one of the languages", str_from(key)),
              MSG("write {1}: {en: …, zh: …}", str_from(key)));
    return l;
}

static bool add_word(Reader *r, const YamlNode *n, Texts *ret) {
    if (!is_word(n)) {
        fault(r, n->place, MSG("a word or phrase is wanted here"), NO_MSG);
        return false;
    }
    ret->items[ret->count++] = str_trim(n->text);
    return true;
}

static void add_list(Reader *r, const YamlNode *n, Texts *ret) {
    if (!n) return;
    if (n->kind == YAML_MAP) {
        fault(r, n->place, MSG("a list is wanted here"), MSG("write [first, second]"));
        return;
    }
    size_t count = n->kind == YAML_LIST ? n->count : 1;
    Str *items = ARENA_ARRAY(r->arena, Str, ret->count + count);
    if (ret->count) memcpy(items, ret->items, ret->count * sizeof *items);
    ret->items = items;
    for (size_t i = 0; i < count; i++) add_word(r, n->kind == YAML_LIST ? n->items[i] : n, ret);
}

// "term.to" is a key within a key: the first is in the table.
static Str outer_key(Str name) {
    int64_t dot = str_find(name, STR("."), 0);
    return dot < 0 ? name : str_part(name, 0, (size_t)dot);
}

// Names out of a table, which `name_at` gives one by one.
static Texts read_names(Reader *r, const YamlNode *map, const char *key,
                        Str (*name_at)(size_t index)) {
    Texts names = {NULL, 0};
    Known known = {.arena = r->arena};
    const YamlNode *n = yaml_find(map, key);
    for (size_t i = 0; name_at(i).at; i++) known_add(&known, name_at(i));
    add_list(r, n, &names);
    for (size_t i = 0; i < names.count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < known.count; k++)
            is_known |= str_is(known.items[k], outer_key(names.items[i]));
        const YamlNode *at = n->kind == YAML_LIST && i < n->count ? n->items[i] : n;
        if (!is_known)
            fault(r, at->place,
                  MSG("\"{1}\" is not known under \"{2}\"", names.items[i], str_from(key)),
                  known_hint(&known, names.items[i]));
    }
    return names;
}

// Letters, signs and single blanks: what the automaton can find.
static bool is_findable(Str word) {
    bool was_blank = false;
    for (size_t i = 0; i < word.size; i++) {
        unsigned char c = (unsigned char)word.at[i];
        if (c < ' ' || (c == ' ' && was_blank)) return false;
        was_blank = c == ' ';
    }
    return word.size <= WORD_BYTES_MAX;
}

static void check_words(Reader *r, const YamlNode *n, const Texts *words) {
    for (size_t i = 0; i < words->count; i++) {
        r->word_bytes += words->items[i].size;
        if (!is_findable(words->items[i]))
            fault(r, n->place,
                  MSG("\"{1}\" is too long for a word, or holds other blanks than single ones",
                      words->items[i]),
                  NO_MSG);
    }
}

static Texts read_words(Reader *r, const YamlNode *map) {
    const YamlNode *n = yaml_find(map, "words");
    Texts words = {NULL, 0};
    if (!n) return words;
    if (!is_map(r, n, STR("words"))) return words;
    check_keys(r, n, "en|zh");
    add_list(r, yaml_find(n, "en"), &words);
    add_list(r, yaml_find(n, "zh"), &words);
    if (!yaml_find(n, "en") || !yaml_find(n, "zh"))
        fault(r, n->place, MSG("\"{1}\" is missing in one of the languages", STR("words")),
              MSG("write words: {en: [first, second], zh: [first, second]}"));
    check_words(r, n, &words);
    return words;
}

// ---- contents -----------------------------------------------------------------------------------

// The choice's number; 0, the first, where nothing is written.
static size_t read_choice(Reader *r, const YamlNode *map, const char *key, const char *choices) {
    const YamlNode *n = yaml_find(map, key);
    Known known = {.arena = r->arena};
    Str rest = str_from(choices);
    if (!n) return 0;
    for (Str choice; str_next(&rest, '|', &choice);) known_add(&known, choice);
    for (size_t i = 0; i < known.count; i++)
        if (is_word(n) && str_is(known.items[i], str_trim(n->text))) return i;
    fault(r, n->place, MSG("\"{1}\" cannot be \"{2}\"", str_from(key), n->text),
          known_hint(&known, n->text));
    return 0;
}

static void read_content(Reader *r, Str id, Place place, const YamlNode *n, Kind *k) {
    static const Severity SEVERITIES[] = {SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_ERROR};
    KindContent *c = &k->contents[k->content_count++];
    *c = (KindContent){.id = id};
    if (!is_map(r, n, id)) return;
    check_keys(r, n, "label|citation|sections|front|words|match|severity|proposal");
    c->label = read_text(r, n, place, "label");
    c->citation = read_text(r, n, place, "citation");
    c->proposal = read_text(r, n, place, "proposal");
    c->sections = read_names(r, n, "sections", terms_section_name);
    c->front = read_names(r, n, "front", terms_front_key);
    c->words = read_words(r, n);
    c->needs_both = read_choice(r, n, "match", "either|both") == 1;
    c->severity = SEVERITIES[read_choice(r, n, "severity", "warning|note|error")];
    size_t terms = c->sections.count + c->front.count;
    if (!terms && !c->words.count)
        fault(r, place, MSG("nothing says how \"{1}\" is recognised", id),
              MSG("write sections, front or words"));
    else if (c->needs_both && (!terms || !c->words.count))
        fault(r, place, MSG("\"{1}\" wants both, but has only one of terms and words", id),
              MSG("write sections or front, and words"));
}

static void read_contents(Reader *r, const YamlNode *n, Kind *k) {
    if (!is_map(r, n, STR("contents"))) return;
    if (n->count > LIMIT_KIND_CONTENTS) {
        fault(r, n->place,
              MSG("a kind has at most {1} contents", str_fmt(r->arena, "%d", LIMIT_KIND_CONTENTS)),
              NO_MSG);
        return;
    }
    k->contents = ARENA_ARRAY(r->arena, KindContent, n->count);
    for (size_t i = 0; i < n->count; i++)
        read_content(r, n->keys[i], n->key_places[i], n->items[i], k);
    if (r->word_bytes > LIMIT_KIND_WORD_BYTES)
        fault(r, n->place,
              MSG("the words of a kind are at most {1} bytes",
                  str_fmt(r->arena, "%d", LIMIT_KIND_WORD_BYTES)),
              NO_MSG);
}

static bool is_id(Str s) {
    for (size_t i = 0; i < s.size; i++) {
        char c = s.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return false;
    }
    return s.size > 0;
}

static void read_kind(Reader *r, const YamlNode *root, Kind *k) {
    const YamlNode *id = yaml_find(root, "kind"), *contents = yaml_find(root, "contents");
    check_keys(r, root, "kind|label|source|contents");
    if (is_word(id)) k->id = str_trim(id->text);
    if (!is_id(k->id))
        fault(r, id ? id->place : root->place,
              MSG("a kind has a name of a-z, 0-9 and -, under \"kind\""), NO_MSG);
    k->label = read_text(r, root, root->place, "label");
    if (yaml_find(root, "source")) k->source = read_text(r, root, root->place, "source");
    if (contents)
        read_contents(r, contents, k);
    else
        fault(r, root->place, MSG("\"{1}\" lacks the key \"{2}\"", k->id, STR("contents")), NO_MSG);
}

const Kind *kind_parse(Arena *a, Str file, Str source, Findings *f) {
    size_t before = f->error_count;
    Reader r = {.arena = a, .findings = f};
    Kind *k = ARENA_NEW(a, Kind);
    if (source.size > LIMIT_KIND_BYTES) {
        fault(&r, (Place){.file = file},
              MSG("the file of a kind is at most {1} bytes", str_fmt(a, "%d", LIMIT_KIND_BYTES)),
              NO_MSG);
        return NULL;
    }
    const YamlNode *root = yaml_parse(a, file, source, 0, source.size, f);
    if (root && is_map(&r, root, STR("kind"))) read_kind(&r, root, k);
    return f->error_count == before ? k : NULL;
}
