//! The library behind the `variorum` program: a terminal reader and annotator for the several
//! accounts of one story.
//!
//! # Bird's eye
//!
//! Two pipelines and one loop.
//!
//! ```text
//! bytes -> text -> document -> claims -> groups                       pure; cannot fail
//! event -> update(&mut Model) -> effects;   view(&Model) -> screen    the loop
//! act -> edit -> ledger (and its inverse) -> save -> worker -> file   what the reader decided
//! ```
//!
//! The first pipeline makes what the reader sees of what files hold. It returns what it has and a
//! list of [`problem::Problem`]s; it never fails. What it derives is never saved.
//!
//! The second is the program. Everything that can happen is an [`app::Event`], everything that can
//! be asked of the world an [`app::Effect`]; between them [`app::update()`] changes a
//! [`app::Model`], and [`ui::view`] draws it and changes nothing. The window's size is part of the
//! model, so that what is on the screen is computed in `update` by functions without side effects.
//!
//! The third keeps what the reader decided. An [`annotation::Edit`] holds every entry it touches as
//! it was and as it shall be, so its inverse always exists; the same changes go to the store's
//! worker, which replaces one file as a whole.
//!
//! # The modules, from bottom to top
//!
//! A module imports only what stands above it in this list; `tests/it/layers.rs` reads every
//! `crate::` path against it.
//!
//! | module | knows | must never know |
//! |---|---|---|
//! | [`problem`] | what to tell the reader of a fault | where faults come from |
//! | [`patience`] | that long work may be over before its end | clocks, threads, keys |
//! | [`sorted`] | lists in order | what they hold |
//! | [`text`] | strings, offsets, sentences, lines | articles |
//! | [`document`] | formats, blocks, what an article says of itself | claims, files |
//! | [`claim`] | which sentences evidence could bear out | decisions, screens |
//! | [`annotation`] | what the reader decided, and where it sits | claims, files |
//! | [`group`] | which claims speak to one matter, and how they part | files, decisions, screens |
//! | [`story`] | article files, and how they are found | decisions, the store |
//! | [`store`] | the one RON file, and the reader's whereabouts | claims, screens |
//! | [`decided`] | decisions, brought together with what the articles hold | screens, files, what is asked for |
//! | [`query`] | the filter's language, and what it is asked of | screens, files |
//! | [`action`] | what a reader can do, by name and key | what an action does |
//! | [`keymap`] | keys, and what they are bound to | terminals |
//! | [`config`] | what the reader set, and the words for it | where the file lies |
//! | [`app`] | the model, and what changes it | files, threads, the clock, the screen |
//! | [`ui`] | how the model looks | files, threads, the terminal |
//! | [`cli`] | the command line, and commands without a screen | the reader, its panes |
//! | [`runtime`] | the terminal, its signals, the loop | what the program is about |
//! | [`program`] | how all of these come together | rules of any of them |
//!
//! # What holds everywhere
//!
//! - Text from outside passes [`text::clean`] before it reaches a screen, a title, an error or
//!   standard output. A document's text has passed it.
//! - Offsets in memory are half-open byte ranges on character boundaries ([`text::Span`]); on disk
//!   and in JSON they count Unicode code points.
//! - Moving and deciding cost what the screen costs, never what the document or the story does:
//!   text is set to lines block by block from the place being read ([`app::page`]). These
//!   keys do more: putting an article in front finds its annotations in it, searching reads it
//!   whole, setting a filter asks every article, and lists of what the reader made go through all
//!   of it.
//! - Nothing that is done at once depends on how much a store holds about other articles: what the
//!   lists say of those ([`app::behind`]), and which known article a new one may be
//!   ([`annotation::library::Search`]), is found between keys, article by article.
//! - Reading files, finding claims and saving run on worker threads and arrive as events. Of the article
//!   in front the text comes first, and of a long one its beginning; that is to be looked at alone
//!   ([`app::story::Loading::Begun`]).
//! - Of very many articles ([`app::story::KEPT`]) only the claims around the one in front are held;
//!   those of the others are counted, and found again when they are asked for.
//! - What is shown as it was read is not copied: plain text, the entries of a store and the words of
//!   their anchors are parts of the bytes of their files, which lie in large pages where they are many
//!   ([`text::shared`]). What is long and stays is one list ([`sorted`]) rather than a tree: when the
//!   program ends, the kernel takes memory back page by page, and that is waited for.
//! - A file that could not be read is never overwritten. Reading without annotating writes nothing
//!   to the store.
//!
//! # Dependencies
//!
//! | crate | why it is here |
//! |---|---|
//! | ratatui, crossterm | the screen's cells, and the sequences that draw them |
//! | base64 | what is handed to the terminal's clipboard |
//! | terminput | what the bytes of a terminal's keys mean; framed by our own reader, because a paste without an end must not swallow the keys after it |
//! | rustix, signal-hook | poll, terminal settings and signals without `unsafe` |
//! | serde, ron | the store, the session, the configuration and themes |
//! | serde_json | JSON output of the commands without a screen |
//! | textwrap | optimal line breaks |
//! | unicode-segmentation, unicode-width | characters as readers and terminals count them |
//! | sentencex | sentence boundaries to start from; it measured best of eight |
//! | dom_smoothie, dom_query | the main text of a saved page; fastest of the good ones, with the best titles |
//! | pulldown-cmark | Markdown with offsets |
//! | jiff | dates that exist |
//! | directories | where data, configuration and state belong |
//! | chardetng, encoding_rs | which encoding an old file has, and its characters |
//! | clap, clap_complete, clap_mangen | the command line, completions, the manual page |
//! | ratatui-textarea | typing with undo |
//! | nucleo-matcher | fuzzy completion |
//! | shlex | the words of `$EDITOR` |
//! | strsim | "did you mean"; clap brings it along |
//! | memmap2, bytes, bytestring | large pages for long texts and for many, and parts of them as texts, without `unsafe` |
//! | compact_str | short texts without memory of their own: a long article has fifty thousand units and names; ratatui brings it along |
//! | memchr | finding words in texts, the ends of lines, signs of mark-up; regex brings it along |
//! | simdutf8 | whether bytes are UTF-8, in half the time, where ten thousand files are searched; encoding_rs brings it along |
//! | regex | searching with smart case |
//! | fastrand | ids of annotations |
//! | rust-stemmers | what *suspends* and *suspended* have in common |

pub mod action;
pub mod annotation;
pub mod app;
pub mod claim;
pub mod cli;
pub mod config;
pub mod decided;
pub mod document;
pub mod group;
pub mod keymap;
pub mod patience;
pub mod problem;
pub mod program;
pub mod query;
pub mod runtime;
pub mod sorted;
pub mod store;
pub mod story;
pub mod text;
pub mod ui;
