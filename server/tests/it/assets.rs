//! Assets: for ever, compressed, for any page; media: for any page, unable to run.

use live_updates_server::assets::Assets;

use crate::stage::{Stage, assets};

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
    assert_eq!((gzip.text().as_str(), gzip.header("content-encoding")), ("wasm in gzip", "gzip"));
    // Who refuses both gets it plain; what has no compressed form is sent as it is.
    let refused = stage.ask("GET", "/assets/w-1.wasm", &[("accept-encoding", "br;q=0, gzip;q=0")]).await;
    assert_eq!((refused.text().as_str(), refused.header("content-encoding")), ("wasm", ""));
    let only_plain = stage.ask("GET", "/assets/s-1.css", &[("accept-encoding", "br")]).await;
    assert_eq!((only_plain.text().as_str(), only_plain.header("content-encoding")), ("p{}", ""));
    for answer in [plain, small, gzip, refused] {
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
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
    let head = Stage::new().ask("HEAD", "/live-updates.js", &[("accept-encoding", "br")]).await;
    assert_eq!((head.header("content-encoding"), head.header("vary"), head.body.len()), ("br", "accept-encoding", 0));
}

#[tokio::test]
async fn the_browser_app_has_its_stylesheet() {
    let stage = Stage::new();
    assert!(stage.get("/app").await.header("content-security-policy").contains("connect-src 'self' https: http:"));
    let css = stage.get("/app.css").await;
    assert_eq!((css.text().as_str(), css.header("content-type")), ("main{}", "text/css"));
}

#[test]
fn a_build_that_was_cut_short_is_named_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let dist = assets(folder.path());
    std::fs::remove_file(dist.join("assets/w-1.wasm")).unwrap();
    let said = Assets::open(&dist).unwrap_err().to_string();
    assert!(said.contains("assets/w-1.wasm is missing") && said.contains("cargo xtask build"), "{said}");
}

#[tokio::test]
async fn media_cannot_run_and_nothing_else_of_the_disk_is_served() {
    let stage = Stage::new();
    let picture = stage.get("/media/p.svg").await;
    assert_eq!((picture.status.as_u16(), picture.header("content-type")), (200, "image/svg+xml"));
    assert!(picture.header("content-security-policy").contains("sandbox"));
    let part = stage.ask("GET", "/media/p.svg", &[("range", "bytes=0-3")]).await;
    assert_eq!((part.status.as_u16(), part.text().as_str()), (206, "<svg"));
    std::fs::write(stage.path("media/index.html"), "<p>listing</p>").unwrap();
    for path in [
        "/media/../tunnel.json",
        "/media/%2e%2e/tunnel.json",
        "/media/..%2ftunnel.json",
        "/media/%2e%2e%2ftunnel.json",
        "/media/..%5ctunnel.json",
        "/media//etc/passwd",
        "/media/%2fetc/passwd",
        "/media/p.svg%00.png",
        "/media/",
        "/media",
        "/assets/../assets.json",
        "/assets/%2e%2e/assets.json",
        "/assets/",
    ] {
        let answer = stage.get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
    }
}
