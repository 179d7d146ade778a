//! Text that was made to do harm, through every door to the terminal.

mod checker;
mod doors;
pub(crate) mod frames;
pub(crate) mod shapes;

use checker::refused;

#[test]
fn what_is_not_sanitised_is_refused() {
    for sequence in shapes::SEQUENCES {
        let bytes = [b"one ", sequence, b" two"].concat();
        assert!(!refused(&bytes).is_empty(), "{}", bytes.escape_ascii());
    }
    for unseen in shapes::UNSEEN {
        assert!(!refused(format!("one {unseen} two").as_bytes()).is_empty(), "{unseen:?}");
    }
}
