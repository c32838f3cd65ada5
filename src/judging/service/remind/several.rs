//! Reminding the judges that someone has chosen: what it would do for each of them, and doing it.

use std::collections::{HashMap, HashSet};

use entity::{
    PublicId,
    ids::JudgeId,
    judge::{self, JudgeState},
};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::{PAUSE_MS, Whom, remind};
use crate::{
    accounts::Staff,
    address::Email,
    audit,
    context::Ctx,
    db::{IdempotencyKey, Idempotent},
    editions::{self, Round},
    judging::{
        access::{StaffEdition, open},
        error::{InputFault, JudgingError},
        input::NewReminders,
        service::invite::invitation,
        store::{
            judges,
            progress::{self, Progress},
        },
        views::{JudgeReminder, MailsSent, NoReminder, Reminder, SheetState},
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
    Ok(chosen.judges.iter().map(|judge| view(judge, chosen.of(ctx, place, judge, new.again))).collect())
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
        let to = |kind: Reminder| {
            let all = chosen.judges.iter();
            let mine = all.filter(|judge| chosen.of(ctx, place, judge, new.again) == Ok(kind));
            mine.cloned().collect::<Vec<judge::Model>>()
        };
        let (asked, behind) = (to(Reminder::Invitation), to(Reminder::Scoresheets));
        let mut bulk = Bulk::begin(ctx)?;
        for judge in &asked {
            let email = Email::known(&judge.email);
            let outgoing = invitation(tx, ctx, staff, edition, judge, &email).await?;
            bulk.push(tx, ctx, outgoing).await?;
        }
        judges::note_reminder(tx, asked.iter().map(|judge| judge.id).collect(), ctx.now).await?;
        for round in open_rounds(ctx, place) {
            let whom = Whom { judges: &behind, progress: &chosen.progress, withheld: place.withheld() };
            remind(tx, ctx, edition, round, whom, &mut bulk).await?;
        }
        audit::event("judge.remind")
            .by(staff)
            .on("edition", edition.path())
            .in_edition(edition.id)
            .with(json!({ "sent": bulk.count(), "chosen": chosen.judges.len() }))
            .record(tx, ctx)
            .await?;
        Ok(MailsSent { sent: bulk.count(), mails: bulk.view() })
    })
    .await
}

/// The judges that were chosen, in the order of their names, with what all judges have.
struct Chosen {
    judges: Vec<judge::Model>,
    progress: Vec<Progress>,
}

impl Chosen {
    async fn load<C: ConnectionTrait>(
        db: &C,
        place: &StaffEdition,
        ids: &[PublicId],
    ) -> Result<Self, JudgingError> {
        let edition = place.edition().id;
        let mut judges = judges::of_edition(db, edition).await?;
        let known: HashMap<&PublicId, JudgeId> =
            judges.iter().map(|judge| (&judge.public_id, judge.id)).collect();
        let unknown = ids.iter().enumerate().filter(|(_, id)| !known.contains_key(id));
        let faults: Vec<InputFault> = unknown.map(|(at, _)| unknown_judge(at)).collect();
        if !faults.is_empty() {
            return Err(JudgingError::Invalid(faults));
        }
        let wanted: HashSet<JudgeId> = ids.iter().filter_map(|id| known.get(id).copied()).collect();
        judges.retain(|judge| wanted.contains(&judge.id));
        let progress = progress::of_edition(db, edition, &HashSet::new()).await?;
        Ok(Self { judges, progress })
    }

    /// What a judge would be reminded of. Only of what the sender may know of: whom a reminder
    /// reaches would tell who judges the rest.
    fn of(
        &self,
        ctx: &Ctx,
        place: &StaffEdition,
        judge: &judge::Model,
        again: bool,
    ) -> Result<Reminder, NoReminder> {
        let kind = match judge.state {
            JudgeState::Removed => Err(NoReminder::Removed),
            JudgeState::Declined => Err(NoReminder::Declined),
            JudgeState::Invited => Ok(Reminder::Invitation),
            JudgeState::Accepted => self.left_for(ctx, place, judge.id).map(|()| Reminder::Scoresheets),
        }?;
        let is_recent = judge.reminded_at.is_some_and(|at| ctx.now < at.plus_ms(PAUSE_MS));
        if is_recent && !again { Err(NoReminder::Reminded) } else { Ok(kind) }
    }

    /// Whether there is something to hand in now.
    fn left_for(&self, ctx: &Ctx, place: &StaffEdition, judge: JudgeId) -> Result<(), NoReminder> {
        let is_known = |row: &&Progress| row.judge == judge && !place.withheld().contains(&row.category);
        let own: Vec<&Progress> = self.progress.iter().filter(is_known).collect();
        let left: Vec<&&Progress> =
            own.iter().filter(|row| row.sheet_state() != SheetState::HandedIn).collect();
        let is_open = |row: &&&Progress| open_rounds(ctx, place).any(|round| round.key == row.round);
        match (own.is_empty(), left.is_empty(), left.iter().any(is_open)) {
            (true, ..) => Err(NoReminder::NoEntries),
            (_, true, _) => Err(NoReminder::HandedIn),
            (.., false) => Err(NoReminder::NotOpen),
            _ => Ok(()),
        }
    }
}

fn open_rounds<'a>(ctx: &'a Ctx, place: &'a StaffEdition) -> impl Iterator<Item = &'a Round> {
    let edition = place.edition();
    edition.document.rounds.iter().filter(|round| open(ctx, edition, round).is_ok())
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
