//! A browser in which someone has signed in before is told from those of strangers, whose guesses
//! make only strangers wait.

use entity::{PublicId, user};

use crate::{context::Ctx, secret::sha256};

/// A browser that the account has signed in with, by the id in its cookie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDevice(PublicId);

impl KnownDevice {
    /// Reads what a cookie holds; the mark in it is good for this account and its present password.
    pub fn of(ctx: &Ctx, account: Option<&user::Model>, sent: Option<&str>) -> Option<Self> {
        let (id, given) = sent?.split_once('.')?;
        let (account, id) = (account?, PublicId::parse(id)?);
        // Hashes are compared, so that the time of it tells nothing about the mark.
        (sha256(mark(ctx, account, &id).as_bytes()) == sha256(given.as_bytes())).then_some(Self(id))
    }

    pub fn id(&self) -> &str {
        self.0.as_str()
    }

    /// What a cookie is to hold from now on; a device that is known keeps its id.
    pub fn remember(
        ctx: &Ctx,
        account: &user::Model,
        sent: Option<&str>,
    ) -> Result<String, getrandom::Error> {
        let id = match sent.and_then(|value| PublicId::parse(value.split_once('.')?.0)) {
            Some(id) => id,
            None => PublicId::random()?,
        };
        Ok(format!("{}.{}", id.as_str(), mark(ctx, account, &id)))
    }
}

fn mark(ctx: &Ctx, account: &user::Model, id: &PublicId) -> String {
    let password = account.password_hash.as_deref().unwrap_or_default();
    let about = format!("{}\0{}\0{password}", account.public_id.as_str(), id.as_str());
    data_encoding::BASE64URL_NOPAD.encode(&ctx.app.secret.derive("device", about.as_bytes()))
}
