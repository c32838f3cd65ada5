//! Lists of entries taken from others, results of several rounds, and what is won.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::points::Points;

/// Some entries out of others: a shortlist, finalists, a ballot paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Selection {
    /// Its name in addresses and exports.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// What it is taken from: `eligible`, a round, a result or another selection.
    pub from: String,
    /// A condition that each of its entries meets.
    #[serde(rename = "if", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Facts of which each value has a list of its own, such as `category`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<String>,
    /// How many of the best are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best: Option<Best>,
    /// How many there should be at least; with fewer, people are asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// Who decides.
    #[serde(default, skip_serializing_if = "is_rule")]
    pub decide: Decider,
    /// How many of the panel have to agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agree: Option<Agree>,
}

/// So many of each list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Best {
    /// The same of each.
    Each(u32),
    /// By category.
    Of(BTreeMap<String, u32>),
}

/// Who decides; where it is not the rule, the rule proposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// The rule alone.
    #[default]
    Rule,
    /// The awards team.
    Staff,
    /// The panel.
    Panel,
}

/// How many of the panel have to agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Agree {
    /// So many.
    Count(u32),
    /// This part of it.
    Part(AgreeingPart),
}

/// A part of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreeingPart {
    /// Everyone.
    All,
    /// More than half.
    Majority,
}

/// One order of the entries of a selection, out of the values of several rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultRule {
    /// Its name in addresses and exports.
    pub key: String,
    /// Its name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The selection whose entries are put in order.
    pub of: String,
    /// Facts of which each value has an order of its own, such as `category`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<String>,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// What decides between equal entries, in order: `part:<round>`, `criterion:<key>`, `wins`,
    /// `share` or `lot`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<String>,
    /// Up to this distance entries count as equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<Points>,
}

/// What a round adds to a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The round.
    pub round: String,
    /// Its share: its weight over the sum of all weights.
    pub weight: u32,
    /// How its values are made comparable with those of the others.
    #[serde(rename = "as")]
    pub scaling: Scaling,
    /// For `fixed_scale` and `log_votes`: the unit, announced before the vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Points>,
    /// For `log_votes`: votes that each entry is given before they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Points>,
}

/// How values are made comparable; the crate `scoring` has the formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scaling {
    /// As they are.
    Points,
    /// Divided by a unit.
    FixedScale,
    /// The logarithm of the votes.
    LogVotes,
    /// Percent of the highest score there can be.
    PercentOfScale,
    /// The share of all votes.
    Share,
    /// Percent of the highest value.
    PercentOfHighest,
    /// Points for the rank alone.
    RankPoints,
    /// 12, 10, 8, 7 and so on for the best ten.
    Eurovision,
    /// By their place between the lowest and the highest.
    MinMax,
}

/// What is won.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Honour {
    /// Its name in addresses, exports and conditions on `history`.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The selection or result whose entries can win it.
    pub from: String,
    /// Facts of which each value has a winner of its own, such as `category`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub each: Vec<String>,
    /// How many win it; all if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<u32>,
    /// A condition that whoever wins it meets.
    #[serde(rename = "if", default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Who decides.
    #[serde(default, skip_serializing_if = "is_rule")]
    pub decide: Decider,
    /// How many of the panel have to agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agree: Option<Agree>,
}

fn is_rule(decide: &Decider) -> bool {
    *decide == Decider::Rule
}
