//! The second listener, for the operator's own machines: Prometheus metrics.

use anyhow::{Context as _, Result};
use axum::Router;
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

/// Begins to collect metrics and serves them on `address`.
pub(crate) async fn serve_metrics(address: &str) -> Result<()> {
    let recorder = PrometheusBuilder::new()
        .install_recorder()
        .context("metrics could not be collected")?;
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("server.metrics_listen {address} cannot be listened on"))?;
    let routes = Router::new().route(
        "/metrics",
        get(move || std::future::ready(render(&recorder))),
    );
    tracing::info!(%address, "metrics are served");
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(())
}

fn render(recorder: &PrometheusHandle) -> String {
    recorder.run_upkeep();
    recorder.render()
}
