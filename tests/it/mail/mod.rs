//! Stories of mails: on their way, and in the console of staff.

mod console;
mod outages;
mod undoing;
mod worker;

use palmares::mail::Mailer;
use rocket::http::Status;
use serde_json::json;

use crate::support::{MailServer, TestApp};

/// A program that sends its mail by this server.
async fn program(server: &MailServer) -> TestApp {
    let url = server.url();
    TestApp::configured(|config| {
        config.mail.smtp_url = url;
        config.mail.from = "Awards office <awards@example.eu>".to_owned();
        config.mail.timeout_seconds = 1;
    })
    .await
}

fn mailer(app: &TestApp) -> Mailer {
    Mailer::new(&app.app.config.mail).expect("usable settings").expect("a server")
}

/// Has a confirming link mailed to this address.
async fn register(app: &TestApp, email: &str) {
    let new = json!({"name": "Ana", "email": email, "password": "three green boats at dawn"});
    app.anyone().post("/api/accounts", new).await.expect(Status::Accepted);
}
