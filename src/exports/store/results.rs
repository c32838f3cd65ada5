//! `results`: one row per entry and category, derived categories too.

use scoring::Exact;

use super::category_title;
use crate::{
    context::Ctx,
    editions::{Edition, Round},
    exports::{
        Cell, Decimal, ExportError, SafeCsv,
        stream::{Table, count, flag, text},
    },
    results::{CategoryResults, EntryResult, results_of},
};

const BEFORE_MEANS: [&str; 13] = [
    "edition",
    "round",
    "category",
    "entered_in",
    "entry_id",
    "title",
    "organisation",
    "country",
    "status",
    "judges_assigned",
    "judges_counted",
    "judges_recused",
    "below_minimum",
];
const AFTER_MEANS: [&str; 8] = [
    "mean",
    "judge_points_0_100",
    "rank",
    "tie",
    "shortlisted",
    "shortlisted_by",
    "category_title",
    "round_title",
];

/// More than a screen shows, so that whoever recomputes a figure can tell it from its neighbours.
const DECIMALS: u32 = 6;

pub struct Results {
    edition: Edition,
    criteria: Vec<String>,
    round: usize,
}

impl Results {
    /// All rounds, one after the other.
    pub fn new(edition: &Edition) -> Self {
        let mut criteria: Vec<String> = Vec::new();
        for criterion in edition.document.rounds.iter().flat_map(|round| &round.criteria) {
            if !criteria.contains(&criterion.key) {
                criteria.push(criterion.key.clone());
            }
        }
        Self { edition: edition.clone(), criteria, round: 0 }
    }

    fn write(
        &self,
        round: &Round,
        category: &CategoryResults,
        result: &EntryResult,
        csv: &mut SafeCsv,
    ) -> Result<(), ExportError> {
        let (entry, standing) = (&result.entry, &result.standing);
        let path = self.edition.path();
        let mut cells = vec![
            text(&path),
            text(&round.key),
            text(&category.key),
            text(&entry.category),
            text(entry.public_id.as_str()),
            text(&entry.title),
            text(&entry.organisation),
            text(&entry.country),
            text(entry.state.as_str()),
            count(result.judges_assigned),
            count(standing.judges_counted),
            count(result.judges_recused),
            flag(standing.below_minimum),
        ];
        for key in &self.criteria {
            let place = round.criteria.iter().position(|criterion| criterion.key == *key);
            let mean = place.and_then(|place| standing.criterion_means.get(place).copied().flatten());
            cells.push(figure(mean)?);
        }
        cells.push(figure(standing.score)?);
        cells.push(figure(standing.percent)?);
        cells.push(standing.rank.map_or(Cell::Empty, count));
        cells.push(flag(standing.tie));
        cells.push(flag(result.listed.is_some()));
        cells.push(result.listed.as_ref().map(|listed| listed.method.as_str()).into());
        cells.extend([category_title(&self.edition, &category.key), text(&round.name)]);
        Ok(csv.row(cells)?)
    }
}

impl Table for Results {
    fn columns(&self) -> Vec<String> {
        let means = self.criteria.iter().map(|key| format!("mean_{key}"));
        let before = BEFORE_MEANS.iter().map(|&column| column.to_owned());
        before.chain(means).chain(AFTER_MEANS.iter().map(|&column| column.to_owned())).collect()
    }

    async fn page(&mut self, ctx: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let Some(round) = self.edition.document.rounds.get(self.round) else { return Ok(false) };
        for category in results_of(ctx.read(), &self.edition, round).await? {
            for result in &category.entries {
                self.write(round, &category, result, csv)?;
            }
        }
        self.round = self.round.saturating_add(1);
        Ok(self.round < self.edition.document.rounds.len())
    }
}

fn figure(value: Option<Exact>) -> Result<Cell<'static>, ExportError> {
    Ok(match value {
        Some(value) => value.to_decimal(DECIMALS).parse::<Decimal>()?.into(),
        None => Cell::Empty,
    })
}
