// base/version.h - which softlaw this is
#ifndef SOFTLAW_BASE_VERSION_H
#define SOFTLAW_BASE_VERSION_H

#include "base/str.h"

#define SOFTLAW_VERSION "0.1.0"

#endif
