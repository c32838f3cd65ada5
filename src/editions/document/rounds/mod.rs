//! The stages of judging: what is scored, on which scale, by how many.

mod stated;
#[cfg(test)]
mod tests;

use entity::Scores;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::points::Points;
pub use stated::{AnyRound, Ballot, ELIGIBLE, Method, Plan, StatedRound, Voters};

/// One stage of judging: judges of a panel score the entries assigned to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Round {
    /// Its name in addresses and exports.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The name of the window in which judges score.
    pub window: String,
    /// The range of a score.
    pub scale: Scale,
    /// What is scored, in order.
    pub criteria: Vec<Criterion>,
    /// How many judges an entry needs before it can win.
    pub min_judges: u32,
    /// About how many minutes a judge needs for an entry; told to those who are asked to judge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_per_entry: Option<u32>,
    /// The comments a judge may write beside the scores.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<CommentKind>,
    /// What judges see of who entered; nothing unless it is named here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<EntrantFact>,
    /// When the judges of an entry read each other's comments for the panel.
    #[schema(required = false)]
    pub panel_comments: PanelComments,
    #[serde(skip)]
    pub plan: Plan,
}

/// Something about who entered.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EntrantFact {
    /// The organisation's name.
    Organisation,
    /// Its kind.
    Kind,
    /// Its city.
    City,
    /// Its country.
    Country,
}

/// When the judges of an entry read each other's comments for the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PanelComments {
    /// Never: staff bring them to the meeting.
    #[default]
    Never,
    /// As soon as a judge has handed in a scoresheet of their own for the entry.
    AfterOwnSheet,
    /// After the round has closed.
    AfterClose,
}

/// The range of a score and the words that anchor its points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score.
    pub min: Points,
    /// The highest score.
    pub max: Points,
    /// The distance between two neighbouring scores.
    pub step: Points,
    /// What ranges of scores mean, from the lowest up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<ScaleAnchor>,
}

/// What scores from a point on mean, up to the next anchor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleAnchor {
    /// The first score it speaks of.
    pub from: Points,
    /// What such a score means.
    pub label: String,
}

/// One thing that is scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name in exports.
    pub key: String,
    /// Its name for people.
    pub label: String,
    /// What judges should look for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    /// Its share of the total: its weight over the sum of all weights.
    pub weight: u32,
}

/// For whom a judge's comment is written.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CommentKind {
    /// For the judge alone and the staff.
    Internal,
    /// For the other judges when the panel meets.
    Panel,
    /// For the entrant, once results are released.
    Entrant,
}

impl Scale {
    /// Whether a score lies on this scale: in range and on a step.
    #[must_use]
    pub fn admits(&self, score: Points) -> bool {
        let above = score.hundredths() - self.min.hundredths();
        score >= self.min && score <= self.max && above.checked_rem(self.step.hundredths()) == Some(0)
    }

    /// Whether every score of another scale is one of this, and the same part of the highest.
    #[must_use]
    pub fn has_the_scores_of(&self, other: &Self) -> bool {
        let steps = other.step.hundredths().checked_rem(self.step.hundredths());
        self.min == other.min && self.max == other.max && steps == Some(0)
    }
}

impl Round {
    /// The criterion of this key.
    #[must_use]
    pub fn criterion(&self, key: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.key == key)
    }

    /// The sum of weight × score in hundredths; a score of a criterion that the
    /// round no longer has does not count.
    #[must_use]
    pub fn points(&self, scores: &Scores) -> i64 {
        let weighted = |criterion: &Criterion| {
            i64::from(criterion.weight).saturating_mul(scores.get(&criterion.key).unwrap_or_default().0)
        };
        self.criteria.iter().map(weighted).fold(0, i64::saturating_add)
    }
}
