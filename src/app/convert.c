// app/convert.c - an agreement between the forms in which it is kept, exchanged and signed
//
// Every conversion goes through Markdown: a document of Akoma Ntoso is first brought into it,
// whatever it is wanted as.
#include "app/convert.h"
#include "app/convert_int.h"

#include "akn/akn.h"
#include "base/file.h"

// By the first character: no agreement in Markdown begins with a tag.
static bool is_xml(Str text) {
    Str start = str_trim(str_part(text, 0, 64));
    return start.size && start.at[0] == '<';
}

static bool fail_by_findings(Err *err, Str path) {
    return err_set(err, ERR_INPUT, MSG("\"{1}\" could not be converted", path), NO_MSG);
}

// The text of an agreement; ret_name: the name under which its places are told.
static bool read_agreement(App *app, Str path, SourceText *ret, Err *err) {
    Str text;
    if (!load_text(app, path, &text, err)) return false;
    *ret = (SourceText){path, text};
    if (!is_xml(text)) return true;
    Buf markdown = {.arena = app->arena};
    if (!akn_to_text(app->arena, path, text, &markdown, &app->findings, err))
        return err->code ? false : fail_by_findings(err, path);
    *ret = (SourceText){str_fmt(app->arena, "%.*s.md", STR_ARG(path)), buf_str(&markdown)};
    return true;
}

static bool write_akn(App *app, const Terms *t, Buf *b, Err *err) {
    if (akn_from_text(app->arena, t, b, &app->findings)) return true;
    return fail_by_findings(err, t->document->file);
}

// A page, and what is made of it.
static bool write_page(App *app, const Terms *t, ConvertForm form, Buf *b, Err *err) {
    Buf page = {.arena = app->arena};
    Str made;
    convert_to_page(app->arena, t, &page);
    made = buf_str(&page);
    bool is_made = form == CONVERT_HTML ||
                   (form == CONVERT_DOCX
                        ? convert_page_to_docx(app->arena, buf_str(&page), t->language, &made, err)
                        : convert_page_to_pdf(app->arena, buf_str(&page), &made, err));
    if (is_made) buf_add(b, made);
    return is_made;
}

// Advice on wording is what `softlaw check` is for; errors concern whoever signs or registers it.
static void tell_errors(App *app, const Findings *all) {
    for (size_t i = 0; i < all->count; i++) {
        const Finding *f = &all->items[i];
        if (f->severity == SEVERITY_ERROR)
            finding_add(&app->findings, f->severity, f->rule, f->place, f->message, f->hint);
    }
}

static bool write_form(App *app, const SourceText *source, ConvertForm form, Buf *b, Err *err) {
    if (form == CONVERT_MARKDOWN) {
        buf_add(b, source->text);
        return true;
    }
    Findings all = {.arena = app->arena};
    const Document *d = text_parse(app->arena, source->file, source->text, &all);
    const Terms *t = terms_from_text(app->arena, d, &all);
    tell_errors(app, &all);
    return form == CONVERT_AKN ? write_akn(app, t, b, err) : write_page(app, t, form, b, err);
}

bool app_convert(App *app, const Conversion *c, Out *out, Err *err) {
    SourceText source;
    Buf made = {.arena = app->arena};
    if (!read_agreement(app, c->path, &source, err)) return false;
    if (!write_form(app, &source, c->form, &made, err)) return false;
    if (c->output.at && !str_is(c->output, STR("-")))
        return file_write(app->arena, app->options.sys, c->output, buf_str(&made), err);
    return out_pass(out, buf_str(&made));
}
