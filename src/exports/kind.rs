//! What can be exported.

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Entries with all their answers, one column each.
    Entries,
    /// Scores: one row per judge, entry and criterion.
    Scores,
    /// Results: one row per entry and category.
    Results,
    /// Judges and their progress.
    Judges,
    /// Who to contact about each entry.
    Contacts,
    /// Which judge may not see which entry, and why.
    Conflicts,
    /// Who agreed to which text, and when.
    Consents,
    #[value(name = "set_aside")]
    /// Scores that no longer count: of entries that were moved and judges who were removed.
    SetAside,
    /// Questions: what each column of `entries` answers.
    Questions,
}

impl Kind {
    /// The word in addresses, file names and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Scores => "scores",
            Self::Results => "results",
            Self::Judges => "judges",
            Self::Contacts => "contacts",
            Self::Conflicts => "conflicts",
            Self::Consents => "consents",
            Self::SetAside => "set_aside",
            Self::Questions => "questions",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::from_str(word, false).ok()
    }
}
