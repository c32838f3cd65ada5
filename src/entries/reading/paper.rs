//! An entry on paper: what it is and whose, what proves it, then every question.

use entity::Timestamp;
use jiff::tz::TimeZone;

use super::{ReadField, ReadFile, Reading};
use crate::{
    countries,
    paper::{Block, Date, Level, Paper},
};

/// What stands on every page of a draft.
const DRAFT: &str = "Draft, not submitted";

#[must_use]
pub fn paper(reading: &Reading) -> Paper {
    let title = match reading.title.trim() {
        "" => "Entry without a title".to_owned(),
        title => title.to_owned(),
    };
    let mut blocks = vec![Block::Heading(Level::One, title.clone())];
    if reading.submitted.is_none() {
        blocks.push(Block::Strong(format!("{DRAFT}. Only what is submitted in time counts.")));
    }
    let country = countries::name(&reading.country);
    blocks.push(Block::Strong(format!("{}, {country}", reading.organisation)));
    blocks.push(Block::Facts(facts(reading)));
    for section in &reading.sections {
        blocks.push(Block::Heading(Level::Two, section.title.clone()));
        section.fields.iter().for_each(|field| question(field, &mut blocks));
    }
    Paper {
        title,
        note: reading.submitted.is_none().then(|| DRAFT.to_owned()),
        language: "en",
        date: date(reading.at),
        blocks,
    }
}

fn facts(reading: &Reading) -> Vec<(String, String)> {
    let fact = |name: &str, value: String| (name.to_owned(), value);
    let mut facts = vec![
        fact("Awards", reading.edition_name.clone()),
        fact("Category", reading.category_name.clone()),
        fact("Entry number", reading.id.to_string()),
    ];
    match &reading.submitted {
        Some(version) => facts.extend([
            fact("Received", moment(version.at, &reading.timezone)),
            fact("Submitted version", version.number.to_string()),
            fact("SHA-256 of the content", in_groups(&version.sha256)),
        ]),
        None => facts.push(fact("Last changed", moment(reading.at, &reading.timezone))),
    }
    facts
}

fn question(field: &ReadField, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(Level::Three, field.label.clone()));
    let files: Vec<String> = field.files.iter().map(file).collect();
    blocks.push(match (field.answer.as_slice(), files.is_empty()) {
        ([], false) => Block::List(files),
        ([], true) => Block::Text("No answer".to_owned()),
        ([code], _) if field.kind == "country" => Block::Text(countries::name(code).to_owned()),
        ([answer], _) => Block::Text(answer.clone()),
        (answers, _) => Block::List(answers.to_vec()),
    });
}

fn file(file: &ReadFile) -> String {
    format!("{} ({} kB)", file.name, file.size_bytes.saturating_add(999) / 1_000)
}

/// In groups of eight, so that it can be compared by eye.
fn in_groups(digest: &str) -> String {
    let letters: Vec<char> = digest.chars().collect();
    letters.chunks(8).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// On the clock of the programme, with the same in universal time.
fn moment(at: Timestamp, zone: &str) -> String {
    let Ok(instant) = jiff::Timestamp::from_millisecond(at.0) else { return at.to_string() };
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = instant.to_zoned(zone).strftime("%-d %B %Y, %H:%M:%S (%Q)");
    format!("{local}; {} UTC", instant.to_zoned(TimeZone::UTC).strftime("%H:%M:%S"))
}

fn date(at: Timestamp) -> Date {
    let Ok(instant) = jiff::Timestamp::from_millisecond(at.0) else { return Date::default() };
    let utc = instant.to_zoned(TimeZone::UTC);
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    Date {
        year: u16::try_from(utc.year()).unwrap_or_default(),
        month: small(utc.month()),
        day: small(utc.day()),
        hour: small(utc.hour()),
        minute: small(utc.minute()),
        second: small(utc.second()),
    }
}
