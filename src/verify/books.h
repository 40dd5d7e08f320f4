// verify/books.h - the books as the records tell them, built up while they are read
#ifndef SOFTLAW_VERIFY_BOOKS_H
#define SOFTLAW_VERIFY_BOOKS_H

#include "verify/verify_int.h"

#include "base/dec.h"
#include "base/map.h"

typedef enum TableId {
    T_SOURCE,
    T_AGREEMENT,
    T_RUN,
    T_ENTRY,
    T_POSTING,
    T_CLOSING,
    T_SIGNATURE,
    T_COUNT
} TableId;

typedef struct Value {
    bool is_text;
    int64_t number;
    Str text;
} Value;
#define NUMBER(n) ((Value){false, (n), {NULL, 0}})
#define WORDS(s) ((Value){true, 0, (s)})

typedef struct RunSeen {
    int64_t seq, corrects, corrected_by, stored_corrected_by;
    int64_t first_entry, entry_count;
    int64_t lines, reversals; // entries met so far, by kind
    int64_t last_reversed;
    Str agreement, period;
} RunSeen;

typedef struct AccountSum {
    Str account, currency;
    Dec amount;
    int64_t seq; // of the last record that touched it
    bool is_met;
} AccountSum;

typedef struct PeriodSeen {
    int64_t run; // the run that holds; 0 = none
    int64_t seq;
    bool is_closed, is_met;
} PeriodSeen;

#define SEEN(Type)                                                                                 \
    struct {                                                                                       \
        Type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

typedef struct Books {
    Check *check;
    Arena *arena; // as long as the books
    Rows rows[T_COUNT];
    bool has_row[T_COUNT];
    SEEN(RunSeen) runs; // run n at n - 1
    SEEN(AccountSum) sums;
    SEEN(PeriodSeen) periods;
    Map account_index, period_index;
    Map files, versions, keys, signers; // whole files by hash; agreement and version; keys of
                                        // runs; signers of versions
    Sha file_sha;                       // of the file being read
    int64_t file_parts_left;
    Str file_hash;
    int64_t entry_count, posting_count;
} Books;

void books_start(Books *b);
void books_read(Books *b, int64_t seq, Str kind, Str body);
void books_end(Books *b);
AccountSum *account_find(Books *b, Str account, Str currency); // NULL if there is none
PeriodSeen *period_find(Books *b, Str agreement, Str period);

// ---- derived.c
// ------------------------------------------------------------------------------------

// The next row of the table must be this one; a fault names `seq` if not. True if the row is there,
// for reading further columns; row_done then leaves it.
bool row_expect(Books *b, TableId t, int64_t seq, const Value *want, int count);
void row_done(Books *b, TableId t);

#endif
