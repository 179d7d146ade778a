//! The tutorial: a model of its own with one article, in which nothing is saved.

use crate::annotation::Entry;
use crate::annotation::tag::default_tags;
use crate::claim::assess;
use crate::story;

use super::layout::Pane;
use super::remembered::Remembered;
use super::story::Story;
use super::{Event, Model, Opened, Start, update};

/// The tutorial, to be shown in the place of `model`, with its looks and keys.
pub fn open(model: &Model) -> Model {
    let found = story::tutor();
    let mut tutor = Model::new(Start {
        size: model.size,
        story: Story::new(found.name, found.sources.clone()),
        themes: model.themes.clone(),
        theme: model.theme,
        keymap: model.keymap.clone(),
        remembered: Remembered { focus: Some(Pane::Text), ..Remembered::default() },
        now: model.now,
        random: model.random.clone(),
    });
    tutor.comfort = model.comfort.clone();
    tutor.save.is_practice = true;
    let opened = Opened {
        ledger: default_tags().into_iter().map(Entry::Tag).collect(),
        file: String::new(),
        read_only: None,
        problems: Vec::new(),
        gone: std::collections::BTreeSet::new(),
    };
    let opened = Event::Opened(Box::new(opened));
    let _nothing_to_do = update(&mut tutor, opened);
    for (index, source) in found.sources.into_iter().enumerate() {
        let result = story::load_document(&source).map(Box::new);
        let document = result.as_ref().ok().map(|article| article.document.clone());
        let _nothing_to_do = update(&mut tutor, Event::Loaded { index, location: None, result });
        if let Some(document) = document {
            let claims = assess(&document).into();
            let _nothing_to_do = update(&mut tutor, Event::Assessed { index, document, claims });
        }
    }
    tutor
}
