//! Connections: how many, how long their heads may be and take, and how they end in good order.

use std::convert::Infallible;
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Uri;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

use super::{App, Limits, Options, router};
use crate::error::Error;

/// How often it is looked whether to end.
const LOOK: Duration = Duration::from_millis(50);
/// How long requests in hand may take to end.
const LAST: Duration = Duration::from_secs(10);
/// The evaluator of queries recurses; a query is checked for its depth before.
const STACK: usize = 64 << 20;
/// What is told when there are too many connections.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 59\r\n\r\ntoo many are connected at once; hint: try again in a moment";

/// Serves until `stop` is set, then ends what is in hand.
///
/// # Errors
/// When the base is no address, or the system gives no threads.
pub fn run(listener: TcpListener, options: Options, stop: Arc<AtomicBool>) -> Result<(), Error> {
    let fault = |e: std::io::Error| Error::Other(format!("serve: {e}"));
    let app = Arc::new(App::new(options)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .max_blocking_threads(2 * app.limits.queries + 16)
        .build()
        .map_err(fault)?;
    listener.set_nonblocking(true).map_err(fault)?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(fault)?;
        serve(listener, app, stop).await;
        Ok(())
    });
    // A query that does not listen must not keep the process.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn serve(listener: tokio::net::TcpListener, app: Arc<App>, stop: Arc<AtomicBool>) {
    let limits = app.limits.clone();
    let prefix: Arc<str> = app.links().prefix.into();
    tokio::spawn(super::ready::keep(Arc::clone(&app)));
    let router = router(app);
    let (end, ending) = watch::channel(());
    let most = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    let connections = Arc::new(Semaphore::new(limits.connections));
    let mut asked = pin!(async {
        while !stop.load(Ordering::Relaxed) {
            tokio::time::sleep(LOOK).await;
        }
    });
    loop {
        let stream = tokio::select! {
            () = &mut asked => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(fault) => {
                    // Too many files are open, as a rule: some will be closed.
                    tracing::warn!(%fault, "accept");
                    tokio::time::sleep(LOOK).await;
                    continue;
                }
            },
        };
        let Ok(permit) = Arc::clone(&connections).try_acquire_owned() else {
            tokio::spawn(refuse(stream));
            continue;
        };
        let (router, limits, prefix, ending) = (router.clone(), limits.clone(), Arc::clone(&prefix), ending.clone());
        tokio::spawn(async move {
            connection(stream, router, &limits, prefix, ending).await;
            drop(permit);
        });
    }
    drop(listener);
    tracing::info!("ending");
    let _ = end.send(());
    let all = connections.acquire_many(most);
    if tokio::time::timeout(LAST, all).await.is_err() {
        tracing::warn!("some requests were cut off");
    }
}

async fn refuse(mut stream: TcpStream) {
    let _ = tokio::time::timeout(Duration::from_secs(1), async {
        stream.write_all(FULL).await?;
        stream.shutdown().await
    })
    .await;
}

async fn connection(
    stream: TcpStream,
    router: Router,
    limits: &Limits,
    prefix: Arc<str>,
    mut ending: watch::Receiver<()>,
) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let request = below(request.map(Body::new), &prefix);
        let router = router.clone();
        async move { Ok::<_, Infallible>(router.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head_time).max_buf_size(limits.head_bytes.max(8192));
    let stream = TokioIo::new(super::steady::Steady::new(stream, limits.body_time));
    let mut served = pin!(builder.serve_connection(stream, service));
    let ended = tokio::select! {
        ended = served.as_mut() => ended,
        _ = ending.changed() => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(fault) = ended {
        tracing::debug!(%fault, "connection");
    }
}

/// A request whose path is below the base's: a proxy may keep that or not.
fn below(mut request: Request, prefix: &str) -> Request {
    let Some(rest) = request.uri().path().strip_prefix(prefix).filter(|_| !prefix.is_empty()) else { return request };
    if rest.is_empty() || rest.starts_with('/') {
        let query = request.uri().query().map(|q| format!("?{q}")).unwrap_or_default();
        let path = if rest.is_empty() { "/" } else { rest };
        if let Ok(uri) = format!("{path}{query}").parse::<Uri>() {
            *request.uri_mut() = uri;
        }
    }
    request
}
