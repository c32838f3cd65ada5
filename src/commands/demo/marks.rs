//! Made-up marks that behave like those of real panels: entries differ,
//! judges differ in severity and in how much of the scale they use, and
//! nobody is perfectly consistent.
//!
//! The model is the one that judging data are usually described with, a
//! normal one with a term for each of these: mark = centre + use of scale ×
//! (quality of the entry + its strength in the criterion) − severity + noise.
//! All sizes are thousandths of the scale's range and were chosen by us so
//! that one sheet explains about half of what differs between sheets.

use std::collections::BTreeMap;

use super::random::Random;
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

/// A made-up scoresheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleSheet {
    /// One mark for each criterion of the round.
    pub marks: BTreeMap<String, Points>,
    /// Remarks of the kinds the round has; not every judge writes one.
    pub comments: BTreeMap<CommentKind, &'static str>,
}

/// What a judge gives an entry in a round. Judges and entries are the numbers
/// their sample has.
#[must_use]
pub fn sheet(seed: u64, judge: u64, entry: u64, round: &Round) -> SampleSheet {
    let of = |purpose, numbers: &[u64], size| normal(&mut Random::of(seed, purpose, numbers), size);
    let quality = of("quality", &[entry], QUALITY);
    let severity = of("severity", &[judge], SEVERITY);
    let scale_use = 1_000 + of("scale use", &[judge], SCALE_USE).clamp(-600, 600);
    let mut chance = Random::of(seed, "sheet", &[judge, entry]);
    let mut marks = BTreeMap::new();
    for (number, criterion) in (0_u64..).zip(&round.criteria) {
        let strength = of("strength", &[entry, number], STRENGTH);
        let seen = scale_use * (quality + strength) / 1_000;
        let mark = CENTRE + seen - severity + normal(&mut chance, NOISE);
        marks.insert(criterion.key.clone(), on_scale(&round.scale, mark));
    }
    let comments = comments(&mut chance, CENTRE + quality, &round.comments);
    SampleSheet { marks, comments }
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

/// Remarks of a judge who thinks so of an entry, in thousandths.
fn comments(chance: &mut Random, quality: i64, kinds: &[CommentKind]) -> BTreeMap<CommentKind, &'static str> {
    let mut written = BTreeMap::new();
    for kind in kinds {
        let [weak, sound, strong] = remarks(*kind);
        let list = match quality {
            ..540 => weak,
            540..720 => sound,
            _ => strong,
        };
        let text = *chance.pick(list);
        if chance.percent(55) {
            written.insert(*kind, text);
        }
    }
    written
}

/// Remarks for weak, sound and strong entries.
#[rustfmt::skip]
fn remarks(kind: CommentKind) -> [&'static [&'static str]; 3] {
    match kind {
        CommentKind::Internal => [
            &["Read twice; still not clear who decides.", "Check the dates: some figures seem older than the project."],
            &["Compare with the other entry on the same theme.", "Good heart, thin evidence."],
            &["Candidate for my first three.", "Would like to visit this one."],
        ],
        CommentKind::Panel => [
            &["The text promises more than the examples show.", "I could not find who was asked how they were."],
            &["Solid work. I would like to hear how others weigh the small numbers.", "The idea is known, the adaptation is careful. Does that count as new for us?"],
            &["Convincing from the first question to the last, and honest about limits.", "People really decide here; see the example in the first answer."],
        ],
        CommentKind::Entrant => [
            &["Please tell more about what people could choose, with an example.", "Figures before and after would make your case much stronger."],
            &["A clear project. Describe next time how you know that it works.", "Good involvement of users; say more on how it goes on when funding ends."],
            &["Thank you for a clear and honest entry. Your comparison makes the results credible.", "A fine example of sharing power. Please publish your handbook widely."],
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::sheet;
    use crate::editions::{Round, sample::essa_2023};

    fn round() -> Round {
        essa_2023().expect("the sample is valid").rounds.remove(0)
    }

    /// The sum of a sheet's marks, in hundredths.
    fn total(round: &Round, judge: u64, entry: u64) -> i64 {
        sheet(1, judge, entry, round).marks.values().map(|mark| mark.hundredths()).sum()
    }

    #[test]
    fn marks_lie_on_any_scale() {
        let mut round = round();
        for text in [
            r#"{"min":0,"max":10,"step":1}"#,
            r#"{"min":-1,"max":2.5,"step":0.5}"#,
            r#"{"min":1,"max":5,"step":4}"#,
        ] {
            round.scale = serde_json::from_str(text).expect("a scale");
            for judge in 0..30 {
                let sheet = sheet(2, judge, judge * 7, &round);
                assert_eq!(sheet.marks.len(), 3);
                assert!(sheet.marks.values().all(|mark| round.scale.admits(*mark)));
            }
        }
    }

    #[test]
    fn better_entries_and_milder_judges_show() {
        let round = round();
        let spread = |means: Vec<i64>| {
            let mean = means.iter().sum::<i64>() / 40;
            means.iter().map(|m| (m - mean) * (m - mean)).sum::<i64>() / 40
        };
        let by_entry =
            spread((0..40).map(|e| (0..40).map(|j| total(&round, j, e)).sum::<i64>() / 40).collect());
        let by_judge =
            spread((0..40).map(|j| (0..40).map(|e| total(&round, j, e)).sum::<i64>() / 40).collect());
        // In hundredths of the sum of three criteria: 420 and 240 by the model.
        assert!((300 * 300..540 * 540).contains(&by_entry), "{by_entry}");
        assert!((160 * 160..330 * 330).contains(&by_judge), "{by_judge}");
    }

    #[test]
    fn the_same_numbers_give_the_same_sheet() {
        let round = round();
        assert_eq!(sheet(1, 4, 9, &round), sheet(1, 4, 9, &round));
        assert_ne!(total(&round, 4, 9), total(&round, 4, 10));
    }
}
