//! `palmares edition …`: edition documents in and out, for scripts and review.

use std::{fs, path::Path, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context as _;
use clap::Subcommand;

use crate::{
    clock::Clock,
    config::Config,
    context::{App, Ctx},
    editions::{self, DocumentError, EditionDocument, EditionError, Importer, Phase},
};

/// What can be done with edition documents.
#[derive(Subcommand)]
pub enum Task {
    /// Prints the JSON Schema of edition documents.
    Schema,
    /// Lists the editions: name in addresses, version, phase, name.
    List,
    /// Checks a document; prints one line for each fault.
    Validate {
        /// The document.
        file: PathBuf,
    },
    /// Brings a document into force: all of it or nothing; again, it changes nothing.
    Import {
        /// The document.
        file: PathBuf,
        /// Only says what would happen.
        #[arg(long)]
        dry_run: bool,
    },
    /// Prints the document of an edition.
    Export {
        /// Programme and edition, such as `essa/2023`.
        slug: String,
    },
}

/// Runs the task.
///
/// # Errors
/// What went wrong, in one line.
pub async fn run(config: Config, task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Schema => super::print(&serde_json::to_string_pretty(&editions::schema())?)?,
        Task::Validate { file } => {
            return Ok(match read(&file)? {
                Ok(document) => valid(&file, &document),
                Err(errors) => report(&file, &errors),
            });
        }
        Task::List => list(&crate::open(config, Clock::System).await?).await?,
        Task::Import { file, dry_run } => {
            return match read(&file)? {
                Ok(document) => {
                    let app = crate::open(config, Clock::System).await?;
                    import(&app, &file, &document, dry_run).await
                }
                Err(errors) => Ok(report(&file, &errors)),
            };
        }
        Task::Export { slug } => export(&crate::open_existing(config, Clock::System).await?, &slug).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> anyhow::Result<Result<EditionDocument, Vec<DocumentError>>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(EditionDocument::parse(&text))
}

fn valid(file: &Path, document: &EditionDocument) -> ExitCode {
    println!(
        "{}: valid: {}/{}, {}",
        file.display(),
        document.programme.slug,
        document.edition.slug,
        document.edition.name
    );
    ExitCode::SUCCESS
}

/// One line for each fault: file, JSON path, what to do.
fn report(file: &Path, errors: &[DocumentError]) -> ExitCode {
    for error in errors {
        eprintln!("{}: {error}", file.display());
    }
    ExitCode::FAILURE
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

async fn import(
    app: &Arc<App>,
    file: &Path,
    document: &EditionDocument,
    dry_run: bool,
) -> anyhow::Result<ExitCode> {
    let ctx = Ctx::system(app);
    let tx = ctx.begin().await?;
    match editions::keep_what_is_used(&tx, &ctx, document).await {
        Err(EditionError::Document(errors)) => return Ok(report(file, &errors)),
        other => other?,
    }
    let outcome = editions::import(&tx, &ctx, document, Importer::Program).await?;
    let path = format!("{}/{}", document.programme.slug, document.edition.slug);
    let word = outcome.change.as_str();
    if dry_run {
        // Dropping the transaction takes everything back.
        println!("{path}: would be {word}, version {}", outcome.version);
    } else {
        tx.commit().await?;
        println!("{path}: {word}, version {}", outcome.version);
    }
    Ok(ExitCode::SUCCESS)
}

async fn export(app: &Arc<App>, slug: &str) -> anyhow::Result<()> {
    let (programme, edition) =
        slug.split_once('/').context("name the edition by programme and edition, such as essa/2023")?;
    let ctx = Ctx::system(app);
    let found = editions::find(ctx.read(), &ctx, programme, edition).await?;
    let found = found.with_context(|| format!("there is no edition {slug}; see `palmares edition list`"))?;
    super::print(&found.document.to_json()?)?;
    Ok(())
}
