//! `palmares admin …`: what only who runs the machine may do.

use std::sync::Arc;

use clap::Subcommand;

use crate::{
    accounts,
    clock::Clock,
    config::Config,
    context::{App, Ctx},
};

/// What can be done.
#[derive(Subcommand)]
pub enum Task {
    /// Print a link that creates an administrator; it works once and expires after an hour.
    CreateLink,
}

/// Runs the task.
pub async fn run(config: Config, task: Task) -> anyhow::Result<()> {
    let app = crate::open_beside(config, Clock::System).await?;
    let done = match task {
        Task::CreateLink => create_link(&app).await,
    };
    app.close(done).await
}

async fn create_link(app: &Arc<App>) -> anyhow::Result<()> {
    if let Some(link) = accounts::first_admin_link(&Ctx::system(app), true).await? {
        println!("{link}");
    }
    Ok(())
}
