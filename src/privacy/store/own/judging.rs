//! What someone did as a judge. The entries are named by the assignment only: they are of others.

use std::collections::HashMap;

use entity::{assignment, conflict, ids::JudgeId, judge, scoresheet, set_aside};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _,
};
use serde_json::{Value, json};

use super::entries::editions;
use crate::{accounts::Person, db};

/// Each edition someone judges or was asked to judge.
pub async fn judging<C: ConnectionTrait>(db: &C, person: &Person) -> Result<Vec<Value>, db::Error> {
    let own = Condition::any()
        .add(judge::Column::UserId.eq(person.user))
        .add(judge::Column::Email.eq(person.email.as_str()));
    let rows = judge::Entity::find().filter(own).order_by_asc(judge::Column::Id).all(db).await?;
    let ids: Vec<JudgeId> = rows.iter().map(|row| row.id).collect();
    let editions = editions(db).await?;
    let (mut sheets, mut conflicts) = (sheets(db, &ids).await?, conflicts(db, &ids).await?);
    let view = |row: judge::Model| {
        json!({
            "edition": editions.get(&row.edition_id), "name": row.name, "organisation": row.organisation,
            "country": row.country, "state": row.state.as_str(), "invited_at": row.invited_at,
            "accepted_at": row.accepted_at, "reminded_at": row.reminded_at,
            "scoresheets": sheets.remove(&row.id).unwrap_or_default(),
            "conflicts": conflicts.remove(&row.id).unwrap_or_default(),
        })
    };
    Ok(rows.into_iter().map(view).collect())
}

type ByJudge = HashMap<JudgeId, Vec<Value>>;

async fn sheets<C: ConnectionTrait>(db: &C, judges: &[JudgeId]) -> Result<ByJudge, db::Error> {
    let mine = assignment::Column::JudgeId.is_in(judges.iter().copied());
    let rows = assignment::Entity::find()
        .join_rev(JoinType::LeftJoin, scoresheet::Relation::Assignment.def())
        .filter(mine.clone())
        .order_by_asc(assignment::Column::Id)
        .select_also(scoresheet::Entity)
        .all(db)
        .await?;
    let mut found = ByJudge::new();
    for (row, sheet) in rows {
        found.entry(row.judge_id).or_default().push(json!({
            "assignment": row.public_id, "round": row.round_key, "assigned_at": row.created_at,
            "assignment_state": row.state.as_str(), "sheet": sheet.map(|sheet| sheet_view(&sheet)),
        }));
    }
    let aside = set_aside::Entity::find()
        .join(JoinType::InnerJoin, set_aside::Relation::Assignment.def())
        .filter(mine)
        .select_also(assignment::Entity)
        .all(db)
        .await?;
    for (sheet, row) in aside {
        let Some(row) = row else { continue };
        found.entry(row.judge_id).or_default().push(json!({
            "assignment": row.public_id, "round": row.round_key, "set_aside_in": sheet.category_key,
            "sheet": {
                "scores_in_hundredths": scores(&sheet.scores), "comment_internal": sheet.comment_internal,
                "comment_panel": sheet.comment_panel, "comment_entrant": sheet.comment_entrant,
                "updated_at": sheet.updated_at, "handed_in_at": sheet.handed_in_at,
            },
        }));
    }
    Ok(found)
}

fn sheet_view(sheet: &scoresheet::Model) -> Value {
    json!({
        "state": sheet.state.as_str(), "scores_in_hundredths": scores(&sheet.scores),
        "comment_internal": sheet.comment_internal, "comment_panel": sheet.comment_panel,
        "comment_entrant": sheet.comment_entrant, "updated_at": sheet.updated_at,
        "handed_in_at": sheet.handed_in_at,
    })
}

fn scores(scores: &entity::Scores) -> Value {
    serde_json::from_str(&scores.to_string()).unwrap_or(Value::Null)
}

async fn conflicts<C: ConnectionTrait>(db: &C, judges: &[JudgeId]) -> Result<ByJudge, db::Error> {
    let rows = conflict::Entity::find()
        .filter(conflict::Column::JudgeId.is_in(judges.iter().copied()))
        .filter(conflict::Column::Kind.eq(conflict::ConflictKind::Declared))
        .order_by_asc(conflict::Column::Id)
        .all(db)
        .await?;
    let mut found = ByJudge::new();
    for row in rows {
        let view = json!({ "reason": row.reason, "declared_at": row.created_at, "lifted_at": row.lifted_at });
        found.entry(row.judge_id).or_default().push(view);
    }
    Ok(found)
}
