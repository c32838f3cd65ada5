//! Rules of juries and elections: trimmed means, z-scores, Eurovision.

use crate::Case;
use scoring::{Criterion, Entry, Exact, Method, Outcome, Scale, Scheme, Scoresheet, rank};
use serde_json::Value;

fn exact(value: &Value) -> Exact {
    value.to_string().parse().unwrap()
}

fn judged(method: Method, scale: Scale, sheets: &[Scoresheet]) -> Outcome {
    let mut keys: Vec<&str> = sheets.iter().map(|sheet| sheet.entry.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let entries: Vec<Entry> = keys.into_iter().map(|key| Entry::new(key, "all")).collect();
    let scheme = Scheme { method, ..Scheme::weighted_mean(vec![Criterion::new("all", 1)], scale) };
    rank(&scheme, &entries, sheets).unwrap()
}

#[test]
fn the_skating_unions_panel_drops_highest_and_lowest() {
    let case = Case::read("aggregation", "trimmed_mean_isu");
    for (scores, scale, expected) in [
        ("/goe", Scale::new(-5, 5), "/goe_trimmed"),
        ("/component_marks", Scale::new(0, 10), "/component_trimmed"),
    ] {
        let scores = case.input(scores).as_array().unwrap().iter().enumerate();
        let sheets: Vec<Scoresheet> = scores
            .map(|(j, score)| Scoresheet::new(j.to_string(), "skater", vec![Some(exact(score))]))
            .collect();
        let outcome = judged(Method::Trimmed, scale, &sheets);
        case.check(expected, outcome.standings[0].score.unwrap().to_f64());
        assert_eq!(outcome.standings[0].steps.iter().filter(|step| !step.counted).count(), 2);
    }
}

#[test]
fn undefined_z_scores_are_left_out_and_unlinked_judges_told_apart() {
    let case = Case::read("aggregation", "zscore_edge_cases");
    let mut sheets = Vec::new();
    for (judge, scores) in case.input("/judges").as_object().unwrap() {
        let entries = case.input(&format!("/entries/{judge}")).as_array().unwrap();
        for (entry, score) in entries.iter().zip(scores.as_array().unwrap()) {
            sheets.push(Scoresheet::new(judge, entry.as_str().unwrap(), vec![Some(exact(score))]));
        }
    }
    let outcome = judged(Method::ZScore, Scale::new(0, 10), &sheets);
    assert_eq!(case.expected("/components"), outcome.components);
    for standing in &outcome.standings {
        assert!(!standing.linked);
        for step in &standing.steps {
            let at = ["e1", "e2", "e3"]
                .iter()
                .position(|e| *e == standing.entry)
                .or(["e4", "e5", "e6"].iter().position(|e| *e == standing.entry));
            let expected = case.expected(&format!("/zscore_sample_sd/{}", step.judge));
            let expected = expected.get(at.unwrap()).map(exact);
            assert_eq!((step.corrected, step.counted), (expected, expected.is_some()), "{step:?}");
        }
    }
}
