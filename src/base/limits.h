// base/limits.h - all limits on what a stranger may send, in one place
//
// Exceeding one is a `limit` error whose message names the number.
#ifndef SOFTLAW_BASE_LIMITS_H
#define SOFTLAW_BASE_LIMITS_H

enum {
    LIMIT_FINDINGS = 1000,              // kept per check; the rest is counted
    LIMIT_DOCUMENT_BYTES = 16 << 20,    // one agreement's text
    LIMIT_WHAT_IF_FACTS = 500,          // that are listed to be moved
    LIMIT_TYPED_BYTES = 1 << 20,        // a text that is judged while it is typed in the browser
    LIMIT_UPLOAD_FILES = 100,           // files of facts that are brought in at once
    LIMIT_PROVISIONS = 100000,          // headings of one agreement
    LIMIT_YAML_DEPTH = 32,              // nesting of a terms block
    LIMIT_YAML_NODES = 1 << 20,         // values in all terms blocks of one agreement
    LIMIT_FIGURES = 1 << 20,            // figures of one agreement that words and terms compare
    LIMIT_TABLE_CELLS = 1 << 20,        // cells in all Markdown tables of one agreement
    LIMIT_TABLE_COLUMNS = 64,           // columns of one Markdown table
    LIMIT_JSON_DEPTH = 64,              // nesting of JSON
    LIMIT_XML_NODES = 1 << 19,          // elements of one XML document
    LIMIT_AKN_DEPTH = 48,               // nesting of lists, quotations and emphasis for Akoma Ntoso
    LIMIT_DMN_DEPTH = 128,              // nesting of boxed expressions and of types
    LIMIT_DMN_CALL_DEPTH = 256,         // nesting of their evaluation
    LIMIT_KIND_BYTES = 256 << 10,       // the file of a kind of agreement
    LIMIT_KIND_CONTENTS = 100,          // what a kind must contain
    LIMIT_KIND_WORD_BYTES = 16 << 10,   // all words by which these are recognised
    LIMIT_KINDS = 1000,                 // files of kinds in one folder
    LIMIT_CELL_PROVISIONS = 1000,       // listed of one cell of a matrix of coverage
    LIMIT_MEMBERS = 20 << 20,           // members of one set
    LIMIT_ITEMS = 10000,                // defined words of one agreement
    LIMIT_SET_DIMENSIONS = 4,           // sets in one `per`
    LIMIT_PERIODS = 100000,             // periods of one agreement at its finest grain
    LIMIT_FEEL_DEPTH = 256,             // nesting of an expression
    LIMIT_FEEL_CALL_DEPTH = 512,        // nesting of function calls at run time
    LIMIT_FEEL_TEXT_BYTES = 1 << 20,    // one expression
    LIMIT_FEEL_STEPS = 10 << 20,        // instructions of one evaluation
    LIMIT_FEEL_MEMORY_BYTES = 64 << 20, // memory of one evaluation
    LIMIT_FEEL_STRING_BYTES = 1 << 20,  // one string value
    LIMIT_FEEL_LIST = 21 << 20,         // items of one list
    LIMIT_TABLE_RULES = 10000,          // rules of one decision table
    LIMIT_RECORD_BYTES = 16 << 20,      // the body of one record of a store
    LIMIT_FACT_FILE_BYTES = 1 << 30,    // one file of facts, as a store keeps it
    LIMIT_REQUEST_BYTES = 80 << 20,     // the body of one request: a document in four states
    LIMIT_REMOTE_BYTES = 256 << 20,     // one answer of an office to its client
    LIMIT_REMOTE_PAGES = 1000,          // of one list that a client follows
    LIMIT_TOKEN_BYTES = 512,            // by which a client is known to an office
    LIMIT_EDITOR_DOCUMENTS = 64,        // agreements open in one editor
    LIMIT_EDITOR_CHANGES = 10000,       // changes in one message of an editor
    LIMIT_NORMS = 2000,                 // norms of all laws that are read for a review
    LIMIT_NORM_BYTES = 4 << 20,         // one file of norms
    LIMIT_NORM_WORD_BYTES = 1 << 16,    // all words of all classes together
    LIMIT_ACT_BYTES = 16 << 20,         // one act that is imported
    LIMIT_CHECKPOINT_BYTES = 256 << 20, // what a long run has played so far
    LIMIT_SWEEP_STEPS = 1000,           // of a sweep over one number
    LIMIT_STREAMS = 1200,               // pages that are told of changes at once, of all people
    LIMIT_STREAMS_OF_ONE = 12,          // of one person
    LIMIT_STREAM_BYTES = 32 << 10,      // that such a page may be behind before it is cut
    LIMIT_OIDC_PROVIDERS = 20,          // providers by which people may log in
    LIMIT_OIDC_DOCUMENT_BYTES = 1 << 18, // what a provider says of itself, and its keys
    LIMIT_OIDC_KEYS = 64,                // of a provider
    LIMIT_OIDC_TOKEN_BYTES = 64 << 10,   // an ID token
    LIMIT_OIDC_SUBJECT_BYTES = 255,      // the name of a person at a provider
    LIMIT_OIDC_TRIES = 50,               // logins begun at providers from one address
    LIMIT_OIDC_TRIES_ALL = 10000,        // from all: the oldest go
    LIMIT_VERIFY_FAULTS = 100,           // faults kept per verification; the rest is counted
};

#endif
