//! Who enters what: as the rules of the edition let them.

use anyhow::Context as _;

use super::History;
use crate::{
    accounts::{self, Entrant},
    commands::demo::{
        entries::{SampleEntry, entry as sample_entry},
        organisations::organisation,
    },
    context::Ctx,
    editions::{self, Known, Questions},
    entries::{self, Asker, Opening, RuleOutcome},
};

/// Somebody who enters a category for an organisation.
pub struct Entering {
    pub owner: u64,
    pub person: Entrant,
    pub category: String,
}

impl History<'_> {
    /// Organisations take categories in turn; where the rules leave none to one of them, a new
    /// organisation enters.
    pub async fn entering(&mut self, ctx: &Ctx, number: u64) -> anyhow::Result<Entering> {
        let (owner, again) = self.turn(number);
        let person = self.person(ctx, owner).await?;
        if let Some(category) = self.opening(ctx, &person, owner, again).await? {
            return Ok(Entering { owner, person, category });
        }
        accounts::sign_out(ctx, &person).await?;
        let owner = self.owners() + number;
        let person = self.person(ctx, owner).await?;
        let category = self.opening(ctx, &person, owner, again).await?;
        Ok(Entering { owner, person, category: category.context("no category is open to it")? })
    }

    /// The next category in turn that is open to an organisation, and has nothing of it yet.
    async fn opening(
        &self,
        ctx: &Ctx,
        person: &Entrant,
        owner: u64,
        again: u64,
    ) -> anyhow::Result<Option<String>> {
        let (programme, edition) = self.place();
        let organisation = self.organisations.get(&owner).context("no organisation")?;
        let asker = Asker { organisation, kind: None };
        let openings = entries::openings(ctx, person, programme, edition, asker).await?;
        let entered = self.entered.get(&owner).map_or(&[][..], Vec::as_slice);
        let is_open = |opening: &&Opening| {
            !opening.rules.iter().any(RuleOutcome::refuses) && !entered.contains(&opening.category)
        };
        let first = usize::try_from(owner + again)?.checked_rem(openings.len()).unwrap_or(0);
        let mut in_turn = openings.iter().cycle().skip(first).take(openings.len());
        Ok(in_turn.find(is_open).map(|opening| opening.category.clone()))
    }

    /// The kind of an organisation, by the kinds of the edition.
    pub fn kind(&self, owner: u64) -> &str {
        let kind = organisation(&self.source, owner).kind;
        let kinds = &self.document.facts.organisation_kinds;
        let turn = usize::try_from(owner).unwrap_or(0).checked_rem(kinds.len()).unwrap_or(0);
        let own = self.document.organisation_kind(kind).or(kinds.get(turn));
        own.map_or(kind, |kind| kind.key.as_str())
    }

    /// What an organisation enters: answers to what it is asked. What hangs on an answer stays open.
    pub fn invented(&self, owner: u64, number: u64, category: &str) -> SampleEntry {
        let form = &self.document.form;
        let mut entry = sample_entry(&self.source, owner, number, form, category);
        let of = organisation(&self.source, owner);
        let organisation =
            editions::Organisation { id: "", name: &of.name, kind: self.kind(owner), country: of.country };
        let known = Known { document: &self.document, organisation, category, others: &[], history: None };
        let not_asked = Questions::of(&self.document).not_asked(form, &known.facts(), |_| None);
        entry.answers.retain(|field, _| !not_asked.contains(field));
        entry.files.retain(|file| !not_asked.contains(&file.field));
        entry
    }
}
