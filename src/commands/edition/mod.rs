//! `palmares edition …`: edition documents in and out, for scripts and review.

mod change;
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
use say::report;

/// What can be done with edition documents.
#[derive(Subcommand)]
pub enum Task {
    /// Prints the JSON Schema of edition documents.
    Schema,
    /// Prints a document to begin with; its dates lie ahead.
    Sample {
        /// Which one: `minimal`, or `essa` for the complete European Social Services Awards.
        #[arg(default_value = "minimal")]
        name: Sample,
    },
    /// Lists the editions: name in addresses, version, phase, name.
    List,
    /// Checks a document; prints one line for each fault, and for each doubt.
    Validate {
        /// The document.
        file: PathBuf,
    },
    /// Brings a document into force: all of it or nothing; again, it changes nothing.
    ///
    /// Of an edition that exists it first prints what would change, and the word that confirms it.
    Import {
        /// The document.
        file: PathBuf,
        /// Only says what would happen.
        #[arg(long)]
        dry_run: bool,
        /// The second step.
        #[command(flatten)]
        confirmed: Confirmed,
    },
    /// Prints the document of an edition, with the version it is taken from.
    Export {
        /// Programme and edition, such as `essa/2023`.
        slug: String,
        /// An older version.
        #[arg(long)]
        version: Option<i64>,
    },
    /// Lists the versions of an edition's document: number, when, by whom, why, what changed.
    Versions {
        /// Programme and edition, such as `essa/2023`.
        slug: String,
    },
    /// Brings an older version back, as a new one; first prints what would change.
    Restore {
        /// Programme and edition, such as `essa/2023`.
        slug: String,
        /// The version.
        version: i64,
        /// The second step.
        #[command(flatten)]
        confirmed: Confirmed,
    },
}

/// The second step of a change.
#[derive(Args)]
pub struct Confirmed {
    /// The word that the first step has printed: the change is made exactly as it was shown.
    #[arg(long)]
    confirm: Option<String>,
    /// Why; kept with the version.
    #[arg(long, default_value = "")]
    reason: String,
}

/// Runs the task.
///
/// # Errors
/// What went wrong, in one line.
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
            let app = crate::open_to_read(config, Clock::System).await?;
            app.close(list(&app).await).await?;
        }
        Task::Import { file, dry_run, confirmed } => {
            return match read(&file)? {
                Ok(document) => {
                    let app = crate::open_beside(config, Clock::System).await?;
                    app.close(change::import(&app, &file, &document, dry_run, &confirmed).await).await
                }
                Err(errors) => Ok(report(&file, &errors)),
            };
        }
        Task::Export { slug, version } => {
            let app = crate::open_to_read(config, Clock::System).await?;
            app.close(export(&app, &slug, version).await).await?;
        }
        Task::Versions { slug } => {
            let app = crate::open_to_read(config, Clock::System).await?;
            app.close(versions(&app, &slug).await).await?;
        }
        Task::Restore { slug, version, confirmed } => {
            let app = crate::open_existing(config, Clock::System).await?;
            return app.close(bring_back(&app, slug.as_str(), version, &confirmed).await).await;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Result<EditionDocument, Vec<DocumentError>>> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => EditionDocument::parse(&text),
        Err(_) => {
            let message = "This file is not a text in UTF-8; save it with that encoding.";
            Err(vec![DocumentError::new("", DocumentCode::Syntax, message)])
        }
    })
}

async fn find(app: &Arc<App>, slug: &str) -> anyhow::Result<Edition> {
    let (programme, edition) =
        slug.split_once('/').context("name the edition by programme and edition, such as essa/2023")?;
    let ctx = Ctx::system(app);
    let found = editions::find(ctx.read(), &ctx, programme, edition).await?;
    found.with_context(|| format!("there is no edition {slug}; see `palmares edition list`"))
}

async fn versions(app: &Arc<App>, slug: &str) -> anyhow::Result<()> {
    say::versions(&Ctx::system(app), &find(app, slug).await?).await
}

async fn bring_back(
    app: &Arc<App>,
    slug: &str,
    version: i64,
    confirmed: &Confirmed,
) -> anyhow::Result<ExitCode> {
    change::restore(app, &find(app, slug).await?, version, confirmed).await
}

async fn list(app: &Arc<App>) -> anyhow::Result<()> {
    let ctx = Ctx::system(app);
    for edition in editions::list(ctx.read(), &ctx).await? {
        let phase: Phase = editions::phase(&edition.document, ctx.now);
        println!(
            "{}\tv{}\t{}\t{}",
            edition.path(),
            edition.version,
            phase.as_str(),
            edition.document.edition.name
        );
    }
    Ok(())
}

async fn export(app: &Arc<App>, slug: &str, version: Option<i64>) -> anyhow::Result<()> {
    let found = find(app, slug).await?;
    let document = match version {
        None => found.document.as_of(found.version),
        Some(version) => {
            let ctx = Ctx::system(app);
            let kept = editions::history::find(&ctx, &found.programme, &found.slug, version, None).await;
            kept.with_context(|| format!("{slug} has no version {version}"))?.document
        }
    };
    super::print(&document.to_json()?)?;
    Ok(())
}
