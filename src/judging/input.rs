//! What a client may send about judging.

use std::collections::BTreeMap;

use entity::PublicId;
use serde::{Deserialize, Deserializer, de};
use utoipa::ToSchema;

use super::error::{InputFault, JudgingError};
use crate::{
    accounts::{Password, PersonName},
    address::Email,
    editions::Points,
    text::{Line, Lines, Part, Reason, words_of},
};

/// The most people or pairs one request may name.
const MOST: usize = 5_000;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReminder {
    /// Also to those who were reminded within a day.
    #[serde(default)]
    pub again: bool,
}

/// The judges to remind.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReminders {
    /// 1 to 200.
    #[serde(deserialize_with = "some_judges")]
    pub judges: Vec<PublicId>,
    /// Also those who were reminded within a day.
    #[serde(default)]
    pub again: bool,
}

/// The words that are looked for.
pub fn words_sought(search: Option<&str>) -> Result<Vec<String>, JudgingError> {
    let search = search.unwrap_or_default();
    if search.chars().count() > 200 || search.contains('\0') {
        let fault = InputFault::new("q".into(), "too_long", "Search for at most 200 characters.");
        return Err(JudgingError::Invalid(vec![fault]));
    }
    Ok(words_of(search))
}

/// People to be invited as judges.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJudges {
    /// At most 200 at once.
    #[serde(deserialize_with = "at_most_200")]
    pub judges: Vec<NewJudge>,
}

/// One person to be invited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewJudge {
    /// Address; the invitation goes to it.
    pub email: Email,
    pub name: PersonName,
    /// Where the judge works; entries of that organisation are kept away.
    pub organisation: Option<Line<200>>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<Country>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PastedList {
    /// At most 100,000 characters.
    #[serde(deserialize_with = "pasted")]
    pub text: String,
}

fn pasted<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.chars().count() > 100_000 {
        return Err(de::Error::custom("must have at most 100000 characters; paste it in parts"));
    }
    Ok(text)
}

/// ISO 3166-1 alpha-2, such as `BE`.
#[derive(Clone, Debug, ToSchema)]
pub struct Country(pub String);

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        if crate::countries::is_country(&code) {
            return Ok(Self(code));
        }
        Err(de::Error::custom("must be a country code of two capital letters (ISO 3166-1)"))
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPanel {
    /// Ids of judges; replaces the panel.
    pub judges: Vec<PublicId>,
}

/// Which entries go to which judges.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "mode", rename_all = "snake_case", deny_unknown_fields)]
pub enum NewAssignments {
    /// All judges of a panel get all eligible entries of its category.
    Panel {
        /// One category; all when it is left out.
        category: Option<String>,
    },
    /// Pairs picked by hand.
    Pairs {
        /// At most 5,000.
        #[serde(deserialize_with = "at_most_5000")]
        pairs: Vec<AssignmentPair>,
    },
}

/// One entry for one judge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentPair {
    pub entry: PublicId,
    pub judge: PublicId,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeInvitationAnswer {
    /// The part of the link after `#`.
    pub token: String,
    /// Name; the invited one when left out.
    pub name: Option<PersonName>,
    /// 12 to 128 characters; without one, sign-in is by mailed links.
    pub password: Option<Password>,
    /// Where the judge works; entries of that organisation are kept away.
    #[serde(default)]
    pub organisation: Option<Line<200>>,
    /// Instead of an organisation by someone who belongs to none.
    #[serde(default)]
    pub no_organisation: bool,
    /// Whether to judge.
    pub accept: bool,
}

/// A change of a scoresheet: only what is named changes, and a part that is wrong keeps no other
/// from being saved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SheetChange {
    /// Scores by criterion; `null` clears one.
    #[serde(default)]
    #[schema(value_type = std::collections::BTreeMap<String, Option<f64>>)]
    pub scores: BTreeMap<String, Part<Option<Points>>>,
    #[serde(default)]
    pub comments: CommentChange,
}

#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentChange {
    #[schema(value_type = Option<String>)]
    pub internal: Option<Part<Lines<5000>>>,
    #[schema(value_type = Option<String>)]
    pub panel: Option<Part<Lines<5000>>>,
    /// For the entrant, after release.
    #[schema(value_type = Option<String>)]
    pub entrant: Option<Part<Lines<5000>>>,
}

/// Why a judge may not judge an entry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConflict {
    /// In the judge's words.
    pub reason: Reason<2000>,
}

/// A decision of staff about a judge and an entry.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConflictDecision {
    pub entry: PublicId,
    pub judge: PublicId,
    /// Why, for the record.
    pub reason: Line<2000>,
}

fn at_most_200<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NewJudge>, D::Error> {
    bounded(deserializer, 200)
}

fn some_judges<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PublicId>, D::Error> {
    bounded(deserializer, 200)
}

fn at_most_5000<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<AssignmentPair>, D::Error> {
    bounded(deserializer, MOST)
}

fn bounded<'de, D, T>(deserializer: D, most: usize) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let list = Vec::<T>::deserialize(deserializer)?;
    if list.is_empty() || list.len() > most {
        return Err(de::Error::custom(format!("must name 1 to {most}")));
    }
    Ok(list)
}
