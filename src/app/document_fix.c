// app/document_fix.c - how findings can be mended: changes that a person may accept
//
// A finding that proposes the nearest name is mended by it; a payment without rounding by a line of
// its terms; a vague wording by another word, where one word can stand for it, or by a remark that
// says why it is wanted.
#include "app/document_int.h"

typedef struct Fixer {
    const AppDocument *document;
    Arena *arena;
    Str text;
    Fixes *fixes;
    size_t index; // of the finding
} Fixer;

static void add_fix(Fixer *x, Message title, bool is_preferred, TextEdit edit) {
    Fix *fix = VEC_ADD(x->arena, x->fixes);
    fix->title = lang_render(x->arena, x->document->options.lang, title);
    fix->finding = x->index;
    fix->is_preferred = is_preferred;
    *VEC_ADD(x->arena, &fix->edits) = edit;
}

static void fix_name(Fixer *x, const Finding *f) {
    bool has_name = f->hint.text && !strcmp(f->hint.text, "did you mean \"{1}\"?");
    Str name = f->hint.args[0];
    if (!has_name || !f->place.size) return;
    add_fix(x, MSG("write \"{1}\"", name), true, (TextEdit){f->place.offset, f->place.size, name});
}

// ---- a payment's rounding -----------------------------------------------------------------------

static size_t blanks_at(Str text, size_t at) {
    size_t count = 0;
    while (at + count < text.size && text.at[at + count] == ' ') count++;
    return count;
}

static size_t line_after(Str text, size_t at) {
    size_t end = str_line_end(text, at);
    bool is_pair = end + 1 < text.size && text.at[end] == '\r' && text.at[end + 1] == '\n';
    return end < text.size ? end + (is_pair ? 2 : 1) : end;
}

static void fix_rounding(Fixer *x, const Finding *f) {
    static const char *const LINE = "rounding: {to: 0.01, mode: half up}";
    size_t key_end = f->place.offset + f->place.size, end = str_line_end(x->text, key_end);
    Str rest = str_part(x->text, key_end, end - key_end);
    int64_t brace = str_find(rest, STR("{"), 0);
    TextEdit edit = {.offset = line_after(x->text, key_end)};
    size_t indent = blanks_at(x->text, edit.offset);
    if (str_is(str_trim(rest), STR(":")) && indent) {
        edit.text = str_fmt(x->arena, "%*s%s\n", (int)indent, "", LINE);
    } else if (brace >= 0) {
        edit.offset = key_end + (size_t)brace + 1;
        edit.text = str_fmt(x->arena, "%s, ", LINE);
    } else {
        return;
    }
    add_fix(x, MSG("round to 0.01, half up"), true, edit);
}

// ---- wording ------------------------------------------------------------------------------------

static void fix_wording(Fixer *x, const Finding *f) {
    Str rule = str_from(f->rule), with, wording = str_part(x->text, f->place.offset, f->place.size);
    for (size_t i = 0; lint_replacement(rule, wording, i, &with); i++)
        add_fix(x, MSG("write \"{1}\"", with), i == 0,
                (TextEdit){f->place.offset, f->place.size, with});
    if (!lint_may_allow(rule)) return;
    Str reason = str_from(lang_text(x->document->options.lang, N_("reason")));
    size_t end = str_line_end(x->text, f->place.offset);
    add_fix(x, MSG("keep it, with a remark that says why"), false,
            (TextEdit){end, 0,
                       str_fmt(x->arena, " <!-- allow %s: %.*s -->", f->rule, STR_ARG(reason))});
}

static void fix_finding(Fixer *x, const Finding *f) {
    Str rule = str_from(f->rule);
    fix_name(x, f);
    if (str_is(rule, STR("payment-without-rounding"))) fix_rounding(x, f);
    fix_wording(x, f);
}

void document_fixes(const AppDocument *d, Arena *a, size_t from, size_t to, Fixes *ret) {
    const Findings *f = document_findings(d);
    Fixer x = {.document = d, .arena = a, .text = document_text(d), .fixes = ret};
    *ret = (Fixes){0};
    for (size_t i = 0; i < f->count; i++) {
        Place p = f->items[i].place;
        if (p.offset > to || p.offset + p.size < from) continue;
        x.index = i;
        fix_finding(&x, &f->items[i]);
    }
}
