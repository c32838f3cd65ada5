//! What a judge has to do.

use std::collections::BTreeMap;

use entity::ids::{EditionId, EntryId};

use crate::{
    accounts::Judge,
    context::Ctx,
    editions::{self, Edition, Round},
    judging::{
        access::{self, RoundPath},
        error::JudgingError,
        store::{
            progress::{self, Progress},
            titles,
        },
        views::{
            AssignmentItem, AssignmentList, EntrantSeen, JudgedRound, ListCounts, RoundWindow, SheetState,
        },
    },
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    All,
    Open,
    Started,
    Done,
}

impl Part {
    fn holds(self, state: SheetState) -> bool {
        match self {
            Self::All => true,
            Self::Open => state == SheetState::NotStarted,
            Self::Started => state == SheetState::Started,
            Self::Done => state == SheetState::HandedIn,
        }
    }
}

/// The rounds in which this person has entries.
pub async fn own_rounds(ctx: &Ctx, judge: &Judge) -> Result<Vec<JudgedRound>, JudgingError> {
    let rows = progress::of_user(ctx.read(), judge.user).await?;
    let editions = editions::list(ctx.read(), ctx).await?;
    let mut by_round = BTreeMap::<(EditionId, &str), Vec<&Progress>>::new();
    for row in &rows {
        by_round.entry((row.edition, &row.round)).or_default().push(row);
    }
    let round = |((edition, round), rows): ((EditionId, &str), Vec<&Progress>)| {
        let edition = editions.iter().find(|e| e.id == edition)?;
        judged_round(ctx, edition, edition.document.round(round)?, &rows)
    };
    Ok(by_round.into_iter().filter_map(round).collect())
}

fn judged_round(ctx: &Ctx, edition: &Edition, round: &Round, rows: &[&Progress]) -> Option<JudgedRound> {
    let counts = counts(rows.iter().copied(), round);
    Some(JudgedRound {
        programme: edition.programme.clone(),
        edition: edition.slug.clone(),
        edition_name: edition.document.edition.name.clone(),
        round: round.key.clone(),
        round_name: round.name.clone(),
        window: RoundWindow::new(edition.document.round_window(round)?, ctx.now),
        total: counts.all,
        done: counts.complete,
        handed_in: counts.done,
    })
}

fn counts<'a>(rows: impl Iterator<Item = &'a Progress>, round: &Round) -> ListCounts {
    let mut counts = ListCounts::default();
    for row in rows {
        let place = match row.sheet_state() {
            SheetState::NotStarted => &mut counts.open,
            SheetState::Started => &mut counts.started,
            SheetState::HandedIn => &mut counts.done,
        };
        *place = place.saturating_add(1);
        counts.all = counts.all.saturating_add(1);
        counts.complete = counts.complete.saturating_add(usize::from(row.is_complete(round.criteria.len())));
    }
    counts
}

/// A judge's list in a round; its entries only while the round is open.
pub async fn own_list(
    ctx: &Ctx,
    judge: &Judge,
    path: RoundPath<'_>,
    part: Part,
) -> Result<AssignmentList, JudgingError> {
    let place = access::judged_round(ctx.read(), ctx, judge, path).await?;
    let (edition, round) = (place.edition(), place.round());
    let window = edition.document.round_window(round).ok_or(JudgingError::NotFound)?;
    let rows = of_round(progress::of_user(ctx.read(), judge.user).await?, edition, round);
    let shown = access::open(ctx, edition, round).is_ok();
    let items: Vec<&Progress> = rows.iter().filter(|row| shown && part.holds(row.sheet_state())).collect();
    let entries: Vec<EntryId> = items.iter().map(|row| row.entry).collect();
    let titles = titles::of(ctx.read(), edition, &entries).await?;
    let entrants = titles::entrants(ctx.read(), edition, round, &entries).await?;
    Ok(AssignmentList {
        round_name: round.name.clone(),
        window: RoundWindow::new(window, ctx.now),
        counts: counts(rows.iter(), round),
        items: items
            .into_iter()
            .map(|row| item(row, titles.get(&row.entry), entrants.get(&row.entry), edition, round))
            .collect(),
    })
}

/// The rows of one round, in the order of the list.
pub(super) fn of_round(mut rows: Vec<Progress>, edition: &Edition, round: &Round) -> Vec<Progress> {
    rows.retain(|row| row.edition == edition.id && row.round == round.key);
    let place = |row: &Progress| edition.document.categories.iter().position(|c| c.key == row.category);
    rows.sort_by_key(place);
    rows
}

fn item(
    row: &Progress,
    title: Option<&String>,
    entrant: Option<&EntrantSeen>,
    edition: &Edition,
    round: &Round,
) -> AssignmentItem {
    let category = edition.document.category(&row.category);
    AssignmentItem {
        id: row.public_id.clone(),
        title: title.cloned().unwrap_or_default(),
        entrant: entrant.cloned().unwrap_or_default(),
        category: row.category.clone(),
        category_name: category.map(|category| category.name.clone()).unwrap_or_default(),
        state: row.sheet_state(),
        scores_set: row.scores_set(),
        criteria: round.criteria.len(),
    }
}
