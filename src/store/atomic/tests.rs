use std::fs;

use super::*;
use crate::store::storage::Disk;

struct Parts(Vec<Vec<u8>>);

impl Parts {
    /// Parts of these lengths, whose bytes tell where they stand.
    fn of(lengths: &[usize]) -> Self {
        let mut next = 0_usize;
        let mut byte = || {
            next += 1;
            (next.wrapping_mul(0x9e37_79b9) >> 24).to_le_bytes()[0]
        };
        Self(lengths.iter().map(|&length| (0..length).map(|_| byte()).collect()).collect())
    }
}

impl Content for Parts {
    fn parts(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }
}

#[test]
fn what_is_written_in_pieces_is_the_whole_however_it_is_cut() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("file");
    for lengths in [
        &[] as &[usize],
        &[0],
        &[1, 0, 2],
        &[PIECE],
        &[PIECE - 1, 1],
        &[PIECE - 1, 2, PIECE],
        &[3 * PIECE + 7, 0, 5],
        &[5, 2 * PIECE, PIECE - 5, 1],
    ] {
        let parts = Parts::of(lengths);
        let whole = parts.0.concat();
        let print = write_beside(&Disk, &target, &parts).unwrap();
        assert_eq!(print, Fingerprint::of(&whole), "{lengths:?}");
        put_in_place(&Disk, &target, None).unwrap();
        assert!(fs::read(&target).unwrap() == whole, "{lengths:?}");
        assert_eq!(Fingerprint::of_file(&Disk, &target).unwrap(), print, "{lengths:?}");
    }
}

#[test]
fn any_other_byte_that_comes_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    let parts = Parts::of(&[10, PIECE, 0, PIECE + 3, 4]);
    let whole = parts.0.concat();
    let is_found = |bytes: &[u8]| {
        File::create(&file).and_then(|mut file| io::Write::write_all(&mut file, bytes)).unwrap();
        verify(&Disk, &file, &parts).is_err()
    };
    assert!(!is_found(&whole));
    for at in [0, 9, 10, PIECE - 1, PIECE, PIECE + 10, 2 * PIECE, whole.len() - 1] {
        let mut other = whole.clone();
        other[at] ^= 1;
        assert!(is_found(&other), "byte {at}");
        assert!(is_found(&whole[..at]), "cut off at {at}");
    }
    assert!(is_found(&[whole.as_slice(), b"x"].concat()), "one byte more");
}
