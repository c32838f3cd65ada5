//! What the sample entries are about: made-up projects, five for each of the
//! categories of the sample edition, told in sentences with places for
//! figures, and sentences that fit any of them.

mod collaborative_practice;
mod digital_transformation;
pub(super) mod further;
mod research_evaluation;
mod service_delivery;
mod workforce_support;

/// One made-up project. In its texts `{city}`, `{people}`, `{staff}`,
/// `{share}`, `{before}`, `{months}` and `{partners}` are filled in.
pub struct Project {
    /// Titles it can have in English.
    pub titles: [&'static str; 3],
    /// Titles in the language of a country.
    pub local: &'static [(&'static str, &'static str)],
    /// Whom it supports: options of the sample edition's `target_group`.
    pub groups: &'static [&'static str],
    /// What it is, for readers.
    pub summary: &'static str,
    /// How the person is at the centre.
    pub theme: &'static str,
    /// What is new.
    pub innovation: &'static str,
    /// What has changed.
    pub impact: &'static str,
    /// How it lasts.
    pub sustain: &'static str,
    /// How the people it is for took part.
    pub users: &'static str,
}

/// The projects of a category; those of service delivery for one we do not know.
#[must_use]
pub fn of(category: &str) -> &'static [Project] {
    match category {
        "workforce_support" => workforce_support::PROJECTS,
        "collaborative_practice" => collaborative_practice::PROJECTS,
        "research_evaluation" => research_evaluation::PROJECTS,
        "digital_transformation" => digital_transformation::PROJECTS,
        _ => service_delivery::PROJECTS,
    }
}
