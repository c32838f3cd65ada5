//! Repair of linkage: swap pairs until a chain of common entries joins all judges.

use super::problem::{Assignment, Problem};
use crate::design::links_of;

/// A swap of two pairs with what it costs in total affinity.
type Swap = (i64, (usize, usize), (usize, usize));

/// Swaps judges between entries of different components, each time the pair of pairs that
/// costs least, until one component is left or no swap is possible. Loads stay as they are.
/// Returns whether anything was changed.
pub fn repair(problem: &Problem, allowed: &[bool], assignment: &mut Assignment) -> bool {
    let mut changed = false;
    let mut before = usize::MAX;
    loop {
        let pairs: Vec<(usize, usize)> = pairs(assignment).collect();
        let links = links_of(problem.entries, problem.judges, pairs.iter().copied());
        // A swap joins two components only while one of the pairs lies on a cycle; stop
        // when it did not help, rather than go in circles.
        if links.components <= 1 || links.components >= before {
            return changed;
        }
        before = links.components;
        let component = |entry: usize| links.of_entry.get(entry).copied().flatten();
        let mut best: Option<Swap> = None;
        for (at, &one) in pairs.iter().enumerate() {
            for &other in pairs.iter().skip(at + 1).filter(|other| component(other.0) != component(one.0)) {
                let cost = swap_cost(problem, allowed, one, other);
                if let Some(cost) = cost.filter(|cost| best.is_none_or(|(least, ..)| *cost < least)) {
                    let joined = joins(problem, assignment, one, other, links.components);
                    best = if joined { Some((cost, one, other)) } else { best };
                }
            }
        }
        let Some((_, one, other)) = best else { return changed };
        swap(assignment, one, other);
        changed = true;
    }
}

fn pairs(assignment: &Assignment) -> impl Iterator<Item = (usize, usize)> {
    assignment
        .judges
        .iter()
        .enumerate()
        .flat_map(|(entry, judges)| judges.iter().map(move |judge| (entry, *judge)))
}

fn swap_cost(problem: &Problem, allowed: &[bool], one: (usize, usize), other: (usize, usize)) -> Option<i64> {
    let open =
        |entry: usize, judge: usize| allowed.get(entry * problem.judges + judge).copied().unwrap_or(false);
    let of = |entry: usize, judge: usize| problem.affinity_of(entry, judge);
    (open(one.0, other.1) && open(other.0, one.1))
        .then(|| of(one.0, one.1) + of(other.0, other.1) - of(one.0, other.1) - of(other.0, one.1))
}

fn joins(
    problem: &Problem,
    assignment: &Assignment,
    one: (usize, usize),
    other: (usize, usize),
    before: usize,
) -> bool {
    let swapped = pairs(assignment).map(|pair| match pair {
        pair if pair == one => (one.0, other.1),
        pair if pair == other => (other.0, one.1),
        pair => pair,
    });
    links_of(problem.entries, problem.judges, swapped).components < before
}

fn swap(assignment: &mut Assignment, one: (usize, usize), other: (usize, usize)) {
    for (entry, from, to) in [(one.0, one.1, other.1), (other.0, other.1, one.1)] {
        if let Some(judges) = assignment.judges.get_mut(entry) {
            judges.iter_mut().filter(|judge| **judge == from).for_each(|judge| *judge = to);
            judges.sort_unstable();
        }
    }
}
