//! How workers speak to the reader: what they say is about the story they were started for.

use crate::app::Event;
use crate::runtime::sources::Waker;

use super::log::Log;

/// The number that stands for every story.
const ALL: u64 = u64::MAX;

/// What a worker says.
#[derive(Debug)]
pub(super) struct Message {
    /// The number of the story that it is about.
    pub(super) story: u64,
    /// What it says.
    pub(super) event: Event,
}

/// Speaks to the reader about one story. When another one was opened since, nobody listens.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    waker: Waker<Message>,
    story: u64,
    log: Log,
}

impl Voice {
    /// The voice for the first story.
    pub(super) fn new(waker: Waker<Message>, log: Log) -> Self {
        Self { waker, story: 0, log }
    }

    /// The voice for the next story.
    pub(super) fn next(&self) -> Self {
        Self { story: self.story + 1, ..self.clone() }
    }

    /// A voice for what concerns every story.
    pub(super) fn for_all(&self) -> Self {
        Self { story: ALL, ..self.clone() }
    }

    /// Whether a message is about this voice's story.
    pub(super) fn is_about(&self, message: &Message) -> bool {
        [self.story, ALL].contains(&message.story)
    }

    /// Where faults and times are put down.
    pub(super) fn log(&self) -> &Log {
        &self.log
    }

    /// Tells what happened; whether the reader is there still.
    pub(super) fn send(&self, event: Event) -> bool {
        self.log.hear(&event);
        self.waker.send(Message { story: self.story, event })
    }

    /// Tells several things that happened, as one.
    pub(super) fn send_all(&self, events: Vec<Event>) -> bool {
        for event in &events {
            self.log.hear(event);
        }
        let message = |event| Message { story: self.story, event };
        self.waker.send_all(events.into_iter().map(message))
    }

    /// The same for those who do not care: nobody listens only when the program has ended.
    pub(super) fn tell(&self, event: Event) {
        let _unheard = self.send(event);
    }
}
