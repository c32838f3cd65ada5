//! `palmares openapi`: the description of the API, for those who generate clients.

/// Prints it as JSON.
pub fn run() -> anyhow::Result<()> {
    super::print(&serde_json::to_string_pretty(&crate::openapi::document())?)
}
