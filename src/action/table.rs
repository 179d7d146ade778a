//! The table of actions.

use super::{Action, ActionInfo, Context, Group};
use crate::annotation::PairVerdict;

const PANES: &[Context] = &[Context::List, Context::Text, Context::Sidebar];
/// Where nothing is typed.
pub(crate) const PAGES: &[Context] = &[
    Context::List,
    Context::Text,
    Context::Sidebar,
    Context::Listing,
    Context::Tags,
    Context::Compare,
    Context::Matrix,
    Context::Help,
];
/// The same, and where something is asked.
const PAGES_OR_QUESTION: &[Context] = &[
    Context::List,
    Context::Text,
    Context::Sidebar,
    Context::Listing,
    Context::Tags,
    Context::Compare,
    Context::Matrix,
    Context::Help,
    Context::Question,
];
const OPEN: &[Context] =
    &[Context::List, Context::Text, Context::Sidebar, Context::Listing, Context::Tags];
const OPEN_OR_OVERLAY: &[Context] = &[
    Context::List,
    Context::Text,
    Context::Sidebar,
    Context::Listing,
    Context::Tags,
    Context::Compare,
    Context::Matrix,
];
const READING_OR_LISTING: &[Context] = &[Context::Text, Context::Sidebar, Context::Listing];
const READING_OR_LISTS: &[Context] =
    &[Context::Text, Context::Sidebar, Context::Listing, Context::Tags];
const READING_OR_TAGS: &[Context] = &[Context::Text, Context::Sidebar, Context::Tags];
const TAGS: &[Context] = &[Context::Tags];
const COMPARE: &[Context] = &[Context::Compare];
const READING_OR_COMPARE: &[Context] = &[Context::Text, Context::Sidebar, Context::Compare];
const PANES_OR_OVERLAYS: &[Context] =
    &[Context::List, Context::Text, Context::Sidebar, Context::Compare, Context::Matrix];
const MATRIX: &[Context] = &[Context::Matrix];
const PANES_OR_MATRIX: &[Context] =
    &[Context::List, Context::Text, Context::Sidebar, Context::Matrix];
const TEXT_OR_MATRIX: &[Context] = &[Context::Text, Context::Matrix];
const TEXT: &[Context] = &[Context::Text];
const READING: &[Context] = &[Context::Text, Context::Sidebar];
const PROMPT: &[Context] = &[Context::Prompt];
const NOTE: &[Context] = &[Context::Note];
const TYPING: &[Context] = &[Context::Prompt, Context::Note];
const QUESTION: &[Context] = &[Context::Question];
const EVERYWHERE: &[Context] = &Context::ALL;

/// An action that takes no argument.
const fn row(
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    contexts: &'static [Context],
    group: Group,
    doc: &'static str,
) -> ActionInfo {
    ActionInfo { action, name, argument: None, doc, group, contexts, keys }
}

/// An action whose command may be followed by something.
const fn with_argument(info: ActionInfo, argument: &'static str) -> ActionInfo {
    ActionInfo { argument: Some(argument), ..info }
}

const fn quick_tag(digit: u8, name: &'static str, keys: &'static [&'static str]) -> ActionInfo {
    row(
        Action::QuickTag(digit),
        name,
        keys,
        READING_OR_TAGS,
        Group::Deciding,
        "toggle the tag with this digit; in the list of tags: give it this digit",
    )
}

/// Every action, in the order of help.
#[rustfmt::skip]
pub static ACTIONS: &[ActionInfo] = &[
    row(Action::Down, "down", &["j", "Down"], PAGES, Group::Moving, "one line or row down"),
    row(Action::Up, "up", &["k", "Up"], PAGES, Group::Moving, "one line or row up"),
    row(Action::HalfPageDown, "half-page-down", &["Ctrl-d"], PAGES, Group::Moving, "half a page down"),
    row(Action::HalfPageUp, "half-page-up", &["Ctrl-u"], PAGES, Group::Moving, "half a page up"),
    row(Action::PageDown, "page-down", &["Ctrl-f", "Space", "PgDn"], PAGES, Group::Moving, "a page down"),
    row(Action::PageUp, "page-up", &["Ctrl-b", "PgUp"], PAGES, Group::Moving, "a page up"),
    row(Action::Top, "top", &["g g", "Home"], PAGES, Group::Moving, "to the beginning"),
    row(Action::Bottom, "bottom", &["G", "End"], PAGES, Group::Moving, "to the end"),
    row(Action::NextCharacter, "next-character", &["Right"], TEXT, Group::Moving, "to the next character"),
    row(Action::PreviousCharacter, "previous-character", &["Left"], TEXT, Group::Moving, "to the character before"),
    row(Action::NextWord, "next-word", &["w"], TEXT, Group::Moving, "to the next word"),
    row(Action::PreviousWord, "previous-word", &["b"], TEXT, Group::Moving, "to the word before"),
    row(Action::LineStart, "line-start", &["0", "^"], TEXT_OR_MATRIX, Group::Moving, "to the beginning of the line"),
    row(Action::LineEnd, "line-end", &["$"], TEXT_OR_MATRIX, Group::Moving, "to the end of the line"),
    row(Action::NextSentence, "next-sentence", &[")"], TEXT, Group::Moving, "to the next sentence"),
    row(Action::PreviousSentence, "previous-sentence", &["("], TEXT, Group::Moving, "to the beginning of the sentence, then to the one before"),
    row(Action::NextParagraph, "next-paragraph", &["}"], TEXT, Group::Moving, "to the next paragraph"),
    row(Action::PreviousParagraph, "previous-paragraph", &["{"], TEXT, Group::Moving, "to the paragraph before"),
    row(Action::NextClaim, "next-claim", &["]"], READING_OR_COMPARE, Group::Moving, "to the next claim"),
    row(Action::PreviousClaim, "previous-claim", &["["], READING_OR_COMPARE, Group::Moving, "to the beginning of the claim, then to the one before"),
    row(Action::NextAnnotation, "next-annotation", &["g a"], TEXT, Group::Moving, "to the next highlight, note or decision of yours"),
    row(Action::PreviousAnnotation, "previous-annotation", &["g A"], TEXT, Group::Moving, "to the one before"),
    row(Action::NextUndecided, "next-undecided", &["g ]"], PANES, Group::Moving, "to the next undecided claim, in this article or another"),
    row(Action::JumpBack, "jump-back", &["Ctrl-o", "Alt-Left"], PANES, Group::Moving, "back to where the last jump began"),
    row(Action::JumpForward, "jump-forward", &["Alt-Right"], PANES, Group::Moving, "forward again"),
    with_argument(row(Action::SetMark, "mark", &["M"], PANES, Group::Moving, "mark this place with the letter that follows"), "LETTER"),
    with_argument(row(Action::GoToMark, "go-to-mark", &["'"], PANES, Group::Moving, "go to the mark with the letter that follows; '' goes back"), "LETTER"),

    row(Action::NextPane, "next-pane", &["Tab"], PANES, Group::Panes, "to the next pane"),
    row(Action::PreviousPane, "previous-pane", &["Shift-Tab"], PANES, Group::Panes, "to the pane before"),
    row(Action::Open, "enter", &["Enter"], OPEN_OR_OVERLAY, Group::Panes, "read the article, go to the claim's sentence, to what the row is about"),
    row(Action::NextArticle, "next-article", &["J"], PANES, Group::Panes, "the next article"),
    row(Action::PreviousArticle, "previous-article", &["K"], PANES, Group::Panes, "the article before"),
    row(Action::TextOnly, "text-only", &["z"], PANES, Group::Panes, "the text alone, or all panes again"),
    row(Action::Wider, "wider", &[">"], PANES, Group::Panes, "make the pane wider"),
    row(Action::Narrower, "narrower", &["<"], PANES, Group::Panes, "make the pane narrower"),
    with_argument(row(Action::Measure, "measure", &["|"], PANES, Group::Panes, "the next length of lines, or so many columns"), "COLUMNS"),
    with_argument(row(Action::Spacing, "spacing", &["g l"], PANES, Group::Panes, "lines further apart, or so many empty lines"), "LINES"),

    row(Action::Select, "select", &["v"], TEXT, Group::Selecting, "select from the word under the cursor on; again: no more"),
    row(Action::SelectSentences, "select-sentences", &["V"], TEXT, Group::Selecting, "select whole sentences"),
    row(Action::Grow, "grow", &["+"], TEXT, Group::Selecting, "select more: the word, the sentence, the paragraph, the next one"),
    row(Action::Shrink, "shrink", &["-"], TEXT, Group::Selecting, "select less"),
    row(Action::SwapEnds, "swap-ends", &["r"], TEXT, Group::Selecting, "to the other end of the selection"),
    row(Action::AdjustEnds, "adjust-ends", &["g v"], TEXT, Group::Selecting, "select the highlight or claim here to move its ends; Enter takes them"),
    row(Action::Reattach, "reattach", &["g h"], TEXT, Group::Selecting, "put what has no place, chosen in the list of yours, on the selection or the sentence; or take edited words as they are"),

    row(Action::Accept, "accept", &["a"], READING, Group::Deciding, "accept the claim, go to the next undecided one"),
    row(Action::Dismiss, "dismiss", &["x"], READING_OR_LISTING, Group::Deciding, "dismiss the claim, go to the next undecided one"),
    quick_tag(1, "tag-1", &["1"]),
    quick_tag(2, "tag-2", &["2"]),
    quick_tag(3, "tag-3", &["3"]),
    quick_tag(4, "tag-4", &["4"]),
    quick_tag(5, "tag-5", &["5"]),
    quick_tag(6, "tag-6", &["6"]),
    quick_tag(7, "tag-7", &["7"]),
    quick_tag(8, "tag-8", &["8"]),
    quick_tag(9, "tag-9", &["9"]),
    with_argument(row(Action::Tag, "tag", &["t"], READING, Group::Deciding, "toggle tags by names, each one word, or several in quotation marks; a new name makes a new tag"), "NAME..."),
    row(Action::RepeatTag, "repeat-tag", &["."], READING, Group::Deciding, "put on the tags that were put on last"),
    row(Action::Note, "note", &["i"], PANES, Group::Deciding, "write a note; in the list: on the article"),
    row(Action::EditNote, "edit-note", &["e"], PANES, Group::Deciding, "write it in $VISUAL or $EDITOR"),
    row(Action::StoryNote, "story-note", &["g i"], PANES, Group::Deciding, "write a note on the story"),
    row(Action::Highlight, "highlight", &["h"], READING, Group::Deciding, "highlight the selection or the sentence; again: the next colour, then none"),
    row(Action::OwnClaim, "claim", &["c"], TEXT, Group::Deciding, "make a claim of the selection or the sentence"),
    row(Action::Split, "split", &["g s"], TEXT, Group::Deciding, "split the claim before the word under the cursor"),
    row(Action::Join, "join", &["g j"], READING, Group::Deciding, "join the claim with the next one, or those selected"),
    with_argument(row(Action::Reword, "reword", &["g r"], READING, Group::Deciding, "put the claim in your own words"), "WORDS"),
    row(Action::Delete, "delete", &["d"], READING_OR_LISTS, Group::Deciding, "delete what you made here, or all of it in the selection"),
    with_argument(row(Action::SortClaims, "sort", &["s"], READING, Group::Deciding, "the next order of claims, or the one named: order, score, disagreement"), "ORDER"),
    with_argument(row(Action::ClaimScope, "claims", &["g c"], READING, Group::Deciding, "list every sentence that is no boilerplate, or the proposed claims alone again"), "all|proposed"),
    row(Action::Compare, "compare", &["="], PANES_OR_OVERLAYS, Group::Deciding, "set the claim beside what other articles say; again: back"),
    row(Action::SameClaim, "same-claim", &["g ="], READING, Group::Deciding, "to the same claim in the next article that has it"),
    row(Action::LeftOut, "left-out", &["g -"], PANES, Group::Deciding, "list what others say and this article leaves out"),
    row(Action::Pair, "pair", &["g p"], READING, Group::Deciding, "remember the claim; then, on another: they are about the same matter"),
    row(Action::Judge(PairVerdict::Same), "same", &["s"], COMPARE, Group::Deciding, "the account under the cursor is about the same matter"),
    row(Action::Judge(PairVerdict::NotSame), "not-the-same", &["x"], COMPARE, Group::Deciding, "it is not about the same matter"),
    row(Action::Judge(PairVerdict::Conflicts), "conflicts", &["c"], COMPARE, Group::Deciding, "it conflicts with the claim in front"),
    row(Action::Judge(PairVerdict::NoConflict), "no-conflict", &["n"], COMPARE, Group::Deciding, "it does not"),
    row(Action::Why, "why", &["g w"], READING, Group::Deciding, "say why the claim was proposed"),
    row(Action::Undo, "undo", &["u"], OPEN_OR_OVERLAY, Group::Deciding, "take the last act back"),
    row(Action::Redo, "redo", &["Ctrl-r"], OPEN_OR_OVERLAY, Group::Deciding, "do again what was taken back"),

    with_argument(row(Action::Passages, "passages", &["g t"], OPEN, Group::Lists, "list every highlight, note, tag and decision of yours, over all articles"), "QUERY"),
    with_argument(row(Action::Log, "log", &["g u"], OPEN, Group::Lists, "list the same by time, the latest first"), "QUERY"),
    with_argument(row(Action::Dismissed, "dismissed", &["g x"], OPEN, Group::Lists, "list the dismissed claims; x restores one"), "QUERY"),
    row(Action::Tags, "tags", &["g T"], OPEN, Group::Lists, "list the tags, to rename, merge, describe, colour and delete them"),
    with_argument(row(Action::RenameTag, "rename-tag", &["r"], TAGS, Group::Lists, "give the tag another name, wherever it is"), "NAME"),
    with_argument(row(Action::MergeTag, "merge-tag", &["m"], TAGS, Group::Lists, "make one tag of this and another"), "NAME"),
    with_argument(row(Action::DescribeTag, "describe-tag", &["i"], TAGS, Group::Lists, "say what the tag means"), "WORDS"),
    row(Action::ColourTag, "colour-tag", &["c"], TAGS, Group::Lists, "give the tag the next colour"),
    row(Action::NoDigit, "no-digit", &["0"], TAGS, Group::Lists, "take the tag's digit away"),
    with_argument(row(Action::NewTag, "new-tag", &["a"], TAGS, Group::Lists, "make a tag"), "NAME"),
    row(Action::Matrix, "matrix", &["m"], PANES_OR_OVERLAYS, Group::Lists, "who says what: the claims of the story against its articles; again: closed"),
    row(Action::MatrixRight, "matrix-right", &["l", "Right"], MATRIX, Group::Lists, "to the column of the next article"),
    row(Action::MatrixLeft, "matrix-left", &["h", "Left"], MATRIX, Group::Lists, "to the column of the article before"),

    with_argument(row(Action::Search, "search", &["/"], PAGES, Group::Finding, "search the article, the keys on this page, or narrow the list; capitals matter if you type one, re: begins a regular expression"), "WORDS"),
    with_argument(row(Action::SearchAll, "search-all", &["g /"], OPEN, Group::Finding, "search every article and your notes; Up and Down choose, Enter goes there"), "WORDS"),
    row(Action::SearchNext, "search-next", &["n"], PANES, Group::Finding, "the next hit"),
    row(Action::SearchPrevious, "search-previous", &["N"], PANES, Group::Finding, "the hit before"),
    with_argument(row(Action::Filter, "filter", &["f"], PANES_OR_MATRIX, Group::Finding, "show only the articles and claims that fit; an empty line shows all"), "QUERY"),

    row(Action::Copy, "copy", &["y"], PANES, Group::Program, "copy the quote with title, outlet, author, date and address"),
    row(Action::OpenSource, "source", &["o"], PANES, Group::Program, "open the article's source outside, after showing its address"),
    with_argument(row(Action::Set, "set", &["g e"], PANES, Group::Program, "put the article's title, outlet, author, date or url right"), "FIELD VALUE"),
    row(Action::Boilerplate, "boilerplate", &["g b"], TEXT, Group::Program, "take this block for boilerplate, or for text where it is that"),
    with_argument(row(Action::OpenStory, "open", &["g o"], OPEN, Group::Program, "open another folder or file instead"), "PATH"),
    with_argument(row(Action::AddArticles, "add", &["g +"], OPEN, Group::Program, "add a folder or file to this story"), "PATH"),
    row(Action::Recent, "recent", &["g R"], OPEN, Group::Program, "list the stories opened before, to open one again"),
    row(Action::Reload, "reload", &["R"], OPEN, Group::Program, "read articles again that changed on disk, and look for new ones"),
    row(Action::Help, "help", &["?", "F1"], PAGES, Group::Program, "show the keys, or close them"),
    row(Action::Tutor, "tutor", &["g ?"], PANES, Group::Program, "the keys in five minutes; q comes back"),
    row(Action::Command, "command", &[":"], PAGES, Group::Program, "type a command; Tab completes it"),
    with_argument(row(Action::Theme, "theme", &["T"], PAGES, Group::Program, "the next theme, or the one named"), "NAME"),
    with_argument(row(Action::Mouse, "mouse", &["g m"], PANES, Group::Program, "take the mouse, or leave it to the terminal"), "on|off"),
    row(Action::Cancel, "cancel", &["Esc", "Ctrl-c"], EVERYWHERE, Group::Program, "one level back: prompt, search, help"),
    row(Action::Back, "back", &["q"], PAGES, Group::Program, "back, then quit"),
    row(Action::Quit, "quit", &["Q"], PAGES_OR_QUESTION, Group::Program, "quit"),
    row(Action::Suspend, "suspend", &["Ctrl-z"], PAGES, Group::Program, "suspend; fg brings it back"),
    row(Action::Redraw, "redraw", &["Ctrl-l"], EVERYWHERE, Group::Program, "draw the screen anew"),

    row(Action::PromptAccept, "prompt-accept", &["Enter"], PROMPT, Group::Typing, "take what was typed"),
    row(Action::PromptComplete, "prompt-complete", &["Tab"], PROMPT, Group::Typing, "complete what was typed"),
    row(Action::PromptPrevious, "prompt-previous", &["Up", "Ctrl-p"], PROMPT, Group::Typing, "the line typed before, the completion or hit above"),
    row(Action::PromptNext, "prompt-next", &["Down", "Ctrl-n"], PROMPT, Group::Typing, "the line typed after, the completion or hit below"),
    row(Action::PromptPageUp, "prompt-page-up", &["PgUp"], PROMPT, Group::Typing, "a page of hits up"),
    row(Action::PromptPageDown, "prompt-page-down", &["PgDn"], PROMPT, Group::Typing, "a page of hits down"),
    row(Action::NoteSave, "note-save", &["Ctrl-s"], NOTE, Group::Typing, "save the note; Esc closes it and keeps the text as a draft"),
    row(Action::NoteOutside, "note-outside", &["Ctrl-o"], NOTE, Group::Typing, "go on with the note in $VISUAL or $EDITOR"),
    row(Action::TypingUndo, "typing-undo", &["Ctrl-z"], TYPING, Group::Typing, "take back what was typed last"),
    row(Action::TypingRedo, "typing-redo", &["Ctrl-y"], TYPING, Group::Typing, "type again what was taken back"),
    row(Action::TypingClear, "typing-clear", &["Ctrl-u"], TYPING, Group::Typing, "remove the line up to the cursor"),
    row(Action::Yes, "yes", &["y"], QUESTION, Group::Typing, "answer yes"),
    row(Action::No, "no", &["n", "q"], QUESTION, Group::Typing, "answer no"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::Key;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_lower_case_words() {
        let names: BTreeSet<&str> = ACTIONS.iter().map(|info| info.name).collect();
        assert_eq!(names.len(), ACTIONS.len());
        for name in names {
            let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(name.chars().all(word), "{name}");
        }
    }

    #[test]
    fn actions_are_unique_and_found() {
        let actions: BTreeSet<Action> = ACTIONS.iter().map(|info| info.action).collect();
        assert_eq!(actions.len(), ACTIONS.len());
        for info in ACTIONS {
            assert_eq!(info.action.info().map(|found| found.name), Some(info.name));
            assert_eq!(Action::named(info.name).map(|found| found.action), Some(info.action));
        }
    }

    #[test]
    fn every_action_has_a_doc_a_place_and_a_key_that_can_be_read() {
        for info in ACTIONS {
            assert!(!info.doc.is_empty() && !info.doc.ends_with('.'), "{}", info.name);
            assert!(!info.contexts.is_empty() && !info.keys.is_empty(), "{}", info.name);
            for keys in info.keys {
                assert!(Key::parse_sequence(keys).is_some(), "{}: {keys}", info.name);
            }
        }
    }

    #[test]
    fn the_table_is_sorted_by_group() {
        let order: Vec<Group> = ACTIONS.iter().map(|info| info.group).collect();
        assert!(order.is_sorted());
    }
}
