use super::super::lexicon::Lexicon;
use super::super::sentence::Place;
use super::*;
use crate::text::Span;

/// Reads an example: `#` marks a heading, `•` a led-to list item, a lone `“` the inside of a
/// quotation.
fn of<T>(example: &str, told: impl Fn(&Sentence<'_>) -> T) -> T {
    let mark = example.chars().next();
    let text = example.trim_start_matches(['#', '•']).trim_start_matches("“ ").trim_start();
    let setting = match mark {
        Some('#') => Setting::Heading,
        Some('•') => Setting::LedTo,
        _ => Setting::Running,
    };
    let place = Place { setting, quoted: example.starts_with("“ "), within: 0 };
    told(&Sentence::new(text, Span::new(0, text.len()), place, &Lexicon::new()))
}

#[test]
fn each_rule_fires_on_its_example_and_not_on_its_counter_example() {
    let wrong: Vec<(&str, &str)> = RULES
        .iter()
        .flat_map(|rule| [(rule, rule.example, true), (rule, rule.counter_example, false)])
        .filter(|(rule, example, want)| of(example, rule.test) != *want)
        .map(|(rule, example, _)| (rule.name, example))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_set_holds_the_rules_that_fired_and_no_others() {
    for rule in RULES {
        let sentences = [rule.example, rule.counter_example];
        for example in sentences {
            let fired = of(example, RuleSet::fired_by);
            let names: Vec<&str> = fired.iter().map(|it| it.name).collect();
            let expected = RULES.iter().filter(|it| of(example, it.test));
            assert_eq!(names, expected.map(|it| it.name).collect::<Vec<_>>(), "{example}");
            assert_eq!(fired.strongest_first().len(), names.len());
        }
    }
}

#[test]
fn the_table_reads_like_a_handbook() {
    for (index, rule) in RULES.iter().enumerate() {
        assert!(
            RULES[..index].iter().all(|earlier| earlier.name != rule.name),
            "{} twice",
            rule.name
        );
        let is_told = |earlier: &Rule| earlier.reason == rule.reason;
        assert!(!RULES[..index].iter().any(is_told), "{} is told as another", rule.name);
        assert!(rule.weight.is_finite() && rule.weight != 0.0, "{}", rule.name);
        assert!(
            rule.kind.is_none() || rule.weight > 0.0,
            "{}: a kind must speak for the sentence",
            rule.name
        );
        assert!(!rule.looks_for.is_empty() && !rule.reason.ends_with('.'), "{}", rule.name);
    }
}
