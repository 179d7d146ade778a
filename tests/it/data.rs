//! Where the labelled texts are that some tests measure against. They are no part of the project:
//! a test that does not find them says so and passes.

use std::path::{Path, PathBuf};

/// The folder `name` of the labelled data: in `$VARIORUM_DATA`, else in `shared/data` beside the
/// project or above it.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let told = std::env::var_os("VARIORUM_DATA").map(|data| Path::new(&data).join(name));
    let beside = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/data").join(name));
    told.into_iter().chain(beside).find(|folder| folder.is_dir())
}

/// The folder `name` in `shared` beside the project or above it.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    above.map(|folder| folder.join("shared").join(name)).find(|folder| folder.is_dir())
}
