//! Where the reader was before each jump, and the places with a name.
//!
//! Knows articles by their address, so that a place outlasts the program and another order of the
//! list. Must never know what a jump is: that is decided where keys are taken in.

/// A place in one of the articles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// The article's address.
    pub address: String,
    /// The code points before it.
    pub position: usize,
}

/// The places that were jumped from, as in a browser: a new jump forgets those ahead.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Jumps {
    behind: Vec<Spot>,
    ahead: Vec<Spot>,
}

/// How many places are kept.
const KEPT: usize = 100;

impl Jumps {
    /// Remembers where a jump began.
    pub fn record(&mut self, from: Spot) {
        self.ahead.clear();
        push(&mut self.behind, from);
    }

    /// The place to go back to from `here`, or forward to; those that `can_go` refuses are
    /// forgotten.
    pub fn step(
        &mut self,
        here: Option<Spot>,
        forward: bool,
        can_go: impl Fn(&Spot) -> bool,
    ) -> Option<Spot> {
        let (from, to) = if forward {
            (&mut self.ahead, &mut self.behind)
        } else {
            (&mut self.behind, &mut self.ahead)
        };
        let is_other = |spot: &Spot| here.as_ref() != Some(spot) && can_go(spot);
        let index = from.iter().rposition(is_other)?;
        let spot = from.drain(index..).next();
        if let Some(here) = here {
            push(to, here);
        }
        spot
    }
}

fn push(spots: &mut Vec<Spot>, spot: Spot) {
    if spots.last() == Some(&spot) {
        return;
    }
    spots.push(spot);
    if spots.len() > KEPT {
        spots.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(position: usize) -> Spot {
        Spot { address: "a".to_owned(), position }
    }

    #[test]
    fn back_and_forward_go_through_the_same_places() {
        let mut jumps = Jumps::default();
        for from in 0..3 {
            jumps.record(spot(from));
        }
        let mut here = spot(3);
        let mut seen = Vec::new();
        for forward in [false, false, false, false, true, true, true, true] {
            if let Some(next) = jumps.step(Some(here.clone()), forward, |_| true) {
                here = next;
            }
            seen.push(here.position);
        }
        assert_eq!(seen, [2, 1, 0, 0, 1, 2, 3, 3]);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.record(spot(0));
        assert_eq!(jumps.step(Some(spot(1)), false, |_| true), Some(spot(0)));
        jumps.record(spot(0));
        assert_eq!(jumps.step(Some(spot(7)), true, |_| true), None);
    }

    #[test]
    fn places_that_are_gone_are_passed_over_and_few_are_kept() {
        let mut jumps = Jumps::default();
        for from in 0..500 {
            jumps.record(spot(from));
        }
        assert_eq!(jumps.behind.len(), KEPT);
        let found = jumps.step(None, false, |spot| spot.position < 450);
        assert_eq!(found, Some(spot(449)));
    }
}
