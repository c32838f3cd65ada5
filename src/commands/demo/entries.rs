//! Made-up entries: a project told in the fields of a form.

use std::collections::BTreeMap;

use super::{answers::Teller, data::Source, files::SampleFile};
use crate::{
    editions::{AnswerKind, Field, FileRules, FileType, Form},
    entries::fields::Answer,
};

/// A made-up entry that can be submitted as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleEntry {
    pub answers: BTreeMap<String, Answer>,
    pub files: Vec<SampleFile>,
}

/// The entry of one organisation in a category, answered in full. Both
/// numbers count from 0; the organisation's decides on country and city.
#[must_use]
pub fn entry(source: &Source, organisation: u64, number: u64, form: &Form, category: &str) -> SampleEntry {
    let mut teller = Teller::new(source, organisation, number, category);
    let mut entry = SampleEntry { answers: BTreeMap::new(), files: Vec::new() };
    for field in form.fields() {
        // It may not be asked of this one: what can be left open is.
        if field.condition.is_some() && !field.required {
            continue;
        }
        if let Some(rules) = field.answer.files() {
            entry.files.extend(files(&mut teller, field, rules));
        } else if let Some(answer) = teller.answer(field) {
            entry.answers.insert(field.key.clone(), answer);
        }
    }
    entry
}

/// Files of the types that can be made: pictures and PDF.
fn files(teller: &mut Teller, field: &Field, rules: &FileRules) -> Vec<SampleFile> {
    let picture = matches!(field.answer, AnswerKind::Images(_));
    let wanted: &[FileType] = if picture { &[FileType::Jpg, FileType::Png] } else { &[FileType::Pdf] };
    let Some(kind) = wanted.iter().copied().find(|kind| rules.accept.contains(kind)) else {
        return Vec::new();
    };
    let least = if field.required { rules.min_files.max(1) } else { rules.min_files };
    let most = rules.max_files.min(if picture { 3 } else { 1 }).max(least);
    let count = teller.random.between(u64::from(least), u64::from(most));
    (0..count).map(|number| teller.file(field, kind, number)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::entry;
    use crate::{
        commands::demo::data::Source,
        editions::{CategoryKind, Form, sample::essa_2023},
        entries::fields::{FileCount, complete, parse_answer, words},
    };

    fn source(seed: u64) -> Source {
        Source::new(seed).expect("the texts of the sample")
    }

    fn essa() -> (Form, Vec<String>) {
        let essa = essa_2023().expect("the sample is valid");
        let open = essa.categories.iter().filter(|category| category.kind == CategoryKind::Open);
        let categories = open.map(|category| category.key.clone()).collect();
        (essa.form, categories)
    }

    #[test]
    fn every_sample_entry_could_be_submitted() {
        let (source, (form, categories)) = (source(9), essa());
        for number in 0..40 {
            for category in &categories {
                let entry = entry(&source, number, number, &form, category);
                for (key, answer) in &entry.answers {
                    let field = form.field(key).expect("a field of the form");
                    assert_eq!(parse_answer(field, &answer.to_json()).as_ref(), Ok(answer), "{key}");
                }
                let mut files = BTreeMap::<String, FileCount>::new();
                for file in &entry.files {
                    let count = files.entry(file.field.clone()).or_default();
                    count.files += 1;
                    count.undescribed += u64::from(file.alt_text.is_empty());
                }
                assert_eq!(complete(&form, &entry.answers, &files), [], "{category} {number}");
            }
        }
    }

    #[test]
    fn entries_say_something_and_differ() {
        let (source, (form, categories)) = (source(1), essa());
        let texts: Vec<String> = (0..119)
            .map(|number| {
                let category = &categories[usize::try_from(number).expect("small") % categories.len()];
                let entry = entry(&source, number, number, &form, category);
                let text = entry.answers["c_impact"].as_text().expect("a text").to_owned();
                assert!((60..=300).contains(&words(&text)), "{text}");
                assert!(!text.contains(['{', '}']), "{text}");
                text
            })
            .collect();
        assert_eq!(texts.iter().collect::<BTreeSet<_>>().len(), texts.len());
    }

    #[test]
    fn titles_come_in_many_scripts() {
        let (source, (form, categories)) = (source(1), essa());
        let titles: Vec<String> = (0..400)
            .map(|number| entry(&source, number, number, &form, &categories[0]).answers["title"].clone())
            .filter_map(|answer| answer.as_text().map(str::to_owned))
            .collect();
        let has = |letters: &str| titles.iter().any(|title| title.contains(|c| letters.contains(c)));
        assert!(has("άήώ"), "Greek");
        assert!(has("бвд"), "Cyrillic");
        assert!(has("łóńś"), "Polish");
        assert!(has("àãç"), "Portuguese");
    }

    #[test]
    fn the_same_numbers_give_the_same_entry() {
        let (form, categories) = essa();
        let twice = [(); 2].map(|()| entry(&source(4), 17, 2, &form, &categories[1]));
        assert_eq!(twice[0], twice[1]);
        assert_ne!(twice[0], entry(&source(5), 17, 2, &form, &categories[1]));
    }
}
