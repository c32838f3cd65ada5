//! `scores`: one row per judge, entry and criterion. Every scoresheet is there
//! with its state, so that anyone can recompute a result from those that count:
//! the ones whose state is `handed_in`, of entries whose state is `eligible`.

use std::{borrow::Cow, collections::HashMap};

use entity::{ScoresRead, assignment, assignment::AssignmentState, entry, judge, scoresheet};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QuerySelect as _, QueryTrait as _,
    RelationTrait as _,
    sea_query::{CaseStatement, Expr, SelectStatement},
};
use serde::Deserialize;

use super::category_title;
use crate::{
    context::Ctx,
    db::json_rows,
    editions::{Edition, Round},
    exports::{Cell, ExportError, cell::text, table_file::TableFile},
};

const COLUMNS: [&str; 17] = [
    "edition",
    "category",
    "round",
    "entry_id",
    "judge_id",
    "state",
    "criterion",
    "weight",
    "scale_min",
    "scale_max",
    "score",
    "comment_internal",
    "comment_panel",
    "comment_entrant",
    "entry_state",
    "category_title",
    "criterion_label",
];

/// Entries whose scoresheets are read at once, as one text: the way to the database and back
/// costs more than most scoresheets.
const ENTRIES: usize = 150;
/// The database reads on while what it has read is written.
const PAGES_UNDER_WAY: usize = 2;

/// All rounds, one after the other, in the order of entries and judges.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    file.header(&COLUMNS)?;
    let entries = json_rows(ctx.read(), entries(edition), &ENTRY).await?;
    let judges = json_rows(ctx.read(), judges(edition), &JUDGE).await?;
    let mut entries: Vec<Entry<'_>> = serde_json::from_str(&entries)?;
    entries.sort_unstable_by_key(|entry| entry.key);
    let judges: HashMap<i64, &str> = serde_json::from_str::<Vec<_>>(&judges)?.into_iter().collect();
    let ranges = entries.chunks(ENTRIES).filter_map(|page| Some((page.first()?.key, page.last()?.key)));
    let ranges: Vec<_> = ranges.collect();
    let known = Known { edition, path: edition.path(), entries, judges };
    for round in edition.document.judged() {
        let page = |range| json_rows(ctx.read(), sheets(edition, round, range), &SHEET);
        let mut pages = stream::iter(ranges.clone()).map(page).buffered(PAGES_UNDER_WAY);
        while let Some(page) = pages.try_next().await? {
            let mut page: Vec<Sheet<'_>> = serde_json::from_str(&page)?;
            page.sort_unstable_by_key(|sheet| (sheet.entry, sheet.judge));
            page.iter().try_for_each(|sheet| known.write(round, sheet, file))?;
        }
    }
    Ok(())
}

/// What stands in the rows beside the scoresheets.
struct Known<'a> {
    edition: &'a Edition,
    path: String,
    entries: Vec<Entry<'a>>,
    judges: HashMap<i64, &'a str>,
}

impl Known<'_> {
    fn write(&self, round: &Round, sheet: &Sheet<'_>, file: &mut TableFile<'_>) -> Result<(), ExportError> {
        let entry = self.entries.binary_search_by_key(&sheet.entry, |entry| entry.key).ok();
        let entry = entry.and_then(|at| self.entries.get(at));
        // Who came while the file was written is in the next one.
        let (Some(entry), Some(judge)) = (entry, self.judges.get(&sheet.judge)) else { return Ok(()) };
        let title = category_title(self.edition, entry.category);
        let (min, max) = (round.scale.min.exact(), round.scale.max.exact());
        let scores = ScoresRead::parse(&sheet.scores)?;
        for criterion in &round.criteria {
            file.row([
                text(&self.path),
                text(entry.category),
                text(&round.key),
                text(entry.id),
                text(judge),
                text(sheet.state),
                text(&criterion.key),
                Cell::Integer(i64::from(criterion.weight)),
                min.into(),
                max.into(),
                scores.get(&criterion.key).into(),
                text(&sheet.internal),
                text(&sheet.panel),
                text(&sheet.entrant),
                text(entry.state),
                title.clone(),
                text(&criterion.label),
            ])?;
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Entry<'a> {
    key: i64,
    category: &'a str,
    id: &'a str,
    state: &'a str,
}

const ENTRY: [&str; 4] = ["id", "category_key", "public_id", "state"];

fn entries(edition: &Edition) -> SelectStatement {
    let columns =
        [entry::Column::Id, entry::Column::CategoryKey, entry::Column::PublicId, entry::Column::State];
    let rows = entry::Entity::find().filter(entry::Column::EditionId.eq(edition.id));
    rows.select_only().columns(columns).into_query()
}

const JUDGE: [&str; 2] = ["id", "public_id"];

fn judges(edition: &Edition) -> SelectStatement {
    let rows = judge::Entity::find().filter(judge::Column::EditionId.eq(edition.id));
    rows.select_only().columns([judge::Column::Id, judge::Column::PublicId]).into_query()
}

#[derive(Deserialize)]
struct Sheet<'a> {
    entry: i64,
    judge: i64,
    state: &'a str,
    #[serde(borrow)]
    scores: Cow<'a, str>,
    #[serde(borrow)]
    internal: Cow<'a, str>,
    #[serde(borrow)]
    panel: Cow<'a, str>,
    #[serde(borrow)]
    entrant: Cow<'a, str>,
}

const SHEET: [&str; 7] = ["entry", "judge", "state", "scores", "internal", "panel", "entrant"];

/// The scoresheets of the entries from one key to another.
fn sheets(edition: &Edition, round: &Round, (first, last): (i64, i64)) -> SelectStatement {
    // A sheet whose judge stepped back says so, whatever else it says.
    let state = CaseStatement::new()
        .case(
            assignment::Column::State.eq(AssignmentState::Active),
            Expr::col(scoresheet::Column::State.as_column_ref()),
        )
        .finally(Expr::col(assignment::Column::State.as_column_ref()));
    let rows = assignment::Entity::find()
        .join_rev(JoinType::InnerJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition.id))
        .filter(assignment::Column::RoundKey.eq(round.key.as_str()))
        .filter(assignment::Column::EntryId.between(first, last))
        .select_only()
        .column_as(assignment::Column::EntryId, "entry")
        .column_as(assignment::Column::JudgeId, "judge")
        .expr_as(state, "state")
        .column_as(scoresheet::Column::Scores, "scores")
        .column_as(scoresheet::Column::CommentInternal, "internal")
        .column_as(scoresheet::Column::CommentPanel, "panel")
        .column_as(scoresheet::Column::CommentEntrant, "entrant");
    rows.into_query()
}
