//! The worker that holds the accounts of a story against each other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Receiver;

use crate::app::Event;
use crate::app::accounts::{COMPARED_UNASKED, Grouped, Part};
use crate::decided::Judged;
use crate::patience::{Over, Patience};

use super::late::Late;
use super::voice::Voice;

/// A way to have the articles of a story compared.
#[derive(Clone, Debug)]
pub(super) struct Grouper {
    orders: Late<Order>,
    wish: Arc<Wish>,
}

/// What is wished of very many articles; what is under way asks for it as well.
#[derive(Debug, Default)]
struct Wish {
    /// Whether they are to be compared.
    insists: AtomicBool,
    /// How often that was stopped: what was begun before stays stopped though it is wished again.
    stops: AtomicU64,
}

/// What the worker is told.
#[derive(Debug)]
enum Order {
    /// An article as it is now, or that it cannot be read.
    Take(usize, Option<Part>),
    /// All articles are read.
    Begin,
    /// Compare them, if they are to be.
    Settle,
    /// What the reader decided about pairs of claims.
    Judge(Vec<Judged>),
    /// How the claims of this article are stood to.
    Weigh(usize),
}

impl Grouper {
    /// Waits for articles. The worker ends with the last of those who tell it of them.
    pub(super) fn start(voice: Voice) -> Self {
        let wish = Arc::<Wish>::default();
        let known = wish.clone();
        let work = move |inbox| Table::new(known).work(&inbox, &voice);
        Self { orders: Late::new(work), wish }
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
        self.wish.insists.store(true, Ordering::Relaxed);
        self.order(Order::Settle);
    }

    /// Compares very many no longer. What is all found by then is kept, and told when it is asked
    /// for again.
    pub(super) fn stop(&self) {
        self.wish.insists.store(false, Ordering::Relaxed);
        self.wish.stops.fetch_add(1, Ordering::Relaxed);
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
struct Table {
    parts: Vec<Option<Part>>,
    grouped: Option<Arc<Grouped>>,
    /// Whether that was told.
    is_told: bool,
    judged: Vec<Judged>,
    /// Whether the groups are under other decisions.
    is_judged_anew: bool,
    /// Whether all articles were told.
    is_whole: bool,
    wish: Arc<Wish>,
}

impl Table {
    fn new(wish: Arc<Wish>) -> Self {
        Self {
            parts: Vec::new(),
            grouped: None,
            is_told: false,
            judged: Vec::new(),
            is_judged_anew: false,
            is_whole: false,
            wish,
        }
    }

    fn work(&mut self, inbox: &Receiver<Order>, voice: &Voice) {
        while let Ok(first) = inbox.recv() {
            let mut asked = None;
            // Everything that is known by now, before the long work.
            for order in std::iter::once(first).chain(inbox.try_iter()) {
                match order {
                    Order::Take(index, part) => self.put(index, part),
                    Order::Begin => self.is_whole = true,
                    Order::Settle => {}
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
        self.is_told = false;
    }

    /// Brings the groups up to date, if it is time to; whether anybody listens.
    fn settle(&mut self, voice: &Voice) -> bool {
        // Before it is asked what is wished: a stop in between counts.
        let stops = self.wish.stops.load(Ordering::Relaxed);
        let is_judged_anew = std::mem::take(&mut self.is_judged_anew);
        if !self.is_whole || !self.is_wanted() {
            self.is_judged_anew = is_judged_anew;
            return true;
        }
        let grouped = match &self.grouped {
            Some(grouped) if is_judged_anew => grouped.judged(&self.parts, &self.judged),
            Some(grouped) => {
                let grouped = grouped.clone();
                return self.is_told || self.tell(grouped, voice);
            }
            None => match self.compare(stops, voice) {
                Some(grouped) => grouped,
                None => return true,
            },
        };
        let grouped = Arc::new(grouped);
        self.grouped = Some(grouped.clone());
        self.tell(grouped, voice)
    }

    /// Holds the articles against each other; none where that was stopped more than so often.
    fn compare(&self, stops: u64, voice: &Voice) -> Option<Grouped> {
        let are_many = self.are_many();
        let is_stopped = || are_many && self.wish.stops.load(Ordering::Relaxed) != stops;
        let over = || is_stopped().then_some(Over::Stopped);
        let what = format!("the claims of {} articles compared", self.count());
        let hear = |percent| {
            if are_many && !is_stopped() {
                voice.tell(Event::Comparing { percent });
            }
        };
        let patience = Patience::until(&over).heard(&hear);
        let compare = || Grouped::new(&self.parts, &self.judged, patience);
        let grouped = voice.log().timed(what, compare);
        (!is_stopped()).then_some(grouped)
    }

    /// Tells what was found, if it is still wanted; whether anybody listens.
    fn tell(&mut self, grouped: Arc<Grouped>, voice: &Voice) -> bool {
        self.is_told = self.is_wanted();
        !self.is_told || voice.send(Event::Grouped(grouped))
    }

    fn count(&self) -> usize {
        self.parts.iter().flatten().count()
    }

    /// Very many articles are compared only when that is asked for.
    fn is_wanted(&self) -> bool {
        !self.are_many() || self.wish.insists.load(Ordering::Relaxed)
    }

    fn are_many(&self) -> bool {
        self.count() > COMPARED_UNASKED
    }

    fn weigh(&self, index: usize, voice: &Voice) -> bool {
        let Some(grouped) = &self.grouped else { return true };
        let stances = grouped.weigh(&self.parts, index);
        voice.send(Event::Weighed { index, of: grouped.clone(), stances })
    }
}
