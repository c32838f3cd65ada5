//! The crate against published figures: every case of `tests/cases` names its source.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot read its case fails")]
#![expect(clippy::indexing_slicing, reason = "a test that reads past its case fails")]

mod combination;
mod design;
mod mixed_model;
mod ordinal;
mod ranking;
mod reliability;
mod rules;

use serde_json::Value;
use std::path::Path;

/// One published case.
pub struct Case {
    value: Value,
}

impl Case {
    /// Reads the case `id` of `tests/cases/<topic>.json`.
    pub fn read(topic: &str, id: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{topic}.json"));
        let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Self { value: cases.into_iter().find(|case| case["id"] == id).expect(id) }
    }

    /// An input by JSON pointer.
    pub fn input(&self, pointer: &str) -> &Value {
        self.value["input"].pointer(pointer).expect(pointer)
    }

    /// An input table of numbers, `None` where it has null.
    pub fn table(&self, pointer: &str) -> Vec<Vec<Option<f64>>> {
        let row = |row: &Value| row.as_array().unwrap().iter().map(Value::as_f64).collect();
        self.input(pointer).as_array().unwrap().iter().map(row).collect()
    }

    /// An input table without gaps.
    pub fn full_table(&self, pointer: &str) -> Vec<Vec<f64>> {
        self.table(pointer).into_iter().map(|row| row.into_iter().map(Option::unwrap).collect()).collect()
    }

    /// The expected value by JSON pointer.
    pub fn expected(&self, pointer: &str) -> &Value {
        self.value["expected"].pointer(pointer).expect(pointer)
    }

    /// Expected numbers by JSON pointer.
    pub fn numbers(&self, pointer: &str) -> Vec<f64> {
        self.expected(pointer).as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
    }

    /// Asserts that a figure is the expected one within the case's tolerance.
    #[track_caller]
    pub fn check(&self, pointer: &str, figure: f64) {
        self.near(figure, self.expected(pointer).as_f64().unwrap(), pointer);
    }

    /// Asserts that figures are the expected ones within the case's tolerance.
    #[track_caller]
    pub fn check_all(&self, pointer: &str, figures: &[f64]) {
        let expected = self.numbers(pointer);
        assert_eq!(expected.len(), figures.len(), "{pointer}");
        figures.iter().zip(expected).for_each(|(figure, expected)| self.near(*figure, expected, pointer));
    }

    #[track_caller]
    fn near(&self, figure: f64, expected: f64, what: &str) {
        let tolerance = self.value["tolerance"].as_f64().unwrap();
        assert!((figure - expected).abs() <= tolerance, "{what}: {figure} is not {expected}");
    }
}

#[test]
fn every_case_is_used_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let texts = |folder: &str, ending: &str| -> Vec<(String, String)> {
        let files = std::fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap().path());
        let named = files.filter(|path| path.extension().is_some_and(|own| own == ending));
        named
            .map(|path| {
                let topic = path.file_stem().unwrap().to_string_lossy().into_owned();
                (topic, std::fs::read_to_string(path).unwrap())
            })
            .collect()
    };
    let tests: String = texts("published", "rs").into_iter().map(|(_, text)| text).collect();
    let mut cases = 0;
    for (topic, text) in texts("cases", "json") {
        for case in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
            let id = case["id"].as_str().unwrap();
            assert!(tests.contains(&format!("\"{id}\"")), "no test reads the case {id} of {topic}");
            cases += 1;
        }
    }
    assert_eq!(cases, 22, "all cases of the collection");
}
