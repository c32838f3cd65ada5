//! What an entry is called before its judges, and what they see of who entered. The title of the
//! lists is a copy of an answer, and not each answer is for judges.

use std::collections::HashMap;

use entity::{PublicId, entry, ids::EntryId, organisation, submitted_version};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _,
    QuerySelect as _, RelationTrait as _,
};

use crate::{
    db,
    editions::{self, Edition, EntrantFact, Form, Round},
    entries::ForJudges,
    judging::views::EntrantSeen,
};

/// Letters of its id by which an entry without a title is told from others; staff find it by them.
const NUMBER: usize = 8;

#[derive(FromQueryResult)]
struct Row {
    id: EntryId,
    public_id: PublicId,
    title: String,
    form_number: Option<i32>,
    judged_words: Option<i32>,
}

/// What an entry is called, and how many words judges read of it.
#[derive(Clone, Debug, Default)]
pub struct Titled {
    pub title: String,
    pub words: i32,
}

/// The titles of entries, made of answers that judges may read: three queries at most.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    entries: &[EntryId],
) -> Result<HashMap<EntryId, Titled>, db::Error> {
    let rows = rows(db, entries).await?;
    let forms = forms(db, edition, &rows).await?;
    let in_force = &edition.document.form;
    let form = |row: &Row| row.form_number.and_then(|number| forms.get(&number)).unwrap_or(in_force);
    let named_otherwise: Vec<EntryId> =
        rows.iter().filter(|row| !is_title_for_judges(form(row), in_force)).map(|row| row.id).collect();
    let contents = contents(db, &named_otherwise).await?;
    let title = |row: Row| {
        let words = row.judged_words.unwrap_or_default();
        let found = match contents.get(&row.id) {
            Some(content) => judged_title(content, form(&row), in_force).unwrap_or_default(),
            None if named_otherwise.contains(&row.id) => String::new(),
            None => row.title,
        };
        let title = if found.is_empty() { neutral(&row.public_id) } else { found };
        (row.id, Titled { title, words })
    };
    Ok(rows.into_iter().map(title).collect())
}

#[derive(FromQueryResult)]
struct EntrantRow {
    id: EntryId,
    name: String,
    kind: String,
    city: String,
    country: String,
}

/// Who entered, as far as the round lets its judges see it; nothing else is even read.
pub async fn entrants<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    round: &Round,
    entries: &[EntryId],
) -> Result<HashMap<EntryId, EntrantSeen>, db::Error> {
    if round.seen.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Organisation.def())
        .filter(entry::Column::Id.is_in(entries.iter().copied()))
        .select_only()
        .column(entry::Column::Id)
        .columns([organisation::Column::Name, organisation::Column::Kind])
        .columns([organisation::Column::City, organisation::Column::Country])
        .into_model()
        .all(db)
        .await?;
    let label = |key: String| edition.document.organisation_kind(&key).map_or(key, |kind| kind.label.clone());
    let if_seen = |fact, value: String| round.seen.contains(&fact).then_some(value);
    let seen = |row: EntrantRow| {
        let entrant = EntrantSeen {
            organisation: if_seen(EntrantFact::Organisation, row.name),
            kind: if_seen(EntrantFact::Kind, label(row.kind)),
            city: if_seen(EntrantFact::City, row.city),
            country: if_seen(EntrantFact::Country, row.country),
        };
        (row.id, entrant)
    };
    Ok(rows.into_iter().map(seen).collect())
}

fn is_title_for_judges(form: &Form, in_force: &Form) -> bool {
    let key = |field: &editions::Field| field.key.clone();
    form.title_field().map(key) == form.judged_title_field(in_force).map(key)
}

fn judged_title(content: &ForJudges, form: &Form, in_force: &Form) -> Option<String> {
    let field = form.judged_title_field(in_force)?;
    let answered = content.answers.iter().find(|answered| answered.field == field.key)?;
    answered.answer.as_str().map(str::to_owned)
}

fn neutral(id: &PublicId) -> String {
    format!("Entry {}", id.as_str().chars().take(NUMBER).collect::<String>())
}

/// The entries with the form that their last submitted version answers.
async fn rows<C: ConnectionTrait>(db: &C, entries: &[EntryId]) -> Result<Vec<Row>, db::Error> {
    let rows = entry::Entity::find()
        .join(JoinType::LeftJoin, entry::Relation::Submitted.def())
        .filter(entry::Column::Id.is_in(entries.iter().copied()))
        .select_only()
        .column(entry::Column::Id)
        .column(entry::Column::PublicId)
        .column(entry::Column::Title)
        .columns([submitted_version::Column::FormNumber, submitted_version::Column::JudgedWords]);
    Ok(rows.into_model().all(db).await?)
}

/// The forms that were answered, but the one in force, which is in the document.
async fn forms<C: ConnectionTrait>(
    db: &C,
    edition: &Edition,
    rows: &[Row],
) -> Result<HashMap<i32, Form>, db::Error> {
    let mut numbers: Vec<i32> = rows.iter().filter_map(|row| row.form_number).collect();
    numbers.retain(|number| *number != edition.form_number);
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    editions::forms_of(db, edition.id, numbers).await
}

async fn contents<C: ConnectionTrait>(
    db: &C,
    entries: &[EntryId],
) -> Result<HashMap<EntryId, ForJudges>, db::Error> {
    if entries.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(EntryId, String)> = entry::Entity::find()
        .join(JoinType::InnerJoin, entry::Relation::Submitted.def())
        .filter(entry::Column::Id.is_in(entries.iter().copied()))
        .select_only()
        .column(entry::Column::Id)
        .column(submitted_version::Column::Content)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter().map(|(entry, content)| Ok((entry, ForJudges::read(&content)?))).collect()
}
