//! The lists. Sorted, in lower case, each word once in a list; the tests of the parent module hold
//! them to it.

use super::{Class, Forms};
use crate::claim::Bound;

/// The word lists, with how their words are inflected.
#[rustfmt::skip] // A word a line would be four times as long and no easier to read.
pub(super) const LISTS: &[(Class, Forms, &[&str])] = &[
    // Never names, even with a capital.
    (
        Class::Function,
        Forms::Exact,
        &[
            "a", "about", "above", "according", "across", "after", "afterward", "again",
            "against", "all", "almost", "along", "already", "also", "although", "always",
            "amid", "among", "an", "and", "another", "any", "anyone", "anything", "around",
            "as", "at", "away", "back", "because", "before", "behind", "below", "besides",
            "between", "beyond", "both", "but", "by", "consequently", "currently", "despite",
            "down", "during", "each", "earlier", "early", "either", "elsewhere", "enough",
            "especially", "even", "ever", "every", "everyone", "everything", "except", "few",
            "finally", "first", "for", "from", "further", "furthermore", "hence", "here", "how",
            "however", "if", "in", "indeed", "inside", "instead", "into", "its", "just", "last",
            "late", "later", "least", "less", "like", "many", "meanwhile", "more", "moreover",
            "most", "much", "near", "nearly", "neither", "nevertheless", "next", "no", "nobody",
            "none", "nonetheless", "nor", "not", "nothing", "now", "of", "off", "often", "on",
            "once", "one", "only", "onto", "or", "other", "others", "otherwise", "out",
            "outside", "over", "own", "past", "per", "perhaps", "plus", "previously", "quite",
            "rather", "recently", "roughly", "same", "second", "several", "since", "so", "some",
            "somebody", "someone", "something", "sometimes", "soon", "specifically", "still",
            "such", "than", "that", "the", "then", "there", "thereby", "therefore", "third",
            "though", "through", "throughout", "thus", "to", "today", "together", "tomorrow",
            "too", "toward", "towards", "under", "underneath", "unless", "unlike", "until",
            "up", "upon", "very", "via", "was", "what", "when", "where", "whereas", "whether",
            "which", "while", "who", "whom", "whose", "why", "with", "within", "without",
            "yesterday", "yet",
        ],
    ),
    // Where a noun phrase must have begun, read from right to left.
    (
        Class::Boundary,
        Forms::Exact,
        &[
            "although", "and", "as", "because", "but", "how", "if", "nor", "or", "since", "so",
            "than", "that", "then", "though", "unless", "until", "what", "when", "where",
            "whereas", "whether", "which", "while", "who", "whom", "whose", "why", "yet",
        ],
    ),
    // Subjects that stand for somebody or something named before.
    (
        Class::Pronoun,
        Forms::Exact,
        &[
            "he", "her", "hers", "him", "his", "i", "it", "its", "me", "mine", "my", "our",
            "ours", "she", "that", "their", "theirs", "them", "these", "they", "this", "those",
            "us", "we", "you", "your", "yours",
        ],
    ),
    // The writer.
    (
        Class::FirstPerson,
        Forms::Exact,
        &[
            "i", "i'd", "i'll", "i'm", "i've", "let's", "me", "mine", "my", "myself", "our",
            "ours", "ourselves", "us", "we", "we'd", "we'll", "we're", "we've",
        ],
    ),
    // The reader.
    (
        Class::SecondPerson,
        Forms::Exact,
        &[
            "here's", "you", "you'd", "you'll", "you're", "you've", "your", "yours", "yourself",
            "yourselves",
        ],
    ),
    // Forms of be, have and do.
    (
        Class::Auxiliary,
        Forms::Exact,
        &[
            "am", "are", "be", "been", "being", "did", "do", "does", "done", "had", "has",
            "have", "having", "is", "was", "were",
        ],
    ),
    // Verbs that say what may or will be.
    (
        Class::Modal,
        Forms::Exact,
        &[
            "can", "cannot", "could", "may", "might", "must", "shall", "should", "will",
            "would",
        ],
    ),
    // What may or will be.
    (
        Class::Ahead,
        Forms::Exact,
        &[
            "could", "couldn't", "might", "shall", "will", "won't", "would", "wouldn't",
        ],
    ),
    // Verbs of saying.
    (
        Class::Speech,
        Forms::Verb,
        &[
            "accuse", "acknowledge", "admit", "allege", "argue", "assert", "believe", "boast",
            "caution", "claim", "comment", "concede", "confirm", "contend", "declare", "deny",
            "disclose", "dispute", "emphasise", "emphasize", "estimate", "expect", "explain",
            "fear", "hint", "indicate", "inform", "insist", "joke", "lament", "note", "opine",
            "predict", "proclaim", "quip", "recall", "reiterate", "remark", "repeat", "reply",
            "report", "respond", "reveal", "say", "state", "stress", "suggest", "testify",
            "tweet", "urge", "vow", "warn",
        ],
    ),
    // Verbs of saying, irregular forms.
    (
        Class::Speech,
        Forms::Exact,
        &[
            "said", "saying", "says", "telling", "tells", "think", "thinks", "thought", "told",
            "writes", "wrote",
        ],
    ),
    // Verbs of saying only beside a clause or a quote.
    (
        Class::WeakSpeech,
        Forms::Verb,
        &[
            "add", "agree", "announce", "ask", "assess", "assume", "complain", "conclude",
            "consider", "continue", "demand", "determine", "doubt", "figure", "find",
            "forecast", "hope", "maintain", "mention", "observe", "offer", "order", "pledge",
            "point", "post", "praise", "promise", "propose", "question", "read", "reckon",
            "recommend", "see", "view", "wonder", "worry",
        ],
    ),
    // The same, irregular forms.
    (
        Class::WeakSpeech,
        Forms::Exact,
        &[
            "found", "saw", "sees",
        ],
    ),
    // What documents do.
    (
        Class::Show,
        Forms::Verb,
        &[
            "confirm", "detail", "disclose", "estimate", "find", "indicate", "list", "note",
            "outline", "point", "report", "reveal", "say", "show", "state", "suggest", "warn",
        ],
    ),
    // The same, irregular forms.
    (
        Class::Show,
        Forms::Exact,
        &[
            "found", "put", "puts", "said", "says", "shown",
        ],
    ),
    // Documents that can speak.
    (
        Class::Paper,
        Forms::Exact,
        &[
            "account", "accounts", "agreement", "analysis", "announcement", "article", "audit",
            "blog", "brief", "complaint", "contract", "contracts", "data", "document",
            "documents", "email", "emails", "estimate", "estimates", "figures", "filing",
            "filings", "footage", "index", "indictment", "inquiry", "investigation", "lawsuit",
            "leak", "ledger", "letter", "letters", "memo", "memos", "minutes", "newspaper",
            "note", "notes", "paper", "papers", "poll", "polls", "post", "prospectus", "record",
            "records", "release", "report", "reporting", "reports", "research", "ruling",
            "statement", "statements", "statistics", "studies", "study", "survey", "surveys",
            "testimony", "text", "transcript", "transcripts", "tweet", "verdict", "website",
        ],
    ),
    // People who speak without a name.
    (
        Class::Group,
        Forms::Exact,
        &[
            "activists", "administration", "advisers", "advisors", "advocates", "agency",
            "aides", "airline", "allies", "analyst", "analysts", "association", "attorneys",
            "authorities", "authority", "bank", "board", "bureau", "campaign", "campaigners",
            "colleagues", "commission", "committee", "companies", "company", "consumers",
            "council", "court", "critics", "customers", "democrats", "department", "diplomats",
            "economist", "economists", "embassy", "employees", "executives", "experts", "firm",
            "government", "group", "hospital", "insiders", "institute", "investigators",
            "investor", "investors", "journalists", "judges", "lawmakers", "lawyers", "leaders",
            "magazine", "managers", "members", "ministers", "ministry", "newspaper",
            "observers", "office", "officer", "officers", "official", "officials", "opponents",
            "organisers", "organizers", "palace", "parliament", "party", "people", "police",
            "prosecution", "prosecutors", "rebels", "regulator", "regulators", "republicans",
            "researchers", "residents", "scholars", "scientists", "senators", "sources",
            "spokespeople", "staff", "strategist", "strategists", "supporters", "team",
            "traders", "union", "unions", "university", "witnesses", "workers",
        ],
    ),
    // Words that weaken.
    (
        Class::Hedge,
        Forms::Exact,
        &[
            "allegedly", "anticipated", "apparent", "apparently", "appear", "appeared",
            "appearing", "appears", "believed", "could", "expected", "likely", "may", "maybe",
            "might", "perhaps", "possible", "possibly", "potential", "potentially",
            "presumably", "probable", "probably", "purported", "purportedly", "reported",
            "reportedly", "rumored", "rumoured", "seem", "seemed", "seemingly", "seems",
            "suggests", "supposedly", "tentative", "tentatively", "unclear", "unconfirmed",
            "unlikely", "would",
        ],
    ),
    // Words that deny.
    (
        Class::Negation,
        Forms::Exact,
        &[
            "barely", "cannot", "denied", "denies", "deny", "failed", "fails", "hardly",
            "lacks", "neither", "never", "no", "nobody", "non", "none", "nor", "not", "nothing",
            "nowhere", "refused", "refuses", "rejected", "rejects", "unable", "without",
        ],
    ),
    // Words that judge.
    (
        Class::Opinion,
        Forms::Exact,
        &[
            "absurd", "aggressive", "alarming", "amazing", "amazingly", "ambitious", "awful",
            "bad", "beautiful", "best", "better", "bizarre", "bold", "brave", "brilliant",
            "clearly", "compelling", "crucial", "damning", "dangerous", "deeply", "definitely",
            "delicate", "devastating", "disappointing", "disaster", "disastrous", "dramatic",
            "dramatically", "emphatically", "enormous", "essential", "excellent", "exciting",
            "extraordinary", "extremely", "fair", "fantastic", "favorable", "favourable",
            "foolish", "formidable", "fortunate", "fortunately", "frankly", "frustrating",
            "fundamentally", "genuine", "genuinely", "good", "great", "growing", "happy",
            "hard", "helpful", "hilarious", "historic", "honest", "honestly", "hope",
            "hopefully", "horrible", "huge", "important", "impressive", "incredible",
            "incredibly", "ineffective", "inevitable", "inevitably", "interesting",
            "invaluable", "ironic", "ironically", "ludicrous", "massive", "meaningful", "mere",
            "merely", "misguided", "natural", "nice", "nuanced", "obvious", "obviously", "odd",
            "painful", "perfect", "perfectly", "perilous", "pivotal", "pleasant", "poor",
            "powerful", "profound", "promising", "rampant", "real", "reckless", "remarkable",
            "remarkably", "ridiculous", "robust", "sad", "sadly", "sensible", "serious",
            "seriously", "shameful", "shocking", "significant", "significantly", "silly",
            "simple", "simply", "smart", "sobering", "staggering", "straightforward", "strange",
            "striking", "strikingly", "strong", "stunning", "stupid", "substantial",
            "substantially", "superior", "surely", "surprising", "surprisingly", "terrible",
            "terrific", "tragic", "truly", "unambiguously", "undoubtedly", "unfair",
            "unfortunate", "unfortunately", "unhealthy", "unprecedented", "unquestionably",
            "usual", "utter", "valuable", "viable", "vital", "warranted", "weird", "welcome",
            "wise", "wonderful", "worrying", "worse", "worst", "worth", "wrong",
        ],
    ),
    // Verbs that read meaning into facts.
    (
        Class::Interpretation,
        Forms::Verb,
        &[
            "affirm", "bode", "cement", "complicate", "demonstrate", "depend", "embody",
            "encapsulate", "epitomise", "epitomize", "exemplify", "highlight", "hinge",
            "illustrate", "imply", "infer", "justify", "matter", "mean", "misread", "miss",
            "owe", "pave", "pressure", "raise", "reflect", "reinforce", "remind", "represent",
            "resonate", "shape", "sharpen", "signal", "signify", "spell", "suggest",
            "symbolise", "symbolize", "translate", "underline", "undermine", "underscore",
            "validate",
        ],
    ),
    // The same, irregular forms.
    (
        Class::Interpretation,
        Forms::Exact,
        &[
            "meaning", "means", "meant",
        ],
    ),
    // Going up or down.
    (
        Class::Change,
        Forms::Verb,
        &[
            "accelerate", "climb", "collapse", "contract", "cut", "decline", "decrease",
            "deepen", "double", "drop", "ease", "edge", "expand", "fade", "gain", "grow",
            "halve", "hike", "increase", "jump", "lose", "lower", "mount", "peak", "plummet",
            "plunge", "quadruple", "raise", "rally", "rebound", "recover", "reduce", "retreat",
            "rise", "rocket", "shrink", "sink", "skyrocket", "slash", "slide", "slip", "slow",
            "slump", "soar", "soften", "spike", "spread", "stall", "steepen", "surge", "swell",
            "tighten", "treble", "trim", "triple", "tumble", "weaken", "widen",
        ],
    ),
    // The same, irregular forms and nouns.
    (
        Class::Change,
        Forms::Exact,
        &[
            "decline", "declines", "drop", "drops", "fallen", "falling", "falls", "fell",
            "gains", "grew", "grown", "growth", "hike", "hikes", "lost", "rise", "risen",
            "rises", "rose", "sank", "slid", "slowdown", "sunk", "surge",
        ],
    ),
    // What can be seen to have happened.
    (
        Class::Event,
        Forms::Verb,
        &[
            "abandon", "abduct", "abolish", "accept", "accuse", "acquire", "adopt", "affirm",
            "announce", "appeal", "appoint", "approve", "arrest", "arrive", "attack", "attend",
            "authorise", "authorize", "ban", "bar", "blast", "block", "board", "bomb", "buy",
            "cancel", "capture", "cause", "charge", "clash", "clear", "close", "collide",
            "commit", "complete", "condemn", "conduct", "confirm", "convict", "crash", "create",
            "cross", "damage", "dampen", "deliver", "demolish", "deploy", "deport", "derail",
            "destroy", "detain", "detonate", "die", "direct", "disclose", "discover", "dismiss",
            "dispatch", "dissolve", "distribute", "donate", "drown", "elect", "eliminate",
            "end", "enter", "erupt", "establish", "evacuate", "evict", "execute", "expel",
            "explode", "expose", "file", "fine", "finish", "fire", "flee", "flood", "fund",
            "halt", "hand", "hire", "hit", "host", "impeach", "impose", "injure", "inspect",
            "introduce", "invade", "invest", "invite", "issue", "jail", "join", "kidnap",
            "kill", "launch", "lead", "lift", "list", "load", "lock", "loot", "mail", "march",
            "meet", "merge", "mobilize", "move", "murder", "name", "nominate", "open", "order",
            "oust", "overturn", "pardon", "park", "pass", "pay", "perform", "plead", "poison",
            "postpone", "produce", "promote", "propose", "protest", "publish", "pull",
            "purchase", "question", "raid", "ratify", "reach", "recall", "receive", "reject",
            "release", "relocate", "remove", "rename", "reopen", "repeal", "replace", "rescue",
            "resign", "restore", "restrict", "restructure", "resume", "retire", "return",
            "reveal", "revoke", "sail", "sanction", "schedule", "seize", "sell", "send",
            "sentence", "settle", "ship", "shoot", "shut", "sign", "slash", "stab", "stage",
            "start", "stop", "storm", "strike", "submit", "sue", "suspend", "target", "test",
            "threaten", "topple", "trade", "transfer", "travel", "trigger", "unveil", "veto",
            "visit", "vote", "win", "withdraw", "wound",
        ],
    ),
    // The same, irregular forms.
    (
        Class::Event,
        Forms::Exact,
        &[
            "became", "began", "begun", "bought", "brought", "built", "came", "chose", "chosen",
            "drove", "fled", "flew", "fought", "gave", "given", "held", "hit", "killed", "led",
            "left", "met", "paid", "sat", "seen", "sent", "shot", "shut", "sold", "sought",
            "stolen", "stood", "struck", "swept", "swore", "sworn", "taken", "took",
            "underwent", "went", "won", "wore",
        ],
    ),
    // What parties to a deal do.
    (
        Class::Terms,
        Forms::Verb,
        &[
            "allow", "assign", "authorise", "authorize", "award", "cap", "cede", "commit",
            "comply", "continue", "cover", "deliver", "deploy", "distribute", "eliminate",
            "enable", "entitle", "exclude", "exempt", "expire", "extend", "forbid", "free",
            "give", "govern", "grant", "guarantee", "hold", "impose", "include", "keep",
            "lease", "license", "limit", "maintain", "need", "oblige", "obtain", "operate",
            "pay", "permit", "prevent", "prohibit", "provide", "receive", "remain", "renew",
            "require", "reserve", "restrict", "retain", "run", "secure", "serve", "share",
            "simplify", "supply", "terminate", "transfer", "use", "waive",
        ],
    ),
    // The same, irregular forms.
    (
        Class::Terms,
        Forms::Exact,
        &[
            "bound", "gave", "given", "held", "kept", "must", "owned", "owns", "paid", "ran",
        ],
    ),
    // Nouns and adjectives of deals and duties.
    (
        Class::Agreement,
        Forms::Exact,
        &[
            "accord", "accords", "agreement", "agreements", "arrangement", "arrangements",
            "ban", "budget", "cap", "clause", "clauses", "compensation", "contract",
            "contracts", "contractual", "copyright", "covenant", "deadline", "deal", "deals",
            "equity", "exclusive", "exclusively", "exclusivity", "exemption", "fee", "fees",
            "framework", "guarantee", "investment", "investor", "law", "lawsuit", "lease",
            "leases", "liability", "licence", "licences", "license", "licenses", "licensing",
            "limit", "loan", "loans", "memorandum", "merger", "non-exclusive", "obligation",
            "obligations", "ownership", "pact", "partner", "partners", "partnership", "patent",
            "patents", "payment", "payments", "penalty", "permit", "permits", "pledge",
            "policy", "provider", "provision", "provisions", "quota", "regulation", "right",
            "rights", "royalties", "royalty", "rule", "rules", "sanctions", "settlement",
            "shareholder", "stake", "stakes", "subsidy", "tariff", "tariffs", "tax", "terms",
            "treaty", "truce", "warranty",
        ],
    ),
    // Setting one thing against another.
    (
        Class::Comparison,
        Forms::Exact,
        &[
            "bigger", "biggest", "cheaper", "compared", "double", "earliest", "exceeding",
            "exceeds", "faster", "fastest", "fewer", "fewest", "greater", "greatest", "half",
            "heavier", "higher", "highest", "larger", "largest", "latest", "least", "less",
            "longer", "longest", "lower", "lowest", "more", "most", "nearest", "newest",
            "oldest", "outnumber", "outnumbered", "rather", "record", "slower", "smaller",
            "smallest", "than", "third", "twice", "unlike", "versus", "vs", "weaker", "worse",
        ],
    ),
    // Calling for something.
    (
        Class::Advice,
        Forms::Exact,
        &[
            "ought", "should", "shouldn't",
        ],
    ),
    // Past tenses that do not end in -ed.
    (
        Class::Past,
        Forms::Exact,
        &[
            "became", "began", "bought", "broke", "brought", "built", "came", "caught", "chose",
            "cut", "did", "drew", "drove", "fell", "fled", "flew", "fought", "found", "gave",
            "got", "grew", "had", "held", "hit", "kept", "killed", "knew", "led", "left",
            "lost", "made", "met", "paid", "put", "ran", "read", "rose", "said", "sank", "sat",
            "saw", "sent", "set", "shot", "shut", "slid", "sold", "sought", "spent", "spoke",
            "spread", "stood", "struck", "swept", "swore", "thought", "threw", "told", "took",
            "underwent", "was", "went", "were", "won", "wore", "wrote",
        ],
    ),
    // Months.
    (
        Class::Month,
        Forms::Exact,
        &[
            "apr", "april", "aug", "august", "dec", "december", "feb", "february", "jan",
            "january", "jul", "july", "jun", "june", "mar", "march", "may", "nov", "november",
            "oct", "october", "sep", "sept", "september",
        ],
    ),
    // Days of the week.
    (
        Class::Weekday,
        Forms::Exact,
        &[
            "friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday",
        ],
    ),
    // A place in time without a date.
    (
        Class::When,
        Forms::Exact,
        &[
            "afterwards", "ago", "currently", "earlier", "friday", "lately", "later", "monday",
            "month", "morning", "night", "now", "overnight", "previously", "recently",
            "saturday", "since", "sunday", "thursday", "today", "tomorrow", "tonight",
            "tuesday", "wednesday", "week", "weekend", "year", "yesterday",
        ],
    ),
    // Plurals without -s.
    (
        Class::PluralNoun,
        Forms::Exact,
        &[
            "aircraft", "cattle", "children", "crew", "fish", "folk", "men", "people",
            "personnel", "police", "salmon", "sheep", "staff", "troops", "women",
        ],
    ),
    // Words of generalities.
    (
        Class::General,
        Forms::Exact,
        &[
            "always", "anybody", "anyone", "broadly", "commonly", "everybody", "everyone",
            "everything", "frequently", "generally", "gradually", "increasingly", "largely",
            "many", "naturally", "normally", "often", "rarely", "something", "sometimes",
            "traditional", "traditionally", "typical", "typically", "usually", "various",
        ],
    ),
    // Offices that vouch for a speaker.
    (
        Class::Role,
        Forms::Exact,
        &[
            "adviser", "advisor", "analyst", "attorney", "author", "campaigner", "chair",
            "chairman", "chairwoman", "chief", "commissioner", "coordinator", "correspondent",
            "councillor", "director", "economist", "editor", "executive", "fellow", "founder",
            "general", "governor", "head", "judge", "lawyer", "leader", "lecturer", "manager",
            "mayor", "member", "minister", "officer", "official", "organiser", "organizer",
            "owner", "president", "prince", "professor", "prosecutor", "regulator",
            "representative", "researcher", "resident", "secretary", "senator", "sheriff",
            "spokesman", "spokesperson", "spokeswoman", "strategist",
        ],
    ),
    // What makes a statement depend on another.
    (
        Class::Condition,
        Forms::Exact,
        &[
            "if", "unless", "whether",
        ],
    ),
    // That a state holds on.
    (
        Class::Lasting,
        Forms::Verb,
        &[
            "remain",
        ],
    ),
    // Words with which a value may begin.
    (
        Class::Numeral,
        Forms::Exact,
        &[
            "a", "an", "early", "eight", "eighteen", "eighty", "eleven", "fifteen", "fifty",
            "five", "forty", "four", "fourteen", "late", "mid", "nine", "nineteen", "ninety",
            "one", "seven", "seventeen", "seventy", "six", "sixteen", "sixty", "ten",
            "thirteen", "thirty", "three", "twelve", "twenty", "two",
        ],
    ),
    // Nouns and adjectives of commentary, which nobody can look up.
    (
        Class::Abstract,
        Forms::Exact,
        &[
            "adaptability", "adaptation", "advantage", "advantages", "agility", "alignment",
            "ambition", "ambitions", "approach", "autonomy", "balance", "benefits", "broader",
            "capabilities", "capability", "certainty", "challenge", "challenges", "climate",
            "collaboration", "commitment", "competition", "competitive", "competitiveness",
            "complexity", "confidence", "context", "convergence", "critical", "debate",
            "demands", "dependence", "dependency", "dialogue", "differentiator", "direction",
            "disruption", "diversification", "dominance", "dynamic", "dynamics", "economics",
            "ecosystem", "ecosystems", "efficiency", "emergence", "environment", "era",
            "evolution", "evolving", "expectations", "experience", "flexibility", "force",
            "forces", "foundation", "freedom", "future", "generation", "global", "growth",
            "identity", "implication", "implications", "importance", "incentives",
            "independence", "influence", "innovation", "insight", "integration",
            "interdependence", "interplay", "journey", "landscape", "leadership", "leverage",
            "liberty", "lifeblood", "long-term", "maturation", "maturity", "message", "mindset",
            "model", "models", "momentum", "nature", "necessity", "openness", "opportunities",
            "opportunity", "paradigm", "path", "perception", "perspective", "philosophy",
            "positioning", "possibilities", "power", "presence", "pressure", "principle",
            "priorities", "progression", "prospects", "purpose", "question", "questions",
            "realities", "reality", "recognition", "reflection", "relevance", "reliance",
            "resilience", "rhetoric", "risk", "risks", "scalability", "scalable", "scale",
            "sense", "shift", "shifting", "shifts", "significance", "society", "spirit",
            "stability", "strategic", "strategically", "strategies", "strategy", "strength",
            "strengths", "structural", "success", "synergy", "tension", "tensions", "thinking",
            "timing", "trajectory", "transformation", "transition", "transparency", "trend",
            "trends", "uncertainties", "uncertainty", "understanding", "values", "vision",
        ],
    ),
];

/// Month names and their short forms, with the number of the month. Sorted.
pub const MONTHS: &[(&str, u32)] = &[
    ("apr", 4),
    ("april", 4),
    ("aug", 8),
    ("august", 8),
    ("dec", 12),
    ("december", 12),
    ("feb", 2),
    ("february", 2),
    ("jan", 1),
    ("january", 1),
    ("jul", 7),
    ("july", 7),
    ("jun", 6),
    ("june", 6),
    ("mar", 3),
    ("march", 3),
    ("may", 5),
    ("nov", 11),
    ("november", 11),
    ("oct", 10),
    ("october", 10),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
];

/// Units of time, with their plural and their length in days. Sorted.
pub const DURATIONS: &[(&str, &str, f64)] = &[
    ("century", "centuries", 36500.0),
    ("day", "days", 1.0),
    ("decade", "decades", 3650.0),
    ("fortnight", "fortnights", 14.0),
    ("hour", "hours", 1.0 / 24.0),
    ("minute", "minutes", 1.0 / 1440.0),
    ("month", "months", 30.0),
    ("quarter", "quarters", 91.0),
    ("second", "seconds", 1.0 / 86400.0),
    ("week", "weeks", 7.0),
    ("weekend", "weekends", 2.0),
    ("year", "years", 365.0),
    ("yr", "yrs", 365.0),
];

/// Currency words and signs, with the unit they are given; a currency that several countries
/// share a name for keeps its name. Sorted.
pub const CURRENCIES: &[(&str, &str)] = &[
    ("$", "USD"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("cents", "cents"),
    ("chf", "CHF"),
    ("cny", "CNY"),
    ("crown", "crowns"),
    ("crowns", "crowns"),
    ("dkk", "DKK"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("florins", "florins"),
    ("franc", "francs"),
    ("francs", "francs"),
    ("gbp", "GBP"),
    ("guilders", "guilders"),
    ("inr", "INR"),
    ("jpy", "JPY"),
    ("krona", "SEK"),
    ("kroner", "kroner"),
    ("kronor", "SEK"),
    ("lira", "lira"),
    ("marks", "marks"),
    ("nok", "NOK"),
    ("pence", "pence"),
    ("peso", "pesos"),
    ("pesos", "pesos"),
    ("pounds", "GBP"),
    ("reais", "BRL"),
    ("roubles", "RUB"),
    ("rubles", "RUB"),
    ("rupee", "INR"),
    ("rupees", "INR"),
    ("sek", "SEK"),
    ("shekels", "ILS"),
    ("thalers", "thalers"),
    ("usd", "USD"),
    ("won", "KRW"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("zloty", "PLN"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₩", "KRW"),
    ("€", "EUR"),
    ("₹", "INR"),
    ("₽", "RUB"),
];

/// Numbers in words, from one to ninety. Sorted.
pub const NUMBER_WORDS: &[(&str, f64)] = &[
    ("eight", 8.0),
    ("eighteen", 18.0),
    ("eighty", 80.0),
    ("eleven", 11.0),
    ("fifteen", 15.0),
    ("fifty", 50.0),
    ("five", 5.0),
    ("forty", 40.0),
    ("four", 4.0),
    ("fourteen", 14.0),
    ("nine", 9.0),
    ("nineteen", 19.0),
    ("ninety", 90.0),
    ("one", 1.0),
    ("seven", 7.0),
    ("seventeen", 17.0),
    ("seventy", 70.0),
    ("six", 6.0),
    ("sixteen", 16.0),
    ("sixty", 60.0),
    ("ten", 10.0),
    ("thirteen", 13.0),
    ("thirty", 30.0),
    ("three", 3.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("two", 2.0),
];

/// Words and letters that multiply the number before them. Sorted.
pub const SCALES: &[(&str, f64)] = &[
    ("b", 1e9),
    ("billion", 1e9),
    ("bn", 1e9),
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("k", 1e3),
    ("m", 1e6),
    ("million", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("thousand", 1e3),
    ("tn", 1e12),
    ("trillion", 1e12),
];

/// Words before a value that say how exactly it is meant; the longest that fits counts.
pub const BOUNDS_BEFORE: &[(&[&str], Bound)] = &[
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["a", "maximum", "of"], Bound::AtMost),
    (&["in", "excess", "of"], Bound::AtLeast),
    (&["more", "than"], Bound::AtLeast),
    (&["greater", "than"], Bound::AtLeast),
    (&["higher", "than"], Bound::AtLeast),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["less", "than"], Bound::AtMost),
    (&["fewer", "than"], Bound::AtMost),
    (&["lower", "than"], Bound::AtMost),
    (&["close", "to"], Bound::About),
    (&["over"], Bound::AtLeast),
    (&["above"], Bound::AtLeast),
    (&["exceeding"], Bound::AtLeast),
    (&["exceeds"], Bound::AtLeast),
    (&["under"], Bound::AtMost),
    (&["below"], Bound::AtMost),
    (&["approximately"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["roughly"], Bound::About),
    (&["nearly"], Bound::About),
    (&["almost"], Bound::About),
    (&["some"], Bound::About),
    (&["circa"], Bound::About),
    (&["estimated"], Bound::About),
    (&["~"], Bound::About),
    (&[">"], Bound::AtLeast),
    (&["<"], Bound::AtMost),
];

/// Words after a value that say how exactly it is meant.
pub const BOUNDS_AFTER: &[(&[&str], Bound)] = &[
    (&["or", "more"], Bound::AtLeast),
    (&["or", "less"], Bound::AtMost),
    (&["or", "fewer"], Bound::AtMost),
    (&["or", "so"], Bound::About),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
];
