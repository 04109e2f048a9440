//! An element about to be written, in no notation yet.

use crate::table::Value;

/// A new element with what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// The keyword of its kind: `persona`.
    pub kind: String,
    /// The section of its kind in YAML: `personas`.
    pub plural: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Comments that stand before it, without their marks.
    pub comments: Vec<String>,
    /// Its fields in order, without `name`.
    pub fields: Vec<(String, Value)>,
    /// The elements in it; those of one kind stand together.
    pub children: Vec<Block>,
    /// Comments behind all that stands in it.
    pub last_comments: Vec<String>,
}
