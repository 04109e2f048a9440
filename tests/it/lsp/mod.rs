//! The language server, driven through its protocol by a small editor.

mod acting;
mod base;
mod changing;
mod client;
mod completing;
mod conversation;
mod findings;
mod looking;
mod session;
mod showing;
