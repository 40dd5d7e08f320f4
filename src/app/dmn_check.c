// app/dmn_check.c - what is wrong with a decision model before it is run
#include "app/dmn_int.h"

bool app_dmn_check(App *app, Str path, Err *err) {
    const DmnModel *model = bundle_model(app, path, false, &app->findings, err);
    for (size_t i = 0; model && i < dmn_model_table_count(model); i++)
        dmn_table_analyse(app->arena, dmn_model_table(model, i), &app->findings);
    return model != NULL;
}
