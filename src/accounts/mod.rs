//! Who is who: accounts, sessions, one-time links, roles.

mod access;
mod agent;
mod device;
mod error;
mod guards;
mod input;
mod passwords;
mod principal;
mod queue;
mod routes;
mod rules;
mod service;
mod store;
mod views;

pub use error::AccountError;
pub use guards::session_cookie;
pub use input::{PersonName, Token};
pub use passwords::{Password, Passwords};
pub use principal::{Admin, Entrant, FreshAdmin, FreshEntrant, Judge, Person, SignedIn, Staff, Visitor};
pub use queue::Lane;
pub use routes::{Refusals, api, start_session_response};
pub use service::{
    MailLink, account_of_invitation, confirm, first_admin_link, invite_staff, join_staff, mail, may_mail,
    register, set_up, show_password, sign_in, sign_out, spend,
};
pub use store::{
    addresses::{rewrite as rewrite_addresses, unreachable},
    erasing, forget_ended,
    links::{
        LinkOrder, consume as consume_link, end as end_link, find as find_link, make as make_link,
        url as link_url,
    },
    looks::{find as look_alikes, refill as refill_looks},
    pace::{Pace, Rehearsal},
    people::{find_by_email, is_anybody_there},
    preferences::all as preferences,
    quota::Quota,
    sessions::{NewSession, start as start_session},
};
pub use views::Me;
