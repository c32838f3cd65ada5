//! One test binary: features as stories, and loops over everything that is mounted.

mod accounts;
mod commands;
mod editions;
mod everywhere;
mod judging;
mod organisations;
mod support;
mod tidy;
