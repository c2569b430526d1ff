//! The body of a request as a whole.

use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

use crate::problem::{Kind, Problem};

/// A body of at most so many bytes, each part of which came in time.
pub(crate) async fn whole(body: Body, most: usize, wait: Duration) -> Result<Bytes, Problem> {
    let too_large = || Problem::new(Kind::TooLarge).told(format!("expected at most {most} bytes"));
    if usize::try_from(body.size_hint().lower()).map_or(true, |least| least > most) {
        return Err(too_large());
    }
    let body = timeout(wait, Limited::new(body, most).collect()).await;
    let body = body.map_err(|_| Problem::new(Kind::Slow))?.map_err(|error| {
        if error.downcast_ref::<LengthLimitError>().is_some() {
            too_large()
        } else {
            Problem::new(Kind::Malformed).told("the body broke off")
        }
    })?;
    Ok(body.to_bytes())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream;

    use super::*;

    const WAIT: Duration = Duration::from_millis(200);

    #[tokio::test]
    async fn a_body_is_whole_or_it_is_said_why_not() {
        let whole = |body| whole(body, 4, WAIT);
        assert_eq!(whole(Body::from("abcd")).await.unwrap(), "abcd");
        assert_eq!(whole(Body::from("abcde")).await.unwrap_err().kind(), Kind::TooLarge);
        let parts = ["abc", "de"].map(|part| Ok::<_, Infallible>(Bytes::from(part)));
        let parts = Body::from_stream(stream::iter(parts));
        assert_eq!(whole(parts).await.unwrap_err().kind(), Kind::TooLarge);
        let broken = Body::from_stream(stream::iter([
            Ok(Bytes::from("ab")),
            Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof)),
        ]));
        assert_eq!(whole(broken).await.unwrap_err().kind(), Kind::Malformed);
        let silent = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
        assert_eq!(whole(silent).await.unwrap_err().kind(), Kind::Slow);
    }
}
