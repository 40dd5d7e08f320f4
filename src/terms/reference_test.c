// terms/reference_test.c - the table of sections is whole, and its page shows all of it
#include "terms/sections.h"
#include "terms/terms_test.h"

static bool has(Str page, const char *text) {
    return str_find(page, str_from(text), 0) >= 0;
}

static void check_fields(FieldTable fields) {
    for (size_t i = 0; i < fields.count; i++) {
        const Field *f = &fields.items[i];
        bool wants_choices = f->type == FIELD_CHOICE || f->type == FIELD_CHOICES;
        assert_true(f->key[0] && f->doc_en[0] && f->doc_zh[0]);
        assert_int_equal(wants_choices, f->choices != NULL);
        assert_int_equal(utf8_find_fault(str_from(f->doc_zh)), -1);
        for (size_t k = 0; k < i; k++) assert_string_not_equal(fields.items[k].key, f->key);
    }
}

static void every_key_is_documented_in_both_languages(void **state) {
    (void)state;
    check_fields(fields_of_front());
    check_fields(fields_of_party());
    check_fields(fields_of_term());
    check_fields(fields_of_rounding());
    check_fields(fields_of_entry());
    for (size_t i = 0; i < section_count(); i++) {
        const Section *s = section_at(i);
        assert_true(s->doc_en[0] && s->doc_zh[0]);
        assert_ptr_equal(section_find(str_from(s->key)), s);
        check_fields((FieldTable){s->fields, s->field_count});
    }
}

static void the_page_shows_every_section_and_key(void **state) {
    (void)state;
    Arena *a = arena_new();
    Str en = terms_reference(a, STR("en")), zh = terms_reference(a, STR("zh_CN"));
    for (size_t i = 0; i < section_count(); i++) {
        const Section *s = section_at(i);
        assert_true(has(en, str_fmt(a, "\n## `%s`\n", s->key).at));
        assert_true(has(zh, s->doc_zh));
        for (size_t k = 0; k < s->field_count; k++) {
            assert_true(has(en, str_fmt(a, "| `%s` |", s->fields[k].key).at));
            assert_true(has(zh, s->fields[k].doc_zh));
        }
    }
    assert_true(has(en, "| `rounding` | rounding | required |"));
    assert_true(has(en, "`half even`, `half up`"));
    assert_true(has(zh, "必填"));
    arena_free(a);
}

// The page is Markdown with tables: it reads as a document of this very program.
static void the_page_is_well_formed_markdown(void **state) {
    (void)state;
    Arena *a = arena_new();
    Findings f = {.arena = a};
    Str page = terms_reference(a, STR("en"));
    const Document *d =
        text_parse(a, STR("p"), str_fmt(a, "---\na: 1\n---\n%.*s", STR_ARG(page)), &f);
    assert_string_equal(findings_lines(a, &f, SEVERITY_NOTE), "");
    size_t tables = 0;
    for (size_t i = 0; i < d->provision_count; i++)
        for (size_t k = 0; k < d->provisions[i].piece_count; k++) {
            const TextTable *t = d->provisions[i].pieces[k].table;
            if (!t) continue;
            tables++;
            assert_int_equal(t->column_count, 4);
        }
    assert_int_equal(tables, section_count() - 1 + 5); // pools have no keys of their own
    arena_free(a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_documented_in_both_languages),
        cmocka_unit_test(the_page_shows_every_section_and_key),
        cmocka_unit_test(the_page_is_well_formed_markdown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
