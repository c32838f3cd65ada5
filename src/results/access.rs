//! Whose results a member of staff may see and decide on.

use std::collections::HashSet;

use sea_orm::ConnectionTrait;

use super::{error::ResultsError, store::kept::draws_from};
use crate::{
    accounts::Staff,
    context::Ctx,
    db,
    editions::{Category, Edition, Round},
    judging::{RoundPath, StaffRound, staff_round},
};

/// The results of a round, for a member of its staff: closed where that
/// person enters or judges (security bar AC-25).
#[derive(Clone, Debug)]
pub struct ResultRound {
    place: StaffRound,
}

impl ResultRound {
    pub fn edition(&self) -> &Edition {
        self.place.edition()
    }

    pub fn round(&self) -> &Round {
        self.place.round()
    }

    /// Categories in which this person enters or judges.
    pub fn withheld(&self) -> &HashSet<String> {
        self.place.withheld()
    }

    /// Whether this person has a stake in the category, or in one from which its entries come: an
    /// entry of their organisation was entered there, or one they judge.
    pub async fn is_closed<C: ConnectionTrait>(
        &self,
        db: &C,
        category: &Category,
    ) -> Result<bool, db::Error> {
        let withheld = self.place.withheld();
        let stakes = withheld.iter().map(String::as_str);
        Ok(withheld.contains(&category.key)
            || (!withheld.is_empty() && draws_from(db, self.edition().id, category, stakes).await?))
    }
}

/// The results of the round of an address.
pub async fn result_round(
    ctx: &Ctx,
    staff: &Staff,
    path: RoundPath<'_>,
) -> Result<ResultRound, ResultsError> {
    let place = staff_round(ctx, staff, path).await?;
    Ok(ResultRound { place })
}
