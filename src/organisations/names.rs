//! When two names are those of one organisation.

use std::{collections::HashSet, sync::LazyLock};

use crate::text::fold;

/// Forms in law that people write or leave out, folded and without dots: the abbreviations of three
/// to eight letters that ISO 20275 lists for countries of Europe (code list of entity legal forms,
/// published by GLEIF, as of 2023-09-28), without those of Switzerland, which are words, and those
/// that are words of a language.
const PUBLISHED: &str = include_str!("legal_forms.txt");
/// Further ones: of two letters only where people do write them, and forms of associations that are
/// not in that list, such as those of the third sector in Italy and France.
const FURTHER: &str = "\
    ab ad ae ag amke anpa ao as asoc asso ba bt bv cbc charity cio co cv dac dd eg eirl ek ets \
    eu eurl ev gip gug hb hf kb kg ks lda llc lp mbh nv odv oe oeuvre og onlus oo oss ou oy rf \
    ry sa sagl sapa sl sp spzoo sro ug vsi zs zu αε αμκε επε ικε οε ад ао д нпо сдруж тов фл z";

fn is_form(word: &str) -> bool {
    static ALL: LazyLock<HashSet<&str>> =
        LazyLock::new(|| PUBLISHED.split_whitespace().chain(FURTHER.split_whitespace()).collect());
    ALL.contains(word)
}

/// What two names of one organisation share: letters and digits of the words, without
/// case, accents and legal form. Empty when a name is a legal form and nothing else.
#[must_use]
pub fn match_key(name: &str) -> String {
    let folded = fold(name).replace(['.', '\''], "").replace("a/s", "as").replace("i/s", "is");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let first = words.iter().take_while(|word| is_form(word)).count();
    let last = words.iter().rev().take_while(|word| is_form(word)).count();
    let core = words.get(first..words.len().saturating_sub(last)).unwrap_or_default();
    if core.is_empty() { words.concat() } else { core.concat() }
}

#[cfg(test)]
mod tests {
    use super::match_key;

    #[test]
    fn one_organisation_is_known_by_all_its_spellings() {
        for (one, other) in [
            ("Grad Osijek", "GRAD  OSIJEK."),
            ("Caritas Wien e.V.", "caritas wien"),
            ("Lebenshilfe gGmbH", "Lebenshilfe"),
            ("Diakonie GmbH & Co. KG", "Diakonie"),
            ("ASBL Maison d’Accueil", "Maison d'accueil asbl"),
            ("Servicios Sociales, S.A.", "Servicios Sociales SA"),
            ("UAB „Pagalba“", "Pagalba, UAB"),
            ("Rural Coffee Caravan Ltd", "Rural Coffee Caravan Limited"),
            ("Pomoc Sp. z o.o.", "POMOC"),
            ("Šiaulių miestas", "Siauliu Miestas"),
            ("Φροντίδα Α.Ε.", "ΦΡΟΝΤΙΔΑ"),
            ("Hjælp A/S", "Hjaelp"),
            // Of these forms only the published list knows.
            ("Pomoć j.t.d.", "Pomoć"),
            ("Sosiaalipalvelut osk", "Sosiaalipalvelut"),
            ("Zorg Samen CVOA", "Zorg Samen"),
            ("Hjelp ASA", "Hjelp"),
        ] {
            assert_eq!(match_key(one), match_key(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_names_stay_different() {
        assert_ne!(match_key("Grad Osijek"), match_key("Grad Zagreb"));
        assert_ne!(match_key("Caritas Wien"), match_key("Caritas Graz"));
        assert_ne!(match_key("SA"), match_key("AG"));
        assert!(!match_key("ASBL").is_empty());
    }
}
