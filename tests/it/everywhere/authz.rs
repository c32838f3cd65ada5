//! Who may do what: `tests/authz.toml` says it for every route, every principal
//! and every stage; this loop asks (security bar AC-1, AC-2, AC-6).

use std::{collections::BTreeMap, fmt::Write as _};

use palmares::editions::sample::Stage;
use rocket::http::Method;
use serde_json::{Value, json};

use super::world::{PRINCIPALS, World};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/authz.toml");
const STAGES: [(&str, Stage); 4] =
    [("call", Stage::Call), ("check", Stage::Check), ("judging", Stage::Judging), ("judged", Stage::Judged)];

/// Statuses by stage and route, in the order of the principals.
type Matrix = BTreeMap<String, BTreeMap<String, String>>;

/// What ends the work of others on the entry is asked last.
const ENDS: [&str; 3] = [
    "POST /api/judging/assignments/<assignment>/conflict",
    "DELETE /api/staff/editions/<programme>/<edition>/rounds/<round>/assignments/<assignment>",
    "POST /api/entries/<id>/withdraw",
];

/// The one route that takes a file.
const UPLOAD: &str = "POST /api/entries/<id>/attachments/<field>";

/// A valid body where the answer must tell an owner from a stranger, and not what is missing.
fn body(route: &str, world: &World) -> Value {
    match route {
        "POST /api/entries" => json!({
            "programme": "essa",
            "edition": "2023",
            "organisation": world.id("organisations"),
            "category": "service_delivery",
        }),
        "PUT /api/entries/<id>/answers/<field>" => json!({ "value": "A title" }),
        "PUT /api/entries/<id>/attachments/<attachment>" => json!({ "alt_text": "A picture" }),
        "PUT /api/entries/<id>/category" => json!({ "category": "service_delivery" }),
        "PUT /api/entries/<id>/nominee" => json!({ "by": "other", "name": "Mia Horvat" }),
        "POST /api/entries/<id>/withdraw" => json!({ "reason": "" }),
        "POST /api/judging/assignments/<assignment>/conflict" => {
            json!({ "reason": "My sister works there." })
        }
        "PUT /api/organisations/<id>" => {
            json!({ "name": "City of Osijek", "kind": "city", "country": "HR", "city": "Osijek" })
        }
        "POST /api/organisations/<id>/members" => json!({ "email": "new@example.org" }),
        _ => json!({}),
    }
}

async fn ask(stage: Stage) -> BTreeMap<String, String> {
    let world = World::at(stage).await;
    let mut rows = BTreeMap::new();
    let mut routes = world.routes();
    let when = |(method, pattern, _): &(Method, String, String)| {
        ENDS.iter().position(|end| *end == format!("{method} {pattern}"))
    };
    routes.sort_by_key(when);
    for (method, pattern, path) in routes {
        let mut statuses = Vec::new();
        for principal in PRINCIPALS {
            // A browser of its own for each request: some of them end the session.
            let browser = world.browser(principal).await;
            let key = entity::PublicId::random().expect("random bytes").to_string();
            let headers = [("If-Match", "\"v1\""), ("Idempotency-Key", key.as_str())];
            let route = format!("{method} {pattern}");
            let answer = if route == UPLOAD {
                let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Upload-Name", "a.pdf"), headers[1]];
                let file = ("application/octet-stream", b"%PDF-1.7".to_vec());
                browser.send_raw(method, &path.replace("/title", "/photos"), &headers, Some(file)).await
            } else {
                let body = (method != Method::Get).then(|| body(&route, &world));
                browser.send(method, &path, &headers, body).await
            };
            statuses.push(answer.status.to_string());
        }
        rows.insert(format!("{method} {pattern}"), statuses.join(" "));
    }
    rows
}

#[rocket::async_test]
async fn every_route_answers_every_principal_as_the_matrix_says() {
    let mut found = Matrix::new();
    for (name, stage) in STAGES {
        found.insert(name.to_owned(), ask(stage).await);
    }
    if std::env::var_os("UPDATE_AUTHZ").is_some() {
        std::fs::write(FILE, written(&found)).expect("a written file");
    }
    let text = std::fs::read_to_string(FILE).expect("tests/authz.toml");
    let promised: Matrix = toml::from_str(&text).expect("a matrix");
    for (stage, rows) in &found {
        for (route, statuses) in rows {
            let promise = promised.get(stage).and_then(|rows| rows.get(route));
            assert_eq!(promise, Some(statuses), "{route} while {stage}; {PRINCIPALS:?}");
        }
    }
}

/// What must hold whatever the matrix says, so that no wrong line can be written into it.
#[test]
fn the_matrix_itself_keeps_to_the_rules() {
    let text = std::fs::read_to_string(FILE).expect("tests/authz.toml");
    let matrix: Matrix = toml::from_str(&text).expect("a matrix");
    for (stage, rows) in &matrix {
        for (route, statuses) in rows {
            let of: BTreeMap<&str, u16> = PRINCIPALS
                .into_iter()
                .zip(statuses.split(' ').map(|s| s.parse().expect("a status")))
                .collect();
            let path = route.split_once(' ').expect("a route").1;
            if path.starts_with("/api/staff/") {
                for nobody in ["stranger", "other_judge", "judge", "colleague", "owner"] {
                    assert_eq!(of[nobody], 403, "{nobody}: {route} while {stage}");
                }
                assert_eq!(of["anonymous"], 401, "{route} while {stage}");
            }
            if path.starts_with("/api/staff/people") {
                assert_eq!(of["staff"], 403, "only admins run people: {route} while {stage}");
            }
            let is_owned =
                ["/api/entries/<id>", "/api/organisations/<id>"].iter().any(|own| path.starts_with(own));
            // Whoever is not a member asks to become one.
            if is_owned && !path.ends_with("/join") {
                for nobody in ["stranger", "other_judge", "judge", "staff", "admin"] {
                    assert_eq!(of[nobody], 404, "{nobody}: {route} while {stage}");
                }
            }
            if path.starts_with("/api/judging/assignments/") {
                for nobody in ["stranger", "owner", "colleague"] {
                    assert_eq!(of[nobody], 403, "{nobody}: {route} while {stage}");
                }
                assert_eq!(of["other_judge"], 404, "{route} while {stage}");
            }
            if !OPEN.iter().any(|open| path.starts_with(open)) {
                assert_eq!(of["anonymous"], 401, "{route} while {stage}");
            }
        }
    }
}

/// All that can be asked without being signed in (security bar AC-6).
const OPEN: [&str; 14] = [
    "/api/accounts",
    "/api/docs",
    "/api/editions",
    "/api/invitations",
    "/api/nominees",
    "/api/links",
    "/api/openapi.json",
    "/api/password/",
    "/api/setup",
    "/api/sign-in",
    "/api/texts",
    "/api/time",
    "/api/docs.css",
    "/api/editions/schema.json",
];

fn written(matrix: &Matrix) -> String {
    let mut text = format!(
        "# Who gets what: for each stage and route one status per principal, in this order:\n# {}\n\
         # Writes where it matters whose it is are sent with a valid body, the others with an empty one: there\n\
         # 400 or 422 means: allowed in, and told what is missing.\n\
         # After adding a route: UPDATE_AUTHZ=1 cargo test --test it authz, then read every new line.\n",
        PRINCIPALS.join(" ")
    );
    for (name, _) in STAGES {
        let _ = writeln!(text, "\n[{name}]");
        for (route, statuses) in &matrix[name] {
            let _ = writeln!(text, "{:<92} = \"{statuses}\"", format!("\"{route}\""));
        }
    }
    text
}
