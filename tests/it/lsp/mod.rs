//! The language server, driven through its protocol by a small editor.

mod acting;
mod base;
mod client;
mod completing;
mod conversation;
mod findings;
mod looking;
mod showing;
