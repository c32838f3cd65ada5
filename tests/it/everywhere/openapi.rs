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
