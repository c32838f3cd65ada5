//! The description of the API, generated from the routes.

mod page;
mod routes;

pub use routes::api;

use utoipa::{
    OpenApi as _,
    openapi::{
        ContentBuilder, OpenApi, PathItem, Ref, RefOr, Required, Response, ResponseBuilder,
        path::{Operation, ParameterBuilder, ParameterIn},
        schema::{Object, Type},
    },
};

use crate::web::Problem;

/// The name of the schema of errors, and of the answer that has one.
const PROBLEM: &str = "Problem";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Palmares", description = "An awards programme from the call for nominations to the results."),
    servers((url = "/api")),
    components(schemas(Problem))
)]
struct Head;

/// The document (OpenAPI 3.1). Paths are relative to `/api`.
pub fn document() -> OpenApi {
    let mut document = Head::openapi();
    for describe in crate::api().descriptions {
        document.merge(describe());
    }
    for (path, item) in &mut document.paths.paths {
        for operation in operations(item) {
            name_parameters(path, operation);
            let problem = RefOr::Ref(Ref::from_response_name(PROBLEM));
            operation.responses.responses.insert("default".to_owned(), problem);
        }
    }
    let answers = &mut document.components.get_or_insert_default().responses;
    answers.insert(PROBLEM.to_owned(), RefOr::T(problem()));
    document
}

/// Every operation may be refused or fail, and says so in the same way.
fn problem() -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(PROBLEM))).build();
    ResponseBuilder::new()
        .description("Why the request was refused.")
        .content("application/problem+json", content)
        .build()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.delete].into_iter().flatten()
}

/// Path parameters are our own types, whose names the macro does not find; the path itself has them.
fn name_parameters(path: &str, operation: &mut Operation) {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameters = operation.parameters.get_or_insert_default();
    for name in names {
        if parameters.iter().any(|known| matches!(known, RefOr::T(known) if known.name == name)) {
            continue;
        }
        let text = Object::with_type(Type::String);
        let parameter = ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .schema(Some(text));
        parameters.push(RefOr::T(parameter.build()));
    }
}
