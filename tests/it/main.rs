//! One test binary: features as stories, and loops over everything that is mounted.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a story stops at the first surprise")]

mod accounts;
mod audit;
mod background;
mod checks;
mod commands;
mod console;
mod editions;
mod entries;
mod everywhere;
mod exports;
mod housekeeping;
mod jobs;
mod judging;
mod legal;
mod mail;
mod nominees;
mod organisations;
mod privacy;
mod results;
mod support;
mod tidy;
mod web;
