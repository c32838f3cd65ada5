//! Finding and reading entries.

use entity::{PublicId, entry_check, user};

use crate::{
    accounts::{self, Staff},
    checks::{self, RuleView},
    conflicts::{conflicted_categories, conflicted_categories_if_any},
    console::{
        content::Content,
        error::ConsoleError,
        input::Listing,
        store::{
            entry::{self, Assigned, Version},
            list::{self, Line, ShownScores},
        },
        views::{
            AssignmentView, CheckView, Contact, EditionRef, EntrantView, EntryPage, ListedEntry, Neighbour,
            Queue, ReceivedVersion, StaffView, VersionView,
        },
    },
    context::Ctx,
    editions::{self, Edition, Form, Named},
    entries::{
        self, StaffEntry, Submitted, attachments,
        reading::{self, Which},
        staff_entry,
    },
    judging::points::Tally,
    nominees, organisations,
};

/// A page of the entries of an edition.
pub async fn list(
    ctx: &Ctx,
    staff: &Staff,
    edition: &Edition,
    listing: &Listing,
) -> Result<EntryPage, ConsoleError> {
    let db = ctx.read();
    let round = edition.document.current_round(ctx.now);
    let conflicted = conflicted_categories_if_any(db, staff, edition.id).await?;
    let reader = conflicted.is_some().then_some(staff);
    let withheld = conflicted.unwrap_or_default();
    let shown = ShownScores { round, withheld: &withheld, now: ctx.now };
    let found = list::found(db, reader, edition, listing, &shown).await?;
    let mut lines = found.page(db, &shown).await?;
    let size = usize::try_from(listing.limit).unwrap_or(usize::MAX);
    let goes_on = lines.len() > size;
    lines.truncate(size);
    let next = lines.last().filter(|_| goes_on).map(|line| line.cursor(listing).encode());
    let view = |line: Line| listed(line, &shown);
    let items = lines.into_iter().map(view).collect();
    Ok(EntryPage { items, total: found.total, more: found.is_more, next })
}

/// What stands around an entry in a list, to go on from one to the next.
pub async fn queue(
    ctx: &Ctx,
    staff: &Staff,
    id: &PublicId,
    listing: &Listing,
) -> Result<Queue, ConsoleError> {
    let db = ctx.read();
    let entry = staff_entry(db, staff, id).await?.ok_or(ConsoleError::NotFound)?;
    let edition = editions::find_by_id(db, ctx, entry.edition_id).await?.ok_or(ConsoleError::NotFound)?;
    let conflicted = conflicted_categories_if_any(db, staff, edition.id).await?;
    let reader = conflicted.is_some().then_some(staff);
    let withheld = conflicted.unwrap_or_default();
    let round = edition.document.current_round(ctx.now);
    let shown = ShownScores { round, withheld: &withheld, now: ctx.now };
    let found = list::found(db, reader, &edition, listing, &shown).await?;
    let around = found.around(db, &shown, entry.id).await?;
    let neighbour = |line: Line| Neighbour { id: line.public_id, title: line.title };
    Ok(Queue {
        position: around.position,
        total: found.total,
        more: found.is_more,
        previous: around.previous.map(neighbour),
        next: around.next.map(neighbour),
    })
}

fn listed(line: Line, shown: &ShownScores<'_>) -> ListedEntry {
    let is_withheld = shown.withheld.contains(&line.category_key);
    let progress = line.progress.as_ref().filter(|_| !is_withheld);
    let judges = |count: fn(&Tally) -> i64| (!is_withheld).then(|| progress.map_or(0, count));
    ListedEntry {
        id: line.public_id,
        title: line.title,
        organisation: line.organisation,
        kind: line.kind,
        country: line.country,
        city: line.city,
        category: line.category_key,
        state: line.state,
        version: line.version,
        created_at: line.created_at,
        return_until: line.return_until,
        submitted_at: line.submitted_at,
        updated_at: line.updated_at,
        score: progress.zip(shown.round).and_then(|(progress, round)| progress.percent(round)),
        judges_done: judges(|progress| progress.done),
        judges_assigned: judges(|progress| progress.assigned),
    }
}

pub async fn read(ctx: &Ctx, staff: &Staff, id: &PublicId) -> Result<StaffView, ConsoleError> {
    let found = staff_entry(ctx.read(), staff, id).await?.ok_or(ConsoleError::NotFound)?;
    let edition = editions::find_by_id(ctx.read(), ctx, found.edition_id).await?;
    let edition = edition.ok_or(ConsoleError::NotFound)?;
    let withheld = conflicted_categories(ctx.read(), staff, edition.id).await?.contains(&found.category_key);
    view(ctx, &found, &edition, withheld).await
}

pub async fn print(ctx: &Ctx, staff: &Staff, id: &PublicId, which: Which) -> Result<Vec<u8>, ConsoleError> {
    let found = staff_entry(ctx.read(), staff, id).await?.ok_or(ConsoleError::NotFound)?;
    let edition = editions::find_by_id(ctx.read(), ctx, found.edition_id).await?;
    let edition = edition.ok_or(ConsoleError::NotFound)?;
    let reading = reading::reading(ctx.read(), &found, found.organisation(), &edition, which).await?;
    Ok(entries::print(&reading).await?)
}

async fn view(
    ctx: &Ctx,
    found: &StaffEntry,
    edition: &Edition,
    judging_withheld: bool,
) -> Result<StaffView, ConsoleError> {
    let db = ctx.read();
    let shown = shown(ctx, found, edition).await?;
    let checks = checks::of_entry(db, found.id).await?;
    let checks = checks.into_iter().map(|(check, user)| check_view(found, check, user));
    let assignments = if judging_withheld { Vec::new() } else { entry::assignments(db, found.id).await? };
    Ok(StaffView {
        id: found.public_id.clone(),
        version: found.version,
        edition: edition_ref(edition),
        category: Named::category(&edition.document, &found.category_key),
        title: found.title.clone(),
        state: found.state,
        state_reason: found.state_reason.clone(),
        return_until: found.return_until,
        created_at: found.created_at,
        updated_at: found.updated_at,
        submitted: shown.submitted,
        sections: shown.content.sections(&shown.form),
        attachments: shown.content.attachments(&shown.form, &found.public_id),
        organisation: organisation_view(edition, found),
        contacts: contacts(ctx, found).await?,
        nominee: nominees::of_entry(db, ctx, found, edition).await?,
        rules: shown.rules,
        checks: checks.collect(),
        versions: entry::versions(db, found.id).await?.into_iter().map(version_view).collect(),
        assignments: assignments.into_iter().map(assignment_view).collect(),
        judging_withheld,
        possible_results: checks::possible(found.state),
    })
}

async fn contacts(ctx: &Ctx, found: &StaffEntry) -> Result<Vec<Contact>, ConsoleError> {
    let members = organisations::members(ctx.read(), [found.organisation().id]).await?;
    let addresses = members.iter().map(|person| person.email_as_typed.as_str());
    let looks = accounts::look_alikes(ctx.read(), addresses).await?;
    let contacts = members.into_iter().map(|person| Contact {
        started_it: person.id == found.created_by,
        name: person.name,
        looks_like: looks.of(&person.email_as_typed),
        email: person.email_as_typed,
    });
    Ok(contacts.collect())
}

/// What of an entry is shown, and the form it answers.
struct Shown {
    submitted: Option<ReceivedVersion>,
    content: Content,
    form: Form,
    rules: Vec<RuleView>,
}

async fn shown(ctx: &Ctx, found: &StaffEntry, edition: &Edition) -> Result<Shown, ConsoleError> {
    let db = ctx.read();
    let files = attachments::of_entry(db, found.id).await?;
    let version = match found.submitted_number {
        Some(number) => entries::submitted(db, edition, found.id, Some(number)).await?,
        None => None,
    };
    if let Some(version) = version {
        let content = Content::submitted(&version, files)?;
        let rules = checks::rules_of_entry(db, found, edition, &version).await?;
        let Submitted { version, form } = version;
        return Ok(Shown {
            content,
            form,
            rules,
            submitted: Some(ReceivedVersion {
                number: version.number,
                at: version.submitted_at,
                sha256: version.sha256,
            }),
        });
    }
    let answers = entry::answers(db, found.id).await?;
    let not_asked = entries::not_asked(found, edition, &answers, &files);
    Ok(Shown {
        submitted: None,
        content: Content::draft(answers, files, not_asked),
        form: edition.document.form.clone(),
        rules: Vec::new(),
    })
}

fn check_view(entry: &StaffEntry, check: entry_check::Model, user: Option<user::Model>) -> CheckView {
    CheckView {
        telling: checks::told(&check, entry),
        result: check.result,
        reason: check.reason,
        message: check.message,
        return_until: check.return_until,
        from_category: check.from_category,
        to_category: check.to_category,
        by: user.map(|user| user.name).unwrap_or_default(),
        at: check.created_at,
    }
}

fn version_view(version: Version) -> VersionView {
    VersionView {
        number: version.number,
        category: version.category_key,
        sha256: version.sha256,
        by: version.by,
        at: version.submitted_at,
    }
}

fn assignment_view(row: Assigned) -> AssignmentView {
    AssignmentView {
        id: row.public_id,
        round: row.round_key,
        judge: row.judge,
        state: row.state,
        sheet: row.sheet.into(),
    }
}

fn edition_ref(edition: &Edition) -> EditionRef {
    EditionRef {
        programme: edition.programme.clone(),
        edition: edition.slug.clone(),
        name: edition.document.edition.name.clone(),
    }
}

fn organisation_view(edition: &Edition, found: &StaffEntry) -> EntrantView {
    let row = found.organisation();
    let key = found.kind();
    let kind = edition.document.organisation_kind(key).map_or(key, |kind| kind.label.as_str());
    EntrantView {
        id: row.public_id.clone(),
        name: row.name.clone(),
        kind: Named { key: key.to_owned(), name: kind.to_owned() },
        country: row.country.clone(),
        city: row.city.clone(),
    }
}
