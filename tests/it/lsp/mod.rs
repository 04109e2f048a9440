//! The language server, driven through its protocol by a small editor.

mod client;
mod conversation;
mod findings;
