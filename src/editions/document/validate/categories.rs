//! Categories, and which entries a derived one is chosen from.

use std::collections::BTreeSet;

use super::findings::{Findings, NAME, PARAGRAPHS};
use crate::editions::document::{Category, CategoryKind, DocumentCode, EditionDocument, Pool};

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    let categories = &document.categories;
    findings.length("/categories", categories.len(), 100, "category");
    findings.keys(categories.iter().map(|category| category.key.as_str()), |index| {
        format!("/categories/{index}/key")
    });
    let open = keys_of(categories, CategoryKind::Open);
    if open.is_empty() && !categories.is_empty() {
        findings.report(
            "/categories",
            DocumentCode::Empty,
            "Add at least one category of kind `open`; nobody can enter a derived one.",
        );
    }
    let kinds = document.facts.organisation_kinds.iter().map(|kind| kind.key.as_str()).collect();
    for (index, category) in categories.iter().enumerate() {
        let pointer = format!("/categories/{index}");
        one(&pointer, category, findings);
        pool(&pointer, category, &open, &kinds, findings);
    }
}

fn keys_of(categories: &[Category], kind: CategoryKind) -> BTreeSet<&str> {
    categories.iter().filter(|category| category.kind == kind).map(|category| category.key.as_str()).collect()
}

fn one(pointer: &str, category: &Category, findings: &mut Findings) {
    findings.text(&format!("{pointer}/name"), &category.name, NAME);
    findings.text(&format!("{pointer}/summary"), &category.summary, PARAGRAPHS);
    findings.texts(&format!("{pointer}/examples"), &category.examples);
    findings.texts(&format!("{pointer}/considerations"), &category.considerations);
    findings.range(&format!("{pointer}/shortlist_size"), u64::from(category.shortlist_size), 1, 1_000);
}

fn pool(
    pointer: &str,
    category: &Category,
    open: &BTreeSet<&str>,
    kinds: &BTreeSet<&str>,
    findings: &mut Findings,
) {
    match (category.kind, &category.pool) {
        (CategoryKind::Open, None) => {}
        (CategoryKind::Open, Some(_)) => findings.report(
            format!("{pointer}/pool"),
            DocumentCode::Contradiction,
            "Remove the pool, or make the category `derived`: organisations enter an open category \
             themselves.",
        ),
        (CategoryKind::Derived, None) => findings.report(
            format!("{pointer}/pool"),
            DocumentCode::Empty,
            "Say in `pool` which categories this one is chosen from.",
        ),
        (CategoryKind::Derived, Some(Pool { from, organisation_kinds })) => {
            findings.length(&format!("{pointer}/pool/from"), from.len(), 100, "category");
            findings.references(&format!("{pointer}/pool/from"), from, open, "open category");
            findings.references(
                &format!("{pointer}/pool/organisation_kinds"),
                organisation_kinds,
                kinds,
                "kind of organisation",
            );
        }
    }
}
