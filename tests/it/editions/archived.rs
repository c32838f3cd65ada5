//! An archived edition is quiet: nobody hears of it, and nobody is promised anything in it.

use entity::outbox::{self, OutboxState};
use palmares::editions::sample::Stage;
use rocket::http::Status;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, prelude::Expr};
use serde_json::{Value, json};

use crate::{
    everywhere::World,
    support::{Browser, TestApp},
};

const EDITION: &str = "/api/staff/editions/essa/2023";

async fn becomes(staff: &Browser<'_>, state: &str) {
    let body = json!({ "state": state, "reason": "" });
    staff.put(&format!("{EDITION}/state"), 1, body).await.expect(Status::Ok);
}

async fn invites(staff: &Browser<'_>) {
    let judges = json!({ "judges": [{ "email": "vera@example.org", "name": "Vera" }] });
    staff.post_once(&format!("{EDITION}/judges"), judges).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn an_e_mail_about_an_archived_edition_is_not_sent_again() {
    let app = TestApp::configured(|config| config.mail.smtp_url = "smtp://127.0.0.1:1".to_owned()).await;
    app.edition(Stage::Call).await;
    let staff = app.staff().await;
    invites(&staff).await;
    let tx = app.ctx().begin().await.expect("a transaction");
    let invitations = outbox::Entity::update_many()
        .col_expr(outbox::Column::State, Expr::value(OutboxState::Failed))
        .filter(outbox::Column::Kind.eq("judge_invitation"));
    invitations.exec(&*tx).await.expect("a mail that did not arrive");
    tx.commit().await.expect("a commit");
    becomes(&staff, "archived").await;
    let failed: Value = staff.get("/api/staff/mails?state=failed").await.expect(Status::Ok);
    let send = format!("/api/staff/mails/{}/send", failed["items"][0]["id"].as_str().expect("an id"));
    staff.post_once(&send, json!({})).await.assert_problem(409, "mail/archived");
    becomes(&staff, "published").await;
    staff.post_once(&send, json!({})).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn an_invitation_to_judge_waits_while_the_edition_is_archived() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let staff = app.staff().await;
    invites(&staff).await;
    let token = app.newest_token().await;
    let answers = |accept: bool| json!({ "token": token, "accept": accept, "no_organisation": true });
    becomes(&staff, "archived").await;
    for accept in [true, false] {
        let answer = app.anyone().post("/api/invitations/judge", answers(accept)).await;
        answer.assert_problem(409, "editions/archived");
    }
    let judges = staff.get(&format!("{EDITION}/judges")).await.expect(Status::Ok);
    assert_eq!(judges[0]["state"], "invited");
    let cancel = format!("{EDITION}/judges/{}", judges[0]["id"].as_str().expect("an id"));
    staff.delete(&cancel).await.assert_problem(409, "editions/archived");
    becomes(&staff, "published").await;
    app.anyone().post("/api/invitations/judge", answers(true)).await.expect(Status::Ok);
}

#[rocket::async_test]
async fn an_entry_of_an_archived_edition_says_so_and_is_not_reinstated() {
    let world = World::at(Stage::Call).await;
    let (owner, staff) = (world.browser("owner").await, world.browser("staff").await);
    let entry = format!("/api/entries/{}", world.public_entry());
    owner.post_once(&format!("{entry}/withdraw"), json!({ "reason": "" })).await.expect(Status::Ok);
    assert_eq!(owner.get(&entry).await.expect(Status::Ok)["may_reinstate"], true);
    becomes(&staff, "archived").await;
    let seen = owner.get(&entry).await.expect(Status::Ok);
    assert_eq!((&seen["may_edit"], &seen["may_reinstate"]), (&json!("archived"), &json!(false)));
    let again = format!("{entry}/reinstate");
    owner.post_once(&again, json!({})).await.assert_problem(409, "editions/archived");
    becomes(&staff, "published").await;
    owner.post_once(&again, json!({})).await.expect(Status::Ok);
}
