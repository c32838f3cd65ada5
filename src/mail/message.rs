//! What a mail says, as data: stored in the outbox with its cause, worded when it is sent.

use entity::Timestamp;
use serde::{Deserialize, Serialize};

/// Names a one-time link. The token is derived when the mail is sent, so that the outbox
/// never holds one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRef {
    pub id: i64,
    /// The page that takes the token, such as `/confirm`.
    pub path: String,
}

/// An instant as people read it: on the clock of the edition's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalTime {
    pub at: Timestamp,
    /// Whose clock, an IANA name such as `Europe/Brussels`.
    pub zone: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRef {
    pub id: String,
    pub title: String,
    /// The programme and edition, such as `European Social Services Awards 2023`.
    pub edition: String,
    /// The page that shows it to the reader, such as `/entries/k3v9`.
    pub page: String,
}

/// Every mail we send, one variant each. Texts: `templates/<language>/<kind>.txt` and `.html`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "snake_case")]
pub enum Message {
    /// Someone tried to register with this address, which has an account.
    AddressKnown,
    ConfirmAddress {
        name: String,
        link: LinkRef,
    },
    ResetPassword {
        link: LinkRef,
    },
    PasswordChanged,
    SignInLink {
        link: LinkRef,
    },
    /// Join an organisation. Names only, no free text: the reader may be a stranger (MAIL-3).
    MemberInvitation {
        organisation: String,
        inviter: String,
        link: LinkRef,
    },
    /// To its members: someone asks to join an organisation.
    JoinRequested {
        organisation: String,
        name: String,
        page: String,
    },
    /// The members let someone in who had asked.
    JoinAccepted {
        organisation: String,
        page: String,
    },
    /// The members did not let someone in who had asked.
    JoinDeclined {
        organisation: String,
        /// The page of the reader's own organisations.
        page: String,
    },
    JudgeInvitation {
        edition: String,
        inviter: String,
        until: LocalTime,
        /// To accept or decline.
        link: LinkRef,
    },
    /// Join the staff. Names only, no free text: the reader may be a stranger (MAIL-3).
    StaffInvitation {
        /// `staff` or `admin`.
        role: String,
        inviter: String,
        until: LocalTime,
        link: LinkRef,
    },
    EntryReceived {
        entry: EntryRef,
        at: LocalTime,
        /// The hash of its canonical content, in hexadecimal.
        sha256: String,
    },
    EntryWithdrawn {
        entry: EntryRef,
        at: LocalTime,
    },
    EntryReturned {
        entry: EntryRef,
        /// What is missing, in the words of the staff.
        message: String,
        until: LocalTime,
    },
    EntryIneligible {
        entry: EntryRef,
        reason: String,
    },
    /// An entry was taken out of the awards for breaking the rules.
    EntryDisqualified {
        entry: EntryRef,
        reason: String,
    },
    EntryEligible {
        entry: EntryRef,
    },
    EntryMoved {
        entry: EntryRef,
        from: String,
        to: String,
        reason: String,
    },
    /// An entry nominates the reader. Names only, no free text: the reader may be a stranger (MAIL-3).
    Nominated {
        /// The programme and edition.
        edition: String,
        category: String,
        /// Who entered.
        organisation: String,
        nominator: String,
        /// Until when the reader may answer; absent where nobody has to.
        until: Option<LocalTime>,
        /// When the address is deleted; absent where it is kept.
        kept_until: Option<LocalTime>,
        /// To read it, and to answer.
        link: LinkRef,
    },
    JudgeAssigned {
        edition: String,
        count: u32,
        until: LocalTime,
        page: String,
    },
    /// A judge is behind. The only mail that is a reminder.
    JudgeReminder {
        edition: String,
        done: u32,
        total: u32,
        until: LocalTime,
        page: String,
    },
    JudgeAnswered {
        edition: String,
        judge: String,
        /// Whether the person will judge.
        accepted: bool,
        page: String,
    },
    JudgeRemoved {
        edition: String,
        /// Why, in the words of the staff.
        reason: String,
        /// Whether scoresheets that the judge handed in still count.
        counted: bool,
    },
    JudgeRestored {
        edition: String,
        page: String,
    },
    ConflictDeclared {
        entry: EntryRef,
        judge: String,
        reason: String,
    },
}

impl Message {
    /// What only its addressee reads, in the console too: colleagues may enter or judge
    /// themselves what it is about (security bar AC-25).
    pub const PERSONAL: &str = "conflict_declared";

    /// What someone waits for in front of a screen: it goes out before all else.
    pub const URGENT: [&str; 5] =
        ["address_known", "confirm_address", "reset_password", "password_changed", "sign_in_link"];

    /// What says how many entries a judge has.
    pub const COUNTING_ENTRIES: [&str; 2] = ["judge_assigned", "judge_reminder"];

    /// The variant's word: names its templates, and its rows in lists.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::AddressKnown => "address_known",
            Self::ConfirmAddress { .. } => "confirm_address",
            Self::ResetPassword { .. } => "reset_password",
            Self::PasswordChanged => "password_changed",
            Self::SignInLink { .. } => "sign_in_link",
            Self::MemberInvitation { .. } => "member_invitation",
            Self::JoinRequested { .. } => "join_requested",
            Self::JoinAccepted { .. } => "join_accepted",
            Self::JoinDeclined { .. } => "join_declined",
            Self::JudgeInvitation { .. } => "judge_invitation",
            Self::StaffInvitation { .. } => "staff_invitation",
            Self::EntryReceived { .. } => "entry_received",
            Self::EntryWithdrawn { .. } => "entry_withdrawn",
            Self::EntryReturned { .. } => "entry_returned",
            Self::EntryIneligible { .. } => "entry_ineligible",
            Self::EntryDisqualified { .. } => "entry_disqualified",
            Self::EntryEligible { .. } => "entry_eligible",
            Self::EntryMoved { .. } => "entry_moved",
            Self::Nominated { .. } => "nominated",
            Self::JudgeAssigned { .. } => "judge_assigned",
            Self::JudgeReminder { .. } => "judge_reminder",
            Self::JudgeAnswered { .. } => "judge_answered",
            Self::JudgeRemoved { .. } => "judge_removed",
            Self::JudgeRestored { .. } => "judge_restored",
            Self::ConflictDeclared { .. } => Self::PERSONAL,
        }
    }

    /// The one-time link in it: these mails are shown to nobody but the reader.
    #[must_use]
    pub const fn secret_link(&self) -> Option<&LinkRef> {
        match self {
            Self::ConfirmAddress { link, .. }
            | Self::ResetPassword { link }
            | Self::SignInLink { link }
            | Self::MemberInvitation { link, .. }
            | Self::JudgeInvitation { link, .. }
            | Self::StaffInvitation { link, .. }
            | Self::Nominated { link, .. } => Some(link),
            _ => None,
        }
    }

    /// Whether it tells its reader about another person: a judge, or someone who asks to join.
    #[must_use]
    pub const fn names_others(&self) -> bool {
        matches!(
            self,
            Self::JudgeAnswered { .. } | Self::ConflictDeclared { .. } | Self::JoinRequested { .. }
        )
    }

    /// The page it leads to, where that is no secret.
    #[must_use]
    pub fn page(&self) -> Option<&str> {
        match self {
            Self::AddressKnown | Self::PasswordChanged => Some("/forgotten"),
            Self::JudgeRemoved { .. } => Some("/contact"),
            Self::EntryReceived { entry, .. }
            | Self::EntryWithdrawn { entry, .. }
            | Self::EntryReturned { entry, .. }
            | Self::EntryIneligible { entry, .. }
            | Self::EntryDisqualified { entry, .. }
            | Self::EntryEligible { entry }
            | Self::EntryMoved { entry, .. }
            | Self::ConflictDeclared { entry, .. } => Some(&entry.page),
            Self::JudgeAssigned { page, .. }
            | Self::JudgeReminder { page, .. }
            | Self::JudgeAnswered { page, .. }
            | Self::JudgeRestored { page, .. }
            | Self::JoinRequested { page, .. }
            | Self::JoinAccepted { page, .. }
            | Self::JoinDeclined { page, .. } => Some(page),
            _ => None,
        }
    }

    /// Whether the reader may ask for no more of these (MAIL-6); never for security or decisions.
    #[must_use]
    pub const fn is_reminder(&self) -> bool {
        matches!(self, Self::JudgeReminder { .. })
    }
}
