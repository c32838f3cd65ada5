//! Who gives the awards, and what is particular to this year.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Brand;

/// The awards as an institution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFacts {
    /// Its name in addresses: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// Who runs it.
    pub organiser: String,
    /// The e-mail address for questions, for everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The IANA time zone in which dates are shown, e.g. `Europe/Brussels`.
    pub timezone: String,
    /// The language of the texts in this document, e.g. `en`.
    pub default_locale: String,
    /// How it looks on its pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<Brand>,
}

/// One year of the awards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditionFacts {
    /// Its name in addresses, below the programme's: `essa/2023`.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// The year it is counted under.
    pub year: i16,
    /// The theme of the year.
    pub theme: String,
    /// What the theme means, in a paragraph.
    pub summary: String,
    /// Where and when the winners are honoured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceremony: Option<Ceremony>,
}

/// Where and when the winners are honoured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ceremony {
    /// The city.
    pub city: String,
    /// The country, as ISO 3166-1 alpha-2 code.
    pub country: String,
    /// The first day.
    #[schemars(with = "String", extend("format" = "date"))]
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    /// The last day; the same as the first for a single day.
    #[schemars(with = "String", extend("format" = "date"))]
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
    /// What is expected of finalists or winners there, for everyone who thinks of entering.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<String>,
}
