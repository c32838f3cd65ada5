//! `questions`: one row per question of any form of the edition, so that the columns of
//! `entries` can be read.

use super::{entries, forms};
use crate::{
    context::Ctx,
    editions::Edition,
    exports::{
        ExportError,
        cell::{flag, text},
        fields,
        table_file::TableFile,
    },
};

const COLUMNS: [&str; 10] = [
    "edition",
    "column",
    "field",
    "label",
    "section",
    "kind",
    "required",
    "judges",
    "public",
    "asked_of_some",
];

/// Those of the form in force, then those that only older forms ask, in the order of the columns
/// of `entries`.
pub async fn write(ctx: &Ctx, edition: &Edition, file: &mut TableFile<'_>) -> Result<(), ExportError> {
    file.header(&COLUMNS)?;
    let forms = forms(ctx, edition).await?;
    let keys = fields::fields(&forms, |_| true);
    let columns = entries::columns(&keys);
    let path = edition.path();
    for (key, column) in keys.iter().zip(columns.iter().skip(entries::FIXED.len())) {
        let sections = forms.iter().flat_map(|form| &form.sections);
        let mut pairs = sections.flat_map(|section| section.fields.iter().map(move |field| (section, field)));
        let Some((section, field)) = pairs.find(|(_, field)| field.key == *key) else { continue };
        file.row([
            text(&path),
            text(column),
            text(&field.key),
            text(&field.label),
            text(&section.title),
            text(field.answer.as_str()),
            flag(field.required),
            flag(field.judges),
            flag(field.public),
            // An empty answer to one that is required is no fault then.
            flag(section.condition.is_some() || field.condition.is_some()),
        ])?;
    }
    Ok(())
}
