// dmn/model_fuzz.c - any bytes as a decision model: it is read or refused, and what is read runs
// within its limits, twice to the same values; its tables are judged, and become grids that read
// back the same
#include "dmn/analyse.h"
#include "dmn/model.h"
#include "dmn/sheet.h"

#include <assert.h>

static FeelMachine *machine(void) {
    static FeelMachine *kept; // made once: a machine is large
    if (!kept)
        kept = feel_machine_new(
            (FeelLimits){.steps_max = 20000, .memory_bytes_max = 4 << 20, .depth_max = 64});
    return kept;
}

static void add_values(Arena *a, Buf *b, const DmnModel *model) {
    DmnRun *run = dmn_run_new(a, machine(), model);
    for (size_t i = 0; i < dmn_model_element_count(model) && i < 64; i++) {
        DmnElement e = dmn_model_element(model, i);
        bool found;
        if (e.kind == DMN_INPUT) {
            assert(dmn_run_input(run, e.space, e.name, feel_integer((int64_t)i)) || !e.name.size);
            continue;
        }
        FeelValue v = dmn_run_value(run, e.name, &found);
        buf_add(b, feel_to_json(a, v));
        buf_add_byte(b, '\n');
    }
}

static void judge_tables(Arena *a, const DmnModel *model) {
    Findings f = {.arena = a};
    for (size_t i = 0; i < dmn_model_table_count(model); i++)
        dmn_table_analyse(a, dmn_model_table(model, i), &f);
}

static void assert_same_cells(const DmnGrid *x, const DmnGrid *y) {
    assert(x->row_count == y->row_count && x->column_count == y->column_count);
    for (size_t i = x->column_count; i < x->row_count * x->column_count; i++)
        assert(i % x->column_count == 0 || str_is(x->cells[i].text, y->cells[i].text));
}

// A grid written as a model, read, written and read again stays as it is.
static void convert_tables(Arena *a, DmnSource source) {
    DmnGridList grids = {0}, once = {0}, twice = {0};
    Err err = {0};
    Findings f = {.arena = a};
    assert(dmn_grids_read(a, source, (Str){NULL, 0}, &grids, &err));
    for (size_t i = 0; i < grids.count && i < 8; i++) {
        Buf first = {.arena = a}, second = {.arena = a};
        if (!dmn_grid_write(a, &grids.items[i], DMN_1_3, &first, &f)) continue;
        once.count = twice.count = 0;
        assert(
            dmn_grids_read(a, (DmnSource){STR("1"), buf_str(&first)}, (Str){NULL, 0}, &once, &err));
        assert(once.count == 1 && dmn_grid_write(a, &once.items[0], DMN_1_5, &second, &f));
        assert(dmn_grids_read(a, (DmnSource){STR("2"), buf_str(&second)}, (Str){NULL, 0}, &twice,
                              &err));
        assert_same_cells(&once.items[0], &twice.items[0]);
    }
    Buf changed = {.arena = a};
    if (dmn_version_change(a, source, DMN_1_5, &changed, &f, &err)) {
        DmnHead head;
        assert(dmn_source_head(a, (DmnSource){STR("3"), buf_str(&changed)}, &head, &err));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    Arena *a = arena_new();
    Err err = {0};
    Findings findings = {.arena = a};
    DmnSource source = {STR("fuzz"), {(const char *)data, size}};
    const DmnModel *strict =
        dmn_model_read(a, &source, 1, (DmnModelOptions){.is_lenient = false}, &findings, &err);
    assert((strict == NULL) == (err.code != ERR_NONE));
    if (strict) {
        Findings warnings = {.arena = a};
        const DmnModel *lenient =
            dmn_model_read(a, &source, 1, (DmnModelOptions){.is_lenient = true}, &warnings, &err);
        assert(lenient && warnings.error_count == 0);
        Buf once = {.arena = a}, twice = {.arena = a};
        add_values(a, &once, lenient);
        add_values(a, &twice, lenient);
        assert(str_is(buf_str(&once), buf_str(&twice)));
        judge_tables(a, strict);
        convert_tables(a, source);
    }
    arena_free(a);
    return 0;
}
