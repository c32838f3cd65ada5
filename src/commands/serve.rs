//! `palmares serve`: the web server and its background work.

use std::{env, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context as _;
use futures::future::join_all;
use rocket::fairing::AdHoc;
use tokio::{sync::watch, time::timeout};

use crate::{
    accounts, background,
    clock::Clock,
    commands::demo::SignIns,
    config::{Config, HttpConfig},
    context::{App, Ctx},
    jobs,
    mail::Mailer,
};

/// How long background work may take to end when the program stops.
const LAST_WORK: Duration = Duration::from_secs(10);

/// Serves until the process is asked to stop.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let mailer = Mailer::new(&config.mail)?;
    let app = crate::open(config, Clock::System).await?;
    app.data.admit_commands().context("cannot let commands in beside this program")?;
    app.storage.clean_by(env::current_exe().context("cannot find the program itself")?);
    let (stop, stopped) = watch::channel(false);
    let work = join_all(background::start(&app, jobs(), mailer, &stopped));
    let announced = Arc::clone(&app);
    let listening = SocketAddr::new(app.config.http.address, app.config.http.port);
    // Not before the port is ours.
    let announce = AdHoc::on_liftoff("announce", |_| {
        Box::pin(async move {
            if let Err(error) = announce(&announced).await {
                tracing::error!(%error, "the address and the first sign-in could not be printed");
            }
        })
    });
    let served = crate::build(Arc::clone(&app)).attach(announce).launch().await;
    stop.send_replace(true);
    // What does not end in time is taken up after the next start: leases run out.
    if timeout(LAST_WORK, work).await.is_err() {
        tracing::warn!("stopped in the middle of background work");
    }
    let served = served.map(drop).with_context(|| format!("cannot serve on {listening}"));
    // Work cut off above may keep a connection; the write-ahead log then stays, and is whole.
    if !matches!(timeout(LAST_WORK, app.close(Ok(()))).await, Ok(Ok(()))) {
        tracing::warn!("the database was not closed");
    }
    served
}

/// Where e-mails are read when no server sends them. The page asks who reads it to sign in, so its
/// address is no secret; links in mails are, and stand on that page alone.
fn held_mail(http: &HttpConfig) -> String {
    format!(
        "No mail server is set up, so no e-mails are sent. Administrators can read them, with their \
         links, at {}/staff/mails",
        http.origin()
    )
}

async fn announce(app: &Arc<App>) -> anyhow::Result<()> {
    println!("Palmares is at {}", app.config.http.origin());
    if app.config.mail.smtp_url.is_empty() {
        println!("{}", held_mail(&app.config.http));
    }
    if let Some(sign_ins) = SignIns::read(&app.config.data) {
        print!("{sign_ins}");
    }
    if let Some(link) = accounts::first_admin_link(&Ctx::system(app), false).await? {
        println!(
            "There is no administrator yet. Open this link within an hour to create the first \
                  account: {link}"
        );
    }
    Ok(())
}
