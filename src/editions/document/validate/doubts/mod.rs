//! What can be so but is probably not meant: said before a document is taken, and never refused.

mod planned;

use super::{findings::Findings, subjects};
use crate::editions::document::{
    AnswerKind, AnyRound, EditionDocument, Field, Round, StatedRound, Voters, Window, error::escape,
};

/// The name of the window in which the public votes.
const VOTE: &str = "public_vote";

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    order(document, findings);
    names(document, findings);
    questions(document, findings);
    subjects::doubts(document, findings);
    for (index, round) in document.rounds.iter().enumerate() {
        if let AnyRound::Judged(round) = round {
            weights(&format!("/rounds/{index}/ballot/criteria"), round, findings);
        }
    }
    if document.rounds.is_empty() {
        findings.doubt("/rounds", "There is no round, so nobody can judge.");
    }
    planned::check(document, findings);
}

/// Whether one thing begins before the other is over.
fn overlaps(earlier: Option<&Window>, later: Option<&Window>) -> bool {
    let ends = |window: &Window| window.to().instant();
    matches!((earlier, later), (Some(earlier), Some(later)) if later.from().instant() < ends(earlier))
}

fn order(document: &EditionDocument, findings: &mut Findings) {
    let (entries, checks) = (document.call(), document.window("check"));
    for (key, window) in &document.windows {
        let opens = format!("/windows/{}/from", escape(key));
        let rounds: Vec<&AnyRound> = document.rounds.iter().filter(|round| round.window() == key).collect();
        let judged = rounds.iter().find_map(|round| round.judged());
        if let Some(round) = judged {
            if overlaps(entries, Some(window)) {
                let message = format!("Judging in “{}” begins before the call has ended.", round.name);
                findings.doubt(opens.as_str(), message);
            } else if checks.is_some_and(|checks| window.from().instant() < checks.from().instant()) {
                let message = format!("Judging in “{}” begins before entries are checked.", round.name);
                findings.doubt(opens.as_str(), message);
            }
            if key == VOTE || rounds.len() > 1 {
                findings.doubt(opens.as_str(), "Two stages share this window; they begin and end together.");
            }
        } else if rounds.is_empty() && key == VOTE {
            findings.doubt(
                format!("/windows/{}", escape(key)),
                "No public vote is held or counted here: the public does not see these dates, and results come from the judges alone.",
            );
            vote_in_time(document, &opens, window, findings);
        } else if rounds.iter().any(|round| is_public(round)) {
            vote_in_time(document, &opens, window, findings);
        } else if rounds.is_empty() && !["entries", "check"].contains(&key.as_str()) {
            findings.doubt(
                format!("/windows/{}", escape(key)),
                "No round uses this window, so it opens nothing.",
            );
        }
    }
    ceremony(document, findings);
    let year = document.edition.year;
    if entries.is_some_and(|entries| (entries.from().zoned().year() - year).abs() > 1) {
        findings
            .doubt("/windows/entries/from", format!("The call is not near the year of the edition, {year}."));
    }
}

fn is_public(round: &AnyRound) -> bool {
    matches!(round, AnyRound::Planned(StatedRound { by: Voters::Public, .. }))
}

fn vote_in_time(document: &EditionDocument, opens: &str, window: &Window, findings: &mut Findings) {
    let judged = document.judged().filter_map(|round| document.round_window(round));
    if judged.chain(document.call()).any(|before| overlaps(Some(before), Some(window))) {
        findings.doubt(opens, "The public vote begins before judging has ended.");
    }
}

fn ceremony(document: &EditionDocument, findings: &mut Findings) {
    let Some(ceremony) = &document.edition.ceremony else { return };
    let mut ends = document.judged().filter_map(|round| document.round_window(round));
    if ends.any(|window| window.to().zoned().date() > ceremony.last_day) {
        findings.doubt("/edition/ceremony/first_day", "The ceremony is over before judging ends.");
    }
}

/// What an entry is called, and where news about it goes.
fn names(document: &EditionDocument, findings: &mut Findings) {
    let says_so = |field: &&Field| field.names_entry || field.key == "title";
    match document.form.title_field().filter(says_so) {
        None => findings.doubt(
            "/form/sections",
            "No question names the entry, so people cannot tell entries apart: let one of kind `text` say \
             `names_entry`.",
        ),
        Some(title) if !title.judges => {
            findings.doubt(
                "/form/sections",
                format!("Judges do not see “{}”, which names the entry.", title.label),
            );
        }
        Some(_) => {}
    }
    if document.form.contact_fields().next().is_none() {
        findings.doubt(
            "/form/sections",
            "No question asks for an e-mail address that neither judges nor the public see, so news about an entry goes to its members only.",
        );
    }
}

fn questions(document: &EditionDocument, findings: &mut Findings) {
    for (section, part) in document.form.sections.iter().enumerate() {
        for (index, field) in part.fields.iter().enumerate() {
            let is_contact = matches!(field.answer, AnswerKind::Email {} | AnswerKind::Phone {});
            let pointer = format!("/form/sections/{section}/fields/{index}");
            if is_contact && (field.public || field.judges) {
                let who = if field.public { "may be published" } else { "is seen by judges" };
                findings.doubt(pointer, format!("This is a person's contact address, and it {who}."));
            }
        }
    }
}

fn weights(pointer: &str, round: &Round, findings: &mut Findings) {
    let sum: u32 = round.criteria.iter().map(|criterion| criterion.weight).fold(0, u32::saturating_add);
    let is_even = round
        .criteria
        .iter()
        .all(|criterion| round.criteria.first().is_some_and(|first| first.weight == criterion.weight));
    if sum != 100 && !is_even {
        findings.doubt(
            pointer,
            format!("The weights add up to {sum} and not to 100; each counts as its share of {sum}."),
        );
    }
}
