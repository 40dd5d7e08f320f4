// app/dmn_convert.c - decision tables between .dmn, Markdown and CSV, and between versions of DMN
#include "app/dmn.h"
#include "app/dmn_int.h"

#include "base/csv.h"
#include "base/file.h"

typedef enum Form { FORM_DMN, FORM_MARKDOWN, FORM_CSV, FORM_COUNT } Form;

static const char *const endings[FORM_COUNT] = {".dmn", ".md", ".csv"};

static Form form_of(Str path) {
    for (int i = FORM_MARKDOWN; i < FORM_COUNT; i++)
        if (str_ends_with(path, str_from(endings[i]))) return (Form)i;
    return FORM_DMN;
}

// ---- reading ------------------------------------------------------------------------------------

static bool is_sheet(const TextTable *t) {
    Str first = t->cells[0].text, mark;
    DmnHitPolicy p;
    return str_next(&first, ' ', &mark) && dmn_hit_policy_parse(mark, &p);
}

static DmnGrid grid_of_table(Arena *a, const TextTable *t) {
    size_t count = t->row_count * t->column_count;
    DmnGrid g = {ARENA_ARRAY(a, DmnCell, count), t->row_count, t->column_count};
    for (size_t i = 0; i < count; i++) g.cells[i] = (DmnCell){t->cells[i].text, t->cells[i].place};
    return g;
}

static void read_markdown(App *app, DmnSource source, DmnGridList *ret) {
    Findings unwanted = {.arena = app->arena}; // the page need not be an agreement
    const Document *d = text_parse(app->arena, source.file, source.text, &unwanted);
    for (size_t i = 0; i < d->provision_count; i++)
        for (size_t k = 0; k < d->provisions[i].piece_count; k++) {
            const TextTable *t = d->provisions[i].pieces[k].table;
            if (t && is_sheet(t)) *VEC_ADD(app->arena, ret) = grid_of_table(app->arena, t);
        }
}

static bool read_csv(App *app, DmnSource source, DmnGridList *ret, Err *err) {
    Err own = {.code = ERR_NONE};
    struct Cells {
        DmnCell *items;
        size_t count, capacity;
    } cells = {0};
    CsvReader *r = csv_open(app->arena, source.file, source.text, ',');
    size_t width = 0;
    while (csv_next(r, &own)) {
        width = r->count;
        for (size_t i = 0; i < r->count; i++)
            *VEC_ADD(app->arena, &cells) =
                (DmnCell){str_trim(str_copy(app->arena, r->fields[i])), csv_place(r, i)};
    }
    if (own.code) {
        *err = own;
        return false;
    }
    if (width) *VEC_ADD(app->arena, ret) = (DmnGrid){cells.items, cells.count / width, width};
    return true;
}

static bool read_grids(App *app, Form form, DmnSource source, Str name, DmnGridList *ret,
                       Err *err) {
    if (form == FORM_DMN) return dmn_grids_read(app->arena, source, name, ret, err);
    if (form == FORM_CSV) return read_csv(app, source, ret, err);
    read_markdown(app, source, ret);
    return true;
}

// ---- writing ------------------------------------------------------------------------------------

// Markdown takes these marks for its own.
static void add_markdown_cell(Buf *b, Str text) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] && strchr("\\|*_<[]`&~", text.at[i])) buf_add_byte(b, '\\');
        buf_add_byte(b, text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i]);
    }
}

static void write_markdown(Buf *b, const DmnGrid *g) {
    for (size_t row = 0; row < g->row_count; row++) {
        for (size_t i = 0; i < g->column_count; i++) {
            buf_add_c(b, "| ");
            add_markdown_cell(b, g->cells[row * g->column_count + i].text);
            buf_add_byte(b, ' ');
        }
        buf_add_c(b, "|\n");
        for (size_t i = 0; row == 0 && i < g->column_count; i++) buf_add_c(b, "|---");
        if (row == 0) buf_add_c(b, "|\n");
    }
}

static void write_csv(Arena *a, Buf *b, const DmnGrid *g) {
    Str *fields = ARENA_ARRAY(a, Str, g->column_count);
    for (size_t row = 0; row < g->row_count; row++) {
        for (size_t i = 0; i < g->column_count; i++)
            fields[i] = g->cells[row * g->column_count + i].text;
        csv_add_row(b, fields, g->column_count, false);
    }
}

static bool write_grids(App *app, Form form, DmnVersion version, const DmnGridList *grids, Out *out,
                        Err *err) {
    if (!grids->count)
        return err_set(err, ERR_NOT_FOUND, MSG("there is no decision table"),
                       MSG("the header begins with the hit policy: | U name | … |"));
    if (grids->count > 1 && form != FORM_MARKDOWN)
        return err_set(err, ERR_INPUT, MSG("there are several decision tables"),
                       MSG("choose one with --decision"));
    for (size_t i = 0; i < grids->count; i++) {
        if (i) buf_add_byte(&out->buf, '\n');
        if (form == FORM_MARKDOWN)
            write_markdown(&out->buf, &grids->items[i]);
        else if (form == FORM_CSV)
            write_csv(app->arena, &out->buf, &grids->items[i]);
        else
            dmn_grid_write(app->arena, &grids->items[i], version, &out->buf, &app->findings);
    }
    return true;
}

bool app_dmn_convert(App *app, const DmnConversion *c, Out *out, Err *err) {
    DmnSource source = {.file = c->path};
    Form from = form_of(c->path), to = (Form)c->form;
    DmnVersion version = c->is_latest ? DMN_1_5 : DMN_1_3;
    DmnGridList grids = {0};
    if (!file_read_text(app->arena, c->path, LIMIT_DOCUMENT_BYTES, &source.text, err)) return false;
    *VEC_ADD(app->arena, &app->sources) = (SourceText){c->path, source.text};
    if (from == FORM_DMN && to == FORM_DMN) {
        Buf changed = {.arena = app->arena};
        Err own = {.code = ERR_NONE};
        bool done = dmn_version_change(app->arena, source, version, &changed, &app->findings, &own);
        if (done) buf_add(&out->buf, buf_str(&changed));
        if (own.code) *err = own;
        return !own.code && out_end(out);
    }
    return read_grids(app, from, source, c->decision, &grids, err) &&
           write_grids(app, to, version, &grids, out, err) && out_end(out);
}
