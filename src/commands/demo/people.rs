//! Made-up people: contact persons and judges. All addresses end in
//! `example.org`, which nobody can own (RFC 2606), so no mail ever arrives.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    data::{Place, Source},
    organisations,
    random::Random,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePerson<'a> {
    pub name: String,
    pub email: String,
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleJudge<'a> {
    pub person: SamplePerson<'a>,
    pub organisation: String,
}

/// The judge of this number. Judges come from as many countries as there are.
#[must_use]
pub fn judge(source: &Source, number: u64) -> SampleJudge<'_> {
    let place = organisations::place(source, "judges", number);
    let mut random = source.chance("judge", &[number]);
    let city = random.pick(&place.cities);
    let organisation = match random.below(3) {
        0 => source.data.phrases.names.institute.replace("{}", city),
        1 => place.service.replace("{}", city),
        _ => random.pick(&place.associations).clone(),
    };
    SampleJudge {
        person: person(place, &mut random, &format!("judge{}", number + 1)),
        organisation: format!("{organisation} (sample)"),
    }
}

/// Someone who signs in for the organisation of this number.
#[must_use]
pub fn member(source: &Source, organisation: u64) -> SamplePerson<'_> {
    let place = organisations::place(source, "countries", organisation);
    let mut random = source.chance("member", &[organisation]);
    person(place, &mut random, &format!("org{}", organisation + 1))
}

/// Someone whom an entry of this organisation nominates.
#[must_use]
pub fn nominee(source: &Source, organisation: u64, number: u64) -> SamplePerson<'_> {
    let place = organisations::place(source, "countries", organisation);
    let mut random = source.chance("nominee", &[organisation, number]);
    person(place, &mut random, &format!("nominee{}", number + 1))
}

/// A person with an address that no other has, thanks to the mark.
fn person<'a>(place: &'a Place, random: &mut Random, mark: &str) -> SamplePerson<'a> {
    // Given and family names stand in the same order, since in many languages they agree.
    let half = random.place(2);
    let mut of = |names: &'a [String; 4]| {
        let fitting: Vec<&str> = names.iter().skip(half).step_by(2).map(String::as_str).collect();
        *random.pick(&fitting)
    };
    let (given, family) = (of(&place.given), of(&place.family));
    SamplePerson {
        name: format!("{given} {family}"),
        email: format!("{}.{}.{mark}@example.org", plain(given), plain(family)),
        country: &place.country,
    }
}

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
    use crate::commands::demo::data::Source;

    #[test]
    fn every_name_has_letters_for_an_address() {
        let source = Source::new(7).expect("the texts of the sample");
        for name in source.data.places.iter().flat_map(|place| place.given.iter().chain(&place.family)) {
            let letters = plain(name);
            assert!(letters.len() + 2 >= name.chars().count(), "{name} became {letters}");
            assert!(letters.bytes().all(|b| b.is_ascii_lowercase()), "{name} became {letters}");
        }
    }

    #[test]
    fn no_two_people_share_an_address_and_nobody_real_has_one() {
        let source = Source::new(7).expect("the texts of the sample");
        let judges = (0..200).map(|number| judge(&source, number).person.email);
        let members = (0..200).map(|number| member(&source, number).email);
        let addresses: Vec<String> = judges.chain(members).collect();
        assert!(addresses.iter().all(|address| address.ends_with("@example.org")));
        assert_eq!(addresses.iter().collect::<BTreeSet<_>>().len(), 400);
    }
}
