// app/doctor.h - is the machine fit for the office, and the office well?
#ifndef SOFTLAW_APP_DOCTOR_H
#define SOFTLAW_APP_DOCTOR_H

#include "app/app.h"

typedef enum DoctorState { DOCTOR_GOOD, DOCTOR_WARNING, DOCTOR_BAD } DoctorState;
typedef struct DoctorItem {
    const char *check; // "permissions", stable
    DoctorState state;
    Message message, hint; // what is so, and how to mend it
} DoctorItem;
typedef struct DoctorReport {
    DoctorItem *items;
    size_t count, capacity;
    size_t bad_count, warning_count;
} DoctorReport;

typedef struct DoctorRequest {
    Str db;
    Str backups;     // their folder; absent: not looked at
    Str key;         // a key file; absent: not looked at
    Str certificate; // of TLS, in PEM; absent: not looked at
    int port;        // of the server on this machine; 0: not looked at
} DoctorRequest;
const DoctorReport *app_doctor(App *app, const DoctorRequest *r);

#endif
