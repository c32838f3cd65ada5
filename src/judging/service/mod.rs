//! Use cases of judging, one transaction each.

mod accept;
mod assign;
mod comments;
mod conflict;
mod coverage;
mod invite;
mod lists;
mod panels;
mod read;
mod remind;
mod score;
mod window;

pub use accept::{Accepted, answer_invitation};
pub use assign::{assign, remove_assignment, review_assignments};
pub use comments::{feedback, panel_comments, release_feedback, staff_comments};
pub use conflict::{add_conflict, declare_conflict, lift_conflict, list_conflicts, tell_judge};
pub use coverage::{Asked, show_coverage};
pub use invite::{invite, list_judges, read_pasted, remove_judge};
pub use lists::{Part, PartOfList, own_list, own_rounds};
pub use panels::{set_panel, show_round};
pub use read::{AssignedFile, file, picture, show_entry};
pub use remind::{remind_all, remind_chosen, remind_one, review_reminders, undo_mails};
pub use score::{hand_in, hand_in_all, reopen, save};
pub use window::{close_round, open_round};

use crate::{
    editions::{Edition, Round, Window},
    mail::{LocalTime, Message},
};

/// The programme and edition as mails name them.
pub(super) fn edition_name(edition: &Edition) -> String {
    edition.document.edition.name.clone()
}

/// The end of a window as mails tell it.
fn end_of(edition: &Edition, window: &Window) -> LocalTime {
    LocalTime { at: window.to().instant(), zone: edition.document.programme.timezone.clone() }
}

/// That a judge has so many more entries to score in a round.
fn assigned(edition: &Edition, round: &Round, count: usize) -> Option<Message> {
    Some(Message::JudgeAssigned {
        edition: edition_name(edition),
        count: u32::try_from(count).unwrap_or(u32::MAX),
        until: end_of(edition, edition.document.round_window(round)?),
        page: list_page(edition, &round.key),
    })
}

fn list_page(edition: &Edition, round: &str) -> String {
    format!("/judging/{}/{round}", edition.path())
}
