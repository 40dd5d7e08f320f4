// office/routes.c - what is answered: the one table of routes
#include "office/office_int.h"

#define HTML_TYPE "text/html; charset=utf-8"
#define JSON_TYPE "application/json"
#define TEXT_SCHEMA "{\"type\":\"string\"}"
#define OBJECT_SCHEMA "{\"type\":\"object\"}"
#define NUMBER_SCHEMA "{\"type\":\"integer\",\"minimum\":0}"

#define GET(path_, type_, use_, purpose_)                                                          \
    .method = "GET", .path = path_, .type = type_, .use = use_, .purpose = purpose_
#define PAGE(path_, use_, purpose_) GET(path_, HTML_TYPE, use_, purpose_)
#define DATA(path_, use_, purpose_, schema_)                                                       \
    GET("/api/v1" path_, JSON_TYPE, use_, purpose_), .schema = schema_
#define FORM(path_, use_, purpose_)                                                                \
    .method = "POST", .path = path_, .use = use_, .purpose = purpose_, .schema = OBJECT_SCHEMA

#define AFTER                                                                                      \
    { "after", TEXT_SCHEMA, "the id behind which the list goes on", false }
#define LIMIT                                                                                      \
    { "limit", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":50}", "how many at most", false }
#define STATE(words_)                                                                              \
    { "state", "{\"enum\":[\"\"," words_ "]}", "only those in this state", false }
#define DRAFT_STATE STATE("\"unpublished\",\"published\",\"changed\"")
#define PROPOSAL_STATE STATE("\"open\",\"approved\",\"done\",\"refused\"")
#define FACT_STATE STATE("\"proposed\",\"confirmed\",\"refused\"")
#define ACT                                                                                        \
    {                                                                                              \
        "act", "{\"enum\":[\"\",\"publish\",\"sign\",\"confirm-facts\",\"pay\"]}",                 \
            "only those that are to do this", false                                                \
    }
#define CURSOR(name_)                                                                              \
    { name_, NUMBER_SCHEMA, "the number at which it goes on, which is not in it", false }
#define WORDS_OF(text_)                                                                            \
    { "q", "{\"type\":\"string\",\"maxLength\":200}", text_, false }
#define DRAFTS                                                                                     \
    WORDS_OF("words of its title, in their order"), DRAFT_STATE,                                   \
        FIELD("owner", "only of this organisation")
#define NOTICES                                                                                    \
    FIELD("kind", "for example remark, or waits for all that waits"), CURSOR("before"), LIMIT
#define AUDIT                                                                                      \
    FIELD("what", "for example login-failed"), FIELD("who", "who did it, or to whom it was done"), \
        FIELD("day", "for example 2026-01-31, in UTC"), CURSOR("after"), LIMIT
#define PEOPLE                                                                                     \
    WORDS_OF("part of the account or the name"), FIELD("role", "for example drafter"), AFTER, LIMIT

#define DRAFT_VERSIONS                                                                             \
    {"before", NUMBER_SCHEMA, "the former version; otherwise the one before the later", false}, {  \
        "after", NUMBER_SCHEMA, "the later version; otherwise the last", false                     \
    }

#define PERIOD                                                                                     \
    { "period", TEXT_SCHEMA, "only this period, for example 2021 or 2021-05", false }
#define DAYS                                                                                       \
    {"from", "{\"type\":\"string\",\"format\":\"date\"}", "the first day; otherwise today",        \
     false},                                                                                       \
    {                                                                                              \
        "through", "{\"type\":\"string\",\"format\":\"date\"}", "the last day", false              \
    }
#define PAID                                                                                       \
    FIELD("item", "a payment, formula or quantity, by its id or name"),                            \
        FIELD("period", "only this period"), FIELD("member", "only this member")
#define TWO                                                                                        \
    FIELD("before", "the former version, by its SHA-256; otherwise the last but one"),             \
        FIELD("after", "the later version, by its SHA-256; otherwise the last")
#define WHOM                                                                                       \
    FIELD("place", "a region, by its id or name"),                                                 \
        FIELD("kind", "a role, a set or a kind of agreement, by its id or name")
#define WORDS                                                                                      \
    FIELD("q", "words that stand in a provision; the beginning of a word suffices"),               \
        FIELD("skip", "how many hits to pass over")
#define WANTED(name_, text_)                                                                       \
    { name_, "{\"type\":\"string\",\"minLength\":1}", text_, true }
#define FIELD(name_, text_)                                                                        \
    { name_, TEXT_SCHEMA, text_, false }

#define NUMBER                                                                                     \
    { "number", "{\"type\":[\"integer\",\"string\"]}", "its number", true }
#define VERSION                                                                                    \
    { "version", NUMBER_SCHEMA, "its number; otherwise the last one", false }
// A question about a text that is being typed: nothing is kept.
#define TYPED(name_, use_, purpose_, schema_)                                                      \
    .method = "POST", .path = "/api/v1/drafts/{id}/" name_, .use = use_, .purpose = purpose_,      \
    .schema = schema_, .act = "read", .thing = THING_DRAFT, .lane = LANE_JUDGING, .is_large = true
#define TYPED_TEXT WANTED("text", "the whole text")
#define TYPED_AT                                                                                   \
    { "at", NUMBER_SCHEMA, "the place, in units of UTF-16", true }
#define TABLE_CELLS                                                                                \
    FIELD("name", "of the table; not needed where there is one only"),                             \
        {"version", NUMBER_SCHEMA, "the number of the version that was seen", false},              \
        FIELD("cell", "all cells, row by row: a list"),                                            \
        FIELD("input", "names of inputs to try it with: a list"),                                  \
        FIELD("value", "their values, in the same order")
#define PASSKEY_QUESTION "{\"type\":\"object\",\"required\":[\"challenge\",\"site\",\"ids\"]}"
#define DRAFT(act_) .act = act_, .thing = THING_DRAFT

const OfficeRoute office_routes[] = {
    // what is published, for people
    {PAGE("/", page_use_list, "the agreements that are published"), .parameters = {AFTER}},
    {PAGE("/agreements/{id}", page_use_agreement, "an agreement")},
    {PAGE("/agreements/{id}/statement", use_statement_page, "what is paid under an agreement"),
     .parameters = {PERIOD}, .policy = POLICY_OWN_STYLE},
    {PAGE("/agreements/{id}/calendar", page_use_calendar, "what falls due under an agreement"),
     .parameters = {DAYS}, .is_unkept = true, .policy = POLICY_SCRIPTS},
    {GET("/agreements/{id}/calendar.ics", "text/calendar; charset=utf-8", use_calendar_ics,
         "what falls due, for calendars (RFC 5545)"),
     .parameters = {DAYS}, .is_unkept = true},
    {DATA("/agreements/{id}/calendar", use_calendar, "what falls due under an agreement",
          "{\"type\":\"object\",\"required\":[\"deadlines\",\"cut\"]}"),
     .parameters = {DAYS}, .is_unkept = true},
    {PAGE("/agreements/{id}/ledger", page_use_ledger, "who owes whom what, payment by payment"),
     .parameters = {PERIOD}, .policy = POLICY_SCRIPTS},
    {DATA("/agreements/{id}/balances", use_balances, "the balances of an agreement's accounts",
          "{\"type\":\"object\",\"required\":[\"balances\"]}")},
    {PAGE("/agreements/{id}/explanation", page_use_explanation, "why amounts are what they are"),
     .parameters = {PAID}, .policy = POLICY_SCRIPTS},
    {DATA("/agreements/{id}/explanation", use_explanation, "why amounts are what they are",
          "{\"type\":\"object\",\"required\":[\"agreement\",\"version\",\"explanations\"]}"),
     .parameters = {PAID}},
    {PAGE("/agreements/{id}/versions", page_use_versions, "what changed between two versions"),
     .parameters = {TWO}},
    {DATA("/agreements/{id}/versions", use_versions, "what changed between two versions",
          "{\"type\":\"object\",\"required\":[\"versions\",\"change\"]}"),
     .parameters = {TWO}},
    {GET("/data", "application/ld+json", use_data,
         "agreements as open data: a catalogue (DCAT 3, JSON-LD)"),
     .parameters = {AFTER}},
    {PAGE("/map", page_use_map, "regions and the agreements between them"), .is_unkept = true,
     .policy = POLICY_SCRIPTS},
    {DATA("/map", use_map, "regions and the agreements between them",
          "{\"type\":\"object\",\"required\":[\"regions\",\"between\"]}"),
     .is_unkept = true},
    {PAGE("/for-me", page_use_for, "what applies to one of a kind in a region"),
     .parameters = {WHOM, AFTER}, .is_unkept = true},
    {DATA("/for-me", use_for, "what applies to one of a kind in a region",
          "{\"type\":\"object\",\"required\":[\"agreements\",\"next\",\"partial\"]}"),
     .parameters = {WHOM, AFTER}, .is_unkept = true},
    {PAGE("/calendar", page_use_calendar_for, "what falls due under agreements of a region"),
     .parameters = {WHOM, DAYS}, .is_unkept = true, .policy = POLICY_SCRIPTS},
    {GET("/calendar.ics", "text/calendar; charset=utf-8", use_calendar_ics_for,
         "what falls due under agreements of a region, for calendars (RFC 5545)"),
     .parameters = {WHOM, DAYS}, .is_unkept = true},
    {DATA("/calendar", use_calendar_for, "what falls due under agreements of a region",
          "{\"type\":\"object\",\"required\":[\"deadlines\",\"cut\"]}"),
     .parameters = {WHOM, DAYS}, .is_unkept = true},
    {PAGE("/search", page_use_search, "words looked for in agreements"), .parameters = {WORDS},
     .is_unkept = true},
    {DATA("/search", use_search, "words looked for in agreements",
          "{\"type\":\"object\",\"required\":[\"hits\",\"more\",\"partial\"]}"),
     .parameters = {WORDS}, .is_unkept = true},
    {GET("/feed", "application/atom+xml; charset=utf-8", feed_use,
         "agreements as a feed (RFC 4287)")},
    {GET("/scripts/{id}", "text/javascript; charset=utf-8", use_script, "a script of pages")},
    {GET("/licences/{id}", "text/plain; charset=utf-8", use_licence,
         "the licences of what a script takes from others")},
    {GET("/style.css", "text/css; charset=utf-8", use_style, "how the pages look")},
    // to take along
    {GET("/agreements/{id}/text", "text/markdown; charset=utf-8", use_text,
         "its text as it was recorded")},
    {GET("/agreements/{id}/akn", "application/akn+xml; charset=utf-8", use_akn,
         "its text as Akoma Ntoso")},
    {GET("/agreements/{id}/statement.csv", "text/csv; charset=utf-8", use_statement_csv,
         "its payments for a spreadsheet"),
     .parameters = {PERIOD}},
    {GET("/agreements/{id}/evidence", JSON_TYPE, use_evidence,
         "its text and signatures as evidence (softlaw verify)"),
     .is_unkept = true, .needs_people = true},
    // for programs
    {DATA("/agreements", use_list, "the agreements that are published",
          "{\"type\":\"object\",\"required\":[\"agreements\",\"next\"],\"properties\":{"
          "\"agreements\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"id\","
          "\"version\",\"title\"]}},\"next\":{\"type\":[\"string\",\"null\"]}}}"),
     .parameters = {AFTER, LIMIT}},
    {DATA("/agreements/{id}", use_agreement, "an agreement",
          "{\"type\":\"object\",\"required\":[\"sha256\",\"recorded\",\"signed by\",\"settled\","
          "\"agreement\"]}")},
    {DATA("/agreements/{id}/statement", use_statement, "what is paid under an agreement",
          "{\"type\":\"object\",\"required\":[\"agreement\",\"version\",\"periods\"]}"),
     .parameters = {PERIOD}},
    {DATA("/agreements/{id}/evidence", use_evidence,
          "its text and signatures as evidence (softlaw verify)",
          "{\"type\":\"object\",\"required\":[\"softlaw\",\"checkpoint\",\"records\"]}"),
     .is_unkept = true, .needs_people = true},
    {GET("/api/v1/agreements/{id}/text", "text/markdown; charset=utf-8", use_text,
         "its text as it was recorded")},
    {GET("/api/v1/agreements/{id}/statement.csv", "text/csv; charset=utf-8", use_statement_csv,
         "its payments for a spreadsheet"),
     .parameters = {PERIOD}},
    {GET("/api/v1/agreements/{id}/calendar.ics", "text/calendar; charset=utf-8", use_calendar_ics,
         "what falls due, for calendars (RFC 5545)"),
     .parameters = {DAYS}, .is_unkept = true},
    {GET("/api/v1/calendar.ics", "text/calendar; charset=utf-8", use_calendar_ics_for,
         "what falls due under agreements of a region, for calendars (RFC 5545)"),
     .parameters = {WHOM, DAYS}, .is_unkept = true},
    {GET("/api/v1/log/head", "text/plain; charset=utf-8", use_head,
         "the signed head of the log, for witnesses (C2SP tlog-witness)"),
     .parameters = {{"since", NUMBER_SCHEMA, "how many records the witness has seen", false}}},
    {GET("/api/v1/log/checkpoint", "text/plain; charset=utf-8", use_checkpoint,
         "the last head that witnesses have cosigned (C2SP tlog-checkpoint, tlog-cosignature)"),
     .is_unkept = true, .needs_people = true},
    {PAGE("/log", page_use_log, "who watches the log"), .is_unkept = true, .needs_people = true},
    {DATA("/log/witnesses", use_witnesses, "who watches the log",
          "{\"type\":\"object\",\"required\":[\"witnesses\"]}"),
     .is_unkept = true, .needs_people = true},
    {FORM("/log/cosignatures", use_cosign, "keep a cosignature of a head of the log"),
     .parameters = {WANTED("note", "the head, signed by the log and cosigned by a witness")},
     .lane = LANE_WRITER},
    {DATA("/openapi.json", openapi_use, "this description",
          "{\"type\":\"object\",\"required\":[\"openapi\",\"paths\"]}")},
    // drafts
    {PAGE("/desk", page_use_desk, "what is one's own to do"),
     .parameters = {DRAFTS, AFTER, LIMIT, CURSOR("waiting")}, .act = OFFICE_ANYBODY,
     .policy = POLICY_SCRIPTS},
    {DATA("/proposals", use_waiting, "what waits for a second person",
          "{\"type\":\"object\",\"required\":[\"proposals\",\"next\"]}"),
     .parameters = {PROPOSAL_STATE, ACT, CURSOR("after"), LIMIT}, .act = OFFICE_ANYBODY},
    {DATA("/drafts", use_drafts, "drafts of one's organisation, and those it is invited to",
          "{\"type\":\"object\",\"required\":[\"drafts\",\"next\"]}"),
     .parameters = {DRAFTS, AFTER, LIMIT}, .act = OFFICE_ANYBODY},
    {PAGE("/drafts/new", page_use_new, "a new draft"), .act = "draft"},
    {FORM("/drafts", use_draft_begin, "begin a draft: its id"),
     .parameters = {FIELD("template", "its name"), FIELD("text", "instead of a template")},
     .act = "draft", .lane = LANE_WRITER, .is_large = true},
    {PAGE("/drafts/{id}", page_use_draft, "a draft"),
     .parameters = {VERSION, CURSOR("before"), CURSOR("remarks")}, DRAFT("read"),
     .policy = POLICY_SCRIPTS},
    {PAGE("/drafts/{id}/edit", page_use_edit, "a draft, to be changed"), DRAFT("draft"),
     .policy = POLICY_SCRIPTS},
    {GET("/drafts/{id}/text", "text/markdown; charset=utf-8", use_draft_text, "a draft's text"),
     .parameters = {VERSION}, DRAFT("read")},
    {DATA("/drafts/{id}", use_draft, "a draft, and what is found in it",
          "{\"type\":\"object\",\"required\":[\"id\",\"version\",\"text\",\"findings\"]}"),
     .parameters = {VERSION}, DRAFT("read")},
    {DATA("/drafts/{id}/talk", use_talk, "who takes part, and what they remark",
          "{\"type\":\"object\",\"required\":[\"invitations\",\"remarks\",\"next\"]}"),
     .parameters = {CURSOR("before"), LIMIT}, DRAFT("read")},
    {DATA("/drafts/{id}/proposals", use_proposals, "what binds or pays",
          "{\"type\":\"object\",\"required\":[\"proposals\",\"next\"]}"),
     .parameters = {PROPOSAL_STATE, ACT, CURSOR("before"), LIMIT}, DRAFT("read")},
    {FORM("/drafts/{id}/save", use_save, "save a draft: its new version"),
     .parameters = {WANTED("version", "the number of the version that was seen"),
                    WANTED("text", "the whole text"), FIELD("summary", "what was changed")},
     DRAFT("draft"), .lane = LANE_WRITER, .is_large = true},
    {FORM("/drafts/{id}/invite", use_invite, "invite an organisation"),
     .parameters = {WANTED("organisation", "its id"), WANTED("relation", "partner or observer")},
     DRAFT("share"), .lane = LANE_WRITER},
    {FORM("/drafts/{id}/uninvite", use_uninvite, "end an invitation"),
     .parameters = {WANTED("organisation", "its id")}, DRAFT("share"), .lane = LANE_WRITER},
    {FORM("/drafts/{id}/remarks", use_remark, "remark on a draft: the remark's number"),
     .parameters = {FIELD("anchor", "the id of an article"), WANTED("text", "the remark")},
     DRAFT("comment"), .lane = LANE_WRITER},
    {FORM("/drafts/{id}/remarks/close", use_remark_close, "close a remark"), .parameters = {NUMBER},
     DRAFT("comment"), .lane = LANE_WRITER},
    // a draft while it is typed, for the editor
    {TYPED("look", use_live_look, "what is found in a text",
           "{\"type\":\"object\",\"required\":[\"findings\",\"score\",\"articles\","
           "\"coverage\"]}"),
     .parameters = {TYPED_TEXT}},
    {TYPED("hover", use_live_hover, "what stands at a place of a text",
           "{\"type\":\"object\",\"required\":[\"from\",\"to\",\"html\"]}"),
     .parameters = {TYPED_TEXT, TYPED_AT}},
    {TYPED("complete", use_live_complete, "what may be written at a place of a text",
           "{\"type\":\"object\",\"required\":[\"from\",\"proposals\"]}"),
     .parameters = {TYPED_TEXT, TYPED_AT}},
    {TYPED("format", use_live_format, "a text laid out anew",
           "{\"type\":\"object\",\"required\":[\"text\"]}"),
     .parameters = {TYPED_TEXT}},
    {PAGE("/drafts/{id}/versions", page_use_draft_versions, "what changed between two versions"),
     .parameters = {DRAFT_VERSIONS}, DRAFT("read"), .lane = LANE_JUDGING},
    {DATA("/drafts/{id}/versions", use_draft_versions, "what changed between two versions",
          "{\"type\":\"object\",\"required\":[\"before\",\"after\",\"change\"]}"),
     .parameters = {DRAFT_VERSIONS}, DRAFT("read"), .lane = LANE_JUDGING},
    // what if?
    {PAGE("/drafts/{id}/what-if", page_use_what_if, "what payments would be if facts were others"),
     .parameters = {VERSION}, DRAFT("read"), .lane = LANE_JUDGING, .policy = POLICY_SCRIPTS},
    {FORM("/drafts/{id}/what-if", use_what_if, "what payments would be if facts were others"),
     .parameters = {VERSION,
                    FIELD("key", "facts that are others: \"quantity,member,period\", a list"),
                    FIELD("value", "what they are, in the same order"),
                    FIELD("facts", "more of them, as CSV or JSON")},
     DRAFT("read"), .lane = LANE_JUDGING, .is_large = true, .policy = POLICY_SCRIPTS},
    // a decision table
    {PAGE("/drafts/{id}/table", page_use_table, "a decision table of a draft"),
     .parameters = {FIELD("name", "of the table; not needed where there is one only"), VERSION},
     DRAFT("read"), .lane = LANE_JUDGING, .policy = POLICY_SCRIPTS},
    {FORM("/drafts/{id}/table", use_table, "what a decision table comes to; nothing is kept"),
     .parameters = {TABLE_CELLS, FIELD("do", "add, remove N, or up N: a change of rows"),
                    FIELD("summary", "not looked at here")},
     DRAFT("read"), .lane = LANE_JUDGING, .is_large = true, .policy = POLICY_SCRIPTS},
    {FORM("/drafts/{id}/table/save", use_table_save, "save a decision table: the new version"),
     .parameters = {TABLE_CELLS, FIELD("summary", "what was changed")}, DRAFT("draft"),
     .lane = LANE_WRITER, .is_large = true},
    // what binds or pays
    {FORM("/drafts/{id}/publish", use_publish, "propose to publish the last version"),
     DRAFT("publish"), .lane = LANE_WRITER},
    {FORM("/drafts/{id}/sign", use_sign, "propose to sign: a note that a key of one's own signed"),
     .parameters = {WANTED("note", "as softlaw seal sign writes it")}, DRAFT("sign"),
     .lane = LANE_WRITER, .needs_witness = true},
    {FORM("/drafts/{id}/pay", use_pay, "propose to post what a period comes to"),
     .parameters = {FIELD("period", "for example 2021; empty: the whole term")},
     DRAFT("prepare-payment"), .lane = LANE_WRITER, .needs_witness = true},
    {FORM("/drafts/{id}/approve", use_approve, "approve a proposal of another, which does it"),
     .parameters = {NUMBER}, DRAFT("read"), .lane = LANE_WRITER, .needs_witness = true},
    {FORM("/drafts/{id}/refuse", use_refuse, "refuse a proposal, or withdraw one's own"),
     .parameters = {NUMBER, FIELD("why", "in a few words")}, DRAFT("read"), .lane = LANE_WRITER},
    // facts
    {PAGE("/drafts/{id}/facts", page_use_facts, "facts"),
     .parameters = {WORDS_OF("words of its name or source"), FACT_STATE, CURSOR("before"), LIMIT},
     DRAFT("read"), .policy = POLICY_SCRIPTS},
    {DATA("/drafts/{id}/facts", use_uploads, "facts that were brought in",
          "{\"type\":\"object\",\"required\":[\"facts\",\"next\"]}"),
     .parameters = {WORDS_OF("words of its name or source"), FACT_STATE, CURSOR("before"), LIMIT},
     DRAFT("read")},
    {GET("/drafts/{id}/facts/file", "text/plain; charset=utf-8", use_upload_text,
         "a file of facts"),
     .parameters = {{"number", NUMBER_SCHEMA, "its number", false}}, DRAFT("read")},
    {FORM("/drafts/{id}/facts", use_upload, "bring files of facts in: a number, or what is wrong"),
     .parameters = {WANTED("source", "where they are from"),
                    WANTED("text", "CSV or JSON; of several files a list, which is all or nothing"),
                    FIELD("name", "of the file; of several a list, in the same order")},
     DRAFT("write-facts"), .lane = LANE_WRITER, .is_large = true},
    {PAGE("/drafts/{id}/settlement", page_use_settle, "what is to be paid"), DRAFT("read"),
     .policy = POLICY_SCRIPTS, .lane = LANE_LONG},
    {DATA("/drafts/{id}/settlement", use_settle, "what is to be paid",
          "{\"type\":\"object\",\"required\":[\"agreement\",\"periods\"]}"),
     DRAFT("read"), .lane = LANE_LONG},
    {GET("/api/v1/events", "text/event-stream", use_events,
         "changes of what one may see, as they happen (server-sent events)"),
     .parameters = {{"after", NUMBER_SCHEMA,
                     "the number behind which it goes on, as Last-Event-ID; otherwise from now on",
                     false}},
     .act = OFFICE_ANYBODY},
    // notices
    {PAGE("/notices", page_use_notices, "what one is told"), .parameters = {NOTICES},
     .act = OFFICE_ANYBODY, .policy = POLICY_SCRIPTS},
    {DATA("/notices", use_notices, "what one is told", OBJECT_SCHEMA), .parameters = {NOTICES},
     .act = OFFICE_ANYBODY},
    {FORM("/notices/read", use_notices_read, "all up to this number were read"),
     .parameters = {NUMBER}, .act = OFFICE_ANYBODY, .lane = LANE_WRITER, .is_for_programs = true},
    {DATA("/notices/channels", use_channels, "where else one is told",
          "{\"type\":\"object\",\"required\":[\"channels\"]}"),
     .act = OFFICE_ANYBODY},
    {FORM("/notices/mail", use_channel_mail, "be told by mail"),
     .parameters = {WANTED("address", "of the mailbox"), FIELD("daily", "\"yes\": once a day")},
     .act = OFFICE_ANYBODY, .lane = LANE_WRITER},
    {FORM("/notices/hook", use_channel_hook, "call a program: a secret, told once"),
     .parameters = {WANTED("url", "https://…")}, .act = "manage-people", .lane = LANE_WRITER,
     .tells_secret = true},
    {FORM("/notices/channels/end", use_channel_end, "be told there no more"),
     .parameters = {NUMBER}, .act = OFFICE_ANYBODY, .lane = LANE_WRITER},
    // keys
    {PAGE("/keys", page_use_keys, "public keys by which one's organisation signs"),
     .act = "manage-people"},
    {DATA("/keys", use_keys, "public keys by which one's organisation signs",
          "{\"type\":\"object\",\"required\":[\"keys\"]}"),
     .act = "manage-people"},
    {FORM("/keys", use_key_add, "add a public key"), .parameters = {WANTED("key", "one line")},
     .act = "manage-people", .lane = LANE_WRITER},
    {FORM("/keys/end", use_key_end, "take a public key away"),
     .parameters = {WANTED("key", "one line")}, .act = "manage-people", .lane = LANE_WRITER},
    // one's own account
    {PAGE("/login", page_use_login, "logging in"),
     .parameters = {FIELD("next", "where to go afterwards"), FIELD("why", "why it failed")},
     .is_unkept = true, .policy = POLICY_SCRIPTS},
    {FORM("/login", use_login, "log in: a token"),
     .parameters = {WANTED("person", "the name of the account"), WANTED("password", "its password"),
                    FIELD("code", "of the second factor"), FIELD("next", "where to go afterwards")},
     .lane = LANE_SLOW},
    {PAGE("/login/oidc/{id}", use_provider, "go on to a provider of logins (OpenID Connect)"),
     .parameters = {FIELD("next", "where to go afterwards")}, .lane = LANE_ASKING,
     .is_unkept = true},
    {PAGE("/login/oidc/{id}/callback", use_provider_back, "back from a provider of logins"),
     .parameters = {FIELD("state", "that was sent along"), FIELD("code", "that is exchanged"),
                    FIELD("iss", "the issuer (RFC 9207)"), FIELD("error", "why it failed there")},
     .lane = LANE_ASKING, .is_unkept = true},
    {PAGE("/login/code", page_use_code, "the code of the second factor"),
     .parameters = {FIELD("next", "where to go afterwards"), FIELD("why", "why it failed")},
     .is_unkept = true, .policy = POLICY_SCRIPTS},
    {FORM("/login/code", use_login_factor, "prove the second factor: a new token"),
     .parameters = {WANTED("code", "of the authenticator, or a recovery code"),
                    FIELD("token", "that logging in gave; otherwise the cookie's"),
                    FIELD("next", "where to go afterwards")},
     .lane = LANE_SLOW},
    {.method = "POST",
     .path = "/api/v1/login/passkey/begin",
     .use = use_passkey_login_begin,
     .purpose = "a question for a passkey, to log in",
     .schema = PASSKEY_QUESTION,
     .lane = LANE_WRITER},
    {FORM("/login/passkey", use_passkey_login, "log in by a passkey: a token"),
     .parameters = {WANTED("id", "of the passkey"), FIELD("user", "the handle it gives"),
                    WANTED("client_data", "what the browser says, base64url"),
                    WANTED("authenticator_data", "what the authenticator says, base64url"),
                    WANTED("signature", "base64url"), FIELD("next", "where to go afterwards")},
     .lane = LANE_WRITER},
    {FORM("/logout", use_logout, "log out"), .act = OFFICE_ANYBODY, .is_for_all = true},
    {PAGE("/account", page_use_account, "one's own account"),
     .parameters = {FIELD("why", "why linking failed")}, .act = OFFICE_ANYBODY, .is_for_all = true},
    {DATA("/account", use_me, "who is logged in",
          "{\"type\":\"object\",\"required\":[\"person\",\"organisation\",\"roles\"]}"),
     .act = OFFICE_ANYBODY, .is_for_all = true},
    {PAGE("/account/password", page_use_password, "a new password"), .act = OFFICE_ANYBODY,
     .is_for_all = true},
    {FORM("/account/password", use_password, "change the password: a new token"),
     .parameters = {WANTED("old", "the password of now"), WANTED("new", "the new one")},
     .act = OFFICE_ANYBODY, .lane = LANE_SLOW, .is_for_all = true, .tells_secret = true},
    {FORM("/account/organisation", use_choose, "work for another organisation: a new token"),
     .parameters = {WANTED("organisation", "its id")}, .act = OFFICE_ANYBODY, .tells_secret = true},
    {FORM("/account/factor", use_factor_begin, "begin a second factor: an address for a picture"),
     .act = OFFICE_ANYBODY, .tells_secret = true},
    {FORM("/account/factor/confirm", use_factor_confirm,
          "prove the second factor: recovery codes, told once"),
     .parameters = {WANTED("code", "of the authenticator")}, .act = OFFICE_ANYBODY,
     .lane = LANE_SLOW, .tells_secret = true},
    {FORM("/account/providers", use_link_begin, "begin to link one's account to a provider"),
     .parameters = {WANTED("provider", "its id")}, .act = OFFICE_ANYBODY, .lane = LANE_ASKING},
    {FORM("/account/providers/end", use_link_end, "end a link of one's account to a provider"),
     .parameters = {WANTED("issuer", "of the provider")}, .act = OFFICE_ANYBODY},
    {FORM("/account/zone", use_zone, "the time zone in which one is told times"),
     .parameters = {FIELD("zone", "as Asia/Shanghai; empty: UTC")}, .act = OFFICE_ANYBODY,
     .lane = LANE_WRITER},
    {PAGE("/account/passkeys", page_use_passkeys, "one's passkeys"), .act = OFFICE_ANYBODY,
     .policy = POLICY_SCRIPTS},
    {DATA("/account/passkeys", use_passkeys, "one's passkeys",
          "{\"type\":\"object\",\"required\":[\"passkeys\"]}"),
     .act = OFFICE_ANYBODY},
    {.method = "POST",
     .path = "/api/v1/account/passkeys/begin",
     .use = use_passkey_add_begin,
     .purpose = "a question for a new passkey",
     .schema = PASSKEY_QUESTION,
     .act = OFFICE_ANYBODY,
     .lane = LANE_WRITER},
    {.method = "POST",
     .path = "/api/v1/account/passkeys",
     .use = use_passkey_add,
     .purpose = "add a passkey: its number; with the first factor recovery codes, told once",
     .tells_secret = true,
     .parameters = {WANTED("name", "for example of the device"),
                    WANTED("client_data", "what the browser says, base64url"),
                    WANTED("attestation", "what the authenticator says, base64url")},
     .schema = OBJECT_SCHEMA,
     .act = OFFICE_ANYBODY,
     .lane = LANE_WRITER},
    {FORM("/account/passkeys/name", use_passkey_rename, "give a passkey another name"),
     .parameters = {NUMBER, WANTED("name", "for example of the device")}, .act = OFFICE_ANYBODY,
     .lane = LANE_WRITER},
    {FORM("/account/passkeys/end", use_passkey_end, "end a passkey"), .parameters = {NUMBER},
     .act = OFFICE_ANYBODY, .lane = LANE_WRITER},
    {PAGE("/account/sessions", page_use_sessions, "where one is logged in"), .act = OFFICE_ANYBODY,
     .is_for_all = true},
    {DATA("/account/sessions", use_sessions, "where one is logged in",
          "{\"type\":\"object\",\"required\":[\"sessions\"]}"),
     .act = OFFICE_ANYBODY, .is_for_all = true},
    {FORM("/account/sessions/end", use_sessions_end, "end one's sessions elsewhere"),
     .act = OFFICE_ANYBODY, .lane = LANE_WRITER, .is_for_all = true},
    {PAGE("/account/tokens", page_use_tokens, "tokens of programs"), .act = OFFICE_ANYBODY},
    {DATA("/account/tokens", use_tokens, "tokens of programs",
          "{\"type\":\"object\",\"required\":[\"tokens\"]}"),
     .act = OFFICE_ANYBODY},
    {FORM("/account/tokens", use_token_add, "make a token for a program: told once"),
     .parameters = {WANTED("name", "what it is for"), WANTED("scope", "acts, parted by blanks"),
                    WANTED("until", "the last day, as 2026-12-31")},
     .act = OFFICE_ANYBODY, .tells_secret = true},
    {FORM("/account/tokens/{id}/end", use_token_end, "end a token"), .act = OFFICE_ANYBODY},
    // accounts of one's organisation
    {PAGE("/people", page_use_people, "the accounts of one's organisation"), .parameters = {PEOPLE},
     .act = "manage-people"},
    {DATA("/people", use_people, "the accounts of one's organisation",
          "{\"type\":\"object\",\"required\":[\"people\",\"next\"]}"),
     .parameters = {PEOPLE}, .act = "manage-people"},
    {FORM("/people", use_person_add, "a new account: its password, told once"),
     .parameters = {WANTED("person", "the id to log in with"), FIELD("name", "of the person")},
     .act = "manage-people", .lane = LANE_SLOW, .tells_secret = true},
    {FORM("/people/grant", use_role_grant, "give a role"),
     .parameters = {WANTED("person", "whom"), WANTED("role", "for example drafter"),
                    FIELD("until", "the last day, as 2026-12-31")},
     .act = "manage-people"},
    {FORM("/people/{id}/reset", use_person_reset, "a new password, told once"),
     .parameters = {FIELD("factor", "\"forget\": the second factor goes too")},
     .act = "manage-people", .lane = LANE_SLOW, .tells_secret = true},
    {FORM("/people/{id}/close", use_person_close, "close an account, or open it again"),
     .parameters = {FIELD("closed", "\"no\" opens it again")}, .act = "manage-people"},
    {FORM("/people/{id}/link", use_person_link, "link an account to who it is at a provider"),
     .parameters = {WANTED("issuer", "of the provider"), WANTED("subject", "who it is there")},
     .act = "manage-people"},
    {FORM("/people/{id}/unlink", use_person_unlink, "end a link of an account to a provider"),
     .parameters = {WANTED("issuer", "of the provider")}, .act = "manage-people"},
    {FORM("/people/{id}/revoke", use_role_revoke, "take a role away"),
     .parameters = {WANTED("role", "for example drafter")}, .act = "manage-people"},
    {PAGE("/audit", page_use_audit, "who did what with accounts and approvals"),
     .parameters = {AUDIT}, .act = "read-audit"},
    {DATA("/audit", use_audit, "who did what with accounts and approvals",
          "{\"type\":\"object\",\"required\":[\"events\",\"next\"]}"),
     .parameters = {AUDIT}, .act = "read-audit"},
    // for whoever runs it
    {GET("/health", JSON_TYPE, use_health, "does the server work?"), .is_unkept = true,
     .is_always = true},
};
const size_t office_route_count = sizeof office_routes / sizeof *office_routes;

// ---- finding ------------------------------------------------------------------------------------

enum { API_BYTES = sizeof "/api/v1" - 1 };

// {id} stands for a segment that is not empty.
static bool matches(const char *pattern, Str path, Str *ret_id) {
    size_t at = 0;
    while (*pattern) {
        if (*pattern != '{') {
            if (at == path.size || path.at[at++] != *pattern++) return false;
            continue;
        }
        size_t start = at;
        while (at < path.size && path.at[at] != '/') at++;
        if (at == start) return false;
        *ret_id = str_part(path, start, at - start);
        pattern += sizeof "{id}" - 1;
    }
    return at == path.size;
}

// A form also stands under /api/v1.
static bool is_at(const OfficeRoute *r, Str path, Str *ret_id) {
    Str within = str_part(path, API_BYTES, path.size);
    return matches(r->path, path, ret_id) ||
           (!r->type && office_is_api(path) && matches(r->path, within, ret_id));
}

const OfficeRoute *office_find(Str method, Str path, Str *ret_id, OfficeStatus *ret_status) {
    *ret_status = OFFICE_NOT_FOUND;
    *ret_id = STR("");
    if (str_is(method, STR("HEAD"))) method = STR("GET");
    for (size_t i = 0; i < office_route_count; i++) {
        if (!is_at(&office_routes[i], path, ret_id)) continue;
        *ret_status = OFFICE_WRONG_METHOD;
        if (!str_is(method, str_from(office_routes[i].method))) continue;
        *ret_status = OFFICE_OK;
        return &office_routes[i];
    }
    return NULL;
}

Str office_methods(Arena *a, Str path) {
    Buf b = {.arena = a};
    Str id;
    for (size_t i = 0; i < office_route_count; i++) {
        const OfficeRoute *r = &office_routes[i];
        if (!is_at(r, path, &id)) continue;
        if (b.size) buf_add_c(&b, ", ");
        buf_add_c(&b, r->type ? "GET, HEAD" : "POST");
    }
    return buf_str(&b);
}
