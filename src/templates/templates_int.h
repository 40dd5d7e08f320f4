// templates/templates_int.h - what the files of this room share
#ifndef SOFTLAW_TEMPLATES_TEMPLATES_INT_H
#define SOFTLAW_TEMPLATES_TEMPLATES_INT_H

#include "templates/templates.h"
#include "text/text.h"

enum { LANG_COUNT = 2, LIST_MAX = 50, ANSWER_CHARS_MAX = 200, FILLED_BYTES_MAX = 1 << 20 };

// A word with a name in each language, or (`constants`) a text that may hold places to fill in.
typedef struct Word {
    Str key;
    Bilingual name;
} Word;

// A file that was read: the template itself or a part that it includes.
typedef struct TemplateFile {
    Str name, source, body;
} TemplateFile;

struct Template {
    TemplateFile own;
    Bilingual title, purpose;
    struct Questions {
        TemplateQuestion *items;
        size_t count, capacity;
    } questions;
    struct Words {
        Word *items;
        size_t count, capacity;
    } words;
    struct TemplateParts {
        TemplateFile *items;
        size_t count, capacity;
    } parts;
    Map question_index, word_index, part_index;
};

// The answer to one question, in its canonical form.
typedef struct Answer {
    bool is_given;
    Str *items; // one, or those of a list
    size_t count;
} Answer;

struct Answers {
    Arena *arena;
    const Template *template;
    Lang lang;
    Answer *given; // by question
};

// What holds: the answer given, else the fallback.
Answer answer_of(Arena *a, const Answers *w, size_t question);
bool condition_parse(Str text, Condition *ret);
bool condition_holds(const Answers *w, Condition c);
bool question_is_list(const TemplateQuestion *q);
const Choice *choice_find(const TemplateQuestion *q, Str value);

// The source of a part by its name.
bool part_find(Str name, Str *ret_source);

// A number as people write it: "1,234,567.5", "6000万".
Str number_in_words(Arena *a, Lang lang, Str number, bool is_amount);
// "1 January 2027", "2027年1月1日"
Str date_in_words(Arena *a, Lang lang, Str date);
// "Article 12", "第十二条"
Str article_in_words(Arena *a, Lang lang, unsigned number);

#endif
