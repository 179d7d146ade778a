//! Words, numbers and marks of a sentence, with where they stand.
//!
//! Knows characters and the lexicon. Must never know documents, rules or scores.

use super::lexicon::{Class, Classes, Lexicon};
use crate::text::Span;
use crate::text::raised::is_raised;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    /// Begins with a letter: `fee`, `U.S.`, `Q3`, `don't`.
    Word,
    /// Begins with a digit: `40`, `13,000`, `9.1`.
    Number,
    /// Any other single character.
    Mark,
}

/// A word, number or mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands in the document's text.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it touches the token before it.
    pub glued: bool,
    /// Whether it stands in quotation marks, or is one.
    pub quoted: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// The word lists it stands in.
    pub classes: Classes,
    lower: Span,
}

/// The tokens of one sentence. An index beyond either end names no token: it has no word and no
/// class, so that rules may look around freely.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    items: Vec<Token>,
    lower: String,
}

impl<'a> Tokens<'a> {
    /// Splits the part `span` of a document's `text`; `quoted` where an earlier sentence opened a
    /// quotation that goes on.
    pub fn new(text: &'a str, span: Span, quoted: bool, lexicon: &Lexicon<'_>) -> Self {
        let mut made = Self {
            text,
            items: Vec::with_capacity(span.len() / 5 + 1),
            lower: String::with_capacity(span.len()),
        };
        let slice = span.of(text);
        let mut offset = 0;
        let (mut glued, mut quoted) = (false, quoted);
        while let Some(first) = slice[offset..].chars().next() {
            if first.is_whitespace() {
                offset += first.len_utf8();
                glued = false;
                continue;
            }
            // The mark of a note is no part of what it stands behind.
            if is_raised(first) {
                offset += first.len_utf8();
                continue;
            }
            let (kind, len) = measure(&slice[offset..], first);
            let inside = quoted;
            quoted = match first {
                '"' => !quoted,
                '“' => true,
                '”' => false,
                _ => quoted,
            };
            let span = Span::new(offset, offset + len).shifted(span.start());
            made.push(span, kind, glued, inside || quoted, lexicon);
            offset += len;
            glued = true;
        }
        made
    }

    fn push(
        &mut self,
        span: Span,
        kind: TokenKind,
        glued: bool,
        quoted: bool,
        lexicon: &Lexicon<'_>,
    ) {
        let start = self.lower.len();
        let slice = span.of(self.text);
        if slice.is_ascii() {
            self.lower.push_str(slice);
            self.lower[start..].make_ascii_lowercase();
        } else {
            let straight = slice.chars().map(|each| if each == '\u{2019}' { '\'' } else { each });
            self.lower.extend(straight.flat_map(char::to_lowercase));
        }
        let lower = Span::new(start, self.lower.len());
        let capital = slice.chars().next().is_some_and(char::is_uppercase);
        let classes = match kind {
            // "US" and "WHO" are no pronouns.
            TokenKind::Word if is_abbreviation(slice) => Classes::default(),
            TokenKind::Word => lexicon.classes(lower.of(&self.lower)),
            TokenKind::Number | TokenKind::Mark => Classes::default(),
        };
        // "May" and "March" inside a sentence are months and nothing else.
        let month = capital && start > 0 && classes.contains(Class::Month);
        let classes = if month { Classes::of(Class::Month) } else { classes };
        let named = capital && lexicon.knows_name(slice);
        let classes = if named { classes.union(Classes::of(Class::KnownName)) } else { classes };
        self.items.push(Token { span, kind, glued, quoted, capital, classes, lower });
    }

    /// The tokens in text order.
    pub fn all(&self) -> &[Token] {
        &self.items
    }

    /// All of it in lower case with straight apostrophes and without white space.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> Option<&Token> {
        self.items.get(index)
    }

    /// The token at `index` in lower case with straight apostrophes; empty where there is none.
    pub fn word(&self, index: usize) -> &str {
        self.items.get(index).map_or("", |token| token.lower.of(&self.lower))
    }

    /// The token at `index` as the text has it.
    pub fn raw(&self, index: usize) -> &'a str {
        self.items.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// Whether the token at `index` stands in a word list.
    pub fn is(&self, index: usize, class: Class) -> bool {
        self.items.get(index).is_some_and(|token| token.classes.contains(class))
    }

    /// Whether the token at `index` is of a kind.
    pub fn is_kind(&self, index: usize, kind: TokenKind) -> bool {
        self.items.get(index).is_some_and(|token| token.kind == kind)
    }

    /// Whether the token at `index` touches the one before it.
    pub fn is_glued(&self, index: usize) -> bool {
        self.items.get(index).is_some_and(|token| token.glued)
    }

    /// Whether the token at `index` is part of a name: a capital that the start of the sentence
    /// or the grammar does not explain.
    pub fn is_name(&self, index: usize) -> bool {
        let Some(token) = self.items.get(index) else { return false };
        token.kind == TokenKind::Word
            && token.capital
            && !token.classes.contains(Class::Function)
            && !token.classes.contains(Class::Pronoun)
            && !token.classes.contains(Class::Weekday)
            && (!self.opens(index) || self.looks_like_a_name(index))
    }

    /// Whether the token at `index` is the first word of the sentence or of something quoted.
    fn opens(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1) else { return true };
        self.is_kind(before, TokenKind::Mark)
            && matches!(self.word(before), "\"" | "“" | ":" | "(" | "•" | "*" | "-")
            && !(self.word(before) == "-" && self.is_glued(before))
    }

    /// Whether a capital at the start of a sentence belongs to a name: the word is in no list,
    /// and what follows (another name, `'s`, a verb in the third person) fits one.
    fn looks_like_a_name(&self, index: usize) -> bool {
        let raw = self.raw(index);
        let inner_capital = raw.chars().skip(1).any(char::is_uppercase);
        let next = index + 1 + usize::from(self.word(index + 1) == "also");
        let next_is_name = self.items.get(next).is_some_and(|token| {
            token.capital
                && token.kind == TokenKind::Word
                && !token.classes.contains(Class::Function)
        });
        let word = self.word(index);
        self.is(index, Class::KnownName)
            || inner_capital
            || word.ends_with("'s")
            || next_is_name
            || (self.items.get(index).is_some_and(|token| token.classes.is_empty())
                && (self.is(next, Class::Auxiliary)
                    || self.is(next, Class::Past)
                    || self.is(next, Class::Speech))
                && !word.ends_with('s'))
    }

    /// Whether the words at `index` are these.
    pub fn phrase_at(&self, index: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(step, word)| self.word(index + step) == *word)
    }

    /// Whether any of these phrases stands in the sentence.
    pub fn has_phrase(&self, phrases: &[&[&str]]) -> bool {
        (0..self.len()).any(|index| phrases.iter().any(|phrase| self.phrase_at(index, phrase)))
    }

    /// The text from one token to another, both included.
    pub fn slice(&self, first: usize, last: usize) -> &'a str {
        self.span(first, last).of(self.text)
    }

    /// The span from one token to another, both included.
    pub fn span(&self, first: usize, last: usize) -> Span {
        match (self.items.get(first), self.items.get(last)) {
            (Some(first), Some(last)) => Span::new(first.span.start(), last.span.end()),
            _ => Span::default(),
        }
    }
}

/// Two to four capitals.
fn is_abbreviation(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The kind and length in bytes of the token at the start of `rest`.
fn measure(rest: &str, first: char) -> (TokenKind, usize) {
    if first.is_ascii_digit() {
        let len = number_len(rest.as_bytes());
        let power = raised_len(&rest[len..]);
        // `10⁶` is neither 10 nor 106.
        if &rest[..len] == "10" && power > 0 {
            return (TokenKind::Word, len + power);
        }
        (TokenKind::Number, len)
    } else if first.is_alphanumeric() {
        let len = word_len(rest);
        let power = rest[len..].chars().next().filter(|next| matches!(next, '²' | '³'));
        let power = power.filter(|_| rest[..len].chars().count() <= LONGEST_UNIT);
        (TokenKind::Word, len + power.map_or(0, char::len_utf8))
    } else {
        (TokenKind::Mark, first.len_utf8())
    }
}

/// How many letters a unit has that is squared: `km²`.
const LONGEST_UNIT: usize = 2;

/// Figures above the line.
fn raised_len(rest: &str) -> usize {
    rest.find(|character| !is_raised(character)).unwrap_or(rest.len())
}

/// Digits, with commas and points between digits.
fn number_len(bytes: &[u8]) -> usize {
    let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let mut len = 0;
    while digit(len) || (matches!(bytes.get(len), Some(b',' | b'.')) && digit(len + 1)) {
        len += 1;
    }
    len
}

/// Letters and digits, with apostrophes and the points of initials (`U.S.`) inside.
fn word_len(rest: &str) -> usize {
    let mut len = 0;
    let mut run = 0;
    let mut initials = false;
    let mut characters = rest.chars().peekable();
    while let Some(character) = characters.next() {
        let inner = match character {
            '\'' | '\u{2019}' => characters.peek().is_some_and(|next| next.is_alphabetic()),
            '.' if run == 1 => {
                let goes_on = characters.peek().is_some_and(|next| next.is_alphabetic());
                initials |= goes_on;
                goes_on || initials
            }
            other => other.is_alphanumeric() && !is_raised(other) || is_combining(other),
        };
        if !inner {
            break;
        }
        len += character.len_utf8();
        run = if character.is_alphanumeric() { run + 1 } else { 0 };
    }
    len
}

/// Combining marks stay with their letter.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        tokens.all().iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn words_numbers_and_marks() {
        assert_eq!(
            split("It isn’t €40m, the U.S. said: 1,250.5!"),
            ["It", "isn’t", "€", "40", "m", ",", "the", "U.S.", "said", ":", "1,250.5", "!"]
        );
    }

    #[test]
    fn marks_of_notes_are_passed_over_and_powers_are_not() {
        assert_eq!(
            split("¹ Ada Berg² sold 12³ % of 3 km²,⁴ or 10⁶ m³."),
            ["Ada", "Berg", "sold", "12", "%", "of", "3", "km²", ",", "or", "10⁶", "m³", "."]
        );
        let text = "12³%";
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        assert!(tokens.is_glued(1));
    }

    #[test]
    fn a_full_stop_after_a_number_or_an_initial_is_its_own() {
        assert_eq!(
            split("costs 40. Ask J. Doe."),
            ["costs", "40", ".", "Ask", "J", ".", "Doe", "."]
        );
    }

    #[test]
    fn hyphens_split_but_the_parts_stay_glued() {
        let text = "an 18-month deal";
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        assert_eq!(split(text), ["an", "18", "-", "month", "deal"]);
        assert!(tokens.is_glued(2) && tokens.is_glued(3) && !tokens.is_glued(4));
    }

    #[test]
    fn words_are_looked_up_in_lower_case_with_straight_apostrophes() {
        let text = "Élan DOESN’T";
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        assert_eq!((tokens.word(0), tokens.word(1), tokens.word(9)), ("élan", "doesn't", ""));
    }

    #[test]
    fn an_abbreviation_is_no_pronoun() {
        let text = "the US told us";
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        assert!(!tokens.is(1, Class::FirstPerson) && tokens.is(3, Class::FirstPerson));
    }

    #[test]
    fn a_month_is_no_modal_verb() {
        let text = "It may open in May";
        let tokens = Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new());
        assert!(
            tokens.is(1, Class::Modal) && !tokens.is(4, Class::Modal) && tokens.is(4, Class::Month)
        );
    }

    #[test]
    fn names_are_told_from_sentence_starts() {
        let name = |text: &str, index: usize| {
            Tokens::new(text, Span::new(0, text.len()), false, &Lexicon::new()).is_name(index)
        };
        assert!(name("the Harbour Trust agreed", 1));
        assert!(name("Nordvik has agreed", 0));
        assert!(name("Anna Holm agreed", 0));
        assert!(!name("Prices have risen", 0));
        assert!(!name("However, it rose", 0));
    }
}
