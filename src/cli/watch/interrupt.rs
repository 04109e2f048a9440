//! Ctrl-C and the wish of the system that the program end: what to do then, instead of being torn down.

use std::thread;
use std::time::Duration;

use crate::cli::failure::Failure;

/// How long a program that was asked to end may still be busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// Calls `act` once, on a thread of its own, when the person or the system wants the program to end. A program that has not ended
/// a little later is ended.
///
/// # Errors
/// When the system does not let the program listen.
#[expect(clippy::exit, reason = "whoever asked it to end waits, and what it is still busy with writes nothing")]
pub(in crate::cli) fn on_interrupt(act: impl FnOnce() + Send + 'static) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::io("Ctrl-C".as_ref(), "listened for", &error);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(failed)?;
    thread::spawn(move || {
        if runtime.block_on(interrupted()).is_ok() {
            act();
            thread::sleep(PATIENCE);
            std::process::exit(0);
        }
    });
    Ok(())
}

#[cfg(unix)]
async fn interrupted() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut end = signal(SignalKind::terminate())?;
    let end = async move {
        end.recv().await;
        Ok(())
    };
    first(tokio::signal::ctrl_c(), end).await
}

#[cfg(not(unix))]
async fn interrupted() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// What the first of two gives that is done.
#[cfg(unix)]
async fn first<T>(one: impl Future<Output = T>, two: impl Future<Output = T>) -> T {
    use std::task::Poll;
    let (mut one, mut two) = (Box::pin(one), Box::pin(two));
    std::future::poll_fn(move |context| match one.as_mut().poll(context) {
        Poll::Pending => two.as_mut().poll(context),
        ready => ready,
    })
    .await
}
