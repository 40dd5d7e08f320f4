// agree/rules.c - the table of rules: what each says, how to mend it, why, and examples
//
// An example is the words and, behind " | ", the terms of an article; the tests judge each.
#include "agree/agree_int.h"

#include <assert.h>

static const LintRule RULES[] = {
    [RULE_WORDS_DIFFER] =
        {.id = "words-differ",
         .severity = SEVERITY_ERROR,
         .message = N_("the words say \"{1}\", the terms \"{2}\" (line {3})"),
         .proposal = N_("make words and terms say the same; if both are meant, write each on both "
                        "sides"),
         .why = N_("The parties sign the words and the machine runs the terms: where they differ, "
                   "each side can name a text that is right."),
         .english = {"The fee is 42 euros for each tonne. | parameters: {fee: 45}",
                     "The fee is 42 euros for each tonne. | parameters: {fee: 42}"},
         .chinese = {"每年供水6000万立方米。 | parameters: {供水量: 50000000}",
                     "每年供水6000万立方米。 | parameters: {供水量: 60000000}"}},
    [RULE_WORDS_WITHOUT_TERM] =
        {.id = "words-without-term",
         .severity = SEVERITY_WARNING,
         .message = N_("no term of this article says \"{1}\""),
         .proposal = N_("write it as a parameter, limit or due in the terms, or say why no term "
                        "has it: <!-- allow words-without-term: reason -->"),
         .why = N_("What only the words say is not computed, not checked and not shown with the "
                   "payment."),
         .english = {"The report is due within 30 days. | obligations: {report: {action: send the "
                     "report}}",
                     "The report is due within 30 days. | obligations: {report: {action: send the "
                     "report, limit: P30D}}"},
         .chinese = {"甲市在三十日内报送报告。 | obligations: {报告: {action: 报送报告}}",
                     "甲市在三十日内报送报告。 | obligations: {报告: {action: 报送报告, limit: "
                     "P30D}}"}},
    [RULE_TERM_WITHOUT_WORDS] =
        {.id = "term-without-words",
         .severity = SEVERITY_WARNING,
         .message = N_("the words of this article do not say \"{1}\""),
         .proposal = N_("say it in the words above the block, or say why not: <!-- allow "
                        "term-without-words: reason -->"),
         .why = N_("What only the terms say moves money without having been signed."),
         .english = {"The parties share the tax. | formulas: {share: tax * 0.4}",
                     "Forty per cent of the tax is shared. | formulas: {share: tax * 0.4}"},
         .chinese = {"两地分享税收。 | formulas: {分享额: 税收 * 0.4}",
                     "税收的百分之四十由两地分享。 | formulas: {分享额: 税收 * 0.4}"}},
    [RULE_CURRENCY_DIFFERS] =
        {.id = "currency-differs",
         .severity = SEVERITY_ERROR,
         .message = N_("the words say \"{1}\", but the agreement counts in {2}"),
         .proposal = N_("name the same currency in the words and under `currency`, or give the "
                        "terms the unit of the words"),
         .why = N_("An amount in another currency is another amount."),
         .english = {"The fee is 42 dollars. | parameters: {fee: 42}",
                     "The fee is 42 euros. | parameters: {fee: 42}"},
         .chinese = {"费用为42美元。 | parameters: {费用: 42}",
                     "费用为42欧元。 | parameters: {费用: 42}"}},
    [RULE_PARTY_DIFFERS] =
        {.id = "party-differs",
         .severity = SEVERITY_WARNING,
         .message =
             N_("the words of this article name another party, but not \"{1}\", who pays or is "
                "paid by the terms"),
         .proposal = N_("name in the words who pays and who is paid, and the same in the terms"),
         .why = N_("A payment that goes to another party than the words say is a wrong payment."),
         .english = {"Aton pays Belo 5 euros. | payments: {fee: {from: aton, to: cedo, amount: 5, "
                     "rounding: none}}",
                     "Aton pays Belo 5 euros. | payments: {fee: {from: aton, to: belo, amount: 5, "
                     "rounding: none}}"},
         .chinese = {"甲市向乙市支付5欧元。 | payments: {费用: {from: aton, to: cedo, amount: 5, "
                     "rounding: none}}",
                     "甲市向乙市支付5欧元。 | payments: {费用: {from: aton, to: belo, amount: 5, "
                     "rounding: none}}"}},
    [RULE_BEARER_DIFFERS] =
        {.id = "bearer-differs",
         .severity = SEVERITY_WARNING,
         .message = N_("the words of this article name a party, but not \"{1}\", who is bound by "
                       "the terms"),
         .proposal = N_("name in the words who is bound, and the same as `bearer` in the terms"),
         .why = N_("Whom the terms bind and the words do not name has not promised it."),
         .english = {"Aton publishes the data. | obligations: {publish: {bearer: belo, action: "
                     "publish the data}}",
                     "Aton publishes the data. | obligations: {publish: {bearer: aton, action: "
                     "publish the data}}"},
         .chinese = {"甲市公布数据。 | obligations: {公布: {bearer: party, action: 公布数据}}",
                     "各方公布数据。 | obligations: {公布: {bearer: party, action: 公布数据}}"}},
    [RULE_LANGUAGES_DIFFER] =
        {.id = "languages-differ",
         .severity = SEVERITY_ERROR,
         .message = N_("the text in \"{1}\" says \"{2}\", the one in \"{3}\" \"{4}\""),
         .proposal = N_("make all languages of the text say the same"),
         .why = N_("Each side signs and reads its own language: where two differ, both texts are "
                   "right."),
         .english = {"It reports within 30 days. | obligations: {report: {action: {en: report "
                     "within 30 days, zh: "
                     "在二十日内报送}}}",
                     "It reports within 30 days. | obligations: {report: {action: {en: report "
                     "within 30 days, zh: "
                     "在三十日内报送}}}"},
         .chinese =
             {"按期报送。 | obligations: {报送: {action: {zh: 报送乙市, en: report to Cedo}}}",
              "按期报送。 | obligations: {报送: {action: {zh: 报送乙市, en: report to "
              "Belo}}}"}},
    [RULE_LANGUAGES_LACK] =
        {.id = "languages-lack",
         .severity = SEVERITY_WARNING,
         .message = N_("the text in \"{1}\" says \"{2}\", the one in \"{3}\" does not"),
         .proposal = N_("say it in all languages of the text, or say why not: <!-- allow "
                        "languages-lack: reason -->"),
         .why = N_("Who reads the other language does not learn of it."),
         .english = {"It reports by 31 March. | obligations: {report: {action: {en: report by 31 "
                     "March, zh: "
                     "按时报送}}}",
                     "It reports by 31 March. | obligations: {report: {action: {en: report by 31 "
                     "March, zh: "
                     "于3月31日前报送}}}"},
         .chinese =
             {"误差不超过5%。 | obligations: {报送: {standard: {zh: 误差不超过5%, en: with a "
              "small error}}}",
              "误差不超过5%。 | obligations: {报送: {standard: {zh: 误差不超过5%, en: with an "
              "error of at most 5 per cent}}}"}},
};

size_t agree_rule_count(void) {
    return sizeof RULES / sizeof *RULES;
}

const LintRule *agree_rule(size_t index) {
    assert(index < agree_rule_count());
    return &RULES[index];
}
