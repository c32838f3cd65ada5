//! What a move to another category does to the judges' work: the choice, and the numbers.

use entity::PublicId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::editions::Named;

/// What becomes of the scoresheets of an entry that is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sheets {
    /// All are put aside. They hold again if the entry is moved back.
    KeepAside,
    /// Those of judges who sit on the panel of the new category too go with the entry; the others
    /// are put aside.
    #[default]
    CarryOver,
}

/// What moving an entry would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovePreview {
    /// The category it leaves.
    pub from: Named,
    /// The category it comes to.
    pub to: Named,
    /// Round by round, in the order of the edition.
    pub rounds: Vec<MoveRound>,
}

/// What it would do in one round.
#[derive(Debug, Serialize, ToSchema)]
pub struct MoveRound {
    pub round: String,
    pub name: String,
    /// All who have the entry now.
    pub now: WorkCount,
    /// Of them, those who sit on the panel of the new category too: `carry_over` leaves their
    /// sheets with the entry.
    pub on_both_panels: WorkCount,
    /// Of them, the others: they lose the entry, and their sheets are put aside.
    pub only_on_this_panel: WorkCount,
    /// Put aside when the entry left the new category before: they hold again.
    pub returning: WorkCount,
    /// Who could be assigned: the panel of the new category, but judges with a conflict.
    pub new_panel: Vec<PanelSeat>,
}

/// Judges and their progress.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkCount {
    pub judges: usize,
    pub handed_in: usize,
    /// Sheets started and not handed in.
    pub drafts: usize,
    /// Mean of the sheets handed in, in percent of the scale, e.g. `78.33`.
    pub score: Option<String>,
}

/// A judge on the panel of the new category.
#[derive(Debug, Serialize, ToSchema)]
pub struct PanelSeat {
    pub id: PublicId,
    pub name: String,
}

/// What a move did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Moved {
    /// Judges who have the entry no more.
    pub judges_leaving: usize,
    /// Sheets that were handed in and are put aside.
    pub sheets_set_aside: usize,
    pub drafts_set_aside: usize,
    /// Judges who keep it with what they have written.
    pub judges_staying: usize,
    /// Judges who have it again, with the sheets of before.
    pub judges_returning: usize,
}
