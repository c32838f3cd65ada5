//! The description of the API lists what is mounted, no more and no less.

use std::collections::{BTreeMap, BTreeSet};

use palmares::editions::sample::Stage;
use rocket::http::{Method, Status};
use serde_json::{Value, json};

use super::world::{PRINCIPALS, World};
use crate::{support::TestApp, tidy::sources};

#[rocket::async_test]
async fn the_document_lists_exactly_the_mounted_routes() {
    let app = TestApp::new().await;
    let document = app.anyone().get("/api/openapi.json").await.expect(Status::Ok);
    let described: BTreeSet<String> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").keys();
            methods.map(move |method| format!("{} /api{path}", method.to_uppercase()))
        })
        .collect();
    let mounted: BTreeSet<String> = app
        .client
        .rocket()
        .routes()
        .filter(|route| {
            route.uri.path().starts_with("/api/") && route.name.as_deref() != Some("nothing_here")
        })
        .map(|route| format!("{} {}", route.method, route.uri.path().replace('<', "{").replace('>', "}")))
        .collect();
    assert_eq!(described, mounted);
}

/// The frontend's client is generated from the committed file. To bring it up
/// to date: `UPDATE_OPENAPI=1 cargo test --test it the_committed_document`.
#[test]
fn the_committed_document_is_the_one_of_the_code() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");
    let current = serde_json::to_string_pretty(&palmares::openapi::document()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(path, &current).expect("a written file");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == current, "docs/openapi.json is out of date: run `make openapi`");
}

#[rocket::async_test]
async fn the_page_to_read_names_every_path_and_runs_no_script() {
    let app = TestApp::new().await;
    let page = app.anyone().get("/api/docs").await;
    let html = String::from_utf8(page.bytes).expect("UTF-8");
    let document = app.anyone().get("/api/openapi.json").await.expect(Status::Ok);
    for path in document["paths"].as_object().expect("paths").keys() {
        assert!(html.contains(&format!("<code>{}</code>", path.replace('/', "&#x2f;"))), "{path}");
    }
    assert!(!html.contains("<script") && !html.contains("style="));
}

#[rocket::async_test]
async fn every_parameter_in_a_path_is_described() {
    let app = TestApp::new().await;
    let document = app.anyone().get("/api/openapi.json").await.expect(Status::Ok);
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let wanted: BTreeSet<&str> =
            path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).collect();
        for (method, operation) in methods.as_object().expect("methods") {
            let described = operation["parameters"].as_array().into_iter().flatten();
            let described = described.filter(|p| p["in"] == "path").filter_map(|p| p["name"].as_str());
            assert_eq!(described.collect::<BTreeSet<_>>(), wanted, "{method} {path}");
        }
    }
}

/// Of two types of one name the document has one, whichever comes last.
#[test]
fn every_type_of_the_document_has_a_name_of_its_own() {
    let mut found = BTreeMap::<String, Vec<String>>::new();
    for (file, text) in sources("src").into_iter().chain(sources("entity")) {
        for part in text
            .split("#[derive(")
            .skip(1)
            .filter(|part| part.split_once(")]").is_some_and(|(derived, _)| derived.contains("ToSchema")))
        {
            let mut words = part.split_whitespace().skip_while(|word| !["struct", "enum"].contains(word));
            let name = words.nth(1).unwrap_or_default();
            let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            found.entry(name.to_owned()).or_default().push(file.clone());
        }
    }
    assert!(found.len() > 200, "the derives are found");
    found.retain(|_, files| files.len() > 1);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = serde_json::to_value(palmares::openapi::document()).expect("JSON");
    let operations = document["paths"].as_object().expect("paths").values();
    let names = operations.flat_map(|item| item.as_object().expect("methods").values());
    let mut seen = BTreeSet::new();
    for name in names.map(|operation| operation["operationId"].as_str().expect("a name")) {
        assert!(seen.insert(name), "two operations are called {name}");
    }
}

/// A guard asks for its header before anything is looked at, so leaving headers out shows which are needed.
#[rocket::async_test]
async fn every_header_that_a_route_needs_is_described() {
    let world = World::at(Stage::Judging).await;
    let document = world.app.anyone().get("/api/openapi.json").await.expect(Status::Ok);
    let mut needing = 0;
    for (method, pattern, path) in world.routes() {
        let mut needed = BTreeSet::new();
        for principal in PRINCIPALS {
            let browser = world.browser(principal).await;
            for headers in [[].as_slice(), &[("If-Match", "\"v1\"")]] {
                let body = (method != Method::Get).then(|| json!({}));
                let answer = browser.send(method, &path, headers, body).await;
                if matches!(answer.status, 400 | 428) {
                    match answer.json()["type"].as_str() {
                        Some("/problems/version-missing") => needed.insert("If-Match"),
                        Some("/problems/idempotency-key") => needed.insert("Idempotency-Key"),
                        _ => false,
                    };
                }
            }
        }
        let operation = &document["paths"][described(&pattern)][method.as_str().to_lowercase()];
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let headers = parameters.filter(|p| p["in"] == "header" && p["required"] == Value::Bool(true));
        let headers: BTreeSet<&str> =
            headers.filter_map(|p| p["name"].as_str()).filter(|name| *name != "X-Upload-Name").collect();
        assert_eq!(headers, needed, "{method} {pattern}");
        needing += usize::from(!needed.is_empty());
    }
    assert!(needing > 15, "only {needing} routes need a header");
}

/// A mounted path as the document has it.
fn described(pattern: &str) -> String {
    pattern.trim_start_matches("/api").replace('<', "{").replace('>', "}")
}

#[rocket::async_test]
async fn every_operation_says_how_it_refuses() {
    let app = TestApp::new().await;
    let document = app.anyone().get("/api/openapi.json").await.expect(Status::Ok);
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let problem = &operation["responses"]["default"]["$ref"];
            assert_eq!(problem, "#/components/responses/Problem", "{method} {path}");
        }
    }
    let schema = &document["components"]["schemas"]["Problem"];
    let described: BTreeSet<&str> =
        schema["properties"].as_object().expect("members").keys().map(String::as_str).collect();
    let answer = app.staff().await.get("/api/staff/nothing").await;
    for member in answer.json().as_object().expect("a problem").keys() {
        assert!(described.contains(member.as_str()), "{member}");
    }
    for member in schema["required"].as_array().expect("members") {
        assert!(answer.json().get(member.as_str().expect("a name")).is_some(), "{member}");
    }
}
