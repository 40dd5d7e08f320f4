// office/table.c - a decision table of a draft, cell by cell
//
// The page works without scripts: its buttons send the whole table and get it back changed. Only
// saving keeps anything.
#include "app/draft_table.h"
#include "office/office_int.h"

#include <stdlib.h>

typedef struct TableRow {
    Str number;
    const Str *cells;
    bool is_fired;
} TableRow;

typedef struct TablePage {
    Heading heading;
    Str id, version;
    const TableView *view;
    TableRow *rows;
    bool may_save;
} TablePage;

static Str page_hit_policy(const Page *p, Str mark) {
    static const struct {
        const char *mark, *text;
    } POLICIES[] = {
        {"U", N_("unique: at most one row applies")},
        {"A", N_("any: rows that apply must agree")},
        {"F", N_("first: the first row that applies")},
        {"P", N_("priority: the output that stands highest in the list of allowed values")},
        {"R", N_("list in the order of rows")},
        {"O", N_("list in the order of the allowed values")},
        {"C", N_("list in any order")},
        {"C+", N_("sum of the rows that apply")},
        {"C<", N_("least of the rows that apply")},
        {"C>", N_("greatest of the rows that apply")},
        {"C#", N_("number of rows that apply")},
    };
    for (size_t i = 0; i < sizeof POLICIES / sizeof *POLICIES; i++)
        if (str_is(mark, str_from(POLICIES[i].mark)))
            return str_from(lang_text(p->lang, POLICIES[i].text));
    return mark;
}

#include "base/html.h"

#include "office/layout.html.h"

#include "office/table.html.h"

// ---- what is sent -------------------------------------------------------------------------------

static bool read_question(const OfficeCall *c, TableQuestion *q, Err *err) {
    size_t typed_count;
    bool is_form = c->request->form_count > 0;
    // A page sends all its cells, and may have none left.
    bool is_whole = is_form && !office_is_api(c->request->path);
    Str version = is_form ? office_field(c, "version") : office_query(c->request, "version");
    *q = (TableQuestion){.draft = c->id,
                         .table =
                             is_form ? office_field(c, "name") : office_query(c->request, "name")};
    q->cells = office_fields(c, "cell", &q->cell_count);
    q->inputs = office_fields(c, "input", &q->input_count);
    q->typed = office_fields(c, "value", &typed_count);
    if (!is_whole && !office_field(c, "cell").at && !office_field(c, "do").at) q->cells = NULL;
    if (typed_count != q->input_count)
        return err_set(err, ERR_INPUT, MSG("there must be a value for each input"), NO_MSG);
    return page_number(version, "version", &q->version, err);
}

// ---- rows that come and go ----------------------------------------------------------------------

typedef struct RowChange {
    const char *what; // "add", "remove", "up"
    int64_t row;      // from 1
} RowChange;

static bool read_change(const OfficeCall *c, RowChange *ret, Err *err) {
    static const char *const CHANGES[] = {"add", "remove", "up"};
    Str rest = office_field(c, "do"), word = STR("");
    str_next(&rest, ' ', &word);
    *ret = (RowChange){NULL, 0};
    for (size_t i = 0; i < sizeof CHANGES / sizeof *CHANGES; i++)
        if (str_is(word, str_from(CHANGES[i]))) ret->what = CHANGES[i];
    if (!ret->what && word.size)
        return err_set(err, ERR_INPUT, MSG("\"{1}\" is no change of rows", word),
                       MSG("write add, remove N or up N"));
    return page_number(rest, "do", &ret->row, err);
}

// The cells after the change; rows that are not there change nothing.
static void change_rows(const OfficeCall *c, RowChange change, size_t columns, TableQuestion *q) {
    size_t size = columns * sizeof(Str), count = columns ? q->cell_count / columns : 0;
    Str *cells = ARENA_ARRAY(c->arena, Str, q->cell_count + columns + 1);
    bool is_there = change.row > 0 && (size_t)change.row <= count;
    Str *row = is_there ? cells + ((size_t)change.row - 1) * columns : NULL;
    if (q->cell_count) memcpy(cells, q->cells, q->cell_count * sizeof(Str));
    q->cells = cells;
    if (change.what[0] == 'a') {
        for (size_t i = 0; i < columns; i++) cells[q->cell_count++] = STR("");
    } else if (change.what[0] == 'r' && row) {
        memmove(row, row + columns, (count - (size_t)change.row) * size);
        q->cell_count -= columns;
    } else if (change.what[0] == 'u' && row && row > cells) {
        for (size_t i = 0; i < columns; i++) {
            Str above = row[i - columns];
            row[i - columns] = row[i];
            row[i] = above;
        }
    }
}

static const TableView *look(const OfficeCall *c, TableQuestion *q, Err *err) {
    RowChange change;
    if (!read_question(c, q, err) || !read_change(c, &change, err)) return NULL;
    if (change.what) {
        TableQuestion plain = {.draft = q->draft, .version = q->version, .table = q->table};
        const TableView *v = app_table(c->app, c->people, &plain, err);
        if (!v) return NULL;
        change_rows(c, change, v->column_count, q);
    }
    return app_table(c->app, c->people, q, err);
}

// ---- answers ------------------------------------------------------------------------------------

static bool write_page(const OfficeCall *c, const TableView *view, Out *out) {
    static const char *const SCRIPTS[] = {"resend.js", NULL};
    Page p = page_of(c);
    TablePage v = {.heading = {view->label, true},
                   .id = c->id,
                   .version = str_fmt(c->arena, "%lld", (long long)view->version),
                   .view = view,
                   .rows = ARENA_ARRAY(c->arena, TableRow, view->row_count + 1),
                   .may_save = page_may(c, "draft")};
    for (size_t i = 0; i < view->row_count; i++)
        v.rows[i] = (TableRow){str_fmt(c->arena, "%zu", i + 1),
                               view->cells + i * view->column_count, view->fired[i]};
    p.scripts = SCRIPTS;
    page_table(&out->buf, &p, &v);
    return out_end(out);
}

bool page_use_table(const OfficeCall *c, Out *out, Err *err) {
    TableQuestion q;
    const TableView *v = look(c, &q, err);
    return v && write_page(c, v, out);
}

bool use_table(const OfficeCall *c, Out *out, Err *err) {
    TableQuestion q;
    const TableView *v = look(c, &q, err);
    if (!v) return false;
    return office_is_api(c->request->path) ? table_view_json(&q, v, out) : write_page(c, v, out);
}

bool use_table_save(const OfficeCall *c, Out *out, Err *err) {
    TableQuestion q;
    int64_t version;
    return read_question(c, &q, err) &&
           app_table_save(c->app, c->people, c->who, &q, office_field(c, "summary"), &version,
                          err) &&
           page_done(c, str_fmt(c->arena, "/drafts/%.*s/edit", STR_ARG(c->id)), version, out);
}
