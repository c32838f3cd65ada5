//! Agreement among judges, against printed figures.

use crate::Case;
use scoring::reliability::{
    Level, fleiss_kappa, icc, judges_needed, kendall_tau_b, kendall_w, krippendorff_alpha, spearman_brown,
};

fn check_icc(case: &Case, root: &str, rows: &[Vec<f64>]) {
    let icc = icc(rows).unwrap();
    for (name, figure) in [
        ("BMS", icc.between),
        ("WMS", icc.within),
        ("JMS", icc.judges),
        ("EMS", icc.error),
        ("ICC_1_1", icc.single[0]),
        ("ICC_2_1", icc.single[1]),
        ("ICC_3_1", icc.single[2]),
        ("ICC_1_k", icc.average[0]),
        ("ICC_2_k", icc.average[1]),
        ("ICC_3_k", icc.average[2]),
    ] {
        case.check(&format!("{root}/{name}"), figure);
    }
}

#[test]
fn intraclass_correlations_are_those_of_shrout_and_fleiss() {
    let case = Case::read("reliability", "icc_shrout_fleiss_1979");
    check_icc(&case, "", &case.full_table("/rows_targets_cols_judges"));
}

#[test]
fn intraclass_correlations_are_those_irr_prints_for_anxiety() {
    let case = Case::read("reliability", "icc_irr_anxiety");
    check_icc(&case, "", &case.full_table("/rows_subjects_cols_raters"));
}

#[test]
fn intraclass_correlations_of_the_wine_table_hold() {
    let case = Case::read("mixed-model", "wine_randall_response");
    check_icc(&case, "/ICC", &case.full_table("/rows_bottles_cols_judges"));
}

#[test]
fn concordance_is_that_of_irr_and_of_the_wine_report() {
    for (id, table) in [
        ("kendall_w_anxiety", "/rows_raters_cols_subjects"),
        ("kendall_w_phelps_wine", "/rows_judges_cols_wines"),
    ] {
        let case = Case::read("reliability", id);
        let concordance = kendall_w(&case.full_table(table)).unwrap();
        case.check("/W_uncorrected", concordance.uncorrected);
        case.check("/W_ties", concordance.w);
        case.check("/chi2", concordance.chi_square);
        case.check("/p", concordance.p);
        case.check_all("/rank_sums", &concordance.rank_sums);
    }
}

#[test]
fn alpha_is_krippendorffs_with_and_without_gaps() {
    for (id, table) in [
        ("kripp_wikipedia_3x15", "/rows_coders_cols_units"),
        ("kripp_shrout_fleiss", "/rows_coders_cols_units"),
    ] {
        let case = Case::read("reliability", id);
        let coders = case.table(table);
        for (name, level) in
            [("/nominal", Level::Nominal), ("/ordinal", Level::Ordinal), ("/interval", Level::Interval)]
        {
            case.check(name, krippendorff_alpha(&coders, level).unwrap());
        }
    }
}

#[test]
fn kappa_is_that_of_fleiss_example() {
    let case = Case::read("reliability", "fleiss_kappa_wikipedia");
    let counts: Vec<Vec<usize>> = serde_json::from_value(case.input("/counts").clone()).unwrap();
    case.check("/kappa", fleiss_kappa(&counts).unwrap());
}

#[test]
fn tau_b_counts_ties() {
    let case = Case::read("reliability", "kendall_tau_b_ties");
    let list = |name: &str| -> Vec<f64> { serde_json::from_value(case.input(name).clone()).unwrap() };
    case.check("/tau_b", kendall_tau_b(&list("/x"), &list("/y")).unwrap());
}

#[test]
fn more_judges_are_worth_what_spearman_and_brown_say() {
    let case = Case::read("reliability", "spearman_brown");
    let single = case.input("/single").as_f64().unwrap();
    case.check("/k4", spearman_brown(single, 4.0));
    case.check("/k_needed_for_0_9", judges_needed(single, 0.9));
}
