// app/explain_json.c - explanations as JSON: a list of steps for each
#include "app/app_int.h"

static void add_fact(Buf *b, const FactView *f) {
    json_add_name(b, "fact");
    buf_add_byte(b, '{');
    json_add_text(b, "value", f->value);
    json_add_text_or_null(b, "source", f->source);
    json_add_text_or_null(b, "date", f->date);
    json_add_place(b, f->place);
    buf_add_byte(b, '}');
}

static void add_rounding(Buf *b, const StepView *s) {
    json_add_name(b, "rounding");
    buf_add_byte(b, '{');
    json_add_text_or_null(b, "to", s->rounding_step);
    json_add_text(b, "mode", str_from(s->rounding_mode));
    json_add_text(b, "value", s->rounded);
    buf_add_byte(b, '}');
}

static void add_payment(Buf *b, const StepView *s) {
    json_add_text(b, "from", s->from.id);
    json_add_text(b, "to", s->to.id);
    json_add_text(b, "currency", s->currency);
    json_add_text_or_null(b, "due", s->due);
    json_add_text_or_null(b, "due rule", s->due_rule);
}

static void add_step(const App *app, Buf *b, const StepView *s) {
    buf_add_byte(b, '{');
    json_add_text(b, "id", s->item.id);
    json_add_text(b, "kind", str_from(s->kind));
    json_add_text_or_null(b, "member", s->member);
    json_add_text_or_null(b, "period", s->period);
    json_add_text_or_null(b, "article", s->heading);
    json_add_text_or_null(b, "words", s->words);
    json_add_place(b, s->place);
    json_add_text_or_null(b, "formula", s->formula);
    json_add_text_or_null(b, "with numbers", s->with_numbers);
    json_add_text(b, "value", s->value);
    json_add_text_or_null(b, "unit", s->unit);
    json_add_text_or_null(b, "rows", s->rows);
    if (s->has_rounding) add_rounding(b, s);
    if (s->has_fact) add_fact(b, &s->fact);
    if (s->from.id.size) add_payment(b, s);
    json_add_message(app, b, "why", s->why);
    buf_add_byte(b, '}');
}

bool explanation_json(App *app, const ExplanationList *l, Out *out) {
    Buf *b = &out->buf;
    buf_add_byte(b, '{');
    json_add_text(b, "agreement", l->agreement.id);
    json_add_text(b, "version", l->version);
    json_add_name(b, "explanations");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count && out_spill(out); i++) {
        buf_add_c(b, i ? ",\n [" : "\n [");
        for (size_t k = 0; k < l->items[i].count; k++) {
            buf_add_c(b, k ? ",\n  " : "\n  ");
            add_step(app, b, &l->items[i].steps[k]);
        }
        buf_add_byte(b, ']');
    }
    buf_add_byte(b, ']');
    json_add_int(b, "left out", (int64_t)l->left_out);
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}
