//! The worker that holds the accounts of a story against each other.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::app::Event;
use crate::app::accounts::{COMPARED_UNASKED, Grouped, Part};
use crate::decided::Judged;

use super::late::Late;
use super::voice::Voice;

/// A way to have the articles of a story compared.
#[derive(Clone, Debug)]
pub(super) struct Grouper {
    orders: Late<Order>,
}

/// What the worker is told.
#[derive(Debug)]
enum Order {
    /// An article as it is now, or that it cannot be read.
    Take(usize, Option<Part>),
    /// All articles are read.
    Begin,
    /// Compare them, however many there are.
    Insist,
    /// What the reader decided about pairs of claims.
    Judge(Vec<Judged>),
    /// How the claims of this article are stood to.
    Weigh(usize),
}

impl Grouper {
    /// Waits for articles. The worker ends with the last of those who tell it of them.
    pub(super) fn start(voice: Voice) -> Self {
        Self { orders: Late::new(move |inbox| Table::default().work(&inbox, &voice)) }
    }

    /// Takes in an article as it is now.
    pub(super) fn take(&self, index: usize, part: Option<Part>) {
        self.order(Order::Take(index, part));
    }

    /// Says that all articles were told.
    pub(super) fn begin(&self) {
        self.order(Order::Begin);
    }

    /// Compares them, however many there are.
    pub(super) fn insist(&self) {
        self.order(Order::Insist);
    }

    /// Puts what was found under these decisions.
    pub(super) fn judge(&self, judged: Vec<Judged>) {
        self.order(Order::Judge(judged));
    }

    /// Asks how the claims of an article are stood to.
    pub(super) fn weigh(&self, index: usize) {
        self.order(Order::Weigh(index));
    }

    fn order(&self, order: Order) {
        self.orders.order(order);
    }
}

/// The articles, and what they come to.
#[derive(Default)]
struct Table {
    parts: Vec<Option<Part>>,
    grouped: Option<Arc<Grouped>>,
    judged: Vec<Judged>,
    /// Whether the groups are under other decisions.
    is_judged_anew: bool,
    /// Whether all articles were told.
    is_whole: bool,
    /// Whether they are to be compared though they are many.
    insists: bool,
}

impl Table {
    fn work(&mut self, inbox: &Receiver<Order>, voice: &Voice) {
        while let Ok(first) = inbox.recv() {
            let mut asked = None;
            // Everything that is known by now, before the long work.
            for order in std::iter::once(first).chain(inbox.try_iter()) {
                match order {
                    Order::Take(index, part) => self.put(index, part),
                    Order::Begin => self.is_whole = true,
                    Order::Insist => self.insists = true,
                    Order::Judge(judged) => {
                        self.judged = judged;
                        self.is_judged_anew = true;
                    }
                    Order::Weigh(index) => asked = Some(index),
                }
            }
            if !self.settle(voice) {
                return;
            }
            if !asked.is_none_or(|index| self.weigh(index, voice)) {
                return;
            }
        }
    }

    fn put(&mut self, index: usize, part: Option<Part>) {
        if self.parts.len() <= index {
            self.parts.resize_with(index + 1, || None);
        }
        self.parts[index] = part;
        self.grouped = None;
    }

    /// Brings the groups up to date; whether anybody listens.
    fn settle(&mut self, voice: &Voice) -> bool {
        let is_judged_anew = std::mem::take(&mut self.is_judged_anew);
        let Some(grouped) = &self.grouped else { return self.group(voice) };
        if !is_judged_anew {
            return true;
        }
        let grouped = Arc::new(grouped.judged(&self.parts, &self.judged));
        self.grouped = Some(grouped.clone());
        voice.send(Event::Grouped(grouped))
    }

    /// Compares the articles, if it is time to; whether anybody listens.
    fn group(&mut self, voice: &Voice) -> bool {
        let count = self.parts.iter().flatten().count();
        if !self.is_whole || (count > COMPARED_UNASKED && !self.insists) {
            return true;
        }
        let what = format!("the claims of {count} articles compared");
        let grouped = Arc::new(voice.log().timed(what, || Grouped::new(&self.parts, &self.judged)));
        self.grouped = Some(grouped.clone());
        voice.send(Event::Grouped(grouped))
    }

    fn weigh(&self, index: usize, voice: &Voice) -> bool {
        let Some(grouped) = &self.grouped else { return true };
        let stances = grouped.weigh(&self.parts, index);
        voice.send(Event::Weighed { index, of: grouped.clone(), stances })
    }
}
