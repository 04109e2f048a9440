//! Where the server listens: a host and a port that is free, and a thread that answers there.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::thread;

use super::address::Hosts;
use super::http::Server;
use super::state::States;
use crate::cli::failure::{Failure, words};
use crate::cli::terminal;

/// This machine, and no other.
pub(super) const HERE: &str = "127.0.0.1";

/// The first port that is tried when none is asked for.
const FIRST: u16 = 4321;

/// So many ports are tried.
const TRIED: u16 = 100;

/// A place where requests arrive.
#[derive(Debug)]
pub(super) struct Listening {
    host: String,
    at: SocketAddr,
    listeners: Vec<TcpListener>,
}

impl Listening {
    /// Listens at `port`; where none is asked for, at the first one that is free.
    ///
    /// # Errors
    /// When the port is taken, or the host is none of this machine's.
    pub(super) fn open(host: &str, port: Option<u16>) -> Result<Listening, Failure> {
        let tried: Vec<u16> = port.map_or_else(|| (FIRST..FIRST + TRIED).collect(), |port| vec![port]);
        let mut last = None;
        for port in tried {
            match bind(host, port) {
                Ok((listener, at)) => {
                    let mut listeners = vec![listener];
                    // Browsers try `localhost` under this address first. It is the same machine, so nothing is lost without it.
                    if host == HERE {
                        listeners.extend(TcpListener::bind(("::1", at.port())));
                    }
                    return Ok(Listening { host: host.to_owned(), at, listeners });
                }
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some((port, error)),
                Err(error) => return Err(unusable(host, port, &error)),
            }
        }
        Err(match last {
            Some((taken, _)) if port.is_some() => Failure::new(format!("Port {taken} is taken by another program."))
                .help("Name another one, or leave `--port` out: then the next one that is free is taken."),
            _ => Failure::new(format!("All ports from {FIRST} to {} are taken.", FIRST + TRIED - 1))
                .help("`--port 0` takes any port that is free."),
        })
    }

    /// The address to open.
    pub(super) fn address(&self) -> String {
        let host = match self.at.ip() {
            ip if ip.is_unspecified() => HERE.to_owned(),
            IpAddr::V6(ip) if self.host.contains(':') => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}/", self.at.port())
    }

    /// Whether other machines can reach it.
    pub(super) fn is_public(&self) -> bool {
        !self.at.ip().is_loopback()
    }

    /// Answers requests from now on, on a thread of its own.
    ///
    /// # Errors
    /// When the system has no thread to give.
    pub(super) fn serve(self, states: States) -> Result<(), Failure> {
        let failed = |error: io::Error| Failure::io(self.host.as_ref(), "listened at", &error);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let server = Server { states, hosts: Hosts::new(&self.host) };
        thread::spawn(move || {
            if let Err(error) = runtime.block_on(server.serve(self.listeners)) {
                terminal::remark(&format!("Pages are not served any more: {}.", words(&error)));
            }
        });
        Ok(())
    }
}

fn bind(host: &str, port: u16) -> io::Result<(TcpListener, SocketAddr)> {
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
    let listener = TcpListener::bind(addresses.as_slice())?;
    let at = listener.local_addr()?;
    Ok((listener, at))
}

fn unusable(host: &str, port: u16, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("touchbase cannot listen at `{host}`, port {port}: {}.", words(error)));
    match error.kind() {
        io::ErrorKind::PermissionDenied => failure.help("Ports below 1024 are for the system; name a higher one."),
        _ => failure.help("`--host` names an address of this machine, such as 127.0.0.1 or 0.0.0.0 for all of them."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(host: &str, port: Option<u16>) -> Listening {
        Listening::open(host, port).unwrap_or_else(|failure| panic!("{failure}"))
    }

    #[test]
    fn a_port_that_is_taken_is_passed_over_or_told() {
        let one = open(HERE, None);
        let two = open(HERE, None);
        assert_ne!(one.at.port(), two.at.port());
        assert_eq!(one.address(), format!("http://127.0.0.1:{}/", one.at.port()));
        let failure = Listening::open(HERE, Some(one.at.port())).map(|_| ()).map_err(|failure| failure.to_string());
        let failure = failure.err().unwrap_or_default();
        assert!(failure.starts_with(&format!("Port {} is taken by another program.", one.at.port())), "{failure}");
    }

    #[test]
    fn hosts_that_are_not_ours_are_told() {
        assert!(Listening::open("192.0.2.1", Some(0)).is_err());
        assert!(open("0.0.0.0", Some(0)).is_public() && !open("localhost", Some(0)).is_public());
    }
}
