use serde_json::{Value, json};

use super::AnyRound;
use crate::editions::document::{DocumentCode, EditionDocument, tests::check};
use crate::editions::sample::ESSA_2023;

/// A fault in the ballot of the sample's round, at the place that is changed or inside of it.
#[track_caller]
fn ballot(member: &str, value: Value, inside: &str, code: DocumentCode) {
    let place = format!("/rounds/0/ballot/{member}");
    check(&place, value, &format!("{place}{inside}"), code);
}

#[test]
fn a_fault_of_rounds_is_reported_at_its_place() {
    ballot("criteria/1/weight", json!(0), "", DocumentCode::Range);
    ballot("scale/max", json!(0), "", DocumentCode::Order);
    ballot("scale", json!({"min": -5, "max": 0, "step": 1}), "/max", DocumentCode::Range);
    ballot("scale", json!({"min": 0, "max": 1_000_000, "step": 1_000}), "/max", DocumentCode::Range);
    ballot("scale/step", json!(3), "", DocumentCode::Range);
    ballot("scale/anchors/1/from", json!(2.5), "", DocumentCode::Range);
    check("/rounds/0/window", json!("never"), "/rounds/0/window", DocumentCode::Reference);
}

#[test]
fn what_is_asked_of_voters_is_checked_too() {
    let vote = |ballot: Value, inside: &str, code| {
        check("/rounds/1/ballot", ballot, &format!("/rounds/1/ballot{inside}"), code);
    };
    vote(json!({"kind": "choice", "picks": 0}), "/picks", DocumentCode::Range);
    vote(json!({"kind": "ranking", "top": 1}), "/top", DocumentCode::Range);
    vote(json!({"kind": "points", "total": 0}), "/total", DocumentCode::Range);
    vote(json!({"kind": "level", "levels": []}), "/levels", DocumentCode::Empty);
    vote(json!({"kind": "stars"}), "/kind", DocumentCode::Shape);
    check("/rounds/1/by", json!("crowd"), "/rounds/1/by", DocumentCode::Shape);
    check("/rounds/0/never", json!("judge.age > 3"), "/rounds/0/never", DocumentCode::Condition);
    check("/rounds/0/alarm", json!("round.vote.level == 3"), "/rounds/0/alarm", DocumentCode::Condition);
}

#[test]
fn only_rounds_in_which_judges_score_are_judged() {
    let essa = EditionDocument::parse(ESSA_2023).expect("the sample");
    assert_eq!(essa.rounds.iter().map(AnyRound::key).collect::<Vec<_>>(), ["judging", "vote"]);
    assert_eq!(essa.judged().map(|round| round.key.as_str()).collect::<Vec<_>>(), ["judging"]);
    assert!(essa.round("vote").is_none());
}
