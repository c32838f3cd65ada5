//! Schema steps, one per file, up and down, for SQLite and PostgreSQL alike.
//! A released step is never edited.
#![forbid(unsafe_code)]

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

mod m0001_accounts;
mod m0002_editions_and_entries;
mod m0003_judging;
mod m0004_work_and_audit;
mod m0012_heartbeat;
mod m0014_look_alike;
mod m0017_search;
mod m0018_memberships;
mod m0019_match_key;
mod m0020_upload_hours;
mod m0021_bulk_mail;
mod m0022_conflict_decisions;
mod m0023_set_aside;
mod m0024_feedback;
mod m0025_edition_versions;
mod m0026_legal_texts;
mod m0030_audit_chain;
mod m0031_erasure;
mod m0032_entry_orders;
mod m0033_entry_progress;
mod m0034_open_assignments;
mod m0035_entry_search;
mod m0036_judge_progress;
mod m0037_entry_counts;
mod m0038_search_index;
mod m0039_work;
mod m0040_pages;
mod m0041_preferences;
mod m0042_reading_time;
mod m0043_rulings;
mod m0044_history;
mod m0045_telling;
mod m0046_judged_enough;
mod m0047_edition_state;
mod m0048_audit_alone;
mod m0049_nominees;
mod table;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_editions_and_entries::Migration),
            Box::new(m0003_judging::Migration),
            Box::new(m0004_work_and_audit::Migration),
            Box::new(m0012_heartbeat::Migration),
            Box::new(m0014_look_alike::Migration),
            Box::new(m0017_search::Migration),
            Box::new(m0018_memberships::Migration),
            Box::new(m0019_match_key::Migration),
            Box::new(m0020_upload_hours::Migration),
            Box::new(m0021_bulk_mail::Migration),
            Box::new(m0022_conflict_decisions::Migration),
            Box::new(m0023_set_aside::Migration),
            Box::new(m0024_feedback::Migration),
            Box::new(m0025_edition_versions::Migration),
            Box::new(m0026_legal_texts::Migration),
            Box::new(m0030_audit_chain::Migration),
            Box::new(m0031_erasure::Migration),
            Box::new(m0032_entry_orders::Migration),
            Box::new(m0033_entry_progress::Migration),
            Box::new(m0034_open_assignments::Migration),
            Box::new(m0035_entry_search::Migration),
            Box::new(m0036_judge_progress::Migration),
            Box::new(m0037_entry_counts::Migration),
            Box::new(m0038_search_index::Migration),
            Box::new(m0039_work::Migration),
            Box::new(m0040_pages::Migration),
            Box::new(m0041_preferences::Migration),
            Box::new(m0042_reading_time::Migration),
            Box::new(m0043_rulings::Migration),
            Box::new(m0044_history::Migration),
            Box::new(m0045_telling::Migration),
            Box::new(m0046_judged_enough::Migration),
            Box::new(m0047_edition_state::Migration),
            Box::new(m0048_audit_alone::Migration),
            Box::new(m0049_nominees::Migration),
        ]
    }
}
