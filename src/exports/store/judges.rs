//! `judges`: who judges and how far they are, one row per judge and round.

use std::collections::{BTreeMap, HashMap};

use entity::{
    Timestamp, assignment, assignment::AssignmentState, conflict, entry, entry::EntryState, ids::JudgeId,
    judge, judge::JudgeState, panel_member, scoresheet, scoresheet::ScoresheetState,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _,
};

use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        Cell, ExportError,
        cell::{count, text},
        table_file::TableFile,
    },
    text::sort_key,
};

const COLUMNS: [&str; 19] = [
    "edition",
    "round",
    "judge_id",
    "name",
    "email",
    "organisation",
    "country",
    "state",
    "invited_at",
    "accepted_at",
    "reminded_at",
    "panels",
    "assigned",
    "begun",
    "handed_in",
    "recused",
    "conflicts",
    "last_active",
    "round_title",
];

/// There are tens or hundreds of judges: all are read at once, to be in the order of their names.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    file.header(&COLUMNS)?;
    let mut judges = judge::Entity::find()
        .filter(judge::Column::EditionId.eq(edition.id))
        .order_by_asc(judge::Column::Id)
        .all(ctx.read())
        .await?;
    judges.sort_by_cached_key(|judge| sort_key(&judge.name));
    let work = JudgeWork::load(ctx, edition).await?;
    judges.iter().try_for_each(|judge| write_judge(edition, judge, &work, file))
}

fn write_judge(
    edition: &Edition,
    judge: &judge::Model,
    work: &JudgeWork,
    file: &mut TableFile<'_>,
) -> Result<(), ExportError> {
    let path = edition.path();
    for round in edition.document.judged() {
        let key = (judge.id, round.key.clone());
        let done = work.done.get(&key).copied().unwrap_or_default();
        let seats = work.panels.get(&key).filter(|_| judge.state != JudgeState::Removed);
        let panels = seats.map(Vec::as_slice).unwrap_or_default();
        file.row([
            text(&path),
            text(&round.key),
            text(judge.public_id.as_str()),
            text(&judge.name),
            text(&judge.email),
            text(&judge.organisation),
            text(&judge.country),
            text(judge.state.as_str()),
            judge.invited_at.into(),
            judge.accepted_at.into(),
            judge.reminded_at.into(),
            Cell::List(panels),
            count(done.assigned),
            count(done.begun),
            count(done.handed_in),
            count(done.recused),
            Cell::Integer(work.conflicts.get(&judge.id).copied().unwrap_or_default()),
            done.last_active.into(),
            text(&round.name),
        ])?;
    }
    Ok(())
}

/// How far a judge is in a round.
#[derive(Clone, Copy, Debug, Default)]
struct Done {
    assigned: usize,
    begun: usize,
    handed_in: usize,
    recused: usize,
    last_active: Option<Timestamp>,
}

struct JudgeWork {
    done: BTreeMap<(JudgeId, String), Done>,
    panels: BTreeMap<(JudgeId, String), Vec<String>>,
    conflicts: HashMap<JudgeId, i64>,
}

#[derive(FromQueryResult)]
struct Row {
    judge_id: JudgeId,
    round_key: String,
    state: AssignmentState,
    sheet: Option<ScoresheetState>,
    updated_at: Option<Timestamp>,
}

impl JudgeWork {
    async fn load(ctx: &Ctx, edition: &Edition) -> Result<Self, ExportError> {
        let mut done = BTreeMap::<(JudgeId, String), Done>::new();
        for row in assignments(ctx, edition).await? {
            let place = done.entry((row.judge_id, row.round_key)).or_default();
            place.add(row.state, row.sheet, row.updated_at);
        }
        let mut panels = BTreeMap::<(JudgeId, String), Vec<String>>::new();
        for seat in seats(ctx, edition).await? {
            panels.entry((seat.judge_id, seat.round_key)).or_default().push(seat.category_key);
        }
        let conflicts: Vec<(JudgeId, i64)> = conflict::Entity::find()
            .filter(conflict::Column::EditionId.eq(edition.id))
            .filter(conflict::Column::LiftedAt.is_null())
            .select_only()
            .column(conflict::Column::JudgeId)
            .column_as(conflict::Column::Id.count(), "conflicts")
            .group_by(conflict::Column::JudgeId)
            .into_tuple()
            .all(ctx.read())
            .await?;
        Ok(Self { done, panels, conflicts: conflicts.into_iter().collect() })
    }
}

impl Done {
    fn add(&mut self, state: AssignmentState, sheet: Option<ScoresheetState>, at: Option<Timestamp>) {
        self.last_active = self.last_active.max(at);
        let place = match (state, sheet) {
            (AssignmentState::Removed | AssignmentState::JudgeRemoved, _) => return,
            (AssignmentState::Recused, _) => &mut self.recused,
            (AssignmentState::Active, sheet) => {
                self.assigned = self.assigned.saturating_add(1);
                match sheet {
                    None => return,
                    Some(ScoresheetState::Draft) => &mut self.begun,
                    Some(ScoresheetState::HandedIn) => &mut self.handed_in,
                }
            }
        };
        *place = place.saturating_add(1);
    }
}

async fn assignments(ctx: &Ctx, edition: &Edition) -> Result<Vec<Row>, ExportError> {
    let rows = assignment::Entity::find()
        .join(JoinType::InnerJoin, assignment::Relation::Entry.def())
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(assignment::Column::EditionId.eq(edition.id))
        .filter(entry::Column::State.eq(EntryState::Eligible))
        .select_only()
        .column(assignment::Column::JudgeId)
        .column(assignment::Column::RoundKey)
        .column(assignment::Column::State)
        .column_as(scoresheet::Column::State, "sheet")
        .column(scoresheet::Column::UpdatedAt);
    Ok(rows.into_model().all(ctx.read()).await?)
}

async fn seats(ctx: &Ctx, edition: &Edition) -> Result<Vec<panel_member::Model>, ExportError> {
    let rows = panel_member::Entity::find()
        .filter(panel_member::Column::EditionId.eq(edition.id))
        .order_by_asc(panel_member::Column::Id);
    Ok(rows.all(ctx.read()).await?)
}
