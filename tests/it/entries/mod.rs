//! Stories about entries and their owners.

mod answers;
mod attachments;
mod deadline;
mod drafts;
pub mod limits;
mod news;
mod openings;
mod paper;
mod questions;
mod removing;
mod rush;
mod submitting;

use crate::support::{Browser, TestApp};
use palmares::editions::{Edition, sample::Stage};

/// Ana of the city of Osijek, while the call is open, with her organisation.
async fn call(app: &TestApp) -> (Edition, Browser<'_>, String) {
    let edition = app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    (edition, ana, city)
}
