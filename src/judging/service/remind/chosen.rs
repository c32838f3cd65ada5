//! Reminding the judges that someone has chosen, one or several: what it would do for each of them,
//! and doing it.

use std::{
    collections::{BTreeSet, HashSet},
    slice,
};

use entity::{
    PublicId,
    judge::{self, JudgeState},
    user,
};
use sea_orm::ConnectionTrait;

use super::{PAUSE_MS, Whom, account_of, accounts_of, event, is_left, remind};
use crate::{
    accounts::Staff,
    address::Email,
    context::Ctx,
    db::{IdempotencyKey, Idempotent, WriteTx},
    editions::{self, Round},
    judging::{
        access::{StaffEdition, open},
        error::{InputFault, JudgingError},
        input::{NewReminder, NewReminders},
        service::invite::invitation,
        store::{
            judges,
            progress::{self, Progress},
        },
        views::{JudgeReminder, MailsSent, NoReminder, Reminder},
    },
    mail::Bulk,
};

/// Whether each of them would get an e-mail, of what, and else why not.
pub async fn review_reminders(
    ctx: &Ctx,
    place: &StaffEdition,
    new: &NewReminders,
) -> Result<Vec<JudgeReminder>, JudgingError> {
    let chosen = Chosen::load(ctx.read(), place, &new.judges).await?;
    chosen.all_of(&new.judges)?;
    Ok(chosen.judges.iter().map(|judge| view(judge, chosen.of(ctx, judge, new.again))).collect())
}

/// Reminds those of them for whom there is something to be reminded of.
pub async fn remind_chosen(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    new: &NewReminders,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<MailsSent>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        // Of two colleagues who remind at once the second sees what the first has done.
        editions::hold_rules_alone(tx, edition).await?;
        let chosen = Chosen::load(&**tx, place, &new.judges).await?;
        chosen.all_of(&new.judges)?;
        let mut bulk = Bulk::begin(ctx)?;
        let reminded = chosen.remind(tx, ctx, staff, new.again, &mut bulk).await?;
        event(staff, edition, &bulk, &reminded).on("edition", edition.path()).record(tx, ctx).await?;
        Ok(MailsSent { sent: bulk.count(), mails: bulk.view() })
    })
    .await
}

/// Reminds one judge: of the invitation, or of what is still to be handed in.
pub async fn remind_one(
    ctx: &Ctx,
    staff: &Staff,
    place: &StaffEdition,
    id: &PublicId,
    new: &NewReminder,
    request_key: &IdempotencyKey,
) -> Result<Idempotent<MailsSent>, JudgingError> {
    let edition = place.edition();
    ctx.once(request_key, async |tx| {
        editions::hold_rules_alone(tx, edition).await?;
        let chosen = Chosen::load(&**tx, place, slice::from_ref(id)).await?;
        let judge = chosen.judges.first().ok_or(JudgingError::NotFound)?;
        match (chosen.of(ctx, judge, new.again), judge.reminded_at) {
            (Err(NoReminder::Removed | NoReminder::Declined), _) => {
                return Err(JudgingError::JudgeNotSo(judge.state.as_str()));
            }
            (Err(NoReminder::Reminded), Some(at)) => return Err(JudgingError::Reminded { at, count: 1 }),
            _ => {}
        }
        let mut bulk = Bulk::begin(ctx)?;
        let reminded = chosen.remind(tx, ctx, staff, new.again, &mut bulk).await?;
        event(staff, edition, &bulk, &reminded).on("judge", id).record(tx, ctx).await?;
        Ok(MailsSent { sent: bulk.count(), mails: bulk.view() })
    })
    .await
}

/// The judges that were chosen, in the order of their names, with what all judges have.
struct Chosen<'a> {
    place: &'a StaffEdition,
    judges: Vec<judge::Model>,
    accounts: Vec<user::Model>,
    progress: Vec<Progress>,
}

impl<'a> Chosen<'a> {
    async fn load<C: ConnectionTrait>(
        db: &C,
        place: &'a StaffEdition,
        ids: &[PublicId],
    ) -> Result<Self, JudgingError> {
        let edition = place.edition().id;
        let wanted: HashSet<&PublicId> = ids.iter().collect();
        let mut judges = judges::of_edition(db, edition).await?;
        judges.retain(|judge| wanted.contains(&judge.public_id));
        let accounts = accounts_of(db, &judges).await?;
        let progress = progress::of_edition(db, edition, &HashSet::new()).await?;
        Ok(Self { place, judges, accounts, progress })
    }

    fn all_of(&self, ids: &[PublicId]) -> Result<(), JudgingError> {
        let known: HashSet<&PublicId> = self.judges.iter().map(|judge| &judge.public_id).collect();
        let unknown = ids.iter().enumerate().filter(|(_, id)| !known.contains(id));
        let faults: Vec<InputFault> = unknown.map(|(at, _)| unknown_judge(at)).collect();
        if faults.is_empty() { Ok(()) } else { Err(JudgingError::Invalid(faults)) }
    }

    /// What a judge would be reminded of: for one judge, for several, and before anything is sent.
    fn of(&self, ctx: &Ctx, judge: &judge::Model, again: bool) -> Result<Reminder, NoReminder> {
        let kind = match judge.state {
            JudgeState::Removed => Err(NoReminder::Removed),
            // A person who said no is not asked again, and one who was erased has no address.
            JudgeState::Declined => Err(NoReminder::Declined),
            JudgeState::Invited => Ok(Reminder::Invitation),
            JudgeState::Accepted => self.left_for(ctx, judge).map(|()| Reminder::Scoresheets),
        }?;
        let is_recent = judge.reminded_at.is_some_and(|at| ctx.now < at.plus_ms(PAUSE_MS));
        if is_recent && !again { Err(NoReminder::Reminded) } else { Ok(kind) }
    }

    /// Whether there is something to hand in now. Only of what the sender may know of: whom a
    /// reminder reaches would tell who judges the rest.
    fn left_for(&self, ctx: &Ctx, judge: &judge::Model) -> Result<(), NoReminder> {
        let withheld = self.place.withheld();
        let is_known = |row: &&Progress| row.judge == judge.id && !withheld.contains(&row.category);
        let own: Vec<&Progress> = self.progress.iter().filter(is_known).collect();
        let left: Vec<&&Progress> = own.iter().filter(|row| is_left(row, withheld)).collect();
        let is_open = |row: &&&Progress| open_rounds(ctx, self.place).any(|round| round.key == row.round);
        match (own.is_empty(), left.is_empty(), left.iter().any(is_open)) {
            (true, ..) => Err(NoReminder::NoEntries),
            (_, true, _) => Err(NoReminder::HandedIn),
            (.., false) => Err(NoReminder::NotOpen),
            _ if account_of(judge, &self.accounts).is_none() => Err(NoReminder::NoAccount),
            _ => Ok(()),
        }
    }

    fn due(&self, ctx: &Ctx, again: bool, kind: Reminder) -> Vec<judge::Model> {
        let all = self.judges.iter();
        all.filter(|judge| self.of(ctx, judge, again) == Ok(kind)).cloned().collect()
    }

    async fn remind(
        &self,
        tx: &WriteTx,
        ctx: &Ctx,
        staff: &Staff,
        again: bool,
        bulk: &mut Bulk,
    ) -> Result<BTreeSet<PublicId>, JudgingError> {
        let (edition, withheld) = (self.place.edition(), self.place.withheld());
        let invited = self.due(ctx, again, Reminder::Invitation);
        for judge in &invited {
            let email = Email::known(&judge.email);
            let outgoing = invitation(tx, ctx, staff, edition, judge, &email).await?;
            bulk.push(tx, ctx, outgoing).await?;
        }
        judges::note_reminder(tx, invited.iter().map(|judge| judge.id).collect(), ctx.now).await?;
        let mut reminded: BTreeSet<PublicId> = invited.into_iter().map(|judge| judge.public_id).collect();
        let judges = self.due(ctx, again, Reminder::Scoresheets);
        let whom = Whom { judges: &judges, accounts: &self.accounts, progress: &self.progress, withheld };
        for round in open_rounds(ctx, self.place) {
            reminded.extend(remind(tx, ctx, edition, round, whom, bulk).await?);
        }
        Ok(reminded)
    }
}

fn open_rounds<'a>(ctx: &'a Ctx, place: &'a StaffEdition) -> impl Iterator<Item = &'a Round> {
    let edition = place.edition();
    edition.document.judged().filter(|round| open(ctx, edition, round).is_ok())
}

fn view(judge: &judge::Model, what: Result<Reminder, NoReminder>) -> JudgeReminder {
    JudgeReminder {
        judge: judge.public_id.clone(),
        name: judge.name.clone(),
        email: Email::shown(&judge.email),
        reminder: what.ok(),
        why_not: what.err(),
        // Else it would tell of a reminder about what is kept from the reader.
        reminded_at: judge.reminded_at.filter(|_| what == Err(NoReminder::Reminded)),
    }
}

fn unknown_judge(at: usize) -> InputFault {
    let detail = "This person is not a judge of the edition.";
    InputFault::new(format!("/judges/{at}"), "unknown_judge", detail)
}
