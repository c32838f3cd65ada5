//! Speed of calibration and assignment, one core. Goals: calibrated with 1,000 draws for
//! 200 entries, 25 judges, 4 sheets each in 50 ms, for 10,000 x 500 x 3 in 5 s; assignment of
//! 500 x 30 x 5 in 0.1 s, 2,000 x 100 x 5 in 1.5 s, 10,000 x 500 x 3 in 20 s.

#![expect(clippy::indexing_slicing, reason = "judges are numbered without gaps")]

use criterion::{Criterion as Bench, criterion_group, criterion_main};
use scoring::assign::{Load, Problem, solve};
use scoring::numeric::random::Random;
use scoring::{Criterion, Draw, Entry, Exact, Method, Scale, Scheme, Scoresheet, rank, rank_with_chances};
use std::time::Duration;

fn panel(entries: usize, judges: usize, each: usize) -> (Vec<Entry>, Vec<Scoresheet>) {
    let mut random = Random::new(1);
    let quality: Vec<f64> = (0..entries).map(|_| random.normal()).collect();
    let severity: Vec<f64> = (0..judges).map(|_| 0.5 * random.normal()).collect();
    let mut sheets = Vec::new();
    for (entry, q) in quality.iter().enumerate() {
        let mut order: Vec<usize> = (0..judges).collect();
        random.shuffle(&mut order);
        for judge in order.into_iter().take(each) {
            let mut score = || {
                let score = 6.0 + 1.5 * (q + severity[judge] + random.normal());
                Exact::from_rounded(score.clamp(1.0, 10.0), 0)
            };
            sheets.push(Scoresheet::new(
                format!("j{judge}"),
                format!("e{entry}"),
                vec![score(), score(), score()],
            ));
        }
    }
    ((0..entries).map(|entry| Entry::new(format!("e{entry}"), "all")).collect(), sheets)
}

fn scheme(method: Method) -> Scheme {
    let criteria = vec![Criterion::new("a", 40), Criterion::new("b", 35), Criterion::new("c", 25)];
    Scheme { method, places: 5, ..Scheme::weighted_mean(criteria, Scale::new(1, 10)) }
}

fn problem(entries: usize, judges: usize, each: usize) -> Problem {
    let mut random = Random::new(2);
    let row =
        |random: &mut Random| (0..judges).map(|_| i64::try_from(random.below(1_000)).unwrap_or(0)).collect();
    let mut problem = Problem::new((0..entries).map(|_| row(&mut random)).collect(), each);
    let most = (entries * each).div_ceil(judges) + 3;
    problem.loads.fill(Load { min: most - 6, max: most });
    problem
}

fn ranking(bench: &mut Bench) {
    let mut group = bench.benchmark_group("rank");
    let (entries, sheets) = panel(500, 40, 5);
    group.bench_function("mean 500x40x5", |b| {
        b.iter(|| rank(&scheme(Method::WeightedMean), &entries, &sheets));
    });
    let draw = Draw { count: 1_000, seed: 1 };
    let rules = scheme(Method::Calibrated);
    let (entries, sheets) = panel(200, 25, 4);
    group.bench_function("calibrated 200x25x4", |b| {
        b.iter(|| rank_with_chances(&rules, &entries, &sheets, draw));
    });
    group.sample_size(10).measurement_time(Duration::from_secs(30));
    let (entries, sheets) = panel(10_000, 500, 3);
    group.bench_function("calibrated 10000x500x3", |b| {
        b.iter(|| rank_with_chances(&rules, &entries, &sheets, draw));
    });
}

fn assignment(bench: &mut Bench) {
    let mut group = bench.benchmark_group("assign");
    group.sample_size(10);
    for (entries, judges, each) in [(500, 30, 5), (2_000, 100, 5), (10_000, 500, 3)] {
        let problem = problem(entries, judges, each);
        group.bench_function(format!("{entries}x{judges}x{each}"), |b| b.iter(|| solve(&problem)));
    }
}

criterion_group!(benches, ranking, assignment);
criterion_main!(benches);
