//! Acts, states and ways of doing that exclude each other.
//!
//! Knows words only.

/// What two claims must have in common for a row to part them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bind {
    /// The subject: who resigned, or was dismissed.
    Subject,
    /// The subject and the words beside: who demands what.
    Both,
    /// The words beside: how the questions went to the lawyers.
    Beside,
    /// The word next to it, and another one beside: what is temporary.
    Attached,
}

/// Two sides that exclude each other when said of one thing. A phrase stands as it is, in lower
/// case; a word stands in one row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) bind: Bind,
    pub(super) sides: [&'static [&'static str]; 2],
}

const fn of_subject(one: &'static [&'static str], other: &'static [&'static str]) -> Row {
    Row { bind: Bind::Subject, sides: [one, other] }
}

const fn of_both(one: &'static [&'static str], other: &'static [&'static str]) -> Row {
    Row { bind: Bind::Both, sides: [one, other] }
}

const fn beside(one: &'static [&'static str], other: &'static [&'static str]) -> Row {
    Row { bind: Bind::Beside, sides: [one, other] }
}

const fn attached(one: &'static [&'static str], other: &'static [&'static str]) -> Row {
    Row { bind: Bind::Attached, sides: [one, other] }
}

pub(super) const ROWS: &[Row] = &[
    of_subject(
        &["quit", "resigned", "resigns", "stepped aside", "stepped down"],
        &["dismissed", "fired", "ousted", "sacked"],
    ),
    of_subject(&["alive", "survived", "survives"], &["dead", "died", "dies", "killed"]),
    of_subject(&["convicted", "guilty"], &["acquitted", "cleared", "innocent"]),
    of_subject(&["called off", "canceled", "cancelled", "postponed"], &["held", "took place"]),
    of_both(
        &[
            "dropped its demand",
            "dropped the demand",
            "no longer demanded",
            "no longer demands",
            "no longer insisted",
            "no longer insists",
            "no longer wanted",
            "no longer wants",
        ],
        &["demanded", "demands", "insisted", "insists", "want", "wants"],
    ),
    of_subject(&["adopted", "approved", "passed"], &["defeated", "failed", "rejected"]),
    beside(
        &["lawful", "lawfully", "legal", "legally"],
        &["illegal", "illegally", "unlawful", "unlawfully"],
    ),
    beside(
        &["promptly", "quickly", "rapidly", "speedily", "swiftly"],
        &["delay", "delayed", "delaying", "slow", "slowly", "stalled", "stalling"],
    ),
    beside(
        &["at a meeting", "during a meeting", "face to face", "in a meeting", "in person"],
        &[
            "by email",
            "by letter",
            "by phone",
            "by telephone",
            "on the phone",
            "on the telephone",
            "over the phone",
            "over the telephone",
            "phoned",
            "telephoned",
            "video call",
        ],
    ),
    beside(
        &["march", "marched", "on foot", "walk", "walked"],
        &["bus", "buses", "driven", "drove", "flew", "train", "trains", "truck", "trucks"],
    ),
    beside(&["voluntarily", "willingly"], &["compelled", "forced", "forcibly"]),
    beside(
        &["deliberate", "deliberately", "intentionally"],
        &["accident", "accidental", "accidentally"],
    ),
    of_subject(&["pleaded guilty", "pleads guilty"], &["pleaded not guilty", "pleads not guilty"]),
    of_subject(&["conscious"], &["unconscious"]),
    of_subject(
        &["fair condition", "good condition", "stable condition"],
        &["critical condition", "grave condition"],
    ),
    of_subject(
        &["unharmed", "unhurt", "uninjured", "unscathed"],
        &["was hurt", "was injured", "was wounded", "were hurt", "were injured", "were wounded"],
    ),
    of_subject(&["was armed", "were armed"], &["unarmed", "was not armed", "were not armed"]),
    of_subject(&["was locked", "were locked"], &["left open", "unlocked"]),
    of_subject(
        &["intact", "unbroken", "undamaged"],
        &[
            "shattered",
            "snapped",
            "was broken",
            "was damaged",
            "was destroyed",
            "was torn",
            "were broken",
            "were damaged",
            "were destroyed",
            "were torn",
        ],
    ),
    of_subject(
        &["largely peaceful", "mostly peaceful", "peacefully", "without incident"],
        &["descended into violence", "turned ugly", "turned violent"],
    ),
    of_subject(
        &["at large", "on the run"],
        &["behind bars", "in custody", "in jail", "under arrest"],
    ),
    of_subject(&["sober"], &["drunk", "intoxicated"]),
    of_subject(&["ahead of schedule", "on schedule", "on time"], &["behind schedule", "overdue"]),
    of_subject(&["insured"], &["uninsured"]),
    of_subject(
        &["attended", "showed up", "turned up", "was present", "were present"],
        &[
            "absent",
            "boycotted",
            "did not appear",
            "did not show up",
            "did not turn up",
            "failed to appear",
            "stayed away",
        ],
    ),
    of_subject(&["surrendered"], &["was captured", "was caught", "were captured", "were caught"]),
    of_both(&["voted for", "voted in favor", "voted in favour"], &["abstained", "voted against"]),
    of_both(&["owned", "owns"], &["leased", "leases", "rented", "rents"]),
    of_both(
        &["affirmed", "upheld", "upholds"],
        &["annulled", "overturned", "overturns", "quashed", "struck down", "threw out"],
    ),
    beside(
        &["unanimous", "unanimously"],
        &["divided vote", "narrowly", "split decision", "split vote"],
    ),
    beside(
        &["in public", "open court", "open session", "public session"],
        &[
            "behind closed doors",
            "closed hearing",
            "closed session",
            "in camera",
            "in private",
            "in secret",
        ],
    ),
    beside(
        &["acted alone", "lone attacker", "lone gunman", "sole attacker", "sole suspect"],
        &[
            "accomplice",
            "accomplices",
            "co-conspirators",
            "three attackers",
            "three gunmen",
            "two attackers",
            "two gunmen",
        ],
    ),
    beside(
        &[
            "clean bill of health",
            "no defects",
            "no deficiencies",
            "no faults",
            "no irregularities",
            "no problems",
            "no violations",
            "nothing wrong",
            "up to standard",
        ],
        &[
            "defects",
            "deficiencies",
            "faults",
            "flaws",
            "irregularities",
            "shortcomings",
            "violations",
        ],
    ),
    beside(
        &["no warning", "unannounced", "without warning"],
        &[
            "advance warning",
            "been warned",
            "in advance",
            "prior notice",
            "was warned",
            "were warned",
        ],
    ),
    beside(
        &[
            "no conditions",
            "no strings",
            "unconditional",
            "unconditionally",
            "without conditions",
            "without preconditions",
        ],
        &["conditional", "on condition", "on the condition", "provided that"],
    ),
    beside(
        &["direct talks", "face-to-face talks"],
        &[
            "indirect talks",
            "through an intermediary",
            "through intermediaries",
            "through mediators",
        ],
    ),
    beside(
        &["single-handedly", "unilateral", "unilaterally"],
        &["in concert with", "in tandem with", "jointly"],
    ),
    beside(&["northbound"], &["southbound"]),
    beside(&["eastbound"], &["westbound"]),
    beside(&["classified"], &["declassified", "unclassified"]),
    beside(&["compulsory", "mandatory", "obligatory"], &["optional"]),
    attached(&["temporarily", "temporary"], &["permanent", "permanently"]),
    attached(&["granted", "grants"], &["denied", "denies", "refused"]),
    attached(&["signed", "signs"], &["vetoed", "vetoes"]),
    attached(
        &["complete", "completely", "entire", "entirely", "full", "fully"],
        &["partial", "partially", "partly"],
    ),
];

/// Participles that take a stand on their subject only behind a form of *be*: *was fired*, not
/// *fired 200 workers*.
pub(super) const SUFFERED: &[&str] = &[
    "acquitted",
    "adopted",
    "approved",
    "called off",
    "canceled",
    "cancelled",
    "cleared",
    "convicted",
    "defeated",
    "dismissed",
    "fired",
    "held",
    "killed",
    "ousted",
    "passed",
    "postponed",
    "rejected",
    "sacked",
];

/// What says that no day is set.
pub(super) const UNSET: &[&str] = &[
    "yet to be scheduled",
    "unscheduled",
    "not been scheduled",
    "no date has been set",
    "no date was set",
    "not set a date",
    "not yet set",
];

/// Words behind which *legal* tells a trade, not what is allowed.
pub(super) const TRADES: &[&str] = &[
    "action",
    "advice",
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "aid",
    "battle",
    "bill",
    "challenge",
    "counsel",
    "experts",
    "fees",
    "fight",
    "observers",
    "scholars",
    "system",
    "team",
    "teams",
];

/// Words before a cue under which it is not asserted.
pub(super) const OPENERS: &[&str] =
    &["attempted", "can", "could", "if", "may", "might", "possible", "unless", "whether", "would"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_phrase_stands_on_one_side_of_one_row() {
        let mut seen = BTreeSet::new();
        for phrase in ROWS.iter().flat_map(|row| row.sides).flatten() {
            assert!(seen.insert(phrase), "{phrase}");
            assert_eq!(*phrase, phrase.to_lowercase());
        }
    }

    #[test]
    fn lists_are_sorted() {
        let sides = ROWS.iter().flat_map(|row| row.sides);
        for list in sides.chain([OPENERS, TRADES, SUFFERED]) {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
    }
}
