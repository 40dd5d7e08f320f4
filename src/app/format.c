// app/format.c - an agreement laid out anew, in its file or in an editor
#include "app/check.h"
#include "app/document_int.h"

#include "base/file.h"

bool app_format(App *app, Str path, bool is_check, Out *out, bool *ret_is_changed, Err *err) {
    Str text;
    Findings unwanted = {.arena = app->arena};
    bool is_stream = str_is(path, STR("-"));
    if (!file_read_text(app->arena, path, LIMIT_DOCUMENT_BYTES, &text, err)) return false;
    Str laid_out = text_format(app->arena, text_parse(app->arena, path, text, &unwanted));
    *ret_is_changed = !str_is(text, laid_out);
    if (is_check) return true;
    if (is_stream) return out_pass(out, laid_out);
    return !*ret_is_changed || file_write(app->arena, app->options.sys, path, laid_out, err);
}

static bool is_inside_character(Str text, size_t at) {
    return at < text.size && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

// Only what differs, so that the cursor and the marks of an editor stay.
void document_format(const AppDocument *d, Arena *a, TextEdits *ret) {
    Findings unwanted = {.arena = a};
    Str text = document_text(d);
    Str laid_out = text_format(a, text_parse(a, d->path, text, &unwanted));
    TextSame same = text_same(text, laid_out);
    *ret = (TextEdits){0};
    if (same.head == text.size && text.size == laid_out.size) return;
    while (is_inside_character(text, same.head)) same.head--;
    size_t end = text.size - same.tail, new_end = laid_out.size - same.tail;
    while (is_inside_character(text, end)) end++, new_end++;
    *VEC_ADD(a, ret) =
        (TextEdit){same.head, end - same.head, str_part(laid_out, same.head, new_end - same.head)};
}
