//! What the staff of the sample do until judging begins.

use anyhow::Context as _;
use serde_json::json;

use super::{Event, History, arrived, input, mailed_token, request_key, token_of, visitor};
use crate::{
    accounts::{self, Staff},
    audit::Cause,
    checks::{self, Check, Decided, Tell},
    commands::demo::run::{ADMIN, PASSWORD, STAFF},
    context::Ctx,
    editions::{import, sample::Stage},
    entries,
};

/// In the midst of checking, so many of a hundred entries are done.
const CHECKED_PERCENT: u64 = 40;
pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl History<'_> {
    pub fn plan_staff(&mut self) {
        let (call, _) = self.window("entries");
        self.calendar.add(call.plus_ms(-30 * DAY_MS), Event::SetUp);
        let (from, to) = self.window("check");
        let checked = (0..self.order.entries).filter(|number| self.decision(*number).is_some());
        let due = checked.map(|number| (self.instant("checked at", &[number], from, to), number)).collect();
        self.calendar.add_sittings(due, Event::Check);
    }

    /// What staff decide about an entry, as far as the stage has come.
    pub fn decision(&self, number: u64) -> Option<Check> {
        let mut random = self.source.chance("check", &[number]);
        let is_checked = match self.order.stage {
            Stage::Call => false,
            Stage::Check => random.percent(CHECKED_PERCENT),
            Stage::Judging | Stage::Judged => true,
        };
        let is_under_way = self.order.stage == Stage::Check;
        let phrases = &self.source.data.phrases;
        is_checked.then(|| match random.below(30) {
            0 => Check::Ineligible { reason: phrases.ineligible.clone() },
            1..=4 if is_under_way => {
                Check::Incomplete { message: phrases.incomplete.clone(), until: self.now.plus_ms(5 * DAY_MS) }
            }
            _ => Check::Eligible,
        })
    }

    /// The first admin brings the edition in and invites a colleague.
    pub async fn set_up(&self, ctx: &Ctx) -> anyhow::Result<()> {
        let names = &self.source.data.phrases;
        let token = token_of(accounts::first_admin_link(ctx, false).await?)?;
        let setup = json!({ "token": token, "name": names.admin, "email": ADMIN, "password": PASSWORD });
        let session = accounts::set_up(ctx, input(setup)?).await?;
        let admin = arrived(ctx, &session).await?.fresh_admin(ctx).context("no admin")?;
        let tx = ctx.begin().await?;
        import(&tx, ctx, &self.document, Cause::PROGRAM).await?;
        tx.commit().await?;
        let colleague = input(json!({ "email": STAFF, "role": "staff" }))?;
        accounts::invite_staff(ctx, &admin, &request_key(ctx, &admin)?, colleague).await?;
        let token = mailed_token(ctx, STAFF).await?;
        let acceptance = json!({ "token": token, "name": names.staff, "password": PASSWORD });
        let session = accounts::join_staff(ctx, input(acceptance)?).await?;
        let colleague = arrived(ctx, &session).await?.staff().context("no colleague")?;
        accounts::sign_out(ctx, &colleague).await?;
        Ok(accounts::sign_out(ctx, &admin).await?)
    }

    pub async fn check(&self, ctx: &Ctx, numbers: &[u64]) -> anyhow::Result<()> {
        let staff = colleague(ctx).await?;
        for number in numbers {
            let id = &self.entries.get(number).context("no such entry")?.id;
            let entry = entries::staff_entry(ctx.read(), &staff, id).await?.context("no such entry")?;
            let decision = self.decision(*number).context("nothing was decided")?;
            let key = request_key(ctx, &staff)?;
            let decided = Decided { check: decision, tell: Tell::Now };
            checks::check(ctx, &staff, key, id, entry.version, decided).await?;
        }
        Ok(accounts::sign_out(ctx, &staff).await?)
    }
}

/// The member of staff who does the daily work.
pub async fn colleague(ctx: &Ctx) -> anyhow::Result<Staff> {
    visitor(ctx, STAFF).await?.staff().context("nobody of the staff")
}
