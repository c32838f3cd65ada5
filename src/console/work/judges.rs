//! Which judges are behind.

use std::cmp::Reverse;

use entity::Timestamp;

use super::{
    store::{NamedJudge, Reached},
    views::JudgeBehind,
};
use crate::{editions::Window, judging::pace};

/// So many are named.
pub const NAMED: usize = 5;

/// Those who have not finished, the furthest behind an even pace first.
pub fn furthest_behind<'a>(
    reached: &'a [Reached],
    window: Option<&Window>,
    now: Timestamp,
) -> Vec<&'a Reached> {
    let mut open: Vec<_> = reached.iter().filter(|judge| judge.handed_in < judge.assigned).collect();
    let missing = |judge: &Reached| pace::missing(judge.handed_in, judge.assigned, window, now);
    open.sort_by_key(|judge| {
        (Reverse(missing(judge)), Reverse(judge.assigned - judge.handed_in), judge.judge_id.0)
    });
    open.truncate(NAMED);
    open
}

pub fn view(
    judges: &[&Reached],
    names: Vec<NamedJudge>,
    window: Option<&Window>,
    now: Timestamp,
) -> Vec<JudgeBehind> {
    let named = judges.iter().filter_map(|reached| {
        let name = names.iter().find(|name| name.id == reached.judge_id)?;
        Some(JudgeBehind {
            id: name.public_id.clone(),
            name: name.name.clone(),
            handed_in: reached.handed_in,
            assigned: reached.assigned,
            last_active: reached.last_active,
            behind: pace::is_behind(reached.handed_in, reached.assigned, window, now),
        })
    });
    named.collect()
}
