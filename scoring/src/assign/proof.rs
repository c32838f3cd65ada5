//! Why no assignment exists, in words that can be counted after.

use super::feasible::{Shortfall, shortfall};
use super::problem::Problem;
use std::fmt;

/// A minimum cut: entries and judges whose numbers cannot be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// Entries need more scores than the judges allowed for them can give.
    TooFewJudges {
        /// The entries.
        entries: Vec<usize>,
        /// Scores they need together.
        need: usize,
        /// All judges allowed for any of them.
        judges: Vec<usize>,
        /// The most those can give: each their maximum load, or one score per entry allowed.
        can_give: usize,
    },
    /// Judges must take more than the entries open to them need.
    TooFewEntries {
        /// The judges.
        judges: Vec<usize>,
        /// Their minimum loads together.
        need: usize,
        /// All entries open to any of them.
        entries: Vec<usize>,
        /// The most those can take from them.
        can_take: usize,
    },
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewJudges { entries, need, judges, can_give } => write!(
                f,
                "{} {} {need} scores, the {} allowed for {} can give {can_give}",
                these(entries.len(), "entry", "entries"),
                if entries.len() == 1 { "needs" } else { "need" },
                many(judges.len(), "judge", "judges"),
                if entries.len() == 1 { "it" } else { "them" },
            ),
            Self::TooFewEntries { judges, need, entries, can_take } => write!(
                f,
                "{} must take at least {need} entries, the {} open to {} can give them {can_take}",
                these(judges.len(), "judge", "judges"),
                many(entries.len(), "entry", "entries"),
                if judges.len() == 1 { "that judge" } else { "them" },
            ),
        }
    }
}

fn these(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("this {one}") } else { format!("these {count} {more}") }
}

fn many(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// The proof that a problem has no assignment, `None` if it has one.
pub fn find(problem: &Problem) -> Option<Proof> {
    let allowed = problem.allowed();
    let open =
        |entry: usize, judge: usize| allowed.get(entry * problem.judges + judge).copied().unwrap_or(false);
    let per_entry = |entry: usize| problem.judges_per_entry.get(entry).copied().unwrap_or(0);
    let load = |judge: usize| problem.loads.get(judge).map_or((0, 0), |load| (load.min, load.max));
    Some(match shortfall(problem, &allowed)? {
        Shortfall::Entries(entries) => {
            let reach = |judge: usize| entries.iter().filter(|entry| open(**entry, judge)).count();
            let judges: Vec<usize> = (0..problem.judges).filter(|judge| reach(*judge) > 0).collect();
            let can_give = judges.iter().map(|judge| reach(*judge).min(load(*judge).1)).sum();
            let need = entries.iter().map(|entry| per_entry(*entry)).sum();
            Proof::TooFewJudges { entries, need, judges, can_give }
        }
        Shortfall::Judges(judges) => {
            let reach = |entry: usize| judges.iter().filter(|judge| open(entry, **judge)).count();
            let entries: Vec<usize> = (0..problem.entries).filter(|entry| reach(*entry) > 0).collect();
            let can_take = entries.iter().map(|entry| reach(*entry).min(per_entry(*entry))).sum();
            let need = judges.iter().map(|judge| load(*judge).0).sum();
            Proof::TooFewEntries { judges, need, entries, can_take }
        }
    })
}
