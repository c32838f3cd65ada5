use super::*;
use crate::{Criterion, Method, Scale};
use proptest::prelude::*;

fn scheme(method: Method) -> Scheme {
    let criteria = vec![Criterion::new("impact", 3), Criterion::new("craft", 1)];
    Scheme { method, ..Scheme::weighted_mean(criteria, Scale::new(1, 10)) }
}

fn sheet(judge: &str, entry: &str, scores: [Option<i32>; 2]) -> Scoresheet {
    Scoresheet::new(judge, entry, scores.iter().map(|score| score.map(Exact::from)).collect())
}

fn entries(keys: &[&str]) -> Vec<Entry> {
    keys.iter().map(|key| Entry::new(*key, "all")).collect()
}

#[test]
fn equal_means_share_a_rank_and_the_next_rank_is_skipped() {
    let sheets = [
        sheet("a", "w", [Some(9), Some(9)]),
        sheet("a", "x", [Some(8), Some(4)]),
        sheet("a", "y", [Some(7), Some(7)]),
        sheet("a", "z", [Some(1), Some(1)]),
    ];
    let outcome = rank(&scheme(Method::WeightedMean), &entries(&["z", "y", "x", "w"]), &sheets).unwrap();
    let ranks: Vec<_> = outcome.standings.iter().map(|s| (s.entry.as_str(), s.rank, s.tie)).collect();
    assert_eq!(
        ranks,
        [("w", Some(1), false), ("x", Some(2), true), ("y", Some(2), true), ("z", Some(4), false),]
    );
}

#[test]
fn an_entry_below_the_minimum_of_judges_has_a_score_but_no_rank() {
    let rules = Scheme { min_judges: 2, ..scheme(Method::WeightedMean) };
    let sheets = [
        sheet("a", "x", [Some(10), Some(10)]),
        sheet("a", "y", [Some(5), Some(5)]),
        sheet("b", "y", [Some(5), Some(6)]),
    ];
    let outcome = rank(&rules, &entries(&["x", "y", "z"]), &sheets).unwrap();
    let x = outcome.of("x").unwrap();
    assert_eq!((x.score, x.rank, x.below_minimum), (Some(Exact::from(10)), None, true));
    assert_eq!(outcome.of("y").unwrap().rank, Some(1));
    let z = outcome.of("z").unwrap();
    assert_eq!((z.score, z.rank, z.below_minimum, z.judges_counted), (None, None, true, 0));
}

#[test]
fn ranks_start_again_in_every_category() {
    let sheets = [sheet("a", "x", [Some(9), Some(9)]), sheet("a", "y", [Some(2), Some(2)])];
    let entries = [Entry::new("x", "youth"), Entry::new("y", "age")];
    let outcome = rank(&scheme(Method::WeightedMean), &entries, &sheets).unwrap();
    assert!(outcome.standings.iter().all(|s| s.rank == Some(1) && !s.tie));
}

#[test]
fn a_missing_score_leaves_the_weight_to_the_others() {
    let sheets = [sheet("a", "x", [None, Some(4)]), sheet("b", "x", [Some(8), Some(4)])];
    let outcome = rank(&scheme(Method::WeightedMean), &entries(&["x"]), &sheets).unwrap();
    let x = outcome.of("x").unwrap();
    assert_eq!(x.score, "5.5".parse().ok()); // (4 + 7) / 2
    assert_eq!(x.percent, Some(Exact::from(55)));
    assert_eq!(x.criterion_means, [Some(Exact::from(8)), Some(Exact::from(4))]);
    let spread = x.spread.unwrap();
    assert_eq!((spread.min, spread.max), (Exact::from(4), Exact::from(7)));
    assert!((spread.sd.unwrap() - 4.5_f64.sqrt()).abs() < 1e-15);
}

#[test]
fn a_sheet_without_any_score_is_no_sheet() {
    let sheets = [sheet("a", "x", [None, None])];
    let outcome = rank(&scheme(Method::WeightedMean), &entries(&["x"]), &sheets).unwrap();
    assert_eq!(outcome.of("x").unwrap().judges_counted, 0);
}

#[test]
fn a_criterion_with_its_own_scale_is_carried_over() {
    let mut rules = scheme(Method::WeightedMean);
    rules.criteria[1].scale = Some(Scale::new(0, 100));
    let sheets = [sheet("a", "x", [Some(10), Some(0)])];
    let outcome = rank(&rules, &entries(&["x"]), &sheets).unwrap();
    assert_eq!(outcome.of("x").unwrap().score, "7.75".parse().ok()); // (3*10 + 1*1) / 4
}

#[test]
fn what_does_not_fit_together_is_refused_by_name() {
    let rules = scheme(Method::WeightedMean);
    let of = |sheets: &[Scoresheet]| rank(&rules, &entries(&["x"]), sheets).unwrap_err().to_string();
    assert!(of(&[sheet("ada", "q", [None, None])]).contains("`q`"));
    assert!(
        of(&[sheet("ada", "x", [Some(11), None])]).contains("11 for `impact`, outside the scale 1 to 10")
    );
    let twice = [sheet("ada", "x", [Some(1), None]), sheet("ada", "x", [Some(2), None])];
    assert!(of(&twice).contains("judge `ada` has two sheets for entry `x`"));
    assert!(of(&[Scoresheet::new("ada", "x", vec![])]).contains("0 scores for 2 criteria"));
    let error = rank(&rules, &entries(&["x", "x"]), &[]).unwrap_err().to_string();
    assert!(error.contains("`x` is listed twice"));
}

#[test]
fn a_scheme_that_cannot_rank_is_refused() {
    let refuses = |change: fn(&mut Scheme)| {
        let mut rules = scheme(Method::WeightedMean);
        change(&mut rules);
        assert!(rank(&rules, &[], &[]).is_err());
    };
    refuses(|rules| rules.criteria.clear());
    refuses(|rules| rules.criteria[0].weight = Exact::from(-1));
    refuses(|rules| rules.criteria.iter_mut().for_each(|c| c.weight = Exact::ZERO));
    refuses(|rules| rules.criteria[1].key = "impact".into());
    refuses(|rules| rules.scale = Scale::new(5, 5));
}

const EXACT_METHODS: [Method; 5] =
    [Method::WeightedMean, Method::Trimmed, Method::Median, Method::MeanRank, Method::Sum];

fn sheets() -> impl Strategy<Value = Vec<Scoresheet>> {
    let cell = prop::option::weighted(0.7, (prop::option::of(1..=10), prop::option::of(1..=10)));
    prop::collection::vec(cell, 24).prop_map(|cells| {
        let cells = cells.into_iter().enumerate();
        cells
            .filter_map(|(at, scores)| {
                let (a, b) = scores?;
                Some(sheet(&format!("j{}", at % 4), &format!("e{}", at / 4), [a, b]))
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_input_is_irrelevant(sheets in sheets(), turn in 0_usize..24) {
        let all = entries(&["e0", "e1", "e2", "e3", "e4", "e5"]);
        let mut other = sheets.clone();
        let middle = turn % other.len().max(1);
        other.rotate_left(middle);
        let mut turned = all.clone();
        turned.reverse();
        for method in EXACT_METHODS {
            prop_assert_eq!(rank(&scheme(method), &all, &sheets), rank(&scheme(method), &turned, &other));
        }
    }

    #[test]
    fn scores_stay_between_the_lowest_and_the_highest_sheet(sheets in sheets()) {
        let all = entries(&["e0", "e1", "e2", "e3", "e4", "e5"]);
        for method in [Method::WeightedMean, Method::Trimmed, Method::Median] {
            for standing in rank(&scheme(method), &all, &sheets).unwrap().standings {
                if let (Some(score), Some(spread)) = (standing.score, standing.spread) {
                    prop_assert!(spread.min <= score && score <= spread.max);
                }
            }
        }
    }

    #[test]
    fn ranks_count_the_better_entries(sheets in sheets()) {
        let all = entries(&["e0", "e1", "e2", "e3", "e4", "e5"]);
        let standings = rank(&scheme(Method::WeightedMean), &all, &sheets).unwrap().standings;
        for standing in standings.iter().filter(|s| s.rank.is_some()) {
            let better = standings.iter().filter(|s| s.rank.is_some() && s.score > standing.score).count();
            prop_assert_eq!(standing.rank, Some(better + 1));
        }
    }
}
