//! Pure decisions: which scores are accepted, who may get which entry.

use std::collections::{HashMap, HashSet};

use entity::{
    conflict::ConflictKind,
    ids::{EntryId, JudgeId, OrganisationId},
    judge::{self, JudgeState},
};

use sea_orm::FromQueryResult;

use super::{error::InputFault, input::SheetChange};
use crate::{
    editions::{CommentKind, Points, Round},
    text::Part,
};

#[derive(Debug, Default)]
pub struct Checked {
    pub scores: Vec<(String, Option<Points>)>,
    pub comments: Vec<(CommentKind, String)>,
    pub refused: Vec<InputFault>,
}

impl Checked {
    pub fn nothing_accepted(&self) -> bool {
        self.scores.is_empty() && self.comments.is_empty() && !self.refused.is_empty()
    }
}

/// Parts that can be saved, and those that cannot: neither keeps the other from its end.
pub fn checked(round: &Round, change: SheetChange) -> Checked {
    let mut checked = Checked::default();
    for (key, score) in change.scores {
        match score_fault(round, &key, &score) {
            None => checked.scores.extend(right(score).map(|score| (key, score))),
            Some((code, detail)) => {
                let pointer = format!("/scores/{}", key.replace('~', "~0").replace('/', "~1"));
                checked.refused.push(InputFault::new(pointer, code, detail));
            }
        }
    }
    let comments = change.comments;
    for (kind, word, given) in [
        (CommentKind::Internal, "internal", comments.internal),
        (CommentKind::Panel, "panel", comments.panel),
        (CommentKind::Entrant, "entrant", comments.entrant),
    ] {
        let wrong = |code, detail: String| InputFault::new(format!("/comments/{word}"), code, detail);
        match given {
            None => {}
            Some(_) if !round.comments.contains(&kind) => {
                let detail = "This round does not ask for this comment.".to_owned();
                checked.refused.push(wrong("unknown_comment", detail));
            }
            Some(Part::Wrong(why)) => checked.refused.push(wrong("content", why)),
            Some(Part::Right(text)) => checked.comments.push((kind, text.into_string())),
        }
    }
    checked
}

fn right<T>(part: Part<T>) -> Option<T> {
    match part {
        Part::Right(value) => Some(value),
        Part::Wrong(_) => None,
    }
}

fn score_fault(round: &Round, key: &str, score: &Part<Option<Points>>) -> Option<(&'static str, String)> {
    match score {
        _ if round.criterion(key).is_none() => {
            Some(("unknown_criterion", "This round has no such criterion.".to_owned()))
        }
        Part::Wrong(why) => Some(("content", why.clone())),
        Part::Right(Some(score)) if !round.scale.admits(*score) => {
            let (min, max, step) = (round.scale.min, round.scale.max, round.scale.step);
            Some(("off_scale", format!("Give a score from {min} to {max} in steps of {step}.")))
        }
        Part::Right(_) => None,
    }
}

/// Whether this person can sit on a panel and get entries: asked, or judging.
pub fn is_seated(judge: &judge::Model) -> bool {
    matches!(judge.state, JudgeState::Invited | JudgeState::Accepted)
}

/// A judge as far as assigning is concerned.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: JudgeId,
    /// Match keys of where they work and for whom they act.
    pub organisations: Vec<String>,
    /// The organisations to which they have belonged since the edition began.
    pub member_of: HashSet<OrganisationId>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct EnteringOrganisation {
    #[sea_orm(alias = "organisation_id")]
    pub organisation: OrganisationId,
    /// What its name shares with its other spellings.
    pub match_key: String,
}

impl Candidate {
    /// Whether the judge belongs to it. That is a fact, and nobody's decision changes it.
    pub fn belongs_to(&self, entrant: &EnteringOrganisation) -> bool {
        self.member_of.contains(&entrant.organisation)
    }

    /// The same, or an organisation of that name, which may be another one.
    pub fn is_likely_of(&self, entrant: &EnteringOrganisation) -> bool {
        let key = &entrant.match_key;
        self.belongs_to(entrant) || (!key.is_empty() && self.organisations.contains(key))
    }
}

/// What is to be done with the pairs asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub assign: Vec<(JudgeId, EntryId)>,
    pub unchanged: usize,
    pub skipped: Vec<(JudgeId, EntryId, ConflictKind)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnRecord {
    Conflict(ConflictKind),
    /// One that someone of the staff lifted: the program does not find it again.
    Lifted,
}

/// Sorts pairs out: conflicts and pairs of one organisation are never assigned.
pub fn plan<'a>(
    pairs: impl IntoIterator<Item = (&'a Candidate, EntryId, &'a EnteringOrganisation)>,
    active: &HashSet<(JudgeId, EntryId)>,
    on_record: &HashMap<(JudgeId, EntryId), OnRecord>,
) -> Plan {
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    for (judge, entry, entrant) in pairs {
        let pair = (judge.id, entry);
        if !seen.insert(pair) {
            continue;
        }
        let known = on_record.get(&pair);
        if let Some(OnRecord::Conflict(kind)) = known {
            plan.skipped.push((judge.id, entry, *kind));
        } else if judge.belongs_to(entrant) || (known.is_none() && judge.is_likely_of(entrant)) {
            plan.skipped.push((judge.id, entry, ConflictKind::Organisation));
        } else if active.contains(&pair) {
            plan.unchanged = plan.unchanged.saturating_add(1);
        } else {
            plan.assign.push(pair);
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use entity::{
        conflict::ConflictKind,
        ids::{EntryId, JudgeId, OrganisationId},
    };

    use super::{Candidate, EnteringOrganisation, OnRecord, checked, plan};
    use crate::{
        editions::{CommentKind, sample::essa_2023},
        judging::input::SheetChange,
    };

    fn change(json: &str) -> SheetChange {
        serde_json::from_str(json).expect("a change")
    }

    #[test]
    fn a_mark_off_the_scale_or_between_steps_is_named() {
        let essa = essa_2023().expect("the sample is valid");
        let round = essa.judged().next().expect("a round");
        let found = |json: &str| -> Vec<(String, &'static str)> {
            checked(round, change(json))
                .refused
                .into_iter()
                .map(|fault| (fault.pointer, fault.code))
                .collect()
        };
        assert_eq!(found(r#"{"scores":{"impact":10,"innovation":0,"theme_fit":null}}"#), []);
        for score in ["-1", "11", "7.5"] {
            let expected = [("/scores/impact".to_owned(), "off_scale")];
            assert_eq!(found(&format!(r#"{{"scores":{{"impact":{score}}}}}"#)), expected, "{score}");
        }
        assert_eq!(found(r#"{"scores":{"a/b":1}}"#), [("/scores/a~1b".to_owned(), "unknown_criterion")]);
    }

    #[test]
    fn a_wrong_part_keeps_no_right_one_from_being_saved() {
        let essa = essa_2023().expect("the sample is valid");
        let round = essa.judged().next().expect("a round");
        let checked = checked(
            round,
            change(
                r#"{"scores": {"impact": 11, "innovation": 5, "theme_fit": "x"},
                    "comments": {"internal": "a\u0000b", "panel": "Strong."}}"#,
            ),
        );
        let pointers: Vec<&str> = checked.refused.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/scores/impact", "/scores/theme_fit", "/comments/internal"]);
        assert_eq!(checked.scores.len(), 1);
        assert_eq!(checked.comments, [(CommentKind::Panel, "Strong.".to_owned())]);
        assert!(!checked.nothing_accepted());
    }

    #[test]
    fn conflicts_and_own_organisations_are_never_assigned() {
        let judge = Candidate {
            id: JudgeId(1),
            organisations: vec!["gradosijek".into()],
            member_of: HashSet::from([OrganisationId(7)]),
        };
        let of = |organisation, key: &str| EnteringOrganisation {
            organisation: OrganisationId(organisation),
            match_key: key.into(),
        };
        let (coffee, osijek) = (of(1, "ruralcoffee"), of(2, "gradosijek"));
        let (tusla, own) = (of(3, "tusla"), of(7, "caritas"));
        let active = HashSet::from([(JudgeId(1), EntryId(4))]);
        let conflicts = HashMap::from([
            ((JudgeId(1), EntryId(2)), OnRecord::Conflict(ConflictKind::Declared)),
            ((JudgeId(1), EntryId(5)), OnRecord::Lifted),
            ((JudgeId(1), EntryId(6)), OnRecord::Lifted),
        ]);
        let pairs =
            [(1, &coffee), (1, &coffee), (2, &coffee), (3, &osijek), (4, &tusla), (5, &osijek), (6, &own)];
        let plan = plan(pairs.map(|(n, entrant)| (&judge, EntryId(n), entrant)), &active, &conflicts);
        let lifted = (JudgeId(1), EntryId(5));
        assert_eq!(plan.assign, [(JudgeId(1), EntryId(1)), lifted], "what a person lifted stays so");
        assert_eq!(plan.unchanged, 1);
        let skipped = [
            (JudgeId(1), EntryId(2), ConflictKind::Declared),
            (JudgeId(1), EntryId(3), ConflictKind::Organisation),
            (JudgeId(1), EntryId(6), ConflictKind::Organisation),
        ];
        assert_eq!(plan.skipped, skipped, "who belongs to an organisation judges none of its entries");
    }
}
