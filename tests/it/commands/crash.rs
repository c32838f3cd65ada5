//! What was answered as saved is there after the process was killed.

use std::{
    process::Command,
    sync::atomic::{AtomicI64, Ordering},
    thread,
};

use super::{
    good, palmares,
    served::{Answer, Served},
};

/// How often the program is killed.
const KILLS: i64 = 20;

/// Saves until the process dies in the middle of one: after `saves` answers, and some
/// way further that is another one each time.
fn killed_while_saving(served: &mut Served, answer: &mut Answer, saves: i64) {
    let saved = AtomicI64::new(0);
    let pid = served.child.id();
    thread::scope(|scope| {
        let (served, saved, answer) = (&*served, &saved, answer);
        scope.spawn(move || {
            while answer.save(served).0 == 200 {
                saved.fetch_add(1, Ordering::SeqCst);
            }
        });
        scope.spawn(move || {
            while saved.load(Ordering::SeqCst) < saves {
                thread::yield_now();
            }
            for _ in 0..saves * 97 {
                thread::yield_now();
            }
            // SIGKILL, in the middle of whatever save is on its way.
            let killed = Command::new("kill").args(["-9", &pid.to_string()]).status();
            assert!(killed.expect("kill runs").success());
        });
    });
    served.child.wait().expect("its end");
}

#[test]
fn what_was_answered_as_saved_survives_twenty_deaths_of_the_process() {
    let dir = tempfile::tempdir().expect("a directory");
    good(&palmares(dir.path(), &["demo", "--stage", "call", "--entries", "12", "--judges", "3"]));
    let mut served = Served::on(dir.path());
    let mut answer = Answer::of(&served);
    for kill in 0..KILLS {
        killed_while_saving(&mut served, &mut answer, 1 + kill % 7);
        served = Served::with(dir.path(), &[]).like(&served);
        let found = answer.found(&served);
        // The save in whose middle it died may be there, or not.
        let answered = answer.version;
        assert!((answered..=answered + 1).contains(&found), "answered {answered}, found {found}");
        answer.version = found;
    }
}
