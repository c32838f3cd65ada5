//! The description of the API lists what is mounted, no more and no less.

use std::collections::BTreeSet;

use rocket::http::Status;

use crate::support::TestApp;

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
