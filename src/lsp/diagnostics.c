// lsp/diagnostics.c - what is wrong with an agreement, as an editor shows it
#include "lsp/lsp_int.h"

static int severity_of(Severity s) {
    static const int CODES[] = {[SEVERITY_NOTE] = 3, [SEVERITY_WARNING] = 2, [SEVERITY_ERROR] = 1};
    return CODES[s];
}

static Str text_of(const Server *s, const Finding *f) {
    Str message = lang_render(s->arena, s->options.lang, f->message);
    if (!f->hint.text) return message;
    Str hint = lang_render(s->arena, s->options.lang, f->hint);
    return str_fmt(s->arena, "%.*s\n%.*s", STR_ARG(message), STR_ARG(hint));
}

static void add_related(Buf *b, const Server *s, const OpenDocument *d, PositionWalk *w,
                        const Finding *f) {
    PositionWalk other = *w;
    json_add_name(b, "relatedInformation");
    buf_add_c(b, "[{\"location\":{");
    json_add_text(b, "uri", d->uri);
    position_add_range(b, "range", &other, f->also.offset, f->also.size);
    buf_add_byte(b, '}');
    json_add_text(b, "message", str_from(lang_text(s->options.lang, N_("the first one"))));
    buf_add_c(b, "}]");
}

void diagnostics_add(Buf *b, const Server *s, const OpenDocument *d, PositionWalk *w,
                     const Finding *f) {
    buf_add_byte(b, '{');
    position_add_range(b, "range", w, f->place.offset, f->place.size);
    json_add_int(b, "severity", severity_of(f->severity));
    json_add_text(b, "code", str_from(f->rule));
    json_add_text(b, "source", STR("softlaw"));
    json_add_text(b, "message", text_of(s, f));
    if (f->also.line && s->has_related) add_related(b, s, d, w, f);
    buf_add_byte(b, '}');
}

void diagnostics_publish(Server *s, const OpenDocument *d) {
    Buf b = {.arena = s->arena};
    const Findings *f = document_findings(d->text);
    PositionWalk w = walk_of(s, d);
    buf_add_byte(&b, '{');
    json_add_text(&b, "uri", d->uri);
    json_add_int(&b, "version", d->version);
    json_add_name(&b, "diagnostics");
    buf_add_byte(&b, '[');
    for (size_t i = 0; i < f->count; i++) {
        if (i) buf_add_byte(&b, ',');
        diagnostics_add(&b, s, d, &w, &f->items[i]);
    }
    buf_add_c(&b, "]}");
    server_notify(s, "textDocument/publishDiagnostics", buf_str(&b));
}
