// lint/rules.c - the table of rules: what each says, how to mend it, why, and examples of both
// kinds
//
// The tests judge every example: the bad one must be found by its rule, the good one by none.
#include "lint/lint_int.h"

#include <assert.h>

typedef struct Row {
    LintRule rule;
    unsigned cures;
} Row;

static const Row ROWS[] = {
    [MARK_SOFT_VERB] =
        {{.id = "soft-verb",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" promises no result that could be checked"),
          .proposal =
              N_("say what is different afterwards: which thing, from how much to how much, "
                 "by when, under which standard, done by whom"),
          .why =
              N_("A verb of effort is kept by any effort at all, so it can neither be claimed nor "
                 "measured."),
          .english =
              {"The Parties shall improve the punctuality of freight trains.",
               "The Railway Bureau shall improve the punctuality of freight trains from 82% in "
               "2024 to 95% in 2026."},
          .chinese = {"双方加强联合执法。", "两市生态环境局每季度按照附件三联合检查20家企业。"}},
         SEEN_QUANTITY | SEEN_STANDARD},
    [MARK_SOFT_MANNER] =
        {{.id = "soft-manner",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" colours the duty and adds nothing to it"),
          .proposal = N_("strike it, or say what makes the difference: a frequency, a quantity, a "
                         "deadline, a step of the procedure"),
          .why = N_("Whether something was done actively or closely is a matter of taste."),
          .english = {"The police forces shall closely cooperate against smuggling.",
                      "The police forces shall hold 4 joint patrols in each quarter."},
          .chinese = {"两市逐步统一工程师资格要求。",
                      "两市人力资源和社会保障局于2026年6月30日前统一附件二所列工程师资格要求。"}},
         SEEN_QUANTITY | SEEN_STANDARD | SEEN_TIME},
    [MARK_ESCAPE] =
        {{.id = "escape",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" lets the duty be dropped without saying when"),
          .proposal = N_("name the cases in which it does not hold, and who decides on them"),
          .why = N_("An exception that nobody has described is decided by the one whom it serves."),
          .english = {"Meetings are, in principle, held in the host city.",
                      "Meetings are held in the host city, except in a flood alert of level 1."},
          .chinese = {"工作组会议原则上在东道市召开。",
                      "工作组会议在东道市召开，东道市发布防汛一级响应的除外。"}},
         0},
    [MARK_VAGUE_TIME] =
        {{.id = "vague-time",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" sets no time"),
          .proposal =
              N_("write a period that begins with an event (within 30 days after …), a day, "
                 "or a frequency"),
          .why = N_("A duty without a time limit is never late."),
          .english =
              {"The Carrier shall promptly report any delay.",
               "The Carrier shall promptly, and within 2 hours after it is known, report any "
               "delay."},
          .chinese = {"上游省份应当及时通报突发环境事件。",
                      "上游省份应当及时并最迟在2小时内通报突发环境事件。"}},
         SEEN_TIME},
    [MARK_VAGUE_DEGREE] =
        {{.id = "vague-degree",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" names no measure"),
          .proposal =
              N_("write the value and its unit, or the standard by which it is judged, or who "
                 "decides by which test"),
          .why =
              N_("Two officers who both want to keep to the clause will draw the line in different "
                 "places."),
          .english = {"The host city shall provide sufficient land.",
                      "The host city shall provide 20 hectares of land."},
          .chinese = {"迁入市应当提供足够的土地。", "迁入市应当提供20公顷土地。"}},
         SEEN_QUANTITY | SEEN_STANDARD},
    [MARK_VAGUE_QUANTITY] =
        {{.id = "vague-quantity",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" is no number"),
          .proposal = N_("write the number, the share, or the rule by which it is computed"),
          .why = N_("What is not counted cannot be owed."),
          .english = {"The fund covers a certain share of the costs.",
                      "The fund covers 40 per cent of the costs."},
          .chinese = {"基金承担一定比例的修复费用。", "基金承担修复费用的40％。"}},
         SEEN_QUANTITY | SEEN_STANDARD},
    [MARK_EFFORT] =
        {{.id = "effort",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" owes an attempt, not a result"),
          .proposal =
              N_("owe the result; or list the steps that must have been taken before a failure "
                 "is excused"),
          .why = N_("Whoever tried has kept the clause, however it came out."),
          .english = {"The Supplier shall use its best efforts to maintain the volume of gas.",
                      "The Supplier shall deliver 2 million cubic metres of gas in each month."},
          .chinese = {"供方努力保持供气量。", "供方每月供气200万立方米。"}},
         SEEN_QUANTITY},
    [MARK_OPEN_LIST] =
        {{.id = "open-list",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" leaves the list open"),
          .proposal =
              N_("write the list to its end, or refer to an annex that does and say who may "
                 "change it"),
          .why = N_("Nobody can tell whether what is not written belongs to it."),
          .english = {"The Parties cooperate in transport, energy, etc.",
                      "This Agreement covers the goods of Annex 2."},
          .chinese = {"双方就交通、能源、旅游等签订合同。",
                      "本协议适用于交通、能源、旅游等三个行业。"}},
         SEEN_STANDARD},
    [MARK_APPROXIMATE] =
        {{.id = "approximate",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" makes the number uncertain"),
          .proposal = N_("write the number with the deviation allowed on either side"),
          .why = N_("By how much it may be missed is what will be disputed."),
          .english =
              {"The pipeline carries about 5 billion cubic metres a year.",
               "The pipeline carries 5 billion cubic metres a year, plus or minus 2 per cent."},
          .chinese = {"管道年输气约50亿立方米。", "管道年输气50亿立方米，允许偏差2％。"}},
         0},
    [MARK_NOBODY] =
        {{.id = "nobody",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" does not say whom or what"),
          .proposal = N_("name the office, person or document; or an annex that lists them"),
          .why = N_("Each of those who could be meant will think of another."),
          .english =
              {"The relevant departments shall follow up on the inspection.",
               "The Department of Water Resources of Henan shall follow up on the inspection "
               "within 10 days."},
          .chinese = {"有关部门负责跟踪检查结果。", "河南省水利厅在10日内跟踪检查结果。"}},
         SEEN_STANDARD},
    [MARK_LATER] =
        {{.id = "left-for-later",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" leaves the matter to be agreed"),
          .proposal =
              N_("agree on it here; or say who decides, by when, and what holds until then"),
          .why = N_("If the parties do not agree later, nothing holds."),
          .english = {"The contribution shall be agreed separately.",
                      "The Joint Committee fixes the contribution by 30 November of each year; "
                      "otherwise that of the year before holds."},
          .chinese = {"分担金额由双方另行约定。",
                      "联席会议每年11月30日前确定分担金额，未确定的沿用上年金额。"}},
         SEEN_STANDARD},
    [MARK_CONNECTIVE] =
        {{.id = "ambiguous-connective",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" can be read in two ways"),
          .proposal = N_("write \"and\", or \"or\", or \"one or both of\""),
          .why = N_("Both, or only one of them: the difference decides who pays."),
          .english = {"Losses are borne by the Seller and/or the Carrier.",
                      "Losses are borne by the Seller and the Carrier in equal parts."},
          .chinese = {"损失由卖方和/或承运人承担。", "损失由卖方和承运人各承担50％。"}},
         0},
    [MARK_WEAK_MODALITY] =
        {{.id = "weak-modality",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" leaves open whether it must be done"),
          .proposal = N_("write \"shall\" and the conditions; or strike the sentence"),
          .why = N_("What one party reads as a duty the other reads as advice."),
          .english = {"The enterprise should keep records of its waste water.",
                      "The enterprise shall keep records of its waste water for 5 years."},
          .chinese = {"企业宜保存废水处理记录。", "企业应当保存废水处理记录5年。"}},
         0},
    [MARK_SLOGAN] =
        {{.id = "slogan",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" states a wish"),
          .proposal = N_("move it to the preamble, and write here what each party does for it"),
          .why = N_("A wish among the duties makes readers treat the duties as wishes."),
          .english = {"Cooperation shall lead to win-win results.",
                      "Revenue is shared 60 to 40 between the host city and the home city."},
          .chinese = {"合作遵循互利共赢的原则。", "收入的60％归迁入市，40％归迁出市。"}},
         SEEN_QUANTITY},
    [MARK_CONFUSABLE] =
        {{.id = "confusable",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" is easily taken for another word"),
          .proposal = N_("use the word of the drafting standards: 账户, 抵销, 缴纳, 作出; twice a "
                         "month, every two months, until"),
          .why = N_("Drafting standards give such words one meaning each."),
          .english = {"The committee shall report bimonthly.",
                      "The committee shall report every two months."},
          .chinese = {"应付款项可以相互抵消。", "应付款项可以相互抵销。"}},
         0},
    [MARK_CHOICE] =
        {{.id = "word-choice",
          .severity = SEVERITY_NOTE,
          .message = N_("\"{1}\": do the drafting standards have another word for it?"),
          .proposal = N_(
              "应当 for 必须, 不得 for 不准 and 严禁, 缴纳 for 交纳 where it is enforced, 依照 for "
              "laws, 按照 for agreements and shares, 制定 rules and 规定 what they say; if for "
              "provided that, this Agreement for hereof"),
          .why = N_("Where two words stand for one thing, a reader looks for two things."),
          .english = {"The Buyer shall pay, provided that the goods are accepted.",
                      "If the goods are accepted, the Buyer shall pay within 10 days."},
          .chinese = {"经营者必须依照本协议保存记录5年。", "经营者应当按照本协议保存记录5年。"}},
         0},
    [MARK_UNMEASURED] =
        {{.id = "unmeasured",
          .severity = SEVERITY_NOTE,
          .message = N_("\"{1}\": is it clear by which measure, or which one is meant?"),
          .proposal = N_("name the measure or the thing, if the sentence does not"),
          .why = N_("Such words are harmless beside what explains them, and vague without."),
          .english = {"The portal shall offer additional functions.",
                      "The portal shall offer the 12 functions of Annex 3."}},
         SEEN_STANDARD},
    [MARK_PRONOUN] =
        {{.id = "vague-pronoun",
          .severity = SEVERITY_NOTE,
          .message = N_("\"{1}\": is it clear what it stands for?"),
          .proposal = N_("repeat the noun where two could be meant"),
          .why = N_("With two nouns before it a pronoun has two readings."),
          .english = {"If the Seller informs the Buyer, it shall pay the costs.",
                      "If the Seller informs the Buyer, the Buyer shall pay the costs."}},
         0},
    [RULE_SHARING] =
        {{.id = "sharing-without-terms",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" without scope, interface and responsibility for security"),
          .proposal = N_(
              "write which data set and fields, which standard, how often, through which "
              "interface, who provides them, and who answers for their security"),
          .why = N_(
              "Information is shared only where somebody has a duty to hand over named data in a "
              "form that the other can read."),
          .english =
              {"The Parties promote information sharing.",
               "For information sharing, Henan's Information Centre shall send the hourly data "
               "of Annex 4 through the interface of Annex 5 and is responsible for their "
               "security."},
          .chinese = {"双方推动信息共享。", "为数据共享，河南省信息中心每小时通过附件五的接口发送附"
                                            "件四所列数据，并负责数据安全。"}},
         0},
    [RULE_ABSTRACT] =
        {{.id = "abstract-object",
          .severity = SEVERITY_WARNING,
          .message =
              N_("\"{1}\" is the object of a duty that names nothing to be counted or dated"),
          .proposal = N_("say what somebody sees when the duty is kept: which thing, how many, by "
                         "when, under which standard"),
          .why = N_("An environment, a capacity or a mechanism is there or not as one likes to see "
                    "it."),
          .english = {"The Parties shall set up a joint mechanism.",
                      "The Parties shall set up a Joint Committee of 6 members by 1 March 2026."},
          .chinese = {"双方设立联合机制。", "双方于2026年3月1日前设立由6名委员组成的联合委员会。"}},
         0},
    [RULE_BARE] =
        {{.id = "bare-obligation",
          .severity = SEVERITY_WARNING,
          .message = N_("the obligation \"{1}\" has neither standard nor time limit nor procedure"),
          .proposal = N_("add at least one that can be checked: how much, by when, under which "
                         "standard, in which form, and what follows from a breach"),
          .why = N_(
              "Of the five elements it has the subject alone; whoever is bound decides the rest."),
          .english = {"The Operator shall keep the river bed clear.",
                      "The Operator shall clear the river bed within 90 days."},
          .chinese = {"经营者应当看管河道。", "经营者应当每月巡查河道4次。"}},
         0},
    [RULE_PASSIVE] =
        {{.id = "passive-without-actor",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\": by whom?"),
          .proposal = N_("make the one who acts the subject of the sentence"),
          .why = N_("A duty of nobody is kept by nobody."),
          .english = {"The results shall be published.",
                      "The Secretariat shall publish the results by 31 March of each year."},
          .chinese = {"考核结果应当予以公布。", "秘书处应当于每年3月31日前公布考核结果。"}},
         0},
    [RULE_NO_SUBJECT] =
        {{.id = "no-subject",
          .severity = SEVERITY_NOTE,
          .message = N_("the obligation \"{1}\" has no subject"),
          .proposal = N_("begin with the party or office that is bound"),
          .why = N_("Only a subject can keep or break an obligation."),
          .english = {"It must strengthen supervision.",
                      "The Bureau must strengthen supervision to 12 inspections a year."},
          .chinese = {"应当加强监管。", "管委会应当将监管加强到每年检查12次。"}},
         0},
    [RULE_NO_STANDARD] = {{.id = "no-standard",
                           .severity = SEVERITY_NOTE,
                           .message =
                               N_("the obligation \"{1}\" names no quantity and no standard"),
                           .proposal = N_("add how much, of which quality, measured by what"),
                           .why = N_("Without a measure nobody can say whether it was kept."),
                           .english = {"The Operator shall clean the river bed.",
                                       "The Operator shall clean 12 km of the river bed."},
                           .chinese = {"经营者应当清理河道。", "经营者应当清理12公里河道。"}},
                          0},
    [RULE_NO_PROCEDURE] =
        {{.id = "no-procedure",
          .severity = SEVERITY_NOTE,
          .message = N_("the obligation \"{1}\" names no procedure"),
          .proposal = N_("add how it is done and shown: in writing, through which office, on which "
                         "form, with whose signature"),
          .why = N_("The way is part of what can be checked."),
          .english = {"The Operator shall inform the city.",
                      "The Operator shall inform the city in writing."},
          .chinese = {"经营者应当告知迁入市。", "经营者应当书面告知迁入市。"}},
         0},
    [RULE_NO_TIME] = {{.id = "no-time-limit",
                       .severity = SEVERITY_NOTE,
                       .message = N_("the obligation \"{1}\" has no time limit"),
                       .proposal = N_("add a day, a period after an event, or a frequency"),
                       .why = N_("Without a time limit it is never late."),
                       .english = {"The Operator shall clean the river bed.",
                                   "The Operator shall clean the river bed within 90 days."},
                       .chinese = {"经营者应当清理河道。", "经营者应当在90日内清理河道。"}},
                      0},
    [RULE_NO_RESPONSIBILITY] =
        {{.id = "no-responsibility",
          .severity = SEVERITY_NOTE,
          .message = N_("nothing says who answers if \"{1}\" is not kept"),
          .proposal = N_(
              "add who is responsible and what follows from a breach, here or in an article "
              "on liability"),
          .why = N_("A duty without a consequence is a request."),
          .english = {"The Operator shall clean the river bed.",
                      "The Operator shall clean the river bed and is liable for the delay."},
          .chinese = {"经营者应当清理河道。", "经营者应当清理河道，逾期的支付违约金。"}},
         0},
    [RULE_NUMBER_UNIT] =
        {{.id = "number-without-unit",
          .severity = SEVERITY_NOTE,
          .message = N_("{1} of what?"),
          .proposal = N_("write the unit behind the number, unless the quantity has none"),
          .why = N_(
              "Tonnes or thousand tonnes, days or working days: the number alone does not tell."),
          .english = {"The flow shall not exceed 500.",
                      "The flow shall not exceed 500 cubic metres per second."},
          .chinese = {"流量不低于500。", "流量不低于500立方米每秒。"}},
         0},
    [RULE_DAY_YEAR] = {{.id = "day-without-year",
                        .severity = SEVERITY_NOTE,
                        .message = N_("the day at \"{1}\" belongs to no year"),
                        .proposal = N_("add the year, or \"of each year\""),
                        .why = N_("The clause will be read for as long as the agreement holds."),
                        .english = {"The Bureau reports by 31 March.",
                                    "The Bureau reports by 31 March of each year."},
                        .chinese = {"该局于3月31日前报告。", "该局于每年3月31日前报告。"}},
                       0},
    [RULE_WORKING_DAY] = {{.id = "working-day-without-calendar",
                           .severity = SEVERITY_NOTE,
                           .message = N_("\"{1}\": by whose calendar?"),
                           .proposal =
                               N_("name the calendar of holidays in the terms, section `calendar`"),
                           .why = N_("Two regions may have different holidays."),
                           .english = {"The Bureau answers within 5 working days.",
                                       "The Bureau answers within 5 days."},
                           .chinese = {"该局在5个工作日内答复。", "该局在5日内答复。"}},
                          0},
    [RULE_MIXED_DAYS] =
        {{.id = "mixed-days",
          .severity = SEVERITY_NOTE,
          .message = N_("{1}: the article counts some periods in days and some in working days"),
          .proposal = N_("count all periods of the article in days, or all in working days"),
          .why =
              N_("Two counts side by side are taken for one, and a period ends on the wrong day."),
          .english = {"The Bureau answers within 5 working days and pays within 10 days.",
                      "The Bureau answers within 7 days and pays within 10 days."},
          .chinese = {"该局在5个工作日内答复，在10日内付款。", "该局在7日内答复，在10日内付款。"}},
         0},
    [RULE_THRESHOLD] =
        {{.id = "threshold-boundary",
          .severity = SEVERITY_NOTE,
          .message = N_("{1} belongs to both sides of the threshold, or to neither"),
          .proposal = N_(
              "include the number on one side only: 以上, 以下 and 以内 include it, 超过 and 不满 "
              "do not; nor do \"more than\" and \"less than\""),
          .why = N_("Just at the threshold two rules hold, or none."),
          .english =
              {"A load of 10 t or more pays 5 yuan, and a load of 10 t or less pays 3 yuan.",
               "A load of 10 t or more pays 5 yuan, and a load of less than 10 t pays 3 yuan."},
          .chinese = {"载重10吨以上的收费5元，10吨以下的收费3元。",
                      "载重10吨以上的收费5元，不满10吨的收费3元。"}},
         0},
    [RULE_REFERENCE] = {{.id = "unknown-article",
                         .severity = SEVERITY_WARNING,
                         .message = N_("there is no article {1}"),
                         .proposal =
                             N_("correct the number; or name the law whose article is meant"),
                         .why = N_("A reference into nothing takes the condition with it."),
                         .english = {"Payments follow Article 9.", "Payments follow Article 1."},
                         .chinese = {"付款适用第九条。", "付款适用第一条。"}},
                        0},
    [RULE_ALLOW_REASON] =
        {{.id = "allow-without-reason",
          .severity = SEVERITY_WARNING,
          .message = N_("\"{1}\" silences nothing: it needs the id of a rule and a reason"),
          .proposal = N_("write <!-- allow RULE: reason -->, with an id of `softlaw help rules`"),
          .why = N_("Whoever reads the text later must see why a finding was set aside."),
          .english =
              {"<!-- allow vague-time -->\nThe pilot boards when the tide allows.",
               "<!-- allow vague-time: the tide decides -->\nThe pilot shall board promptly."},
          .chinese = {"<!-- allow vague-time -->\n引航员在潮位允许时登船。",
                      "<!-- allow vague-time：由潮位决定 -->\n引航员应当及时登船。"}},
         0},
    [RULE_ALLOW_UNUSED] =
        {{.id = "allow-unused",
          .severity = SEVERITY_NOTE,
          .message = N_("\"{1}\" silences nothing: the rule finds nothing here"),
          .proposal = N_("strike it"),
          .why = N_("A remark without use hides the next fault."),
          .english = {"<!-- allow escape: the tide decides -->\nThe pilot boards at 12:00.",
                      "<!-- allow escape: the tide decides -->\nThe pilot boards at 12:00 where "
                      "possible."},
          .chinese = {"<!-- allow escape：由潮位决定 -->\n引航员于12时登船。",
                      "<!-- allow escape：由潮位决定 -->\n引航员必要时登船。"}},
         0},
};

static_assert(sizeof ROWS / sizeof ROWS[0] == RULE_COUNT, "every rule has its row");

size_t lint_rule_count(void) {
    return RULE_COUNT;
}

size_t lint_word_rule_count(void) {
    return MARK_RULES;
}

const LintRule *lint_rule(size_t index) {
    assert(index < RULE_COUNT);
    return &ROWS[index].rule;
}

unsigned rule_cures(unsigned rule) {
    assert(rule < RULE_COUNT);
    return ROWS[rule].cures;
}

unsigned rule_find(Str id) {
    for (unsigned i = 0; i < RULE_COUNT; i++)
        if (str_is(str_from(ROWS[i].rule.id), id)) return i;
    return RULE_COUNT;
}
