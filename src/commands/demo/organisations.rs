//! Made-up organisations in most countries of Europe.

use super::data::{Names, Place, Source};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleOrganisation<'a> {
    /// Its name in the language of its country; ends with "(sample)".
    pub name: String,
    pub kind: &'static str,
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
    pub city: &'a str,
}

/// The kinds of organisation there is a name for, cities and associations
/// being the most frequent entrants.
const KINDS: [&str; 9] = [
    "city",
    "third_sector",
    "third_sector",
    "city",
    "public_agency",
    "research",
    "third_sector",
    "regional_authority",
    "private",
];

/// The organisation of this number. Numbers run through all countries before
/// one comes a second time; no name is used twice.
#[must_use]
pub fn organisation(source: &Source, number: u64) -> SampleOrganisation<'_> {
    let place = place(source, "countries", number);
    let countries = u64::try_from(source.data.places.len()).unwrap_or(1);
    // Each country deals its own cards: every kind in every city, mixed.
    let mut cards: Vec<(&str, &str)> =
        place.cities.iter().flat_map(|city| KINDS.iter().map(|kind| (*kind, city.as_str()))).collect();
    source.chance(&place.country, &[]).shuffle(&mut cards);
    let turn = usize::try_from(number / countries).unwrap_or(0);
    let (kind, city) = cards.get(turn % cards.len()).copied().unwrap_or(("other", ""));
    let before = cards.iter().take(turn % cards.len()).filter(|card| **card == (kind, city)).count();
    let name = name(&source.data.phrases.names, place, kind, city, before);
    let name = match turn / cards.len() {
        0 => format!("{name} (sample)"),
        again => format!("{name} {} (sample)", again + 1),
    };
    SampleOrganisation { name, kind, country: &place.country, city }
}

/// Where the organisation or judge of this number is.
pub(super) fn place<'a>(source: &'a Source, order: &str, number: u64) -> &'a Place {
    let mut places: Vec<&Place> = source.data.places.iter().collect();
    source.chance(order, &[]).shuffle(&mut places);
    let countries = u64::try_from(places.len()).unwrap_or(1);
    let turn = usize::try_from(number % countries).unwrap_or(0);
    #[expect(clippy::indexing_slicing, reason = "the turn is below the number of places")]
    places[turn]
}

/// A name for the kind; `before` tells several of one kind and city apart.
fn name(names: &Names, place: &Place, kind: &str, city: &str, before: usize) -> String {
    let [first, second] = &place.associations;
    let of_city = |name: &str| name.replace("{}", city);
    match (kind, before) {
        ("city", 0) => of_city(&place.administration),
        ("city", _) => names.department.replace("{}", &of_city(&place.administration)),
        ("third_sector", 0) => format!("{first} {city}"),
        ("third_sector", 1) => format!("{second} {city}"),
        ("third_sector", _) => format!("{first} & {second} {city}"),
        ("public_agency", _) => of_city(&place.service),
        ("research", _) => of_city(&names.university),
        ("regional_authority", _) => of_city(&names.region),
        _ => of_city(&names.company),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::organisation;
    use crate::{
        commands::demo::data::Source,
        editions::{is_country, sample::essa_2023},
    };

    fn source(seed: u64) -> Source {
        Source::new(seed).expect("the texts of the sample")
    }

    #[test]
    fn organisations_differ_and_are_marked() {
        let source = source(3);
        let all: Vec<_> = (0..3_000).map(|number| organisation(&source, number)).collect();
        assert_eq!(all.iter().map(|o| &o.name).collect::<BTreeSet<_>>().len(), all.len());
        assert!(all.iter().all(|o| o.name.ends_with("(sample)") && is_country(o.country)));
        let kinds = essa_2023().expect("the sample is valid").facts.organisation_kinds;
        assert!(all.iter().all(|o| kinds.iter().any(|kind| kind.key == o.kind)));
    }

    #[test]
    fn a_sample_of_one_edition_spans_europe() {
        let source = source(1);
        let countries: BTreeSet<_> = (0..80).map(|number| organisation(&source, number).country).collect();
        assert!(countries.len() >= 32, "{}", countries.len());
        let cities = (0..80).filter(|number| organisation(&source, *number).kind == "city").count();
        assert!(cities >= 8, "{cities}");
    }

    #[test]
    fn the_same_seed_gives_the_same_organisation() {
        assert_eq!(organisation(&source(5), 41), organisation(&source(5), 41));
        assert_ne!(organisation(&source(5), 41), organisation(&source(6), 41));
    }
}
