// app/feel.h - one expression after another, and the functions that may be called in it
#ifndef SOFTLAW_APP_FEEL_H
#define SOFTLAW_APP_FEEL_H

#include "app/app.h"

typedef struct ReasonView {
    const char *code; // "division-by-zero"
    Message message;
    Place place;
} ReasonView;
typedef struct FeelAnswer {
    bool is_computed; // else the expression has faults, which are findings
    bool is_null;
    Str json;
    const ReasonView *reasons; // of a null, the cause of each after it
    size_t reason_count;
} FeelAnswer;

// Evaluate one expression. `context` is a JSON file with an object whose names may be used, "-" for
// standard input, or absent.
bool app_feel(App *app, Str expression, Str context, FeelAnswer *ret, Err *err);

// The same for one expression after another. An answer, and the findings, which are those of the
// last expression only, live until the next.
typedef struct FeelSession FeelSession;
FeelSession *app_feel_open(App *app, Str context, Err *err);
FeelAnswer feel_session_run(FeelSession *s, Str expression);
// What may be written, for completion: keywords, names of the context, builtins.
size_t feel_session_word_count(const FeelSession *s);
Str feel_session_word(const FeelSession *s, size_t index);

typedef struct FunctionView {
    Str name, signature, text, example, result;
    bool is_domain; // softlaw's own
} FunctionView;
size_t app_function_count(void);
FunctionView app_function(Lang lang, size_t index);

#endif
