//! Severity-only mixed models against lme4.

use crate::Case;
use scoring::calibrate::{
    Ballots, Components, Curved, Equations, Form, Traits, fit, james_stein, minimum, ratios,
};
use scoring::{Criterion, Entry, Exact, Panel, Scale, Scheme, Scoresheet};

/// A complete table as sheets: rows are entries, columns judges.
fn sheets(rows: &[Vec<f64>]) -> (Vec<Entry>, Vec<Scoresheet>) {
    let entry = |row: usize| format!("e{row:03}");
    let entries = (0..rows.len()).map(|row| Entry::new(entry(row), "all")).collect();
    let cells = rows.iter().enumerate().flat_map(|(row, scores)| {
        scores.iter().enumerate().map(move |(judge, score)| {
            Scoresheet::new(format!("j{judge:03}"), entry(row), vec![Exact::from_rounded(*score, 3)])
        })
    });
    (entries, cells.collect())
}

fn ballots(rows: &[Vec<f64>]) -> Ballots {
    let scheme = Scheme::weighted_mean(vec![Criterion::new("all", 1)], Scale::new(0, 100));
    let (entries, sheets) = sheets(rows);
    Ballots::of(&Panel::new(&scheme, &entries, &sheets).unwrap())
}

/// The restricted maximum without prior, as lme4 has it.
fn without_prior(ballots: &Ballots) -> (Equations, f64, Vec<f64>) {
    let traits = Traits::neutral(ballots.judges);
    let log = minimum(ballots, &traits, false);
    let equations = Equations::solve(ballots, &traits, ratios(&log)).unwrap();
    let constant = ballots.freedom() * (1.0 + (2.0 * std::f64::consts::PI).ln());
    let criterion = equations.criterion(ballots, ratios(&log)) + constant;
    (equations, criterion, log)
}

#[test]
fn penicillin_has_the_criterion_and_variances_lme4_prints() {
    let case = Case::read("mixed-model", "lmm_penicillin");
    let ballots = ballots(&case.full_table("/rows_plates_cols_samples"));
    let (equations, criterion, log) = without_prior(&ballots);
    let (s2, at) = (equations.error_variance(&ballots), ratios(&log));
    case.check("/REML/criterion", criterion);
    case.check("/REML/var_resid", s2);
    case.check("/REML/var_plate", s2 * at.entry);
    case.check("/REML/var_sample", s2 * at.judge);
    case.check("/REML/intercept", ballots.centre + equations.border[0]);
    case.check_all("/REML/blup_plate", &equations.quality(&ballots, &Traits::neutral(6)));
    let samples: Vec<f64> = (0..6).map(|sample| equations.shift(sample)).collect();
    case.check_all("/REML/blup_sample", &samples);
}

#[test]
fn bitter_wine_has_its_variances_and_predictions() {
    let case = Case::read("mixed-model", "wine_randall_response");
    let ballots = ballots(&case.full_table("/rows_bottles_cols_judges"));
    let (equations, criterion, log) = without_prior(&ballots);
    let s2 = equations.error_variance(&ballots);
    case.check("/REML/criterion", criterion);
    let relative = |pointer: &str, figure: f64| {
        let expected = case.expected(pointer).as_f64().unwrap();
        assert!((figure / expected - 1.0).abs() < 1e-4, "{pointer}: {figure} is not {expected}");
    };
    relative("/REML/var_entry", s2 * ratios(&log).entry);
    relative("/REML/var_judge", s2 * ratios(&log).judge);
    relative("/REML/var_resid", s2);
    case.check_all("/REML/blup_entry", &equations.quality(&ballots, &Traits::neutral(9)));
    let judges: Vec<f64> = (0..9).map(|judge| equations.shift(judge)).collect();
    case.check_all("/REML/blup_judge", &judges);
}

#[test]
fn the_prior_moves_lme4s_estimates_but_little() {
    let case = Case::read("mixed-model", "lmm_penicillin");
    let fitted = fit(ballots(&case.full_table("/rows_plates_cols_samples")), Form::Severity).unwrap();
    let curved: &Curved = &fitted.curved;
    let (_, _, plain) = without_prior(&fitted.ballots);
    assert!(curved.at.iter().zip(&plain).all(|(with, without)| (with - without).abs() < 0.3));
    let means: Vec<f64> = fitted.fair.iter().map(|fair| fair - fitted.level()).collect();
    for (blup, expected) in means.iter().zip(case.numbers("/REML/blup_plate")) {
        assert!((blup - expected).abs() < 0.05);
    }
}

#[test]
fn plates_have_the_conditional_deviation_of_lme4() {
    let case = Case::read("mixed-model", "lmm_penicillin");
    let ballots = ballots(&case.full_table("/rows_plates_cols_samples"));
    let (equations, _, _) = without_prior(&ballots);
    let evidence = scoring::calibrate::evidence(&ballots, &Traits::neutral(6), &equations);
    let deviations: Vec<f64> = evidence.prediction_error.iter().map(|v| v.sqrt()).collect();
    case.check_all("/REML/pev_plate_conditional_sd", &deviations);
}

#[test]
fn batting_averages_shrink_as_efron_and_morris_print() {
    let case = Case::read("mixed-model", "james_stein_baseball");
    let bats = case.input("/at_bats").as_f64().unwrap();
    let hits: Vec<f64> = serde_json::from_value(case.input("/hits").clone()).unwrap();
    let averages: Vec<f64> = hits.iter().map(|hits| hits / bats).collect();
    let mean = scoring::numeric::mean(&averages);
    let (c, estimates) = james_stein(&averages, mean * (1.0 - mean) / bats);
    case.check("/grand_mean", mean);
    case.check("/c", c);
    case.check_all("/estimates", &estimates);
}

#[test]
fn one_nips_review_has_the_reliability_of_its_components() {
    let case = Case::read("mixed-model", "nips2014_variance_components");
    let of = |name: &str| case.expected(name).as_f64().unwrap();
    let parts = Components {
        entry: of("/var_paper"),
        judge: of("/var_reviewer"),
        category: 0.0,
        residual: of("/var_resid"),
    };
    case.check("/single_review_reliability", parts.single_reliability());
}
