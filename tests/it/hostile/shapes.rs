//! Texts that try to steer the terminal, or to show something else than they hold.

use fastrand::Rng;

/// What a terminal could be made to obey, as bytes: the escape sequences of every kind, the
/// control characters, the same in one byte or one character (C1), and pieces without an end. None
/// of them is a sequence that the program sends itself.
pub(crate) const SEQUENCES: [&[u8]; 40] = [
    b"\x1b[31m",
    b"\x1b[2J\x1b[H",
    b"\x1b[?1047l",
    b"\x1b[?1003h\x1b[?1005h",
    b"\x1b[?2031h",
    b"\x1b[?12h",
    b"\x1b[6n",
    b"\x1b[c\x1b[>c",
    b"\x1b[21t\x1b[22;0t",
    b"\x1b[>4;2m",
    b"\x1b[>1u\x1b[=5u",
    b"\x1b[5;20r",
    b"\x1b[4i",
    b"\x1b[12h",
    b"\x1b[!p",
    b"\x1b[2 q",
    b"\x1b]0;title\x07",
    b"\x1b]2;title\x1b\\",
    b"\x1b]52;p;cm0gLXJmIC8=\x07",
    b"\x1b]8;;https://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    b"\x1b]10;?\x07\x1b]11;?\x07",
    b"\x1b]4;1;?\x1b\\",
    b"\x1b]1337;File=name=eA==;inline=1:AAAA\x07",
    b"\x1b]777;notify;a;b\x07",
    b"\x1bPq#0;2;0;0;0#0~~@@\x1b\\",
    b"\x1bP$qm\x1b\\",
    b"\x1bP+q544e\x1b\\",
    b"\x1b_Ga=T,f=24;AAAA\x1b\\",
    b"\x1b^private\x1b\\",
    b"\x1bXstring\x1b\\",
    b"\x1bc",
    b"\x1b#8",
    b"\x1b(0lqqk\x1b(B",
    b"\x1b7\x1b[9;9H\x1b8",
    b"\x07\x08\x08\x05\x0e\x0f\x7f",
    "\u{9b}31m\u{9d}0;title\u{9c}\u{90}q\u{9c}\u{85}".as_bytes(),
    b"\x9b2J\x9d0;title\x9c\x90q\x9c",
    b"\x1b]0;no end",
    b"\x1b[",
    b"\x1b",
];

/// What a reader could be deceived by: other directions, unseen characters, piles of marks.
pub(crate) const UNSEEN: [&str; 12] = [
    "\u{202e}txt.exe\u{202c}",
    "\u{2066}in\u{2067}side\u{2069}",
    "\u{200e}\u{200f}\u{61c}",
    "\u{200b}\u{2060}\u{feff}",
    "pass\u{200d}wo\u{200c}rd",
    "\u{e0001}\u{e0068}\u{e0069}\u{e007f}",
    "\u{1f3f4}\u{e0068}\u{e0069}\u{e007f}",
    "x\u{fe0f}\u{fe0e}\u{fe0f}\u{e0100}\u{e0101}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\u{ad}\u{3164}\u{ffa0}\u{115f}\u{180e}",
    "\u{fff9}a\u{fffa}b\u{fffb}",
    "\u{1d173}\u{1bca0}\u{e01f0}",
];

/// One of all of them.
pub(crate) fn any(random: &mut Rng) -> Vec<u8> {
    nth(random.usize(..SEQUENCES.len() + UNSEEN.len()))
}

fn nth(index: usize) -> Vec<u8> {
    match index.checked_sub(SEQUENCES.len()) {
        None => SEQUENCES[index].to_vec(),
        Some(index) => UNSEEN[index].as_bytes().to_vec(),
    }
}

/// A word with one of them in it. It stays on its line and is no path.
pub(crate) fn word(random: &mut Rng) -> Vec<u8> {
    let mut word = any(random);
    word.retain(|byte| !b"/\n\r\0".contains(byte));
    [b"ad".as_slice(), &word, b"mit"].concat()
}

/// The same as characters.
pub(crate) fn text(random: &mut Rng) -> String {
    String::from_utf8_lossy(&word(random)).into_owned()
}

/// The formats of articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Plain,
    Markdown,
    Html,
}

impl Format {
    pub(crate) const ALL: [Self; 3] = [Self::Plain, Self::Markdown, Self::Html];

    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// A generated article: hostile in its title, outlet, author, address, headings, lists, quotes,
/// links and sentences. Those of one story speak of the same matter, so that they are compared.
pub(crate) fn article(random: &mut Rng, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |parts: &[&[u8]]| bytes.extend(parts.concat());
    let mut any = || word(random);
    let ships = b"The board of Harlow ";
    if format == Format::Plain {
        put(&[
            b"Ferry ",
            &any(),
            b"\n\nBy Ada ",
            &any(),
            b"\n\n",
            ships,
            &any(),
            b" sold 40 ferries",
        ]);
        put(&[
            b" on 3 May 2027. It ",
            &any(),
            b" got 12 million crowns, said mayor ",
            &any(),
            b".\n\n",
        ]);
        put(&[b"- rope ", &any(), b"\n- tar\n\nThe deck was ", &any(), b" scrubbed at noon.\n"]);
        put(&[b"Nobody ", &any(), b" was told of it, and nobody asked who had sold them.\n"]);
        // Tabs take another way through.
        if random.bool() {
            put(&[b"Read more:\t", &word(random), b"\n"]);
        }
        return bytes;
    }
    if format == Format::Html {
        let entity = b"&#27;]0;x&#7;&#x9b;31m&#8238;";
        put(&[b"<html><head><title>Ferry ", &any(), entity, b"</title>"]);
        put(&[b"<meta property=\"og:site_name\" content=\"Post ", &any(), entity, b"\">"]);
        put(&[b"<meta name=\"author\" content=\"By ", &any(), b"\">"]);
        put(&[b"<link rel=\"canonical\" href=\"https://post.example/", &any(), b"\">"]);
        put(&[b"<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","]);
        put(&[b"\"@type\":\"NewsArticle\",\"headline\":\"Ferry \\u001b]0;x\\u0007 \\u202e\"}</script>"]);
        put(&[b"</head><body><article><h1>Ferry ", &any(), b"</h1>"]);
        for ferries in [b"40", b"41"] {
            put(&[b"<p>", ships, &any(), b" sold ", ferries, b" ferries ", entity]);
            put(&[b" on 3 May 2027 for 12 million crowns, and nobody was told of it.</p>"]);
        }
        put(&[b"<ul><li>rope ", &any(), b"</li></ul><pre>code ", &any(), b"</pre>"]);
        put(&[b"<blockquote>We never ", &any(), b"</blockquote></article></body></html>"]);
        return bytes;
    }
    put(&[b"---\ntitle: Ferry ", &any(), b"\noutlet: Post ", &any(), b"\nauthor: A. ", &any()]);
    put(&[b"\nurl: https://post.example/", &any(), b"\npublished: 2027-05-04\n---\n\n"]);
    put(&[b"# Ferry ", &any(), b"\n\n", ships, &any(), b" sold 40 ferries on 3 May 2027. It "]);
    put(&[&any(), b" got 12 million crowns, said the mayor ", &any(), b".\n\n"]);
    put(&[
        b"- rope *",
        &any(),
        b"*\n- tar [",
        &any(),
        b"](https://evil.example/",
        &any(),
        b")\n\n",
    ]);
    put(&[b"> We never ", &any(), b" liked them.\n\n    code ", &any(), b"\n\n"]);
    put(&[b"Read more: ", &any(), b"\t", &any(), b"\n"]);
    bytes
}

/// The name of a file; every one of them has its turn.
pub(crate) fn name(number: usize, format: Format) -> Vec<u8> {
    let mut shape = nth(number % (SEQUENCES.len() + UNSEEN.len()));
    shape.retain(|byte| !b"/\n\r\0".contains(byte));
    [format!("{number:05} ").as_bytes(), &shape, b".", format.extension().as_bytes()].concat()
}
