// diff/diff.h - two versions of an agreement -> what became of each provision
//
// A provision is found again by its words and terms and not by its number: articles that an
// insertion only renumbers are not changes. What has changed is told apart: words, edit by edit,
// and terms, key by key, so that a lawyer and an accountant each read their part. The front matter
// is compared like a block of terms.
#ifndef SOFTLAW_DIFF_DIFF_H
#define SOFTLAW_DIFF_DIFF_H

#include "terms/terms.h"

typedef enum EditKind { EDIT_SAME, EDIT_OUT, EDIT_IN } EditKind;

// SAME and OUT one after the other are the old text, SAME and IN the new one.
typedef struct Edit {
    EditKind kind;
    Str text;
} Edit;
typedef struct EditList {
    Edit *items;
    size_t count;
    bool is_changed;
} EditList;

// Word by word; a Chinese character is a word.
EditList edits_of(Arena *a, Str before, Str after);

// A value that was changed, added (no `before`) or taken out (no `after`).
typedef struct TermChange {
    Str section, id, key; // "parameters", "price", "value.COD"; the id is "" where there is none
    Str before, after;
    bool has_before, has_after;
    Place place; // in the new version, else in the old
} TermChange;
typedef struct TermChanges {
    TermChange *items;
    size_t count, capacity;
} TermChanges;

#define NO_PROVISION SIZE_MAX
// One provision of either version, or the same in both.
typedef struct ProvisionChange {
    size_t before, after; // indexes of provisions, or NO_PROVISION
    bool is_moved;        // stands elsewhere among those that stayed
    bool is_renumbered;
    EditList heading, words; // the heading without its number
    TermChanges terms;
} ProvisionChange;

typedef struct Diff {
    const Terms *before, *after;
    TermChanges front;
    ProvisionChange *provisions; // in the order of the new version, lost ones where they stood
    size_t provision_count;
    size_t changed_count; // provisions that are new, lost, moved or changed
} Diff;

const Diff *diff_of(Arena *a, const Terms *before, const Terms *after);
bool provision_is_changed(const ProvisionChange *c);

#endif
