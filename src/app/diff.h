// app/diff.h - what a revision changes, and what it does to the payments
#ifndef SOFTLAW_APP_DIFF_H
#define SOFTLAW_APP_DIFF_H

#include "app/settle.h"

typedef struct EditView {
    const char *kind; // "same", "out", "in"
    Str text;
} EditView;
typedef struct TermChangeView {
    Str section, id, key, before, after; // absent where it was not, or is no more
    Place place;
} TermChangeView;
typedef struct ProvisionView {
    Str before_id, after_id; // "art_3"; absent where it is new or lost
    Str before_number, after_number, heading;
    bool is_moved, is_renumbered, has_heading, has_words, has_terms;
    EditView *words;
    size_t word_count;
    TermChangeView *terms;
    size_t term_count;
} ProvisionView;
// What both versions come to for a payment, or for a side: received less paid.
typedef struct ShiftView {
    NameView name;
    Str currency;
    bool has_before, has_after;
    Dec before, after;
} ShiftView;
typedef struct TransferView {
    NameView from, to;
    Str currency;
    Dec amount;
} TransferView;
typedef struct DiffView {
    Str before_version, after_version;
    TermChangeView *front;
    size_t front_count;
    ProvisionView *provisions; // that are new, lost, moved, renumbered or changed
    size_t provision_count;
    bool has_effect; // facts were given and both versions could be settled
    ShiftView *payments, *sides;
    size_t payment_count, side_count;
    TransferView *transfers; // who loses to whom, by the fewest amounts
    size_t transfer_count;
} DiffView;

// Compare two versions; with facts also what both come to on them. `inputs.agreement` is the new
// one.
const DiffView *app_diff(App *app, Str before, const Inputs *inputs, Err *err);
bool diff_json(App *app, const DiffView *v, Out *out);

#endif
