// agree/step.h - to what people round: 算到分, to the cent, whole gallons
#ifndef SOFTLAW_AGREE_STEP_H
#define SOFTLAW_AGREE_STEP_H

#include "agree/figure.h"

// The step that is named at `at`, the beginning of a word; false if none is.
bool step_at(Str text, size_t at, Figure *ret);
// 10^-places.
bool step_of_places(Dec places, Dec *ret);

#endif
