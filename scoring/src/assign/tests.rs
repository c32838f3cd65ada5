use super::*;
use crate::numeric::random::Random;
use proptest::prelude::*;

/// All assignments of a small problem.
fn all(problem: &Problem) -> Vec<Assignment> {
    let allowed = problem.allowed();
    let mut partial: Vec<Vec<Vec<usize>>> = vec![Vec::new()];
    for entry in 0..problem.entries {
        let sets: Vec<Vec<usize>> = (0_u32..1 << problem.judges)
            .filter(|set| u32::try_from(problem.judges_per_entry[entry]) == Ok(set.count_ones()))
            .map(|set| (0..problem.judges).filter(|j| set >> j & 1 == 1).collect::<Vec<_>>())
            .filter(|set| set.iter().all(|judge| allowed[entry * problem.judges + judge]))
            .collect();
        partial = partial
            .into_iter()
            .flat_map(|earlier| sets.iter().map(move |set| [earlier.clone(), vec![set.clone()]].concat()))
            .collect();
    }
    partial
        .into_iter()
        .map(|judges| Assignment { judges, optimal: true })
        .filter(|assignment| {
            let loads = assignment.loads(problem.judges);
            loads.iter().zip(&problem.loads).all(|(n, load)| (load.min..=load.max).contains(n))
        })
        .collect()
}

fn obeys(problem: &Problem, assignment: &Assignment) {
    let loads = assignment.loads(problem.judges);
    assert!(loads.iter().zip(&problem.loads).all(|(n, load)| (load.min..=load.max).contains(n)));
    for (entry, judges) in assignment.judges.iter().enumerate() {
        assert_eq!(judges.len(), problem.judges_per_entry[entry]);
        assert!(judges.windows(2).all(|two| two[0] < two[1]), "each judge once");
        assert!(judges.iter().all(|judge| !problem.conflicts.contains(&(entry, *judge))));
    }
}

fn small() -> impl Strategy<Value = Problem> {
    (1_usize..5, 1_usize..5).prop_flat_map(|(entries, judges)| {
        (
            prop::collection::vec(-5_i64..10, entries * judges),
            prop::collection::vec(0_usize..=judges.min(2), entries),
            prop::collection::vec((0_usize..3, 0_usize..4), judges),
            prop::collection::vec((0..entries, 0..judges), 0..4),
            any::<u64>(),
        )
            .prop_map(move |(affinity, wanted, loads, conflicts, seed)| Problem {
                entries,
                judges,
                affinity,
                judges_per_entry: wanted,
                loads: loads.into_iter().map(|(min, more)| Load { min, max: min + more }).collect(),
                conflicts,
                seed,
                ..Problem::new(Vec::new(), 0)
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_total_is_that_of_brute_force(problem in small()) {
        let best = all(&problem).iter().map(|a| a.total(&problem)).max();
        match solve(&problem) {
            Ok(assignment) => {
                obeys(&problem, &assignment);
                prop_assert_eq!(Some(assignment.total(&problem)), best);
            }
            Err(_) => prop_assert_eq!(None, best),
        }
    }

    #[test]
    fn the_bottleneck_is_that_of_brute_force(problem in small()) {
        let problem = Problem { objective: Objective::Bottleneck, ..problem };
        let key = |a: &Assignment| (a.worst_single(&problem), a.total(&problem));
        let best = all(&problem).iter().map(key).max();
        prop_assert_eq!(solve(&problem).ok().map(|a| key(&a)), best);
    }

    #[test]
    fn the_fairest_profile_is_that_of_brute_force(problem in small()) {
        let problem = Problem { objective: Objective::Leximin, ..problem };
        let best = all(&problem).iter().map(|a| leximin::profile(&problem, &a.judges)).max();
        let found = solve(&problem).ok();
        prop_assert!(found.iter().all(|a| a.optimal));
        prop_assert_eq!(found.map(|a| leximin::profile(&problem, &a.judges)), best);
    }

    #[test]
    fn a_proof_can_be_counted_after(problem in small()) {
        let allowed = problem.allowed();
        match solve(&problem) {
            Ok(_) => {}
            Err(Proof::TooFewJudges { entries, need, can_give, .. }) => {
                let give = |judge: usize| entries.iter().filter(|e| allowed[**e * problem.judges + judge]).count().min(problem.loads[judge].max);
                prop_assert_eq!(need, entries.iter().map(|e| problem.judges_per_entry[*e]).sum::<usize>());
                prop_assert_eq!(can_give, (0..problem.judges).map(give).sum::<usize>());
                prop_assert!(need > can_give);
            }
            Err(Proof::TooFewEntries { judges, need, can_take, .. }) => {
                let take = |entry: usize| judges.iter().filter(|j| allowed[entry * problem.judges + **j]).count().min(problem.judges_per_entry[entry]);
                prop_assert_eq!(need, judges.iter().map(|j| problem.loads[*j].min).sum::<usize>());
                prop_assert_eq!(can_take, (0..problem.entries).map(take).sum::<usize>());
                prop_assert!(need > can_take);
            }
        }
    }

    #[test]
    fn as_many_pairs_are_kept_as_can_be(problem in small(), keep in prop::collection::btree_set((0_usize..4, 0_usize..4), 0..6)) {
        let pairs: Vec<_> = keep.into_iter().filter(|p| p.0 < problem.entries && p.1 < problem.judges).collect();
        let problem = Problem { keep: Some(Keep { pairs: pairs.clone(), change_cost: None }), ..problem };
        let key = |a: &Assignment| (pairs.len() - a.given_up(&problem).len(), a.total(&problem));
        let best = all(&problem).iter().map(key).max();
        prop_assert_eq!(solve(&problem).ok().map(|a| key(&a)), best);
    }

    #[test]
    fn a_load_cost_is_weighed_against_affinity(problem in small(), load_cost in 1_i64..4) {
        let problem = Problem { load_cost, ..problem };
        let key = |a: &Assignment| {
            let squares: i64 = a.loads(problem.judges).iter().map(|n| i64::try_from(n * n).unwrap()).sum();
            a.total(&problem) - load_cost * squares
        };
        let best = all(&problem).iter().map(key).max();
        prop_assert_eq!(solve(&problem).ok().map(|a| key(&a)), best);
    }
}

/// A random problem of a realistic kind.
fn random(entries: usize, judges: usize, each: usize) -> Problem {
    let mut random = Random::new(11);
    let row =
        |random: &mut Random| (0..judges).map(|_| i64::try_from(random.below(1_000)).unwrap()).collect();
    let table = (0..entries).map(|_| row(&mut random)).collect();
    let most = (entries * each).div_ceil(judges) + 2;
    let mut problem = Problem::new(table, each);
    problem.loads.fill(Load { min: most - 4, max: most });
    problem
}

#[test]
fn the_same_seed_gives_the_same_assignment() {
    let problem = Problem { perturbation: Some(0.2), seed: 4, ..random(60, 12, 3) };
    let one = solve(&problem).unwrap();
    assert_eq!(Ok(one.clone()), solve(&problem));
    assert_ne!(Ok(one), solve(&Problem { seed: 5, ..problem }));
}

#[test]
fn a_larger_optimum_cannot_be_improved_by_any_cycle() {
    let problem = random(80, 16, 3);
    let assignment = solve(&problem).unwrap();
    obeys(&problem, &assignment);
    // Bellman and Ford on the judges: moving one unit from judge to judge along entries.
    let loads = assignment.loads(16);
    let mut gain = vec![vec![i64::MIN / 4; 17]; 17];
    for (entry, own) in assignment.judges.iter().enumerate() {
        for &from in own {
            for to in (0..16).filter(|to| !own.contains(to)) {
                gain[from][to] =
                    gain[from][to].max(problem.affinity_of(entry, to) - problem.affinity_of(entry, from));
            }
        }
    }
    for judge in 0..16 {
        // Node 16 stands for room within load limits.
        if loads[judge] < problem.loads[judge].max {
            gain[judge][16] = 0;
        }
        if loads[judge] > problem.loads[judge].min {
            gain[16][judge] = 0;
        }
    }
    for middle in 0..17 {
        for a in 0..17 {
            for b in 0..17 {
                gain[a][b] = gain[a][b].max(gain[a][middle] + gain[middle][b]);
            }
        }
    }
    assert!((0..17).all(|judge| gain[judge][judge] <= 0));
}

#[test]
fn a_judge_who_drops_out_moves_only_their_own_entries() {
    let mut problem = random(60, 12, 3);
    problem.loads.fill(Load { min: 0, max: 20 });
    let before = solve(&problem).unwrap();
    let gone: Vec<(usize, usize)> = (0..60).map(|entry| (entry, 7)).collect();
    problem.conflicts = gone;
    let pairs =
        before.judges.iter().enumerate().flat_map(|(e, own)| own.iter().map(move |j| (e, *j))).collect();
    problem.keep = Some(Keep { pairs, change_cost: None });
    let after = solve(&problem).unwrap();
    assert!(after.given_up(&problem).iter().all(|pair| pair.1 == 7));
    assert_eq!(after.loads(12)[7], 0);
}

#[test]
fn two_closed_circles_of_judges_are_linked_by_a_swap() {
    let mut table = vec![vec![0; 4]; 8];
    for (entry, row) in table.iter_mut().enumerate() {
        let own = if entry < 4 { 0..2 } else { 2..4 };
        own.for_each(|judge| row[judge] = 10);
    }
    let mut problem = Problem::new(table, 2);
    problem.loads.fill(Load { min: 4, max: 4 });
    assert_eq!(solve(&problem).unwrap().components(&problem), 2);
    problem.link = true;
    let linked = solve(&problem).unwrap();
    obeys(&problem, &linked);
    assert_eq!((linked.components(&problem), linked.total(&problem)), (1, 140));
}

#[test]
fn what_makes_no_sense_is_named() {
    let good = Problem::new(vec![vec![1, 2], vec![3, 4]], 1);
    assert_eq!(good.check(), Ok(()));
    let mistake = |change: fn(&mut Problem)| {
        let mut problem = good.clone();
        change(&mut problem);
        problem.check().unwrap_err()
    };
    assert_eq!(mistake(|p| p.affinity.truncate(3)), Mistake::NotATable);
    assert_eq!(mistake(|p| p.judges_per_entry.push(1)), Mistake::WrongLength("judges_per_entry"));
    assert_eq!(mistake(|p| p.conflicts.push((0, 2))), Mistake::OutOfRange("conflicts_entry_judge", (0, 2)));
    assert_eq!(mistake(|p| p.loads[1] = Load { min: 2, max: 1 }), Mistake::EmptyLoad(1));
    assert_eq!(mistake(|p| p.affinity[0] = i64::MAX), Mistake::TooLarge);
}
