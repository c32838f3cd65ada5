//! What a document may say already, and the program does not do yet: warned of, so that nothing it
//! says is silent.

use crate::editions::document::validate::findings::Findings;
use crate::editions::document::{AnyRound, ELIGIBLE, EditionDocument, Method, Plan, Voters};

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    for (index, rule) in document.rules.iter().enumerate() {
        if !rule.at.is_in_force() {
            let message = "The program does not look at this rule yet: people keep it.";
            findings.doubt(format!("/rules/{index}/at"), message);
        }
    }
    for (index, round) in document.rounds.iter().enumerate() {
        let pointer = format!("/rounds/{index}");
        match round {
            AnyRound::Judged(round) => members(&pointer, &round.plan, findings),
            AnyRound::Planned(round) => {
                let what = match round.by {
                    Voters::Public | Voters::Room => "No vote is held or counted here yet",
                    Voters::Panel | Voters::Staff => "A round of this kind is not held here yet",
                };
                findings.doubt(pointer, format!("{what}: results come from the scoresheets alone."));
            }
        }
    }
    let lists = [
        ("selections", document.selections.len(), "The program makes no such list yet: people make it."),
        (
            "results",
            document.results.len(),
            "The program does not add up several rounds yet: people do that.",
        ),
        ("honours", document.honours.len(), "The program awards nothing yet: people decide who wins."),
    ];
    for (list, length, message) in lists {
        for index in 0..length {
            findings.doubt(format!("/{list}/{index}"), message);
        }
    }
}

fn members(pointer: &str, plan: &Plan, findings: &mut Findings) {
    let all_take_part = plan.pool.as_deref().is_none_or(|pool| pool == ELIGIBLE);
    let said = [
        ("pool", !all_take_part, "Selections are not made yet: all eligible entries take part."),
        ("joint", plan.joint, "Panels have no scoresheet together yet: each judge fills in one alone."),
        ("ballot/flags", !plan.flags.is_empty(), "Judges cannot put entries forward yet."),
        ("method", plan.method != Method::Mean, "Results are means: other methods are not used yet."),
        ("never", plan.never.is_some(), "The program does not look at this condition yet: people assign."),
        ("alarm", plan.alarm.is_some(), "The program does not look at this condition yet: people watch."),
    ];
    for (member, _, message) in said.into_iter().filter(|(_, is_said, _)| *is_said) {
        findings.doubt(format!("{pointer}/{member}"), message);
    }
}
