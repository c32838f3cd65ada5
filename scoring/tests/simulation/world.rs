//! One simulated jury at work.

use crate::scenarios::{Deal, Scenario};
use scoring::numeric::random::Random;
use scoring::{Criterion, Entry, Exact, Scale, Scheme, Scoresheet};

/// How strongly strict judges are drawn to strong entries when they are: correlation 0.5.
const SELECTION: f64 = 0.35;
/// Categories of a round with panels.
const CATEGORIES: usize = 5;

/// A panel with the true quality of its entries.
pub struct Panel {
    pub scheme: Scheme,
    pub entries: Vec<Entry>,
    pub sheets: Vec<Scoresheet>,
    pub truth: Vec<f64>,
}

struct Judge {
    severity: f64,
    scale_use: f64,
    noise: f64,
    careless: bool,
}

/// Makes the jury of a seed and lets it score.
pub fn make(scenario: &Scenario, seed: u64) -> Panel {
    let mut random = Random::new(1_000 + seed);
    let (entries, judges, _) = scenario.size;
    let panels = matches!(scenario.deal, Deal::Panels(_));
    let category = |entry: usize| if panels { entry % CATEGORIES } else { 0 };
    let lifts: Vec<f64> = (0..CATEGORIES).map(|_| if panels { 0.4 * random.normal() } else { 0.0 }).collect();
    let truth: Vec<f64> = (0..entries).map(|entry| lifts[category(entry)] + random.normal()).collect();
    let careless = (scenario.careless * judges as f64).round() as usize;
    let judges: Vec<Judge> = (0..judges)
        .map(|judge| Judge {
            severity: scenario.severity * random.normal(),
            scale_use: (scenario.style * random.normal()).exp(),
            noise: (scenario.noise * random.normal()).exp(),
            careless: judge < careless,
        })
        .collect();
    let pairs = deal(scenario, &truth, &judges, &mut random);
    let sheets = pairs
        .into_iter()
        .map(|(entry, judge)| {
            let scores = scores(scenario, truth[entry], &judges[judge], &mut random);
            Scoresheet::new(judge.to_string(), entry.to_string(), scores)
        })
        .collect();
    let criteria = vec![Criterion::new("a", 50), Criterion::new("b", 30), Criterion::new("c", 20)];
    let scheme = Scheme::weighted_mean(criteria, Scale::new(1, scenario.scale.0));
    let entry = |entry: usize| Entry::new(entry.to_string(), category(entry).to_string());
    Panel { scheme, entries: (0..entries).map(entry).collect(), sheets, truth }
}

fn scores(scenario: &Scenario, quality: f64, judge: &Judge, random: &mut Random) -> Vec<Option<Exact>> {
    let (levels, middle) = scenario.scale;
    let spread = if levels == 5 { 0.7 } else { 1.4 };
    let friend = random.uniform() < scenario.friends;
    // Most of a ballot's error is one impression of the whole, the rest is per criterion.
    let impression = 0.9 * judge.noise * random.normal();
    let own = if judge.careless { 1.4 * random.normal() } else { judge.scale_use * quality + impression };
    let given: Vec<bool> = (0..3).map(|_| random.uniform() >= scenario.missing).collect();
    let score = |random: &mut Random| {
        let felt = own + judge.severity + 0.7 * random.normal();
        let score =
            if friend { f64::from(levels) } else { (middle + spread * felt).clamp(1.0, f64::from(levels)) };
        Exact::from_rounded(score, 0)
    };
    let scores: Vec<Option<Exact>> = (0..3).map(|_| score(random)).collect();
    let none = given.iter().all(|given| !given);
    scores.into_iter().zip(given).map(|(score, given)| score.filter(|_| given || none)).collect()
}

/// Who scores what, as (entry, judge).
fn deal(scenario: &Scenario, truth: &[f64], judges: &[Judge], random: &mut Random) -> Vec<(usize, usize)> {
    let (entries, _, each) = scenario.size;
    let mut loads = vec![0; judges.len()];
    let mut order: Vec<usize> = (0..entries).collect();
    random.shuffle(&mut order);
    let mut pairs = Vec::new();
    for entry in order {
        let wanted = if scenario.deal == Deal::Uneven { [2, 2, 3, 4, 10][random.index(5)] } else { each };
        let mixed = match scenario.deal {
            Deal::Trios(share) | Deal::Panels(share) => share,
            _ => 1.0,
        };
        let mut chosen: Vec<usize> = Vec::new();
        let trio = random.index((judges.len() / 3).max(1));
        for _ in 0..wanted {
            let anywhere = random.uniform() < mixed;
            let fits = |judge: usize| {
                !chosen.contains(&judge)
                    && match scenario.deal {
                        Deal::Trios(_) if !anywhere => judge / 3 == trio,
                        Deal::Panels(_) if !anywhere => judge % CATEGORIES == entry % CATEGORIES,
                        _ => true,
                    }
            };
            let open: Vec<usize> = (0..judges.len()).filter(|judge| fits(*judge)).collect();
            let judge = open
                .iter()
                .map(|&judge| {
                    let pull = if scenario.deal == Deal::Selective {
                        SELECTION * (judges[judge].severity / scenario.severity + truth[entry]).abs()
                    } else {
                        0.0
                    };
                    (f64::from(loads[judge]) + pull + random.uniform(), judge)
                })
                .min_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, judge)) = judge {
                loads[judge] += 1;
                chosen.push(judge);
            }
        }
        pairs.extend(chosen.into_iter().map(|judge| (entry, judge)));
    }
    pairs
}

#[test]
fn selective_juries_have_the_stated_correlation() {
    let scenario = *crate::scenarios::all().iter().find(|s| s.deal == Deal::Selective).unwrap();
    let mut correlations = Vec::new();
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let truth: Vec<f64> = (0..200).map(|_| random.normal()).collect();
        let judge = |random: &mut Random| Judge {
            severity: scenario.severity * random.normal(),
            scale_use: 1.0,
            noise: 1.0,
            careless: false,
        };
        let judges: Vec<Judge> = (0..25).map(|_| judge(&mut random)).collect();
        let pairs = deal(&scenario, &truth, &judges, &mut random);
        let (x, y): (Vec<f64>, Vec<f64>) =
            pairs.iter().map(|(entry, judge)| (truth[*entry], -judges[*judge].severity)).unzip();
        let (mx, my) = (scoring::numeric::mean(&x), scoring::numeric::mean(&y));
        let product: f64 =
            x.iter().zip(&y).map(|(x, y)| (x - mx) * (y - my)).sum::<f64>() / (x.len() - 1) as f64;
        let spread = scoring::numeric::variance(&x) * scoring::numeric::variance(&y);
        correlations.push(product / spread.sqrt());
    }
    let correlation = scoring::numeric::mean(&correlations);
    assert!((0.4..0.6).contains(&correlation), "{correlation}");
}
