// office/office.h - the office in the browser: HTTP for everybody
//
// What is answered is a row in routes.c with the use case that answers it; a page is a template
// that is compiled (tools/pages.c), so that what people wrote is escaped unless the template says
// otherwise. Answers are kept and given again until something is recorded in the store.
//
// The server speaks HTTP, to this machine unless it is told otherwise, or TLS with a certificate;
// HTTP/2 is the business of a proxy in front of it (doc/office.md).
#ifndef SOFTLAW_OFFICE_OFFICE_H
#define SOFTLAW_OFFICE_OFFICE_H

#include "app/office.h"

// Serves until the process is told to end (SIGINT, SIGTERM); what has begun is then finished. False
// with err where the store cannot be opened or the socket not be had.
bool office_serve(const OfficeOptions *o, Err *err);

#endif
