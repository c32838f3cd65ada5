//! Seeded random numbers, the same on every machine.

use super::special::normal_quantile;

/// xoshiro256++ of Blackman and Vigna (2019), seeded by splitmix64 as they advise.
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

impl Random {
    /// The generator of a seed. Publish the seed and anyone repeats the draw.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut at = seed;
        let state = std::array::from_fn(|_| {
            at = at.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = at;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        });
        Self { state }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let [s0, s1, s2, s3] = &mut self.state;
        let answer = s0.wrapping_add(*s3).rotate_left(23).wrapping_add(*s0);
        let shifted = *s1 << 17;
        *s2 ^= *s0;
        *s3 ^= *s1;
        *s1 ^= *s2;
        *s0 ^= *s3;
        *s2 ^= shifted;
        *s3 = s3.rotate_left(45);
        answer
    }

    /// A number strictly between 0 and 1.
    #[expect(clippy::as_conversions, reason = "53 bits fit f64 exactly")]
    pub fn uniform(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / 9_007_199_254_740_992.0;
        ((self.bits() >> 11) as f64 + 0.5) * UNIT
    }

    /// A whole number below `limit`, without bias (Lemire's multiplication); 0 for limit 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        let threshold = limit.wrapping_neg().checked_rem(limit).unwrap_or(0);
        loop {
            let wide = u128::from(self.bits()) * u128::from(limit);
            let low = wide & u128::from(u64::MAX);
            if low >= u128::from(threshold) {
                return u64::try_from(wide >> 64).unwrap_or(0);
            }
        }
    }

    /// An index below `len`.
    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(u64::try_from(len).unwrap_or(u64::MAX))).unwrap_or(0)
    }

    /// Puts the items in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.index(end + 1));
        }
    }

    /// A standard normal number, by inversion.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// A chi-square number with `degrees` degrees of freedom (Marsaglia and Tsang 2000).
    pub fn chi_square(&mut self, degrees: f64) -> f64 {
        let shape = degrees.max(1e-3) / 2.0;
        let boost = if shape < 1.0 { libm::pow(self.uniform(), 1.0 / shape) } else { 1.0 };
        let d = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v <= 0.0 {
                continue;
            }
            let v = v * v * v;
            if libm::log(self.uniform()) < 0.5 * x * x + d * (1.0 - v + libm::log(v)) {
                return 2.0 * d * v * boost;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{mean, variance};

    #[test]
    fn the_first_numbers_are_those_of_the_reference_implementation() {
        // splitmix64 of seed 0, printed by its authors' C program.
        let random = Random::new(0);
        assert_eq!(random.state[0], 0xe220_a839_7b1d_cdaf);
        assert_eq!(random.state[1], 0x6e78_9e6a_a1b9_65f4);
        // xoshiro256++ from state 1, 2, 3, 4 (rand_xoshiro's test vector).
        let mut random = Random { state: [1, 2, 3, 4] };
        let first: Vec<u64> = (0..4).map(|_| random.bits()).collect();
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn draws_have_the_moments_of_their_distribution() {
        let mut random = Random::new(7);
        let normals: Vec<f64> = (0..100_000).map(|_| random.normal()).collect();
        assert!(mean(&normals).abs() < 0.01 && (variance(&normals) - 1.0).abs() < 0.02);
        for degrees in [0.7, 5.0, 40.0] {
            let squares: Vec<f64> = (0..100_000).map(|_| random.chi_square(degrees)).collect();
            assert!((mean(&squares) / degrees - 1.0).abs() < 0.02, "{degrees}");
            assert!((variance(&squares) / (2.0 * degrees) - 1.0).abs() < 0.05, "{degrees}");
        }
    }

    #[test]
    fn indices_reach_every_place_equally_often() {
        let mut random = Random::new(3);
        let mut counts = [0; 6];
        (0..60_000).for_each(|_| counts[random.index(6)] += 1);
        assert!(counts.iter().all(|c| (9_600..10_400).contains(c)), "{counts:?}");
        assert_eq!(random.index(0), 0);
    }
}
