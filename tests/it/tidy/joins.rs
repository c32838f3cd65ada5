//! How rows hang together.

use super::{only_in, sources};

/// How tables hang together is said once, in `entity/`. A few joins that no relation can say may be
/// spelled out: conditions over columns of two tables, and PostgreSQL's own catalogue.
#[test]
fn joins_are_declared_with_the_rows() {
    only_in(&["Entity::belongs_to(", "Entity::has_many(", "Entity::has_one(", "RelationDef"], |_| false);
    let spelled_out = [".equals(", ".on_condition(", ".equals_col(", " JOIN "];
    let count = |text: &str| spelled_out.map(|word| text.matches(word).count()).iter().sum::<usize>();
    let found: usize = sources("src").iter().map(|(_, text)| count(text)).sum();
    assert!(found <= 6, "{found}");
}

/// Rows of more columns have names: two texts side by side are swapped unseen.
#[test]
fn no_row_without_names_has_more_than_three_columns() {
    let mut wrong = Vec::new();
    for (name, text) in sources("src") {
        for query in text.split("Entity::find").skip(1) {
            let Some((columns, _)) = query.split("\n}\n").next().and_then(|q| q.split_once("into_tuple"))
            else {
                continue;
            };
            let listed = columns.split(".columns([").skip(1).filter_map(|list| list.split(']').next());
            let listed: usize = listed.map(|list| list.split(',').count()).sum();
            let single = [".column(", ".column_as(", ".expr_as("].map(|word| columns.matches(word).count());
            let count = listed + single.iter().sum::<usize>();
            if count > 3 {
                wrong.push(format!("{name}: {count} columns"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
