//! Palmares: an awards programme from the call for nominations to the published
//! results, in one program.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use rocket::{Build, Rocket};

pub mod accounts;
pub mod address;
pub mod audit;
pub mod background;
pub mod checks;
pub mod clock;
pub mod commands;
pub mod conditions;
pub mod config;
pub mod conflicts;
pub mod console;
pub mod context;
pub mod countries;
pub mod data_dir;
pub mod db;
pub mod disk;
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
pub mod metrics;
pub mod nominees;
pub mod openapi;
pub mod operation;
pub mod organisations;
pub mod paper;
pub mod privacy;
pub mod results;
pub mod secret;
pub mod subject;
pub mod text;
pub mod web;

use context::App;
use data_dir::DataDir;

/// The parts of a program that writes, with these settings and this clock: its database open
/// and up to date, its data directory taken.
pub async fn open(config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    let data = DataDir::claim(&config.data)?;
    open_in(data, config, clock).await
}

/// The parts of a short command that writes; it may run beside a program that serves.
pub async fn open_beside(config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    let data = DataDir::join(&config.data)?;
    open_in(data, config, clock).await
}

async fn open_in(data: DataDir, config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    let sqlite = config.database.url.is_empty().then(|| config.data.join(db::SQLITE_FILE));
    if let Some(file) = &sqlite {
        data.ensure_not_orphaned(file)?;
    }
    let db = if data.is_own() {
        db::prepare(&config).await?
    } else {
        let told = "the palmares that serves here is an older version; update and restart it first";
        db::visit(&config).await?.context(told)?
    };
    data.ensure_fits(accounts::is_anybody_there(db.read()).await?)?;
    if let Some(file) = sqlite {
        data.watch(file)?;
    }
    let secret = secret::SecretKey::load_or_make(&config.data)?;
    let app = assemble(config, clock, data, db, secret)?;
    if app.data.is_own() {
        let ctx = context::Ctx::system(&app);
        housekeeping::renew_addresses(&ctx).await?;
        housekeeping::renew_search(&ctx).await?;
    }
    Ok(app)
}

/// The parts of a command that only reads; it may run beside a program that serves.
pub async fn open_to_read(config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    ensure_there(&config)?;
    data_dir::make(&config.data)?;
    let data = DataDir::visit(&config.data)?;
    let db = match db::visit(&config).await? {
        Some(db) => db,
        // After an update nobody may have served yet.
        None => {
            let _alone = DataDir::claim(&config.data)?;
            db::prepare(&config).await?
        }
    };
    // What only reads makes no links, so any key will do where there is none.
    let secret = match secret::SecretKey::load(&config.data)? {
        Some(key) => key,
        None => secret::SecretKey::fixed(secret::random()?),
    };
    assemble(config, clock, data, db, secret)
}

/// The same as [`open_beside`] where there must be something already: a mistyped directory is
/// told, not made.
pub async fn open_existing(config: config::Config, clock: clock::Clock) -> anyhow::Result<Arc<App>> {
    ensure_there(&config)?;
    open_beside(config, clock).await
}

/// Whether there is a database to open already.
fn is_there(config: &config::Config) -> bool {
    !config.database.url.is_empty() || config.data.join(db::SQLITE_FILE).exists()
}

fn ensure_there(config: &config::Config) -> anyhow::Result<()> {
    ensure!(
        is_there(config),
        "there is no database in {}; give the right directory with --data",
        config.data.display()
    );
    Ok(())
}

/// What features keep in memory, and who listens to what happens in them.
fn state(config: &config::Config) -> anyhow::Result<context::State> {
    Ok(context::State::default()
        .with(accounts::Passwords::new(&config.password)?)
        .with(editions::EditionCache::default())
        .with(editions::Listeners {
            changed: &[entries::on_document_changed, judging::on_document_changed],
            deleted: &[console::on_draft_deleted],
        })
        .with(organisations::Listeners(&[judging::on_member_joined]))
        .with(entries::Listeners(&[nominees::on_entry_event])))
}

fn assemble(
    config: config::Config,
    clock: clock::Clock,
    data: DataDir,
    db: db::Db,
    secret: secret::SecretKey,
) -> anyhow::Result<Arc<App>> {
    Ok(Arc::new(App {
        storage: files::Storage::new(config.data.join(data_dir::FILES), config.disk.reserve_bytes())?,
        state: state(&config)?,
        metrics: metrics::Metrics::new(db.failed_commits()),
        watch: context::Watch::begin(clock.now()),
        db,
        clock,
        secret,
        data,
        config,
    }))
}

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
        .manage(web::Limits::default())
        .attach(web::Settled)
        .attach(web::Headers)
        .attach(web::Compress)
        .attach(accounts::Refusals::default())
        .attach(web::RequestLog)
        .register("/", web::catchers())
        .mount("/api", web::traced(web::limited(api().routes)))
        .mount("/api", web::traced(web::api_catch_all()))
        .mount("/", web::traced(web::asset_routes()))
        .mount("/", web::traced(editions::page_routes()))
        .mount("/", web::traced(legal::page_routes()))
        .mount("/", web::traced(operation::probe_routes()))
        .mount("/", web::traced(web::page_routes()))
}

/// The API, feature by feature.
fn api() -> web::Api {
    web::Api::of([
        openapi::api(),
        accounts::api(),
        organisations::api(),
        editions::api(),
        legal::api(),
        entries::api(),
        nominees::api(),
        mail::api(),
        judging::api(),
        checks::api(),
        results::api(),
        console::api(),
        privacy::api(),
        exports::api(),
        operation::api(),
    ])
}

pub fn jobs() -> jobs::Registry {
    jobs::Registry::default().with::<accounts::MailLink>().with::<entries::attachments::MakeCopies>()
}
