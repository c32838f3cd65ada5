//! What is known of every entry: who enters, what, and beside what.

use entity::Timestamp;

use super::{EditionDocument, past::Past};
use crate::conditions::{Fact, Facts};

/// An entry as conditions see it before anything is answered.
pub struct Known<'a> {
    pub document: &'a EditionDocument,
    pub organisation: Organisation<'a>,
    pub category: &'a str,
    /// The categories of the organisation's other entries that count.
    pub others: &'a [&'a str],
    /// What the organisation entered and won in earlier editions, where that is known.
    pub history: Option<&'a [Past]>,
}

#[derive(Clone, Copy, Debug)]
pub struct Organisation<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// By the kinds of the edition; one that it does not know counts as missing.
    pub kind: &'a str,
    pub country: &'a str,
}

impl Known<'_> {
    pub fn facts(&self) -> Facts {
        let category = |key: &str| ("category", Fact::word(key));
        let subject = ("subject", Fact::word(self.document.kind_of_subject(self.category).word()));
        let others = self.others.iter().map(|key| Fact::record([category(key)])).collect();
        let facts = Facts::default()
            .with("organisation", self.organisation_facts())
            .with("entry", Fact::record([category(self.category), subject]))
            .with("entries", Fact::List(others))
            .with("edition", edition_facts(self.document))
            .with("groups", group_facts(self.document));
        match self.history {
            Some(past) => facts.with("history", Fact::List(past.iter().map(past_facts).collect())),
            None => facts,
        }
    }

    fn organisation_facts(&self) -> Fact {
        let Organisation { id, name, kind, country } = self.organisation;
        let kind = self.document.organisation_kind(kind).map(|kind| ("kind", Fact::word(&kind.key)));
        let own = [("id", id), ("name", name), ("country", country)];
        let own = own.into_iter().filter(|(_, text)| !text.is_empty());
        Fact::record(own.map(|(name, text)| (name, Fact::word(text))).chain(kind))
    }
}

fn past_facts(past: &Past) -> Fact {
    Fact::record([
        ("year", Fact::Whole(past.year.into())),
        ("category", Fact::word(&past.category)),
        ("title", Fact::word(&past.title)),
        ("honour", Fact::word(&past.honour)),
    ])
}

fn group_facts(document: &EditionDocument) -> Fact {
    let group = |(key, members): (&String, &Vec<String>)| {
        (key.clone(), Fact::List(members.iter().map(Fact::word).collect()))
    };
    Fact::record(document.facts.groups.iter().map(group))
}

/// The days are those on the wall of the programme's place.
fn edition_facts(document: &EditionDocument) -> Fact {
    let day = |at: Timestamp| {
        let zoned = jiff::Timestamp::from_millisecond(at.0).ok()?.in_tz(&document.programme.timezone).ok()?;
        Some(Fact::word(zoned.date().to_string()))
    };
    let call = document.call();
    let opens = call.and_then(|call| day(call.from().instant()));
    // The last day on which one can enter.
    let closes = call.and_then(|call| day(call.to().instant().plus_ms(-1)));
    let days =
        [("opens", opens), ("closes", closes)].into_iter().filter_map(|(name, day)| Some((name, day?)));
    Fact::record(days.chain([("year", Fact::Whole(document.edition.year.into()))]))
}
