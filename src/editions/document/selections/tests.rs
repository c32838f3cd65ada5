use serde_json::{Value, json};

use crate::editions::document::{DocumentCode, EditionDocument, tests::check};
use crate::editions::sample::ESSA_2023;

/// The messages about the sample after some changes.
fn told(changes: &[(&str, Value)]) -> Vec<(String, String)> {
    let mut document: Value = serde_json::from_str(ESSA_2023).expect("JSON");
    for (pointer, value) in changes {
        *document.pointer_mut(pointer).expect("the place") = value.clone();
    }
    let faults = EditionDocument::parse(&document.to_string()).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.pointer, fault.message)).collect()
}

#[test]
fn what_a_selection_is_taken_from_must_be_there() {
    let found = told(&[("/selections/0/from", json!("judgin"))]);
    assert!(found[0].1.contains("did you mean `judging`?"), "{found:?}");
    check("/rounds/1/pool", json!("winner"), "/rounds/1/pool", DocumentCode::Reference);
    check("/results/0/of", json!("judging"), "/results/0/of", DocumentCode::Reference);
    check("/honours/0/from", json!("judging"), "/honours/0/from", DocumentCode::Reference);
    // Of two that are called the same, the later is named.
    for (key, later) in [("judging", "selections/1"), ("eligible", "selections/1"), ("final", "results/0")] {
        let found = told(&[("/selections/1/key", json!(key))]);
        let clash = format!("/{later}/key");
        assert!(found[0].0 == clash && found[0].1.contains("already called"), "{found:?}");
    }
}

#[test]
fn a_selection_never_needs_itself() {
    // The vote is about the finalists, who would come out of the vote.
    let found = told(&[("/selections/0/from", json!("vote"))]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "/selections/0/from" && found[0].1.starts_with("`finalists` needs itself"));
    assert_eq!(told(&[("/selections/1/from", json!("final"))]), [], "cities out of the final are no circle");
}

#[test]
fn how_many_are_selected_is_one_number_or_one_for_each_category() {
    assert_eq!(told(&[("/selections/0/best", json!(5))]), []);
    check("/selections/0/best", json!(0), "/selections/0/best", DocumentCode::Range);
    let place = "/selections/0/best/anything";
    check("/selections/0/best", json!({"anything": 3}), place, DocumentCode::Reference);
    check("/selections/0/best", json!("five"), "/selections/0/best", DocumentCode::Shape);
    for agree in [json!("all"), json!("majority"), json!(3)] {
        let mut selection = serde_json::from_str::<Value>(ESSA_2023).expect("JSON")["selections"][0].clone();
        selection["agree"] = agree;
        assert_eq!(told(&[("/selections/0", selection)]), []);
    }
}

#[test]
fn lists_are_made_for_each_value_of_a_fact_that_is_known() {
    assert_eq!(told(&[("/selections/0/each", json!(["category", "organisation.country"]))]), []);
    check("/selections/0/each/0", json!("weather"), "/selections/0/each/0", DocumentCode::Condition);
    check("/honours/0/each/0", json!("entries"), "/honours/0/each/0", DocumentCode::Condition);
}

#[test]
fn a_part_of_a_result_says_what_its_scaling_needs_and_no_more() {
    let part = |more: Value| {
        let mut part = json!({ "round": "vote", "weight": 20, "as": "log_votes" });
        part.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        told(&[("/results/0/parts/1", part)]).into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>()
    };
    assert_eq!(part(json!({ "unit": 1, "offset": 10 })), Vec::<String>::new());
    assert_eq!(part(json!({ "unit": 1 })), ["/results/0/parts/1/offset"]);
    assert_eq!(part(json!({ "as": "share", "unit": 1 })), ["/results/0/parts/1/unit"]);
    assert_eq!(part(json!({ "unit": 0, "offset": 1 })), ["/results/0/parts/1/unit"]);
}

#[test]
fn ties_name_ways_that_there_are() {
    assert_eq!(told(&[("/results/0/ties", json!(["wins", "part:vote", "criterion:impact", "lot"]))]), []);
    check("/results/0/ties/0", json!("part:room"), "/results/0/ties/0", DocumentCode::Reference);
    check("/results/0/ties/0", json!("coin"), "/results/0/ties/0", DocumentCode::Reference);
}

#[test]
fn a_condition_knows_what_its_moment_knows() {
    for (place, condition) in [
        ("/selections/1/if", "round.judging.percent >= 60.0 && 'finalists' in selected"),
        ("/rules/7/if", "attendees.size() >= 2 && result.final.rank <= 3"),
    ] {
        assert_eq!(told(&[(place, json!(condition))]), [], "{condition}");
    }
    check("/selections/1/if", json!("attendees.size() > 1"), "/selections/1/if", DocumentCode::Condition);
    check("/rules/4/if", json!("round.judging.rank < 3"), "/rules/4/if", DocumentCode::Condition);
}
