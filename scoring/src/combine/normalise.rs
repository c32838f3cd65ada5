//! Rules that make parts comparable before they are added.

/// How the values of a part are put on a common scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Normalise {
    /// As they are.
    Points,
    /// `value / unit`, the unit announced before voting (for jury points: the spread of
    /// quality). With [`Normalise::LogVotes`] the recommended pair: the difference of two
    /// entries depends on nobody else, so a loser's withdrawal changes nothing.
    FixedScale {
        /// Points that count as one.
        unit: f64,
    },
    /// `ln(votes + offset) / unit`: each doubling of votes is worth the same, stuffing pays
    /// less and less.
    LogVotes {
        /// Added to all counts: 10, or 1 % of the votes expected.
        offset: f64,
        /// E-folds that count as one.
        unit: f64,
    },
    /// `100 * value / max` of a scale.
    PercentOfScale {
        /// The highest possible value.
        max: f64,
    },
    /// `value / sum`. Lets the part with the wilder values decide.
    Share,
    /// `100 * value / highest`. The same, a little milder.
    PercentOfHighest,
    /// n - 1 points for the best of n, 0 for the last; ties share. Margins do not count.
    RankPoints,
    /// 12, 10, 8, 7, 6, ... 1 for the best ten; ties share.
    Eurovision,
    /// `(value - lowest) / (highest - lowest)`. A loser's withdrawal may change the winner.
    MinMax,
}

impl Normalise {
    /// The values on the common scale. Where a divisor would be zero all values are 0.
    #[must_use]
    pub fn apply(self, values: &[f64]) -> Vec<f64> {
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let sum: f64 = values.iter().sum();
        let over = |by: f64, of: &dyn Fn(f64) -> f64| -> Vec<f64> {
            values.iter().map(|value| if by == 0.0 { 0.0 } else { of(*value) / by }).collect()
        };
        match self {
            Self::Points => values.to_vec(),
            Self::FixedScale { unit } => over(unit, &|value| value),
            Self::LogVotes { offset, unit } => over(unit, &|votes| libm::log((votes + offset).max(1e-9))),
            Self::PercentOfScale { max } => over(max, &|value| 100.0 * value),
            Self::Share => over(sum, &|value| value),
            Self::PercentOfHighest => over(highest, &|value| 100.0 * value),
            Self::MinMax => over(highest - lowest, &|value| value - lowest),
            Self::RankPoints => {
                let points: Vec<f64> = (0..values.len()).rev().map(crate::numeric::count).collect();
                by_place(values, &points)
            }
            Self::Eurovision => by_place(values, &[12.0, 10.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]),
        }
    }
}

/// Points by place, best first; entries that tie share the points of their places.
fn by_place(values: &[f64], points: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut answer = vec![0.0; values.len()];
    let mut place = 0;
    for tied in order.chunk_by(|a, b| a.0 == b.0) {
        let sum: f64 = points.iter().skip(place).take(tied.len()).sum();
        let share = sum / crate::numeric::count(tied.len());
        tied.iter().for_each(|(_, at)| answer.iter_mut().skip(*at).take(1).for_each(|p| *p = share));
        place += tied.len();
    }
    answer
}
