//! The scheme file of `palmares outcome`.

use crate::commands::place;
use anyhow::Context;
use scoring::{Criterion, Draw, Exact, Method, Refusal, Scale, Scheme};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::path::Path;

/// More draws than this add nothing but time.
const MOST_DRAWS: usize = 1_000_000;

/// The rules as read.
#[derive(Debug)]
pub struct Rules {
    method: Method,
    /// Weights by criterion, in the order of the file.
    pub weights: Vec<(String, Exact)>,
    /// The scale of all criteria.
    pub scale: Scale,
    places: usize,
    min_judges: usize,
    /// How chances are drawn.
    pub draw: Draw,
}

impl Rules {
    /// The scheme with its criteria in the given order.
    pub fn scheme(&self, criteria: Vec<Criterion>) -> Scheme {
        Scheme {
            criteria,
            scale: self.scale,
            method: self.method,
            min_judges: self.min_judges,
            places: self.places,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with method, weights and scale")]
struct Document {
    method: MethodName,
    weights: Weights,
    scale: Vec<Number>,
    #[serde(default = "one")]
    top: usize,
    #[serde(default = "thousand")]
    draws: usize,
    #[serde(default)]
    seed: u64,
    #[serde(default = "one")]
    min_judges: usize,
}

fn one() -> usize {
    1
}

fn thousand() -> usize {
    1_000
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MethodName {
    Mean,
    Severity,
    Calibrated,
    NormalScores,
    Trimmed,
    Median,
    MeanRank,
    Sum,
    LeastSquares,
    Zscore,
}

impl From<MethodName> for Method {
    fn from(name: MethodName) -> Self {
        match name {
            MethodName::Mean => Self::WeightedMean,
            MethodName::Severity => Self::Severity,
            MethodName::Calibrated => Self::Calibrated,
            MethodName::NormalScores => Self::NormalScores,
            MethodName::Trimmed => Self::Trimmed,
            MethodName::Median => Self::Median,
            MethodName::MeanRank => Self::MeanRank,
            MethodName::Sum => Self::Sum,
            MethodName::LeastSquares => Self::LeastSquares,
            MethodName::Zscore => Self::ZScore,
        }
    }
}

/// A number exactly as written, not as the nearest binary fraction.
#[derive(Debug, Clone, Copy)]
struct Number(Exact);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(from)?;
        text.get().parse().map(Self).map_err(D::Error::custom)
    }
}

/// Weights in the order of the file; a criterion named twice is an error, not an overwrite.
#[derive(Debug)]
struct Weights(Vec<(String, Exact)>);

impl<'de> Deserialize<'de> for Weights {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Weights;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of criterion names and their weights")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Weights, A::Error> {
                let mut weights: Vec<(String, Exact)> = Vec::new();
                while let Some((name, weight)) = map.next_entry::<String, Number>()? {
                    if weights.iter().any(|(earlier, _)| *earlier == name) {
                        return Err(A::Error::custom(format!("criterion `{name}` is named twice")));
                    }
                    weights.push((name, weight.0));
                }
                Ok(Weights(weights))
            }
        }
        from.deserialize_map(Map)
    }
}

/// Reads the scheme file: the rules, or one complaint with line and column.
pub fn read(path: &Path) -> anyhow::Result<Result<Rules, String>> {
    let shown = path.display();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let Ok(text) = std::str::from_utf8(text) else {
        return Ok(Err(format!("{shown}: is not UTF-8 text")));
    };
    let read =
        serde_json::from_str::<Document>(text).map_err(|error| error.to_string()).and_then(|document| {
            check(document).map_err(|(field, problem)| format!("{problem} {}", place::of_field(text, field)))
        });
    Ok(read.map_err(|problem| format!("{shown}: {problem}")))
}

/// The rules of a document, or the field that is wrong and why.
fn check(document: Document) -> Result<Rules, (&'static str, String)> {
    let [min, max] = document.scale[..] else {
        return Err(("scale", "`scale` is two numbers, the lowest score and the highest,".to_owned()));
    };
    let rules = Rules {
        method: document.method.into(),
        weights: document.weights.0,
        scale: Scale { min: min.0, max: max.0 },
        places: document.top,
        min_judges: document.min_judges,
        draw: Draw { count: document.draws, seed: document.seed },
    };
    if rules.places == 0 {
        return Err(("top", "`top` must be at least 1".to_owned()));
    }
    if rules.draw.count > MOST_DRAWS {
        let problem = format!("`draws` is {}: at most {MOST_DRAWS} are allowed", rules.draw.count);
        return Err(("draws", problem));
    }
    let criteria = rules.weights.iter().map(|(name, weight)| Criterion::new(name, *weight)).collect();
    rules.scheme(criteria).check().map_err(|refusal| {
        let field = if matches!(refusal, Refusal::EmptyScale { .. }) { "scale" } else { "weights" };
        (field, refusal.to_string())
    })?;
    Ok(rules)
}
