//! Looking for a text in a column.

use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _,
    prelude::Expr,
    sea_query::{Func, LikeExpr},
};

use crate::text::pattern;

/// Whether a column holds a text somewhere, as it is or in other case. SQLite knows no case but
/// that of ASCII.
pub fn holds<C: ColumnTrait>(column: C, text: &str) -> Condition {
    let column = || Expr::col(column.as_column_ref());
    let like = |text: &str| LikeExpr::new(pattern(text)).escape('\\');
    let lower = Expr::expr(Func::lower(column()));
    Condition::any().add(column().like(like(text))).add(lower.like(like(&text.to_ascii_lowercase())))
}
