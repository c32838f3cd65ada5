//! Organisations: who enters, and the people who share their entries.

mod access;
mod error;
mod events;
mod input;
mod joining;
mod names;
mod routes;
mod service;
mod store;
mod views;

pub use access::{OwnOrganisation, lock_own, own};
pub use error::OrganisationError;
pub use events::{Listeners, NewMembership};
pub use input::{OrganisationCorrection, OrganisationInput};
pub use joining::{answer_for_members, staff_answer_from};
pub use names::match_key;
pub use routes::api;
pub use service::create;
pub use store::{
    absorb, correct, erasing, has_entered,
    joining::{MemberAccount, members},
    refill_search, rewrite_addresses,
};
