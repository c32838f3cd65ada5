//! Reads the arguments and hands over.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use palmares::{commands, config::Config};

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
}

#[rocket::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("palmares: {error:#}");
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
        Command::Serve => commands::serve::run(config).await?,
        Command::Demo(arguments) => commands::demo::run(config, arguments).await?,
    }
    Ok(ExitCode::SUCCESS)
}
