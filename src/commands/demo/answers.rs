//! Telling one sample project in whatever fields a form has.

use super::{
    data::{Phrases, Place, Project, Source},
    files::SampleFile,
    organisations::{SampleOrganisation, organisation},
    people::{SamplePerson, member},
    random::Random,
};
use crate::{
    editions::{AnswerKind, Choice, Field, FileType},
    entries::fields::{Answer, characters, words},
};

/// Tells one project of one organisation.
pub(super) struct Teller<'a> {
    /// Chance of this entry alone.
    pub(super) random: Random,
    pub(super) title: String,
    source: &'a Source,
    project: &'a Project,
    place: &'a Place,
    organisation: SampleOrganisation<'a>,
    contact: SamplePerson<'a>,
    figures: [(&'static str, String); 7],
    started: u64,
}

impl<'a> Teller<'a> {
    pub(super) fn new(source: &'a Source, owner: u64, number: u64, category: &str) -> Self {
        let mut random = source.chance(category, &[owner, number]);
        let organisation = organisation(source, owner);
        let place = super::organisations::place(source, "countries", owner);
        let project = random.pick(source.data.projects(category));
        let title = title(&mut random, project, &organisation);
        let figure = |random: &mut Random, least, most| random.between(least, most).to_string();
        let figures = [
            ("{city}", organisation.city.to_owned()),
            ("{people}", figure(&mut random, 60, 900)),
            ("{staff}", figure(&mut random, 24, 180)),
            ("{share}", figure(&mut random, 62, 91)),
            ("{before}", figure(&mut random, 21, 45)),
            ("{months}", figure(&mut random, 12, 36)),
            ("{partners}", random.pick(&source.data.phrases.partners).clone()),
        ];
        let started = random.between(2018, 2021);
        let contact = member(source, owner);
        Self { random, title, source, project, place, organisation, contact, figures, started }
    }

    /// The answer to one field: by its meaning where the sample edition has
    /// it, else by its kind. Some optional fields stay empty.
    pub(super) fn answer(&mut self, field: &Field) -> Option<Answer> {
        if !field.required && self.random.percent(25) {
            return None;
        }
        match &field.answer {
            AnswerKind::Text { max_chars } => Some(self.line(&field.key, *max_chars)),
            AnswerKind::LongText { max_chars, max_words } => {
                let text = self.paragraphs(&field.key);
                Some(Answer::Text(within(&text, *max_words, *max_chars)))
            }
            AnswerKind::Email {} => Some(Answer::Text(self.contact.email.clone())),
            AnswerKind::Phone {} => Some(Answer::Text(self.phone())),
            AnswerKind::Url {} => Some(Answer::Text(self.address("video"))),
            AnswerKind::UrlList { .. } => Some(Answer::List(vec![self.address("project")])),
            AnswerKind::TextList { max_items, max_chars } => Some(self.partners(*max_items, *max_chars)),
            AnswerKind::Choice { options } => Some(Answer::Text(self.random.pick(options).key.clone())),
            AnswerKind::MultiChoice { options, max_items } => Some(self.options(options, *max_items)),
            AnswerKind::Country {} => Some(Answer::Text(self.organisation.country.to_owned())),
            AnswerKind::Month { not_before } => self.month(not_before.is_some(), field.required),
            AnswerKind::Date { from, .. } => {
                Some(Answer::Text(from.map_or_else(|| "2026-03-01".to_owned(), |day| day.to_string())))
            }
            AnswerKind::Number { min, .. } => {
                Some(Answer::Text(self.random.between(*min, min.saturating_add(100)).to_string()))
            }
            AnswerKind::Boolean {} => Some(Answer::Flag(self.random.percent(40))),
            AnswerKind::Consent { .. } => Some(Answer::Flag(field.required || self.random.percent(30))),
            AnswerKind::Images(_) | AnswerKind::Files(_) => None,
        }
    }

    pub(super) fn file(&mut self, field: &Field, kind: FileType, number: u64) -> SampleFile {
        SampleFile::new(field, kind, number, self.phrases(), &self.title, &mut self.random)
    }

    fn phrases(&self) -> &'a Phrases {
        &self.source.data.phrases
    }

    fn line(&mut self, key: &str, most: u32) -> Answer {
        let text = match key {
            "title" => self.title.clone(),
            "contact_name" => self.contact.name.clone(),
            "contact_role" => self.random.pick(&self.phrases().roles).clone(),
            _ => format!("{} (sample)", self.organisation.city),
        };
        Answer::Text(within(&text, None, Some(most)))
    }

    fn paragraphs(&mut self, key: &str) -> String {
        let (project, further) = (self.project, &self.source.data.further);
        let (first, more) = match key {
            "public_summary" => (&project.summary, [].as_slice()),
            "c_theme" => (&project.theme, further.theme.as_slice()),
            "c_innovation" => (&project.innovation, further.innovation.as_slice()),
            "c_sustain" => (&project.sustain, further.sustain.as_slice()),
            "c_users" => (&project.users, further.users.as_slice()),
            _ => (&project.impact, further.impact.as_slice()),
        };
        let mut paragraphs = vec![first.as_str()];
        let mut order: Vec<&str> = more.iter().map(String::as_str).collect();
        self.random.shuffle(&mut order);
        let count = self.random.between(1, 3);
        paragraphs.extend(order.into_iter().take(usize::try_from(count).unwrap_or(1)));
        self.fill(&paragraphs.join("\n\n"))
    }

    /// Puts the figures in; one that begins a sentence gets a capital.
    fn fill(&self, text: &str) -> String {
        self.figures.iter().fold(text.to_owned(), |text, (name, figure)| {
            let first = figure.chars().take(1).flat_map(char::to_uppercase);
            let capital: String = first.chain(figure.chars().skip(1)).collect();
            text.replace(&format!(". {name}"), &format!(". {capital}")).replace(name, figure)
        })
    }

    fn phone(&mut self) -> String {
        format!(
            "+{} 555 {:02} {:02} {:02}",
            self.place.dialling,
            self.random.below(100),
            self.random.below(100),
            self.random.below(100)
        )
    }

    fn address(&mut self, page: &str) -> String {
        format!(
            "https://www.example.org/{}/{page}-{}",
            self.organisation.country.to_lowercase(),
            self.random.below(10_000)
        )
    }

    fn partners(&mut self, most: u32, most_chars: u32) -> Answer {
        let [first, second] = &self.place.associations;
        let city = self.organisation.city;
        let mut names = vec![
            format!("{} (sample)", self.place.service.replace("{}", city)),
            format!("{first} (sample)"),
            format!("{second} (sample)"),
            format!("University of Applied Social Studies, {city} (sample)"),
        ];
        names.retain(|name| *name != self.organisation.name && characters(name) <= u64::from(most_chars));
        self.random.shuffle(&mut names);
        let count = self.random.between(1, u64::from(most.clamp(1, 3)));
        names.truncate(usize::try_from(count).unwrap_or(1));
        Answer::List(names)
    }

    /// Options the project is about, or one by chance; in the form's order.
    fn options(&mut self, options: &[Choice], most: Option<u32>) -> Answer {
        let about = |option: &&Choice| self.project.groups.contains(&option.key);
        let mut keys: Vec<String> = options.iter().filter(about).map(|option| option.key.clone()).collect();
        if keys.is_empty() {
            keys.push(self.random.pick(options).key.clone());
        }
        keys.truncate(most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX));
        Answer::List(keys)
    }

    /// Projects start before 2022, and few have ended.
    fn month(&mut self, is_end: bool, required: bool) -> Option<Answer> {
        if is_end && !required && self.random.percent(70) {
            return None;
        }
        let year = if is_end { self.started + self.random.between(1, 2) } else { self.started };
        Some(Answer::Text(format!("{year}-{:02}", self.random.between(1, 12))))
    }
}

/// In the language of the country where there is one, else in English; some
/// with the city, so that one title seldom stands twice.
fn title(random: &mut Random, project: &Project, organisation: &SampleOrganisation<'_>) -> String {
    let local = project.local.get(organisation.country);
    let english = random.pick(&project.titles);
    match (local, random.below(3)) {
        (Some(title), 0) => title.clone(),
        (Some(title), _) => format!("{title} – {english}"),
        (None, 0) => english.clone(),
        (None, 1) => format!("{english} in {}", organisation.city),
        (None, _) => format!("{}: {english}", organisation.city),
    }
}

/// A text cut to its limits, after a sentence where that is possible.
fn within(text: &str, most_words: Option<u32>, most_chars: Option<u32>) -> String {
    let fits = |text: &str| {
        most_words.is_none_or(|most| words(text) <= u64::from(most))
            && most_chars.is_none_or(|most| characters(text) <= u64::from(most))
    };
    let mut cut = text;
    while !fits(cut) {
        let end = cut.trim_end_matches(['.', ' ', '\n']);
        cut = match (end.rfind(". "), end.rfind(' ')) {
            (Some(sentence), _) => cut.get(..=sentence).unwrap_or_default(),
            (None, Some(word)) => cut.get(..word).unwrap_or_default(),
            (None, None) => {
                let most = most_chars.and_then(|most| usize::try_from(most).ok()).unwrap_or(0);
                return cut.chars().take(most).collect();
            }
        };
    }
    cut.to_owned()
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn texts_are_cut_after_a_sentence_where_possible() {
        let text = "One two three. Four five.\n\nSix.";
        assert_eq!(within(text, None, None), text);
        assert_eq!(within(text, Some(5), None), "One two three.");
        assert_eq!(within(text, Some(2), None), "One two");
        assert_eq!(within(text, None, Some(3)), "One");
        assert_eq!(within(text, None, Some(2)), "On");
    }
}
