//! What an address looks like (Unicode Technical Standard #39, section 4).

use unicode_security::skeleton as skeleton_of;

use super::Email;

/// The same for addresses that people take for one another: letters of other scripts, `rn` for `m`,
/// digits for letters, and dots before the @, which some mail providers ignore.
pub fn skeleton(canonical: &str) -> String {
    let shown = Email::shown(canonical);
    let (local, domain) = shown.rsplit_once('@').unwrap_or((&shown, ""));
    let seen = format!("{}@{domain}", local.replace('.', ""));
    // Case is no difference in an address, and `0` looks like a large O.
    skeleton_of(&seen).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn addresses_that_people_take_for_one_another_look_the_same() {
        for (one, other) in [
            // The second begins with a Cyrillic letter before or after the @.
            ("ana@palmares.example", "\u{430}na@palmares.example"),
            ("ana@palmares.example", "ana@xn--plmares-2fg.example"),
            ("modern@x.example", "rnodem@x.example"),
            ("bill@x.example", "bi11@x.example"),
            ("bob@x.example", "b0b@x.example"),
            ("ana.kovac@x.example", "anakovac@x.example"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn addresses_that_can_be_told_apart_do_not() {
        for (one, other) in [
            ("ana@x.example", "eva@x.example"),
            ("ana@x.example", "ana@y.example"),
            ("ana@x.y.example", "ana@xy.example"),
            ("info@m\u{fc}nchen.example", "info@munchen.example"),
        ] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }
}
