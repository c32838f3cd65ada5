//! Entries, as their owners write them.

use palmares::editions::Edition;
use rocket::http::Status;
use serde_json::{Value, json};

use super::{Answer, Browser, TestApp};

impl TestApp {
    /// A draft of this person's organisation; its path.
    pub async fn draft(&self, owner: &Browser<'_>, organisation: &str, category: &str) -> String {
        let answer = owner.post_once("/api/entries", new_entry(organisation, category)).await;
        format!("/api/entries/{}", answer.expect(Status::Created)["id"].as_str().expect("an id"))
    }

    /// A draft in which nothing is missing; its path.
    pub async fn complete_draft(&self, owner: &Browser<'_>, organisation: &str, category: &str) -> String {
        let entry = self.draft(owner, organisation, category).await;
        for (field, value) in full_answers() {
            answer(owner, &entry, field, 0, value).await.expect(Status::Ok);
        }
        entry
    }

    /// Moves the clock to so many milliseconds from the instant at which entries close.
    pub fn at_deadline(&self, edition: &Edition, ms: i64) {
        let deadline = edition.document.window("entries").expect("a window").to().instant();
        self.app.clock.set(deadline.plus_ms(ms));
    }
}

/// What is sent to start an entry.
pub fn new_entry(organisation: &str, category: &str) -> Value {
    json!({ "programme": "essa", "edition": "2023", "organisation": organisation, "category": category })
}

/// Saves an answer over the version that was seen.
pub async fn answer(owner: &Browser<'_>, entry: &str, field: &str, seen: i64, value: Value) -> Answer {
    owner.put(&format!("{entry}/answers/{field}"), seen, json!({ "value": value })).await
}

/// Submits an entry.
pub async fn submit(owner: &Browser<'_>, entry: &str) -> Answer {
    owner.post_once(&format!("{entry}/submit"), json!({})).await
}

/// An answer to each required field of the sample edition.
pub fn full_answers() -> Vec<(&'static str, Value)> {
    vec![
        ("contact_name", json!("Ana Kovač")),
        ("contact_email", json!("ana@osijek.example")),
        ("title", json!("Open doors")),
        ("public_summary", json!("We open doors.")),
        ("target_group", json!(["older_people", "carers"])),
        ("start_date", json!("2025-03")),
        ("c_theme", json!("Around the person.")),
        ("c_innovation", json!("Nobody did it before.")),
        ("c_impact", json!("Fewer falls.")),
        ("c_sustain", json!("Paid by the city.")),
        ("promo_use", json!(true)),
        ("rights_in_images", json!(true)),
        ("privacy", json!(true)),
        ("truth", json!(true)),
        ("two_reps", json!(true)),
        ("newsletter", json!(false)),
    ]
}
