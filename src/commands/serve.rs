//! `palmares serve`: the web server and its background work.

use std::sync::Arc;

use crate::{
    accounts,
    clock::Clock,
    commands::demo::SignIns,
    config::Config,
    context::{App, Ctx},
};

/// Serves until the process is asked to stop.
///
/// # Errors
/// The database cannot be opened or the port is taken.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let app = crate::open(config, Clock::System).await?;
    announce(&app).await?;
    crate::build(app).launch().await?;
    Ok(())
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
