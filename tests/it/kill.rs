//! The program killed while it saves.
//!
//! `VARIORUM_KILLS` is how often; 200 times without it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::driver::{Driver, Expected, Found, found, left_over, times};

const KILLS: u64 = 200;
/// How many annotations there are: enough that a save takes a moment.
const NAMES: u64 = 100;
/// The most acts before a kill.
const ACTS: u64 = 40;
/// The longest time from the last look to a kill, in microseconds.
const WAIT: u64 = 4000;

#[test]
fn what_was_acknowledged_outlives_every_kill() {
    let kills = times("VARIORUM_KILLS", KILLS);
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("variorum.ron");
    let mut random = fastrand::Rng::with_seed(1);
    let mut expected = Expected::default();
    let mut counts: BTreeMap<Found, usize> = BTreeMap::new();
    let (mut ordered, mut acknowledged, mut lost, mut most_left) = (0, 0, 0, 0);
    for _ in 0..kills {
        let mut driver = Driver::start(&store);
        let count = random.u64(1..ACTS);
        let mut orders = Vec::new();
        for _ in 0..count {
            ordered += 1;
            let order = (
                format!("name{}", random.u64(..NAMES)),
                format!("note {ordered} {}", "x".repeat(200)),
            );
            driver.note(&order.0, &order.1);
            orders.push(order);
            if random.u8(..4) == 0 {
                driver.hears(
                    &format!("saved {}\n", random.u64(1..=count)),
                    Duration::from_micros(random.u64(..WAIT)),
                );
            }
        }
        driver.hears(&format!("saved {count}\n"), Duration::from_micros(random.u64(..WAIT)));
        let saved = driver.kill();
        acknowledged += saved;
        expected.take(&orders, saved);
        let (state, ledger) = found(&store);
        if acknowledged > 0 || state != Found::Missing {
            *counts.entry(state).or_default() += 1;
        }
        lost += expected.lost(&ledger);
        expected.settle(&ledger);
        most_left = most_left.max(left_over(&store).len());
    }
    println!(
        "kill: {kills} kills, {ordered} acts, {acknowledged} acknowledged, {lost} lost, \
         {counts:?}, at most {most_left} temporary file left"
    );
    assert_eq!(lost, 0);
    assert_eq!(counts.keys().copied().collect::<Vec<_>>(), [Found::Whole]);
    assert!(most_left <= 1, "{:?}", left_over(&store));
    assert!(acknowledged > 100, "too few acts were saved to tell anything");
}
