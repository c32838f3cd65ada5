//! Palmares: an awards programme from the call for nominations to the published
//! results, in one program.

#[cfg(unix)]
use std::os::unix::fs::DirBuilderExt as _;
use std::{fs::DirBuilder, path::Path, sync::Arc};

use anyhow::{Context as _, ensure};
use rocket::{Build, Rocket};

pub mod accounts;
pub mod audit;
pub mod background;
pub mod checks;
pub mod clock;
pub mod commands;
pub mod config;
pub mod context;
pub mod countries;
pub mod db;
pub mod editions;
pub mod entries;
pub mod exports;
pub mod files;
pub mod housekeeping;
pub mod jobs;
pub mod judging;
pub mod legal;
pub mod logging;
pub mod mail;
pub mod openapi;
pub mod operation;
pub mod organisations;
pub mod results;
pub mod secret;
pub mod text;
pub mod web;

use context::App;

/// The parts of a program with these settings and this clock, its database
/// open and up to date.
///
/// # Errors
/// The data directory, the key or the database cannot be opened.
pub async fn open(config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    make_data_directory(&config.data)
        .with_context(|| format!("cannot make the data directory {}", config.data.display()))?;
    Ok(Arc::new(App {
        db: db::prepare(&config).await?,
        clock,
        storage: files::Storage::new(config.data.join("files"))?,
        secret: secret::SecretKey::load_or_make(&config.data)?,
        passwords: accounts::Passwords::new(&config.password)?,
        editions: editions::EditionCache::default(),
        config,
    }))
}

/// The same where there must be something already: a mistyped directory is told, not made.
///
/// # Errors
/// There is no database in the data directory; those of [`open`].
pub async fn open_existing(config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    let is_there = !config.database.url.is_empty() || config.data.join(db::SQLITE_FILE).exists();
    ensure!(
        is_there,
        "there is no database in {}; name the right directory with --data",
        config.data.display()
    );
    open(config, clock).await
}

/// For its owner alone, where the system knows owners: the database holds personal data.
fn make_data_directory(path: &Path) -> std::io::Result<()> {
    let mut directory = DirBuilder::new();
    #[cfg(unix)]
    directory.mode(0o700);
    directory.recursive(true).create(path)
}

/// The server over these parts.
pub fn build(app: Arc<App>) -> Rocket<Build> {
    let figment = rocket::Config::figment()
        .merge(("address", app.config.http.address))
        .merge(("port", app.config.http.port))
        .merge(("ident", false))
        .merge(("ip_header", false))
        .merge(("limits.json", "1 MiB"))
        .merge(("log_level", "off"))
        .merge(("cli_colors", false))
        .merge(("shutdown.grace", 10))
        .merge(("shutdown.mercy", 5));
    let assets = web::Assets::load();
    rocket::custom(figment)
        .manage(app)
        .manage(web::Pages::load(&assets))
        .manage(assets)
        .manage(operation::Readiness::default())
        .attach(web::Headers)
        .attach(accounts::Refusals::default())
        .attach(web::RequestLog)
        .register("/", web::catchers())
        .mount("/api", web::traced(api_routes()))
        .mount("/api", web::traced(web::api_catch_all()))
        .mount("/", web::traced(web::asset_routes()))
        .mount("/", web::traced(editions::page_routes()))
        .mount("/", web::traced(legal::page_routes()))
        .mount("/", web::traced(operation::probe_routes()))
        .mount("/", web::traced(web::page_routes()))
}

/// Every route of the API, feature by feature.
pub fn api_routes() -> Vec<rocket::Route> {
    [
        openapi::routes(),
        accounts::routes(),
        organisations::routes(),
        editions::routes(),
        legal::routes(),
        entries::routes(),
        checks::routes(),
        mail::routes(),
        judging::routes(),
        results::routes(),
        exports::routes(),
    ]
    .concat()
}

/// Every kind of background job.
pub fn jobs() -> jobs::Registry {
    jobs::Registry::default().with::<accounts::MailLink>().with::<entries::attachments::MakeCopies>()
}
