//! From a text to a tree, within bounds that keep every later step small.

use cel::{IdedExpr, ParseErrors, parser::PrattParser};

use super::Fault;

/// Bytes of a text.
const LONGEST: usize = 1_000;
/// Brackets and calls in one another.
const DEEPEST: u16 = 32;
/// Parts of the tree, with those that `filter` and its like are made of.
const MOST_PARTS: usize = 600;

pub(super) fn parse(source: &str) -> Result<IdedExpr, Fault> {
    if source.len() > LONGEST {
        return Err(Fault::Long { length: source.len(), most: LONGEST });
    }
    let parser = PrattParser::new()
        .max_recursion_depth(DEEPEST)
        .max_expression_node_count(MOST_PARTS)
        .error_recovery_limit(0)
        .error_reporting_limit(1)
        .enable_optional_syntax(true);
    parser.parse(source).map_err(|errors| syntax(&errors))
}

fn syntax(errors: &ParseErrors) -> Fault {
    let first = errors.errors.first();
    let message = first.map_or_else(|| "it has no meaning".to_owned(), |error| error.msg.to_lowercase());
    let at = first.and_then(|error| usize::try_from(error.pos.1).ok()).unwrap_or_default();
    Fault::Syntax { message, at }
}
