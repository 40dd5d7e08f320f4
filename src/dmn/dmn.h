// dmn/dmn.h - what the room offers: decision tables, their analysis, models, tests, conversion,
// editing
//
// The parts stand in headers of their own, each a manual of its subject; others include this one.
#ifndef SOFTLAW_DMN_DMN_H
#define SOFTLAW_DMN_DMN_H

#include "dmn/analyse.h"
#include "dmn/editor.h"
#include "dmn/model.h"
#include "dmn/sheet.h"
#include "dmn/suite.h"
#include "dmn/table.h"

#endif
