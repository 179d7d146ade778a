//! Text in the encodings from before UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};

/// How much of a file is looked at to tell its encoding, in bytes.
const LOOKED_AT: usize = 1 << 20;
/// How much of it may hold a page's own word on its encoding: what browsers look at.
const HEAD: usize = 1024;

/// The text, and what its encoding is called: the one that a page declares, else the likeliest, of
/// which Windows-1252 fits anything.
pub(super) fn decode(bytes: &[u8]) -> (String, &'static str) {
    let candidates = declared(bytes).into_iter().chain([likeliest(bytes)]);
    for encoding in candidates {
        let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
        if !is_broken {
            return (text.into_owned(), encoding.name());
        }
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    (text.into_owned(), WINDOWS_1252.name())
}

/// What stands after `charset=` in the head of a page.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let (_, after) = head.split_once("charset=")?;
    let after = after.trim_start_matches(['"', '\'', ' ']);
    let is_of_names = |c: char| c.is_ascii_alphanumeric() || "-_:.".contains(c);
    let length = after.find(|c| !is_of_names(c)).unwrap_or(after.len());
    let encoding = Encoding::for_label(after.get(..length)?.as_bytes())?;
    encoding.is_ascii_compatible().then_some(encoding)
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..LOOKED_AT).unwrap_or(bytes), true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{
        BIG5, EUC_KR, GBK, ISO_8859_2, KOI8_U, SHIFT_JIS, WINDOWS_1251, WINDOWS_1253,
    };

    use super::*;

    #[test]
    fn old_encodings_are_told_by_what_they_hold() {
        for (encoding, text) in [
            (WINDOWS_1252, "The café sold “crêpes” – naïvely – for 12 € in Zürich."),
            (WINDOWS_1251, "Паром продали вчера за двенадцать миллионов крон, сообщила газета."),
            (KOI8_U, "Паром продали вчера за двенадцать миллионов крон, сообщила газета."),
            (WINDOWS_1253, "Το πλοίο πουλήθηκε χθες για δώδεκα εκατομμύρια κορώνες."),
            (SHIFT_JIS, "フェリーは昨日、千二百万クローネで売却されたと新聞が伝えた。"),
            (GBK, "渡轮昨天以一千二百万克朗的价格出售,报纸报道说。"),
            (BIG5, "渡輪昨天以一千二百萬克朗的價格出售,報紙報導說。"),
            (EUC_KR, "여객선이 어제 천이백만 크로나에 팔렸다고 신문이 전했다."),
        ] {
            let (bytes, _, is_broken) = encoding.encode(text);
            assert!(!is_broken);
            assert_eq!(decode(&bytes), (text.to_owned(), encoding.name()));
        }
    }

    #[test]
    fn a_page_says_its_encoding_itself_unless_it_is_wrong() {
        let page = |label: &str| format!("<meta charset=\"{label}\"><p>Łódź sprzedała prom.");
        let text = page("ISO-8859-2");
        let (bytes, ..) = ISO_8859_2.encode(&text);
        assert_eq!(decode(&bytes), (text.clone(), "ISO-8859-2"));
        let wrong = b"<meta charset=euc-jp><p>caf\xe9 \xff";
        assert_eq!(decode(wrong).0, "<meta charset=euc-jp><p>café ÿ");
    }
}
