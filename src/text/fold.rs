//! Text for finding and for order: the same answers on every database.
//!
//! Both are kept in columns beside what they are made of, and made again when
//! [`FOLD_VERSION`] or the Unicode data changes.

use std::sync::LazyLock;

use icu_collator::{CollatorBorrowed, CollatorPreferences, preferences::CollationNumericOrdering};
use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

/// Counts changes of what [`fold`] and [`sort_key`] give, of the collation data and of what is made
/// of folded text, such as by what organisations are recognised.
pub const FOLD_VERSION: &str = "2";

/// A text without case, accents, compatibility forms and what nobody sees, with
/// one space between words: STRASSE is Straße, ΛΆΡΝΑΚΑ is λάρνακα, ﬁ is fi.
///
/// It follows caseless matching of the Unicode Standard (3.13, D146), case
/// folding being lower case written large and small again, and goes on where people leave out
/// more: marks, and letters with a stroke, which Unicode does not take apart.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_mark(*c));
    let small = plain.flat_map(char::to_lowercase);
    let caseless = small.flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for c in caseless.nfkd().filter(|c| !is_mark(*c)) {
        match plain_letter(c) {
            Some(letters) => folded.push_str(letters),
            None if c.is_whitespace() => folded.push(' '),
            None => folded.push(c),
        }
    }
    folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The folded words of a search, at most ten; each must be found, in any order.
#[must_use]
pub fn words_of(search: &str) -> Vec<String> {
    fold(search).split(' ').filter(|word| !word.is_empty()).take(10).map(str::to_owned).collect()
}

/// A pattern for `LIKE … ESCAPE '\'` that finds a folded word anywhere.
#[must_use]
pub fn pattern(word: &str) -> String {
    format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

fn is_mark(c: char) -> bool {
    canonical_combining_class(c) != 0 || super::clean::is_ignorable(c)
}

fn plain_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ŋ' => "n",
        'ĸ' => "k",
        '’' | '‘' | 'ʼ' | '`' | '´' => "'",
        '‐' | '‑' | '‒' | '–' | '—' => "-",
        _ => return None,
    })
}

static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(preferences, icu_collator::options::CollatorOptions::default()).ok()
});

/// A key that stands among others as the text does in a dictionary of no
/// language in particular (Unicode Collation Algorithm, root order; numbers by
/// their value). In hexadecimal digits, so that a page's end can carry it.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut key = Vec::new();
    match COLLATOR.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut key);
        }
        None => key.extend(fold(text).into_bytes()),
    }
    data_encoding::HEXLOWER.encode(&key)
}

#[cfg(test)]
mod tests {
    use super::{fold, pattern, sort_key, words_of};

    #[test]
    fn one_word_is_found_however_it_is_written() {
        for (one, other) in [
            ("STRASSE", "Straße"),
            ("STRA\u{1E9E}E", "strasse"),
            ("ΟΔΥΣΣΕΎΣ", "οδυσσευς"),
            ("Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ"),
            ("ΛΆΡΝΑΚΑ", "Λάρνακα"),
            ("ПЛОВДИВ", "пловдив"),
            ("Йошкар", "иошкар"),
            ("Šiauliai", "siauliai"),
            ("Cafe\u{301}", "CAFÉ"),
            ("Żółć", "zolc"),
            ("İstanbul", "istanbul"),
            ("ISTANBUL", "ıstanbul"),
            ("\u{FB01}n", "FIN"),
            ("ᲥᲐᲠᲗᲣᲚᲘ", "ქართული"),
            ("Ærø", "AERO"),
            ("no\u{A0}break", "no break"),
            ("L’Aquila", "L'AQUILA"),
            ("a\u{AD}b\u{200D}c", "ABC"),
            ("  Grad\n Osijek ", "grad osijek"),
            ("２０２７", "2027"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("Köln"), fold("Koeln"));
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for text in ["Ǆ ŉ ᾳ ΐ ﬃ ẞ İ ǰ", "Ὀδυσσεύς Żółć", "ᲥᲐᲠ Йо Ѐ", "한국어", "Å Å"]
        {
            assert_eq!(fold(&fold(text)), fold(text), "{text}");
        }
    }

    #[test]
    fn words_are_taken_as_they_are() {
        assert_eq!(words_of("  Straße 100%_\\ "), ["strasse", "100%_\\"]);
        assert_eq!(pattern("100%_\\"), "%100\\%\\_\\\\%");
        assert!(words_of(" \u{200B} ").is_empty());
    }

    #[test]
    fn names_stand_as_in_a_dictionary() {
        // CLDR's root order: case and accents come after the letters, numbers by value,
        // Greek before Cyrillic before Georgian.
        let ordered = [
            "Abend",
            "Ähre",
            "Bern",
            "Čakovec",
            "Cork",
            "Eger",
            "Élan",
            "Entry 9",
            "Entry 10",
            "Lyon",
            "Osijek",
            "Österreich",
            "Zagreb",
            "Žilina",
            "Αθήνα",
            "Λάρνακα",
            "Варна",
            "Пловдив",
            "თბილისი",
        ];
        let mut sorted = ordered.to_vec();
        sorted.reverse();
        sorted.sort_by_key(|name| sort_key(name));
        assert_eq!(sorted, ordered);
    }
}
