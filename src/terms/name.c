// terms/name.c - which words may be names, and that each is defined once
//
// A name is one that FEEL can read (DMN 1.5, grammar rules 27 to 30), without two blanks in a row,
// and none of the words that FEEL or this format keep for themselves.
#include "terms/terms_int.h"

static bool is_in(uint32_t c, const uint32_t ranges[][2], size_t count) {
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    return false;
}

static bool is_name_start(uint32_t c) {
    static const uint32_t ranges[][2] = {
        {'?', '?'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
        {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
        {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
        {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    return is_in(c, ranges, sizeof ranges / sizeof ranges[0]);
}

static bool is_name_part(uint32_t c) {
    static const uint32_t ranges[][2] = {
        {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040},
        {'*', '+'}, {'-', '/'},   {'\'', '\''},
    };
    return is_name_start(c) || is_in(c, ranges, sizeof ranges / sizeof ranges[0]);
}

static const struct Reserved {
    const char *word;
    bool is_for_sets_only;
} reserved[] = {
    {"party", false},        {"value", false},      {"item", false},      {"partial", false},
    {"period start", false}, {"period end", false}, {"previous", false},  {"earlier", false},
    {"true", false},         {"false", false},      {"null", false},      {"not", false},
    {"and", false},          {"or", false},         {"if", false},        {"then", false},
    {"else", false},         {"for", false},        {"in", false},        {"return", false},
    {"some", false},         {"every", false},      {"satisfies", false}, {"between", false},
    {"instance", false},     {"of", false},         {"function", false},  {"external", false},
    {"year", true},          {"half-year", true},   {"quarter", true},    {"month", true},
    {"day", true},           {"once", true},        {"facts", true},      {"parties", true},
};

static bool is_reserved(Str id, SectionKind kind) {
    if (str_starts_with(id, STR("position of "))) return true;
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        if (str_is(id, str_from(reserved[i].word)) &&
            (!reserved[i].is_for_sets_only || kind == SECTION_SETS))
            return true;
    return false;
}

// The first character that a name cannot have; id.size if all are well.
static size_t find_bad_character(Str id) {
    uint32_t c;
    for (size_t i = 0, size; i < id.size; i += size) {
        size = utf8_get(id, i, &c);
        bool is_blank = c == ' ' && i > 0 && id.at[i - 1] != ' ' && i + 1 < id.size;
        bool is_fine = i == 0 ? is_name_start(c) : is_name_part(c) || is_blank;
        if (!size || !is_fine) return i;
    }
    return id.size;
}

bool terms_is_name(Str word) {
    return word.size && !is_reserved(word, SECTION_SETS) && find_bad_character(word) == word.size;
}

bool terms_check_name(TermsReader *r, Str id, Place place, SectionKind kind) {
    if (is_reserved(id, kind))
        return terms_fault(r, "reserved-name", place,
                           MSG("the word \"{1}\" is kept for formulas and cannot be defined", id),
                           MSG("choose another word"));
    if (!id.size)
        return terms_fault(r, "bad-name", place, MSG("the name is empty"), MSG("write a name"));
    size_t bad = find_bad_character(id);
    if (bad == id.size) return true;
    uint32_t c;
    size_t size = utf8_get(id, bad, &c);
    place.column += (uint32_t)utf8_count(str_part(id, 0, bad));
    place.offset += (uint32_t)bad;
    place.size = (uint32_t)size;
    return terms_fault(r, "bad-name", place,
                       MSG("formulas cannot read the name \"{1}\" because of \"{2}\"", id,
                           str_part(id, bad, size)),
                       MSG("begin with a letter; use letters, digits, single blanks and - inside"));
}

bool terms_enter_word(TermsReader *r, const char *space, Str id, Place place, const char *section) {
    Str key = str_fmt(r->arena, "%s/%.*s", space, STR_ARG(id));
    if (map_add(&r->words, key, (uint32_t)r->word_uses.count)) {
        *VEC_ADD(r->arena, &r->word_uses) = (struct WordUse){section, place};
        return true;
    }
    uint32_t first;
    map_get(&r->words, key, &first);
    const struct WordUse *use = &r->word_uses.items[first];
    terms_fault(r, "duplicate-word", place,
                MSG("\"{1}\" is defined twice; the first is in line {2}, column {3}, under "
                    "\"{4}\"",
                    id, str_fmt(r->arena, "%u", use->place.line),
                    str_fmt(r->arena, "%u", use->place.column), str_from(use->section)),
                MSG("each word is defined once in the whole agreement: rename one of them"));
    finding_also(r->findings, use->place);
    return false;
}
