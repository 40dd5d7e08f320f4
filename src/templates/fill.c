// templates/fill.c - the body of a template, filled in
//
// Line by line. A line that holds one directive alone rules the lines behind it:
//
//     {{en}} {{zh}} {{both}}      they stand in this language only, or in both
//     {{if KEY = VALUE}} {{else}} {{end}}
//     {{part NAME}}               the body of a part
//
// Within a line {{…}} is an answer, a word or one of `words` below, and [[English|中文]] a text in
// either language. Articles are numbered as they come; because they may be referred to before, the
// body is gone through twice.
#include "templates/templates_int.h"

#include <assert.h>

enum { IF_DEPTH_MAX = 8, EXPAND_DEPTH_MAX = 6 };
enum { NO_ELEMENT = -1 };

typedef enum Zone { ZONE_START, ZONE_FRONT, ZONE_WORDS, ZONE_TERMS } Zone;

typedef struct Filler {
    Arena *arena;
    const Answers *answers;
    const Template *template;
    Lang lang;
    Findings *findings;
    bool has_failed, is_counting; // counting: the first pass
    Buf out;
    Map articles; // key -> number
    uint32_t article_count;
    const TemplateFile *file;
    Str line;
    Zone zone;
    bool is_other_language;
    bool conditions[IF_DEPTH_MAX];
    size_t if_depth;
    int element; // of the lists in a line repeated by `each`, or NO_ELEMENT
} Filler;

static void fault(Filler *x, Message message) {
    if (x->has_failed) return;
    x->has_failed = true;
    size_t offset = (size_t)(x->line.at - x->file->source.at);
    finding_add(x->findings, SEVERITY_ERROR, "template",
                place_in(x->file->name, x->file->source, offset, x->line.size), message, NO_MSG);
}

static void expand(Filler *x, Buf *b, Str text, int depth);

// ---- places to fill in --------------------------------------------------------------------------

static bool is_words(const Filler *x) {
    return x->zone == ZONE_WORDS;
}

static void add_element(Filler *x, Buf *b, const TemplateQuestion *q, Str value) {
    if (!is_words(x)) {
        buf_add(b, value);
        return;
    }
    switch (q->type) {
    case QUESTION_COUNT:
    case QUESTION_NUMBER:
    case QUESTION_NUMBERS: value = number_in_words(x->arena, x->lang, value, false); break;
    case QUESTION_AMOUNT:
    case QUESTION_AMOUNTS: value = number_in_words(x->arena, x->lang, value, true); break;
    case QUESTION_DATE: value = date_in_words(x->arena, x->lang, value); break;
    case QUESTION_CHOICE: value = choice_find(q, value)->label.texts[x->lang]; break;
    case QUESTION_TEXT:
    case QUESTION_ID:
    case QUESTION_NAMES: break;
    }
    buf_add(b, value);
}

static void add_answer(Filler *x, Buf *b, size_t index) {
    const TemplateQuestion *q = &x->template->questions.items[index];
    Answer answer = answer_of(x->arena, x->answers, index);
    if (question_is_list(q) && x->element != NO_ELEMENT) {
        if ((size_t)x->element < answer.count)
            add_element(x, b, q, answer.items[x->element]);
        else
            fault(x, MSG("the list \"{1}\" is too short", q->key));
        return;
    }
    for (size_t i = 0; i < answer.count; i++) {
        if (i) buf_add_c(b, is_words(x) && x->lang == LANG_ZH ? "、" : ", ");
        add_element(x, b, q, answer.items[i]);
    }
}

// What the word is called in the other language, as a map of labels.
static void add_label(Filler *x, Buf *b, Str key) {
    uint32_t index;
    Lang other = x->lang == LANG_EN ? LANG_ZH : LANG_EN;
    if (!map_get(&x->template->word_index, key, &index))
        fault(x, MSG("the template has no word \"{1}\"", key));
    else
        buf_add_fmt(b, "{%.*s: \"%.*s\"}", STR_ARG(lang_name(other)),
                    STR_ARG(x->template->words.items[index].name.texts[other]));
}

static void add_article(Filler *x, Buf *b, Str key) {
    if (x->is_counting && !map_add(&x->articles, key, x->article_count + 1))
        fault(x, MSG("there are two articles \"{1}\"", key));
    x->article_count++;
    buf_add(b, article_in_words(x->arena, x->lang, x->article_count));
    if (x->lang == LANG_EN) buf_add_byte(b, '.');
}

static void add_reference(Filler *x, Buf *b, Str key) {
    uint32_t number = 0;
    if (!x->is_counting && !map_get(&x->articles, key, &number))
        fault(x, MSG("there is no article \"{1}\"", key));
    buf_add(b, article_in_words(x->arena, x->lang, number));
}

static void add_nothing(Filler *x, Buf *b, Str key) {
    (void)x, (void)b, (void)key;
}

static const struct FillWord {
    Str name;
    void (*add)(Filler *x, Buf *b, Str key);
} words[] = {
    {{"article ", 8}, add_article},
    {{"see ", 4}, add_reference},
    {{"label ", 6}, add_label},
    {{"each ", 5}, add_nothing},
};

static void add_place(Filler *x, Buf *b, Str what, int depth) {
    uint32_t index;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_starts_with(what, words[i].name)) {
            words[i].add(x, b, str_trim(str_part(what, words[i].name.size, what.size)));
            return;
        }
    if (str_is(what, STR("number")) && x->element != NO_ELEMENT)
        buf_add_fmt(b, "%d", x->element + 1);
    else if (map_get(&x->template->question_index, what, &index))
        add_answer(x, b, index);
    else if (map_get(&x->template->word_index, what, &index))
        expand(x, b, x->template->words.items[index].name.texts[x->lang], depth + 1);
    else
        fault(x, MSG("the template neither asks for \"{1}\" nor names it", what));
}

// ---- a line -------------------------------------------------------------------------------------

static void add_side(Filler *x, Buf *b, Str pair, int depth) {
    int64_t bar = str_find(pair, STR("|"), 0);
    if (bar < 0) {
        fault(x, MSG("\"{1}\" is not in two languages", pair));
        return;
    }
    size_t at = (size_t)bar;
    expand(x, b, x->lang == LANG_EN ? str_part(pair, 0, at) : str_part(pair, at + 1, pair.size),
           depth + 1);
}

// The first of `{{` and `[[` at or after `from`.
static size_t opening_at(Str text, size_t from) {
    for (size_t i = from; i + 1 < text.size; i++)
        if ((text.at[i] == '{' || text.at[i] == '[') && text.at[i + 1] == text.at[i]) return i;
    return text.size;
}

static void expand(Filler *x, Buf *b, Str text, int depth) {
    if (depth > EXPAND_DEPTH_MAX || b->size > FILLED_BYTES_MAX) {
        fault(x, MSG("the template goes round in a ring, or is too long"));
        return;
    }
    for (size_t at = 0; at < text.size && !x->has_failed;) {
        size_t open = opening_at(text, at);
        buf_add(b, str_part(text, at, open - at));
        if (open == text.size) return;
        bool is_pair = text.at[open] == '[';
        int64_t close = str_find(text, is_pair ? STR("]]") : STR("}}"), open);
        if (close < 0) {
            fault(x, MSG("\"{1}\" is never closed", str_part(text, open, 2)));
            return;
        }
        Str inside = str_part(text, open + 2, (size_t)close - open - 2);
        if (is_pair)
            add_side(x, b, inside, depth);
        else
            add_place(x, b, str_trim(inside), depth);
        at = (size_t)close + 2;
    }
}

// How often the line stands: once, or for each element of the list it names.
static size_t repetitions(Filler *x, bool *ret_is_repeated) {
    uint32_t index;
    int64_t each = str_find(x->line, STR("{{each "), 0);
    *ret_is_repeated = each >= 0;
    if (each < 0) return 1;
    size_t from = (size_t)each + 7;
    int64_t close = str_find(x->line, STR("}}"), from);
    Str key = str_trim(str_part(x->line, from, close < 0 ? 0 : (size_t)close - from));
    if (map_get(&x->template->question_index, key, &index) &&
        question_is_list(&x->template->questions.items[index]))
        return answer_of(x->arena, x->answers, index).count;
    fault(x, MSG("\"{1}\" is no list that is asked for", key));
    return 0;
}

static void follow_zone(Filler *x, Str line) {
    Str text = str_trim(line);
    bool is_rule = str_is(text, STR("---"));
    if (x->zone == ZONE_TERMS)
        x->zone = str_is(text, STR("```")) ? ZONE_WORDS : ZONE_TERMS;
    else if (is_rule && x->zone != ZONE_WORDS)
        x->zone = x->zone == ZONE_START ? ZONE_FRONT : ZONE_WORDS;
    else if (str_starts_with(text, STR("```")))
        x->zone = ZONE_TERMS;
}

// Directives leave blank lines on both sides; one of them is enough.
static bool is_second_blank(const Filler *x) {
    return !str_trim(x->line).size && x->zone == ZONE_WORDS &&
           str_ends_with(buf_str(&x->out), STR("\n\n"));
}

static void add_line(Filler *x) {
    bool is_repeated;
    if (is_second_blank(x)) return;
    size_t count = repetitions(x, &is_repeated);
    follow_zone(x, x->line);
    for (size_t i = 0; i < count && !x->has_failed; i++) {
        x->element = is_repeated ? (int)i : NO_ELEMENT;
        expand(x, &x->out, x->line, 0);
        buf_add_byte(&x->out, '\n');
    }
    x->element = NO_ELEMENT;
}

// ---- directives ---------------------------------------------------------------------------------

static bool is_shown(const Filler *x) {
    for (size_t i = 0; i < x->if_depth; i++)
        if (!x->conditions[i]) return false;
    return !x->is_other_language;
}

static void run_body(Filler *x, const TemplateFile *file);

static void open_if(Filler *x, Str text) {
    Condition c;
    uint32_t index;
    if (x->if_depth == IF_DEPTH_MAX || !condition_parse(text, &c) ||
        !map_get(&x->template->question_index, c.key, &index)) {
        fault(x, MSG("\"{1}\" is no condition", text));
        return;
    }
    x->conditions[x->if_depth++] = condition_holds(x->answers, c);
}

static void include(Filler *x, Str name) {
    uint32_t index;
    if (x->file != &x->template->own || !map_get(&x->template->part_index, name, &index)) {
        fault(x, MSG("there is no part \"{1}\"", name));
        return;
    }
    const TemplateFile *file = x->file;
    Str line = x->line;
    if (is_shown(x)) run_body(x, &x->template->parts.items[index]);
    x->file = file;
    x->line = line;
}

static void turn_if(Filler *x, bool is_end) {
    if (!x->if_depth)
        fault(x, MSG("there is no if before \"{1}\"", is_end ? STR("end") : STR("else")));
    else if (is_end)
        x->if_depth--;
    else
        x->conditions[x->if_depth - 1] = !x->conditions[x->if_depth - 1];
}

// Did the line hold a directive alone?
static bool obey(Filler *x) {
    Str text = str_trim(x->line);
    if (!str_starts_with(text, STR("{{")) || !str_ends_with(text, STR("}}")) || text.size < 4 ||
        str_find(text, STR("}}"), 0) != (int64_t)text.size - 2)
        return false;
    Str what = str_trim(str_part(text, 2, text.size - 4));
    if (str_is(what, STR("both")))
        x->is_other_language = false;
    else if (str_is(what, STR("en")) || str_is(what, STR("zh")))
        x->is_other_language = !str_is(what, lang_name(x->lang));
    else if (str_starts_with(what, STR("if ")))
        open_if(x, str_trim(str_part(what, 3, what.size)));
    else if (str_is(what, STR("else")) || str_is(what, STR("end")))
        turn_if(x, str_is(what, STR("end")));
    else if (str_starts_with(what, STR("part ")))
        include(x, str_trim(str_part(what, 5, what.size)));
    else
        return false;
    return true;
}

static void run_body(Filler *x, const TemplateFile *file) {
    Str rest = file->body;
    size_t depth = x->if_depth;
    x->file = file;
    while (!x->has_failed && rest.size && str_next(&rest, '\n', &x->line)) {
        if (!obey(x) && is_shown(x)) add_line(x);
        if (x->if_depth < depth) fault(x, MSG("there is no if before \"{1}\"", STR("end")));
    }
    if (x->if_depth != depth && !x->has_failed) fault(x, MSG("an if is never ended"));
    x->is_other_language = false;
}

static void run(Filler *x) {
    x->out = (Buf){.arena = x->arena};
    x->article_count = 0;
    x->zone = ZONE_START;
    run_body(x, &x->template->own);
}

Str template_fill(Arena *a, const Answers *w, Findings *f) {
    Filler x = {.arena = a,
                .answers = w,
                .template = w->template,
                .lang = w->lang,
                .findings = f,
                .articles = {.arena = a},
                .is_counting = true,
                .element = NO_ELEMENT};
    run(&x);
    x.is_counting = false;
    if (!x.has_failed) run(&x);
    if (x.has_failed) return (Str){NULL, 0};
    return x.out.size ? buf_str(&x.out) : STR("");
}
