//! Accounts of the sample: staff, organisations with their people, judges.

use entity::{
    PublicId, Timestamp,
    ids::UserId,
    judge::{self, JudgeState},
    member::{self, MemberState},
    organisation,
    user::{self, StaffRole},
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{Sample, store};
use crate::{
    commands::demo::{
        data::Source,
        organisations::organisation as sample_organisation,
        people::{SampleJudge, judge as sample_judge, member as sample_member},
        run,
    },
    context::Ctx,
    db::WriteTx,
};

/// An organisation and who acts for it.
pub struct Owner {
    /// The organisation.
    pub organisation: organisation::Model,
    /// Its member.
    pub user: UserId,
    /// Its number in the sample.
    pub number: u64,
}

/// The two sample accounts of staff; gives the one that works.
pub async fn staff(tx: &WriteTx, ctx: &Ctx, hash: &str, source: &Source) -> anyhow::Result<UserId> {
    let row = |email: &str, name: &str, role, number: u64| {
        let mut bytes = [0_u8; PublicId::LENGTH];
        let mut random = source.chance("secretariat", &[number]);
        bytes.iter_mut().for_each(|b| *b = random.next_u64().to_le_bytes()[0]);
        account(PublicId::from_bytes(bytes), email, name, Some(role), hash, ctx.now)
    };
    let rows = vec![
        row(run::ADMIN, &source.data.phrases.admin, StaffRole::Admin, 0),
        row(run::STAFF, &source.data.phrases.staff, StaffRole::Staff, 1),
    ];
    let made = store::insert(tx, rows).await?;
    made.last().map(|row| row.id).ok_or_else(|| anyhow::anyhow!("no account was made"))
}

/// As many organisations as the entries need: every sixth enters twice.
pub async fn organisations(tx: &WriteTx, sample: &Sample<'_>) -> anyhow::Result<Vec<Owner>> {
    let count = (sample.order.entries * 6).div_ceil(7).max(1);
    let (from, _) = sample.window("entries");
    let (mut organisations, mut accounts) = (Vec::new(), Vec::new());
    for number in 0..count {
        let made = sample_organisation(&sample.source, number);
        organisations.push(organisation::ActiveModel {
            id: NotSet,
            public_id: Set(sample.id("organisation", &[number])),
            name: Set(made.name),
            kind: Set(made.kind.to_owned()),
            country: Set(made.country.to_owned()),
            city: Set(made.city.to_owned()),
            search_text: NotSet,
            name_key: NotSet,
            match_key: NotSet,
            created_at: Set(from),
            version: Set(1),
        });
        let person = sample_member(&sample.source, number);
        let email = if number == 0 { run::ENTRANT.to_owned() } else { person.email };
        accounts.push(account(
            sample.id("member", &[number]),
            &email,
            &person.name,
            None,
            &sample.hash,
            from,
        ));
    }
    let organisations = store::insert(tx, organisations).await?;
    let accounts = store::insert(tx, accounts).await?;
    let mut owners = Vec::new();
    let mut members = Vec::new();
    for (number, (organisation, user)) in (0_u64..).zip(organisations.into_iter().zip(accounts)) {
        members.push(member::ActiveModel {
            id: NotSet,
            public_id: Set(sample.id("membership", &[number])),
            organisation_id: Set(organisation.id),
            user_id: Set(Some(user.id)),
            email: Set(user.email),
            state: Set(MemberState::Active),
            invited_by: Set(None),
            created_at: Set(from),
            joined_at: Set(Some(from)),
            left_at: Set(None),
        });
        owners.push(Owner { organisation, user: user.id, number });
    }
    store::insert(tx, members).await?;
    Ok(owners)
}

/// The judges; all have accepted.
pub async fn judges(tx: &WriteTx, sample: &Sample<'_>) -> anyhow::Result<Vec<judge::Model>> {
    let (_, invited_at) = sample.window("entries");
    let invited_at = invited_at.min(sample.ctx.now);
    let (mut accounts, mut judges) = (Vec::new(), Vec::new());
    for number in 0..sample.order.judges {
        let made = sample_judge(&sample.source, number);
        let email = if number == 0 { run::JUDGE.to_owned() } else { made.person.email.clone() };
        let id = sample.id("judge account", &[number]);
        accounts.push(account(id, &email, &made.person.name, None, &sample.hash, invited_at));
        judges.push((email, made));
    }
    let accounts = store::insert(tx, accounts).await?;
    let row = |(number, ((email, made), user)): (u64, ((String, SampleJudge<'_>), user::Model))| {
        judge::ActiveModel {
            id: NotSet,
            public_id: Set(sample.id("judge", &[number])),
            edition_id: Set(sample.edition.id),
            user_id: Set(Some(user.id)),
            email: Set(email),
            name: Set(made.person.name),
            organisation: Set(made.organisation),
            country: Set(made.person.country.to_owned()),
            state: Set(JudgeState::Accepted),
            invited_by: Set(sample.staff),
            invited_at: Set(invited_at),
            accepted_at: Set(Some(invited_at)),
            reminded_at: Set(None),
        }
    };
    let rows = (0_u64..).zip(judges.into_iter().zip(accounts)).map(row).collect();
    Ok(store::insert(tx, rows).await?)
}

fn account(
    id: PublicId,
    email: &str,
    name: &str,
    role: Option<StaffRole>,
    hash: &str,
    at: Timestamp,
) -> user::ActiveModel {
    user::ActiveModel {
        id: NotSet,
        public_id: Set(id),
        email: Set(email.to_lowercase()),
        email_as_typed: Set(email.to_owned()),
        email_skeleton: NotSet,
        name: Set(name.to_owned()),
        password_hash: Set(Some(hash.to_owned())),
        locale: Set("en".to_owned()),
        staff_role: Set(role),
        confirmed_at: Set(Some(at)),
        disabled_at: Set(None),
        created_at: Set(at),
        version: Set(1),
    }
}
