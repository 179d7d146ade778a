//! The words of counting.

/// What became of those who are counted, which tells more than what they are called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Toll {
    Dead,
    Hurt,
    Missing,
    Held,
}

pub(super) const TOLLS: &[Toll] = &[Toll::Dead, Toll::Hurt, Toll::Missing, Toll::Held];

impl Toll {
    /// A name that is no word of a claim.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Dead => "= dead",
            Self::Hurt => "= hurt",
            Self::Missing => "= missing",
            Self::Held => "= held",
        }
    }

    /// The words that tell it before the count: *killing at least seven people*.
    pub(super) const fn before(self) -> &'static [&'static str] {
        match self {
            Self::Dead => &["killed", "killing", "kills"],
            Self::Hurt => &["injured", "injuring", "wounded", "wounding"],
            Self::Missing => &[],
            Self::Held => &["arrested", "detained"],
        }
    }

    /// The words that tell it behind, or are what is counted: *seven people died*, *eight lives*.
    pub(super) const fn behind(self) -> &'static [&'static str] {
        match self {
            Self::Dead => &["dead", "deaths", "died", "dies", "drowned", "lives", "perished"],
            Self::Hurt => &["hurt", "injuries"],
            Self::Missing => &["missing", "unaccounted"],
            Self::Held => &["arrests"],
        }
    }

    /// The participles that tell it behind a form of *be*: *seven people were killed*.
    pub(super) const fn suffered(self) -> &'static [&'static str] {
        match self {
            Self::Dead => &["killed"],
            Self::Hurt => &["injured", "wounded"],
            Self::Missing => &[],
            Self::Held => &["arrested", "detained"],
        }
    }
}

/// Counts told by a word, with the least and the most they stand for.
pub(super) const VAGUE: &[(&str, f64, f64)] = &[
    ("dozens", 24.0, 99.0),
    ("hundreds", 200.0, 999.0),
    ("scores of", 40.0, 199.0),
    ("several dozen", 24.0, 84.0),
    ("several hundred", 300.0, 999.0),
    ("several thousand", 3_000.0, 9_999.0),
    ("thousands", 2_000.0, 99_999.0),
];

/// Who may be called by any other word for people.
pub(super) const ANYBODY: &[&str] =
    &["individuals", "members", "others", "participants", "people", "persons"];

/// What is measured, not counted.
pub(super) const MEASURES: &[&str] = &[
    "acres",
    "degrees",
    "feet",
    "gallons",
    "hectares",
    "inches",
    "kilometers",
    "kilometres",
    "knots",
    "liters",
    "litres",
    "meters",
    "metres",
    "miles",
    "ounces",
    "points",
    "pounds",
    "times",
    "tonnes",
    "tons",
    "yards",
];

/// Words for people that do not end as such words mostly do.
const PEOPLE: &[&str] =
    &["activists", "children", "guests", "kids", "locals", "migrants", "troops", "victims"];
/// How plurals of words for people mostly end.
const ENDINGS: &[&str] = &["ans", "ants", "ees", "ents", "ers", "ists", "ives", "men", "ors"];

/// Whether a word in lower case is one for people, as far as it shows.
pub(super) fn is_person(word: &str) -> bool {
    PEOPLE.contains(&word) || ENDINGS.iter().any(|it| word.ends_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_ranges_run_upwards() {
        let words = TOLLS.iter().flat_map(|it| [it.before(), it.behind(), it.suffered()]);
        for list in words.chain([ANYBODY, MEASURES, PEOPLE, ENDINGS]) {
            assert!(list.is_sorted_by(|one, two| one < two), "{list:?}");
        }
        assert!(VAGUE.is_sorted_by(|one, two| one.0 < two.0));
        assert!(VAGUE.iter().all(|(_, low, high)| low < high));
    }
}
