//! What is data of an edition, and not code.

use std::collections::BTreeSet;

use palmares::editions::{EditionDocument, sample::SAMPLES};

use super::{program, sources};

/// Of the awards whose documents come with the program the code knows no category and no criterion.
#[test]
fn no_rule_of_any_awards_stands_in_the_code() {
    let documents: Vec<_> = SAMPLES.iter().map(|sample| sample.document().expect(sample.path)).collect();
    let categories = documents.iter().flat_map(|document| &document.categories);
    let categories = categories.flat_map(|category| [&category.key, &category.name]);
    let criteria = documents.iter().flat_map(EditionDocument::judged).flat_map(|round| &round.criteria);
    let criteria = criteria.flat_map(|criterion| [&criterion.key, &criterion.label]);
    let words: BTreeSet<String> = categories.chain(criteria).map(|word| format!("\"{word}\"")).collect();
    assert!(words.len() > 10, "{words:?}");
    let mut wrong = Vec::new();
    let is_sample =
        |name: &str| name.starts_with("src/editions/sample/") || name.starts_with("src/commands/demo/");
    for (name, code) in program().iter().filter(|(name, _)| !is_sample(name)) {
        let found = words.iter().filter(|word| code.contains(word.as_str()));
        wrong.extend(found.map(|word| format!("{name}: {word}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_phase_of_an_edition_is_never_stored() {
    for (name, text) in sources("entity/src").into_iter().chain(sources("migration/src")) {
        assert!(!text.to_lowercase().contains("phase"), "{name}");
    }
}
