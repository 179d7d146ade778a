//! Frames of the claim in front with what other articles say.

use ratatui::style::Modifier;

use super::*;
use crate::app::comparing::Line;
use crate::keymap::input::{Mouse, MouseKind};

/// The cell in which these words begin.
fn place_of(buffer: &Buffer, words: &str) -> (u16, u16) {
    for (y, row) in rows(buffer).iter().enumerate() {
        if let Some(at) = row.find(words) {
            let x = crate::text::wrap::cells(&row[..at]);
            return (u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        }
    }
    panic!("{words} is nowhere");
}

/// The sample story, compared, in a window of this size.
fn compared(columns: u16, rows: u16) -> Model {
    let articles = crate::story::sample()
        .sources
        .into_iter()
        .map(|source| crate::story::load_document(&source).unwrap().assessed());
    with_groups(articles.collect(), Size { columns, rows })
}

#[test]
fn accounts_are_shown_in_full_at_every_size() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20)] {
        let mut model = compared(columns, rows);
        play(&mut model, "] ] ] =");
        let shown = screen(&model);
        for part in ["Claim 3 of", "capped at 300", "The works heard", "not capped", "Harbou"] {
            assert!(shown.contains(part), "{part} at {columns}x{rows}:\n{shown}");
        }
        play(&mut model, "G");
        assert!(screen(&model).contains("silent: Hollen Line and"), "{}", screen(&model));
    }
}

#[test]
fn the_claim_in_front_stays_while_accounts_are_walked() {
    let mut model = compared(60, 16);
    play(&mut model, "] ] ] =");
    let accounts = model.comparing.as_ref().unwrap().accounts.len();
    assert!(accounts > 2);
    for nth in 0..accounts {
        let shown = screen(&model);
        assert!(shown.contains("The payments are capped at 300"), "{nth}:\n{shown}");
        let current = model.comparing.as_ref().unwrap().current().unwrap();
        let article = model.story.articles[current.article].article().unwrap();
        let words = article.document.slice(current.span);
        let begins: String = words.chars().take(20).collect();
        assert!(shown.contains(&begins), "{nth} {begins}:\n{shown}");
        // No end of an account reads as more of the claim.
        let comparing = model.comparing.as_ref().unwrap();
        let below = (0..16).find(|&row| comparing.line_at(row) == Some(&Line::Gap)).unwrap() + 1;
        assert!(matches!(comparing.line_at(below), Some(Line::Source(Some(_)))), "{nth}:\n{shown}");
        play(&mut model, "j");
    }
    // What is clicked is what is shown there.
    let (x, y) = place_of(&frame(&model, &Glyphs::UNICODE), "silent");
    let mouse = Mouse { kind: MouseKind::Press, column: x, row: y.saturating_sub(3) };
    update(&mut model, Event::Mouse(mouse));
    assert!(model.comparing.is_none(), "the account under the cursor is opened");
}

#[test]
fn words_in_which_accounts_part_are_marked_by_more_than_colour() {
    let mut model = compared(120, 40);
    play(&mut model, "] ] ] =");
    let buffer = frame(&model, &Glyphs::UNICODE);
    let (x, y) = place_of(&buffer, "not capped");
    let style = buffer[(x, y)].style();
    assert!(style.add_modifier.contains(Modifier::UNDERLINED | Modifier::BOLD), "{style:?}");
    let (x, y) = place_of(&buffer, "works council who");
    let plain = buffer[(x, y)].style();
    assert!(!plain.add_modifier.contains(Modifier::UNDERLINED));
}

#[test]
fn ascii_mode_has_signs_for_accounts() {
    let mut model = compared(120, 40);
    let panes = rows(&frame(&model, &Glyphs::ASCII)).join("\n");
    assert!(panes.contains("silent"), "{panes}");
    play(&mut model, "] ] ] =");
    let shown = rows(&frame(&model, &Glyphs::ASCII)).join("\n");
    let signs = ["! conflicts", "~ differs", "= agrees"];
    assert!(signs.iter().any(|sign| shown.contains(sign)), "{shown}");
}

#[test]
fn words_keep_off_the_border() {
    for columns in [120, 80, 60, 40] {
        let mut model = compared(columns, 30);
        play(&mut model, "] ] ] =");
        let shown = rows(&frame(&model, &Glyphs::UNICODE));
        let inside = shown.iter().take(28).skip(1);
        for row in inside.filter(|row| row.starts_with('│')) {
            assert!(row.ends_with(" │"), "{}", shown.join("\n"));
        }
    }
}
