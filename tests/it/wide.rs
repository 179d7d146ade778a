//! Wide characters, emoji and combining marks: each stands where the terminal's own grid has it.

use std::io::Write;

use variorum::text::wrap;

use crate::pty::{Seen, Setup};

/// Lines whose words a terminal may measure otherwise than by counting characters.
const LINES: [&str; 6] = [
    "漢字の文章が3つある。 last",
    "fam 👨‍👩‍👧 flag 🇩🇪 thumbs 👍🏽 last",
    "heart ❤️ sun ☀️ plain ☀ last",
    "cafe\u{301} a\u{308}o\u{308}u\u{308} n\u{303} last",
    "한국어 half ｶﾅ full ＡＢＣ last",
    "हिन्दी ไทย עברית last",
];

/// The column at which a row of the terminal shows `text`.
fn column_of(seen: &Seen, row: u16, text: &str) -> Option<usize> {
    let (_, columns) = seen.screen().size();
    let row: Vec<String> = (0..columns.get())
        .map(|column| seen.screen().cell(row, column).map_or("", |cell| cell.contents()).to_owned())
        .collect();
    let wanted: Vec<String> = text.chars().map(String::from).collect();
    row.windows(wanted.len()).position(|window| window == wanted)
}

#[test]
fn every_word_and_border_stands_where_it_was_counted() {
    let home = tempfile::tempdir().unwrap();
    let mut file = std::fs::File::create(home.path().join("wide.md")).unwrap();
    write!(file, "```\n{}\n```\n\nThe end is here.\n", LINES.join("\n")).unwrap();
    let setup = Setup::new(env!("CARGO_BIN_EXE_variorum")).arg("wide.md").size(120, 30);
    let session = setup.start_at(home);
    session.wait_for("The end is here.");
    session.wait_for("saved");
    session.seen(|seen| {
        let last = |row| column_of(seen, row, "last");
        let rows: Vec<u16> = (0..30).filter(|&row| last(row).is_some()).collect();
        assert_eq!(rows.len(), LINES.len(), "{}", seen.text());
        let wanted: Vec<usize> =
            LINES.iter().map(|line| wrap::cells(line.strip_suffix("last").unwrap())).collect();
        let found: Vec<usize> = rows.iter().filter_map(|&row| last(row)).collect();
        let indent = found[0] - wanted[0];
        let found: Vec<usize> = found.iter().map(|column| column - indent).collect();
        assert_eq!(found, wanted, "{}", seen.text());
        for row in rows {
            let borders: Vec<u16> = (0..120)
                .filter(|&column| {
                    seen.screen().cell(row, column).is_some_and(|cell| cell.contents() == "│")
                })
                .collect();
            assert_eq!(borders.len(), 6, "row {row}: {borders:?}\n{}", seen.text());
        }
    });
}
