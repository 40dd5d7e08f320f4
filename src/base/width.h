// base/width.h - how many columns text takes where every character is as wide as another
//
// On a terminal and in the source of a table: Chinese characters take two columns, combining marks
// none.
#ifndef SOFTLAW_BASE_WIDTH_H
#define SOFTLAW_BASE_WIDTH_H

#include "base/str.h"

int width_of_point(uint32_t code_point);
int width_of(Str s);

#endif
