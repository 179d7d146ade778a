use super::*;
use crate::app::story::FileSince;

fn sources(count: usize) -> Vec<Source> {
    (0..count).map(|number| Source::file(format!("{number}.txt"))).collect()
}

/// What is to be done next, in short.
fn told(shelf: &mut Shelf) -> String {
    told_to(shelf, Fill::Empty)
}

/// The same for one who has gathered so much.
fn told_to(shelf: &mut Shelf, gathered: Fill) -> String {
    let numbers = |sources: &[(usize, Source)]| {
        sources.iter().map(|(index, _)| index.to_string()).collect::<Vec<_>>().join(" ")
    };
    match shelf.next(gathered) {
        None => "nothing".to_owned(),
        Some(Task::GoOn) => "go on".to_owned(),
        Some(Task::Grant(Wish::Check(index, _))) => format!("check {index}"),
        Some(Task::Grant(wish)) => format!("{wish:?}"),
        Some(Task::Glance(sources)) => format!("glance {}", numbers(&sources)),
        Some(Task::Read(sources)) => format!("read {}", numbers(&sources)),
        Some(Task::Assess(documents)) => {
            format!("assess {}", documents.iter().map(|it| it.0.to_string()).collect::<String>())
        }
        Some(Task::Finish { profiles, titled }) => {
            format!("finish {} {}", profiles.len(), titled.len())
        }
    }
}

#[test]
fn what_could_not_be_read_and_then_can_is_done_once_more() {
    let mut shelf = Shelf::new(sources(1), 0, false);
    assert_eq!(told(&mut shelf), "read 0");
    shelf.put(0, Stamp::default(), None);
    assert_eq!(told(&mut shelf), "finish 1 0");
    let article = Article::new(sources(1).remove(0), b"The ferry left.");
    shelf.put(0, Stamp::default(), Some(&article));
    shelf.leave(0);
    assert_eq!(told(&mut shelf), "assess 0");
    shelf.done(0, Arc::default());
    assert_eq!(told(&mut shelf), "finish 1 0");
}

#[test]
fn what_a_search_read_is_still_to_be_read() {
    let mut shelf = Shelf::new(sources(2), 0, false);
    shelf.done(1, Arc::default());
    assert_eq!(told(&mut shelf), "read 0");
    assert_eq!(told(&mut shelf), "read 1");
}

#[test]
fn while_it_is_paused_only_what_somebody_waits_for_is_done() {
    let mut shelf = Shelf::new(sources(9), 0, false);
    shelf.pause(true);
    assert_eq!(told(&mut shelf), "read 0", "it is in front");
    assert_eq!(told(&mut shelf), "nothing");
    shelf.wish(Wish::Check(3, FileSince::Same));
    assert_eq!(told(&mut shelf), "check 3");
    shelf.pause(false);
    assert_eq!(told(&mut shelf), "read 1 2 3 4");
}

#[test]
fn until_the_first_frame_is_out_only_the_article_in_front_is_read() {
    let mut shelf = Shelf::new(sources(3), 1, true);
    shelf.await_frame(true);
    assert_eq!(told(&mut shelf), "read 1");
    assert_eq!(told(&mut shelf), "nothing");
    shelf.await_frame(false);
    assert_eq!(told(&mut shelf), "glance 2 0");
}

#[test]
fn what_was_told_is_waited_for_until_a_frame_shows_it_or_none_does() {
    let mut shelf = Shelf::new(sources(1), 0, false);
    shelf.await_frame(true);
    assert!(!shelf.is_showing());
    shelf.begin_showing();
    assert!(shelf.is_showing());
    shelf.end_showing();
    assert!(!shelf.is_showing());
    // The next of it may be shown.
    shelf.begin_showing();
    assert!(shelf.is_showing());
    shelf.await_frame(false);
    assert!(!shelf.is_showing());
    shelf.begin_showing();
    assert!(!shelf.is_showing());
}

fn finish(shelf: &mut Shelf, index: usize) {
    let article = Article::new(shelf.places[index].source.clone(), b"Words.");
    shelf.put(index, Stamp::default(), Some(&article));
    shelf.done(index, Arc::default());
}

#[test]
fn the_one_in_front_is_first_then_glances_then_those_after_it_then_those_before() {
    let mut shelf = Shelf::new(sources(5), 3, true);
    assert_eq!(told(&mut shelf), "read 3");
    assert_eq!(told(&mut shelf), "glance 4 0 1 2");
    assert_eq!(told(&mut shelf), "read 4 0 1 2");
    assert_eq!(told(&mut shelf), "nothing");
    for index in [4, 3, 0, 1] {
        finish(&mut shelf, index);
        assert_eq!(told(&mut shelf), "nothing");
    }
    shelf.put(2, Stamp::default(), None);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["finish 5 4", "nothing"]);
    // The titles of the others are told once more.
    finish(&mut shelf, 2);
    assert_eq!(told(&mut shelf), "finish 5 5");
}

#[test]
fn what_was_stopped_is_done_later_and_what_was_done_before_is_not_done_again() {
    let mut shelf = Shelf::new(sources(2), 0, false);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 0", "read 1"]);
    let article = Article::new(shelf.places[1].source.clone(), b"Words.");
    shelf.put(1, Stamp::default(), Some(&article));
    shelf.wish(Wish::Stop);
    assert!(shelf.put_back(0) && shelf.put_back(1) && !shelf.put_back(1));
    assert_eq!(told(&mut shelf), "nothing");
    shelf.wish(Wish::Again(Vec::new(), 0));
    assert_eq!(told(&mut shelf), "Again([], 0)");
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 0", "assess 1"]);
    finish(&mut shelf, 0);
    shelf.done(1, Arc::default());
    assert_eq!(told(&mut shelf), "finish 2 0");
    assert!(!shelf.put_back(0));
    let before = shelf.read_before(0).unwrap();
    assert!(before.is_read);
}

#[test]
fn what_is_asked_for_goes_before_the_rest_and_nothing_is_read_twice() {
    let mut shelf = Shelf::new(sources(20), 0, false);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 0", "read 1 2 3 4"]);
    shelf.wish(Wish::First(17));
    shelf.wish(Wish::Check(0, FileSince::Same));
    let next = [told(&mut shelf), told(&mut shelf), told(&mut shelf), told(&mut shelf)];
    assert_eq!(next, ["check 0", "read 17", "read 18 19 5 6", "read 7 8 9 10"]);
    shelf.wish(Wish::First(2));
    assert_eq!(told(&mut shelf), "read 11 12 13 14");
}

#[test]
fn stopped_it_waits_until_an_article_is_asked_for() {
    let mut shelf = Shelf::new(sources(3), 0, false);
    shelf.wish(Wish::Stop);
    assert_eq!(told(&mut shelf), "nothing");
    shelf.wish(Wish::Check(0, FileSince::Same));
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["check 0", "nothing"]);
    shelf.wish(Wish::First(1));
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 1", "read 2 0"]);
    shelf.end();
    shelf.wish(Wish::First(1));
    assert!(shelf.has_ended() && shelf.next(Fill::Empty).is_none());
}

#[test]
fn the_claims_of_one_alone_are_found_again_when_others_come() {
    let mut shelf = Shelf::new(sources(1), 0, false);
    assert_eq!(told(&mut shelf), "read 0");
    assert!(shelf.is_alone());
    finish(&mut shelf, 0);
    assert_eq!(told(&mut shelf), "finish 1 0");
    shelf.wish(Wish::More(sources(2)));
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 1 2", "assess 0"]);
    for index in 0..3 {
        finish(&mut shelf, index);
    }
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["finish 3 0", "nothing"]);
    shelf.wish(Wish::More(sources(1)));
    finish(&mut shelf, 3);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["finish 4 0", "nothing"]);
}

#[test]
fn claims_of_very_many_are_found_again_when_all_are_to_be_kept() {
    let mut shelf = Shelf::new(sources(KEPT + 1), 0, false);
    assert!(!shelf.keeps());
    finish(&mut shelf, 0);
    finish(&mut shelf, 1);
    shelf.put(2, Stamp::default(), None);
    while told(&mut shelf) != "nothing" {}
    for index in 3..=KEPT {
        shelf.put(index, Stamp::default(), None);
    }
    assert_eq!(told(&mut shelf), format!("finish {} 0", KEPT + 1));
    shelf.done(1, Arc::default());
    assert_eq!(told(&mut shelf), "nothing");
    shelf.wish(Wish::KeepClaims);
    assert!(shelf.keeps());
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["assess 01", "nothing"]);
    shelf.done(0, Arc::default());
    shelf.done(1, Arc::default());
    assert_eq!(told(&mut shelf), format!("finish {} 0", KEPT + 1));
    shelf.wish(Wish::KeepClaims);
    assert_eq!(told(&mut shelf), "nothing");
}

#[test]
fn claims_that_were_to_be_kept_are_left_when_that_is_taken_back() {
    let mut shelf = Shelf::new(sources(KEPT + 1), 0, false);
    for index in 0..READS + 2 {
        finish(&mut shelf, index);
    }
    for index in READS + 3..=KEPT {
        shelf.put(index, Stamp::default(), None);
    }
    // One is read, and its claims were never found.
    let article = Article::new(shelf.places[READS + 2].source.clone(), b"Words.");
    shelf.put(READS + 2, Stamp::default(), Some(&article));
    shelf.leave(READS + 2);
    shelf.wish(Wish::KeepClaims);
    assert_eq!(told(&mut shelf), "assess 0123");
    shelf.wish(Wish::LetClaimsGo);
    assert!(!shelf.keeps());
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["assess 6", "nothing"]);
    for index in [0, 1, 2, 3, READS + 2] {
        shelf.done(index, Arc::default());
    }
    assert_eq!(told(&mut shelf), format!("finish {} 0", KEPT + 1));
    assert_eq!(told(&mut shelf), "nothing");
    // Asked for once more, all are found.
    shelf.wish(Wish::KeepClaims);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["assess 0123", "assess 456"]);
}

#[test]
fn all_are_read_before_the_claims_of_those_that_were_left_are_found() {
    let mut shelf = Shelf::new(sources(6), 0, false);
    assert_eq!(told(&mut shelf), "read 0");
    finish(&mut shelf, 0);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 1 2 3 4", "read 5"]);
    let leave = |shelf: &mut Shelf, index: usize| {
        let article = Article::new(shelf.places[index].source.clone(), b"Words.");
        shelf.put(index, Stamp::default(), Some(&article));
        shelf.leave(index);
    };
    leave(&mut shelf, 5);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["assess 5", "nothing"]);
    for index in 1..5 {
        leave(&mut shelf, index);
    }
    assert_eq!(told(&mut shelf), "assess 1234");
    for index in 1..6 {
        shelf.done(index, Arc::default());
    }
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["finish 6 0", "nothing"]);
}

#[test]
fn few_keep_all_and_articles_that_come_later_are_read_too() {
    let mut shelf = Shelf::new(sources(2), 0, false);
    assert!(shelf.keeps());
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 0", "read 1"]);
    finish(&mut shelf, 0);
    finish(&mut shelf, 1);
    assert_eq!(told(&mut shelf), "finish 2 0");
    shelf.wish(Wish::More(sources(2)));
    assert_eq!(told(&mut shelf), "read 2 3");
    finish(&mut shelf, 2);
    finish(&mut shelf, 3);
    assert_eq!(told(&mut shelf), "finish 4 0");
}

#[test]
fn bytes_are_gathered_while_there_is_room_and_made_articles_before_claims_are_found() {
    let mut shelf = Shelf::new(sources(KEPT + 1), 0, false);
    let article = Article::new(sources(1).remove(0), b"The ferry left.");
    assert_eq!(told_to(&mut shelf, Fill::Full), "read 0", "it is in front");
    shelf.put(0, Stamp::default(), Some(&article));
    shelf.leave(0);
    assert_eq!(told_to(&mut shelf, Fill::Full), "go on");
    while let Some(Task::Read(sources)) = shelf.next(Fill::Partly) {
        for (index, _) in sources {
            shelf.gather(index);
        }
    }
    assert_eq!(told_to(&mut shelf, Fill::Partly), "go on");
    assert_eq!(told_to(&mut shelf, Fill::Empty), "assess 0");
    assert!(shelf.take_up(7) && !shelf.take_up(7), "one worker has it");
}

#[test]
fn an_article_that_is_gathered_is_read_by_itself_for_who_waits_for_it() {
    let mut shelf = Shelf::new(sources(3), 0, false);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 0", "read 1 2"]);
    shelf.gather(1);
    shelf.gather(2);
    shelf.pause(true);
    assert_eq!(told_to(&mut shelf, Fill::Full), "nothing");
    shelf.wish(Wish::First(2));
    assert_eq!(told_to(&mut shelf, Fill::Full), "read 2");
    assert!(!shelf.take_up(2) && shelf.take_up(1));
}

#[test]
fn what_is_gathered_and_let_go_is_read_anew() {
    let mut shelf = Shelf::new(sources(3), 0, false);
    assert_eq!([told(&mut shelf), told(&mut shelf)], ["read 0", "read 1 2"]);
    shelf.gather(1);
    shelf.gather(2);
    shelf.let_go([0, 2].into_iter());
    assert!(!shelf.take_up(2));
    assert_eq!(told(&mut shelf), "read 2");
    shelf.let_gathered_go();
    assert_eq!(told(&mut shelf), "read 1");
}
