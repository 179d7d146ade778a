//! What a file that was damaged while the store was open still tells.
//!
//! Knows what the store remembers of the file, and what can still be read of it. Must never take
//! what is missing from such a file for a removal, nor what it alters for a decision.

use super::combine::{Combined, combine};
use super::contents::Contents;
use super::error::{SaveError, Step};
use super::{State, Store, contents, salvage};

impl Store {
    /// Takes in what others wrote into a file that is damaged now, as far as it can be read.
    pub(super) fn keep_salvaged(&mut self, bytes: &[u8], reason: &str) -> Result<(), SaveError> {
        let was_whole = self.on_disk.take().is_some();
        if was_whole || self.state != State::Damaged {
            self.tell_once(self.problem(format!("another program damaged the file: {reason}")));
        }
        let (salvaged, entries) = salvage::salvage(bytes);
        if entries.is_empty() && salvaged.carried.is_empty() {
            return Ok(());
        }
        let (base, theirs) = self.set_against(salvaged);
        let Combined { contents, doubled } = combine(&base, &self.contents, &theirs)
            .map_err(|error| self.failed((Step::Serialise, std::io::Error::other(error))))?;
        if doubled > 0 {
            let told = format!("annotations that differ here and in the damaged file: {doubled}");
            self.problems.push(self.problem(told).advise("both versions of each are kept"));
        }
        // What it lacks is put in again from here, so it counts as grown from ours.
        let lineage = self.contents.lineage;
        self.adopt(Contents { lineage, ..contents }, true);
        Ok(())
    }

    /// What ours and a damaged file surely grew from, and that file with what it lacks.
    ///
    /// A decision counts as made of ours only if it is later, in a file of the lineage of ours, and
    /// as an earlier one of ours only if we know it. Of any other that differs, and of what bears
    /// no time, nobody can say whether it was written or came about by the damage: it has no base,
    /// so both stay.
    fn set_against(&self, salvaged: Contents) -> (Contents, Contents) {
        let mut base = self.contents.clone();
        let mut theirs = self.contents.clone();
        let is_related = salvaged.lineage == self.contents.lineage;
        for (key, text) in salvaged.texts.iter() {
            let ours = self.contents.texts.get(key);
            let before_our_saves = self.saved_since.get(key).and_then(Option::as_ref);
            let is_made_of_ours = is_related
                && ours.is_some_and(|ours| {
                    contents::changed(text)
                        .zip(contents::changed(ours))
                        .is_some_and(|(there, here)| there > here)
                });
            if before_our_saves == Some(text) {
                base.texts.insert(key.clone(), text.clone());
            } else if !is_made_of_ours && ours != Some(text) {
                base.texts.remove(key.clone());
            }
            theirs.texts.insert(key.clone(), text.clone());
        }
        let added = salvaged.carried.into_iter().filter(|it| !base.carried.contains(it));
        theirs.carried.extend(added);
        (base, theirs)
    }
}
