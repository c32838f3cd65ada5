//! Asking for a link by mail. The request only notes the wish, so that it takes as
//! long for an unknown address as for a known one (security bar TOK-3).

use entity::{link::LinkKind, user};
use serde::{Deserialize, Serialize};

use super::steps::{mail, may_mail, order};
use crate::{
    accounts::{
        device::KnownDevice,
        error::AccountError,
        store::{links, pace::Pace, people},
    },
    address::Email,
    context::Ctx,
    jobs::{self, Job},
    mail::Message,
};

/// Mails a link to the account with this address, if there is one.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailLink {
    purpose: Purpose,
    email: String,
    /// What the cookie of the device held that asked.
    #[serde(default)]
    device: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Signing in without a password. Never for staff: mail alone gives no power (AUTH-13).
    SignIn,
    /// Setting a new password; until then the account stays as it is.
    ResetPassword,
}

/// Notes that someone asks for a link to this address.
pub async fn ask_for_link(
    ctx: &Ctx,
    purpose: Purpose,
    email: Email,
    device: Option<&str>,
) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    let device = device.map(str::to_owned);
    jobs::enqueue(&tx, ctx, &MailLink { purpose, email: email.canonical, device }).await?;
    Ok(tx.commit().await?)
}

impl Job for MailLink {
    const NAME: &'static str = "account.mail_link";
    const URGENT: bool = true;

    async fn run(self, ctx: Ctx) -> anyhow::Result<()> {
        let tx = ctx.begin().await?;
        if let Some(account) = people::find_by_email(&*tx, &self.email).await?
            && self.purpose.suits(&account)
            && may_mail(&tx, &ctx, self.purpose.pace(), &self.counted(&ctx, &account)).await?.is_ok()
        {
            let (kind, message): (_, fn(_) -> _) = match self.purpose {
                Purpose::SignIn => (LinkKind::SignIn, |link| Message::SignInLink { link }),
                Purpose::ResetPassword => (LinkKind::ResetPassword, |link| Message::ResetPassword { link }),
            };
            let link = links::make(&tx, &ctx, order(kind, &account)).await?;
            mail(&tx, &ctx, &account, message(link)).await?;
        }
        Ok(tx.commit().await?)
    }
}

impl MailLink {
    /// For whom the mail counts: strangers who ask take nothing from a device of the owner.
    fn counted(&self, ctx: &Ctx, account: &user::Model) -> String {
        match KnownDevice::of(ctx, Some(account), self.device.as_deref()) {
            Some(device) => format!("{} on {}", account.email, device.id()),
            None => account.email.clone(),
        }
    }
}

impl Purpose {
    const fn pace(self) -> Pace {
        match self {
            Self::SignIn => Pace::SIGN_IN,
            Self::ResetPassword => Pace::RESET,
        }
    }

    const fn suits(self, account: &user::Model) -> bool {
        matches!(self, Self::ResetPassword) || account.staff_role.is_none()
    }
}
