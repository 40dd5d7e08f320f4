// app/dmn_int.h - what the use cases of decision models share
#ifndef SOFTLAW_APP_DMN_INT_H
#define SOFTLAW_APP_DMN_INT_H

#include "app/app_int.h"
#include "dmn/dmn.h"

// A model (first) and those it imports.
typedef struct Bundle {
    DmnSource *items;
    size_t count, capacity;
    struct {
        DmnHead *items;
        size_t count, capacity;
    } heads;
} Bundle;

bool bundle_read(App *app, Str path, Bundle *ret, Err *err);
const DmnModel *bundle_model(App *app, Str path, bool is_lenient, Findings *f, Err *err);
// The path of a file in the folder of `path`.
Str bundle_beside(Arena *a, Str path, Str name);

// The reasons of a null of the machine's last run, the cause of each after it.
const ReasonView *reasons_of(App *app, const FeelMachine *m, FeelValue v, size_t *ret_count);
void json_add_reasons(const App *app, Buf *b, const ReasonView *reasons, size_t count);
FeelMachine *machine_of(App *app); // freed with the App
FeelValue now_value(App *app);     // a date and time, of the App's clock

#endif
