//! `palmares history …`: entries and honours of editions that were held elsewhere.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};

use super::text_of;
use crate::{
    clock::Clock,
    config::Config,
    context::Ctx,
    editions::{PastRow, import_past, read_past, remove_past},
};

#[derive(Subcommand)]
pub enum Task {
    /// Add entries and honours of earlier editions, for rules that look back.
    ///
    /// The file is CSV with the columns year, organisation, country, category, title and honour. A
    /// line without an honour is an entry. Importing the same file again adds nothing.
    Import(Lines),
    /// Remove exactly the lines of a file, such as those that were imported by mistake.
    ///
    /// The file is as for `import`. To correct a line, remove it and import the right one.
    Remove(Lines),
}

#[derive(Args)]
pub struct Lines {
    /// The file.
    file: PathBuf,
    /// The programme, such as `essa`.
    #[arg(long)]
    programme: String,
    /// Print what would change, without changing it.
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(config: Config, task: Task) -> anyhow::Result<ExitCode> {
    let (Task::Import(lines) | Task::Remove(lines)) = &task;
    let rows = match read(&lines.file)? {
        Ok(rows) => rows,
        Err(faults) => {
            for fault in faults {
                eprintln!("{}: {fault}", lines.file.display());
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    let app = crate::open_beside(config, Clock::System).await?;
    app.close(change(&Ctx::system(&app), &task, &rows).await).await
}

fn read(file: &Path) -> anyhow::Result<Result<Vec<PastRow>, Vec<String>>> {
    Ok(match text_of(file)? {
        Ok(text) => read_past(&text).map_err(|faults| faults.iter().map(ToString::to_string).collect()),
        Err(message) => Err(vec![message.to_owned()]),
    })
}

async fn change(ctx: &Ctx, task: &Task, rows: &[PastRow]) -> anyhow::Result<ExitCode> {
    let tx = ctx.begin().await?;
    let (Lines { programme, dry_run, .. }, said) = match task {
        Task::Import(lines) => {
            let done = import_past(&tx, ctx, &lines.programme, rows).await?;
            let added = if lines.dry_run { "would be added" } else { "added" };
            (lines, done.map(|done| format!("{} {added}, {} known already", done.added, done.known)))
        }
        Task::Remove(lines) => {
            let done = remove_past(&tx, ctx, &lines.programme, rows).await?;
            let removed = if lines.dry_run { "would be removed" } else { "removed" };
            (lines, done.map(|done| format!("{} {removed}, {} not there", done.removed, done.unknown)))
        }
    };
    let Some(said) = said else {
        eprintln!("there is no programme {programme}");
        return Ok(ExitCode::FAILURE);
    };
    if !dry_run {
        tx.commit().await?;
    }
    crate::commands::print(&said)?;
    Ok(ExitCode::SUCCESS)
}
