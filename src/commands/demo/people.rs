//! Made-up people: contact persons and judges. All addresses end in
//! `example.org`, which nobody can own (RFC 2606), so no mail ever arrives.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{organisations, places::Place, random::Random};

/// A made-up person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePerson {
    /// Given and family name.
    pub name: String,
    /// An address at `example.org`.
    pub email: String,
    /// ISO 3166-1 alpha-2.
    pub country: &'static str,
}

/// A made-up judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleJudge {
    /// The person.
    pub person: SamplePerson,
    /// Where the judge works.
    pub organisation: String,
}

/// The judge of this number. Judges come from as many countries as there are.
#[must_use]
pub fn judge(seed: u64, number: u64) -> SampleJudge {
    let place = organisations::place(seed, "judges", number);
    let mut random = Random::of(seed, "judge", &[number]);
    let city = *random.pick(&place.cities);
    let organisation = match random.below(3) {
        0 => format!("Institute for Social Research, {city}"),
        1 => place.service.replace("{}", city),
        _ => (*random.pick(&place.associations)).to_owned(),
    };
    SampleJudge {
        person: person(place, &mut random, &format!("judge{}", number + 1)),
        organisation: format!("{organisation} (sample)"),
    }
}

/// Someone who signs in for the organisation of this number.
#[must_use]
pub fn member(seed: u64, organisation: u64) -> SamplePerson {
    let place = organisations::place(seed, "countries", organisation);
    let mut random = Random::of(seed, "member", &[organisation]);
    person(place, &mut random, &format!("org{}", organisation + 1))
}

/// A person with an address that no other has, thanks to the mark.
fn person(place: &'static Place, random: &mut Random, mark: &str) -> SamplePerson {
    // Given and family names stand in the same order, since in many languages they agree.
    let half = random.place(2);
    let of = |names: &'static [&'static str; 4], random: &mut Random| {
        let fitting: Vec<&str> = names.iter().skip(half).step_by(2).copied().collect();
        *random.pick(&fitting)
    };
    let (given, family) = (of(&place.given, random), of(&place.family, random));
    SamplePerson {
        name: format!("{given} {family}"),
        email: format!("{}.{}.{mark}@example.org", plain(given), plain(family)),
        country: place.country,
    }
}

/// A name in lower-case ASCII letters.
fn plain(name: &str) -> String {
    let bare = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let letters = bare.map(|c| match c {
        'ł' => "l".to_owned(),
        'ø' => "o".to_owned(),
        'đ' | 'ð' => "d".to_owned(),
        'ı' => "i".to_owned(),
        'æ' => "ae".to_owned(),
        'ß' => "ss".to_owned(),
        'þ' => "th".to_owned(),
        'ħ' => "h".to_owned(),
        c if c.is_ascii_alphanumeric() => c.to_string(),
        _ => String::new(),
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{judge, member, plain};
    use crate::commands::demo::places::PLACES;

    #[test]
    fn every_name_has_letters_for_an_address() {
        for name in PLACES.iter().flat_map(|place| place.given.iter().chain(&place.family)) {
            let letters = plain(name);
            assert!(letters.len() + 2 >= name.chars().count(), "{name} became {letters}");
            assert!(letters.bytes().all(|b| b.is_ascii_lowercase()), "{name} became {letters}");
        }
    }

    #[test]
    fn no_two_people_share_an_address_and_nobody_real_has_one() {
        let judges = (0..200).map(|number| judge(7, number).person.email);
        let members = (0..200).map(|number| member(7, number).email);
        let addresses: Vec<String> = judges.chain(members).collect();
        assert!(addresses.iter().all(|address| address.ends_with("@example.org")));
        assert_eq!(addresses.iter().collect::<BTreeSet<_>>().len(), 400);
    }
}
