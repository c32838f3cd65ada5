//! The overview as work, and the counts beside the pages it leads to.

use std::collections::BTreeMap;

use entity::{PublicId, Timestamp, entry::EntryState};
use serde::Serialize;
use utoipa::ToSchema;

use crate::editions::{Phase, WindowView};

/// Shows what waits in an edition, what goes wrong, and what comes next.
#[derive(Debug, Serialize, ToSchema)]
pub struct Work {
    pub phase: Phase,
    pub windows: BTreeMap<String, WindowView>,
    /// The round that is meant: the last that has started, else the first.
    pub round: Option<String>,
    /// What waits for a decision; what there is none of is left out.
    pub needs_you: Vec<NeedsYou>,
    /// What goes wrong; what there is none of is left out.
    pub trouble: Vec<Trouble>,
    /// What comes next, the nearest first.
    pub coming: Vec<Coming>,
    pub judges: JudgesAtWork,
    pub figures: Figures,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NeedsYou {
    EntriesToCheck {
        count: i64,
        /// When the one that has waited longest was submitted.
        oldest: Option<Timestamp>,
        query: &'static str,
    },
    /// Entries whose nominee declined or has not accepted in time.
    NotAccepted { count: i64, query: &'static str },
    /// Decisions whose e-mails wait.
    DecisionsToTell { count: i64 },
    /// People who ask for their account to be deleted; for admins.
    Erasures {
        count: i64,
        /// When the first of them asked.
        oldest: Option<Timestamp>,
    },
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Trouble {
    /// Entries with fewer judges than the round needs.
    FewJudges { count: i64, needs: u32, query: &'static str },
    /// E-mails that did not arrive.
    FailedMails { count: i64, query: &'static str },
    /// Judges who will not finish in time at their pace until now.
    JudgesBehind { count: usize, closes_at: Timestamp },
    /// Entries with a file that could not be opened or cleaned, so that judges do not get it.
    UncleanFiles { count: i64, query: &'static str },
    /// The server is low on disk space: uploads are refused.
    LowDisk,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Coming {
    WindowOpens {
        at: Timestamp,
        window: String,
    },
    /// From this instant on it is closed.
    WindowCloses {
        at: Timestamp,
        window: String,
    },
    /// A date people should know.
    Milestone {
        at: Timestamp,
        label: String,
    },
    /// Entries that were sent back are due on this day.
    ReturnsDue {
        /// The last of the day.
        at: Timestamp,
        /// The day in the edition's time zone, `2023-07-05`.
        day: String,
        count: i64,
    },
    /// The program sends e-mails that wait for their time.
    MailsGo {
        /// The first of them.
        at: Timestamp,
        /// How many; no more than 50 are counted.
        count: usize,
    },
    /// The program deletes drafts that were never submitted.
    DraftsDeleted {
        at: Timestamp,
        count: i64,
    },
    /// The program deletes the files of entries that are on no shortlist.
    FilesDeleted {
        at: Timestamp,
    },
}

/// How far the judges are, without what is kept from the reader.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgesAtWork {
    /// Invited, whatever they answered.
    pub invited: i64,
    pub accepted: i64,
    pub declined: i64,
    pub handed_in: i64,
    pub assigned: i64,
    /// Judges who will not finish in time at their pace until now.
    pub behind: usize,
    /// The five who are furthest behind, of those who have not finished.
    pub furthest_behind: Vec<JudgeBehind>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeBehind {
    pub id: PublicId,
    pub name: String,
    pub handed_in: i64,
    pub assigned: i64,
    pub last_active: Option<Timestamp>,
    /// Whether the judge will not finish in time at this pace.
    pub behind: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Figures {
    /// Entries that were received and not withdrawn.
    pub entries: i64,
    /// Entries by state; every state is there.
    pub by_state: Vec<StateCount>,
    /// Entries by category, in the order of the edition; every open category is there.
    pub by_category: Vec<CategoryCount>,
    /// Entries by country, the most eligible first.
    pub by_country: Vec<CountryCount>,
    /// Entries by day of the edition's time zone, from the first to the last with any.
    pub by_day: Vec<DayCount>,
    /// Sheets of the round; absent while there is no round that has started.
    pub sheets: Option<SheetFigures>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StateCount {
    pub state: EntryState,
    /// How many.
    pub total: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CategoryCount {
    pub key: String,
    pub name: String,
    /// Received and not withdrawn.
    pub entries: i64,
    /// Never submitted.
    pub drafts: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CountryCount {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub eligible: i64,
    /// Received and not withdrawn.
    pub entries: i64,
    /// Never submitted.
    pub drafts: i64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DayCount {
    /// The day, `2023-06-30`.
    pub day: String,
    pub started: i64,
    /// Submitted for the last time.
    pub submitted: i64,
}

/// Sheets of a round against an even pace.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetFigures {
    pub from: Timestamp,
    pub to: Timestamp,
    pub assigned: i64,
    pub handed_in: i64,
    /// Sheets that would be handed in by now at an even pace.
    pub at_even_pace: i64,
    /// Days of the edition's time zone, from the first of the round to today or its last.
    pub by_day: Vec<SheetDay>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SheetDay {
    /// The day, `2023-07-30`.
    pub day: String,
    pub handed_in: i64,
}

/// What waits, in numbers: beside the pages that show it, and for the views of the list of entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// Entries to check: `state=submitted`.
    pub to_check: i64,
    /// Entries with too few judges: `few_judges=true`.
    pub few_judges: i64,
    /// Entries that were sent back: `state=incomplete`.
    pub sent_back: i64,
    /// Drafts that were never submitted: `state=draft`.
    pub drafts: i64,
    /// Entries in whatever state.
    pub entries: i64,
    /// E-mails that did not arrive: `state=failed`.
    pub failed_mails: i64,
    /// Entries with a file that could not be opened or cleaned.
    pub unclean_files: i64,
    /// Judges who were invited or have accepted.
    pub judges: i64,
    /// Requests for erasure, for admins; else 0.
    pub erasures: i64,
    /// Decisions whose e-mails wait.
    pub to_tell: i64,
}
