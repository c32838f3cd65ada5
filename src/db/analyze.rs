//! Figures of the tables, by which the planner of queries goes.

use sea_orm::ConnectionTrait as _;

use super::{Db, Error, copy};

impl Db {
    /// Counts them again: on SQLite now and then, where nobody else does; on PostgreSQL after much
    /// was written at once, the rest it does by itself.
    pub async fn analyze(&self) -> Result<(), Error> {
        match self.engine() {
            copy::Engine::Sqlite => self.analyze_file().await,
            copy::Engine::Postgresql => self.analyze_schema().await,
        }
    }

    /// SQLite tells the other connections nothing of new figures. They read them with the schema,
    /// which has changed for them once the table of the figures was made again.
    async fn analyze_file(&self) -> Result<(), Error> {
        let tx = self.begin().await?;
        let anew = "PRAGMA analysis_limit = 1000; DROP TABLE IF EXISTS sqlite_stat4; \
                    DROP TABLE IF EXISTS sqlite_stat1; ANALYZE";
        tx.execute_unprepared(anew).await?;
        tx.commit().await
    }

    /// The own tables only, as others may live in the same database; and in no transaction, which
    /// would hold a lock on every table and index until the last one is counted.
    async fn analyze_schema(&self) -> Result<(), Error> {
        let tables: Vec<_> = copy::tables(&self.write).await?.iter().map(|name| copy::quoted(name)).collect();
        if !tables.is_empty() {
            self.write.execute_unprepared(&format!("ANALYZE {}", tables.join(", "))).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait as _, DbBackend, Statement, TransactionTrait as _};

    use super::super::tests::notes;

    #[tokio::test]
    async fn readers_go_by_new_figures() {
        let (_dir, _config, db) = notes().await;
        let fill = |one: &str, other: &str| {
            format!(
                "DELETE FROM thing; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) \
                 INSERT INTO thing SELECT {one}, {other} FROM n"
            )
        };
        let made =
            "CREATE TABLE thing (a, b); CREATE INDEX by_a ON thing (a); CREATE INDEX by_b ON thing (b)";
        for (text, index) in [(made, ""), (&fill("1", "i"), "by_b"), (&fill("i", "1"), "by_a")] {
            let tx = db.begin().await.unwrap();
            tx.execute_unprepared(text).await.unwrap();
            tx.commit().await.unwrap();
            db.analyze().await.unwrap();
            let sql = |text: &str| Statement::from_string(DbBackend::Sqlite, text);
            // One connection: another would not have looked at the database since.
            let reader = db.read().begin().await.unwrap();
            reader.query_all_raw(sql("SELECT text FROM note")).await.unwrap();
            // A text of its own each time: what was explained before is kept.
            let plan =
                sql(&format!("EXPLAIN QUERY PLAN SELECT * FROM thing WHERE a = 1 AND b = 1 -- {index}"));
            let plan = reader.query_one_raw(plan).await.unwrap().unwrap();
            let plan: String = plan.try_get_by_index(3).unwrap();
            assert!(plan.contains(index), "{plan}");
            reader.rollback().await.unwrap();
        }
    }
}
