//! The person an erasure is about: each feature takes them out of its own tables.

use entity::user;

use crate::{address::Email, mail::outbox::NOWHERE};

/// Whom an erasure is about, and who they are afterwards.
pub struct Subject {
    pub account: Option<user::Model>,
    pub email: String,
    /// What those who invited the person to judge call them.
    pub known_as: Vec<String>,
    pub number: i32,
}

impl Subject {
    pub fn pseudonym(&self) -> String {
        format!("Erased person {}", self.number)
    }

    /// The address that stays. No mail reaches it: RFC 2606 keeps `invalid` free for this.
    pub fn no_address(&self) -> String {
        format!("erased-{}@{NOWHERE}", self.number)
    }

    /// How the person is named in texts: by address, and by name where it has two words; one word
    /// alone would be found in much that is about others.
    pub fn names(&self) -> Vec<String> {
        let typed = self.account.as_ref().map(|account| account.email_as_typed.clone());
        let whole = self.called().into_iter().filter(|name| name.trim().contains(' '));
        let own = [self.email.clone(), Email::shown(&self.email)];
        let mut names: Vec<String> = typed.into_iter().chain(own).chain(whole).collect();
        names.dedup();
        names
    }

    /// The names the person has here, also of one word.
    pub fn called(&self) -> Vec<String> {
        let name = self.account.as_ref().map(|account| account.name.clone());
        let all = name.into_iter().chain(self.known_as.iter().cloned());
        all.filter(|name| !name.is_empty()).collect()
    }
}
