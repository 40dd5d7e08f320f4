// app/dmn_check.c - what is wrong with a decision model before it is run
#include "app/dmn.h"
#include "app/dmn_int.h"

void analyse_tables(App *app, const DmnModel *model) {
    for (size_t i = 0; i < dmn_model_table_count(model); i++)
        dmn_table_analyse(app->arena, dmn_model_table(model, i), &app->findings);
}

bool app_dmn_check(App *app, Str path, Err *err) {
    const DmnModel *model = bundle_model(app, path, false, &app->findings, err);
    if (model) analyse_tables(app, model);
    return model != NULL;
}
