//! Reads the arguments and hands over.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use palmares::{commands, config::Config, logging};

/// Memory of large password hashes goes back to the system (glibc keeps it).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Run an awards programme: entries, judging and results.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Settings file [default: palmares.toml, if it exists].
    #[arg(long, env = "PALMARES_CONFIG", global = true)]
    config: Option<std::path::PathBuf>,
    /// Data directory; overrides the settings.
    #[arg(long, global = true)]
    data: Option<std::path::PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the web server.
    Serve,
    /// Fill an empty data directory with a sample edition.
    Demo(commands::demo::DemoArguments),
    /// Work with edition documents: all rules of an edition in one JSON file.
    #[command(subcommand)]
    Edition(commands::edition::Task),
    /// Bring in entries and honours of earlier editions.
    #[command(subcommand)]
    History(commands::edition::history::Task),
    /// Export a table of an edition as CSV or Excel.
    Export(commands::export::ExportArguments),
    /// Commands for the operator of the server.
    #[command(subcommand)]
    Admin(commands::admin::Task),
    /// Check the audit log for changes.
    #[command(subcommand)]
    Audit(commands::audit::Task),
    /// Erase a person, also from the audit log; a number replaces the name.
    Erase(commands::erase::EraseArguments),
    /// Back up everything to an empty folder; the server may be running.
    Backup {
        /// An empty or new folder.
        dir: std::path::PathBuf,
    },
    /// Restore a backup to an empty data directory.
    Restore {
        /// The folder of the backup.
        dir: std::path::PathBuf,
        /// The newest `erasures.json`, from the data directory or a later backup: people erased
        /// since this backup are erased again.
        #[arg(long, value_name = "FILE")]
        erasures: Option<std::path::PathBuf>,
    },
    /// Check data and settings and say what to correct; changes nothing.
    Doctor(commands::doctor::DoctorArguments),
    Outcome(commands::outcome::Args),
    Assign(commands::assign::Args),
    /// Cleans one file within limits of memory and time; `serve` runs it.
    #[command(hide = true)]
    CleanFile {
        /// Its kind, as an extension.
        kind: String,
        /// Where it lies.
        file: std::path::PathBuf,
    },
    /// Print the description of the API (OpenAPI 3.1).
    Openapi,
    /// Work with receipts of submitted entries.
    #[command(subcommand)]
    Receipt(Receipt),
}

#[derive(Subcommand)]
enum Receipt {
    /// Check that a receipt and its content have not changed.
    Verify {
        /// The receipt file.
        file: std::path::PathBuf,
    },
}

#[rocket::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(code) => code,
        Err(error) => {
            for line in format!("{error:#}").lines() {
                eprintln!("palmares: {line}");
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut config = Config::load(arguments.config.as_deref())?;
    if let Some(data) = arguments.data {
        config.data = data;
    }
    match arguments.command {
        Command::Serve => {
            logging::of_the_server(&config.log)?;
            commands::open_files::raise_limit();
        }
        _ => logging::of_a_command(&config.log)?,
    }
    match arguments.command {
        Command::Serve => commands::serve::run(config).await?,
        Command::Demo(arguments) => commands::demo::run(config, arguments).await?,
        Command::Edition(task) => return commands::edition::run(config, task).await,
        Command::History(task) => return commands::edition::history::run(config, task).await,
        Command::Export(arguments) => commands::export::run(config, arguments).await?,
        Command::Admin(task) => commands::admin::run(config, task).await?,
        Command::Erase(arguments) => commands::erase::run(config, arguments).await?,
        Command::Audit(task) => return commands::audit::run(config, task).await,
        Command::Backup { dir } => return commands::backup::backup(config, &dir).await,
        Command::Restore { dir, erasures } => {
            commands::backup::restore(config, &dir, erasures.as_deref()).await?;
        }
        Command::Doctor(arguments) => return commands::doctor::run(config, arguments).await,
        Command::Outcome(arguments) => return commands::outcome::run(&arguments),
        Command::Assign(arguments) => return commands::assign::run(&arguments),
        Command::CleanFile { kind, file } => return Ok(commands::clean_file::run(&kind, &file)),
        Command::Openapi => commands::openapi::run()?,
        Command::Receipt(Receipt::Verify { file }) => return commands::receipt::verify(&file),
    }
    Ok(ExitCode::SUCCESS)
}
