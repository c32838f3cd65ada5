//! Of which kind each part of a condition is. Nothing that gets through here can meet a word
//! where it wants a number later, or look at more than a bounded number of things.

mod calls;
pub(super) mod functions;
mod like;

use cel::{
    IdedExpr,
    common::ast::{ComprehensionExpr, Expr, LiteralValue, SelectExpr},
};

use super::{Fault, Kind, Place};
use crate::text::guess;

/// `filter` and its like within one another.
const MOST_NESTED: usize = 2;
/// Things that are looked at in one another, by the longest lists there can be.
const MOST_STEPS: u64 = 100_000;
/// Operators in a row and within one another; the tree is walked by recursion.
const DEEPEST: usize = 100;

pub(super) fn check(expr: &mut IdedExpr, place: &Place) -> Result<(), Fault> {
    let mut checker = Checker { place, bound: Vec::new(), nested: 0, steps: 1, depth: 0 };
    match checker.kind(expr)? {
        Kind::Flag => Ok(()),
        found => Err(Fault::NotAnAnswer { found }),
    }
}

struct Checker<'a> {
    place: &'a Place,
    /// Names that `filter` and its like give, the innermost last.
    bound: Vec<(String, Kind)>,
    nested: usize,
    steps: u64,
    depth: usize,
}

impl Checker<'_> {
    fn kind(&mut self, expr: &mut IdedExpr) -> Result<Kind, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Fault::Unfit { what: "a condition of so many parts within one another" });
        }
        let kind = match &mut expr.expr {
            Expr::Literal(value) => literal(value),
            Expr::Ident(name) => self.named(name),
            Expr::Select(select) => self.member(select),
            Expr::Call(call) => self.call(call),
            Expr::List(list) => self.list(&mut list.elements),
            Expr::Comprehension(through) => self.through(through),
            Expr::Map(_) | Expr::Struct(_) => Err(Fault::Unfit { what: "`{ }`" }),
            Expr::Unspecified => Err(Fault::Unfit { what: "an empty part" }),
        };
        self.depth -= 1;
        kind
    }

    fn wanted(&mut self, expr: &mut IdedExpr, wanted: &Kind, place: &str) -> Result<(), Fault> {
        let found = self.kind(expr)?;
        if found == *wanted {
            return Ok(());
        }
        Err(Fault::Wanted { place: place.to_owned(), wanted: wanted.to_string(), found })
    }

    fn named(&self, name: &str) -> Result<Kind, Fault> {
        let bound = self.bound.iter().rev().find(|(bound, _)| bound == name).map(|(_, kind)| kind);
        bound.or_else(|| self.place.facts.get(name)).cloned().ok_or_else(|| {
            let bound =
                self.bound.iter().map(|(name, _)| name.as_str()).filter(|name| !name.starts_with('@'));
            unknown(name, "", bound.chain(self.place.facts.keys().map(String::as_str)))
        })
    }

    fn member(&mut self, select: &mut SelectExpr) -> Result<Kind, Fault> {
        let kind = self.kind(&mut select.operand)?;
        let field = field_of(&kind, &select.field)?;
        Ok(if select.test { Kind::Flag } else { field })
    }

    fn list(&mut self, elements: &mut [IdedExpr]) -> Result<Kind, Fault> {
        let length = u32::try_from(elements.len()).unwrap_or(u32::MAX);
        let mut all = Kind::Nothing;
        let kinds = elements.iter_mut().map(|element| self.kind(element)).collect::<Result<Vec<_>, _>>()?;
        for kind in kinds {
            all = like::joined(&all, &kind).ok_or_else(|| Fault::Unlike {
                operator: "[ ]".to_owned(),
                left: all.clone(),
                right: kind.clone(),
            })?;
        }
        if all == Kind::Number {
            elements.iter_mut().for_each(like::with_fraction);
        }
        Ok(Kind::list(all, length))
    }

    /// `all`, `exists`, `exists_one`, `filter` and `map`, as the parser has written them out.
    fn through(&mut self, through: &mut ComprehensionExpr) -> Result<Kind, Fault> {
        let (element, most) = match self.kind(&mut through.iter_range)? {
            Kind::List(element, most) => (element.as_ref().clone(), most),
            found => {
                let place = "before `filter`, `exists`, `all` and `map`".to_owned();
                return Err(Fault::Wanted { place, wanted: "a list".to_owned(), found });
            }
        };
        let before = (self.nested, self.steps);
        self.nested += 1;
        self.steps = self.steps.saturating_mul(u64::from(most.max(1)));
        if self.nested > MOST_NESTED {
            return Err(Fault::Nested);
        }
        if self.steps > MOST_STEPS {
            return Err(Fault::Dear { steps: self.steps, most: MOST_STEPS });
        }
        let gathered = self.kind(&mut through.accu_init)?;
        self.bound.push((through.accu_var.clone(), gathered));
        self.bound.push((through.iter_var.clone(), element));
        self.wanted(&mut through.loop_cond, &Kind::Flag, "in a step")?;
        let step = match self.kind(&mut through.loop_step)? {
            Kind::List(of, _) => Kind::List(of, most),
            step => step,
        };
        self.bound.truncate(self.bound.len().saturating_sub(2));
        (self.nested, self.steps) = before;
        self.bound.push((through.accu_var.clone(), step));
        let result = self.kind(&mut through.result);
        self.bound.pop();
        result
    }
}

fn literal(value: &LiteralValue) -> Result<Kind, Fault> {
    match value {
        LiteralValue::Boolean(_) => Ok(Kind::Flag),
        LiteralValue::Int(_) => Ok(Kind::Whole),
        LiteralValue::Double(_) => Ok(Kind::Number),
        LiteralValue::String(_) => Ok(Kind::word()),
        LiteralValue::UInt(_) => Err(Fault::Unfit { what: "a number that ends in `u`" }),
        LiteralValue::Bytes(_) => Err(Fault::Unfit { what: "a text that begins with `b`" }),
        LiteralValue::Null => Err(Fault::Unfit { what: "`null`; ask `has(…)` whether a fact is there" }),
    }
}

fn field_of(kind: &Kind, field: &str) -> Result<Kind, Fault> {
    let Kind::Record(fields) = kind else {
        return Err(Fault::Wanted {
            place: format!("before `.{field}`"),
            wanted: "a group of facts".to_owned(),
            found: kind.clone(),
        });
    };
    fields.get(field).cloned().ok_or_else(|| unknown(field, ".", fields.keys().map(String::as_str)))
}

fn unknown<'a>(name: &str, before: &str, known: impl Iterator<Item = &'a str>) -> Fault {
    let known: Vec<&str> = known.collect();
    Fault::Unknown {
        name: format!("{before}{name}"),
        known: guess::listed(&known),
        guess: guess::meant(name, &known).map(str::to_owned),
    }
}
