//! Typed path parameters: what has not the shape of a name is no path of ours.

use std::ops::Deref;

use entity::PublicId;
use rocket::request::FromParam;

/// The public id of an object in a path.
#[derive(Clone, Debug)]
pub struct ObjectKey(pub PublicId);

impl Deref for ObjectKey {
    type Target = PublicId;

    fn deref(&self) -> &PublicId {
        &self.0
    }
}

impl<'a> FromParam<'a> for ObjectKey {
    type Error = ();

    fn from_param(param: &'a str) -> Result<Self, ()> {
        PublicId::parse(param).map(Self).ok_or(())
    }
}

/// A word in a path: programme, edition, category, round, field.
#[derive(Clone, Debug)]
pub struct Slug(pub String);

impl Deref for Slug {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> FromParam<'a> for Slug {
    type Error = ();

    fn from_param(param: &'a str) -> Result<Self, ()> {
        let shaped = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        let fits = (1..=64).contains(&param.len()) && param.bytes().all(shaped);
        if fits { Ok(Self(param.to_owned())) } else { Err(()) }
    }
}
