//! `questions`: one row per question of any form of the edition, so that the columns of
//! `entries` can be read.

use crate::{
    context::Ctx,
    editions::{Edition, Field, Section},
    exports::{
        ExportError, SafeCsv, fields,
        stream::{Table, flag, text},
    },
};

use super::{entries, forms};

const COLUMNS: [&str; 9] =
    ["edition", "column", "field", "label", "section", "kind", "required", "judges", "public"];

pub struct Questions {
    edition: Edition,
    /// Each with its section, in the order of the columns of `entries`.
    questions: Vec<(String, Section, Field)>,
}

impl Questions {
    /// Those of the form in force, then those that only older forms ask.
    pub async fn new(ctx: &Ctx, edition: &Edition) -> Result<Self, ExportError> {
        let forms = forms(ctx, edition).await?;
        let keys = fields::fields(&forms, |_| true);
        let columns = entries::columns(&keys);
        let names = columns.iter().skip(entries::FIXED.len());
        let all = || forms.iter().flat_map(|form| &form.sections);
        let found = |(key, name): (&String, &String)| {
            let mut pairs =
                all().flat_map(|section| section.fields.iter().map(move |field| (section, field)));
            let (section, field) = pairs.find(|(_, field)| field.key == *key)?;
            Some((name.clone(), section.clone(), field.clone()))
        };
        let questions = keys.iter().zip(names).filter_map(found).collect();
        Ok(Self { edition: edition.clone(), questions })
    }
}

impl Table for Questions {
    fn columns(&self) -> Vec<String> {
        COLUMNS.map(str::to_owned).to_vec()
    }

    async fn page(&mut self, _: &Ctx, csv: &mut SafeCsv) -> Result<bool, ExportError> {
        let path = self.edition.path();
        for (column, section, field) in &self.questions {
            csv.row([
                text(&path),
                text(column),
                text(&field.key),
                text(&field.label),
                text(&section.title),
                text(field.answer.as_str()),
                flag(field.required),
                flag(field.judges),
                flag(field.public),
            ])?;
        }
        Ok(false)
    }
}
