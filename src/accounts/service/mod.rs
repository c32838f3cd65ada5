//! Use cases of accounts, one transaction each. Asking for a link changes
//! nothing and is answered alike for known and unknown addresses.

mod invitation;
mod password;
mod register;
mod sign_in;
mod staff;
mod steps;

pub use invitation::{account_of_invitation, first_admin_link, join_staff, set_up, show_password};
pub use password::{change_password, confirm_password, edit_profile, reset_password, send_reset_link};
pub use register::{confirm, register, resend_confirmation};
pub use sign_in::{end_session, send_sign_in_link, sign_in, sign_in_by_link, sign_out};
pub use staff::{
    change_staff, invite_staff, list_staff, sign_out_everybody, sign_out_person, take_invitation_back,
};
pub use steps::{mail, may_mail};
