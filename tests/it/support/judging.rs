//! Judges and entries to be judged.

use std::collections::BTreeMap;

use entity::{
    PublicId, Timestamp, audit,
    entry::{self, EntryState},
    organisation, submitted_version, user,
};
use palmares::{
    editions::{Edition, sample::Stage},
    entries::{
        ForJudges,
        canonical::{EntryFacts, Given, content, sha256},
        fields::Answer,
    },
    organisations, text,
};
use rocket::http::Status;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::{Value, json};

use super::{Browser, TestApp};

/// Where the sample round is run by staff.
pub const ROUND: &str = "/api/staff/editions/essa/2023/rounds/judging";
/// Which judges have which entry of the sample round.
pub async fn coverage(staff: &Browser<'_>) -> Value {
    staff.get(&format!("{ROUND}/coverage")).await.expect(Status::Ok)
}

/// Where its judges are.
pub const JUDGES: &str = "/api/staff/editions/essa/2023/judges";
/// Where judges have their lists.
pub const LIST: &str = "/api/judging/essa/2023/judging/assignments";

/// The sample edition while its judges score, with its staff.
pub struct Panel<'a> {
    /// The program.
    pub app: &'a TestApp,
    /// Staff.
    pub staff: Browser<'a>,
    /// The edition.
    pub edition: Edition,
}

impl TestApp {
    /// How often something was done, by the audit log.
    pub async fn audit_events(&self, action: &str) -> usize {
        let rows =
            audit::Entity::find().filter(audit::Column::Action.eq(action)).all(self.app.db.read()).await;
        rows.expect("the log").len()
    }

    /// The sample edition while its judges score.
    pub async fn panel(&self) -> Panel<'_> {
        let edition = self.edition(Stage::Judging).await;
        Panel { app: self, staff: self.staff().await, edition }
    }
}

fn owner(name: &str, kind: &str, now: Timestamp) -> organisation::ActiveModel {
    organisation::ActiveModel {
        public_id: Set(PublicId::random().expect("random bytes")),
        name: Set(name.to_owned()),
        search_text: Set(text::fold(name)),
        name_key: Set(text::sort_key(name)),
        match_key: Set(organisations::match_key(name)),
        kind: Set(kind.to_owned()),
        country: Set("HR".to_owned()),
        city: Set("Osijek".to_owned()),
        created_at: Set(now),
        version: Set(1),
        ..Default::default()
    }
}

impl<'a> Panel<'a> {
    /// An eligible entry of a city; its id.
    pub async fn entry(&self, category: &str, title: &str, organisation: &str) -> String {
        self.entry_of_kind(category, title, organisation, "city").await
    }

    /// An eligible entry of an organisation of some kind; its id.
    pub async fn entry_of_kind(&self, category: &str, title: &str, organisation: &str, kind: &str) -> String {
        let (ctx, now) = (self.app.ctx(), self.app.app.clock.now());
        let tx = ctx.begin().await.expect("a transaction");
        let by = user::Entity::find().order_by_asc(user::Column::Id).one(&*tx).await;
        let by = by.expect("an answer").expect("the staff").id;
        let owner = owner(organisation, kind, now).insert(&*tx).await.expect("an organisation");
        let row = entry::ActiveModel {
            public_id: Set(PublicId::random().expect("random bytes")),
            edition_id: Set(self.edition.id),
            organisation_id: Set(owner.id),
            category_key: Set(category.to_owned()),
            state: Set(EntryState::Eligible),
            title: Set(title.to_owned()),
            search_text: Set(text::fold(title)),
            title_key: Set(text::sort_key(title)),
            created_by: Set(by),
            created_at: Set(now),
            updated_at: Set(now),
            submitted_at: Set(Some(now)),
            submitted_number: Set(Some(1)),
            return_until: Set(None),
            state_reason: Set(String::new()),
            version: Set(1),
            ..Default::default()
        };
        let row = row.insert(&*tx).await.expect("an entry");
        let text = self.content(&row, organisation, title);
        let version = submitted_version::ActiveModel {
            entry_id: Set(row.id),
            number: Set(1),
            form_number: Set(self.edition.form_number),
            category_key: Set(category.to_owned()),
            sha256: Set(sha256(&text)),
            judged_words: Set(ForJudges::words(&text, &self.edition.document.form).expect("a content")),
            content: Set(text),
            submitted_by: Set(by),
            submitted_at: Set(now),
            ..Default::default()
        };
        version.insert(&*tx).await.expect("a submitted version");
        tx.commit().await.expect("a commit");
        row.public_id.to_string()
    }

    fn content(&self, row: &entry::Model, organisation: &str, title: &str) -> String {
        let facts = EntryFacts {
            entry_id: row.public_id.to_string(),
            edition: "essa/2023".into(),
            category: row.category_key.clone(),
            organisation: organisation.into(),
            country: "HR".into(),
            form_version: self.edition.form_number,
        };
        let text = |text: &str| Answer::Text(text.into());
        let answers = BTreeMap::from([
            ("title".to_owned(), text(title)),
            ("contact_name".to_owned(), text("Ana Kovač")),
            ("contact_email".to_owned(), text("ana@osijek.example")),
            ("target_group".to_owned(), Answer::List(vec!["older_people".into()])),
            ("c_impact".to_owned(), text("Loneliness fell by a third.")),
            ("truth".to_owned(), Answer::Flag(true)),
        ]);
        content(
            &facts,
            &Given { form: &self.edition.document.form, not_asked: &[], answers: &answers, files: &[] },
        )
        .expect("canonical")
    }

    /// Many drafts of one organisation.
    pub async fn entries(&self, count: usize) {
        let first = self.entry("service_delivery", "First", "Many").await;
        let ctx = self.app.ctx();
        let tx = ctx.begin().await.expect("a transaction");
        let row = entry::Entity::find().filter(entry::Column::PublicId.eq(first)).one(&*tx).await;
        let model = row.expect("an answer").expect("the first");
        let copies = (1..count).map(|number| entry::ActiveModel {
            id: NotSet,
            public_id: Set(PublicId::random().expect("random bytes")),
            title: Set(format!("Copy {number}")),
            state: Set(EntryState::Draft),
            submitted_number: Set(None),
            ..model.clone().into()
        });
        entry::Entity::insert_many(copies).exec_without_returning(&*tx).await.expect("copies");
        tx.commit().await.expect("a commit");
    }

    /// A judge who was invited and has accepted; browser and id.
    pub async fn judge(&self, email: &str) -> (Browser<'a>, String) {
        self.judge_of(email, "").await
    }

    /// A judge who works for an organisation.
    pub async fn judge_of(&self, email: &str, organisation: &str) -> (Browser<'a>, String) {
        let mut judge = json!({ "email": email, "name": email.split('@').next() });
        if !organisation.is_empty() {
            judge["organisation"] = json!(organisation);
        }
        self.staff.post_once(JUDGES, json!({ "judges": [judge] })).await.expect(Status::Ok);
        let token = self.app.newest_token().await;
        let answer = self
            .app
            .anyone()
            .post("/api/invitations/judge", json!({"token": token, "accept": true, "no_organisation": true}))
            .await;
        let browser = self.app.anyone().with_session_of(&answer);
        answer.expect(Status::Ok);
        let list = self.staff.get(JUDGES).await.expect(Status::Ok);
        let found = list.as_array().expect("a list").iter().find(|item| item["email"] == email);
        (browser, found.expect("the judge")["id"].as_str().expect("an id").to_owned())
    }

    /// Puts judges on the panel of a category and assigns them all its entries.
    pub async fn assign(&self, category: &str, judges: &[&str]) -> Value {
        self.assign_by(&self.staff, category, judges).await
    }

    /// The same, by another member of staff.
    pub async fn assign_by(&self, who: &Browser<'_>, category: &str, judges: &[&str]) -> Value {
        let path = format!("{ROUND}/panels/{category}");
        who.put(&path, 0, json!({ "judges": judges })).await.expect(Status::Ok);
        let all = json!({ "mode": "panel", "category": category });
        who.post_once(&format!("{ROUND}/assignments"), all).await.expect(Status::Ok)
    }

    /// The judge's assignment of the entry with this title.
    pub async fn assignment(&self, judge: &Browser<'_>, title: &str) -> String {
        let list = judge.get(LIST).await.expect(Status::Ok);
        let item = list["items"].as_array().expect("items").iter().find(|item| item["title"] == title);
        let id = item.unwrap_or_else(|| panic!("{title} in {list}"))["id"].as_str();
        format!("/api/judging/assignments/{}", id.expect("an id"))
    }

    /// Scores theme_fit, innovation and impact, and hands in.
    pub async fn score(&self, judge: &Browser<'_>, title: &str, scores: [f64; 3]) {
        let path = self.draft(judge, title, scores).await;
        judge.post_seen(&format!("{path}/hand-in"), 1, json!({})).await.expect(Status::Ok);
    }

    /// Scores theme_fit, innovation and impact; the assignment.
    pub async fn draft(&self, judge: &Browser<'_>, title: &str, scores: [f64; 3]) -> String {
        let path = self.assignment(judge, title).await;
        let scores = json!({ "theme_fit": scores[0], "innovation": scores[1], "impact": scores[2] });
        let sheet = format!("{path}/scoresheet");
        judge.put(&sheet, 0, json!({ "scores": scores })).await.expect(Status::Ok);
        path
    }
}
