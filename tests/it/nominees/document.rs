//! What a document may say of subjects.

use palmares::editions::{EditionDocument, sample::essa_2023};
use serde_json::{Value, json};

use super::{CATEGORY, leader};

/// The sample with this subject, whose acceptance ends with its check.
fn with(change: impl Fn(&mut Value)) -> Value {
    let mut document = serde_json::to_value(essa_2023().expect("a sample")).expect("JSON");
    let mut subject = leader();
    subject["accept_by"] = json!("2023-07-10T00:00:00+02:00[Europe/Brussels]");
    document["subjects"] = json!([subject]);
    let categories = document["categories"].as_array_mut().expect("categories");
    let category = categories.iter_mut().find(|category| category["key"] == CATEGORY).expect("the category");
    category["subject"] = json!("leader");
    change(&mut document);
    document
}

fn faults(change: impl Fn(&mut Value)) -> Vec<(String, String)> {
    let faults = EditionDocument::from_value(&with(change)).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.pointer, fault.message)).collect()
}

/// The one fault of a subject.
fn fault(change: impl Fn(&mut Value)) -> (String, String) {
    let found = faults(|document| change(&mut document["subjects"][0]));
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().expect("one")
}

#[test]
fn what_a_subject_says_goes_together() {
    assert_eq!(faults(|_| ()), []);
    let (place, text) = fault(|subject| subject["is"] = json!("project"));
    assert_eq!(place, "/subjects/0/acceptance");
    assert!(text.starts_with("Only a person or a team can accept"), "{text}");
    let (place, text) = fault(|subject| subject["notice"] = json!(false));
    assert_eq!((place.as_str(), text.contains("cannot accept")), ("/subjects/0/notice", true));
    let (place, _) = fault(|subject| {
        subject.as_object_mut().expect("members").remove("accept_by");
    });
    assert_eq!(place, "/subjects/0/accept_by");
    let (place, _) = fault(|subject| subject["acceptance"] = json!("none"));
    assert_eq!(place, "/subjects/0/accept_by", "a date for nothing");
    let (place, text) =
        fault(|subject| subject["accept_by"] = json!("2023-01-10T00:00:00+01:00[Europe/Brussels]"));
    assert_eq!((place.as_str(), text.contains("before the call opens")), ("/subjects/0/accept_by", true));
    let (place, _) = fault(|subject| subject["nominated_by"] = json!(["other", "other"]));
    assert_eq!(place, "/subjects/0/nominated_by/1");
    let own: Vec<_> = faults(|document| document["subjects"][0]["nominated_by"] = json!(["self"]));
    let places: Vec<&str> = own.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["/subjects/0/notice", "/subjects/0/acceptance"]);
}

#[test]
fn words_that_are_not_known_are_guessed() {
    let (place, text) = fault(|subject| subject["is"] = json!("persn"));
    assert_eq!((place.as_str(), text.contains("`person`")), ("/subjects/0/is", true), "{text}");
    let (place, text) = fault(|subject| subject["nominated_by"] = json!(["othr"]));
    assert_eq!((place.as_str(), text.contains("`other`")), ("/subjects/0/nominated_by/0", true), "{text}");
    let (place, text) = fault(|subject| subject["nominatedby"] = json!(true));
    assert_eq!((place.as_str(), text.contains("nominated_by")), ("/subjects/0/nominatedby", true), "{text}");
    let found = faults(|document| {
        for category in document["categories"].as_array_mut().expect("categories") {
            if category["subject"] == "leader" {
                category["subject"] = json!("leadr");
            }
        }
    });
    assert!(found[0].0.ends_with("/subject") && found[0].1.contains("`leader`"), "{found:?}");
}

#[test]
fn nobody_is_nominated_for_what_nobody_enters() {
    let found = faults(|document| {
        for category in document["categories"].as_array_mut().expect("categories") {
            if category["kind"] == "derived" {
                category["subject"] = json!("leader");
            }
        }
    });
    assert!(found[0].1.contains("nobody enters a derived category"), "{found:?}");
}

#[test]
fn what_is_probably_not_meant_is_said() {
    let doubts = |change: fn(&mut Value)| {
        let document = EditionDocument::from_value(&with(change)).expect("a document");
        let doubts = document.doubts().into_iter().filter(|doubt| doubt.pointer.starts_with("/subjects"));
        doubts.map(|doubt| doubt.pointer).collect::<Vec<_>>()
    };
    assert_eq!(doubts(|_| ()), Vec::<String>::new());
    assert_eq!(
        doubts(|document| document["subjects"][0]["accept_by"] =
            json!("2023-06-10T00:00:00+02:00[Europe/Brussels]")),
        ["/subjects/0/accept_by"],
        "before the call closes"
    );
    assert_eq!(
        doubts(|document| document["subjects"][0]["accept_by"] =
            json!("2023-11-10T00:00:00+01:00[Europe/Brussels]")),
        ["/subjects/0/accept_by"],
        "after the check"
    );
    let silent = doubts(|document| {
        document["subjects"][0] = json!({ "key": "leader", "is": "person", "nominated_by": ["other"] });
    });
    assert_eq!(silent, ["/subjects/0/notice"], "nobody tells them");
    let unused = doubts(|document| {
        for category in document["categories"].as_array_mut().expect("categories") {
            category.as_object_mut().expect("members").remove("subject");
        }
    });
    assert_eq!(unused, ["/subjects/0"]);
}

#[test]
fn facts_of_nominees_are_known_only_where_someone_is_nominated() {
    let rule = |subjects: bool| {
        faults(move |document| {
            let rule = json!({ "key": "new", "text": "New.", "at": "submit", "else": "refuse",
                "if": "nominee.name != nominator.name" });
            document["rules"].as_array_mut().expect("rules").push(rule);
            if !subjects {
                document["subjects"][0] =
                    json!({ "key": "leader", "is": "project", "nominated_by": ["self"] });
            }
        })
    };
    assert_eq!(rule(true), []);
    assert!(rule(false)[0].1.contains("nominee"), "{:?}", rule(false));
}

#[rocket::async_test]
async fn staff_are_told_what_another_subject_does_to_entries_that_are_in() {
    use crate::support::{DOCUMENT, PREVIEW, TestApp, entries::submit};
    let app = TestApp::new().await;
    let told = json!({ "key": "leader", "is": "person", "nominated_by": ["other"], "notice": true });
    let (_, ana, entry) = super::call(&app, &told).await;
    super::nominate(&ana, &entry, 0, super::someone("Mia", "mia@home.example")).await;
    submit(&ana, &entry).await.expect(rocket::http::Status::Ok);
    let staff = app.staff().await;
    let mut document = staff.get(DOCUMENT).await.json()["document"].clone();
    document["subjects"] = json!([leader()]);
    let preview = staff.post(PREVIEW, json!({ "document": document })).await.expect(rocket::http::Status::Ok);
    let told: Vec<_> =
        preview["consequences"].as_array().expect("a list").iter().map(|one| &one["text"]).collect();
    let text =
        "1 submitted entry in “Service Delivery” may need the acceptance of a nominee who got no e-mail.";
    assert_eq!(told, [text]);
}
