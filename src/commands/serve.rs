//! `palmares serve`: the web server and its background work.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Context as _;
use rocket::fairing::AdHoc;
use tokio::{sync::watch, time::timeout};

use crate::{
    accounts, audit,
    clock::{Clock, ClockWatch},
    commands::demo::SignIns,
    config::Config,
    context::{App, Ctx},
    housekeeping, jobs,
    mail::{self, Mailer},
};

/// Between two looks for background work.
const PAUSE: Duration = Duration::from_secs(2);
/// A larger jump of the clock is told (security bar DL-9).
const LARGEST_JUMP_MS: i64 = 2_000;
/// Between two rounds of housekeeping.
const HOUSEKEEPING: Duration = Duration::from_secs(60 * 60);
/// How long background work may take to end when the program stops.
const LAST_WORK: Duration = Duration::from_secs(10);

/// Serves until the process is asked to stop.
///
/// # Errors
/// The database cannot be opened or the port is taken.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let mailer = Mailer::new(&config.mail)?;
    let app = crate::open(config, Clock::System).await?;
    let (stop, stopped) = watch::channel(false);
    let work = tokio::spawn(work(Arc::clone(&app), mailer, stopped));
    let announced = Arc::clone(&app);
    let listening = SocketAddr::new(app.config.http.address, app.config.http.port);
    // Not before the port is ours.
    let announce = AdHoc::on_liftoff("announce", |_| {
        Box::pin(async move {
            if let Err(error) = announce(&announced).await {
                tracing::error!(%error, "the address and the first sign-in could not be told");
            }
        })
    });
    let served = crate::build(app).attach(announce).launch().await;
    stop.send_replace(true);
    // What does not end in time is taken up after the next start: leases run out.
    if timeout(LAST_WORK, work).await.is_err() {
        tracing::warn!("stopped in the middle of background work");
    }
    served.with_context(|| format!("cannot serve on {listening}"))?;
    Ok(())
}

/// Runs jobs and sends the mails they may have made until it is told to stop.
async fn work(app: Arc<App>, mailer: Option<Mailer>, mut stopped: watch::Receiver<bool>) {
    let registry = jobs();
    let mut watch = ClockWatch::begin(app.clock.now(), Instant::now());
    let mut kept_house: Option<Instant> = None;
    while !*stopped.borrow() {
        // One at a time: no mail waits for all the pictures of a deadline.
        let was_busy = jobs::run_next(&app, &registry).await.unwrap_or_else(|error| {
            tracing::error!(error = %error, "jobs");
            false
        });
        if let Some(mailer) = &mailer
            && let Err(error) = mail::send_due(&app, mailer).await
        {
            tracing::error!(error = %error, "outbox");
        }
        if let Err(error) = audit::seal(&Ctx::system(&app)).await {
            tracing::error!(error = %error, "audit chain");
        }
        if kept_house.is_none_or(|last| last.elapsed() >= HOUSEKEEPING) {
            kept_house = Some(Instant::now());
            if let Err(error) = housekeeping::run(&Ctx::system(&app)).await {
                tracing::error!(error = %error, "housekeeping");
            }
        }
        let jump_ms = watch.jump_ms(app.clock.now(), Instant::now());
        if jump_ms.abs() > LARGEST_JUMP_MS {
            tracing::error!(jump_ms, "the clock of this machine jumped, and every deadline with it");
        }
        if !was_busy {
            // Either the pause is over or the program stops; both end the wait.
            let _ = timeout(PAUSE, stopped.changed()).await;
        }
    }
}

async fn announce(app: &Arc<App>) -> anyhow::Result<()> {
    println!("Palmares is at {}", app.config.http.origin());
    if let Some(sign_ins) = SignIns::read(&app.config.data) {
        print!("{sign_ins}");
    }
    if let Some(link) = accounts::first_admin_link(&Ctx::system(app), false).await? {
        println!("No admin yet. Set up the first one within an hour: {link}");
    }
    Ok(())
}
