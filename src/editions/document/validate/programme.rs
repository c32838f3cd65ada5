//! Programme, edition, and who may enter.

use jiff::tz::TimeZone;

use super::{
    brand,
    findings::{Findings, NAME, PARAGRAPHS},
};
use crate::{
    address::Email,
    editions::document::{Ceremony, DocumentCode, EditionDocument, is_country},
};

pub(super) fn check(document: &EditionDocument, findings: &mut Findings) {
    let programme = &document.programme;
    findings.slug("/programme/slug", &programme.slug);
    findings.text("/programme/name", &programme.name, NAME);
    findings.text("/programme/organiser", &programme.organiser, NAME);
    contact(programme.contact.as_deref(), findings);
    timezone(&programme.timezone, findings);
    locale(&programme.default_locale, findings);
    if let Some(look) = &programme.brand {
        brand::check(look, findings);
    }

    let edition = &document.edition;
    findings.slug("/edition/slug", &edition.slug);
    findings.text("/edition/name", &edition.name, NAME);
    findings.text("/edition/theme", &edition.theme, NAME);
    findings.text("/edition/summary", &edition.summary, PARAGRAPHS);
    if !(1900..=2200).contains(&edition.year) {
        findings.report("/edition/year", DocumentCode::Range, "Write a year from 1900 to 2200.");
    }
    if let Some(place) = &edition.ceremony {
        ceremony(place, findings);
    }
    findings.text("/eligibility", &document.eligibility, PARAGRAPHS);
}

fn contact(address: Option<&str>, findings: &mut Findings) {
    if let Some(address) = address.filter(|address| Email::parse(address).is_err()) {
        let message = format!(
            "Write an e-mail address such as `awards@example.eu`; `{address}` is not \
                               one."
        );
        findings.report("/programme/contact", DocumentCode::Unknown, message);
    }
}

fn timezone(name: &str, findings: &mut Findings) {
    let known = TimeZone::get(name).is_ok_and(|zone| !zone.is_unknown());
    if !known {
        findings.report(
            "/programme/timezone",
            DocumentCode::Unknown,
            format!("Write an IANA time zone such as `Europe/Brussels`; `{name}` is not known."),
        );
    }
}

/// The part of BCP 47 that names languages, scripts and regions.
fn locale(name: &str, findings: &mut Findings) {
    let mut parts = name.split('-');
    let language = parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_lowercase()));
    let rest =
        parts.all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !language || !rest {
        findings.report(
            "/programme/default_locale",
            DocumentCode::Unknown,
            format!("Write a language tag such as `en` or `pt-PT`; `{name}` is not one."),
        );
    }
}

fn ceremony(ceremony: &Ceremony, findings: &mut Findings) {
    findings.text("/edition/ceremony/city", &ceremony.city, NAME);
    findings.optional_text("/edition/ceremony/attendance", ceremony.attendance.as_ref(), PARAGRAPHS);
    if !is_country(&ceremony.country) {
        findings.report(
            "/edition/ceremony/country",
            DocumentCode::Unknown,
            format!("Write a country code in capitals such as `HR`; `{}` is not one.", ceremony.country),
        );
    }
    if ceremony.last_day < ceremony.first_day {
        findings.report(
            "/edition/ceremony/last_day",
            DocumentCode::Order,
            "The ceremony ends before it begins; write the first day or a later one.",
        );
    }
}
