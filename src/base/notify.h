// base/notify.h - tell the manager of services how this one is
//
// systemd and others like it listen at the socket named by NOTIFY_SOCKET; where there is none,
// nothing happens.
#ifndef SOFTLAW_BASE_NOTIFY_H
#define SOFTLAW_BASE_NOTIFY_H

#include "base/str.h"

// "READY=1"; sd_notify(3) lists what may be told. False where nobody listens.
bool notify_manager(Str state);

#endif
