//! What people have done in an edition, counted.

use std::collections::HashMap;

use entity::{
    Scores, answer, assignment,
    assignment::AssignmentState,
    entry::{self, EntryState},
    ids::{EditionId, EntryId},
    organisation, rule_ruling,
    scoresheet::{self, ScoresheetState},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, RelationTrait as _,
};

use super::used::still_to_submit;
use crate::{
    context::Ctx,
    db,
    editions::changes::{Sheet, WorkSoFar},
};

/// What a change touches, so that nothing else is counted.
pub struct Touched<'a> {
    pub call_is_over: bool,
    /// Consents that are reworded.
    pub consents: &'a [&'a str],
    /// Whether what is in is looked at: rules refuse something else, or nominees are asked otherwise.
    pub entered: bool,
    /// The keys of rules that are not what they were.
    pub rulings: &'a [&'a str],
}

/// All that consequences of a change are counted by, in six queries at most.
pub async fn work<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    edition: EditionId,
    touched: Touched<'_>,
) -> Result<WorkSoFar, db::Error> {
    let Touched { call_is_over, consents, entered, rulings } = touched;
    let entries = entry::Entity::find().select_only().filter(entry::Column::EditionId.eq(edition));
    let states = entries
        .clone()
        .column(entry::Column::State)
        .column_as(entry::Column::Id.count(), "count")
        .group_by(entry::Column::State);
    let states: Vec<(EntryState, i64)> = states.into_tuple().all(db).await?;
    let running = [EntryState::Submitted, EntryState::Incomplete, EntryState::Eligible];
    let submitted = entries
        .clone()
        .filter(entry::Column::State.is_in(running))
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .column_as(entry::Column::OrganisationId, "organisation")
        .columns([organisation::Column::PublicId, organisation::Column::Name, organisation::Column::Country])
        .column_as(entry::Column::OrganisationKind, "kind")
        .column_as(organisation::Column::Kind, "own_kind")
        .column_as(entry::Column::CategoryKey, "category")
        .into_model();
    let present = entries.filter(entry::Column::State.ne(EntryState::Withdrawn)).column(entry::Column::Id);
    let rulings = self::rulings(db, present.clone().into_query(), rulings).await?;
    let answers = answers(db, present.into_query(), &[]).await?;
    let unfinished = still_to_submit(ctx, edition, call_is_over);
    let agreed =
        if consents.is_empty() { HashMap::new() } else { self::answers(db, unfinished, consents).await? };
    Ok(WorkSoFar {
        entries: states.into_iter().map(|(state, count)| (state, count.unsigned_abs())).collect(),
        submitted: if entered { submitted.all(db).await? } else { Vec::new() },
        answers,
        agreed,
        rulings,
        sheets: sheets(db, edition).await?,
    })
}

/// Answers that say something, by field: of all fields, or of consents that are agreed to.
async fn answers<C: ConnectionTrait>(
    db: &C,
    entries: sea_orm::sea_query::SelectStatement,
    consents: &[&str],
) -> Result<HashMap<String, u64>, db::Error> {
    let mut rows = answer::Entity::find()
        .select_only()
        .column(answer::Column::FieldKey)
        .column_as(answer::Column::Id.count(), "count")
        .filter(answer::Column::EntryId.in_subquery(entries))
        .filter(answer::Column::Value.is_not_in(["null", "\"\"", "[]"]))
        .group_by(answer::Column::FieldKey);
    if !consents.is_empty() {
        rows = rows
            .filter(answer::Column::FieldKey.is_in(consents.iter().copied()))
            .filter(answer::Column::Value.eq("true"));
    }
    let rows: Vec<(String, i64)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(field, count)| (field, count.unsigned_abs())).collect())
}

/// What was found about these rules, by rule.
async fn rulings<C: ConnectionTrait>(
    db: &C,
    entries: sea_orm::sea_query::SelectStatement,
    rules: &[&str],
) -> Result<HashMap<String, u64>, db::Error> {
    if rules.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = rule_ruling::Entity::find()
        .select_only()
        .column(rule_ruling::Column::RuleKey)
        .column_as(rule_ruling::Column::Id.count(), "count")
        .filter(rule_ruling::Column::EntryId.in_subquery(entries))
        .filter(rule_ruling::Column::RuleKey.is_in(rules.iter().copied()))
        .group_by(rule_ruling::Column::RuleKey);
    let rows: Vec<(String, i64)> = rows.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(rule, count)| (rule, count.unsigned_abs())).collect())
}

#[derive(FromQueryResult)]
struct SheetRow {
    round_key: String,
    entry_id: EntryId,
    state: Option<ScoresheetState>,
    scores: Option<Scores>,
}

async fn sheets<C: ConnectionTrait>(db: &C, edition: EditionId) -> Result<Vec<Sheet>, db::Error> {
    let rows: Vec<SheetRow> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::RoundKey)
        .column(assignment::Column::EntryId)
        .column(scoresheet::Column::State)
        .column(scoresheet::Column::Scores)
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition))
        .filter(assignment::Column::State.eq(AssignmentState::Active))
        .into_model()
        .all(db)
        .await?;
    let sheet = |row: SheetRow| {
        let scores = row.scores.filter(|_| row.state == Some(ScoresheetState::HandedIn));
        Sheet { round: row.round_key, entry: row.entry_id, scores }
    };
    Ok(rows.into_iter().map(sheet).collect())
}
