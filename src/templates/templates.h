// templates/templates.h - a template and answers to its questions -> the text of an agreement
//
// A template is a file with a YAML head, which declares questions, and a body: an agreement in
// English and Chinese at once, with places to fill in. The same answers give the agreement in
// either language, with the same terms. templates/README.md describes the form for authors.
//
//     const Template *t = template_parse(a, name, source, findings);
//     Answers *answers = answers_new(a, t, LANG_ZH);
//     for (const TemplateQuestion *q; (q = answers_next(answers));) … answers_give(answers, q->key,
//     …); Str text = template_fill(a, answers, findings);
#ifndef SOFTLAW_TEMPLATES_TEMPLATES_H
#define SOFTLAW_TEMPLATES_TEMPLATES_H

#include "base/dec.h"
#include "base/lang.h"
#include "base/map.h"

// A text in each language, by Lang.
typedef struct Bilingual {
    Str texts[2];
} Bilingual;

typedef enum QuestionType {
    QUESTION_TEXT,
    QUESTION_ID,     // a-z, 0-9 and -
    QUESTION_COUNT,  // a whole number, 0 or more
    QUESTION_NUMBER, // an exact decimal
    QUESTION_AMOUNT, // a number of money: people write it with thousands or 万 and 亿
    QUESTION_DATE,
    QUESTION_CHOICE, // one of `choices`
    QUESTION_NAMES,  // a list of texts; the types behind it are lists too
    QUESTION_NUMBERS,
    QUESTION_AMOUNTS,
} QuestionType;

const char *question_type_name(QuestionType type); // "text"

// "form = fund", "not form = fund"; without a key it always holds.
typedef struct Condition {
    Str key, value;
    bool is_negated;
} Condition;

typedef struct Choice {
    Str id;
    Bilingual label;
} Choice;

typedef struct TemplateQuestion {
    Str key;
    QuestionType type;
    Bilingual ask, why, fallback; // fallback: the answer if none is given
    Condition when;               // asked only where it holds
    Choice *choices;
    size_t choice_count;
    bool has_least, has_most; // of the numbers
    Dec least, most;
    Str not_below;  // a number or date that is at least the answer to that key
    Str as_many_as; // of lists: as long as the list of that key; absent = any length
    Place place;
} TemplateQuestion;

typedef struct Template Template;

Str template_name(const Template *t);
Bilingual template_title(const Template *t);
Bilingual template_purpose(const Template *t);
size_t template_question_count(const Template *t);
const TemplateQuestion *template_question(const Template *t, size_t index);

// NULL with findings on a fault. `source` must outlive it.
const Template *template_parse(Arena *a, Str name, Str source, Findings *f);

// The templates that softlaw brings along, by name.
size_t catalogue_count(void);
Str catalogue_name(size_t index);
Str catalogue_source(size_t index);
bool catalogue_find(Str name, size_t *ret_index);

typedef struct Answers Answers;

Answers *answers_new(Arena *a, const Template *t, Lang lang);
// False with err if there is no such question or the value does not answer it.
bool answers_give(Answers *w, Str key, Str value, Err *err);
// The next question that applies and has no answer, in the order of the template; NULL at the end.
const TemplateQuestion *answers_next(const Answers *w);
// What stands where no answer is given.
Str answers_fallback(Arena *a, const Answers *w, const TemplateQuestion *q);
// False with err where an answer was given to a question that does not apply, or lists that belong
// together differ in length.
bool answers_check(const Answers *w, Err *err);

// The agreement. Absent with findings where the template has a fault.
Str template_fill(Arena *a, const Answers *w, Findings *f);

#endif
