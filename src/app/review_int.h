// app/review_int.h - what the files on reviews share
#ifndef SOFTLAW_APP_REVIEW_INT_H
#define SOFTLAW_APP_REVIEW_INT_H

#include "app/app_int.h"
#include "review/review.h"

typedef struct Saying {
    App *app;
    const Corpus *corpus;
    const Document *document;
} Saying;

// In the App's language (review_say.c).
Severity say_severity(const ReviewItem *item);
Str say_why(const Saying *s, const ReviewItem *item);
Str say_lacks(const Saying *s, const ReviewItem *item);
Str say_reason(const Saying *s, ReviewReason reason, size_t count);
Str say_gap(const Saying *s, const ReviewNotSeen *n);
// Add the verdict to the App's findings; what is left to a person only if `tells_all`.
void say_finding(const Saying *s, const ReviewItem *item, bool tells_all);

#endif
