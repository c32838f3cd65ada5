//! The sample edition as a world in which everybody can be asked for everything.

use entity::{
    PublicId, assignment, attachment, entry,
    ids::{EntryId, OrganisationId},
    judge, member,
    member::MemberState,
    organisation, user,
};
use palmares::editions::sample::Stage;
use rocket::http::Method;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, Select,
};

use crate::support::{Browser, TestApp};

/// Everybody who may knock, from the least to the most powerful.
pub const PRINCIPALS: [&str; 9] =
    ["anonymous", "unconfirmed", "stranger", "other_judge", "judge", "colleague", "owner", "staff", "admin"];

/// One sample edition, one entry in the middle of it, and the people around it.
pub struct World {
    pub app: TestApp,
    pub entry: EntryId,
    ids: Vec<(&'static str, String)>,
    emails: [String; 9],
}

impl World {
    pub async fn at(stage: Stage) -> Self {
        let app = TestApp::new().await;
        app.sample(stage, 16, 6).await;
        let db = app.app.db.read();
        let pictures = pictures().all(db).await.expect("pictures");
        let with_picture: Vec<EntryId> = pictures.into_iter().map(|row| row.entry_id).collect();
        let assigned = assignment::Entity::find()
            .filter(assignment::Column::EntryId.is_in(with_picture.clone()))
            .filter(assignment::Column::State.eq(assignment::AssignmentState::Active))
            .order_by_asc(assignment::Column::Id)
            .one(db)
            .await
            .expect("an answer");
        let chosen = match &assigned {
            Some(row) => entry::Entity::find_by_id(row.entry_id).one(db).await,
            None => {
                let submitted = entry::Entity::find().filter(entry::Column::SubmittedAt.is_not_null());
                let pictured = submitted.filter(entry::Column::Id.is_in(with_picture));
                pictured.order_by_asc(entry::Column::Id).one(db).await
            }
        };
        let chosen = chosen.expect("an answer").expect("an entry");
        let judges = judge::Entity::find().order_by_asc(judge::Column::Id).all(db).await.expect("judges");
        let on_it =
            assignment::Entity::find().filter(assignment::Column::EntryId.eq(chosen.id)).all(db).await;
        let on_it: Vec<_> = on_it.expect("assignments").into_iter().map(|row| row.judge_id).collect();
        let mine = judges
            .iter()
            .find(|j| assigned.as_ref().map_or(j.id == judges[0].id, |row| row.judge_id == j.id));
        let other = judges.iter().rev().find(|j| !on_it.contains(&j.id) && Some(j.id) != mine.map(|m| m.id));
        let emails = people(&app, &chosen, mine.expect("a judge"), other.expect("another judge")).await;
        let ids = ids(&app, &chosen, assigned.as_ref(), &judges).await;
        Self { app, entry: chosen.id, ids, emails }
    }

    /// The public id of the entry in the middle.
    pub fn public_entry(&self) -> String {
        self.id("entries")
    }

    /// The address of a principal; empty for who is not signed in.
    pub fn email(&self, principal: &str) -> &str {
        let place = PRINCIPALS.iter().position(|name| *name == principal).expect("a principal");
        &self.emails[place]
    }

    /// A new browser in which the principal is signed in.
    pub async fn browser(&self, principal: &str) -> Browser<'_> {
        match self.email(principal) {
            "" => self.app.anyone(),
            email => self.app.person(email).await,
        }
    }

    /// Every API route: its method, its pattern, and a path to things that exist.
    pub fn routes(&self) -> Vec<(Method, String, String)> {
        let routes = self.app.client.rocket().routes();
        let mut found: Vec<_> = routes
            .filter(|route| {
                route.uri.path().starts_with("/api/") && route.name.as_deref() != Some("nothing_here")
            })
            .map(|route| (route.method, route.uri.path().to_owned(), self.path(route.uri.path())))
            .collect();
        found.sort_by(|a, b| (&a.1, a.0.as_str()).cmp(&(&b.1, b.0.as_str())));
        found
    }

    fn path(&self, pattern: &str) -> String {
        let parts = pattern.split('/').collect::<Vec<_>>();
        let value = |place: usize, part: &str| match part {
            "<programme>" => "essa".to_owned(),
            "<edition>" => "2023".to_owned(),
            "<round>" => "judging".to_owned(),
            "<category>" => "service_delivery".to_owned(),
            "<field>" => "title".to_owned(),
            "<key>" => "entries".to_owned(),
            "<version>" => "1".to_owned(),
            "<text>" => "privacy".to_owned(),
            "<kind>" | "<file>" => "entries.csv".to_owned(),
            "<id>" => self.id(parts[place - 1]),
            part if part.starts_with('<') => self.id(part.trim_matches(['<', '>'])),
            part => part.to_owned(),
        };
        parts.iter().enumerate().map(|(place, part)| value(place, part)).collect::<Vec<_>>().join("/")
    }

    pub fn id(&self, kind: &str) -> String {
        let known = self.ids.iter().find(|(name, _)| *name == kind || name.strip_suffix('s') == Some(kind));
        known.map_or_else(|| "a".repeat(16), |(_, id)| id.clone())
    }
}

/// Files that have a preview.
fn pictures() -> Select<attachment::Entity> {
    attachment::Entity::find()
        .filter(attachment::Column::MediaType.starts_with("image/"))
        .order_by_asc(attachment::Column::Id)
}

async fn ids(
    app: &TestApp,
    chosen: &entry::Model,
    assigned: Option<&assignment::Model>,
    judges: &[judge::Model],
) -> Vec<(&'static str, String)> {
    let db = app.app.db.read();
    let organisation = organisation::Entity::find_by_id(chosen.organisation_id).one(db).await;
    let organisation = organisation.expect("an answer").expect("an organisation");
    let file = pictures().filter(attachment::Column::EntryId.eq(chosen.id)).one(db).await;
    let mut ids = vec![
        ("entries", chosen.public_id.to_string()),
        ("entry", chosen.public_id.to_string()),
        ("organisations", organisation.public_id.to_string()),
        ("judges", judges[0].public_id.to_string()),
        ("person", somebody_of_staff(app).await),
    ];
    if let Some(row) = assigned {
        ids.push(("assignments", row.public_id.to_string()));
    }
    if let Some(row) = file.expect("an answer") {
        ids.push(("attachments", row.public_id.to_string()));
    }
    ids
}

/// A member of staff who is not its admin.
async fn somebody_of_staff(app: &TestApp) -> String {
    let staff = user::Entity::find().filter(user::Column::StaffRole.eq(user::StaffRole::Staff));
    let staff = staff.one(app.app.db.read()).await.expect("an answer").expect("somebody");
    staff.public_id.to_string()
}

/// Addresses of the principals, in their order; some are made here.
async fn people(
    app: &TestApp,
    chosen: &entry::Model,
    mine: &judge::Model,
    other: &judge::Model,
) -> [String; 9] {
    let db = app.app.db.read();
    let members = member::Entity::find().all(db).await.expect("members");
    let of = |organisation: OrganisationId| members.iter().find(|m| m.organisation_id == organisation);
    let owner = of(chosen.organisation_id).expect("an owner").email.clone();
    let stranger = members.iter().find(|m| m.organisation_id != chosen.organisation_id);
    let stranger = stranger.expect("a stranger").email.clone();
    let colleague = "colleague@example.org".to_owned();
    app.person(&colleague).await;
    let unconfirmed = "unconfirmed@example.org".to_owned();
    app.person(&unconfirmed).await;

    let tx = app.app.db.begin().await.expect("a transaction");
    let account = user::Entity::find().filter(user::Column::Email.eq(&*colleague)).one(&*tx).await;
    let account = account.expect("an answer").expect("the colleague");
    let row = member::ActiveModel {
        public_id: Set(PublicId::from_bytes(*b"a colleague here")),
        organisation_id: Set(chosen.organisation_id),
        user_id: Set(Some(account.id)),
        email: Set(colleague.clone()),
        state: Set(MemberState::Active),
        invited_by: Set(None),
        created_at: Set(account.created_at),
        ..Default::default()
    };
    row.insert(&*tx).await.expect("a membership");
    let mut account: user::ActiveModel = account.into();
    account.public_id = Set(PublicId::from_bytes(*b"colleague person"));
    account.update(&*tx).await.expect("an account");
    let nobody = user::Entity::find().filter(user::Column::Email.eq(&*unconfirmed)).one(&*tx).await;
    let mut nobody: user::ActiveModel = nobody.expect("an answer").expect("the unconfirmed").into();
    nobody.confirmed_at = Set(None);
    nobody.public_id = Set(PublicId::from_bytes(*b"nobody confirmed"));
    nobody.update(&*tx).await.expect("an account");
    tx.commit().await.expect("a commit");
    let (staff, admin) = ("staff@example.org".to_owned(), "admin@example.org".to_owned());
    [
        String::new(),
        unconfirmed,
        stranger,
        other.email.clone(),
        mine.email.clone(),
        colleague,
        owner,
        staff,
        admin,
    ]
}
