//! Stories of mails: on their way, and in the console of the secretariat.

mod console;
mod worker;

use rocket::http::Status;
use serde_json::json;

use crate::support::TestApp;

/// Has a confirming link mailed to this address.
async fn register(app: &TestApp, email: &str) {
    let new = json!({"name": "Ana", "email": email, "password": "three green boats at dawn"});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
}
