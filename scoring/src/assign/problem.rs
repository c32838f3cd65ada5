//! The question and the answer of an assignment.

use std::fmt;

/// What is to be assigned.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Number of entries.
    pub entries: usize,
    /// Number of judges.
    pub judges: usize,
    /// How well each pair suits, entry after entry; higher is better.
    pub affinity: Vec<i64>,
    /// Judges each entry gets, exactly.
    pub judges_per_entry: Vec<usize>,
    /// Entries each judge gets, at least and at most.
    pub loads: Vec<Load>,
    /// Pairs (entry, judge) that must not be.
    pub conflicts: Vec<(usize, usize)>,
    /// What makes an assignment best.
    pub objective: Objective,
    /// Chooses among equally good assignments, and seeds the perturbation.
    pub seed: u64,
    /// Noise on affinities as a share of their range; `None` is exact.
    pub perturbation: Option<f64>,
    /// Earlier assignments that should stay.
    pub keep: Option<Keep>,
    /// Cost per squared unit of load, in points of affinity: evens loads out. 0 for none.
    pub load_cost: i64,
    /// Whether to swap pairs until all judges are linked by common entries.
    pub link: bool,
}

/// The load of a judge, in entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// At least.
    pub min: usize,
    /// At most.
    pub max: usize,
}

/// Assignments already made, and accepted by the judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// Pairs (entry, judge). Those that are no longer allowed are given up.
    pub pairs: Vec<(usize, usize)>,
    /// What giving one up costs, in points of affinity; `None`: change as few as possible,
    /// whatever the affinities.
    pub change_cost: Option<i64>,
}

/// What makes an assignment best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objective {
    /// The highest sum of affinities.
    Total,
    /// The highest worst single affinity, then the highest sum: "no entry gets a judge
    /// below ..."
    Bottleneck,
    /// The highest sum of the worst-served entry, then of the next, and so on. Hard in
    /// general: exact for small problems, else the best found.
    Leximin,
}

/// Why a problem makes no sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// The affinities are not entries times judges.
    NotATable,
    /// As many values are needed as there are entries or judges.
    WrongLength(&'static str),
    /// A pair names an entry or judge that is not there.
    OutOfRange(&'static str, (usize, usize)),
    /// A judge's minimum load is above the maximum.
    EmptyLoad(usize),
    /// Numbers so large that sums would overflow.
    TooLarge,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATable => f.write_str("every entry needs an affinity for every judge"),
            Self::WrongLength(what) => write!(f, "`{what}` has the wrong number of values"),
            Self::OutOfRange(what, (entry, judge)) => {
                write!(f, "`{what}` names the pair [{entry}, {judge}], which is not in the table")
            }
            Self::EmptyLoad(judge) => write!(f, "the minimum load of judge {judge} is above the maximum"),
            Self::TooLarge => {
                f.write_str("the affinities are too large to add up: divide them all by a number")
            }
        }
    }
}

impl std::error::Error for Mistake {}

impl Problem {
    /// The problem of a table of affinities, entry by judge: `judges_per_entry` each, any
    /// load, best total.
    #[must_use]
    pub fn new(table: Vec<Vec<i64>>, judges_per_entry: usize) -> Self {
        let (entries, judges) = (table.len(), table.first().map_or(0, Vec::len));
        Self {
            entries,
            judges,
            affinity: table.concat(),
            judges_per_entry: vec![judges_per_entry; entries],
            loads: vec![Load { min: 0, max: entries }; judges],
            conflicts: Vec::new(),
            objective: Objective::Total,
            seed: 0,
            perturbation: None,
            keep: None,
            load_cost: 0,
            link: false,
        }
    }

    /// Checks what no solver could make sense of.
    ///
    /// # Errors
    /// A [`Mistake`] that names the place.
    pub fn check(&self) -> Result<(), Mistake> {
        if self.affinity.len() != self.entries * self.judges {
            return Err(Mistake::NotATable);
        }
        if self.judges_per_entry.len() != self.entries {
            return Err(Mistake::WrongLength("judges_per_entry"));
        }
        if self.loads.len() != self.judges {
            return Err(Mistake::WrongLength("loads"));
        }
        let outside = |pair: &&(usize, usize)| pair.0 >= self.entries || pair.1 >= self.judges;
        if let Some(pair) = self.conflicts.iter().find(outside) {
            return Err(Mistake::OutOfRange("conflicts_entry_judge", *pair));
        }
        let kept = self.keep.iter().flat_map(|keep| &keep.pairs);
        if let Some(pair) = kept.into_iter().find(outside) {
            return Err(Mistake::OutOfRange("keep", *pair));
        }
        if let Some(judge) = self.loads.iter().position(|load| load.min > load.max) {
            return Err(Mistake::EmptyLoad(judge));
        }
        super::total::fits(self).then_some(()).ok_or(Mistake::TooLarge)
    }

    /// The affinity of a pair.
    #[must_use]
    pub fn affinity_of(&self, entry: usize, judge: usize) -> i64 {
        self.affinity.get(entry * self.judges + judge).copied().unwrap_or_default()
    }

    /// For every pair, entry after entry, whether it is free of conflict.
    #[must_use]
    pub fn allowed(&self) -> Vec<bool> {
        let mut allowed = vec![true; self.entries * self.judges];
        for (entry, judge) in &self.conflicts {
            if let Some(pair) = allowed.get_mut(entry * self.judges + judge) {
                *pair = false;
            }
        }
        allowed
    }

    /// Pairs to keep that are still allowed, as a table like [`Problem::allowed`].
    #[must_use]
    pub fn kept(&self) -> Vec<bool> {
        let mut kept = vec![false; self.entries * self.judges];
        for (entry, judge) in self.keep.iter().flat_map(|keep| &keep.pairs) {
            if let Some(pair) = kept.get_mut(entry * self.judges + judge) {
                *pair = true;
            }
        }
        kept
    }
}

/// Who judges what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Judges of each entry, ascending.
    pub judges: Vec<Vec<usize>>,
    /// Whether it is proved to be the best for the objective.
    pub optimal: bool,
}

impl Assignment {
    /// The sum of affinities of one entry's judges.
    #[must_use]
    pub fn of_entry(&self, problem: &Problem, entry: usize) -> i64 {
        let judges = self.judges.get(entry).map(Vec::as_slice).unwrap_or_default();
        judges.iter().map(|judge| problem.affinity_of(entry, *judge)).sum()
    }

    /// The sum of all affinities.
    #[must_use]
    pub fn total(&self, problem: &Problem) -> i64 {
        (0..self.judges.len()).map(|entry| self.of_entry(problem, entry)).sum()
    }

    /// The sum of the worst-served entry.
    #[must_use]
    pub fn worst_entry(&self, problem: &Problem) -> Option<i64> {
        (0..self.judges.len()).map(|entry| self.of_entry(problem, entry)).min()
    }

    /// The lowest single affinity used.
    #[must_use]
    pub fn worst_single(&self, problem: &Problem) -> Option<i64> {
        let pairs = self.judges.iter().enumerate();
        pairs
            .flat_map(|(entry, judges)| judges.iter().map(move |judge| problem.affinity_of(entry, *judge)))
            .min()
    }

    /// How many entries each judge has.
    #[must_use]
    pub fn loads(&self, judges: usize) -> Vec<usize> {
        let mut loads = vec![0; judges];
        for judge in self.judges.iter().flatten() {
            if let Some(load) = loads.get_mut(*judge) {
                *load += 1;
            }
        }
        loads
    }

    /// Pairs that were to be kept and are not.
    #[must_use]
    pub fn given_up(&self, problem: &Problem) -> Vec<(usize, usize)> {
        let kept =
            |pair: &&(usize, usize)| self.judges.get(pair.0).is_some_and(|judges| judges.contains(&pair.1));
        problem.keep.iter().flat_map(|keep| &keep.pairs).filter(|pair| !kept(pair)).copied().collect()
    }

    /// Groups of entries and judges between which no judge links.
    #[must_use]
    pub fn components(&self, problem: &Problem) -> usize {
        let pairs =
            self.judges.iter().enumerate().flat_map(|(e, judges)| judges.iter().map(move |j| (e, *j)));
        crate::design::links_of(problem.entries, problem.judges, pairs).components
    }
}
