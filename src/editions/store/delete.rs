//! A draft edition, counted before it goes, and gone.

use entity::{
    edition, edition_version, form_version, history,
    ids::{EditionId, ProgrammeId},
    programme, saved_view,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _,
};

use crate::{
    db::{self, WriteTx},
    editions::{Edition, views::Deletion},
};

/// What is kept of an edition in which nobody works yet.
pub async fn kept_of<C: ConnectionTrait>(db: &C, edition: &Edition) -> Result<Deletion, db::Error> {
    let versions = edition_version::Entity::find().filter(edition_version::Column::EditionId.eq(edition.id));
    let views = saved_view::Entity::find().filter(saved_view::Column::EditionId.eq(edition.id));
    Ok(Deletion { versions: versions.count(db).await?, views: views.count(db).await? })
}

/// Deletes the rows of a draft, and its programme where nothing else is known of it. Work of people
/// in it would refuse this.
pub async fn delete(tx: &WriteTx, edition: EditionId, programme: ProgrammeId) -> Result<(), db::Error> {
    let versions = edition_version::Entity::delete_many();
    versions.filter(edition_version::Column::EditionId.eq(edition)).exec(&**tx).await?;
    let forms = form_version::Entity::delete_many();
    forms.filter(form_version::Column::EditionId.eq(edition)).exec(&**tx).await?;
    edition::Entity::delete_by_id(edition).exec(&**tx).await?;
    let editions = edition::Entity::find().select_only().column(edition::Column::ProgrammeId);
    let past = history::Entity::find().select_only().column(history::Column::ProgrammeId);
    programme::Entity::delete_many()
        .filter(programme::Column::Id.eq(programme))
        .filter(programme::Column::Id.not_in_subquery(editions.into_query()))
        .filter(programme::Column::Id.not_in_subquery(past.into_query()))
        .exec(&**tx)
        .await?;
    Ok(())
}
