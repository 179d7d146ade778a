//! Sentences of running text that are about the page and not about the story.
//!
//! A table of rules over sentences. Knows how they read. Must never know blocks, formats or claims:
//! what stands on a line of its own is furniture.

/// A kind of such sentences.
struct Rule {
    /// A sentence that is one, and one that looks like it and is not.
    #[cfg_attr(not(test), expect(dead_code, reason = "the table is read by people and tests"))]
    examples: [&'static str; 2],
    /// Whether a sentence in small letters is one.
    fits: fn(&str) -> bool,
}

/// The longest of these sentences, in bytes.
const LONGEST: usize = 100;

const RULES: &[Rule] = &[
    // Leads to a list or a link that stands elsewhere.
    Rule {
        examples: ["Here are the day’s tolls.", "Here the ferry stopped for good."],
        fits: |low| {
            ["here is ", "here are ", "here's ", "here’s "].iter().any(|lead| low.starts_with(lead))
                && low.ends_with('.')
                && !low.contains(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ','])
                || low.contains("the list of ") && low.starts_with("here") && low.ends_with('.')
        },
    },
    Rule {
        examples: ["Follow the ferry trial here.", "She stayed here."],
        fits: |low| {
            ["follow ", "see ", "read ", "find ", "listen ", "watch "]
                .iter()
                .any(|lead| low.starts_with(lead))
                && low.trim_end_matches(['.', '!']).ends_with(" here")
        },
    },
    // The writer of a letter to subscribers greets, or promises the next one.
    Rule {
        examples: [
            "Petra Quist here, writing to you from Karrow today.",
            "The minister was here, writing to the mayor.",
        ],
        fits: |low| {
            ["coming to you from", "writing to you from", "reporting to you from"]
                .iter()
                .any(|from| low.contains(from))
                && low.contains(" here, ")
        },
    },
    Rule {
        examples: [
            "I will have an update on tolls next week.",
            "The mayor will have an update on tolls next week.",
        ],
        fits: |low| {
            ["i will ", "i'll ", "i’ll ", "we will ", "we'll ", "we’ll ", "more on "]
                .iter()
                .any(|lead| low.starts_with(lead))
                && ["update", "more on ", "a post on "].iter().any(|what| low.contains(what))
                && ["next week", "next month", "tomorrow", "soon"]
                    .iter()
                    .any(|when| low.trim_end_matches(['.', '!']).ends_with(when))
        },
    },
];

/// Whether a sentence of running text speaks of the page, its links or its next issue.
pub fn is_aside(sentence: &str) -> bool {
    if sentence.len() > LONGEST || !bears_a_trace(sentence) {
        return false;
    }
    let low = sentence.to_lowercase();
    RULES.iter().any(|rule| (rule.fits)(&low))
}

/// Whether any rule can fit: most sentences can be told from asides without a second look.
fn bears_a_trace(sentence: &str) -> bool {
    let end = sentence.trim_end_matches(['.', '!']);
    ["here", "Here"].iter().any(|word| sentence.contains(word))
        || ["week", "month", "tomorrow", "soon"].iter().any(|word| end.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_fits_its_example_and_nothing_fits_its_counter_example() {
        for rule in RULES {
            let [example, counter_example] = rule.examples;
            assert!((rule.fits)(&example.to_lowercase()), "{example}");
            assert!(!is_aside(counter_example), "{counter_example}");
        }
    }

    #[test]
    fn what_is_long_or_states_figures_is_none() {
        assert!(is_aside("Here's the list of 40 boats."));
        assert!(!is_aside("Here is where 40 boats sank."));
        assert!(!is_aside(&format!("Here are {}the tolls.", "some of ".repeat(20))));
    }
}
