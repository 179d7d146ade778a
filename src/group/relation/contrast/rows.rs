//! Acts, states and ways of doing that exclude each other.
//!
//! Knows words only.

/// What two claims must have in common for a row to part them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bind {
    /// The subject: who resigned, or was dismissed.
    Subject,
    /// The words beside: how the questions went to the lawyers.
    Beside,
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

const fn beside(one: &'static [&'static str], other: &'static [&'static str]) -> Row {
    Row { bind: Bind::Beside, sides: [one, other] }
}

pub(super) const ROWS: &[Row] = &[
    of_subject(
        &["resigned", "resigns", "quit", "stepped down"],
        &["fired", "ousted", "sacked", "dismissed"],
    ),
    of_subject(&["survived", "survives", "alive"], &["died", "dies", "dead", "killed"]),
    of_subject(&["convicted", "guilty"], &["acquitted", "innocent", "cleared"]),
    of_subject(
        &["postponed", "cancelled", "canceled", "called off"],
        &["held", "began", "took place", "opened"],
    ),
    of_subject(
        &[
            "no longer insisted",
            "no longer insists",
            "no longer demanded",
            "no longer demands",
            "no longer wanted",
            "no longer wants",
            "dropped its demand",
            "dropped the demand",
        ],
        &["insisted", "insists", "demanded", "demands", "want", "wants"],
    ),
    of_subject(&["armed"], &["unarmed"]),
    of_subject(&["peaceful"], &["violent"]),
    of_subject(&["passed", "adopted", "approved"], &["failed", "rejected", "defeated"]),
    beside(
        &["legal", "legally", "lawful", "lawfully"],
        &["illegal", "illegally", "unlawful", "unlawfully"],
    ),
    beside(
        &["quickly", "swiftly", "rapidly", "promptly", "speedily"],
        &["slow", "slowly", "delay", "delayed", "delaying", "stalled", "stalling"],
    ),
    beside(
        &["at a meeting", "during a meeting", "in a meeting", "in person", "face to face"],
        &[
            "by telephone",
            "over the telephone",
            "on the telephone",
            "by phone",
            "over the phone",
            "on the phone",
            "telephoned",
            "phoned",
            "by email",
            "by letter",
            "video call",
        ],
    ),
    beside(
        &["marched", "march", "walked", "walk", "on foot"],
        &["buses", "bus", "train", "trains", "drove", "driven", "flew", "truck", "trucks"],
    ),
    beside(&["voluntarily", "willingly"], &["forced", "forcibly", "compelled"]),
    beside(
        &["deliberate", "deliberately", "intentionally"],
        &["accident", "accidental", "accidentally"],
    ),
    beside(&["unanimous", "unanimously"], &["divided", "split"]),
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
        for list in [OPENERS, TRADES] {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
    }
}
