//! Which judges are meant to get which entries.

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId,
    ids::{EntryId, JudgeId},
};

use super::inputs::Inputs;
use crate::{
    editions::CategoryKind,
    judging::{
        access::StaffRound,
        error::{InputFault, JudgingError},
        input::AssignmentPair,
        rules::{Candidate, EnteringOrganisation},
        store::{assignments::PoolEntry, panels::Seat},
    },
};

pub type Pairs<'a> = Vec<(&'a Candidate, EntryId, &'a EnteringOrganisation)>;

/// All judges of a panel, all entries of its category; of all categories but one's own.
pub fn of_panels<'a>(
    inputs: &'a Inputs,
    place: &StaffRound,
    category: Option<&str>,
    own: &HashSet<String>,
) -> Result<Pairs<'a>, JudgingError> {
    if category.is_some_and(|key| own.contains(key)) {
        return Err(JudgingError::OwnStake);
    }
    if let Some(key) = category
        && place.edition().document.category(key).is_none_or(|c| c.kind != CategoryKind::Open)
    {
        let detail = "The edition has no open category with this name.";
        let fault = InputFault::new("/category".into(), "unknown_category", detail);
        return Err(JudgingError::Invalid(vec![fault]));
    }
    let by_id: HashMap<JudgeId, &Candidate> = inputs.candidates.iter().map(|c| (c.id, c)).collect();
    let wanted =
        |seat: &&Seat| category.is_none_or(|key| key == seat.category) && !own.contains(&seat.category);
    let mut pairs = Pairs::new();
    for seat in inputs.seats.iter().filter(wanted) {
        let Some(judge) = by_id.get(&seat.judge) else { continue };
        let entries = inputs.pool.iter().filter(|entry| entry.category == seat.category);
        pairs.extend(entries.map(|entry| (*judge, entry.id, &entry.entrant)));
    }
    Ok(pairs)
}

/// Pairs by their ids. Nobody picks judges where they enter or judge (security bar AC-25).
pub fn named<'a>(
    inputs: &'a Inputs,
    named: &[AssignmentPair],
    own: &HashSet<String>,
) -> Result<Pairs<'a>, JudgingError> {
    let judges: HashMap<&PublicId, &Candidate> =
        inputs.judges.iter().map(|judge| &judge.public_id).zip(&inputs.candidates).collect();
    let entries: HashMap<&PublicId, &PoolEntry> =
        inputs.pool.iter().map(|entry| (&entry.public_id, entry)).collect();
    let (mut pairs, mut faults) = (Pairs::new(), Vec::new());
    for (place, pair) in named.iter().enumerate() {
        match (judges.get(&pair.judge), entries.get(&pair.entry)) {
            (_, Some(entry)) if own.contains(&entry.category) => {
                let detail = "You enter or judge in this category, so a colleague picks its judges.";
                faults.push(InputFault::new(format!("/pairs/{place}/entry"), "own_entry", detail));
            }
            (Some(judge), Some(entry)) => pairs.push((*judge, entry.id, &entry.entrant)),
            (None, _) => {
                let detail = "This person is not a judge of the edition, or has declined.";
                faults.push(InputFault::new(format!("/pairs/{place}/judge"), "unknown_judge", detail));
            }
            (_, None) => {
                let detail = "This is not an eligible entry of the edition.";
                faults.push(InputFault::new(format!("/pairs/{place}/entry"), "unknown_entry", detail));
            }
        }
    }
    if faults.is_empty() { Ok(pairs) } else { Err(JudgingError::Invalid(faults)) }
}
