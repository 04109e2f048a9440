//! Bytes of standard input to messages, messages to bytes of standard output.
//!
//! What cannot be read as a message is handed over as such, so that the client hears of it and the conversation goes on.
//! Knows nothing of what messages mean.

use std::io::{self, BufRead, Read, Write};

use lsp_server::Message;
use serde_json::{Value, json};

/// The largest message that is read, in bytes: a header that claims more is a mistake.
const MAX_MESSAGE: u64 = 256 * 1024 * 1024;

/// What came in.
#[derive(Debug)]
pub(in crate::cli) enum Incoming {
    /// A message.
    Message(Message),
    /// Something that is none; why.
    Malformed(String),
    /// Nothing more will come.
    End,
}

/// Reads the next message. After something malformed, reading goes on behind it.
pub(in crate::cli) fn read(input: &mut impl BufRead) -> Incoming {
    match header(input) {
        Ok(None) => Incoming::End,
        Ok(Some(length)) => body(input, length),
        Err(problem) => Incoming::Malformed(problem),
    }
}

/// The length that the header names; none at the end of the input.
fn header(input: &mut impl BufRead) -> Result<Option<u64>, String> {
    let (mut length, mut line) = (None, Vec::new());
    loop {
        line.clear();
        match input.by_ref().take(8192).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return Ok(None),
            Ok(_) => {}
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if text.is_empty() {
            match length {
                Some(length) => return Ok(Some(length)),
                // Blank lines between messages are harmless.
                None => continue,
            }
        }
        let Some((name, value)) = text.split_once(':') else {
            return Err("a header line without a colon".to_owned());
        };
        if name.trim().eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok();
            match length {
                Some(length) if length <= MAX_MESSAGE => {}
                Some(_) => return Err("a message longer than any can be".to_owned()),
                None => return Err("a length that is no number".to_owned()),
            }
        }
    }
}

fn body(input: &mut impl BufRead, length: u64) -> Incoming {
    let mut bytes = Vec::new();
    match input.by_ref().take(length).read_to_end(&mut bytes) {
        Ok(read) if read as u64 == length => {}
        _ => return Incoming::End,
    }
    match serde_json::from_slice(&bytes) {
        Ok(message) => Incoming::Message(message),
        Err(error) => Incoming::Malformed(error.to_string()),
    }
}

/// Writes a message.
pub(in crate::cli) fn write(output: &mut impl Write, message: &Message) -> io::Result<()> {
    message.write(output)
}

/// Answers what was no message: the protocol asks for an error that belongs to no request.
pub(in crate::cli) fn write_parse_error(output: &mut impl Write, reason: &str) -> io::Result<()> {
    let error = json!({ "code": lsp_server::ErrorCode::ParseError as i32, "message": reason });
    let answer: Value = json!({ "jsonrpc": "2.0", "id": null, "error": error });
    let text = answer.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut input = text.as_bytes();
        let mut found = Vec::new();
        loop {
            match read(&mut input) {
                Incoming::Message(Message::Notification(notification)) => found.push(notification.method),
                Incoming::Message(other) => found.push(format!("{other:?}")),
                Incoming::Malformed(_) => found.push("malformed".to_owned()),
                Incoming::End => return found,
            }
        }
    }

    fn framed(text: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{text}", text.len())
    }

    #[test]
    fn messages_are_read_on_behind_what_is_none() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"größe"}"#);
        let text =
            format!("{good}{}{good}Content-Length: 99999999999999\r\n\r\n{good}nonsense\r\n\r\n{good}", framed("{"));
        assert_eq!(all(&text), ["größe", "malformed", "größe", "malformed", "größe", "malformed", "größe"]);
    }

    #[test]
    fn a_message_that_ends_early_is_the_end() {
        assert!(all("Content-Length: 10\r\n\r\n{}").is_empty());
        assert!(all("Content-Le").iter().all(|found| found == "malformed"));
    }
}
