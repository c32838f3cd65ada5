use super::*;
use proptest::prelude::*;

fn part(key: &str, weight: f64, rule: Normalise, values: &[f64]) -> Part {
    Part { key: key.into(), weight, rule, values: values.to_vec() }
}

const RULES: [Normalise; 9] = [
    Normalise::Points,
    Normalise::FixedScale { unit: 0.6 },
    Normalise::LogVotes { offset: 10.0, unit: 1.0 },
    Normalise::PercentOfScale { max: 10.0 },
    Normalise::Share,
    Normalise::PercentOfHighest,
    Normalise::RankPoints,
    Normalise::Eurovision,
    Normalise::MinMax,
];

#[test]
fn each_rule_does_what_it_says() {
    let votes = [90.0, 10.0, 0.0];
    let close = |rule: Normalise, expected: [f64; 3]| {
        let got = rule.apply(&votes);
        assert!(got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{rule:?} {got:?}");
    };
    close(Normalise::Points, votes);
    close(Normalise::FixedScale { unit: 2.0 }, [45.0, 5.0, 0.0]);
    close(Normalise::LogVotes { offset: 10.0, unit: 10_f64.ln() }, [2.0, 20_f64.log10(), 1.0]);
    close(Normalise::PercentOfScale { max: 200.0 }, [45.0, 5.0, 0.0]);
    close(Normalise::Share, [0.9, 0.1, 0.0]);
    close(Normalise::PercentOfHighest, [100.0, 100.0 / 9.0, 0.0]);
    close(Normalise::RankPoints, [2.0, 1.0, 0.0]);
    close(Normalise::Eurovision, [12.0, 10.0, 8.0]);
    close(Normalise::MinMax, [1.0, 1.0 / 9.0, 0.0]);
    assert_eq!(Normalise::Eurovision.apply(&[5.0, 5.0]), [11.0, 11.0]);
    assert_eq!(Normalise::Share.apply(&[0.0, 0.0]), [0.0, 0.0]);
}

#[test]
fn a_nominal_fifth_of_the_shares_decides_alone() {
    let jury = part("jury", 0.8, Normalise::Share, &[8.6, 8.2, 7.9, 7.7, 7.4]);
    let public = part("public", 0.2, Normalise::Share, &[300.0, 500.0, 1_500.0, 200.0, 500.0]);
    let combined = combine(&[jury, public]);
    assert!(combined.effective_weights[1] > 0.8, "{:?}", combined.effective_weights);
    assert!((combined.effective_weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert_eq!((combined.ranks[2], combined.winners[0][0]), (1, 0));
}

#[test]
fn false_votes_are_counted_to_the_last_one() {
    let parts = [
        part("jury", 1.0, Normalise::FixedScale { unit: 1.0 }, &[2.0, 1.0]),
        part("public", 1.0, Normalise::Points, &[10.0, 4.0]),
    ];
    assert_eq!(false_votes(&parts, 1), Some(FalseVotes { entry: 1, votes: 8 }));
    let mut with = parts.clone();
    with[1].values[1] += 8.0;
    assert_eq!(combine(&with).ranks, [2, 1]);
    with[1].values[1] -= 1.0;
    assert_eq!(combine(&with).ranks, [1, 1]);
}

#[test]
fn no_number_of_votes_moves_what_the_public_cannot_decide() {
    let parts = [
        part("jury", 1.0, Normalise::Points, &[100.0, 1.0]),
        part("public", 1.0, Normalise::Eurovision, &[1.0, 5.0]),
    ];
    assert_eq!(false_votes(&parts, 1), None);
}

proptest! {
    #[test]
    fn more_points_never_harm(
        jury in prop::collection::vec(0.0..10.0, 5),
        votes in prop::collection::vec(1_u32..5_000, 5),
        entry in 0_usize..5,
        more in 1_u32..5_000,
        rules in (0_usize..9, 0_usize..9),
    ) {
        let votes: Vec<f64> = votes.into_iter().map(f64::from).collect();
        let mut parts =
            [part("jury", 0.8, RULES[rules.0], &jury), part("public", 0.2, RULES[rules.1], &votes)];
        let before = combine(&parts);
        parts[1].values[entry] += f64::from(more);
        let after = combine(&parts);
        // Sums in another order may differ in the last bit, never by more.
        let lead = |c: &Combined, other: usize| c.totals[entry] - c.totals[other];
        prop_assert!((0..5).all(|other| lead(&after, other) >= lead(&before, other) - 1e-9));
    }

    #[test]
    fn on_fixed_scales_a_withdrawal_changes_no_order_of_others(
        jury in prop::collection::vec(0.0..10.0, 5),
        votes in prop::collection::vec(0_u32..5_000, 5),
    ) {
        let votes: Vec<f64> = votes.into_iter().map(f64::from).collect();
        let parts = |n: usize| [
            part("jury", 0.8, Normalise::FixedScale { unit: 0.6 }, &jury[..n]),
            part("public", 0.2, Normalise::LogVotes { offset: 10.0, unit: 1.0 }, &votes[..n]),
        ];
        prop_assert_eq!(&combine(&parts(5)).totals[..4], &combine(&parts(4)).totals[..]);
    }
}
