//! Use cases of results.

use entity::{PublicId, entry::EntryState, ids::EntryId, shortlisted::ShortlistMethod};
use scoring::Exact;
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    access::ResultRound,
    compute::{self, CategoryResults, EntryResult, hundredths},
    error::ResultsError,
    input::{Mode, ShortlistChange},
    rules,
    store::{
        self, Judge, List, Listed, Sheet,
        kept::{self, Others, Tied},
    },
    views::{
        ExplanationView, ResultEntry, ResultMean, ResultRank, ResultScore, ResultSheet, ShortlistView,
        TiedEntry, figure, range, weights,
    },
};
use crate::{
    accounts::Staff,
    audit,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Category, Edition, Round},
    judging,
    judging::SheetOutcome,
};

/// Shows the live results of a round.
pub async fn results_of<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    round: &Round,
) -> Result<Vec<CategoryResults>, ResultsError> {
    let data = store::data(db, edition.id, round, None).await?;
    Ok(compute::categories(&edition.document, round, &data)?)
}

/// One category of a round with some of its entries, each with its place among them.
async fn among<C: ConnectionTrait>(
    db: &C,
    place: &ResultRound,
    category: &Category,
    entries: &[EntryId],
) -> Result<CategoryResults, ResultsError> {
    let (edition, round) = (place.edition(), place.round());
    let data = store::data(db, edition.id, round, Some(entries)).await?;
    only(compute::categories(&edition.document, round, &data)?, category)
}

fn only(results: Vec<CategoryResults>, category: &Category) -> Result<CategoryResults, ResultsError> {
    results.into_iter().find(|found| found.key == category.key).ok_or(ResultsError::NotFound)
}

/// Shows every score, weight and step of the result of one entry.
pub async fn explain(ctx: &Ctx, place: &ResultRound, id: &PublicId) -> Result<ExplanationView, ResultsError> {
    let (db, edition, round) = (ctx.read(), place.edition(), place.round());
    let entry = store::entry(db, edition.id, id).await?.ok_or(ResultsError::NotFound)?;
    let data = store::data(db, edition.id, round, Some(&[entry])).await?;
    let alone = compute::categories(&edition.document, round, &data)?;
    // Where sheets of a round do not give the same scores, only all of them tell who is better.
    let all = match judging::points::are_alike(db, edition.id, &round.key).await? {
        true => None,
        false => Some(results_of(db, edition, round).await?),
    };
    let (mut ranks, mut found) = (Vec::new(), None);
    for category in &alone {
        let Some(result) = category.entries.first() else { continue };
        let Some(rules) = edition.document.category(&category.key) else { continue };
        if place.is_closed(db, rules).await? {
            continue;
        }
        let others = match &all {
            Some(all) => others_in(all, category, id),
            None => kept::others(db, edition.id, round, rules, entry).await?,
        };
        ranks.push(rank_in(category, result, others, round));
        found = found.or(Some(result));
    }
    let result = found.ok_or(ResultsError::NotFound)?;
    let view = |sheet: &Sheet| Some(sheet_view(sheet, data.judges.get(&sheet.judge)?, round));
    let mut sheets: Vec<ResultSheet> = data.sheets.iter().filter_map(view).collect();
    sheets.sort_by(|a, b| (!a.counted, &a.name, &a.judge).cmp(&(!b.counted, &b.name, &b.judge)));
    Ok(ExplanationView {
        scale: range(round),
        criteria: weights(round),
        weight_sum: round.criteria.iter().map(|criterion| u64::from(criterion.weight)).sum(),
        min_judges: round.min_judges,
        ranks,
        sheets,
        mean: mean(result),
    })
}

fn others_in(all: &[CategoryResults], category: &CategoryResults, id: &PublicId) -> Others {
    let entries = || all.iter().filter(|other| other.key == category.key).flat_map(|other| &other.entries);
    let rank = entries().find(|result| result.entry.public_id == *id).and_then(|result| result.standing.rank);
    let ranked = || entries().filter(|result| result.standing.rank.is_some());
    let tied = ranked().filter(|other| other.standing.rank == rank && other.entry.public_id != *id);
    Others {
        ranked: ranked().count(),
        better: rank.unwrap_or_default().saturating_sub(1),
        tied: tied
            .map(|other| Tied { public_id: other.entry.public_id.clone(), title: other.entry.title.clone() })
            .collect(),
    }
}

fn rank_in(category: &CategoryResults, result: &EntryResult, others: Others, round: &Round) -> ResultRank {
    let mut result = result.clone();
    let is_ranked = result.standing.rank.is_some();
    result.standing.rank = is_ranked.then(|| others.better.saturating_add(1));
    result.standing.tie = is_ranked && !others.tied.is_empty();
    let tied = others.tied.into_iter().filter(|_| is_ranked);
    ResultRank {
        category: category.key.clone(),
        name: category.name.clone(),
        result: ResultEntry::new(&result, round),
        ranked: others.ranked,
        tied_with: tied.map(|other| TiedEntry { id: other.public_id, title: other.title }).collect(),
    }
}

fn sheet_view(sheet: &Sheet, judge: &Judge, round: &Round) -> ResultSheet {
    let state = SheetOutcome::of(sheet.assignment, sheet.state);
    let (mut sum, mut weights) = (Exact::ZERO, Exact::ZERO);
    let mut scores = Vec::new();
    for (criterion, score) in round.criteria.iter().zip(&sheet.scores) {
        let weight = Exact::from(i64::from(criterion.weight));
        let product = score.map(|score| hundredths(score) * weight);
        if let Some(product) = product {
            sum = sum + product;
            weights = weights + weight;
        }
        scores.push(ResultScore {
            criterion: criterion.key.clone(),
            score: score.map(|score| figure(hundredths(score))),
            weight: criterion.weight,
            product: product.map(figure),
        });
    }
    let total = sum.checked_div(weights);
    ResultSheet {
        judge: judge.public_id.clone(),
        name: judge.name.clone(),
        state,
        counted: sheet.counts() && state == SheetOutcome::HandedIn,
        scores,
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
        editions::hold_rules_alone(tx, edition).await?;
        let rules = edition.document.category(&change.category).ok_or(ResultsError::Invalid(
            "/category",
            "unknown_category",
            "The edition has no category with this name.",
        ))?;
        if place.is_closed(&**tx, rules).await? {
            return Err(ResultsError::OwnStake);
        }
        let list = List { edition: edition.id, round: &round.key, category: &rules.key };
        let tied_at_cut = match change.mode {
            Some(Mode::Rule) => {
                let category = competing(tx, place, rules, list).await?;
                by_rule(tx, ctx, staff, list, &category).await?
            }
            None => {
                by_hand(tx, ctx, staff, place, rules, &change).await?;
                Vec::new()
            }
        };
        record(tx, ctx, staff, place, &change).await?;
        let now = among(&**tx, place, rules, &store::on_list(&**tx, list).await?).await?;
        let is_listed = |entry: &&EntryResult| entry.listed.is_some();
        Ok(ShortlistView {
            category: rules.key.clone(),
            size: rules.shortlist_size,
            shortlisted: now.entries.iter().filter(is_listed).map(|e| e.entry.public_id.clone()).collect(),
            tied_at_cut,
        })
    })
    .await
}

async fn record(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    place: &ResultRound,
    change: &ShortlistChange,
) -> Result<(), ResultsError> {
    let edition = place.edition();
    let object = format!("{}/{}/{}", edition.path(), place.round().key, change.category);
    let event = audit::event("shortlist.change").by(staff).on("shortlist", &object).in_edition(edition.id);
    let reason = change.reason.as_ref().map(crate::text::Reason::as_str).unwrap_or_default();
    let is_by_rule = change.mode.is_some();
    let content = json!({ "rule": is_by_rule, "entry": change.entry, "listed": change.shortlisted });
    Ok(event.because(reason).with(content).record(tx, ctx).await?)
}

/// Those who may come on a shortlist by rule, and those about whom someone has decided: nobody
/// else is nearer to it.
async fn competing(
    tx: &WriteTx,
    place: &ResultRound,
    rules: &Category,
    list: List<'_>,
) -> Result<CategoryResults, ResultsError> {
    let (edition, round) = (place.edition(), place.round());
    if !judging::points::are_alike(&**tx, edition.id, &round.key).await? {
        return only(results_of(&**tx, edition, round).await?, rules);
    }
    let mut ids = store::on_list(&**tx, list).await?;
    let decided = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    let places = decided.saturating_add(u64::from(rules.shortlist_size));
    ids.extend(kept::leading(&**tx, edition.id, round, rules, places).await?);
    among(&**tx, place, rules, &ids).await
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
    place: &ResultRound,
    rules: &Category,
    change: &ShortlistChange,
) -> Result<(), ResultsError> {
    let missing = |pointer, detail| ResultsError::Invalid(pointer, "missing", detail);
    let id = change.entry.as_deref().ok_or(missing("/entry", "Send the entry, or `mode` as `rule`."))?;
    let listed = change.shortlisted.ok_or(missing("/shortlisted", "Send true or false."))?;
    let reason = change.reason.as_ref().ok_or(missing("/reason", "Give the reason for the record."))?;
    let entry = match PublicId::parse(id) {
        Some(id) => store::entry(&**tx, place.edition().id, &id).await?,
        None => None,
    };
    let list = List { edition: place.edition().id, round: &place.round().key, category: &rules.key };
    let alone = among(&**tx, place, rules, &Vec::from_iter(entry)).await?;
    let found = alone.entries.first().filter(|result| result.entry.state == EntryState::Eligible);
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
