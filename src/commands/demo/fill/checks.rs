//! What staff of the sample have found so far.

use entity::{
    entry::{self, EntryState},
    entry_check::{self, CheckResult},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    IntoActiveModel as _,
};

use super::{Sample, entries::Made, store};
use crate::{db::WriteTx, editions::sample::Stage};

/// In the midst of checking, so many of a hundred entries are done.
const CHECKED_PERCENT: u64 = 40;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Checks entries as far as the stage has come; gives them with their new states.
pub async fn write(tx: &WriteTx, sample: &Sample<'_>, entries: Vec<Made>) -> anyhow::Result<Vec<Made>> {
    let mut after = Vec::new();
    let mut records = Vec::new();
    for mut made in entries {
        if let Some(result) = finding(sample, &made) {
            records.push(record(sample, &made, result));
            made.entry = change(sample, made.entry, result).update(&**tx).await?;
        }
        after.push(made);
    }
    if !records.is_empty() {
        store::insert(tx, records).await?;
    }
    Ok(after)
}

fn finding(sample: &Sample<'_>, made: &Made) -> Option<CheckResult> {
    let mut random = sample.source.chance("check", &[made.number]);
    let is_checked = match sample.order.stage {
        Stage::Call => false,
        Stage::Check => random.percent(CHECKED_PERCENT),
        Stage::Judging | Stage::Judged => true,
    };
    let is_under_way = sample.order.stage == Stage::Check;
    is_checked.then(|| match random.below(30) {
        0 => CheckResult::Ineligible,
        1..=4 if is_under_way => CheckResult::Incomplete,
        _ => CheckResult::Eligible,
    })
}

fn change(sample: &Sample<'_>, entry: entry::Model, result: CheckResult) -> entry::ActiveModel {
    let mut row = entry.into_active_model();
    let (state, reason) = match result {
        CheckResult::Incomplete => (EntryState::Incomplete, message(sample, result)),
        CheckResult::Ineligible => (EntryState::Ineligible, message(sample, result)),
        _ => (EntryState::Eligible, ""),
    };
    row.state = Set(state);
    row.state_reason = Set(reason.to_owned());
    if result == CheckResult::Incomplete {
        row.return_until = Set(Some(sample.ctx.now.plus_ms(5 * DAY_MS)));
    }
    row.version = Set(2);
    row
}

fn record(sample: &Sample<'_>, made: &Made, result: CheckResult) -> entry_check::ActiveModel {
    let (from, to) = sample.window("check");
    entry_check::ActiveModel {
        id: NotSet,
        entry_id: Set(made.entry.id),
        result: Set(result),
        reason: Set(message(sample, result).to_owned()),
        message: Set(message(sample, result).to_owned()),
        return_until: Set((result == CheckResult::Incomplete).then(|| sample.ctx.now.plus_ms(5 * DAY_MS))),
        from_category: Set(None),
        to_category: Set(None),
        user_id: Set(sample.staff),
        created_at: Set(sample.instant("checked at", &[made.number], from, to)),
    }
}

fn message<'a>(sample: &'a Sample<'_>, result: CheckResult) -> &'a str {
    match result {
        CheckResult::Incomplete => &sample.source.data.phrases.incomplete,
        CheckResult::Ineligible => &sample.source.data.phrases.ineligible,
        CheckResult::Eligible | CheckResult::Moved | CheckResult::Disqualified => "",
    }
}
