//! HTTP of organisations.

use rocket::{
    delete, get, http::CookieJar, http::Status, post, put, response::status::Custom, serde::json::Json,
};

use super::{
    access,
    error::OrganisationError,
    input::{Acceptance, NewMember, NewOrganisation, OrganisationInput},
    joining, service, store,
    views::{MemberView, OrganisationView},
};
use crate::{
    accounts::{self, Entrant, Me},
    context::Ctx,
    db::Idempotent,
    web::{Api, Body, Empty, IdempotencyHeader, IfMatch, ObjectKey, Problem, SameOrigin, Versioned, api},
};

/// Lists one's own organisations.
#[utoipa::path(tag = "organisations", responses((status = 200, body = Vec<OrganisationView>)))]
#[get("/organisations")]
async fn list_organisations(person: Entrant, ctx: Ctx) -> Result<Json<Vec<OrganisationView>>, Problem> {
    Ok(Json(store::list(ctx.read(), &person).await?))
}

/// Adds an organisation and joins it. If one with this name exists: 409 with `known`.
#[utoipa::path(tag = "organisations", request_body = NewOrganisation,
    responses((status = 201, body = OrganisationView)))]
#[post("/organisations", data = "<body>")]
async fn create_organisation(
    person: Entrant,
    ctx: Ctx,
    body: Body<NewOrganisation>,
) -> Result<Custom<Versioned<OrganisationView>>, Problem> {
    let view = service::create(&ctx, &person, body.value).await?;
    Ok(Custom(Status::Created, Versioned(view.version, view)))
}

/// Shows one of one's own organisations.
#[utoipa::path(tag = "organisations", responses((status = 200, body = OrganisationView)))]
#[get("/organisations/<id>")]
async fn show_organisation(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
) -> Result<Versioned<OrganisationView>, Problem> {
    let own = access::own(ctx.read(), &person, &id).await?.ok_or(OrganisationError::NotFound)?;
    let view = store::view(ctx.read(), &own).await?;
    Ok(Versioned(view.version, view))
}

/// Changes the details of an organisation.
#[utoipa::path(tag = "organisations", params(IfMatch), request_body = OrganisationInput,
    responses((status = 200, body = OrganisationView)))]
#[put("/organisations/<id>", data = "<body>")]
async fn edit_organisation(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    version: IfMatch,
    body: Body<OrganisationInput>,
) -> Result<Versioned<OrganisationView>, Problem> {
    let view = service::edit(&ctx, &person, &id, version.0, body.value).await?;
    Ok(Versioned(view.version, view))
}

/// Lists the members of an organisation, and those invited.
#[utoipa::path(tag = "organisations", responses((status = 200, body = Vec<MemberView>)))]
#[get("/organisations/<id>/members")]
async fn list_members(person: Entrant, ctx: Ctx, id: ObjectKey) -> Result<Json<Vec<MemberView>>, Problem> {
    let own = access::own(ctx.read(), &person, &id).await?.ok_or(OrganisationError::NotFound)?;
    Ok(Json(store::members(ctx.read(), &own, &person).await?))
}

/// Invites someone by e-mail.
#[utoipa::path(tag = "organisations", params(IdempotencyHeader), request_body = NewMember,
    responses((status = 200, body = MemberView)))]
#[post("/organisations/<id>/members", data = "<body>")]
async fn invite_member(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    key: IdempotencyHeader,
    body: Body<NewMember>,
) -> Result<Idempotent<MemberView>, Problem> {
    let request_key = key.of(&person, &body);
    Ok(service::invite(&ctx, &person, &id, request_key, body.value).await?)
}

/// Removes a member or cancels an invitation.
#[utoipa::path(tag = "organisations", responses((status = 200, body = Empty)))]
#[delete("/organisations/<id>/members/<member>")]
async fn remove_member(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    member: ObjectKey,
) -> Result<Json<Empty>, Problem> {
    service::remove(&ctx, &person, &id, &member).await?;
    Ok(Json(Empty {}))
}

/// Asks to join an organisation.
#[utoipa::path(tag = "organisations", request_body = Empty, responses((status = 200, body = Empty)))]
#[post("/organisations/<id>/join", data = "<body>")]
async fn ask_to_join(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    body: Body<Empty>,
) -> Result<Json<Empty>, Problem> {
    let Empty {} = body.value;
    joining::ask(&ctx, &person, &id).await?;
    Ok(Json(Empty {}))
}

/// Accepts someone who asks to join.
#[utoipa::path(tag = "organisations", request_body = Empty, responses((status = 200, body = Empty)))]
#[post("/organisations/<id>/members/<member>/admit", data = "<body>")]
async fn admit_member(
    person: Entrant,
    ctx: Ctx,
    id: ObjectKey,
    member: ObjectKey,
    body: Body<Empty>,
) -> Result<Json<Empty>, Problem> {
    let Empty {} = body.value;
    joining::admit(&ctx, &person, &id, &member).await?;
    Ok(Json(Empty {}))
}

/// Accepts an invitation to an organisation, and signs in.
#[utoipa::path(tag = "organisations", request_body = Acceptance, responses((status = 200, body = Me)))]
#[post("/invitations/member", data = "<body>")]
async fn accept_member_invitation(
    _origin: SameOrigin,
    ctx: Ctx,
    jar: &CookieJar<'_>,
    body: Body<Acceptance>,
) -> Result<Json<Me>, Problem> {
    let session = service::accept(&ctx, body.value).await?;
    accounts::start_session_response(&ctx, jar, session).await
}

impl From<OrganisationError> for Problem {
    fn from(error: OrganisationError) -> Self {
        match error {
            OrganisationError::NotFound => Self::not_found(),
            OrganisationError::Stale(current) => Self::new(
                412,
                "organisations/changed",
                "Someone else changed this organisation. Check it again before you save.",
            )
            .with("current", current),
            OrganisationError::Fixed => Self::not_now(
                "organisations/fixed",
                "Kind and country cannot change while an entry is submitted. Please write to the \
                 organiser.",
            ),
            OrganisationError::IsMember => {
                Self::not_now("organisations/is-member", "This person is already a member.")
            }
            OrganisationError::TooManyMembers { limit } => {
                Self::not_now("organisations/too-many-members", "This organisation has too many members.")
                    .with("limit", limit)
            }
            OrganisationError::Known(known) => Self::not_now(
                "organisations/known",
                "There is already an organisation with this name. Ask to join it.",
            )
            .with("known", known),
            OrganisationError::TooManyAsked { limit } => Self::not_now(
                "organisations/too-many-asked",
                "You are waiting for several organisations to accept you.",
            )
            .with("limit", limit),
            OrganisationError::MembersAnswer { from } => Self::not_now(
                "organisations/members-answer",
                "The members of this organisation answer requests to join. Staff can if they have not \
                 answered in time.",
            )
            .with("from", from),
            OrganisationError::LastMember => Self::not_now(
                "organisations/last-member",
                "The last member cannot leave. Invite someone else first.",
            ),
            OrganisationError::TooManyMails(wait) => Self::new(
                429,
                "organisations/too-many-mails",
                "Several e-mails were just sent to this address. Please wait.",
            )
            .wait(wait),
            OrganisationError::Account(error) => error.into(),
            OrganisationError::Db(error) => error.into(),
        }
    }
}

pub fn api() -> Api {
    api![
        list_organisations,
        create_organisation,
        show_organisation,
        edit_organisation,
        list_members,
        invite_member,
        remove_member,
        ask_to_join,
        admit_member,
        accept_member_invitation
    ]
}
