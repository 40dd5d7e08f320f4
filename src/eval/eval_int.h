// eval/eval_int.h - the engine: columns of values, feeds of slots, work in order
//
// Values of an item in one period are a column, indexed by cell: the members of its sets, the
// largest set of all outermost, the others in the order of `per`, the last fastest. Items that vary
// over the largest set are computed batch by batch, and their columns hold only the batch, unless
// somebody reads them across members, later or elsewhere: then they are whole.
//
// A null carries a mark (in zone_kind) that says why there is no value. What has a mark is never
// used silently: a formula that consults it has no value either (consult.c), and the reason is
// reported once for each item (report.c). A null without mark is a value like others.
#ifndef SOFTLAW_EVAL_EVAL_INT_H
#define SOFTLAW_EVAL_EVAL_INT_H

#include "eval/eval.h"

#include "base/limits.h"

typedef enum Mark {
    MARK_NONE,
    MARK_MISSING, // no fact is there
    MARK_BEFORE,  // before the first period, and no `initial`
    MARK_AFTER,   // of a period that is not settled
    MARK_FAULT,   // could not be computed; reported where it happened
} Mark;

static inline FeelValue marked_null(Mark mark) {
    return (FeelValue){.kind = FEEL_NULL, .zone_kind = (uint8_t)mark};
}
static inline Mark mark_of(FeelValue v) {
    return v.kind == FEEL_NULL ? (Mark)v.zone_kind : MARK_NONE;
}
static inline bool is_true(FeelValue v) {
    return v.kind == FEEL_BOOLEAN && v.boolean;
}

// ---- cells (layout.c) ---------------------------------------------------------------------------

typedef struct Layout {
    size_t set_count;
    uint32_t sets[LIMIT_SET_DIMENSIONS];
    uint32_t sizes[LIMIT_SET_DIMENSIONS];
    size_t strides[LIMIT_SET_DIMENSIONS];
    size_t cells;
    int large;    // index of the largest set, -1 if it is not among them
    size_t inner; // cells for each member of the largest set; all cells without it
} Layout;

typedef struct Engine Engine;

// False if there are too many cells.
bool layout_make(const Engine *e, const uint32_t *sets, size_t set_count, Layout *ret);
void layout_members(const Layout *l, size_t cell, uint32_t *ret_members);
size_t layout_cell(const Layout *l, const uint32_t *members);
// Move `members` on to those of the next cell.
void layout_next(const Layout *l, uint32_t *members);

// ---- columns (held.c) ---------------------------------------------------------------------------

// A column, filled from its first cell on: in 8 bytes a cell where all are small numbers, booleans
// or dates; else numbers in 16 bytes where it is whole and large, and values.
typedef struct Held {
    int64_t period;
    uint64_t serial; // of the batch it was made for; 0 = empty
    size_t capacity;
    FeelValue *values;
    Dec *decs;
    bool is_small; // `numbers` hold what was stored
    FeelKind kind; // of small ones
    int exponent;
    int64_t *numbers;
    size_t stored; // small ones there are
} Held;

typedef struct Frame Frame;
typedef struct PayRun PayRun;

// What of an item could not be computed, to be reported at the end.
typedef struct Report {
    size_t count, example_count;
    Str where;         // the first examples
    FeelReason reason; // of the first; its texts are kept
    bool has_reason;
} Report;
typedef enum ReportKind {
    REPORT_MISSING,
    REPORT_NULL,
    REPORT_BEFORE,
    REPORT_AFTER,
    REPORT_PARTY,
    REPORT_SPREAD,
    REPORT_TIE,
    REPORT_RANGE,
    REPORT_DUE,
    REPORT_UNPAID,
    REPORT_COUNT,
} ReportKind;

typedef struct ItemState {
    uint32_t index;
    uint32_t run;   // of batches, from 1; 0 = computed whole
    uint32_t stage; // round over the term, from 1; 0 = once
    const Item *item;
    const Rule *rule;
    Layout layout;
    bool is_needed;
    bool is_batched;      // computed or loaded batch by batch
    bool is_whole;        // its columns hold all cells
    bool is_term_batched; // a batch goes through all periods before the next one
    bool is_dec;          // and these numbers only
    bool keeps_all;       // no period is forgotten
    bool is_paid;         // some payment depends on it
    int64_t first, last;  // periods computed; of a parameter: its epochs
    int64_t lag;          // how many periods back it is read
    Held *held;           // a ring by period
    size_t held_count;
    FeelValue constant_initial; // the value before the first period
    Frame *initial_frame;       // where that differs by cell, or NULL
    int64_t *epochs;            // PARAMETER: the days from which values hold, ascending
    size_t epoch_count;
    Frame *value_frame, *when_frame, *step_frame, *actor_frame;
    FeelValue constant_step; // null where the rounding step must be computed
    PayRun **runs;           // PAYMENT: by period
    Report reports[REPORT_COUNT];
} ItemState;

// ---- work (schedule.c) --------------------------------------------------------------------------

typedef enum WorkKind {
    WORK_ITEM,    // an item, for each of its periods
    WORK_LOOP,    // the parts, for each period of `grain`
    WORK_BATCHES, // the parts, for each batch of the largest set
} WorkKind;
typedef struct Work Work;
struct Work {
    WorkKind kind;
    uint32_t item;
    Grain grain;
    bool is_stage; // a loop over the whole term
    Work *parts;
    size_t count, capacity;
};

// ---- payments (book.c) --------------------------------------------------------------------------

// One payment in 48 bytes.
typedef struct PaidCell {
    uint32_t cell;
    int32_t due_day;               // NO_DUE if it has none
    Dec amount, exact;             // with the formula's sign
    uint32_t from_party, to_party; // of actors given by items
} PaidCell;
enum { NO_DUE = INT32_MIN };

// Payments of one chunk of cells that have much in common, in 8 to 24 bytes each.
typedef struct PaidColumn {
    size_t count;
    uint32_t first_cell;
    const uint32_t *cells; // NULL: first_cell and those behind it
    int32_t due_day;
    FeelColumn amounts, exacts;   // small numbers, with the formula's sign
    const uint16_t (*parties)[2]; // from and to, of actors given by items; or NULL
} PaidColumn;

typedef struct PayChunk PayChunk;
struct PayChunk {
    PayChunk *next;
    uint32_t count, capacity;
    PaidCell *cells; // one by one; NULL: `column`
    PaidColumn column;
};

struct PayRun {
    uint32_t item;
    Period period;
    PayChunk *first, *last;
    size_t count;
    Dec exact_sum, rounded_sum;
    bool has_sums; // false once they went out of range
};

typedef struct PoolSum {
    uint32_t pool;
    Str currency;
    Period period;
    Dec amount;
} PoolSum;

struct Outcome {
    const Rulebook *book;
    Facts facts;
    Engine *engine;
    struct {
        Period *items;
        size_t count, capacity;
    } periods;
    struct {
        const PayRun **items;
        size_t count, capacity;
    } runs;
    struct PaidChunks {
        struct PaidChunk {
            const PayRun *run;
            const PayChunk *chunk;
            size_t start; // index of its first payment
        } * items;
        size_t count, capacity;
    } chunks;
    size_t payment_count;
    struct {
        Residue *items;
        size_t count, capacity;
    } residues;
};

// ---- the engine ---------------------------------------------------------------------------------

enum { PARTY_MEMOS = 16 };

struct Engine {
    Arena *arena; // of the outcome
    Arena *batch; // what lives for one batch
    Arena *paid;  // payments not yet handed over
    const Rulebook *book;
    const Terms *terms;
    Facts facts;
    EvalOptions options;
    Findings *findings;
    Outcome *outcome;
    FeelMachine *machine;
    FeelValue *slots;
    ItemState *items;
    uint32_t large; // the largest set
    size_t large_count;
    size_t batch_members;
    uint64_t serial;                 // of the batch
    size_t first_member, end_member; // of the largest set: those that batches go through
    size_t batch_first, batch_count;
    int64_t first_day, last_day; // what is settled
    bool keeps_everything;       // for explanations
    Work work;
    struct {
        PayRun **items;
        size_t count, capacity;
    } open_runs;
    struct {
        PoolSum *items;
        size_t count, capacity;
    } pool_sums;
    bool flushes_by_stage; // payments are complete after each round of the only stage
    Map texts;             // of values that stay
    uint64_t *missing;     // hashes of missing facts already counted
    size_t missing_count, missing_capacity;
    FeelValue *buffers[4];
    size_t buffer_sizes[4];
    FeelColumn *columns; // of the slots
    struct PartyMemo {
        const char *id;
        uint32_t party;
    } party_memos[PARTY_MEMOS];
    uint32_t run_count, stage_count;
    size_t done, all;  // for progress, in steps: an item in a period of its loop, of one batch
    size_t pace, told; // how many steps one counts for; how many were counted
};

// What the engine is made for.
typedef struct EngineUse {
    EvalOptions options;
    const bool *needed; // items to compute; NULL = all
    bool keeps_everything;
} EngineUse;

// False with err if a limit is exceeded.
bool engine_make(Arena *a, const Rulebook *r, Facts facts, EngineUse use, Findings *f, Engine **ret,
                 Err *err);
void engine_run(Engine *e);
// Make what an item needs to be computed: frames, runs of payments.
void engine_make_frames(Engine *e, ItemState *s);
// How many steps the parts of a work take in a period; more than one for each period of a loop.
size_t engine_steps(const Engine *e, const Work *w, Period block);
// Batch by batch through first_member … end_member.
void engine_run_batches(Engine *e, const Work *w, Period block);

// ---- threads (parts.c) --------------------------------------------------------------------------

// Batches of a large set, cut into parts that run at once. False, and nothing done, where that
// cannot be or something must be told: then one engine goes through all of them.
bool parts_run(Engine *e, const Work *w, Period block);

bool schedule_make(Engine *e, Err *err);

// Cells that the item's columns hold now: first and count.
size_t state_first(const Engine *e, const ItemState *s);
size_t state_count(const Engine *e, const ItemState *s);

Held *held_find(const Engine *e, const ItemState *s, int64_t period);
Held *held_make(Engine *e, ItemState *s, int64_t period);
void held_reserve(Engine *e, ItemState *s, Held *h);
// `first` is a cell; the cells must lie within the column.
void held_load(const Engine *e, const ItemState *s, const Held *h, size_t first, size_t count,
               FeelValue *ret);
void held_store(Engine *e, const ItemState *s, Held *h, size_t first, size_t count,
                const FeelValue *values);
FeelValue held_get(const Engine *e, const ItemState *s, const Held *h, size_t cell);
// The values where they lie, or NULL if they must be loaded.
const FeelValue *held_at(const Engine *e, const ItemState *s, const Held *h, size_t first);
// Cells as a column; false if they are not held in a form for it.
bool held_column(const Engine *e, const ItemState *s, const Held *h, size_t first, size_t count,
                 FeelColumn *ret);
void held_store_column(Engine *e, ItemState *s, Held *h, size_t first, size_t count,
                       const FeelColumn *c);

// A column to read: loaded from the facts, an epoch of a parameter, or computed before.
typedef struct Source {
    const Held *held;   // or
    FeelValue constant; // the same for all cells, or
    bool is_initial;    // computed by `initial` for each cell
} Source;
Source source_of(Engine *e, ItemState *s, int64_t period);
FeelValue source_get(Engine *e, ItemState *s, Source source, size_t cell);
// The index of a parameter's epoch on a day.
int64_t parameter_epoch(const ItemState *s, int64_t day);

// Space for `count` values, valid until asked for again.
FeelValue *engine_buffer(Engine *e, int which, size_t count);
Period item_period(const ItemState *s, int64_t index);

// ---- slots (feed.c) -----------------------------------------------------------------------------

typedef enum FeedKind {
    FEED_CONSTANT, // the same for all cells
    FEED_CELLS,    // a scalar for each
    FEED_LISTS,    // a list for each
    FEED_POSITION,
    FEED_MEMBER_ID,
    FEED_VALUE, // filled by the caller
} FeedKind;

typedef struct Feed {
    const Read *read;
    uint32_t slot;
    FeedKind kind;
    ItemState *source;
    size_t base;
    size_t steps[LIMIT_SET_DIMENSIONS]; // by set of the reader
    const uint32_t *maps[LIMIT_SET_DIMENSIONS];
    bool is_same; // the source's cells are the reader's
    size_t *each; // offsets of the members of a list
    size_t each_count;
    const FeelValue *values; // of the chunk
    FeelValue *buffer;
    size_t buffer_size;
    FeelValue constant;
    Arena *arena; // of a constant list
    bool has_marks;
    FeelColumn *items; // of LISTS as columns
    int64_t *numbers;  // of columns that are gathered
} Feed;

// All slots of one code, as read by cells of `layout`.
struct Frame {
    ItemState *reader;
    Layout layout;
    Feed *feeds;
    size_t feed_count;
    Arena *lists; // of the chunk
    bool needs_members;
    uint32_t (*members)[LIMIT_SET_DIMENSIONS]; // of each cell of the chunk
    bool is_filled;                            // constants, for `period`
    int64_t period;
    bool has_marks; // some feed has
};

enum { CHUNK_CELLS = 256 };

Frame *frame_make(Engine *e, ItemState *reader, bool is_reduced, const uint32_t *slots,
                  size_t slot_count);
// How many cells may be filled at once.
size_t frame_chunk(const Engine *e, const Frame *f, Period period);
void frame_fill(Engine *e, Frame *f, Period period, size_t first, size_t count);
// Put the constants into the slots, then the values of cell after cell of the chunk.
void frame_begin(Engine *e, const Frame *f);
static inline void frame_set(Engine *e, const Frame *f, size_t i) {
    for (size_t k = 0; k < f->feed_count; k++)
        if (f->feeds[k].values) e->slots[f->feeds[k].slot] = f->feeds[k].values[i];
}
// The same into e->columns; false if a value is missing or null, or where there is no column for a
// feed: then fill the frame for single cells.
bool frame_fill_columns(Engine *e, Frame *f, Period period, size_t first, size_t count);
// Is a value of the cell just set marked?
bool frame_is_marked(const Engine *e, const Frame *f);
const Feed *frame_feed(const Frame *f, uint32_t slot);
// The cells of the source that a feed reads for a reader's cell: element `k` of `*ret_count`.
typedef struct FeedCells {
    size_t base;
    int64_t first_period;
    size_t period_count;
} FeedCells;
FeedCells feed_cells(const Engine *e, const Frame *f, const Feed *feed, Period period, size_t cell);

// ---- columns of cells (column.c) ----------------------------------------------------------------

// Where columns of one chunk are made.
typedef struct CellSpace {
    int64_t numbers[CHUNK_CELLS];
} CellSpace;

// The item's values for a chunk of cells, converted and (of formulas) rounded; `on` tells the cells
// that need one (NULL = all). False if they must be computed one by one.
bool column_values(Engine *e, ItemState *s, Period period, const uint8_t *on, size_t first,
                   size_t count, CellSpace *space, FeelColumn *ret);
// Small numbers rounded as the item says; false if they must be rounded one by one.
bool column_round(const ItemState *s, const FeelColumn *c, size_t count, CellSpace *space,
                  FeelColumn *ret);
// Payments of a chunk of cells, computed and booked. False if they must be one by one.
bool column_pay(Engine *e, ItemState *s, Period period, size_t first, size_t count);

// ---- formulas (formula.c, consult.c) ------------------------------------------------------------

void item_evaluate(Engine *e, ItemState *s, Period period);
// Run `code`, or the item's table, for cells; `when` masks those that need no value (may be NULL).
void run_cells(Engine *e, ItemState *s, Frame *f, const FeelCode *code, Period period,
               const FeelValue *when, size_t first, size_t count, FeelValue *ret);
// The item's values for all cells of its window, converted and (of formulas) rounded.
void value_cells(Engine *e, ItemState *s, Period period, const FeelValue *when, size_t first,
                 size_t count, FeelValue *ret);
// Convert to the declared unit and round, in place.
void finish_values(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                   FeelValue *values);
// Round as the item says; false and reported if there is no step to round to.
bool round_value(Engine *e, ItemState *s, Period period, size_t cell, Dec value, Dec *ret);
bool rounding_step(Engine *e, ItemState *s, Period period, size_t cell, Dec value, Dec *ret);
// A copy that lives as long as the item's columns.
FeelValue keep_value(Engine *e, const ItemState *s, FeelValue v);
// Does the code consult a marked slot? Those are reported.
bool consult_code(Engine *e, ItemState *s, const Frame *f, const FeelCode *code, Period period,
                  size_t cell);
bool consult_table(Engine *e, ItemState *s, const Frame *f, Period period, size_t cell);

// ---- payments (payment.c, remainder.c, book.c) --------------------------------------------------

void payment_evaluate(Engine *e, ItemState *s, Period period);
// Round groups over the last set so that the sums fit; `values` are exact, and become rounded.
void remainder_round(Engine *e, ItemState *s, Period period, size_t first, size_t count,
                     FeelValue *values);
PayRun *book_run(Engine *e, ItemState *s, Period period);
void book_add(Engine *e, PayRun *run, PaidCell paid);
// What the column points to is copied.
void book_add_column(Engine *e, PayRun *run, const PaidColumn *paid);
PaidCell book_cell(const PayChunk *c, size_t index);
// The payments of another engine's run are added, where they lie.
void book_add_run(Engine *e, const PayRun *run);
int32_t due_day(Engine *e, ItemState *s, Period period, size_t cell);
void book_flush(Engine *e);
void book_finish(Engine *e);
// Of ret->members only those of the item's sets are written.
void book_payment(const Engine *e, const PayRun *run, const PaidCell *paid, Payment *ret);
int period_order(PeriodRule rule, Period a, Period b);

// ---- explanations (explain.c, numbers.c) --------------------------------------------------------

// A name within a formula's text, and the slot it reads.
typedef struct NameUse {
    uint32_t offset, size, slot;
} NameUse;
typedef struct NameUses {
    NameUse *items;
    size_t count, capacity;
} NameUses;
// Names in order of the text.
void numbers_collect(Arena *a, const FeelCode *code, NameUses *ret);
// The text with each name replaced by the value in its slot.
void numbers_add(Buf *b, Str text, const NameUses *uses, const FeelValue *slots);

// ---- reports (report.c) -------------------------------------------------------------------------

void report_at(Engine *e, ItemState *s, ReportKind kind, size_t cell, Period period,
               const FeelReason *reason);
// A marked value was consulted.
void report_mark(Engine *e, ItemState *s, Mark mark, size_t cell, int64_t period);
void reports_flush(Engine *e);
// "九里/CODMn, 2010-06"
Str where_text(Arena *a, const Engine *e, const ItemState *s, size_t cell, Period period);

#endif
