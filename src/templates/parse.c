// templates/parse.c - things start here: the head of a template, and the parts it includes
//
// The head is YAML between two lines `---`: what the template is for, its questions, its words. A
// part is a file of the same form; its questions and words come behind those of the template.
#include "templates/templates_int.h"

#include <assert.h>

enum { QUESTIONS_MAX = 200, WORDS_MAX = 500 };

typedef struct Reader {
    Arena *arena;
    Template *template;
    Findings *findings;
} Reader;

static void fault(Reader *r, Place place, Message message, Message hint) {
    finding_add(r->findings, SEVERITY_ERROR, "template", place, message, hint);
}

// ---- values -------------------------------------------------------------------------------------

static Str text_of(const YamlNode *n) {
    return n && n->kind == YAML_SCALAR ? n->text : (Str){NULL, 0};
}

// A map {en: …, zh: …}, or one text for both.
static Bilingual bilingual_of(const YamlNode *n) {
    if (n && n->kind == YAML_MAP)
        return (Bilingual){
            {[LANG_EN] = text_of(yaml_find(n, "en")), [LANG_ZH] = text_of(yaml_find(n, "zh"))}};
    return (Bilingual){{text_of(n), text_of(n)}};
}

static Bilingual must_bilingual(Reader *r, const YamlNode *map, Place place, const char *key) {
    Bilingual b = bilingual_of(yaml_find(map, key));
    if (!b.texts[LANG_EN].size || !b.texts[LANG_ZH].size)
        fault(r, place, MSG("\"{1}\" is missing in one of the languages", str_from(key)),
              MSG("write {1}: {en: …, zh: …}", str_from(key)));
    return b;
}

bool condition_parse(Str text, Condition *ret) {
    Condition c = {.is_negated = str_starts_with(text, STR("not "))};
    if (c.is_negated) text = str_part(text, 4, text.size);
    int64_t equals = str_find(text, STR("="), 0);
    if (equals < 0) return false;
    c.key = str_trim(str_part(text, 0, (size_t)equals));
    c.value = str_trim(str_part(text, (size_t)equals + 1, text.size));
    *ret = c;
    return c.key.size && c.value.size;
}

// ---- questions ----------------------------------------------------------------------------------

static void read_type(Reader *r, const YamlNode *n, TemplateQuestion *q) {
    Str name = text_of(yaml_find(n, "type"));
    for (QuestionType t = QUESTION_TEXT; t <= QUESTION_AMOUNTS; t++)
        if (str_is(name, str_from(question_type_name(t)))) {
            q->type = t;
            return;
        }
    fault(r, q->place, MSG("\"{1}\" is no type of question", name),
          MSG("choose one of: {1}",
              STR("text, id, count, number, amount, date, choice, names, numbers, amounts")));
}

static void read_choices(Reader *r, const YamlNode *n, TemplateQuestion *q) {
    const YamlNode *choices = yaml_find(n, "choices");
    if (q->type != QUESTION_CHOICE) return;
    if (!choices || choices->kind != YAML_MAP || !choices->count) {
        fault(r, q->place, MSG("the question \"{1}\" has no choices", q->key),
              MSG("write choices: {ID: {en: …, zh: …}}"));
        return;
    }
    q->choices = ARENA_ARRAY(r->arena, Choice, choices->count);
    q->choice_count = choices->count;
    for (size_t i = 0; i < choices->count; i++)
        q->choices[i] = (Choice){choices->keys[i], bilingual_of(choices->items[i])};
}

static void read_bounds(Reader *r, const YamlNode *n, TemplateQuestion *q) {
    Str least = text_of(yaml_find(n, "least")), most = text_of(yaml_find(n, "most"));
    q->has_least = least.size && dec_from_text(least, &q->least, NULL);
    q->has_most = most.size && dec_from_text(most, &q->most, NULL);
    if (q->has_least != (least.size > 0) || q->has_most != (most.size > 0))
        fault(r, q->place, MSG("the bounds of \"{1}\" are no numbers", q->key), NO_MSG);
}

// A question that this one looks at stands before it, so that no ring can be written.
static void must_be_asked(Reader *r, const TemplateQuestion *q, Str key) {
    uint32_t index;
    if (key.size && !map_get(&r->template->question_index, key, &index))
        fault(r, q->place,
              MSG("\"{1}\" asks about \"{2}\", which no question before it does", q->key, key),
              NO_MSG);
}

static void read_when(Reader *r, const YamlNode *n, TemplateQuestion *q) {
    Str when = text_of(yaml_find(n, "when"));
    if (when.size && !condition_parse(when, &q->when))
        fault(r, q->place, MSG("\"{1}\" is no condition", when),
              MSG("write KEY = VALUE, or not KEY = VALUE"));
    q->as_many_as = text_of(yaml_find(n, "as many as"));
    q->not_below = text_of(yaml_find(n, "not below"));
    must_be_asked(r, q, q->not_below);
    must_be_asked(r, q, q->when.key);
    must_be_asked(r, q, q->as_many_as);
}

static void read_question(Reader *r, Str key, Place place, const YamlNode *n) {
    Template *t = r->template;
    if (t->questions.count == QUESTIONS_MAX) {
        fault(r, place, MSG("a template has at most 200 questions"), NO_MSG);
        return;
    }
    TemplateQuestion q = {.key = key, .place = place};
    read_type(r, n, &q);
    q.ask = must_bilingual(r, n, place, "ask");
    q.why = must_bilingual(r, n, place, "why");
    q.fallback = must_bilingual(r, n, place, "default");
    read_choices(r, n, &q);
    read_bounds(r, n, &q);
    read_when(r, n, &q);
    if (map_add(&t->question_index, key, (uint32_t)t->questions.count))
        *VEC_ADD(r->arena, &t->questions) = q;
    else
        fault(r, place, MSG("\"{1}\" is asked twice", key), NO_MSG);
}

static void read_questions(Reader *r, const YamlNode *n) {
    for (size_t i = 0; n && n->kind == YAML_MAP && i < n->count; i++)
        read_question(r, n->keys[i], n->key_places[i], n->items[i]);
}

// Every fallback must be an answer, in both languages.
static void check_fallbacks(Reader *r) {
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        Answers *w = answers_new(r->arena, r->template, lang);
        for (size_t i = 0; i < r->template->questions.count; i++) {
            const TemplateQuestion *q = &r->template->questions.items[i];
            Err err = {.code = ERR_NONE};
            if (!answers_give(w, q->key, answers_fallback(r->arena, w, q), &err))
                fault(r, q->place, err.message, err.hint);
        }
    }
}

// ---- words --------------------------------------------------------------------------------------

static void add_word(Reader *r, Str key, Place place, Bilingual name) {
    struct Words *words = &r->template->words;
    bool is_named = name.texts[LANG_EN].size && name.texts[LANG_ZH].size;
    if (words->count < WORDS_MAX && is_named &&
        map_add(&r->template->word_index, key, (uint32_t)words->count))
        *VEC_ADD(r->arena, words) = (Word){key, name};
    else
        fault(r, place, MSG("the word \"{1}\" has no name, or two", key), NO_MSG);
}

static void read_words(Reader *r, const YamlNode *n, bool is_constant) {
    for (size_t i = 0; n && n->kind == YAML_MAP && i < n->count; i++) {
        Bilingual name = bilingual_of(n->items[i]);
        if (!is_constant) name.texts[LANG_EN] = n->keys[i];
        add_word(r, n->keys[i], n->key_places[i], name);
    }
}

// ---- files --------------------------------------------------------------------------------------

static size_t line_end(Str s, size_t at) {
    int64_t end = str_find(s, STR("\n"), at);
    return end < 0 ? s.size : (size_t)end;
}

// Where the closing line `---` of the head begins; false if there is none.
static bool head_end(Str source, size_t *ret) {
    for (size_t at = 4; at < source.size; at = line_end(source, at) + 1)
        if (str_is(str_part(source, at, line_end(source, at) - at), STR("---")))
            return *ret = at, true;
    return false;
}

static const YamlNode *read_head(Reader *r, TemplateFile *file) {
    Place start = place_in(file->name, file->source, 0, 0);
    size_t end = 0;
    if (!str_starts_with(file->source, STR("---\n")) || !head_end(file->source, &end)) {
        fault(r, start, MSG("a template begins with a head between two lines ---"), NO_MSG);
        return NULL;
    }
    size_t body = line_end(file->source, end);
    file->body = str_part(file->source, body + 1, file->source.size);
    const YamlNode *head = yaml_parse(r->arena, file->name, file->source, 4, end - 4, r->findings);
    if (head && head->kind == YAML_MAP) return head;
    fault(r, start, MSG("the head of the template cannot be read"), NO_MSG);
    return NULL;
}

static const YamlNode *read_file(Reader *r, TemplateFile *file) {
    const YamlNode *head = read_head(r, file);
    if (!head) return NULL;
    read_questions(r, yaml_find(head, "questions"));
    read_words(r, yaml_find(head, "words"), false);
    read_words(r, yaml_find(head, "constants"), true);
    return head;
}

static void read_part(Reader *r, const YamlNode *name) {
    TemplateFile part = {.name = text_of(name)};
    struct TemplateParts *parts = &r->template->parts;
    if (!part_find(part.name, &part.source)) {
        fault(r, name->place, MSG("there is no part \"{1}\"", part.name), NO_MSG);
        return;
    }
    if (!map_add(&r->template->part_index, part.name, (uint32_t)parts->count)) return;
    read_file(r, &part);
    *VEC_ADD(r->arena, parts) = part;
}

static void read_parts(Reader *r, const YamlNode *n) {
    for (size_t i = 0; n && n->kind == YAML_LIST && i < n->count; i++) read_part(r, n->items[i]);
}

const Template *template_parse(Arena *a, Str name, Str source, Findings *f) {
    Template *t = ARENA_NEW(a, Template);
    *t = (Template){.own = {.name = name, .source = source},
                    .question_index = {.arena = a},
                    .word_index = {.arena = a},
                    .part_index = {.arena = a}};
    Reader r = {a, t, f};
    size_t errors = f->error_count;
    const YamlNode *head = read_file(&r, &t->own);
    if (!head) return NULL;
    Place start = place_in(name, source, 0, 0);
    t->title = must_bilingual(&r, head, start, "title");
    t->purpose = must_bilingual(&r, head, start, "purpose");
    read_parts(&r, yaml_find(head, "parts"));
    if (f->error_count == errors) check_fallbacks(&r);
    return f->error_count == errors ? t : NULL;
}

Str template_name(const Template *t) {
    return t->own.name;
}

Bilingual template_title(const Template *t) {
    return t->title;
}

Bilingual template_purpose(const Template *t) {
    return t->purpose;
}

size_t template_question_count(const Template *t) {
    return t->questions.count;
}

const TemplateQuestion *template_question(const Template *t, size_t index) {
    assert(index < t->questions.count);
    return &t->questions.items[index];
}
