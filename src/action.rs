//! Everything a reader can do, in one table.
//!
//! Help, the key map, the `:` commands and the README's table are made of it. Knows names and
//! keys; must never know what an action does.

mod table;

pub use table::ACTIONS;
pub(crate) use table::PAGES;

use crate::annotation::PairVerdict;

/// Where keys are pressed: which meaning a key has depends on this alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// The article list.
    List,
    /// The reading pane.
    Text,
    /// The claim sidebar.
    Sidebar,
    /// A list of what was made, over the panes.
    Listing,
    /// The list of tags.
    Tags,
    /// The claim in front with the accounts beside it.
    Compare,
    /// The matters of the story against its articles.
    Matrix,
    /// The help page.
    Help,
    /// A line being typed: search, command, tags.
    Prompt,
    /// The note editor.
    Note,
    /// A question to be answered with yes or no.
    Question,
    /// A letter being asked for.
    Letter,
}

impl Context {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::List,
        Self::Text,
        Self::Sidebar,
        Self::Listing,
        Self::Tags,
        Self::Compare,
        Self::Matrix,
        Self::Help,
        Self::Prompt,
        Self::Note,
        Self::Question,
        Self::Letter,
    ];

    /// What the reader sees as its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "article list",
            Self::Text => "text",
            Self::Sidebar => "claims",
            Self::Listing => "list",
            Self::Tags => "tags",
            Self::Compare => "comparison",
            Self::Matrix => "matrix",
            Self::Help => "help",
            Self::Prompt => "prompt",
            Self::Note => "note",
            Self::Question => "question",
            Self::Letter => "letter",
        }
    }

    /// Whether keys that are bound to nothing here are typed into a text.
    pub const fn is_typing(self) -> bool {
        matches!(self, Self::Prompt | Self::Note | Self::Letter)
    }
}

/// What help puts under one heading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// Moving about.
    Moving,
    /// Articles and panes.
    Panes,
    /// Selecting passages.
    Selecting,
    /// Deciding on claims and passages.
    Deciding,
    /// Lists over the panes.
    Lists,
    /// Finding words.
    Finding,
    /// The program itself.
    Program,
    /// Typing.
    Typing,
}

impl Group {
    /// All of them, in the order of help.
    pub const ALL: [Self; 8] = [
        Self::Moving,
        Self::Panes,
        Self::Selecting,
        Self::Deciding,
        Self::Lists,
        Self::Finding,
        Self::Program,
        Self::Typing,
    ];

    /// The heading.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Panes => "Articles and panes",
            Self::Selecting => "Selecting",
            Self::Deciding => "Deciding",
            Self::Lists => "Lists",
            Self::Finding => "Finding",
            Self::Program => "Program",
            Self::Typing => "While typing",
        }
    }
}

/// Something a reader can do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Action {
    /// One line or row down.
    Down,
    /// One line or row up.
    Up,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the beginning.
    Top,
    /// To the end.
    Bottom,
    /// To the next character.
    NextCharacter,
    /// To the character before.
    PreviousCharacter,
    /// To the next word.
    NextWord,
    /// To the word before.
    PreviousWord,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the next sentence.
    NextSentence,
    /// To the sentence before.
    PreviousSentence,
    /// To the next paragraph.
    NextParagraph,
    /// To the paragraph before.
    PreviousParagraph,
    /// To the next claim.
    NextClaim,
    /// To the claim before.
    PreviousClaim,
    /// To the next place where the reader made something.
    NextAnnotation,
    /// To the place before.
    PreviousAnnotation,
    /// To the next claim of the story that is not decided on.
    NextUndecided,
    /// Back to where the last jump began.
    JumpBack,
    /// Forward to where the reader went back from.
    JumpForward,
    /// Gives the place a letter.
    SetMark,
    /// To the place with a letter.
    GoToMark,
    /// To the next pane.
    NextPane,
    /// To the pane before.
    PreviousPane,
    /// Opens what the cursor is on.
    Open,
    /// The next article.
    NextArticle,
    /// The article before.
    PreviousArticle,
    /// Shows the text alone.
    TextOnly,
    /// Makes the pane in focus wider.
    Wider,
    /// Makes the pane in focus narrower.
    Narrower,
    /// Sets how long the lines of text are.
    Measure,
    /// Sets how far apart the lines of text are.
    Spacing,
    /// Selects by character and word.
    Select,
    /// Selects by sentence.
    SelectSentences,
    /// Makes the selection larger.
    Grow,
    /// Makes the selection smaller.
    Shrink,
    /// Goes to the other end of the selection.
    SwapEnds,
    /// Selects what is here already, to move its ends.
    AdjustEnds,
    /// Puts an annotation whose words are gone or edited on the words here.
    Reattach,
    /// Accepts the proposed claim.
    Accept,
    /// Dismisses the proposed claim.
    Dismiss,
    /// Toggles the tag with this digit.
    QuickTag(u8),
    /// Asks for tags.
    Tag,
    /// Puts the tags on that were put on last.
    RepeatTag,
    /// Opens the note editor.
    Note,
    /// Opens the note editor on the story.
    StoryNote,
    /// Opens the note in the editor outside.
    EditNote,
    /// Highlights, or changes the colour.
    Highlight,
    /// Makes a claim of what is selected.
    OwnClaim,
    /// Splits the claim.
    Split,
    /// Joins claims.
    Join,
    /// Puts the claim in the reader's words.
    Reword,
    /// Removes what the reader made.
    Delete,
    /// Lists the claims in another order.
    SortClaims,
    /// Lists every sentence, or the proposed claims alone.
    ClaimScope,
    /// Sets the claim beside the accounts of other articles.
    Compare,
    /// Goes to the same claim in the next article.
    SameClaim,
    /// Lists what others say and this article leaves out.
    LeftOut,
    /// Remembers a claim, then sets it and another beside each other.
    Pair,
    /// Decides about the claim in front and the account under the cursor.
    Judge(PairVerdict),
    /// Says why a claim was proposed.
    Why,
    /// Lists everything that was made.
    Passages,
    /// Lists the same by time.
    Log,
    /// Lists the claims that were dismissed.
    Dismissed,
    /// Lists the tags.
    Tags,
    /// Sets the matters of the story against its articles.
    Matrix,
    /// To the column of the next article.
    MatrixRight,
    /// To the column of the article before.
    MatrixLeft,
    /// Gives a tag another name.
    RenameTag,
    /// Makes one of two tags.
    MergeTag,
    /// Says what a tag means.
    DescribeTag,
    /// Gives a tag the next colour.
    ColourTag,
    /// Takes a tag's digit away.
    NoDigit,
    /// Makes a tag.
    NewTag,
    /// Takes the last act back.
    Undo,
    /// Does the act again that was taken back.
    Redo,
    /// Searches the article.
    Search,
    /// Searches every article.
    SearchAll,
    /// The next hit.
    SearchNext,
    /// The hit before.
    SearchPrevious,
    /// Shows only what a query fits.
    Filter,
    /// Copies the quote with its source.
    Copy,
    /// Opens the article's source outside.
    OpenSource,
    /// Puts right what is known of the article.
    Set,
    /// Takes a block for boilerplate, or for text.
    Boilerplate,
    /// Opens another story.
    OpenStory,
    /// Adds articles to the story.
    AddArticles,
    /// Lists the stories opened before.
    Recent,
    /// Reads changed articles again.
    Reload,
    /// Shows the keys.
    Help,
    /// Opens the tutorial.
    Tutor,
    /// Asks for a command.
    Command,
    /// The next theme, or the one named.
    Theme,
    /// Takes the mouse, or leaves it to the terminal.
    Mouse,
    /// Steps back one level.
    Cancel,
    /// Goes back, then quits.
    Back,
    /// Quits.
    Quit,
    /// Suspends the program.
    Suspend,
    /// Draws the screen anew.
    Redraw,
    /// Takes what was typed.
    PromptAccept,
    /// Completes what was typed.
    PromptComplete,
    /// The line typed before.
    PromptPrevious,
    /// The line typed after.
    PromptNext,
    /// A page of the list under what is typed up.
    PromptPageUp,
    /// The same down.
    PromptPageDown,
    /// Saves the note.
    NoteSave,
    /// Goes on with the note in the editor outside.
    NoteOutside,
    /// Takes back what was typed last.
    TypingUndo,
    /// Types again what was taken back.
    TypingRedo,
    /// Removes the line up to the cursor.
    TypingClear,
    /// Answers yes.
    Yes,
    /// Answers no.
    No,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct ActionInfo {
    /// What is done.
    pub action: Action,
    /// Its name as a `:` command, unique.
    pub name: &'static str,
    /// What may follow the name (`NAME`), where something may.
    pub argument: Option<&'static str>,
    /// What it does, in one line.
    pub doc: &'static str,
    /// Where help puts it.
    pub group: Group,
    /// Where it can be done.
    pub contexts: &'static [Context],
    /// The default keys, as [`crate::keymap::key::Key::parse_sequence`] reads them.
    pub keys: &'static [&'static str],
}

impl Action {
    /// Its row in the table.
    pub fn info(self) -> Option<&'static ActionInfo> {
        ACTIONS.iter().find(|info| info.action == self)
    }

    /// The action that has this name as a command.
    pub fn named(name: &str) -> Option<&'static ActionInfo> {
        ACTIONS.iter().find(|info| info.name == name)
    }
}
