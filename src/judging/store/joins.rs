//! How the tables of judging hang together.

use entity::{assignment, conflict, entry, judge, score, scoresheet};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, JoinType, QuerySelect as _, RelationDef,
    Select,
    prelude::Expr,
    sea_query::{Alias, IntoCondition as _},
};

/// Assignment to its judge.
pub fn to_judge() -> RelationDef {
    assignment::Entity::belongs_to(judge::Entity)
        .from(assignment::Column::JudgeId)
        .to(judge::Column::Id)
        .into()
}

/// Assignment to its entry.
pub fn to_entry() -> RelationDef {
    assignment::Entity::belongs_to(entry::Entity)
        .from(assignment::Column::EntryId)
        .to(entry::Column::Id)
        .into()
}

/// Assignment to a conflict between its judge and its entry.
pub fn to_conflict() -> RelationDef {
    assignment::Entity::belongs_to(conflict::Entity)
        .from((assignment::Column::JudgeId, assignment::Column::EntryId))
        .to((conflict::Column::JudgeId, conflict::Column::EntryId))
        .into()
}

/// Assignment to its scoresheet.
pub fn to_sheet() -> RelationDef {
    assignment::Entity::belongs_to(scoresheet::Entity)
        .from(assignment::Column::Id)
        .to(scoresheet::Column::AssignmentId)
        .into()
}

/// Scoresheet to its marks.
pub fn to_score() -> RelationDef {
    scoresheet::Entity::belongs_to(score::Entity)
        .from(scoresheet::Column::Id)
        .to(score::Column::ScoresheetId)
        .into()
}

/// An assignment that opens its entry: it holds, there is no conflict, and the
/// entry is in the round's pool. Joins needed: entry, conflict (left).
pub fn live() -> Condition {
    Condition::all()
        .add(assignment::Column::State.eq(assignment::AssignmentState::Active))
        .add(conflict::Column::Id.is_null())
        .add(entry::Column::State.eq(entry::EntryState::Eligible))
}

/// Adds one column per criterion, in hundredths or null: one row per scoresheet
/// instead of one per mark. Join needed: scoresheet.
pub fn with_marks<'a>(
    select: Select<assignment::Entity>,
    criteria: impl IntoIterator<Item = &'a str>,
) -> Select<assignment::Entity> {
    criteria.into_iter().enumerate().fold(select, |select, (number, key)| {
        let (alias, key) = (format!("mark_{number}"), key.to_owned());
        let of_criterion = to_score().on_condition(move |_, score| {
            Expr::col((score, score::Column::CriterionKey)).eq(key.as_str()).into_condition()
        });
        let value = Expr::col((Alias::new(&alias), score::Column::ValueHundredths));
        select.join_as(JoinType::LeftJoin, of_criterion, Alias::new(&alias)).expr_as(value, alias.as_str())
    })
}
