// app/compare_out.c - a comparison as JSON and as CSV
#include "app/app_int.h"
#include "app/compare.h"

#include "base/csv.h"

#include <stdlib.h>

const char *cell_verdict_name(CellVerdict v) {
    switch (v) {
    case CELL_MATCH: return "match";
    case CELL_DIFFER: return "differ";
    case CELL_UNKNOWN: return "unknown";
    }
    abort();
}

static void add_json_cell(const App *app, Buf *b, const CellView *cell) {
    buf_add_byte(b, '{');
    json_add_text(b, "item", cell->item.id);
    json_add_text_or_null(b, "member", cell->member);
    json_add_text_or_null(b, "period", cell->period);
    json_add_text(b, "published", cell->published);
    json_add_text_or_null(b, "computed", cell->computed);
    json_add_text_or_null(b, "exact", cell->exact);
    json_add_text(b, "verdict", str_from(cell_verdict_name(cell->verdict)));
    json_add_message(app, b, "why", cell->why);
    json_add_text_or_null(b, "source", cell->source);
    json_add_place(b, cell->place);
    buf_add_byte(b, '}');
}

bool comparison_json(App *app, const Comparison *c, Out *out) {
    Buf *b = &out->buf;
    buf_add_c(b, "{\"cells\":[");
    for (size_t i = 0; i < c->count && out_spill(out); i++) {
        buf_add_c(b, i ? ",\n  " : "\n  ");
        add_json_cell(app, b, &c->cells[i]);
    }
    buf_add_byte(b, ']');
    json_add_int(b, "match", (int64_t)c->match_count);
    json_add_int(b, "differ", (int64_t)c->differ_count);
    json_add_int(b, "unknown", (int64_t)c->unknown_count);
    json_add_name(b, "findings");
    findings_json(app, b);
    buf_add_c(b, "}\n");
    return out_end(out);
}

bool comparison_csv(const Comparison *c, Out *out) {
    enum { COLUMNS = 8 };
    const Str head[COLUMNS] = {STR("item"),     STR("member"), STR("period"),  STR("published"),
                               STR("computed"), STR("exact"),  STR("verdict"), STR("source")};
    csv_add_row(&out->buf, head, COLUMNS, true);
    for (size_t i = 0; i < c->count && out_spill(out); i++) {
        const CellView *cell = &c->cells[i];
        const Str row[COLUMNS] = {cell->item.id,
                                  cell->member,
                                  cell->period,
                                  cell->published,
                                  cell->computed,
                                  cell->exact,
                                  str_from(cell_verdict_name(cell->verdict)),
                                  cell->source};
        csv_add_row(&out->buf, row, COLUMNS, true);
    }
    return out_end(out);
}
