use super::*;

/// A complete table as ballots: rows are entries, columns judges.
fn table(rows: &[Vec<f64>]) -> Ballots {
    let judges = rows[0].len();
    let all: Vec<f64> = rows.concat();
    let centre = crate::numeric::mean(&all);
    Ballots {
        start: (0..=rows.len()).map(|row| row * judges).collect(),
        category: vec![0; rows.len()],
        judge: (0..all.len()).map(|at| at % judges).collect(),
        total: all.iter().map(|y| y - centre).collect(),
        centre,
        judges,
        categories: 1,
        entry: (0..rows.len()).collect(),
    }
}

fn quality_plus_severity(entries: usize, judges: usize, noise: f64) -> Ballots {
    let mut random = crate::numeric::random::Random::new(5);
    let quality: Vec<f64> = (0..entries).map(|_| random.normal()).collect();
    let severity: Vec<f64> = (0..judges).map(|_| 0.5 * random.normal()).collect();
    let row = |q: &f64| severity.iter().map(|b| 6.0 + q + b + noise * random.normal()).collect();
    table(&quality.iter().map(row).collect::<Vec<_>>())
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    let fitted = fit(quality_plus_severity(30, 6, 1.0), Form::Full).unwrap();
    let again = fit(quality_plus_severity(30, 6, 1.0), Form::Full).unwrap();
    assert_eq!(fitted.fair, again.fair);
    let (one, two) = (fitted.draw(100, 9), again.draw(100, 9));
    assert!(one.each().eq(two.each()) && one.len() == 100);
    assert!(!one.each().eq(fitted.draw(100, 10).each()));
}

#[test]
fn a_constant_panel_has_no_favourite() {
    let rows = vec![vec![7.0; 4]; 8];
    for form in [Form::Severity, Form::Full] {
        let fitted = fit(table(&rows), form).unwrap();
        assert!(fitted.fair.iter().all(|fair| (fair - 7.0).abs() < 1e-6));
        let field: Field = (0..8).collect();
        let chances = chances(&fitted.draw(2_000, 1), &[field], 1);
        assert!(chances.iter().all(|c| (c.unwrap().p_win - 0.125).abs() < 0.05));
    }
}

#[test]
fn one_ballot_in_all_is_its_own_fair_score() {
    let fitted = fit(table(&[vec![6.5]]), Form::Full).unwrap();
    assert!((fitted.fair[0] - 6.5).abs() < 1e-9);
    assert!(fitted.draw(50, 1).each().all(|draw| draw[0].is_finite()));
}

#[test]
fn no_ballot_is_no_fit() {
    let mut empty = table(&[vec![1.0]]);
    empty.total.clear();
    assert!(fit(empty, Form::Full).is_none());
}

#[test]
fn a_stricter_judge_leaves_a_large_panel_where_it_was() {
    let before = quality_plus_severity(60, 40, 1.0);
    let mut after = before.clone();
    after.total.iter_mut().zip(&after.judge).filter(|(_, j)| **j == 3).for_each(|(y, _)| *y -= 0.4);
    let (before, after) = (fit(before, Form::Severity).unwrap(), fit(after, Form::Severity).unwrap());
    let shift = after.fair[0] - before.fair[0];
    for (one, two) in before.fair.iter().zip(&after.fair) {
        assert!((two - one - shift).abs() < 0.01, "contrasts stay");
    }
}

#[test]
fn a_judge_who_uses_half_the_scale_is_found() {
    let mut ballots = quality_plus_severity(80, 8, 0.5);
    ballots.total.iter_mut().zip(&ballots.judge).filter(|(_, j)| **j == 2).for_each(|(y, _)| *y *= 0.5);
    let fitted = fit(ballots, Form::Full).unwrap();
    let others = fitted.traits.scale_use.iter().enumerate().filter(|(j, _)| *j != 2);
    let lowest = others.map(|(_, a)| *a).fold(f64::MAX, f64::min);
    assert!(fitted.traits.scale_use[2] < 0.7 && lowest > 0.85);
}

#[test]
fn a_careless_judge_is_trusted_less() {
    let mut ballots = quality_plus_severity(60, 8, 0.5);
    let mut random = crate::numeric::random::Random::new(8);
    ballots
        .total
        .iter_mut()
        .zip(&ballots.judge)
        .filter(|(_, j)| **j == 5)
        .for_each(|(y, _)| *y = 1.4 * random.normal());
    let fitted = fit(ballots, Form::Full).unwrap();
    let noisiest = (0..8).max_by(|a, b| fitted.traits.noise[*a].total_cmp(&fitted.traits.noise[*b]));
    assert_eq!(noisiest, Some(5));
}

#[test]
fn better_entries_win_more_often() {
    let fitted = fit(quality_plus_severity(40, 6, 1.0), Form::Full).unwrap();
    let draws = fitted.draw(1_000, 3);
    let chances = chances(&draws, &[(0..40).collect()], 5);
    let of = |entry: usize| chances[entry].unwrap();
    let best = (0..40).max_by(|a, b| fitted.fair[*a].total_cmp(&fitted.fair[*b])).unwrap();
    let worst = (0..40).min_by(|a, b| fitted.fair[*a].total_cmp(&fitted.fair[*b])).unwrap();
    assert!(of(best).p_top > 0.5 && of(worst).p_win < 0.01);
    assert!(draws.beats(best, worst) > 0.99);
    let wins: f64 = (0..40).map(|entry| of(entry).p_win).sum();
    let tops: f64 = (0..40).map(|entry| of(entry).p_top).sum();
    assert!((wins - 1.0).abs() < 1e-9 && (tops - 5.0).abs() < 1e-9);
    assert!((0..40).all(|entry| of(entry).rank_lo <= of(entry).rank_hi));
}
