//! Three questions that accounts of one agreement ask: whether a disputed term stands in one group,
//! whether an amount told more or less exactly is no conflict, and whether the end dates of two
//! rights are none. On an invented story, and on the articles beside the project where these are.

use std::error::Error;
use std::path::PathBuf;

use serde_json::Value;

use super::{compared, texts};
use crate::data;

/// What to look for in a story.
struct Case {
    /// Words of the accounts of one disputed term, each of another account.
    disputed: &'static [&'static str],
    /// An amount that accounts state more or less exactly.
    amount: &'static str,
    /// The ends of two rights.
    ends: [&'static str; 2],
}

const INVENTED: Case = Case {
    disputed: &["until 2031", "capped", "no longer share", "higher"],
    amount: "13 million",
    ends: ["2031", "2034"],
};

const BESIDE: Case = Case {
    disputed: &["through 2030", "capped", "no longer share", "favorable"],
    amount: "13 billion",
    ends: ["2030", "2032"],
};

const STORY: [&str; 4] = [
    "Vesper Labs and Brightmoor Mills announced on Monday that they have rewritten the agreement \
     between them.\n\nThe sharing of mill revenue between Vesper and Brightmoor continues until \
     2031, Brightmoor said. Brightmoor has invested about 13 million crowns in Vesper Labs over \
     six years. The mayor of Lund welcomed the agreement in a letter to the council.",
    "The two companies have changed their agreement.\n\nRevenue sharing between Brightmoor and \
     Vesper is capped at a fixed sum, the summary says. Brightmoor may use the looms of Vesper \
     until 2034. Spinners were told to leave the old hall by the end of June.",
    "A new agreement ends an old quarrel between the mill and the laboratory.\n\nVesper Labs will \
     no longer share mill revenue with Brightmoor. Brightmoor invested more than 13 million crowns \
     in Vesper Labs and became its main customer.",
    "Under the new agreement Brightmoor receives a higher revenue share from Vesper, two people \
     with knowledge of the talks said.\n\nThe right to print patterns was not part of it. The \
     licence of Vesper to use the name of the mill ends in 2031.",
];

#[test]
#[expect(clippy::disallowed_methods, reason = "files made for a test need no care")]
fn of_an_invented_story() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for (name, text) in ["a.txt", "b.txt", "c.txt", "d.txt"].iter().zip(STORY) {
        let path = folder.path().join(name);
        std::fs::write(&path, text)?;
        paths.push(path);
    }
    holds(&INVENTED, &compared(&paths)?);
    Ok(())
}

#[test]
fn of_the_articles_beside() -> Result<(), Box<dyn Error>> {
    let Some(folder) = data::shared("articles") else {
        println!("groups: cases: not run: no shared/articles");
        return Ok(());
    };
    holds(&BESIDE, &compared(&texts(&folder)?)?);
    Ok(())
}

fn holds(case: &Case, compared: &Value) {
    let groups = compared["groups"].as_array().map_or(&[][..], Vec::as_slice);
    let accounts = |group: &Value| group["accounts"].as_array().cloned().unwrap_or_default();
    let says = |account: &Value, words: &str| {
        account["text"].as_str().is_some_and(|text| text.contains(words))
    };
    let has = |group: &Value, words: &str| accounts(group).iter().any(|it| says(it, words));
    let conflicts = |group: &Value| group["conflict"] == Value::Bool(true);

    let all = |group: &&Value| case.disputed.iter().all(|words| has(group, words));
    let term = groups.iter().find(all);
    assert!(term.is_some_and(conflicts), "no group has all of {:?}", case.disputed);
    for account in term.iter().flat_map(|group| accounts(group)) {
        let marked = account["differs"].as_array().is_some_and(|spans| !spans.is_empty());
        assert!(marked || account["stance"] == "agrees", "{account}");
    }

    let stated = |group: &&Value| {
        accounts(group).iter().filter(|account| says(account, case.amount)).count() > 1
    };
    let amounts: Vec<&Value> = groups.iter().filter(stated).collect();
    assert_eq!(amounts.len(), 1, "{}", case.amount);
    assert!(!amounts.iter().any(|group| conflicts(group)), "{amounts:?}");

    let [one, other] = case.ends;
    let only =
        |account: &Value, this: &str, that: &str| says(account, this) && !says(account, that);
    let both = |group: &&Value| {
        accounts(group).iter().any(|it| only(it, one, other))
            && accounts(group).iter().any(|it| only(it, other, one))
    };
    let ends: Vec<&Value> = groups.iter().filter(both).filter(|it| conflicts(it)).collect();
    let date =
        |it: &Value| it["reason"].as_str().is_some_and(|it| it.contains(one) && it.contains(other));
    assert!(!ends.iter().any(|group| accounts(group).iter().any(date)), "{ends:?}");
}
