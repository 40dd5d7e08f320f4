// office/portal.h - what the pages of what is published share
#ifndef SOFTLAW_OFFICE_PORTAL_H
#define SOFTLAW_OFFICE_PORTAL_H

#include "office/office_int.h"

// A page that is the same for all, whoever is logged in.
Page portal_page(const OfficeCall *c);
// What it is and of what.
Str portal_title(const OfficeCall *c, const char *english, Str subject);
// PREFIX + PATH + id + REST?lang=…, the id escaped.
Str portal_address(const OfficeCall *c, const char *prefix, const char *path, Str id,
                   const char *rest);

// Who must do what by when; `address` of the agreement's page.
typedef struct DutyTable {
    Str address;
    const DutyView *items;
    size_t count;
} DutyTable;

#endif
