//! Made-up scores that behave like those of real panels: entries differ,
//! judges differ in severity and in how much of the scale they use, and
//! nobody is perfectly consistent.
//!
//! The model is the one that judging data are usually described with, a
//! normal one with a term for each of these: score = centre + use of scale ×
//! (quality of the entry + its strength in the criterion) − severity + noise.
//! All sizes are thousandths of the scale's range and were chosen by us so
//! that one sheet explains about half of what differs between sheets.

use std::collections::BTreeMap;

use super::{
    data::{SampleComments, Source},
    random::Random,
};
use crate::editions::{CommentKind, Points, Round, Scale};

/// Where a middling entry stands on the scale.
const CENTRE: i64 = 620;
/// How much entries differ.
const QUALITY: i64 = 140;
/// How much one entry's criteria differ.
const STRENGTH: i64 = 60;
/// How much judges differ in severity.
const SEVERITY: i64 = 80;
/// How much judges differ in their use of the scale (of 1000).
const SCALE_USE: i64 = 180;
/// How inconsistent one judge is.
const NOISE: i64 = 90;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSheet<'a> {
    pub scores: BTreeMap<String, Points>,
    /// SampleComments of the kinds the round has; not every judge writes one.
    pub comments: BTreeMap<CommentKind, &'a str>,
}

/// What a judge gives an entry in a round. Judges and entries are the numbers
/// their sample has.
#[must_use]
pub fn sheet<'a>(source: &'a Source, judge: u64, entry: u64, round: &Round) -> SampleSheet<'a> {
    let of = |purpose, numbers: &[u64], size| normal(&mut source.chance(purpose, numbers), size);
    let quality = of("quality", &[entry], QUALITY);
    let severity = of("severity", &[judge], SEVERITY);
    let scale_use = 1_000 + of("scale use", &[judge], SCALE_USE).clamp(-600, 600);
    let mut chance = source.chance("sheet", &[judge, entry]);
    let mut scores = BTreeMap::new();
    for (number, criterion) in (0_u64..).zip(&round.criteria) {
        let strength = of("strength", &[entry, number], STRENGTH);
        let seen = scale_use * (quality + strength) / 1_000;
        let score = CENTRE + seen - severity + normal(&mut chance, NOISE);
        scores.insert(criterion.key.clone(), on_scale(&round.scale, score));
    }
    let written = round.comments.iter().filter_map(|kind| Some((*kind, source.data.comments.get(kind)?)));
    let comments = comments(&mut chance, CENTRE + quality, written);
    SampleSheet { scores, comments }
}

/// A draw around 0 with this standard deviation.
fn normal(random: &mut Random, size: i64) -> i64 {
    random.normal_milli() * size / 1_000
}

/// The score of the scale that is nearest to so many thousandths of its range.
fn on_scale(scale: &Scale, thousandths: i64) -> Points {
    let (least, most) = (scale.min.hundredths(), scale.max.hundredths());
    let step = scale.step.hundredths().max(1);
    let above = (most - least) * thousandths.clamp(0, 1_000) / 1_000;
    let steps = (above + step / 2) / step;
    Points::from_hundredths((least + steps * step).min(most)).unwrap_or(scale.min)
}

/// SampleComments of a judge who thinks so of an entry, in thousandths.
fn comments<'a>(
    chance: &mut Random,
    quality: i64,
    kinds: impl Iterator<Item = (CommentKind, &'a SampleComments)>,
) -> BTreeMap<CommentKind, &'a str> {
    let mut written = BTreeMap::new();
    for (kind, comments) in kinds {
        let list = match quality {
            ..540 => &comments.weak,
            540..720 => &comments.sound,
            _ => &comments.strong,
        };
        let text = chance.pick(list);
        if chance.percent(55) {
            written.insert(kind, text.as_str());
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::sheet;
    use crate::{
        commands::demo::data::Source,
        editions::{Round, sample::essa_2023},
    };

    fn source(seed: u64) -> Source {
        Source::new(seed).expect("the texts of the sample")
    }

    fn round() -> Round {
        essa_2023().expect("the sample is valid").judged().next().expect("a round").clone()
    }

    /// The sum of a sheet's scores, in hundredths.
    fn total(source: &Source, round: &Round, judge: u64, entry: u64) -> i64 {
        sheet(source, judge, entry, round).scores.values().map(|score| score.hundredths()).sum()
    }

    #[test]
    fn scores_lie_on_any_scale() {
        let (source, mut round) = (source(2), round());
        for text in [
            r#"{"min":0,"max":10,"step":1}"#,
            r#"{"min":-1,"max":2.5,"step":0.5}"#,
            r#"{"min":1,"max":5,"step":4}"#,
        ] {
            round.scale = serde_json::from_str(text).expect("a scale");
            for judge in 0..30 {
                let sheet = sheet(&source, judge, judge * 7, &round);
                assert_eq!(sheet.scores.len(), 3);
                assert!(sheet.scores.values().all(|score| round.scale.admits(*score)));
            }
        }
    }

    #[test]
    fn better_entries_and_milder_judges_show() {
        let (source, round) = (source(1), round());
        let spread = |means: Vec<i64>| {
            let mean = means.iter().sum::<i64>() / 40;
            means.iter().map(|m| (m - mean) * (m - mean)).sum::<i64>() / 40
        };
        let by_entry = spread(
            (0..40).map(|e| (0..40).map(|j| total(&source, &round, j, e)).sum::<i64>() / 40).collect(),
        );
        let by_judge = spread(
            (0..40).map(|j| (0..40).map(|e| total(&source, &round, j, e)).sum::<i64>() / 40).collect(),
        );
        // In hundredths of the sum of three criteria: 420 and 240 by the model.
        assert!((300 * 300..540 * 540).contains(&by_entry), "{by_entry}");
        assert!((160 * 160..330 * 330).contains(&by_judge), "{by_judge}");
    }

    #[test]
    fn the_same_numbers_give_the_same_sheet() {
        let (source, round) = (source(1), round());
        assert_eq!(sheet(&source, 4, 9, &round), sheet(&source, 4, 9, &round));
        assert_ne!(total(&source, &round, 4, 9), total(&source, &round, 4, 10));
    }
}
