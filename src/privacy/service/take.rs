//! One's own data to take away: one archive with `data.json` and the files.

use std::{
    fs,
    io::{self, Write as _},
    path::PathBuf,
};

use entity::outbox;
use serde_json::{Value, json};
use tokio::task::spawn_blocking;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{
    accounts::{self, FreshEntrant},
    audit,
    clock::Wait,
    context::Ctx,
    exports::{Spooled, empty_file},
    mail,
    privacy::{error::PrivacyError, store::own},
};

/// Once a day: the archive reads much, and holds much when it falls into other hands.
const PAUSE_MS: i64 = 24 * 60 * 60_000;

pub async fn take(ctx: &Ctx, person: &FreshEntrant) -> Result<Spooled, PrivacyError> {
    // Whoever asks twice at once is told by the second that the first has it.
    let _turn = ctx.app.storage.turn(person.user).await;
    if let Some(at) = own::last_taken(ctx.read(), person).await?
        && let Some(wait) = Wait::left(ctx.now, at.plus_ms(PAUSE_MS))
    {
        return Err(PrivacyError::TakenAlready(wait));
    }
    let (data, files) = collect(ctx, person).await?;
    let paths = files.into_iter().filter_map(|file| {
        let hash = file.sha256.parse().ok()?;
        Some((file.path, ctx.app.storage.path(&hash)))
    });
    let (paths, dir): (Vec<_>, _) = (paths.collect(), ctx.app.config.data.clone());
    let archive = spawn_blocking(move || write(&data, &paths, &dir)).await.map_err(io::Error::other)??;
    let tx = ctx.begin().await?;
    audit::event(own::TAKEN).by(person).on("account", &person.id).record(&tx, ctx).await?;
    tx.commit().await?;
    Ok(archive)
}

async fn collect(ctx: &Ctx, person: &FreshEntrant) -> Result<(Value, Vec<own::File>), PrivacyError> {
    let db = ctx.read();
    let (entries, files) = own::entries(db, person).await?;
    let mut mails = Vec::new();
    for row in own::mails(db, person).await? {
        mails.push(mail_view(ctx, row).await);
    }
    let data = json!({
        "format": "palmares-own-data/1",
        "made_at": ctx.now,
        "account": own::account(db, person).await?,
        "sessions": own::sessions(db, person).await?,
        "preferences": accounts::preferences(db, person.user).await?,
        "saved_views": own::saved_views(db, person).await?,
        "organisations": own::organisations(db, person).await?,
        "entries": entries,
        "consents": own::consents(db, person).await?,
        "judging": own::judging(db, person).await?,
        "nominated": own::nominees(db, person).await?,
        "mails": mails,
        "log": own::log(db, person).await?,
        "requests_to_delete_the_account": own::requests(db, person).await?,
    });
    Ok((data, files))
}

async fn mail_view(ctx: &Ctx, row: outbox::Model) -> Value {
    let subject = mail::subject(ctx, &row).await;
    json!({
        "kind": row.kind, "to": row.recipient, "subject": subject, "state": row.state.as_str(),
        "written_at": row.created_at, "sent_at": row.sent_at,
    })
}

fn write(data: &Value, files: &[(String, PathBuf)], dir: &std::path::Path) -> Result<Spooled, PrivacyError> {
    let mut archive = ZipWriter::new(empty_file(dir));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    archive.start_file("data.json", deflated)?;
    archive.write_all(serde_json::to_string_pretty(data).map_err(io::Error::from)?.as_bytes())?;
    // Pictures and documents are packed already.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    for (name, path) in files {
        let mut file = match fs::File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened?,
        };
        archive.start_file(name.as_str(), stored)?;
        io::copy(&mut file, &mut archive)?;
    }
    let mut file = archive.finish()?;
    io::Seek::seek(&mut file, io::SeekFrom::End(0))?;
    Ok(Spooled::rewound(file)?)
}
