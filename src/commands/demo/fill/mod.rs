//! The history of the sample: its people do all of it through the use cases, at the instants of
//! a clock that is set by hand, so that it leaves behind what real people would.

mod calendar;
mod entering;
mod entrants;
mod judges;
mod staff;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Context as _;
use entity::{PublicId, Timestamp};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{
    data::Source,
    random::Random,
    run::{DemoOrder, PASSWORD},
};
use crate::{
    accounts::{self, NewSession, Password, Passwords, Person, Visitor},
    audit,
    clock::Clock,
    context::{App, Ctx, Ids},
    db::{IdempotencyKey, Idempotent},
    editions::{CategoryKind, EditionDocument, Round, sample},
    entries::attachments::Taken,
    jobs,
    judging::RoundPath,
    mail,
};
use calendar::{Calendar, Event};

/// Makes the sample. The program's clock, which is set by hand, shows the same time before and after.
pub async fn fill(app: &Arc<App>, order: DemoOrder) -> anyhow::Result<()> {
    anyhow::ensure!(
        !accounts::is_anybody_there(app.db.read()).await?,
        "the database already holds people; demo writes into an empty one only"
    );
    anyhow::ensure!(matches!(app.clock, Clock::Manual(_)), "a sample needs a clock that can be set");
    let now = Ctx::system(app).now;
    let _shared = app.state::<Passwords>().share(&Password::fixed(PASSWORD)).await?;
    let history = History::new(app, order, now)?;
    app.db.wait_for_disk(false).await?;
    let done = history.unfold().await;
    app.clock.set(now);
    app.db.wait_for_disk(true).await?;
    done?;
    let ctx = Ctx::system(app);
    let tx = ctx.begin().await?;
    // What was mailed went to people who are made up: nobody is to get it when this is served.
    mail::count_as_sent(&tx).await?;
    tx.commit().await?;
    audit::seal(&ctx).await?;
    Ok(app.db.analyze().await?)
}

/// What every event needs, and what the ones before have left.
struct History<'a> {
    app: &'a Arc<App>,
    order: DemoOrder,
    source: Source,
    document: EditionDocument,
    /// The present, where it ends.
    now: Timestamp,
    jobs: jobs::Registry,
    calendar: Calendar,
    /// The organisations of those who enter.
    organisations: BTreeMap<u64, PublicId>,
    entries: BTreeMap<u64, Made>,
    /// The categories that each organisation has entered.
    entered: BTreeMap<u64, Vec<String>>,
    /// The entries that each judge was assigned.
    lists: BTreeMap<u64, Vec<u64>>,
    /// Each content of a file is taken in once.
    files: HashMap<String, Taken>,
}

/// An entry as its people know it.
struct Made {
    id: PublicId,
    owner: u64,
    title: String,
    category: String,
}

impl<'a> History<'a> {
    fn new(app: &'a Arc<App>, order: DemoOrder, now: Timestamp) -> anyhow::Result<Self> {
        let path = order.edition.path;
        let document = order.edition.document().map_err(|errors| anyhow::anyhow!("{path}: {errors:?}"))?;
        anyhow::ensure!(
            sample::comes_to(&document, order.stage),
            "{path} has no round for this stage; choose call or check"
        );
        let mut history = Self {
            app,
            order,
            source: Source::new(order.seed)?,
            document: sample::shifted(&document, order.stage, now)?,
            now,
            jobs: jobs(),
            calendar: Calendar::default(),
            organisations: BTreeMap::new(),
            entries: BTreeMap::new(),
            entered: BTreeMap::new(),
            lists: BTreeMap::new(),
            files: HashMap::new(),
        };
        history.plan_staff();
        history.plan_entries();
        history.plan_judging();
        Ok(history)
    }

    async fn unfold(mut self) -> anyhow::Result<()> {
        while let Some((at, event)) = self.calendar.next() {
            self.app.clock.set(at);
            let ctx = self.ctx(&event);
            let done = match &event {
                Event::SetUp => self.set_up(&ctx).await,
                Event::BeginEntry(number) => self.begin_entry(&ctx, *number).await,
                Event::Submit(number) => self.submit(&ctx, *number).await,
                Event::Check(numbers) => self.check(&ctx, numbers).await,
                Event::Invite { first, count } => self.invite(&ctx, *first, *count).await,
                Event::Accept(judge) => self.accept(&ctx, *judge).await,
                Event::Assign => self.assign(&ctx).await,
                Event::ReadList(judge) => self.read_list(&ctx, *judge).await,
                Event::Judge(judge, sheets) => self.judge(&ctx, *judge, sheets).await,
            };
            done.with_context(|| format!("the sample cannot go on at {at} with {event:?}"))?;
        }
        Ok(())
    }

    /// Ids are those of the event and the seed, so that the same order gives the same addresses at
    /// any time of day.
    fn ctx(&self, event: &Event) -> Ctx {
        let (seed, name, made) = (self.order.seed, format!("{event:?}"), AtomicU64::new(0));
        let ids = Ids::Made(Arc::new(move || {
            let mut random = Random::of(seed, &name, &[made.fetch_add(1, Ordering::Relaxed)]);
            let mut bytes = [0_u8; PublicId::LENGTH];
            for chunk in bytes.chunks_mut(8) {
                chunk.iter_mut().zip(random.next_u64().to_le_bytes()).for_each(|(to, from)| *to = from);
            }
            PublicId::from_bytes(bytes)
        }));
        Ctx { ids, ..Ctx::system(self.app) }
    }

    /// An instant between two, as the seed decides; never in the future.
    fn instant(&self, purpose: &str, numbers: &[u64], from: Timestamp, to: Timestamp) -> Timestamp {
        let to = to.min(self.now);
        let length = u64::try_from(to.0.saturating_sub(from.0)).unwrap_or(0).max(1);
        let after = self.source.chance(purpose, numbers).below(length);
        from.plus_ms(i64::try_from(after).unwrap_or(0))
    }

    /// From when to when a window was or is open.
    fn window(&self, key: &str) -> (Timestamp, Timestamp) {
        let window = self.document.window(key);
        window.map_or((self.now, self.now), |w| (w.from().instant(), w.to().instant()))
    }

    fn open_categories(&self) -> impl Iterator<Item = &str> {
        let open = self.document.categories.iter().filter(|category| category.kind == CategoryKind::Open);
        open.map(|category| category.key.as_str())
    }

    fn round(&self) -> anyhow::Result<&Round> {
        self.document.judged().next().context("the sample edition has no round")
    }

    /// Programme and edition, as in addresses.
    fn place(&self) -> (&str, &str) {
        (&self.document.programme.slug, &self.document.edition.slug)
    }

    fn round_path(&self) -> anyhow::Result<RoundPath<'_>> {
        let (programme, edition) = self.place();
        Ok(RoundPath { programme, edition, round: &self.round()?.key })
    }

    /// Does what waits to be done in the background.
    async fn work_off(&self) -> anyhow::Result<()> {
        while jobs::run_next(self.app, &self.jobs).await? {}
        Ok(())
    }
}

/// Somebody who signs in.
async fn visitor(ctx: &Ctx, email: &str) -> anyhow::Result<Visitor> {
    let credentials = input(json!({ "email": email, "password": PASSWORD }))?;
    arrived(ctx, &accounts::sign_in(ctx, credentials, None).await?).await
}

async fn arrived(ctx: &Ctx, session: &NewSession) -> anyhow::Result<Visitor> {
    Visitor::of(ctx, session).await?.context("the session does not live")
}

/// The token in the newest mail to someone.
async fn mailed_token(ctx: &Ctx, email: &str) -> anyhow::Result<String> {
    let mail = mail::newest_to(ctx.read(), email).await?.context("no mail has come")?;
    let link = mail.secret_link().context("there is no link in the mail")?;
    token_of(accounts::link_url(ctx.read(), &ctx.app, link).await?)
}

fn token_of(url: Option<String>) -> anyhow::Result<String> {
    let url = url.context("there is no link")?;
    url.split_once('#').map(|(_, token)| token.to_owned()).context("there is no token in the link")
}

/// What a client would send.
fn input<T: DeserializeOwned>(value: Value) -> serde_json::Result<T> {
    serde_json::from_value(value)
}

fn request_key(ctx: &Ctx, person: &Person) -> anyhow::Result<IdempotencyKey> {
    Ok(IdempotencyKey { user: person.user, key: ctx.new_id()?.to_string(), request_hash: [0; 32] })
}

/// What came of a request that was made once.
fn made<T>(answer: Idempotent<T>) -> anyhow::Result<T> {
    match answer {
        Idempotent::New(made) => Ok(made),
        Idempotent::Replayed(_) => anyhow::bail!("two requests had the same key"),
    }
}
