//! Looking at the rules of an edition for an entry, and recording what people find.

use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    input::Found,
    rules, store,
    views::{RuleView, RulingView, RulingsOutcome},
};
use crate::{
    accounts::Staff,
    audit,
    checks::{
        error::CheckError,
        input::{Refused, Seen},
        rules::possible,
        service::{self, AsSeen, Target},
    },
    context::Ctx,
    db::{self, IdempotencyKey, Idempotent, WriteTx},
    editions::Edition,
    entries::{self, StaffEntry, Submitted},
};

/// The rules of an entry in this submitted version, in the order of the document.
pub async fn of_entry<C: ConnectionTrait>(
    db: &C,
    entry: &StaffEntry,
    edition: &Edition,
    submitted: &Submitted,
) -> Result<Vec<RuleView>, db::Error> {
    let outcomes = entries::rules_of(db, entry, edition, submitted).await?;
    let mut rulings = store::of_entry(db, entry.id).await?;
    let view = |rule: entries::RuleOutcome| {
        let ruling = rulings.remove(&rule.key).map(|(row, user)| RulingView {
            changed: row.basis != rules::basis(&rule, submitted.version.number),
            ruling: row.ruling,
            reason: row.reason,
            by: user.map(|user| user.name).unwrap_or_default(),
            at: row.created_at,
        });
        RuleView::new(rule, ruling)
    };
    Ok(outcomes.into_iter().map(view).collect())
}

/// The same in the version that counts; none of an entry that was never submitted.
pub async fn current<C: ConnectionTrait>(
    db: &C,
    entry: &StaffEntry,
    edition: &Edition,
) -> Result<Vec<RuleView>, db::Error> {
    if !edition.document.rules.iter().any(|rule| rule.at.is_in_force()) {
        return Ok(Vec::new());
    }
    match entries::submitted(db, edition, entry.id, entry.submitted_number).await? {
        Some(submitted) => of_entry(db, entry, edition, &submitted).await,
        None => Ok(Vec::new()),
    }
}

/// Records what was found about rules of the entry in the version that was seen, once.
pub async fn record(
    ctx: &Ctx,
    staff: &Staff,
    request_key: &IdempotencyKey,
    seen: &Seen,
    all: Vec<Found>,
) -> Result<Idempotent<RulingsOutcome>, CheckError> {
    ctx.once(request_key, async |tx| {
        let seen = service::find(&**tx, ctx, staff, &Target { seen, edition: None }).await?;
        let AsSeen { found: entry, edition } = seen;
        if possible(entry.state).is_empty() {
            return Err(CheckError::NoRulings(entry.state));
        }
        let mut rules = current(&**tx, &entry, &edition).await?;
        let mut news = Vec::new();
        for (place, found) in all.iter().enumerate() {
            if !ruled(&edition, &rules, place, found)?.says(found) {
                news.push(found);
            }
        }
        if news.is_empty() {
            return Ok(RulingsOutcome { id: entry.public_id.clone(), version: entry.version, rules });
        }
        if !entries::note_ruling(tx, &entry).await? {
            return Err(CheckError::Stale { version: entry.version, state: entry.state });
        }
        for found in news {
            let Some(rule) = rules.iter_mut().find(|view| view.key() == found.rule) else { continue };
            write(tx, ctx, staff, &entry, Written { rule, found }).await?;
            *rule = rule.ruled(found, staff, ctx.now);
        }
        Ok(RulingsOutcome { id: entry.public_id.clone(), version: entry.version + 1, rules })
    })
    .await
}

/// The rule, if this can be found about it.
fn ruled<'a>(
    edition: &Edition,
    rules: &'a [RuleView],
    place: usize,
    found: &Found,
) -> Result<&'a RuleView, CheckError> {
    let refused = |member, code, detail| {
        Err(CheckError::Input(Refused::new(format!("/rulings/{place}/{member}"), code, detail)))
    };
    let Some(view) = rules.iter().find(|view| view.rule.key == found.rule) else {
        return match edition.document.rules.iter().any(|rule| rule.key == found.rule) {
            true => refused("rule", "later", "This rule is looked at later than in the check."),
            false => refused("rule", "unknown", "There is no such rule in this edition."),
        };
    };
    match found.ruling {
        None => Ok(view),
        Some(ruling) if view.possible.contains(&ruling) => Ok(view),
        Some(_) if view.possible.is_empty() => {
            refused("rule", "met", "This rule is met by what is known, so there is nothing to decide.")
        }
        Some(_) => refused(
            "ruling",
            "not_met",
            "What is known says that this rule is not met. You can waive it, with a reason.",
        ),
    }
}

/// What is written about a rule.
struct Written<'a> {
    rule: &'a RuleView,
    found: &'a Found,
}

async fn write(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    entry: &StaffEntry,
    Written { rule, found }: Written<'_>,
) -> Result<(), CheckError> {
    match found.ruling {
        Some(ruling) => {
            let kept = store::Kept {
                entry: entry.id,
                rule: &found.rule,
                ruling,
                reason: &found.reason,
                basis: rules::basis(&rule.rule, entry.submitted_number.unwrap_or_default()),
                user: staff.user,
            };
            store::keep(tx, ctx, kept).await?;
        }
        None => store::remove(tx, entry.id, &found.rule).await?,
    }
    let facts = json!({
        "rule": found.rule,
        "ruling": found.ruling.map_or("open", |ruling| ruling.as_str()),
        "before": rule.ruling.as_ref().map(|before| before.ruling),
        "outcome": rule.rule.outcome,
    });
    audit::event("entry.rule")
        .by(staff)
        .on("entry", &entry.public_id)
        .in_edition(entry.edition_id)
        .because(&found.reason)
        .with(facts)
        .record(tx, ctx)
        .await?;
    Ok(())
}
