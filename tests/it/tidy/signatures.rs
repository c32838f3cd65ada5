//! What a signature says.

use super::sources;

/// The destructured tuples among the parameters of functions: `(entry, id): (&PublicId, …)`.
fn tuple_parameters(text: &str) -> Vec<&str> {
    let signatures = text.split("fn ").skip(1).filter_map(|rest| rest.split_once('(')?.1.split_once(" {"));
    let lists = signatures.map(|(list, _)| list.split_once(") ->").map_or(list, |(list, _)| list));
    lists
        .flat_map(|list| {
            let of_no_type = |(at, _): &(usize, &str)| !list[..*at].ends_with(char::is_alphanumeric);
            list.match_indices('(').filter(of_no_type).map(|(at, _)| &list[at..])
        })
        .filter_map(|rest| rest.split_once("): "))
        .filter(|(names, _)| names.contains(',') && !names.contains(')'))
        .map(|(names, _)| names)
        .collect()
}

/// Two of one type in a tuple can be swapped unseen: they get names of their own.
#[test]
fn parameters_have_names() {
    assert_eq!(tuple_parameters("fn f(\n    a: A,\n    (b, c): (B, C),\n) -> D {"), ["(b, c"]);
    for fine in ["fn f(a: A) -> (B, C) {", "fn f(a: (B, C)) {"] {
        assert!(tuple_parameters(fine).is_empty(), "{fine}");
    }
    let found: Vec<String> = sources("src")
        .iter()
        .flat_map(|(name, text)| {
            tuple_parameters(text).into_iter().map(move |names| format!("{name}: {names})"))
        })
        .collect();
    assert!(found.len() <= 3, "{found:#?}");
}
