//! How the program starts, what it says, and how it ends.

use std::net::TcpListener;
use std::process::Command;

use super::client::{Running, Server, base};

fn refused(args: &[&str]) -> String {
    let folder = base("minimal", &[]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
    let output = command.args(args).current_dir(folder.path()).env_clear().output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn a_port_that_is_taken_is_told_when_it_was_asked_for() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let said = refused(&["serve", "größe 1", "--port", &port]);
    assert!(said.starts_with(&format!("error: Port {port} is taken by another program.")), "{said}");
}

#[test]
fn what_cannot_be_served_is_told_at_once() {
    assert!(refused(&["serve", "nirgends"]).contains("There is no file or folder `nirgends`."));
    assert!(refused(&["serve", "größe 1", "--host", "192.0.2.1"]).contains("cannot listen at `192.0.2.1`"));
    assert!(refused(&["serve", "größe 1", "--editor", "javascript:{path}"]).contains("vscode, vscodium"));
    let empty = tempfile::tempdir().expect("a folder");
    let said = refused(&["serve", empty.path().to_str().expect("UTF-8")]);
    assert!(said.contains("There are no `.cx` or `.yaml` files") && said.contains("touchbase new"), "{said}");
}

#[test]
fn the_network_may_read_only_when_it_is_told_so() {
    let folder = base("minimal", &[]);
    let mut running = Running::start(folder.path(), &["serve", "größe 1", "--port", "0", "--host", "0.0.0.0"]);
    running.line("Everyone in the network can read this knowledge base");
}

#[test]
fn findings_are_printed_once() {
    let mut server = Server::start("minimal", &[("x.cx", "touchpoint x \"X\" { channels: [nirgends] }\n")]);
    assert!(server.running.said.contains("unknown-reference"), "{}", server.running.said);
    server.edit("knowledge.cx", "Sam Carter", "Sam");
    server.running.line("knowledge.cx changed: 3 errors");
    assert_eq!(server.running.said.matches("there is no such element").count(), 1, "{}", server.running.said);
    server.edit("x.cx", "nirgends", "nirgendwo");
    server.running.line("x.cx changed: 3 errors");
    assert_eq!(server.running.said.matches("there is no such element").count(), 2, "{}", server.running.said);
}

#[test]
fn a_base_that_loses_all_its_files_is_still_shown() {
    let mut server = Server::start("minimal", &[]);
    let text = std::fs::read_to_string(server.path("knowledge.cx")).expect("a file");
    std::fs::remove_file(server.path("knowledge.cx")).expect("removed");
    server.running.line("There are no `.cx` or `.yaml` files");
    assert_eq!(server.get("/personas/sam.html").status, 200);
    server.put("knowledge.cx", &text);
    server.running.line("no problems");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() {
    let mut server = Server::start("minimal", &[]);
    let _browser = server.browser("/", &[]);
    assert_eq!(server.running.interrupt(), Some(0));
}
