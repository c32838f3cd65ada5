//! Taking a person out of judging: the work stays and counts, the name goes.

use entity::{
    assignment,
    ids::JudgeId,
    judge::{self, JudgeState},
    scoresheet::{self, ScoresheetState},
    user,
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, prelude::Expr,
};

use super::assignments::{self, Transition};
use crate::{
    conflicts,
    db::{self, WriteTx},
    subject::Subject,
};

/// The judges that someone is, or was invited to be.
pub async fn of(
    tx: &WriteTx,
    account: Option<&user::Model>,
    email: &str,
) -> Result<Vec<judge::Model>, db::Error> {
    let mut own = Condition::any().add(judge::Column::Email.eq(email));
    if let Some(account) = account {
        own = own.add(judge::Column::UserId.eq(account.id));
    }
    Ok(judge::Entity::find().filter(own).order_by_asc(judge::Column::Id).all(&**tx).await?)
}

/// Puts the pseudonym in the place of the judge, takes back what was not handed in so that
/// others can judge it, and drops the reasons of conflicts. The judges as they were.
pub async fn pseudonymise(tx: &WriteTx, subject: &Subject) -> Result<Vec<judge::Model>, db::Error> {
    let judges = of(tx, subject.account.as_ref(), &subject.email).await?;
    let ids: Vec<JudgeId> = judges.iter().map(|judge| judge.id).collect();
    if ids.is_empty() {
        return Ok(judges);
    }
    free_unfinished(tx, &ids).await?;
    conflicts::drop_reasons(tx, &ids).await?;
    judge::Entity::update_many()
        .col_expr(judge::Column::State, Expr::value(JudgeState::Declined))
        .filter(judge::Column::Id.is_in(ids.clone()))
        .filter(judge::Column::State.eq(JudgeState::Invited))
        .exec(&**tx)
        .await?;
    judge::Entity::update_many()
        .col_expr(judge::Column::Email, Expr::value(subject.no_address()))
        .col_expr(judge::Column::Name, Expr::value(subject.pseudonym()))
        .col_expr(judge::Column::Organisation, Expr::value(""))
        .col_expr(judge::Column::Country, Expr::value(""))
        .filter(judge::Column::Id.is_in(ids))
        .exec(&**tx)
        .await?;
    Ok(judges)
}

async fn free_unfinished(tx: &WriteTx, judges: &[JudgeId]) -> Result<(), db::Error> {
    let finished = scoresheet::Entity::find()
        .select_only()
        .column(scoresheet::Column::AssignmentId)
        .filter(scoresheet::Column::State.eq(ScoresheetState::HandedIn));
    let which = Condition::all()
        .add(assignment::Column::JudgeId.is_in(judges.iter().copied()))
        .add(assignment::Column::Id.not_in_subquery(finished.into_query()));
    assignments::transition(tx, Transition::REMOVE, which).await?;
    Ok(())
}
