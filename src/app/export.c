// app/export.c - the ledger as plain-text accounting or CSV
#include "app/app_int.h"
#include "app/ledger.h"

static void hand_on(void *self, Str text) {
    Out *out = self;
    buf_add(&out->buf, text);
    out_spill(out);
}

bool app_export(App *app, Str db, AppExport format, Out *out, Err *err) {
    static const ExportFormat formats[] = {[APP_EXPORT_LEDGER] = EXPORT_LEDGER,
                                           [APP_EXPORT_HLEDGER] = EXPORT_LEDGER,
                                           [APP_EXPORT_CSV] = EXPORT_CSV};
    Store *s = ledger_open(app, db, LEDGER_READ, err);
    return s && settle_export(s, formats[format], hand_on, out, err) && out_end(out);
}
