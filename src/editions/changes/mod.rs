//! What replacing a document comes to: the difference in its own words, and the consequences in
//! numbers. Pure: what people have done so far is handed in.

mod consequences;
mod difference;

mod questions;
pub mod rules;
pub mod rulings;
mod say;
pub mod subjects;
mod views;

pub use consequences::{Consequence, Sheet, WorkSoFar, consequences};
pub use difference::{Difference, differences};
pub use views::{
    EditionVersion, Preview, ProposedWindow, Since, VersionInFull, VersionPage, Warning, WindowPreview,
};
