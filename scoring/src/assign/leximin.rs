//! Fairness per entry: raise the worst-served entry, then the next.
//!
//! With sums of several affinities this is NP-hard (Stelmakh, Shah and Singh 2019), so small
//! problems are searched exhaustively and larger ones improved step by step: totals with
//! growing weights on badly served entries, then exchanges of judges between entries.

use super::exhaustive;
use super::problem::{Assignment, Problem};
use super::total;
use crate::Watch;
use crate::numeric::count;
use std::collections::BTreeMap;

/// Rounds of reweighting; each is one flow.
const ROUNDS: usize = 12;
/// Beyond this many pairs reweighting is left out: exchanges alone must do.
const MANY_PAIRS: usize = 400_000;

/// Per-entry sums, ascending: what leximin compares.
pub fn profile(problem: &Problem, judges: &[Vec<usize>]) -> Vec<i64> {
    let mut sums: Vec<i64> = (0..judges.len()).map(|entry| sum_of(problem, judges, entry)).collect();
    sums.sort_unstable();
    sums
}

fn sum_of(problem: &Problem, judges: &[Vec<usize>], entry: usize) -> i64 {
    let own = judges.get(entry).map(Vec::as_slice).unwrap_or_default();
    own.iter().map(|judge| problem.affinity_of(entry, *judge)).sum()
}

/// The best leximin assignment found from some starts.
pub fn improve(
    problem: &Problem,
    affinity: &[i64],
    allowed: &[bool],
    starts: [Option<Vec<Vec<usize>>>; 2],
    watch: Watch<'_>,
) -> Assignment {
    let mut best: Option<(Vec<i64>, Vec<Vec<usize>>)> = None;
    let mut offer = |judges: Option<Vec<Vec<usize>>>| {
        if let Some(mut judges) = judges {
            exchange(problem, allowed, &mut judges);
            let profile = profile(problem, &judges);
            if best.as_ref().is_none_or(|(other, _)| profile > *other) {
                best = Some((profile, judges));
            }
        }
        best.as_ref().map(|(_, judges)| judges.clone()).unwrap_or_default()
    };
    starts.into_iter().for_each(|start| drop(offer(start)));
    if problem.entries * problem.judges <= MANY_PAIRS {
        let mut weights = vec![4_i64; problem.entries];
        for round in 0..ROUNDS {
            watch(count(round) / count(ROUNDS));
            let current = offer(None);
            raise(problem, &current, &mut weights);
            offer(total::best(problem, &weighted(problem, affinity, &weights), allowed));
        }
    }
    let found = offer(None);
    match exhaustive::leximin(problem, allowed, &found) {
        Some(judges) => total::assignment(judges, true),
        None => total::assignment(found, false),
    }
}

/// More weight for the entries in the worst tenth.
fn raise(problem: &Problem, judges: &[Vec<usize>], weights: &mut [i64]) {
    let profile = profile(problem, judges);
    let limit = profile.get(profile.len() / 10).copied().unwrap_or_default();
    for (entry, weight) in weights.iter_mut().enumerate() {
        if sum_of(problem, judges, entry) <= limit {
            *weight = (*weight + 2).min(40);
        }
    }
}

fn weighted(problem: &Problem, affinity: &[i64], weights: &[i64]) -> Vec<i64> {
    let rows = affinity.chunks_exact(problem.judges.max(1)).zip(weights);
    rows.flat_map(|(row, weight)| row.iter().map(move |affinity| affinity * weight)).collect()
}

/// Exchanges that raise the lower of the entries concerned, worst entry first, until none is
/// left: a judge replaced by one with room, or two entries swapping judges.
fn exchange(problem: &Problem, allowed: &[bool], judges: &mut [Vec<usize>]) {
    let mut loads = total::assignment(judges.to_vec(), false).loads(problem.judges);
    let mut holders = vec![Vec::new(); problem.judges];
    for (entry, own) in judges.iter().enumerate() {
        for judge in own {
            holders.iter_mut().skip(*judge).take(1).for_each(|held: &mut Vec<usize>| held.push(entry));
        }
    }
    let mut queue: BTreeMap<(i64, usize), ()> =
        (0..judges.len()).map(|entry| ((sum_of(problem, judges, entry), entry), ())).collect();
    // Each exchange strictly improves the profile; the limit only guards time.
    let mut left = 50 * judges.len();
    while let Some(((_, entry), ())) = queue.pop_first() {
        if left == 0 {
            return;
        }
        if let Some(change) = best_change(problem, allowed, judges, &loads, &holders, entry) {
            left -= 1;
            if let Some(other) = change.other {
                let before = sum_of(problem, judges, other);
                queue.remove(&(before, other));
                replace(judges, &mut holders, other, change.takes, change.gives);
                queue.insert((sum_of(problem, judges, other), other), ());
            } else {
                loads.iter_mut().skip(change.takes).take(1).for_each(|load| *load += 1);
                loads.iter_mut().skip(change.gives).take(1).for_each(|load| *load -= 1);
            }
            replace(judges, &mut holders, entry, change.gives, change.takes);
            queue.insert((sum_of(problem, judges, entry), entry), ());
        }
    }
}

/// An entry gives one judge away and takes another, from `other` or from free capacity.
struct Change {
    gives: usize,
    takes: usize,
    other: Option<usize>,
}

fn best_change(
    problem: &Problem,
    allowed: &[bool],
    judges: &[Vec<usize>],
    loads: &[usize],
    holders: &[Vec<usize>],
    entry: usize,
) -> Option<Change> {
    let sum = sum_of(problem, judges, entry);
    let open =
        |entry: usize, judge: usize| allowed.get(entry * problem.judges + judge).copied().unwrap_or(false);
    let own = judges.get(entry)?;
    let has = |entry: usize, judge: usize| judges.get(entry).is_some_and(|own| own.contains(&judge));
    let room =
        |judge: usize| loads.get(judge).zip(problem.loads.get(judge)).is_some_and(|(n, load)| *n < load.max);
    let spare =
        |judge: usize| loads.get(judge).zip(problem.loads.get(judge)).is_some_and(|(n, load)| *n > load.min);
    let mut best: Option<(i64, Change)> = None;
    let mut offer = |lower: i64, change: Change| {
        if lower > sum && best.as_ref().is_none_or(|(known, _)| lower > *known) {
            best = Some((lower, change));
        }
    };
    for takes in (0..problem.judges).filter(|judge| open(entry, *judge) && !own.contains(judge)) {
        for &gives in own {
            let gain = problem.affinity_of(entry, takes) - problem.affinity_of(entry, gives);
            if gain <= 0 {
                continue;
            }
            if room(takes) && spare(gives) {
                offer(sum + gain, Change { gives, takes, other: None });
            }
            for &other in holders.get(takes).map(Vec::as_slice).unwrap_or_default() {
                if open(other, gives) && !has(other, gives) {
                    let loss = problem.affinity_of(other, takes) - problem.affinity_of(other, gives);
                    let after = sum_of(problem, judges, other) - loss;
                    offer(after.min(sum + gain), Change { gives, takes, other: Some(other) });
                }
            }
        }
    }
    best.map(|(_, change)| change)
}

fn replace(judges: &mut [Vec<usize>], holders: &mut [Vec<usize>], entry: usize, from: usize, to: usize) {
    if let Some(own) = judges.get_mut(entry) {
        own.iter_mut().filter(|judge| **judge == from).for_each(|judge| *judge = to);
        own.sort_unstable();
    }
    if let Some(held) = holders.get_mut(from) {
        held.retain(|other| *other != entry);
    }
    if let Some(held) = holders.get_mut(to) {
        held.push(entry);
    }
}
