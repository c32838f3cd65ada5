//! Addresses of pages, and what stands in their HTML before any script has run.

use std::collections::BTreeSet;

use rocket::http::{Method, Status};

use palmares::editions::sample::{Stage, essa_2023};

use crate::support::{Answer, TestApp};

fn html(answer: &Answer) -> String {
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
    String::from_utf8(answer.bytes.clone()).expect("UTF-8")
}

#[rocket::async_test]
async fn an_address_without_a_page_is_not_found_and_shows_the_page_that_says_so() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    for path in ["/sign-in", "/entries", "/entries/k3v9", "/entries/k3v9/check", "/staff/mails", "/judging"] {
        let answer = anyone.get(path).await;
        assert_eq!((answer.status, answer.header("x-robots-tag")), (200, Some("noindex")), "{path}");
        assert!(html(&answer).contains("id=\"app\""), "{path}");
    }
    for path in [
        "/nothing",
        "/wp-login.php",
        "/.env",
        "/entries/a/b/c",
        "/call/essa",
        "/call/essa/1999",
        "/call/ESSA/2023",
        "/index.html",
        "/pages.json",
        "/.well-known/security.txt/x",
        "/favicon.png",
    ] {
        let answer = anyone.get(path).await;
        assert_eq!((answer.status, answer.header("x-robots-tag")), (404, Some("noindex")), "{path}");
        assert!(html(&answer).contains("id=\"app\""), "{path}");
    }
    for path in ["/assets/nothing.js", "/assets/a/b.css", "/assets/index.html", "/assets/.."] {
        anyone.get(path).await.assert_problem(404, "not-found");
    }
}

#[rocket::async_test]
async fn public_pages_say_in_their_html_what_they_are() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let anyone = app.anyone();
    for path in ["/call/essa/2023", "/call/essa/2023/questions", "/"] {
        let answer = anyone.get(path).await;
        assert_eq!((answer.status, answer.header("x-robots-tag")), (200, None), "{path}");
        let page = html(&answer);
        for part in [
            "<title>European Social Services Awards",
            "<meta name=\"description\" content=\"",
            "<meta property=\"og:title\" content=\"European Social Services Awards",
            &format!("<meta property=\"og:url\" content=\"https://awards.example.eu{path}\" />"),
            "<html lang=\"en\"",
            "id=\"app\"",
        ] {
            assert!(page.contains(part), "{part} on {path}: {page}");
        }
        assert_eq!(page.matches("<title>").count(), 1);
    }
    let tag = anyone.get("/call/essa/2023").await.header("etag").expect("a tag").to_owned();
    let again = anyone.send_raw(Method::Get, "/call/essa/2023", &[("If-None-Match", &tag)], None).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[rocket::async_test]
async fn what_an_edition_is_called_cannot_become_markup_and_tells_its_language() {
    let app = TestApp::new().await;
    let mut document = essa_2023().expect("the sample");
    document.edition.name = "Prix </title><script>alert('1')</script> \"2023\" & Cie".to_owned();
    document.edition.summary = "\" onload=\"alert(1)".to_owned();
    document.programme.default_locale = "fr".to_owned();
    app.edition_of(&document).await;
    let page = html(&app.anyone().get("/call/essa/2023").await);
    assert!(page.contains("<html lang=\"fr\""), "{page}");
    assert!(page.contains(
        "Prix &lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &quot;2023&quot; &amp; Cie"
    ));
    assert!(!page.contains("<script>alert") && !page.contains("\" onload="), "{page}");
}

#[rocket::async_test]
async fn each_form_of_a_file_has_a_tag_of_its_own() {
    let app = TestApp::new().await;
    let anyone = app.anyone();
    let page = html(&anyone.get("/sign-in").await);
    let script =
        page.split("src=\"").find_map(|rest| rest.split('"').next().filter(|at| at.ends_with(".js")));
    for path in [script.expect("a script"), "/sign-in", "/favicon.svg"] {
        let get = |accept: &'static str, had: Option<String>| {
            let (path, anyone) = (path.to_owned(), anyone.clone());
            async move {
                let had = had.unwrap_or_default();
                let headers = [("Accept-Encoding", accept), ("If-None-Match", had.as_str())];
                anyone.send_raw(Method::Get, &path, &headers, None).await
            }
        };
        let mut tags = BTreeSet::new();
        for (accept, encoding) in [("br", Some("br")), ("gzip", Some("gzip")), ("identity", None)] {
            let answer = get(accept, None).await;
            assert_eq!((answer.status, answer.header("content-encoding")), (200, encoding), "{path}");
            assert_eq!(answer.header("vary"), Some("Accept-Encoding"), "{path}");
            let tag = answer.header("etag").expect("a tag").to_owned();
            assert!(!tag.starts_with("W/"));
            let same = get(accept, Some(format!("\"other\", W/{tag}"))).await;
            assert_eq!((same.status, same.bytes.len(), same.header("etag")), (304, 0, Some(tag.as_str())));
            assert_eq!(same.header("vary"), Some("Accept-Encoding"));
            let other = if accept == "br" { "gzip" } else { "br" };
            assert_eq!(get(other, Some(tag.clone())).await.status, 200, "the tag of another form");
            tags.insert(tag);
        }
        assert_eq!(tags.len(), 3, "{path}: {tags:?}");
        assert_eq!(get("br;q=0, gzip;q=0", None).await.header("content-encoding"), None);
        assert_eq!(get("br;q=0, *", None).await.header("content-encoding"), Some("gzip"));
        get("identity;q=0, *;q=0", None).await.assert_problem(406, "not-acceptable");
    }
}

#[rocket::async_test]
async fn programs_find_what_they_look_for_at_the_usual_places() {
    let app = TestApp::configured(|config| {
        config.http.security_contact = "mailto:security@example.eu".to_owned();
    })
    .await;
    let anyone = app.anyone();
    let text = |answer: Answer| String::from_utf8(answer.bytes).expect("UTF-8");
    let robots = anyone.get("/robots.txt").await;
    assert_eq!(robots.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(text(robots).starts_with("User-agent: *\n"));
    for path in ["/favicon.svg", "/favicon.ico"] {
        let icon = anyone.get(path).await;
        assert_eq!((icon.status, icon.header("content-type")), (200, Some("image/svg+xml")), "{path}");
    }
    let security = text(anyone.get("/.well-known/security.txt").await);
    // RFC 9116: both are required, and Expires should be less than a year away.
    assert!(security.contains("Contact: mailto:security@example.eu\n"), "{security}");
    assert!(security.contains("Expires: 2027-08-02T09:00:00.000Z\n"), "{security}");
    let silent = TestApp::new().await;
    silent.anyone().get("/.well-known/security.txt").await.expect(Status::NotFound);
}
