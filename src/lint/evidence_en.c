// lint/evidence_en.c - English words that are evidence about a clause, and harmless words that
// shield others
#include "lint/words.h"

const WordRow lint_evidence_en[] = {
    {MARK_PLAIN, 0,
     "goods|best efforts fund|in good faith|good order|by means of|means "
     "of|{all,other,such,by,any,no,some,available,every,own,financial} means|supporting documents|"
     "no later than|not later than|necessary party|shall be necessary for|normal working|"
     "on time rate|on-time|in time zone|advance payment|in advance of|key performance|"
     "emergency support|fair value|fair price|competition|effective date|effective from|"
     "effective on|becomes effective|shall be effective|is effective|are effective|"
     "supply chain|best practice|soundness|support pillar|major repair|minor planet|"
     "party of the other part|the other party|other party|many-sided|public key|private key|"
     "key pollutant|in accordance with|guide rail|limited company|some time|advance ruling"},
    {MARK_PLAIN, 0,
     "{carry,carries,carried,carrying} out|qualified majority|{tour,tourist,mountain,museum} "
     "{guide,guides}|should {not have,have "
     "been,have,a,any,the}|next higher|next higher level|strict liability|solid waste|deep "
     "sea|deep-sea|heavy metals|"
     "{fast,slow,express} {train,trains,lane,lanes,road}|high-speed {rail,railway,train,trains}|"
     "{high,low} {voltage,water,tide,seas,court,school,season}|higher education|small claims|"
     "ordinary {share,shares,mail,resolution,session,sitting}|broad gauge|"
     "attract* {a,interest,duty,tax,penalty}|to avoid doubt|avoidance of doubt|"
     "{which,that,who} {wish,wishes,intend,intends,plan,plans,seek,seeks} to|"
     "applicable law {is,shall be}|extraordinary {session,meeting}|leading {zero,bank}|"
     "good {title,friday}|fair trade|sound level|sound pressure|normal {cubic,distribution,water}|"
     "stable isotope|stable isotopes|critical path|major road|minor road|market price|"
     "{key,main} number|advanced payment|improvement works|improvement district|"
     "support staff|data protection "
     "officer|"
     "usual residence|ordinary residence|wide load|active power|reactive power|"
     "slightly soluble|several liability|joint and several|jointly and severally|"
     "expansion joint|integrated circuit|"
     "combat engineers|essential services list|urgent care centre"},
    {MARK_MODAL, 0,
     "shall|must|is obliged to|are obliged to|is required to|are required to|undertakes to|"
     "undertake to|agree to|agrees to|agree that|will|is to|are to|shall not|must not"},
    {MARK_PROHIBITS, 0,
     "{shall,must,may} {not,neither}|no party {shall,may}|neither party {shall,may}"},
    {MARK_ABSTRACT, 0,
     "cooperation|co-operation|collaboration|coordination|integration|development|innovation|"
     "modernisation|modernization|connectivity|interconnection|complementarity|competitiveness|"
     "efficiency|transparency|awareness|capacity|capacities|capability|capabilities|environment|"
     "climate|atmosphere|framework|synergy|friendship|prosperity|stability|continuity|resilience|"
     "harmony|well-being|wellbeing|welfare|livelihood|growth|progress|potential|strengths|"
     "advantages|mechanism|mechanisms|exchanges|ties|dialogue|understanding|partnership|unity|"
     "mobility|openness|fairness|ecosystem|experience|discipline|initiative|initiatives|"
     "priorities|objectives|concerns|needs|challenges|difficulties|opportunities|safety|quality|"
     "confidence|trust|goodwill|momentum|readiness|preparedness|vigilance|oversight|"
     "supervision|sustainability|flexibility|reliability|effectiveness"},
    {MARK_PLAIN, 0,
     "{cooperation,co-operation,development,coordination,innovation,partnership,safety,quality,"
     "integration,exchange,framework,environment} "
     "{agreement,committee,fund,office,council,zone,area,"
     "project,projects,contract,plan,commission,bank,bureau,department,levy,fee,tax,certificate,"
     "inspector,officer,class,index,centre,mark,valve}|understanding that|framework "
     "agreement|memorandum of "
     "understanding|"
     "installed capacity|storage capacity|in the event|condition precedent"},
    {MARK_PASSIVE, 0,
     "{has,have,needs,need,ought} to be|gets|get|shall be|must be|is to be|are to be|will be|shall "
     "also be|shall not be|must not be"},
    {MARK_ACTOR, 0,
     "party|parties|province|provinces|city|cities|region|regions|state|states|county|counties|"
     "government|governments|department|departments|bureau|bureaus|committee|committees|"
     "commission|office|offices|secretariat|supplier|suppliers|buyer|buyers|seller|sellers|"
     "carrier|carriers|operator|operators|contractor|contractors|company|companies|enterprise|"
     "enterprises|ministry|agency|agencies|authority|authorities|bank|banks|court|courts|council|"
     "auditor|auditors|inspector|inspectors|inspectorate|police|customs|administration|"
     "administrations|laboratory|laboratories|group|team|board|chair|chairman|lessee|lessor|"
     "licensee|licensor|employer|employers|driver|drivers|member|members|fund|insurer|association|"
     "university|universities|academy|assessor|village committees|port group|both sides|two sides|"
     "signatory|signatories|we|producer|producers|consumer|consumers|user|users|centre|center|"
     "municipality|municipalities|jurisdiction|jurisdictions|member state|tribunal|arbitrator|"
     "exchange|railway|grid|engineer|engineers|depositary|registrar|treasury|tenant|landlord"},
    {MARK_STANDARD, WORD_BEFORE_NUMBER,
     "annex|annexes|appendix|schedule|gb|gb/t|hj|iso|"
     "iec|jt/t|dl/t|ieee|rfc|directive|list|drawing|class|grade|decree|decree no.|table|form"},
    {MARK_STANDARD, 0, "{class,grade} {i,ii,iii,iv,v}"},
    {MARK_STANDARD, 0,
     "the tendering law|law of the|under its rules in force|who guideline|wco time release study|"
     "insurance regulations"},
    {MARK_PROCEDURE, 0,
     "in writing|by written notice|written notice|by registered mail|through the|through an|via|"
     "by public tender|under the|under annex|on the form|"
     "in accordance with|according to|pursuant to|following the procedure|by lot|signed by|"
     "after approval|on presenting|on presentation of|by bank transfer|to the account|"
     "into the account|submit|submits|submitted to|report to|notify|notifies|publish|publishes|"
     "by electronic mail|by e-mail|measured by|verified by|at a meeting|by a majority|"
     "on its website|by means of|against receipt|by form|in the register|records|invoice"},
    {MARK_RESPONSIBLE, 0,
     "liable|liability|responsible|responsibility|answers for|answer for|shall answer|"
     "liquidated damages|damages|penalty|penalties|interest|bears|bear the|shall bear|compensate|"
     "compensates|forfeit|forfeits|or pay|repaid|at its own cost|indemnify|indemnifies"},
    {MARK_RESPONSIBLE, 0,
     "{is,are} responsible for|{take,takes} {over responsibility,responsibility}"},
    {MARK_DEFINES, 0, "means|is defined as|are defined as|has the meaning|have the meaning"},
    {MARK_TIME, 0,
     "{monday,tuesday,wednesday,thursday,friday,saturday,sunday}|noon|midnight|sunset|sunrise|"
     "{the,that} same day|the day of"},
    {MARK_EACH_YEAR, 0,
     "each year|every year|of each|of every|each|every|following year|following|annually|a year|"
     "next year|year after|preceding year|previous year|that year|same year|per year|year|"
     "calendar year|annual"},
    {MARK_SHARING, 0,
     "information sharing|data sharing|share information|share data|share relevant data|"
     "sharing information|sharing data|sharing of information|sharing of data|"
     "exchange information|exchange data|exchange of information|exchange of data|"
     "data shall be exchanged|data shall be shared|information shall be shared|"
     "information shall be exchanged|data interconnection"},
    {MARK_INTERFACE, 0,
     "interface|api|https|sftp|by file transfer|by registered mail|data platform|exchange platform|"
     "on paper"},
    {MARK_WORKING_DAY, 0, "working day|working days|business day|business days"},
    {MARK_ACT, 0,
     "only|solely|exclusively|no longer|sign*|countersign*|show*|present*|hand* "
     "over|handed|deliver*|pay|pays|paid|remit|remits|"
     "remitted|credit*|debit*|transfer|transfers|transferred|return*|open*|close*|lock*|unlock*|"
     "stamp*|"
     "seal*|attach*|enter*|register*|file|files|filed|list|lists|listed|name|names|named|appoint*|"
     "elect*|vote*|number*|mark*|label*|weigh*|count*|measure*|load*|unload*|board*|leave|leaves|"
     "left|"
     "carry|carries|carried|issue*|accept*|reject*|refuse*|buy|buys|sell|sells|sold|lease*|lend|"
     "lends|"
     "borrow*|deposit*|withdraw*|withdrawn|destroy|destroys|destroyed|erase*|delete*|replace*|"
     "remove*|switch*|disconnect*|connect*|install*|meet|meets|hold|holds|held|preside*|chair|"
     "chairs|"
     "translate*|copy|copies|copied|print*|stop|stops|stopped|exchange the|exchange signed|"
     "exchange copies|wear|wears|display*|post*|send|sends|sent|call|calls|dial*|ring|rings|"
     "apply for|bear|bears|borne|waive*|terminate*|resign*|retire*|expire*|"
     "swear|declare*|certify|certifies|certified|invoice*|bill|bills|tender*|bid|bids|draw lots|"
     "drawn by lot|admit|admits|admitted|license*|ban|bans|banned|apply "
     "to|submit|submits|submitted|"
     "keep records|keep a "
     "{record,register,list,copy,log,file,account,stock}|{keep,keeps,retain,retains} the "
     "{title,land,records,register,deposit,keys,seal,account,accounts,original,originals,minutes}|"
     "add*|subtract*|divide*|multiply|multiplies|multiplied|deduct*|round*|"
     "collect*|levy|levies|following|as follows|publish*|notify|notifies|notified|inform*|inspect*|"
     "take over|takes "
     "over|vacate*|evacuate*|demolish*|plant*|sow|sows|sown|drain|drains|fill|fills|"
     "ship|ships|shipped|use the|provide the"},
    {MARK_DUTY, 0,
     "{rest,rests,lie,lies} with|{fall,falls} {to,on,upon}|is incumbent on|is up to|"
     "{is,are} {a matter,matters} for|{is,are} the {task,duty,job,concern,business} of|"
     "{is,are} {tasked,entrusted,charged} with|{is,are} in charge|{is,are} responsible for|"
     "{take,takes} {charge,the lead,care,over responsibility,responsibility}|{assume,assumes}|"
     "pledge*|covenant*|{promise,promises} to|{commits,commit} {itself,themselves}"},
    {MARK_INDEX, 0,
     "index|indices|indicator|indicators|benchmark|{reference,market,spot,exchange,benchmark} "
     "price|"
     "cpi|ppi|coefficient|coefficients|linked to|indexed to|indexed|in proportion to|pro rata|"
     "per cent of|percentage of|score|scores|rating|{class,grade} {i,ii,iii,iv,v}|"
     "{reading,readings} {of,at}|as measured|measured {at,by}|monitored {at,by}|concentration of|"
     "interest rate|exchange rate|the mean of|average of|ratio of|multiplied by"},
    {MARK_OVER, WORD_BEFORE_NUMBER, "more than|over|above|exceeds|exceeding|greater than"},
    {MARK_UNDER, WORD_BEFORE_NUMBER, "less than|fewer than|below|under"},
    {MARK_AT_LEAST, WORD_BEFORE_NUMBER, "at least|not less than|no less than|no fewer than"},
    {MARK_AT_MOST, WORD_BEFORE_NUMBER, "at most|not more than|no more than|not exceeding|up to"},
    {MARK_AT_LEAST, 0, "or more|or above|and above|or over|and over|and more"},
    {MARK_AT_MOST, 0, "or less|or fewer|or below|and below|or under"},
    {MARK_COMPARES, 0,
     "at least|at most|not exceed|no more than|no less than|not less than|not more than|"
     "fewer than|exceeding|exceeds|not exceeding|a minimum of|a maximum of"},
};
const size_t lint_evidence_en_count = sizeof lint_evidence_en / sizeof lint_evidence_en[0];
