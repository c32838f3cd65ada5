//! What admins may decide about staff (security bar AC-9).

use entity::user::StaffRole;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub role: StaffRole,
    pub disabled: bool,
}

impl Standing {
    pub fn is_acting_admin(self) -> bool {
        self.role == StaffRole::Admin && !self.disabled
    }
}

/// Whom a decision is about, as the one who decides sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    Oneself,
    /// Someone else, beside whom so many others are acting admins.
    Another {
        /// Acting admins without this person.
        other_admins: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nobody gives or takes power of their own.
    Oneself,
    LastAdmin,
}

/// Whether someone's standing may change so.
pub fn may_change(whom: Whom, before: Standing, after: Standing) -> Result<(), Refusal> {
    match whom {
        Whom::Oneself => Err(Refusal::Oneself),
        Whom::Another { other_admins: 0 } if before.is_acting_admin() && !after.is_acting_admin() => {
            Err(Refusal::LastAdmin)
        }
        Whom::Another { .. } => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use entity::user::StaffRole::{Admin, Staff};

    use super::{Refusal, Standing, Whom, may_change};

    fn standings() -> impl Iterator<Item = Standing> {
        [Staff, Admin].into_iter().flat_map(|role| [false, true].map(|disabled| Standing { role, disabled }))
    }

    #[test]
    fn nobody_decides_about_themselves() {
        for (before, after) in standings().flat_map(|before| standings().map(move |after| (before, after))) {
            assert_eq!(may_change(Whom::Oneself, before, after), Err(Refusal::Oneself));
        }
    }

    #[test]
    fn whatever_is_allowed_leaves_an_admin_who_can_sign_in() {
        for (before, after) in standings().flat_map(|before| standings().map(move |after| (before, after))) {
            for other_admins in 0..3 {
                let admins = |one: Standing| other_admins + usize::from(one.is_acting_admin());
                let verdict = may_change(Whom::Another { other_admins }, before, after);
                let orphaned = admins(before) > 0 && admins(after) == 0;
                let expected = if orphaned { Err(Refusal::LastAdmin) } else { Ok(()) };
                assert_eq!(verdict, expected, "{before:?} to {after:?} beside {other_admins}");
            }
        }
    }
}
