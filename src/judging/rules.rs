//! Pure decisions: which marks stand, who may get which entry.

use std::collections::{HashMap, HashSet};

use entity::{
    conflict::ConflictKind,
    ids::{EntryId, JudgeId},
};

use super::{error::Fault, input::SheetChange};
use crate::editions::{CommentKind, Round};

/// What is wrong with a change of a scoresheet.
pub fn faults(round: &Round, change: &SheetChange) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (key, mark) in &change.scores {
        let pointer = format!("/scores/{}", key.replace('~', "~0").replace('/', "~1"));
        if round.criterion(key).is_none() {
            faults.push(Fault::new(pointer, "unknown_criterion", "This round has no such criterion."));
        } else if mark.is_some_and(|mark| !round.scale.admits(mark)) {
            let (min, max, step) = (round.scale.min, round.scale.max, round.scale.step);
            let detail = format!("Give a mark from {min} to {max} in steps of {step}.");
            faults.push(Fault::new(pointer, "off_scale", detail));
        }
    }
    let comments = &change.comments;
    for (kind, word, given) in [
        (CommentKind::Internal, "internal", comments.internal.is_some()),
        (CommentKind::Panel, "panel", comments.panel.is_some()),
        (CommentKind::Entrant, "entrant", comments.entrant.is_some()),
    ] {
        if given && !round.comments.contains(&kind) {
            let detail = "This round does not ask for this remark.";
            faults.push(Fault::new(format!("/comments/{word}"), "unknown_comment", detail));
        }
    }
    faults
}

/// A judge as far as assigning is concerned.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Judge.
    pub id: JudgeId,
    /// Where they work or for whom they act.
    pub organisations: Vec<String>,
}

/// What is to be done with the pairs asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// To be assigned.
    pub assign: Vec<(JudgeId, EntryId)>,
    /// Hold already.
    pub unchanged: usize,
    /// May not be.
    pub skipped: Vec<(JudgeId, EntryId, ConflictKind)>,
}

/// Sorts pairs out: conflicts and pairs of one organisation are never assigned.
pub fn plan<'a>(
    pairs: impl IntoIterator<Item = (&'a Candidate, EntryId, &'a str)>,
    active: &HashSet<(JudgeId, EntryId)>,
    conflicts: &HashMap<(JudgeId, EntryId), ConflictKind>,
) -> Plan {
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    for (judge, entry, organisation) in pairs {
        let pair = (judge.id, entry);
        if !seen.insert(pair) {
            continue;
        }
        if let Some(kind) = conflicts.get(&pair) {
            plan.skipped.push((judge.id, entry, *kind));
        } else if judge.organisations.iter().any(|own| is_same(own, organisation)) {
            plan.skipped.push((judge.id, entry, ConflictKind::Organisation));
        } else if active.contains(&pair) {
            plan.unchanged = plan.unchanged.saturating_add(1);
        } else {
            plan.assign.push(pair);
        }
    }
    plan
}

/// Whether two names are of one organisation: letters and digits count, case and
/// punctuation do not.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && one == other
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use entity::{
        conflict::ConflictKind,
        ids::{EntryId, JudgeId},
    };

    use super::{Candidate, faults, is_same, plan};
    use crate::{editions::sample::essa_2023, judging::input::SheetChange};

    fn change(json: &str) -> SheetChange {
        serde_json::from_str(json).expect("a change")
    }

    #[test]
    fn a_mark_off_the_scale_or_between_steps_is_named() {
        let round = essa_2023().expect("the sample is valid").rounds.remove(0);
        let found = |json: &str| -> Vec<(String, &'static str)> {
            faults(&round, &change(json)).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
        };
        assert_eq!(found(r#"{"scores":{"impact":10,"innovation":0,"theme_fit":null}}"#), []);
        for mark in ["-1", "11", "7.5"] {
            let expected = [("/scores/impact".to_owned(), "off_scale")];
            assert_eq!(found(&format!(r#"{{"scores":{{"impact":{mark}}}}}"#)), expected, "{mark}");
        }
        assert_eq!(found(r#"{"scores":{"a/b":1}}"#), [("/scores/a~1b".to_owned(), "unknown_criterion")]);
    }

    #[test]
    fn one_organisation_is_recognised_by_its_letters() {
        assert!(is_same("Grad Osijek", "GRAD  OSIJEK."));
        assert!(!is_same("Grad Osijek", "Grad Zagreb"));
        assert!(!is_same("", "–"));
    }

    #[test]
    fn conflicts_and_own_organisations_are_never_assigned() {
        let judge = Candidate { id: JudgeId(1), organisations: vec!["Grad Osijek".into()] };
        let entry = |n, organisation| (&judge, EntryId(n), organisation);
        let active = HashSet::from([(JudgeId(1), EntryId(4))]);
        let conflicts = HashMap::from([((JudgeId(1), EntryId(2)), ConflictKind::Declared)]);
        let pairs = [
            entry(1, "Rural Coffee"),
            entry(1, "Rural Coffee"),
            entry(2, "Rural Coffee"),
            entry(3, "Grad Osijek"),
            entry(4, "Tusla"),
        ];
        let plan = plan(pairs, &active, &conflicts);
        assert_eq!(plan.assign, [(JudgeId(1), EntryId(1))]);
        assert_eq!(plan.unchanged, 1);
        let skipped = [
            (JudgeId(1), EntryId(2), ConflictKind::Declared),
            (JudgeId(1), EntryId(3), ConflictKind::Organisation),
        ];
        assert_eq!(plan.skipped, skipped);
    }
}
