// templates/catalogue.c - the templates that are compiled into the program, and their parts
//
// The folder templates/ is the list: the Makefile makes texts.h of it, in the order of names.
#include "templates/templates_int.h"

#include "templates/texts.h"

#include <assert.h>

enum {
    TEMPLATE_COUNT = sizeof template_texts / sizeof template_texts[0],
    PART_COUNT = sizeof part_texts / sizeof part_texts[0],
};

static bool text_find(const TextEntry *texts, size_t count, Str name, size_t *ret) {
    for (size_t i = 0; i < count; i++)
        if (str_is(str_from(texts[i].name), name)) return *ret = i, true;
    return false;
}

size_t catalogue_count(void) {
    return TEMPLATE_COUNT;
}

Str catalogue_name(size_t index) {
    assert(index < TEMPLATE_COUNT);
    return str_from(template_texts[index].name);
}

Str catalogue_source(size_t index) {
    assert(index < TEMPLATE_COUNT);
    return (Str){template_texts[index].text, template_texts[index].size};
}

bool catalogue_find(Str name, size_t *ret_index) {
    return text_find(template_texts, TEMPLATE_COUNT, name, ret_index);
}

bool part_find(Str name, Str *ret_source) {
    size_t index;
    if (!text_find(part_texts, PART_COUNT, name, &index)) return false;
    *ret_source = (Str){part_texts[index].text, part_texts[index].size};
    return true;
}
