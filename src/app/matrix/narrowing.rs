//! Rows of the matrix that are looked for, a few at a time: between two keys there is no time for
//! all of a very large story.
//!
//! Knows claims and queries. Must never know how long a look takes, or when the next one comes.

use crate::app::Model;
use crate::app::story::Slot;
use crate::group::Place;
use crate::query::{self, About, Item, Query};

use super::{Matrix, members};

/// How many claims are looked at in one go.
const CLAIMS: usize = 2000;

/// The rows that fit a query, as far as they were looked for.
#[derive(Clone, Debug)]
pub(super) struct Narrowing {
    query: Query,
    /// How many of all rows were looked at.
    looked: usize,
    fitting: Vec<usize>,
    /// The row that is to be under the cursor where the one that is meant does not fit.
    otherwise: usize,
}

impl Matrix {
    /// Looks for the rows that fit what is sought. Where they are many, those of before stay until
    /// all are found, by [`Self::narrow_on`].
    pub(super) fn look_for(&mut self, otherwise: usize, model: &Model) {
        self.mean_current();
        let (query, fault) = match Query::parse(&self.sought) {
            Ok(query) => (Some(query).filter(|query| !query.is_empty()), None),
            Err(problem) => (None, Some(problem.to_string())),
        };
        self.fault = fault;
        let Some(query) = query else {
            self.take((0..self.whole()).collect(), otherwise);
            return;
        };
        self.narrowing = Some(Narrowing { query, looked: 0, fitting: Vec::new(), otherwise });
        self.narrow_on(model);
    }

    /// Means the row under the cursor, unless another one is meant.
    pub(super) fn mean_current(&mut self) {
        self.meant = self.meant.or_else(|| self.current_row().map(|row| row.head));
    }

    /// How far rows are looked for, in percent; none where all are found.
    pub fn narrowed(&self) -> Option<usize> {
        Some(self.narrowing.as_ref()?.looked * 100 / self.whole().max(1))
    }

    /// Looks at some more rows.
    pub fn narrow_on(&mut self, model: &Model) {
        let Some(mut narrowing) = self.narrowing.take() else { return };
        let (of, mut claims) = (self.of.clone(), 0);
        while let Some(row) = of.leads.get(narrowing.looked) {
            if claims >= CLAIMS {
                self.narrowing = Some(narrowing);
                return;
            }
            let is_fitting = members(&of, row).any(|member| {
                claims += 1;
                self.ask(member.place.article, &model.story, &model.ledger);
                self.fits(&narrowing.query, member.place, model)
            });
            if is_fitting {
                narrowing.fitting.push(narrowing.looked);
            }
            narrowing.looked += 1;
        }
        // The reader may have gone to another one since.
        self.mean_current();
        self.take(narrowing.fitting, narrowing.otherwise);
    }

    /// Shows these rows, and nothing is looked for any more.
    pub(super) fn take(&mut self, rows: Vec<usize>, otherwise: usize) {
        self.narrowing = None;
        self.rows = rows;
        let meant = self.meant;
        let is_on = |&row: &usize| meant.is_some() && self.get(row).map(|row| row.head) == meant;
        self.row = self.rows.iter().position(is_on).unwrap_or(otherwise);
        self.keep_inside();
    }

    /// Whether a claim is what is asked for.
    fn fits(&self, query: &Query, place: Place, model: &Model) -> bool {
        let article = model.story.articles.get(place.article).and_then(Slot::article);
        let (Some(said), Some(article)) = (self.of.said(&model.story, place), article) else {
            return false;
        };
        let item = Item {
            about: About::of(article),
            words: said.claim.span.of(said.text),
            is_claim: true,
            kind: Some(said.claim.kind),
            span: Some(said.claim.span),
            annotation: self.decided(place, &model.ledger),
            is_contested: self.of.is_contested(place),
            placement: None,
        };
        query::matches(query, &item)
    }
}
