// terms/sections.c - the table of sections and keys
#include "terms/sections.h"

#define REQUIRED true
#define OPTIONAL false
#define ROUNDING_MODES "half even|half up|half down|up|down|floor|ceiling|largest remainder"
#define HIT_POLICIES "U|A|P|F|R|O|C|C+|C<|C>|C#"
#define WEEKDAYS "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

static const Field entry_fields[] = {
    {"name", FIELD_TEXT, OPTIONAL, NULL, "what it is called, in the document's language",
     "名称（用文本的语言）"},
    {"label", FIELD_TEXT, OPTIONAL, NULL, "what it is called in other languages: {en: …, zh: …}",
     "其他语言的名称：{en: …, zh: …}"},
    {"note", FIELD_TEXT, OPTIONAL, NULL, "a remark for the reader", "给读者的说明"},
};

static const Field front_fields[] = {
    {"softlaw", FIELD_INTEGER, REQUIRED, NULL, "version of this format: 1", "格式版本：1"},
    {"id", FIELD_WORD, REQUIRED, NULL, "name of the agreement in ledgers and commands: a-z, 0-9, -",
     "协议代号（小写字母、数字和-），用于账簿和命令"},
    {"title", FIELD_TEXT, REQUIRED, NULL, "title of the agreement", "协议名称"},
    {"language", FIELD_WORD, REQUIRED, NULL, "language of the words: zh, en, de …",
     "文本的语言：zh、en、de等"},
    {"parties", FIELD_MAP, REQUIRED, NULL, "the parties by id", "各方，以代号列出"},
    {"term", FIELD_MAP, REQUIRED, NULL, "how long the agreement lasts and how it is settled",
     "协议期限和结算周期"},
    {"currency", FIELD_WORD, OPTIONAL, NULL, "currency of the payments, as in ISO 4217",
     "支付币种（ISO 4217代码）"},
    {"version", FIELD_WORD, OPTIONAL, NULL, "default: the first 12 digits of the text's SHA-256",
     "版本；默认为文本SHA-256值的前12位"},
    {"kind", FIELD_WORD, OPTIONAL, NULL,
     "kind of agreement; it decides what must be in it: softlaw help coverage",
     "协议种类，决定必备内容，见softlaw help coverage"},
    {"excerpt", FIELD_TEXT, OPTIONAL, NULL,
     "why this text is not the whole agreement; what it lacks is then only noted",
     "本文本为何不是协议全文；缺少的必备内容仅作提示"},
    {"source", FIELD_TEXT, OPTIONAL, NULL, "where the instrument was published", "文件出处"},
    {"note", FIELD_TEXT, OPTIONAL, NULL, "a remark for the reader", "给读者的说明"},
};

static const Field party_fields[] = {
    {"role", FIELD_WORD, OPTIONAL, NULL, "what the party is in this agreement: upstream, seller …",
     "在本协议中的地位：上游、卖方等"},
};

static const Field term_fields[] = {
    {"from", FIELD_DATE, REQUIRED, NULL, "first day", "首日"},
    {"to", FIELD_DATE, OPTIONAL, NULL, "last day; without it the agreement is open-ended",
     "末日；不写则为长期"},
    {"period", FIELD_GRAIN, OPTIONAL, NULL, "how often it is settled; default: year",
     "结算周期；默认为年（year）"},
    {"year starts", FIELD_INTEGER, OPTIONAL, NULL, "month in which years begin; default: 1",
     "年度起始月份；默认为1"},
};

static const Field rounding_fields[] = {
    {"to", FIELD_FORMULA, REQUIRED, NULL,
     "multiple to round to: a number, or a formula over `value`",
     "取整单位：一个数，或含value的算式"},
    {"mode", FIELD_CHOICE, REQUIRED, ROUNDING_MODES, "how to round", "取整方式"},
    {"ties", FIELD_CHOICE, OPTIONAL, "first|last|largest|smallest",
     "of largest remainder: who gets the unit where remainders are equal",
     "最大余数法中余数相同时归谁"},
};

static const Field set_fields[] = {
    {"members", FIELD_MEMBERS, REQUIRED, NULL,
     "a list of ids, a map of id to label, `parties`, or `facts` (whoever the facts name)",
     "成员：代号列表、代号与名称的对照、parties（各方）或facts（由数据决定）"},
    {"of", FIELD_WORDS, OPTIONAL, NULL, "with `members: parties`: which of them",
     "与members: parties连用：其中哪几方"},
};

static const Field parameter_fields[] = {
    {"value", FIELD_VALUES, REQUIRED, NULL,
     "a number or formula; by member {COD: 1, TP: 2}; by date {since 2022-01-01: 700}",
     "数值或算式；按成员：{COD: 1, TP: 2}；按日期：{since 2022-01-01: 700}"},
    {"per", FIELD_PER, OPTIONAL, NULL, "sets for whose members it has values",
     "按哪些集合分别取值"},
    {"unit", FIELD_UNIT, OPTIONAL, NULL, "unit of the value", "单位"},
    {"type", FIELD_WORD, OPTIONAL, NULL, "number (default), string, boolean, date, party …",
     "类型：number（默认）、string、boolean、date、party等"},
    {"source", FIELD_TEXT, OPTIONAL, NULL, "where the number comes from", "数值出处"},
};

static const Field quantity_fields[] = {
    {"per", FIELD_PER, OPTIONAL, NULL, "sets and at most one grain; default: the settlement period",
     "集合和至多一个周期；默认为结算周期"},
    {"type", FIELD_WORD, OPTIONAL, NULL,
     "number (default), integer, boolean, string, date, party, or a FEEL type",
     "类型：number（默认）、integer、boolean、string、date、party或FEEL类型"},
    {"unit", FIELD_UNIT, OPTIONAL, NULL, "unit in which it is measured", "计量单位"},
    {"within", FIELD_FORMULA, OPTIONAL, NULL,
     "test that every fact must pass: \"[1..6]\", \">= 0\"",
     "每个数据须满足的条件：\"[1..6]\"、\">= 0\""},
    {"missing", FIELD_FORMULA, OPTIONAL, NULL, "value where there is no fact; default: report it",
     "缺数据时的取值；默认报告缺失"},
    {"at", FIELD_TEXT, OPTIONAL, NULL, "where it is measured", "监测地点"},
    {"source", FIELD_TEXT, OPTIONAL, NULL, "who publishes it", "由谁公布"},
};

static const Field formula_fields[] = {
    {"is", FIELD_FORMULA, OPTIONAL, NULL, "the formula", "算式"},
    {"spread", FIELD_FORMULA, OPTIONAL, NULL,
     "instead of `is`: a list with one element for each member of the last set",
     "代替is：结果为列表，依次对应最后一个集合的各成员"},
    {"per", FIELD_PER, OPTIONAL, NULL, "sets and at most one grain; default: the settlement period",
     "集合和至多一个周期；默认为结算周期"},
    {"type", FIELD_WORD, OPTIONAL, NULL, "type of the value; default: found by itself",
     "结果的类型；默认自动判断"},
    {"unit", FIELD_UNIT, OPTIONAL, NULL, "unit of the value", "结果的单位"},
    {"initial", FIELD_FORMULA, OPTIONAL, NULL, "what previous(…) gives before the first period",
     "首期之前previous(…)的取值"},
    {"rounding", FIELD_ROUNDING, OPTIONAL, NULL, "as for payments", "取整，同支付"},
};

static const Field table_fields[] = {
    {"inputs", FIELD_FORMULAS, REQUIRED, NULL, "what the columns on the left are compared with",
     "左侧各列与之比较的算式"},
    {"outputs", FIELD_WORDS, REQUIRED, NULL, "names of the columns on the right", "右侧各列的名称"},
    {"hit", FIELD_CHOICE, OPTIONAL, HIT_POLICIES, "which rows count; default: U, exactly one",
     "取哪些行；默认为U（唯一）"},
    {"per", FIELD_PER, OPTIONAL, NULL, "sets and at most one grain; default: the settlement period",
     "集合和至多一个周期；默认为结算周期"},
    {"type", FIELD_WORD, OPTIONAL, NULL, "type of the output", "结果的类型"},
    {"unit", FIELD_UNIT, OPTIONAL, NULL, "unit of the output", "结果的单位"},
};

static const Field payment_fields[] = {
    {"from", FIELD_ACTOR, OPTIONAL, NULL, "who pays", "付款方"},
    {"to", FIELD_ACTOR, OPTIONAL, NULL, "who is paid", "收款方"},
    {"between", FIELD_ACTORS, OPTIONAL, NULL,
     "instead: a positive amount goes from the first to the second, a negative one back",
     "代替from和to：正数由前者付给后者，负数相反"},
    {"amount", FIELD_FORMULA, OPTIONAL, NULL, "the formula", "金额的算式"},
    {"spread", FIELD_FORMULA, OPTIONAL, NULL,
     "instead of `amount`: a list with one element for each member of the last set",
     "代替amount：结果为列表，依次对应最后一个集合的各成员"},
    {"rounding", FIELD_ROUNDING, REQUIRED, NULL, "{to: 0.01, mode: half up}, or none",
     "取整：{to: 0.01, mode: half up}，或none（不取整）"},
    {"per", FIELD_PER, OPTIONAL, NULL, "sets and at most one grain; default: the settlement period",
     "集合和至多一个周期；默认为结算周期"},
    {"when", FIELD_FORMULA, OPTIONAL, NULL, "condition; default: always", "条件；默认总是支付"},
    {"due", FIELD_DUE, OPTIONAL, NULL, "P30D after period end, 10 working days after …",
     "支付期限：P30D after period end、10 working days after …"},
    {"currency", FIELD_WORD, OPTIONAL, NULL, "default: that of the front matter",
     "币种；默认同文首"},
};

static const Field calendar_fields[] = {
    {"weekend", FIELD_CHOICES, OPTIONAL, WEEKDAYS, "default: [saturday, sunday]",
     "周末；默认为[saturday, sunday]"},
    {"holidays", FIELD_DATES, OPTIONAL, NULL, "days off: 2024-10-01, 2024-10-01/2024-10-07",
     "放假：2024-10-01、2024-10-01/2024-10-07"},
    {"workdays", FIELD_DATES, OPTIONAL, NULL, "weekend days on which people work",
     "调休上班的周末"},
};

static const Field question_fields[] = {
    {"text", FIELD_TEXT, REQUIRED, NULL, "the question", "问题"},
    {"readings", FIELD_TEXTS, OPTIONAL, NULL, "how it can be read", "可能的理解"},
    {"taken", FIELD_TEXT, OPTIONAL, NULL, "the reading that the formulas follow", "算式采用的理解"},
};

static const Field duty_fields[] = {
    {"bearer", FIELD_PARTIES, REQUIRED, NULL, "who is bound or entitled", "义务人或权利人"},
    {"counterparty", FIELD_PARTIES, OPTIONAL, NULL, "towards whom", "相对人"},
    {"action", FIELD_TEXT, REQUIRED, NULL, "what is to be done, may be done or must not be done",
     "应为、可为或不得为的行为"},
    {"object", FIELD_TEXT, OPTIONAL, NULL, "what the action concerns", "行为的对象"},
    {"standard", FIELD_TEXT, OPTIONAL, NULL, "how well", "标准"},
    {"procedure", FIELD_TEXT, OPTIONAL, NULL, "in what way", "程序"},
    {"due", FIELD_LIMIT, OPTIONAL, NULL, "by when: a date, or P30D after period end",
     "期限：日期，或P30D after period end"},
    {"limit", FIELD_LIMIT, OPTIONAL, NULL, "time allowed: P30D", "时限：P30D"},
    {"evidence", FIELD_TEXT, OPTIONAL, NULL, "what proves it", "证据"},
    {"unit", FIELD_TEXT, OPTIONAL, NULL, "the responsible unit", "责任单位"},
    {"payment", FIELD_ITEM, OPTIONAL, NULL, "the payment that belongs to it", "对应的支付"},
};

static const Field guarantee_fields[] = {
    {"kind", FIELD_WORD, REQUIRED, NULL, "bond, notice, loss-of-priority …",
     "种类：bond（保证金）、notice（通报）、loss-of-priority（取消优先）等"},
    {"by", FIELD_PARTIES, OPTIONAL, NULL, "who gives it", "提供方"},
    {"to", FIELD_PARTIES, OPTIONAL, NULL, "who may call on it", "受益方"},
    {"amount", FIELD_TEXT, OPTIONAL, NULL, "how much", "数额"},
    {"currency", FIELD_WORD, OPTIONAL, NULL, "in which currency", "币种"},
    {"trigger", FIELD_TEXT, OPTIONAL, NULL, "when it is called on", "触发条件"},
    {"release", FIELD_TEXT, OPTIONAL, NULL, "when it is given back", "解除条件"},
};

static const Field liability_fields[] = {
    {"breach", FIELD_TEXT, REQUIRED, NULL, "what breach", "违约情形"},
    {"head", FIELD_WORD, OPTIONAL, NULL, "damages, disgorgement, reimbursement …",
     "责任形式：damages（损害赔偿）、disgorgement（返还获利）、reimbursement（返还）等"},
    {"by", FIELD_PARTIES, OPTIONAL, NULL, "who is liable", "责任方"},
    {"to", FIELD_PARTIES, OPTIONAL, NULL, "to whom", "受偿方"},
    {"amount", FIELD_TEXT, OPTIONAL, NULL, "how much", "数额"},
    {"interest", FIELD_TEXT, OPTIONAL, NULL, "interest on late payment", "迟延利息"},
};

static const Field exit_fields[] = {
    {"notice", FIELD_DURATION, OPTIONAL, NULL, "notice to give: P3M", "提前通知：P3M"},
    {"conditions", FIELD_TEXT, OPTIONAL, NULL, "when and how one may leave", "退出条件"},
    {"settlement", FIELD_TEXT, OPTIONAL, NULL, "what is settled on leaving", "退出时的清算"},
};

static const Field indicator_fields[] = {
    {"measures", FIELD_ITEM, REQUIRED, NULL, "the quantity or formula that it looks at",
     "所考核的指标（数据或算式）"},
    {"target", FIELD_FORMULA, OPTIONAL, NULL, "value to reach", "目标值"},
    {"weight", FIELD_NUMBER, OPTIONAL, NULL, "weight among the indicators", "权重"},
    {"direction", FIELD_CHOICE, OPTIONAL, "up|down|band", "which way is better",
     "方向：越高、越低或区间"},
    {"revise below", FIELD_NUMBER, OPTIONAL, NULL, "below this the agreement must be revised",
     "低于此值须修订"},
    {"revise above", FIELD_NUMBER, OPTIONAL, NULL, "above this the agreement must be revised",
     "高于此值须修订"},
    {"period", FIELD_GRAIN, OPTIONAL, NULL, "how often it is assessed", "考核周期"},
};

static const Field participation_fields[] = {
    {"who", FIELD_TEXT, REQUIRED, NULL, "who is heard", "参与者"},
    {"how", FIELD_TEXT, OPTIONAL, NULL, "in what way", "方式"},
    {"days", FIELD_INTEGER, OPTIONAL, NULL, "for how many days", "天数"},
    {"when", FIELD_TEXT, OPTIONAL, NULL, "at what occasion", "时机"},
};

static const Field filing_fields[] = {
    {"by", FIELD_PARTIES, OPTIONAL, NULL, "who files it", "报送方"},
    {"with", FIELD_TEXT, REQUIRED, NULL, "with whom", "备案机关"},
    {"within", FIELD_DURATION, OPTIONAL, NULL, "within what time: P30D", "期限：P30D"},
    {"form", FIELD_TEXT, OPTIONAL, NULL, "in what form", "形式"},
};

static const Field plan_fields[] = {
    {"core", FIELD_DURATION, OPTIONAL, NULL, "how long the core stays: P3Y", "核心条款的期限：P3Y"},
    {"adjustable", FIELD_DURATION, OPTIONAL, NULL, "how often the rest may change",
     "可调条款的调整周期"},
    {"review", FIELD_DURATION, OPTIONAL, NULL, "how often all is reviewed", "评估周期"},
};

static const Field coverage_fields[] = {
    {"chain", FIELD_CHOICES, OPTIONAL, "r&d|design|production|supply|marketing|after-sales",
     "stages of the chain that are covered", "覆盖的链条环节"},
    {"life", FIELD_CHOICES, OPTIONAL, "approval|construction|operation|supervision|evaluation|exit",
     "stages of the life cycle that are covered", "覆盖的生命周期阶段"},
};

static const Field sharing_fields[] = {
    {"dataset", FIELD_TEXT, REQUIRED, NULL, "what data", "数据集"},
    {"scope", FIELD_TEXT, OPTIONAL, NULL, "which part of them", "范围"},
    {"standard", FIELD_TEXT, OPTIONAL, NULL, "by what standard", "标准"},
    {"interface", FIELD_TEXT, OPTIONAL, NULL, "through what interface", "接口"},
    {"provider", FIELD_PARTIES, OPTIONAL, NULL, "who provides them", "提供方"},
    {"receivers", FIELD_PARTIES, OPTIONAL, NULL, "who receives them", "接收方"},
    {"frequency", FIELD_WORD, OPTIONAL, NULL, "how often", "频率"},
    {"security", FIELD_TEXT, OPTIONAL, NULL, "who answers for security", "安全责任"},
};

#define COUNTED(fields) fields, sizeof fields / sizeof fields[0]

static const Section sections[] = {
    {"sets", SECTION_SETS, false, "a list of members", COUNTED(set_fields),
     "groups whose members are treated alike", "成员同等对待的集合"},
    {"parameters", SECTION_PARAMETERS, false, "a value", COUNTED(parameter_fields),
     "agreed numbers", "约定的数值"},
    {"quantities", SECTION_QUANTITIES, false, NULL, COUNTED(quantity_fields), "measured facts",
     "监测、统计的数据"},
    {"formulas", SECTION_FORMULAS, false, "a formula", COUNTED(formula_fields), "derived values",
     "由算式得出的值"},
    {"tables", SECTION_TABLES, false, NULL, COUNTED(table_fields),
     "decisions: each reads the Markdown table directly above the block",
     "决策表：读取本块正上方的表格"},
    {"payments", SECTION_PAYMENTS, false, NULL, COUNTED(payment_fields), "who owes what to whom",
     "谁向谁支付多少"},
    {"pools", SECTION_POOLS, false, "a label", NULL, 0,
     "clearing accounts through which payments pass", "支付经过的资金池"},
    {"calendars", SECTION_CALENDARS, false, NULL, COUNTED(calendar_fields),
     "working days; the only calendar is called default", "工作日历；目前只有default一个"},
    {"questions", SECTION_QUESTIONS, false, NULL, COUNTED(question_fields),
     "what the source leaves open", "来源未载明的事项"},
    {"obligations", SECTION_CLAUSES, false, NULL, COUNTED(duty_fields), "what must be done",
     "义务"},
    {"permissions", SECTION_CLAUSES, false, NULL, COUNTED(duty_fields), "what may be done", "权利"},
    {"prohibitions", SECTION_CLAUSES, false, NULL, COUNTED(duty_fields), "what must not be done",
     "禁止事项"},
    {"guarantees", SECTION_CLAUSES, false, NULL, COUNTED(guarantee_fields),
     "what secures performance", "履约保障"},
    {"liabilities", SECTION_CLAUSES, false, NULL, COUNTED(liability_fields),
     "what follows a breach", "违约责任"},
    {"exit", SECTION_CLAUSES, true, NULL, COUNTED(exit_fields), "how one leaves", "退出"},
    {"indicators", SECTION_CLAUSES, false, NULL, COUNTED(indicator_fields),
     "by what the agreement is judged", "评估指标"},
    {"participation", SECTION_CLAUSES, true, NULL, COUNTED(participation_fields),
     "who must be heard", "公众参与"},
    {"filing", SECTION_CLAUSES, true, NULL, COUNTED(filing_fields), "where it must be filed",
     "备案"},
    {"plan", SECTION_CLAUSES, true, NULL, COUNTED(plan_fields), "how the agreement rolls on",
     "滚动计划"},
    {"coverage", SECTION_CLAUSES, true, NULL, COUNTED(coverage_fields), "which stages it covers",
     "覆盖范围"},
    {"data sharing", SECTION_CLAUSES, true, NULL, COUNTED(sharing_fields), "which data are shared",
     "数据共享"},
};

size_t section_count(void) {
    return sizeof sections / sizeof sections[0];
}

const Section *section_at(size_t index) {
    return &sections[index];
}

const Section *section_find(Str key) {
    for (size_t i = 0; i < section_count(); i++)
        if (str_is(key, str_from(sections[i].key))) return &sections[i];
    return NULL;
}

FieldTable fields_of_front(void) {
    return (FieldTable){COUNTED(front_fields)};
}

FieldTable fields_of_party(void) {
    return (FieldTable){COUNTED(party_fields)};
}

FieldTable fields_of_term(void) {
    return (FieldTable){COUNTED(term_fields)};
}

FieldTable fields_of_rounding(void) {
    return (FieldTable){COUNTED(rounding_fields)};
}

FieldTable fields_of_entry(void) {
    return (FieldTable){COUNTED(entry_fields)};
}

const char *field_type_name(FieldType type, bool is_chinese) {
    static const char *const names[][2] = {
        [FIELD_TEXT] = {"text", "文字"},
        [FIELD_TEXTS] = {"list of texts", "文字列表"},
        [FIELD_WORD] = {"word", "词"},
        [FIELD_WORDS] = {"word or list", "词或列表"},
        [FIELD_CHOICE] = {"one of", "取值之一"},
        [FIELD_CHOICES] = {"some of", "取值若干"},
        [FIELD_INTEGER] = {"whole number", "整数"},
        [FIELD_NUMBER] = {"number", "数"},
        [FIELD_DATE] = {"date", "日期"},
        [FIELD_DATES] = {"list of dates", "日期列表"},
        [FIELD_DURATION] = {"duration", "时长"},
        [FIELD_GRAIN] = {"grain", "周期"},
        [FIELD_FORMULA] = {"formula", "算式"},
        [FIELD_FORMULAS] = {"formula or list", "算式或列表"},
        [FIELD_UNIT] = {"unit", "单位"},
        [FIELD_PER] = {"sets and grain", "集合和周期"},
        [FIELD_VALUES] = {"values", "取值"},
        [FIELD_MEMBERS] = {"members", "成员"},
        [FIELD_ROUNDING] = {"rounding", "取整"},
        [FIELD_DUE] = {"due", "支付期限"},
        [FIELD_LIMIT] = {"time limit", "期限"},
        [FIELD_ACTOR] = {"actor", "付款或收款方"},
        [FIELD_ACTORS] = {"two actors", "两方"},
        [FIELD_PARTIES] = {"party or list", "一方或数方"},
        [FIELD_ITEM] = {"id", "代号"},
        [FIELD_MAP] = {"map", "对照"},
    };
    return names[type][is_chinese];
}
