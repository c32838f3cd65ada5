//! What the people of the organisations do: some entries are still drafts while the call is open.

use std::io::Cursor;

use anyhow::Context as _;
use entity::PublicId;
use serde_json::json;

use super::{
    Event, History, Made, arrived, entering::Entering, input, made, mailed_token, request_key, visitor,
};
use crate::{
    accounts::{self, Entrant},
    commands::demo::{
        entries::SampleEntry,
        files::SampleFile,
        organisations::organisation,
        people::{SamplePerson, member, nominee},
        run::{ENTRANT, PASSWORD},
    },
    context::Ctx,
    editions::{NominatedBy, sample::Stage},
    entries::{
        self,
        attachments::{self, FileOfEntry, NewFile, Taken},
        fields::Answer,
    },
    nominees, organisations,
};

/// Of a hundred entries in an open call, so many are submitted already.
const SUBMITTED_PERCENT: u64 = 55;

impl History<'_> {
    pub fn plan_entries(&mut self) {
        let (from, to) = self.window("entries");
        for number in 0..self.order.entries {
            let begun_at = self.instant("started", &[number], from, to);
            self.calendar.add(begun_at, Event::BeginEntry(number));
            if self.is_submitted(number) {
                let at = self.instant("submitted at", &[number], begun_at, to);
                self.calendar.add(at, Event::Submit(number));
            }
        }
    }

    fn is_submitted(&self, number: u64) -> bool {
        let draw = || self.source.chance("submitted", &[number]).percent(SUBMITTED_PERCENT);
        self.order.stage != Stage::Call || (number != 0 && draw())
    }

    /// Who enters, and whether it is for a second time: of as many organisations as the entries
    /// need every sixth does.
    pub fn turn(&self, number: u64) -> (u64, u64) {
        let owners = self.owners();
        let again = number / owners;
        ((number + again * 5 * number) % owners, again)
    }

    pub fn owners(&self) -> u64 {
        (self.order.entries * 6).div_ceil(7).max(1)
    }

    /// The country of the organisation of an entry.
    pub fn country(&self, number: u64) -> &str {
        let owner = self.entries.get(&number).map_or(0, |made| made.owner);
        organisation(&self.source, owner).country
    }

    /// Signs somebody of the organisation in, at first with a new account.
    pub async fn person(&mut self, ctx: &Ctx, owner: u64) -> anyhow::Result<Entrant> {
        match self.organisations.contains_key(&owner) {
            true => self.entrant(ctx, owner).await,
            false => self.register(ctx, owner).await,
        }
    }

    async fn entrant(&self, ctx: &Ctx, owner: u64) -> anyhow::Result<Entrant> {
        visitor(ctx, &self.address(owner)).await?.entrant().context("the address is not confirmed")
    }

    fn address(&self, owner: u64) -> String {
        if owner == 0 { ENTRANT.to_owned() } else { member(&self.source, owner).email }
    }

    /// Begins an entry with its files and the first half of the answers.
    pub async fn begin_entry(&mut self, ctx: &Ctx, number: u64) -> anyhow::Result<()> {
        let Entering { owner, person, category } = self.entering(ctx, number).await?;
        let sample = self.invented(owner, number, &category);
        let (programme, edition) = self.place();
        let new = json!({
            "programme": programme, "edition": edition, "category": category,
            "organisation": self.organisations.get(&owner).context("no organisation")?.as_str(),
        });
        let key = request_key(ctx, &person)?;
        let id = made(entries::create(ctx, &person, key, input(new)?).await?)?.id;
        answer(ctx, &person, &id, &sample, true).await?;
        for file in &sample.files {
            self.upload(ctx, &person, &id, file).await?;
        }
        accounts::sign_out(ctx, &person).await?;
        let title = sample.answers.get("title").and_then(Answer::as_text).unwrap_or_default().to_owned();
        self.entered.entry(owner).or_default().push(category.clone());
        self.entries.insert(number, Made { id, owner, title, category });
        Ok(())
    }

    pub async fn submit(&self, ctx: &Ctx, number: u64) -> anyhow::Result<()> {
        let Made { id, owner, category, .. } = self.entries.get(&number).context("no such entry")?;
        let person = self.entrant(ctx, *owner).await?;
        let sample = self.invented(*owner, number, category);
        answer(ctx, &person, id, &sample, false).await?;
        self.nominate(ctx, &person, number).await?;
        entries::submit(ctx, &person, id, request_key(ctx, &person)?).await?;
        Ok(accounts::sign_out(ctx, &person).await?)
    }

    /// Says who is nominated, where the category asks for it.
    async fn nominate(&self, ctx: &Ctx, person: &Entrant, number: u64) -> anyhow::Result<()> {
        let Made { id, owner, category, .. } = self.entries.get(&number).context("no such entry")?;
        let Some(subject) = self.document.named_subject_of(category) else { return Ok(()) };
        let SamplePerson { name, email, .. } = nominee(&self.source, *owner, number);
        let new = match subject.allows(NominatedBy::Other) {
            true => json!({ "by": "other", "name": name, "email": email }),
            false => json!({ "by": "self", "name": name }),
        };
        nominees::name(ctx, person, id, 0, input(new)?).await?;
        Ok(())
    }

    /// Somebody gets an account, confirms the address and names the organisation.
    async fn register(&mut self, ctx: &Ctx, owner: u64) -> anyhow::Result<Entrant> {
        let email = self.address(owner);
        let name = member(&self.source, owner).name;
        let account = json!({ "name": name, "email": email, "password": PASSWORD });
        accounts::register(ctx, input(account)?).await?;
        let session = accounts::confirm(ctx, &mailed_token(ctx, &email).await?).await?;
        let person = arrived(ctx, &session).await?.entrant().context("the address is not confirmed")?;
        let sample = organisation(&self.source, owner);
        let new = json!({
            "name": sample.name, "kind": self.kind(owner), "country": sample.country, "city": sample.city,
            "anyway": true,
        });
        let made = organisations::create(ctx, &person, input(new)?).await?;
        self.organisations.insert(owner, made.id);
        Ok(person)
    }

    async fn upload(
        &mut self,
        ctx: &Ctx,
        person: &Entrant,
        id: &PublicId,
        file: &SampleFile,
    ) -> anyhow::Result<()> {
        let is_known = self.files.contains_key(&file.key());
        let taken = Taken { name: file.name.clone(), ..self.take(ctx, person, file).await? };
        let attached = attachments::attach(ctx, person, id, &file.field, taken).await?;
        if !file.alt_text.is_empty() {
            let place = FileOfEntry { entry: id, id: &attached.id };
            attachments::describe(ctx, person, place, file.alt_text.clone(), None).await?;
        }
        if is_known { Ok(()) } else { self.work_off().await }
    }

    async fn take(&mut self, ctx: &Ctx, person: &Entrant, file: &SampleFile) -> anyhow::Result<Taken> {
        if let Some(taken) = self.files.get(&file.key()) {
            return Ok(taken.clone());
        }
        let field = self.document.form.field(&file.field).context("no such field")?;
        let rules = field.answer.files().context("the field takes no files")?;
        let bytes = file.bytes(&self.source.data.phrases.document)?;
        let size_bytes = u64::try_from(bytes.len())?;
        let new = NewFile { name: file.name.clone(), size_bytes, bytes: Cursor::new(bytes) };
        let taken = attachments::take(ctx, person, rules, new).await?;
        self.files.insert(file.key(), taken.clone());
        Ok(taken)
    }
}

/// Gives the answers that are given at once, or the rest: the title and the first half, without any
/// consent.
async fn answer(
    ctx: &Ctx,
    person: &Entrant,
    id: &PublicId,
    sample: &SampleEntry,
    at_once: bool,
) -> anyhow::Result<()> {
    let half = sample.answers.len() / 2;
    let is_early = |place, key: &str, answer: &Answer| {
        key == "title" || (place < half && !matches!(answer, Answer::Flag(true)))
    };
    let due = sample.answers.iter().enumerate();
    let due = due.filter(|(place, (key, answer))| is_early(*place, key, answer) == at_once);
    let due = due.map(|(_, (key, answer))| (key.as_str(), answer.to_json())).collect();
    Ok(entries::save_first_answers(ctx, person, id, &due).await?)
}
