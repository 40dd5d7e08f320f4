// templates/answers.c - what was answered, checked against the questions
//
// An answer stands later inside quotes of YAML and inside Markdown. Characters that mean something
// there are refused, so that no answer can become a term or markup.
#include "templates/templates_int.h"

#include "base/civil.h"

#include <assert.h>

static const Str FORBIDDEN = {"\"\\`<>|{}[]*_#", 13};
static const Str SEPARATORS[] = {{",", 1}, {";", 1}, {"，", 3}, {"、", 3}, {"；", 3}};

Answers *answers_new(Arena *a, const Template *t, Lang lang) {
    Answers *w = ARENA_NEW(a, Answers);
    *w = (Answers){a, t, lang, ARENA_ARRAY(a, Answer, t->questions.count + 1)};
    return w;
}

bool question_is_list(const TemplateQuestion *q) {
    return q->type >= QUESTION_NAMES;
}

const Choice *choice_find(const TemplateQuestion *q, Str value) {
    for (size_t i = 0; i < q->choice_count; i++) {
        const Choice *c = &q->choices[i];
        if (str_is(c->id, value) || str_is(c->label.texts[LANG_EN], value) ||
            str_is(c->label.texts[LANG_ZH], value))
            return c;
    }
    return NULL;
}

// ---- one value ----------------------------------------------------------------------------------

static bool refuse(Err *err, const TemplateQuestion *q, Str value, Message hint) {
    return err_set(err, ERR_INPUT, MSG("\"{1}\" is no answer to \"{2}\"", value, q->key), hint);
}

static bool is_made_of(Str value, Str characters) {
    for (size_t i = 0; i < value.size; i++)
        if (!memchr(characters.at, value.at[i], characters.size)) return false;
    return true;
}

static bool is_plain(Str value) {
    for (size_t i = 0; i < value.size; i++)
        if ((unsigned char)value.at[i] < ' ' || memchr(FORBIDDEN.at, value.at[i], FORBIDDEN.size))
            return false;
    return value.size > 0 && utf8_find_fault(value) < 0 && utf8_count(value) <= ANSWER_CHARS_MAX;
}

static bool take_text(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err) {
    (void)w;
    *ret = value;
    return is_plain(value) ||
           refuse(err, q, value,
                  MSG("write at most 200 characters, without quotes and signs of Markdown"));
}

static bool take_id(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err) {
    (void)w;
    *ret = value;
    bool is_id = value.size > 0 && value.size <= ANSWER_CHARS_MAX && value.at[0] >= 'a' &&
                 value.at[0] <= 'z' &&
                 is_made_of(value, STR("abcdefghijklmnopqrstuvwxyz0123456789-"));
    return is_id || refuse(err, q, value, MSG("use a-z, 0-9 and -, and begin with a letter"));
}

static bool take_number(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err) {
    Dec n;
    bool is_inexact = false;
    if (!is_made_of(value, STR("-.0123456789")) || !dec_from_text(value, &n, &is_inexact) ||
        is_inexact)
        return refuse(err, q, value, MSG("write a number in digits, for example 1200.5"));
    if (q->has_least && dec_compare(n, q->least) < 0)
        return refuse(err, q, value, MSG("it must be at least {1}", dec_text(w->arena, q->least)));
    if (q->has_most && dec_compare(n, q->most) > 0)
        return refuse(err, q, value, MSG("it must be at most {1}", dec_text(w->arena, q->most)));
    *ret = dec_text(w->arena, n);
    return is_made_of(*ret, STR("-.0123456789")) ||
           refuse(err, q, value, MSG("write a number in digits, for example 1200.5"));
}

static bool take_count(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err) {
    if (value.size > 9 || !is_made_of(value, STR("0123456789")))
        return refuse(err, q, value, MSG("write a whole number in digits"));
    return take_number(w, q, value, ret, err);
}

static bool take_date(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err) {
    (void)w;
    CivilDate day;
    *ret = value;
    return (civil_parse(value, &day) && day.year >= 1000 && day.year <= 9999) ||
           refuse(err, q, value, MSG("write it as YYYY-MM-DD, for example 2021-12-31"));
}

static bool take_choice(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err) {
    const Choice *c = choice_find(q, value);
    if (c) return *ret = c->id, true;
    Buf b = {.arena = w->arena};
    for (size_t i = 0; i < q->choice_count; i++) {
        if (i) buf_add_c(&b, ", ");
        buf_add(&b, q->choices[i].id);
    }
    return refuse(err, q, value, MSG("choose one of: {1}", buf_str(&b)));
}

static const struct QuestionTypeRow {
    const char *name;
    bool (*take)(Answers *w, const TemplateQuestion *q, Str value, Str *ret, Err *err);
} types[] = {
    [QUESTION_TEXT] = {N_("text"), take_text},
    [QUESTION_ID] = {N_("id"), take_id},
    [QUESTION_COUNT] = {N_("count"), take_count},
    [QUESTION_NUMBER] = {N_("number"), take_number},
    [QUESTION_AMOUNT] = {N_("amount"), take_number},
    [QUESTION_DATE] = {N_("date"), take_date},
    [QUESTION_CHOICE] = {N_("choice"), take_choice},
    [QUESTION_NAMES] = {N_("names"), take_text},
    [QUESTION_NUMBERS] = {N_("numbers"), take_number},
    [QUESTION_AMOUNTS] = {N_("amounts"), take_number},
};

const char *question_type_name(QuestionType type) {
    assert(type < sizeof types / sizeof types[0]);
    return types[type].name;
}

// ---- lists --------------------------------------------------------------------------------------

static size_t separator_at(Str s, size_t at) {
    for (size_t i = 0; i < sizeof SEPARATORS / sizeof SEPARATORS[0]; i++)
        if (str_starts_with(str_part(s, at, s.size), SEPARATORS[i])) return SEPARATORS[i].size;
    return 0;
}

static bool next_element(Str *rest, Str *ret) {
    if (!rest->at) return false;
    for (size_t i = 0; i < rest->size; i++) {
        size_t size = separator_at(*rest, i);
        if (!size) continue;
        *ret = str_trim(str_part(*rest, 0, i));
        *rest = str_part(*rest, i + size, rest->size);
        return true;
    }
    *ret = str_trim(*rest);
    *rest = (Str){NULL, 0};
    return true;
}

static bool take(Answers *w, const TemplateQuestion *q, Str value, Answer *ret, Err *err) {
    struct Elements {
        Str *items;
        size_t count, capacity;
    } elements = {NULL, 0, 0};
    Str rest = value, element;
    if (!value.at) rest = STR("");
    while (question_is_list(q) ? next_element(&rest, &element)
                               : (element = str_trim(value), elements.count == 0)) {
        Str taken = {NULL, 0};
        if (elements.count == LIST_MAX)
            return refuse(err, q, value, MSG("a list has at most 50 elements"));
        if (!types[q->type].take(w, q, element, &taken, err)) return false;
        *VEC_ADD(w->arena, &elements) = str_copy(w->arena, taken);
    }
    *ret = (Answer){true, elements.items, elements.count};
    return true;
}

// ---- all of them --------------------------------------------------------------------------------

bool answers_give(Answers *w, Str key, Str value, Err *err) {
    uint32_t index;
    if (!map_get(&w->template->question_index, key, &index))
        return err_set(
            err, ERR_INPUT,
            MSG("the template \"{1}\" does not ask for \"{2}\"", w->template->own.name, key),
            MSG("see its questions: softlaw new --list --template {1}", w->template->own.name));
    Answer answer;
    if (!take(w, &w->template->questions.items[index], value, &answer, err)) return false;
    w->given[index] = answer;
    return true;
}

// Lists that belong to another repeat their fallback as often as that one has elements.
static Str fallback_text(Arena *a, const Answers *w, const TemplateQuestion *q) {
    Str one = q->fallback.texts[w->lang];
    uint32_t index;
    if (!q->as_many_as.size || !map_get(&w->template->question_index, q->as_many_as, &index))
        return one;
    size_t count = answer_of(a, w, index).count;
    Buf b = {.arena = a};
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_c(&b, ", ");
        buf_add(&b, one);
    }
    return buf_str(&b);
}

Str answers_fallback(Arena *a, const Answers *w, const TemplateQuestion *q) {
    return fallback_text(a, w, q);
}

Answer answer_of(Arena *a, const Answers *w, size_t question) {
    assert(question < w->template->questions.count);
    if (w->given[question].is_given) return w->given[question];
    const TemplateQuestion *q = &w->template->questions.items[question];
    Answers scratch = *w;
    scratch.arena = a;
    Answer answer = {false, NULL, 0};
    take(&scratch, q, fallback_text(a, w, q), &answer, NULL);
    return answer;
}

bool condition_holds(const Answers *w, Condition c) {
    uint32_t index;
    if (!c.key.size) return true;
    if (!map_get(&w->template->question_index, c.key, &index)) return false;
    Answer answer = answer_of(w->arena, w, index);
    return (answer.count == 1 && str_is(answer.items[0], c.value)) != c.is_negated;
}

const TemplateQuestion *answers_next(const Answers *w) {
    for (size_t i = 0; i < w->template->questions.count; i++) {
        const TemplateQuestion *q = &w->template->questions.items[i];
        if (!w->given[i].is_given && condition_holds(w, q->when)) return q;
    }
    return NULL;
}

static bool check_length(const Answers *w, size_t index, Err *err) {
    const TemplateQuestion *q = &w->template->questions.items[index];
    uint32_t other;
    if (!q->as_many_as.size || !map_get(&w->template->question_index, q->as_many_as, &other))
        return true;
    size_t wanted = answer_of(w->arena, w, other).count, count = w->given[index].count;
    return count == wanted || err_set(err, ERR_INPUT,
                                      MSG("\"{1}\" has {2} elements, but \"{3}\" has {4}", q->key,
                                          str_fmt(w->arena, "%zu", count), q->as_many_as,
                                          str_fmt(w->arena, "%zu", wanted)),
                                      NO_MSG);
}

// Dates in ISO 8601 are ordered as texts.
static bool is_below(const TemplateQuestion *q, Str value, Str other) {
    Dec a, b;
    if (q->type == QUESTION_DATE) return str_compare(value, other) < 0;
    return dec_from_text(value, &a, NULL) && dec_from_text(other, &b, NULL) &&
           dec_compare(a, b) < 0;
}

static bool check_order(const Answers *w, size_t index, Err *err) {
    const TemplateQuestion *q = &w->template->questions.items[index];
    uint32_t other;
    if (!q->not_below.size || !map_get(&w->template->question_index, q->not_below, &other))
        return true;
    Answer mine = answer_of(w->arena, w, index), least = answer_of(w->arena, w, other);
    if (mine.count != 1 || least.count != 1 || !is_below(q, mine.items[0], least.items[0]))
        return true;
    return err_set(err, ERR_INPUT,
                   MSG("\"{1}\" is {2}, which is less than \"{3}\": {4}", q->key, mine.items[0],
                       q->not_below, least.items[0]),
                   NO_MSG);
}

bool answers_check(const Answers *w, Err *err) {
    for (size_t i = 0; i < w->template->questions.count; i++) {
        const TemplateQuestion *q = &w->template->questions.items[i];
        if (!check_order(w, i, err)) return false;
        if (!w->given[i].is_given) continue;
        if (!condition_holds(w, q->when))
            return err_set(err, ERR_INPUT,
                           q->when.is_negated
                               ? MSG("\"{1}\" is asked only where \"{2}\" is not \"{3}\"", q->key,
                                     q->when.key, q->when.value)
                               : MSG("\"{1}\" is asked only where \"{2}\" is \"{3}\"", q->key,
                                     q->when.key, q->when.value),
                           NO_MSG);
        if (!check_length(w, i, err)) return false;
    }
    return true;
}
