//! Palmares.
