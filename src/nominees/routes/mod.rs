//! HTTP of nominees.

mod entrant;
mod invited;
mod staff;

use super::error::{Fault, NomineeError};
use crate::web::{Api, FieldError, Problem};

impl From<NomineeError> for Problem {
    fn from(error: NomineeError) -> Self {
        match error {
            NomineeError::NotFound => Self::not_found(),
            NomineeError::NotAsked => {
                Self::not_now("nominees/not-asked", "In this category nobody says who is nominated.")
            }
            NomineeError::Changed(version) => Self::new(
                412,
                "nominees/changed",
                "Who is nominated was changed in another window or by a colleague.",
            )
            .with("version", version),
            NomineeError::Invalid(faults) => Self::invalid(faults.into_iter().map(field_error).collect()),
            NomineeError::TooLate(until) => {
                Self::not_now("nominees/too-late", "The day until which you could answer is over.")
                    .with("until", until)
            }
            NomineeError::NoAnswer => Self::not_now("nominees/no-answer", "Nobody has to accept this."),
            NomineeError::NoMail => Self::not_now(
                "nominees/no-mail",
                "No e-mail is sent: the entry does not count, or its nominee gets none.",
            ),
            NomineeError::TooManyMails => Self::not_now(
                "nominees/too-many-mails",
                "Several e-mails were just sent to this address. Please wait.",
            ),
            NomineeError::Entry(error) => error.into(),
            NomineeError::Account(error) => error.into(),
            NomineeError::Db(error) => error.into(),
        }
    }
}

fn field_error(fault: Fault) -> FieldError {
    FieldError::new(fault.pointer.to_owned(), fault.code, fault.detail)
}

pub fn api() -> Api {
    Api::of([entrant::api(), invited::api(), staff::api()])
}
