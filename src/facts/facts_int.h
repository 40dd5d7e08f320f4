// facts/facts_int.h - how facts lie in memory
//
// A column holds one quantity in one period, for fixed members of all its sets but one: the row
// set, which is its open set or its last one. Within a column facts are ordered by the member of
// the row set. Columns are chains of chunks, so that nothing is copied while they grow; facts that
// come out of order are put in order when the file is at its end. A fact is its value in 8 bytes,
// and member, line and origin, which a regular chunk holds for all its facts at once.
#ifndef SOFTLAW_FACTS_FACTS_INT_H
#define SOFTLAW_FACTS_FACTS_INT_H

#include "facts/facts.h"

// ---- members of open sets (members.c) -----------------------------------------------------------

// In order of first appearance. An id lies behind its size in a block of text.
typedef struct Members {
    Arena *arena;
    struct {
        char **items;
        size_t count, capacity;
    } blocks;
    size_t block_size, block_used; // of the last block
    struct {
        uint32_t **items; // pages of places: block and offset
        size_t count, capacity;
    } pages;
    uint32_t count;
    Arena *slot_arena; // of the slots alone: they are left behind as they grow
    uint32_t *slots;   // a few bits of the hash, and the index plus one; 0 = free
    size_t slot_count;
    // What was found last: the next row is often about the same member or the one behind. The ids
    // of both; absent where there is none, or where it would stand in quotes in CSV.
    uint32_t last;
    Str near[2];
} Members;

Str members_id(const Members *m, uint32_t index);
// The index of `id`, which is added if it is new; false where the set is full.
bool members_intern(Members *m, Str id, uint32_t *ret);
// All members of `from`, which is left empty; `m` was empty. Their ids stay where they are.
void members_take(Members *m, Members *from);
// The next row is expected to be about `index` or the member behind.
void members_move(Members *m, uint32_t index);

// ---- columns (column.c) -------------------------------------------------------------------------

typedef struct Fact {
    uint32_t row, line, origin;
    uint64_t value; // packed, see value.c
} Fact;

// While its facts follow a rule, a chunk keeps the rule only: rows one after the other, lines at a
// constant distance (in 32 bits that wrap around), one origin. What does not follow is listed.
typedef struct Chunk Chunk;
struct Chunk {
    Chunk *next;
    uint32_t count, capacity;
    uint32_t first_row, first_line, line_stride, origin;
    uint32_t *rows, *lines, *origins; // NULL while there is a rule
    uint64_t values[];
};

static inline uint32_t chunk_row(const Chunk *c, uint32_t at) {
    return c->rows ? c->rows[at] : c->first_row + at;
}

typedef struct Column {
    uint32_t item;
    uint32_t members[LIMIT_SET_DIMENSIONS]; // that of the row set is 0
    int64_t period;
    Chunk *first, *last;
    size_t count;
    uint32_t last_row; // of the fact appended last
    bool is_unsorted;
    struct {
        Chunk **items; // all of them
        size_t count, capacity;
    } chunks;
} Column;

void column_append(Arena *a, Column *c, const Fact *fact);
// The first fact whose row is at least `row`. The facts must be in order.
bool column_seek(const Column *c, uint32_t row, Chunk **ret_chunk, uint32_t *ret_at);
// The chunks of `from` behind those that are there.
void column_link(Arena *a, Column *c, const Column *from);
Fact chunk_fact(const Chunk *c, uint32_t at);
// Order the facts by row. Of those with the same row one stays: the first, or the later one where
// `replaces` says so.
void column_sort(Arena *a, Column *c,
                 bool (*replaces)(void *self, const Column *c, Fact first, Fact later), void *self);

// ---- values (value.c) ---------------------------------------------------------------------------

// Values that do not fit into 8 bytes, and texts.
typedef struct Values {
    Arena *arena;
    struct {
        FeelValue *items;
        size_t count, capacity;
    } others;
    Map texts;
} Values;

uint64_t value_pack(Values *v, FeelValue value);
FeelValue value_unpack(const Values *v, uint64_t packed, FeelKind kind);
// Is the whole text a plain decimal of at most 16 digits? Then packed without further ado.
bool value_pack_number(Str text, uint64_t *ret);
// The same of the text up to a mark of CSV; how long it is, 0 if it is something else. At least
// VALUE_TEXT_MAX bytes must be readable.
enum { VALUE_TEXT_MAX = 40 };
size_t value_read_number(const char *at, bool is_integer, uint64_t *ret);
// Of packed numbers: one that lies in its 8 bytes; and their order.
bool value_is_number(uint64_t packed);
int value_compare_numbers(uint64_t a, uint64_t b);

// The same value where what does not lie in its 8 bytes has another number: `others` by the old
// one.
uint64_t value_renumbered(uint64_t packed, const uint64_t *others);
// Packed numbers as coefficients of one power of ten, the least among them; false if one does not
// lie in its 8 bytes or gets too large. `ret` may be where they lie.
bool value_unpack_small(const uint64_t *packed, size_t count, int64_t *ret, int *ret_power);

// Short texts that were values before, and how they were packed.
enum { VALUE_MEMOS = 8, VALUE_MEMO_BYTES = 16 };
typedef struct ValueMemos {
    struct ValueMemo {
        uint32_t size;
        char text[VALUE_MEMO_BYTES];
        uint64_t packed;
    } * items; // so many; NULL as long as there are none
    size_t next;
} ValueMemos;
void value_remember(ValueMemos *m, Arena *a, Str text, uint64_t packed);
// Does such a text stand here, up to a mark of CSV? How long it is, 0 if not.
size_t value_recall(const ValueMemos *m, const char *at, uint64_t *ret);

// ---- the table (table.c) ------------------------------------------------------------------------

typedef struct Origin {
    Str file, source, date;
} Origin;

// An end of the range a value must be in.
typedef struct Bound {
    bool is_there, is_included;
    uint64_t value; // packed
} Bound;

// What is known of a quantity for reading rows, and what the last rows said of it.
typedef struct Quantity {
    size_t row_set; // index in its `per`
    Str unit_text;
    UnitFactor factor;
    bool is_unit_known, has_unit_fault;
    bool is_bounds_known, has_bounds; // of `within`, see bounds.c
    Bound low, high;
    ValueMemos values; // of all types but numbers
} Quantity;

typedef struct PeriodMemo {
    Str text;
    Period period;
    bool is_good;
} PeriodMemo;

enum { PERIOD_MEMOS = 32 };

typedef struct Shapes Shapes;

struct FactTable {
    Arena *arena, *scratch;
    const Rulebook *rules;
    const Terms *terms;
    Quantity *quantities; // one for each item
    Members *members;     // one for each set
    Values values;
    struct {
        Column **items;
        size_t count, capacity;
    } columns;
    struct ColumnSlot {
        uint32_t hash, index;
    } * column_slots;
    size_t column_slot_count;
    bool has_unsorted; // columns that are put in order at the end of the file
    struct {
        Origin *items;
        size_t count, capacity;
    } origins;
    Map origin_index;
    FeelMachine *machine; // NULL until it is wanted
    FeelScope *quantity_names;
    bool has_span;
    int64_t first_day, last_day;
    bool is_replacing;     // facts stand for those given before
    uint32_t replaced;     // so many origins were there then
    size_t repeated_count; // facts given twice with the same value
    Place repeated;        // the first of them
    Findings *findings;    // while columns are sorted
    Str file;              // that is read
    Shapes *shapes;        // of its rows
    bool is_slow;          // every row is read in general: what tests compare with
    size_t part_bytes_min; // of a file that is read on several threads; small in tests
    // What the last rows said, for as long as their text is there.
    Str quantity_text;
    uint32_t quantity_item;
    PeriodMemo periods[PERIOD_MEMOS];
    Str source_text, date_text;
    uint32_t origin;
    bool is_origin_known;
};

Column *table_column(FactTable *t, uint32_t item, const uint32_t *members, Period p, bool make);
// The facts of `from` go into the column, which is marked where they come out of order.
void table_link(FactTable *t, Column *c, const Column *from);
// Forget what the last rows said; `file` is where the next ones stand.
void table_begin(FactTable *t, Str file);
// Put what came out of order in order, and report what was given twice.
void table_end(FactTable *t, Findings *f);
uint32_t table_origin(FactTable *t, Str source, Str date);
void table_keep(FactTable *t, Column *c, const Fact *fact);
// Is the packed value of this quantity `within` what the agreement says? (bounds.c)
bool quantity_allows(FactTable *t, uint32_t item, uint64_t value);

// ---- large files (parts.c, join.c) --------------------------------------------------------------

// The rows of a CSV from byte `first` to `end`, read into a table of their own.
typedef struct CsvPart {
    Arena *arena;
    FactTable *table;
    size_t first, end;
    Findings header, rows; // told of
    uint32_t lines;        // how many were read, the header aside
    bool is_read;          // without anything to tell; no field in quotes
} CsvPart;
// In from_csv.c. `first` 0 begins behind the header.
void csv_read_part(const FactText *text, CsvPart *p);
// A large file on several threads. False, and nothing done, where that is not worth while or one
// thread must tell of the rows.
bool csv_read_parts(FactTable *t, const FactText *text, Findings *f);
// What `part` holds goes into the table as if its rows, `lines` further down, stood behind those
// that were read. The part must live as long as the table.
void table_join(FactTable *t, FactTable *part, uint32_t lines);

// ---- rows (row.c) -------------------------------------------------------------------------------

typedef enum FactField {
    FACT_QUANTITY,
    FACT_MEMBER, // of the first set; those of the others follow
    FACT_PERIOD = FACT_MEMBER + LIMIT_SET_DIMENSIONS,
    FACT_VALUE,
    FACT_UNIT,
    FACT_SOURCE,
    FACT_DATE,
    FACT_COUNT,
} FactField;

// One fact as written. Absent fields are {NULL, 0}; `place` says where one stands.
typedef struct FactRow {
    uint32_t item;
    Str fields[FACT_COUNT];
    uint32_t line;
    const void *origin;
    Place (*place)(const struct FactRow *row, FactField field);
} FactRow;

// The quantity of that name; false with a finding.
bool row_find_quantity(FactTable *t, Str name, uint32_t *ret_item, const FactRow *row, Findings *f);
// Where a fact was kept.
typedef struct Kept {
    Column *column;
    Fact fact;
} Kept;

// Check and keep; false with a finding.
bool row_add(FactTable *t, const FactRow *row, Kept *ret, Findings *f);

// ---- rows that repeat (shape.c) -----------------------------------------------------------------

// What varies from row to row: the member of the open row set, the value, and what nobody reads.
typedef enum HoleKind { HOLE_MEMBER, HOLE_VALUE, HOLE_UNUSED } HoleKind;
enum { HOLES_MAX = 8 };

// A row of CSV on one line that was kept: its text with the line end, and in their order its parts
// that vary.
typedef struct ShapeRow {
    Str text;
    struct {
        HoleKind kind;
        Str text;
    } holes[HOLES_MAX];
    size_t hole_count;
    Kept kept;
} ShapeRow;

Shapes *shapes_new(Arena *a);
void shapes_forget(Shapes *h);
// The row was read in general; NULL for one whose shape cannot be told.
void shapes_learn(FactTable *t, const ShapeRow *row);
// Read and keep rows from the start of `rest` on, as long as they have the shapes expected. Returns
// the bytes they take. `line` is that of the first.
size_t shapes_recall(FactTable *t, Str rest, uint32_t line, uint32_t *ret_rows);

#endif
