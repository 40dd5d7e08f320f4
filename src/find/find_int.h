// find/find_int.h - what the files of this room share
#ifndef SOFTLAW_FIND_FIND_INT_H
#define SOFTLAW_FIND_FIND_INT_H

#include "find/find.h"

struct Find {
    Store *store;
};

#endif
