//! The only way for the secretariat to an entry. Who enters or judges it has
//! no power over it as staff (security bar AC-25), so it is not found.

use std::{collections::HashSet, ops::Deref};

use entity::{
    PublicId,
    assignment::{self, AssignmentState},
    attachment, edition, entry,
    ids::{EditionId, EntryId},
    judge,
    member::{self, MemberState},
    organisation, submitted_version, user,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, JoinType, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationDef, Select,
    sea_query::{Expr, ExprTrait as _},
};

use crate::{accounts::Staff, db, entries};

/// An entry over which this member of the secretariat has power.
#[derive(Clone, Debug)]
pub struct StaffEntry {
    entry: entry::Model,
    organisation: organisation::Model,
}

impl StaffEntry {
    /// What kind of organisation enters, by the kinds of the edition.
    pub fn kind(&self) -> &str {
        entries::kind_of(&self.entry, &self.organisation)
    }

    pub fn organisation(&self) -> &organisation::Model {
        &self.organisation
    }
}

impl Deref for StaffEntry {
    type Target = entry::Model;

    fn deref(&self) -> &entry::Model {
        &self.entry
    }
}

/// The entry of a public id.
pub async fn staff_entry<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    id: &PublicId,
) -> Result<Option<StaffEntry>, db::Error> {
    let found = entry::Entity::find()
        .join(JoinType::InnerJoin, to_organisation())
        .select_also(organisation::Entity)
        .filter(entry::Column::PublicId.eq(id.clone()))
        .filter(not_conflicted(staff))
        .one(db)
        .await?;
    Ok(found.and_then(|(entry, organisation)| Some(StaffEntry { entry, organisation: organisation? })))
}

/// A file of such an entry. One that was taken back is there only while a
/// submitted version holds it.
#[derive(Clone, Debug)]
pub struct StaffAttachment(attachment::Model);

impl Deref for StaffAttachment {
    type Target = attachment::Model;

    fn deref(&self) -> &attachment::Model {
        &self.0
    }
}

/// The file of a public id, of the entry of another.
pub async fn staff_attachment<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    entry: &PublicId,
    id: &PublicId,
) -> Result<Option<StaffAttachment>, db::Error> {
    let to_entry: RelationDef = attachment::Entity::belongs_to(entry::Entity)
        .from(attachment::Column::EntryId)
        .to(entry::Column::Id)
        .into();
    let found = attachment::Entity::find()
        .join(JoinType::InnerJoin, to_entry)
        .filter(attachment::Column::PublicId.eq(id.clone()))
        .filter(entry::Column::PublicId.eq(entry.clone()))
        .filter(not_conflicted(staff))
        .one(db)
        .await?;
    match found {
        Some(file) if file.removed_at.is_some() && !is_submitted(db, &file).await? => Ok(None),
        found => Ok(found.map(StaffAttachment)),
    }
}

/// Whether a submitted version names the file, by its hash.
async fn is_submitted<C: ConnectionTrait>(db: &C, file: &attachment::Model) -> Result<bool, db::Error> {
    let versions = submitted_version::Entity::find()
        .filter(submitted_version::Column::EntryId.eq(file.entry_id))
        .filter(submitted_version::Column::Content.contains(&file.sha256));
    Ok(versions.count(db).await? > 0)
}

/// The entries of an edition over which this person has no power as staff:
/// those of their organisations, and those they judge.
pub async fn conflicted_entries<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<HashSet<EntryId>, db::Error> {
    let ids = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(entry::Column::EditionId.eq(edition))
        .filter(not_conflicted(staff).not())
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// The categories of those entries, once they are received, withdrawn ones too. Whatever is known
/// of the judging there (who judges, how far they are, marks, comments, conflicts) is kept from
/// this person, in lists and in counts: the panel of a neighbour is that of one's own entry, and
/// a total less what is listed tells the rest.
pub async fn conflicted_categories<C: ConnectionTrait>(
    db: &C,
    staff: &Staff,
    edition: EditionId,
) -> Result<HashSet<String>, db::Error> {
    let keys: Vec<String> = entry::Entity::find()
        .select_only()
        .column(entry::Column::CategoryKey)
        .distinct()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::SubmittedAt.is_not_null())
        .filter(not_conflicted(staff).not())
        .into_tuple()
        .all(db)
        .await?;
    Ok(keys.into_iter().collect())
}

/// Entries that are neither of an organisation to which this person has belonged since the
/// edition began, nor theirs to judge.
pub fn not_conflicted(staff: &Staff) -> Condition {
    let entered = memberships().column(entry::Column::Id).filter(member::Column::UserId.eq(staff.user));
    // Who is invited to judge has no account of a judge yet, but an interest.
    let oneself = Condition::any()
        .add(judge::Column::UserId.eq(staff.user))
        .add(judge::Column::Email.eq(staff.email.as_str()));
    // Not a join: SQLite would read all assignments to make it.
    let judges = judge::Entity::find().select_only().column(judge::Column::Id).filter(oneself);
    let judged = judgings()
        .column(assignment::Column::EntryId)
        .filter(assignment::Column::JudgeId.in_subquery(judges.into_query()));
    Condition::all()
        .add(entry::Column::Id.not_in_subquery(entered.into_query()))
        .add(entry::Column::Id.not_in_subquery(judged.into_query()))
}

/// The members of the secretariat who have power over an entry, as [`not_conflicted`] has it.
pub async fn staff_of<C: ConnectionTrait>(db: &C, entry: EntryId) -> Result<Vec<user::Model>, db::Error> {
    let members = memberships()
        .column(member::Column::UserId)
        .filter(entry::Column::Id.eq(entry))
        .filter(member::Column::UserId.is_not_null());
    let to_judge: RelationDef = assignment::Entity::belongs_to(judge::Entity)
        .from(assignment::Column::JudgeId)
        .to(judge::Column::Id)
        .into();
    let of_entry =
        judgings().join(JoinType::InnerJoin, to_judge).filter(assignment::Column::EntryId.eq(entry));
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

/// Who enters which entry. Who has left since the edition began still has that interest:
/// leaving must not give back what belonging takes.
fn memberships() -> Select<member::Entity> {
    let to_entry: RelationDef = member::Entity::belongs_to(entry::Entity)
        .from(member::Column::OrganisationId)
        .to(entry::Column::OrganisationId)
        .into();
    let to_edition: RelationDef = entry::Entity::belongs_to(edition::Entity)
        .from(entry::Column::EditionId)
        .to(edition::Column::Id)
        .into();
    let began = Expr::col(edition::Column::CreatedAt.as_column_ref());
    let belongs = Condition::any()
        .add(member::Column::State.eq(MemberState::Active))
        .add(Expr::col(member::Column::LeftAt.as_column_ref()).gte(began));
    member::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, to_entry)
        .join(JoinType::InnerJoin, to_edition)
        .filter(belongs)
}

/// Who judges. Who stepped back for a conflict of interest still has that interest.
fn judgings() -> Select<assignment::Entity> {
    assignment::Entity::find().select_only().filter(assignment::Column::State.ne(AssignmentState::Removed))
}

/// From an entry to who enters it.
pub(super) fn to_organisation() -> RelationDef {
    entry::Entity::belongs_to(organisation::Entity)
        .from(entry::Column::OrganisationId)
        .to(organisation::Column::Id)
        .into()
}
