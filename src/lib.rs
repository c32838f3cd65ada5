//! Palmares.

pub mod commands;
pub mod editions;
pub mod entries;
