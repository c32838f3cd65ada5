//! The order of files and the names in them decide nothing.

use crate::{METHODS, cells, entries, jury, scheme, score, sheets};
use proptest::prelude::*;
use scoring::{Draw, Exact, Method, rank, rank_with_chances};

fn plain(prefix: &str) -> impl Fn(usize) -> String {
    let prefix = prefix.to_owned();
    move |number| format!("{prefix}{number:02}")
}

/// Names that sort the other way round.
fn reversed(prefix: &str) -> impl Fn(usize) -> String {
    let prefix = prefix.to_owned();
    move |number| format!("{prefix}{:02}", 99 - number)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_input_changes_no_bit_of_any_method(cells in cells(), turn in 0_usize..24) {
        let all = entries(6, plain("e"), 2);
        let given = sheets(&cells, plain("e"), plain("j"));
        let (mut other, mut turned) = (given.clone(), all.clone());
        turned.reverse();
        let middle = turn % other.len().max(1);
        other.rotate_left(middle);
        other.reverse();
        let draw = Draw { count: 48, seed: 5 };
        for method in METHODS {
            let one = rank_with_chances(&scheme(method), &all, &given, draw);
            prop_assert_eq!(one, rank_with_chances(&scheme(method), &turned, &other, draw));
        }
    }

    #[test]
    fn other_names_give_the_same_scores(cells in cells()) {
        for method in METHODS {
            let rules = scheme(method);
            let one = rank(&rules, &entries(6, plain("e"), 2), &sheets(&cells, plain("e"), plain("j"))).unwrap();
            let renamed = sheets(&cells, reversed("x"), reversed("y"));
            let two = rank(&rules, &entries(6, reversed("x"), 2), &renamed).unwrap();
            for entry in 0..6 {
                let (own, other) = (one.of(&plain("e")(entry)), two.of(&reversed("x")(entry)));
                let (own, other) = (own.unwrap().score, other.unwrap().score);
                // Models add up in the order of names; the last bits may differ, no more.
                let near = own.zip(other).is_none_or(|(a, b)| (a.to_f64() - b.to_f64()).abs() < 1e-6);
                prop_assert!(own.is_some() == other.is_some() && near, "{:?}: {:?} {:?}", method, own, other);
            }
        }
    }
}

#[test]
fn a_jury_of_usual_size_keeps_its_calibrated_scores_under_other_names() {
    let cells = jury(120, 15, 4, 3);
    let rules = scheme(Method::Calibrated);
    let one = rank(
        &rules,
        &entries(120, |e| format!("e{e:03}"), 1),
        &sheets(&cells, |e| format!("e{e:03}"), plain("j")),
    );
    let two = rank(
        &rules,
        &entries(120, |e| format!("x{:03}", 999 - e), 1),
        &sheets(&cells, |e| format!("x{:03}", 999 - e), reversed("y")),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    for entry in 0..120 {
        let own = score(&one, &format!("e{entry:03}")).unwrap();
        let other = score(&two, &format!("x{:03}", 999 - entry)).unwrap();
        assert!((own - other).abs() < 1e-6, "{entry}: {own} {other}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bits_and_another_seed_others() {
    let cells = jury(60, 10, 4, 8);
    let (all, given) = (entries(60, plain("e"), 3), sheets(&cells, plain("e"), plain("j")));
    let draw = |seed| rank_with_chances(&scheme(Method::Calibrated), &all, &given, Draw { count: 200, seed });
    let (one, two, other) = (draw(1).unwrap(), draw(1).unwrap(), draw(2).unwrap());
    assert_eq!(one, two);
    assert_ne!(one, other);
    let scores = |outcome: &scoring::Outcome| -> Vec<Option<Exact>> {
        outcome.standings.iter().map(|standing| standing.score).collect()
    };
    assert_eq!(scores(&one), scores(&other), "the seed moves chances, never scores");
}
