//! What the claims of third articles say about two claims: where both are like a third, they are
//! sooner like each other; where one is like everything, it is like nothing in particular.
//!
//! Knows links. Must never know words. The work per link is bounded.

use super::super::parts::in_parts;
use super::{Link, logistic};

/// The log-odds that go with even odds at first sight, for a claim that is like nothing.
const BASE: f32 = 0.64;
/// What the log-odds at first sight count for.
const FIRST: f32 = 0.99;
/// What a third claim that is surely like both adds.
const THIRD: f32 = 1.03;
/// What is taken off for each time that a claim is like e times as many others.
const COMMON: f32 = 0.37;
/// How many third claims are counted.
const COUNTED: usize = 4;
/// How many of a claim's links are followed, the strongest.
const FOLLOWED: usize = 40;

/// The links with the likeness that third claims leave them, given the article of each claim.
pub(super) fn seen_from_others(articles: &[usize], links: &[Link]) -> Vec<Link> {
    let mut near: Vec<Vec<(u32, f32)>> = vec![Vec::new(); articles.len()];
    for link in links {
        near[link.one as usize].push((link.other, link.likeness));
        near[link.other as usize].push((link.one, link.likeness));
    }
    let sizes: Vec<f32> = near
        .iter_mut()
        .map(|near| {
            near.sort_unstable_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
            near.truncate(FOLLOWED);
            near.sort_unstable_by_key(|it| it.0);
            (1.0 + near.iter().map(|it| it.1).sum::<f32>()).ln()
        })
        .collect();
    let article = |index: u32| articles[index as usize];
    let seen = |link: &Link| {
        let (one, other) = (link.one as usize, link.other as usize);
        let mut thirds: Vec<f32> = both(&near[one], &near[other])
            .filter(|(third, _)| ![link.one, link.other].map(article).contains(&article(*third)))
            .map(|(_, likeness)| likeness)
            .collect();
        thirds.sort_unstable_by(|one, two| two.total_cmp(one));
        let thirds: f32 = thirds.iter().take(COUNTED).sum();
        let first = link.likeness.clamp(1e-6, 1.0 - 1e-6);
        let odds = BASE + FIRST * (first / (1.0 - first)).ln() + THIRD * thirds
            - COMMON * (sizes[one] + sizes[other]);
        Link { likeness: logistic(odds), ..*link }
    };
    in_parts(links, |part| part.iter().map(seen).collect())
}

/// The claims that two sorted lists have in common, with the product of the likenesses.
fn both<'a>(
    one: &'a [(u32, f32)],
    other: &'a [(u32, f32)],
) -> impl Iterator<Item = (u32, f32)> + 'a {
    let mut rest = other.iter().peekable();
    one.iter().filter_map(move |&(it, likeness)| {
        while rest.next_if(|other| other.0 < it).is_some() {}
        let other = rest.next_if(|other| other.0 == it)?;
        Some((it, likeness * other.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    fn first(pairs: &[(u32, u32)]) -> Vec<Link> {
        pairs.iter().map(|&(one, other)| Link { one, other, likeness: 0.5 }).collect()
    }

    fn seen(pairs: &[(u32, u32)]) -> f32 {
        seen_from_others(&[0, 1, 2, 3, 4], &first(pairs))[0].likeness
    }

    #[test]
    fn a_third_claim_that_is_like_both_brings_them_together() {
        let circle = seen(&[(0, 1), (0, 2), (1, 2)]);
        let open = seen(&[(0, 1), (0, 2), (1, 3)]);
        assert!(circle > open, "{circle} {open}");
    }

    #[test]
    fn a_claim_like_many_is_less_like_each() {
        let many = seen(&[(0, 1), (0, 2), (0, 3), (0, 4)]);
        assert!(many < seen(&[(0, 1)]), "{many}");
    }
}
