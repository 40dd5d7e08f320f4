// lsp/lsp.h - the editors' door: the Language Server Protocol 3.17 over a pair of streams
//
// An editor starts `softlaw lsp`, says which agreements are open and how they change, and is told
// what is wrong with them; it asks what stands under the cursor, what may be written there and what
// must change with it. The door reads messages and turns positions into bytes of the text and back;
// what is known of an agreement comes from the use cases of app/document.h.
#ifndef SOFTLAW_LSP_LSP_H
#define SOFTLAW_LSP_LSP_H

#include "app/document.h"

// Serve until the editor says `exit` or its stream ends. The exit status that the protocol wants: 0
// after `shutdown`, else 1.
int lsp_serve(const EditorSession *session);

#endif
