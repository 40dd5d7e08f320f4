// office/portal_data.c - what is published as open data: a catalogue after DCAT 3, in JSON-LD
#include "base/html.h"
#include "base/json.h"
#include "office/portal.h"

// https://www.w3.org/TR/vocab-dcat-3/; a page of the catalogue is told as Hydra does.
static const char CONTEXT[] =
    "\"@context\":{\"dcat\":\"http://www.w3.org/ns/dcat#\",\"dct\":\"http://purl.org/dc/terms/\","
    "\"foaf\":\"http://xmlns.com/foaf/0.1/\",\"spdx\":\"http://spdx.org/rdf/terms#\","
    "\"hydra\":\"http://www.w3.org/ns/hydra/core#\",\"xsd\":\"http://www.w3.org/2001/XMLSchema#\"}";

static const struct {
    const char *path, *type, *title;
    bool is_of_payments; // only where something was settled
} FORMS[] = {
    {"/text", "text/markdown", N_("The text as it was recorded"), false},
    {"/akn", "application/akn+xml", N_("The text as Akoma Ntoso"), false},
    {"", "application/json", N_("What it defines and asks, for programs"), false},
    {"/statement.csv", "text/csv", N_("Its payments for a spreadsheet"), true},
};

static Str address(const OfficeCall *c, const char *path, Str id, const char *rest) {
    Buf b = {.arena = c->arena};
    buf_add(&b, c->request->origin);
    buf_add_c(&b, path);
    html_add_url(&b, id);
    buf_add_c(&b, rest);
    return buf_str(&b);
}

static void add_reference(Buf *b, const char *name, Str iri) {
    json_add_name(b, name);
    buf_add_byte(b, '{');
    json_add_text(b, "@id", iri);
    buf_add_byte(b, '}');
}

static void add_typed(Buf *b, const char *name, const char *type, Str value) {
    json_add_name(b, name);
    buf_add_byte(b, '{');
    json_add_text(b, "@type", str_from(type));
    json_add_text(b, "@value", value);
    buf_add_byte(b, '}');
}

// The same in both languages; `texts` by Lang.
static void add_texts(Buf *b, const char *name, const Str texts[2]) {
    json_add_name(b, name);
    for (Lang lang = LANG_EN; lang <= LANG_ZH; lang++) {
        buf_add_c(b, lang == LANG_EN ? "[{" : ",{");
        json_add_text(b, "@language", lang_name(lang));
        json_add_text(b, "@value", texts[lang]);
        buf_add_byte(b, '}');
    }
    buf_add_byte(b, ']');
}

static void add_said(Buf *b, const char *name, const char *english) {
    const Str texts[2] = {str_from(lang_text(LANG_EN, english)),
                          str_from(lang_text(LANG_ZH, english))};
    add_texts(b, name, texts);
}

static void add_checksum(Buf *b, Str sha256) {
    json_add_name(b, "spdx:checksum");
    buf_add_byte(b, '{');
    json_add_text(b, "@type", STR("spdx:Checksum"));
    add_reference(b, "spdx:algorithm", STR("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"));
    add_typed(b, "spdx:checksumValue", "xsd:hexBinary", sha256);
    buf_add_byte(b, '}');
}

static void add_distribution(const OfficeCall *c, Buf *b, const PortalRow *r, size_t form) {
    bool is_json = !*FORMS[form].path;
    Str url = address(c, is_json ? "/api/v1/agreements/" : "/agreements/", r->id, FORMS[form].path);
    buf_add_byte(b, '{');
    json_add_text(b, "@type", STR("dcat:Distribution"));
    add_said(b, "dct:title", FORMS[form].title);
    add_reference(b, "dcat:accessURL", url);
    add_reference(b, "dcat:downloadURL", url);
    add_reference(
        b, "dcat:mediaType",
        str_fmt(c->arena, "https://www.iana.org/assignments/media-types/%s", FORMS[form].type));
    if (form == 0) add_checksum(b, r->version);
    buf_add_byte(b, '}');
}

static void add_time(Buf *b, const PortalRow *r) {
    json_add_name(b, "dct:temporal");
    buf_add_byte(b, '{');
    json_add_text(b, "@type", STR("dct:PeriodOfTime"));
    add_typed(b, "dcat:startDate", "xsd:date", r->first_day);
    if (r->last_day.size) add_typed(b, "dcat:endDate", "xsd:date", r->last_day);
    buf_add_byte(b, '}');
}

static void add_dataset(const OfficeCall *c, Buf *b, const PortalRow *r) {
    Str page = address(c, "/agreements/", r->id, "");
    buf_add_byte(b, '{');
    json_add_text(b, "@id", page);
    json_add_text(b, "@type", STR("dcat:Dataset"));
    json_add_text(b, "dct:identifier", r->id);
    add_texts(b, "dct:title", r->titles);
    json_add_text(b, "dct:description", r->parties);
    add_typed(b, "dct:modified", "xsd:dateTime", r->at);
    json_add_text(b, "dcat:version", r->version);
    json_add_text(b, "dct:language", r->language);
    add_reference(b, "dcat:landingPage", page);
    add_time(b, r);
    json_add_name(b, "dcat:distribution");
    buf_add_byte(b, '[');
    for (size_t i = 0, count = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        if (FORMS[i].is_of_payments && !r->is_settled) continue;
        if (count++) buf_add_byte(b, ',');
        add_distribution(c, b, r, i);
    }
    buf_add_c(b, "]}");
}

static void add_view(const OfficeCall *c, Buf *b, const PortalList *l) {
    if (!l->next.size) return;
    json_add_name(b, "hydra:view");
    buf_add_byte(b, '{');
    json_add_text(b, "@type", STR("hydra:PartialCollectionView"));
    add_reference(b, "hydra:next", address(c, "/data?after=", l->next, ""));
    buf_add_byte(b, '}');
}

bool use_data(const OfficeCall *c, Out *out, Err *err) {
    Buf *b = &out->buf;
    const PortalList *l =
        app_portal_list(c->app, c->portal, office_query(c->request, "after"), PORTAL_PAGE, err);
    if (!l) return false;
    buf_add_byte(b, '{');
    buf_add_c(b, CONTEXT);
    json_add_text(b, "@id", address(c, "/data", STR(""), ""));
    json_add_text(b, "@type", STR("dcat:Catalog"));
    add_said(b, "dct:title", N_("Agreements between regions"));
    add_reference(b, "foaf:homepage", address(c, "/", STR(""), ""));
    add_view(c, b, l);
    json_add_name(b, "dcat:dataset");
    buf_add_byte(b, '[');
    for (size_t i = 0; i < l->count; i++) {
        if (i) buf_add_c(b, ",\n");
        add_dataset(c, b, &l->items[i]);
        if (!out_spill(out)) return false;
    }
    buf_add_c(b, "]}\n");
    return out_end(out);
}
