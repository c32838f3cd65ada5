//! What a list is narrowed by besides the sums: days, files, too few judges.

use std::collections::HashSet;

use entity::{
    coverage_count,
    entry::{self, EntryState},
    ids::EditionId,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _, FromQueryResult,
    QueryFilter as _, QuerySelect as _,
    sea_query::{CaseStatement, Expr, Func},
};

use crate::{
    console::{calendar::Calendar, input::Listing, store::list::ShownScores, work},
    db,
    editions::{Edition, Round},
    judging::few_judges,
    nominees,
};

/// The conditions of a listing, and how many entries fit if that is known from sums.
#[derive(Clone, Debug)]
pub struct Narrowed {
    pub condition: Condition,
    pub is_narrow: bool,
    pub known: Option<u64>,
}

pub async fn narrowed<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    listing: &Listing,
    shown: &ShownScores<'_>,
) -> Result<Narrowed, db::Error> {
    let days = days(edition, listing);
    let mut all = Narrowed {
        is_narrow: listing.few_judges || listing.unclean_files || listing.not_accepted || days.is_some(),
        condition: Condition::all().add_option(days.clone()),
        known: None,
    };
    if listing.not_accepted {
        all.condition = all.condition.add(nominees::not_accepted(&edition.document, shown.now));
    }
    if listing.unclean_files {
        all.condition = all.condition.add(entry::Column::Id.in_subquery(work::with_unclean_files()));
    }
    if !listing.few_judges {
        return Ok(all);
    }
    let Some(round) = shown.round else {
        return Ok(Narrowed { condition: all.condition.add(Expr::value(false)), ..all });
    };
    let covered = covered(db, edition.id, round, listing, shown.withheld).await?;
    let is_sum = days.is_none()
        && !listing.unclean_files
        && !listing.not_accepted
        && listing.search.is_empty()
        && listing.country.is_none()
        && listing.kind.is_none()
        && listing.states.as_ref().is_none_or(|states| states.contains(&EntryState::Eligible));
    all.known = is_sum.then(|| u64::try_from(covered.eligible - covered.enough).unwrap_or_default());
    let everybody_is_counted = covered.eligible == covered.counted;
    all.condition = all.condition.add(few_judges(edition.id, round, shown.withheld, everybody_is_counted));
    Ok(all)
}

/// The days on which they were submitted, as the order of the list has it.
fn days(edition: &Edition, listing: &Listing) -> Option<Condition> {
    if listing.submitted_from.is_none() && listing.submitted_to.is_none() {
        return None;
    }
    let calendar = Calendar::of(&edition.document.programme.timezone);
    let submitted = || {
        let at = Expr::col(entry::Column::SubmittedAt.as_column_ref());
        Expr::expr(Func::coalesce([at, Expr::cust("-1")]))
    };
    let from = listing.submitted_from.and_then(|day| calendar.midnight(day));
    let end = listing.submitted_to.and_then(|day| calendar.midnight(day.tomorrow().ok()?));
    Some(
        Condition::all()
            .add(submitted().gte(from.map_or(0, |at| at.0)))
            .add(submitted().lt(end.map_or(i64::MAX, |at| at.0))),
    )
}

#[derive(Debug, Default, FromQueryResult)]
struct Covered {
    #[sea_orm(skip)]
    eligible: i64,
    /// Those whose judges are counted.
    counted: i64,
    /// Those with as many as the round needs.
    enough: i64,
}

async fn covered<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    round: &Round,
    listing: &Listing,
    withheld: &HashSet<String>,
) -> Result<Covered, db::Error> {
    let total = || Expr::col(coverage_count::Column::Total.as_column_ref());
    let enough = coverage_count::Column::Assigned.gte(i64::from(round.min_judges));
    let enough = CaseStatement::new().case(enough, total()).finally(0_i64);
    let sum = |of: Expr| Func::coalesce([Func::sum(of).into(), Expr::value(0_i64)]).cast_as("bigint");
    let category = listing.category.as_deref();
    let rows = coverage_count::Entity::find()
        .select_only()
        .column_as(sum(total()), "counted")
        .column_as(sum(enough.into()), "enough")
        .filter(coverage_count::Column::EditionId.eq(edition))
        .filter(coverage_count::Column::RoundKey.eq(round.key.as_str()))
        .filter(coverage_count::Column::CategoryKey.is_not_in(withheld.iter().map(String::as_str)))
        .filter(Condition::all().add_option(category.map(|key| coverage_count::Column::CategoryKey.eq(key))));
    let found: Option<Covered> = rows.into_model().one(db).await?;
    let groups = super::counts::groups(db, edition).await?;
    let is_meant = |group: &&super::counts::Group| {
        group.state == EntryState::Eligible
            && !withheld.contains(&group.category_key)
            && category.is_none_or(|key| group.category_key == key)
    };
    let eligible = groups.iter().filter(is_meant).map(|group| group.total).sum();
    Ok(Covered { eligible, ..found.unwrap_or_default() })
}
