//! Editions and their programmes, as a document gives them.

use entity::{
    edition::{self, EditionState},
    ids::ProgrammeId,
    programme,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, sea_query::OnConflict,
};

use crate::{
    context::Ctx,
    db::{self, WriteTx},
    editions::{Edition, EditionFacts, ProgrammeFacts},
};

/// The programme's row, with the name that a document gives it where it is new.
pub async fn programme(tx: &WriteTx, facts: &ProgrammeFacts) -> Result<programme::Model, db::Error> {
    let row = programme::ActiveModel {
        slug: Set(facts.slug.clone()),
        name: Set(facts.name.clone()),
        ..Default::default()
    };
    // So that the row is given back as it is.
    let again = OnConflict::column(programme::Column::Slug).update_column(programme::Column::Slug).to_owned();
    Ok(programme::Entity::insert(row).on_conflict(again).exec_with_returning(&**tx).await?)
}

/// Gives a programme the name that the newest document everyone sees gives it.
pub async fn name_programme(tx: &WriteTx, row: programme::Model, name: &str) -> Result<(), db::Error> {
    if row.name != name {
        let mut row = row.into_active_model();
        row.name = Set(name.to_owned());
        row.update(&**tx).await?;
    }
    Ok(())
}

/// The edition of a programme, held against other writers until the transaction ends.
pub async fn lock(
    tx: &WriteTx,
    programme: ProgrammeId,
    slug: &str,
) -> Result<Option<edition::Model>, db::Error> {
    let rows = edition::Entity::find()
        .filter(edition::Column::ProgrammeId.eq(programme))
        .filter(edition::Column::Slug.eq(slug))
        .lock_exclusive();
    Ok(rows.one(&**tx).await?)
}

pub struct Written<'a> {
    pub edition: &'a EditionFacts,
    pub text: String,
}

pub async fn insert(
    tx: &WriteTx,
    ctx: &Ctx,
    programme: ProgrammeId,
    state: EditionState,
    rules: Written<'_>,
) -> Result<edition::Model, db::Error> {
    let row = edition::ActiveModel {
        programme_id: Set(programme),
        slug: Set(rules.edition.slug.clone()),
        year: Set(rules.edition.year.into()),
        document: Set(rules.text),
        form_number: Set(1),
        state: Set(state),
        version: Set(1),
        created_at: Set(ctx.now),
        updated_at: Set(ctx.now),
        ..Default::default()
    };
    Ok(row.insert(&**tx).await?)
}

pub async fn replace(
    tx: &WriteTx,
    ctx: &Ctx,
    row: edition::Model,
    rules: Written<'_>,
    form_changed: bool,
) -> Result<edition::Model, db::Error> {
    let (version, form_number) = (row.version, row.form_number);
    let mut row = row.into_active_model();
    row.document = Set(rules.text);
    row.year = Set(rules.edition.year.into());
    row.version = Set(version.saturating_add(1));
    row.form_number = Set(form_number.saturating_add(i32::from(form_changed)));
    row.updated_at = Set(ctx.now);
    Ok(row.update(&**tx).await?)
}

/// Another state; everyone who sees it from now on knows the programme by the name it has there.
pub async fn set_state(
    tx: &WriteTx,
    ctx: &Ctx,
    edition: &Edition,
    state: EditionState,
) -> Result<(), db::Error> {
    let row = edition::ActiveModel {
        id: Set(edition.id),
        state: Set(state),
        updated_at: Set(ctx.now),
        ..Default::default()
    };
    row.update(&**tx).await?;
    if edition.state == EditionState::Draft {
        let facts = &edition.document.programme;
        name_programme(tx, programme(tx, facts).await?, &facts.name).await?;
    }
    Ok(())
}
