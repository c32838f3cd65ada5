//! `palmares doctor`: whether data and settings are as they must be, and what to do if not.
//! It changes nothing and may run while the program serves.

mod data;
mod finding;
mod settings;
mod store;

use std::{path::Path, process::ExitCode, sync::Arc};

use clap::Args;
use finding::{Check, Level};
use serde_json::json;

use crate::{
    clock::Clock,
    config::Config,
    context::{App, Ctx},
};

/// How to tell.
#[derive(Args)]
pub struct DoctorArguments {
    /// Print JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// Checks everything. Exit code 1 when anything is at fault; a mere note is no fault.
pub async fn run(config: Config, arguments: DoctorArguments) -> anyhow::Result<ExitCode> {
    let mut checks = settings::all(&config).await;
    match crate::open_to_read(config, Clock::System).await {
        Ok(app) => {
            let found = examine(&app).await;
            checks.push(Check::outcome(
                "opening",
                "Check that the database can be reached.",
                app.close(Ok(())).await,
            ));
            checks.extend(found);
        }
        Err(error) => {
            let fault = format!("{error:#}");
            checks.push(Check::of("opening", vec![finding::fault(fault, "Correct this first.")]));
        }
    }
    if arguments.json {
        print_json(&checks)?;
    } else {
        print_words(&checks)?;
    }
    let is_well = checks.iter().all(|check| check.level() != Some(Level::Fault));
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn examine(app: &Arc<App>) -> Vec<Check> {
    let ctx = Ctx::system(app);
    let mut checks = vec![data::database(&ctx).await];
    match data::all(&ctx).await {
        Ok(found) => checks.extend(found),
        // A broken database cannot be read to its end.
        Err(error) => {
            let remedy = "Repair the database first, then run the doctor again.";
            checks.push(Check::of("reading", vec![finding::fault(format!("{error:#}"), remedy)]));
        }
    }
    checks
}

fn print_json(checks: &[Check]) -> anyhow::Result<()> {
    let is_well = checks.iter().all(|check| check.level() != Some(Level::Fault));
    super::print(&serde_json::to_string_pretty(&json!({ "ok": is_well, "checks": checks }))?)
}

fn print_words(checks: &[Check]) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for check in checks {
        let word = check.level().map_or("ok", Level::as_str);
        lines.push(format!("{word:<6} {}", check.name));
        for finding in &check.findings {
            lines.push(format!("       {}", finding.what));
            lines.push(format!("       -> {}", finding.remedy));
        }
    }
    super::print(&lines.join("\n"))
}

/// Who may do what with a file, as in `chmod`.
fn mode(path: &Path) -> std::io::Result<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o777)
}
