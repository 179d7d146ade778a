//! Where the reader left off, between the session's file and the model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::app::jumps::Spot;
use crate::app::layout::Pane;
use crate::app::remembered::{RecentStory, Remembered, Whereabouts};
use crate::config::{PANE_WIDTHS, Widths};
use crate::store::session::{self, Desk, Mark, Place, Session};

/// How many stories are remembered to be opened again.
const MOST_RECENT: usize = 20;
const LIST: &str = "list";
const SIDEBAR: &str = "sidebar";
/// The panes by their names in the session's file.
const PANES: [(Pane, &str); 3] =
    [(Pane::List, LIST), (Pane::Text, "text"), (Pane::Sidebar, SIDEBAR)];

/// What the model begins with for the story of these paths, but for drafts.
pub(super) fn remembered(session: &Session, story: &[PathBuf]) -> Remembered {
    let desk = session.desk(story);
    let named = |name: &str| PANES.iter().find(|(_, it)| *it == name).map(|&(pane, _)| pane);
    let places = session.places().map(|(hash, Place { position, seen, length })| {
        (hash, Whereabouts { position, seen, length })
    });
    Remembered {
        front: desk.and_then(|desk| desk.front.clone()),
        focus: desk.and_then(|desk| named(&desk.focus)),
        widths: desk.map(widths).unwrap_or_default(),
        places: places.collect(),
        drafts: Vec::new(),
        marks: desk.map_or_else(Default::default, marks),
        recent: session.recent.iter().filter_map(recent).collect(),
    }
}

fn recent(kept: &session::Recent) -> Option<RecentStory> {
    let opened = Timestamp::from_second(kept.opened).ok()?;
    Some(RecentStory { name: kept.name.clone(), paths: kept.paths.clone(), opened })
}

/// Puts down that the story of these paths was opened; one of the sample alone is not.
pub(super) fn put_recent(session: &mut Session, name: &str, story: &[PathBuf], now: Timestamp) {
    // The format has no way to tell other names, and standard input cannot be read again.
    let paths: Option<Vec<String>> =
        story.iter().map(|path| Some(path.to_str()?.to_owned())).collect();
    let Some(paths) = paths.filter(|it| !it.is_empty() && !it.iter().any(|it| it == "-")) else {
        return;
    };
    session.recent.retain(|it| it.paths != paths);
    session
        .recent
        .insert(0, session::Recent { name: name.to_owned(), paths, opened: now.as_second() });
    session.recent.truncate(MOST_RECENT);
}

/// The widths set by hand, as far as they are in bounds.
fn widths(desk: &Desk) -> Widths {
    let width = |name| desk.widths.get(name).copied().filter(|width| PANE_WIDTHS.contains(width));
    Widths { list: width(LIST), sidebar: width(SIDEBAR) }
}

fn marks(desk: &Desk) -> BTreeMap<char, Spot> {
    let spot = |mark: &Mark| Spot { address: mark.address.clone(), position: mark.position };
    desk.marks.iter().map(|(&letter, mark)| (letter, spot(mark))).collect()
}

/// Puts down where the reader is in the story of these paths, but for drafts.
pub(super) fn put_down(session: &mut Session, story: &[PathBuf], whereabouts: Remembered) {
    for (hash, Whereabouts { position, seen, length }) in whereabouts.places {
        session.set_place(hash, Place { position, seen, length });
    }
    let name = |pane: Pane| PANES.iter().find(|(it, _)| *it == pane).map(|(_, name)| *name);
    let desk = Desk {
        front: whereabouts.front,
        focus: whereabouts.focus.and_then(name).unwrap_or_default().to_owned(),
        widths: [(LIST, whereabouts.widths.list), (SIDEBAR, whereabouts.widths.sidebar)]
            .into_iter()
            .filter_map(|(name, width)| Some((name.to_owned(), width?)))
            .collect(),
        marks: whereabouts.marks.into_iter().map(|(letter, spot)| (letter, mark(spot))).collect(),
    };
    session.set_desk(story, desk);
    session.last_story = story.to_vec();
}

fn mark(spot: Spot) -> Mark {
    Mark { address: spot.address, position: spot.position }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_down_is_remembered() {
        let story = [PathBuf::from("/a"), PathBuf::from("/b")];
        let whereabouts = Remembered {
            front: Some("/b".to_owned()),
            focus: Some(Pane::Sidebar),
            widths: Widths { list: Some(30), sidebar: None },
            places: [(7, Whereabouts { position: 3, seen: 90, length: 120 })].into(),
            drafts: Vec::new(),
            recent: Vec::new(),
            marks: [('a', Spot { address: "/b".to_owned(), position: 4 })].into(),
        };
        let mut session = Session::default();
        put_down(&mut session, &story, whereabouts.clone());
        assert_eq!(remembered(&session, &story), whereabouts);
        let elsewhere = Remembered {
            front: None,
            focus: None,
            widths: Widths::default(),
            marks: BTreeMap::new(),
            ..whereabouts
        };
        assert_eq!(remembered(&session, &[]), elsewhere);
    }
}
