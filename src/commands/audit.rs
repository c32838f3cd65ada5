//! `palmares audit …`: the log of who did what.

use std::process::ExitCode;

use clap::Subcommand;

use crate::{
    audit::{self, Head},
    clock::Clock,
    config::Config,
    context::Ctx,
};

/// What can be done.
#[derive(Subcommand)]
pub enum Task {
    /// Print the end of the chain, to keep elsewhere as an anchor.
    Head,
    /// Recompute the chain over the log; reports rows that were changed, added or removed.
    Verify {
        /// An end of the chain printed earlier; detects a chain that was cut or rewritten.
        #[arg(long, value_name = "SEQ:HASH")]
        anchor: Option<Head>,
    },
}

/// Runs the task.
pub async fn run(config: Config, task: Task) -> anyhow::Result<ExitCode> {
    let app = crate::open_to_read(config, Clock::System).await?;
    let done = look(&Ctx::system(&app), task).await;
    app.close(done).await
}

async fn look(ctx: &Ctx, task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Head => super::print(&audit::head(ctx.read()).await?.to_string())?,
        Task::Verify { anchor } => {
            let found = audit::verify(ctx.read(), anchor).await?;
            if let Some(fault) = found.fault {
                eprintln!("palmares: the audit log was changed: {fault}");
                return Ok(ExitCode::FAILURE);
            }
            let waiting = if found.waiting > 0 {
                format!("; {} newer rows are not sealed yet", found.waiting)
            } else {
                String::new()
            };
            let erased = match found.erased {
                0 => String::new(),
                erased => format!("; the reason and detail of {erased} of them were erased"),
            };
            super::print(&format!(
                "{} rows are unchanged since they were sealed{erased}{waiting}\n{}",
                found.head.seq, found.head
            ))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
