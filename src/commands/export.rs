//! `palmares export KIND --edition essa/2023`: the same files as in the browser.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context as _;
use clap::Args;

use crate::{
    clock::Clock,
    config::Config,
    context::{App, Ctx},
    editions,
    exports::{self, Kind, Spooled, Style, TableFormat},
};

/// What to export, and where to.
#[derive(Args)]
pub struct ExportArguments {
    /// The table.
    kind: Kind,
    /// The programme and edition, such as `essa/2023`.
    #[arg(long)]
    edition: String,
    /// Write CSV for a spreadsheet: with a byte order mark, and no text that begins a formula.
    #[arg(long)]
    bom: bool,
    /// Write to this file, as a workbook if its name ends with .xlsx; an existing file is
    /// replaced only once the new one is complete [default: CSV to standard output].
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Writes the file.
pub async fn run(config: Config, arguments: ExportArguments) -> anyhow::Result<()> {
    let app = crate::open_to_read(config, Clock::System).await?;
    let done = export(&app, &arguments).await;
    app.close(done).await
}

async fn export(app: &Arc<App>, arguments: &ExportArguments) -> anyhow::Result<()> {
    let ctx = Ctx::system(app);
    let name = arguments.edition.as_str();
    let (programme, slug) = name.split_once('/').with_context(|| {
        format!(
            "write the edition as programme and edition, such \
            as essa/2023, not `{name}`"
        )
    })?;
    let edition = editions::find_for_program(&ctx, programme, slug).await?;
    let edition =
        edition.with_context(|| format!("there is no edition {name}; see `palmares edition list`"))?;
    let is_workbook =
        arguments.out.as_ref().and_then(|path| path.extension()).is_some_and(|end| end == "xlsx");
    let form = match (is_workbook, arguments.bom) {
        (true, _) => TableFormat::Workbook,
        (false, true) => TableFormat::Spreadsheet,
        (false, false) => TableFormat::Programs,
    };
    let style = Style { form, named: false };
    let made = exports::make(&ctx, None, &edition, arguments.kind, style).await?;
    match &arguments.out {
        None => made.write_to(&mut io::stdout()).context("cannot write to standard output"),
        Some(path) => write_file(made, path).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// Beside the file first, so that whoever reads it never sees half of one.
fn write_file(made: Spooled, path: &Path) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let mut file = fs::File::create(&beside)?;
    let written = made.write_to(&mut file).and_then(|()| file.sync_all());
    if let Err(error) = written {
        // The reason matters more than a left-over file.
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    fs::rename(&beside, path)
}
