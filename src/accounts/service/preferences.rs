//! Keeping how someone wants the pages.

use crate::{
    accounts::{error::AccountError, input::NewPreference, principal::Person, store::preferences},
    context::Ctx,
};

/// So many names of one person.
const MOST: u64 = 50;

pub async fn keep_preference(
    ctx: &Ctx,
    person: &Person,
    name: &str,
    new: &NewPreference,
) -> Result<(), AccountError> {
    let tx = ctx.begin().await?;
    if preferences::others(&tx, person.user, name).await? >= MOST {
        return Err(AccountError::TooManyPreferences);
    }
    preferences::keep(&tx, person.user, name, new.value.to_string()).await?;
    Ok(tx.commit().await?)
}
