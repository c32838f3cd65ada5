//! A whole program on a database of its own, with a clock that stands still.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use entity::{
    PublicId, Timestamp, link, outbox,
    user::{self, StaffRole},
};
use palmares::{
    accounts,
    clock::Clock,
    commands::demo::{self, DemoOrder},
    config::Config,
    context::{App, Ctx},
    editions::sample::Stage,
};
use rocket::local::asynchronous::Client;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, QueryOrder as _};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::{Browser, postgres::Database};

/// When every story begins, unless it says otherwise.
pub const START: &str = "2027-02-01T09:00:00Z";
/// Where the program under test believes it is.
pub const HOST: &str = "awards.example.eu";

/// The program under test.
pub struct TestApp {
    /// In-process client.
    pub client: Client,
    /// The parts.
    pub app: Arc<App>,
    _database: Option<Database>,
    _dir: TempDir,
}

impl TestApp {
    /// A fresh program with an empty, migrated database: a copy of a migrated
    /// SQLite file, or of a database where `TEST_DATABASE_URL` names a PostgreSQL.
    pub async fn new() -> Self {
        Self::configured(|_| ()).await
    }

    /// The same with other settings.
    pub async fn configured(change: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let mut config = Config { data: dir.path().to_path_buf(), ..Config::default() };
        // Some stories need more cities than one person would add.
        config.quota.organisations_per_hour = 1_000;
        config.quota.organisations_per_day = 1_000;
        // And their clock stands still.
        config.quota.exports_per_hour = 1_000;
        config.quota.searches_per_minute = 1_000;
        change(&mut config);
        config.http.public_url = format!("https://{HOST}").try_into().expect("an address");
        let database = match std::env::var("TEST_DATABASE_URL") {
            Ok(url) => Some(Database::own(&mut config, &url).await),
            Err(_) => {
                std::fs::copy(template().await, dir.path().join("palmares.sqlite")).expect("a copy");
                None
            }
        };
        let clock = Clock::manual(Timestamp::parse(START).expect("an instant"));
        let app = palmares::open(config, clock).await.expect("an open program");
        app.storage.clean_by(env!("CARGO_BIN_EXE_palmares").into());
        let client = Client::untracked(palmares::build(Arc::clone(&app))).await.expect("a client");
        Self { client, app, _database: database, _dir: dir }
    }

    /// A program on a data directory (SQLite) that a command has made, at the present time.
    pub async fn on_data(data: &Path) -> Self {
        let mut config = Config { data: data.to_path_buf(), ..Config::default() };
        config.http.public_url = format!("https://{HOST}").try_into().expect("an address");
        let app = palmares::open(config, Clock::System).await.expect("an open program");
        let client = Client::untracked(palmares::build(Arc::clone(&app))).await.expect("a client");
        Self { client, app, _database: None, _dir: tempfile::tempdir().expect("a directory") }
    }

    /// Sets the clock.
    pub fn at(&self, instant: &str) {
        self.app.clock.set(Timestamp::parse(instant).expect("an instant"));
    }

    /// The context of something no request causes.
    pub fn ctx(&self) -> Ctx {
        Ctx::system(&self.app)
    }

    /// A browser in which nobody is signed in.
    pub fn anyone(&self) -> Browser<'_> {
        Browser::new(self, None)
    }

    /// A browser in which a person with a proved address is signed in.
    pub async fn person(&self, email: &str) -> Browser<'_> {
        self.person_with(email, None).await
    }

    /// A browser of staff.
    pub async fn staff(&self) -> Browser<'_> {
        self.person_with("staff@office.example", Some(StaffRole::Staff)).await
    }

    /// A browser of an admin.
    pub async fn admin(&self) -> Browser<'_> {
        self.person_with("admin@office.example", Some(StaffRole::Admin)).await
    }

    async fn person_with(&self, email: &str, role: Option<StaffRole>) -> Browser<'_> {
        let ctx = self.ctx();
        let tx = ctx.begin().await.expect("a transaction");
        let account = match accounts::find_by_email(&*tx, email).await.expect("an answer") {
            Some(known) => known,
            None => person_row(email, role, ctx.now).insert(&*tx).await.expect("a person"),
        };
        let session = accounts::start_session(&tx, &ctx, &account).await.expect("a session");
        tx.commit().await.expect("a commit");
        Browser::new(self, Some(session.secret))
    }

    /// The secret of a session of somebody with a proved address.
    pub async fn session_of(&self, email: &str) -> String {
        self.person(email).await.session().to_owned()
    }

    /// Gives an account this hash of a password.
    pub async fn set_password(&self, email: &str, hash: String) {
        let tx = self.ctx().begin().await.expect("a transaction");
        let account = accounts::find_by_email(&*tx, email).await.expect("an answer").expect("the account");
        let row = user::ActiveModel { password_hash: Set(Some(hash)), ..account.into() };
        row.update(&*tx).await.expect("a row");
        tx.commit().await.expect("a commit");
    }

    /// Disables an account, as erasing it does.
    pub async fn disable(&self, email: &str) {
        let tx = self.ctx().begin().await.expect("a transaction");
        let account = accounts::find_by_email(&*tx, email).await.expect("an answer").expect("the account");
        let row = user::ActiveModel { disabled_at: Set(Some(self.ctx().now)), ..account.into() };
        row.update(&*tx).await.expect("a row");
        tx.commit().await.expect("a commit");
    }

    /// Makes somebody with an account a member of staff too.
    pub async fn join_staff(&self, email: &str) {
        let tx = self.ctx().begin().await.expect("a transaction");
        let account = accounts::find_by_email(&*tx, email).await.expect("an answer").expect("the account");
        let row = user::ActiveModel { staff_role: Set(Some(StaffRole::Staff)), ..account.into() };
        row.update(&*tx).await.expect("a row");
        tx.commit().await.expect("a commit");
    }

    /// Fills the database with the made-up sample.
    pub async fn sample(&self, stage: Stage, entries: u64, judges: u64) {
        self.sample_of("essa/2023", stage, entries, judges).await;
    }

    /// The same of another edition that comes with the program.
    pub async fn sample_of(&self, edition: &str, stage: Stage, entries: u64, judges: u64) {
        let edition = edition.parse().expect("an edition of the program");
        let order = DemoOrder { edition, stage, seed: 7, entries, judges };
        demo::fill(&self.app, order).await.expect("a sample");
    }

    /// Kinds and recipients of all mails so far.
    pub async fn mails(&self) -> Vec<(String, String)> {
        let rows = outbox::Entity::find().order_by_asc(outbox::Column::Id).all(self.app.db.read()).await;
        rows.expect("the outbox").into_iter().map(|row| (row.kind, row.recipient)).collect()
    }

    /// The token of the newest link.
    pub async fn newest_token(&self) -> String {
        let ctx = self.ctx();
        let row = link::Entity::find().order_by_desc(link::Column::Id).one(ctx.read()).await;
        let row = row.expect("an answer").expect("a link");
        let link = palmares::mail::LinkRef { id: row.id.0, path: String::new() };
        let url =
            accounts::link_url(ctx.read(), &self.app, &link).await.expect("an answer").expect("an address");
        url.rsplit_once('#').expect("a fragment").1.to_owned()
    }
}

fn person_row(email: &str, role: Option<StaffRole>, now: Timestamp) -> user::ActiveModel {
    user::ActiveModel {
        public_id: Set(PublicId::random().expect("random bytes")),
        email: Set(email.to_owned()),
        email_as_typed: Set(email.to_owned()),
        name: Set(email.split('@').next().unwrap_or_default().to_owned()),
        password_hash: Set(None),
        locale: Set("en".to_owned()),
        staff_role: Set(role),
        confirmed_at: Set(Some(now)),
        disabled_at: Set(None),
        created_at: Set(now),
        version: Set(1),
        ..Default::default()
    }
}

/// A migrated SQLite file, made once per test run.
async fn template() -> PathBuf {
    static FILE: OnceCell<PathBuf> = OnceCell::const_new();
    let make = async {
        let dir = tempfile::tempdir().expect("a directory").keep();
        let config = Config { data: dir.clone(), ..Config::default() };
        let db = palmares::db::prepare(&config).await.expect("a migrated database");
        db.close().await.expect("a folded log");
        dir.join("palmares.sqlite")
    };
    FILE.get_or_init(|| make).await.clone()
}
