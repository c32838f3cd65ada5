//! When two names are those of one organisation.

use crate::text::fold;

/// Forms in law that people write or leave out, folded and without dots: those of
/// Europe in the list of entity legal forms (ISO 20275), as GLEIF publishes it.
const LEGAL_FORMS: [&str; 104] = [
    "ab", "ad", "ae", "ag", "aisbl", "amke", "anpa", "ao", "aps", "as", "asbl", "asoc", "asso", "ba", "bt",
    "bv", "bvba", "cbc", "charity", "cic", "cio", "clg", "co", "coop", "cv", "cvba", "dac", "dd", "doo",
    "eg", "ehf", "eirl", "ek", "enk", "eood", "epe", "ets", "eu", "eurl", "ev", "fmba", "gbr", "gesmbh",
    "ggmbh", "gie", "gip", "gmbh", "gug", "hf", "hb", "ike", "inc", "ivzw", "jdoo", "kb", "kda", "kft", "kg",
    "kgaa", "ks", "lda", "limited", "llc", "llp", "lp", "ltd", "mbh", "mtu", "nv", "nyrt", "odv", "oe",
    "oeuvre", "og", "ohg", "onlus", "oo", "ood", "oss", "ou", "oy", "oyj", "plc", "rf", "ry", "sa", "sapa",
    "sarl", "sas", "scrl", "sha", "shpk", "sia", "sl", "slu", "snc", "sp", "spa", "spzoo", "srl", "sro",
    "uab", "ug", "vof",
];
/// More of them: further languages and scripts.
const MORE_FORMS: [&str; 22] = [
    "vsi",
    "vzw",
    "zrt",
    "zs",
    "zoo",
    "zu",
    "αε",
    "αμκε",
    "επε",
    "ικε",
    "οε",
    "ад",
    "ао",
    "д",
    "доо",
    "еоод",
    "нпо",
    "ооо",
    "оод",
    "сдруж",
    "тов",
    "фл",
];

/// What two names of one organisation share: letters and digits of the words, without
/// case, accents and legal form. Empty when a name is a legal form and nothing else.
#[must_use]
pub fn match_key(name: &str) -> String {
    let folded = fold(name).replace(['.', '\''], "").replace("a/s", "as").replace("i/s", "is");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_form = |word: &&&str| LEGAL_FORMS.contains(word) || MORE_FORMS.contains(word) || **word == "z";
    let first = words.iter().take_while(is_form).count();
    let last = words.iter().rev().take_while(is_form).count();
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
