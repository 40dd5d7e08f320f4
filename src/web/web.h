// web/web.h - the browser's door: HTTP on this machine's loopback address
//
// What is served here is for the person at this machine and nobody else. Other programs of the
// machine, and pages of other sites that run in the same browser, must not get in:
//     - the socket is bound to 127.0.0.1;
//     - every path begins with a random token, which is printed once, at the start;
//     - a request that names another host (DNS rebinding) or comes from another origin is refused;
//     - the page runs only scripts that come with this program (Content-Security-Policy).
// The table in routes.c says what is answered; each answer is a use case of `app` in an App and an
// arena of its own.
#ifndef SOFTLAW_WEB_WEB_H
#define SOFTLAW_WEB_WEB_H

#include "app/dmn_edit.h"

// Serve the editor until the process is told to end (SIGINT, SIGTERM, SIGHUP). `ready` is told the
// address of the page. False with err where the file cannot be opened or the port not be had.
bool web_edit(const DmnEditSession *session, Err *err);

#endif
