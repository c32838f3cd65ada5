use std::{collections::BTreeSet, sync::atomic::Ordering, time::Duration};

use futures::future::join_all;
use sea_orm::ConnectionTrait as _;
use tokio::{task::JoinHandle, time::sleep};

use super::{super::tests::*, Unsettled};
use crate::db::{Db, Error, WriteTx};

async fn saved(db: &Db) -> BTreeSet<String> {
    texts(db.read()).await.into_iter().collect()
}

fn set(texts: &[&str]) -> BTreeSet<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

async fn save(db: Db, text: String) -> Result<(), Error> {
    let tx = db.begin_beside(Some(&Unsettled::default())).await?;
    note(&tx, &text).await?;
    tx.commit().await
}

/// Returns when so many more wait for the turn.
async fn queued<T: Send + 'static>(db: &Db, task: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    let waiting = || db.writers.as_ref().unwrap().0.waiting.load(Ordering::SeqCst);
    let before = waiting();
    let task = tokio::spawn(task);
    while waiting() == before {
        sleep(Duration::from_millis(1)).await;
    }
    task
}

async fn hold(db: &Db) -> WriteTx {
    db.begin_beside(Some(&Unsettled::default())).await.unwrap()
}

#[tokio::test]
async fn those_who_wait_share_one_commit_and_hear_of_it_when_it_is_on_disk() {
    let (_dir, _config, db) = notes().await;
    let held = hold(&db).await;
    let mut tasks = Vec::new();
    for text in ["one", "two", "three"] {
        let own = db.clone();
        tasks.push(
            queued(&db, async move {
                save(own.clone(), text.to_owned()).await.unwrap();
                saved(&own).await
            })
            .await,
        );
    }
    drop(held);
    for seen in join_all(tasks).await {
        assert_eq!(seen.unwrap(), set(&["one", "two", "three"]));
    }
}

#[tokio::test]
async fn who_fails_panics_or_is_cancelled_takes_nobody_along() {
    let (_dir, _config, db) = notes().await;
    let held = hold(&db).await;
    let first = queued(&db, save(db.clone(), "first".to_owned())).await;
    let own = db.clone();
    let failing = queued(&db, async move {
        let tx = hold(&own).await;
        note(&tx, "failing").await.unwrap();
        tx.execute_unprepared("INSERT INTO nowhere VALUES (1)").await.unwrap_err();
    })
    .await;
    let own = db.clone();
    let panicking = queued(&db, async move {
        let tx = hold(&own).await;
        note(&tx, "panicking").await.unwrap();
        assert!(saved(&own).await.len() > 9, "on purpose");
        tx.commit().await.unwrap();
    })
    .await;
    let own = db.clone();
    let (reached, at) = tokio::sync::oneshot::channel();
    let stuck = queued(&db, async move {
        let tx = hold(&own).await;
        note(&tx, "stuck").await.unwrap();
        reached.send(()).unwrap();
        sleep(Duration::from_secs(3_600)).await;
        tx.commit().await.unwrap();
    })
    .await;
    let left = queued(&db, save(db.clone(), "left".to_owned())).await;
    let last = queued(&db, save(db.clone(), "last".to_owned())).await;
    let behind = queued(&db, save(db.clone(), "behind".to_owned())).await;
    // They wait, and are gone before their turn; the one behind was to commit for all.
    left.abort();
    behind.abort();
    drop(held);
    failing.await.unwrap();
    panicking.await.unwrap_err();
    at.await.unwrap();
    assert_eq!(saved(&db).await, set(&[]), "not before the last one");
    stuck.abort();
    first.await.unwrap().unwrap();
    last.await.unwrap().unwrap();
    assert_eq!(saved(&db).await, set(&["first", "last"]));
    save(db.clone(), "after".to_owned()).await.unwrap();
    assert_eq!(saved(&db).await, set(&["after", "first", "last"]));
}

/// SQLite refuses the commit of the whole for one row of one of them.
#[tokio::test]
async fn a_commit_that_fails_is_told_to_all_of_its_members() {
    let (_dir, config, db) = notes().await;
    let held = hold(&db).await;
    let first = queued(&db, save(db.clone(), "lost".to_owned())).await;
    let own = db.clone();
    let second = queued(&db, async move {
        let tx = hold(&own).await;
        tx.execute_unprepared("PRAGMA defer_foreign_keys = on; INSERT INTO answer VALUES (7)").await.unwrap();
        tx.commit().await
    })
    .await;
    let third = queued(&db, save(db.clone(), "lost too".to_owned())).await;
    drop(held);
    for member in [first, second, third] {
        member.await.unwrap().unwrap_err();
    }
    assert_eq!(db.failed_commits().get(), 3);
    only_commits_last(&config, db).await;
}

/// As on a full disk: SQLite ends the common transaction in the middle, by itself.
#[tokio::test]
async fn a_transaction_that_ends_in_the_middle_is_lost_for_those_before_and_nobody_else() {
    for is_swallowed in [true, false] {
        let (_dir, config, db) = notes().await;
        let held = hold(&db).await;
        let before = queued(&db, save(db.clone(), "lost".to_owned())).await;
        let own = db.clone();
        let ended = queued(&db, async move {
            let tx = hold(&own).await;
            tx.execute_unprepared("ROLLBACK").await.unwrap();
            if is_swallowed { tx.commit().await.map(|()| true) } else { Ok(false) }
        })
        .await;
        let after = queued(&db, save(db.clone(), "zero".to_owned())).await;
        drop(held);
        assert!(matches!(before.await.unwrap(), Err(Error::Unavailable(_))));
        assert_eq!(ended.await.unwrap().ok(), (!is_swallowed).then_some(false));
        after.await.unwrap().unwrap();
        assert_eq!(saved(&db).await, set(&["zero"]));
        let tx = hold(&db).await;
        tx.execute_unprepared("DELETE FROM note").await.unwrap();
        tx.commit().await.unwrap();
        only_commits_last(&config, db).await;
    }
}

#[tokio::test]
async fn who_has_seen_what_is_not_on_disk_hears_how_that_ended() {
    for is_saved in [true, false] {
        let (_dir, _config, db) = notes().await;
        let held = hold(&db).await;
        let before = queued(&db, save(db.clone(), "one".to_owned())).await;
        let unsettled = Unsettled::default();
        let (own, seen) = (db.clone(), unsettled.clone());
        let reader = queued(&db, async move {
            let tx = own.begin_beside(Some(&seen)).await.unwrap();
            texts(&*tx).await
        })
        .await;
        let own = db.clone();
        let after = queued(&db, async move {
            let tx = hold(&own).await;
            sleep(Duration::from_millis(50)).await;
            if !is_saved {
                tx.execute_unprepared("ROLLBACK").await.unwrap();
            }
        })
        .await;
        drop(held);
        assert_eq!(reader.await.unwrap(), ["one"]);
        assert_eq!(saved(&db).await, set(&[]));
        assert_eq!(unsettled.settled().await.is_ok(), is_saved);
        assert_eq!(before.await.unwrap().is_ok(), is_saved);
        assert_eq!(saved(&db).await, if is_saved { set(&["one"]) } else { set(&[]) });
        after.await.unwrap();
    }
}

/// Who writes in the background cannot wait for others at its end, so it sees nothing of theirs
/// that may vanish.
#[tokio::test]
async fn who_answers_nobody_writes_alone() {
    let (_dir, _config, db) = notes().await;
    let held = hold(&db).await;
    let first = queued(&db, save(db.clone(), "one".to_owned())).await;
    let own = db.clone();
    let alone = queued(&db, async move {
        let tx = own.begin().await.unwrap();
        let seen = saved(&own).await;
        note(&tx, "two").await.unwrap();
        tx.commit().await.unwrap();
        (seen, saved(&own).await)
    })
    .await;
    let last = queued(&db, save(db.clone(), "three".to_owned())).await;
    drop(held);
    first.await.unwrap().unwrap();
    let (before, after) = alone.await.unwrap();
    assert_eq!(before, set(&["one"]));
    assert!(after.is_superset(&set(&["one", "two"])));
    last.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_is_cancelled_whenever_nothing_acknowledged_is_lost() {
    let (_dir, _config, db) = notes().await;
    let mut clients = Vec::new();
    for client in 0..12_u64 {
        let db = db.clone();
        clients.push(tokio::spawn(async move {
            let mut acknowledged = BTreeSet::new();
            for number in 0..60_u64 {
                let text = format!("{client}-{number}");
                let patience = Duration::from_micros(client * 37 + number * 211 % 6_000);
                if let Ok(Ok(())) = tokio::time::timeout(patience, save(db.clone(), text.clone())).await {
                    acknowledged.insert(text);
                }
            }
            acknowledged
        }));
    }
    let mut acknowledged = BTreeSet::new();
    for client in clients {
        acknowledged.extend(client.await.unwrap());
    }
    // Those who were cancelled may still be on their way; they are before this one.
    save(db.clone(), "last".to_owned()).await.unwrap();
    assert!(!acknowledged.is_empty());
    assert!(saved(&db).await.is_superset(&acknowledged), "acknowledged and lost");
}
