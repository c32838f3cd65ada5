use super::shell::Shell;
use serde_json::Value;

const ENTRIES: &str = "entry,category\nbridge,youth\ngarden,youth\nchoir,age\nlate,age\n";
const RATINGS: &str =
    "entry,judge,impact,craft\nbridge,ada,8,6\nbridge,bo,7,7\ngarden,ada,9,7\nchoir,bo,5,\n";

fn scheme(method: &str) -> String {
    format!(
        r#"{{"method": "{method}", "weights": {{"impact": 0.6, "craft": 0.4}}, "scale": [1, 10], "seed": 7}}"#
    )
}

fn rank(method: &str, ratings: &str, more: &[&str]) -> (i32, String, String) {
    let shell = Shell::new();
    shell.file("r.csv", ratings);
    shell.file("e.csv", ENTRIES);
    shell.file("s.json", &scheme(method));
    let files = ["outcome", "--ratings", "r.csv", "--entries", "e.csv", "--scheme", "s.json"];
    shell.run(&[&files, more].concat())
}

#[test]
fn means_are_exact_and_ranks_run_per_category() {
    let (code, out, _) = rank("mean", RATINGS, &[]);
    assert_eq!(code, 0);
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(out.lines().next(), Some("entry,category,score,rank,rank_lo,rank_hi,p_win,p_top,linked"));
    assert_eq!(rows[1][..4], ["choir", "age", "5", "1"]);
    assert_eq!(rows[2], ["late", "age", "", "", "", "", "", "", "false"]);
    assert_eq!(rows[3][..4], ["garden", "youth", "8.2", "1"]);
    assert_eq!(rows[4][..4], ["bridge", "youth", "7.1", "2"]);
    assert_eq!((rows[3][8], rows[4][8]), ("true", "true"));
}

#[test]
fn every_method_answers_and_repeats_itself_whatever_the_order_of_rows() {
    let mut lines: Vec<&str> = RATINGS.lines().skip(1).collect();
    lines.reverse();
    let turned = format!("entry,judge,impact,craft\n{}\n", lines.join("\n"));
    let methods = ["mean", "severity", "calibrated", "normal_scores", "trimmed", "median", "mean_rank"];
    for method in methods.into_iter().chain(["least_squares", "zscore", "sum"]) {
        let (code, out, _) = rank(method, RATINGS, &[]);
        assert_eq!((code, out.lines().count()), (0, 5), "{method}");
        assert_eq!(rank(method, &turned, &[]).1, out, "{method}");
    }
}

#[test]
fn entries_no_judge_links_are_marked() {
    let (_, out, _) = rank("calibrated", "entry,judge,impact,craft\nbridge,ada,8,6\ngarden,bo,7,7\n", &[]);
    assert_eq!(out.lines().filter(|line| line.ends_with(",false")).count(), 4);
}

#[test]
fn json_has_every_step() {
    let (code, out, _) = rank("calibrated", RATINGS, &["--json"]);
    let everything: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(code, 0);
    let bridge = everything["entries"].as_array().and_then(|all| all.iter().find(|e| e["entry"] == "bridge"));
    let bridge = bridge.expect("the entry");
    assert_eq!(bridge["steps"][0]["judge"], "ada");
    assert_eq!(bridge["steps"][0]["total"], 7.2);
    assert_eq!(everything["model"]["judges"].as_array().map(Vec::len), Some(2));
    let youth = &everything["examined"]["comparisons"]["youth"];
    assert_eq!(
        (&youth["neighbours"][0]["entry"], &youth["neighbours"][0]["next"]),
        (&"garden".into(), &"bridge".into())
    );
    assert!(youth["neighbours"][0]["p_beats"].as_f64().is_some_and(|chance| chance > 0.5), "{youth}");
}

#[test]
fn what_is_wrong_in_the_ratings_is_named_with_line_and_column() {
    let head = "entry,judge,impact,craft\n";
    for (rows, complaint) in [
        ("bridge,ada,11,6\n", "r.csv: line 2, column 3 (impact): score 11 is outside the scale 1 to 10"),
        (
            "bridge,ada,8,6\nzoo,ada,1,1\n",
            "r.csv: line 3, column 1 (entry): entry `zoo` is not in the entries file",
        ),
        ("bridge,ada,8,good\n", "r.csv: line 2, column 4 (craft): `good` is not a decimal number"),
        (
            "bridge,ada,8,6\nbridge,ada,8,6\n",
            "line 3, column 2 (judge): judge `ada` has two sheets for entry `bridge`, the first in line 2",
        ),
        ("bridge,ada,8\n", "r.csv: line 2, column 3 (impact): the row has 3 fields, the header 4"),
        (",ada,8,6\n", "r.csv: line 2, column 1 (entry): is empty"),
    ] {
        let (code, out, err) = rank("mean", &format!("{head}{rows}"), &[]);
        assert_eq!((code, out.as_str()), (2, ""), "{complaint}");
        assert!(err.contains(complaint), "{err}");
    }
    let (code, _, err) = rank("mean", "entry,judge,impact,crafd\n", &[]);
    assert!(code == 2 && err.contains("line 1, column 4 (crafd): unknown column `crafd`"), "{err}");
    assert!(err.contains("column `craft` is missing"), "{err}");
}

#[test]
fn what_is_wrong_in_the_scheme_is_named() {
    for (scheme, complaint) in [
        (r#"{"method": "best", "weights": {"impact": 1}, "scale": [1, 10]}"#, "unknown variant `best`"),
        (
            r#"{"method": "mean", "weights": {"impact": 1}, "scale": [1, 10], "tops": 3}"#,
            "unknown field `tops`",
        ),
        (
            r#"{"method": "mean", "weights": {"a": 1, "a": 2}, "scale": [1, 10]}"#,
            "`a` is named twice at line 1",
        ),
        (
            r#"{"method": "mean", "weights": {"a": -1}, "scale": [1, 10]}"#,
            "the weight of criterion `a` is negative: use zero or more at line 1 column 31",
        ),
        (
            r#"{"method": "mean", "weights": {"a": 1}, "scale": [10, 1]}"#,
            "the scale 10 to 1 is empty: the lowest score must be below the highest at line 1 column 50",
        ),
        (
            r#"{"method": "mean", "weights": {"a": 1}, "scale": [1, 5, 10]}"#,
            "`scale` is two numbers, the lowest score and the highest, at line 1 column 50",
        ),
        (
            "{\"method\": \"mean\", \"weights\": {\"a\": 1}, \"scale\": [1, 10],\n \"top\": 0}",
            "`top` must be at least 1 at line 2 column 9",
        ),
        ("{", "line 1 column 1"),
    ] {
        let shell = Shell::new();
        shell.file("r.csv", RATINGS);
        shell.file("e.csv", ENTRIES);
        shell.file("s.json", scheme);
        let files = ["outcome", "--ratings", "r.csv", "--entries", "e.csv", "--scheme", "s.json"];
        let (code, out, err) = shell.run(&files);
        assert_eq!((code, out.as_str()), (2, ""), "{complaint}");
        assert!(err.contains(complaint), "{err}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let (code, _, err) =
        Shell::new().run(&["outcome", "--ratings", "r.csv", "--entries", "e.csv", "--scheme", "no.json"]);
    assert!(code == 2 && err.contains("cannot read no.json"), "{err}");
}
