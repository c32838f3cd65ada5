//! Writing down what was found about an entry, and telling its people.

use entity::{PublicId, entry::EntryState, entry_check::Telling, ids::EditionId};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{
    error::CheckError,
    input::{Check, Decided, Refused, Seen, Tell},
    rules,
    rulings::{self, RuleState, RuleView},
    store,
    views::CheckOutcome,
};
use crate::{
    accounts::Staff,
    audit,
    conflicts::conflicted_categories,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, CategoryKind, Edition, Named},
    entries::{self, Decision, Reason, StaffEntry, staff_entry},
    judging::moving::{self, MovePreview, Moved},
    mail::{EntryRef, LocalTime, Message},
};

/// Makes a decision about the entry in the version that was seen, once.
pub async fn check(
    ctx: &Ctx,
    staff: &Staff,
    request_key: IdempotencyKey,
    id: &PublicId,
    version: i64,
    decided: Decided,
) -> Result<Idempotent<CheckOutcome>, CheckError> {
    let seen = Seen { entry: id.clone(), version };
    let target = Target { seen: &seen, edition: None };
    ctx.once(&request_key, async |tx| decide(tx, ctx, staff, &target, &decided).await).await
}

/// The entry that a decision is about.
pub(super) struct Target<'a> {
    pub seen: &'a Seen,
    /// The edition to which it must belong, if that is known.
    pub edition: Option<EditionId>,
}

/// Makes a decision in a transaction.
pub(super) async fn decide(
    tx: &WriteTx,
    ctx: &Ctx,
    staff: &Staff,
    target: &Target<'_>,
    Decided { check, tell }: &Decided,
) -> Result<CheckOutcome, CheckError> {
    let seen = find(&**tx, ctx, staff, target).await?;
    if counts_again(&seen.found, check) {
        // Counted where nobody else can submit beside it.
        entries::hold_organisation(tx, &seen.found).await?;
    }
    let ready = ready(&**tx, ctx, staff, seen, check).await?;
    let Ready { found, edition, state, believed, .. } = &ready;
    let (state, category) = (*state, check.moved_to().unwrap_or(&found.category_key));
    let decision = Decision { state, category, reason: reason(check) };
    if !entries::decide(tx, ctx, found, decision).await? {
        return Err(CheckError::Stale { version: found.version, state: found.state });
    }
    store::drop_waiting(tx, found.id, check.result()).await?;
    let telling = telling(*tell, believed, check);
    let made = store::Made { user: staff.user, check, telling };
    store::insert(tx, ctx, found, made).await?;
    let moved = match check {
        Check::Moved { to, sheets, .. } => Some(moving::carry(tx, found, edition, to, *sheets).await?),
        _ => None,
    };
    audit::event("entry.check")
        .by(staff)
        .on("entry", &found.public_id)
        .in_edition(found.edition_id)
        .because(check.reason())
        .with(facts(&ready, check, *tell, moved.as_ref()))
        .record(tx, ctx)
        .await?;
    if *tell == Tell::Now {
        let message = message(found, edition, believed, check);
        entries::tell(tx, ctx, edition, found, &message).await?;
    }
    Ok(CheckOutcome {
        id: found.public_id.clone(),
        state,
        category: category.to_owned(),
        version: found.version + 1,
        moved,
    })
}

/// What becomes of the e-mail of a decision that does not send it at once. Nobody need know of a
/// move back to where its people believe the entry.
fn telling(tell: Tell, believed: &str, check: &Check) -> Option<Telling> {
    match tell {
        Tell::Now => None,
        Tell::Later if check.moved_to() == Some(believed) => Some(Telling::Dropped),
        Tell::Later => Some(Telling::Waits),
    }
}

/// An entry about which a decision can be made, and where it will stand.
pub(super) struct Ready {
    pub found: StaffEntry,
    pub edition: Edition,
    pub state: EntryState,
    /// The category in which its people believe it.
    pub believed: String,
    /// The rules, where the decision says that they are kept.
    pub rules: Vec<RuleView>,
}

/// An entry in the version that was seen.
pub(super) struct AsSeen {
    pub found: StaffEntry,
    pub edition: Edition,
}

pub(super) async fn find<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    staff: &Staff,
    target: &Target<'_>,
) -> Result<AsSeen, CheckError> {
    let found = staff_entry(db, staff, &target.seen.entry).await?.ok_or(CheckError::NotFound)?;
    if target.edition.is_some_and(|edition| edition != found.edition_id) {
        return Err(CheckError::NotFound);
    }
    if found.version != target.seen.version {
        return Err(CheckError::Stale { version: found.version, state: found.state });
    }
    let edition = editions::find_by_id(db, ctx, found.edition_id).await?.ok_or(CheckError::NotFound)?;
    edition.is_running()?;
    if conflicted_categories(db, staff, edition.id).await?.contains(&found.category_key) {
        return Err(CheckError::OwnStake);
    }
    Ok(AsSeen { found, edition })
}

/// Whether the decision makes one more entry of its organisation count, here or in a category.
fn counts_again(found: &StaffEntry, check: &Check) -> bool {
    check.moved_to().is_some() || (found.state == EntryState::Ineligible && matches!(check, Check::Eligible))
}

/// Whether a decision can be made about the entry, as far as one can know without making it.
pub(super) async fn ready<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    staff: &Staff,
    seen: AsSeen,
    check: &Check,
) -> Result<Ready, CheckError> {
    let AsSeen { found, edition } = seen;
    if let Some(to) = check.moved_to()
        && conflicted_categories(db, staff, edition.id).await?.contains(to)
    {
        return Err(CheckError::OwnStake);
    }
    let state = rules::after(found.state, check.result())?;
    in_time(ctx, &edition, check)?;
    can_move(db, &found, &edition, check).await?;
    let rules = match check {
        Check::Eligible => kept(rulings::current(db, &found, &edition).await?)?,
        _ => Vec::new(),
    };
    let moves = match check {
        Check::Moved { .. } => store::moves(db, [found.id]).await?,
        _ => Vec::new(),
    };
    let believed = rules::believed(moves.iter(), &found.category_key).to_owned();
    Ok(Ready { found, edition, state, believed, rules })
}

/// The rules of an entry that none of them keeps out.
fn kept(rules: Vec<RuleView>) -> Result<Vec<RuleView>, CheckError> {
    match rules.iter().any(|view| view.keeps_out) {
        true => Err(CheckError::Rules(rules.into_iter().filter(|view| view.keeps_out).collect())),
        false => Ok(rules),
    }
}

/// What a move would do to the judges' work, for both answers to what happens to the scoresheets.
pub async fn preview_move(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    to: &str,
) -> Result<MovePreview, CheckError> {
    let db = ctx.read();
    let found = staff_entry(db, staff, id).await?.ok_or(CheckError::NotFound)?;
    let edition = editions::find_by_id(db, ctx, found.edition_id).await?.ok_or(CheckError::NotFound)?;
    edition.document.category(to).ok_or(CheckError::NotFound)?;
    let conflicted = conflicted_categories(db, staff, edition.id).await?;
    if conflicted.contains(to) || conflicted.contains(&found.category_key) {
        return Err(CheckError::OwnStake);
    }
    Ok(moving::preview(db, &found, &edition, to).await?)
}

/// A move leaves the entry where it stands, and so the reason why it stands there.
fn reason(check: &Check) -> Option<Reason<'_>> {
    match check {
        Check::Moved { .. } => None,
        Check::Incomplete { message, until } => Some(Reason { text: message, until: Some(*until) }),
        other => Some(Reason { text: other.reason(), until: None }),
    }
}

/// An entry is sent back for as long only as judging allows.
fn in_time(ctx: &Ctx, edition: &Edition, check: &Check) -> Result<(), CheckError> {
    let Check::Incomplete { until, .. } = check else { return Ok(()) };
    match rules::return_limit(&edition.document, ctx.now).refusal(*until) {
        Some(why) => Err(CheckError::Input(Refused::new("/return_until", "judging", why))),
        None => Ok(()),
    }
}

/// Where the entry is moved to: another category that one enters, and whose rules let this
/// organisation start one more.
async fn can_move<C: ConnectionTrait>(
    db: &C,
    found: &StaffEntry,
    edition: &Edition,
    check: &Check,
) -> Result<(), CheckError> {
    let Check::Moved { to, .. } = check else { return Ok(()) };
    let refused = |code, detail: &str| Err(CheckError::Input(Refused::new("/to_category", code, detail)));
    match edition.document.category(to) {
        _ if *to == found.category_key => refused("same", "The entry is already in this category."),
        None => refused("unknown", "There is no such category in this edition."),
        Some(other) if other.kind != CategoryKind::Open => {
            refused("not_open", "Nobody enters this category: its entries come from others.")
        }
        Some(_) => match entries::refused_in(db, found, edition, to).await?.first() {
            Some(broken) => refused("rule", &broken.text),
            None => Ok(()),
        },
    }
}

/// What was found, in the words of the log.
fn facts(ready: &Ready, check: &Check, tell: Tell, moved: Option<&Moved>) -> serde_json::Value {
    let Ready { found, rules, .. } = ready;
    let mut facts = json!({ "result": check.result().as_str(), "from": found.state.as_str() });
    let Some(members) = facts.as_object_mut() else { return facts };
    if tell == Tell::Later {
        members.insert("tell".to_owned(), json!("later"));
    }
    if let Check::Moved { to, sheets, .. } = check {
        members.insert("from_category".to_owned(), json!(found.category_key));
        members.insert("to_category".to_owned(), json!(to));
        members.insert("sheets".to_owned(), json!(sheets));
        members.insert("work".to_owned(), json!(moved));
    }
    for (name, state) in [("rules_open", RuleState::Open), ("rules_not_met", RuleState::NotMet)] {
        let of: Vec<&str> = rules.iter().filter(|view| view.state == state).map(RuleView::key).collect();
        if !of.is_empty() {
            members.insert(name.to_owned(), json!(of));
        }
    }
    facts
}

/// What its people are told; `from` is the category in which they believe it before a move.
pub(super) fn message(found: &StaffEntry, edition: &Edition, from: &str, check: &Check) -> Message {
    let entry = EntryRef {
        id: found.public_id.to_string(),
        title: found.title.clone(),
        edition: edition.document.edition.name.clone(),
        page: format!("/entries/{}", found.public_id),
    };
    match check {
        Check::Eligible => Message::EntryEligible { entry },
        Check::Ineligible { reason } => Message::EntryIneligible { entry, reason: reason.clone() },
        Check::Disqualified { reason } => Message::EntryDisqualified { entry, reason: reason.clone() },
        Check::Incomplete { message, until } => Message::EntryReturned {
            entry,
            message: message.clone(),
            until: LocalTime { at: *until, zone: edition.document.programme.timezone.clone() },
        },
        Check::Moved { to, reason, .. } => Message::EntryMoved {
            entry,
            // Whoever tells of a move back all the same tells the last step.
            from: Named::category(&edition.document, if from == to { &found.category_key } else { from })
                .name,
            to: Named::category(&edition.document, to).name,
            reason: reason.clone(),
        },
    }
}
