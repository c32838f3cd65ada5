//! Bodies that arrive at all: who sends a byte now and then holds a place for ever.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// How long a small body may take as a whole.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// In each such span of a large one this must arrive: a fourth of what a telephone line brings,
/// so that nobody is cut off while all hand in at once.
const SPAN: Duration = Duration::from_secs(60);
const LEAST_BYTES: usize = 120 * 1_024;

/// A body of any length, read for as long as enough of it keeps coming.
pub struct Paced<R> {
    body: R,
    span: Duration,
    ends: Pin<Box<Sleep>>,
    bytes: usize,
}

impl<R> Paced<R> {
    pub fn new(body: R) -> Self {
        Self::with(body, SPAN)
    }

    fn with(body: R, span: Duration) -> Self {
        Self { body, span, ends: Box::pin(sleep(span)), bytes: 0 }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Paced<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            let before = to.filled().len();
            if let Poll::Ready(read) = Pin::new(&mut this.body).poll_read(cx, to) {
                this.bytes = this.bytes.saturating_add(to.filled().len().saturating_sub(before));
                return Poll::Ready(read);
            }
            ready!(this.ends.as_mut().poll(cx));
            if this.bytes < LEAST_BYTES {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            this.bytes = 0;
            this.ends.as_mut().reset(Instant::now() + this.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{io::ErrorKind, time::Duration};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::{LEAST_BYTES, Paced, SPAN};

    #[tokio::test]
    async fn a_body_that_drips_is_given_up() {
        assert_eq!(u64::try_from(LEAST_BYTES).unwrap() / SPAN.as_secs(), 2 * 1_024, "bytes a second");
        let (mut client, server) = duplex(LEAST_BYTES);
        let mut body = Paced::with(server, Duration::from_millis(50));
        client.write_all(&[7; LEAST_BYTES - 1]).await.unwrap();
        let read = body.read_to_end(&mut Vec::new()).await;
        assert_eq!(read.unwrap_err().kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_body_that_keeps_coming_has_all_the_time_it_needs() {
        let (mut client, server) = duplex(LEAST_BYTES);
        let mut body = Paced::with(server, Duration::from_millis(50));
        let sent = async move {
            for _ in 0..4 {
                client.write_all(&[7; LEAST_BYTES]).await.unwrap();
                tokio::time::sleep(Duration::from_millis(40)).await;
            }
        };
        let mut read = Vec::new();
        let (_, whole) = tokio::join!(sent, body.read_to_end(&mut read));
        assert_eq!(whole.unwrap(), 4 * LEAST_BYTES, "longer than three spans");
    }
}
