// lint/words_en.c - the English words of the lint
//
// The longest match wins, so a longer harmless phrase (MARK_PLAIN) shields a word within it.
#include "lint/words.h"

const WordRow lint_words_en[] = {
    {MARK_SOFT_VERB, 0,
     "strengthen*|promote*|improve*|foster*|facilitate*|enhance*|deepen*|optimise*|optimize*|"
     "encourage*|support|supports|supporting|explore*|consolidate*|accelerate*|expand*|advance|"
     "advancing|step up|stepping up|speed up|speeding up|boost*|upgrade*|innovate*|perfect the|"
     "intensify*|stimulate*|minimise*|minimize*|maximise*|maximize*|leverage*|coordinate*|"
     "co-ordinate*|cooperate*|co-operate*|collaborate*|assist|assists|guide|guides|guiding|"
     "increase investment|increase support|raise the level|raise the awareness|raise public|"
     "raise awareness|increase awareness|streamline*|cultivate*|nurture*|enrich*|broaden*|"
     "modernise*|modernize*|further develop|develop further|complement*|pursue|pursues|"
     "strive*|focus on|focuses on|play an active role|play a role|promotion of|"
     "improvement of|strengthening of|enhancement of|take other measures|other measures|"
     "carry out cooperation|cooperation in|support each other|help each other|shall help|"
     "stabilise*|stabilize*|harmonise*|harmonize*|relax the|relaxed|ease the|be studied|"
     "study the possibility|study the feasibility|raise the quality|attach importance|give "
     "priority|gives priority|priority shall be given|priority to|"
     "join hands|joins hands|refine*|all measures|exchange views|maintain contact|"
     "held accountable|keep to a minimum|to a minimum|"
     "attach great importance|contribute to the"},
    {MARK_SOFT_MANNER, 0,
     "actively|vigorously|gradually|progressively|steadily|step by step|comprehensively|"
     "effectively|efficiently|earnestly|seriously|strictly|properly|closely|fully|energetically|"
     "continuously|continually|constantly|moderately|smoothly|in an orderly manner|conscientiously|"
     "carefully|duly|adequately|sufficiently|appropriately|reasonably|satisfactorily|diligently|"
     "in depth|thoroughly|orderly|jointly build|to a large extent|largely|temporarily|flexibly|"
     "in a flexible manner|in a fair manner|fairly|safely|firmly|resolutely|tirelessly"},
    {MARK_ESCAPE, 0,
     "in principle|as appropriate|where appropriate|if appropriate|when appropriate|"
     "where practicable|if practicable|as far as practicable|as far as possible|so far as possible|"
     "as much as possible|where possible|wherever possible|if possible|whenever possible|"
     "to the extent possible|to the extent practicable|to the extent necessary|"
     "as far as reasonably practicable|so far as reasonably practicable|if necessary|"
     "where necessary|as necessary|when necessary|as needed|if needed|where needed|as required|"
     "as applicable|where feasible|if feasible|when conditions are ripe|when conditions permit|"
     "when conditions allow|where conditions permit|where conditions allow|conditions permitting|"
     "if conditions permit|in special cases|in exceptional cases|in special circumstances|"
     "in exceptional circumstances|under special circumstances|unless otherwise decided|"
     "unless otherwise agreed|subject to availability|at its discretion|at their discretion|"
     "generally|usually|normally|as a rule|in general|in most cases|depending on the situation|"
     "in light of actual conditions|according to actual conditions|as the case may be|"
     "as circumstances permit|so demands|so demand|so requires|so require|so warrants|so warrant|"
     "circumstances require|mainly|primarily|chiefly|within its power|within their power|should "
     "the need arise"},
    {MARK_VAGUE_TIME, 0,
     "timely|in a timely manner|in a timely fashion|in time|promptly|as soon as possible|"
     "as soon as practicable|as early as possible|as quickly as possible|at an early date|"
     "in due course|in due time|at an appropriate time|when the time is ripe|from time to time|"
     "periodically|regularly|on a regular basis|at regular intervals|without delay|"
     "without undue delay|immediately|quickly|speedily|swiftly|rapidly|soon|in the near future|"
     "at the earliest convenience|at the earliest opportunity|frequently|occasionally|regular "
     "contact|regular exchange|regular meetings|eventually|"
     "in advance|beforehand|prior notice|reasonable time|reasonable period|within a reasonable "
     "time|"
     "long enough|forthwith|at all times|long-term|on time|frequent"},
    {MARK_VAGUE_DEGREE, 0,
     "reasonable|appropriate|adequate|sufficient|suitable|significant|substantial|considerable|"
     "material change|material breach|material adverse|effective|efficient|necessary|satisfactory|"
     "excellent|good|better|best|sound|smooth|normal|stable|fair|flexible|practical|sustainable|"
     "balanced|high-quality|high-level|of high quality|high quality|high level|comprehensive|"
     "all-round|modern|advanced|user-friendly|user friendly|easy to use|convenient|cost-effective|"
     "cost effective|state of the art|state-of-the-art|world-class|first-class|optimal|desirable|"
     "proper|accurate|timely and accurate|minor|serious|major|important|key|limited exemptions|"
     "limited exemption|corresponding responsibility|corresponding responsibilities|"
     "corresponding liability|due care|due regard|full consideration|undue|unreasonable|favourable|"
     "favorable|preferential|equitable|competitive|robust|strong|vigorous|healthy|similar|"
     "acceptable range|acceptable level|acceptable limits|low level|lower level|unnecessary|"
     "of common interest|of mutual interest|of importance|good prospects|of high standing|"
     "too much|too many|too high|too low|too little|too late|the quality of|full capacity|simple "
     "and|strict|rigorous"},
    {MARK_VAGUE_QUANTITY, 0,
     "some of|some|several|many|various|numerous|a number of|a certain|certain share|"
     "certain proportion|certain amount|a few|a lot of|lots of|a variety of|a range of|"
     "a large number of|a part of the|a portion of|a proportion of|most of the|the majority of|"
     "multiple|a great deal of|a certain share|a certain proportion|a certain amount"},
    {MARK_EFFORT, 0,
     "best efforts|best effort|reasonable efforts|commercially reasonable efforts|all efforts|"
     "every effort|best endeavours|best endeavors|reasonable endeavours|reasonable endeavors|"
     "endeavour*|endeavor*|make efforts|efforts shall be made|seek to|seeks to|aim to|aims to|"
     "aim at|aims at|try to|tries to|work towards|work toward|strive to|strives to|"
     "with a view to|intend to|intends to|look into"},
    {MARK_OPEN_LIST, 0,
     "etc|etc.|and so on|and so forth|among others|inter alia|including but not limited to|"
     "including, but not limited to|not limited to|and the like|and other fields|and other areas|"
     "and other aspects|other relevant matters|other matters|such areas as|in areas such as|"
     "or similar|or similar circumstances|and others|in other fields|through various channels"},
    {MARK_APPROXIMATE, WORD_BEFORE_NUMBER,
     "about|approximately|around|roughly|nearly|almost|circa|some|close to|in the order of|"
     "up to about|an estimated"},
    {MARK_NOBODY, 0,
     "relevant departments|relevant department|related departments|relevant authorities|"
     "relevant authority|competent authorities|competent authority|competent department|"
     "competent departments|departments concerned|authorities concerned|relevant units|"
     "relevant bodies|relevant agencies|relevant institutions|relevant parties|related parties|"
     "relevant personnel|parties concerned|party concerned|all sectors of society|"
     "appropriate authorities|appropriate authority|appropriate body|responsible departments|"
     "responsible authorities|the relevant|relevant|persons concerned|bodies concerned"},
    {MARK_LATER, 0,
     "agreed separately|separately agreed|be formulated separately|be decided separately|"
     "be determined separately|to be agreed|to be determined|to be decided|to be defined|"
     "relevant provisions|relevant regulations|relevant rules|applicable rules|"
     "detailed rules shall be|be specified later|as may be agreed|by mutual consultation|"
     "through friendly consultation|friendly consultation|shall consult each other|"
     "shall consult on|agree on the|tbd|relevant laws and regulations|the applicable provisions"},
    {MARK_CONNECTIVE, 0, "and/or|or/and|either/or|and / or"},
    {MARK_WEAK_MODALITY, 0,
     "should|could|might|may be reduced|may be increased|may be restricted|may be adjusted|"
     "may be set up|may be granted|may be extended|may be appropriately|can be exceeded|"
     "are permitted|is permitted|may be exceeded|may be waived|may be changed|"
     "is desirable|is recommended|are recommended|is advisable"},
    {MARK_SLOGAN, 0,
     "mutual benefit|win-win|win-win results|mutual trust|community of shared|shared prosperity|"
     "common prosperity|shared future|spirit of cooperation|in good faith and|friendly relations|"
     "complementary advantages|own advantages|synergy|synergies|new momentum|new heights|"
     "comprehensive partnership|strategic partnership|common development|in the spirit of|"
     "great importance|new models|new model"},
    {MARK_CONFUSABLE, 0, "till|bimonthly|biweekly|biannual|biannually|bi-monthly|bi-weekly"},
    {MARK_CHOICE, 0,
     "provided that|provided, however, that|provided however that|herein|hereof|hereto|hereunder|"
     "thereof|therein|thereto|thereunder|aforesaid|aforementioned|the said|hereinabove|"
     "hereinbelow|hereinbefore|notwithstanding anything|save that|saving"},
    {MARK_UNMEASURED, 0,
     "possibility|minimum|maximum|external|easy|easily|details|detail|partial|partially|"
     "special|currently|additional|clear|clearly|same|specific|useful|simple|high|low|higher|"
     "lower|different|distinctive|automatic|accessible|a means|the means|means for|means to|such "
     "as|"
     "variety|indication|short|shorter|longer|faster|fastest|slower|extremely|freely|large|small|"
     "later|basic|standard|simplified|correctly|directly|critical|facilities|detailed|"
     "distinct|alternative|alternatives|more|other|internal|previous|potentially|"
     "minimal|readable|compatible|international|in particular|particularly|particular|typically|"
     "dynamic|intended|meaningful|quick|fast|intuitive|attractive|friendly|pleasant|"
     "acceptable|seamless|seamlessly|reliable|secure|securely|professional|consistent|greater|"
     "interchangeable|valid|successful|successfully|completely|ease of|ability to|sensitive|"
     "highly|very|too|relatively|quite|rather|mainly|approximately"},
    {MARK_PRONOUN, 0, "it|these|those|they|them|their|its|such"},
};
const size_t lint_words_en_count = sizeof lint_words_en / sizeof lint_words_en[0];
