//! Pure decisions: which conflicts an organisation makes, and what they take and give back.

use std::collections::{HashMap, HashSet};

use entity::{
    assignment::AssignmentState, conflict::ConflictKind, ids::EntryId, scoresheet::ScoresheetState,
};

use super::views::{ConflictChange, WorkOfJudge};
use crate::judging::rules::{Candidate, EnteringOrganisation};

/// What is on record about a judge and an entry: where it came from, and whether it holds.
pub type Record = (EntryId, ConflictKind, bool);

#[derive(Clone, Copy, Debug)]
pub struct JudgedEntry {
    pub entry: EntryId,
    pub state: AssignmentState,
    pub sheet: Option<ScoresheetState>,
}

/// Conflicts as the program finds them with a judge's organisations.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub new: Vec<EntryId>,
    /// On record because of an organisation that is none of the judge's.
    pub gone: Vec<EntryId>,
}

pub fn reconsider(
    judge: &Candidate,
    entries: &[(EntryId, EnteringOrganisation)],
    records: &[Record],
) -> Found {
    let known: HashMap<EntryId, &Record> = records.iter().map(|record| (record.0, record)).collect();
    let mut found = Found::default();
    for (entry, entrant) in entries {
        match known.get(entry) {
            None if judge.is_likely_of(entrant) => found.new.push(*entry),
            Some((_, ConflictKind::Organisation, true)) if !judge.is_likely_of(entrant) => {
                found.gone.push(*entry);
            }
            _ => {}
        }
    }
    found
}

impl Found {
    pub fn effect(&self, work: &[JudgedEntry]) -> ConflictChange {
        let of = |entries: &[EntryId], state| {
            let entries: HashSet<EntryId> = entries.iter().copied().collect();
            count(work.iter().filter(|work| work.state == state && entries.contains(&work.entry)))
        };
        ConflictChange {
            added: self.new.len(),
            taken_back: self.gone.len(),
            leaving: of(&self.new, AssignmentState::Active),
            returning: of(&self.gone, AssignmentState::Recused),
        }
    }
}

pub fn count<'a>(work: impl Iterator<Item = &'a JudgedEntry>) -> WorkOfJudge {
    let mut sum = WorkOfJudge::default();
    for work in work {
        sum.assigned = sum.assigned.saturating_add(1);
        let place = match work.sheet {
            None => continue,
            Some(ScoresheetState::Draft) => &mut sum.started,
            Some(ScoresheetState::HandedIn) => &mut sum.handed_in,
        };
        *place = place.saturating_add(1);
    }
    sum
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use entity::{
        assignment::AssignmentState,
        conflict::ConflictKind,
        ids::{EntryId, JudgeId, OrganisationId},
        scoresheet::ScoresheetState,
    };

    use super::{Candidate, EnteringOrganisation, Found, JudgedEntry, reconsider};
    use crate::judging::roster::views::{ConflictChange, WorkOfJudge};

    #[test]
    fn a_decision_of_a_person_is_never_overwritten() {
        let entries = [(1, "osijek"), (2, "osijek"), (3, "tusla"), (4, "tusla")].map(|(id, key)| {
            (EntryId(id), EnteringOrganisation { organisation: OrganisationId(id), match_key: key.into() })
        });
        let records = [
            (EntryId(2), ConflictKind::Organisation, false), // lifted
            (EntryId(3), ConflictKind::Declared, true),
            (EntryId(4), ConflictKind::Organisation, true),
        ];
        let found = |own: &str| {
            let organisations = vec![own.to_owned()];
            let judge = Candidate { id: JudgeId(1), organisations, member_of: HashSet::new() };
            reconsider(&judge, &entries, &records)
        };
        let at_osijek = Found { new: vec![EntryId(1)], gone: vec![EntryId(4)] };
        assert_eq!(found("osijek"), at_osijek);
        assert_eq!(found("tusla"), Found::default());
        assert_eq!(found(""), Found { new: vec![], gone: vec![EntryId(4)] });
    }

    #[test]
    fn what_leaves_and_what_returns_is_counted_by_its_sheets() {
        let work = |entry, state, sheet| JudgedEntry { entry: EntryId(entry), state, sheet };
        let work = [
            work(1, AssignmentState::Active, Some(ScoresheetState::HandedIn)),
            work(1, AssignmentState::Active, Some(ScoresheetState::Draft)),
            work(1, AssignmentState::Removed, Some(ScoresheetState::Draft)),
            work(4, AssignmentState::Recused, None),
            work(5, AssignmentState::Active, None),
        ];
        let found = Found { new: vec![EntryId(1)], gone: vec![EntryId(4)] };
        let expected = ConflictChange {
            added: 1,
            taken_back: 1,
            leaving: WorkOfJudge { assigned: 2, started: 1, handed_in: 1 },
            returning: WorkOfJudge { assigned: 1, started: 0, handed_in: 0 },
        };
        assert_eq!(found.effect(&work), expected);
    }
}
