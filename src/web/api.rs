//! Handlers as they are mounted and as they are described, so that each is named once.

use rocket::Route;
use utoipa::openapi::OpenApi;

#[derive(Default)]
pub struct Api {
    pub routes: Vec<Route>,
    pub descriptions: Vec<fn() -> OpenApi>,
}

impl Api {
    pub fn of(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::default(), |mut all, part| {
            all.routes.extend(part.routes);
            all.descriptions.extend(part.descriptions);
            all
        })
    }
}

/// The [`Api`] of handlers; within the braces of a function, where their names are known.
macro_rules! api {
    [$($handlers:tt)*] => {{
        #[derive(utoipa::OpenApi)]
        #[openapi(paths($($handlers)*))]
        struct Paths;

        $crate::web::Api {
            routes: rocket::routes![$($handlers)*],
            descriptions: vec![<Paths as utoipa::OpenApi>::openapi],
        }
    }};
}

pub(crate) use api;
