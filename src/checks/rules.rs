//! What may become of an entry when the secretariat has looked at it.

use entity::{Timestamp, entry::EntryState, entry_check::CheckResult};

use crate::editions::{EditionDocument, Round, WindowState};

/// The entry stands where this finding cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry that is {} cannot become {}", .from.as_str(), .result.as_str())]
pub struct NotNow {
    /// Where the entry stands.
    pub from: EntryState,
    /// The finding asked for.
    pub result: CheckResult,
}

/// Where an entry stands after a finding. Moving it to another category leaves
/// it where it stands.
///
/// # Errors
/// The finding makes no sense for an entry that stands here.
pub fn after(from: EntryState, result: CheckResult) -> Result<EntryState, NotNow> {
    use EntryState::{Disqualified, Eligible, Incomplete, Ineligible, Submitted};
    match (result, from) {
        (CheckResult::Eligible, Submitted | Incomplete | Ineligible) => Ok(Eligible),
        (CheckResult::Ineligible, Submitted | Incomplete | Eligible) => Ok(Ineligible),
        // Again for one that is sent back already: with another date.
        (CheckResult::Incomplete, Submitted | Incomplete) => Ok(Incomplete),
        (CheckResult::Moved, Submitted | Incomplete | Eligible | Ineligible) => Ok(from),
        (CheckResult::Disqualified, Submitted | Incomplete | Eligible | Ineligible) => Ok(Disqualified),
        (result, from) => Err(NotNow { from, result }),
    }
}

/// What can be found about an entry that stands here, for the buttons of a page.
pub fn possible(from: EntryState) -> Vec<CheckResult> {
    let all = [
        CheckResult::Eligible,
        CheckResult::Ineligible,
        CheckResult::Incomplete,
        CheckResult::Moved,
        CheckResult::Disqualified,
    ];
    all.into_iter().filter(|result| after(from, *result).is_ok()).collect()
}

/// The round that lists and dashboard speak of: the last that has begun, else the first.
pub fn current_round(document: &EditionDocument, now: Timestamp) -> Option<&Round> {
    let begun = |round: &&Round| {
        document.round_window(round).is_some_and(|window| window.state(now) != WindowState::Before)
    };
    document.rounds.iter().rfind(begun).or(document.rounds.first())
}

#[cfg(test)]
mod tests {
    use entity::{
        entry::EntryState::{
            self, Disqualified, Draft, Eligible, Incomplete, Ineligible, Submitted, Withdrawn,
        },
        entry_check::CheckResult,
    };

    use super::{after, possible};

    /// The states of architecture section 1: draft → submitted → (incomplete ↔
    /// submitted) → eligible | ineligible; disqualified from wherever it was received.
    #[test]
    fn each_finding_leads_where_the_rules_say() {
        const NO: Option<EntryState> = None;
        let table = [
            // from, eligible, ineligible, incomplete, moved, disqualified
            (Draft, NO, NO, NO, NO, NO),
            (
                Submitted,
                Some(Eligible),
                Some(Ineligible),
                Some(Incomplete),
                Some(Submitted),
                Some(Disqualified),
            ),
            (
                Incomplete,
                Some(Eligible),
                Some(Ineligible),
                Some(Incomplete),
                Some(Incomplete),
                Some(Disqualified),
            ),
            (Eligible, NO, Some(Ineligible), NO, Some(Eligible), Some(Disqualified)),
            (Ineligible, Some(Eligible), NO, NO, Some(Ineligible), Some(Disqualified)),
            (Withdrawn, NO, NO, NO, NO, NO),
            (Disqualified, NO, NO, NO, NO, NO),
        ];
        for (from, eligible, ineligible, incomplete, moved, disqualified) in table {
            for (result, expected) in [
                (CheckResult::Eligible, eligible),
                (CheckResult::Ineligible, ineligible),
                (CheckResult::Incomplete, incomplete),
                (CheckResult::Moved, moved),
                (CheckResult::Disqualified, disqualified),
            ] {
                assert_eq!(after(from, result).ok(), expected, "{from:?} {result:?}");
                assert_eq!(possible(from).contains(&result), expected.is_some(), "{from:?} {result:?}");
            }
        }
    }
}
