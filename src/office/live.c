// office/live.c - a draft while it is typed: what the editor asks, and the words it shows
#include "app/live.h"
#include "base/json.h"
#include "office/office_int.h"

static LiveText text_of(const OfficeCall *c) {
    return (LiveText){c->id, office_field(c, "text")};
}

static bool read_place(const OfficeCall *c, int64_t *ret, Err *err) {
    return page_number(office_field(c, "at"), "at", ret, err);
}

bool use_live_look(const OfficeCall *c, Out *out, Err *err) {
    return app_live_look(c->app, text_of(c), out, err);
}

bool use_live_hover(const OfficeCall *c, Out *out, Err *err) {
    int64_t at;
    return read_place(c, &at, err) && app_live_hover(c->app, c->people, text_of(c), at, out, err);
}

bool use_live_complete(const OfficeCall *c, Out *out, Err *err) {
    int64_t at;
    return read_place(c, &at, err) && app_live_complete(c->app, text_of(c), at, out, err);
}

bool use_live_format(const OfficeCall *c, Out *out, Err *err) {
    return app_live_format(c->app, text_of(c), out, err);
}

// ---- words of the editor ------------------------------------------------------------------------

typedef struct Word {
    const char *name, *text;
} Word;

static const Word WORDS[] = {
    {"label", N_("The text, in the format of softlaw")},
    {"line", N_("line")},
    {"error", N_("error")},
    {"warning", N_("warning")},
    {"note", N_("note")},
    {"declared", N_("declared, but nothing speaks of it")},
    {"spoken", N_("so many provisions speak of it")},
    {"empty", N_("nothing speaks of it")},
    {"looking", N_("looking through…")},
    {"failed", N_("The office could not be asked:")},
};

// What CodeMirror says, by its own words (its documentation, "Internationalization").
static const Word PHRASES[] = {
    {"Find", N_("Find")},
    {"Replace", N_("Replace")},
    {"next", N_("next")},
    {"previous", N_("previous")},
    {"all", N_("All")},
    {"match case", N_("match case")},
    {"by word", N_("whole words")},
    {"regexp", N_("regular expression")},
    {"replace", N_("replace")},
    {"replace all", N_("replace all")},
    {"close", N_("close")},
    {"Go to line", N_("Go to line")},
    {"go", N_("go")},
    {"No diagnostics", N_("Nothing was found.")},
    {"Diagnostics", N_("Findings")},
    {"Completions", N_("What may be written here")},
    {"Fold line", N_("Fold this")},
    {"Unfold line", N_("Unfold this")},
    {"folded code", N_("folded text")},
    {"unfold", N_("unfold")},
    {"to", N_("to")},
};

static void add_words(Buf *b, Lang lang, const Word *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        json_add_text(b, words[i].name, str_from(lang_text(lang, words[i].text)));
}

Str editor_texts(const Page *p) {
    Buf b = {.arena = p->arena};
    buf_add_byte(&b, '{');
    add_words(&b, p->lang, WORDS, sizeof WORDS / sizeof *WORDS);
    json_add_name(&b, "phrases");
    buf_add_byte(&b, '{');
    add_words(&b, p->lang, PHRASES, sizeof PHRASES / sizeof *PHRASES);
    buf_add_c(&b, "}}");
    return buf_str(&b);
}
