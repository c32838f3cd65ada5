//! Nothing leaks: two databases that differ only in what a viewer may not see
//! answer that viewer byte for byte the same (security bar BL-4, EMB-4).

use entity::{
    Scores, answer, assignment, attachment, edition,
    entry::{self, EntryState},
    form_version,
    ids::{AssignmentId, EntryId},
    judge, member, organisation,
    scoresheet::{self, ScoresheetState},
    shortlisted, submitted_version, user,
};
use palmares::editions::sample::Stage;
use rocket::http::Method;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, prelude::Expr,
};
use serde_json::{Value, json};

use super::world::{PRINCIPALS, World};
use crate::support::Answer;

/// All answers to all GET routes, without what differs from request to request.
async fn answers(world: &World, principal: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (method, _, path) in world.routes() {
        // The list of sessions names them by their random cookies.
        if method == Method::Get && !path.ends_with("/me/sessions") {
            let answer = world.browser(principal).await.get(&path).await;
            all.push((path, masked(&answer)));
        }
    }
    all
}

fn masked(answer: &Answer) -> String {
    let id = answer.header("x-request-id").unwrap_or_default();
    let mut headers: Vec<_> = answer.headers.iter().filter(|(name, _)| name != "x-request-id").collect();
    headers.sort();
    format!("{} {headers:?}\n{}", answer.status, String::from_utf8_lossy(&answer.bytes).replace(id, "…"))
}

async fn assert_same(stage: Stage, principal: &str, change: impl AsyncFn(&World)) {
    let (plain, changed) = (World::at(stage).await, World::at(stage).await);
    change(&changed).await;
    assert_same_answers(&plain, &changed, principal).await;
}

async fn assert_same_answers(plain: &World, changed: &World, principal: &str) {
    for (before, after) in answers(plain, principal).await.into_iter().zip(answers(changed, principal).await)
    {
        let place =
            before.1.bytes().zip(after.1.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(40);
        let near = |text: &str| text.chars().skip(place).take(120).collect::<String>();
        assert!(before == after, "{principal}: {}\n{}\n{}", before.0, near(&before.1), near(&after.1));
    }
}

fn other_scores() -> Scores {
    ["theme_fit", "innovation", "impact"]
        .map(|criterion| (criterion.to_owned(), entity::Hundredths(100)))
        .into_iter()
        .collect()
}

/// Every score, every comment, every shortlist is another.
async fn other_results(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::Scores, Expr::value(other_scores()))
        .col_expr(scoresheet::Column::CommentInternal, Expr::value("canary"))
        .col_expr(scoresheet::Column::CommentEntrant, Expr::value("canary"))
        .col_expr(scoresheet::Column::Version, Expr::value(9_i64))
        .exec(&*tx)
        .await
        .expect("other sheets");
    shortlisted::Entity::delete_many().exec(&*tx).await.expect("no shortlist");
    tx.commit().await.expect("a commit");
}

/// Every entry of another organisation, and that organisation, says something else.
async fn other_entries(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    let mine = entry::Entity::find_by_id(world.entry).one(&*tx).await.expect("an answer").expect("the entry");
    let others = entry::Column::OrganisationId.ne(mine.organisation_id);
    let ids: Vec<EntryId> = entry::Entity::find()
        .select_only()
        .column(entry::Column::Id)
        .filter(others.clone())
        .into_tuple()
        .all(&*tx)
        .await
        .expect("entries of others");
    entry::Entity::update_many()
        .col_expr(entry::Column::Title, Expr::value("Canary"))
        .col_expr(entry::Column::State, Expr::value(EntryState::Ineligible))
        .filter(others)
        .exec(&*tx)
        .await
        .expect("other titles");
    answer::Entity::update_many()
        .col_expr(answer::Column::Value, Expr::value("\"canary\""))
        .filter(answer::Column::EntryId.is_in(ids.clone()))
        .exec(&*tx)
        .await
        .expect("other answers");
    submitted_version::Entity::update_many()
        .col_expr(submitted_version::Column::Sha256, Expr::value("canary"))
        .filter(submitted_version::Column::EntryId.is_in(ids))
        .exec(&*tx)
        .await
        .expect("other versions");
    organisation::Entity::update_many()
        .col_expr(organisation::Column::City, Expr::value("Canary"))
        .col_expr(organisation::Column::Name, Expr::value("Canary"))
        .filter(organisation::Column::Id.ne(mine.organisation_id))
        .exec(&*tx)
        .await
        .expect("other organisations");
    tx.commit().await.expect("a commit");
}

/// Every entry comes from somebody else: another organisation in another country,
/// other people to reach, files of other names.
async fn other_senders(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    organisation::Entity::update_many()
        .col_expr(organisation::Column::Name, Expr::value("Canary"))
        .col_expr(organisation::Column::City, Expr::value("Canary"))
        .col_expr(organisation::Column::Country, Expr::value("PT"))
        .exec(&*tx)
        .await
        .expect("other organisations");
    attachment::Entity::update_many()
        .col_expr(attachment::Column::OriginalName, Expr::value("canary.bin"))
        .exec(&*tx)
        .await
        .expect("other names");
    for version in submitted_version::Entity::find().all(&*tx).await.expect("versions") {
        let mut content: Value = serde_json::from_str(&version.content).expect("JSON");
        content["organisation"] = json!("Canary");
        content["country"] = json!("PT");
        for file in content["attachments"].as_array_mut().expect("files") {
            file["name"] = json!("canary.bin");
        }
        for answer in content["answers"].as_array_mut().expect("answers") {
            if answer["field"].as_str().is_some_and(|field| field.starts_with("contact_")) {
                answer["answer"] = json!("canary@canary.example");
            }
        }
        let other = submitted_version::ActiveModel {
            content: Set(content.to_string()),
            sha256: Set("canary".to_owned()),
            ..version.into()
        };
        other.update(&*tx).await.expect("another sender");
    }
    let members = member::Entity::find().all(&*tx).await.expect("members");
    user::Entity::update_many()
        .col_expr(user::Column::Name, Expr::value("Canary"))
        .filter(user::Column::Id.is_in(members.into_iter().filter_map(|member| member.user_id)))
        .exec(&*tx)
        .await
        .expect("other people");
    tx.commit().await.expect("a commit");
}

/// Every score and comment of the other judges is another, and more of them are handed in.
async fn other_judges(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    let me = judge::Entity::find().filter(judge::Column::Email.eq(world.email("judge"))).one(&*tx).await;
    let me = me.expect("an answer").expect("the judge");
    let theirs: Vec<AssignmentId> = assignment::Entity::find()
        .select_only()
        .column(assignment::Column::Id)
        .filter(assignment::Column::JudgeId.ne(me.id))
        .into_tuple()
        .all(&*tx)
        .await
        .expect("assignments of others");
    let changed = scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::Scores, Expr::value(other_scores()))
        .col_expr(scoresheet::Column::CommentPanel, Expr::value("canary"))
        .col_expr(scoresheet::Column::State, Expr::value(ScoresheetState::HandedIn))
        .filter(scoresheet::Column::AssignmentId.is_in(theirs))
        .exec(&*tx)
        .await
        .expect("other sheets");
    assert!(changed.rows_affected > 0, "others have begun");
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn results_are_not_to_be_guessed_by_an_entrant() {
    assert_same(Stage::Judged, "owner", other_results).await;
}

#[rocket::async_test]
async fn results_are_not_to_be_guessed_by_a_colleague_or_the_public() {
    assert_same(Stage::Judging, "colleague", other_results).await;
    assert_same(Stage::Judged, "anonymous", other_results).await;
}

#[rocket::async_test]
async fn a_judge_without_the_entry_learns_nothing_of_its_marks() {
    assert_same(Stage::Judging, "other_judge", async |world: &World| {
        let tx = world.app.app.db.begin().await.expect("a transaction");
        let of_entry = assignment::Entity::find()
            .select_only()
            .column(assignment::Column::Id)
            .filter(assignment::Column::EntryId.eq(world.entry))
            .into_query();
        scoresheet::Entity::update_many()
            .col_expr(scoresheet::Column::Scores, Expr::value(other_scores()))
            .filter(scoresheet::Column::AssignmentId.in_subquery(of_entry))
            .exec(&*tx)
            .await
            .expect("other sheets");
        tx.commit().await.expect("a commit");
    })
    .await;
}

#[rocket::async_test]
async fn marks_of_others_are_not_to_be_guessed_by_the_judge_of_the_entry() {
    assert_same(Stage::Judging, "judge", other_judges).await;
}

#[rocket::async_test]
async fn who_entered_is_not_to_be_guessed_by_the_judge_of_the_entry() {
    let (plain, changed) = (World::at(Stage::Judging).await, World::at(Stage::Judging).await);
    for world in [&plain, &changed] {
        world.app.change_rules(|document| document["rounds"][0]["seen"] = json!([])).await;
    }
    other_senders(&changed).await;
    assert_same_answers(&plain, &changed, "judge").await;
}

/// Each fact about who entered reaches judges exactly where the round names it.
#[rocket::async_test]
async fn judges_see_of_the_entrant_what_the_round_says_and_no_more() {
    let facts = ["organisation", "kind", "city", "country"];
    for fact in facts {
        let (plain, changed) = (World::at(Stage::Judging).await, World::at(Stage::Judging).await);
        let others: Vec<&str> = facts.into_iter().filter(|other| *other != fact).collect();
        for world in [&plain, &changed] {
            world.app.change_rules(|document| document["rounds"][0]["seen"] = json!(others)).await;
        }
        other_fact(&changed, fact).await;
        assert_same_answers(&plain, &changed, "judge").await;
        changed.app.change_rules(|document| document["rounds"][0]["seen"] = json!([fact])).await;
        let list = "/api/judging/essa/2023/judging/assignments";
        let list = changed.browser("judge").await.get(list).await.json();
        let item = &list["items"][0];
        assert_eq!(item["entrant"].as_object().map(serde_json::Map::len), Some(1), "{item}");
        let entry = format!("/api/judging/assignments/{}", item["id"].as_str().expect("an id"));
        let entry = changed.browser("judge").await.get(&entry).await.json();
        assert_eq!(entry["entrant"], item["entrant"]);
        assert!(entry["entrant"][fact].is_string(), "{entry}");
    }
}

async fn other_fact(world: &World, fact: &str) {
    let (column, value) = match fact {
        "organisation" => (organisation::Column::Name, "Canary"),
        "kind" => (organisation::Column::Kind, "university"),
        "city" => (organisation::Column::City, "Canary"),
        _ => (organisation::Column::Country, "PT"),
    };
    let tx = world.app.app.db.begin().await.expect("a transaction");
    organisation::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .exec(&*tx)
        .await
        .expect("other organisations");
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn entries_of_others_are_not_to_be_guessed_by_an_entrant_or_the_public() {
    assert_same(Stage::Check, "owner", other_entries).await;
    assert_same(Stage::Judging, "anonymous", other_entries).await;
}

#[rocket::async_test]
async fn a_draft_edition_is_not_to_be_guessed_by_anyone_but_staff() {
    let (plain, changed) = (World::at(Stage::Judging).await, World::at(Stage::Judging).await);
    changed.app.draft_edition("2024").await;
    for principal in PRINCIPALS.into_iter().filter(|principal| !["staff", "admin"].contains(principal)) {
        assert_same_answers(&plain, &changed, principal).await;
        let (before, after) = (plain.browser(principal).await, changed.browser(principal).await);
        let places = plain.routes().into_iter().filter(|(_, pattern, _)| pattern.contains("<edition>"));
        for (method, _, path) in places {
            let path = path.replace("/2023", "/2024");
            let headers = [("If-Match", "\"v1\""), ("Idempotency-Key", "0123456789abcdef")];
            let body = (method != Method::Get).then(|| json!({}));
            let before = before.send(method, &path, &headers, body.clone()).await;
            let after = after.send(method, &path, &headers, body).await;
            assert!(before.status >= 400 && masked(&before) == masked(&after), "{principal}: {path}");
        }
        for page in ["/", "/call/essa/2024", "/call/essa/2024/questions"] {
            assert_eq!(masked(&before.get(page).await), masked(&after.get(page).await), "{page}");
        }
    }
    let staff = changed.browser("staff").await;
    let seen = staff.get("/api/staff/editions/essa/2024/document").await;
    assert_eq!(seen.json()["state"], "draft");
    let list = staff.get("/api/staff/editions").await.json();
    let states: Vec<_> = list.as_array().expect("editions").iter().map(|one| &one["state"]).collect();
    assert_eq!(states, ["published", "draft"]);
}

/// The question that names entries is closed to judges; with `word` as everybody's answer.
async fn hidden_title(world: &World, word: &str) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    for row in edition::Entity::find().all(&*tx).await.expect("editions") {
        let mut document: Value = serde_json::from_str(&row.document).expect("JSON");
        let sections = document["form"]["sections"].as_array_mut().expect("sections").iter_mut();
        let mut fields = sections.flat_map(|section| section["fields"].as_array_mut().expect("fields"));
        fields.find(|field| field["key"] == "title").expect("the title")["judges"] = json!(false);
        drop(fields);
        let form = document["form"].to_string();
        form_version::Entity::update_many()
            .col_expr(form_version::Column::Form, Expr::value(form))
            .exec(&*tx)
            .await
            .expect("the form");
        let other = edition::ActiveModel {
            document: Set(document.to_string()),
            version: Set(row.version + 1),
            ..row.into()
        };
        other.update(&*tx).await.expect("a document");
    }
    entry::Entity::update_many()
        .col_expr(entry::Column::Title, Expr::value(word))
        .exec(&*tx)
        .await
        .expect("titles");
    for version in submitted_version::Entity::find().all(&*tx).await.expect("versions") {
        let mut content: Value = serde_json::from_str(&version.content).expect("JSON");
        for answer in content["answers"].as_array_mut().expect("answers") {
            if answer["field"] == "title" {
                answer["answer"] = json!(word);
            }
        }
        let other = submitted_version::ActiveModel { content: Set(content.to_string()), ..version.into() };
        other.update(&*tx).await.expect("another title");
    }
    tx.commit().await.expect("a commit");
}

#[rocket::async_test]
async fn an_answer_that_is_not_for_judges_reaches_them_by_no_title() {
    let mut worlds = Vec::new();
    for word in ["Mayor Jansen of Ghent", "Canary"] {
        let world = World::at(Stage::Judging).await;
        hidden_title(&world, word).await;
        worlds.push(world);
    }
    for (before, after) in
        answers(&worlds[0], "judge").await.into_iter().zip(answers(&worlds[1], "judge").await)
    {
        assert!(!before.1.contains("Jansen"), "{}", before.1);
        assert_eq!(before, after);
    }
    let list = "/api/judging/essa/2023/judging/assignments";
    let list = worlds[0].browser("judge").await.get(list).await.json();
    let title = list["items"][0]["title"].as_str().expect("a title");
    assert!(title.starts_with("Entry "), "a neutral title: {title}");
}
