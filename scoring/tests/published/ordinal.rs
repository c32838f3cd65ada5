//! Ordered scores: the cumulative-link mixed model against R's `ordinal`.

use crate::Case;
use scoring::ordinal::{CumulativeMixed, Score, cumulative_mixed};

fn bitter_wine(case: &Case, points: usize) -> CumulativeMixed {
    let list = |name: &str| -> Vec<u32> { serde_json::from_value(case.input(name).clone()).unwrap() };
    let (ratings, judges) = (list("/rating"), list("/judge"));
    let conditions = list("/temp_warm").into_iter().zip(list("/contact_yes"));
    let from_zero = |n: u32| usize::try_from(n - 1).unwrap();
    let scores: Vec<Score> = ratings
        .into_iter()
        .zip(judges)
        .zip(conditions)
        .map(|((rating, judge), (warm, contact))| Score {
            level: from_zero(rating),
            judge: from_zero(judge),
            conditions: vec![warm.into(), contact.into()],
        })
        .collect();
    cumulative_mixed(5, &scores, points).unwrap()
}

fn check(case: &Case, root: &str, fit: &CumulativeMixed) {
    case.check_all(&format!("{root}/thresholds"), &fit.thresholds);
    case.check(&format!("{root}/temp_warm"), fit.effects[0]);
    case.check(&format!("{root}/contact_yes"), fit.effects[1]);
    case.check(&format!("{root}/sd_judge"), fit.judge_sd);
    case.check(&format!("{root}/logLik"), fit.log_likelihood);
}

#[test]
fn bitter_wine_has_the_fit_that_clmm_prints() {
    let case = Case::read("ordinal", "clmm_wine_ordinal");
    let laplace = bitter_wine(&case, 1);
    check(&case, "/laplace", &laplace);
    check(&case, "/published", &laplace);
    check(&case, "/gauss_hermite_40", &bitter_wine(&case, 40));
}

#[test]
fn the_strictest_judge_of_the_wine_is_the_seventh() {
    // Their scores are the lowest in the table: 1 1 2 2 2 3 2 3.
    let case = Case::read("ordinal", "clmm_wine_ordinal");
    let shifts = bitter_wine(&case, 1).shifts;
    let lowest = (0..9).min_by(|a, b| shifts[*a].total_cmp(&shifts[*b]));
    assert_eq!(lowest, Some(6));
}

#[test]
fn marks_without_a_finite_fit_have_none() {
    let score = |level, warm| Score { level, judge: level, conditions: vec![warm] };
    assert_eq!(cumulative_mixed(3, &[score(0, 0.0), score(2, 1.0)], 1), None, "a level never given");
    assert_eq!(cumulative_mixed(2, &[], 1), None, "no mark");
    let apart = [score(0, 0.0), score(0, 0.0), score(1, 1.0), score(1, 1.0)];
    assert_eq!(cumulative_mixed(2, &apart, 1), None, "the condition decides everything");
}
