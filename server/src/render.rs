//! `live-updates render`: a feed as HTML on standard output.

use std::io::Write;

use live_updates::{feed::Order, locale::Locale};

use crate::{
    assets::Assets,
    cli::RenderOptions,
    error::{CommandError, one_line},
    feeds,
    pages::News,
    widget::Widget,
};

/// Prints a feed. Entries that were left out are named on standard error, one line each.
///
/// # Errors
/// [`CommandError`] names the file, the place in it and the reason.
#[expect(clippy::print_stderr, reason = "a command says what it left out")]
pub fn render(options: &RenderOptions) -> Result<(), CommandError> {
    let path = &options.feed;
    let order = Order::parse(&options.order)
        .ok_or_else(|| CommandError::Option(format!("--order {}: it is new-first or old-first", options.order)))?;
    let bytes = std::fs::read(path).map_err(|source| CommandError::Read { path: path.clone(), source })?;
    let address = options.url.as_deref().unwrap_or("/feed.json");
    let parsed = feeds::parse(&bytes, address).map_err(|source| CommandError::Feed { path: path.clone(), source })?;
    for skipped in &parsed.skipped {
        eprintln!("live-updates: {}", one_line(&format!("{}: left out: {skipped}", path.display())));
    }
    let assets = Assets::open(&options.assets)?;
    let feed = parsed.feed;
    let language = options.language.as_deref().or(feed.head.language.as_deref()).unwrap_or("en");
    let locale = Locale::for_tag(language);
    let page = feed.head.url.as_ref().map_or("", live_updates::feed::Url::as_str);
    let widget = Widget {
        feed: &feed,
        address,
        locale: &locale,
        assets: &assets.manifest,
        assets_at: &format!("{}/", origin(address)),
        order,
        opened: None,
        page,
    };
    let html = if options.page {
        News { widget: &widget, whole: &feed, address: page, others: &[] }.print()
    } else {
        widget.fragment()
    };
    std::io::stdout()
        .write_all(html.as_bytes())
        .map_err(|source| CommandError::Read { path: "standard output".into(), source })
}

/// The origin of a whole address, where the assets are too; nothing for one that begins with `/`.
fn origin(address: &str) -> &str {
    let Some(host) = address.find("://").map(|at| at + 3) else { return "" };
    address[host..].find(['/', '?', '#']).map_or(address, |path| &address[..host + path])
}
