//! What a request brings and nobody reads. A connection can be used again only when the whole request was taken from
//! it, so the rest is read before the answer: else a client would meet a connection that closes while it sends the
//! next request.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use tokio::time::Sleep;

/// Bytes of a rest that are read at the most: more than any body that is taken.
const BYTES: usize = 16 << 20;
/// How long a client may take to send its rest.
const PATIENCE: Duration = Duration::from_secs(2);

/// Where a body lies once nobody reads it any more.
type Rest = Arc<Mutex<Body>>;

/// How long nothing may come of a body that is read.
const SILENCE: Duration = Duration::from_secs(10);

/// A body that comes back when it is dropped.
struct Lent {
    body: Body,
    rest: Rest,
    /// When it counts as broken off unless more of it comes.
    silent: Option<Pin<Box<Sleep>>>,
}

impl Drop for Lent {
    fn drop(&mut self) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = std::mem::take(&mut self.body);
    }
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if polled.is_ready() {
            self.silent = None;
            return polled;
        }
        // Most bodies are there at once, and need no clock.
        let silent = self.silent.get_or_insert_with(|| Box::pin(tokio::time::sleep(SILENCE)));
        silent.as_mut().poll(context).map(|()| Some(Err(Error::new("nothing came of the body any more"))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Lends a body to whoever reads it; none where there is nothing to be read.
pub(crate) fn lend(body: &mut Body) -> Option<Rest> {
    if body.is_end_stream() {
        return None;
    }
    let rest = Rest::default();
    let lent = Lent { body: std::mem::take(body), rest: rest.clone(), silent: None };
    *body = Body::new(lent);
    Some(rest)
}

/// Reads what is left of a body; whether that was all of it.
pub(crate) async fn is_drained(rest: Option<Rest>) -> bool {
    let Some(rest) = rest else { return true };
    let mut body = std::mem::take(&mut *rest.lock().unwrap_or_else(PoisonError::into_inner));
    let all = async {
        let mut left = BYTES;
        while let Some(frame) = body.frame().await {
            let length = frame.ok()?.data_ref().map_or(0, Bytes::len);
            left = left.checked_sub(length)?;
        }
        Some(())
    };
    matches!(tokio::time::timeout(PATIENCE, all).await, Ok(Some(())))
}
