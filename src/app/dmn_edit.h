// app/dmn_edit.h - a decision table in the hands of an editor in the browser
#ifndef SOFTLAW_APP_DMN_EDIT_H
#define SOFTLAW_APP_DMN_EDIT_H

#include "app/app.h"

// What an editor in the browser works on: a .dmn file, or a decision table of an agreement.
typedef struct DmnEdit {
    Str path;
    Str table; // of the agreement; absent: `path` is a model, or has one table only
} DmnEdit;
// The state of an edit, kept by the browser: the file as it was opened, what the editor made of it
// before anyone changed something, what it makes of it now, and the file as it was last known.
typedef struct DmnDraft {
    Str source, baseline, edited, saved;
} DmnDraft;
// What a door needs to hold such an edit: served on `port` (0 = any that is free), its address told
// to `ready`.
typedef struct DmnEditSession {
    Arena *arena; // of an Err's texts
    AppOptions options;
    DmnEdit edit;
    int port;
    void (*ready)(void *self, Str address);
    void *self;
} DmnEditSession;
// {"name": of the file, "table", "source", "xml": for the editor}
bool app_dmn_edit_open(App *app, const DmnEdit *e, Out *out, Err *err);
// What is wrong with the file as it would be saved: {"findings": [{…, "element": its id in the
// editor}], "inputs": [{"name", "type"}], "is_changed": the file on the disk is another by now}.
bool app_dmn_edit_check(App *app, const DmnEdit *e, const DmnDraft *d, Out *out, Err *err);
// {"answer": that of app_dmn_run, "shown": [{"name", "text": the value in FEEL}]}; `inputs` is a
// JSON object of texts as a person types them.
bool app_dmn_edit_try(App *app, const DmnEdit *e, const DmnDraft *d, Str inputs, Out *out,
                      Err *err);
// {"saved": the text that was written}. ERR_CONFLICT where the file on the disk is not as it was
// last known; nothing is written then.
bool app_dmn_edit_save(App *app, const DmnEdit *e, const DmnDraft *d, Out *out, Err *err);

#endif
