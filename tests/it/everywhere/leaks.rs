//! Nothing leaks: two databases that differ only in what a viewer may not see
//! answer that viewer byte for byte the same (security bar BL-4, EMB-4).

use entity::{answer, organisation, score, scoresheet, shortlisted, submitted_version};
use palmares::editions::sample::Stage;
use rocket::http::Method;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, prelude::Expr};

use super::world::World;
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
    for (before, after) in
        answers(&plain, principal).await.into_iter().zip(answers(&changed, principal).await)
    {
        let place =
            before.1.bytes().zip(after.1.bytes()).take_while(|(a, b)| a == b).count().saturating_sub(40);
        let near = |text: &str| text.chars().skip(place).take(120).collect::<String>();
        assert!(before == after, "{principal}: {}\n{}\n{}", before.0, near(&before.1), near(&after.1));
    }
}

/// Every mark, every comment, every shortlist is another.
async fn other_results(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    score::Entity::update_many()
        .col_expr(score::Column::ValueHundredths, Expr::value(100_i64))
        .exec(&*tx)
        .await
        .expect("other marks");
    scoresheet::Entity::update_many()
        .col_expr(scoresheet::Column::CommentInternal, Expr::value("canary"))
        .col_expr(scoresheet::Column::CommentEntrant, Expr::value("canary"))
        .col_expr(scoresheet::Column::Version, Expr::value(9_i64))
        .exec(&*tx)
        .await
        .expect("other comments");
    shortlisted::Entity::delete_many().exec(&*tx).await.expect("no shortlist");
    tx.commit().await.expect("a commit");
}

/// Every other entry, and every organisation but one’s own, says something else.
async fn other_entries(world: &World) {
    let tx = world.app.app.db.begin().await.expect("a transaction");
    answer::Entity::update_many()
        .col_expr(answer::Column::Value, Expr::value("\"canary\""))
        .filter(answer::Column::EntryId.ne(world.entry))
        .exec(&*tx)
        .await
        .expect("other answers");
    submitted_version::Entity::update_many()
        .col_expr(submitted_version::Column::Sha256, Expr::value("canary"))
        .filter(submitted_version::Column::EntryId.ne(world.entry))
        .exec(&*tx)
        .await
        .expect("other versions");
    organisation::Entity::update_many()
        .col_expr(organisation::Column::City, Expr::value("Canary"))
        .exec(&*tx)
        .await
        .expect("other organisations");
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
        let others = "UPDATE score SET value_hundredths = 100 WHERE scoresheet_id IN (SELECT s.id FROM scoresheet s \
             JOIN assignment a ON a.id = s.assignment_id WHERE a.entry_id = ";
        let statement = format!("{others}{})", world.entry.0);
        sea_orm::ConnectionTrait::execute_unprepared(&*tx, &statement).await.expect("other marks");
        tx.commit().await.expect("a commit");
    })
    .await;
}

#[rocket::async_test]
async fn entries_of_others_are_not_to_be_seen_by_an_anonymous_visitor() {
    assert_same(Stage::Judging, "anonymous", other_entries).await;
}
