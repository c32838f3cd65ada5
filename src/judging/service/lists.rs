//! What a judge has to do.

use std::collections::BTreeMap;

use entity::{
    PublicId, Scores,
    ids::{EditionId, EntryId},
    judge_progress,
};

use super::read::minutes;
use crate::{
    accounts::Judge,
    context::Ctx,
    editions::{self, Edition, Points, PublicEdition, Round},
    judging::{
        access::{self, RoundPath},
        error::JudgingError,
        store::{
            points::Tally,
            progress::{
                Progress,
                list::{self, Line, Wanted},
            },
            sheets, titles,
        },
        views::{
            AssignmentItem, AssignmentList, EntrantSeen, JudgedRoundView, ListCounts, RoundWindow,
            ScoreScale, SheetState,
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
    fn state(self) -> Option<SheetState> {
        match self {
            Self::All => None,
            Self::Open => Some(SheetState::NotStarted),
            Self::Started => Some(SheetState::Started),
            Self::Done => Some(SheetState::HandedIn),
        }
    }
}

const PAGE: usize = 200;

pub async fn own_rounds(ctx: &Ctx, judge: &Judge) -> Result<Vec<JudgedRoundView>, JudgingError> {
    let sums = list::sums(ctx.read(), judge.user).await?;
    let editions = editions::list_public(ctx.read(), ctx).await?;
    let mut by_round = BTreeMap::<(EditionId, &str), Vec<&judge_progress::Model>>::new();
    for sum in &sums {
        by_round.entry((sum.edition_id, &sum.round_key)).or_default().push(sum);
    }
    let round = |((edition, round), sums): ((EditionId, &str), Vec<&judge_progress::Model>)| {
        let edition = editions.iter().find(|e| e.id == edition)?;
        judged_round(ctx, edition, edition.document.round(round)?, &sums)
    };
    Ok(by_round.into_iter().filter_map(round).collect())
}

fn judged_round(
    ctx: &Ctx,
    edition: &PublicEdition,
    round: &Round,
    sums: &[&judge_progress::Model],
) -> Option<JudgedRoundView> {
    let counts = counts(sums, round);
    Some(JudgedRoundView {
        programme: edition.programme.clone(),
        edition: edition.slug.clone(),
        edition_name: edition.document.edition.name.clone(),
        round: round.key.clone(),
        round_name: round.name.clone(),
        window: RoundWindow::new(edition.document.round_window(round)?, ctx.now),
        total: counts.all,
        complete: counts.complete,
        handed_in: counts.done,
    })
}

fn counts(sums: &[&judge_progress::Model], round: &Round) -> ListCounts {
    let mut counts = ListCounts::default();
    for sum in sums {
        let total = usize::try_from(sum.total).unwrap_or_default();
        // Below zero there is no sheet.
        let scored = usize::try_from(sum.scored).ok();
        let place = match (sum.is_done, scored) {
            (true, _) => &mut counts.done,
            (false, Some(_)) => &mut counts.started,
            (false, None) => &mut counts.open,
        };
        *place = place.saturating_add(total);
        counts.all = counts.all.saturating_add(total);
        let is_complete = scored.is_some_and(|scored| scored >= round.criteria.len());
        counts.complete = counts.complete.saturating_add(if is_complete { total } else { 0 });
    }
    counts
}

pub struct PartOfList<'a> {
    pub part: Part,
    pub after: Option<&'a str>,
}

pub async fn own_list(
    ctx: &Ctx,
    judge: &Judge,
    path: RoundPath<'_>,
    asked: PartOfList<'_>,
) -> Result<AssignmentList, JudgingError> {
    let place = access::judged_round(ctx.read(), ctx, judge, path).await?;
    let (edition, round) = (place.edition(), place.round());
    let window = edition.document.round_window(round).ok_or(JudgingError::NotFound)?;
    let sums = list::sums(ctx.read(), judge.user).await?;
    let sums: Vec<_> =
        sums.iter().filter(|sum| sum.judge_id == place.judge() && sum.round_key == round.key).collect();
    let mut lines = if access::has_opened(ctx, edition, round) {
        lines(ctx, &place, &sums, asked).await?
    } else {
        Vec::new()
    };
    let is_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let entries: Vec<EntryId> = lines.iter().map(|line| line.entry_id).collect();
    let titles = titles::of(ctx.read(), edition, &entries).await?;
    let entrants = titles::entrants(ctx.read(), edition, round, &entries).await?;
    let scores = sheets::scores(ctx.read(), lines.iter().map(|line| line.id)).await?;
    let view = |line: &Line| {
        let titled = titles.get(&line.entry_id).cloned().unwrap_or_default();
        AssignmentItem {
            title: titled.title,
            entrant: entrants.get(&line.entry_id).cloned().unwrap_or_default(),
            reading_minutes: minutes(titled.words),
            ..item(line, scores.get(&line.id), edition, round)
        }
    };
    Ok(AssignmentList {
        round_name: round.name.clone(),
        window: RoundWindow::new(window, ctx.now),
        scale: ScoreScale::from(&round.scale),
        counts: counts(&sums, round),
        next: lines.last().filter(|_| is_more).map(|line| line.public_id.clone()),
        items: lines.iter().map(view).collect(),
    })
}

async fn lines(
    ctx: &Ctx,
    place: &access::JudgedRound,
    sums: &[&judge_progress::Model],
    asked: PartOfList<'_>,
) -> Result<Vec<Line>, JudgingError> {
    let (edition, round) = (place.edition(), place.round());
    let mut categories: Vec<&str> = sums.iter().map(|sum| sum.category_key.as_str()).collect();
    categories.sort_unstable();
    categories.dedup();
    categories.sort_by_key(|key| edition.document.categories.iter().position(|c| c.key == *key));
    let mut after = None;
    if let Some(id) = asked.after {
        let id = PublicId::parse(id).ok_or(JudgingError::NotFound)?;
        let category =
            list::category_of(ctx.read(), place.judge(), &id).await?.ok_or(JudgingError::NotFound)?;
        let begun = categories.iter().position(|key| *key == category).ok_or(JudgingError::NotFound)?;
        categories.drain(..begun);
        after = Some(id);
    }
    let wanted = Wanted {
        judge: place.judge(),
        edition,
        round: &round.key,
        categories,
        state: asked.part.state(),
        limit: PAGE.saturating_add(1),
    };
    Ok(list::lines(ctx.read(), wanted, after).await?)
}

pub(super) fn of_round(mut rows: Vec<Progress>, edition: &Edition, round: &Round) -> Vec<Progress> {
    rows.retain(|row| row.edition == edition.id && row.round == round.key);
    let place = |row: &Progress| edition.document.categories.iter().position(|c| c.key == row.category);
    rows.sort_by_key(place);
    rows
}

fn item(line: &Line, scores: Option<&Scores>, edition: &Edition, round: &Round) -> AssignmentItem {
    let category = edition.document.category(&line.category_key);
    let complete = scores.filter(|scores| scores.len() >= round.criteria.len());
    let given = scores.into_iter().flat_map(Scores::values);
    AssignmentItem {
        id: line.public_id.clone(),
        title: String::new(),
        entrant: EntrantSeen::default(),
        category: line.category_key.clone(),
        category_name: category.map(|category| category.name.clone()).unwrap_or_default(),
        state: line.state(),
        scores_set: usize::try_from(line.scored).unwrap_or_default(),
        criteria: round.criteria.len(),
        scores: given.filter_map(|score| Points::from_hundredths(score.0).ok()).collect(),
        reading_minutes: 0,
        points: complete.and_then(|scores| Tally::of_sheet(round.points(scores)).percent(round)),
        updated_at: line.touched_at,
    }
}
