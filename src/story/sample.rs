//! What is built in: five accounts of an invented event, which a newcomer reads first, and the
//! tutorial.

use super::{Found, Source};

/// A built-in article. There are no others than those of [`sample`] and [`tutor`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    name: &'static str,
    text: &'static str,
}

impl Sample {
    /// The name of its file.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// Its Markdown.
    pub fn text(self) -> &'static str {
        self.text
    }
}

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        [$(Sample { name: $name, text: include_str!(concat!("sample/", $name)) }),+]
    };
}

const ARTICLES: [Sample; 5] =
    embedded!["1-wire.md", "2-local.md", "3-trade.md", "4-statement.md", "5-column.md",];

/// The sample story, found.
pub fn sample() -> Found {
    Found {
        name: "Hollen Line and Tidewright".to_owned(),
        sources: ARTICLES.into_iter().map(Source::Sample).collect(),
        ..Found::default()
    }
}

/// The tutorial: a story of one article.
pub fn tutor() -> Found {
    let article = Sample { name: "tutor.md", text: include_str!("tutor.md") };
    Found {
        name: "Tutorial".to_owned(),
        sources: vec![Source::Sample(article)],
        ..Found::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_says_that_it_is_invented() {
        for article in ARTICLES {
            let (head, _) = article.text().split_once("\n---\n\n# ").unwrap();
            for key in ["---\ntitle: ", "\noutlet: ", "\nauthor: ", "\npublished: 2025-03-"] {
                assert!(head.contains(key), "{}: {key}", article.name());
            }
            assert!(head.contains(".example/"), "{}: an address nobody owns", article.name());
            assert!(head.contains("\nnote: invented for variorum; "), "{}", article.name());
        }
    }

    #[test]
    fn the_accounts_part_where_they_should() {
        let pattern = [
            ("1-wire.md", "18 percent"),
            ("2-local.md", "a fifth"),
            ("4-statement.md", "15 percent"),
            ("1-wire.md", "capped at 300 million"),
            ("2-local.md", "are not capped"),
            ("3-trade.md", "until 31 December 2031"),
            ("3-trade.md", "ends in 2034"),
            ("4-statement.md", "suppliers of engines on all routes"),
            ("2-local.md", "remains the only supplier"),
            ("1-wire.md", "approximately 40 million"),
            ("2-local.md", "more than 40 million"),
            ("1-wire.md", "keep 120 jobs"),
            ("2-local.md", "140 of the 155 jobs"),
            ("3-trade.md", "signed on 3 March"),
            ("5-column.md", "On 5 March"),
            ("4-statement.md", "will receive a reduced share"),
            ("5-column.md", "no longer shares its fares"),
        ];
        for (name, words) in pattern {
            let article = ARTICLES.iter().find(|article| article.name() == name).unwrap();
            assert!(article.text().contains(words), "{name}: {words}");
        }
    }

    #[test]
    fn it_is_read_in_a_quarter_of_an_hour() {
        let words: usize = ARTICLES.iter().map(|it| it.text().split_whitespace().count()).sum();
        assert!((1400..1800).contains(&words), "{words}");
    }
}
