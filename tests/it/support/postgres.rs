//! A database for each story in the PostgreSQL of the tests.

use std::sync::{
    Mutex,
    atomic::{AtomicU32, Ordering},
};

use palmares::config::Config;
use sea_orm::{ConnectionTrait as _, DatabaseConnection};
use tokio::sync::OnceCell;

/// Databases whose stories have ended.
static OVER: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A copy of a database that is migrated once per run. Databases of failed tests stay for a look.
pub struct Database(String);

impl Database {
    /// One that no other story knows, which the settings name from now on; `url` leads to the server.
    pub async fn own(config: &mut Config, url: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let template = template(url).await;
        let server = connect(url).await;
        let over = std::mem::take(&mut *OVER.lock().expect("the list"));
        for old in over {
            run(&server, &format!("DROP DATABASE {old} WITH (FORCE)")).await;
        }
        run(&server, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")).await;
        server.close().await.expect("closed");
        name_in(config, url, &name);
        Self(name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            OVER.lock().expect("the list").push(std::mem::take(&mut self.0));
        }
    }
}

/// The name of the database that the others are copied from.
async fn template(url: &str) -> &'static str {
    static NAME: OnceCell<String> = OnceCell::const_new();
    let make = async {
        let name = format!("template_{}", std::process::id());
        let server = connect(url).await;
        run(&server, &format!("CREATE DATABASE {name}")).await;
        server.close().await.expect("closed");
        let mut config = Config::default();
        name_in(&mut config, url, &name);
        let inside = connect(&config.database.url).await;
        run(&inside, &format!("CREATE SCHEMA {}", config.database.schema)).await;
        inside.close().await.expect("closed");
        let db = palmares::db::prepare(&config).await.expect("a migrated database");
        // A database is copied only while nobody is in it.
        db.close().await.expect("closed");
        name
    };
    NAME.get_or_init(|| make).await
}

/// Not the schema that a role has anyway, so that every story shows that its name is kept to.
fn name_in(config: &mut Config, url: &str, database: &str) {
    config.database.url = format!("{url}&dbname={database}");
    config.database.schema = "awards".to_owned();
}

async fn connect(url: &str) -> DatabaseConnection {
    sea_orm::Database::connect(url).await.expect("the test PostgreSQL")
}

async fn run(db: &DatabaseConnection, statement: &str) {
    db.execute_unprepared(statement).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
}
