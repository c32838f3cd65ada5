//! How many words of a submitted version judges read stands with it: a list says how long its
//! entries take and reads none of them.

use std::collections::{HashMap, HashSet};

use sea_orm_migration::{
    prelude::*,
    schema::integer,
    sea_orm::{JsonValue, QueryResult, Statement},
};

/// This step.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Contents at a time: some are long.
const PAGE: i64 = 200;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = integer("judged_words").default(0).take();
        manager.alter_table(Table::alter().table("submitted_version").add_column(column).to_owned()).await?;
        let read = read_by_judges(manager).await?;
        let mut after = 0;
        while let Some(last) = fill(manager, &read, after).await? {
            after = last;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(Table::alter().table("submitted_version").drop_column("judged_words").to_owned())
            .await
    }
}

/// The questions answered in words that judges read, by edition and number of the form.
type Read = HashMap<(i64, i32), HashSet<String>>;

async fn read_by_judges(manager: &SchemaManager<'_>) -> Result<Read, DbErr> {
    let rows = all(manager, "SELECT edition_id, number, form FROM form_version".to_owned()).await?;
    let mut read = Read::new();
    for row in rows {
        let form = json(&row.try_get::<String>("", "form")?);
        let sections = list(&form, "sections");
        let fields = sections.flat_map(|section| list(section, "fields"));
        let in_words = |field: &&JsonValue| {
            let kind = field.pointer("/answer/kind").and_then(JsonValue::as_str);
            field.get("judges") == Some(&JsonValue::Bool(true))
                && matches!(kind, Some("text" | "long_text" | "text_list"))
        };
        let keys = fields.filter(in_words).filter_map(|field| Some(field.get("key")?.as_str()?.to_owned()));
        read.insert((row.try_get("", "edition_id")?, row.try_get("", "number")?), keys.collect());
    }
    Ok(read)
}

/// The members of a list; none where there is no list.
fn list<'a>(of: &'a JsonValue, name: &str) -> impl Iterator<Item = &'a JsonValue> {
    of.get(name).and_then(JsonValue::as_array).into_iter().flatten()
}

/// Counts the words of one page of versions; the last of them, if there were any.
async fn fill(manager: &SchemaManager<'_>, read: &Read, after: i64) -> Result<Option<i64>, DbErr> {
    let page = format!(
        "SELECT v.id, v.form_number, v.content, e.edition_id FROM submitted_version AS v \
         JOIN entry AS e ON e.id = v.entry_id WHERE v.id > {after} ORDER BY v.id LIMIT {PAGE}"
    );
    let mut last = None;
    for row in all(manager, page).await? {
        let id: i64 = row.try_get("", "id")?;
        last = Some(id);
        let form = (row.try_get("", "edition_id")?, row.try_get("", "form_number")?);
        let Some(fields) = read.get(&form) else { continue };
        let content = json(&row.try_get::<String>("", "content")?);
        let answers = list(&content, "answers");
        let own = answers.filter(|one| {
            one.get("field").and_then(JsonValue::as_str).is_some_and(|field| fields.contains(field))
        });
        let words: usize = own.map(|one| one.get("answer").map_or(0, words)).sum();
        let change = format!("UPDATE submitted_version SET judged_words = {words} WHERE id = {id}");
        manager.get_connection().execute_unprepared(&change).await?;
    }
    Ok(last)
}

fn words(answer: &JsonValue) -> usize {
    match answer {
        JsonValue::String(text) => text.split_whitespace().count(),
        JsonValue::Array(texts) => texts.iter().map(words).sum(),
        _ => 0,
    }
}

/// What cannot be read has no words.
fn json(text: &str) -> JsonValue {
    text.parse().unwrap_or_default()
}

async fn all(manager: &SchemaManager<'_>, sql: String) -> Result<Vec<QueryResult>, DbErr> {
    let connection = manager.get_connection();
    connection.query_all_raw(Statement::from_string(manager.get_database_backend(), sql)).await
}
