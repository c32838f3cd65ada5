//! Where an edition stands: derived from its windows and the clock, never stored.

use entity::{Timestamp, edition::EditionState};
use serde::Serialize;
use utoipa::ToSchema;

use super::{EditionDocument, WindowState, error::EditionError};

/// The phase of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The call has not opened yet.
    Announced,
    /// Entries come in.
    Call,
    /// No more entries; the judges have not begun.
    Check,
    /// Judges score in at least one round.
    Judging,
    /// The last round has closed.
    Judged,
}

impl Phase {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Call => "call",
            Self::Check => "check",
            Self::Judging => "judging",
            Self::Judged => "judged",
        }
    }
}

/// The phase of an edition at an instant. Between two rounds it is still judging.
pub fn phase(document: &EditionDocument, now: Timestamp) -> Phase {
    match document.call().map(|window| window.state(now)) {
        None | Some(WindowState::Before) => return Phase::Announced,
        Some(WindowState::Open) => return Phase::Call,
        Some(WindowState::After) => {}
    }
    let states = || document.judged().filter_map(|round| document.round_window(round)).map(|w| w.state(now));
    if states().all(|state| state == WindowState::Before) {
        Phase::Check
    } else if states().all(|state| state == WindowState::After) {
        Phase::Judged
    } else {
        Phase::Judging
    }
}

/// The state that an edition is given, if it has not got it yet: a draft is published, a published
/// edition archived, and an archived one brought back. What people have seen is no draft again.
pub fn becomes(now: EditionState, wanted: EditionState) -> Result<Option<EditionState>, EditionError> {
    use EditionState::{Archived, Draft, Published};
    match (now, wanted) {
        (Draft | Archived, Published) | (Published, Archived) => Ok(Some(wanted)),
        _ if now == wanted => Ok(None),
        _ => Err(EditionError::State(now)),
    }
}

#[cfg(test)]
mod tests {
    use entity::Timestamp;

    use super::{Phase, phase};
    use crate::editions::sample::essa_2023;

    /// The published dates of the European Social Services Awards 2023.
    #[test]
    fn the_phase_of_essa_2023_follows_its_calendar() {
        let essa = essa_2023().expect("the sample is valid");
        for (at, expected) in [
            ("2023-03-27T06:59:59.999Z", Phase::Announced),
            ("2023-03-27T07:00:00Z", Phase::Call),
            ("2023-06-30T21:59:59.999Z", Phase::Call),
            ("2023-06-30T22:00:00Z", Phase::Check),
            ("2023-07-23T22:00:00Z", Phase::Judging),
            ("2023-09-08T22:00:00Z", Phase::Judged),
        ] {
            assert_eq!(phase(&essa, Timestamp::parse(at).expect("an instant")), expected, "{at}");
        }
    }
}
