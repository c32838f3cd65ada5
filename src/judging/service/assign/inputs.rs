//! What is known before entries go to judges, and what judges and entries are called afterwards.

use std::collections::{HashMap, HashSet};

use entity::{
    conflict::ConflictKind,
    ids::{EntryId, JudgeId},
    judge::{self, JudgeState},
};

use sea_orm::ConnectionTrait;

use crate::{
    judging::{
        access::StaffRound,
        error::JudgingError,
        rules::{self, Candidate, Plan},
        store::{
            assignments::{self, PoolEntry},
            judges,
            panels::{self, Seat},
        },
        views::{AssignmentsMade, AssignmentsReview, JudgeGain, SkippedPair},
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
    pub async fn load<C: ConnectionTrait>(db: &C, place: &StaffRound) -> Result<Self, JudgingError> {
        let edition = place.edition().id;
        let mut judges = judges::of_edition(db, edition).await?;
        judges.retain(rules::is_seated);
        let candidates = judges::candidates(db, &judges).await?;
        let pool = assignments::pool(db, edition).await?;
        let mut seats = panels::seats(db, edition).await?;
        seats.retain(|seat| seat.round == place.round().key);
        Ok(Self { judges, candidates, pool, seats })
    }

    pub fn answer(&self, plan: &Plan, mails: Option<BulkView>) -> AssignmentsMade {
        AssignmentsMade {
            created: plan.assign.len(),
            unchanged: plan.unchanged,
            skipped_conflicts: self.skipped(plan),
            mails,
        }
    }

    /// What the plan would come to. Of what judges have, nothing is counted where the reader enters
    /// or judges.
    pub fn review(
        &self,
        plan: &Plan,
        active: &HashSet<(JudgeId, EntryId)>,
        own: &HashSet<String>,
    ) -> AssignmentsReview {
        let (mut has, mut gains) = (HashMap::<JudgeId, usize>::new(), HashMap::<JudgeId, usize>::new());
        let seen = self.pool.iter().filter(|entry| !own.contains(&entry.category)).map(|entry| entry.id);
        let seen: HashSet<EntryId> = seen.collect();
        for (judge, _) in active.iter().filter(|(_, entry)| seen.contains(entry)) {
            *has.entry(*judge).or_default() += 1;
        }
        for (judge, _) in &plan.assign {
            *gains.entry(*judge).or_default() += 1;
        }
        let gain = |judge: &judge::Model| {
            let more = *gains.get(&judge.id)?;
            let is_told = judge.state == JudgeState::Accepted && judge.user_id.is_some();
            let has = has.get(&judge.id).copied().unwrap_or_default();
            Some(JudgeGain { judge: judge.public_id.clone(), name: judge.name.clone(), has, more, is_told })
        };
        AssignmentsReview {
            created: plan.assign.len(),
            unchanged: plan.unchanged,
            judges: self.judges.iter().filter_map(gain).collect(),
            skipped_conflicts: self.skipped(plan),
        }
    }

    fn skipped(&self, plan: &Plan) -> Vec<SkippedPair> {
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
        plan.skipped.iter().filter_map(skipped).collect()
    }
}
