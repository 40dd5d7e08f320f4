// app/convert_int.h - what the conversions of an agreement share
#ifndef SOFTLAW_APP_CONVERT_INT_H
#define SOFTLAW_APP_CONVERT_INT_H

#include "app/app_int.h"

// A page to print and sign, which stands alone.
void convert_to_page(Arena *a, const Terms *t, Buf *b);
// That page as a document of Word, or as PDF, by the programs that do it well.
bool convert_page_to_docx(Arena *a, Str page, Str language, Str *ret, Err *err);
bool convert_page_to_pdf(Arena *a, Str page, Str *ret, Err *err);

#endif
