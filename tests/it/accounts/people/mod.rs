//! Admins and the members of staff: who gets in, who may do what, who is put out.

mod changing;
mod inviting;

use rocket::http::Status;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, TestApp};

pub const PEOPLE: &str = "/api/staff/people";
pub const JOIN: &str = "/api/invitations/staff";
pub const PASSWORD: &str = "three green boats at dawn";
pub const BO: &str = "bo@office.example";

/// The first admin, with a password.
pub async fn set_up(app: &TestApp) -> Browser<'_> {
    let link = palmares::accounts::first_admin_link(&app.ctx(), true).await.expect("an answer");
    let link = link.expect("a link");
    let token = link.rsplit_once('#').expect("a fragment").1;
    let eva = json!({"token": token, "name": "Eva", "email": "eva@office.example", "password": PASSWORD});
    let answer = app.anyone().post("/api/setup", eva).await;
    app.anyone().with_session_of(&answer)
}

pub async fn invite(admin: &Browser<'_>, email: &str, role: &str) -> Value {
    admin.post_once(PEOPLE, json!({"email": email, "role": role})).await.expect(Status::Ok)
}

pub async fn accept(app: &TestApp, password: &str) -> Answer {
    let body = json!({"token": app.newest_token().await, "name": "Bo Babić", "password": password});
    app.anyone().post(JOIN, body).await
}

/// Somebody who was invited and has accepted.
pub async fn joined<'a>(app: &'a TestApp, admin: &Browser<'_>, email: &str, role: &str) -> Browser<'a> {
    invite(admin, email, role).await;
    let answer = accept(app, PASSWORD).await;
    app.anyone().with_session_of(&answer)
}

/// Somebody in the list of staff, by address.
pub async fn listed(admin: &Browser<'_>, email: &str) -> Value {
    let list = admin.get(PEOPLE).await.expect(Status::Ok);
    let found = list.as_array().expect("a list").iter().find(|one| one["email"] == email);
    found.cloned().unwrap_or(Value::Null)
}

pub async fn change(admin: &Browser<'_>, person: &Value, role: &str, disabled: bool) -> Answer {
    let path = path_of(person);
    let version = person["version"].as_i64().expect("a version");
    admin.put(&path, version, json!({"role": role, "disabled": disabled})).await
}

pub fn path_of(person: &Value) -> String {
    format!("{PEOPLE}/{}", person["id"].as_str().expect("an id"))
}

pub async fn sign_in(app: &TestApp, email: &str) -> Answer {
    app.anyone().post("/api/sign-in", json!({"email": email, "password": PASSWORD})).await
}
