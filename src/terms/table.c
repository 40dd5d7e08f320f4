// terms/table.c - decision tables: the Markdown table above the block, cells in FEEL's letters
#include "terms/terms_int.h"

// ≤ ≥ − are written <= >= -. A blank after ≤ goes, so that the columns of what follows stay.
static Str plain_signs(Arena *a, Str cell) {
    static const struct {
        Str sign, plain;
        bool is_wider;
    } signs[] = {
        {{"≤", 3}, {"<=", 2}, true}, {{"≥", 3}, {">=", 2}, true}, {{"−", 3}, {"-", 1}, false}};
    Buf out = {.arena = a};
    for (size_t at = 0; at < cell.size;) {
        size_t i = 0;
        Str rest = str_part(cell, at, 3);
        while (i < 3 && !str_is(rest, signs[i].sign)) i++;
        if (i == 3) {
            buf_add_byte(&out, cell.at[at++]);
            continue;
        }
        buf_add(&out, signs[i].plain);
        at += 3;
        if (signs[i].is_wider && at < cell.size && cell.at[at] == ' ') at++;
    }
    return buf_str(&out);
}

static bool has_signs(Str cell) {
    return str_find(cell, STR("\xE2"), 0) >= 0;
}

// The header and the names of rows stay as they are.
static const TextTable *with_plain_signs(Arena *a, const TextTable *from, bool has_row_names) {
    TextTable *t = ARENA_NEW(a, TextTable);
    size_t count = from->row_count * from->column_count;
    *t = *from;
    t->cells = ARENA_ARRAY(a, TableCell, count);
    for (size_t i = 0; i < count; i++) {
        t->cells[i] = from->cells[i];
        bool is_name = i < from->column_count || (has_row_names && i % from->column_count == 0);
        if (!is_name && has_signs(from->cells[i].text))
            t->cells[i].text = plain_signs(a, from->cells[i].text);
    }
    return t;
}

static const TextTable *table_above(TermsReader *r, const Entry *e) {
    const Provision *p = &r->document->provisions[e->provision];
    if (e->piece > 0 && p->pieces[e->piece - 1].kind == TEXT_TABLE)
        return p->pieces[e->piece - 1].table;
    terms_fault(
        r, "table-missing", e->place,
        MSG("no Markdown table stands directly above the block that defines \"{1}\"", e->id),
        MSG("put the table before this block, in the same article, with no words between; "
            "each row begins with |"));
    return NULL;
}

// Does an earlier entry of the same block read the table above it?
static bool is_taken(const TermsReader *r, const Entry *e) {
    while (e > r->entries.items) {
        e--;
        if (e->provision != e[1].provision || e->piece != e[1].piece) return false;
        if (e->section->kind == SECTION_TABLES) return true;
    }
    return false;
}

static void bind(TermsReader *r, const Entry *e, Item *item) {
    const TextTable *above = table_above(r, e);
    if (!above) return;
    if (is_taken(r, e)) {
        terms_fault(
            r, "table-missing", e->place,
            MSG("the table above this block is read by another entry already: \"{1}\"", e->id),
            MSG("give each decision table a Markdown table and a block of its own"));
        return;
    }
    size_t columns = item->input_count + item->output_count;
    if (above->column_count == columns || above->column_count == columns + 1) {
        item->table = with_plain_signs(r->arena, above, above->column_count > columns);
        return;
    }
    terms_fault(r, "table-columns", e->place,
                MSG("\"{1}\" has {2} inputs and outputs, but the table above has {3} columns",
                    e->id, str_fmt(r->arena, "%zu", columns),
                    str_fmt(r->arena, "%zu", above->column_count)),
                MSG("name as many as there are columns; one more column on the left may hold the "
                    "names of the rows"));
}

static Formula *read_list(TermsReader *r, const YamlNode *n, size_t *ret_count) {
    size_t count = terms_each_count(n);
    if (!count && !terms_is_empty(n))
        terms_fault(r, "missing-key", n->place,
                    MSG("a decision table wants at least one column here"),
                    MSG("write [first, second]"));
    Formula *list = ARENA_ARRAY(r->arena, Formula, count);
    *ret_count = count;
    for (size_t i = 0; i < count; i++) list[i] = terms_formula(terms_each(n, i));
    return list;
}

void terms_read_table(TermsReader *r, const Entry *e, Item *item) {
    const YamlNode *hit = yaml_find(e->node, "hit");
    terms_read_per(r, yaml_find(e->node, "per"), r->terms->period, item);
    item->type = terms_formula(yaml_find(e->node, "type"));
    item->unit = terms_formula(yaml_find(e->node, "unit"));
    item->hit_policy = terms_is_word(hit) ? hit->text : STR("U");
    item->inputs = read_list(r, yaml_find(e->node, "inputs"), &item->input_count);
    item->outputs = read_list(r, yaml_find(e->node, "outputs"), &item->output_count);
    if (item->input_count && item->output_count) bind(r, e, item);
}
