//! The rows of a round's scoresheets.

use std::collections::HashMap;

use entity::{ScoresRead, entry, judge};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _};

use super::Sheet;
use crate::{
    context::Ctx,
    db::json_rows,
    editions::{Criterion, Edition, Round},
    exports::{Cell, Decimal, ExportError, Form, Prepared, SafeCsv, store::category_title, stream::text},
};

/// Writes the rows of a round's scoresheets. What several rows have in common is written once.
pub(super) struct Lines {
    /// By key: edition, category, round and the entry's id; its state and its category's title.
    entries: HashMap<i64, (Prepared, Prepared)>,
    /// By key: the judge's id.
    judges: HashMap<i64, Prepared>,
    criteria: Vec<Rules>,
    form: Form,
    /// Of the present sheet: entry, judge and state.
    head: Prepared,
    comments: Prepared,
}

impl Lines {
    /// Reads the entries and judges of the edition, once.
    pub(super) async fn read(
        ctx: &Ctx,
        edition: &Edition,
        round: &Round,
        form: Form,
    ) -> Result<Self, ExportError> {
        let entries =
            entry::Entity::find().filter(entry::Column::EditionId.eq(edition.id)).select_only().columns([
                entry::Column::Id,
                entry::Column::CategoryKey,
                entry::Column::PublicId,
                entry::Column::State,
            ]);
        let judges = judge::Entity::find()
            .filter(judge::Column::EditionId.eq(edition.id))
            .select_only()
            .columns([judge::Column::Id, judge::Column::PublicId]);
        let entries =
            json_rows(ctx.read(), entries.into_query(), &["id", "category_key", "public_id", "state"])
                .await?;
        let judges = json_rows(ctx.read(), judges.into_query(), &["id", "public_id"]).await?;
        let entries: Vec<(i64, &str, &str, &str)> = serde_json::from_str(&entries)?;
        let judges: Vec<(i64, &str)> = serde_json::from_str(&judges)?;
        let (path, round_key) = (edition.path(), round.key.as_str());
        let entry_cells = |(key, category, id, state)| {
            let first = Prepared::new(form, [path.as_str(), category, round_key, id].map(text));
            let last = Prepared::new(form, [text(state), category_title(edition, category)]);
            (key, (first, last))
        };
        Ok(Self {
            entries: entries.into_iter().map(entry_cells).collect(),
            judges: judges.into_iter().map(|(key, id)| (key, Prepared::new(form, [text(id)]))).collect(),
            criteria: criteria(round, form),
            form,
            head: Prepared::default(),
            comments: Prepared::default(),
        })
    }

    pub(super) fn write(&mut self, row: &Sheet<'_>, csv: &mut SafeCsv) -> Result<(), ExportError> {
        // Who came while the file was written is in the next one.
        let (Some((entry, last)), Some(judge)) = (self.entries.get(&row.entry), self.judges.get(&row.judge))
        else {
            return Ok(());
        };
        self.head.renew(self.form, [Cell::Prepared(entry), Cell::Prepared(judge), text(&row.state)]);
        let [internal, panel, entrant] =
            [&row.internal, &row.panel, &row.entrant].map(|comment| text(comment));
        self.comments.renew(self.form, [internal, panel, entrant, Cell::Prepared(last)]);
        let scores = ScoresRead::parse(&row.scores)?;
        for Rules { key, cells, label } in &self.criteria {
            csv.row([
                Cell::Prepared(&self.head),
                Cell::Prepared(cells),
                scores.get(key).map(Decimal::from_hundredths).into(),
                Cell::Prepared(&self.comments),
                Cell::Prepared(label),
            ])?;
        }
        Ok(())
    }
}

/// What the rows of a criterion have in common.
struct Rules {
    key: String,
    /// Its key, its weight and the scale.
    cells: Prepared,
    label: Prepared,
}

fn criteria(round: &Round, form: Form) -> Vec<Rules> {
    let (min, max) = (round.scale.min.hundredths(), round.scale.max.hundredths());
    let cells = |criterion: &Criterion| {
        Prepared::new(
            form,
            [
                text(&criterion.key),
                Cell::Integer(i64::from(criterion.weight)),
                Decimal::from_hundredths(min).into(),
                Decimal::from_hundredths(max).into(),
            ],
        )
    };
    let rules = |criterion: &Criterion| Rules {
        key: criterion.key.clone(),
        cells: cells(criterion),
        label: Prepared::new(form, [text(&criterion.label)]),
    };
    round.criteria.iter().map(rules).collect()
}
