// app/duty_json.c - duties as JSON
#include "app/duty_int.h"

bool duties_json(const DutyList *l, Buf *b) {
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count; i++) {
        const DutyView *d = &l->items[i];
        buf_add_c(b, i ? ",\n  {" : "\n  {");
        json_add_text(b, "id", d->name.id);
        json_add_text(b, "name", d->name.label);
        json_add_text(b, "section", str_from(d->section));
        json_add_text(b, "article", d->article);
        json_add_text(b, "who", d->who);
        json_add_text(b, "what", d->what);
        json_add_text_or_null(b, "towards", d->towards);
        json_add_text(b, "when", d->when);
        json_add_text_or_null(b, "first", d->first);
        json_add_text_or_null(b, "last", d->last);
        json_add_text_or_null(b, "amount", d->amount);
        json_add_text_or_null(b, "detail", d->detail);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
    return true;
}
