//! Rounds, scales and criteria.

use std::collections::BTreeSet;

use super::findings::{Findings, NAME, PARAGRAPHS};
use crate::editions::document::{
    AnyRound, Ballot, Choice, CommentKind, DocumentCode, EditionDocument, PanelComments, Plan, Round,
    RuleMoment, Scale, StatedRound, Window,
};

/// More steps than anyone can tell apart.
const MOST_STEPS: i64 = 1_000;
/// The database keeps sums of weight × score in hundredths times a million: up to here those of
/// 1,800 scoresheets fit.
const MOST_POINTS: i64 = 50_000_000;

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    findings.keys(document.rounds.iter().map(AnyRound::key), |index| format!("/rounds/{index}/key"));
    let windows = document.windows.keys().map(String::as_str).collect();
    for (index, round) in document.rounds.iter().enumerate() {
        let pointer = format!("/rounds/{index}");
        findings.reference(&format!("{pointer}/window"), round.window(), &windows, "window");
        if let (Some(entries), Some(window)) = (document.call(), document.window(round.window())) {
            opens_in_time(&pointer, entries, window, findings);
        }
        match round {
            AnyRound::Judged(round) => judged(&pointer, round, document, findings),
            AnyRound::Planned(round) => planned(&pointer, round, document, findings),
        }
    }
}

fn judged(pointer: &str, round: &Round, document: &EditionDocument, findings: &mut Findings) {
    findings.text(&format!("{pointer}/name"), &round.name, NAME);
    if round.min_judges == 0 {
        findings.report(
            format!("{pointer}/min_judges"),
            DocumentCode::Empty,
            "Add the member `min_judges` here: How many judges an entry needs before it can win.",
        );
    } else {
        findings.range(&format!("{pointer}/min_judges"), u64::from(round.min_judges), 1, 100);
    }
    let ballot = format!("{pointer}/ballot");
    scale(&format!("{ballot}/scale"), &round.scale, findings);
    criteria(&ballot, round, findings);
    sums(&ballot, round, findings);
    comments(pointer, round, findings);
    options(&format!("{ballot}/flags"), &round.plan.flags, findings);
    let Plan { never, alarm, .. } = &round.plan;
    conditions(pointer, [never, alarm], document, findings);
}

fn planned(pointer: &str, round: &StatedRound, document: &EditionDocument, findings: &mut Findings) {
    findings.text(&format!("{pointer}/name"), &round.name, NAME);
    if let Some(judges) = round.min_judges {
        findings.range(&format!("{pointer}/min_judges"), u64::from(judges), 1, 100);
    }
    let ballot = format!("{pointer}/ballot");
    match &round.ballot {
        Ballot::Scores { .. } => findings.report(
            ballot,
            DocumentCode::Contradiction,
            "Only a panel scores criteria; let others choose, rank or share out points.",
        ),
        Ballot::Level { levels } => {
            findings.length(&format!("{ballot}/levels"), levels.len(), 20, "level");
            options(&format!("{ballot}/levels"), levels, findings);
        }
        Ballot::Choice { picks: count } => {
            findings.range(&format!("{ballot}/picks"), (*count).into(), 1, 100);
        }
        Ballot::Ranking { top: count } => findings.range(&format!("{ballot}/top"), (*count).into(), 2, 100),
        Ballot::Points { total: count } => {
            findings.range(&format!("{ballot}/total"), (*count).into(), 1, 10_000);
        }
        Ballot::YesNo {} | Ballot::Duel {} => {}
    }
    conditions(pointer, [&round.never, &round.alarm], document, findings);
}

fn options(pointer: &str, options: &[Choice], findings: &mut Findings) {
    findings.keys(options.iter().map(|one| one.key.as_str()), |index| format!("{pointer}/{index}/key"));
    for (index, option) in options.iter().enumerate() {
        findings.text(&format!("{pointer}/{index}/label"), &option.label, NAME);
    }
}

fn conditions(
    pointer: &str,
    [never, alarm]: [&Option<String>; 2],
    document: &EditionDocument,
    findings: &mut Findings,
) {
    if let Some(never) = never {
        findings.condition(&format!("{pointer}/never"), never, &document.place(RuleMoment::Assign));
    }
    if let Some(alarm) = alarm {
        findings.condition(&format!("{pointer}/alarm"), alarm, &document.place(RuleMoment::Shortlist));
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
                format!("{pointer}/ballot/comments/{index}"),
                DocumentCode::Duplicate,
                "This kind of comment is listed twice; remove one of the two.",
            );
        }
    }
}
