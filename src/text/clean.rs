//! The sanitiser: the one door between foreign text and any screen, title, error or stdout.
//!
//! Knows characters and nothing else: which may pass, which are shown as something visible, which
//! are removed (`fate`). Must never know what the text is for. Cleaning twice changes nothing.

mod fate;
mod run;

use std::borrow::Cow;

use fate::Fate;

use crate::patience::Patience;

/// How many marks may stand on one character, and how many characters may be joined to one.
const STACK: usize = 8;

/// The waving black flag, which tag characters turn into the flag of a country's part.
const FLAG: char = '\u{1f3f4}';

/// The tags that may follow [`FLAG`]: the three sequences Unicode recommends (`gbeng`, `gbsct`,
/// `gbwls`, each with its end). Any others could carry unseen text.
const FLAG_TAGS: [&str; 3] = [
    "\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// A text that is safe to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cleaned<'text> {
    /// The text; borrowed where nothing had to be done.
    pub text: Cow<'text, str>,
    /// How many characters were removed, or shown as something else. Line breaks and tabs that
    /// became others of their kind do not count.
    pub hidden: usize,
}

/// Makes text safe to show on several lines: line breaks of any kind become `\n`, a tab one space.
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_counted(text).text
}

/// Whether every character of a text passes wherever it stands. Where not, the text may be clean all
/// the same: some pass only together.
pub fn passes_at_a_glance(text: &str) -> bool {
    run::plain(text, b'\n') == text.len()
}

/// As [`clean`], with how many characters were hidden.
pub fn clean_counted(text: &str) -> Cleaned<'_> {
    Cleaner::new(text, '\n').run()
}

/// As [`clean_counted`], for somebody who does not wait for ever.
pub fn clean_within<'text>(text: &'text str, patience: Patience<'_>) -> Cleaned<'text> {
    Cleaner::new(text, '\n').run_within(patience)
}

/// As [`clean_counted`], for text that goes on after `before`, which is clean: marks that stand on
/// its last character count together, however many pieces they come in.
pub fn clean_after<'text>(before: &str, text: &'text str) -> Cleaned<'text> {
    let stands_alone = |found: char| found.is_ascii() || fate::of(found) == Fate::Keep;
    let lead = text.char_indices().find(|&(_, found)| stands_alone(found));
    let (joined, rest) = text.split_at(lead.map_or(text.len(), |(at, _)| at));
    if joined.is_empty() || before.is_empty() {
        return clean_counted(text);
    }
    // Not far back, since marks and joined characters do not pile up in what is clean.
    let joins_on =
        |at| before[..at].chars().next_back().is_some_and(|it| fate::of(it) == Fate::Joiner);
    let mut characters = before.char_indices().rev();
    let start = characters.find(|&(at, found)| stands_alone(found) && !joins_on(at));
    let tail = &before[start.map_or(0, |(at, _)| at)..];
    let whole = [tail, joined, rest].concat();
    let cleaned = clean_counted(&whole);
    let text = cleaned.text.get(tail.len()..).unwrap_or_default().to_owned();
    Cleaned { text: Cow::Owned(text), hidden: cleaned.hidden }
}

/// Makes text safe to show on one line: a line break becomes a space.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    Cleaner::new(text, ' ').run().text
}

/// One pass over a text. What it does with a character depends on what it has let through, never
/// on what it has held back; therefore a second pass over its output changes nothing.
struct Cleaner<'text> {
    text: &'text str,
    line_break: char,
    /// What was let through, once it differs from the text.
    changed: Option<String>,
    /// Until then: how many bytes of the text were let through as they are.
    same: usize,
    hidden: usize,
    /// The last character let through.
    last: char,
    /// The same without marks, except those of scripts that join.
    base: char,
    /// How many marks have followed the last character that is none.
    marks: usize,
    /// How many characters in a row were joined to the one before.
    joined: usize,
    /// A joiner that passes if the next character let through can be joined.
    joiner: Option<(usize, char)>,
}

impl<'text> Cleaner<'text> {
    const fn new(text: &'text str, line_break: char) -> Self {
        Self {
            text,
            line_break,
            changed: None,
            same: 0,
            hidden: 0,
            last: ' ',
            base: ' ',
            marks: 0,
            joined: 0,
            joiner: None,
        }
    }

    fn run(self) -> Cleaned<'text> {
        self.run_within(Patience::ENDLESS)
    }

    fn run_within(mut self, patience: Patience<'_>) -> Cleaned<'text> {
        let mut at = 0;
        for _ in patience.through(0_usize..) {
            let Some(rest) = self.text.get(at..).filter(|rest| !rest.is_empty()) else { break };
            at += match self.plain_run(rest) {
                0 => self.step(at, rest),
                run => {
                    self.let_run_through(at, rest, run);
                    run
                }
            };
        }
        self.settle_joiner(' ');
        let text = match self.changed {
            Some(changed) => Cow::Owned(changed),
            None => Cow::Borrowed(self.text.get(..self.same).unwrap_or_default()),
        };
        Cleaned { text, hidden: self.hidden }
    }

    /// How many bytes at the beginning are characters that pass wherever they stand, or line breaks
    /// that stay. While a joiner waits it is one ASCII character at most: that settles the joiner,
    /// and any other might be joined by it.
    fn plain_run(&self, rest: &str) -> usize {
        let stays = if self.line_break == '\n' { b'\n' } else { b' ' };
        if self.joiner.is_some() {
            return rest.bytes().take(1).take_while(|&byte| run::is_plain(byte, stays)).count();
        }
        run::plain(rest, stays)
    }

    fn let_run_through(&mut self, at: usize, rest: &str, run: usize) {
        let run = rest.get(..run).unwrap_or_default();
        self.settle_joiner(' ');
        self.put(at, run);
        self.last = run.chars().next_back().unwrap_or(' ');
        self.base = self.last;
        (self.marks, self.joined) = (0, 0);
    }

    /// Deals with the first character of `rest`; returns how many bytes are done.
    fn step(&mut self, at: usize, rest: &str) -> usize {
        let Some(found) = rest.chars().next() else { return rest.len() };
        match fate::of(found) {
            Fate::Keep => self.keep(at, found),
            Fate::Mark => self.mark(at, found),
            Fate::Selector if fate::of(self.last) != Fate::Selector => self.mark(at, found),
            Fate::Selector | Fate::Remove => self.hidden += 1,
            Fate::Show => self.show(found),
            Fate::Tab => self.put_other(' '),
            // The line feed that follows is the line break.
            Fate::Break if rest.starts_with("\r\n") => {}
            Fate::Break => self.put_other(self.line_break),
            Fate::Joiner if self.joiner.is_some() => self.hidden += 1,
            Fate::Joiner => self.joiner = Some((at, found)),
            Fate::Tag => return self.tag(at, rest, found),
        }
        found.len_utf8()
    }

    fn keep(&mut self, at: usize, found: char) {
        if !self.settle_joiner(found) {
            self.joined = 0;
        }
        self.put_char(at, found);
        self.marks = 0;
        self.base = found;
    }

    fn show(&mut self, found: char) {
        self.hidden += 1;
        match fate::picture(found) {
            Some(picture) => self.put_other(picture),
            None => format!("<{:02X}>", u32::from(found))
                .chars()
                .for_each(|shown| self.put_other(shown)),
        }
    }

    fn mark(&mut self, at: usize, found: char) {
        if self.marks + usize::from(self.joins(found)) >= STACK {
            self.hidden += 1;
            return;
        }
        self.settle_joiner(found);
        self.put_char(at, found);
        self.marks += 1;
        if fate::of_joining_script(found) {
            self.base = found;
        }
    }

    fn tag(&mut self, at: usize, rest: &str, found: char) -> usize {
        let tags = FLAG_TAGS.iter().find(|tags| rest.starts_with(**tags));
        let Some(tags) = tags.filter(|_| self.last == FLAG) else {
            self.hidden += 1;
            return found.len_utf8();
        };
        self.settle_joiner(found);
        self.put(at, tags);
        self.last = found;
        tags.len()
    }

    /// Whether a joiner waits that may stand before `next`.
    fn joins(&self, next: char) -> bool {
        self.joined < STACK
            && self.joiner.is_some_and(|(_, joiner)| fate::joins(self.base, joiner, next))
    }

    /// Lets a waiting joiner through if it may stand before `next`; else it is hidden.
    fn settle_joiner(&mut self, next: char) -> bool {
        let joins = self.joins(next);
        match self.joiner.take() {
            Some((at, joiner)) if joins => {
                self.put_char(at, joiner);
                self.marks += 1;
                self.joined += 1;
            }
            Some(_) => self.hidden += 1,
            None => {}
        }
        joins
    }

    fn put_char(&mut self, at: usize, found: char) {
        self.put(at, found.encode_utf8(&mut [0; 4]));
        self.last = found;
    }

    fn put(&mut self, at: usize, found: &str) {
        if self.changed.is_none() && at == self.same {
            self.same += found.len();
        } else {
            self.differ().push_str(found);
        }
    }

    /// Lets something else through in the place of a character.
    fn put_other(&mut self, shown: char) {
        self.settle_joiner(' ');
        self.differ().push(shown);
        (self.last, self.base, self.marks, self.joined) = (shown, shown, 0, 0);
    }

    /// What was let through, from now on apart from the text.
    fn differ(&mut self) -> &mut String {
        let (text, same) = (self.text, self.same);
        self.changed.get_or_insert_with(|| {
            let mut changed = String::with_capacity(text.len());
            changed.push_str(text.get(..same).unwrap_or_default());
            changed
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::run::CHUNK;
    use super::*;

    fn hidden(text: &str) -> usize {
        clean_counted(text).hidden
    }

    #[test]
    fn clean_text_is_not_copied() {
        for text in
            ["", "Plain text.\nTwo lines.", "Zürich – “naïve”", "港口", "می\u{200c}رود", "👩‍👩‍👧"]
        {
            assert!(matches!(clean(text), Cow::Borrowed(_)), "{text}");
            assert_eq!(clean(text), text);
            assert_eq!(hidden(text), 0);
        }
    }

    #[test]
    fn what_is_amiss_is_found_wherever_it_stands() {
        for at in 0..2 * CHUNK + 2 {
            for (found, shown) in
                [("\u{1b}", "␛"), ("\u{ad}", ""), ("\r\n", "\n"), ("é\u{200b}", "é")]
            {
                let (before, after) = ("b".repeat(at), "a\n".repeat(CHUNK));
                let text = format!("{before}{found}{after}");
                assert_eq!(clean(&text), format!("{before}{shown}{after}"));
            }
        }
    }

    #[test]
    fn controls_become_visible() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}\u{0}\u{7f}"), "a␛[31mred␇␀␡");
        assert_eq!(clean("a\u{9b}31m\u{85}"), "a<9B>31m<85>");
        assert_eq!(hidden("a\u{9b}31m\u{1b}"), 2);
    }

    #[test]
    fn line_breaks_and_tabs() {
        assert_eq!(
            clean("a\r\nb\rc\nd\u{b}e\u{c}f\u{2028}g\u{2029}h\ti"),
            "a\nb\nc\nd\ne\nf\ng\nh i"
        );
        assert_eq!(clean_line("a\r\nb\rc\nd\u{2028}e\tf"), "a b c d e f");
        assert_eq!(hidden("a\r\nb\tc\u{2028}"), 0);
    }

    #[test]
    fn directions_and_unseen_characters_go() {
        let text =
            "a\u{202e}b\u{2066}c\u{200e}d\u{61c}e\u{200b}f\u{2060}g\u{feff}h\u{ad}i\u{3164}j";
        assert_eq!(clean(text), "abcdefghij");
        assert_eq!(hidden(text), 9);
    }

    #[test]
    fn tags_go_unless_they_make_a_flag() {
        let scotland = format!("{FLAG}{}", FLAG_TAGS[1]);
        assert_eq!(clean(&scotland), scotland);
        assert_eq!(clean(FLAG_TAGS[1]), "");
        assert_eq!(clean("a\u{e0068}\u{e0069}b"), "ab");
        assert_eq!(clean(&format!("{FLAG}\u{e0068}\u{e0069}\u{e007f}")), FLAG.to_string());
        assert_eq!(clean(&format!("{scotland}{}", FLAG_TAGS[0])), scotland);
    }

    #[test]
    fn joiners_stay_where_they_join() {
        let devanagari = "क्\u{200d}ष";
        assert_eq!(clean(devanagari), devanagari);
        assert_eq!(clean("👩🏽\u{200d}🚀 ❤\u{fe0f}\u{200d}🔥"), "👩🏽\u{200d}🚀 ❤\u{fe0f}\u{200d}🔥");
        assert_eq!(clean("pass\u{200c}word\u{200d}"), "password");
        assert_eq!(clean("👩\u{200c}🚀"), "👩🚀");
        assert_eq!(clean("ب\u{200d}\u{200d}ب"), "ب\u{200d}ب");
        assert_eq!(hidden("pass\u{200c}word\u{200d}"), 2);
    }

    #[test]
    fn selectors_do_not_pile_up() {
        assert_eq!(clean("✈\u{fe0f}\u{fe0e}\u{e0101}x"), "✈\u{fe0f}x");
        assert_eq!(hidden("✈\u{fe0f}\u{fe0e}\u{e0101}x"), 2);
    }

    #[test]
    fn marks_and_joined_characters_do_not_pile_up() {
        let tower = format!("e{}x", "\u{301}".repeat(1000));
        assert_eq!(clean(&tower), format!("e{}x", "\u{301}".repeat(STACK)));
        assert_eq!(hidden(&tower), 1000 - STACK);
        let spacing = format!("क{}", "\u{93e}".repeat(50));
        assert_eq!(clean(&spacing).chars().count(), 1 + STACK);
        let vowels = format!("\u{1100}{}", "\u{1161}".repeat(50));
        assert_eq!(clean(&vowels).chars().count(), 1 + STACK);
        let chain = "👩\u{200d}".repeat(100);
        assert!(clean(&chain).matches('\u{200d}').count() < 100);
        assert!(!clean(&chain).contains(&"👩\u{200d}".repeat(STACK + 2)));
    }

    #[test]
    fn marks_that_come_in_pieces_do_not_pile_up_either() {
        let mut text = "e".to_owned();
        let mut hidden = 0;
        for _ in 0..50 {
            let cleaned = clean_after(&text, "\u{301}");
            hidden += cleaned.hidden;
            text = [text.as_str(), &cleaned.text].concat();
        }
        assert_eq!(
            (text.as_str(), hidden),
            (&*format!("e{}", "\u{301}".repeat(STACK)), 50 - STACK)
        );
        assert_eq!(clean_after("✈\u{fe0f}", "\u{fe0e}x").text, "x");
        assert_eq!(clean_after("a", "b\u{7}").text, "b␇");
    }

    fn text() -> impl Strategy<Value = String> {
        let pieces = prop_oneof![
            "[a-z \n\t\r]{0,6}",
            "[\u{0}-\u{a0}]{0,4}",
            "[\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{ad}]{0,4}",
            "[\u{200c}\u{200d}]{1,2}",
            "[\u{300}-\u{305}\u{fe0f}\u{e0101}\u{64b}\u{94d}\u{93e}]{0,12}",
            "[👩🏽🚀❤🇫🇷]{1,3}",
            "[بمیक्षি]{1,3}",
            "[\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e007f}]{0,4}",
            Just(format!("{FLAG}{}", FLAG_TAGS[0])),
            any::<String>(),
        ];
        proptest::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in text()) {
            let once = clean_counted(&text);
            let twice = clean_counted(&once.text);
            prop_assert_eq!(&once.text, &twice.text);
            prop_assert_eq!(twice.hidden, 0);
            prop_assert!(matches!(twice.text, Cow::Borrowed(_)));
            let line = clean_line(&text).into_owned();
            prop_assert_eq!(clean_line(&line), line.as_str());
        }

        #[test]
        fn what_is_cleaned_in_pieces_is_clean(one in text(), two in text()) {
            let one = clean(&one).into_owned();
            let whole = [one.as_str(), &clean_after(&one, &two).text].concat();
            prop_assert_eq!(clean(&whole), whole.as_str());
        }

        #[test]
        fn nothing_that_steers_a_terminal_is_left(text in text()) {
            for cleaned in [clean(&text), clean_line(&text)] {
                prop_assert!(!cleaned.chars().any(|found| found.is_control() && found != '\n'));
                let unseen = ['\u{202e}', '\u{200b}', '\u{feff}', '\u{ad}', '\u{2066}', '\u{2028}'];
                prop_assert!(!cleaned.contains(unseen));
            }
            prop_assert!(!clean_line(&text).contains('\n'));
        }

        #[test]
        fn what_was_visible_stays(text in text()) {
            let visible = |text: &str| -> String {
                text.chars().filter(|found| found.is_ascii_graphic() && !"<>".contains(*found)).collect()
            };
            let without_c1 = text.replace(|found: char| matches!(found, '\u{80}'..='\u{9f}'), "");
            prop_assert_eq!(visible(&clean(&without_c1)), visible(&without_c1));
        }
    }
}
