//! What the doctor finds.

use serde::Serialize;

/// One thing that was looked at.
#[derive(Debug, Serialize)]
pub struct Check {
    /// What it is about.
    pub name: &'static str,
    /// What is not as it should be.
    pub findings: Vec<Finding>,
}

/// Something that is not as it should be.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub level: Level,
    /// What.
    pub what: String,
    /// What to do about it.
    #[serde(rename = "do")]
    pub remedy: &'static str,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Good to know.
    Note,
    /// To be put right.
    Fault,
}

impl Level {
    /// As it is printed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Fault => "FAULT",
        }
    }
}

/// Of many alike, so many are named one by one.
const NAMED: usize = 20;

impl Check {
    /// With what was found; of very many findings the first.
    pub fn of(name: &'static str, mut findings: Vec<Finding>) -> Self {
        let more = findings.len().saturating_sub(NAMED);
        if more > 0 {
            findings.truncate(NAMED);
            let level = findings.iter().map(|finding| finding.level).max().unwrap_or(Level::Fault);
            let remedy = "Correct these, then run the doctor again.";
            findings.push(Finding { level, what: format!("and {more} more of this kind"), remedy });
        }
        Self { name, findings }
    }

    /// Of something that can only succeed or fail.
    pub fn outcome(name: &'static str, remedy: &'static str, outcome: anyhow::Result<()>) -> Self {
        let findings = outcome.err().map(|error| fault(format!("{error:#}"), remedy));
        Self::of(name, findings.into_iter().collect())
    }

    /// The worst finding.
    pub fn level(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }
}

/// Something to be put right.
pub fn fault(what: impl Into<String>, remedy: &'static str) -> Finding {
    Finding { level: Level::Fault, what: what.into(), remedy }
}

/// Something good to know.
pub fn note(what: impl Into<String>, remedy: &'static str) -> Finding {
    Finding { level: Level::Note, what: what.into(), remedy }
}
