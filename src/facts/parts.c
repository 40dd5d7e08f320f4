// facts/parts.c - a large CSV is cut at row ends and read on several threads
//
// A cut may fall inside a field in quotes, and what is told of rows must be told in order; so where
// there are quotes, or anything to tell, the file is read anew by one thread.
#include "facts/facts_int.h"

#include "base/limits.h"
#include "base/parallel.h"

typedef struct Parts {
    const FactText *text;
    CsvPart *items;
} Parts;

static void read_part(void *self, size_t index) {
    const Parts *p = self;
    csv_read_part(p->text, &p->items[index]);
}

static size_t row_end(Str text, size_t from) {
    const char *hit = memchr(text.at + from, '\n', text.size - from);
    return hit ? (size_t)(hit - text.at) + 1 : text.size;
}

static void open_part(CsvPart *p, const FactTable *t, size_t first, size_t end) {
    Arena *a = arena_new();
    *p = (CsvPart){.arena = a, .table = fact_table_new(a, t->rules), .first = first, .end = end};
    p->table->is_slow = t->is_slow;
    p->header.arena = p->rows.arena = a;
}

static void free_arena(void *arena) {
    arena_free(arena);
}

static void tell_header(FactTable *t, const CsvPart *p, Findings *f) {
    for (size_t i = 0; i < p->header.count; i++) {
        Finding told = p->header.items[i];
        for (size_t k = 0; k < sizeof told.message.args / sizeof told.message.args[0]; k++)
            told.message.args[k] = str_copy(t->arena, told.message.args[k]);
        finding_add(f, told.severity, told.rule, told.place, told.message, told.hint);
    }
}

static void join(FactTable *t, CsvPart *parts, size_t count, Findings *f) {
    uint32_t lines = 0;
    tell_header(t, &parts[0], f);
    for (size_t i = 0; i < count; i++) {
        table_join(t, parts[i].table, lines);
        lines += parts[i].lines;
        arena_defer(t->arena, free_arena, parts[i].arena);
    }
}

// Members of one set, each counted as often as it occurs, must not be too many.
static bool fits(const FactTable *t, const CsvPart *parts, size_t count) {
    for (size_t set = 0; set < t->terms->set_count; set++) {
        size_t members = t->members[set].count;
        for (size_t i = 0; i < count; i++) members += parts[i].table->members[set].count;
        if (members > LIMIT_MEMBERS) return false;
    }
    return true;
}

bool csv_read_parts(FactTable *t, const FactText *text, Findings *f) {
    CsvPart items[PARALLEL_JOBS_MAX];
    size_t size = text->text.size, most = size / t->part_bytes_min, end = 0;
    size_t count = text->threads < most ? text->threads : most;
    if (count > PARALLEL_JOBS_MAX) count = PARALLEL_JOBS_MAX;
    if (count < 2) return false;
    for (size_t i = 0; i < count; i++) {
        size_t first = end, wanted = size / count * (i + 1);
        end = i + 1 == count ? size : row_end(text->text, wanted > first ? wanted : first);
        open_part(&items[i], t, first, end);
    }
    Parts p = {text, items};
    parallel_run(count, read_part, &p);
    bool is_read = fits(t, items, count);
    for (size_t i = 0; i < count; i++) is_read = is_read && items[i].is_read;
    if (is_read) join(t, items, count, f);
    for (size_t i = 0; i < count && !is_read; i++) arena_free(items[i].arena);
    return is_read;
}
