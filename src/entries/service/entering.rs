//! Whether the rules of an edition let an organisation enter.

use entity::{entry::EntryState, ids::EntryId, organisation};
use sea_orm::ConnectionTrait;

use crate::{
    db::{self, WriteTx},
    editions::{CategoryKind, Edition, RuleMoment},
    entries::{
        StaffEntry,
        access::OwnEntry,
        error::EntryError,
        facts::{Beside, Entering, RuleOutcome},
        filled::Filled,
        store::entries::{self, Counted},
    },
};

/// An organisation that wants to enter a category.
pub(super) struct Wish<'a> {
    pub edition: &'a Edition,
    pub organisation: &'a organisation::Model,
    pub kind: &'a str,
    pub category: &'a str,
    /// The entry itself, which is none of the others.
    pub entry: Option<EntryId>,
    pub filled: Option<&'a Filled<'a>>,
    /// Whose rules are looked at.
    pub moments: &'static [RuleMoment],
}

/// Before anything is answered.
pub(super) const START: &[RuleMoment] = &[RuleMoment::Start];
/// All that lets an entry in.
pub(super) const ENTRY: &[RuleMoment] = &[RuleMoment::Start, RuleMoment::Submit];
/// What is looked at again when what is in already changes: its place was given at the start.
const AGAIN: &[RuleMoment] = &[RuleMoment::Submit];

impl<'a> Wish<'a> {
    pub(super) fn of(own: &'a OwnEntry) -> Self {
        Self {
            edition: own.edition(),
            organisation: own.organisation(),
            kind: own.kind(),
            category: &own.entry().category_key,
            entry: Some(own.entry().id),
            filled: None,
            moments: ENTRY,
        }
    }

    /// An entry that is submitted as it is filled in, for the first time or again.
    pub(super) fn to_submit(own: &'a OwnEntry, filled: &'a Filled<'a>) -> Self {
        let moments = if own.entry().state == EntryState::Draft { ENTRY } else { AGAIN };
        Self { filled: Some(filled), moments, ..Self::of(own) }
    }

    /// Refuses what the rules do not allow. The organisation's row is locked, so of two colleagues who submit at once the
    /// second counts the first's entry.
    pub(super) async fn check(&self, tx: &WriteTx) -> Result<(), EntryError> {
        self.allowed(&self.others(&**tx).await?)
    }

    /// The same beside entries that are known.
    pub(super) fn allowed(&self, others: &[Counted]) -> Result<(), EntryError> {
        if self.moments.contains(&RuleMoment::Start) {
            self.entered()?;
        }
        let refusing = refusing(self.outcomes(others));
        if refusing.is_empty() { Ok(()) } else { Err(EntryError::Rules(refusing)) }
    }

    /// Whether anyone enters the category, and this kind of organisation takes part at all.
    fn entered(&self) -> Result<(), EntryError> {
        let document = &self.edition.document;
        let category = document.category(self.category).ok_or(EntryError::Unknown("category"))?;
        if category.kind != CategoryKind::Open {
            return Err(EntryError::CategoryNotOpen);
        }
        document.organisation_kind(self.kind).map(drop).ok_or(EntryError::Unknown("kind"))
    }

    /// The entries of the organisation in the edition.
    pub(super) async fn others<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Counted>, db::Error> {
        entries::of_organisation(db, self.edition.id, self.organisation.id).await
    }

    /// What the rules say.
    pub(super) fn outcomes(&self, others: &[Counted]) -> Vec<RuleOutcome> {
        let counts =
            |state| matches!(state, EntryState::Submitted | EntryState::Incomplete | EntryState::Eligible);
        let others = others.iter().filter(|other| Some(other.id) != self.entry && counts(other.state));
        let others: Vec<&str> = others.map(|other| other.category_key.as_str()).collect();
        let entering = Entering {
            edition: self.edition,
            organisation: self.organisation,
            kind: self.kind,
            category: self.category,
        };
        entering.outcomes(self.moments, Beside { others: &others, filled: self.filled })
    }
}

/// The rules that would refuse an entry in another category.
pub async fn refused_in<C: ConnectionTrait>(
    db: &C,
    entry: &StaffEntry,
    edition: &Edition,
    category: &str,
) -> Result<Vec<RuleOutcome>, db::Error> {
    let wish = Wish {
        edition,
        organisation: entry.organisation(),
        kind: entry.kind(),
        category,
        entry: Some(entry.id),
        filled: None,
        moments: ENTRY,
    };
    Ok(refusing(wish.outcomes(&wish.others(db).await?)))
}

fn refusing(outcomes: Vec<RuleOutcome>) -> Vec<RuleOutcome> {
    outcomes.into_iter().filter(RuleOutcome::refuses).collect()
}
