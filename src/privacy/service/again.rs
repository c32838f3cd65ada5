//! The list of erasures beside the data, and erasing again after an older backup was restored.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context as _;
use data_encoding::HEXLOWER;
use entity::{PublicId, Timestamp, erasure};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::erase::{erase_subject, subject};
use crate::{
    audit::{Actor, Cause},
    context::Ctx,
    data_dir,
    db::WriteTx,
    privacy::{error::PrivacyError, store::list},
};

/// In the data directory and in each backup.
pub const LIST_FILE: &str = "erasures.json";

/// One erasure in the file. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    pub number: i32,
    /// Public id of the account; a random one where there was none.
    pub id: String,
    pub address: String,
    pub at: Timestamp,
}

impl From<erasure::Model> for Listed {
    fn from(row: erasure::Model) -> Self {
        Self {
            number: row.number,
            id: row.public_id.to_string(),
            address: HEXLOWER.encode(&row.address_hash),
            at: row.erased_at,
        }
    }
}

pub async fn list_in_json<C: ConnectionTrait>(db: &C) -> anyhow::Result<String> {
    let listed: Vec<Listed> = list::all(db).await?.into_iter().map(Listed::from).collect();
    Ok(serde_json::to_string_pretty(&listed)?)
}

/// Reads such a file.
pub fn read_list(file: &Path) -> anyhow::Result<Vec<Listed>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not a list of erasures", file.display()))
}

/// Writes the list into the data directory. When that fails, the next erasure or backup has it.
pub async fn write_list(ctx: &Ctx) {
    if let Err(error) = try_write_list(ctx).await {
        tracing::error!(%error, "the list of erasures was not written beside the data");
    }
}

async fn try_write_list(ctx: &Ctx) -> anyhow::Result<()> {
    let path = ctx.app.config.data.join(LIST_FILE);
    Ok(data_dir::write_whole(&path, list_in_json(ctx.read()).await?.as_bytes())?)
}

/// Erases those of a list whom the database does not know as erased; how many.
pub async fn erase_again(ctx: &Ctx, listed: Vec<Listed>) -> Result<usize, PrivacyError> {
    let mut erased = 0_usize;
    for one in listed {
        let tx = ctx.begin().await?;
        if one_again(&tx, ctx, &one).await? {
            tx.commit().await?;
            erased = erased.saturating_add(1);
        }
    }
    write_list(ctx).await;
    Ok(erased)
}

async fn one_again(tx: &WriteTx, ctx: &Ctx, one: &Listed) -> Result<bool, PrivacyError> {
    if list::all(&**tx).await?.iter().any(|known| known.public_id.as_str() == one.id) {
        return Ok(false);
    }
    let Some(email) = address(tx, ctx, one).await? else { return Ok(false) };
    let cause = Cause { actor: Actor::PROGRAM, reason: "Erased again after a backup was restored." };
    erase_subject(tx, ctx, &subject(tx, &email, one.number).await?, cause).await?;
    list::date_back(tx, one.number, one.at).await?;
    Ok(true)
}

/// The address under which the person is stored here.
async fn address(tx: &WriteTx, ctx: &Ctx, one: &Listed) -> Result<Option<String>, PrivacyError> {
    if let Some(id) = PublicId::parse(&one.id)
        && let Some(email) = list::address_of(&**tx, &id).await?
    {
        return Ok(Some(email));
    }
    let known: BTreeMap<String, String> = list::addresses(&**tx)
        .await?
        .into_iter()
        .map(|email| (HEXLOWER.encode(&list::address_hash(&ctx.app, &email)), email))
        .collect();
    Ok(known.get(&one.address).cloned())
}
