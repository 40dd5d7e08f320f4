// app/convert.h - an agreement in the forms in which it is kept, exchanged and signed
#ifndef SOFTLAW_APP_CONVERT_H
#define SOFTLAW_APP_CONVERT_H

#include "app/app.h"

// An agreement, in Markdown or Akoma Ntoso, in another form.
typedef enum ConvertForm {
    CONVERT_AKN,
    CONVERT_MARKDOWN,
    CONVERT_HTML,
    CONVERT_DOCX,
    CONVERT_PDF
} ConvertForm;
typedef struct Conversion {
    Str path;
    ConvertForm form;
    Str output; // a file, put there whole or not at all; absent or "-": to `out`
} Conversion;
bool app_convert(App *app, const Conversion *c, Out *out, Err *err);

#endif
