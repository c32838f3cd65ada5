//! `results`: one row per entry and category, derived categories too.

use scoring::Exact;

use super::category_title;
use crate::{
    context::Ctx,
    editions::{Edition, Round},
    exports::{
        Cell, Decimal, ExportError,
        cell::{count, flag, text},
        table_file::TableFile,
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

pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    let criteria = criteria(edition);
    let means = criteria.iter().map(|key| format!("mean_{key}"));
    let fixed = |columns: &[&str]| columns.iter().map(|&column| column.to_owned()).collect::<Vec<_>>();
    let columns = fixed(&BEFORE_MEANS).into_iter().chain(means).chain(fixed(&AFTER_MEANS));
    file.header(&columns.collect::<Vec<_>>())?;
    for round in edition.document.judged() {
        for category in results_of(ctx.read(), edition, round).await? {
            for result in &category.entries {
                write_result(edition, &criteria, round, &category, result, file)?;
            }
        }
    }
    Ok(())
}

fn criteria(edition: &Edition) -> Vec<&str> {
    let mut criteria: Vec<&str> = Vec::new();
    for criterion in edition.document.judged().flat_map(|round| &round.criteria) {
        if !criteria.contains(&criterion.key.as_str()) {
            criteria.push(&criterion.key);
        }
    }
    criteria
}

fn write_result(
    edition: &Edition,
    criteria: &[&str],
    round: &Round,
    category: &CategoryResults,
    result: &EntryResult,
    file: &mut TableFile<'_>,
) -> Result<(), ExportError> {
    let (entry, standing) = (&result.entry, &result.standing);
    let path = edition.path();
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
    for key in criteria {
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
    cells.extend([category_title(edition, &category.key), text(&round.name)]);
    file.row(cells)
}
fn figure(value: Option<Exact>) -> Result<Cell<'static>, ExportError> {
    Ok(match value {
        Some(value) => value.to_decimal(DECIMALS).parse::<Decimal>()?.into(),
        None => Cell::Empty,
    })
}
