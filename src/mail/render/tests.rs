use entity::Timestamp;

use super::{Files, MailContext, Rendered, render};
use crate::mail::{EntryRef, LinkRef, LocalTime, Message};

/// What someone might enter as a name, hoping that it is run, clicked or read as ours.
const HOSTILE: &str = "<a href=//evil.test>Prize</a>\r\nBcc: x@evil.test https://evil.test/win";

fn letter(message: &Message, locale: &str) -> Rendered {
    let secret_link = |link: &LinkRef| format!("https://awards.example.eu{}#token-{}", link.path, link.id);
    let mail_context = MailContext {
        site: "European Social Services Awards",
        public_url: "https://awards.example.eu",
        secret_link: &secret_link,
    };
    render(message, locale, &mail_context).unwrap()
}

const EDITION: &str = "European Social Services Awards 2023";
const DEADLINE: &str = "2023-06-30T23:59:59+02:00";

fn link(path: &str) -> LinkRef {
    LinkRef { id: 7, path: path.to_owned() }
}

fn moment(instant: &str) -> LocalTime {
    LocalTime { at: Timestamp::parse(instant).unwrap(), zone: "Europe/Brussels".to_owned() }
}

/// Every mail, with this text wherever people write.
fn every(text: &str) -> Vec<Message> {
    let mut all = to_accounts_and_judges(text);
    all.extend(about_entries(text));
    all
}

fn entry(title: &str) -> EntryRef {
    EntryRef {
        id: "k3v9mq27".to_owned(),
        title: title.to_owned(),
        edition: EDITION.to_owned(),
        page: "/entries/k3v9mq27".to_owned(),
    }
}

fn to_accounts_and_judges(text: &str) -> Vec<Message> {
    let words = || text.to_owned();
    let edition = || EDITION.to_owned();
    let deadline = || moment(DEADLINE);
    let page = || "/judging/essa/2023/panel".to_owned();
    vec![
        Message::AddressKnown,
        Message::ConfirmAddress { name: words(), link: link("/confirm") },
        Message::ResetPassword { link: link("/reset") },
        Message::PasswordChanged,
        Message::SignInLink { link: link("/sign-in") },
        Message::MemberInvitation { organisation: words(), inviter: words(), link: link("/invitation") },
        Message::JoinRequested {
            organisation: words(),
            name: words(),
            page: "/organisations/k3v9".to_owned(),
        },
        Message::JoinAccepted { organisation: words(), page: "/organisations/k3v9".to_owned() },
        Message::JoinDeclined { organisation: words(), page: "/organisations".to_owned() },
        Message::JudgeInvitation {
            edition: edition(),
            inviter: words(),
            until: deadline(),
            link: link("/invitation"),
        },
        Message::StaffInvitation {
            role: "admin".to_owned(),
            inviter: words(),
            until: LocalTime { zone: "UTC".to_owned(), ..deadline() },
            link: link("/invitation"),
        },
        Message::Nominated {
            edition: edition(),
            category: words(),
            organisation: words(),
            nominator: words(),
            until: Some(deadline()),
            kept_until: Some(deadline()),
            link: link("/nominee"),
        },
        Message::JudgeAssigned { edition: edition(), count: 31, until: deadline(), page: page() },
        Message::JudgeReminder { edition: edition(), done: 12, total: 31, until: deadline(), page: page() },
        Message::JudgeAnswered { edition: edition(), judge: words(), accepted: false, page: page() },
        Message::JudgeRemoved { edition: edition(), reason: words(), counted: true },
        Message::JudgeRestored { edition: edition(), page: page() },
        Message::ConflictDeclared { entry: entry(text), judge: words(), reason: words() },
    ]
}

fn about_entries(text: &str) -> Vec<Message> {
    let words = || text.to_owned();
    let entry = || entry(text);
    vec![
        Message::EntryReceived {
            entry: entry(),
            at: moment("2023-06-30T21:41:07.123+02:00"),
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned(),
        },
        Message::EntryWithdrawn { entry: entry(), at: moment("2023-06-29T10:00:00+02:00") },
        Message::EntryReturned { entry: entry(), message: words(), until: moment(DEADLINE) },
        Message::EntryIneligible { entry: entry(), reason: words() },
        Message::EntryDisqualified { entry: entry(), reason: words() },
        Message::EntryEligible { entry: entry() },
        Message::EntryMoved { entry: entry(), from: words(), to: words(), reason: words() },
    ]
}

#[test]
fn each_mail_reads_well() {
    for message in every("Zorg & Co, voor elkaar") {
        let Rendered { subject, text, html } = letter(&message, "en");
        let body = html.split_once("<main>").and_then(|(_, rest)| rest.split_once("</main>"));
        insta::assert_snapshot!(
            message.kind(),
            format!("{subject}\n\n{text}\n=====\n{}", body.unwrap().0.trim())
        );
    }
}

#[test]
fn a_mail_is_a_whole_page_that_loads_nothing() {
    let html = letter(&Message::PasswordChanged, "en").html;
    insta::assert_snapshot!("layout", html);
    for message in every("x") {
        let html = letter(&message, "en").html;
        assert!(html.contains("<html lang=\"en\">"));
        for remote in ["<img", "<link", "<script", "src=", "url(", "@import"] {
            assert!(!html.contains(remote), "{}: {remote}", message.kind());
        }
    }
}

#[test]
fn what_people_write_is_neither_run_nor_linked_nor_a_header() {
    for message in every(HOSTILE) {
        let Rendered { subject, text, html } = letter(&message, "en");
        assert!(!subject.contains(['\r', '\n']), "{subject:?}");
        assert!(!html.contains("<a href=//"), "{html}");
        for part in [&text, &html] {
            assert!(!part.contains("evil.test") && !part.contains("https://evil"), "{part}");
        }
        assert!(!text.lines().any(|line| line.starts_with("Bcc")), "{text}");
        let ours = html.matches("href=\"").count();
        assert_eq!(html.matches("href=\"https://awards.example.eu").count(), ours);
        assert_eq!(ours, 3, "one button, and two links in the footer");
    }
}

#[test]
fn the_name_of_a_stranger_leaves_no_room_for_a_message() {
    let long = "you have won ".repeat(8);
    for message in every(&long) {
        let stranger = matches!(
            message,
            Message::MemberInvitation { .. }
                | Message::JoinRequested { .. }
                | Message::JoinAccepted { .. }
                | Message::JoinDeclined { .. }
                | Message::JudgeAnswered { .. }
        );
        let Rendered { subject, text, html } = letter(&message, "en");
        let whole = [subject, text, html].iter().any(|part| part.contains(long.trim()));
        assert!(!(stranger && whole), "{}", message.kind());
    }
}

#[test]
fn each_mail_says_whom_to_ask() {
    for message in every("x") {
        let Rendered { text, html, .. } = letter(&message, "en");
        let contact = "https://awards.example.eu/contact";
        assert!(
            text.trim_end().ends_with(&format!("Contact the organiser: {contact}")),
            "{}",
            message.kind()
        );
        assert!(html.contains(&format!("href=\"{contact}\"")), "{}", message.kind());
    }
}

#[test]
fn a_secret_link_stands_in_its_own_mails_only() {
    for message in every("x") {
        let Rendered { subject, text, html } = letter(&message, "en");
        let secret = message.secret_link().is_some();
        assert_eq!(text.contains("#token-7"), secret, "{}", message.kind());
        assert_eq!(html.contains("#token-7"), secret);
        assert!(!subject.contains("token"));
    }
}

#[test]
fn an_unknown_language_gets_english() {
    let english = letter(&Message::PasswordChanged, "en");
    for locale in ["en-GB", "xx", "", "../en"] {
        assert_eq!(letter(&Message::PasswordChanged, locale), english, "{locale}");
    }
}

#[test]
fn each_mail_survives_the_outbox() {
    for message in every(HOSTILE) {
        let stored = serde_json::to_value(&message).unwrap();
        assert_eq!(stored.get("mail").and_then(|kind| kind.as_str()), Some(message.kind()));
        assert_eq!(serde_json::from_value::<Message>(stored).unwrap(), message);
    }
}

#[test]
fn each_template_belongs_to_a_mail() {
    let kinds: Vec<&str> = every("x").iter().map(Message::kind).collect();
    for name in Files::iter() {
        let stem = name.rsplit('/').next().and_then(|file| file.split('.').next()).unwrap();
        assert!(stem == "layout" || kinds.contains(&stem), "{name}");
    }
}
