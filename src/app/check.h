// app/check.h - what is wrong with an agreement, and its text laid out anew
#ifndef SOFTLAW_APP_CHECK_H
#define SOFTLAW_APP_CHECK_H

#include "app/app.h"

// Read an agreement; what is wrong with it is among the findings. False if it cannot be read.
bool app_check(App *app, Str path, Err *err);

// An agreement laid out anew, saying the same: tables in columns, terms indented, one blank line.
// With `is_check` nothing is written. *ret_is_changed: it is not laid out so yet. The path "-" is
// standard input, whose text goes to `out`.
bool app_format(App *app, Str path, bool is_check, Out *out, bool *ret_is_changed, Err *err);

// The sections of the agreement format as Markdown.
Str app_format_reference(Arena *a, Lang lang);

#endif
