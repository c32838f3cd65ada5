//! What must be true of the data, whatever happened.

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    io,
};

use entity::{PublicId, ids::EditionId};

use super::{
    finding::{Check, Finding, fault, note},
    store::{self, Backlog, Sheet},
};
use crate::{
    accounts, audit,
    context::Ctx,
    editions::{EditionDocument, Form},
    entries::{attachments, canonical},
    files::{FileHash, copy_and_sum},
};

const HOUR_MS: i64 = 60 * 60_000;
const TELL_US: &str = "Keep a backup and report this: it should never happen.";

/// Whether the database itself is whole.
pub async fn database(ctx: &Ctx) -> Check {
    let remedy = "Restore the database from a backup (`palmares restore`).";
    let faults = ctx.app.db.faults().await.unwrap_or_else(|error| vec![format!("{error:#}")]);
    Check::of("database", faults.into_iter().map(|what| fault(what, remedy)).collect())
}

/// All checks of rows and files, over one moment of the database.
pub async fn all(ctx: &Ctx) -> anyhow::Result<Vec<Check>> {
    let tx = ctx.app.db.moment().await?;
    let editions = store::editions(&tx).await?;
    let documents: HashMap<EditionId, EditionDocument> =
        editions.iter().filter_map(|row| Some((row.id, serde_json::from_str(&row.document).ok()?))).collect();
    let checks = vec![
        Check::of("edition documents", documents_valid(&editions)),
        Check::of("forms", forms(&editions, store::forms(&tx).await?)),
        Check::of("answers", answers(&documents, store::answers(&tx).await?)),
        Check::of("versions", numbers(store::numbers(&tx).await?)),
        Check::of("submitted versions", submitted(store::submitted(&tx).await?)),
        Check::of("states", states(store::without_version(&tx).await?)),
        Check::of("points", points(&documents, store::sheets(&tx).await?)),
        Check::of("sums", sums(store::miscounted(&tx).await?)),
        Check::of("accounts", unreachable(accounts::unreachable(&tx).await?)),
        Check::of("attachments", files(ctx, attachments::hashes(&tx).await?)?),
        Check::of("mail", mail(&store::mails(&tx, ctx.now.plus_ms(-HOUR_MS)).await?)),
        Check::of("background work", jobs(&store::jobs(&tx, ctx.now.plus_ms(-HOUR_MS)).await?)),
        Check::of("housekeeping", leftovers(store::left(&tx, ctx.now.plus_ms(-24 * HOUR_MS)).await?)),
        Check::of("audit log", log(audit::verify(&tx, None).await?.fault)),
        Check::of("clock", clock(ctx, store::newest(&tx).await?)),
    ];
    tx.rollback().await?;
    Ok(checks)
}

fn documents_valid(editions: &[entity::edition::Model]) -> Vec<Finding> {
    let remedy = "Export the document, correct it and import it again (`palmares edition`).";
    let faults = |row: &entity::edition::Model| {
        let errors = EditionDocument::parse(&row.document).err().unwrap_or_default();
        let slug = row.slug.clone();
        errors.into_iter().map(move |error| fault(format!("edition {slug}: {error}"), remedy))
    };
    editions.iter().flat_map(faults).collect()
}

fn forms(editions: &[entity::edition::Model], forms: Vec<entity::form_version::Model>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for row in editions {
        if !forms.iter().any(|form| form.edition_id == row.id && form.number == row.form_number) {
            findings.push(fault(format!("edition {} has no form {}", row.slug, row.form_number), TELL_US));
        }
    }
    for form in &forms {
        if let Err(error) = serde_json::from_str::<Form>(&form.form) {
            let what = format!("form {} of edition {}: {error}", form.number, form.edition_id.0);
            findings.push(fault(what, TELL_US));
        }
    }
    findings
}

fn answers(documents: &HashMap<EditionId, EditionDocument>, found: Vec<store::Answered>) -> Vec<Finding> {
    let is_unknown = |row: &store::Answered| {
        documents.get(&row.edition_id).is_some_and(|document| document.form.field(&row.field_key).is_none())
    };
    let unknown = found.into_iter().filter(is_unknown).map(|row| {
        let what =
            format!("{} answers to the question {}, which the form does not have", row.total, row.field_key);
        fault(what, "Add the question to the edition document again, or report this.")
    });
    unknown.collect()
}

/// Versions of an entry are counted 1, 2, 3 …, and the entry knows the last.
fn numbers(found: Vec<store::Numbers>) -> Vec<Finding> {
    let is_wrong = |row: &store::Numbers| {
        let last = row.last.unwrap_or(0);
        i64::from(last) != row.total || row.submitted_number.unwrap_or(0) != last || row.version < 1
    };
    let wrong = found.into_iter().filter(is_wrong).map(|row| {
        let what = format!(
            "entry {}: {} submitted versions, the last is {}, the entry says {}",
            row.public_id,
            row.total,
            row.last.unwrap_or(0),
            row.submitted_number.unwrap_or(0)
        );
        fault(what, TELL_US)
    });
    wrong.collect()
}

fn submitted(found: Vec<store::StoredVersion>) -> Vec<Finding> {
    let remedy = "The content was changed outside the program: restore it from a backup.";
    let mut findings = Vec::new();
    for row in found {
        let name = format!("version {} of entry {}", row.number, row.public_id);
        let content: serde_json::Value = serde_json::from_str(&row.content).unwrap_or_default();
        let is_erased = content.get(canonical::ERASED).is_some();
        if !is_erased && canonical::sha256(&row.content) != row.sha256 {
            findings.push(fault(format!("{name} does not have the SHA-256 of its receipt"), remedy));
            continue;
        }
        if content.get("entry_id").and_then(|id| id.as_str()) != Some(row.public_id.as_str()) {
            findings.push(fault(format!("{name} is the content of another entry"), remedy));
        }
    }
    findings
}

fn states(without_version: Vec<String>) -> Vec<Finding> {
    let wrong = without_version.into_iter();
    wrong.map(|id| fault(format!("entry {id} counts as submitted, but no version was"), TELL_US)).collect()
}

/// What stands on an assignment is what its sheet comes to by the rules of its round.
fn points(documents: &HashMap<EditionId, EditionDocument>, sheets: Vec<Sheet>) -> Vec<Finding> {
    let remedy = "Import the edition's document again with any change: points are then calculated again.";
    let mut findings = Vec::new();
    for sheet in sheets {
        let round = documents.get(&sheet.edition_id).and_then(|document| document.round(&sheet.round_key));
        let Some(round) = round else {
            let what = format!(
                "assignment {} belongs to the round {}, which does not exist",
                sheet.public_id, sheet.round_key
            );
            findings.push(fault(what, TELL_US));
            continue;
        };
        let wanted = sheet.is_handed_in().then(|| sheet.scores.as_ref().map(|scores| round.points(scores)));
        if sheet.points != wanted.flatten() {
            let what = format!("assignment {} has other points than its scoresheet", sheet.public_id);
            findings.push(fault(what, remedy));
        }
    }
    findings
}

/// What the database counts by itself.
fn sums(miscounted: [i64; 5]) -> Vec<Finding> {
    let what = [
        "the progress of entries",
        "the progress of judges",
        "the number of entries",
        "the number of judges",
        "the number of scoresheets",
    ];
    let found = miscounted.into_iter().zip(what).filter(|(count, _)| *count > 0);
    found.map(|(count, what)| fault(format!("{what} is counted wrong {count} times"), TELL_US)).collect()
}

/// Accounts from before addresses had one form, which could not be given it.
fn unreachable(found: Vec<(PublicId, String)>) -> Vec<Finding> {
    let remedy = "Another account has this address in its current form, or no e-mail reaches it: ask a \
                  colleague to invite the person's current account to the organisation.";
    let told = found.into_iter().map(|(id, email)| {
        note(format!("nobody can sign in to the account {id}, whose address is stored as {email}"), remedy)
    });
    told.collect()
}

fn files(ctx: &Ctx, named: Vec<Option<String>>) -> anyhow::Result<Vec<Finding>> {
    let remedy = "Restore the file from a backup, or ask its owner for it.";
    let mut findings = Vec::new();
    let mut wanted = HashSet::new();
    for name in named.into_iter().flatten() {
        match name.parse::<FileHash>() {
            Ok(hash) => {
                wanted.insert(hash);
            }
            Err(_) => findings.push(fault(format!("an attachment has the file `{name}`"), TELL_US)),
        }
    }
    let mut sorted: Vec<_> = wanted.iter().copied().collect();
    sorted.sort_unstable();
    for hash in sorted {
        let path = ctx.app.storage.path(&hash);
        match File::open(&path).and_then(|mut file| copy_and_sum(&mut file, &mut io::sink())) {
            Ok((_, found)) if found == hash => {}
            Ok(_) => findings.push(fault(format!("the file {} is damaged", path.display()), remedy)),
            Err(error) => findings.push(fault(format!("the file {}: {error}", path.display()), remedy)),
        }
    }
    let strays = ctx.app.storage.all()?.into_iter().filter(|hash| !wanted.contains(hash));
    let told = "You need not do anything: it is removed after a day while the program serves.";
    findings.extend(strays.map(|hash| note(format!("no attachment names the file {hash}"), told)));
    Ok(findings)
}

fn mail(found: &Backlog) -> Vec<Finding> {
    let failed = "Open them under Staff, E-mails, and send them again.";
    let late = "Check that `palmares serve` is running and that the mail server accepts e-mails.";
    backlog(found, "e-mails", failed, late)
}

fn jobs(found: &Backlog) -> Vec<Finding> {
    let failed = "The log says why. The owner must upload a damaged file again.";
    backlog(found, "background tasks", failed, "Check that `palmares serve` is running.")
}

fn backlog(found: &Backlog, what: &str, failed: &'static str, late: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if found.failed > 0 {
        findings.push(fault(format!("{what} that failed: {}", found.failed), failed));
    }
    if found.late > 0 {
        findings.push(fault(
            format!("{what} that have been waiting for more than an hour: {}", found.late),
            late,
        ));
    }
    findings
}

fn leftovers(count: u64) -> Vec<Finding> {
    let told = "They no longer work and are deleted while `palmares serve` runs.";
    (count > 0)
        .then(|| note(format!("{count} sessions ended more than a day ago"), told))
        .into_iter()
        .collect()
}

fn log(broken: Option<audit::ChainFault>) -> Vec<Finding> {
    let told = "Someone changed the log: run `palmares audit verify` and compare with a backup.";
    broken.map(|broken| fault(broken.to_string(), told)).into_iter().collect()
}

/// Every deadline hangs on the clock.
fn clock(ctx: &Ctx, newest: Option<entity::Timestamp>) -> Vec<Finding> {
    let ahead = newest.filter(|newest| newest.0 > ctx.now.plus_ms(5 * 60_000).0);
    let found = ahead.map(|newest| {
        fault(
            format!("the clock of this machine says {}, but the last action was at {newest}", ctx.now),
            "Set the clock of this machine and synchronise it with NTP.",
        )
    });
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use entity::PublicId;

    use super::{store::StoredVersion, submitted};

    #[test]
    fn what_was_erased_is_no_fault_and_what_was_changed_is() {
        let faults = |more: &str| {
            let content = format!(r#"{{"entry_id":"k3v9k3v9k3v9k3v9"{more}}}"#);
            let public_id = PublicId::parse("k3v9k3v9k3v9k3v9").expect("an id");
            let row = StoredVersion { public_id, number: 1, content, sha256: "00".repeat(32) };
            submitted(vec![row]).len()
        };
        assert_eq!((faults(""), faults(r#","erased":true"#)), (1, 0));
    }
}
