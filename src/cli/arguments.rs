//! The grammar of the command line. Its documentation is the help text.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::Notice;
use crate::query;
use crate::text::{clean, near};

const USAGE: &str = "variorum [OPTIONS] [PATH]...
       variorum [OPTIONS] COMMAND [PATH]...";

const ABOUT: &str = "\
Read the several accounts of one story side by side, and tag what they claim.

variorum opens articles about one event in a terminal, proposes the checkable
claims of each, and keeps your tags, highlights and notes in one file. It never
says what is true.";

const EXAMPLES: &str = "\
Examples:
  variorum                           the last story, or the built-in sample story
  variorum coverage/                 all articles in a folder
  variorum wire.txt local.html       two accounts of one event
  curl -s https://paper.example/a | variorum -
  variorum claims --format jsonl coverage/ | jq -r .text

PATH is a file, a folder, or - for standard input. In a folder, and in the
folders in it, .txt .text .md .markdown .html .htm .xhtml and texts without
extension are articles; a file named outright is read whatever its extension.

Exit codes: 0 done; 1 `check` found something lost or damaged; 2 wrong usage, or
an input that cannot be read (the others are printed all the same).";

const LIST_HELP: &str = "\
Claims are those that the reader proposes. With --format json the list is one
array of {\"path\",\"title\",\"outlet\",\"author\",\"published\",\"url\",\"words\",
\"claims\"}, an article a line.

With --query only the articles that QUERY fits are listed, by what is in the
store: see `variorum export --help`.

Example: variorum list --format json coverage/ | jq -r '.[].title'";

const TEXT_HELP: &str = "\
The text format is the article as it is read: its title, where it is from, then
paragraphs separated by blank lines, with headings, lists and quotes as in
Markdown. Navigation, share lines, disclaimers and the like are left out of it.

With --format jsonl every article is a line: {\"path\",\"title\",\"outlet\",
\"author\",\"published\",\"text\",\"blocks\":[{\"kind\",\"start\",\"end\",
\"sentences\":[[start,end],…]}]}. Here nothing is left out: what is skipped above
has the kind \"boilerplate\". Offsets count Unicode code points of \"text\".

Example: variorum text page.html | less";

const CLAIMS_HELP: &str = "\
The text format is a line for each claim: score, kind, wording, and in brackets
who says it and the values it states. Lines that begin with # name the article.

With --format jsonl every claim is a line: {\"path\",\"start\",\"end\",\"text\",
\"score\",\"kind\",\"values\":[{\"kind\",\"text\",\"amount\",\"unit\",\"bound\"}],
\"attribution\":{\"source\",\"verb\"},\"hedged\",\"negated\",\"why\":[…],
\"tense\":\"happened|in_force|announced|expected\",\"names\":[…],\"others\"}. Offsets
count Unicode code points of the \"text\" of `variorum text --format jsonl`. \"others\"
is how many of the other articles named say it as well.

--rules prints the table of rules: what each looks for, with an example and a
counter-example, and what it adds to a claim's score.

Example: variorum claims --format jsonl coverage/ | jq -r 'select(.hedged).text'";

const COMPARE_HELP: &str = "\
Claims of several articles that say the same, or contradict each other about the
same matter, are one group. The wording that suits a list of checkable claims
best stands first; the others agree with it, differ from it (more precise, other
scope, other hedge) or conflict with it. Groups with a conflict come first.

With --format json it is one object: {\"articles\":[{\"path\",\"title\"}],
\"groups\":[{\"id\",\"claim\",\"conflict\",\"origins\",\"accounts\":[{\"path\",
\"start\",\"end\",\"text\",\"stance\":\"agrees|differs|conflicts\",\"origin\",
\"differs\":[[start,end],…],\"reason\",\"values\":[…]}]}]}; \"claim\" is the
wording that the stances are towards. What you decided is added where there is
any: \"judged\":[{\"path\",\"text\",\"verdict\",\"changed\"}], \"verdict\", \"tags\",
\"notes\". Offsets count Unicode code points of the
\"text\" of `variorum text --format jsonl`.

Example: variorum compare --format markdown coverage/ > report.md";

const EXPORT_HELP: &str = "\
Prints what you decided, article by article in the order of the text: claims
with a verdict, tags or a note, highlights, and passages with tags or a note.
Without PATH these are all the articles that the store knows. Annotations whose
words are not found any more come last in their article and say so. Dismissed
claims are left out unless QUERY has is:dismissed.

QUERY is the language of the reader's filter. All of its terms have to fit:

QUERY_TABLE
An article fits (in list and in the reader) if one of its claims, highlights or
passages does; a query of words, by: and title: alone also fits an article whose
own text, title, outlet or author does.

With --format json it is one array, an item a line, of {\"path\",\"title\",
\"outlet\",\"author\",\"published\",\"url\",
\"what\":\"claim|highlight|passage|judgement|article|story\",\"quote\",\"start\",\"end\",\"anchor\":\"exact|moved|edited|uncertain|lost|unread\",\"kind\",
\"verdict\":\"accepted|dismissed\",\"colour\",\"tags\":[…],\"note\",\"wording\",
\"created\",\"changed\"}; \"wording\" is the claim in your own words, or null.
An item of \"article\" or \"story\" is a note on the whole, without place and time.
A \"judgement\" has the claim of the article as \"quote\", what you said of the
two as \"verdict\", and besides \"other_title\" and \"other_quote\".
Offsets count Unicode code points of the \"text\" of `variorum text --format
jsonl`, and are null where the place is not known: with \"uncertain\" several
places are likely, with \"lost\" none, and with \"unread\" the file could not be
read. With \"edited\" the words there are no longer those of \"quote\".

Example: variorum export --query 'tag:disputed -is:note' coverage/ > disputed.md";

const LOCATE_HELP: &str = "\
Reads W3C selectors from standard input, a JSON object a line: {\"id\",\"exact\",
\"prefix\",\"suffix\",\"start\",\"end\"}; all but \"exact\" may be left out. Prints for
each, in order, {\"id\",\"state\",\"start\",\"end\"}. The state is

  exact      the same words at the same place
  moved      the same words at another place
  edited     other words, by a character or by many, at what is surely their place
  uncertain  look-alikes: instead of a place there are \"candidates\", an array of
             {\"start\",\"end\"}, the likeliest first
  lost       the words are gone: there is no place

White space of any kind and length, plain or typographic quotation marks and soft
hyphens are no edit; any other character is. Offsets count Unicode code points of
the \"text\" of `variorum text --format jsonl`, or of the file itself with --raw.
A line that cannot be read is told with its number, and the exit code is 2.

Example: variorum locate --raw article.txt < selectors.jsonl";

const CONFIG_HELP: &str = "\
The reader takes its settings from config.ron in the configuration directory
(~/.config/variorum on Linux), or from --config FILE. Faults in it are told in
the bottom line; the rest of it holds.

Example: variorum config --default > ~/.config/variorum/config.ron";

const CHECK_HELP: &str = "\
Reads the store and the articles it is about, and tells whether the store is
whole, what became of the place of each annotation, which backups there are, and
what to do. Without PATH these are all the articles that the store knows; with a
folder those that lie in it, or lay there when they were annotated; the others are
counted.

With --format json it is one object: {\"store\",\"state\":
\"missing|empty|whole|damaged|read-only\",\"entries\":{…},\"anchors\":{…},
\"troubles\":[{\"state\":\"edited|uncertain|lost|unread\",\"path\",\"quote\"}],
\"unread\":[{\"path\",\"annotations\",\"why\"}],
\"elsewhere\":{\"articles\",\"annotations\"},\"gone\":{\"articles\",\"annotations\"},
\"backups\":[{\"name\",\"bytes\",\"entries\"}],
\"conflict_copies\":[…],\"unread_copies\":[{\"path\",\"why\"}],\"set_aside\":[…],
\"lacking\":{\"backup\",\"entries\"} or null,\"advice\":[…]}.

Exit codes:
  0  all is well; edited and uncertain places and conflict copies that the next
     save merges are told and are no harm
  1  something is lost or damaged: the store, an annotation's words, an annotated
     article, a conflict copy that cannot be read, or what a backup from before
     some damage holds and the store lacks
  2  it could not be checked: wrong usage, a PATH that leads nowhere, a store that
     a later version wrote or that cannot be opened

Nothing is changed.";

const RESTORE_HELP: &str = "\
Backups are made by the reader: the file before the last save, before the first
save of each hour for a day, and of each day for a month, 20 MB at most (one that
is larger is kept alone). They lie in backups/ in the data directory.

Without NAME it is one from before some damage, damage-TIME, where the store still
lacks something of it; else the newest one that can be read whole and differs from
the store. The file it replaces is kept beside the store, and its new name is told.

Example: variorum restore --list";

const MERGE_HELP: &str = "\
A merge driver for git, so that a team keeps its store in a repository:

  git config --global merge.variorum.driver 'variorum merge %O %A %B'
  echo 'variorum.ron merge=variorum' >> .gitattributes

What was decided on either side is in the result, which takes the place of OURS.
Of one annotation each field (tags, note, verdict) is from the side that changed
it; where both changed one to different values both versions are kept, the later
one under its id. The same three files give the same result whoever
merges them. A BASE that is missing or empty is none. A file that is damaged, or
that a later version wrote, is refused: OURS stays as it is, exit code 2.";

/// The command that carries out acts from standard input. It is not in the grammar, so that it
/// stands in no help and no completion.
const ACTS: &str = "__acts";

/// The help of `export`, with the table of the language in it.
fn export_help() -> String {
    let rows = query::help();
    let width = rows.iter().map(|(typed, _)| typed.chars().count()).max().unwrap_or(0);
    let line = |(typed, doc): &(String, String)| format!("  {typed:<width$}  {doc}\n");
    EXPORT_HELP.replace("QUERY_TABLE\n", &rows.iter().map(line).collect::<String>())
}

/// What was asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parsed {
    /// What holds for every command.
    pub options: Options,
    /// What to do.
    pub task: Task,
}

/// What to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Task {
    /// Open the reader on these paths; without any on the last story or the sample story.
    Read(Vec<PathBuf>),
    /// Something that needs no screen.
    Print(Job),
    /// Carry out acts from standard input on a store, for tests of saving.
    Act,
}

/// What holds for every command.
#[derive(Args, Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Keep annotations in FILE
    #[arg(long, value_name = "FILE", global = true)]
    pub store: Option<PathBuf>,
    /// Read the settings in FILE
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Use the theme NAME
    #[arg(long, value_name = "NAME", global = true)]
    pub theme: Option<String>,
    /// Draw with ASCII only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Leave the mouse to the terminal
    #[arg(long, global = true)]
    pub no_mouse: bool,
    /// Add the reader's problems and slow steps to FILE, no words of articles or notes
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
}

/// The commands without a screen.
#[derive(Subcommand, Clone, PartialEq, Eq, Debug)]
pub enum Job {
    /// List articles: title, outlet, date, words, claims
    #[command(after_long_help = LIST_HELP)]
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
        /// Only the articles that QUERY fits
        #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
        query: Option<String>,
        /// Files, folders, or - for standard input; without any the built-in sample story
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print articles without navigation and the like
    #[command(after_long_help = TEXT_HELP)]
    Text {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: LineFormat,
        /// Files, folders, or - for standard input
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Print the claims that articles make, in the order of the text
    #[command(after_long_help = CLAIMS_HELP)]
    Claims {
        /// Print every sentence outside boilerplate, not only the proposed claims
        #[arg(long)]
        all: bool,
        /// Print the rules by which claims are proposed, and nothing else
        #[arg(long, conflicts_with_all = ["all", "format", "paths"])]
        rules: bool,
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: LineFormat,
        /// Files, folders, or - for standard input
        #[arg(value_name = "PATH", required_unless_present = "rules")]
        paths: Vec<PathBuf>,
    },
    /// Set the same claim of several articles side by side
    #[command(after_long_help = COMPARE_HELP)]
    Compare {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: CompareFormat,
        /// Files, folders, or - for standard input
        #[arg(value_name = "PATH", required = true)]
        paths: Vec<PathBuf>,
    },
    /// Print what you decided: quotes with their source, tags, notes and verdicts
    #[command(after_long_help = export_help())]
    Export {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: ExportFormat,
        /// Only what QUERY fits
        #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
        query: Option<String>,
        /// Files, folders, or - for standard input; without any every article of the store
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Tell whether the store is whole and everything in it is still found
    #[command(after_long_help = CHECK_HELP)]
    Check {
        /// How to print
        #[arg(long, value_enum, default_value_t)]
        format: ListFormat,
        /// Files, folders, or - for standard input; without any every article of the store
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Bring back a backup of the store
    #[command(after_long_help = RESTORE_HELP)]
    Restore {
        /// Name the backups, the newest first, and change nothing
        #[arg(long, conflicts_with = "name")]
        list: bool,
        /// Which one
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
    /// Merge two stores that grew from one into OURS; for git
    #[command(after_long_help = MERGE_HELP)]
    Merge {
        /// What both grew from
        #[arg(value_name = "BASE")]
        base: PathBuf,
        /// One of them, and where the result goes
        #[arg(value_name = "OURS")]
        ours: PathBuf,
        /// The other
        #[arg(value_name = "THEIRS")]
        theirs: PathBuf,
    },
    /// Find passages again in a text that may have changed
    #[command(after_long_help = LOCATE_HELP)]
    Locate {
        /// Take the file as it is, without cleaning; offsets then count its own code points
        #[arg(long)]
        raw: bool,
        /// The article
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    /// Print a commented file of all settings, to be changed
    #[command(after_long_help = CONFIG_HELP)]
    Config {
        /// As they are without any file
        #[arg(long, required = true)]
        default: bool,
    },
    /// Print the completion script of a shell
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Print the manual page
    Man,
    /// The articles with their claims: what `--plain` asks for
    #[command(skip)]
    Plain {
        /// Files, folders, or - for standard input; without any the built-in sample story
        paths: Vec<PathBuf>,
    },
}

/// How a list is printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ListFormat {
    /// Aligned columns
    #[default]
    Text,
    /// One JSON array
    Json,
}

/// How groups are printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CompareFormat {
    /// To be read
    #[default]
    Text,
    /// One JSON object
    Json,
    /// A report to hand on
    Markdown,
    /// A line for each wording
    Csv,
}

/// How decisions are printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ExportFormat {
    /// Quotes to be read
    #[default]
    Markdown,
    /// One JSON array
    Json,
}

/// How articles and claims are printed.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LineFormat {
    /// To be read
    #[default]
    Text,
    /// One JSON object a line
    Jsonl,
}

/// Read the several accounts of one story side by side, and tag what they claim.
#[derive(Parser, Debug)]
#[command(name = "variorum", version, override_usage = USAGE)]
#[command(long_about = ABOUT, after_long_help = EXAMPLES)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Print the articles, each with its claims in order, instead of opening the reader
    #[arg(long)]
    plain: bool,
    #[command(subcommand)]
    job: Option<Job>,
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, Notice> {
    let mut arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(paths) = paths_alone(&arguments) {
        return Ok(Parsed { options: Options::default(), task: Task::Read(paths) });
    }
    let is_acting = arguments.get(1).is_some_and(|first| first == ACTS);
    if is_acting {
        arguments.remove(1);
    }
    let Arguments { options, plain, job, paths } =
        Arguments::try_parse_from(arguments).map_err(|error| notice(&error))?;
    let task = match job {
        None if is_acting => Task::Act,
        None if let Some(command) = mistyped(&paths) => {
            let word = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
            let told = format!("no file and no command is called {word}; did you mean {command}?");
            return Err(refused(&told));
        }
        None if plain => Task::Print(Job::Plain { paths }),
        None => Task::Read(paths),
        Some(_) if plain => {
            return Err(refused(
                "--plain goes without a command: it prints the articles of its paths",
            ));
        }
        Some(job) if paths.is_empty() => Task::Print(job),
        // A path, an option, then a command's name: which of the two is meant is not for us to
        // guess.
        Some(_) => {
            return Err(refused(
                "a command comes before its paths; write ./NAME for a file so called",
            ));
        }
    };
    Ok(Parsed { options, task })
}

/// The command that was meant, where the first path is a word that no file has for its name.
fn mistyped(paths: &[PathBuf]) -> Option<String> {
    let word = paths.first()?.to_str()?;
    if !word.bytes().all(|byte| byte.is_ascii_lowercase()) || Path::new(word).exists() {
        return None;
    }
    let command = Arguments::command();
    // What is a command's name letter by letter stands behind `--`.
    let meant = near::nearest(word, command.get_subcommands().map(Command::get_name));
    meant.filter(|name| *name != word).map(str::to_owned)
}

/// The paths, where there is nothing else and no doubt of it: to make the grammar takes longer than to
/// read an article.
fn paths_alone(arguments: &[OsString]) -> Option<Vec<PathBuf>> {
    let words = arguments.get(1..).unwrap_or_default();
    // No command has such a name.
    let is_file = |word: &OsString| word.as_encoded_bytes().iter().any(|it| b"./".contains(it));
    let is_path = |word: &OsString| {
        !word.is_empty() && (word == "-" || !word.as_encoded_bytes().starts_with(b"-"))
    };
    let is_clear = words.first().is_none_or(is_file) && words.iter().all(is_path);
    is_clear.then(|| words.iter().map(PathBuf::from).collect())
}

/// Why a line that the grammar takes is refused all the same.
fn refused(message: &str) -> Notice {
    notice(&command().error(ErrorKind::ArgumentConflict, message))
}

/// Arguments are foreign text too: what quotes them is made safe.
fn notice(error: &clap::Error) -> Notice {
    let text = clean::clean(&error.render().to_string()).into_owned();
    Notice { text, failed: error.use_stderr() }
}

/// The whole grammar, for what is made of it.
pub(super) fn command() -> Command {
    Arguments::command()
}

pub(super) fn completions(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "variorum", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests;
