//! Palmares.

pub mod editions;
