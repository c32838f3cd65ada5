//! Every small problem there is, against trying everything out.

use scoring::assign::{Assignment, Load, Objective, Problem, solve};

/// All assignments of a problem that obey it.
fn all(problem: &Problem) -> Vec<Assignment> {
    let allowed = problem.allowed();
    let mut partial: Vec<Vec<Vec<usize>>> = vec![Vec::new()];
    for entry in 0..problem.entries {
        let sets: Vec<Vec<usize>> = (0_usize..1 << problem.judges)
            .map(|set| (0..problem.judges).filter(|judge| set >> judge & 1 == 1).collect::<Vec<_>>())
            .filter(|set| set.len() == problem.judges_per_entry[entry])
            .filter(|set| set.iter().all(|judge| allowed[entry * problem.judges + judge]))
            .collect();
        let with = |earlier: &Vec<Vec<usize>>| -> Vec<Vec<Vec<usize>>> {
            sets.iter().map(|set| [earlier.clone(), vec![set.clone()]].concat()).collect()
        };
        partial = partial.iter().flat_map(with).collect();
    }
    let fits = |assignment: &Assignment| {
        let loads = assignment.loads(problem.judges);
        loads.iter().zip(&problem.loads).all(|(n, load)| (load.min..=load.max).contains(n))
    };
    partial.into_iter().map(|judges| Assignment { judges, optimal: true }).filter(fits).collect()
}

fn profile(problem: &Problem, assignment: &Assignment) -> Vec<i64> {
    let mut sums: Vec<i64> = (0..problem.entries).map(|entry| assignment.of_entry(problem, entry)).collect();
    sums.sort_unstable();
    sums
}

/// Solves for all objectives and compares with the best of all assignments.
fn check(problem: &Problem) {
    let all = all(problem);
    for objective in [Objective::Total, Objective::Bottleneck, Objective::Leximin] {
        let problem = Problem { objective, ..problem.clone() };
        let key = |assignment: &Assignment| match objective {
            Objective::Total => vec![assignment.total(&problem)],
            Objective::Bottleneck => {
                vec![assignment.worst_single(&problem).unwrap_or(0), assignment.total(&problem)]
            }
            Objective::Leximin => profile(&problem, assignment),
        };
        let found = solve(&problem).ok();
        assert!(found.iter().all(|found| found.optimal && all.contains(found)), "{problem:?}");
        assert_eq!(found.map(|found| key(&found)), all.iter().map(key).max(), "{problem:?}");
    }
}

/// Every table of `cells` numbers below `values`.
fn tables(cells: usize, values: i64) -> impl Iterator<Item = Vec<i64>> {
    let count = values.pow(u32::try_from(cells).unwrap());
    (0..count).map(move |mut number| {
        let digit = |_| {
            let digit = number % values;
            number /= values;
            digit
        };
        (0..cells).map(digit).collect()
    })
}

const LOADS: [(usize, usize); 5] = [(0, 1), (0, 2), (1, 1), (1, 2), (1, 3)];

fn problem(entries: usize, judges: usize, table: &[i64]) -> Problem {
    Problem::new(table.chunks_exact(judges).map(<[i64]>::to_vec).collect::<Vec<_>>(), entries.min(1))
}

#[test]
fn no_small_problem_has_a_better_assignment_than_the_one_found() {
    for (entries, judges) in [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2)] {
        for table in tables(entries * judges, 3) {
            for each in 1..=judges.min(2) {
                for (min, max) in LOADS {
                    let mut problem = problem(entries, judges, &table);
                    problem.judges_per_entry.fill(each);
                    problem.loads.fill(Load { min, max });
                    check(&problem);
                }
            }
        }
    }
}

#[test]
fn no_small_problem_with_conflicts_has_a_better_assignment_than_the_one_found() {
    for (entries, judges) in [(2, 2), (3, 2), (2, 3)] {
        for table in tables(entries * judges, 2) {
            for conflicts in tables(entries * judges, 2) {
                let pairs = (0..entries * judges).filter(|at| conflicts[*at] == 1);
                let mut problem = problem(entries, judges, &table);
                problem.conflicts = pairs.map(|at| (at / judges, at % judges)).collect();
                problem.loads.fill(Load { min: 0, max: 2 });
                check(&problem);
            }
        }
    }
}
