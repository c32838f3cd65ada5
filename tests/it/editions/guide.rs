//! The guide to writing rules shows only what the program takes.

use entity::Timestamp;
use palmares::editions::{
    EditionDocument,
    sample::{SAMPLES, ahead},
};
use serde_json::Value;

const GUIDE: &str = include_str!("../../../docs/guide/rules.md");

/// The parts of documents between the fences.
fn examples() -> Vec<Value> {
    let blocks = GUIDE.split("```json\n").skip(1);
    let text = |block: &str| block.split("```").next().map(str::to_owned).expect("a block that ends");
    blocks.map(|block| serde_json::from_str(&text(block)).expect("JSON")).collect()
}

#[test]
fn every_example_of_the_guide_is_a_part_of_a_valid_document() {
    let now = Timestamp::parse("2027-11-20T12:00:00Z").expect("an instant");
    let minimal = ahead(SAMPLES[0], now).expect("in range").to_json().expect("JSON");
    let examples = examples();
    assert!(examples.len() > 5, "{} examples", examples.len());
    for example in examples {
        let mut document: Value = serde_json::from_str(&minimal).expect("JSON");
        for (member, part) in example.as_object().expect("members of a document") {
            document[member] = part.clone();
        }
        let read = EditionDocument::parse(&document.to_string());
        assert!(read.is_ok(), "{:#?} in {example:#}", read.err());
    }
}
