use super::*;
use crate::keymap::input::{Background, Mouse};
use proptest::collection::vec;
use proptest::prelude::*;

const START: Duration = Duration::from_secs(100);
const LATER: Duration = Duration::from_secs(1000);

/// What `bytes` mean, once nothing more comes.
fn decode(bytes: &[u8]) -> Vec<Input> {
    decode_pieces(&[bytes])
}

fn decode_pieces(pieces: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::new(0x7f);
    let mut out = Vec::new();
    for piece in pieces {
        decoder.feed(piece, START, &mut out);
    }
    decoder.expire(LATER, &mut out);
    out
}

/// Keys as they are written, other events in angle brackets.
fn written(events: &[Input]) -> String {
    let words: Vec<String> = events
        .iter()
        .map(|event| match event {
            Input::Key(key) => key.to_string(),
            Input::Mouse(Mouse { kind, column, row }) => format!("<{kind:?} {column},{row}>"),
            Input::Background(Background { red, green, blue }) => {
                format!("#{red:02x}{green:02x}{blue:02x}")
            }
            Input::Paste(paste) => {
                format!("<{:?}{}>", paste.text, if paste.truncated { " cut" } else { "" })
            }
        })
        .collect();
    words.join(" ")
}

#[test]
fn table_of_sequences() {
    let table: &[(&[u8], &str)] = &[
        // Characters and control bytes.
        (b"jG1", "j G 1"),
        ("é漢🙂".as_bytes(), "é 漢 🙂"),
        (b"\r\t\x7f\x08\x04\x00 ", "Enter Tab Backspace Ctrl-h Ctrl-d Ctrl-Space Space"),
        (b"\x1c\x1d\x1e\x1f\n", "Ctrl-\\ Ctrl-] Ctrl-^ Ctrl-_ Ctrl-j"),
        // Esc and Alt.
        (b"\x1b", "Esc"),
        (b"\x1b\x1b", "Esc Esc"),
        (b"\x1b\x1b\x1b", "Esc Esc Esc"),
        (b"\x1bj\x1bA\x1b\r\x1b\x7f", "Alt-j Alt-A Alt-Enter Alt-Backspace"),
        ("\x1bé".as_bytes(), "Alt-é"),
        (b"\x1b\x04", "Ctrl-Alt-d"),
        (b"\x1b[", "Alt-["),
        (b"\x1bO", "Alt-O"),
        (b"\x1b]", "Alt-]"),
        (b"\x1b[\r", "Alt-[ Enter"),
        (b"\x1b\x1bj", "Esc Alt-j"),
        (b"\x1b\x1b[D\x1b\x1bOC", "Alt-Left Alt-Right"),
        // Cursor and editing keys, in both modes of the keyboard.
        (b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "Up Down Right Left Home End"),
        (b"\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End"),
        (b"\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~", "Home Insert Delete End PgUp PgDn"),
        (b"\x1b[7~\x1b[8~\x1b[Z", "Home End Shift-Tab"),
        (
            b"\x1b[1;3D\x1b[1;5C\x1b[1;2A\x1b[1;6B\x1b[5;5~",
            "Alt-Left Ctrl-Right Shift-Up Ctrl-Shift-Down Ctrl-PgUp",
        ),
        // Function keys: xterm, VT220, the Linux console; only twelve have a name.
        (b"\x1bOP\x1bOS\x1b[15~\x1b[24~\x1b[[A\x1b[[E", "F1 F4 F5 F12 F1 F5"),
        (b"\x1b[25~\x1b[57376u", ""),
        // The newer keyboard protocols: shift is in the letter, ctrl makes it small.
        (b"\x1b[97u\x1b[97;2u\x1b[97:65;2u\x1b[100;5u\x1b[68;6u", "a A A Ctrl-d Ctrl-d"),
        (b"\x1b[27u\x1b[9;2u\x1b[105;5u\x1b[13;2u", "Esc Shift-Tab Ctrl-i Shift-Enter"),
        (b"\x1b[106;1:1u\x1b[106;1:2u\x1b[106;1:3u", "j j"),
        (b"\x1b[106;9u\x1b[57441;2u\x1b[57358u", ""),
        // The mouse.
        (b"\x1b[<0;3;4M\x1b[<32;4;4M\x1b[<0;4;4m", "<Press 2,3> <Drag 3,3> <Release 3,3>"),
        (b"\x1b[<64;1;1M\x1b[<65;1;1M", "<WheelUp 0,0> <WheelDown 0,0>"),
        (b"\x1b[<0;300;500M", "<Press 299,499>"),
        (b"\x1b[<1;3;4M\x1b[<2;3;4M\x1b[<35;3;4M\x1b[<66;3;4M", ""),
        (b"\x1b[<0;0;4M\x1b[<0;4;0m\x1b[<0;4M\x1b[32;0;0M", ""),
        (b"\x1b[M !!\x1b[M#!!j", "<Press 0,0> <Release 0,0> j"),
        // Replies of the terminal.
        (b"\x1b[?62;4c\x1b[>0;276;0c\x1b[24;80R\x1b[0n\x1b[?2026;2$yj", "j"),
        (b"\x1b]11;rgb:0000/8080/ffff\x1b\\j", "#0080ff j"),
        (b"\x1b]11;rgb:ffff/ffff/ffff\x07j", "#ffffff j"),
        (b"\x1b]11;rgb:ffff/ffff\x07\x1b]10;rgb:ffff/ffff/ffff\x07j", "j"),
        (b"\x1bP>|name 1.0\x1b\\\x1b_Gi=1;OK\x1b\\\x1bP\x1b\\j", "j"),
        (b"\x1b]52;c;and no end", ""),
        (b"\x1b]52;c;\x1b[A", "Up"),
        (b"\x1b[I\x1b[Oj", "j"),
        (b"\x1b]lQ 1 Q\x1b\\\x1b]LQ\x07j", "j"),
        // What begins as a reply and is none was typed, or came in one piece.
        (b"\x1b]1jj", "Alt-] 1 j j"),
        (b"\x1b]jP\x1b_1\x1bPk", "Alt-] j P Alt-_ 1 Alt-P k"),
        (b"\x1b]\x1b]q\x1b]12\x1b[A", "Alt-] Alt-] q Alt-] 1 2 Up"),
        // Junk, dropped to its end.
        (b"\x1b[99;99;99Xj", "j"),
        (b"\x1b[200;1~j\x1b[201~", "j"),
        (b"\x1b[1;5\x1b[Aj", "Up j"),
        (b"\x1b[1;5", ""),
        (b"\x1b[3$~\x1b[12 qj", "j"),
        (b"\xff\xfe\xc3j\x80\xe2\x82k", "j k"),
        (b"\xe0\x80\x80\xed\xa0\x80\xf4\x90\x80\x80j", "j"),
        (b"\xc2\x85j", "j"),
        // Pastes.
        (b"\x1b[200~dd :q!\x1b[201~j", "<\"dd :q!\"> j"),
        (b"\x1b[200~a\rb\r\nc\nd\x1b[201~", "<\"a\\nb\\nc\\nd\">"),
        (b"\x1b[200~\x1b\x1b[20\x1b[201~", "<\"\\u{1b}\\u{1b}[20\">"),
        (b"\x1b[200~\xff\x1b[201~", "<\"\u{fffd}\">"),
        (b"\x1b[200~\x1b[201~j", "j"),
        (b"\x1b\x1b[200~a\x1b[201~", "Esc <\"a\">"),
        (b"\x1b[200~no end", "<\"no end\">"),
        (b"\x1b[200~no end\x1b[20", "<\"no end\">"),
    ];
    for (bytes, expected) in table {
        assert_eq!(written(&decode(bytes)), *expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn an_overlong_sequence_is_dropped_to_its_end() {
    let mut bytes = b"\x1b[".to_vec();
    bytes.extend(b"1".repeat(100_000));
    bytes.extend(b"~j");
    assert_eq!(written(&decode(&bytes)), "j");
}

#[test]
fn backspace_is_what_the_terminal_says_it_is() {
    let mut out = Vec::new();
    Decoder::new(0x08).feed(b"\x08\x7f\x1b\x08", START, &mut out);
    assert_eq!(written(&out), "Backspace Backspace Alt-Backspace");
}

/// Feeds `before`, lets `wait` pass, feeds `after`.
fn with_pause(before: &[u8], wait: Duration, after: &[u8]) -> String {
    let mut decoder = Decoder::new(0x7f);
    let mut out = Vec::new();
    decoder.feed(before, START, &mut out);
    decoder.expire(START + wait, &mut out);
    decoder.feed(after, START + wait, &mut out);
    decoder.expire(LATER, &mut out);
    written(&out)
}

#[test]
fn waiting_ends_each_frame_in_its_own_time() {
    /// Bytes, how long they wait, bytes that follow, and what both mean in time and too late.
    type Row = (&'static [u8], Duration, &'static [u8], &'static str, &'static str);
    let just = Duration::from_millis(1);
    let table: &[Row] = &[
        (b"\x1b", ESCAPE_WAIT, b"[A", "Up", "Esc [ A"),
        (b"\x1b", ESCAPE_WAIT, b"j", "Alt-j", "Esc j"),
        (b"\x1b\x1b", ESCAPE_WAIT, b"[A", "Alt-Up", "Esc Esc [ A"),
        (b"\x1b[", SEQUENCE_WAIT, b"A", "Up", "Alt-[ A"),
        (b"\x1b[1;", SEQUENCE_WAIT, b"5A", "Ctrl-Up", "5 A"),
        (b"\xc3", SEQUENCE_WAIT, b"\xa9j", "é j", "j"),
        (b"\x1bP", SEQUENCE_WAIT, b">j\x07k", "k", "Alt-P > j Ctrl-g k"),
        (b"\x1b]1", SEQUENCE_WAIT, b"1;x\x07k", "k", "Alt-] 1 1 ; x Ctrl-g k"),
        (b"\x1b]1;", STRING_WAIT, b"j\x07k", "k", "j Ctrl-g k"),
        (b"\x1b[200~a", STRING_WAIT, b"j\x1b[201~k", "<\"aj\"> k", "<\"a\"> j k"),
        (b"\x1b[200~", STRING_WAIT, b"j\x1b[201~k", "<\"j\"> k", "j k"),
    ];
    for (before, wait, after, in_time, late) in table {
        let name = before.escape_ascii();
        assert_eq!(
            with_pause(before, wait.saturating_sub(just), after),
            *in_time,
            "{name} in time"
        );
        assert_eq!(with_pause(before, *wait, after), *late, "{name} late");
    }
}

#[test]
fn a_slow_paste_goes_on_and_a_long_reply_does_not() {
    for (start, deadline) in [(&b"\x1b[200~a"[..], 5), (&b"\x1b]0;abcd"[..], 2)] {
        let mut decoder = Decoder::new(0x7f);
        let mut out = Vec::new();
        for second in 0..4 {
            let bytes = if second == 0 { start } else { b"a" };
            decoder.feed(bytes, Duration::from_secs(second), &mut out);
        }
        assert_eq!(decoder.deadline(), Some(Duration::from_secs(deadline)));
    }
}

#[test]
fn no_deadline_when_nothing_is_unfinished() {
    let mut decoder = Decoder::new(0x7f);
    let mut out = Vec::new();
    assert_eq!(decoder.deadline(), None);
    decoder.feed(b"j\x1b[A\x1b[200~a\x1b[201~\x1b]0;a\x07", START, &mut out);
    assert_eq!(decoder.deadline(), None);
    decoder.feed(b"\x1b", START, &mut out);
    assert_eq!(decoder.deadline(), Some(START + ESCAPE_WAIT));
}

#[test]
fn a_paste_is_bounded_and_says_so() {
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend("é".repeat(5 << 20).as_bytes());
    bytes.extend(b"\x1b[201~j\x1b[200~next\x1b[201~");
    let events = decode(&bytes);
    let [Input::Paste(paste), rest @ ..] = &events[..] else { panic!("{}", events.len()) };
    assert!(paste.truncated);
    assert_eq!(paste.text, "é".repeat(PASTE_LIMIT / 2));
    assert_eq!(written(rest), "j <\"next\">");
}

#[test]
fn a_cut_paste_has_no_half_character() {
    let mut bytes = b"\x1b[200~a".to_vec();
    bytes.extend("é".repeat(PASTE_LIMIT).as_bytes());
    let [Input::Paste(paste)] = &decode(&bytes)[..] else { panic!() };
    assert!(paste.truncated);
    assert!(paste.text.ends_with('é'));
}

/// Bytes with many beginnings and ends of sequences among them.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&'static [u8]> = vec![
        b"\x1b",
        b"\x1b[",
        b"\x1bO",
        b"\x1b]",
        b"\x1bP",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b[<",
        b"1",
        b"0",
        b";",
        b":",
        b"?",
        b"A",
        b"u",
        b"~",
        b"M",
        b"m",
        b"R",
        b"\x07",
        b"\\",
        b"j",
        b"\r",
        b"\xc3",
        b"\xa9",
        b"\xf0\x9f",
        b"\xff",
        b"\x18",
    ];
    let piece = prop_oneof![
        4 => proptest::sample::select(pieces).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 1..4),
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_pieces_mean_the_same(bytes in bytes(), cuts in vec(any::<proptest::sample::Index>(), 0..8)) {
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        places.extend([0, bytes.len()]);
        places.sort_unstable();
        let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(decode_pieces(&pieces), decode(&bytes));
    }

    #[test]
    fn any_bytes_leave_it_ready_for_the_next_key(bytes in bytes()) {
        let mut decoder = Decoder::new(0x7f);
        let mut out = Vec::new();
        decoder.feed(&bytes, START, &mut out);
        decoder.expire(LATER, &mut out);
        prop_assert_eq!(decoder.deadline(), None);
        out.clear();
        decoder.feed(b"j", LATER, &mut out);
        prop_assert_eq!(written(&out), "j");
    }

    #[test]
    fn any_bytes_at_all_are_survived(bytes in vec(any::<u8>(), 0..200)) {
        decode(&bytes);
    }

    #[test]
    fn typed_text_is_the_same_keys(text in "[a-zé-ü漢🙂 ]{0,40}") {
        let expected: Vec<Input> = text.chars().map(|c| Input::Key(Key::char(c))).collect();
        prop_assert_eq!(decode(text.as_bytes()), expected);
    }

    #[test]
    fn a_paste_without_escapes_comes_back(text in "[ -~é漢🙂\n]{1,200}") {
        let bytes = [b"\x1b[200~", text.as_bytes(), b"\x1b[201~"].concat();
        prop_assert_eq!(decode(&bytes), vec![Input::Paste(Paste { text, truncated: false })]);
    }
}
