//! `palmares erase ADDRESS`: erases a person, as an admin does on the page of people.

use clap::Args;

use crate::{
    address::Email,
    audit::{Actor, Cause},
    clock::Clock,
    config::Config,
    context::Ctx,
    privacy,
};

/// Whom, and why.
#[derive(Args)]
pub struct EraseArguments {
    /// The person's e-mail address.
    address: String,
    /// The reason; it stays on record, so it must not name the person.
    #[arg(long)]
    reason: String,
}

/// Erases the person and prints the pseudonym.
pub async fn run(config: Config, arguments: EraseArguments) -> anyhow::Result<()> {
    let email = Email::parse(&arguments.address).map_err(|fault| anyhow::anyhow!("{fault}"))?;
    let app = crate::open_beside(config, Clock::System).await?;
    let cause = Cause { actor: Actor::PROGRAM, reason: arguments.reason.trim() };
    let done = privacy::erase_address(&Ctx::system(&app), &email.canonical, cause).await;
    let pseudonym = app.close(done.map_err(Into::into)).await?;
    super::print(&pseudonym)
}
