// app/app.h - what a person can do with softlaw, one function for each
//
// The doors (cli, web, lsp) call these use cases and print what comes back; they see no other room
// but base. Results are plain views whose texts are in the App's language. Everything lives in the
// App's arena.
//
//     App *app = app_new(a, (AppOptions){.sys = sys_from_environment(a)});
//     const Settlement *s = app_settle(app, &(Inputs){.agreement = STR("coal.md")}, err);
//     if (!s) return print(err);             // unreadable
//     print(app_findings(app));              // faults in the text or in the facts
//     settlement_json(s, out);
#ifndef SOFTLAW_APP_APP_H
#define SOFTLAW_APP_APP_H

#include "base/dec.h"
#include "base/lang.h"
#include "base/message.h"
#include "base/sys.h"

typedef struct App App;

typedef struct AppOptions {
    Sys *sys; // clock, randomness, disk
    Lang lang;
    void (*progress)(void *self, size_t done, size_t all); // of long work; may be NULL
    void *progress_self;
    size_t threads; // at most so many at once; 0 and 1 = one
} AppOptions;

App *app_new(Arena *a, AppOptions options);
// Faults found in texts and facts so far, by place.
const Findings *app_findings(App *app);
// The text of a file that was read, for showing a line of it; absent if unknown.
Str app_source(const App *app, Str file);

// A word of the agreement: its id, and its label in the App's language (or the id).
typedef struct NameView {
    Str id, label;
} NameView;

// Digits in threes: "63,400,000"; at least `places` digits after the point.
Str amount_text(Arena *a, Dec amount, int places);

// Where a page goes: text collects in `buf` and `write` takes it when it has grown.
typedef struct Out {
    Buf buf;
    bool (*write)(void *self, Str text, Err *err);
    void *self;
    Err *err;
    bool has_failed;
} Out;

// Hand on what has collected: if there is much of it, or in any case. False once writing failed.
bool out_spill(Out *o);
// Hand on a text of its own behind what has collected.
bool out_pass(Out *o, Str text);
bool out_end(Out *o);

// ---- check, show and feel -----------------------------------------------------------------------

// Read an agreement; what is wrong with it is among the findings. False if it cannot be read.
bool app_check(App *app, Str path, Err *err);

// How precise the wording of a provision, or of the whole agreement, is.
typedef struct LintView {
    Str id, heading; // of the provision: "art_3"; of the agreement its id and title
    size_t obligations, complete, quantified, indexed, warnings, notes, silenced;
    unsigned percent; // of the five elements that its obligations should have
    // hundredths of its obligations
    unsigned complete_percent, quantified_percent, indexed_percent;
} LintView;
typedef struct LintList {
    LintView all;
    LintView *provisions; // in which something obliges or was found
    size_t count;
} LintList;

// Judge the wording of an agreement; what is vague is among the findings, which are only of wording
// and at least as severe as `least`. NULL if it cannot be read.
const LintList *app_lint(App *app, Str path, Severity least, Err *err);
// {"agreement","title","score",…,"provisions":[…]}
void lint_json(const LintList *l, Buf *b);

// What agreements cover: stages of the chain by stages of the life cycle. The last row and column
// are of provisions that name no stage.
enum { COVER_CHAIN = 7, COVER_LIFE = 7 };

// Where a provision speaks of a stage or field; without place it names none.
typedef struct MentionView {
    Str wording;
    bool is_term; // in its terms only
    Place place;
} MentionView;
typedef struct CellProvision {
    Str id, heading; // "art_3"
    MentionView chain, life;
} CellProvision;
typedef struct CoverCell {
    bool is_declared;
    size_t spoken;             // provisions that speak of both stages
    CellProvision *provisions; // of one agreement: the first thousand of them
    size_t provision_count;
} CoverCell;
typedef struct CoverField {
    NameView name;
    size_t spoken;
    CellProvision *provisions; // as in a cell; `chain` is where the field is named
    size_t provision_count;
} CoverField;
typedef struct NameList {
    NameView *items;
    size_t count;
} NameList;
// What must be in an agreement of its kind, and where it is.
typedef struct ContentView {
    Str id, label, citation, proposal;
    bool is_found, is_term;
    Place place;
} ContentView;
typedef struct CoverageView {
    NameView agreement, kind; // kind: absent label where nobody knows it
    Str file;
    NameList parties;
    bool has_declaration;
    CoverCell cells[COVER_CHAIN][COVER_LIFE];
    CoverField *fields;
    size_t field_count;
    ContentView *contents;
    size_t content_count;
} CoverageView;
// All agreements given that bind the same regions, and what they leave out together.
typedef struct CoverGroupView {
    NameList regions, agreements;
    CoverCell cells[COVER_CHAIN][COVER_LIFE];
    NameList chain_left_out, life_left_out, fields_left_out;
    NameList declared_only; // stages of which nothing speaks
    size_t empty_cells;     // among those of two stages
} CoverGroupView;
typedef struct CoverageList {
    CoverageView *agreements;
    size_t count;
    CoverGroupView *groups;
    size_t group_count;
} CoverageList;

// `kinds` is a folder with kinds of the user's, or absent. What is missing is among the findings.
// A file that cannot be read is told to `failed`; the others are looked at all the same.
typedef struct CoverageQuestion {
    const Str *paths;
    size_t count;
    Str kinds;
    void (*failed)(void *self, const Err *err);
    void *self;
} CoverageQuestion;
// NULL with err where the kinds cannot be read.
const CoverageList *app_coverage(App *app, const CoverageQuestion *q, Err *err);
NameView app_chain_stage(Lang lang, size_t index);
NameView app_life_stage(Lang lang, size_t index);
void coverage_json(App *app, const CoverageList *l, Buf *b);
// A self-contained page in the App's language.
void coverage_html(App *app, const CoverageList *l, Buf *b);

// A clause, or what is missing, and a norm of higher law. Texts are in the App's language.
typedef struct VerdictView {
    const char *verdict;    // "violates", "doubtful", "excepted", "person", "harmless"
    const char *severity;   // "error", "warning", "note"
    const char *confidence; // "high", "medium", "low"
    Str norm, law, citation, article, demands, cure, why;
    Str heading, clause; // of its provision; absent where something is missing
    Str lacks;           // what an exception lacks
    Place place;
    const Str *words; // that decided
    size_t word_count;
} VerdictView;
typedef struct ReviewView {
    NameView agreement;
    Str day; // whose law was applied
    VerdictView *items;
    size_t count, clause_count, norm_count;
    size_t violations, doubts, excepted, for_person, harmless;
    Str *reasons; // why the harmless ones are, with how many
    size_t reason_count;
    Str *not_seen; // what was not looked at
    size_t not_seen_count;
} ReviewView;
typedef struct ReviewRequest {
    Str agreement, law, day; // a folder of norm files and a date; both may be absent
    bool tells_all;          // what is left to a person is among the findings too
} ReviewRequest;

// Judge an agreement against higher law; verdicts are also findings. NULL without an error where a
// norm file has errors, which are findings.
const ReviewView *app_review(App *app, const ReviewRequest *r, Err *err);
// {"agreement","title","on","counts",…,"verdicts":[…],"not_looked_at":[…]}
void review_json(const ReviewView *v, bool with_harmless, Buf *b);
// An act in Akoma Ntoso as the skeleton of a norm file; absent if it cannot be read.
Str app_law_import(App *app, Str path, Err *err);

typedef struct ReasonView {
    const char *code; // "division-by-zero"
    Message message;
    Place place;
} ReasonView;
typedef struct FeelAnswer {
    bool is_computed; // else the expression has faults, which are findings
    bool is_null;
    Str json;
    const ReasonView *reasons; // of a null, the cause of each after it
    size_t reason_count;
} FeelAnswer;

// What an agreement defines, article by article.
typedef struct WordView {
    NameView name;
    const char *kind; // "set", "pool", "parameter", "quantity", "formula", "table", "payment"
    Str per, unit;    // per: "section, month"
    Str formula;      // of a formula or payment as written; of a set its members
    Place place;
} WordView;
typedef struct KeyView {
    Str key, text;
} KeyView;
// An obligation, a guarantee, an indicator …: kept and checked, not computed.
typedef struct ClauseView {
    NameView name;
    const char *section; // "obligations"
    Str purpose;         // "what must be done"
    KeyView *keys;
    size_t key_count;
    Place place;
} ClauseView;
typedef struct ArticleView {
    Str id, heading; // "art_3"
    WordView *words;
    size_t word_count;
    ClauseView *clauses;
    size_t clause_count;
} ArticleView;
typedef struct PartyView {
    NameView name;
    Str role;
} PartyView;
typedef struct HeadingView {
    Str id, heading; // "art_3"
} HeadingView;
typedef struct AgreementView {
    NameView agreement;
    Str version, first_day, last_day; // last_day: "" if open-ended
    PartyView *parties;
    size_t party_count;
    HeadingView *provisions; // all that have a heading
    size_t provision_count;
    ArticleView *articles; // that define something
    size_t article_count;
} AgreementView;

// What softlaw reads in an agreement; NULL if it cannot be read.
const AgreementView *app_show(App *app, Str path, Err *err);
bool agreement_json(App *app, const AgreementView *v, Out *out);

// Evaluate one expression. `context` is a JSON file with an object whose names may be used, "-" for
// standard input, or absent.
bool app_feel(App *app, Str expression, Str context, FeelAnswer *ret, Err *err);

// The same for one expression after another. An answer, and the findings, which are those of the
// last expression only, live until the next.
typedef struct FeelSession FeelSession;
FeelSession *app_feel_open(App *app, Str context, Err *err);
FeelAnswer feel_session_run(FeelSession *s, Str expression);
// What may be written, for completion: keywords, names of the context, builtins.
size_t feel_session_word_count(const FeelSession *s);
Str feel_session_word(const FeelSession *s, size_t index);

// An agreement, in Markdown or Akoma Ntoso, in another form.
typedef enum ConvertForm {
    CONVERT_AKN,
    CONVERT_MARKDOWN,
    CONVERT_HTML,
    CONVERT_DOCX,
    CONVERT_PDF
} ConvertForm;
typedef struct Conversion {
    Str path;
    ConvertForm form;
    Str output; // a file, put there whole or not at all; absent or "-": to `out`
} Conversion;
bool app_convert(App *app, const Conversion *c, Out *out, Err *err);

// ---- decision models ----------------------------------------------------------------------------

// Decisions of a .dmn file, all or one, on inputs in JSON (a file, "-", or absent): {"values",
// "fired": which rules of which tables, "nulls": why}. Strictly, nothing is computed where the
// model has errors, which are findings. *ret_has_nulls: some null has a reason.
typedef struct DmnQuestion {
    Str path, decision, inputs;
    bool is_strict;
} DmnQuestion;
bool app_dmn_run(App *app, const DmnQuestion *q, Out *out, bool *ret_has_nulls, Err *err);

// Read a model strictly: faults of its expressions, types and tables are among the findings.
bool app_dmn_check(App *app, Str path, Err *err);

// A decision table between forms, known by the ending of `path`: .dmn, .md, .csv; or a .dmn between
// versions of DMN.
typedef struct DmnConversion {
    Str path, decision; // only the table of this decision, or absent
    int form;           // 0 .dmn, 1 Markdown, 2 CSV
    bool is_latest;     // .dmn as DMN 1.5, else as 1.3, which editors take
} DmnConversion;
bool app_dmn_convert(App *app, const DmnConversion *c, Out *out, Err *err);

// What an editor in the browser works on: a .dmn file, or a decision table of an agreement.
typedef struct DmnEdit {
    Str path;
    Str table; // of the agreement; absent: `path` is a model, or has one table only
} DmnEdit;
// The state of an edit, kept by the browser: the file as it was opened, what the editor made of it
// before anyone changed something, what it makes of it now, and the file as it was last known.
typedef struct DmnDraft {
    Str source, baseline, edited, saved;
} DmnDraft;
// What a door needs to hold such an edit: served on `port` (0 = any that is free), its address told
// to `ready`.
typedef struct DmnEditSession {
    Arena *arena; // of an Err's texts
    AppOptions options;
    DmnEdit edit;
    int port;
    void (*ready)(void *self, Str address);
    void *self;
} DmnEditSession;
// {"name": of the file, "table", "source", "xml": for the editor}
bool app_dmn_edit_open(App *app, const DmnEdit *e, Out *out, Err *err);
// What is wrong with the file as it would be saved: {"findings": [{…, "element": its id in the
// editor}], "inputs": [{"name", "type"}], "is_changed": the file on the disk is another by now}.
bool app_dmn_edit_check(App *app, const DmnEdit *e, const DmnDraft *d, Out *out, Err *err);
// {"answer": that of app_dmn_run, "shown": [{"name", "text": the value in FEEL}]}; `inputs` is a
// JSON object of texts as a person types them.
bool app_dmn_edit_try(App *app, const DmnEdit *e, const DmnDraft *d, Str inputs, Out *out,
                      Err *err);
// {"saved": the text that was written}. ERR_CONFLICT where the file on the disk is not as it was
// last known; nothing is written then.
bool app_dmn_edit_save(App *app, const DmnEdit *e, const DmnDraft *d, Out *out, Err *err);

typedef struct DmnTestCount {
    size_t passed, failed; // cases
    size_t value_results, value_passed, null_results, null_passed;
    size_t mute_errors; // nulls that were expected with a reason and came without one
} DmnTestCount;
// Run test files of the DMN TCK, or all of a folder and the folders in it; failures are printed.
bool app_dmn_test(App *app, const Str *paths, size_t count, Out *out, DmnTestCount *ret, Err *err);
// ---- drafting -----------------------------------------------------------------------------------

typedef struct TemplateView {
    Str name, title, purpose;
} TemplateView;
typedef struct TemplateList {
    TemplateView *items;
    size_t count;
} TemplateList;
// The templates that softlaw brings along.
const TemplateList *app_templates(App *app);
bool template_list_json(const TemplateList *l, Out *out);

typedef struct QuestionView {
    Str key, ask, why;
    Str fallback;     // what stands without an answer
    const char *type; // "text", "number", "choice" …
    NameView *choices;
    size_t choice_count;
} QuestionView;

// An agreement under way, in the App's language.
typedef struct Draft Draft;
// By name, or the path of a template. NULL without an error where the template has faults, which
// are findings.
Draft *draft_open(App *app, Str template, Err *err);
size_t draft_question_count(const Draft *d);
const QuestionView *draft_question(const Draft *d, size_t index);
bool draft_questions_json(const Draft *d, Out *out);
bool draft_answer(Draft *d, Str key, Str value, Err *err);
// The next question that matters and has no answer yet; NULL at the end.
const QuestionView *draft_next(const Draft *d);
// The agreement, checked: its faults are findings. Absent where the template has faults.
bool draft_text(Draft *d, Str *ret, Err *err);

// ---- settle -------------------------------------------------------------------------------------

// What is computed: an agreement's text on facts. `through` is the last day to settle, or absent.
typedef struct Inputs {
    Str agreement;
    const Str *facts; // .csv or .json
    size_t fact_count;
    Str through;
    bool payments_only; // values of large sets are not asked for afterwards
} Inputs;

typedef struct LineView {
    NameView payment, from, to;
    Str period, member; // "" if none
    Dec amount;         // never negative
    Str currency, due;  // due: "YYYY-MM-DD" or ""
    size_t period_index;
} LineView;
typedef struct ResidueView {
    NameView name; // of the payment or the pool
    bool is_pool;
    Str period, currency;
    Dec amount;
} ResidueView;

typedef struct Settlement Settlement;

// Pure: no store. Never NULL unless something could not be read; where the agreement has errors
// there are no periods.
const Settlement *app_settle(App *app, const Inputs *inputs, Err *err);

NameView settlement_agreement(const Settlement *s); // label: the title
Str settlement_version(const Settlement *s);
size_t settlement_period_count(const Settlement *s);
Str settlement_period(const Settlement *s, size_t index);
size_t settlement_line_count(const Settlement *s); // in order of period
void settlement_period_lines(const Settlement *s, size_t period, size_t *ret_first,
                             size_t *ret_count);
LineView settlement_line(Arena *a, const Settlement *s, size_t index);
size_t settlement_residue_count(const Settlement *s);
ResidueView settlement_residue(Arena *a, const Settlement *s, size_t index);

// What one side received less what it paid, in one currency.
typedef struct NetView {
    Str id, labels[2], currency; // labels by Lang
    Dec amount;
} NetView;
typedef struct NetList {
    NetView *items;
    size_t count;
} NetList;
// In the order in which the sides first pay or are paid; none where there are over a hundred.
NetList settlement_nets(Arena *a, const Settlement *s);

// {"agreement","version","periods","residues","findings"}; with `all_values` also those of every
// member of open sets.
bool settlement_json(App *app, const Settlement *s, bool all_values, Out *out);
bool settlement_csv(const Settlement *s, Out *out);
// A self-contained page in both languages, to be printed and signed.
bool settlement_html(App *app, const Settlement *s, Out *out);

// ---- compare ------------------------------------------------------------------------------------

typedef enum CellVerdict { CELL_MATCH, CELL_DIFFER, CELL_UNKNOWN } CellVerdict;
typedef struct CellView {
    NameView item;
    Str member, period;
    Str published, source; // as written
    Str computed;          // rounded half even to the published decimals; absent if unknown
    Str exact;
    CellVerdict verdict;
    Message why; // of UNKNOWN
    Place place;
} CellView;
typedef struct Comparison {
    CellView *cells; // in the order published
    size_t count, match_count, differ_count, unknown_count;
} Comparison;

// Set computed against published figures. A cell matches if the exact value lies within half a unit
// of the last published decimal, or is a tie that one of the two common roundings (half even, half
// up) brings there.
const Comparison *app_compare(App *app, const Inputs *inputs, Str published, Err *err);
const char *cell_verdict_name(CellVerdict v); // "match"
bool comparison_json(App *app, const Comparison *c, Out *out);
bool comparison_csv(const Comparison *c, Out *out);

// ---- diff ---------------------------------------------------------------------------------------

typedef struct EditView {
    const char *kind; // "same", "out", "in"
    Str text;
} EditView;
typedef struct TermChangeView {
    Str section, id, key, before, after; // absent where it was not, or is no more
    Place place;
} TermChangeView;
typedef struct ProvisionView {
    Str before_id, after_id; // "art_3"; absent where it is new or lost
    Str before_number, after_number, heading;
    bool is_moved, is_renumbered, has_heading, has_words, has_terms;
    EditView *words;
    size_t word_count;
    TermChangeView *terms;
    size_t term_count;
} ProvisionView;
// What both versions come to for a payment, or for a side: received less paid.
typedef struct ShiftView {
    NameView name;
    Str currency;
    bool has_before, has_after;
    Dec before, after;
} ShiftView;
typedef struct TransferView {
    NameView from, to;
    Str currency;
    Dec amount;
} TransferView;
typedef struct DiffView {
    Str before_version, after_version;
    TermChangeView *front;
    size_t front_count;
    ProvisionView *provisions; // that are new, lost, moved, renumbered or changed
    size_t provision_count;
    bool has_effect; // facts were given and both versions could be settled
    ShiftView *payments, *sides;
    size_t payment_count, side_count;
    TransferView *transfers; // who loses to whom, by the fewest amounts
    size_t transfer_count;
} DiffView;

// Compare two versions; with facts also what both come to on them. `inputs.agreement` is the new
// one.
const DiffView *app_diff(App *app, Str before, const Inputs *inputs, Err *err);
bool diff_json(App *app, const DiffView *v, Out *out);

// ---- explain ------------------------------------------------------------------------------------

typedef struct FactView {
    Str value, source, date;
    Place place;
} FactView;
typedef struct StepView {
    NameView item;
    const char *kind; // "payment", "formula", "table", "parameter", "quantity"
    Str member, period;
    Str heading, words; // of its article; words absent where an earlier step has shown them
    Place place;        // of the item in the agreement
    Str formula, with_numbers;
    Str value, unit; // value: as computed, before rounding
    Str rows;        // of a decision table: "2" or "1, 3"
    bool has_rounding;
    Str rounding_step, rounded;
    const char *rounding_mode; // "half even", "largest remainder", "none"
    bool has_fact;
    FactView fact;
    NameView from, to; // of a payment, as it came out
    Str currency, due, due_rule;
    Message why; // of a null
} StepView;
typedef struct Explanation {
    StepView *steps; // step 0 is what was asked, each other explains one above it
    size_t count;
} Explanation;
typedef struct ExplanationList {
    NameView agreement;
    Str version;
    Explanation *items;
    size_t count;
    size_t left_out; // matched too, beyond the first hundred
} ExplanationList;

// What to explain: absent texts match all. Without an item: every payment.
typedef struct ExplainQuestion {
    Str item, period, member;
} ExplainQuestion;

// NULL without an error where the agreement or its facts have errors, which are findings.
const ExplanationList *app_explain(App *app, const Inputs *inputs, ExplainQuestion q, Err *err);
bool explanation_json(App *app, const ExplanationList *l, Out *out);

// ---- games --------------------------------------------------------------------------------------

// What follows from a game: sentences first, then tables of exact numbers.
typedef struct GameSentence {
    const char *id; // "prisoners-dilemma"
    Str text;
} GameSentence;
typedef struct GameColumn {
    const char *id;
    Str head;
    bool is_right;
} GameColumn;
typedef struct GameTable {
    const char *id; // "equilibria"
    Str title;
    struct GameColumns {
        GameColumn *items;
        size_t count, capacity;
    } columns;
    struct GameCells {
        Str *items;
        size_t count, capacity;
    } cells; // row by row
} GameTable;
typedef struct GameReport {
    const char *kind; // "strategic", "coalitions", "repeated", "incentive"
    Str title;
    struct GameSentences {
        GameSentence *items;
        size_t count, capacity;
    } said;
    struct GameTables {
        GameTable *items;
        size_t count, capacity;
    } tables;
} GameReport;

// By the ending of `path`: .nfg or .csv. NULL if it cannot be read.
const GameReport *app_game(App *app, Str path, Err *err);
// A .nfg file played again and again: from which discount factor on keeping an agreement pays.
typedef struct GameQuestion {
    Str path;
    Str discount; // absent, or a number below 1
    bool has_transfers;
} GameQuestion;
const GameReport *app_game_repeated(App *app, const GameQuestion *q, Err *err);
// {"kind","title","said":[{"id","text"}],"tables":[{"id","columns","heads","rows"}]}
bool game_report_json(const GameReport *r, Out *out);

// ---- the ledger ---------------------------------------------------------------------------------

typedef struct PostRequest {
    Inputs inputs;
    Str period; // only this one; absent = all
    Str key;    // names the run for a retry; may be absent
    bool is_correction;
} PostRequest;
typedef struct PostView {
    Str period;
    const char *outcome; // "done", "already-posted", …
    bool is_refused;
    Message why;
    int64_t run, corrects, entry_count;
} PostView;
typedef struct PostList {
    PostView *items;
    size_t count, refused_count;
} PostList;

// Settle and post each period in a transaction of its own. NULL without an error where the
// agreement or its facts have errors, which are findings.
const PostList *app_post(App *app, Str db, const PostRequest *r, Err *err);
bool post_json(App *app, const PostList *l, Out *out);

typedef struct BalanceView {
    Str account, currency, amount;
} BalanceView;
typedef struct BalanceList {
    BalanceView *items;
    size_t count;
} BalanceList;
const BalanceList *app_balance(App *app, Str db, Str agreement, Err *err);
bool balance_json(const BalanceList *l, Out *out);
bool balance_csv(const BalanceList *l, Out *out);

// The lines that hold for an agreement in the ledger; `period` absent = all.
const Settlement *app_statement(App *app, Str db, Str agreement, Str period, Err *err);
// Explain a posted payment from the store alone.
const ExplanationList *app_explain_posted(App *app, Str db, Str agreement, ExplainQuestion q,
                                          Err *err);

typedef struct FaultView {
    const char *kind; // "altered", "missing", …
    int64_t record;   // 0 = none
    Str table;
    Message message;
} FaultView;
typedef struct Verified {
    bool is_sound;
    FaultView *faults;
    size_t count, fault_count;
    int64_t record_count, entry_count, posting_count;
    Str root;
} Verified;
// `known_head` is "SIZE:ROOT", a head kept elsewhere, or absent.
const Verified *app_verify(App *app, Str db, Str known_head, Err *err);
bool verified_json(App *app, const Verified *v, Out *out);

typedef struct RebuiltView {
    bool is_same;
    Str before, after;
    int64_t record_count;
} RebuiltView;
bool app_rebuild(App *app, Str db, RebuiltView *ret, Err *err);

typedef enum AppExport { APP_EXPORT_LEDGER, APP_EXPORT_HLEDGER, APP_EXPORT_CSV } AppExport;
bool app_export(App *app, Str db, AppExport format, Out *out, Err *err);

// ---- an agreement in an editor ------------------------------------------------------------------

// A text that is being typed, with what is wrong with its last version. Places are bytes of that
// text. Everything else lives in the arenas given.
typedef struct AppDocument AppDocument;

// What the documents of one editor share; it must outlive them.
typedef struct AppEditor AppEditor;
AppEditor *editor_new(Arena *a, AppOptions options);

AppDocument *document_open(const AppEditor *e, Str path);
void document_close(AppDocument *d);
// Take the next version of the text, and check it as app_check does.
void document_set(AppDocument *d, Str text);
Str document_text(const AppDocument *d);
size_t document_memory(const AppDocument *d); // bytes in use
const Findings *document_findings(const AppDocument *d);

// A change of the text: `size` bytes at `offset` become `text`.
typedef struct TextEdit {
    size_t offset, size;
    Str text;
} TextEdit;
typedef struct TextEdits {
    TextEdit *items;
    size_t count, capacity;
} TextEdits;

// A heading with what stands under it, or the preamble, with what the lint counted there.
typedef struct OutlineArticle {
    Str heading;
    int level, parent; // -1: none
    size_t start, end, heading_size;
    size_t elements, elements_wanted; // of its obligations
    size_t finding_count;
} OutlineArticle;
typedef struct OutlineTerm {
    NameView name;
    const char *kind; // "payment", "obligations" …
    size_t article;
    Place place; // of the name
} OutlineTerm;
typedef struct Outline {
    OutlineArticle *articles;
    size_t article_count;
    OutlineTerm *terms; // in the order of the text
    size_t term_count;
} Outline;
const Outline *document_outline(const AppDocument *d, Arena *a);

// A name and where it stands.
typedef struct NameSpan {
    size_t offset, size;
} NameSpan;
typedef struct NamePlaces {
    Str id;
    NameSpan here;       // at the place asked for
    NameSpan definition; // size 0: it has none in the text
    NameSpan *uses;      // in terms and tables, the definition among them
    size_t use_count;
} NamePlaces;
// The name at byte `offset`; NULL if none stands there.
const NamePlaces *document_name(const AppDocument *d, Arena *a, size_t offset);
// What it is: kind, labels, unit, formula in words, its value on the facts beside the agreement; as
// Markdown. Absent if nothing is known there.
Str document_hover(const AppDocument *d, Arena *a, size_t offset, NameSpan *ret);

// Give the name at `offset` another id wherever it stands. False with err where that cannot be: it
// is no name, is in use, or the agreement would then have errors that it has not now.
bool document_rename(const AppDocument *d, Arena *a, size_t offset, Str id, TextEdits *ret,
                     Err *err);

// What may be written at a place.
typedef enum ProposalKind {
    PROPOSAL_SECTION,
    PROPOSAL_KEY,
    PROPOSAL_NAME,
    PROPOSAL_FUNCTION,
    PROPOSAL_WORD
} ProposalKind;
typedef struct Proposal {
    ProposalKind kind;
    Str label, detail, text; // text: what it is for
    Str insert;              // what is written in place of the word begun
} Proposal;
typedef struct Proposals {
    Proposal *items;
    size_t count, capacity;
    size_t from; // where the word begun starts
} Proposals;
void document_complete(const AppDocument *d, Arena *a, size_t offset, Proposals *ret);

// How a finding can be mended.
typedef struct Fix {
    Str title;
    size_t finding; // index into document_findings
    bool is_preferred;
    TextEdits edits;
} Fix;
typedef struct Fixes {
    Fix *items;
    size_t count, capacity;
} Fixes;
// Of the findings that touch bytes [from, to].
void document_fixes(const AppDocument *d, Arena *a, size_t from, size_t to, Fixes *ret);

// The agreement laid out anew (app_format): one edit, or none where it is laid out so already.
void document_format(const AppDocument *d, Arena *a, TextEdits *ret);

// An agreement laid out anew, saying the same: tables in columns, terms indented, one blank line.
// With `is_check` nothing is written. *ret_is_changed: it is not laid out so yet. The path "-" is
// standard input, whose text goes to `out`.
bool app_format(App *app, Str path, bool is_check, Out *out, bool *ret_is_changed, Err *err);

// What an editor needs to be served: `in` and `out` are file descriptors.
typedef struct EditorSession {
    AppOptions options;
    bool is_lang_given; // else the editor's language is taken
    int in, out;
} EditorSession;

// ---- behaviour ----------------------------------------------------------------------------------

typedef struct BothText {
    Str texts[2]; // by Lang
} BothText;

// What a model of behaviour is asked; absent texts leave what the file says.
typedef struct EvolutionQuestion {
    Str path, seed, runs;
    size_t threads;                 // 0 = as many as the App may use
    bool (*is_stopped)(void *self); // asked now and then, from any thread; may be NULL
    void *self;
} EvolutionQuestion;

typedef struct EvolutionTable {
    BothText title, *heads, *cells; // cells[row * columns + column]; the first column names the row
    size_t columns, rows;
} EvolutionTable;
typedef struct EvolutionView {
    BothText title;
    BothText *sentences; // what comes out, in words
    EvolutionTable *tables;
    size_t sentence_count, table_count;
    bool is_interrupted;
    const struct EvolveResult *result; // for the pages
} EvolutionView;

// How behaviour spreads in a population: who takes over, and what the long run looks like. NULL
// without an error where the model has faults, which are findings.
const EvolutionView *app_evolve(App *app, const EvolutionQuestion *q, Err *err);
bool evolution_json(App *app, const EvolutionView *v, Out *out);
// A self-contained page in both languages, with charts.
bool evolution_html(App *app, const EvolutionView *v, Out *out);

// ---- incentives ---------------------------------------------------------------------------------

// Is an agreement self-enforcing under a scenario? Absent texts: the defaults.
typedef struct IncentiveQuestion {
    Str path, scenario;
    Str seed, worlds, share;
    size_t threads; // 0 = as many as the App may use
    bool is_exact;  // by the evaluator, even where columns of doubles would do
    bool (*is_stopped)(void *self);
    void *self;
} IncentiveQuestion;
typedef struct IncentiveView {
    bool holds;
    const struct Incentive *result; // for the pages
    Str agreement_hash;
} IncentiveView;

// NULL without an error where the agreement or the scenario have faults, which are findings.
const IncentiveView *app_incentive(App *app, const IncentiveQuestion *q, Err *err);
// In words first, then in numbers, in one language.
const GameReport *incentive_report(App *app, const IncentiveView *v, Lang lang);
bool incentive_json(App *app, const IncentiveView *v, Out *out);

// ---- design -------------------------------------------------------------------------------------

// The least numbers with which an agreement is self-enforcing. Each of `vary` is the name of a
// parameter or guarantee of the agreement, of a parameter of the scenario, or NAME.detection of one
// of its actions; perhaps with a range: NAME:LOW..HIGH.
typedef struct DesignQuestion {
    IncentiveQuestion incentive;
    const Str *vary, *weights; // weights: NAME=COST, what a unit of it costs
    size_t vary_count, weight_count;
    Str step;
    Str output; // where the edited agreement goes; may be absent
} DesignQuestion;
typedef struct DesignView DesignView;

// NULL without an error where the agreement or the scenario have faults, which are findings.
const DesignView *app_design(App *app, const DesignQuestion *q, Err *err);
// Were such numbers found, and did they hold again on other random numbers?
bool design_is_verified(const DesignView *v);
const GameReport *design_report(App *app, const DesignView *v, Lang lang);
// The edit of the agreement, and of the scenario, as a unified diff; "" where nothing is changed.
Str design_patch(const DesignView *v);
bool design_json(App *app, const DesignView *v, Out *out);

// ---- reference ----------------------------------------------------------------------------------

typedef struct FunctionView {
    Str name, signature, text, example, result;
    bool is_domain; // softlaw's own
} FunctionView;
size_t app_function_count(void);
FunctionView app_function(Lang lang, size_t index);
// The rules of the lint with their reasons and examples, as Markdown.
Str app_lint_reference(Arena *a, Lang lang);
// The sections of the agreement format as Markdown.
Str app_format_reference(Arena *a, Lang lang);

// {"file","line","column","severity","rule","message","hint"} …
void findings_json(App *app, Buf *b);

#endif
