//! Rounds, scales and criteria.

use std::collections::BTreeSet;

use super::findings::{Findings, NAME, PARAGRAPHS};
use crate::editions::document::{
    CommentKind, DocumentCode, EditionDocument, PanelComments, Round, Scale, Window,
};

/// More steps than anyone can tell apart.
const MOST_STEPS: i64 = 1_000;
/// The database keeps sums of weight × score in hundredths times a million: up to here those of
/// 1,800 scoresheets fit.
const MOST_POINTS: i64 = 50_000_000;

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    let rounds = &document.rounds;
    findings.keys(rounds.iter().map(|round| round.key.as_str()), |index| format!("/rounds/{index}/key"));
    let windows = document.windows.keys().map(String::as_str).collect();
    for (index, round) in rounds.iter().enumerate() {
        let pointer = format!("/rounds/{index}");
        findings.text(&format!("{pointer}/name"), &round.name, NAME);
        findings.reference(&format!("{pointer}/window"), &round.window, &windows, "window");
        if let (Some(entries), Some(window)) = (document.call(), document.round_window(round)) {
            opens_in_time(&pointer, entries, window, findings);
        }
        findings.range(&format!("{pointer}/min_judges"), u64::from(round.min_judges), 1, 100);
        scale(&format!("{pointer}/scale"), &round.scale, findings);
        criteria(&pointer, round, findings);
        sums(&pointer, round, findings);
        comments(&pointer, round, findings);
    }
}

fn opens_in_time(pointer: &str, entries: &Window, window: &Window, findings: &mut Findings) {
    if window.from().instant() < entries.from().instant() {
        findings.report(
            format!("{pointer}/window"),
            DocumentCode::Order,
            "This round's window opens before there can be entries; move it or name another window.",
        );
    }
}

fn scale(pointer: &str, scale: &Scale, findings: &mut Findings) {
    let range = scale.max.hundredths() - scale.min.hundredths();
    let step = scale.step.hundredths();
    if range <= 0 {
        findings.report(
            format!("{pointer}/max"),
            DocumentCode::Order,
            "The highest score is not above the lowest; write a larger one.",
        );
    } else if scale.max.hundredths() <= 0 {
        findings.report(
            format!("{pointer}/max"),
            DocumentCode::Range,
            "Results are shown in percent of the highest score; write one above 0.",
        );
    } else if step <= 0 || range % step != 0 || range / step > MOST_STEPS {
        findings.report(
            format!("{pointer}/step"),
            DocumentCode::Range,
            format!("Write a step above 0 that leads from the lowest score to the highest in at most {MOST_STEPS} steps."),
        );
    } else {
        anchors(pointer, scale, findings);
    }
}

fn anchors(pointer: &str, scale: &Scale, findings: &mut Findings) {
    let mut before = None;
    for (index, anchor) in scale.anchors.iter().enumerate() {
        let place = format!("{pointer}/anchors/{index}");
        findings.text(&format!("{place}/label"), &anchor.label, NAME);
        if !scale.admits(anchor.from) {
            findings.report(
                format!("{place}/from"),
                DocumentCode::Range,
                format!("{} is not a score of this scale.", anchor.from),
            );
        }
        if before.is_some_and(|before| before >= anchor.from) {
            findings.report(
                format!("{place}/from"),
                DocumentCode::Order,
                "Write the anchors from the lowest score up.",
            );
        }
        before = Some(anchor.from);
    }
}

fn criteria(pointer: &str, round: &Round, findings: &mut Findings) {
    findings.length(&format!("{pointer}/criteria"), round.criteria.len(), 50, "criterion");
    findings.keys(round.criteria.iter().map(|criterion| criterion.key.as_str()), |index| {
        format!("{pointer}/criteria/{index}/key")
    });
    for (index, criterion) in round.criteria.iter().enumerate() {
        let place = format!("{pointer}/criteria/{index}");
        findings.text(&format!("{place}/label"), &criterion.label, NAME);
        findings.optional_text(&format!("{place}/guidance"), criterion.guidance.as_ref(), PARAGRAPHS);
        findings.range(&format!("{place}/weight"), u64::from(criterion.weight), 1, 10_000);
    }
}

fn sums(pointer: &str, round: &Round, findings: &mut Findings) {
    let weights: i64 = round.criteria.iter().map(|criterion| i64::from(criterion.weight)).sum();
    let [min, max] = [round.scale.min, round.scale.max].map(|points| points.hundredths().abs());
    if weights.saturating_mul(min.max(max)) > MOST_POINTS * 100 {
        findings.report(
            format!("{pointer}/scale/max"),
            DocumentCode::Range,
            format!("The sum of the weights times the highest score is above {MOST_POINTS}; write smaller weights or scores."),
        );
    }
}

fn comments(pointer: &str, round: &Round, findings: &mut Findings) {
    if let Some(minutes) = round.minutes_per_entry {
        findings.range(&format!("{pointer}/minutes_per_entry"), u64::from(minutes), 1, 600);
    }
    let mut facts = BTreeSet::new();
    for (index, fact) in round.seen.iter().enumerate() {
        if !facts.insert(fact) {
            findings.report(
                format!("{pointer}/seen/{index}"),
                DocumentCode::Duplicate,
                "This is listed twice; remove one of the two.",
            );
        }
    }
    if round.panel_comments != PanelComments::Never && !round.comments.contains(&CommentKind::Panel) {
        findings.report(
            format!("{pointer}/panel_comments"),
            DocumentCode::Unknown,
            "Judges write no comments for the panel in this round; add `panel` to its comments.",
        );
    }
    let mut seen = BTreeSet::new();
    for (index, kind) in round.comments.iter().enumerate() {
        if !seen.insert(kind) {
            findings.report(
                format!("{pointer}/comments/{index}"),
                DocumentCode::Duplicate,
                "This kind of comment is listed twice; remove one of the two.",
            );
        }
    }
}
