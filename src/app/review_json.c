// app/review_json.c - a review as JSON
#include "app/app_int.h"
#include "app/review.h"

#include "base/json.h"

static void add_words(Buf *b, const VerdictView *v) {
    json_add_name(b, "words");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->word_count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, v->words[i]);
    }
    buf_add_byte(b, ']');
}

static void add_verdict(Buf *b, const VerdictView *v) {
    buf_add_byte(b, '{');
    json_add_text(b, "verdict", str_from(v->verdict));
    json_add_text(b, "severity", str_from(v->severity));
    json_add_text(b, "confidence", str_from(v->confidence));
    json_add_text(b, "norm", v->norm);
    json_add_text(b, "law", v->law);
    json_add_text(b, "citation", v->citation);
    json_add_text(b, "article", v->article);
    json_add_text(b, "demands", v->demands);
    json_add_place(b, v->place);
    json_add_text_or_null(b, "heading", v->heading);
    json_add_text_or_null(b, "clause", v->clause);
    json_add_text(b, "why", v->why);
    add_words(b, v);
    json_add_text_or_null(b, "lacks", v->lacks);
    json_add_text(b, "cure", v->cure);
    buf_add_byte(b, '}');
}

static void add_texts(Buf *b, const char *name, const Str *texts, size_t count) {
    json_add_name(b, name);
    buf_add_byte(b, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) buf_add_byte(b, ',');
        json_add_string(b, texts[i]);
    }
    buf_add_byte(b, ']');
}

static void add_counts(Buf *b, const ReviewView *v) {
    json_add_int(b, "norms", (int64_t)v->norm_count);
    json_add_int(b, "clauses", (int64_t)v->clause_count);
    json_add_int(b, "violations", (int64_t)v->violations);
    json_add_int(b, "doubtful", (int64_t)v->doubts);
    json_add_int(b, "excepted", (int64_t)v->excepted);
    json_add_int(b, "for_a_person", (int64_t)v->for_person);
    json_add_int(b, "harmless", (int64_t)v->harmless);
}

static void add_laws(Buf *b, const ReviewView *v) {
    json_add_name(b, "laws");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->law_count; i++) {
        const LawView *law = &v->laws[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", law->id);
        json_add_text(b, "title", law->title);
        json_add_text(b, "citation", law->citation);
        json_add_text(b, "from", law->from);
        json_add_text_or_null(b, "source", law->source);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

void review_json(const ReviewView *v, bool with_harmless, Buf *b) {
    bool is_first = true;
    buf_add_byte(b, '{');
    json_add_text_or_null(b, "agreement", v->agreement.id);
    json_add_text_or_null(b, "title", v->agreement.label);
    json_add_text(b, "on", v->day);
    add_counts(b, v);
    add_laws(b, v);
    json_add_name(b, "verdicts");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < v->count; i++) {
        bool is_harmless = !strcmp(v->items[i].verdict, "harmless");
        if (is_harmless && !with_harmless) continue;
        buf_add_c(b, is_first ? "\n  " : ",\n  ");
        add_verdict(b, &v->items[i]);
        is_first = false;
    }
    buf_add_c(b, "]");
    add_texts(b, "reasons", v->reasons, v->reason_count);
    add_texts(b, "not_looked_at", v->not_seen, v->not_seen_count);
    buf_add_c(b, "}\n");
}
