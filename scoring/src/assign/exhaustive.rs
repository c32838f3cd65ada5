//! Exhaustive leximin search for small problems, by branch and bound.

use super::leximin::profile;
use super::problem::Problem;

/// Sums compared before a problem counts as too large: well under a second.
const BUDGET: usize = 20_000_000;
/// Beyond this many choices for one entry the search is not begun.
const CHOICES: usize = 3_000;

/// The best leximin assignment at least as good as `found`, or `None` when the search would
/// take too long. Among equal profiles `found` stays.
pub fn leximin(problem: &Problem, allowed: &[bool], found: &[Vec<usize>]) -> Option<Vec<Vec<usize>>> {
    if problem.load_cost != 0 || problem.keep.is_some() {
        return None;
    }
    let mut choices = Vec::with_capacity(problem.entries);
    for entry in 0..problem.entries {
        choices.push((entry, choices_of(problem, allowed, entry)?));
    }
    // Fewest choices first keeps the tree narrow.
    choices.sort_by_key(|(_, options)| options.len());
    let mut search = Search {
        problem,
        best: (profile(problem, found), found.to_vec()),
        loads: vec![0; problem.judges],
        left: problem.judges_per_entry.iter().sum(),
        chosen: vec![Vec::new(); problem.entries],
        compared: 0,
    };
    search.go(&choices, &mut Vec::new()).then_some(search.best.1)
}

type Choice = (i64, Vec<usize>);

/// All sets of judges an entry may have, best first; `None` if they are too many.
fn choices_of(problem: &Problem, allowed: &[bool], entry: usize) -> Option<Vec<Choice>> {
    let wanted = problem.judges_per_entry.get(entry).copied().unwrap_or(0);
    let open = |judge: &usize| allowed.get(entry * problem.judges + judge).copied().unwrap_or(false);
    let judges: Vec<usize> = (0..problem.judges).filter(open).collect();
    let mut sets: Vec<Choice> = vec![(0, Vec::new())];
    for size in 0..wanted {
        let mut larger = Vec::new();
        for (sum, set) in &sets {
            let from = set.last().map_or(0, |last| last + 1);
            for judge in judges.iter().filter(|judge| **judge >= from) {
                let mut set = set.clone();
                set.push(*judge);
                larger.push((sum + problem.affinity_of(entry, *judge), set));
            }
        }
        if larger.len() > CHOICES * (size + 1) {
            return None;
        }
        sets = larger;
    }
    sets.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Some(sets)
}

struct Search<'a> {
    problem: &'a Problem,
    best: (Vec<i64>, Vec<Vec<usize>>),
    loads: Vec<usize>,
    /// Scores still to be given.
    left: usize,
    chosen: Vec<Vec<usize>>,
    /// Sums compared so far.
    compared: usize,
}

impl Search<'_> {
    /// Searches the rest; false when the budget ran out.
    fn go(&mut self, rest: &[(usize, Vec<Choice>)], sums: &mut Vec<i64>) -> bool {
        let Some(((entry, options), rest)) = rest.split_first() else {
            let mut profile = sums.clone();
            profile.sort_unstable();
            if profile > self.best.0 {
                self.best = (profile, self.chosen.clone());
            }
            return true;
        };
        for (sum, set) in options {
            sums.push(*sum);
            self.compared += self.problem.entries;
            // Options come best first: what a better one cannot improve no later one can.
            if !self.could_improve(rest, sums) {
                sums.pop();
                break;
            }
            if self.take(set) {
                if let Some(own) = self.chosen.get_mut(*entry) {
                    own.clone_from(set);
                }
                let ran_out = self.compared > BUDGET || (self.minimums_reachable() && !self.go(rest, sums));
                self.put_back(set);
                if ran_out {
                    return false;
                }
            }
            sums.pop();
        }
        true
    }

    /// Whether the best choice for all others would beat the best known.
    fn could_improve(&self, rest: &[(usize, Vec<Choice>)], sums: &[i64]) -> bool {
        let mut hope = sums.to_vec();
        hope.extend(rest.iter().filter_map(|(_, options)| options.first().map(|option| option.0)));
        hope.sort_unstable();
        hope > self.best.0
    }

    fn take(&mut self, set: &[usize]) -> bool {
        let fits = set.iter().all(|judge| {
            self.loads.get(*judge).zip(self.problem.loads.get(*judge)).is_some_and(|(n, load)| *n < load.max)
        });
        if fits {
            set.iter().for_each(|judge| self.loads.iter_mut().skip(*judge).take(1).for_each(|n| *n += 1));
            self.left -= set.len();
        }
        fits
    }

    fn put_back(&mut self, set: &[usize]) {
        set.iter().for_each(|judge| self.loads.iter_mut().skip(*judge).take(1).for_each(|n| *n -= 1));
        self.left += set.len();
    }

    /// Whether the scores left suffice for all minimum loads.
    fn minimums_reachable(&self) -> bool {
        let missing: usize =
            self.problem.loads.iter().zip(&self.loads).map(|(load, n)| load.min.saturating_sub(*n)).sum();
        missing <= self.left
    }
}
