//! From scores to ranks: what the edition says is handed to `scoring`, which decides.

use std::collections::HashMap;

use entity::{
    Hundredths, assignment::AssignmentState, entry::EntryState, ids::EntryId, shortlisted::ShortlistMethod,
};
use scoring::{Criterion, Entry, Exact, Outcome, Refusal, Scale, Scheme, Scoresheet, Standing, rank};

use super::store::{Candidate, Listed, RoundData, Sheet};
use crate::editions::{Category, CategoryKind, EditionDocument, Points, Round};

#[derive(Clone, Debug)]
pub struct CategoryResults {
    pub key: String,
    pub name: String,
    pub shortlist_size: u32,
    /// Whether its entries were entered in other categories.
    pub derived: bool,
    pub entries: Vec<EntryResult>,
}

#[derive(Clone, Debug)]
pub struct EntryResult {
    pub entry: Candidate,
    pub standing: Standing,
    pub judges_assigned: usize,
    pub judges_recused: usize,
    /// How it came on the shortlist, if it did. Who is put out later is not on it.
    pub listed: Option<Listed>,
    /// Why it was kept off the shortlist by hand, if it was.
    pub left_out: Option<String>,
}

/// All categories of a round, in the order of the edition.
pub fn categories(
    document: &EditionDocument,
    round: &Round,
    data: &RoundData,
) -> Result<Vec<CategoryResults>, Refusal> {
    let scheme = scheme(round);
    let counts = Counts::of(&data.sheets);
    let sheets = scoresheets(data);
    document
        .categories
        .iter()
        .map(|category| {
            let candidates: Vec<&Candidate> =
                data.candidates.iter().filter(|c| stands_in(c, category, &counts)).collect();
            let outcome = outcome(&scheme, &candidates, &sheets)?;
            let by_id: HashMap<&str, &Candidate> =
                candidates.iter().map(|candidate| (candidate.public_id.as_str(), *candidate)).collect();
            let result = |standing: Standing| {
                let entry = by_id.get(standing.entry.as_str()).copied()?;
                Some(counts.result(entry, standing, data.listed.get(&(category.key.clone(), entry.id))))
            };
            Ok(CategoryResults {
                key: category.key.clone(),
                name: category.name.clone(),
                shortlist_size: category.shortlist_size,
                derived: category.kind == CategoryKind::Derived,
                entries: outcome.standings.into_iter().filter_map(result).collect(),
            })
        })
        .collect()
}

/// The edition's rules for a round as `scoring` takes them.
pub fn scheme(round: &Round) -> Scheme {
    let criterion =
        |c: &crate::editions::Criterion| Criterion::new(c.key.as_str(), Exact::from(i64::from(c.weight)));
    Scheme {
        min_judges: usize::try_from(round.min_judges).unwrap_or(usize::MAX),
        ..Scheme::weighted_mean(
            round.criteria.iter().map(criterion).collect(),
            Scale { min: points(round.scale.min), max: points(round.scale.max) },
        )
    }
}

fn points(points: Points) -> Exact {
    hundredths(points.exact())
}

pub fn hundredths(value: Hundredths) -> Exact {
    Exact::from(value.0) / Exact::HUNDRED
}

/// Whether an entry stands in a category: eligible there or in its pool; one that
/// was put out after it was judged stays to be seen, unranked, where it was entered.
fn stands_in(candidate: &Candidate, category: &Category, counts: &Counts) -> bool {
    match (candidate.state, &category.pool) {
        (EntryState::Eligible, Some(pool)) => pool.holds(&candidate.category, &candidate.kind),
        (EntryState::Eligible, None) => candidate.category == category.key,
        (_, Some(_)) => false,
        (_, None) => candidate.category == category.key && counts.was_judged(candidate.id),
    }
}

/// Handed in, and the judge not recused: nothing else counts.
fn scoresheets(data: &RoundData) -> HashMap<EntryId, Vec<Scoresheet>> {
    let names: HashMap<EntryId, &str> =
        data.candidates.iter().map(|candidate| (candidate.id, candidate.public_id.as_str())).collect();
    let mut sheets = HashMap::<EntryId, Vec<Scoresheet>>::new();
    for sheet in data.sheets.iter().filter(|sheet| sheet.counts()) {
        let (Some(entry), Some(judge)) = (names.get(&sheet.entry), data.judges.get(&sheet.judge)) else {
            continue;
        };
        let scores = sheet.scores.iter().map(|score| score.map(hundredths)).collect();
        sheets.entry(sheet.entry).or_default().push(Scoresheet::new(
            judge.public_id.as_str(),
            *entry,
            scores,
        ));
    }
    sheets
}

/// Entries that were put out form a category of their own, so that they take no rank from others.
fn outcome(
    scheme: &Scheme,
    candidates: &[&Candidate],
    sheets: &HashMap<EntryId, Vec<Scoresheet>>,
) -> Result<Outcome, Refusal> {
    let place = |candidate: &&Candidate| {
        let group = if candidate.state == EntryState::Eligible { "a" } else { "not eligible" };
        Entry::new(candidate.public_id.as_str(), group)
    };
    let entries: Vec<Entry> = candidates.iter().map(place).collect();
    let counted: Vec<Scoresheet> =
        candidates.iter().filter_map(|c| sheets.get(&c.id)).flatten().cloned().collect();
    let mut outcome = rank(scheme, &entries, &counted)?;
    for standing in outcome.standings.iter_mut().filter(|standing| standing.category == "not eligible") {
        standing.rank = None;
        standing.tie = false;
    }
    Ok(outcome)
}

/// How many judges have each entry, and had to leave it.
struct Counts(HashMap<EntryId, (usize, usize)>);

impl Counts {
    fn of(sheets: &[Sheet]) -> Self {
        let mut counts = HashMap::<EntryId, (usize, usize)>::new();
        for sheet in sheets {
            let (assigned, recused) = counts.entry(sheet.entry).or_default();
            match sheet.assignment {
                AssignmentState::Active => *assigned = assigned.saturating_add(1),
                AssignmentState::Recused => *recused = recused.saturating_add(1),
                AssignmentState::Removed | AssignmentState::JudgeRemoved => {}
            }
        }
        Self(counts)
    }

    fn was_judged(&self, entry: EntryId) -> bool {
        self.0.get(&entry).is_some_and(|(assigned, recused)| *assigned > 0 || *recused > 0)
    }

    fn result(&self, entry: &Candidate, standing: Standing, listed: Option<&Listed>) -> EntryResult {
        let (judges_assigned, judges_recused) = self.0.get(&entry.id).copied().unwrap_or_default();
        let decided = listed.filter(|_| entry.state == EntryState::Eligible);
        let (left_out, listed): (Option<&Listed>, Option<&Listed>) = match decided {
            Some(decided) if decided.method == ShortlistMethod::LeftOut => (Some(decided), None),
            decided => (None, decided),
        };
        EntryResult {
            entry: entry.clone(),
            standing,
            judges_assigned,
            judges_recused,
            listed: listed.cloned(),
            left_out: left_out.map(|decided| decided.reason.clone()),
        }
    }
}
