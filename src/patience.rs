//! How long work that may take long is waited for, and who hears how far it is.
//!
//! Knows that it can be over. Must never know a clock, a thread or a key: who has them says when.
//!
//! Whoever works asks now and then, and goes no further once it is over. What was made by then is
//! worth nothing; who ordered the work asks once more at the end, and throws it away.

/// After how many items of a row it is asked again.
const EACH: usize = 64;

/// How long it is waited for.
#[derive(Clone, Copy)]
pub struct Patience<'a> {
    over: Option<&'a dyn Fn() -> Option<Over>>,
    hear: Option<&'a dyn Fn(usize)>,
}

/// Why it is not waited for any more.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Over {
    /// It took too long.
    Late,
    /// Somebody stopped it.
    Stopped,
}

impl<'a> Patience<'a> {
    /// For as long as it takes.
    pub const ENDLESS: Self = Self { over: None, hear: None };

    /// Until `over` says why not; from then on it has to say so each time.
    pub fn until(over: &'a dyn Fn() -> Option<Over>) -> Self {
        Self { over: Some(over), hear: None }
    }

    /// The same; `hear` is told how far it is.
    pub fn heard(self, hear: &'a dyn Fn(usize)) -> Self {
        Self { hear: Some(hear), ..self }
    }

    /// Tells how far the work is, in percent of the time it takes.
    pub fn tell(self, percent: usize) {
        if let Some(hear) = self.hear {
            hear(percent);
        }
    }

    /// Why it is not waited for any more; nothing while it is.
    pub fn over(self) -> Option<Over> {
        self.over.and_then(|over| over())
    }

    /// Whether it is not waited for any more.
    pub fn is_over(self) -> bool {
        self.over().is_some()
    }

    /// Goes through items, and stops in between once it is over.
    pub fn through<T>(self, items: impl IntoIterator<Item = T>) -> impl Iterator<Item = T> {
        let goes_on = move |(index, _): &(usize, T)| index % EACH != 0 || !self.is_over();
        items.into_iter().enumerate().take_while(goes_on).map(|(_, item)| item)
    }
}

impl std::fmt::Debug for Patience<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Patience").field(&self.over()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn it_ends_a_row_in_between_and_is_not_asked_for_each_item() {
        let asked = Cell::new(0);
        let over = || {
            asked.set(asked.get() + 1);
            (asked.get() > 2).then_some(Over::Stopped)
        };
        assert_eq!(Patience::until(&over).through(0..1000).count(), 2 * EACH);
        assert_eq!(asked.get(), 3);
        assert_eq!(Patience::ENDLESS.through(0..1000).count(), 1000);
        assert_eq!(Patience::until(&|| Some(Over::Late)).over(), Some(Over::Late));
    }
}
