//! What features keep in memory while the program runs: a value of each type, put in where the
//! program is put together (`lib.rs`). Only the feature whose type it is knows what it is.

use std::{
    any::{Any, TypeId, type_name},
    collections::HashMap,
};

#[derive(Default)]
pub struct State(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl State {
    pub fn with<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Box::new(value));
        self
    }

    /// # Panics
    /// If `lib.rs` puts in no such value: then the program is put together wrongly.
    pub(super) fn get<T: 'static>(&self) -> &T {
        let Some(value) = self.0.get(&TypeId::of::<T>()).and_then(|value| value.downcast_ref()) else {
            panic!("lib.rs puts no {} into the state", type_name::<T>());
        };
        value
    }
}
