//! Reads the arguments and hands over.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use palmares::{commands, config::Config, logging};

/// Memory of large password hashes goes back to the system (glibc keeps it).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Awards from the nomination to the published result.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Settings file; default `palmares.toml` if there is one.
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
    /// Runs the web server.
    Serve,
    /// Writes a made-up sample edition into an empty data directory.
    Demo(commands::demo::DemoArguments),
    /// Edition documents: all rules of an edition as one JSON file.
    #[command(subcommand)]
    Edition(commands::edition::Task),
    /// Writes a table of an edition as CSV.
    Export(commands::export::ExportArguments),
    /// What only who runs the machine may do.
    #[command(subcommand)]
    Admin(commands::admin::Task),
    /// The log of who did what, and whether it is still what it was.
    #[command(subcommand)]
    Audit(commands::audit::Task),
    /// Erases a person, also from the log; what they did keeps a number for a name.
    Erase(commands::erase::EraseArguments),
    /// Copies everything into an empty folder, also while the program serves.
    Backup {
        /// The folder.
        dir: std::path::PathBuf,
    },
    /// Brings a backup back into an empty data directory.
    Restore {
        /// The folder of the backup.
        dir: std::path::PathBuf,
        /// The newest `erasures.json`, from the data directory or a later backup: who was erased
        /// since this backup is erased again.
        #[arg(long, value_name = "FILE")]
        erasures: Option<std::path::PathBuf>,
    },
    /// Checks data and settings, and says what to do; changes nothing.
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
    /// Prints the description of the API (OpenAPI 3.1).
    Openapi,
    /// Receipts of submitted entries.
    #[command(subcommand)]
    Receipt(Receipt),
}

#[derive(Subcommand)]
enum Receipt {
    /// Recomputes the SHA-256 of a receipt file.
    Verify {
        /// The receipt.
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
