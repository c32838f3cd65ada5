//! What the sample is made of: texts and names in `data/`, no prose in the program.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::random::Random;
use crate::editions::CommentKind;

/// The texts and names, and the seed that decides which of them stand together.
pub struct Source {
    seed: u64,
    pub data: Data,
}

impl Source {
    pub fn new(seed: u64) -> serde_json::Result<Self> {
        Ok(Self { seed, data: Data::read()? })
    }

    /// A stream of chance of its own for one purpose and its numbers.
    pub fn chance(&self, purpose: &str, numbers: &[u64]) -> Random {
        Random::of(self.seed, purpose, numbers)
    }
}

pub struct Data {
    /// By country code.
    pub places: Vec<Place>,
    /// Five for each open category of the sample edition.
    projects: BTreeMap<&'static str, Vec<Project>>,
    pub further: Further,
    pub comments: BTreeMap<CommentKind, SampleComments>,
    pub phrases: Phrases,
}

/// Where organisations are, and what people and organisations are called there. Cities are real;
/// every organisation but the cities' own administrations is made up, and all are marked as sample.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub dialling: u16,
    pub cities: [String; 3],
    /// What a city's administration is called; `{}` stands for the city.
    pub administration: String,
    /// What a public service of a city is called.
    pub service: String,
    /// Two associations or foundations.
    pub associations: [String; 2],
    /// Given names: first and third of women, second and fourth of men.
    pub given: [String; 4],
    /// Family names in the same order.
    pub family: [String; 4],
}

/// One made-up project. In its texts `{city}`, `{people}`, `{staff}`,
/// `{share}`, `{before}`, `{months}` and `{partners}` are filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    pub titles: [String; 3],
    /// Titles in the language of a country.
    pub local: BTreeMap<String, String>,
    /// Whom it supports: options of the sample edition's `target_group`.
    pub groups: Vec<String>,
    /// What it is, for readers.
    pub summary: String,
    /// How the person is at the centre.
    pub theme: String,
    pub innovation: String,
    pub impact: String,
    /// How it lasts.
    pub sustain: String,
    /// How the people it is for took part.
    pub users: String,
}

/// Second paragraphs that fit any project, so that no two entries read alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Further {
    pub theme: Vec<String>,
    pub innovation: Vec<String>,
    pub impact: Vec<String>,
    pub sustain: Vec<String>,
    pub users: Vec<String>,
}

/// What a judge writes about entries of these kinds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleComments {
    pub weak: Vec<String>,
    pub sound: Vec<String>,
    pub strong: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrases {
    pub names: Names,
    pub admin: String,
    /// The name of who works there as staff.
    pub staff: String,
    /// What contact persons are.
    pub roles: Vec<String>,
    /// Small numbers, in words.
    pub partners: Vec<String>,
    pub incomplete: String,
    pub ineligible: String,
    pub conflict: String,
    pub picture: String,
    /// What stands in a document, above and below the title.
    pub document: Document,
}

/// What organisations of any country are called; `{}` stands for the city.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub institute: String,
    pub university: String,
    /// A second one of a city's administration, whose name `{}` stands for.
    pub department: String,
    pub region: String,
    pub company: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub heading: String,
    pub lines: Vec<String>,
}

/// Categories with projects of their own; an unknown one has those of the first.
macro_rules! projects {
    ($($category:literal),*) => {
        [$(($category, include_str!(concat!("data/projects/", $category, ".json")))),*]
    };
}

const FIRST: &str = "service_delivery";

impl Data {
    fn read() -> serde_json::Result<Self> {
        let texts = projects!(
            "service_delivery",
            "workforce_support",
            "collaborative_practice",
            "research_evaluation",
            "digital_transformation"
        );
        let projects = texts.map(|(category, text)| Ok((category, serde_json::from_str(text)?)));
        Ok(Self {
            places: serde_json::from_str(include_str!("data/places.json"))?,
            projects: projects.into_iter().collect::<serde_json::Result<_>>()?,
            further: serde_json::from_str(include_str!("data/further.json"))?,
            comments: serde_json::from_str(include_str!("data/comments.json"))?,
            phrases: serde_json::from_str(include_str!("data/phrases.json"))?,
        })
    }

    pub fn projects(&self, category: &str) -> &[Project] {
        self.projects.get(category).or_else(|| self.projects.get(FIRST)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{Data, FIRST};
    use crate::editions::{CategoryKind, sample::essa_2023};

    #[test]
    fn there_are_texts_for_all_that_the_sample_edition_asks_for() {
        let data = Data::read().expect("the texts of the sample");
        let essa = essa_2023().expect("the sample is valid");
        let open = essa.categories.iter().filter(|category| category.kind == CategoryKind::Open);
        let missing = open.filter(|category| !data.projects.contains_key(category.key.as_str()));
        assert_eq!(missing.count(), 0);
        assert!(data.projects.contains_key(FIRST) && data.projects.values().all(|list| list.len() == 5));
        assert!(essa.judged().flat_map(|r| &r.comments).all(|kind| data.comments.contains_key(kind)));
        assert!(data.places.len() >= 30);
        assert!(!data.phrases.roles.is_empty() && !data.phrases.partners.is_empty());
    }
}
