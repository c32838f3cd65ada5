//! The overview as work.

use entity::entry::EntryState;
use palmares::editions::sample::{Stage, essa_2023};
use rocket::http::Status;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::{Value, json};

use super::{EDITION, number, read, run};
use crate::support::{TestApp, judging::Panel, statements::statements};

fn of<'a>(work: &'a Value, list: &str, kind: &str) -> &'a Value {
    let all = work[list].as_array().expect("a list").iter();
    all.into_iter().find(|item| item["kind"] == kind).unwrap_or(&Value::Null)
}

#[rocket::async_test]
async fn what_waits_is_named_with_the_list_that_shows_it() {
    let app = TestApp::new().await;
    let edition = app.edition_of(&essa_2023().expect("the sample")).await;
    let ana = app.person("ana@osijek.example").await;
    let city = app.organisation(&ana).await;
    for (at, state) in [
        ("2023-07-04T10:00:00Z", EntryState::Submitted),
        ("2023-07-03T10:00:00Z", EntryState::Submitted),
        ("2023-07-02T10:00:00Z", EntryState::Eligible),
        ("2023-07-02T10:00:00Z", EntryState::Draft),
    ] {
        app.at(at);
        app.entry_in(&edition, &city, ("service_delivery", "Open doors"), state).await;
    }
    app.at("2023-07-05T10:00:00Z");
    let staff = app.staff().await;
    let work = read(&staff, "work").await;
    assert_eq!(
        work["needs_you"],
        json!([{"kind": "entries_to_check", "count": 2, "oldest": "2023-07-03T10:00:00.000Z", "query": "state=submitted"}])
    );
    assert_eq!(work["trouble"], json!([]), "before judging nobody needs judges");
    let listed = read(&staff, "entries?state=submitted").await;
    assert_eq!(listed["total"], 2);
    let waiting = read(&staff, "waiting").await;
    assert_eq!(
        waiting,
        json!({
            "to_check": 2, "few_judges": 1, "sent_back": 0, "drafts": 1, "entries": 4,
            "failed_mails": 0, "unclean_files": 0, "judges": 0, "erasures": 0, "to_tell": 0,
        })
    );
    assert_eq!(of(&work, "coming", "window_closes")["window"], "check");
    let country = &work["figures"]["by_country"][0];
    assert_eq!((&country["eligible"], &country["entries"]), (&json!(1), &json!(3)));
    assert_eq!(work["figures"]["sheets"], Value::Null, "no round has begun");
    app.staff().await.get("/api/staff/editions/essa/1999/work").await.assert_problem(404, "not-found");
}

#[rocket::async_test]
async fn requests_for_erasure_wait_for_admins_alone() {
    let app = TestApp::new().await;
    app.edition(Stage::Call).await;
    let ana = app.person("ana@osijek.example").await;
    app.organisation(&ana).await;
    run(
        &app,
        "INSERT INTO erasure_request (public_id, user_id, requested_at) SELECT 'k3v9k3v9k3v9k3v9', max(id), 1000 FROM \"user\"",
    )
    .await;
    let (staff, admin) = (app.staff().await, app.admin().await);
    let found = read(&admin, "work").await;
    let expected = json!({"kind": "erasures", "count": 1, "oldest": "1970-01-01T00:00:01.000Z"});
    assert_eq!(found["needs_you"], json!([expected]));
    assert_eq!(read(&admin, "waiting").await["erasures"], 1);
    assert_eq!(read(&staff, "work").await["needs_you"], json!([]));
    assert_eq!(read(&staff, "waiting").await["erasures"], 0);
}

/// Three judges are needed; one has both entries, two have one of them. It is the middle of the round.
async fn three_judges<'a>(app: &'a TestApp) -> Panel<'a> {
    let panel = app.panel().await;
    panel.entry("service_delivery", "One", "Osijek").await;
    panel.entry("digital_transformation", "Two", "Split").await;
    let (jo, jo_id) = panel.judge("jo@judges.example").await;
    let (_, al_id) = panel.judge("al@judges.example").await;
    let (_, mi_id) = panel.judge("mi@judges.example").await;
    panel.assign("service_delivery", &[&jo_id, &al_id, &mi_id]).await;
    panel.assign("digital_transformation", &[&jo_id]).await;
    panel.score(&jo, "One", [8.0, 7.0, 9.0]).await;
    panel.score(&jo, "Two", [8.0, 7.0, 9.0]).await;
    panel
}

#[rocket::async_test]
async fn trouble_is_entries_without_enough_judges_and_judges_who_are_behind() {
    let app = TestApp::new().await;
    let panel = three_judges(&app).await;
    let work = read(&panel.staff, "work").await;
    let few = of(&work, "trouble", "few_judges");
    assert_eq!((&few["count"], &few["needs"]), (&json!(1), &json!(3)), "{work}");
    assert_eq!(of(&work, "trouble", "judges_behind")["count"], 2);
    let judges = &work["judges"];
    assert_eq!(
        (&judges["handed_in"], &judges["assigned"], &judges["behind"], &judges["accepted"]),
        (&json!(2), &json!(4), &json!(2), &json!(3))
    );
    let furthest: Vec<_> = judges["furthest_behind"].as_array().expect("judges").iter().collect();
    assert_eq!(furthest.len(), 2, "whoever has finished is not behind");
    for judge in &furthest {
        assert_eq!(
            (&judge["handed_in"], &judge["assigned"], &judge["behind"]),
            (&json!(0), &json!(1), &json!(true))
        );
    }
    let sheets = &work["figures"]["sheets"];
    assert_eq!(
        (&sheets["assigned"], &sheets["handed_in"], &sheets["at_even_pace"]),
        (&json!(4), &json!(2), &json!(1))
    );
    let days = sheets["by_day"].as_array().expect("days");
    assert!(days.len() > 20, "from the first day of the round to today: {days:?}");
    assert_eq!(days.last().expect("today")["handed_in"], 2);
    assert_eq!(days.iter().filter_map(|day| day["handed_in"].as_i64()).sum::<i64>(), 2);
    let waiting = read(&panel.staff, "waiting").await;
    assert_eq!((&waiting["few_judges"], &waiting["judges"]), (&json!(1), &json!(3)));
}

#[rocket::async_test]
async fn e_mails_and_files_that_failed_are_trouble() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "One", "Osijek").await;
    panel.judge("jo@judges.example").await;
    run(&app, "UPDATE outbox SET state = 'failed' WHERE id = (SELECT max(id) FROM outbox)").await;
    run(
        &app,
        "INSERT INTO attachment (public_id, entry_id, field_key, sha256, original_name, media_type, size_bytes, \
         position, alt_text, unclean_at, created_by, created_at) SELECT 'k3v9k3v9k3v9k3v9', id, 'picture', '', '', '', 1, 1, \
         '', 1, created_by, 1 FROM entry",
    )
    .await;
    let work = read(&panel.staff, "work").await;
    assert_eq!(of(&work, "trouble", "failed_mails")["count"], 1);
    assert_eq!(of(&work, "trouble", "unclean_files")["count"], 1);
    assert_eq!(panel.staff.get("/api/staff/mails?state=failed").await.expect(Status::Ok)["total"], 1);
    let waiting = read(&panel.staff, "waiting").await;
    assert_eq!((&waiting["failed_mails"], &waiting["unclean_files"]), (&json!(1), &json!(1)));
}

#[rocket::async_test]
async fn whoever_has_a_stake_is_told_nothing_of_it() {
    let app = TestApp::new().await;
    let panel = three_judges(&app).await;
    let member = "INSERT INTO member (public_id, organisation_id, email, user_id, state, created_at) \
                  SELECT 'k3v9k3v9k3v9k3v9', e.organisation_id, u.email, u.id, 'active', 1 FROM entry AS e, \"user\" AS u \
                  WHERE e.title = 'Two' AND u.staff_role = 'staff'";
    run(&app, member).await;
    let work = read(&panel.staff, "work").await;
    assert_eq!(work["figures"]["entries"], 1, "the own entry is not counted");
    assert_eq!(of(&work, "trouble", "few_judges"), &Value::Null, "nor who judges it");
    let judges = &work["judges"];
    assert_eq!((&judges["handed_in"], &judges["assigned"]), (&json!(1), &json!(3)));
    assert_eq!(work["figures"]["sheets"]["handed_in"], 1);
    let days = work["figures"]["sheets"]["by_day"].as_array().expect("days").iter();
    assert_eq!(days.filter_map(|day| day["handed_in"].as_i64()).sum::<i64>(), 1);
    let waiting = read(&panel.staff, "waiting").await;
    assert_eq!((&waiting["few_judges"], &waiting["entries"]), (&json!(0), &json!(1)));
}

/// What the database keeps, less what it is kept from.
async fn miscounted(app: &TestApp) -> [i64; 3] {
    let needed = "SELECT count(*) FROM (SELECT edition_id, round_key, category_key, assigned, done, sum(total) FROM \
                  (SELECT edition_id, round_key, category_key, assigned, done, total FROM coverage_count UNION ALL \
                  SELECT edition_id, round_key, category_key, assigned, done, -1 FROM entry_progress WHERE is_eligible) AS sums \
                  GROUP BY edition_id, round_key, category_key, assigned, done HAVING sum(total) <> 0) AS wrong";
    let sheets = |quarter: &str, range: &str| {
        format!(
            "SELECT count(*) FROM (SELECT category_key, day, quarter FROM \
             (SELECT category_key, day, quarter, total FROM sheet_quarter WHERE quarter {range} UNION ALL \
             SELECT category_key, handed_in_at / 86400000, {quarter}, -1 FROM assignment WHERE state = 'active' \
             AND is_open AND points IS NOT NULL AND handed_in_at IS NOT NULL) AS sums GROUP BY category_key, day, quarter \
             HAVING sum(total) <> 0) AS wrong"
        )
    };
    [
        number(app, needed).await,
        number(app, &sheets("handed_in_at % 86400000 / 900000", ">= 0")).await,
        number(app, &sheets("-1", "= -1")).await,
    ]
}

#[rocket::async_test]
async fn sums_of_judges_and_sheets_follow_whatever_is_written() {
    let app = TestApp::new().await;
    three_judges(&app).await;
    assert!(
        number(&app, "SELECT CAST(sum(total) AS bigint) FROM coverage_count WHERE assigned = 3").await == 1
    );
    assert_eq!(
        number(&app, "SELECT CAST(sum(total) AS bigint) FROM sheet_quarter").await,
        4,
        "by quarter and by day"
    );
    for change in [
        "UPDATE entry SET category_key = 'elsewhere' WHERE title = 'One'",
        "UPDATE entry SET state = 'withdrawn' WHERE title = 'Two'",
        "UPDATE entry SET state = 'eligible'",
        "UPDATE scoresheet SET handed_in_at = handed_in_at + 7000000",
        "UPDATE assignment SET points = NULL WHERE id = (SELECT min(id) FROM assignment)",
        "UPDATE assignment SET points = 1 WHERE id = (SELECT min(id) FROM assignment)",
        "UPDATE assignment SET state = 'removed' WHERE id = (SELECT min(id) FROM assignment)",
        "UPDATE assignment SET state = 'active'",
        "DELETE FROM scoresheet WHERE assignment_id = (SELECT min(assignment_id) FROM scoresheet)",
        "DELETE FROM scoresheet",
        "DELETE FROM assignment",
        "DELETE FROM entry_progress",
    ] {
        run(&app, change).await;
        assert_eq!(miscounted(&app).await, [0; 3], "{change}");
    }
}

#[rocket::async_test]
async fn the_overview_sends_as_many_statements_however_much_there_is() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "One", "Osijek").await;
    let (few, _) = statements(panel.staff.get(&format!("{EDITION}/work"))).await;
    let (few_waiting, _) = statements(panel.staff.get(&format!("{EDITION}/waiting"))).await;
    panel.entries(300).await;
    let (many, _) = statements(panel.staff.get(&format!("{EDITION}/work"))).await;
    let (waiting, _) = statements(panel.staff.get(&format!("{EDITION}/waiting"))).await;
    assert_eq!((few, few_waiting), (many, waiting));
    assert!(waiting <= 6 && many <= 18, "{waiting}, {many}");
}

#[rocket::async_test]
async fn what_has_waited_longest_is_found_by_an_index() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entries(300).await;
    if app.app.db.read().get_database_backend() != DbBackend::Sqlite {
        return;
    }
    for (sql, index) in [
        (
            "SELECT submitted_at FROM entry WHERE edition_id = 1 AND state = 'submitted' ORDER BY submitted_at LIMIT 1",
            "entry_by_wait (edition_id=? AND state=?)",
        ),
        (
            "SELECT return_until, count(id) FROM entry WHERE edition_id = 1 AND state = 'incomplete' \
             AND return_until > 5 GROUP BY return_until ORDER BY return_until LIMIT 50",
            "entry_by_return (edition_id=? AND return_until>?)",
        ),
        (
            "SELECT entry_id FROM attachment WHERE unclean_at IS NOT NULL AND removed_at IS NULL",
            "attachment_unclean",
        ),
        (
            "SELECT count(entry.id) FROM entry JOIN entry_check ON entry_check.entry_id = entry.id \
             WHERE telling = 'waits' AND result = state AND edition_id = 1",
            "entry_check_waits",
        ),
    ] {
        let plan = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
        let rows = app.app.db.read().query_all_raw(plan).await.expect("a plan");
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", "detail").expect("a text")).collect();
        assert!(plan.join("\n").contains(index), "{sql}: {plan:?}");
        assert!(!plan.join("\n").contains("TEMP B-TREE"), "{sql}: {plan:?}");
    }
}
