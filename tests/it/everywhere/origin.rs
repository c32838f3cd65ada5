//! No other site can make a browser write here (security bar CSRF-1 to CSRF-7).

use rocket::http::Method;

use super::api_routes;
use crate::support::TestApp;

#[rocket::async_test]
async fn every_write_that_another_site_causes_is_refused() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    for (method, path) in api_routes(&app) {
        if method == Method::Get {
            continue;
        }
        for headers in [
            &[("Sec-Fetch-Site", "cross-site")][..],
            &[("Sec-Fetch-Site", "same-site")],
            &[("Origin", "https://evil.test")],
            &[("Origin", "null")],
            &[("Origin", "http://awards.example.eu")],
            &[],
        ] {
            let body = Some(("application/json", b"{}".to_vec()));
            let answer = admin.send_raw(method, &path, headers, body).await;
            assert_eq!(answer.status, 403, "{method} {path} with {headers:?}");
            answer.assert_problem(403, "cross-site");
        }
    }
}

/// Rocket takes the method of a form from its first field, `_method` (security bar CSRF-4).
#[rocket::async_test]
async fn a_form_that_names_another_method_writes_nothing() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    for (method, path) in api_routes(&app) {
        if method == Method::Get {
            continue;
        }
        let form = format!("_method={}&_end=", method.as_str()).into_bytes();
        let kind = "application/x-www-form-urlencoded";
        let headers = [("Sec-Fetch-Site", "cross-site")];
        let answer = admin.send_raw(Method::Post, &path, &headers, Some((kind, form))).await;
        answer.assert_problem(403, "cross-site");
    }
}

#[rocket::async_test]
async fn a_request_for_another_host_is_not_for_us() {
    let app = TestApp::new().await;
    let admin = app.admin().await;
    for (method, path) in api_routes(&app) {
        let headers = [("Host", "evil.test"), ("Sec-Fetch-Site", "same-origin")];
        let answer = admin.send_raw(method, &path, &headers, None).await;
        assert_eq!(answer.status, 421, "{method} {path}");
    }
}

#[rocket::async_test]
async fn a_body_that_a_plain_form_could_send_is_refused() {
    let app = TestApp::new().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let headers = [("Sec-Fetch-Site", "same-origin")];
        let body = br#"{"email":"ana@osijek.example"}"#.to_vec();
        let answer =
            app.anyone().send_raw(Method::Post, "/api/sign-in/link", &headers, Some((kind, body))).await;
        answer.assert_problem(415, "media-type");
    }
}
