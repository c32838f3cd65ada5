//! Organisations to tell stories about.

use rocket::http::Status;
use serde_json::{Value, json};

use super::{Browser, TestApp};

impl TestApp {
    /// An organisation of this person, a city of Croatia; its id.
    pub async fn organisation(&self, founder: &Browser<'_>) -> String {
        let mut new = city("Grad Osijek");
        new["anyway"] = json!(true);
        let answer = founder.post("/api/organisations", new).await;
        answer.expect(Status::Created)["id"].as_str().expect("an id").to_owned()
    }

    /// Another member of an organisation, by invitation.
    pub async fn colleague(&self, inviter: &Browser<'_>, organisation: &str, email: &str) -> Browser<'_> {
        let path = format!("/api/organisations/{organisation}/members");
        inviter.post_once(&path, json!({ "email": email })).await.expect(Status::Ok);
        let accept = json!({ "token": self.newest_token().await, "name": "Bo" });
        let answer = self.anyone().post("/api/invitations/member", accept).await;
        self.anyone().with_session_of(&answer)
    }
}

/// What is sent to name a city.
pub fn city(name: &str) -> Value {
    json!({ "name": name, "kind": "city", "country": "HR", "city": "Osijek" })
}
