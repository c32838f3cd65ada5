//! What a change of rules does to the work of people, in numbers.

use std::collections::{BTreeMap, HashMap, HashSet};

use entity::{Scores, Timestamp, entry::EntryState, ids::EntryId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    questions,
    rules::{self, Entered},
    rulings,
    say::moment,
    subjects,
};
use crate::editions::{EditionDocument, Round, Window, WindowState};

/// What people have done under the rules so far.
#[derive(Debug, Default)]
pub struct WorkSoFar {
    pub entries: HashMap<EntryState, u64>,
    /// Entries that are submitted and count.
    pub submitted: Vec<Entered>,
    /// Answers by field, in entries that are not withdrawn.
    pub answers: HashMap<String, u64>,
    /// Entries that would be asked for a reworded consent again, by field.
    pub agreed: HashMap<String, u64>,
    /// What staff found about rules, by the key of the rule, in entries that are not withdrawn.
    pub rulings: HashMap<String, u64>,
    /// Entries in rounds: the judges of each, and what they have handed in.
    pub sheets: Vec<Sheet>,
}

/// One judge's work on one entry in a round.
#[derive(Debug)]
pub struct Sheet {
    pub round: String,
    pub entry: EntryId,
    /// The scores handed in; absent while nothing is.
    pub scores: Option<Scores>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Consequence {
    /// What kind, for programs.
    pub kind: &'static str,
    /// How many entries, answers, organisations or scoresheets it touches.
    pub count: u64,
    /// The consequence as a sentence.
    pub text: String,
}

pub fn consequences(
    old: &EditionDocument,
    new: &EditionDocument,
    now: Timestamp,
    work: &WorkSoFar,
) -> Vec<Consequence> {
    let mut found = Found(Vec::new());
    windows(old, new, now, work, &mut found);
    for round in new.judged() {
        if let Some(before) = old.round(&round.key) {
            min_judges(before, round, work, &mut found);
            weights(before, round, work, &mut found);
        }
    }
    questions::changed(old, new, work, &mut found);
    subjects::changed(old, new, work, &mut found);
    rules::unmet(old, new, work, &mut found);
    rulings::kept(old, new, work, &mut found);
    found.0
}

pub(super) struct Found(Vec<Consequence>);

impl Found {
    pub(super) fn add(&mut self, kind: &'static str, count: u64, text: String) {
        self.0.push(Consequence { kind, count, text });
    }

    pub(super) fn some(&mut self, kind: &'static str, count: u64, text: String) {
        if count > 0 {
            self.add(kind, count, text);
        }
    }
}

pub(super) fn of(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn windows(
    old: &EditionDocument,
    new: &EditionDocument,
    now: Timestamp,
    work: &WorkSoFar,
    found: &mut Found,
) {
    let state = |window: Option<&Window>| window.map(|window| window.state(now));
    let keys = old.windows.keys().chain(new.windows.keys().filter(|key| !old.windows.contains_key(*key)));
    for key in keys {
        let (was, is) = (old.window(key), new.window(key));
        let name = name_of(key, new);
        if let Some(window) = is.filter(|_| state(was) != state(is)) {
            let (kind, does) = match window.state(now) {
                WindowState::Open => ("opens", "is open at once".to_owned()),
                WindowState::After => ("closes", "is closed at once".to_owned()),
                WindowState::Before => ("waits", format!("is closed until {}", moment(window.from()))),
            };
            found.add(kind, 0, format!("{name} {does}."));
        }
        if let (Some(was), Some(is)) = (was, is) {
            drafts(key, Moved { was, is }, now, work, found);
            unfinished(key, Moved { was, is }, new, now, work, found);
        }
    }
}

fn name_of(key: &str, document: &EditionDocument) -> String {
    match (key, document.judged().find(|round| round.window == key)) {
        ("entries", _) => "The call for entries".to_owned(),
        ("check", _) => "The check of entries".to_owned(),
        (_, Some(round)) => format!("Judging in “{}”", round.name),
        (key, None) => format!("The window “{key}”"),
    }
}

/// A window as it was and as it is to be.
#[derive(Clone, Copy)]
struct Moved<'a> {
    was: &'a Window,
    is: &'a Window,
}

/// What another deadline means for entries that are not submitted yet.
fn drafts(key: &str, windows: Moved<'_>, now: Timestamp, work: &WorkSoFar, found: &mut Found) {
    let Moved { was, is } = windows;
    let count = work.entries.get(&EntryState::Draft).copied().unwrap_or_default();
    if key != "entries" {
        return;
    }
    let drafts = of(count, "draft", "drafts");
    match (was.state(now), is.state(now)) {
        (WindowState::Open, WindowState::After | WindowState::Before) => {
            found.some("drafts_shut_out", count, format!("{drafts} can no longer be submitted."));
        }
        (WindowState::After, WindowState::Open) => {
            found.some("drafts_let_in", count, format!("{drafts} can be submitted again."));
        }
        _ if is.to().instant() < was.to().instant() => {
            let (old, new) = (moment(was.to()), moment(is.to()));
            found.some(
                "drafts_hurried",
                count,
                format!("{drafts} must be submitted until {new}, not {old}."),
            );
        }
        _ => {}
    }
}

/// What another end of judging means for scoresheets that are not handed in.
fn unfinished(
    key: &str,
    windows: Moved<'_>,
    document: &EditionDocument,
    now: Timestamp,
    work: &WorkSoFar,
    found: &mut Found,
) {
    let Moved { was, is } = windows;
    for round in document.judged().filter(|round| round.window == key) {
        let left =
            work.sheets.iter().filter(|sheet| sheet.round == round.key && sheet.scores.is_none()).count();
        let count = number(left);
        let sheets = of(count, "scoresheet is", "scoresheets are");
        if is.state(now) == WindowState::After && was.state(now) != WindowState::After {
            found.some(
                "sheets_shut_out",
                count,
                format!("{sheets} not handed in and will not count in “{}”.", round.name),
            );
        } else if is.to().instant() < was.to().instant() {
            let new = moment(is.to());
            found.some(
                "sheets_hurried",
                count,
                format!("{sheets} to be handed in by {new} in “{}”.", round.name),
            );
        }
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// How many judges an entry of a round has, and how many of them have handed in.
fn per_entry(round: &Round, work: &WorkSoFar) -> BTreeMap<EntryId, (u32, u32)> {
    let mut counts = BTreeMap::<EntryId, (u32, u32)>::new();
    for sheet in work.sheets.iter().filter(|sheet| sheet.round == round.key) {
        let (judges, handed_in) = counts.entry(sheet.entry).or_default();
        *judges = judges.saturating_add(1);
        *handed_in = handed_in.saturating_add(u32::from(sheet.scores.is_some()));
    }
    counts
}

fn min_judges(before: &Round, round: &Round, work: &WorkSoFar, found: &mut Found) {
    let (was, is) = (before.min_judges, round.min_judges);
    if was == is {
        return;
    }
    let counts = per_entry(round, work);
    let between = |n: u32| n >= was.min(is) && n < was.max(is);
    let judges = number(counts.values().filter(|(judges, _)| between(*judges)).count());
    let sheets = number(counts.values().filter(|(_, handed_in)| between(*handed_in)).count());
    let head = format!("Judges needed in “{}” {was} → {is}", round.name);
    let (of_judges, of_sheets) = (of(judges, "entry", "entries"), of(sheets, "entry", "entries"));
    if is > was {
        found.add(
            "below_minimum",
            judges,
            format!("{head}: {of_judges} with enough judges so far will have too few."),
        );
        found.some(
            "results_below_minimum",
            sheets,
            format!("{head}: {of_sheets} with enough scoresheets so far will have too few."),
        );
    } else {
        found.add(
            "above_minimum",
            judges,
            format!("{head}: {of_judges} with too few judges so far will have enough."),
        );
        found.some(
            "results_above_minimum",
            sheets,
            format!("{head}: {of_sheets} with too few scoresheets so far will have enough."),
        );
    }
}

/// The share of the highest sum, as a fraction: points by the weights' sum.
fn share(round: &Round, scores: &Scores) -> (i128, i128) {
    let weights: u64 = round.criteria.iter().map(|criterion| u64::from(criterion.weight)).sum();
    (i128::from(round.points(scores)), i128::from(weights))
}

fn weights(before: &Round, round: &Round, work: &WorkSoFar, found: &mut Found) {
    if before.criteria == round.criteria {
        return;
    }
    let differs = |scores: &Scores| {
        let ((old, of_old), (new, of_new)) = (share(before, scores), share(round, scores));
        old.saturating_mul(of_new) != new.saturating_mul(of_old)
    };
    let of_round = work.sheets.iter().filter(|sheet| sheet.round == round.key);
    let changed: HashSet<EntryId> = of_round
        .filter(|sheet| sheet.scores.as_ref().is_some_and(differs))
        .map(|sheet| sheet.entry)
        .collect();
    let weight = |round: &Round, key: &str| round.criterion(key).map_or(0, |criterion| criterion.weight);
    let known =
        before.criteria.iter().chain(round.criteria.iter().filter(|c| before.criterion(&c.key).is_none()));
    let moved: Vec<String> = known
        .filter(|c| weight(before, &c.key) != weight(round, &c.key))
        .map(|c| format!("“{}” {} → {}", c.label, weight(before, &c.key), weight(round, &c.key)))
        .collect();
    if !moved.is_empty() {
        let count = number(changed.len());
        let results = of(count, "result changes", "results change");
        found.add(
            "results_changed",
            count,
            format!("Weight of {}: {results} in “{}”.", moved.join(", "), round.name),
        );
    }
}
