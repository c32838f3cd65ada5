//! `palmares edition …`: edition documents in and out, for scripts and review.

mod change;
mod document;
mod draft;
pub mod history;
mod say;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use anyhow::Context as _;
use clap::{Args, Subcommand};

use crate::{
    clock::Clock,
    config::Config,
    context::{App, Ctx},
    editions::{
        self, DocumentCode, DocumentError, Edition, EditionDocument, Phase,
        sample::{self, Sample},
    },
};
use document::Source;
use say::report;

/// What can be done with edition documents.
#[derive(Subcommand)]
pub enum Task {
    /// Print the JSON Schema of edition documents.
    Schema,
    /// Print a sample document to start from, with dates in the future.
    Sample {
        /// Its programme and edition, such as `essa/2023`; without one, a minimal edition.
        #[arg(default_value = "awards/2027")]
        name: Sample,
    },
    /// List the editions here and those that come with the program.
    ///
    /// A line has slug, version, phase, name, state (`sample` for those that come with the program),
    /// and the first and last day of the call.
    List,
    /// Check a document; prints one line for each error and warning.
    Validate {
        /// The document.
        file: PathBuf,
    },
    /// Add an edition, or replace the document of an existing one.
    ///
    /// For an existing edition, first prints what would change and the code that confirms it.
    /// Importing the same document again changes nothing.
    Import {
        /// The document.
        file: PathBuf,
        /// Print what would change, without changing it.
        #[arg(long)]
        dry_run: bool,
        /// Add a new edition as a draft, which only staff see. An existing edition stays as it is:
        /// draft, published or archived.
        #[arg(long)]
        draft: bool,
        /// The second step.
        #[command(flatten)]
        confirmed: Confirmed,
    },
    /// Print the document of an edition, with its version.
    Export {
        /// The programme and edition, such as `essa/2023`.
        slug: String,
        /// An older version of the document.
        #[arg(long)]
        version: Option<i64>,
    },
    /// Print what differs between two documents, one line for each part.
    Diff {
        /// The first: a file, or the programme and edition, such as `essa/2023`.
        old: Source,
        /// The second.
        new: Source,
    },
    /// Print the document of the next edition, with the same rules and later dates.
    Clone {
        /// A file, or the programme and edition, such as `essa/2023`.
        from: Source,
        /// The name of the new edition, such as `essa/2024`.
        to: String,
        /// How much later all dates are: 364d and 52w keep the days of the week.
        #[arg(long, default_value = "0d", value_parser = document::days, allow_hyphen_values = true)]
        shift: i64,
    },
    /// Print the document of a file in the current format, with the same meaning.
    Upgrade {
        /// The document, of this or an earlier format.
        file: PathBuf,
    },
    /// List the versions of an edition's document: number, date, person, reason, changes.
    Versions {
        /// The programme and edition, such as `essa/2023`.
        slug: String,
    },
    /// What is done to an edition that is there.
    #[command(flatten)]
    Existing(Existing),
}

/// What can be done to an edition that is there.
#[derive(Subcommand)]
pub enum Existing {
    /// Restore an older version as a new one; first prints what would change.
    Restore {
        /// The programme and edition, such as `essa/2023`.
        slug: String,
        /// The version to restore.
        version: i64,
        /// The second step.
        #[command(flatten)]
        confirmed: Confirmed,
    },
    /// Publish a draft: from then on everyone sees it, and it cannot become a draft again.
    ///
    /// First prints what is not ready, such as a window that is already over.
    Publish {
        /// The programme and edition, such as `essa/2023`.
        slug: String,
        /// Publish it although something is not ready.
        #[arg(long)]
        anyway: bool,
        /// The reason; kept in the audit log.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Delete a draft, with the versions of its document and the saved views of its lists.
    ///
    /// An edition that was published is never deleted.
    Delete {
        /// The programme and edition, such as `essa/2023`.
        slug: String,
        /// The reason; kept in the audit log.
        #[arg(long, default_value = "")]
        reason: String,
    },
}

/// The second step of a change.
#[derive(Args)]
pub struct Confirmed {
    /// The code printed by the first step: makes exactly the change that was shown.
    #[arg(long)]
    confirm: Option<String>,
    /// The reason; kept with the version.
    #[arg(long, default_value = "")]
    reason: String,
}

/// Runs the task.
pub async fn run(config: Config, task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Schema => super::print(&serde_json::to_string_pretty(&editions::schema())?)?,
        Task::Sample { name } => {
            let document = sample::ahead(name, Clock::System.now()).context("the sample is broken")?;
            super::print(&document.to_json()?)?;
        }
        Task::Validate { file } => {
            return Ok(match read(&file)? {
                Ok(document) => say::valid(&file, &document),
                Err(errors) => report(&file, &errors),
            });
        }
        Task::List => {
            if crate::is_there(&config) {
                let app = crate::open_to_read(config, Clock::System).await?;
                app.close(list(&app).await).await?;
            } else {
                eprintln!("there is no database in {} yet", config.data.display());
            }
            list_samples()?;
        }
        Task::Import { file, dry_run, draft, confirmed } => {
            return match read(&file)? {
                Ok(document) => {
                    let app = crate::open_beside(config, Clock::System).await?;
                    let how = change::How { dry_run, draft, confirmed: &confirmed };
                    app.close(change::import(&app, &file, &document, how).await).await
                }
                Err(errors) => Ok(report(&file, &errors)),
            };
        }
        Task::Export { slug, version } => {
            let app = crate::open_to_read(config, Clock::System).await?;
            app.close(export(&app, &slug, version).await).await?;
        }
        Task::Diff { old, new } => return document::diff(&config, &old, &new).await,
        Task::Clone { from, to, shift } => return document::clone(&config, &from, &to, shift).await,
        Task::Upgrade { file } => return document::upgrade(&file),
        Task::Versions { slug } => {
            let app = crate::open_to_read(config, Clock::System).await?;
            app.close(versions(&app, &slug).await).await?;
        }
        Task::Existing(task) => {
            let app = crate::open_existing(config, Clock::System).await?;
            return app.close(change(&app, &task).await).await;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Result<EditionDocument, Vec<DocumentError>>> {
    Ok(match text_of(file)? {
        Ok(text) => EditionDocument::parse(&text),
        Err(message) => Err(vec![DocumentError::new("", DocumentCode::Syntax, message)]),
    })
}

/// The text of a file, or why it has none.
fn text_of(file: &Path) -> anyhow::Result<Result<String, &'static str>> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(String::from_utf8(bytes).map_err(|_| "This file is not UTF-8 text; save it with that encoding."))
}

async fn find(app: &Arc<App>, slug: &str) -> anyhow::Result<Edition> {
    let (programme, edition) =
        slug.split_once('/').context("write the edition as programme and edition, such as essa/2023")?;
    let ctx = Ctx::system(app);
    let found = editions::find_for_program(&ctx, programme, edition).await?;
    found.with_context(|| format!("there is no edition {slug}; see `palmares edition list`"))
}

async fn versions(app: &Arc<App>, slug: &str) -> anyhow::Result<()> {
    say::versions(&Ctx::system(app), &find(app, slug).await?).await
}

async fn change(app: &Arc<App>, task: &Existing) -> anyhow::Result<ExitCode> {
    match task {
        Existing::Restore { slug, version, confirmed } => {
            change::restore(app, &find(app, slug).await?, *version, confirmed).await
        }
        Existing::Publish { slug, anyway, reason } => {
            draft::publish(app, &find(app, slug).await?, *anyway, reason).await
        }
        Existing::Delete { slug, reason } => draft::delete(app, &find(app, slug).await?, reason).await,
    }
}

async fn list(app: &Arc<App>) -> anyhow::Result<()> {
    let ctx = Ctx::system(app);
    for edition in editions::list_for_program(ctx.read(), &ctx).await? {
        let phase: Phase = editions::phase(&edition.document, ctx.now);
        let version = format!("v{}", edition.version);
        let line = [&edition.path(), version.as_str(), phase.as_str()];
        say::listed(line, &edition.document, edition.state.as_str())?;
    }
    Ok(())
}

fn list_samples() -> anyhow::Result<()> {
    for sample in sample::SAMPLES {
        // Texts of the program, which a test reads.
        if let Ok(document) = sample.document() {
            say::listed([sample.path, "-", "-"], &document, "sample")?;
        }
    }
    Ok(())
}

async fn export(app: &Arc<App>, slug: &str, version: Option<i64>) -> anyhow::Result<()> {
    let found = find(app, slug).await?;
    let document = match version {
        None => found.document.as_of(found.version),
        Some(version) => {
            let ctx = Ctx::system(app);
            let kept = editions::history::find(&ctx, &found, version, None).await;
            kept.with_context(|| format!("{slug} has no version {version}"))?.document
        }
    };
    super::print(&document.to_json()?)?;
    Ok(())
}
