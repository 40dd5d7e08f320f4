// coverage/words_en.c - the English words of stages and fields
#include "coverage/words.h"

#include "coverage/coverage_int.h"

const CoverageRow coverage_words_en[] = {
    {CHAIN_RESEARCH,
     "research and development|R&D|research|technology development|joint laboratory|"
     "joint laboratories|pilot test|pilot tests|pilot plant|technology transfer"},
    {CHAIN_DESIGN, "design|designs|designing|product development|engineering drawings|blueprint|"
                   "blueprints|construction drawings"},
    {CHAIN_PRODUCTION,
     "production|produce|produces|produced|producer|producers|manufacture|manufactures|"
     "manufactured|manufacturing|manufacturer|manufacturers|processing of goods|"
     "assembly line|plant and equipment|production capacity|its plant|factory|factories|"
     "power plants|industrial plants|move plants|moves plants|chemical plants|steelworks"},
    {CHAIN_SUPPLY,
     "supply chain|supply chains|supply|supplies|supplied|supplier|suppliers|procurement|"
     "procure|procures|logistics|warehouse|warehouses|warehousing|freight|cargo|cargoes|"
     "consignment|consignments|inventory|inventories|raw materials|inputs of production|"
     "held in reserve|in reserve|bill of lading|containers|shipper|shippers"},
    {CHAIN_MARKETING,
     "marketing|sale|sales|sell|sells|sold|seller|sellers|selling|distribution channel|"
     "distribution channels|promotion of products|brand|brands|branding|advertising|"
     "retail|trade fair|trade fairs|market access"},
    {CHAIN_AFTER_SALES,
     "after-sales|after sales|aftersales|after-sale|warranty|warranties|product recall|"
     "recall|recalls|spare parts|repair service|repair services|customer service|"
     "returned goods|return of goods|consumer complaints"},

    {LIFE_APPROVAL,
     "approval|approvals|approve|approves|approved|permit|permits|permission|licence|"
     "licences|license|licenses|licensed|licensing|authorisation|authorization|"
     "environmental impact assessment|admission of projects|admits a project|"
     "admit a project|project proposal|feasibility study|decides on the application|"
     "decide an application|after the application|application for"},
    {LIFE_CONSTRUCTION,
     "construction|construct|constructs|constructed|build|builds|built|building|erect|"
     "erects|erected|civil works|project of protection|projects of protection|"
     "groundbreaking"},
    {LIFE_OPERATION,
     "operation|operations|operate|operates|operated|operating|operator|operators|"
     "running of|runs the|run by|day-to-day running|in service|delivers|deliver|delivered|"
     "delivery|maintenance|carried out each month"},
    {LIFE_SUPERVISION,
     "supervision|supervise|supervises|supervised|supervisory|inspection|inspections|"
     "inspect|inspects|inspected|monitoring|monitor|monitors|monitored|oversight|oversee|"
     "oversees|audit|audits|audited|auditor|auditors|spot check|spot checks|certifies|"
     "certified"},
    {LIFE_EVALUATION, "evaluation|evaluations|evaluate|evaluates|evaluated|evaluator|assessment|"
                      "assessments|assess|assesses|assessed|appraisal|appraise|performance review|"
                      "review of the agreement|is judged by|are judged by|indicator|indicators"},
    {LIFE_EXIT,
     "exit|exits|withdrawal from|withdraws from|withdraw from|terminate|terminates|"
     "terminated|termination|leaves the agreement|leave the agreement|a party that leaves|"
     "winding up|liquidation|decommissioning|closure of"},

    {FIELD_DIGITAL_ECONOMY,
     "digital economy|digital industry|digital industries|digital trade|"
     "digital transformation|digitalisation|digitalization|industrial internet|"
     "cloud computing|computing power|digital infrastructure|smart city|smart cities"},
    {FIELD_GREEN_FINANCE,
     "green finance|green credit|green bond|green bonds|green loan|green loans|"
     "climate finance|transition finance|sustainable finance|green insurance|"
     "carbon finance"},
    {FIELD_CROSS_BORDER_E_COMMERCE,
     "cross-border e-commerce|cross-border electronic commerce|cross border e-commerce|"
     "overseas warehouse|overseas warehouses|bonded e-commerce|cross-border online retail"},
    {FIELD_ARTIFICIAL_INTELLIGENCE,
     "artificial intelligence|AI|machine learning|large model|large models|"
     "large language model|large language models|algorithm|algorithms|automated decision|"
     "automated decisions|intelligent driving|autonomous driving"},
    {FIELD_DATA_ELEMENTS,
     "data element|data elements|data as a factor of production|data factor|data factors|"
     "data trading|data exchange market|data assets|data asset|data property rights|"
     "public data|data circulation|cross-border data|data ownership"},
    {FIELD_LOW_CARBON,
     "low-carbon|low carbon|hydrogen|carbon neutrality|carbon neutral|carbon peak|"
     "carbon emission|carbon emissions|carbon market|carbon trading|renewable energy|"
     "photovoltaic|wind power|energy storage|net zero|net-zero"},
    {FIELD_PLATFORM_LABOUR,
     "platform labour|platform labor|platform worker|platform workers|platform work|"
     "gig worker|gig workers|gig economy|new forms of employment|new form of employment|"
     "couriers|ride-hailing drivers|flexible employment"},
    {FIELD_LOW_ALTITUDE,
     "low-altitude economy|low altitude economy|low-altitude|unmanned aircraft|drone|"
     "drones|uncrewed aircraft|eVTOL"},
    {FIELD_SILVER_ECONOMY,
     "silver economy|elderly care|care for the elderly|long-term care insurance|"
     "ageing population|aging population|care homes"},
    {FIELD_BIOMEDICINE,
     "biomedicine|biopharmaceutical|biopharmaceuticals|biotechnology|cell therapy|"
     "gene therapy|clinical trial|clinical trials|telemedicine"},

    {SIGN_PLAIN, "designed to|designed for|co-operation|co-operations|co-operate|co-operates|"
                 "co-operating|conditions permit|circumstances permit|where circumstances permit|"
                 "market price|market prices|market regulation|confidence building|trust building|"
                 "capacity building|gross domestic product|supply of data|is supplied with data|"
                 "data supplied|calibrated scale|for example|research office|tax registration|"
                 "registration number"},
    {0, NULL},
};
