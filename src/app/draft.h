// app/draft.h - an agreement drafted from a template and answers
#ifndef SOFTLAW_APP_DRAFT_H
#define SOFTLAW_APP_DRAFT_H

#include "app/app.h"

typedef struct TemplateView {
    Str name, title, purpose;
} TemplateView;
typedef struct TemplateList {
    TemplateView *items;
    size_t count;
} TemplateList;
// The templates that softlaw brings along.
const TemplateList *app_templates(App *app);
bool template_list_json(const TemplateList *l, Out *out);

typedef struct QuestionView {
    Str key, ask, why;
    Str fallback;     // what stands without an answer
    const char *type; // "text", "number", "choice" …
    NameView *choices;
    size_t choice_count;
} QuestionView;

// An agreement under way, in the App's language.
typedef struct Draft Draft;
// By name, or the path of a template. NULL without an error where the template has faults, which
// are findings.
Draft *draft_open(App *app, Str template, Err *err);
size_t draft_question_count(const Draft *d);
const QuestionView *draft_question(const Draft *d, size_t index);
bool draft_questions_json(const Draft *d, Out *out);
bool draft_answer(Draft *d, Str key, Str value, Err *err);
// The next question that matters and has no answer yet; NULL at the end.
const QuestionView *draft_next(const Draft *d);
// The agreement, checked: its faults are findings. Absent where the template has faults.
bool draft_text(Draft *d, Str *ret, Err *err);

#endif
