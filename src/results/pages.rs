//! The list of results, a page of each category at a time: where all sheets of a round give the
//! same scores, the others are not ranked for it.

use std::collections::HashMap;

use entity::{PublicId, ids::EntryId};

use super::{
    access::ResultRound,
    compute::{self, EntryResult},
    error::ResultsError,
    service::results_of,
    store::{
        self,
        pages::{self, Place, Sizes},
    },
    views::{ResultCategory, ResultEntry, ResultSheets, ResultWithheld, ResultsView, range, weights},
};
use crate::{
    context::Ctx,
    editions::{Category, CategoryKind, Round},
    judging::points,
};

/// Entries of a category in one answer.
const PAGE: usize = 100;

#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    pub category: Option<&'a str>,
    pub after: Option<&'a str>,
}

/// By category, so many entries and one more if there is a next page.
type Pages = HashMap<String, Vec<EntryResult>>;

pub async fn show(ctx: &Ctx, place: &ResultRound, asked: Asked<'_>) -> Result<ResultsView, ResultsError> {
    let (db, edition, round) = (ctx.read(), place.edition(), place.round());
    let sizes = pages::sizes(db, edition.id, round).await?;
    let (mut shown, mut withheld) = (Vec::new(), Vec::new());
    for category in &edition.document.categories {
        if sizes.entries(category) > 0 && place.is_closed(db, category).await? {
            withheld.push(ResultWithheld::from(category));
        } else if asked.category.is_none_or(|key| key == category.key) {
            shown.push(category);
        }
    }
    // A page begins after an entry of one category.
    let is_of_none = asked.category.is_some() && shown.is_empty();
    if is_of_none || (asked.after.is_some() && asked.category.is_none()) {
        return Err(ResultsError::NotFound);
    }
    let after = match asked.after {
        Some(id) => Some(PublicId::parse(id).ok_or(ResultsError::NotFound)?),
        None => None,
    };
    let mut pages = match points::are_alike(db, edition.id, &round.key).await? {
        true => from_kept(ctx, place, &shown, &sizes, after.as_ref()).await?,
        false => from_all(ctx, place, after.as_ref()).await?,
    };
    let sheets = points::sheets(db, edition.id, &round.key, place.withheld()).await?;
    let page = |category: &&Category| {
        let page = pages.remove(&category.key).unwrap_or_default();
        category_view(category, &page, &sizes, round)
    };
    Ok(ResultsView {
        round: round.key.clone(),
        round_name: round.name.clone(),
        scale: range(round),
        criteria: weights(round),
        min_judges: round.min_judges,
        sheets: ResultSheets { counted: sheets.done, assigned: sheets.total },
        categories: shown.iter().map(page).collect(),
        withheld,
    })
}

async fn from_kept(
    ctx: &Ctx,
    place: &ResultRound,
    shown: &[&Category],
    sizes: &Sizes,
    after: Option<&PublicId>,
) -> Result<Pages, ResultsError> {
    let (db, edition, round) = (ctx.read(), place.edition(), place.round());
    let wanted = PAGE.saturating_add(1);
    let mut places = Vec::new();
    for category in shown {
        let has_put_out = sizes.put_out(category) > 0;
        let list = pages::List { edition: edition.id, round, category, has_put_out };
        let after = match after {
            Some(id) => Some(pages::after(db, list, id).await?.ok_or(ResultsError::NotFound)?),
            None => None,
        };
        let page = pages::page(db, list, after.as_ref(), wanted).await?;
        places.push((category.key.clone(), page));
    }
    let ids: Vec<EntryId> = places.iter().flat_map(|(_, page)| page).map(|place| place.id).collect();
    let data = store::data(db, edition.id, round, Some(&ids)).await?;
    let mut found: HashMap<String, HashMap<EntryId, EntryResult>> = HashMap::new();
    for category in compute::categories(&edition.document, round, &data)? {
        let by_id = category.entries.into_iter().map(|result| (result.entry.id, result));
        found.insert(category.key, by_id.collect());
    }
    let placed = |(key, page): (String, Vec<Place>)| {
        let mut results = found.remove(&key).unwrap_or_default();
        let placed = |place: Place| {
            let mut result = results.remove(&place.id)?;
            result.standing.rank = place.rank;
            result.standing.tie = place.tie;
            Some(result)
        };
        (key, page.into_iter().filter_map(placed).collect())
    };
    Ok(places.into_iter().map(placed).collect())
}

/// Where sheets do not give the same scores, only all of them tell who is better.
async fn from_all(ctx: &Ctx, place: &ResultRound, after: Option<&PublicId>) -> Result<Pages, ResultsError> {
    let all = results_of(ctx.read(), place.edition(), place.round()).await?;
    let page = |entries: Vec<EntryResult>| {
        let begin = after.map_or(Some(0), |id| {
            entries.iter().position(|one| one.entry.public_id == *id).map(|last| last.saturating_add(1))
        });
        let begin = begin.unwrap_or(entries.len());
        entries.into_iter().skip(begin).take(PAGE.saturating_add(1)).collect()
    };
    Ok(all.into_iter().map(|category| (category.key, page(category.entries))).collect())
}

fn category_view(category: &Category, page: &[EntryResult], sizes: &Sizes, round: &Round) -> ResultCategory {
    let [by_rule, by_hand] = sizes.shortlisted(category);
    let shown = page.get(..PAGE).unwrap_or(page);
    ResultCategory {
        key: category.key.clone(),
        name: category.name.clone(),
        derived: category.kind == CategoryKind::Derived,
        shortlist_size: category.shortlist_size,
        shortlisted: by_rule.saturating_add(by_hand),
        by_hand,
        total: sizes.entries(category),
        entries: shown.iter().map(|result| ResultEntry::new(result, round)).collect(),
        next: shown.last().filter(|_| page.len() > PAGE).map(|result| result.entry.public_id.clone()),
    }
}
