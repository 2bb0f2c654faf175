//! What pages need of the whole graph is made before the first of them asks for it: at the start, and whenever writing pauses.

use std::sync::Arc;
use std::time::Duration;

use oxigraph::sparql::CancellationToken;

use super::App;
use super::http::Fault;
use super::names::Names;
use super::overview::Overview;

/// Writing pauses when nothing has changed for so long.
const PAUSE: Duration = Duration::from_secs(1);

/// Keeps it made, for as long as the server runs. A page that asks earlier makes it, or waits for it.
pub async fn keep(app: Arc<App>) {
    let (mut made, mut before) = (None, app.changes());
    loop {
        let now = app.changes();
        if made != Some(now) && before == now {
            let own = Arc::clone(&app);
            // A fault is told to the page that comes upon it.
            if let Ok(Err(_)) | Err(_) = tokio::task::spawn_blocking(move || make(&own)).await {
                tracing::warn!("what pages need of the whole graph cannot be made");
            }
            made = Some(now);
        }
        before = now;
        tokio::time::sleep(PAUSE).await;
    }
}

/// The overview (and with it the table of all outcomes), and all names.
fn make(app: &App) -> Result<(), Fault> {
    let token = CancellationToken::new();
    Overview::of(app, &token)?;
    Names::of(app, &token)?;
    Ok(())
}
