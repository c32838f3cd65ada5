//! The rows of a round's scoresheets.

use std::collections::HashMap;

use entity::{ScoresRead, entry, judge};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _};

use super::Sheet;
use crate::{
    context::Ctx,
    db::json_rows,
    editions::{Criterion, Edition, Round},
    exports::{Cell, Decimal, ExportError, Prepared, SafeCsv, stream::text},
};

/// Writes the rows of a round's scoresheets. What several rows have in common is written once.
pub(super) struct Lines {
    /// By key: edition, category, round and the entry's id.
    entries: HashMap<i64, Prepared>,
    /// By key: the judge's id.
    judges: HashMap<i64, Prepared>,
    /// Of each criterion: its key, its weight and the scale.
    criteria: Vec<(String, Prepared)>,
    /// Of the present sheet: entry, judge and state.
    head: Prepared,
    /// Its comments.
    comments: Prepared,
}

impl Lines {
    /// Reads the entries and judges of the edition, once.
    pub(super) async fn read(ctx: &Ctx, edition: &Edition, round: &Round) -> Result<Self, ExportError> {
        let entries = entry::Entity::find()
            .filter(entry::Column::EditionId.eq(edition.id))
            .select_only()
            .columns([entry::Column::Id, entry::Column::CategoryKey, entry::Column::PublicId]);
        let judges = judge::Entity::find()
            .filter(judge::Column::EditionId.eq(edition.id))
            .select_only()
            .columns([judge::Column::Id, judge::Column::PublicId]);
        let entries =
            json_rows(ctx.read(), entries.into_query(), &["id", "category_key", "public_id"]).await?;
        let judges = json_rows(ctx.read(), judges.into_query(), &["id", "public_id"]).await?;
        let entries: Vec<(i64, &str, &str)> = serde_json::from_str(&entries)?;
        let judges: Vec<(i64, &str)> = serde_json::from_str(&judges)?;
        let (path, round_key) = (edition.path(), round.key.as_str());
        let entry_cells =
            |(key, category, id)| (key, Prepared::new([path.as_str(), category, round_key, id].map(text)));
        Ok(Self {
            entries: entries.into_iter().map(entry_cells).collect(),
            judges: judges.into_iter().map(|(key, id)| (key, Prepared::new([text(id)]))).collect(),
            criteria: criteria(round),
            head: Prepared::default(),
            comments: Prepared::default(),
        })
    }

    /// The rows of one scoresheet.
    pub(super) fn write(&mut self, row: &Sheet<'_>, csv: &mut SafeCsv) -> Result<(), ExportError> {
        // Who came while the file was written is in the next one.
        let (Some(entry), Some(judge)) = (self.entries.get(&row.entry), self.judges.get(&row.judge)) else {
            return Ok(());
        };
        self.head.renew([Cell::Prepared(entry), Cell::Prepared(judge), text(&row.state)]);
        self.comments.renew([&row.internal, &row.panel, &row.entrant].map(|comment| text(comment)));
        let scores = ScoresRead::parse(&row.scores)?;
        for (key, rules) in &self.criteria {
            csv.row([
                Cell::Prepared(&self.head),
                Cell::Prepared(rules),
                scores.get(key).map(Decimal::from_hundredths).into(),
                Cell::Prepared(&self.comments),
            ])?;
        }
        Ok(())
    }
}

fn criteria(round: &Round) -> Vec<(String, Prepared)> {
    let (min, max) = (round.scale.min.hundredths(), round.scale.max.hundredths());
    let rules = |criterion: &Criterion| {
        Prepared::new([
            text(&criterion.key),
            Cell::Integer(i64::from(criterion.weight)),
            Decimal::from_hundredths(min).into(),
            Decimal::from_hundredths(max).into(),
        ])
    };
    round.criteria.iter().map(|criterion| (criterion.key.clone(), rules(criterion))).collect()
}
