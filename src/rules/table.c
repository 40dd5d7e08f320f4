// rules/table.c - a Markdown table of the agreement becomes a DMN decision table
//
// The header row is for readers; the terms block names inputs and outputs in order. In cells the
// signs of paper may stand for those of FEEL: ≤ ≥ − ＜ ＞ and full-width digits' companions.
#include "rules/rules_int.h"

static const struct {
    const char *paper, *feel;
} cell_signs[] = {
    {"≤", "<="}, {"≥", ">="}, {"−", "-"},  {"＜", "<"}, {"＞", ">"},
    {"（", "("}, {"）", ")"}, {"，", ","}, {"–", "-"},  {"×", "*"},
};

static size_t put_sign(Buf *b, Str text, size_t at) {
    Str here = str_part(text, at, text.size);
    for (size_t i = 0; i < sizeof cell_signs / sizeof cell_signs[0]; i++) {
        Str paper = str_from(cell_signs[i].paper);
        if (!str_starts_with(here, paper)) continue;
        buf_add_c(b, cell_signs[i].feel);
        return paper.size;
    }
    buf_add_byte(b, text.at[at]);
    return 1;
}

// Texts in quotes stay as they are.
static Str cell_text(Arena *a, Str text) {
    Buf b = {.arena = a};
    bool is_quoted = false;
    for (size_t at = 0; at < text.size;) {
        if (text.at[at] == '"' && (at == 0 || text.at[at - 1] != '\\')) is_quoted = !is_quoted;
        if (is_quoted)
            buf_add_byte(&b, text.at[at++]);
        else
            at += put_sign(&b, text, at);
    }
    return buf_str(&b);
}

static DmnCell cell_from(Arena *a, const TableCell *cell) {
    Str text = cell_text(a, str_trim(cell->text));
    return (DmnCell){text.size > 0 ? text : STR("-"), cell->place};
}

static DmnCell *cells_from_formulas(Arena *a, const Formula *formulas, size_t count) {
    DmnCell *cells = ARENA_ARRAY(a, DmnCell, count);
    for (size_t i = 0; i < count; i++) cells[i] = (DmnCell){formulas[i].text, formulas[i].place};
    return cells;
}

// Columns before the inputs: rule labels.
static bool label_columns(Builder *b, const Item *item, size_t *ret) {
    size_t wanted = item->input_count + item->output_count;
    size_t have = item->table ? item->table->column_count : 0;
    if (item->table && (have == wanted || have == wanted + 1)) {
        *ret = have - wanted;
        return true;
    }
    Str count = str_fmt(b->arena, "%zu", wanted), found = str_fmt(b->arena, "%zu", have);
    finding_add(b->findings, SEVERITY_ERROR, "table-columns", item->place,
                MSG("\"{1}\" names {2} inputs and outputs, its table has {3} columns", item->id,
                    count, found),
                MSG("name every column in order; a first column of labels may be left out"));
    return false;
}

static bool hit_policy_of(Builder *b, const Item *item, DmnHitPolicy *ret) {
    if (!item->hit_policy.at) {
        *ret = DMN_UNIQUE;
        return true;
    }
    if (dmn_hit_policy_parse(item->hit_policy, ret)) return true;
    finding_add(b->findings, SEVERITY_ERROR, "table-hit-policy", item->place,
                MSG("\"{1}\" is no hit policy", item->hit_policy),
                MSG("hit policies are U, A, P, F, R, O, C, C+, C<, C>, C#"));
    return false;
}

static const FeelType **output_types(Builder *b, const Item *item) {
    if (!item->type.text.at || item->output_count != 1) return NULL;
    const FeelType *type = str_is(item->type.text, STR("integer")) ? feel_type(FEEL_NUMBER)
                           : str_is(item->type.text, STR("party")) ? feel_type(FEEL_STRING)
                                                                   : NULL;
    if (!type) type = feel_type_parse(b->arena, item->type.text);
    if (!type) return NULL;
    const FeelType **types = ARENA_ARRAY(b->arena, const FeelType *, 1);
    types[0] = type;
    return types;
}

const DmnTable *rule_compile_table(Builder *b, const Item *item, View *v) {
    size_t labels;
    DmnHitPolicy policy;
    if (!label_columns(b, item, &labels) || !hit_policy_of(b, item, &policy)) return NULL;
    const TextTable *t = item->table;
    size_t columns = item->input_count + item->output_count;
    size_t rules = t->row_count > 0 ? t->row_count - 1 : 0;
    DmnCell *cells = ARENA_ARRAY(b->arena, DmnCell, rules * columns);
    for (size_t r = 0; r < rules; r++)
        for (size_t c = 0; c < columns; c++) {
            const TableCell *cell = &t->cells[(r + 1) * t->column_count + labels + c];
            cells[r * columns + c] = cell_from(b->arena, cell);
            view_add_member_names(v, cells[r * columns + c].text);
        }
    for (size_t i = 0; i < item->input_count; i++) view_add_member_names(v, item->inputs[i].text);
    DmnTableText text = {
        .name = item->id,
        .place = item->place,
        .hit_policy = policy,
        .inputs = cells_from_formulas(b->arena, item->inputs, item->input_count),
        .input_count = item->input_count,
        .outputs = cells_from_formulas(b->arena, item->outputs, item->output_count),
        .output_types = output_types(b, item),
        .output_count = item->output_count,
        .cells = cells,
        .rule_count = rules,
    };
    const DmnTable *table = dmn_table_compile(b->arena, &text, v->scope, b->findings);
    if (table) dmn_table_analyse(b->arena, table, b->findings);
    return table;
}
