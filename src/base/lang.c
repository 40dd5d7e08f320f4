// base/lang.c - catalogue, filled templates, faults as text
//
// The catalogue is a GNU .mo file in memory: two tables of (length, offset) pairs, originals sorted
// by bytes and their translations beside them, all numbers little-endian.
#include "base/lang.h"

#include "po/zh.mo.h"

#include <stdlib.h>

enum { MO_COUNT_AT = 8, MO_ORIGINALS_AT = 12, MO_TRANSLATIONS_AT = 16 };

static uint32_t number_at(const char *mo, size_t at) {
    const unsigned char *p = (const unsigned char *)mo + at;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

// The `index`-th text of the table whose offset stands at `table_at`; terminated in the file.
static const char *text_at(const char *mo, size_t table_at, uint32_t index) {
    return mo + number_at(mo, number_at(mo, table_at) + 8 * (size_t)index + 4);
}

static const char *find_translation(const char *mo, const char *english) {
    uint32_t low = 0, high = number_at(mo, MO_COUNT_AT);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(english, text_at(mo, MO_ORIGINALS_AT, middle));
        if (order == 0) return text_at(mo, MO_TRANSLATIONS_AT, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *lang_text(Lang lang, const char *english) {
    if (lang == LANG_EN || !*english) return english;
    const char *translated = find_translation(mo_zh, english);
    return translated ? translated : english;
}

static void fill(Buf *b, const char *template, const Message *m) {
    for (const char *at = template; *at;) {
        const char *brace = strchr(at, '{');
        if (!brace) {
            buf_add_c(b, at);
            return;
        }
        buf_add(b, (Str){at, (size_t)(brace - at)});
        if (brace[1] >= '1' && brace[1] <= '4' && brace[2] == '}') {
            buf_add(b, m->args[brace[1] - '1']);
            at = brace + 3;
        } else {
            buf_add_byte(b, '{');
            at = brace + 1;
        }
    }
}

Str lang_render(Arena *a, Lang lang, Message message) {
    Buf b = {.arena = a};
    if (message.text) fill(&b, lang_text(lang, message.text), &message);
    return buf_str(&b);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_locale_of(Str locale, Str language) {
    if (locale.size < language.size) return false;
    for (size_t i = 0; i < language.size; i++)
        if (lower(locale.at[i]) != language.at[i]) return false;
    return locale.size == language.size || strchr("_-.@", locale.at[language.size]);
}

bool lang_from_text(Str text, Lang *ret) {
    static const struct {
        Str locale;
        Lang lang;
    } rows[] = {
        {{"en", 2}, LANG_EN}, {{"zh", 2}, LANG_ZH}, {{"c", 1}, LANG_EN}, {{"posix", 5}, LANG_EN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!is_locale_of(text, rows[i].locale)) continue;
        *ret = rows[i].lang;
        return true;
    }
    return false;
}

Lang lang_from_environment(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    Lang lang = LANG_EN;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *locale = getenv(names[i]);
        if (!locale || !*locale) continue;
        lang_from_text(str_from(locale), &lang);
        break;
    }
    return lang;
}

Str lang_name(Lang lang) {
    return lang == LANG_ZH ? STR("zh") : STR("en");
}

Str lang_severity(Lang lang, Severity severity) {
    static const char *const names[] = {N_("note"), N_("warning"), N_("error")};
    return str_from(lang_text(lang, names[severity]));
}

// "file:line:column: ", as much of it as is known.
static void add_place(Buf *b, const Place *p) {
    if (!p->file.size) return;
    buf_add(b, p->file);
    if (p->line) buf_add_fmt(b, ":%u", p->line);
    if (p->line && p->column) buf_add_fmt(b, ":%u", p->column);
    buf_add_c(b, ": ");
}

static void add_below(Buf *b, Lang lang, Message message) {
    if (!message.text || !*message.text) return;
    buf_add_c(b, "    ");
    buf_add(b, lang_render(b->arena, lang, message));
    buf_add_byte(b, '\n');
}

Str lang_finding(Arena *a, Lang lang, const Finding *f) {
    Buf b = {.arena = a};
    add_place(&b, &f->place);
    buf_add(&b, lang_severity(lang, f->severity));
    buf_add_c(&b, ": ");
    buf_add(&b, lang_render(a, lang, f->message));
    if (f->rule) buf_add_fmt(&b, " [%s]", f->rule);
    buf_add_byte(&b, '\n');
    add_below(&b, lang, f->hint);
    return buf_str(&b);
}

Str lang_err(Arena *a, Lang lang, const Err *err) {
    Buf b = {.arena = a};
    add_place(&b, &err->place);
    buf_add(&b, lang_severity(lang, SEVERITY_ERROR));
    buf_add_c(&b, ": ");
    buf_add(&b, lang_render(a, lang, err->message));
    if (err->detail.text) {
        buf_add_c(&b, ": ");
        buf_add(&b, lang_render(a, lang, err->detail));
    }
    buf_add_byte(&b, '\n');
    add_below(&b, lang, err->hint);
    for (size_t i = 0; i < err->context_count; i++) add_below(&b, lang, err->context[i]);
    return buf_str(&b);
}
