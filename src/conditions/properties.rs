//! Whatever was accepted ends, and never with a fault of kinds.

use cel::{ExecutionError, Value};
use proptest::{prelude::*, sample::select, strategy::ValueTree as _};

use super::{Condition, Fact, Facts, Kind, Place};

fn place() -> Place {
    let item = Kind::record([("key", Kind::one_of(["a", "b"])), ("n", Kind::Whole), ("on", Kind::Date)]);
    Place::new([
        ("items", Kind::list(item.clone(), 200)),
        ("one", item),
        ("x", Kind::Whole),
        ("y", Kind::Number),
        ("w", Kind::word()),
        ("is", Kind::Flag),
        ("names", Kind::list(Kind::word(), 100)),
        ("shares", Kind::list(Kind::Number, 100)),
    ])
}

fn item() -> impl Strategy<Value = Fact> {
    let key = select(vec!["a", "b"]).prop_map(Fact::word);
    let day = select(vec!["2024-02-29", "2026-04-07"]).prop_map(Fact::word);
    let number = prop_oneof![Just(Fact::Whole(0)), any::<i64>().prop_map(Fact::Whole)];
    let some = (
        prop::option::of(key.prop_map(|fact| ("key", fact))),
        prop::option::of(number.prop_map(|fact| ("n", fact))),
        prop::option::of(day.prop_map(|fact| ("on", fact))),
    );
    some.prop_map(|(key, n, on)| Fact::record([key, n, on].into_iter().flatten()))
}

/// Any of the facts may be missing.
fn facts() -> impl Strategy<Value = Facts> {
    let numbers = || prop::num::f64::ANY.prop_map(Fact::Number);
    let words = || "[a-cé ]{0,3}".prop_map(Fact::word);
    let list = |of: BoxedStrategy<Fact>| prop::collection::vec(of, 0..4).prop_map(Fact::List).boxed();
    let named = |name: &'static str, fact: BoxedStrategy<Fact>| {
        prop::option::of(fact.prop_map(move |fact| (name, fact)))
    };
    let all = (
        named("items", list(item().boxed())),
        named("one", item().boxed()),
        named("x", any::<i64>().prop_map(Fact::Whole).boxed()),
        named("y", numbers().boxed()),
        named("w", words().boxed()),
        named("is", any::<bool>().prop_map(Fact::Flag).boxed()),
        named("names", list(words().boxed())),
        named("shares", list(numbers().boxed())),
    );
    all.prop_map(|(a, b, c, d, e, f, g, h)| {
        let known = [a, b, c, d, e, f, g, h].into_iter().flatten();
        known.fold(Facts::default(), |facts, (name, fact)| facts.with(name, fact))
    })
}

/// Texts of one kind, mostly: now and then one of another kind stands in the wrong place.
#[derive(Clone, Copy, Debug)]
enum Part {
    Flag,
    Whole,
    Number,
    Word,
    Date,
    Items,
    Words,
}

/// What has no parts.
const fn leaves(kind: Part) -> &'static [&'static str] {
    use Part::{Date, Flag, Items, Number, Whole, Word, Words};
    match kind {
        Flag => &["is", "true", "has(one.n)", "e.n == 1", "e.key == 'a'", "one.key in ['a', 'b']"],
        Whole => &["x", "0", "7", "one.n", "e.n", "one.?n.orValue(2)"],
        Number => &["y", "2.5", "shares[0]"],
        Word => &["w", "'a'", "one.key", "e.key", "names[1]"],
        Date => &["one.on", "e.on", "'2026-04-07'"],
        Items => &["items", "items.filter(e, e.n > 0)"],
        Words => &["names", "['a', 'é']", "items.map(e, e.key)", "[]"],
    }
}

fn part(kind: Part, depth: u32) -> BoxedStrategy<String> {
    use Part::{Date, Flag, Items, Number, Whole, Word, Words};
    let leaf = select(leaves(kind).to_vec()).prop_map(str::to_owned).boxed();
    let Some(depth) = depth.checked_sub(1) else { return leaf };
    let any = select(vec![Flag, Whole, Number, Word, Date, Items, Words]);
    let wrong = any.prop_flat_map(move |kind| part(kind, depth)).boxed();
    let sub = move |kind| prop_oneof![24 => part(kind, depth), 1 => wrong.clone()].boxed();
    let pair = |of, operators: &[&'static str]| {
        let operator = select(operators.to_vec());
        (sub(of), operator, sub(of)).prop_map(|(a, op, b)| format!("({a} {op} {b})")).boxed()
    };
    let each = |list, of, words: &[&'static str]| {
        (sub(list), select(words.to_vec()), sub(of)).prop_map(|(a, f, b)| format!("{a}.{f}(e, {b})")).boxed()
    };
    let grown = match kind {
        Flag => prop_oneof![
            3 => pair(Flag, &["&&", "||", "==", "!="]),
            1 => sub(Flag).prop_map(|a| format!("!({a})")),
            2 => pair(Whole, &["==", "!=", "<", ">="]),
            1 => (sub(Whole), sub(Number)).prop_map(|(a, b)| format!("({a} <= {b})")),
            1 => pair(Word, &["==", "!="]),
            1 => pair(Date, &["<", ">=", "=="]),
            1 => (sub(Word), sub(Words)).prop_map(|(a, b)| format!("({a} in {b})")),
            1 => (sub(Whole), sub(Number)).prop_map(|(a, b)| format!("({a} in [{b}, 3])")),
            2 => each(Items, Flag, &["exists", "all", "exists_one"]),
            1 => (sub(Word), sub(Word)).prop_map(|(a, b)| format!("same({a}, {b})")),
            1 => (sub(Word), sub(Word)).prop_map(|(a, b)| format!("{a}.contains({b})")),
        ]
        .boxed(),
        Whole => prop_oneof![
            3 => pair(Whole, &["+", "-", "*", "/", "%"]),
            2 => sub(Items).prop_map(|a| format!("{a}.size()")),
            1 => sub(Words).prop_map(|a| format!("size({a})")),
            1 => sub(Whole).prop_map(|a| format!("-({a})")),
            1 => (sub(Date), sub(Date)).prop_map(|(a, b)| format!("months({a}, {b})")),
            1 => (sub(Flag), sub(Whole), sub(Whole)).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
        ]
        .boxed(),
        Number => prop_oneof![
            2 => pair(Number, &["+", "-", "*", "/"]),
            1 => (sub(Whole), sub(Number)).prop_map(|(a, b)| format!("({a} * {b})")),
            1 => sub(Whole).prop_map(|a| format!("double({a})")),
            1 => (sub(Flag), sub(Whole), sub(Number)).prop_map(|(a, b, c)| format!("({a} ? {b} : {c})")),
        ]
        .boxed(),
        Items => each(Items, Flag, &["filter"]),
        Words => each(Items, Word, &["map"]),
        Word | Date => leaf.clone(),
    };
    prop_oneof![1 => leaf, 4 => grown].boxed()
}

fn source() -> impl Strategy<Value = String> {
    part(Part::Flag, 3)
}

/// What may be missing or too large, and nothing else.
fn is_no_fault_of_kinds(answer: &Result<Value, ExecutionError>) -> bool {
    matches!(
        answer,
        Ok(Value::Bool(_))
            | Err(ExecutionError::NoSuchKey(_)
                // A fact without a group that is missing.
                | ExecutionError::UndeclaredReference(_)
                | ExecutionError::Overflow(..)
                | ExecutionError::DivisionByZero(_)
                | ExecutionError::RemainderByZero(_)
                | ExecutionError::IndexOutOfBounds(_))
    ) || matches!(answer, Err(ExecutionError::NoSuchOverload(fault)) if is_of_numbers(fault.argument_types()))
}

/// Nought by nought is no number, and compares with none.
fn is_of_numbers(kinds: &[impl AsRef<str>]) -> bool {
    kinds.iter().all(|kind| kind.as_ref() == "double")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, max_global_rejects: 1_000_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_accepted_ends_and_never_with_a_fault_of_kinds(source in source(), facts in facts()) {
        if let Ok(condition) = Condition::read(&source, &place()) {
            let answer = condition.answer(&facts);
            prop_assert!(is_no_fault_of_kinds(&answer), "{source}: {answer:?}");
            let _ = condition.decisive(&facts);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(source in "[a-z'\"(){}\\[\\].?:&|!=<>+*/% 0-9-]{0,60}") {
        let _ = Condition::read(&source, &place());
    }
}

/// Enough of the texts above are conditions, so that the properties say something.
#[test]
fn many_of_the_texts_are_conditions() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let texts = (0..1_000).map(|_| source().new_tree(&mut runner).expect("a text").current());
    let accepted = texts.filter(|text| Condition::read(text, &place()).is_ok()).count();
    assert!((200..950).contains(&accepted), "{accepted} of 1000");
}
