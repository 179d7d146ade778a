//! A play for every action.

use super::*;
use crate::action::Action;
use crate::app::order::ClaimOrder;

/// One act: what it is about, the keys, and what must hold after them.
pub(super) type Play = (Action, &'static str, fn(&Model, &[Effect]) -> bool);

/// A play for every action.
#[rustfmt::skip]
const PLAYS: &[Play] = &[
    (Action::Down, "j", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::Up, "j j k", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::HalfPageDown, "Ctrl-d", |model, _| model.reader.cursor > 100),
    (Action::HalfPageUp, "G Ctrl-u", |model, _| model.reader.cursor < 100),
    (Action::PageDown, "Space", |model, _| model.reader.cursor > 150),
    (Action::PageUp, "G PgUp", |model, _| model.reader.cursor < 12),
    (Action::Top, "G g g", |model, _| model.reader.cursor == 0),
    (Action::Bottom, "G", |model, _| model.reader.cursor == model.story.article().unwrap().document.text().len()),
    (Action::NextCharacter, "j Right Right", |model, _| at_cursor(model).starts_with("|e harbour")),
    (Action::PreviousCharacter, "j Right Right Left", |model, _| at_cursor(model).starts_with("|he harbour")),
    (Action::LineStart, "j w w 0", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::LineEnd, "j $", |model, _| !at_cursor(model).starts_with("|The harbour")),
    (Action::NextWord, "w w", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::PreviousWord, "w w b", |model, _| at_cursor(model).starts_with("|ferry")),
    (Action::NextSentence, "j )", |model, _| at_cursor(model).starts_with("|Everybody")),
    (Action::PreviousSentence, "j ) w (", |model, _| at_cursor(model).starts_with("|Everybody")),
    (Action::NextParagraph, "} }", |model, _| at_cursor(model).starts_with("|Why now?")),
    (Action::PreviousParagraph, "} } {", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::NextClaim, "]", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::PreviousClaim, "] ] [", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::NextAnnotation, "] ] 1 g g g a", |model, _| at_cursor(model).starts_with("|The buyer") && message(model).contains("[1/1]")),
    (Action::PreviousAnnotation, "] ] 1 G g A", |model, _| at_cursor(model).starts_with("|The buyer")),
    (Action::Select, "j v", |model, _| selected(model) == "The"),
    (Action::SelectSentences, "j V )", |model, _| selected(model).starts_with("The harbour") && selected(model).ends_with("boats.")),
    (Action::Grow, "j v + ", |model, _| selected(model).starts_with("The harbour board") && selected(model).ends_with("2027.")),
    (Action::Shrink, "j v + -", |model, _| selected(model) == "The"),
    (Action::SwapEnds, "j v w r", |model, _| selected(model) == "The harbour" && at_cursor(model).starts_with("|The harbour")),
    (Action::AdjustEnds, "j v h g v w Enter", |model, _| decided(model)[0].1 == "The harbour" && model.selection.is_none()),
    // Where a text changed is played in a test of its own.
    (Action::Reattach, "j h g h", |model, _| message(model).contains("choose what is to be put here")),
    (Action::NextUndecided, "] 1 G g ]", |model, _| model.story.front == 1 && at_cursor(model).starts_with("|The bridge opened")),
    (Action::JumpBack, "j G Ctrl-o", |model, _| at_cursor(model).starts_with("|The harbour")),
    (Action::JumpForward, "J Alt-Left Alt-Right", |model, _| model.story.front == 1),
    (Action::SetMark, "j M a", |model, _| model.marks.contains_key(&'a') && message(model).contains("mark a set")),
    (Action::GoToMark, "j M a J ' a", |model, _| model.story.front == 0 && at_cursor(model).starts_with("|The harbour")),
    (Action::NextPane, "Tab", |model, _| model.focus == Pane::Sidebar),
    (Action::PreviousPane, "Shift-Tab", |model, _| model.focus == Pane::List),
    (Action::Open, "Shift-Tab j Enter", |model, _| model.focus == Pane::Text && model.story.front == 1),
    (Action::NextArticle, "J", |model, _| model.story.front == 1),
    (Action::PreviousArticle, "J K", |model, _| model.story.front == 0),
    (Action::Accept, "] a", |model, _| decided(model)[0].0 == Role::Claim(Some(Verdict::Accepted)) && at_cursor(model).starts_with("|The buyer")),
    (Action::Dismiss, "] x", |model, _| decided(model)[0].0 == Role::Claim(Some(Verdict::Dismissed)) && at_cursor(model).starts_with("|The buyer")),
    (Action::QuickTag(1), "] 1", |model, _| decided(model)[0].2 == "supported" && at_cursor(model).starts_with("|The harbour")),
    (Action::QuickTag(2), "] 2", |model, _| decided(model)[0].2 == "disputed"),
    (Action::QuickTag(3), "] 3", |model, _| decided(model)[0].2 == "unverified"),
    (Action::QuickTag(4), "] 4", |model, _| decided(model)[0].2 == "opinion"),
    (Action::QuickTag(5), "] 5 1", |model, _| decided(model)[0].2 == "follow-up supported"),
    (Action::QuickTag(6), "] 6", |model, _| decided(model).is_empty() && message(model).contains('6')),
    (Action::QuickTag(7), "] 7", |model, _| decided(model).is_empty() && message(model).contains('7')),
    (Action::QuickTag(8), "] 8", |model, _| decided(model).is_empty() && message(model).contains('8')),
    (Action::QuickTag(9), "] 9", |model, _| decided(model).is_empty() && message(model).contains('9')),
    (Action::Tag, "] t d i s p Tab Enter", |model, _| decided(model)[0].2 == "disputed"),
    (Action::RepeatTag, "] 2 3 ] .", |model, _| decided(model)[0].2 == "unverified"),
    (Action::OwnClaim, "j ) v w c", |model, _| decided(model) == [(Role::Claim(Some(Verdict::Accepted)), "Everybody li".to_owned(), String::new(), String::new())] && model.front.as_ref().unwrap().claims.rows().len() == 4),
    (Action::Split, "] 1 w w w g s", |model, _| decided(model).iter().map(|it| it.1.as_str()).collect::<Vec<_>>() == ["The harbour ", "sold 40 ferr"] && decided(model).iter().all(|it| it.2 == "supported")),
    (Action::Join, "] 1 ] 2 [ g j", |model, _| decided(model)[0].2 == "disputed supported" && decided(model).len() == 1),
    (Action::Reword, "] g r Ctrl-u s o l d Enter", |model, _| wordings(model) == ["sold"]),
    (Action::Delete, "] 1 d", |model, _| decided(model).is_empty() && message(model).contains("deleted")),
    (Action::Note, "] i h i Ctrl-s", |model, _| decided(model)[0].3 == "hi"),
    (Action::NoteSave, "] i a Enter b Ctrl-s", |model, _| decided(model)[0].3 == "a\nb"),
    (Action::EditNote, "] e", |model, effects| matches!(model.mode, Mode::Note { .. }) && effects.contains(&Effect::EditOutside(String::new()))),
    (Action::StoryNote, "g i h i Ctrl-s", |model, _| model.ledger.stories().map(|it| it.note.as_str()).eq(["hi"])),
    (Action::NoteOutside, "] i h i Ctrl-o", |_, effects| effects.contains(&Effect::EditOutside("hi".to_owned()))),
    (Action::Highlight, "j ) h h", |model, _| matches!(decided(model)[0], (Role::Highlight(crate::annotation::Colour::Green), ..))),
    (Action::Why, "] g w", |model, _| matches!(model.mode, Mode::Why)),
    (Action::Passages, "] 1 J ] 2 K g t j Enter", |model, _| model.story.front == 1 && model.listing.is_none() && at_cursor(model).starts_with("|The bridge opened")),
    (Action::Log, "] 1 g u", |model, _| listed(model) == ["The harbour "]),
    (Action::Dismissed, "] x g x x", |model, _| decided(model).is_empty() && message(model).contains("restored")),
    (Action::Tags, "] 1 g T", |model, _| listed(model) == ["supported", "disputed", "unverified", "opinion", "follow-up"]),
    (Action::Matrix, "m", |model, _| model.matrix.is_none() && message(model).contains("still being compared")),
    (Action::RenameTag, "] 1 g T r Ctrl-u b o r n e Enter", |model, _| decided(model)[0].2 == "borne" && message(model).contains("on 1 passage")),
    (Action::MergeTag, "] 1 g T m d i s Tab Enter", |model, _| decided(model)[0].2 == "disputed" && listed(model).len() == 4),
    (Action::DescribeTag, "g T i Ctrl-u x Enter", |model, _| model.ledger.tags().any(|tag| tag.description == "x")),
    (Action::ColourTag, "g T c", |model, _| message(model).contains("supported is blue now")),
    (Action::NoDigit, "g T 0", |model, _| model.ledger.tags().all(|tag| tag.digit != Some(1))),
    (Action::NewTag, "g T a o d d Enter", |model, _| listed(model).contains(&"odd".to_owned())),
    (Action::Undo, "] 1 u", |model, _| decided(model).is_empty()),
    (Action::Redo, "] 1 u Ctrl-r", |model, _| decided(model).len() == 1),
    (Action::Search, "/ m a y o r Enter", |model, _| at_cursor(model).starts_with("|mayor") && message(model).contains("[1/1]")),
    (Action::SearchAll, "g / c r o w n", |_, effects| matches!(effects.last(), Some(Effect::SearchAll(job)) if job.words == "crown" && job.articles.len() == 2)),
    (Action::SearchNext, "/ c r o w n Enter n", |model, _| message(model).contains("[2/2]")),
    (Action::SearchPrevious, "/ c r o w n Enter N", |model, _| message(model).contains("[2/2]") && message(model).contains("past")),
    (Action::Filter, "f b r i d g e Enter", |model, _| model.story.front == 1 && model.shown_articles().len() == 1 && message(model).contains("1 of 2")),
    (Action::Copy, "] y", |model, _| message(model).contains("copying the claim")),
    (Action::OpenSource, "o", |model, _| message(model).contains("no whole path")),
    (Action::Set, "g e a u t h o r Space I n a Enter", |model, _| model.story.article().unwrap().metadata.author.as_deref() == Some("Ina")),
    (Action::Boilerplate, "j g b", |model, effects| message(model).contains("boilerplate") && matches!(effects.last(), Some(Effect::Assess(asked)) if asked[0].0 == 0)),
    (Action::OpenStory, ": o p e n Space / x Enter", |_, effects| effects.last() == Some(&opening::wish(Opening::Instead, "/x"))),
    (Action::AddArticles, "g + / x Enter", |_, effects| effects.last() == Some(&opening::wish(Opening::AsWell, "/x"))),
    (Action::Recent, "g R", |model, _| model.listing.is_none() && message(model).contains("no other story")),
    (Action::Reload, "R", |_, effects| effects == [Effect::FindAgain]),
    (Action::Help, "?", |model, _| matches!(model.mode, Mode::Help { .. })),
    (Action::Tutor, "g ?", |_, effects| effects == [Effect::Tutor]),
    (Action::Command, ": b o t t o m Enter", |model, _| model.reader.cursor > 200),
    (Action::SortClaims, "s", |model, _| model.order == ClaimOrder::Score),
    (Action::ClaimScope, "g c", |model, _| {
        model.front.as_ref().unwrap().claims.rows().len() > model.story.slot().unwrap().counts.claims
    }),
    (Action::Theme, "T", |model, _| model.theme == 1),
    (Action::TextOnly, "Shift-Tab z", |model, _| model.places.unwrap().list.is_none() && model.focus == Pane::Text),
    (Action::Wider, "Shift-Tab >", |model, _| model.places.unwrap().list.unwrap().width == 32),
    (Action::Narrower, "<", |model, _| model.places.unwrap().sidebar.unwrap().width == 38),
    (Action::Measure, "|", |model, _| model.comfort.measure == 84),
    (Action::Spacing, "g l", |model, _| model.reader.spacing == 1),
    (Action::Mouse, "g m", |model, _| !model.comfort.mouse && message(model).contains("mouse")),
    (Action::Cancel, "? Esc", |model, _| matches!(model.mode, Mode::Panes)),
    (Action::Back, "? q", |model, _| matches!(model.mode, Mode::Panes)),
    (Action::Quit, "Q", |_, effects| effects == [Effect::Quit]),
    (Action::Suspend, "Ctrl-z", |_, effects| effects == [Effect::Suspend]),
    (Action::Redraw, "Ctrl-l", |_, effects| effects == [Effect::Redraw]),
    (Action::PromptAccept, ": t o p Enter", |model, _| matches!(model.mode, Mode::Panes)),
    (Action::PromptComplete, ": t h e m Tab", |model, _| prompt_text(model) == "theme"),
    (Action::PromptPrevious, "/ o n e Enter / Up", |model, _| prompt_text(model) == "one"),
    (Action::PromptPageUp, "g / t h e PgUp", |model, _| model.listing.is_some()),
    (Action::PromptPageDown, "g / t h e PgDn", |model, _| model.listing.is_some()),
    (Action::PromptNext, "/ o n e Enter / Up Down", |model, _| prompt_text(model).is_empty()),
    (Action::TypingUndo, "/ o n Ctrl-z", |model, _| prompt_text(model) == "o"),
    (Action::TypingRedo, "/ o n Ctrl-z Ctrl-y", |model, _| prompt_text(model) == "on"),
    (Action::TypingClear, "/ o n Ctrl-u", |model, _| prompt_text(model).is_empty()),
];

#[test]
fn every_action_has_a_play_and_every_play_ends_well() {
    let all = || PLAYS.iter().chain(comparing::PLAYS);
    let played: BTreeSet<Action> = all().map(|(action, ..)| *action).collect();
    // These answer a question; the test of changed copies plays them.
    let answers = [Action::Yes, Action::No];
    // These need articles that speak to one matter; the tests of the matrix play them.
    let in_matrix = [Action::MatrixRight, Action::MatrixLeft];
    for info in ACTIONS {
        let is_played = played.contains(&info.action) || answers.contains(&info.action);
        let is_played = is_played || in_matrix.contains(&info.action);
        assert!(is_played, "{} is not played", info.name);
    }
    let begun = PLAYS.iter().map(|play| (model as fn() -> Model, play));
    let compared = comparing::PLAYS.iter().map(|play| (comparing::compared as fn() -> Model, play));
    for (begin, (action, keys, holds)) in begun.chain(compared) {
        let mut model = begin();
        let effects = play(&mut model, keys);
        assert!(
            holds(&model, &effects),
            "{action:?} by {keys}: at {} with {:?}, “{}”, {:?}",
            at_cursor(&model),
            decided(&model),
            message(&model),
            model.mode,
        );
    }
}
