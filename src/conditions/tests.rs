//! What a condition says, and that none can do harm.

use super::{Condition, Decisive, Fact, Facts, Fault, Kind, Outcome, Place, Told};

fn place() -> Place {
    let categories = || Kind::one_of(["delivery", "leadership", "digital"]);
    let entry = Kind::record([("category", categories()), ("title", Kind::word())]);
    Place::new([
        ("entry", entry.clone()),
        ("entries", Kind::list(entry, 300)),
        (
            "organisation",
            Kind::record([
                ("kind", Kind::one_of(["city", "ngo"])),
                ("country", Kind::word()),
                ("founded", Kind::Date),
            ]),
        ),
        (
            "answer",
            Kind::record([
                ("people", Kind::Whole),
                ("budget", Kind::Number),
                ("ended", Kind::Date),
                ("is_new", Kind::Flag),
                ("summary", Kind::word()),
            ]),
        ),
        ("groups", Kind::record([("eu", Kind::list(Kind::word(), 300))])),
        ("edition", Kind::record([("year", Kind::Whole), ("opens", Kind::Date)])),
    ])
}

fn entry(category: &str) -> Fact {
    Fact::record([("category", Fact::word(category)), ("title", Fact::word("A quiet harbour"))])
}

fn facts() -> Facts {
    let city =
        [("kind", Fact::word("city")), ("country", Fact::word("HR")), ("founded", Fact::word("1998-05-01"))];
    // Of the budget nothing is known.
    let answer =
        [("people", Fact::Whole(40)), ("is_new", Fact::Flag(false)), ("summary", Fact::word("Über uns"))];
    Facts::default()
        .with("entry", entry("leadership"))
        .with("entries", Fact::List(vec![entry("delivery"), entry("leadership"), entry("digital")]))
        .with("organisation", Fact::record(city))
        .with("answer", Fact::record(answer))
        .with("groups", Fact::record([("eu", Fact::List(vec![Fact::word("AT"), Fact::word("HR")]))]))
        .with("edition", Fact::record([("year", Fact::Whole(2026)), ("opens", Fact::word("2026-04-07"))]))
}

fn read(source: &str) -> Condition {
    Condition::read(source, &place()).unwrap_or_else(|fault| panic!("{source}: {fault}"))
}

fn fault(source: &str) -> Fault {
    match Condition::read(source, &place()) {
        Ok(_) => panic!("{source} was accepted"),
        Err(fault) => fault,
    }
}

#[test]
fn rules_of_real_awards_are_said_in_it() {
    use Outcome::{Met, NotMet, Unknown};
    for (source, outcome) in [
        ("entries.size() < 3", NotMet),
        ("entries.filter(e, e.category == entry.category).size() < 1", NotMet),
        ("entry.category == 'leadership' || entries.filter(e, e.category != 'leadership').size() < 2", Met),
        ("organisation.kind == 'city'", Met),
        ("organisation.country in groups.eu", Met),
        ("!(organisation.country in ['BE', 'ES'])", Met),
        ("months(organisation.founded, edition.opens) >= 24", Met),
        ("organisation.founded < '2024-01-01'", Met),
        ("answer.people > 10.5 && answer.people % 2 == 0", Met),
        ("answer.budget >= 10000", Unknown),
        ("answer.budget >= 10000 || organisation.kind == 'city'", Met),
        ("answer.budget >= 10000 && organisation.kind == 'ngo'", NotMet),
        ("has(answer.budget) && answer.budget > 5", NotMet),
        ("answer.?budget.orValue(0) == 0", Met),
        ("answer.is_new ? answer.people > 100 : answer.people > 20", Met),
        ("entries.exists(e, e.category == 'digital' && same(e.title, 'a QUIET harbour!'))", Met),
        ("entries.all(e, e.category in ['delivery', 'leadership'])", NotMet),
        ("entries.map(e, e.category).exists_one(c, c == 'digital')", Met),
        ("answer.summary.contains('uns') && answer.summary.size() == 8", Met),
        ("groups['eu'].size() == 2", Met),
        ("groups.eu[7] == 'AT'", Unknown),
        ("answer.people / (answer.people - 40) == 1", Unknown),
    ] {
        assert_eq!(read(source).of(&facts()), outcome, "{source}");
    }
}

#[test]
fn what_is_wrong_is_said_in_words_with_what_was_probably_meant() {
    for (source, said) in [
        ("organisation.knd == 'city'", "did you mean `kind`?"),
        ("organization.kind == 'city'", "did you mean `organisation`?"),
        ("organisation.kind == 'citty'", "`citty` is none of `city`, `ngo`; did you mean `city`?"),
        ("entry.category in ['delivery', 'leadershp']", "did you mean `leadership`?"),
        ("organisation.kind == 5", "a word and a whole number cannot be compared by `==`"),
        ("answer.people > '10'", "cannot be compared by `>`"),
        ("organisation.country < 'B'", "a word and a word cannot be compared by `<`"),
        ("answer.ended < '2026-02-30'", "`2026-02-30` is not a day of the calendar"),
        ("answer.ended < '7 April'", "a day is written 2026-04-07"),
        ("answer.ended == organisation.country", "a word that may be no date"),
        ("answer.people", "it must end in yes or no, and ends in a whole number"),
        ("answer.people && true", "expected yes or no beside `&&`, found a whole number"),
        ("entries == entries", "a list and a list cannot be compared"),
        ("entries.filtr(e, true).size() > 1", "did you mean `filter`?"),
        ("now() > 5", "there is no function `now`"),
        ("'a' + 'b' == 'ab'", "expected a number beside `+`, found a word"),
        ("answer.summary.matches('.*')", "there is no function `matches`"),
        ("answer.budget == null", "ask `has(…)`"),
        ("entries.filter(e, e.category == 'digital'", "it cannot be read"),
        ("{'a': 1}.size() == 1", "`{ }` cannot be used here"),
        ("months(answer.people, answer.ended) > 1", "expected a date in `months`, found a whole number"),
        ("organisation.exists(e, true)", "expected a list before `filter`"),
        ("", "it cannot be read"),
    ] {
        let found = fault(source).to_string();
        assert!(found.contains(said), "{source}: {found}");
    }
}

#[test]
fn what_would_take_long_is_refused_before_it_runs() {
    let thrice = "entries.exists(a, entries.exists(b, [1].exists(c, true)))";
    assert_eq!(fault(thrice), Fault::Nested);
    let pairs = "entries.all(a, entries.all(b, a.category == b.category))";
    assert!(Condition::read(pairs, &place()).is_ok());
    let wide = Place::new([("entries", Kind::list(Kind::Whole, 1_000))]);
    let pairs = "entries.all(a, entries.all(b, a == b))";
    assert!(matches!(Condition::read(pairs, &wide), Err(Fault::Dear { steps: 1_000_000, .. })));
}

/// Texts that took other readers of the language down, by the depth of their recursion.
#[test]
fn deep_and_long_texts_are_refused_and_take_nothing_down() {
    let deep = |open: &str, close: &str, n: usize| format!("{}1{} == 1", open.repeat(n), close.repeat(n));
    for source in [
        deep("(", ")", 400),
        deep("[", "]", 400),
        format!("1{} == 1", "+1".repeat(490)),
        format!("answer{} == 1", ".b".repeat(490)),
        format!("[1]{} == 1", ".size()".repeat(140)),
        format!("{}true", "!".repeat(900)),
        format!("{}true", "true?true:".repeat(99)),
        format!("true{}", " && true".repeat(120)),
        format!("entry.title == '{}'", "a".repeat(1_000)),
    ] {
        if let Ok(condition) = Condition::read(&source, &place()) {
            let _ = condition.of(&facts());
        }
    }
    assert!(matches!(fault(&format!("entry.title == '{}'", "a".repeat(1_000))), Fault::Long { .. }));
}

#[test]
fn the_values_that_decided_are_told() {
    let condition = read("entries.filter(e, e.category == entry.category).size() < 1 || answer.budget > 5");
    let told = |fact: &str, value| Decisive { fact: fact.to_owned(), value };
    assert_eq!(
        condition.decisive(&facts()),
        [
            told("answer.budget", None),
            told("entries", Some(Told::Whole(1))),
            told("entry.category", Some(Told::Word("leadership".to_owned()))),
        ]
    );
    assert_eq!(
        read("organisation.country in groups.eu").decisive(&facts())[0],
        told("groups.eu", Some(Told::Count(2)))
    );
}
