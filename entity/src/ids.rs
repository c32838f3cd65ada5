//! Internal keys, one type per table, so that an entry’s key never passes for a judge’s.

use sea_orm::DeriveValueType;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
        pub struct $name(pub i64);
    )*};
}

ids! {
    /// Key of a row of `user`.
    UserId,
    /// Key of a row of `session`.
    SessionId,
    /// Key of a row of `link`.
    LinkId,
    /// Key of a row of `staff_invitation`.
    StaffInvitationId,
    /// Key of a row of `saved_view`.
    SavedViewId,
    /// Key of a row of `throttle`.
    ThrottleId,
    /// Key of a row of `heartbeat`.
    HeartbeatId,
    /// Key of a row of `idempotency_key`.
    IdempotencyKeyId,
    /// Key of a row of `organisation`.
    OrganisationId,
    /// Key of a row of `member`.
    MemberId,
    /// Key of a row of `programme`.
    ProgrammeId,
    /// Key of a row of `edition`.
    EditionId,
    /// Key of a row of `edition_version`.
    EditionVersionId,
    /// Key of a row of `history`.
    HistoryId,
    /// Key of a row of `form_version`.
    FormVersionId,
    /// Key of a row of `legal_text`.
    LegalTextId,
    /// Key of a row of `entry`.
    EntryId,
    /// Key of a row of `answer`.
    AnswerId,
    /// Key of a row of `submitted_version`.
    SubmittedVersionId,
    /// Key of a row of `attachment`.
    AttachmentId,
    /// Key of a row of `consent`.
    ConsentId,
    /// Key of a row of `entry_check`.
    EntryCheckId,
    /// Key of a row of `rule_ruling`.
    RuleRulingId,
    /// Key of a row of `nominee`.
    NomineeId,
    /// Key of a row of `judge`.
    JudgeId,
    /// Key of a row of `panel_member`.
    PanelMemberId,
    /// Key of a row of `assignment`.
    AssignmentId,
    /// Key of a row of `conflict`.
    ConflictId,
    /// Key of a row of `shortlisted`.
    ShortlistedId,
    /// Key of a row of `feedback_release`.
    FeedbackReleaseId,
    /// Key of a row of `outbox`.
    OutboxId,
    /// Key of a row of `job`.
    JobId,
    /// Key of a row of `erasure_request`.
    ErasureRequestId,
    /// Key of a row of `audit`.
    AuditId,
    /// Key of a row of `audit_seal`: its number in the chain.
    AuditSealId,
}
