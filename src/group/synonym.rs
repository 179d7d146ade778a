//! Words that reports use for one another.
//!
//! Knows words. Must never know what they are used for. Only words that stand for one another in
//! most reports: a wrong pair makes unlike claims alike everywhere.

use std::collections::BTreeMap;

/// From the stem of a word to the stem that stands for its row, given what makes a stem.
pub(super) fn table(stem: impl Fn(&str) -> String) -> BTreeMap<String, String> {
    let of_row = |row: &&[&str]| -> Vec<(String, String)> {
        let first = row.first().map(|word| stem(word)).unwrap_or_default();
        row.iter().map(|word| (stem(word), first.clone())).collect()
    };
    ROWS.iter().flat_map(of_row).collect()
}

/// A word stands in one row.
#[rustfmt::skip] // A word a line would be four times as long and no easier to read.
const ROWS: &[&[&str]] = &[
    // Acts.
    &["abandon", "relinquish", "dismantle", "scrap"],
    &["accuse", "allege"],
    &["agreement", "deal", "accord", "pact", "arrangement"],
    &["allow", "permit"],
    &["arrive", "reach"],
    &["ask", "request", "seek"],
    &["attack", "strike", "assault"],
    &["attempt", "try", "effort"],
    &["ban", "prohibit"],
    &["begin", "start", "commence"],
    &["buy", "purchase", "acquire", "acquisition", "takeover"],
    &["choose", "pick", "select"],
    &["close", "shut"],
    &["demand", "insist"],
    &["drop", "fall", "decline", "decrease"],
    &["fire", "oust", "dismiss", "sack"],
    &["halt", "stop", "suspend", "freeze", "cease", "pause", "end"],
    &["help", "assist", "aid"],
    &["hire", "recruit", "appoint"],
    &["invest", "investment"],
    &["investigate", "investigation", "probe", "inquiry"],
    &["kill", "slay", "murder"],
    &["leave", "quit", "resign", "depart"],
    &["meet", "summit", "talk", "visit", "trip"],
    &["need", "require"],
    &["obstruct", "impede"],
    &["plan", "prepare", "intend"],
    &["pledge", "promise", "vow"],
    &["reject", "refuse"],
    &["rise", "increase", "climb", "jump", "hike", "raise"],
    &["sell", "sale"],
    &["send", "dispatch"],
    &["share", "split"],
    &["show", "reveal", "indicate"],
    // Things and people.
    &["armistice", "truce", "ceasefire"],
    &["cap", "limit", "ceiling"],
    &["child", "children", "kid"],
    &["company", "firm"],
    &["cost", "price"],
    &["election", "vote", "ballot"],
    &["job", "employment"],
    &["lawyer", "attorney", "counsel"],
    &["leader", "ruler"],
    &["license", "licence"],
    &["link", "tie", "connection"],
    &["migrant", "immigrant", "refugee"],
    &["partner", "partnership", "alliance"],
    &["question", "query"],
    &["revenue", "income"],
    &["site", "location", "venue"],
    &["war", "conflict"],
    &["weapon", "arms", "arsenal"],
    &["worker", "employee"],
    // What they are like.
    &["big", "large", "huge"],
    &["exclusive", "exclusivity", "sole"],
    &["possible", "potential"],
    &["secret", "clandestine"],
    // Countries.
    &["us", "america", "american"],
    &["uk", "britain", "british"],
    &["canada", "canadian"],
    &["china", "chinese", "beijing"],
    &["europe", "european", "eu"],
    &["france", "french"],
    &["germany", "german"],
    &["india", "indian"],
    &["iran", "iranian", "tehran"],
    &["israel", "israeli"],
    &["italy", "italian"],
    &["japan", "japanese"],
    &["korea", "korean"],
    &["mexico", "mexican"],
    &["russia", "russian", "moscow", "kremlin"],
    &["spain", "spanish"],
    &["syria", "syrian"],
    &["turkey", "turkish"],
    &["ukraine", "ukrainian"],
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_word_stands_in_one_row() {
        let mut seen = BTreeSet::new();
        for word in ROWS.iter().copied().flatten() {
            assert!(seen.insert(word), "{word}");
            assert_eq!(*word, word.to_lowercase());
        }
        assert!(ROWS.iter().all(|row| row.len() > 1));
    }

    #[test]
    fn a_row_has_one_form() {
        let table = table(str::to_owned);
        assert_eq!(table.get("truce"), table.get("ceasefire"));
        assert_ne!(table.get("truce"), table.get("war"));
        assert_eq!(table.get("ferry"), None);
    }
}
