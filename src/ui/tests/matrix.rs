//! Frames of the matrix.

use super::*;

/// Twelve invented papers on one pier; they part in what was paid, and some leave things out.
fn twelve() -> Vec<String> {
    let outlets = [
        "Harbour Post",
        "Ostra Wire",
        "The Bollard",
        "Deck & Drive",
        "Nordvik Daily",
        "Sound Times",
        "Karrow Courier",
        "Quay Review",
        "Tide",
        "Lantern",
        "The Log",
        "Northern Shipping Gazette",
    ];
    let paper = |(index, outlet): (usize, &str)| {
        let paid = if index % 5 == 3 { 15 } else { 13 };
        let opened = if index % 2 == 0 {
            "The Nordvik Line will open the northern pier to ferries on 9 June 2025, the port said."
        } else {
            "Everybody likes boats."
        };
        let shared = match index % 4 {
            0 => {
                "Toll revenue is shared between the Harbour Trust and the Nordvik Line until 2030."
            }
            1 => "Toll revenue is no longer shared between the Nordvik Line and the Harbour Trust.",
            _ => "It rained.",
        };
        format!(
            "---\ntitle: What {outlet} says of the pier\noutlet: {outlet}\npublished: 2025-05-{:02}\n\
             ---\n\nThe line paid {paid} million crowns for the pier in May. {opened} {shared}\n",
            index + 1
        )
    };
    outlets.into_iter().enumerate().map(paper).collect()
}

/// A model with these articles, compared.
fn compared(texts: &[String], columns: u16, rows: u16) -> Model {
    let article = |(index, text): (usize, &String)| {
        let source = Source::file(format!("{index:02}.md"));
        Article::new(source, text.as_bytes()).assessed()
    };
    let articles = texts.iter().enumerate().map(article);
    let mut model = with_groups(articles.collect(), Size { columns, rows });
    let opened = Opened {
        ledger: default_tags().into_iter().map(Entry::Tag).collect(),
        file: "test.ron".to_owned(),
        ..Opened::default()
    };
    update(&mut model, Event::Opened(Box::new(opened)));
    model
}

#[test]
fn twelve_articles_are_readable_at_120_columns() {
    let mut model = compared(&twelve(), 120, 40);
    play(&mut model, "] 1 m l");
    let screen = screen(&model);
    for shown in [
        "12 articles)",
        "[2]",
        " 12",
        "Ostra",
        "Harb…",
        "Post",
        "≠",
        "◆",
        "·",
        "The line paid 13 million",
        "What Ostra Wire says of the pier · Ostra Wire · 2025-05-02",
        "origin",
        "12 articles",
        "◆ compared with  = same  ~ differs  ≠ conflicts  · silent",
    ] {
        assert!(screen.contains(shown), "{shown} is missing in\n{screen}");
    }
    assert!(!screen.contains("articles 1-"), "all columns are shown\n{screen}");
}

#[test]
fn smaller_windows_scroll_sideways_with_the_cursor() {
    for (columns, rows) in [(80, 24), (60, 20)] {
        let mut model = compared(&twelve(), columns, rows);
        play(&mut model, "m");
        let first = screen(&model);
        assert!(first.contains("articles 1-"), "{first}");
        assert!(first.contains("[1]") && !first.contains("   12"), "{first}");
        play(&mut model, "$");
        let last = screen(&model);
        assert!(last.contains("-12 of 12"), "{last}");
        assert!(last.contains("[12]") && last.contains("Nort"), "{last}");
    }
}

#[test]
fn a_window_without_room_for_the_box_tells_the_cell_on_the_edge() {
    let mut model = compared(&twelve(), 60, 20);
    play(&mut model, "m l l l");
    let screen = screen(&model);
    assert!(screen.contains("Deck & Drive · ≠ conflicts · "), "{screen}");
}

#[test]
fn in_ascii_the_matrix_has_no_other_sign() {
    for (columns, rows) in [(120, 40), (80, 24), (60, 20)] {
        let mut model = compared(&twelve(), columns, rows);
        play(&mut model, "] 1 a m");
        let screen = self::rows(&frame(&model, &Glyphs::ASCII)).join("\n");
        assert!(screen.is_ascii(), "{screen}");
        for sign in [" ! ", " . ", "[&", " = "] {
            assert!(screen.contains(sign), "{sign} is missing in\n{screen}");
        }
    }
}

#[test]
fn what_the_reader_decided_stands_in_the_cell_and_in_the_box() {
    let mut model = compared(&twelve(), 120, 40);
    play(&mut model, "] 1 2 a m / i s : a c c e p t e d Enter j");
    let screen = screen(&model);
    for shown in ["✓12", "✓ accepted  #disputed  #supported"] {
        assert!(screen.contains(shown), "{shown} is missing in\n{screen}");
    }
}

#[test]
fn narrowing_is_shown_and_what_fits_nothing_says_so() {
    let mut model = compared(&twelve(), 120, 40);
    play(&mut model, "m / z z z z Enter");
    let none = screen(&model);
    assert!(none.contains("0 of ") && none.contains("zzzz"), "{none}");
    assert!(none.contains("Esc shows all of them"), "{none}");
    play(&mut model, "/ Ctrl-u i s : x Enter");
    let fault = screen(&model);
    assert!(fault.contains("is:x is not known"), "{fault}");
}

#[test]
fn a_filter_of_the_panes_is_not_told_where_it_narrows_nothing() {
    let mut model = compared(&twelve(), 120, 40);
    play(&mut model, "f p i e r Enter");
    assert!(screen(&model).contains("filter: pier"), "{}", screen(&model));
    play(&mut model, "m");
    assert!(!screen(&model).contains("filter: pier"), "{}", screen(&model));
}

#[test]
fn the_matrix_is_drawn_at_every_size_without_harm() {
    for keys in ["m", "m $ G", "m / z z", "m ?"] {
        for (columns, rows) in
            [(0, 0), (1, 1), (5, 2), (20, 5), (21, 6), (24, 9), (70, 8), (100, 21), (200, 60)]
        {
            let mut model = compared(&twelve(), 120, 40);
            play(&mut model, keys);
            update(&mut model, Event::Resize(Size { columns, rows }));
            frame(&model, &Glyphs::UNICODE);
        }
    }
}

#[test]
fn the_box_says_who_makes_the_claim_that_the_cell_is_compared_with() {
    let mut model = compared(&twelve(), 60, 30);
    play(&mut model, "m $");
    let shown = screen(&model);
    assert!(shown.contains("◆ [1] Harbour Post: The line paid 13"), "{shown}");
    assert!(!shown.contains("articles 1-"), "its column is out of sight: {shown}");
}
