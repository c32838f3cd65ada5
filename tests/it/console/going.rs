//! Going to something by the beginning of its words.

use serde_json::json;

use super::{read, run};
use crate::support::{TestApp, statements::statements};

#[rocket::async_test]
async fn entries_judges_and_organisations_are_found_by_beginnings_of_words() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Žene u gradu", "Grad Osijek").await;
    panel.entry("service_delivery", "Tri ležaja", "Ville de Liège").await;
    panel.judge("osip@judges.example").await;
    let staff = &panel.staff;
    let found = read(staff, "find?q=OSI").await;
    assert_eq!(found["entries"][0]["title"], "Žene u gradu", "by its organisation");
    assert_eq!(found["organisations"][0]["name"], "Grad Osijek");
    assert_eq!(found["judges"][0]["name"], "osip");
    assert_eq!(read(staff, "find?q=zen%20gra").await["entries"][0]["title"], "Žene u gradu");
    let inside = read(staff, "find?q=ege").await;
    assert_eq!(inside["entries"], json!([]), "not inside of a word");
    assert_eq!(read(staff, "find?q=").await, json!({"entries": [], "judges": [], "organisations": []}));
    let id = read(staff, "entries?q=zene").await["items"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(read(staff, &format!("find?q={}", &id[..6])).await["entries"][0]["id"], json!(id));
}

#[rocket::async_test]
async fn no_more_than_five_are_shown_at_the_same_cost() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("digital_transformation", "Copy that", "Stadt Ulm").await;
    let path = "/api/staff/editions/essa/2023/find?q=cop";
    let (few, _) = statements(panel.staff.get(path)).await;
    panel.entries(300).await;
    let (many, _) = statements(panel.staff.get(path)).await;
    assert_eq!(few, many);
    let found = read(&panel.staff, "find?q=man").await;
    assert_eq!(found["entries"].as_array().map(Vec::len), Some(5));
    assert_eq!(found["organisations"].as_array().map(Vec::len), Some(1));
}

#[rocket::async_test]
async fn what_one_enters_is_not_found_as_staff() {
    let app = TestApp::new().await;
    let panel = app.panel().await;
    panel.entry("service_delivery", "Mine alone", "Grad Osijek").await;
    let member = "INSERT INTO member (public_id, organisation_id, email, user_id, state, created_at) \
                  SELECT 'k3v9k3v9k3v9k3v9', e.organisation_id, u.email, u.id, 'active', 1 FROM entry AS e, \"user\" AS u \
                  WHERE u.staff_role = 'staff'";
    run(&app, member).await;
    for word in ["mine", "osijek"] {
        let found = read(&panel.staff, &format!("find?q={word}")).await;
        assert_eq!((&found["entries"], &found["organisations"]), (&json!([]), &json!([])), "{word}");
    }
}
