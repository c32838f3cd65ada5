use super::shell::Shell;
use serde_json::{Value, json};

fn assign(problem: &str) -> (i32, String, String) {
    let shell = Shell::new();
    shell.file("p.json", problem);
    shell.run(&["assign", "--problem", "p.json"])
}

fn answer(problem: &Value) -> Value {
    let (code, out, err) = assign(&problem.to_string());
    assert_eq!((code, err.as_str()), (0, ""));
    serde_json::from_str(&out).expect("JSON")
}

#[test]
fn the_best_total_is_printed_with_what_judges_ask_about() {
    let best = answer(&json!({
        "affinity_entry_by_judge": [[5, 3, 1], [2, 4, 6]],
        "judges_per_entry": 2, "min_load_per_judge": 1, "max_load_per_judge": 2,
        "conflicts_entry_judge": [[0, 2]], "objective": "total", "seed": 1,
    }));
    assert_eq!(best["assignment"], json!([[0, 1], [1, 2]]));
    assert_eq!(
        (&best["total"], &best["worst_entry"], &best["worst_single"]),
        (&json!(18), &json!(8), &json!(3))
    );
    assert_eq!(best["loads"], json!([1, 2, 1]));
}

#[test]
fn an_impossible_problem_ends_with_one_and_its_proof() {
    let (code, out, err) = assign(
        r#"{"affinity_entry_by_judge": [[1, 1], [1, 1]], "judges_per_entry": 2, "max_load_per_judge": 1}"#,
    );
    assert_eq!(code, 1);
    assert!(err.contains("these 2 entries need 4 scores, the 2 judges allowed for them can give 2"), "{err}");
    let proof: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&proof["proof"]["need"], &proof["proof"]["can_give"]), (&json!(4), &json!(2)));
}

#[test]
fn an_earlier_assignment_is_kept_where_it_can_be() {
    let problem = |keep: Value| {
        json!({
            "affinity_entry_by_judge": [[9, 1, 1], [1, 9, 1], [1, 2, 9]], "judges_per_entry": 1,
            "max_load_per_judge": 1, "keep": keep, "conflicts_entry_judge": [[2, 0]],
        })
    };
    let kept = answer(&problem(json!([[1], [2], [0]])));
    assert_eq!(kept["assignment"], json!([[0], [2], [1]]));
    assert_eq!(kept["given_up"], json!([[0, 1], [2, 0]]));
    let pairs = answer(&problem(json!([[1, 2]])));
    assert_eq!(pairs["assignment"], json!([[0], [2], [1]]));
    // As many pairs as entries, but each entry has one judge: no assignment, so pairs.
    let as_many = answer(&problem(json!([[0, 1], [1, 2], [2, 0]])));
    assert_eq!(as_many["assignment"], kept["assignment"]);
}

#[test]
fn decimals_are_added_up_exactly() {
    let best = answer(&json!({"affinity_entry_by_judge": [[0.1, 0.2], [0.7, 0.1]], "judges_per_entry": 1}));
    assert_eq!(best["total"], json!(0.9));
}

#[test]
fn what_is_wrong_is_named_with_line_and_column() {
    for (problem, complaint) in [
        (
            "{\"affinity_entry_by_judge\": [[1, 2],\n[1]], \"judges_per_entry\": 1}",
            "entry 1 has affinities for 1 judges, the entries before for 2 at line 2 column 4",
        ),
        (
            "{\"affinity_entry_by_judge\": [[1, 2]], \"judges_per_entry\": 1,\n \"conflicts_entry_judge\": [[0, 2]]}",
            "`conflicts_entry_judge` names judge 2, but there are 2, counted from 0, at line 2 column 28",
        ),
        (
            r#"{"affinity_entry_by_judge": [[1]], "judges_per_entry": 1, "conflict": []}"#,
            "unknown field `conflict`",
        ),
        (r#"{"affinity_entry_by_judge": [["a"]], "judges_per_entry": 1}"#, "line 1 column"),
        (
            r#"{"affinity_entry_by_judge": [[1]], "judges_per_entry": [1, 1]}"#,
            "`judges_per_entry` has 2 values for 1 entries at line 1 column 56",
        ),
        (
            r#"{"affinity_entry_by_judge": [[1]], "judges_per_entry": 1, "min_load_per_judge": 2, "max_load_per_judge": 1}"#,
            "the minimum load of judge 0 is above the maximum at line 1 column 81",
        ),
        (r#"{"affinity_entry_by_judge": [[0.1234567]], "judges_per_entry": 1}"#, "at most 6 decimals"),
    ] {
        let (code, out, err) = assign(problem);
        assert_eq!((code, out.as_str()), (2, ""), "{complaint}");
        assert!(err.contains(complaint), "{err}");
    }
}
