//! Judges of the sample, from their invitation to the scores they give.

use std::collections::{BTreeMap, HashMap};

use anyhow::Context as _;
use entity::{PublicId, scoresheet::ScoresheetState};
use serde_json::{Value, json};

use super::{
    Event, History, arrived, calendar::Sheet, input, mailed_token, request_key, staff::DAY_MS,
    staff::colleague, visitor,
};
use crate::{
    accounts::{self, Judge},
    checks::Check,
    commands::demo::{
        people::judge as sample_judge,
        run::{JUDGE, PASSWORD},
        scores::sheet as sample_sheet,
    },
    context::Ctx,
    editions::sample::Stage,
    judging::{self, Part, PartOfList},
};

/// Judges of an entry; the edition asks for at least three scores.
const JUDGES_AN_ENTRY: usize = 5;
/// So many may be invited at once, and twice as many in an hour.
const LOT: u64 = 200;
const LOT_MS: i64 = 30 * 60 * 1000;
/// Everybody has answered an invitation after so long.
const ANSWERED_MS: i64 = 3 * DAY_MS;
/// So many pairs may be assigned at once.
const PAIRS: usize = 5_000;

struct Panel<'a> {
    category: &'a str,
    judges: Vec<u64>,
}

impl History<'_> {
    pub fn plan_judging(&mut self) {
        let (_, to) = self.window("entries");
        let invited_at = to.min(self.now).plus_ms(-ANSWERED_MS);
        let judges = self.order.judges;
        for (lot, first) in (0..judges).step_by(usize::try_from(LOT).unwrap_or(1)).enumerate() {
            let before = i64::try_from(lot + 1).unwrap_or(1) * LOT_MS;
            let event = Event::Invite { first, count: LOT.min(judges - first) };
            self.calendar.add(invited_at.plus_ms(-before), event);
        }
        for judge in 0..judges {
            let at = self.instant("accepted at", &[judge], invited_at, invited_at.plus_ms(ANSWERED_MS));
            self.calendar.add(at, Event::Accept(judge));
        }
        if matches!(self.order.stage, Stage::Judging | Stage::Judged) && judges > 0 {
            let (from, _) = self.window("judging");
            self.calendar.add(from, Event::Assign);
            (0..judges).for_each(|judge| self.calendar.add(from, Event::ReadList(judge)));
        }
    }

    fn judge_address(&self, judge: u64) -> String {
        if judge == 0 { JUDGE.to_owned() } else { sample_judge(&self.source, judge).person.email }
    }

    pub async fn invite(&self, ctx: &Ctx, first: u64, count: u64) -> anyhow::Result<()> {
        let staff = colleague(ctx).await?;
        let (programme, edition) = self.place();
        let place = judging::staff_edition(ctx, &staff, programme, edition).await?;
        let invited = |judge: u64| {
            let sample = sample_judge(&self.source, judge);
            json!({
                "email": self.judge_address(judge), "name": sample.person.name,
                "organisation": sample.organisation, "country": sample.person.country,
            })
        };
        let judges: Vec<Value> = (first..first + count).map(invited).collect();
        let key = request_key(ctx, &staff)?;
        judging::invite(ctx, &staff, &place, &key, input(json!({ "judges": judges }))?).await?;
        Ok(accounts::sign_out(ctx, &staff).await?)
    }

    pub async fn accept(&self, ctx: &Ctx, judge: u64) -> anyhow::Result<()> {
        let token = mailed_token(ctx, &self.judge_address(judge)).await?;
        let organisation = sample_judge(&self.source, judge).organisation;
        let answer =
            json!({ "token": token, "password": PASSWORD, "organisation": organisation, "accept": true });
        let judging::Accepted::SignedIn(session) = judging::answer_invitation(ctx, input(answer)?).await?
        else {
            anyhow::bail!("the judge declined")
        };
        let person = arrived(ctx, &session).await?.judge(ctx).await?.context("no judge")?;
        Ok(accounts::sign_out(ctx, &person).await?)
    }

    /// Judges take their places in turn, so that everybody has one and about as much to do.
    fn panels(&self) -> Vec<Panel<'_>> {
        let categories = self.open_categories().count().max(1);
        let judges = usize::try_from(self.order.judges).unwrap_or(usize::MAX);
        let size = JUDGES_AN_ENTRY.max(judges.div_ceil(categories)).min(judges);
        let mut turn = (0..self.order.judges).cycle();
        let panel = |category| Panel { category, judges: turn.by_ref().take(size).collect() };
        self.open_categories().map(panel).collect()
    }

    /// Who gets which entry: of a large panel some, in turn.
    fn pairs<'a>(&'a self, panel: &'a Panel<'_>) -> impl Iterator<Item = (u64, u64)> + 'a {
        let mut turn = panel.judges.iter().copied().cycle();
        let count = JUDGES_AN_ENTRY.min(panel.judges.len());
        let in_category = self.entries.iter().filter(|(_, made)| made.category == panel.category);
        let entries = in_category.map(|(number, _)| *number);
        let eligible = entries.filter(|number| matches!(self.decision(*number), Some(Check::Eligible)));
        eligible
            .flat_map(move |entry| turn.by_ref().take(count).map(|judge| (judge, entry)).collect::<Vec<_>>())
    }

    pub async fn assign(&mut self, ctx: &Ctx) -> anyhow::Result<()> {
        let staff = colleague(ctx).await?;
        let (programme, edition) = self.place();
        let place = judging::staff_edition(ctx, &staff, programme, edition).await?;
        let known: HashMap<String, PublicId> =
            judging::list_judges(ctx, &place).await?.into_iter().map(|item| (item.email, item.id)).collect();
        let id = |judge: u64| known.get(&self.judge_address(judge)).context("no such judge");
        let round = judging::staff_round(ctx, &staff, self.round_path()?).await?;
        let panels = self.panels();
        for Panel { category, judges } in &panels {
            let judges =
                judges.iter().map(|judge| Ok(id(*judge)?.as_str())).collect::<anyhow::Result<Vec<_>>>()?;
            judging::set_panel(ctx, &staff, &round, category, input(json!({ "judges": judges }))?).await?;
        }
        let pairs: Vec<(u64, u64)> = panels.iter().flat_map(|panel| self.pairs(panel)).collect();
        for some in pairs.chunks(PAIRS) {
            let named = some.iter().map(|(judge, entry)| {
                let entry = self.entries.get(entry).context("no such entry")?;
                Ok(json!({ "judge": id(*judge)?.as_str(), "entry": entry.id.as_str() }))
            });
            let named = named.collect::<anyhow::Result<Vec<Value>>>()?;
            let new = input(json!({ "mode": "pairs", "pairs": named }))?;
            judging::assign(ctx, &staff, &round, &request_key(ctx, &staff)?, new).await?;
        }
        let mut lists = BTreeMap::<u64, Vec<u64>>::new();
        for (judge, entry) in pairs {
            lists.entry(judge).or_default().push(entry);
        }
        self.lists = lists;
        Ok(accounts::sign_out(ctx, &staff).await?)
    }

    async fn judge_person(&self, ctx: &Ctx, judge: u64) -> anyhow::Result<Judge> {
        visitor(ctx, &self.judge_address(judge)).await?.judge(ctx).await?.context("no judge")
    }

    /// A judge reads the list and will work on its entries, some at a time.
    pub async fn read_list(&mut self, ctx: &Ctx, judge: u64) -> anyhow::Result<()> {
        let person = self.judge_person(ctx, judge).await?;
        let (mut items, mut after) = (Vec::new(), None::<PublicId>);
        loop {
            let page = PartOfList { part: Part::All, after: after.as_ref().map(PublicId::as_str) };
            let list = judging::own_list(ctx, &person, self.round_path()?, page).await?;
            items.extend(list.items);
            after = list.next;
            if after.is_none() {
                break;
            }
        }
        accounts::sign_out(ctx, &person).await?;
        let assigned = self.lists.remove(&judge).unwrap_or_default();
        // Of entries of one name in one category it does not matter which is which.
        let mut known = HashMap::<(&str, &str), Vec<u64>>::new();
        for number in assigned {
            let made = self.entries.get(&number).context("no such entry")?;
            known.entry((&made.category, &made.title)).or_default().push(number);
        }
        let (from, to) = self.window("judging");
        let mut due = Vec::new();
        for item in &items {
            let named = known.get_mut(&(item.category.as_str(), item.title.as_str()));
            let entry = named.and_then(Vec::pop).context("an unknown entry is on a list")?;
            if self.knows(judge, entry) || self.progress(judge, entry).is_some() {
                let at = self.instant("sheet at", &[judge, entry], from, to);
                due.push((at, Sheet { assignment: item.id.clone(), entry }));
            }
        }
        self.calendar.add_sittings(due, |sheets| Event::Judge(judge, sheets));
        Ok(())
    }

    /// Now and then a judge from the same country knows the people.
    fn knows(&self, judge: u64, entry: u64) -> bool {
        let same_country = sample_judge(&self.source, judge).person.country == self.country(entry);
        same_country && judge != 0 && self.source.chance("conflict", &[judge, entry]).percent(60)
    }

    /// How far a sheet comes: the sample judge is in the midst of it, others are ahead or behind.
    fn progress(&self, judge: u64, entry: u64) -> Option<ScoresheetState> {
        let draw = self.source.chance("progress", &[judge, entry]).below(100);
        match (self.order.stage, draw) {
            (Stage::Judged, _) => Some(ScoresheetState::HandedIn),
            (_, draw) if draw < 30 + (judge * 13) % 50 => Some(ScoresheetState::HandedIn),
            (_, draw) if draw < 88 => None,
            _ => Some(ScoresheetState::Draft),
        }
    }

    pub async fn judge(&self, ctx: &Ctx, judge: u64, sheets: &[Sheet]) -> anyhow::Result<()> {
        let person = self.judge_person(ctx, judge).await?;
        for Sheet { assignment, entry } in sheets {
            let key = request_key(ctx, &person)?;
            if self.knows(judge, *entry) {
                let reason = input(json!({ "reason": self.source.data.phrases.conflict }))?;
                judging::declare_conflict(ctx, &person, assignment, &key, reason).await?;
                continue;
            }
            let is_whole = self.progress(judge, *entry) == Some(ScoresheetState::HandedIn);
            let change = input(self.change(judge, *entry, is_whole)?)?;
            let saved = judging::save(ctx, &person, assignment, 0, change).await?;
            if is_whole {
                judging::hand_in(ctx, &person, assignment, saved.version, &key).await?;
            }
        }
        Ok(accounts::sign_out(ctx, &person).await?)
    }

    /// What is written on a sheet; one just begun has its first score only.
    fn change(&self, judge: u64, entry: u64, is_whole: bool) -> anyhow::Result<Value> {
        let sheet = sample_sheet(&self.source, judge, entry, self.round()?);
        let shown = if is_whole { sheet.scores.len() } else { 1 };
        let scores: BTreeMap<_, _> = sheet.scores.iter().take(shown).collect();
        Ok(json!({ "scores": scores, "comments": sheet.comments }))
    }
}
