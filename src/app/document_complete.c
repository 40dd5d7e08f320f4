// app/document_complete.c - what may be written at the cursor
//
// A text that is being typed rarely parses, so the place is found by lines and indentation: the
// section, the entry and the key in which the cursor stands; the table of sections says what goes
// there. Names of blocks that cannot be read just now are those they had when they last could.
#include "app/document_int.h"
#include "app/feel.h"

#include "feel/feel.h"

typedef struct Cursor {
    const AppDocument *document;
    Arena *arena;
    Str head; // of the line, up to the cursor
    size_t indent;
    Str parents[4]; // keys of the lines above that this one stands under, outermost first
    size_t parent_count;
    Str key; // whose value is being written; absent: a key is
    Proposals *out;
} Cursor;

// ---- proposals ----------------------------------------------------------------------------------

static Str in_language(const Cursor *c, const char *english, const char *chinese) {
    return str_from(c->document->options.lang == LANG_ZH ? chinese : english);
}

static void propose(Cursor *c, ProposalKind kind, Str label, Str detail, Str text, Str insert) {
    *VEC_ADD(c->arena, c->out) = (Proposal){kind, label, detail, text, insert};
}

static void propose_words(Cursor *c, const char *words, char separator) {
    Str rest = str_from(words);
    for (Str word; str_next(&rest, separator, &word);)
        propose(c, PROPOSAL_WORD, word, STR(""), STR(""), word);
}

static void propose_sections(Cursor *c) {
    for (size_t i = 0; i < section_count(); i++) {
        const Section *s = section_at(i);
        Str key = str_from(s->key);
        propose(c, PROPOSAL_SECTION, key, STR(""), in_language(c, s->doc_en, s->doc_zh),
                str_fmt(c->arena, "%s:\n  ", s->key));
    }
}

static void propose_fields(Cursor *c, const Field *fields, size_t count) {
    bool is_chinese = c->document->options.lang == LANG_ZH;
    for (size_t i = 0; i < count; i++) {
        const Field *f = &fields[i];
        propose(c, PROPOSAL_KEY, str_from(f->key), str_from(field_type_name(f->type, is_chinese)),
                in_language(c, f->doc_en, f->doc_zh), str_fmt(c->arena, "%s: ", f->key));
    }
}

static void propose_names(Cursor *c, unsigned kinds) {
    const KnownName *known;
    size_t count = document_known_names(c->document, c->arena, &known);
    for (size_t i = 0; i < count; i++)
        if (kinds & 1u << known[i].kind)
            propose(c, PROPOSAL_NAME, known[i].id, known[i].label,
                    str_from(lang_text(c->document->options.lang, known[i].what)), known[i].id);
}

static void propose_functions(Cursor *c) {
    for (size_t i = 0; i < app_function_count(); i++) {
        FunctionView f = app_function(c->document->options.lang, i);
        propose(c, PROPOSAL_FUNCTION, f.name, f.signature, f.text,
                str_fmt(c->arena, "%.*s(", STR_ARG(f.name)));
    }
}

enum {
    KIND_PARTY = 1u << NAME_PARTY,
    KIND_SET = 1u << NAME_SET,
    KIND_POOL = 1u << NAME_POOL,
    KIND_ITEM = 1u << NAME_ITEM
};
static const char GRAINS[] = "year|half-year|quarter|month|day|once";

static void propose_formula(Cursor *c) {
    propose_names(c, KIND_ITEM | KIND_SET);
    propose_functions(c);
}

static void propose_value(Cursor *c, const Field *f) {
    switch (f->type) {
    case FIELD_FORMULA:
    case FIELD_FORMULAS:
    case FIELD_VALUES: propose_formula(c); break;
    case FIELD_CHOICE:
    case FIELD_CHOICES: propose_words(c, f->choices, '|'); break;
    case FIELD_GRAIN: propose_words(c, GRAINS, '|'); break;
    case FIELD_PER:
        propose_names(c, KIND_SET);
        propose_words(c, GRAINS, '|');
        break;
    case FIELD_MEMBERS: propose_words(c, "parties|facts", '|'); break;
    case FIELD_ROUNDING: propose_words(c, "{to: 0.01, mode: half up}|none", '|'); break;
    case FIELD_DUE:
    case FIELD_LIMIT:
        propose_words(c, "P30D after period end|10 working days after period end", '|');
        break;
    case FIELD_ACTOR:
    case FIELD_ACTORS:
    case FIELD_PARTIES: propose_names(c, KIND_PARTY | KIND_POOL | KIND_SET); break;
    case FIELD_ITEM: propose_names(c, KIND_ITEM); break;
    case FIELD_WORDS: propose_names(c, KIND_PARTY); break;
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_WORD:
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_DATE:
    case FIELD_DATES:
    case FIELD_DURATION:
    case FIELD_UNIT:
    case FIELD_MAP: break;
    }
}

// ---- where the cursor stands --------------------------------------------------------------------

static Str key_of_line(Str line) {
    int64_t colon = str_find(line, STR(":"), 0);
    return colon < 0 ? (Str){NULL, 0} : str_trim(str_part(line, 0, (size_t)colon));
}

static size_t indent_of(Str line) {
    size_t indent = 0;
    while (indent < line.size && line.at[indent] == ' ') indent++;
    return indent;
}

static Str line_at(Str text, size_t start) {
    return str_part(text, start, str_line_end(text, start) - start);
}

static bool is_fence(Str line) {
    return str_starts_with(str_trim(line), STR("```"));
}

// Keys of lines with less and less indentation, from the cursor upwards to the fence.
static void find_parents(Cursor *c, Str text, size_t from, size_t line_start) {
    size_t indent = c->indent;
    Str found[4];
    size_t count = 0;
    for (size_t at = line_start; indent && count < 4 && at > from;) {
        size_t start = at - 1;
        while (start > from && text.at[start - 1] != '\n') start--;
        Str line = line_at(text, start);
        at = start;
        if (!str_trim(line).size || indent_of(line) >= indent) continue;
        indent = indent_of(line);
        found[count++] = key_of_line(line);
    }
    for (size_t i = 0; i < count; i++) c->parents[i] = found[count - 1 - i];
    c->parent_count = count;
}

static void push_parent(Cursor *c, Str key) {
    if (c->parent_count < 4) c->parents[c->parent_count++] = key;
}

// Within braces: "key: {first: 1, second: ".
static void read_head(Cursor *c) {
    Str rest = str_part(c->head, c->indent, c->head.size);
    if (str_starts_with(rest, STR("- "))) rest = str_part(rest, 2, rest.size);
    for (int64_t brace; (brace = str_find(rest, STR("{"), 0)) >= 0;) {
        push_parent(c, key_of_line(str_part(rest, 0, (size_t)brace)));
        rest = str_part(rest, (size_t)brace + 1, rest.size);
        int64_t close = str_find(rest, STR("}"), 0);
        if (close < 0) continue;
        rest = str_part(rest, (size_t)close + 1, rest.size);
        c->parent_count--;
    }
    for (int64_t comma; (comma = str_find(rest, STR(", "), 0)) >= 0;) {
        Str piece = str_part(rest, 0, (size_t)comma);
        if (str_find(piece, STR("["), 0) >= 0 && str_find(piece, STR("]"), 0) < 0) break;
        if (str_find(piece, STR("("), 0) >= 0 && str_find(piece, STR(")"), 0) < 0) break;
        rest = str_part(rest, (size_t)comma + 2, rest.size);
    }
    c->key = key_of_line(rest);
}

static const Field *field_of(const Section *s, Str key) {
    for (size_t i = 0; s && i < s->field_count; i++)
        if (str_is(key, str_from(s->fields[i].key))) return &s->fields[i];
    return NULL;
}

static bool is_rounding(Str key) {
    return str_is(key, STR("rounding"));
}

static void propose_key(Cursor *c, const Section *s) {
    FieldTable entry = fields_of_entry(), rounding = fields_of_rounding();
    if (c->parent_count == 0) propose_sections(c);
    if (!s) return;
    bool is_inside = c->parent_count == 2 || (c->parent_count == 1 && s->may_be_single);
    if (is_inside) {
        propose_fields(c, s->fields, s->field_count);
        propose_fields(c, entry.items, entry.count);
    }
    if (c->parent_count == 3 && is_rounding(c->parents[2]))
        propose_fields(c, rounding.items, rounding.count);
}

static void propose_of_key(Cursor *c, const Section *s) {
    const Field *f = field_of(s, c->key);
    FieldTable rounding = fields_of_rounding();
    bool is_short = s && c->parent_count == 1 && s->brief &&
                    (s->kind == SECTION_PARAMETERS || s->kind == SECTION_FORMULAS);
    if (is_short)
        propose_formula(c);
    else if (f && c->parent_count >= 1)
        propose_value(c, f);
    else if (c->parent_count == 3 && is_rounding(c->parents[2]))
        for (size_t i = 0; i < rounding.count; i++)
            if (str_is(c->key, str_from(rounding.items[i].key)))
                propose_value(c, &rounding.items[i]);
}

static bool is_word_byte(char b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '_' ||
           (unsigned char)b >= 0x80;
}

static size_t word_start(Str text, size_t line_start, size_t offset) {
    while (offset > line_start && is_word_byte(text.at[offset - 1])) offset--;
    return offset;
}

static size_t line_start_of(Str text, size_t offset) {
    while (offset && text.at[offset - 1] != '\n' && text.at[offset - 1] != '\r') offset--;
    return offset;
}

// The first byte behind the fence of the terms block that is open at `line_start`; 0 if none is.
static size_t open_terms(Str text, size_t from, size_t line_start) {
    size_t open = 0;
    bool is_inside = false;
    for (size_t at = from; at < line_start;) {
        Str line = line_at(text, at);
        size_t next = at + line.size;
        while (next < text.size && next < line_start && text.at[next] != '\n') next++;
        next += next < text.size;
        if (is_fence(line)) {
            is_inside = !is_inside;
            open = is_inside && str_is(str_trim(line), STR("```terms")) ? next : 0;
        }
        at = next;
    }
    return is_inside ? open : 0;
}

void document_complete(const AppDocument *d, Arena *a, size_t offset, Proposals *ret) {
    Str text = document_text(d);
    const Provision *p = text_provision_at(terms_now(d)->document, offset);
    size_t line_start = line_start_of(text, offset);
    size_t open = open_terms(text, p->place.offset, line_start);
    *ret = (Proposals){.from = word_start(text, line_start, offset)};
    Cursor c = {.document = d, .arena = a, .out = ret};
    c.head = str_part(text, line_start, offset - line_start);
    c.indent = indent_of(c.head);
    if (!open) {
        if (str_starts_with(str_trim(c.head), STR("|"))) propose_formula(&c);
        return;
    }
    find_parents(&c, text, open, line_start);
    read_head(&c);
    const Section *s = c.parent_count ? section_find(c.parents[0]) : NULL;
    if (c.key.at)
        propose_of_key(&c, s);
    else
        propose_key(&c, s);
}
