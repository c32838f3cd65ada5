//! Palmares.

pub mod editions;
pub mod entries;
