//! The audit log cannot be changed unseen: each way of tampering is named where it happened.

use palmares::audit::{self, ChainFault, Head};
use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, QueryOrder as _};

use crate::support::TestApp;

/// A log with some audit_events in it, sealed; the end of its chain.
async fn sealed_log() -> (TestApp, Head) {
    let app = TestApp::new().await;
    for name in ["ana", "bo", "chloe"] {
        let person = app.person(&format!("{name}@osijek.example")).await;
        app.organisation(&person).await;
    }
    assert!(audit::seal(&app.ctx()).await.expect("a chain") >= 3);
    assert_eq!(audit::seal(&app.ctx()).await.expect("a chain"), 0, "nothing is sealed twice");
    let head = audit::head(app.ctx().read()).await.expect("a head");
    (app, head)
}

/// Changes the database behind the program's back, as somebody with its password could.
async fn tamper(app: &TestApp, statements: &[&str]) {
    let tx = app.ctx().begin().await.expect("a transaction");
    let guards: &[&str] = match tx.get_database_backend() {
        DbBackend::Sqlite => &[
            "DROP TRIGGER audit_no_update",
            "DROP TRIGGER audit_no_delete",
            "DROP TRIGGER audit_seal_no_update",
            "DROP TRIGGER audit_seal_no_delete",
        ],
        _ => &["DROP TRIGGER audit_no_change ON audit", "DROP TRIGGER audit_seal_no_change ON audit_seal"],
    };
    for statement in guards.iter().chain(statements) {
        tx.execute_unprepared(statement).await.expect("a change");
    }
    tx.commit().await.expect("a commit");
}

async fn audit_rows(app: &TestApp) -> Vec<entity::audit::Model> {
    let rows = entity::audit::Entity::find().order_by_asc(entity::audit::Column::Id);
    rows.all(app.app.db.read()).await.expect("the log")
}

async fn fault(app: &TestApp, anchor: Option<Head>) -> Option<ChainFault> {
    audit::verify(app.ctx().read(), anchor).await.expect("a look").fault
}

#[rocket::async_test]
async fn an_untouched_log_is_as_it_was_sealed() {
    let (app, head) = sealed_log().await;
    let found = audit::verify(app.ctx().read(), Some(head)).await.expect("a look");
    assert_eq!((found.head, found.waiting, found.fault), (head, 0, None));
    let more = app.person("dan@osijek.example").await;
    app.organisation(&more).await;
    let found = audit::verify(app.ctx().read(), Some(head)).await.expect("a look");
    assert!(found.waiting > 0 && found.fault.is_none(), "{found:?}");
    assert_eq!(head.to_string().parse(), Ok(head), "an anchor is read as it is printed");
}

#[rocket::async_test]
async fn the_log_refuses_changes_and_so_does_its_chain() {
    let (app, _) = sealed_log().await;
    for statement in [
        "UPDATE audit SET reason = 'other' WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "UPDATE audit SET reason = '', detail = '', action = 'other' WHERE id = 1",
        "UPDATE audit_seal SET salt = '', commitment = hash WHERE id = 1",
        "UPDATE audit_seal SET salt = hash WHERE id = 1",
        "DELETE FROM audit_seal WHERE id = 1",
    ] {
        let tx = app.ctx().begin().await.expect("a transaction");
        let refused = tx.execute_unprepared(statement).await.expect_err(statement);
        assert!(refused.to_string().contains("audit is append-only"), "{refused}");
    }
}

#[rocket::async_test]
async fn words_that_are_erased_leave_the_chain_whole_and_other_rows_as_they_are() {
    let (app, head) = sealed_log().await;
    let rows = || async { audit_rows(&app).await };
    let before = rows().await;
    let objects = [before[1].object_id.clone()];
    let tx = app.ctx().begin().await.expect("a transaction");
    let about = audit::About { actor: None, objects: &objects, names: &["GRAD OSIJEK 9".to_owned()] };
    assert_eq!(audit::erase(&tx, &about).await.expect("an erasure"), 1);
    tx.commit().await.expect("a commit");

    let after = rows().await;
    assert_eq!((after[1].reason.as_str(), after[1].detail.as_str()), ("", ""));
    let same =
        |row: &entity::audit::Model| (row.at, row.actor_user_id, row.action.clone(), row.object_id.clone());
    assert_eq!(after.iter().map(same).collect::<Vec<_>>(), before.iter().map(same).collect::<Vec<_>>());
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
    let found = audit::verify(app.ctx().read(), Some(head)).await.expect("a look");
    assert_eq!((found.head, found.erased, found.fault), (head, 1, None));
}

#[rocket::async_test]
async fn words_put_where_some_were_erased_are_found() {
    let (app, _) = sealed_log().await;
    let objects = [audit_rows(&app).await[1].object_id.clone()];
    let tx = app.ctx().begin().await.expect("a transaction");
    let about = audit::About { actor: None, objects: &objects, names: &[] };
    audit::erase(&tx, &about).await.expect("an erasure");
    tx.commit().await.expect("a commit");
    tamper(&app, &["UPDATE audit SET reason = 'She asked for it' WHERE id = 2"]).await;
    assert_eq!(fault(&app, None).await, Some(ChainFault::Changed(2)));
}

#[rocket::async_test]
async fn each_changed_word_is_found_at_its_place() {
    for column in ["actor_role", "action", "object_kind", "object_id", "reason", "detail", "request_id"] {
        let (app, _) = sealed_log().await;
        tamper(&app, &[&format!("UPDATE audit SET {column} = {column} || ' ' WHERE id = 2")]).await;
        assert_eq!(fault(&app, None).await, Some(ChainFault::Changed(2)), "{column}");
    }
    for column in ["at", "actor_user_id"] {
        let (app, _) = sealed_log().await;
        tamper(&app, &[&format!("UPDATE audit SET {column} = {column} - 1 WHERE id = 3")]).await;
        assert_eq!(fault(&app, None).await, Some(ChainFault::Changed(3)), "{column}");
    }
}

#[rocket::async_test]
async fn rows_taken_out_put_in_or_swapped_are_found() {
    let (app, _) = sealed_log().await;
    tamper(&app, &["DELETE FROM audit_seal WHERE id = 2", "DELETE FROM audit WHERE id = 2"]).await;
    assert_eq!(fault(&app, None).await, Some(ChainFault::Gap(2)));

    let (app, _) = sealed_log().await;
    let swap = [
        "UPDATE audit_seal SET audit_id = -1 WHERE id = 1",
        "UPDATE audit_seal SET audit_id = 1 WHERE id = 2",
        "UPDATE audit_seal SET audit_id = 2 WHERE id = 1",
    ];
    let swap = if app.app.db.read().get_database_backend() == DbBackend::Postgres {
        vec!["ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_audit_id_fkey", swap[0], swap[1], swap[2]]
    } else {
        vec!["PRAGMA defer_foreign_keys = ON", swap[0], swap[1], swap[2]]
    };
    tamper(&app, &swap).await;
    assert_eq!(fault(&app, None).await, Some(ChainFault::Changed(1)));

    // A row slipped in far behind the end of the chain, where no sealing looks any more.
    let (app, _) = sealed_log().await;
    let columns = "at, actor_user_id, actor_role, action, object_kind, object_id, edition_id, reason, detail, request_id";
    tamper(
        &app,
        &[&format!("INSERT INTO audit (id, {columns}) SELECT -20000, {columns} FROM audit WHERE id = 1")],
    )
    .await;
    assert_eq!(fault(&app, None).await, Some(ChainFault::NotSealed(-20_000)));
}

#[rocket::async_test]
async fn a_cut_chain_is_seen_by_an_anchor_kept_elsewhere() {
    let (app, head) = sealed_log().await;
    let last = head.seq;
    tamper(
        &app,
        &[
            &format!("DELETE FROM audit_seal WHERE id = {last}"),
            &format!("DELETE FROM audit WHERE id = {last}"),
        ],
    )
    .await;
    assert_eq!(fault(&app, None).await, None, "the rest is a whole chain");
    assert_eq!(fault(&app, Some(head)).await, Some(ChainFault::NotTheAnchor(head.to_string())));
}

#[rocket::async_test]
async fn two_who_seal_at_once_make_one_chain() {
    let (app, _) = sealed_log().await;
    for name in ["dan", "eve", "finn"] {
        let person = app.person(&format!("{name}@osijek.example")).await;
        app.organisation(&person).await;
    }
    let (one, two) = (app.ctx(), app.ctx());
    let (one, two) = tokio::join!(audit::seal(&one), audit::seal(&two));
    assert!(one.expect("a chain") + two.expect("a chain") >= 3);
    let found = audit::verify(app.ctx().read(), None).await.expect("a look");
    assert_eq!((found.waiting, found.fault), (0, None));
}
