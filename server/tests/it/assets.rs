//! Assets: for ever, compressed, for any page; media: for any page, unable to run.

use crate::stage::Stage;

#[tokio::test]
async fn assets_are_immutable_compressed_and_open() {
    let stage = Stage::new();
    let plain = stage.get("/assets/w-1.wasm").await;
    assert_eq!((plain.text().as_str(), plain.header("content-type")), ("wasm", "application/wasm"));
    assert!(plain.header("cache-control").contains("immutable"));
    assert_eq!(plain.header("access-control-allow-origin"), "*");
    assert_eq!(plain.header("cross-origin-resource-policy"), "cross-origin");
    let small = stage.ask("GET", "/assets/w-1.wasm", &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((small.text().as_str(), small.header("content-encoding")), ("wasm in brotli", "br"));
    assert_eq!(small.header("content-type"), "application/wasm");
    let gzip = stage.ask("GET", "/assets/w-1.wasm", &[("accept-encoding", "gzip")]).await;
    assert_eq!(gzip.text(), "wasm in gzip");
}

#[tokio::test]
async fn an_earlier_releases_assets_stay_served() {
    assert_eq!(Stage::new().get("/assets/w-0.wasm").await.text(), "an earlier release");
}

#[tokio::test]
async fn the_loader_is_cached_for_a_short_time() {
    let answer = Stage::new().get("/live-updates.js").await;
    assert_eq!(answer.text(), "loader");
    assert!(answer.header("content-type").contains("javascript"));
    assert!(answer.header("cache-control").contains("max-age=300"));
}

#[tokio::test]
async fn media_cannot_run_and_nothing_else_of_the_disk_is_served() {
    let stage = Stage::new();
    let picture = stage.get("/media/p.svg").await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/svg+xml"));
    assert!(picture.header("content-security-policy").contains("sandbox"));
    let part = stage.ask("GET", "/media/p.svg", &[("range", "bytes=0-3")]).await;
    assert_eq!((part.status.as_u16(), part.text().as_str()), (206, "<svg"));
    for path in
        ["/media/../tunnel.json", "/media/%2e%2e/tunnel.json", "/media/..%2ftunnel.json", "/assets/../assets.json"]
    {
        assert_ne!(stage.get(path).await.status, 200, "{path}");
    }
}
