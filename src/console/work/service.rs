//! The overview as work, and its counts.

use std::collections::{BTreeMap, HashSet};

use entity::{Timestamp, entry::EntryState, user::StaffRole};

use super::{
    coming::{Known, coming},
    figures, judges,
    store::{self, Counts, Reached, Viewer},
    views::{Figures, JudgesAtWork, NeedsYou, SheetDay, SheetFigures, Trouble, Waiting, Work},
};
use crate::{
    accounts::Staff,
    conflicts::conflicted_categories_if_any,
    console::{
        calendar::{self, Calendar, Parts},
        error::ConsoleError,
        store::counts::{self, Group, Own},
    },
    context::Ctx,
    editions::{Edition, Round, Window, WindowState, WindowView, phase},
    judging::pace,
    mail,
};

/// What every number is made of, read once.
struct Read<'a> {
    edition: &'a Edition,
    round: Option<&'a Round>,
    window: Option<&'a Window>,
    is_conflicted: bool,
    own: Vec<Own>,
    withheld: HashSet<String>,
    groups: Vec<Group>,
    counts: Counts,
}

async fn read<'a>(ctx: &Ctx, staff: &Staff, edition: &'a Edition) -> Result<Read<'a>, ConsoleError> {
    let db = ctx.read();
    let conflicted = conflicted_categories_if_any(db, staff, edition.id).await?;
    let own = match conflicted {
        Some(_) => counts::own(db, staff, edition.id).await?,
        None => Vec::new(),
    };
    let round = edition.document.current_round(ctx.now);
    let is_conflicted = conflicted.is_some();
    let withheld = conflicted.unwrap_or_default();
    let viewer = viewer(staff, edition, round, is_conflicted, &withheld);
    let counts = store::counts(db, viewer).await?;
    let groups = figures::without(&own, counts::groups(db, edition.id).await?);
    let window = round.and_then(|round| edition.document.round_window(round));
    Ok(Read { edition, round, window, is_conflicted, own, withheld, groups, counts })
}

fn viewer<'a>(
    staff: &'a Staff,
    edition: &Edition,
    round: Option<&'a Round>,
    is_conflicted: bool,
    withheld: &'a HashSet<String>,
) -> Viewer<'a> {
    let is_admin = staff.staff_role == Some(StaffRole::Admin);
    Viewer { staff, is_admin, edition: edition.id, round, is_conflicted, withheld }
}

impl Read<'_> {
    fn in_state(&self, state: EntryState) -> i64 {
        figures::sum(self.groups.iter().filter(|group| group.state == state))
    }

    /// Before anyone has entries, it is no trouble that nobody has; afterwards nothing helps.
    fn needs_judges_now(&self, now: Timestamp) -> bool {
        self.window.is_some_and(|window| match window.state(now) {
            WindowState::Before => self.counts.given > 0,
            WindowState::Open => true,
            WindowState::After => false,
        })
    }

    /// Eligible entries with fewer judges than they need.
    fn few_judges(&self) -> i64 {
        let is_known = |group: &&Group| {
            group.state == EntryState::Eligible && !self.withheld.contains(&group.category_key)
        };
        let eligible = figures::sum(self.groups.iter().filter(is_known));
        if self.round.is_some() { eligible.saturating_sub(self.counts.covered).max(0) } else { 0 }
    }
}

pub async fn waiting(ctx: &Ctx, staff: &Staff, edition: &Edition) -> Result<Waiting, ConsoleError> {
    let read = read(ctx, staff, edition).await?;
    Ok(Waiting {
        to_check: read.in_state(EntryState::Submitted),
        few_judges: read.few_judges(),
        sent_back: read.in_state(EntryState::Incomplete),
        drafts: read.in_state(EntryState::Draft),
        entries: figures::sum(read.groups.iter()),
        failed_mails: read.counts.failed_mails,
        unclean_files: read.counts.unclean,
        judges: read.counts.judges,
        erasures: read.counts.erasures,
        to_tell: read.counts.to_tell,
    })
}

pub async fn work(ctx: &Ctx, staff: &Staff, edition: &Edition) -> Result<Work, ConsoleError> {
    let db = ctx.read();
    let read = read(ctx, staff, edition).await?;
    let document = &edition.document;
    let viewer = viewer(staff, edition, read.round, read.is_conflicted, &read.withheld);
    let calendar = Calendar::of(&document.programme.timezone);
    let reached = store::reached(db, viewer).await?;
    let known = Known {
        returns: store::returns(db, viewer, ctx.now).await?,
        mails: mail::next(db, staff.user, edition.id, ctx.now).await?,
        drafts: read.in_state(EntryState::Draft),
    };
    let is_behind = |judge: &&Reached| pace::is_behind(judge.handed_in, judge.assigned, read.window, ctx.now);
    let behind = reached.iter().filter(is_behind).count();
    let judges = judges_at_work(ctx, &read, &reached, behind).await?;
    let days = store::sheets(db, viewer, &calendar).await?;
    let sheets = sheet_figures(ctx, &read, &judges, &calendar, &days);
    Ok(Work {
        phase: phase(document, ctx.now),
        windows: WindowView::all(document, ctx.now),
        round: read.round.map(|round| round.key.clone()),
        needs_you: needs_you(ctx, &read, viewer).await?,
        trouble: trouble(ctx, &read, behind),
        coming: coming(document, &ctx.app.config.retention, known, &calendar, ctx.now),
        judges,
        figures: figures_of(ctx, &read, &calendar, sheets).await?,
    })
}

async fn needs_you(ctx: &Ctx, read: &Read<'_>, viewer: Viewer<'_>) -> Result<Vec<NeedsYou>, ConsoleError> {
    let mut all = Vec::new();
    let count = read.in_state(EntryState::Submitted);
    if count > 0 {
        let oldest = store::oldest(ctx.read(), viewer, EntryState::Submitted).await?;
        all.push(NeedsYou::EntriesToCheck { count, oldest, query: "state=submitted" });
    }
    let count = store::not_accepted(ctx.read(), viewer, &read.edition.document, ctx.now).await?;
    if count > 0 {
        let query = "not_accepted=true&state=submitted,incomplete,eligible";
        all.push(NeedsYou::NotAccepted { count, query });
    }
    let count = read.counts.to_tell;
    if count > 0 {
        all.push(NeedsYou::DecisionsToTell { count });
    }
    let count = read.counts.erasures;
    if count > 0 {
        all.push(NeedsYou::Erasures { count, oldest: store::oldest_erasure(ctx.read()).await? });
    }
    Ok(all)
}

fn trouble(ctx: &Ctx, read: &Read<'_>, behind: usize) -> Vec<Trouble> {
    let mut all = Vec::new();
    let few = read.few_judges();
    if let (Some(round), true) = (read.round, few > 0 && read.needs_judges_now(ctx.now)) {
        all.push(Trouble::FewJudges { count: few, needs: round.min_judges, query: "few_judges=true" });
    }
    let Counts { failed_mails, unclean, .. } = read.counts;
    if failed_mails > 0 {
        all.push(Trouble::FailedMails { count: failed_mails, query: "state=failed" });
    }
    if let (Some(window), true) = (read.window, behind > 0) {
        all.push(Trouble::JudgesBehind { count: behind, closes_at: window.to().instant() });
    }
    if unclean > 0 {
        let query = "unclean_files=true&state=submitted,incomplete,eligible,ineligible";
        all.push(Trouble::UncleanFiles { count: unclean, query });
    }
    if figures::is_low(ctx) {
        all.push(Trouble::LowDisk);
    }
    all
}

async fn judges_at_work(
    ctx: &Ctx,
    read: &Read<'_>,
    reached: &[Reached],
    behind: usize,
) -> Result<JudgesAtWork, ConsoleError> {
    let furthest = judges::furthest_behind(reached, read.window, ctx.now);
    let names = store::names(ctx.read(), furthest.iter().map(|judge| judge.judge_id).collect()).await?;
    let [invited, accepted, declined] =
        figures::invitations(&counts::judges(ctx.read(), read.edition.id).await?);
    Ok(JudgesAtWork {
        invited,
        accepted,
        declined,
        handed_in: reached.iter().map(|judge| judge.handed_in).sum(),
        assigned: reached.iter().map(|judge| judge.assigned).sum(),
        behind,
        furthest_behind: judges::view(&furthest, names, read.window, ctx.now),
    })
}

async fn figures_of(
    ctx: &Ctx,
    read: &Read<'_>,
    calendar: &Calendar,
    sheets: Option<SheetFigures>,
) -> Result<Figures, ConsoleError> {
    let days = counts::days(ctx.read(), read.edition.id, calendar).await?;
    Ok(Figures {
        entries: figures::sum(read.groups.iter().filter(|group| figures::is_in(group.state))),
        by_state: figures::by_state(&read.groups),
        by_category: figures::by_category(&read.edition.document, &read.groups),
        by_country: figures::by_country(&read.groups),
        by_day: figures::by_day(calendar, &days, &read.own),
        sheets,
    })
}

fn sheet_figures(
    ctx: &Ctx,
    read: &Read<'_>,
    judges: &JudgesAtWork,
    calendar: &Calendar,
    counted: &[Parts],
) -> Option<SheetFigures> {
    let window = read.window.filter(|window| window.state(ctx.now) != WindowState::Before)?;
    let (from, to) = (window.from().instant(), window.to().instant());
    let mut days = BTreeMap::<_, i64>::new();
    for (date, total) in counted.iter().flat_map(|day| calendar.dates(day)) {
        *days.entry(date).or_default() += total;
    }
    days.retain(|_, total| *total != 0);
    // A sheet that came before the window was moved still has its day.
    let first = days.keys().next().copied().into_iter().chain([calendar.date(from)]).min()?;
    let end = calendar.date(ctx.now.min(to.plus_ms(-1)));
    let last = days.keys().next_back().copied().into_iter().chain([end]).max()?;
    let day =
        |date| SheetDay { day: format!("{date}"), handed_in: days.get(&date).copied().unwrap_or_default() };
    Some(SheetFigures {
        from,
        to,
        assigned: judges.assigned,
        handed_in: judges.handed_in,
        at_even_pace: pace::expected(judges.assigned, window, ctx.now),
        by_day: calendar::series(first, last).map(day).collect(),
    })
}
