//! What the command prints about documents.

use std::{path::Path, process::ExitCode};

use jiff::ToSpan as _;

use crate::{
    context::Ctx,
    editions::{Difference, DocumentError, Edition, EditionDocument, Position, Preview, Since, history},
};

/// One line for each fault: file, line and column, place, what to do.
pub(super) fn report(file: &Path, errors: &[DocumentError]) -> ExitCode {
    for error in errors {
        let place = if error.place.is_empty() { error.pointer.as_str() } else { error.place.as_str() };
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        match error.position {
            Some(Position { line, column }) => {
                eprintln!("{}:{line}:{column}: {place}{}", file.display(), error.message);
            }
            None => eprintln!("{}: {place}{}", file.display(), error.message),
        }
    }
    ExitCode::FAILURE
}

/// That a document is right, and what is doubtful about it.
pub(super) fn valid(file: &Path, document: &EditionDocument) -> ExitCode {
    for doubt in document.doubts() {
        eprintln!("{}: warning: {}: {}", file.display(), doubt.place, doubt.message);
    }
    println!(
        "{}: valid: {}/{}, {}",
        file.display(),
        document.programme.slug,
        document.edition.slug,
        document.edition.name
    );
    ExitCode::SUCCESS
}

/// One line of the list of editions; slug, version and phase come first.
pub(super) fn listed(first: [&str; 3], document: &EditionDocument, state: &str) -> anyhow::Result<()> {
    let call = document.call().map(|call| {
        // A call that closes at midnight has its last day before.
        let last =
            call.to().zoned().checked_sub(1.nanosecond()).unwrap_or_else(|_| call.to().zoned().clone());
        format!("{} to {}", call.from().zoned().date(), last.date())
    });
    let name = document.edition.name.as_str();
    let line = first.into_iter().chain([name, state, call.as_deref().unwrap_or_default()]);
    super::super::print(&line.collect::<Vec<_>>().join("\t"))
}

/// What is probably not meant.
pub(super) fn warnings(file: &Path, preview: &Preview) {
    for warning in &preview.warnings {
        eprintln!("{}: warning: {}: {}", file.display(), warning.place, warning.text);
    }
}

/// What a change comes to.
pub(super) fn preview(path: &str, preview: &Preview) {
    println!("{path}: {} would change compared with version {}:", preview.differences.len(), preview.version);
    differences(&preview.differences);
    for consequence in &preview.consequences {
        println!("  ! {}", consequence.text);
    }
}

pub(super) fn differences(differences: &[Difference]) {
    for Difference { place, before, now, .. } in differences {
        match (before, now) {
            (Some(before), Some(now)) => println!("  {place}: {before} → {now}"),
            (None, Some(now)) => println!("  + {place}: {now}"),
            (Some(before), None) => println!("  - {place}: {before}"),
            (None, None) => {}
        }
    }
}

/// Why a copy is not taken.
pub(super) fn stale(file: &Path, version: Option<i64>, since: &Since) {
    let taken = version.unwrap_or_default();
    eprintln!(
        "{}: based on version {taken}, but the current version is {}. Nothing was changed.",
        file.display(),
        since.version
    );
    println!("Since version {taken}:");
    differences(&since.differences);
    eprintln!("Export the current document and make your changes in that one.");
}

/// The versions of an edition, newest first, one line each.
pub(super) async fn versions(ctx: &Ctx, edition: &Edition) -> anyhow::Result<()> {
    let mut before = None;
    loop {
        let page = history::list(ctx, edition, before).await?;
        for version in &page.items {
            let by = version.by.as_deref().unwrap_or("the command line");
            let places: Vec<&str> = version.first_changes.iter().map(|one| one.place.as_str()).collect();
            println!(
                "v{}\t{}\t{by}\t{}\t{} changed: {}",
                version.version,
                version.at,
                version.reason,
                version.changes,
                places.join(", ")
            );
        }
        before = page.next;
        if before.is_none() {
            return Ok(());
        }
    }
}
