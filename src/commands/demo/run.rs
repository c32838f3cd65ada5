//! `palmares demo`: an edition that comes with the program to look at, filled with what is made up
//! and marked as a sample, the same each time for the same seed.

use std::{fs, path::Path};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};

use super::fill::fill;
use crate::{
    clock::Clock,
    config::Config,
    editions::sample::{Sample, Stage},
};

/// Sample sign-ins; all have the same password.
pub const ADMIN: &str = "admin@example.org";
pub const STAFF: &str = "staff@example.org";
pub const JUDGE: &str = "judge@example.org";
/// Somebody who enters.
pub const ENTRANT: &str = "entrant@example.org";
/// Their password. It opens nothing but made-up data.
pub const PASSWORD: &str = "sample boats at dawn";

/// What to make up.
#[derive(Args, Clone, Copy, Debug)]
pub struct DemoArguments {
    /// The edition, one of those that come with the program.
    #[arg(long, default_value = "essa/2023")]
    edition: Sample,
    /// The stage of the sample edition.
    #[arg(long, value_enum, default_value = "judging")]
    stage: StageArgument,
    /// The same seed gives the same sample.
    #[arg(long, default_value_t = 2023)]
    seed: u64,
    /// Number of entries.
    #[arg(long, default_value_t = 119, value_parser = clap::value_parser!(u64).range(1..=20_000))]
    entries: u64,
    /// Number of judges.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u64).range(0..=2_000))]
    judges: u64,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StageArgument {
    /// Entries are open.
    Call,
    /// Staff check entries.
    Check,
    /// Judges score.
    Judging,
    /// Judging is closed.
    Judged,
}

#[derive(Clone, Copy, Debug)]
pub struct DemoOrder {
    pub edition: Sample,
    pub stage: Stage,
    pub seed: u64,
    pub entries: u64,
    pub judges: u64,
}

impl From<DemoArguments> for DemoOrder {
    fn from(arguments: DemoArguments) -> Self {
        let stage = match arguments.stage {
            StageArgument::Call => Stage::Call,
            StageArgument::Check => Stage::Check,
            StageArgument::Judging => Stage::Judging,
            StageArgument::Judged => Stage::Judged,
        };
        let DemoArguments { edition, seed, entries, judges, .. } = arguments;
        Self { edition, stage, seed, entries, judges }
    }
}

/// Writes the sample into an empty directory.
pub async fn run(mut config: Config, arguments: DemoArguments) -> anyhow::Result<()> {
    // The reserve is kept for the texts of people at work, and nobody works here yet.
    config.disk.reserve_mib = 0;
    let dir = config.data.clone();
    let is_free = !dir.exists() || fs::read_dir(&dir)?.next().is_none();
    anyhow::ensure!(is_free, "{} is not empty; demo writes into an empty directory only", dir.display());
    let app = crate::open(config, Clock::manual(Clock::System.now())).await?;
    app.close(fill(&app, arguments.into()).await).await?;
    SignIns::sample().write(&dir)?;
    println!("A sample of {} is in {}", arguments.edition.path, dir.display());
    print!("{}", SignIns::sample());
    Ok(())
}

/// The sample sign-ins, kept beside the data so that `serve` can print them.
#[derive(Debug, Deserialize, Serialize)]
pub struct SignIns {
    /// Address and role of each.
    accounts: Vec<(String, String)>,
    password: String,
}

impl SignIns {
    fn sample() -> Self {
        let account = |email: &str, role: &str| (email.to_owned(), role.to_owned());
        Self {
            accounts: vec![
                account(ENTRANT, "entrant"),
                account(JUDGE, "judge"),
                account(STAFF, "member of the awards team"),
                account(ADMIN, "administrator"),
            ],
            password: PASSWORD.to_owned(),
        }
    }

    fn write(&self, dir: &Path) -> anyhow::Result<()> {
        Ok(fs::write(dir.join("sample.json"), serde_json::to_string_pretty(self)?)?)
    }

    /// Those of a data directory, if it holds a sample.
    pub fn read(dir: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(dir.join("sample.json")).ok()?).ok()
    }
}

impl std::fmt::Display for SignIns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "Sample sign-ins (made-up data; password for all: {})", self.password)?;
        self.accounts.iter().try_for_each(|(email, role)| writeln!(f, "  {email:<22} {role}"))
    }
}
