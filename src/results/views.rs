//! What staff see of results. Official figures are decimal texts of
//! exact numbers, rounded at the last digit and nowhere before.

use std::collections::BTreeMap;

use entity::{PublicId, entry::EntryState, shortlisted::ShortlistMethod};
use scoring::{Exact, Spread};
use serde::Serialize;
use utoipa::ToSchema;

use super::{compute::EntryResult, store::Listed};
use crate::{
    editions::{Category, Points, Round},
    judging::SheetOutcome,
};

/// Decimals of an official figure.
const DECIMALS: u32 = 2;

#[derive(Debug, Serialize, ToSchema)]
pub struct ResultsView {
    pub round: String,
    pub round_name: String,
    /// Range of a score.
    pub scale: ResultScale,
    /// What was scored.
    pub criteria: Vec<ResultWeight>,
    /// Judges an entry needs to be ranked.
    pub min_judges: u32,
    /// All scoresheets of the categories that this reader sees.
    pub sheets: ResultSheets,
    /// Every category, derived ones too, or the one that was asked for.
    pub categories: Vec<ResultCategory>,
    /// Categories kept from this reader, who enters or judges in them.
    pub withheld: Vec<ResultWithheld>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ResultSheets {
    pub counted: i64,
    pub assigned: i64,
}

/// A category whose results this reader does not see.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultWithheld {
    pub key: String,
    pub name: String,
}

impl From<&Category> for ResultWithheld {
    fn from(category: &Category) -> Self {
        Self { key: category.key.clone(), name: category.name.clone() }
    }
}

/// Range of a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultScale {
    pub min: Points,
    pub max: Points,
    /// Distance between two neighbours.
    pub step: Points,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ResultWeight {
    pub key: String,
    pub label: String,
    /// Weight, relative to the others.
    pub weight: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ResultCategory {
    pub key: String,
    pub name: String,
    /// Whether its entries were entered in other categories.
    pub derived: bool,
    /// How many entries its shortlist should have.
    pub shortlist_size: u32,
    /// How many are on it.
    pub shortlisted: usize,
    /// How many of these by hand.
    pub by_hand: usize,
    /// Entries on all pages.
    pub total: usize,
    /// Ranked ones first, best first; 100 at a time.
    pub entries: Vec<ResultEntry>,
    /// Sent as `after` with the category, asks for the next page.
    pub next: Option<PublicId>,
}

/// The result of one entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultEntry {
    pub id: PublicId,
    pub title: String,
    pub organisation: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub entered_in: String,
    /// State; only `eligible` ones are ranked.
    pub state: EntryState,
    /// From 1; equal means share the better rank. None below the minimum of judges.
    pub rank: Option<usize>,
    /// Shares its rank.
    pub tie: bool,
    /// On the round's scale, such as `7.83`.
    pub mean: Option<String>,
    /// In percent of the highest score, such as `78.33`.
    pub percent: Option<String>,
    /// Mean score per criterion.
    pub criteria: BTreeMap<String, Option<String>>,
    pub judges_counted: usize,
    pub judges_assigned: usize,
    /// Judges who had to leave it.
    pub judges_recused: usize,
    /// How far the judges were apart.
    pub spread: Option<ResultSpread>,
    /// Fewer judges than needed: cannot win.
    pub below_minimum: bool,
    /// How it came on the shortlist.
    pub shortlisted: Option<ShortlistedBy>,
    /// Why it was kept off the shortlist by hand, if it was.
    pub left_out: Option<String>,
}

/// How far the judges of one entry were apart, in points.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultSpread {
    /// Standard deviation of their totals (divisor n − 1); none for one judge.
    pub sd: Option<String>,
    /// Lowest total.
    pub min: String,
    /// Highest total.
    pub max: String,
}

/// How an entry came on a shortlist.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShortlistedBy {
    pub method: ShortlistMethod,
    pub reason: String,
}

/// How a result was calculated.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplanationView {
    /// Range of a score.
    pub scale: ResultScale,
    /// What was scored.
    pub criteria: Vec<ResultWeight>,
    pub weight_sum: u64,
    /// Judges an entry needs to be ranked.
    pub min_judges: u32,
    /// Its rank in each of its categories.
    pub ranks: Vec<ResultRank>,
    /// Every scoresheet, whether it counts or not.
    pub sheets: Vec<ResultSheet>,
    pub mean: Option<ResultMean>,
}

/// Its rank in one category.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultRank {
    pub category: String,
    pub name: String,
    pub result: ResultEntry,
    /// Ranked entries of the category.
    pub ranked: usize,
    /// Those with the same mean.
    pub tied_with: Vec<TiedEntry>,
}

/// An entry with the same mean, or tied at a cut.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TiedEntry {
    pub id: PublicId,
    pub title: String,
}

/// One judge's scoresheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultSheet {
    pub judge: PublicId,
    pub name: String,
    pub state: SheetOutcome,
    pub counted: bool,
    /// Scores in the order of the criteria.
    pub scores: Vec<ResultScore>,
    pub product_sum: Option<String>,
    /// The sum over the sum of the weights: the weighted mean of the scores.
    pub total: Option<String>,
}

/// One score on its way into the total.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResultScore {
    pub criterion: String,
    pub score: Option<String>,
    pub weight: u32,
    /// Score times weight.
    pub product: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ResultMean {
    /// Sum of the totals that count.
    pub sum: String,
    /// How many these are.
    pub judges: usize,
    /// Sum over number, on the round's scale.
    pub mean: String,
    /// Mean over the highest score, in percent.
    pub percent: String,
}

/// A shortlist after a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShortlistView {
    pub category: String,
    /// How many it should have.
    pub size: u32,
    pub shortlisted: Vec<PublicId>,
    /// Tied for the last places, more than there are: choose by hand.
    pub tied_at_cut: Vec<TiedEntry>,
}

pub fn figure(value: Exact) -> String {
    value.to_decimal(DECIMALS)
}

pub fn range(round: &Round) -> ResultScale {
    ResultScale { min: round.scale.min, max: round.scale.max, step: round.scale.step }
}

pub fn weights(round: &Round) -> Vec<ResultWeight> {
    let weight = |c: &crate::editions::Criterion| ResultWeight {
        key: c.key.clone(),
        label: c.label.clone(),
        weight: c.weight,
    };
    round.criteria.iter().map(weight).collect()
}

impl ResultEntry {
    pub fn new(result: &EntryResult, round: &Round) -> Self {
        let (entry, standing) = (&result.entry, &result.standing);
        let means = standing.criterion_means.iter().map(|mean| mean.map(figure));
        Self {
            id: entry.public_id.clone(),
            title: entry.title.clone(),
            organisation: entry.organisation.clone(),
            country: entry.country.clone(),
            entered_in: entry.category.clone(),
            state: entry.state,
            rank: standing.rank,
            tie: standing.tie,
            mean: standing.score.map(figure),
            percent: standing.percent.map(figure),
            criteria: round.criteria.iter().map(|criterion| criterion.key.clone()).zip(means).collect(),
            judges_counted: standing.judges_counted,
            judges_assigned: result.judges_assigned,
            judges_recused: result.judges_recused,
            spread: standing.spread.map(ResultSpread::from),
            below_minimum: standing.below_minimum,
            shortlisted: result.listed.as_ref().map(ShortlistedBy::from),
            left_out: result.left_out.clone(),
        }
    }
}

impl From<Spread> for ResultSpread {
    fn from(spread: Spread) -> Self {
        let sd = spread.sd.and_then(|sd| Exact::from_rounded(sd, DECIMALS)).map(figure);
        Self { sd, min: figure(spread.min), max: figure(spread.max) }
    }
}

impl From<&Listed> for ShortlistedBy {
    fn from(listed: &Listed) -> Self {
        Self { method: listed.method, reason: listed.reason.clone() }
    }
}

impl From<&EntryResult> for TiedEntry {
    fn from(result: &EntryResult) -> Self {
        Self { id: result.entry.public_id.clone(), title: result.entry.title.clone() }
    }
}
