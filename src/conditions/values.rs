//! Which values a condition looked at, for the sentence that explains it.

use std::collections::BTreeSet;

use cel::{
    Context, IdedExpr, Value,
    common::ast::{CallExpr, Expr},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A fact that a condition names, and its value.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Decisive {
    /// Its path: `organisation.kind`.
    pub fact: String,
    /// None where it is missing.
    pub value: Option<Told>,
}

#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Told {
    Flag(bool),
    Whole(i64),
    Number(f64),
    Word(String),
    /// How many there are in a list, or in the part of it that the condition counts.
    Count(usize),
}

/// A value to look up again when the condition is explained.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    fact: String,
    expr: IdedExpr,
}

impl Asked {
    pub(super) fn fact(&self) -> &str {
        &self.fact
    }

    pub(super) fn answer(&self, context: &Context<'_, '_>) -> Decisive {
        let value = match Value::resolve(&self.expr, context) {
            Ok(Value::Bool(is_so)) => Some(Told::Flag(is_so)),
            Ok(Value::Int(number)) => Some(Told::Whole(number)),
            Ok(Value::Float(number)) => Some(Told::Number(number)),
            Ok(Value::String(text)) => Some(Told::Word(text.as_ref().clone())),
            Ok(Value::List(list)) => Some(Told::Count(list.len())),
            _ => None,
        };
        Decisive { fact: self.fact.clone(), value }
    }
}

/// The facts that a checked condition names, each once.
pub(super) fn asked(expr: &IdedExpr) -> Vec<Asked> {
    let mut found = Found::default();
    found.walk(expr);
    found.asked.sort_by(|a, b| a.fact.cmp(&b.fact));
    found.asked
}

#[derive(Default)]
struct Found {
    asked: Vec<Asked>,
    known: BTreeSet<String>,
    /// Names of what `filter` and its like go through.
    bound: Vec<String>,
}

impl Found {
    fn walk(&mut self, expr: &IdedExpr) {
        if let Some(path) = path(expr) {
            return self.add(path, expr);
        }
        match &expr.expr {
            Expr::Select(select) => self.walk(&select.operand),
            Expr::List(list) => list.elements.iter().for_each(|element| self.walk(element)),
            Expr::Call(call) => self.call(call, expr),
            Expr::Comprehension(through) => {
                self.walk(&through.iter_range);
                self.bound.extend([through.iter_var.clone(), through.accu_var.clone()]);
                self.walk(&through.loop_step);
                self.bound.truncate(self.bound.len().saturating_sub(2));
            }
            _ => {}
        }
    }

    /// A count is told instead of the list it counts.
    fn call(&mut self, call: &CallExpr, whole: &IdedExpr) {
        let parts = call.target.as_deref().into_iter().chain(&call.args);
        if call.func_name == "size"
            && let Some(Expr::Comprehension(through)) = parts.clone().map(|part| &part.expr).next()
            && let Some(list) = path(&through.iter_range)
        {
            self.add(list, whole);
        }
        parts.for_each(|part| self.walk(part));
    }

    fn add(&mut self, path: String, expr: &IdedExpr) {
        let root = path.split('.').next().unwrap_or_default();
        if !self.bound.iter().any(|name| name == root) && self.known.insert(path.clone()) {
            self.asked.push(Asked { fact: path, expr: expr.clone() });
        }
    }
}

/// The path that an expression spells, as `organisation.kind`.
fn path(expr: &IdedExpr) -> Option<String> {
    match &expr.expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => Some(format!("{}.{}", path(&select.operand)?, select.field)),
        _ => None,
    }
}
