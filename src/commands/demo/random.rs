//! Chance that is the same on every machine: SplitMix64 from a seed.

/// A stream of pseudo-random numbers. Good enough for sample data; never for
/// secrets.
pub struct Random(u64);

impl Random {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for one purpose and its numbers, so that asking
    /// for one thing more does not change all the others.
    #[must_use]
    pub fn of(seed: u64, purpose: &str, numbers: &[u64]) -> Self {
        let letters = purpose.bytes().map(u64::from);
        let state = letters
            .chain(numbers.iter().copied())
            .fold(seed, |state, part| Self(state ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93)).next_u64());
        Self(state)
    }

    /// The next number (Steele, Lea, Flood 2014; constants of Vigna's
    /// `splitmix64.c`).
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to just below `end`; 0 when there is none.
    pub fn below(&mut self, end: u64) -> u64 {
        let scaled = (u128::from(self.next_u64()) * u128::from(end)) >> 64;
        u64::try_from(scaled).unwrap_or(0)
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// True that many times in a hundred.
    pub fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    /// A place in a list of this length; 0 for an empty one.
    pub fn place(&mut self, length: usize) -> usize {
        u64::try_from(length).map_or(0, |end| usize::try_from(self.below(end)).unwrap_or(0))
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let place = self.place(list.len());
        #[expect(
            clippy::indexing_slicing,
            reason = "a place lies in the list; all lists are constants with content"
        )]
        &list[place]
    }

    /// The list in another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.place(last + 1);
            list.swap(last, other);
        }
    }

    /// A draw that is close to normal, in thousandths of a standard
    /// deviation: the sum of twelve even draws, exact in whole numbers.
    pub fn normal_milli(&mut self) -> i64 {
        let sum: u64 = (0..12).map(|_| self.below(1_001)).sum();
        i64::try_from(sum).unwrap_or(6_000) - 6_000
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// The first numbers of Vigna's `splitmix64.c` for the seed 1234567.
    #[test]
    fn numbers_are_those_of_the_reference() {
        let mut random = Random::new(1_234_567);
        let numbers = [(); 3].map(|()| random.next_u64());
        assert_eq!(
            numbers,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn the_normal_draw_has_mean_zero_and_deviation_one() {
        let mut random = Random::new(1);
        let draws: Vec<i64> = (0..10_000).map(|_| random.normal_milli()).collect();
        let mean = draws.iter().sum::<i64>() / 10_000;
        let variance = draws.iter().map(|draw| draw * draw).sum::<i64>() / 10_000;
        assert!(mean.abs() < 30, "{mean}");
        assert!((970_000..1_030_000).contains(&variance), "{variance}");
    }
}
