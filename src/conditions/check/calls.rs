//! Operators and functions: what each takes and gives.

use cel::{
    IdedExpr,
    common::ast::{CallExpr, Expr, LiteralValue, operators},
};

use super::{
    Checker, Fault, Kind, field_of,
    functions::KNOWN,
    like::{self, Side},
};
use crate::text::guess;

fn written(name: &str) -> &str {
    match name {
        operators::NEGATE => "-",
        operators::IN => "in",
        name => name.trim_matches(['_', '@']),
    }
}

impl Checker<'_> {
    pub(super) fn call(&mut self, call: &mut CallExpr) -> Result<Kind, Fault> {
        if call.target.is_some() {
            return self.behind_a_value(call);
        }
        match (call.func_name.as_str(), call.args.as_mut_slice()) {
            (
                operators::LOGICAL_AND
                | operators::LOGICAL_OR
                | operators::LOGICAL_NOT
                | operators::NOT_STRICTLY_FALSE,
                args,
            ) => {
                for arg in args {
                    self.wanted(arg, &Kind::Flag, &format!("beside `{}`", written(&call.func_name)))?;
                }
                Ok(Kind::Flag)
            }
            (operators::CONDITIONAL, [if_so, then, or]) => self.choice(if_so, then, or),
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
                self.compared(&call.func_name, left, right)
            }
            (
                operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
                [left, right],
            ) => self.ordered(&call.func_name, left, right),
            (operators::IN, [one, all]) => self.among(one, all),
            (
                operators::ADD
                | operators::SUBSTRACT
                | operators::MULTIPLY
                | operators::DIVIDE
                | operators::MODULO,
                [left, right],
            ) => self.reckoned(&call.func_name, left, right),
            (operators::NEGATE, [number]) => self.number(number, "behind `-`"),
            (operators::INDEX, [whole, part]) => self.part(whole, part),
            (operators::OPT_SELECT, [whole, field]) => self.maybe(whole, field),
            ("size", [one]) => self.size(one),
            ("double", [one]) => self.number(one, "in `double`").map(|_| Kind::Number),
            ("months", [from, to]) => {
                self.date(from)?;
                self.date(to)?;
                Ok(Kind::Whole)
            }
            ("same", [one, other]) => {
                self.word(one, "in `same`")?;
                self.word(other, "in `same`")?;
                Ok(Kind::Flag)
            }
            (name, _) => Err(refused(name)),
        }
    }

    /// `answer.summary.contains("…")`.
    fn behind_a_value(&mut self, call: &mut CallExpr) -> Result<Kind, Fault> {
        let CallExpr { func_name, target: Some(target), args } = call else {
            return Err(refused(&call.func_name));
        };
        match (func_name.as_str(), args.as_mut_slice()) {
            ("size", []) => self.size(target),
            ("startsWith" | "endsWith" | "contains", [part]) => {
                self.word(target, &format!("before `.{func_name}`"))?;
                self.word(part, &format!("in `{func_name}`"))?;
                Ok(Kind::Flag)
            }
            ("orValue", [other]) => self.or_value(target, other),
            (name, _) => Err(refused(name)),
        }
    }

    fn choice(
        &mut self,
        if_so: &mut IdedExpr,
        then: &mut IdedExpr,
        or: &mut IdedExpr,
    ) -> Result<Kind, Fault> {
        self.wanted(if_so, &Kind::Flag, "before `?`")?;
        let (left, right) = (self.kind(then)?, self.kind(or)?);
        let Some(kind) = like::joined(&left, &right) else {
            return Err(Fault::Unlike { operator: "? :".to_owned(), left, right });
        };
        if kind == Kind::Number {
            [then, or]
                .into_iter()
                .zip([left, right])
                .filter(|(_, kind)| *kind == Kind::Whole)
                .for_each(|(expr, _)| like::with_fraction(expr));
        }
        Ok(kind)
    }

    fn compared(&mut self, operator: &str, left: &mut IdedExpr, right: &mut IdedExpr) -> Result<Kind, Fault> {
        let left = Side { kind: self.kind(left)?, expr: left };
        let right = Side { kind: self.kind(right)?, expr: right };
        like::compared(written(operator), left, right)?;
        Ok(Kind::Flag)
    }

    fn ordered(&mut self, operator: &str, left: &mut IdedExpr, right: &mut IdedExpr) -> Result<Kind, Fault> {
        let (one, other) = (self.kind(left)?, self.kind(right)?);
        let is_ordered = (one.is_number() && other.is_number()) || one == Kind::Date || other == Kind::Date;
        if !is_ordered {
            return Err(Fault::Unlike { operator: written(operator).to_owned(), left: one, right: other });
        }
        let (left, right) = (Side { expr: left, kind: one }, Side { expr: right, kind: other });
        like::compared(written(operator), left, right)?;
        Ok(Kind::Flag)
    }

    fn among(&mut self, one: &mut IdedExpr, all: &mut IdedExpr) -> Result<Kind, Fault> {
        let left = self.kind(one)?;
        let right = self.kind(all)?;
        let Kind::List(element, _) = &right else {
            return Err(Fault::Wanted {
                place: "behind `in`".to_owned(),
                wanted: "a list".to_owned(),
                found: right,
            });
        };
        if **element == Kind::Nothing {
            return if left.is_single() {
                Ok(Kind::Flag)
            } else {
                Err(Fault::Unfit { what: "a group of facts" })
            };
        }
        if let Expr::List(list) = &mut all.expr {
            for expr in &mut list.elements {
                like::compared(
                    "in",
                    Side { expr: one, kind: left.clone() },
                    Side { expr, kind: element.as_ref().clone() },
                )?;
            }
            return Ok(Kind::Flag);
        }
        // A list that is known is as it is; only what is looked for can be made to fit.
        let fits = *element.as_ref() == left
            || (element.is_number() && left == Kind::Whole)
            || matches!(
                (element.as_ref(), &left),
                (Kind::Word(_), Kind::Word(_)) | (Kind::Date, Kind::Word(_))
            );
        if !fits {
            return Err(Fault::Unlike { operator: "in".to_owned(), left, right: element.as_ref().clone() });
        }
        match element.as_ref() {
            Kind::Number if left == Kind::Whole => like::with_fraction(one),
            Kind::Word(Some(known)) => like::one_of(one, known)?,
            Kind::Date if left != Kind::Date => like::day(one)?,
            _ => {}
        }
        Ok(Kind::Flag)
    }

    /// Arithmetic; and lists after one another, which is how `filter` and `map` gather.
    fn reckoned(&mut self, operator: &str, left: &mut IdedExpr, right: &mut IdedExpr) -> Result<Kind, Fault> {
        let (one, other) = (self.kind(left)?, self.kind(right)?);
        match (&one, &other) {
            (Kind::List(..), Kind::List(..)) if operator == operators::ADD => like::joined(&one, &other)
                .ok_or_else(|| Fault::Unlike {
                    operator: "+".to_owned(),
                    left: one.clone(),
                    right: other.clone(),
                }),
            (Kind::Whole, Kind::Whole) => Ok(Kind::Whole),
            (one, other) if one.is_number() && other.is_number() && operator != operators::MODULO => {
                if *one == Kind::Whole {
                    like::with_fraction(left);
                }
                if *other == Kind::Whole {
                    like::with_fraction(right);
                }
                Ok(Kind::Number)
            }
            _ => {
                let found = if one.is_number() { other } else { one };
                let wanted = if operator == operators::MODULO { Kind::Whole } else { Kind::Number };
                let place = format!("beside `{}`", written(operator));
                Err(Fault::Wanted { place, wanted: wanted.to_string(), found })
            }
        }
    }

    fn part(&mut self, whole: &mut IdedExpr, part: &mut IdedExpr) -> Result<Kind, Fault> {
        match (self.kind(whole)?, &part.expr) {
            (kind @ Kind::Record(_), Expr::Literal(LiteralValue::String(field))) => {
                field_of(&kind, field.inner())
            }
            (Kind::List(element, _), _) => {
                self.wanted(part, &Kind::Whole, "between `[` and `]`")?;
                Ok(element.as_ref().clone())
            }
            (found, _) => {
                let wanted = "a list, or a group of facts with a name in quotes".to_owned();
                Err(Fault::Wanted { place: "before `[`".to_owned(), wanted, found })
            }
        }
    }

    fn maybe(&mut self, whole: &mut IdedExpr, field: &IdedExpr) -> Result<Kind, Fault> {
        let kind = match self.kind(whole)? {
            Kind::Maybe(kind) => kind.as_ref().clone(),
            kind => kind,
        };
        let Expr::Literal(LiteralValue::String(field)) = &field.expr else { return Err(refused(".?")) };
        Ok(Kind::Maybe(field_of(&kind, field.inner())?.into()))
    }

    fn or_value(&mut self, target: &mut IdedExpr, other: &mut IdedExpr) -> Result<Kind, Fault> {
        let kind = match self.kind(target)? {
            Kind::Maybe(kind) => kind.as_ref().clone(),
            found => {
                let wanted = "a fact after `.?`".to_owned();
                return Err(Fault::Wanted { place: "before `.orValue`".to_owned(), wanted, found });
            }
        };
        let right = self.kind(other)?;
        if kind.is_single() {
            match (&kind, &right) {
                (Kind::Whole, Kind::Number) => {
                    return Err(Fault::Unlike { operator: "orValue".to_owned(), left: kind, right });
                }
                _ => {
                    let left = Side { expr: target, kind: kind.clone() };
                    like::compared("orValue", left, Side { expr: other, kind: right })?;
                }
            }
            return Ok(kind);
        }
        like::joined(&kind, &right).filter(|joined| *joined == kind).ok_or(Fault::Unlike {
            operator: "orValue".to_owned(),
            left: kind,
            right,
        })
    }

    fn size(&mut self, one: &mut IdedExpr) -> Result<Kind, Fault> {
        match self.kind(one)? {
            Kind::List(..) | Kind::Word(_) => Ok(Kind::Whole),
            found => {
                let wanted = "a list or a word".to_owned();
                Err(Fault::Wanted { place: "before `.size()`".to_owned(), wanted, found })
            }
        }
    }

    fn number(&mut self, one: &mut IdedExpr, place: &str) -> Result<Kind, Fault> {
        match self.kind(one)? {
            kind if kind.is_number() => Ok(kind),
            found => Err(Fault::Wanted { place: place.to_owned(), wanted: Kind::Number.to_string(), found }),
        }
    }

    fn word(&mut self, one: &mut IdedExpr, place: &str) -> Result<(), Fault> {
        match self.kind(one)? {
            Kind::Word(_) => Ok(()),
            found => Err(Fault::Wanted { place: place.to_owned(), wanted: Kind::word().to_string(), found }),
        }
    }

    fn date(&mut self, one: &mut IdedExpr) -> Result<(), Fault> {
        match self.kind(one)? {
            Kind::Date => Ok(()),
            Kind::Word(_) => like::day(one),
            found => {
                Err(Fault::Wanted { place: "in `months`".to_owned(), wanted: Kind::Date.to_string(), found })
            }
        }
    }
}

/// A function that is not known, or not with these arguments.
fn refused(name: &str) -> Fault {
    if KNOWN.contains(&name) {
        let wanted = match name {
            "months" => "two dates: `months(from, to)`",
            "same" => "two words: `same(one, other)`",
            "orValue" => "`.?` before it: `answer.?budget.orValue(0)`",
            "has" => "a fact with its group: `has(answer.budget)`",
            "all" | "exists" | "exists_one" | "filter" | "map" => {
                "a list before it, a name and what to do with it: `entries.filter(e, e.category == 'a')`"
            }
            _ => "one thing",
        };
        return Fault::Arguments { name: name.to_owned(), wanted };
    }
    Fault::Function { name: written(name).to_owned(), guess: guess::meant(name, &KNOWN).map(str::to_owned) }
}
