//! Values by name, as templates ask for them.
//!
//! Leaner than a map of the template engine: pages are made by the ten thousand, and each asks for a few dozen names.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};
use rustc_hash::FxHashMap;

/// The values of a page, the ones asked for most first.
#[derive(Debug, Default)]
pub(super) struct Record(pub(super) Vec<(&'static str, Value)>);

impl Record {
    /// The names of its values.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.0.iter().map(|(name, _)| *name)
    }
}

/// Makes a [`Record`]: names and values as in `minijinja::context!`.
macro_rules! record {
    ($($name:ident $(=> $value:expr)?),* $(,)?) => {
        $crate::site::record::Record(vec![$((stringify!($name), $crate::site::record::value!($name $(=> $value)?))),*])
    };
}

/// The value of one name of a record.
macro_rules! value {
    ($name:ident) => {
        ::minijinja::Value::from($name)
    };
    ($name:ident => $value:expr) => {
        ::minijinja::Value::from($value)
    };
}

pub(super) use {record, value};

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(*name)).collect())
    }
}

/// Many values by name: the words of the interface.
#[derive(Debug)]
pub(super) struct Table(FxHashMap<&'static str, Value>);

impl FromIterator<(&'static str, Value)> for Table {
    fn from_iter<I: IntoIterator<Item = (&'static str, Value)>>(values: I) -> Table {
        Table(values.into_iter().collect())
    }
}

impl Object for Table {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.get(key).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        let mut names: Vec<&str> = self.0.keys().copied().collect();
        names.sort_unstable();
        Enumerator::Values(names.into_iter().map(Value::from).collect())
    }
}
