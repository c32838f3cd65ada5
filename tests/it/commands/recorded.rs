//! What happens to accounts and to what is judged is found again: as a line of the log, or in the
//! audit log (security bar LOG-3).

use std::io::{Read as _, Write as _};

use sea_orm::{ConnectionTrait as _, Database, DbBackend, Statement};
use serde_json::{Value, json};

use super::{good, palmares, serving::Serving};

/// Where it is found.
enum Trace {
    /// A line of its request with this status and type of problem.
    Line(u16, &'static str),
    /// A row with this action, in the transaction of the deed.
    Row(&'static str),
}

use Trace::{Line, Row};

/// One who asks, with a session.
struct Person<'a> {
    serving: &'a Serving,
    cookie: String,
}

const PASSWORD: &str = "sample boats at dawn";

fn sign_in(serving: &Serving, email: &str, password: &str) -> (u16, String) {
    let body = json!({ "email": email, "password": password }).to_string();
    let reply = serving.ask("POST /api/sign-in", "", &body);
    let secret = reply.head.split("session=").nth(1).and_then(|rest| rest.split(';').next());
    (reply.status, format!("Cookie: session={}\r\n", secret.unwrap_or_default()))
}

impl<'a> Person<'a> {
    fn of(serving: &'a Serving, email: &str) -> Self {
        let (status, cookie) = sign_in(serving, email, PASSWORD);
        assert_eq!(status, 200, "{email}");
        Self { serving, cookie }
    }

    fn ask(&self, request: &str, headers: &str, body: &Value) -> (u16, Value) {
        let headers = format!("{}Idempotency-Key: a-key-of-the-client-1\r\n{headers}", self.cookie);
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let reply = self.serving.ask(request, &headers, &body);
        (reply.status, serde_json::from_str(&reply.body).unwrap_or_default())
    }
}

/// What another site makes the browser of this person ask.
fn forged(person: &Person<'_>) -> u16 {
    let mut stream = person.serving.connect();
    let head = "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nConnection: close\r\nContent-Length: 0\r\n";
    write!(stream, "POST /api/sign-out HTTP/1.1\r\n{head}{}\r\n", person.cookie).expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status")
}

/// Does all of it; what each leaves.
fn all_of_it(serving: &Serving) -> Vec<(&'static str, u16, Trace)> {
    let mut done =
        vec![("a sign-in", sign_in(serving, "judge@example.org", PASSWORD).0, Row("account.sign_in"))];
    let staff = Person::of(serving, "staff@example.org");
    let admin = Person::of(serving, "admin@example.org");
    let entrant = Person::of(serving, "entrant@example.org");
    let mut ask = |what, person: &Person<'_>, request: &str, headers: &str, body: Value, trace| {
        done.push((what, person.ask(request, headers, &body).0, trace));
    };
    let edition = "/api/staff/editions/essa/2023";
    let none = Value::Null;
    ask(
        "refused by role",
        &entrant,
        &format!("GET {edition}/judges"),
        "",
        none.clone(),
        Row("request.refuse"),
    );
    let wrong_role = Line(403, "accounts/wrong-role");
    ask("refused by role", &entrant, "GET /api/staff/system", "", none.clone(), wrong_role);
    let anyone = Person { serving, cookie: String::new() };
    let unknown = Line(401, "accounts/not-signed-in");
    ask("refused without a session", &anyone, "GET /api/entries", "", none.clone(), unknown);
    let wrong = json!({ "email": 7 });
    ask("a body that is no input", &anyone, "POST /api/sign-in", "", wrong, Line(422, "invalid"));
    let lone = json!({ "email": "x@example.org", "password": PASSWORD, "role": "admin" });
    ask("a field too many", &anyone, "POST /api/sign-in", "", lone, Line(422, "invalid"));
    let export = format!("GET {edition}/exports/scores.csv");
    ask("an export", &staff, &export, "", none.clone(), Row("export.download"));
    let release = format!("POST {edition}/rounds/judging/feedback");
    ask("a release", &staff, &release, "", json!({}), Row("feedback.release"));
    let people = admin.ask("GET /api/staff/people", "", &none).1;
    let people = people["people"].as_array().or(people.as_array()).expect("people");
    let colleague = people.iter().find(|one| one["email"] == "staff@example.org").expect("the colleague");
    let path = format!("PUT /api/staff/people/{}", colleague["id"].as_str().expect("an id"));
    let seen = format!("If-Match: \"v{}\"\r\n", colleague["version"]);
    let role = json!({ "role": "admin", "disabled": false });
    ask("a change of role", &admin, &path, &seen, role, Row("account.change_role"));
    let guess = || sign_in(serving, "judge@example.org", "a guess of a password").0;
    done.push(("a forged request", forged(&admin), Line(403, "cross-site")));
    done.push(("a failed sign-in", guess(), Line(401, "accounts/wrong-credentials")));
    let last = std::iter::repeat_with(guess).take(20).find(|status| *status != 401);
    done.push(("a throttled sign-in", last.unwrap_or_default(), Line(429, "accounts/throttled")));
    done
}

async fn actions(data: &std::path::Path) -> Vec<String> {
    let url = format!("sqlite://{}", data.join("palmares.sqlite").display());
    let db = Database::connect(url).await.expect("the database");
    let all = Statement::from_string(DbBackend::Sqlite, "SELECT action FROM audit");
    let rows = db.query_all_raw(all).await.expect("the audit log");
    rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
}

#[rocket::async_test]
async fn sign_ins_refusals_throttles_hits_exports_releases_and_roles_are_all_found_again() {
    let dir = tempfile::tempdir().expect("a directory");
    let sample = ["demo", "--stage", "judged", "--entries", "12", "--judges", "3"];
    good(&palmares(dir.path(), &sample));
    let serving = Serving::with(dir.path(), &[]);
    let done = all_of_it(&serving);
    let rows = actions(dir.path()).await;
    for (what, status, trace) in done {
        match trace {
            Row(action) => assert!(rows.iter().any(|row| row == action), "{what}: {status} {rows:?}"),
            Line(wanted, problem) => {
                assert_eq!(status, wanted, "{what}: {}", serving.log_text());
                let problem = format!("/problems/{problem}");
                serving.wait_for_line(|line| {
                    line["message"] == "request"
                        && line["status"] == wanted
                        && line["problem"] == problem.as_str()
                });
            }
        }
    }
}
