//! Use cases of results.

use entity::{
    PublicId, assignment::AssignmentState, entry::EntryState, scoresheet::ScoresheetState,
    shortlisted::ShortlistMethod,
};
use scoring::Exact;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    access::ResultRound,
    compute::{self, CategoryResults, EntryResult, hundredths},
    error::ResultsError,
    input::{Mode, ShortlistChange},
    rules,
    store::{self, Judge, List, Listed, Sheet},
    views::{
        ExplanationView, ResultCategory, ResultEntry, ResultMark, ResultMean, ResultSheet, ResultStanding,
        ResultWithheld, ResultsView, ShortlistView, TiedEntry, figure, range, weights,
    },
};
use crate::{
    accounts::Staff,
    audit,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Edition, Round},
};

/// Shows the live results of a round.
///
/// # Errors
/// The stored marks do not fit the edition's rules; the database.
pub async fn results_of<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    round: &Round,
) -> Result<Vec<CategoryResults>, ResultsError> {
    let data = store::data(db, edition.id, round).await?;
    Ok(compute::categories(&edition.document, round, &data)?)
}

pub async fn show(ctx: &Ctx, place: &ResultRound) -> Result<ResultsView, ResultsError> {
    let round = place.round();
    let categories = results_of(ctx.read(), place.edition(), round).await?;
    let (withheld, categories): (Vec<_>, Vec<_>) =
        categories.into_iter().partition(|category| place.is_withheld(category));
    Ok(ResultsView {
        round: round.key.clone(),
        round_name: round.name.clone(),
        scale: range(round),
        criteria: weights(round),
        min_judges: round.min_judges,
        categories: categories.iter().map(|category| ResultCategory::new(category, round)).collect(),
        withheld: withheld.into_iter().map(ResultWithheld::from).collect(),
    })
}

/// Shows every score, weight and step of the result of one entry.
pub async fn explain(ctx: &Ctx, place: &ResultRound, id: &PublicId) -> Result<ExplanationView, ResultsError> {
    let (edition, round) = (place.edition(), place.round());
    let data = store::data(ctx.read(), edition.id, round).await?;
    let mut categories = compute::categories(&edition.document, round, &data)?;
    categories.retain(|category| !place.is_withheld(category));
    let standings: Vec<ResultStanding> = categories.iter().filter_map(|c| standing(c, round, id)).collect();
    let result = categories.iter().flat_map(|c| &c.entries).find(|result| result.entry.public_id == *id);
    let result = result.ok_or(ResultsError::NotFound)?;
    let of_entry = data.sheets.iter().filter(|sheet| sheet.entry == result.entry.id);
    let mut sheets: Vec<ResultSheet> =
        of_entry.filter_map(|sheet| Some(sheet_view(sheet, data.judges.get(&sheet.judge)?, round))).collect();
    sheets.sort_by(|a, b| (!a.counted, &a.name, &a.judge).cmp(&(!b.counted, &b.name, &b.judge)));
    Ok(ExplanationView {
        scale: range(round),
        criteria: weights(round),
        weight_sum: round.criteria.iter().map(|criterion| u64::from(criterion.weight)).sum(),
        min_judges: round.min_judges,
        standings,
        sheets,
        mean: mean(result),
    })
}

fn standing(category: &CategoryResults, round: &Round, id: &PublicId) -> Option<ResultStanding> {
    let result = category.entries.iter().find(|result| result.entry.public_id == *id)?;
    let rank = result.standing.rank;
    let ties = category
        .entries
        .iter()
        .filter(|other| other.entry.public_id != *id && rank.is_some() && other.standing.rank == rank);
    Some(ResultStanding {
        category: category.key.clone(),
        name: category.name.clone(),
        result: ResultEntry::new(result, round),
        ranked: category.entries.iter().filter(|entry| entry.standing.rank.is_some()).count(),
        tied_with: ties.map(TiedEntry::from).collect(),
    })
}

fn sheet_view(sheet: &Sheet, judge: &Judge, round: &Round) -> ResultSheet {
    let state = match (sheet.assignment, sheet.state) {
        (AssignmentState::Recused, _) => "recused",
        (AssignmentState::Removed | AssignmentState::JudgeRemoved, _) => "removed",
        (AssignmentState::Active, None) => "not_started",
        (AssignmentState::Active, Some(state)) => state.as_str(),
    };
    let (mut sum, mut weights) = (Exact::ZERO, Exact::ZERO);
    let mut marks = Vec::new();
    for (criterion, mark) in round.criteria.iter().zip(&sheet.marks) {
        let weight = Exact::from(i64::from(criterion.weight));
        let product = mark.map(|mark| hundredths(mark) * weight);
        if let Some(product) = product {
            sum = sum + product;
            weights = weights + weight;
        }
        marks.push(ResultMark {
            criterion: criterion.key.clone(),
            score: mark.map(|mark| figure(hundredths(mark))),
            weight: criterion.weight,
            product: product.map(figure),
        });
    }
    let total = sum.checked_div(weights);
    ResultSheet {
        judge: judge.public_id.clone(),
        name: judge.name.clone(),
        state,
        counted: sheet.counts() && state == ScoresheetState::HandedIn.as_str(),
        marks,
        product_sum: total.map(|_| figure(sum)),
        total: total.map(figure),
    }
}

fn mean(result: &EntryResult) -> Option<ResultMean> {
    let steps = &result.standing.steps;
    Some(ResultMean {
        sum: figure(steps.iter().map(|step| step.total).sum()),
        judges: steps.len(),
        mean: figure(result.standing.score?),
        percent: figure(result.standing.percent?),
    })
}

/// Changes a shortlist, by rule or by hand.
pub async fn shortlist(
    ctx: &Ctx,
    staff: &Staff,
    place: &ResultRound,
    request_key: &IdempotencyKey,
    change: ShortlistChange,
) -> Result<Idempotent<ShortlistView>, ResultsError> {
    let (edition, round) = (place.edition(), place.round());
    ctx.once(request_key, async |tx| {
        editions::lock_exclusive(tx, edition).await?;
        let results = results_of(&**tx, edition, round).await?;
        let category = results.iter().find(|category| category.key == change.category);
        let category = category.ok_or(ResultsError::Invalid(
            "/category",
            "unknown_category",
            "The edition has no category with this name.",
        ))?;
        if place.is_withheld(category) {
            return Err(ResultsError::OwnStake);
        }
        let list = List { edition: edition.id, round: &round.key, category: &category.key };
        let tied_at_cut = match change.mode {
            Some(Mode::Rule) => by_rule(tx, ctx, staff, list, category).await?,
            None => {
                by_hand(tx, ctx, staff, list, category, &change).await?;
                Vec::new()
            }
        };
        let reason = change.reason.as_ref().map(crate::text::Reason::as_str).unwrap_or_default();
        let is_by_rule = change.mode.is_some();
        let object = format!("{}/{}/{}", edition.path(), round.key, category.key);
        audit::event("shortlist.change")
            .by(staff)
            .on("shortlist", &object)
            .in_edition(edition.id)
            .because(reason)
            .with(json!({ "rule": is_by_rule, "entry": change.entry, "listed": change.shortlisted }))
            .record(tx, ctx)
            .await?;
        let now = results_of(&**tx, edition, round).await?;
        let entries = now.iter().filter(|c| c.key == category.key).flat_map(|c| &c.entries);
        let view = ShortlistView {
            category: category.key.clone(),
            size: category.shortlist_size,
            shortlisted: entries.filter(|e| e.listed.is_some()).map(|e| e.entry.public_id.clone()).collect(),
            tied_at_cut,
        };
        Ok(view)
    })
    .await
}

/// Fills the places that no hand has filled; what a hand put there or kept off stays so.
async fn by_rule(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    list: List<'_>,
    category: &CategoryResults,
) -> Result<Vec<TiedEntry>, ResultsError> {
    let is_by_hand =
        |entry: &&EntryResult| entry.listed.as_ref().is_some_and(|l| l.method == ShortlistMethod::Hand);
    let by_hand = category.entries.iter().filter(is_by_hand).count();
    let places = usize::try_from(category.shortlist_size).unwrap_or(usize::MAX).saturating_sub(by_hand);
    let others = category.entries.iter().filter(|entry| !is_by_hand(entry) && entry.left_out.is_none());
    let ranked = others.filter_map(|entry| Some((entry.standing.rank?, entry))).collect();
    let cut = rules::cut(ranked, places);
    store::unlist(tx, list, None).await?;
    let why = Listed {
        method: ShortlistMethod::Rule,
        reason: format!("By rank, up to {} entries.", category.shortlist_size),
    };
    let taken: Vec<_> = cut.taken.iter().map(|entry| entry.entry.id).collect();
    store::list(tx, list, &taken, &why, staff.user, ctx.now).await?;
    Ok(cut.tied_at_cut.into_iter().map(TiedEntry::from).collect())
}

async fn by_hand(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    list: List<'_>,
    category: &CategoryResults,
    change: &ShortlistChange,
) -> Result<(), ResultsError> {
    let missing = |pointer, detail| ResultsError::Invalid(pointer, "missing", detail);
    let id = change.entry.as_deref().ok_or(missing("/entry", "Send the entry, or `mode` as `rule`."))?;
    let listed = change.shortlisted.ok_or(missing("/shortlisted", "Send true or false."))?;
    let reason = change.reason.as_ref().ok_or(missing("/reason", "Give the reason for the record."))?;
    let found = category.entries.iter().find(|result| result.entry.public_id.as_str() == id);
    let found = found.filter(|result| result.entry.state == EntryState::Eligible);
    let entry = found.ok_or(ResultsError::Invalid(
        "/entry",
        "unknown_entry",
        "This is not an eligible entry of the category.",
    ))?;
    store::unlist(tx, list, Some(entry.entry.id)).await?;
    let method = if listed { ShortlistMethod::Hand } else { ShortlistMethod::LeftOut };
    let why = Listed { method, reason: reason.as_str().to_owned() };
    Ok(store::list(tx, list, &[entry.entry.id], &why, staff.user, ctx.now).await?)
}
