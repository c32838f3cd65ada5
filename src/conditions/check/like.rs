//! Which kinds go together.

use cel::{
    IdedExpr,
    common::ast::{CallExpr, Expr, LiteralValue},
};
use jiff::civil::Date;

use super::{Fault, Kind};
use crate::text::guess;

/// The kind that holds both, if one does.
pub(super) fn joined(a: &Kind, b: &Kind) -> Option<Kind> {
    match (a, b) {
        (Kind::Nothing, kind) | (kind, Kind::Nothing) => Some(kind.clone()),
        (Kind::Whole, Kind::Number) | (Kind::Number, Kind::Whole) => Some(Kind::Number),
        (Kind::Word(a), Kind::Word(b)) => Some(Kind::Word((a == b).then(|| a.clone()).flatten())),
        (Kind::Date, Kind::Word(_)) | (Kind::Word(_), Kind::Date) => None,
        (Kind::List(a, n), Kind::List(b, m)) => {
            // A list that is kept whole cannot get fractions afterwards.
            let of = joined(a, b)?;
            let is_kept =
                [a, b].iter().all(|kind| ***kind == of || ***kind == Kind::Nothing || of != Kind::Number);
            is_kept.then(|| Kind::list(of, *n.max(m)))
        }
        _ => (a == b).then(|| a.clone()),
    }
}

/// Makes a whole number one with a fraction, so that both sides are of one kind.
pub(super) fn with_fraction(expr: &mut IdedExpr) {
    match &expr.expr {
        Expr::Literal(LiteralValue::Double(_)) => {}
        _ => {
            let inner = std::mem::take(expr);
            let (id, args) = (inner.id, vec![inner]);
            let call = CallExpr { func_name: "double".to_owned(), target: None, args };
            *expr = IdedExpr { id, expr: Expr::Call(call) };
        }
    }
}

/// A part of a condition and its kind.
pub(super) struct Side<'a> {
    pub expr: &'a mut IdedExpr,
    pub kind: Kind,
}

/// Checks that two values may be compared and makes numbers of one kind of them.
pub(super) fn compared(operator: &str, left: Side<'_>, right: Side<'_>) -> Result<(), Fault> {
    let unlike = || Fault::Unlike {
        operator: operator.to_owned(),
        left: left.kind.clone(),
        right: right.kind.clone(),
    };
    if !left.kind.is_single() || !right.kind.is_single() {
        return Err(unlike());
    }
    match (&left.kind, &right.kind) {
        (Kind::Word(Some(known)), Kind::Word(_)) => one_of(right.expr, known)?,
        (Kind::Word(_), Kind::Word(Some(known))) => one_of(left.expr, known)?,
        (Kind::Date, Kind::Word(_)) => day(right.expr)?,
        (Kind::Word(_), Kind::Date) => day(left.expr)?,
        (Kind::Whole, Kind::Number) => with_fraction(left.expr),
        (Kind::Number, Kind::Whole) => with_fraction(right.expr),
        (a, b) if a == b => {}
        _ => return Err(unlike()),
    }
    Ok(())
}

/// A word that is written out must be one of the keys.
pub(super) fn one_of(expr: &IdedExpr, known: &[String]) -> Result<(), Fault> {
    let Expr::Literal(LiteralValue::String(word)) = &expr.expr else { return Ok(()) };
    let word = word.inner();
    if known.iter().any(|key| key == word) {
        return Ok(());
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Err(Fault::Key {
        key: word.to_owned(),
        known: guess::listed(&known),
        guess: guess::meant(word, &known).map(str::to_owned),
    })
}

/// A date is compared with a day that is written out as one, and with no other text.
pub(super) fn day(expr: &IdedExpr) -> Result<(), Fault> {
    let Expr::Literal(LiteralValue::String(text)) = &expr.expr else {
        return Err(Fault::Unfit { what: "a word that may be no date" });
    };
    let text = text.inner();
    let is_day = text.parse::<Date>().is_ok_and(|day| day.to_string() == text);
    if is_day { Ok(()) } else { Err(Fault::Day { text: text.to_owned() }) }
}
