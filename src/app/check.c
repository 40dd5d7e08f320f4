// app/check.c - judge an agreement's form before anyone signs it
#include "app/app_int.h"

bool app_check(App *app, Str path, Err *err) {
    return load_agreement(app, path, err) != NULL;
}
