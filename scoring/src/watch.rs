//! How far a long computation is, for a bar on a screen.

/// Told now and then which share of the work is done, from 0 to 1. Changes no result.
pub type Watch<'a> = &'a dyn Fn(f64);

/// Nobody looks.
pub const UNWATCHED: Watch<'static> = &|_| ();
