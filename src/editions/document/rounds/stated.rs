//! A round as a document states it: who votes on which entries, how, and what comes of it. A round
//! that is held here becomes a [`Round`]; the others are kept as they were written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CommentKind, Criterion, EntrantFact, PanelComments, Round, Scale};
use crate::editions::document::Choice;

/// The selection that is always there: the entries that the check found eligible.
pub const ELIGIBLE: &str = "eligible";

/// One stage of judging or voting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatedRound {
    /// Its name in addresses and exports.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The name of the window in which it is held.
    pub window: String,
    /// Who votes or scores.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Voters,
    /// The selection of entries that it is about; all eligible ones if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<String>,
    /// Whether the panel fills in one ballot together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub joint: bool,
    /// What is asked of those who vote.
    pub ballot: Ballot,
    /// How many judges an entry needs before it can win.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_judges: Option<u32>,
    /// About how many minutes a judge needs for an entry; told to those who are asked to judge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_per_entry: Option<u32>,
    /// What judges see of who entered; nothing unless it is named here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<EntrantFact>,
    /// When the judges of an entry read each other's comments for the panel.
    #[serde(default, skip_serializing_if = "is_default")]
    pub panel_comments: PanelComments,
    /// How the ballots of an entry become its value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: Method,
    /// A condition: which judge never gets which entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<String>,
    /// A condition: which entry people should look at before its result is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<String>,
}

/// Who votes in a round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Voters {
    /// Judges, each in the panel of a category.
    #[default]
    Panel,
    /// Everyone, on the web.
    Public,
    /// Those who are at the ceremony.
    Room,
    /// The awards team.
    Staff,
}

/// What is asked of those who vote, of each entry or of all together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ballot {
    /// A score for each criterion.
    Scores {
        /// The range of a score.
        scale: Scale,
        /// What is scored, in order.
        criteria: Vec<Criterion>,
        /// The comments a judge may write beside the scores.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        comments: Vec<CommentKind>,
        /// What a judge may put an entry forward for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        flags: Vec<Choice>,
    },
    /// Yes or no to each entry.
    YesNo {},
    /// One of some levels for each entry.
    Level {
        /// The levels, from the lowest up.
        levels: Vec<Choice>,
    },
    /// Some of the entries.
    Choice {
        /// How many may be chosen.
        picks: u32,
    },
    /// The best entries in order.
    Ranking {
        /// How many are put in order.
        top: u32,
    },
    /// Points shared out among the entries.
    Points {
        /// How many there are to share out.
        total: u32,
    },
    /// The better of two entries, pair by pair.
    Duel {},
}

/// How the ballots of an entry become its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The mean over all judges.
    #[default]
    Mean,
    /// The mean without the highest and the lowest.
    TrimmedMean,
    /// The one in the middle.
    Median,
    /// The mean position in the order of each judge.
    MeanRank,
    /// The sum over all judges.
    Sum,
    /// The mean after correcting how strict each judge is.
    Calibrated,
}

/// What a round that is held here says beside what the program does yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub pool: Option<String>,
    pub joint: bool,
    pub flags: Vec<Choice>,
    pub method: Method,
    pub never: Option<String>,
    pub alarm: Option<String>,
}

/// A round of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StatedRound", into = "StatedRound")]
pub enum AnyRound {
    /// Judges of a panel score its entries here.
    Judged(Round),
    /// It is not held here yet.
    Planned(StatedRound),
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl AnyRound {
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Judged(round) => &round.key,
            Self::Planned(round) => &round.key,
        }
    }

    #[must_use]
    pub fn window(&self) -> &str {
        match self {
            Self::Judged(round) => &round.window,
            Self::Planned(round) => &round.window,
        }
    }

    #[must_use]
    pub fn judged(&self) -> Option<&Round> {
        match self {
            Self::Judged(round) => Some(round),
            Self::Planned(_) => None,
        }
    }
}

impl From<StatedRound> for AnyRound {
    fn from(stated: StatedRound) -> Self {
        let (scale, criteria, comments, flags) = match (stated.by, stated.ballot) {
            (Voters::Panel, Ballot::Scores { scale, criteria, comments, flags }) => {
                (scale, criteria, comments, flags)
            }
            (_, ballot) => return Self::Planned(StatedRound { ballot, ..stated }),
        };
        let StatedRound { key, name, window, pool, joint, .. } = stated;
        Self::Judged(Round {
            key,
            name,
            window,
            scale,
            criteria,
            comments,
            min_judges: stated.min_judges.unwrap_or_default(),
            minutes_per_entry: stated.minutes_per_entry,
            seen: stated.seen,
            panel_comments: stated.panel_comments,
            plan: Plan {
                pool,
                joint,
                flags,
                method: stated.method,
                never: stated.never,
                alarm: stated.alarm,
            },
        })
    }
}

impl From<AnyRound> for StatedRound {
    fn from(round: AnyRound) -> Self {
        let round = match round {
            AnyRound::Planned(stated) => return stated,
            AnyRound::Judged(round) => round,
        };
        let Plan { pool, joint, flags, method, never, alarm } = round.plan;
        Self {
            key: round.key,
            name: round.name,
            window: round.window,
            by: Voters::Panel,
            pool,
            joint,
            ballot: Ballot::Scores {
                scale: round.scale,
                criteria: round.criteria,
                comments: round.comments,
                flags,
            },
            min_judges: Some(round.min_judges),
            minutes_per_entry: round.minutes_per_entry,
            seen: round.seen,
            panel_comments: round.panel_comments,
            method,
            never,
            alarm,
        }
    }
}
