//! The best total, and the bottleneck: the highest threshold that still leaves a solution.

use super::feasible;
use super::problem::{Assignment, Problem};
use super::simplex::{HIGHEST_COST, Network};
use crate::numeric::random::Random;

/// The assignment of highest total among the allowed pairs, `None` if there is none.
pub fn best(problem: &Problem, affinity: &[i64], allowed: &[bool]) -> Option<Vec<Vec<usize>>> {
    let (rows, columns) = orders(problem);
    let loads = &problem.loads;
    let sum = |counts: &mut dyn Iterator<Item = usize>| counts.map(whole).sum::<i64>();
    let wanted = sum(&mut problem.judges_per_entry.iter().copied());
    let least = sum(&mut loads.iter().map(|load| load.min));
    let mut supply: Vec<i64> =
        rows.iter().map(|row| whole(problem.judges_per_entry.get(*row).copied().unwrap_or(0))).collect();
    supply.extend(columns.iter().map(|column| -whole(loads.get(*column).map_or(0, |load| load.min))));
    supply.push(least - wanted);
    let bonus = keep_bonus(problem, affinity);
    let kept = problem.kept();
    let mut network = Network::new(supply, problem.entries * problem.judges + problem.judges);
    let mut pairs = Vec::with_capacity(problem.entries * problem.judges);
    for (place, column) in columns.iter().enumerate() {
        load_arcs(problem, &mut network, problem.entries + place, *column);
        pairs.resize(network.arcs(), None);
    }
    let likely = likely(problem, affinity, &kept);
    for wanted in [true, false] {
        for (at, row) in rows.iter().enumerate() {
            for (place, column) in columns.iter().enumerate() {
                let pair = row * problem.judges + column;
                let is = |table: &[bool]| table.get(pair).copied().unwrap_or(false);
                if is(&likely) == wanted && is(allowed) {
                    let gain = affinity.get(pair).copied().unwrap_or(0) + if is(&kept) { bonus } else { 0 };
                    network.arc(at, problem.entries + place, 1, -gain);
                    pairs.push(Some((*row, *column)));
                }
            }
        }
        if wanted {
            network.likely_so_far();
        }
    }
    let flow = network.solve()?;
    let mut judges = vec![Vec::new(); problem.entries];
    for (pair, flow) in pairs.into_iter().zip(flow) {
        if let Some((entry, judge)) = pair.filter(|_| flow > 0)
            && let Some(own) = judges.get_mut(entry)
        {
            own.push(judge);
        }
    }
    judges.iter_mut().for_each(|own| own.sort_unstable());
    Some(judges)
}

/// Pairs likely to be chosen: the entry's best few dozen judges, and those to keep.
fn likely(problem: &Problem, affinity: &[i64], kept: &[bool]) -> Vec<bool> {
    const BEST: usize = 40;
    let mut likely = kept.to_vec();
    let rows = affinity.chunks_exact(problem.judges.max(1));
    for (row, likely) in rows.zip(likely.chunks_exact_mut(problem.judges.max(1))) {
        let mut sorted = row.to_vec();
        let from = sorted.len().saturating_sub(BEST);
        let least = if from > 0 { *sorted.select_nth_unstable(from).1 } else { i64::MIN };
        likely.iter_mut().zip(row).for_each(|(likely, affinity)| *likely |= *affinity >= least);
    }
    likely
}

/// What a judge takes above the minimum; with a load cost each further entry costs more.
fn load_arcs(problem: &Problem, network: &mut Network, node: usize, judge: usize) {
    let sink = problem.entries + problem.judges;
    let Some(load) = problem.loads.get(judge) else { return };
    if problem.load_cost == 0 {
        network.arc(node, sink, whole(load.max - load.min), 0);
        return;
    }
    for taken in load.min..load.max.min(problem.entries) {
        network.arc(node, sink, 1, problem.load_cost * (2 * whole(taken) + 1));
    }
}

/// Rows and columns in seeded random order: which of several best solutions comes out.
fn orders(problem: &Problem) -> (Vec<usize>, Vec<usize>) {
    let mut random = Random::new(problem.seed);
    let (mut rows, mut columns): (Vec<usize>, Vec<usize>) =
        ((0..problem.entries).collect(), (0..problem.judges).collect());
    random.shuffle(&mut rows);
    random.shuffle(&mut columns);
    (rows, columns)
}

/// What keeping a pair is worth: as asked for, or more than all affinities together.
fn keep_bonus(problem: &Problem, affinity: &[i64]) -> i64 {
    match &problem.keep {
        None => 0,
        Some(keep) => keep.change_cost.unwrap_or_else(|| 1 + stake(problem, affinity)),
    }
}

/// The most that any two assignments can differ in total.
fn stake(problem: &Problem, affinity: &[i64]) -> i64 {
    let low = affinity.iter().min().copied().unwrap_or(0);
    let high = affinity.iter().max().copied().unwrap_or(0);
    let slots: usize = problem.judges_per_entry.iter().sum();
    let most = whole(problem.entries);
    let loads = problem.load_cost.saturating_mul(2 * most).saturating_mul(most + 1);
    (high.saturating_sub(low)).saturating_mul(whole(slots)).saturating_add(loads)
}

/// Whether all sums of the solver stay far from overflow.
pub fn fits(problem: &Problem) -> bool {
    let nodes = whole(problem.entries + problem.judges + 2);
    let highest = problem.affinity.iter().map(|a| a.saturating_abs()).max().unwrap_or(0);
    let bonus = keep_bonus(problem, &problem.affinity).saturating_abs();
    let load = problem.load_cost.saturating_abs().saturating_mul(2 * nodes);
    let noise = if problem.perturbation.is_some() { 100 } else { 1 };
    highest.saturating_mul(noise).saturating_add(bonus).saturating_add(load).saturating_mul(4 * nodes)
        < HIGHEST_COST
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The allowed pairs at or above the highest threshold with a solution. Kept pairs stay
/// allowed: what was agreed is not the bottleneck's to break.
pub fn above_bottleneck(problem: &Problem, affinity: &[i64], allowed: &[bool]) -> Vec<bool> {
    let kept = problem.kept();
    let mut levels: Vec<i64> =
        affinity.iter().zip(allowed).filter(|(_, allowed)| **allowed).map(|(a, _)| *a).collect();
    levels.sort_unstable();
    levels.dedup();
    let above = |level: i64| -> Vec<bool> {
        let pairs = affinity.iter().zip(allowed).zip(&kept);
        pairs.map(|((a, allowed), kept)| *allowed && (*kept || *a >= level)).collect()
    };
    // The lowest level allows everything, which is known to be feasible.
    let failing = levels.partition_point(|level| feasible::shortfall(problem, &above(*level)).is_none());
    let level = failing.checked_sub(1).and_then(|at| levels.get(at)).copied();
    level.map_or_else(|| allowed.to_vec(), above)
}

/// The assignment of a list of judges per entry.
pub fn assignment(judges: Vec<Vec<usize>>, optimal: bool) -> Assignment {
    Assignment { judges, optimal }
}
