//! From a cookie to a principal. The origin check is inside: nobody gets a
//! person for a request that another site made.

use entity::user::StaffRole;
use rocket::{
    Request,
    http::{Cookie, SameSite},
    request::{FromRequest, Outcome},
};

use super::{
    principal::{Admin, Entrant, FreshAdmin, FreshEntrant, Judge, Person, SignedIn, Staff},
    store::{
        people,
        sessions::{self, NewSession},
    },
};
use crate::{
    context::Ctx,
    web::{Problem, admit_account, check_origin, ctx_of, note_actor, refuse},
};

/// The name of the cookie. `__Host-` binds it to this very host; browsers take
/// it only with TLS.
pub fn cookie_name(ctx: &Ctx) -> &'static str {
    if ctx.app.config.http.is_https() { "__Host-session" } else { "session" }
}

/// The cookie of a new session. `Lax`, because a link in a mail must find its
/// reader signed in; the origin check stands against forged writes.
pub fn session_cookie(ctx: &Ctx, session: NewSession) -> Cookie<'static> {
    let seconds = session.expires_at.0.saturating_sub(ctx.now.0) / 1000;
    Cookie::build((cookie_name(ctx), session.secret))
        .http_only(true)
        .same_site(SameSite::Lax)
        .path("/")
        .secure(ctx.app.config.http.is_https())
        .max_age(rocket::time::Duration::seconds(seconds))
        .build()
}

/// The person of a request, looked up once however many guards ask.
struct Cached(Result<Person, Problem>);

async fn person(request: &Request<'_>) -> Result<Person, Problem> {
    request.local_cache_async(async { Cached(look_up(request).await) }).await.0.clone()
}

/// The person whom a guard of this request has found, if one has.
pub(super) fn found<'r>(request: &'r Request<'_>) -> Option<&'r Person> {
    request.local_cache(|| Cached(Err(Problem::not_found()))).0.as_ref().ok()
}

async fn look_up(request: &Request<'_>) -> Result<Person, Problem> {
    let ctx = ctx_of(request).ok_or_else(Problem::internal)?;
    if !ctx.app.config.http.is_own_host(request.headers().get_one("Host").unwrap_or_default()) {
        return Err(Problem::new(421, "misdirected", "This address is not served here."));
    }
    let cookie = request.cookies().get(cookie_name(&ctx));
    check_origin(request, cookie.is_some())?;
    let not_signed_in = || Problem::new(401, "accounts/not-signed-in", "Please sign in.");
    let cookie = cookie.ok_or_else(not_signed_in)?;
    let person = sessions::person(&ctx, cookie.value()).await?.ok_or_else(not_signed_in)?;
    note_actor(request, person.id.as_str());
    admit_account(request, person.id.as_str())?;
    Ok(person)
}

fn wrong_role() -> Problem {
    Problem::new(403, "accounts/wrong-role", "Your account does not have access to this.")
}

/// Lets a person through if the rule gives the principal.
macro_rules! guard {
    ($principal:ident, $person:ident, $request:ident => $rule:expr) => {
        #[rocket::async_trait]
        impl<'r> FromRequest<'r> for $principal {
            type Error = ();

            async fn from_request($request: &'r Request<'_>) -> Outcome<Self, ()> {
                let $person = match person($request).await {
                    Ok(person) => person,
                    Err(problem) => return refuse($request, problem),
                };
                let allowed: Result<(), Problem> = $rule;
                match allowed {
                    Ok(()) => Outcome::Success(Self::new($person)),
                    Err(problem) => refuse($request, problem),
                }
            }
        }
    };
}

guard!(SignedIn, person, request => Ok(()));
guard!(Entrant, person, request => is_confirmed(&person));
guard!(FreshEntrant, person, request => is_confirmed(&person).and_then(|()| is_fresh(request, &person)));
guard!(Judge, person, request => is_judge(request, &person).await);
guard!(Staff, person, request => person.staff_role.map(|_| ()).ok_or_else(wrong_role));
guard!(Admin, person, request => is_admin(&person));
guard!(FreshAdmin, person, request => is_admin(&person).and_then(|()| is_fresh(request, &person)));

fn is_confirmed(person: &Person) -> Result<(), Problem> {
    let title = "Please confirm your e-mail address first: open the link in the e-mail we sent you.";
    let not_confirmed = || Problem::new(403, "accounts/address-not-confirmed", title);
    if person.confirmed { Ok(()) } else { Err(not_confirmed()) }
}

fn is_admin(person: &Person) -> Result<(), Problem> {
    match person.staff_role {
        Some(StaffRole::Admin) => Ok(()),
        Some(StaffRole::Staff) | None => Err(wrong_role()),
    }
}

fn is_fresh(request: &Request<'_>, person: &Person) -> Result<(), Problem> {
    let ctx = ctx_of(request).ok_or_else(Problem::internal)?;
    if person.is_fresh(ctx.now) {
        return Ok(());
    }
    Err(Problem::new(403, "accounts/password-needed", "Please enter your password again to do this."))
}

async fn is_judge(request: &Request<'_>, person: &Person) -> Result<(), Problem> {
    let ctx = ctx_of(request).ok_or_else(Problem::internal)?;
    if people::is_judge(ctx.read(), person.user).await? { Ok(()) } else { Err(wrong_role()) }
}
