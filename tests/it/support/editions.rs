//! Editions to tell stories in.

use entity::edition::EditionState;
use palmares::{
    audit::Cause,
    editions::{
        Edition, EditionDocument, find_for_program, import, import_as,
        sample::{Stage, essa_2023, shifted},
    },
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _};
use serde_json::{Value, json};

use super::{Answer, Browser, TestApp};

/// Where the document of the sample edition is.
pub const DOCUMENT: &str = "/api/staff/editions/essa/2023/document";
/// Where staff look at what a document comes to.
pub const PREVIEW: &str = "/api/staff/editions/preview";

impl Browser<'_> {
    /// Replaces the document of the sample edition in the two steps of the page.
    pub async fn replace(&self, version: i64, mut document: Value) -> Answer {
        document["version"] = json!(version);
        let seen = self.post(PREVIEW, json!({ "document": document })).await;
        if seen.status != 200 {
            return seen;
        }
        let confirm = seen.json()["confirm"].clone();
        self.put(DOCUMENT, version, json!({ "document": document, "confirm": confirm })).await
    }
}

impl TestApp {
    /// Changes the rules of all editions beneath the program, past what pages would allow.
    pub async fn change_rules(&self, change: impl Fn(&mut Value)) {
        let tx = self.ctx().begin().await.expect("a transaction");
        for row in entity::edition::Entity::find().all(&*tx).await.expect("editions") {
            let mut document = serde_json::from_str(&row.document).expect("JSON");
            change(&mut document);
            let other = entity::edition::ActiveModel {
                document: Set(document.to_string()),
                version: Set(row.version + 1),
                ..row.into()
            };
            other.update(&*tx).await.expect("a document");
        }
        tx.commit().await.expect("a commit");
    }

    /// The sample edition `essa/2023`, moved so that this stage is now.
    pub async fn edition(&self, stage: Stage) -> Edition {
        let essa = essa_2023().expect("the sample is valid");
        let moved = shifted(&essa, stage, self.app.clock.now()).expect("dates stay in range");
        self.edition_of(&moved).await
    }

    /// An edition with these rules.
    pub async fn edition_of(&self, document: &EditionDocument) -> Edition {
        let ctx = self.ctx();
        let tx = ctx.begin().await.expect("a transaction");
        import(&tx, &ctx, document, Cause::PROGRAM).await.expect("an import");
        tx.commit().await.expect("a commit");
        let (programme, slug) = (&document.programme.slug, &document.edition.slug);
        find_for_program(&ctx, programme, slug).await.expect("an answer").expect("the edition")
    }

    /// The sample edition of another year as a draft, in which all that people read says `canary`.
    pub async fn draft_edition(&self, slug: &str) {
        let mut document = essa_2023().expect("the sample is valid");
        document.edition.slug = slug.to_owned();
        document.edition.name = "Canary".to_owned();
        document.programme.name = "Canary".to_owned();
        document.programme.organiser = "Canary".to_owned();
        let ctx = self.ctx();
        let tx = ctx.begin().await.expect("a transaction");
        import_as(&tx, &ctx, &document, EditionState::Draft, Cause::PROGRAM).await.expect("an import");
        tx.commit().await.expect("a commit");
    }
}
