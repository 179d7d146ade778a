//! Articles as the reader put them right.

use std::sync::Arc;

use crate::annotation::Corrections;
use crate::story::Article;

/// Puts an article right; whether its claims are to be found anew, because other blocks are text
/// now.
pub fn correct(article: &mut Article, corrections: &Corrections) -> bool {
    let is_as_read = Arc::ptr_eq(&article.document, &article.read)
        && article.metadata == *article.read.metadata();
    if corrections.is_empty() && is_as_read {
        // So are nearly all of very many, and they are put right in one go.
        return false;
    }
    article.metadata = corrections.metadata(article.read.metadata()).into();
    article.set_title();
    let corrected = corrections.document(&article.read, &article.code_points);
    let document = corrected.map_or_else(|| article.read.clone(), Arc::new);
    let is_other = document.blocks() != article.document.blocks();
    article.document = document;
    is_other
}
