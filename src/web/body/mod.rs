//! The only way in for JSON. Rocket's own guard takes any media type, so a plain
//! form on another site could reach it; and it takes a body that was cut off.

mod strict_json;
mod surrogates;

use rocket::{
    Data, Request,
    data::{FromData, Outcome, ToByteUnit as _},
    http::ContentType,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::time::timeout;
use utoipa::ToSchema;

use super::{
    limits::PATIENCE,
    problem::{GuardProblem, Problem},
};
use crate::secret::sha256;

/// An empty object: the address says it all, or it worked and there is nothing to report.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// A JSON body, parsed into an input type, whole and within its limit.
pub struct Body<T> {
    pub value: T,
    pub sha256: [u8; 32],
}

#[rocket::async_trait]
impl<'r, T: DeserializeOwned + Send> FromData<'r> for Body<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match read(request, data).await {
            Ok(body) => Outcome::Success(body),
            Err(problem) => {
                let status = problem.status();
                request.local_cache(|| GuardProblem(Some(problem)));
                Outcome::Error((status, ()))
            }
        }
    }
}

async fn read<T: DeserializeOwned>(request: &Request<'_>, data: Data<'_>) -> Result<Body<T>, Problem> {
    if request.content_type().is_none_or(|kind| *kind != ContentType::JSON) {
        return Err(Problem::new(415, "media-type", "Send JSON, with Content-Type: application/json."));
    }
    let limit = request.limits().get("json").unwrap_or(1.mebibytes());
    let declared = request.headers().get_one("Content-Length").and_then(|n| n.parse::<u64>().ok());
    if declared.is_some_and(|n| n > limit.as_u64()) {
        return Err(too_large(limit.as_u64()));
    }
    let bytes = timeout(PATIENCE, data.open(limit).into_bytes()).await.map_err(|_| too_slow())?;
    let bytes = bytes.map_err(|_| cut_off())?;
    if !bytes.is_complete() {
        return Err(too_large(limit.as_u64()));
    }
    let mut bytes = bytes.into_inner();
    if declared.is_some_and(|n| u64::try_from(bytes.len()) != Ok(n)) {
        return Err(cut_off());
    }
    let sha256 = sha256(&bytes);
    surrogates::replace_lone(&mut bytes);
    strict_json::check(&bytes).map_err(|e| malformed(&e))?;
    let mut reader = serde_json::Deserializer::from_slice(&bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|e| wrong_content(&e))?;
    Ok(Body { value, sha256 })
}

fn too_large(limit_bytes: u64) -> Problem {
    Problem::new(413, "too-large", "The request is too large.").with("limit_bytes", limit_bytes)
}

fn cut_off() -> Problem {
    Problem::new(400, "cut-off", "The request arrived incomplete. Please send it again.")
}

fn too_slow() -> Problem {
    Problem::new(408, "too-slow", "The request took too long to arrive. Please send it again.")
}

fn malformed(error: &serde_json::Error) -> Problem {
    let status = if error.is_data() { 422 } else { 400 };
    Problem::new(status, "malformed", "The request is not valid JSON.").detail(error.to_string())
}

fn wrong_content(error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let pointer: String = error
        .path()
        .iter()
        .filter_map(|part| match part {
            serde_path_to_error::Segment::Seq { index } => Some(format!("/{index}")),
            serde_path_to_error::Segment::Map { key } => {
                Some(format!("/{}", key.replace('~', "~0").replace('/', "~1")))
            }
            serde_path_to_error::Segment::Enum { .. } | serde_path_to_error::Segment::Unknown => None,
        })
        .collect();
    let sentence = error.inner().to_string();
    let sentence = sentence.split(" at line ").next().unwrap_or_default().to_owned();
    Problem::invalid_at(pointer, "content", sentence)
}
