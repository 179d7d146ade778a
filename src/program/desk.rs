//! Where the reader left off, between the session's file and the model.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::app::jumps::Spot;
use crate::app::layout::Pane;
use crate::app::remembered::{Remembered, Whereabouts};
use crate::store::session::{Desk, Mark, Place, Session};

/// The panes by their names in the session's file.
const PANES: [(Pane, &str); 3] =
    [(Pane::List, "list"), (Pane::Text, "text"), (Pane::Sidebar, "sidebar")];

/// What the model begins with for the story of these paths.
pub(super) fn remembered(session: &Session, story: &[PathBuf]) -> Remembered {
    let desk = session.desk(story);
    let named = |name: &str| PANES.iter().find(|(_, it)| *it == name).map(|&(pane, _)| pane);
    let places = session
        .places()
        .map(|(hash, Place { position, seen })| (hash, Whereabouts { position, seen }));
    Remembered {
        front: desk.and_then(|desk| desk.front.clone()),
        focus: desk.and_then(|desk| named(&desk.focus)),
        places: places.collect(),
        marks: desk.map_or_else(Default::default, marks),
    }
}

fn marks(desk: &Desk) -> BTreeMap<char, Spot> {
    let spot = |mark: &Mark| Spot { address: mark.address.clone(), position: mark.position };
    desk.marks.iter().map(|(&letter, mark)| (letter, spot(mark))).collect()
}

/// Puts down where the reader is in the story of these paths.
pub(super) fn put_down(session: &mut Session, story: &[PathBuf], whereabouts: Remembered) {
    for (hash, Whereabouts { position, seen }) in whereabouts.places {
        session.set_place(hash, Place { position, seen });
    }
    let name = |pane: Pane| PANES.iter().find(|(it, _)| *it == pane).map(|(_, name)| *name);
    let desk = Desk {
        front: whereabouts.front,
        focus: whereabouts.focus.and_then(name).unwrap_or_default().to_owned(),
        marks: whereabouts.marks.into_iter().map(|(letter, spot)| (letter, mark(spot))).collect(),
        ..session.desk(story).cloned().unwrap_or_default()
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
            places: [(7, Whereabouts { position: 3, seen: 90 })].into(),
            marks: [('a', Spot { address: "/b".to_owned(), position: 4 })].into(),
        };
        let mut session = Session::default();
        put_down(&mut session, &story, whereabouts.clone());
        assert_eq!(remembered(&session, &story), whereabouts);
        let elsewhere =
            Remembered { front: None, focus: None, marks: BTreeMap::new(), ..whereabouts };
        assert_eq!(remembered(&session, &[]), elsewhere);
    }
}
