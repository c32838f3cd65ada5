//! Who of the staff is *conflicted* over an entry, because they enter or judge it: they neither read it
//! as staff nor decide about it (security bar AC-25), and what is known of the judging of its category
//! is *withheld* from them.

use std::collections::HashSet;

use entity::{
    assignment::{self, AssignmentState},
    edition, entry,
    ids::{EditionId, EntryId},
    judge,
    member::{self, MemberState},
    user,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, SelectStatement, UnionType},
};

use crate::{accounts::Staff, db};

/// The entries of an edition over which this person has no power as staff:
/// those of their organisations, and those they judge.
pub async fn conflicted_entries<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<HashSet<EntryId>, db::Error> {
    let ids = select_conflicted(staff, edition).column(entry::Column::Id).into_tuple().all(db).await?;
    Ok(ids.into_iter().collect())
}

/// The categories of those entries, once they are received, withdrawn ones too. Whatever is known
/// of the judging there (who judges, how far they are, scores, comments, conflicts) is kept from
/// this person, in lists and in counts: the panel of a neighbour is that of one's own entry, and
/// a total less what is listed tells the rest.
pub async fn conflicted_categories<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<HashSet<String>, db::Error> {
    Ok(conflicted_categories_if_any(db, staff, edition).await?.unwrap_or_default())
}

/// The same, or nothing for whoever has no conflict at all, whose lists then need no look for one.
pub async fn conflicted_categories_if_any<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<Option<HashSet<String>>, db::Error> {
    let received = Expr::col(entry::Column::SubmittedAt.as_column_ref()).is_not_null();
    let rows: Vec<(String, bool)> = select_conflicted(staff, edition)
        .column(entry::Column::CategoryKey)
        .column_as(received, "received")
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let of_received = |(category, received): &(String, bool)| received.then(|| category.clone());
    Ok((!rows.is_empty()).then(|| rows.iter().filter_map(of_received).collect()))
}

/// Found from memberships and assignments, which are few, and not among all entries: of these the
/// edition is asked, so that no database begins with its entries.
pub fn select_conflicted(staff: &Staff, edition: EditionId) -> Select<entry::Entity> {
    let [mut entered, judged] = conflicted_ids(staff, Some(edition));
    let either = entered.union(UnionType::Distinct, judged).take();
    entry::Entity::find().select_only().filter(entry::Column::Id.in_subquery(either))
}

/// Entries that are neither of an organisation to which this person has belonged since the
/// edition began, nor theirs to judge.
pub fn not_conflicted(staff: &Staff) -> Condition {
    let [entered, judged] = conflicted_ids(staff, None).map(|ids| entry::Column::Id.not_in_subquery(ids));
    Condition::all().add(entered).add(judged)
}

/// The entries over which this person is conflicted, in one edition or all: as one of who enters,
/// and as a judge.
fn conflicted_ids(staff: &Staff, edition: Option<EditionId>) -> [SelectStatement; 2] {
    let entered = memberships()
        .column(entry::Column::Id)
        .filter(member::Column::UserId.eq(staff.user))
        .filter(Condition::all().add_option(edition.map(|id| entry::Column::EditionId.eq(id))));
    // Who is invited to judge has no account of a judge yet, but is conflicted.
    let oneself = Condition::any()
        .add(judge::Column::UserId.eq(staff.user))
        .add(judge::Column::Email.eq(staff.email.as_str()));
    // Not a join: SQLite would read all assignments to make it.
    let judges = judge::Entity::find()
        .select_only()
        .column(judge::Column::Id)
        .filter(oneself)
        .filter(Condition::all().add_option(edition.map(|id| judge::Column::EditionId.eq(id))));
    let judged = judgings()
        .column(assignment::Column::EntryId)
        .filter(assignment::Column::JudgeId.in_subquery(judges.into_query()));
    [entered.into_query(), judged.into_query()]
}

/// The members of staff who have power over an entry, as [`not_conflicted`] has it.
pub async fn staff_of<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<user::Model>, db::Error> {
    let members = memberships()
        .column(member::Column::UserId)
        .filter(entry::Column::Id.eq(entry))
        .filter(member::Column::UserId.is_not_null());
    let of_entry = judgings()
        .join(JoinType::InnerJoin, assignment::Relation::Judge.def())
        .filter(assignment::Column::EntryId.eq(entry));
    let judges = of_entry.clone().column(judge::Column::UserId).filter(judge::Column::UserId.is_not_null());
    let invited = of_entry.column(judge::Column::Email);
    let rows = user::Entity::find()
        .filter(user::Column::StaffRole.is_not_null())
        .filter(user::Column::DisabledAt.is_null())
        .filter(user::Column::Id.not_in_subquery(members.into_query()))
        .filter(user::Column::Id.not_in_subquery(judges.into_query()))
        .filter(user::Column::Email.not_in_subquery(invited.into_query()))
        .order_by_asc(user::Column::Id);
    Ok(rows.all(db).await?)
}

/// Who enters which entry. Who has left since the edition began is still conflicted:
/// leaving must not give back what belonging takes.
fn memberships() -> Select<member::Entity> {
    let began = Expr::col(edition::Column::CreatedAt.as_column_ref());
    let belongs = Condition::any()
        .add(member::Column::State.eq(MemberState::Active))
        .add(Expr::col(member::Column::LeftAt.as_column_ref()).gte(began));
    member::Entity::find()
        .select_only()
        .join_rev(JoinType::InnerJoin, entry::Relation::Member.def())
        .join(JoinType::InnerJoin, entry::Relation::Edition.def())
        .filter(belongs)
}

/// Who judges. Who was recused is still conflicted.
fn judgings() -> Select<assignment::Entity> {
    assignment::Entity::find().select_only().filter(assignment::Column::State.ne(AssignmentState::Removed))
}
