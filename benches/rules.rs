//! What the rules of an edition cost a request: finding what is known of an entry and asking them all.
#![forbid(unsafe_code)]
#![expect(clippy::expect_used, reason = "a bench stops at the first surprise")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use palmares::editions::{Known, Organisation, Past, RuleMoment, Rulebook, sample::essa_2023};

/// Entries and honours of earlier editions, as of an organisation that enters every year.
const EARLIER: i32 = 20;

fn rules(criterion: &mut Criterion) {
    let document = essa_2023().expect("the sample");
    let rulebook = Rulebook::of(&document);
    let past = |number: i32| Past {
        year: 2000 + number,
        category: "service_delivery".to_owned(),
        title: "Open doors".to_owned(),
        honour: "entered".to_owned(),
    };
    let history: Vec<Past> = (0..EARLIER).map(past).collect();
    let known = Known {
        document: &document,
        organisation: Organisation {
            id: "k3v9mq27k3v9mq27",
            name: "Grad Osijek",
            kind: "city",
            country: "HR",
        },
        category: "service_delivery",
        others: &["workforce_support"],
        history: Some(&history),
    };
    criterion.bench_function("rules of an entry", |bencher| {
        bencher.iter(|| {
            let facts = black_box(&known).facts();
            rulebook.ask(&[RuleMoment::Start, RuleMoment::Submit], &facts).count()
        });
    });
}

criterion_group!(benches, rules);
criterion_main!(benches);
