//! What is known before entries go to judges, and what judges and entries are called afterwards.

use std::collections::HashMap;

use entity::{
    conflict::ConflictKind,
    ids::{EntryId, JudgeId},
    judge,
};

use crate::{
    db::WriteTx,
    judging::{
        access::StaffRound,
        error::JudgingError,
        rules::{self, Candidate, Plan},
        store::{
            assignments::{self, PoolEntry},
            judges,
            panels::{self, Seat},
        },
        views::{AssignmentsMade, SkippedPair},
    },
    mail::BulkView,
};

pub struct Inputs {
    pub judges: Vec<judge::Model>,
    pub candidates: Vec<Candidate>,
    pub pool: Vec<PoolEntry>,
    pub seats: Vec<Seat>,
}

impl Inputs {
    pub async fn load(tx: &WriteTx, place: &StaffRound) -> Result<Self, JudgingError> {
        let edition = place.edition().id;
        let mut judges = judges::of_edition(&**tx, edition).await?;
        judges.retain(rules::is_seated);
        let candidates = judges::candidates(&**tx, &judges).await?;
        let pool = assignments::pool(&**tx, edition).await?;
        let mut seats = panels::seats(&**tx, edition).await?;
        seats.retain(|seat| seat.round == place.round().key);
        Ok(Self { judges, candidates, pool, seats })
    }

    pub fn answer(&self, plan: &Plan, mails: Option<BulkView>) -> AssignmentsMade {
        let judges: HashMap<JudgeId, &judge::Model> = self.judges.iter().map(|j| (j.id, j)).collect();
        let entries: HashMap<EntryId, &PoolEntry> = self.pool.iter().map(|e| (e.id, e)).collect();
        let skipped = |(judge, entry, kind): &(JudgeId, EntryId, ConflictKind)| {
            let (judge, entry) = (judges.get(judge)?, entries.get(entry)?);
            Some(SkippedPair {
                entry: entry.public_id.clone(),
                title: entry.title.clone(),
                judge: judge.public_id.clone(),
                name: judge.name.clone(),
                kind: *kind,
            })
        };
        AssignmentsMade {
            created: plan.assign.len(),
            unchanged: plan.unchanged,
            skipped_conflicts: plan.skipped.iter().filter_map(skipped).collect(),
            mails,
        }
    }
}
