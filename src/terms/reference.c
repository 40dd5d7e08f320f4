// terms/reference.c - the table of sections as a page for those who write agreements
#include "terms/terms_int.h"

typedef struct Page {
    Buf out;
    bool is_chinese;
} Page;

static const char *pick(const Page *p, const char *en, const char *zh) {
    return p->is_chinese ? zh : en;
}

static void add_choices(Page *p, const char *choices) {
    Str rest = str_from(choices);
    bool is_first = true;
    for (Str choice; str_next(&rest, '|', &choice); is_first = false)
        buf_add_fmt(&p->out, "%s`%.*s`", is_first ? ": " : ", ", STR_ARG(choice));
}

static void add_rows(Page *p, FieldTable fields) {
    buf_add_fmt(&p->out, "\n| %s | %s | | %s |\n|---|---|---|---|\n", pick(p, "key", "键"),
                pick(p, "value", "值"), pick(p, "meaning", "含义"));
    for (size_t i = 0; i < fields.count; i++) {
        const Field *f = &fields.items[i];
        buf_add_fmt(&p->out, "| `%s` | %s", f->key, field_type_name(f->type, p->is_chinese));
        if (f->choices) add_choices(p, f->choices);
        buf_add_fmt(&p->out, " | %s | %s |\n", f->is_required ? pick(p, "required", "必填") : "",
                    pick(p, f->doc_en, f->doc_zh));
    }
}

static void add_part(Page *p, const char *heading, const char *doc, FieldTable fields) {
    buf_add_fmt(&p->out, "\n## %s\n\n%s\n", heading, doc);
    add_rows(p, fields);
}

static void add_section(Page *p, const Section *s) {
    buf_add_fmt(&p->out, "\n## `%s`\n\n%s\n", s->key, pick(p, s->doc_en, s->doc_zh));
    if (s->brief)
        buf_add_fmt(
            &p->out, "\n%s\n",
            pick(p, "Short form: the value alone, without keys.", "简写：直接写值，不写键。"));
    if (s->may_be_single)
        buf_add_fmt(&p->out, "\n%s\n",
                    pick(p, "The keys may stand directly under the section, or under names.",
                         "各键可直接写在本节之下，也可分别写在各名称之下。"));
    if (s->field_count) add_rows(p, (FieldTable){s->fields, s->field_count});
}

Str terms_reference(Arena *a, Str language) {
    Page p = {.out = {.arena = a}, .is_chinese = str_starts_with(language, STR("zh"))};
    buf_add_fmt(&p.out, "# %s\n", pick(&p, "Keys of an agreement", "协议文本的键"));
    add_part(&p, pick(&p, "Front matter", "文首"),
             pick(&p, "Between two lines `---` at the beginning of the file.",
                  "写在文件开头两行`---`之间。"),
             fields_of_front());
    add_part(&p, "`parties`", pick(&p, "Of each party.", "每一方的键。"), fields_of_party());
    add_part(&p, "`term`", pick(&p, "Of the term.", "期限的键。"), fields_of_term());
    add_part(&p, pick(&p, "Every entry", "各条目通用"),
             pick(&p, "Every entry of every section may have these.", "各节的每个条目都可使用。"),
             fields_of_entry());
    for (size_t i = 0; i < section_count(); i++) add_section(&p, section_at(i));
    add_part(
        &p, "`rounding`",
        pick(&p, "Of payments and formulas; or the word `none`.", "用于支付和算式；或写`none`。"),
        fields_of_rounding());
    return buf_str(&p.out);
}

Str terms_section_name(size_t index) {
    return index < section_count() ? str_from(section_at(index)->key) : (Str){NULL, 0};
}

Str terms_front_key(size_t index) {
    FieldTable front = fields_of_front();
    return index < front.count ? str_from(front.items[index].key) : (Str){NULL, 0};
}
