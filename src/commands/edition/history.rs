//! `palmares history …`: entries and honours of editions that were held elsewhere.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;

use super::text_of;
use crate::{
    clock::Clock,
    config::Config,
    context::Ctx,
    editions::{PastRow, import_past, read_past},
};

/// What can be done with earlier editions.
#[derive(Subcommand)]
pub enum Task {
    /// Add entries and honours of earlier editions, for rules that look back.
    ///
    /// The file is CSV with the columns year, organisation, country, category, title and honour. A
    /// line without an honour is an entry. Importing the same file again adds nothing.
    Import {
        /// The file.
        file: PathBuf,
        /// The programme, such as `essa`.
        #[arg(long)]
        programme: String,
        /// Print what would be added, without adding it.
        #[arg(long)]
        dry_run: bool,
    },
}

/// Runs the task.
pub async fn run(config: Config, task: Task) -> anyhow::Result<ExitCode> {
    let Task::Import { file, programme, dry_run } = task;
    let rows = match read(&file)? {
        Ok(rows) => rows,
        Err(faults) => {
            for fault in faults {
                eprintln!("{}: {fault}", file.display());
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    let app = crate::open_beside(config, Clock::System).await?;
    app.close(import(&Ctx::system(&app), &programme, &rows, dry_run).await).await
}

fn read(file: &Path) -> anyhow::Result<Result<Vec<PastRow>, Vec<String>>> {
    Ok(match text_of(file)? {
        Ok(text) => read_past(&text).map_err(|faults| faults.iter().map(ToString::to_string).collect()),
        Err(message) => Err(vec![message.to_owned()]),
    })
}

async fn import(ctx: &Ctx, programme: &str, rows: &[PastRow], dry_run: bool) -> anyhow::Result<ExitCode> {
    let tx = ctx.begin().await?;
    let Some(outcome) = import_past(&tx, ctx, programme, rows).await? else {
        eprintln!("there is no programme {programme}");
        return Ok(ExitCode::FAILURE);
    };
    let added = if dry_run { "would be added" } else { "added" };
    if !dry_run {
        tx.commit().await?;
    }
    crate::commands::print(&format!("{} {added}, {} known already", outcome.added, outcome.known))?;
    Ok(ExitCode::SUCCESS)
}
