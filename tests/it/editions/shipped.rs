//! The documents that come with the program: each is whole, and can be entered as its rules say.

use std::{collections::BTreeSet, fs};

use palmares::editions::{
    CategoryKind, EditionDocument, Otherwise,
    sample::{SAMPLES, Sample, Stage, shifted},
};
use rocket::http::Status;
use serde_json::json;

use crate::{
    entries::limits::refused_by,
    support::{
        Answer, Browser, TestApp,
        entries::{answer, full_answers, submit},
    },
};

/// An organisation that has entered what its rules allow, and the rules that refuse the next entry.
struct Refused {
    edition: &'static str,
    rules: &'static [&'static str],
    kind: &'static str,
    submitted: &'static [&'static str],
    then: &'static str,
}

const REFUSED: &[Refused] = &[
    Refused {
        edition: "essa/2023",
        rules: &["two_in_all"],
        kind: "city",
        submitted: &["service_delivery", "workforce_support"],
        then: "research_evaluation",
    },
    Refused {
        edition: "essa/2023",
        rules: &["one_in_each"],
        kind: "third_sector",
        submitted: &["service_delivery"],
        then: "service_delivery",
    },
    Refused {
        edition: "essa/2026",
        rules: &["research_where"],
        kind: "research",
        submitted: &[],
        then: "leadership",
    },
    Refused {
        edition: "essa/2026",
        rules: &["companies_where"],
        kind: "private",
        submitted: &[],
        then: "research_evaluation",
    },
    Refused {
        edition: "essa/2026",
        rules: &["one_in_each"],
        kind: "private",
        submitted: &["public_private_partnership"],
        then: "public_private_partnership",
    },
    // Three of them: the person for Leadership does not count.
    Refused {
        edition: "essa/2026",
        rules: &["one_in_each", "two_in_all"],
        kind: "city",
        submitted: &["research_evaluation", "public_private_partnership", "leadership"],
        then: "research_evaluation",
    },
    Refused {
        edition: "essa/2021",
        rules: &["three_in_all"],
        kind: "city",
        submitted: &["innovation", "outstanding_team", "technology_tool"],
        then: "research_project",
    },
    Refused {
        edition: "essa/2019",
        rules: &["three_in_all"],
        kind: "third_sector",
        submitted: &["innovation", "collaborative_practice", "innovation"],
        then: "research_project",
    },
];

fn file(sample: &Sample) -> String {
    format!("{}/editions/{}.json", env!("CARGO_MANIFEST_DIR"), sample.path.replace('/', "-"))
}

#[test]
fn every_document_of_the_folder_comes_with_the_program() {
    let folder = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/editions")).expect("the folder");
    let files = folder.map(|file| file.expect("a file").path());
    let documents: BTreeSet<_> =
        files.filter(|file| file.extension().is_some_and(|it| it == "json")).collect();
    assert_eq!(SAMPLES.iter().map(|sample| file(sample).into()).collect::<BTreeSet<_>>(), documents);
    for sample in SAMPLES {
        let document = sample.document().unwrap_or_else(|faults| panic!("{}: {faults:#?}", sample.path));
        assert_eq!(format!("{}/{}", document.programme.slug, document.edition.slug), sample.path);
        let text = fs::read_to_string(file(sample)).expect("its file");
        assert!(document.to_json().expect("JSON") == text, "{} is not as it is exported", sample.path);
    }
}

#[test]
fn nothing_in_them_is_doubtful_but_what_the_program_does_not_do_yet() {
    for sample in SAMPLES {
        let mut doubts: Vec<_> = sample.document().expect("a document").doubts();
        doubts.retain(|doubt| !doubt.message.contains(" yet"));
        assert_eq!(doubts, [], "{}", sample.path);
    }
}

/// Somebody who enters, with an organisation of this kind.
pub(super) struct Entering<'a> {
    pub(super) browser: Browser<'a>,
    organisation: String,
}

impl<'a> Entering<'a> {
    pub(super) async fn new(app: &'a TestApp, kind: &str, number: usize) -> Self {
        let browser = app.person(&format!("ana{number}@osijek.example")).await;
        let new = json!({
            "name": format!("Organisation {number}"), "kind": kind, "country": "HR", "city": "Osijek",
            "anyway": true,
        });
        let made = browser.post("/api/organisations", new).await.expect(Status::Created);
        Self { browser, organisation: made["id"].as_str().expect("an id").to_owned() }
    }

    pub(super) async fn start(&self, document: &EditionDocument, category: &str) -> Answer {
        let (programme, edition) = (&document.programme.slug, &document.edition.slug);
        let organisation = &self.organisation;
        let new = json!({
            "programme": programme, "edition": edition, "organisation": organisation, "category": category,
        });
        self.browser.post_once("/api/entries", new).await
    }

    async fn submit(&self, document: &EditionDocument, category: &str) {
        let made = self.start(document, category).await.expect(Status::Created);
        let entry = format!("/api/entries/{}", made["id"].as_str().expect("an id"));
        let nominee = [("nominee_name", json!("Mia Horvat")), ("nominee_role", json!("Director"))];
        for (field, value) in full_answers().into_iter().chain(nominee) {
            if document.form.field(field).is_some() {
                answer(&self.browser, &entry, field, 0, value).await.expect(Status::Ok);
            }
        }
        self.nominate(document, category, &entry).await;
        submit(&self.browser, &entry).await.expect(Status::Ok);
    }

    /// Says who is nominated, where the category asks for it.
    pub(super) async fn nominate(&self, document: &EditionDocument, category: &str, entry: &str) {
        if document.named_subject_of(category).is_some() {
            let mia = json!({ "by": "other", "name": "Mia Horvat", "email": "mia@home.example" });
            self.browser.put(&format!("{entry}/nominee"), 0, mia).await.expect(Status::Ok);
        }
    }
}

/// All of them, with the call open.
async fn open(app: &TestApp) -> Vec<EditionDocument> {
    let mut open = Vec::new();
    for sample in SAMPLES {
        let document = sample.document().expect("a document");
        let now = app.app.clock.now();
        let document = shifted(&document, Stage::Call, now).expect("dates stay in range");
        app.edition_of(&document).await;
        open.push(document);
    }
    open
}

#[rocket::async_test]
async fn an_allowed_organisation_starts_an_entry_in_each_category_of_each() {
    let app = TestApp::new().await;
    let mut number = 0;
    for document in open(&app).await {
        let mut entering = Vec::new();
        for kind in &document.facts.organisation_kinds {
            number += 1;
            entering.push(Entering::new(&app, &kind.key, number).await);
        }
        for category in &document.categories {
            let mut started = 0;
            for entrant in &entering {
                let answer = entrant.start(&document, &category.key).await;
                if category.kind == CategoryKind::Open {
                    started += u32::from(answer.status == 201);
                } else {
                    answer.assert_problem(409, "entries/category-not-open");
                }
            }
            let is_open = category.kind == CategoryKind::Open;
            assert_eq!(started > 0, is_open, "{}: {}", document.edition.name, category.key);
        }
    }
}

#[rocket::async_test]
async fn each_rule_that_refuses_says_its_sentence_when_it_is_not_met() {
    let app = TestApp::new().await;
    let documents = open(&app).await;
    let path = |document: &EditionDocument| format!("{}/{}", document.programme.slug, document.edition.slug);
    for (number, refused) in REFUSED.iter().enumerate() {
        let document = documents.iter().find(|document| path(document) == refused.edition);
        let document = document.expect("an edition");
        let entrant = Entering::new(&app, refused.kind, number).await;
        for category in refused.submitted {
            entrant.submit(document, category).await;
        }
        let answer = entrant.start(document, refused.then).await;
        refused_by(&answer, refused.rules);
        let sentences = document.rules.iter().filter(|rule| refused.rules.contains(&rule.key.as_str()));
        let sentences: Vec<&str> = sentences.map(|rule| rule.text.as_str()).collect();
        assert_eq!(answer.json()["detail"], sentences.join(" "), "{}", refused.edition);
    }
    let rules =
        |one: &'static Refused| one.rules.iter().map(|rule| (one.edition.to_owned(), (*rule).to_owned()));
    let told: BTreeSet<_> = REFUSED.iter().flat_map(rules).collect();
    let refusing = documents.iter().flat_map(|document| {
        let rules =
            document.rules.iter().filter(|rule| rule.otherwise == Otherwise::Refuse && rule.at.is_in_force());
        rules.map(|rule| (path(document), rule.key.clone()))
    });
    assert_eq!(told, refusing.collect(), "every refusing rule of every edition has its line");
}
