//! Use cases of accounts, one transaction each. Asking for a link changes
//! nothing and is answered alike for known and unknown addresses.

mod address;
mod invitation;
mod link;
mod password;
mod preferences;
mod register;
mod sign_in;
mod staff;
mod steps;

pub use address::{change_address, resend_confirmation};
pub use invitation::{account_of_invitation, first_admin_link, join_staff, set_up, show_password};
pub use link::{MailLink, Purpose, ask_for_link};
pub use password::{change_password, confirm_password, edit_profile, reset_password};
pub use preferences::keep_preference;
pub use register::{confirm, register};
pub use sign_in::{end_session, sign_in, sign_in_by_link, sign_out};
pub use staff::{
    change_staff, invite_staff, list_staff, sign_out_everybody, sign_out_person, take_invitation_back,
};
pub use steps::{mail, may_mail, spend};
