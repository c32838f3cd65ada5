//! When an account is erased, and by whom.

use entity::user::{self, StaffRole};

/// What someone has in hand that others wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InHand {
    /// Submitted entries in editions that are not over.
    pub running_entries: usize,
    pub sheets: u64,
}

impl InHand {
    /// Whether the account is erased as soon as its owner asks; otherwise an admin decides.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Whether the account is the only one left that can run people.
pub fn is_last_admin(account: &user::Model, other_admins: usize) -> bool {
    account.staff_role == Some(StaffRole::Admin) && account.disabled_at.is_none() && other_admins == 0
}

/// Whether a reason says whom it is about: it would outlive the person's name.
pub fn names_person(reason: &str, names: &[String]) -> bool {
    let reason = reason.to_lowercase();
    names.iter().any(|name| reason.contains(&name.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{InHand, names_person};

    #[test]
    fn an_account_with_entries_or_sheets_waits_for_a_decision() {
        assert!(InHand::default().is_nothing());
        assert!(!InHand { running_entries: 1, sheets: 0 }.is_nothing());
        assert!(!InHand { running_entries: 0, sheets: 1 }.is_nothing());
    }

    #[test]
    fn a_reason_may_not_name_the_person() {
        let names = ["ana@osijek.example".to_owned(), "Ana Kovač".to_owned()];
        for reason in ["Asked by ANA@osijek.example", "ana kovač phoned"] {
            assert!(names_person(reason, &names), "{reason}");
        }
        assert!(!names_person("Asked by phone, answered by letter", &names));
    }
}
