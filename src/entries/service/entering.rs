//! Whether the rules of an edition let an organisation enter.

use entity::{entry::EntryState, ids::EntryId};
use sea_orm::ConnectionTrait;

use crate::{
    conditions::Outcome,
    db::{self, WriteTx},
    editions::{self, CategoryKind, Edition, Past, RuleMoment},
    entries::{
        StaffEntry,
        access::OwnEntry,
        content::Submitted,
        error::EntryError,
        facts::{Beside, Entering, RuleOutcome},
        fields::FieldProblem,
        filled::Filled,
        nominated::{self, Nominated},
        store::{
            entries::{self, Counted},
            named, rulings,
        },
    },
};

/// An organisation that wants to enter a category.
pub(super) struct Wish<'a> {
    pub entering: Entering<'a>,
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
/// All that an entry in its check must meet.
const CHECK: &[RuleMoment] = &[RuleMoment::Start, RuleMoment::Submit, RuleMoment::Check];
/// What is looked at again when what is in already changes: its place was given at the start.
const AGAIN: &[RuleMoment] = &[RuleMoment::Submit];

/// What counts beside the entry itself.
pub(super) struct Around {
    /// The entries of the organisation in the edition.
    pub entries: Vec<Counted>,
    /// What it entered and won in earlier editions, where a rule looks at it.
    history: Option<Vec<Past>>,
    /// The rules that staff waived for this entry.
    waived: Vec<String>,
    /// Who is nominated, where the category asks for it.
    nominated: Option<Nominated>,
}

impl Around {
    /// What an entry lacks before it can be submitted: who is nominated first.
    pub(super) fn problems(&self, own: &OwnEntry, filled: &Filled<'_>) -> Vec<FieldProblem> {
        let nominee = self.nominated.as_ref().map(|nominated| &nominated.row);
        let mut problems = nominated::problems(own.document(), &own.entry().category_key, nominee);
        problems.extend(filled.problems());
        problems
    }
}

impl<'a> Wish<'a> {
    pub(super) fn of(own: &'a OwnEntry) -> Self {
        Self { entering: own.entering(), entry: Some(own.entry().id), filled: None, moments: ENTRY }
    }

    /// An entry that is submitted as it is filled in, for the first time or again.
    pub(super) fn to_submit(own: &'a OwnEntry, filled: &'a Filled<'a>) -> Self {
        let moments = if own.entry().state == EntryState::Draft { ENTRY } else { AGAIN };
        Self { filled: Some(filled), moments, ..Self::of(own) }
    }

    /// An entry that staff check.
    fn checked(entry: &'a StaffEntry, edition: &'a Edition) -> Self {
        Self { entering: entry.entering(edition), entry: Some(entry.id), filled: None, moments: CHECK }
    }

    /// Refuses what the rules do not allow. The organisation's row is locked, so of two colleagues who submit at once the
    /// second counts the first's entry.
    pub(super) async fn check(&self, tx: &WriteTx) -> Result<(), EntryError> {
        self.allowed(&self.around(&**tx).await?)
    }

    /// The same beside what is known.
    pub(super) fn allowed(&self, around: &Around) -> Result<(), EntryError> {
        if self.moments.contains(&RuleMoment::Start) {
            self.entered()?;
        }
        let refusing = refusing(self.outcomes(around));
        if refusing.is_empty() { Ok(()) } else { Err(EntryError::Rules(refusing)) }
    }

    /// Whether anyone enters the category, and this kind of organisation takes part at all.
    fn entered(&self) -> Result<(), EntryError> {
        let Entering { edition, kind, category, .. } = self.entering;
        let document = &edition.document;
        let category = document.category(category).ok_or(EntryError::Unknown("category"))?;
        if category.kind != CategoryKind::Open {
            return Err(EntryError::CategoryNotOpen);
        }
        document.organisation_kind(kind).map(drop).ok_or(EntryError::Unknown("kind"))
    }

    pub(super) async fn around<C: ConnectionTrait>(&self, db: &C) -> Result<Around, db::Error> {
        let waived = match self.entry {
            Some(entry) => rulings::waived(db, entry).await?,
            None => Vec::new(),
        };
        Ok(Around { waived, ..self.unwaived(db).await? })
    }

    /// The same as if nothing were waived.
    async fn unwaived<C: ConnectionTrait>(&self, db: &C) -> Result<Around, db::Error> {
        let Entering { edition, organisation, category, .. } = self.entering;
        let is_named = edition.document.named_subject_of(category).is_some();
        let nominated = match self.entry.filter(|_| is_named) {
            Some(entry) => named::of_entry(db, entry).await?,
            None => None,
        };
        Ok(Around {
            entries: entries::of_organisation(db, edition.id, organisation.id).await?,
            history: editions::past_of(db, edition, organisation).await?,
            waived: Vec::new(),
            nominated,
        })
    }

    /// What the rules say. What was waived is met.
    pub(super) fn outcomes(&self, around: &Around) -> Vec<RuleOutcome> {
        let counts =
            |state| matches!(state, EntryState::Submitted | EntryState::Incomplete | EntryState::Eligible);
        let others = &around.entries;
        let others = others.iter().filter(|other| Some(other.id) != self.entry && counts(other.state));
        let others: Vec<&str> = others.map(|other| other.category_key.as_str()).collect();
        let beside = Beside {
            others: &others,
            history: around.history.as_deref(),
            filled: self.filled,
            nominated: around.nominated.as_ref(),
        };
        let mut outcomes = self.entering.outcomes(self.moments, beside);
        for rule in outcomes.iter_mut().filter(|rule| around.waived.contains(&rule.key)) {
            rule.outcome = Outcome::Met;
        }
        outcomes
    }
}

/// The rules that would refuse an entry in another category.
pub async fn refused_in<C: ConnectionTrait>(
    db: &C,
    entry: &StaffEntry,
    edition: &Edition,
    category: &str,
) -> Result<Vec<RuleOutcome>, db::Error> {
    let entering = Entering { category, ..entry.entering(edition) };
    let wish = Wish { entering, moments: ENTRY, ..Wish::checked(entry, edition) };
    Ok(refusing(wish.outcomes(&wish.around(db).await?)))
}

/// What the rules say of an entry as it was submitted, whatever people found.
pub async fn rules_of<C: ConnectionTrait>(
    db: &C,
    entry: &StaffEntry,
    edition: &Edition,
    submitted: &Submitted,
) -> Result<Vec<RuleOutcome>, db::Error> {
    let filled = Filled::submitted(edition, submitted.content()?);
    let wish = Wish { filled: Some(&filled), ..Wish::checked(entry, edition) };
    Ok(wish.outcomes(&wish.unwaived(db).await?))
}

fn refusing(outcomes: Vec<RuleOutcome>) -> Vec<RuleOutcome> {
    outcomes.into_iter().filter(RuleOutcome::refuses).collect()
}
